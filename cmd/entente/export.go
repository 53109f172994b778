package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/graph/export"
	"github.com/entente-kg/entente/schema"
)

type exportOptions struct {
	env        *env
	store      string
	format     string
	out        string
	entities   []string
	relations  []string
	statuses   []string
	from, to   string
	confidence float64
	title      string
	all        bool
}

func newExport(e *env, run func(context.Context, exportOptions) error) *cobra.Command {
	o := exportOptions{env: e}
	cmd := &cobra.Command{
		Use:   "export --format FORMAT",
		Short: "Write the graph, or a part of it, for other programs",
		Long:  "Write the graph, or the part of it that the flags choose:\n\n" + formatHelp(),
		Example: `  entente export --format svg -o graph.svg
  entente export --format csv --entity Turkey --status asserted
  entente export --format nquads > graph.nq`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.format == "" {
				o.format = formatOf(o.out)
			}
			if !slices.Contains(formatNames(), o.format) {
				return usagef("--format %q: want one of %s", o.format, strings.Join(formatNames(), ", "))
			}
			if err := checkDates(o.from, o.to); err != nil {
				return err
			}
			if o.confidence < 0 || o.confidence > 1 {
				return usagef("--confidence %v: want a number from 0 to 1", o.confidence)
			}
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	f := cmd.Flags()
	f.StringVarP(&o.format, "format", "f", "", "one of "+strings.Join(formatNames(), ", ")+" (default: what the name of --output says)")
	f.StringVarP(&o.out, "output", "o", "", "the file to write (default: standard output)")
	f.StringArrayVarP(&o.entities, "entity", "e", nil, "only what is said of this one; may be given again")
	f.StringSliceVarP(&o.relations, "relation", "r", nil, "only these relations")
	statusFlag(cmd, &o.statuses)
	f.StringVar(&o.from, "since", "", "only what happened then or later")
	f.StringVar(&o.to, "until", "", "only what happened then or earlier")
	f.Float64Var(&o.confidence, "confidence", 0, "only what is at least this sure, from 0 to 1")
	f.BoolVarP(&o.all, "all", "a", false, "also what an analyst rejected")
	f.StringVar(&o.title, "title", "", "heads a picture")
	complete(cmd, "format", cobra.FixedCompletions(formatNames(), cobra.ShellCompDirectiveNoFileComp))
	complete(cmd, "entity", func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		return entityNames(cmd), cobra.ShellCompDirectiveNoFileComp
	})
	complete(cmd, "relation", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return relationNames(schema.DefaultVocabulary()), cobra.ShellCompDirectiveNoFileComp
	})
	return cmd
}

func formatNames() []string {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func formatHelp() string {
	var b strings.Builder
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-11s %s\n", f.Name, f.Help)
	}
	return strings.TrimRight(b.String(), "\n")
}

// formatOf is the format whose files are named like path: x.edges.csv is not what x.csv is.
func formatOf(path string) string {
	var found export.Format
	for _, f := range export.Formats() {
		if len(f.Extension) > len(found.Extension) && strings.HasSuffix(strings.ToLower(path), f.Extension) {
			found = f
		}
	}
	return found.Name
}

func runExport(ctx context.Context, o exportOptions) error {
	filter, err := o.filter()
	if err != nil {
		return err
	}
	return withStore(ctx, o.store, func(store *graph.Store) error {
		for _, name := range o.entities {
			e, err := resolver{store}.Resolve(ctx, name)
			if err != nil {
				return err
			}
			filter.Entities = append(filter.Entities, e.ID)
		}
		g, err := part(ctx, store, filter)
		if err != nil {
			return err
		}
		opts := export.Options{Title: o.title, Statuses: filter.Statuses}
		if o.out == "" {
			return export.Write(ctx, o.env.stdout, o.format, g, opts)
		}
		return writeFile(o.out, func(w io.Writer) error { return export.Write(ctx, w, o.format, g, opts) })
	})
}

// filter is what the flags choose, but for the entities: only a store knows those.
func (o exportOptions) filter() (f schema.Filter, err error) {
	f = schema.Filter{From: o.from, To: o.to, Confidence: o.confidence, Rejected: o.all}
	if f.Statuses, err = parseStatuses(o.statuses); err != nil {
		return f, err
	}
	f.Predicates, err = findRelations(o.relations)
	return f, err
}

// part is what the filter chooses, and the entities that it speaks of.
func part(ctx context.Context, store *graph.Store, f schema.Filter) (export.Graph, error) {
	var g export.Graph
	named := map[string]bool{}
	err := store.Statements(ctx, f, func(s schema.Statement) error {
		g.Statements = append(g.Statements, s)
		named[s.Subject], named[s.Object], named[s.Attribution] = true, true, true
		return nil
	})
	if err != nil {
		return g, err
	}
	err = store.Entities(ctx, func(e schema.Entity) error {
		if named[e.ID] {
			g.Entities = append(g.Entities, e)
		}
		return nil
	})
	return g, err
}
