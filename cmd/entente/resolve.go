package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

// resolver finds the entity of a store that a person means: "Turkey", "TUR",
// "Türkiye" and "country/TUR" are one.
type resolver struct{ store *graph.Store }

// Resolve answers with the one entity that name means. Its error names what else there is.
func (r resolver) Resolve(ctx context.Context, name string) (schema.Entity, error) {
	found, err := r.candidates(ctx, name)
	switch {
	case err != nil:
		return schema.Entity{}, err
	case len(found) == 0:
		return schema.Entity{}, r.unknown(ctx, name)
	case len(found) > 1:
		return schema.Entity{}, r.several(ctx, name, found)
	}
	return found[0], nil
}

// several is the error of a name that several entities bear.
func (r resolver) several(ctx context.Context, name string, found []schema.Entity) error {
	a := ambiguous{name: name}
	for _, e := range found {
		a.found = append(a.found, candidate{Entity: e})
	}
	if err := r.weigh(ctx, a.found); err != nil {
		return err
	}
	slices.SortStableFunc(a.found, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.Statements, x.Statements), cmp.Compare(x.ID, y.ID))
	})
	return a
}

// candidates asks in turn by ID, by the store's own names, by all that the
// gazetteer knows, and by the names that articles gave; the first that leads to
// one entity of the store answers, and else the last that leads to any.
func (r resolver) candidates(ctx context.Context, name string) ([]schema.Entity, error) {
	name = strings.TrimSpace(name)
	if found, err := r.present(ctx, idsOf(name)); err != nil || len(found) > 0 {
		return found, err
	}
	stored, err := r.store.Find(ctx, name)
	if err != nil {
		return nil, err
	}
	// The gazetteer takes a tenth of a second to load, which most names do not need.
	if len(stored) == 1 && ownName(stored[0], name) {
		return stored, nil
	}
	found, err := r.known(ctx, name)
	if err == nil && len(found) == 0 {
		found = stored
	}
	return surest(found, name), err
}

// idsOf are the IDs that a name may be itself, or by a country's code.
func idsOf(name string) []string {
	if len(name) == 3 {
		return []string{name, string(schema.Country) + "/" + strings.ToUpper(name)}
	}
	return []string{name}
}

// known gives those of the store's entities of which the gazetteer knows the name.
func (r resolver) known(ctx context.Context, name string) ([]schema.Entity, error) {
	var ids []string
	for _, e := range gazetteer.Default().Lookup(name) {
		ids = append(ids, e.ID)
	}
	return r.present(ctx, ids)
}

// surest keeps those whose own name it is, where there are any: Ankara is the
// city before it is the state that the city stands for.
func surest(found []schema.Entity, name string) []schema.Entity {
	var own []schema.Entity
	for _, e := range found {
		if ownName(e, name) {
			own = append(own, e)
		}
	}
	if len(own) > 0 {
		return own
	}
	return found
}

func ownName(e schema.Entity, name string) bool { return strings.EqualFold(e.Name, name) }

// present gives those entities that the store has.
func (r resolver) present(ctx context.Context, ids []string) ([]schema.Entity, error) {
	var found []schema.Entity
	for _, id := range ids {
		e, ok, err := r.store.Entity(ctx, id)
		if err != nil {
			return nil, err
		}
		if ok && !slices.ContainsFunc(found, func(f schema.Entity) bool { return f.ID == e.ID }) {
			found = append(found, e)
		}
	}
	return found, nil
}

// unknown tells of a name that means nothing in this store.
func (r resolver) unknown(ctx context.Context, name string) error {
	if known := gazetteer.Default().Lookup(name); len(known) > 0 {
		return fmt.Errorf("no article in the store names %s (%s)", known[0].Name, known[0].ID)
	}
	similar, err := r.similar(ctx, name)
	if err != nil {
		return err
	}
	var names []string
	for _, e := range similar {
		if !slices.Contains(names, e.Name) {
			names = append(names, e.Name)
		}
	}
	return fmt.Errorf("no article in the store names %q%s", name, didYouMean(names))
}

// similar gives the entities that bear a name which is spelled nearly so, best first.
func (r resolver) similar(ctx context.Context, name string) ([]schema.Entity, error) {
	bearers := map[string][]schema.Entity{}
	err := r.store.Entities(ctx, func(e schema.Entity) error {
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			if fold := graph.Fold(n); fold != "" && !slices.ContainsFunc(bearers[fold], func(b schema.Entity) bool { return b.ID == e.ID }) {
				bearers[fold] = append(bearers[fold], e)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var found []schema.Entity
	for _, fold := range nearest(graph.Fold(name), slices.Sorted(maps.Keys(bearers))) {
		for _, e := range bearers[fold] {
			if !slices.ContainsFunc(found, func(f schema.Entity) bool { return f.ID == e.ID }) {
				found = append(found, e)
			}
		}
	}
	return found, nil
}

// names lists what the store's entities are called.
func (r resolver) names(ctx context.Context) ([]string, error) {
	var names []string
	err := r.store.Entities(ctx, func(e schema.Entity) error {
		names = append(names, e.Name)
		return nil
	})
	slices.Sort(names)
	return slices.Compact(names), err
}

func list(entities []schema.Entity) string {
	var parts []string
	for _, e := range entities {
		parts = append(parts, fmt.Sprintf("%s (%s)", e.Name, e.ID))
	}
	return strings.Join(parts, ", ")
}

// openReader opens a store to read it. A store that is not there is not made.
func openReader(ctx context.Context, path string) (*graph.Store, error) {
	return graph.Open(ctx, graph.Options{Path: path, ReadOnly: true})
}

// withStore runs fn over a store that is opened to be read.
func withStore(ctx context.Context, path string, fn func(*graph.Store) error) error {
	store, err := openReader(ctx, path)
	if err != nil {
		return err
	}
	return errors.Join(fn(store), store.Close())
}

// withWriter runs fn over a store that is there, and is opened to be changed.
func withWriter(ctx context.Context, path string, fn func(*graph.Store) error) error {
	store, err := graph.Open(ctx, graph.Options{Path: path, MustExist: true})
	if err != nil {
		return err
	}
	return errors.Join(fn(store), store.Close())
}

// entityNames offers a shell the names of the store's entities, where there is a store.
func entityNames(cmd *cobra.Command) []string {
	path, err := cmd.Flags().GetString("store")
	if err != nil {
		return nil
	}
	var names []string
	withStore(cmd.Context(), path, func(s *graph.Store) (err error) {
		names, err = resolver{s}.names(cmd.Context())
		return err
	})
	return names
}
