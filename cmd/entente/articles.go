package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

type articlesOptions struct {
	env   *env
	store string
	json  bool
}

func newArticles(e *env, run func(context.Context, articlesOptions) error) *cobra.Command {
	o := articlesOptions{env: e}
	cmd := &cobra.Command{
		Use:   "articles",
		Short: "List the articles in the store",
		Long: `List the articles in the store by when they were published, with how many
assertions each makes. Of articles that tell one story in the same words the first
is the story, and the others are copies of it.`,
		Example: "  entente articles\n  entente articles --json",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	storeFlag(cmd, e, &o.store)
	jsonFlag(cmd, &o.json)
	return cmd
}

func runArticles(ctx context.Context, o articlesOptions) error {
	return withStore(ctx, o.store, func(store *graph.Store) error {
		all, err := store.Articles(ctx)
		if err != nil {
			return err
		}
		if o.json {
			return writeJSON(o.env.stdout, append([]graph.Article{}, all...))
		}
		var rows [][]string
		for _, a := range all {
			rows = append(rows, []string{a.ID, a.Published, a.Publisher, a.Title, fmt.Sprint(a.Assertions), a.CopyOf})
		}
		return table(o.env.stdout, []string{"ARTICLE", "PUBLISHED", "PUBLISHER", "TITLE", "ASSERTIONS", "COPY OF"}, rows)
	})
}

type retractOptions struct {
	env      *env
	store    string
	articles []string
	json     bool
}

func newRetract(e *env, run func(context.Context, retractOptions) error) *cobra.Command {
	o := retractOptions{env: e}
	cmd := &cobra.Command{
		Use:   "retract ARTICLE...",
		Short: "Take articles back, with all that only they say",
		Long: `Take articles back, with all that only they say. An ARTICLE is what 'entente articles'
lists. What other articles say stays, and so does what you decided on an assertion:
it counts again when the article is read again.

An article that is not there is told of, and the rest is taken back; the exit code
is then 3.`,
		Example:           "  entente retract wire-7",
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: completeArticles,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.articles = args
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	jsonFlag(cmd, &o.json)
	return cmd
}

type retracted struct {
	Article    string `json:"article"`
	Assertions int    `json:"assertions"`
	Entities   int    `json:"entities"` // that no other article speaks of
}

func runRetract(ctx context.Context, o retractOptions) error {
	return withWriter(ctx, o.store, func(store *graph.Store) error {
		gone := []retracted{}
		err := eachOf(o.env, o.articles, func(id string) error {
			done, err := store.Retract(ctx, id)
			if errors.Is(err, graph.ErrNoDocument) {
				return soft{noArticle(ctx, store, id)}
			}
			if err == nil {
				gone = append(gone, retracted{id, done.Assertions, done.Entities})
			}
			return err
		})
		if len(gone) == 0 {
			return err
		}
		if o.json {
			return errors.Join(writeJSON(o.env.stdout, gone), err)
		}
		for _, g := range gone {
			fmt.Fprintf(o.env.stdout, "%s: %s and %s gone\n", oneLine(g.Article), count(g.Assertions, "assertion"), count(g.Entities, "entity"))
		}
		return err
	})
}

func noArticle(ctx context.Context, store *graph.Store, id string) error {
	ids, err := articleIDs(ctx, store)
	if err != nil {
		return err
	}
	return fmt.Errorf("no article %q in the store%s", id, didYouMean(nearest(id, ids)))
}

func articleIDs(ctx context.Context, store *graph.Store) (ids []string, err error) {
	err = store.Documents(ctx, func(d schema.DocInfo) error {
		ids = append(ids, d.ID)
		return nil
	})
	return ids, err
}

// completeArticles offers a shell the articles of the store, where there is a store.
func completeArticles(cmd *cobra.Command, _ []string, _ string) (ids []string, _ cobra.ShellCompDirective) {
	if path, err := cmd.Flags().GetString("store"); err == nil {
		withStore(cmd.Context(), path, func(s *graph.Store) (err error) {
			ids, err = articleIDs(cmd.Context(), s)
			return err
		})
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
