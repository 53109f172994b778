package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

type findOptions struct {
	env   *env
	store string
	name  string
	json  bool
}

func newFind(e *env, run func(context.Context, findOptions) error) *cobra.Command {
	o := findOptions{env: e}
	cmd := &cobra.Command{
		Use:   "find NAME",
		Short: "List whom a name may mean",
		Long: `List the entities that a name may mean, with their IDs, which every other command
takes in place of the name, and with how many statements name them.

It looks by ID and country code, by the names and aliases that articles give, and by
all that the gazetteer knows; where nothing bears the name, by what is spelled nearly
so. Case, accents and punctuation do not count.`,
		Example: `  entente find Congo
  entente find TUR
  entente find Azerbaijn`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeEntities(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.name = strings.TrimSpace(args[0]); o.name == "" {
				return usagef("the name is empty")
			}
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	jsonFlag(cmd, &o.json)
	return cmd
}

// candidate is an entity that a name may mean.
type candidate struct {
	schema.Entity
	By         string `json:"by"`         // how it was found
	Statements int    `json:"statements"` // that it is an end of, of every status
	Neighbours int    `json:"neighbours"` // at the other ends
}

func runFind(ctx context.Context, o findOptions) error {
	return withStore(ctx, o.store, func(store *graph.Store) error {
		found, err := resolver{store}.find(ctx, o.name)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return resolver{store}.unknown(ctx, o.name)
		}
		if o.json {
			return writeJSON(o.env.stdout, found)
		}
		var rows [][]string
		for _, c := range found {
			rows = append(rows, []string{c.ID, c.Name, string(c.Type), c.By, strconv.Itoa(c.Statements), strconv.Itoa(c.Neighbours), strings.Join(c.Aliases, ", ")})
		}
		return table(o.env.stdout, []string{"ID", "NAME", "TYPE", "FOUND BY", "STATEMENTS", "NEIGHBOURS", "ALIASES"}, rows)
	})
}

// find lists all that the name may mean: what was found more strictly first, and
// of that what more statements name.
func (r resolver) find(ctx context.Context, name string) ([]candidate, error) {
	byID, err := r.present(ctx, idsOf(name))
	if err != nil {
		return nil, err
	}
	stored, err := r.store.Find(ctx, name)
	if err != nil {
		return nil, err
	}
	known, err := r.known(ctx, name)
	if err != nil {
		return nil, err
	}
	var similar []schema.Entity
	if len(byID)+len(stored)+len(known) == 0 {
		if similar, err = r.similar(ctx, name); err != nil {
			return nil, err
		}
	}
	rank := map[string]int{}
	var found []candidate
	add := func(entities []schema.Entity, by func(schema.Entity) string) {
		for _, e := range entities {
			if _, there := rank[e.ID]; !there {
				c := candidate{Entity: e, By: by(e)}
				rank[e.ID] = slices.Index(waysToFind, c.By)
				found = append(found, c)
			}
		}
	}
	way := func(by string) func(schema.Entity) string { return func(schema.Entity) string { return by } }
	add(byID, func(e schema.Entity) string {
		if e.ID == name {
			return "id"
		}
		return "code"
	})
	add(stored, func(e schema.Entity) string { return namedAs(e, name) })
	add(known, way("gazetteer"))
	add(similar, way("spelling"))
	if err := r.weigh(ctx, found); err != nil {
		return nil, err
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(rank[a.ID], rank[b.ID]), cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.ID, b.ID))
	})
	return found, nil
}

// waysToFind are the values of candidate.By, the strictest first.
var waysToFind = []string{"id", "code", "name", "alias", "gazetteer", "words", "spelling"}

// namedAs tells whether a store found an entity by its name, by an alias, or by words of one.
func namedAs(e schema.Entity, name string) string {
	want := graph.Fold(name)
	switch {
	case graph.Fold(e.Name) == want:
		return "name"
	case slices.ContainsFunc(e.Aliases, func(a string) bool { return graph.Fold(a) == want }):
		return "alias"
	}
	return "words"
}

// weigh counts the statements of each candidate.
func (r resolver) weigh(ctx context.Context, found []candidate) error {
	for i := range found {
		edges, err := r.store.Edges(ctx, schema.Filter{Entities: []string{found[i].ID}})
		if err != nil {
			return err
		}
		others := map[string]bool{}
		for _, e := range edges {
			found[i].Statements += e.Statements
			for _, end := range []string{e.Subject, e.Object} {
				if end != found[i].ID {
					others[end] = true
				}
			}
		}
		found[i].Neighbours = len(others)
	}
	return nil
}

// ambiguous is the error of a name that several entities bear, the most spoken of first.
type ambiguous struct {
	name  string
	found []candidate
}

func (a ambiguous) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q may mean %d: give one of the IDs", a.name, len(a.found))
	for i, c := range a.found {
		fmt.Fprintf(&b, "\n  %d  %s  %s  %s", i+1, c.ID, oneLine(c.Name), count(c.Statements, "statement"))
	}
	return b.String()
}

// picker is a resolver that decides among several by number, where a person did.
type picker struct {
	resolver
	picks []int // one for each ambiguous name, in the order in which they are met
	used  int
}

func newPicker(store *graph.Store, picks []int) *picker {
	return &picker{resolver: resolver{store}, picks: picks}
}

// Resolve is as resolver's, but takes the entity that was picked.
func (p *picker) Resolve(ctx context.Context, name string) (schema.Entity, error) {
	e, err := p.resolver.Resolve(ctx, name)
	several, ok := err.(ambiguous)
	if !ok {
		return e, err
	}
	if p.used == len(p.picks) {
		before := ""
		for _, n := range p.picks {
			before += strconv.Itoa(n) + ","
		}
		return e, fmt.Errorf("%w\n  or --pick %sN for the one with that number", err, before)
	}
	n := p.picks[p.used]
	if n < 1 || n > len(several.found) {
		return e, usagef("--pick %d: %q may mean %d", n, name, len(several.found))
	}
	p.used++
	return several.found[n-1].Entity, nil
}

// pickFlag adds --pick, which decides what an ambiguous name means.
func pickFlag(cmd *cobra.Command, picks *[]int) {
	cmd.Flags().IntSliceVar(picks, "pick", nil, "which of several a name means: its number in the error that lists them; one for each such name")
}
