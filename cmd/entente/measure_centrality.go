package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/graph/measure"
)

var centralities = []string{"degree", "pagerank", "betweenness", "eigenvector"}

func newCentrality(e *env, run measureRun) *cobra.Command {
	o := measureOptions{}
	cmd := &cobra.Command{
		Use:   "centrality",
		Short: "Rank entities by how central they are",
		Long: `Rank entities by how central they are.

  degree       with how many others one has an edge, either way round
  pagerank     high for whom much is done, said or held by those for whom it is
               high; along the direction of edges, damping 0.85, the sum is 1
  betweenness  between how many pairs of others one lies on the shortest path, by
               hops, either way round; with more than 4,000 entities an estimate
               from 1,000 of them, which is told
  eigenvector  high for whom many sources link to those for whom it is high, either
               way round; the highest is 1, and 0 has who is not linked to the
               largest part of the graph

Conflict makes central as much as cooperation does; --relation chooses.`,
		Example: "  entente measure centrality\n  entente measure centrality --by pagerank --relation aided --limit 5",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			by, ok := oneOf(centralities, o.by)
			if !ok {
				return usagef("--by %q: want one of %s", o.by, strings.Join(centralities, ", "))
			}
			o.by = by
			if err := o.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	o.flags(cmd, e)
	o.periodFlags(cmd)
	o.limitFlag(cmd)
	cmd.Flags().StringVar(&o.by, "by", "degree", "one of "+strings.Join(centralities, ", "))
	complete(cmd, "by", cobra.FixedCompletions(centralities, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

type centralityRow struct {
	named
	Score float64 `json:"score"`
}

type centralityAnswer struct {
	By       string          `json:"by"`
	Entities int             `json:"entities"`
	Pairs    int             `json:"pairs"`
	Sampled  int             `json:"sampled,omitempty"` // entities that an estimate was made from
	Scores   []centralityRow `json:"scores"`
}

func runCentrality(ctx context.Context, o measureOptions) error {
	return o.measured(ctx, func(_ *graph.Store, g *measure.Graph, names nameBook) error {
		var scores []measure.Score
		sampled, settled := 0, true
		switch o.by {
		case "degree":
			scores = g.Degree()
		case "pagerank":
			scores = g.PageRank()
		case "betweenness":
			p := newProgress(o.env, "measuring", "entities")
			var err error
			scores, sampled, err = g.Betweenness(ctx, p.step)
			p.finish()
			if err != nil {
				return err
			}
		case "eigenvector":
			scores, settled = g.Eigenvector()
		}
		if sampled > 0 {
			fmt.Fprintf(o.env.stderr, "an estimate, from the shortest paths of %d entities of %d\n", sampled, g.Entities())
		}
		if !settled {
			fmt.Fprintln(o.env.stderr, "the scores were still moving when the last round was done: the order may be another")
		}
		scores, left := first(scores, o.limit)
		answer := centralityAnswer{o.by, g.Entities(), g.Pairs(), sampled, []centralityRow{}}
		var rows [][]string
		for _, s := range scores {
			answer.Scores = append(answer.Scores, centralityRow{names.of(s.ID), s.Score})
			rows = append(rows, []string{names[s.ID], scoreText(s.Score), s.ID})
		}
		tellLeft(o.env, left)
		if o.json {
			return writeJSON(o.env.stdout, answer)
		}
		fmt.Fprintf(o.env.stdout, "Centrality by %s: %s\n", o.by, scope(g))
		return table(o.env.stdout, []string{"ENTITY", strings.ToUpper(o.by), "ID"}, rows)
	})
}

// scoreText shows four digits, and no exponent where there are more.
func scoreText(s float64) string {
	if s >= 1000 {
		return fmt.Sprintf("%.0f", s)
	}
	return fmt.Sprintf("%.4g", s)
}
