package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/graph/measure"
)

func newCommunities(e *env, run measureRun) *cobra.Command {
	o := measureOptions{}
	cmd := &cobra.Command{
		Use:   "communities",
		Short: "Part the entities into communities of many edges within and few between",
		Long: `Part the entities into communities of many edges within and few between (Louvain;
entities are visited in the order of their IDs, so that every run answers the same).
What sets two apart holds no community together: it weighs nothing, and pairs of
which more of it than of cooperation is told are left out, unless --all is given.
Who is in none stands alone. Of each community those with most ties come first.

Modularity says how much better the parting is than chance: above 0.3 is a clear
one. Louvain finds a good parting, not always the best, and does not see small
communities in a large graph.`,
		Example: "  entente measure communities\n  entente measure communities --json --since 2022",
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
	cmd.Flags().BoolVarP(&o.all, "all", "a", false, "also pairs that are mostly in conflict")
	return cmd
}

type community struct {
	Size    int     `json:"size"`
	Members []named `json:"members"`
}

type communitiesAnswer struct {
	Entities    int         `json:"entities"`
	Pairs       int         `json:"pairs"`
	Modularity  float64     `json:"modularity"`
	Communities []community `json:"communities"`
}

func runCommunities(ctx context.Context, o measureOptions) error {
	return o.measured(ctx, func(_ *graph.Store, g *measure.Graph, names nameBook) error {
		parts, modularity := g.Communities(o.all)
		total := len(parts)
		parts, left := first(parts, o.limit)
		answer := communitiesAnswer{g.Entities(), g.Pairs(), modularity, []community{}}
		var rows [][]string
		for i, ids := range parts {
			members := names.all(ids)
			answer.Communities = append(answer.Communities, community{len(ids), members})
			rows = append(rows, []string{fmt.Sprint(i + 1), fmt.Sprint(len(ids)), membersText(members)})
		}
		tellLeft(o.env, left)
		if o.json {
			return writeJSON(o.env.stdout, answer)
		}
		fmt.Fprintf(o.env.stdout, "%s, modularity %.3f: %s\n", count(total, "community"), modularity, scope(g))
		return table(o.env.stdout, []string{"COMMUNITY", "SIZE", "MEMBERS"}, rows)
	})
}

// membersShown is how many of a community a table has room for.
const membersShown = 10

func membersText(members []named) string {
	shown, left := first(members, membersShown)
	var list []string
	for _, m := range shown {
		list = append(list, m.Name)
	}
	if left > 0 {
		list = append(list, fmt.Sprintf("and %d more (--json)", left))
	}
	return strings.Join(list, ", ")
}
