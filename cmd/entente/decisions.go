package main

import (
	"cmp"
	"context"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

type decisionsOptions struct {
	env   *env
	store string
	json  bool
}

func newDecisions(e *env, run func(context.Context, decisionsOptions) error) *cobra.Command {
	o := decisionsOptions{env: e}
	cmd := &cobra.Command{
		Use:   "decisions",
		Short: "List what was decided: merges, splits, reviews and notes",
		Long: `List what was decided on the store by 'entente merge', 'split', 'accept', 'reject' and
'note'. A decision on an assertion whose article is gone is listed too: it counts
again when the article is read again.`,
		Example: "  entente decisions\n  entente decisions --json",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	storeFlag(cmd, e, &o.store)
	jsonFlag(cmd, &o.json)
	return cmd
}

func runDecisions(ctx context.Context, o decisionsOptions) error {
	return withStore(ctx, o.store, func(store *graph.Store) error {
		all, err := store.Decisions(ctx)
		if err != nil {
			return err
		}
		if o.json {
			return writeJSON(o.env.stdout, append([]graph.Decision{}, all...))
		}
		var reviewed []schema.Statement
		for _, x := range all {
			if x.Kind == "review" {
				reviewed = append(reviewed, schema.Statement{Assertion: schema.Assertion{ID: x.Assertion}, Doc: schema.DocInfo{ID: x.Article}})
			}
		}
		names, err := store.Names(ctx, reviewed)
		if err != nil {
			return err
		}
		var rows [][]string
		for _, x := range all {
			if x.Kind != "review" {
				rows = append(rows, []string{x.Kind, x.Entity, x.Is, x.Article, ""})
				continue
			}
			rows = append(rows, []string{cmp.Or(string(x.Review), "noted"), names[0], "", x.Article, x.Note})
			names = names[1:]
		}
		return table(o.env.stdout, []string{"DECISION", "OF", "IS", "ARTICLE", "NOTE"}, rows)
	})
}
