package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
)

type statsOptions struct {
	env   *env
	store string
	json  bool
}

func newStats(e *env, run func(context.Context, statsOptions) error) *cobra.Command {
	o := statsOptions{env: e}
	cmd := &cobra.Command{
		Use:     "stats",
		Short:   "Count what the store holds",
		Long:    "Count what the store holds: articles, copies of one story being one independent\narticle, decisions, entities by type, assertions by status and by relation.",
		Example: "  entente stats\n  entente stats --json",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	storeFlag(cmd, e, &o.store)
	jsonFlag(cmd, &o.json)
	return cmd
}

func runStats(ctx context.Context, o statsOptions) error {
	return withStore(ctx, o.store, func(store *graph.Store) error {
		s, err := store.Stats(ctx)
		if err != nil {
			return err
		}
		if o.json {
			return writeJSON(o.env.stdout, s)
		}
		entities := 0
		for _, n := range s.Entities {
			entities += n
		}
		rows := [][]string{
			{"store", fmt.Sprintf("%s (%s)", s.Path, s.Backend)},
			{"bytes", fmt.Sprint(s.Bytes)},
			{"quads", fmt.Sprint(s.Quads)},
			{"articles", fmt.Sprint(s.Documents)},
			{"- independent", fmt.Sprint(s.Stories)},
			{"decisions", fmt.Sprint(s.Decisions)},
			{"entities", fmt.Sprint(entities)},
		}
		rows = append(rows, counts(s.Entities)...)
		rows = append(rows, []string{"assertions", fmt.Sprint(s.Assertions)})
		rows = append(rows, counts(s.Statuses)...)
		rows = append(rows, []string{"relations", fmt.Sprint(len(s.Relations))})
		rows = append(rows, counts(s.Relations)...)
		return table(o.env.stdout, nil, rows)
	})
}

// counts gives a row for each key, the greatest number first.
func counts[K cmp.Ordered](m map[K]int) [][]string {
	keys := slices.SortedFunc(maps.Keys(m), func(a, b K) int { return cmp.Or(cmp.Compare(m[b], m[a]), cmp.Compare(a, b)) })
	var rows [][]string
	for _, k := range keys {
		rows = append(rows, []string{fmt.Sprint("- ", k), fmt.Sprint(m[k])})
	}
	return rows
}
