package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/graph/measure"
)

func newBalance(e *env, run measureRun) *cobra.Command {
	o := measureOptions{}
	cmd := &cobra.Command{
		Use:   "balance",
		Short: "Count balanced triads, and name the pairs that stand across the camps",
		Long: `Count the triads of the signed graph, and name the pairs that stand across its
camps: friends in different camps, enemies in one. A pair is friendly where more
independent sources tell of what joins the two than of what sets them apart, and
hostile the other way round; where as many do, it is undecided and counts for nothing.

A triad is three entities of which all have a sign to each other. It is balanced
where all are friends or two friends have a common enemy, and else it is not: one is
torn between two who are at odds, or all are enemies.

The camps are a good parting, not always the best: there may be one with fewer such
pairs, but none that one entity could bring about by changing camps. There is no such
pair exactly where the whole graph is balanced. Where several partings are as good,
one is shown. Time is not looked at: who
was an enemy in 1990 and is an ally in 2020 is undecided, so give --since and --until.`,
		Example: "  entente measure balance --since 2020\n  entente measure balance --min-sources 2 --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	o.flags(cmd, e)
	o.periodFlags(cmd)
	o.limitFlag(cmd)
	return cmd
}

type tension struct {
	A          named          `json:"a"`
	B          named          `json:"b"`
	Sign       string         `json:"sign"`
	Positive   int            `json:"positive"`
	Negative   int            `json:"negative"`
	Unbalanced int            `json:"unbalanced_triads"`
	Edges      []measure.Edge `json:"edges"`
}

type balanceAnswer struct {
	Entities   int            `json:"entities"`
	Friendly   int            `json:"friendly_pairs"`
	Hostile    int            `json:"hostile_pairs"`
	Undecided  int            `json:"undecided_pairs"`
	Unsigned   int            `json:"unsigned_pairs"`
	Triads     measure.Triads `json:"triads"`
	Balanced   float64        `json:"balanced"` // share of the triads
	Frustrated []tension      `json:"frustrated"`
}

// signName is what a sign is called.
func signName(sign int) string {
	return [...]string{"hostile", "undecided", "friendly"}[sign+1]
}

func runBalance(ctx context.Context, o measureOptions) error {
	return o.measured(ctx, func(_ *graph.Store, g *measure.Graph, names nameBook) error {
		b := g.Balance()
		shown, left := first(b.Frustrated, o.limit)
		answer := balanceAnswer{g.Entities(), b.Friendly, b.Hostile, b.Undecided, b.Unsigned, b.Triads, b.Triads.Balanced(), []tension{}}
		var rows [][]string
		for _, f := range shown {
			answer.Frustrated = append(answer.Frustrated, tension{names.of(f.A), names.of(f.B), signName(f.Sign), f.Positive, f.Negative, f.Unbalanced, f.Edges})
			rows = append(rows, []string{names[f.A], signName(f.Sign), names[f.B], fmt.Sprint(f.Positive), fmt.Sprint(f.Negative), fmt.Sprint(f.Unbalanced),
				relationsOf(f.Edges, names)})
		}
		tellLeft(o.env, left)
		if o.json {
			return writeJSON(o.env.stdout, answer)
		}
		w := o.env.stdout
		fmt.Fprintf(w, "%d friendly pairs, %d hostile, %d undecided, %d without a sign\n", b.Friendly, b.Hostile, b.Undecided, b.Unsigned)
		t := b.Triads
		err := table(w, []string{"TRIADS", "COUNT"}, [][]string{
			{"balanced: all friends", fmt.Sprint(t.AllFriends)},
			{"balanced: two friends with a common enemy", fmt.Sprint(t.CommonEnemy)},
			{"unbalanced: one torn between two at odds", fmt.Sprint(t.TornBetween)},
			{"unbalanced: all enemies", fmt.Sprint(t.AllEnemies)},
		})
		if err != nil {
			return err
		}
		if len(b.Frustrated) == 0 {
			_, err := fmt.Fprintln(w, "\nNo pair stands across the camps: the graph is balanced.")
			return err
		}
		fmt.Fprintf(w, "\n%s across the camps:\n", count(len(b.Frustrated), "pair"))
		return table(w, []string{"ENTITY", "IS", "TO", "SOURCES FOR", "AGAINST", "UNBALANCED TRIADS", "EDGES"}, rows)
	})
}
