package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/graph/measure"
	"github.com/entente-kg/entente/schema"
)

// mostPaths bounds what is asked for: in a dense graph there are more paths than
// anybody could wait for.
const mostPaths = 100

func newPaths(e *env, run measureRun) *cobra.Command {
	o := measureOptions{}
	cmd := &cobra.Command{
		Use:   "paths A B",
		Short: "Find the best paths from one entity to another, with the sources of each hop",
		Long: `Find the k best paths from one entity to another, with the sources of each hop. Edges
are walked in either direction, and a path comes by nobody twice.

A hop costs 1 and, divided by the independent sources of all edges of its pair, 1
more: the shortest path comes first, unless a longer one is far better told of. The
path from A to C by B says that A has to do with B and B with C, and not that A has
to do with C.`,
		Example: "  entente measure paths Turkey Libya\n  entente measure paths Iran Israel --k 5 --relation ally,backs,supplied-arms-to",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.ends = [2]string{args[0], args[1]}
			if o.k < 1 || o.k > mostPaths {
				return usagef("--k %d: want 1 to %d", o.k, mostPaths)
			}
			if err := o.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 1 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return entityNames(cmd), cobra.ShellCompDirectiveNoFileComp
		},
	}
	o.flags(cmd, e)
	o.periodFlags(cmd)
	cmd.Flags().IntVarP(&o.k, "k", "k", 3, "how many paths")
	return cmd
}

type hop struct {
	From    named          `json:"from"`
	To      named          `json:"to"`
	Sources int            `json:"sources"` // independent, summed over the edges
	Edges   []measure.Edge `json:"edges"`
	Told    []string       `json:"articles"` // the articles that say so
}

type way struct {
	Sources int   `json:"weakest"` // independent sources of the hop that has fewest
	Hops    []hop `json:"hops"`
}

type pathsAnswer struct {
	From  named `json:"from"`
	To    named `json:"to"`
	Paths []way `json:"paths"`
}

func runPaths(ctx context.Context, o measureOptions) error {
	return o.measured(ctx, func(store *graph.Store, g *measure.Graph, names nameBook) error {
		var ends [2]string
		for i, name := range o.ends {
			e, err := resolver{store}.Resolve(ctx, name)
			if err != nil {
				return err
			}
			ends[i] = e.ID
		}
		if ends[0] == ends[1] {
			return usagef("both ends are %s", names[ends[0]])
		}
		for _, id := range ends {
			if !g.Has(id) {
				fmt.Fprintf(o.env.stderr, "nothing is asserted of %s that the flags choose\n", oneLine(names[id]))
			}
		}
		answer := pathsAnswer{names.of(ends[0]), names.of(ends[1]), []way{}}
		var rows [][]string
		for i, p := range g.Paths(ends[0], ends[1], o.k) {
			w := way{Sources: p.Sources}
			for j, h := range p.Hops {
				told, err := o.told(ctx, store, h)
				if err != nil {
					return err
				}
				w.Hops = append(w.Hops, hop{names.of(h.From), names.of(h.To), h.Sources, h.Edges, told})
				rows = append(rows, []string{fmt.Sprint(i + 1), fmt.Sprint(j + 1), names[h.From], names[h.To], relationsOf(h.Edges, names), strings.Join(told, ", ")})
			}
			answer.Paths = append(answer.Paths, w)
		}
		if o.json {
			return writeJSON(o.env.stdout, answer)
		}
		fmt.Fprintf(o.env.stdout, "%s from %s to %s: %s\n", count(len(answer.Paths), "path"), names[ends[0]], names[ends[1]], scope(g))
		if len(rows) == 0 {
			return nil
		}
		return table(o.env.stdout, []string{"PATH", "HOP", "FROM", "TO", "EDGES", "ARTICLES"}, rows)
	})
}

// told lists the articles that assert an edge of the hop.
func (o measureOptions) told(ctx context.Context, store *graph.Store, h measure.Hop) ([]string, error) {
	f, err := o.filter()
	if err != nil {
		return nil, err
	}
	f.Between = [2]string{h.From, h.To}
	var docs []string
	err = store.Statements(ctx, f, func(s schema.Statement) error {
		if slices.ContainsFunc(h.Edges, func(e measure.Edge) bool {
			return e.Subject == s.Subject && e.Relation == s.Predicate && e.Object == s.Object
		}) {
			docs = append(docs, s.Doc.ID)
		}
		return nil
	})
	slices.Sort(docs)
	return slices.Compact(docs), err
}
