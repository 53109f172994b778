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

// measureOptions are what every measure takes, and what some of them do.
type measureOptions struct {
	env        *env
	store      string
	json       bool
	relations  []string
	from, to   string
	confidence float64
	sources    int
	limit      int

	by  string // centrality
	all bool   // communities

	ends [2]string // paths
	k    int

	periods [2]period // change
}

type measureRun func(context.Context, measureOptions) error

// measureRuns are what the measures do once their flags are read.
type measureRuns struct{ centrality, communities, balance, paths, change measureRun }

func newMeasure(e *env, runs measureRuns) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "measure MEASURE",
		Short: "Measure the graph: who is central, who belongs together, who stands across",
		Long: `Measure the graph of what articles assert. What is claimed, denied, negated,
threatened, planned or only thought of counts for nothing here, and neither does
what an analyst rejected. An edge weighs as much as it has independent sources, and a
pair as much as its edges together: an article that tells of two counts for both.

A relation joins two (` + "`ally`, `aided`, `met-with`" + `), sets them apart (` + "`attacked`,\n`criticized`, `rival`" + `) or does neither (` + "`borders`, `president-of`" + `), as its quad class
and the vocabulary say.

A measure counts what was reported, which is not what happened: whom many articles
are about is central.`,
		Example: "  entente measure paths Turkey Libya\n  entente measure centrality --by pagerank\n  entente measure communities --since 2022\n  entente measure change --between 2020,2021",
		Args:    unknownCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newCentrality(e, runs.centrality), newCommunities(e, runs.communities), newBalance(e, runs.balance),
		newPaths(e, runs.paths), newChange(e, runs.change))
	return cmd
}

// flags adds what every measure takes.
func (o *measureOptions) flags(cmd *cobra.Command, e *env) {
	o.env = e
	storeFlag(cmd, e, &o.store)
	jsonFlag(cmd, &o.json)
	f := cmd.Flags()
	f.StringSliceVarP(&o.relations, "relation", "r", nil, "only these relations")
	f.Float64Var(&o.confidence, "min-confidence", 0, "only what is at least this sure, from 0 to 1")
	f.IntVar(&o.sources, "min-sources", 1, "only edges of at least so many independent sources")
	complete(cmd, "relation", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return relationNames(schema.DefaultVocabulary()), cobra.ShellCompDirectiveNoFileComp
	})
}

func (o *measureOptions) periodFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.from, "since", "", "only what happened then or later")
	cmd.Flags().StringVar(&o.to, "until", "", "only what happened then or earlier")
}

func (o *measureOptions) limitFlag(cmd *cobra.Command) {
	cmd.Flags().IntVar(&o.limit, "limit", 20, "show at most so many rows; 0 for all")
}

func (o measureOptions) check() error {
	switch {
	case o.confidence < 0 || o.confidence > 1:
		return usagef("--min-confidence %v: want a number from 0 to 1", o.confidence)
	case o.sources < 1:
		return usagef("--min-sources %d: want 1 or more", o.sources)
	case o.limit < 0:
		return usagef("--limit %d: want 0, for all, or more", o.limit)
	}
	return checkDates(o.from, o.to)
}

// filter chooses what is asserted and what the flags choose of it.
func (o measureOptions) filter() (f schema.Filter, err error) {
	f = schema.Filter{From: o.from, To: o.to, Confidence: o.confidence, Statuses: []schema.Status{schema.Asserted}}
	f.Predicates, err = findRelations(o.relations)
	return f, err
}

// edges are those of the store that the filter chooses, with their signs.
func (o measureOptions) edges(ctx context.Context, store *graph.Store, f schema.Filter) ([]measure.Edge, error) {
	found, err := store.Edges(ctx, f)
	if err != nil {
		return nil, err
	}
	var out []measure.Edge
	for _, e := range found {
		if e.Independent < o.sources {
			continue
		}
		r, _ := schema.DefaultVocabulary().Relation(e.Relation) // one that it does not know has no sign
		out = append(out, measure.Edge{Subject: e.Subject, Relation: e.Relation, Object: e.Object, Symmetric: e.Symmetric, Sign: r.Valence(),
			Statements: e.Statements, Independent: e.Independent, First: e.First, Last: e.Last})
	}
	return out, nil
}

// measured runs fn over the graph that the flags choose and its entities' names.
func (o measureOptions) measured(ctx context.Context, fn func(*graph.Store, *measure.Graph, nameBook) error) error {
	f, err := o.filter()
	if err != nil {
		return err
	}
	return withStore(ctx, o.store, func(store *graph.Store) error {
		edges, err := o.edges(ctx, store, f)
		if err != nil {
			return err
		}
		names, err := callings(ctx, store)
		if err != nil {
			return err
		}
		return fn(store, measure.New(edges), names)
	})
}

// nameBook has entities' names by ID.
type nameBook map[string]string

func callings(ctx context.Context, store *graph.Store) (nameBook, error) {
	names := nameBook{}
	err := store.Entities(ctx, func(e schema.Entity) error {
		names[e.ID] = e.Name
		return nil
	})
	return names, err
}

// named is an entity as a machine reads it.
type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (b nameBook) of(id string) named { return named{id, b[id]} }

func (b nameBook) all(ids []string) []named {
	out := []named{}
	for _, id := range ids {
		out = append(out, b.of(id))
	}
	return out
}

// relationsOf names what is asserted between two, each as it can be given to why.
func relationsOf(edges []measure.Edge, names nameBook) string {
	var said []string
	for _, e := range edges {
		said = append(said, fmt.Sprintf("%s %s %s (%s)", names[e.Subject], e.Relation, names[e.Object], count(e.Independent, "source")))
	}
	return strings.Join(said, "; ")
}

// scope says of what the measure is one.
func scope(g *measure.Graph) string {
	return fmt.Sprintf("%s, %s with an asserted edge", count(g.Entities(), "entity"), count(g.Pairs(), "pair"))
}

// first cuts rows to the limit, and tells how many are left.
func first[T any](rows []T, limit int) (shown []T, left int) {
	if limit == 0 || limit >= len(rows) {
		return rows, 0
	}
	return slices.Clip(rows[:limit]), len(rows) - limit
}

// tellLeft says what the limit hides.
func tellLeft(e *env, left int) {
	if left > 0 {
		fmt.Fprintf(e.stderr, "%d more: --limit 0 shows all\n", left)
	}
}
