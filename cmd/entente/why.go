package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

type whyOptions struct {
	env                       *env
	store                     string
	subject, relation, object string
	json                      bool
}

func newWhy(e *env, run func(context.Context, whyOptions) error) *cobra.Command {
	o := whyOptions{env: e}
	cmd := &cobra.Command{
		Use:   "why SUBJECT RELATION OBJECT",
		Short: "Show every sentence behind an edge",
		Long: `Show every sentence that an edge was read from, with who says so, when, whether
it is asserted, claimed, denied or threatened, in which article, and by which rule.

Names are forgiving: Turkey, TUR, Türkiye and country/TUR are one. A relation may
be asked by its name, or from its object by the name of its inverse.`,
		Example: `  entente why Russia invaded Ukraine
  entente why Ukraine invaded-by Russia`,
		Args: cobra.ExactArgs(3),
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch len(args) {
			case 0, 2:
				return entityNames(cmd), cobra.ShellCompDirectiveNoFileComp
			case 1:
				return relationNames(schema.DefaultVocabulary()), cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.subject, o.relation, o.object = args[0], args[1], args[2]
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	jsonFlag(cmd, &o.json)
	return cmd
}

func runWhy(ctx context.Context, o whyOptions) error {
	relation, err := findRelation(schema.DefaultVocabulary(), o.relation)
	if err != nil {
		return err
	}
	return withStore(ctx, o.store, func(store *graph.Store) error {
		names := resolver{store}
		subject, err := names.Resolve(ctx, o.subject)
		if err != nil {
			return err
		}
		object, err := names.Resolve(ctx, o.object)
		if err != nil {
			return err
		}
		if relation.inverted {
			subject, object = object, subject
		}
		filter := schema.Filter{Predicates: []string{relation.Name}}
		if relation.Symmetric {
			filter.Between = [2]string{subject.ID, object.ID}
		} else {
			filter.Subjects, filter.Objects = []string{subject.ID}, []string{object.ID}
		}
		found, err := statements(ctx, store, filter)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return nothingSaid(ctx, store, subject, relation.Relation, object)
		}
		if o.json {
			return writeJSON(o.env.stdout, found)
		}
		fmt.Fprintf(o.env.stdout, "%s %s %s: %s in %s\n", subject.Name, relation.Name, object.Name,
			count(len(found), "sentence"), count(articles(found), "article"))
		return writeEvidence(ctx, o.env.stdout, store, found)
	})
}

// statements gathers what a filter chooses, in the order of time and then of the text.
func statements(ctx context.Context, store *graph.Store, f schema.Filter) ([]schema.Statement, error) {
	var found []schema.Statement
	err := store.Statements(ctx, f, func(s schema.Statement) error {
		found = append(found, s)
		return nil
	})
	slices.SortStableFunc(found, func(a, b schema.Statement) int {
		first, _ := a.When()
		other, _ := b.When()
		if c := strings.Compare(first, other); c != 0 {
			return c
		}
		if c := strings.Compare(a.Doc.ID, b.Doc.ID); c != 0 {
			return c
		}
		return schema.CompareAssertions(a.Assertion, b.Assertion)
	})
	return found, err
}

func articles(found []schema.Statement) int {
	docs := map[string]bool{}
	for _, s := range found {
		docs[s.Doc.ID] = true
	}
	return len(docs)
}

// nothingSaid is the error where no sentence is behind an edge. It names what
// else is said of the two, each way round.
func nothingSaid(ctx context.Context, store *graph.Store, subject schema.Entity, r schema.Relation, object schema.Entity) error {
	near, err := statements(ctx, store, schema.Filter{Between: [2]string{subject.ID, object.ID}})
	if err != nil {
		return err
	}
	names := map[string]string{subject.ID: subject.Name, object.ID: object.Name}
	var edges []string
	for _, s := range near {
		edges = append(edges, strings.Join([]string{names[s.Subject], s.Predicate, names[s.Object]}, " "))
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	about := "and nothing else of the two either"
	if len(edges) > 0 {
		about = "but " + strings.Join(edges, ", ")
	}
	return fmt.Errorf("no article in the store says %s %s %s, %s", subject.Name, r.Name, object.Name, about)
}

// writeEvidence writes each statement's sentence, and under it all that is known of it.
func writeEvidence(ctx context.Context, w io.Writer, store *graph.Store, found []schema.Statement) error {
	for i, s := range found {
		said := []string{string(s.Status)}
		if s.Attribution != "" {
			speaker, ok, err := store.Entity(ctx, s.Attribution)
			if err != nil {
				return err
			}
			if !ok {
				speaker.Name = s.Attribution
			}
			said = append(said, "by "+speaker.Name)
		}
		if s.Date != "" {
			said = append(said, s.Date)
		}
		said = append(said, fmt.Sprintf("confidence %.2f", s.Confidence), "rule "+orDash(s.Rule))
		article := []string{s.Doc.ID}
		for _, p := range []string{s.Doc.Title, s.Doc.Publisher, s.Doc.Published, s.Doc.URL} {
			if p != "" {
				article = append(article, p)
			}
		}
		if _, err := fmt.Fprintf(w, "\n%d. %s\n   %s\n   %s\n", i+1, oneLine(s.Evidence.Text),
			oneLine(strings.Join(said, " | ")), oneLine(strings.Join(article, " | "))); err != nil {
			return err
		}
	}
	return nil
}
