package graph

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// Entity answers what all articles together say an entity is. Its aliases are
// sorted. Of one that was merged into another it answers that other.
func (s *Store) Entity(ctx context.Context, id string) (e schema.Entity, ok bool, err error) {
	err = s.view(ctx, func(r rows) error {
		who, err := readIdentity(r)
		if err == nil {
			e, ok, err = entity(r, who, id)
		}
		return err
	})
	return e, ok, s.fault("read", err)
}

func entity(r rows, who identity, id string) (schema.Entity, bool, error) {
	root := who.root(id)
	facts, err := factsOf(r, who, root)
	if err != nil || len(facts) == 0 {
		return schema.Entity{}, false, err
	}
	return model.EntityOf(root, facts), true, nil
}

// Described answers what an entity is by itself, whatever it was merged into.
func (s *Store) Described(ctx context.Context, id string) (e schema.Entity, ok bool, err error) {
	err = s.view(ctx, func(r rows) error {
		e, ok, err = entity(r, identity{}, id)
		return err
	})
	return e, ok, s.fault("read", err)
}

// factsAt reads the facts of one row; there are none where it is not there.
func factsAt(r rows, family byte, id string) (facts []string, err error) {
	b, err := r.get(key(family, id))
	if err != nil || b == nil {
		return nil, err
	}
	if facts, err = unpackFacts(b); err != nil {
		return nil, fmt.Errorf("entity %q: %w", id, err)
	}
	return facts, nil
}

// factsOf gathers what is said of an entity and of all that were merged into it.
// Of those only names count: what the entity is, it is itself.
func factsOf(r rows, who identity, root string) (facts []string, err error) {
	ids := []string{root}
	for id := range who.into {
		if who.root(id) == root {
			ids = append(ids, id)
		}
	}
	for _, id := range ids {
		for _, family := range []byte{famEntity, famNamed} {
			more, err := factsAt(r, family, id)
			if err != nil {
				return nil, err
			}
			if id == root {
				facts = append(facts, more...)
				continue
			}
			for _, name := range model.FactNames(more) {
				facts = append(facts, "a"+name)
			}
		}
	}
	slices.Sort(facts)
	return slices.Compact(facts), nil
}

// eachEntity calls fn for every entity that is itself, by ID.
func eachEntity(r rows, who identity, fn func(id string, facts []string) error) error {
	for _, family := range []byte{famEntity, famNamed} {
		err := r.scan([]byte{family}, nil, func(k, v []byte) (bool, error) {
			id := textIn(k, 1)
			if _, merged := who.into[id]; merged {
				return true, nil
			}
			facts, err := unpackFacts(v)
			if err == nil && len(who.into) > 0 {
				facts, err = factsOf(r, who, id)
			}
			if err != nil {
				return false, fmt.Errorf("entity %q: %w", id, err)
			}
			return true, fn(id, facts)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Entities calls fn for every entity, by ID. It stops at fn's first error.
func (s *Store) Entities(ctx context.Context, fn func(schema.Entity) error) error {
	var all []schema.Entity
	err := s.view(ctx, func(r rows) error {
		who, err := readIdentity(r)
		if err != nil {
			return err
		}
		return eachEntity(r, who, func(id string, facts []string) error {
			all = append(all, model.EntityOf(id, facts))
			return nil
		})
	})
	slices.SortFunc(all, func(a, b schema.Entity) int { return cmp.Compare(a.ID, b.ID) })
	return each(all, fn, s.fault("read", err))
}

// Documents calls fn for every document, by ID. It stops at fn's first error.
func (s *Store) Documents(ctx context.Context, fn func(schema.DocInfo) error) error {
	var all []schema.DocInfo
	err := s.view(ctx, func(r rows) error {
		return r.scan([]byte{famArticle}, nil, func(k, v []byte) (bool, error) {
			d, _, err := unpackDoc(v)
			if err != nil {
				err = fmt.Errorf("article %x: %w", k[1:], err)
			}
			all = append(all, d)
			return true, err
		})
	})
	slices.SortFunc(all, func(a, b schema.DocInfo) int { return cmp.Compare(a.ID, b.ID) })
	return each(all, fn, s.fault("read", err))
}

func each[T any](all []T, fn func(T) error, err error) error {
	for i := 0; err == nil && i < len(all); i++ {
		err = fn(all[i])
	}
	return err
}

// Find answers the entities that the name may mean, best first: the one with
// that ID, those of that name, those with that alias; and where there is none,
// those in one of whose names all of its words occur. Case, accents,
// punctuation and a leading "the" do not count.
func (s *Store) Find(ctx context.Context, name string) ([]schema.Entity, error) {
	fold := model.Fold(name)
	var found []schema.Entity
	err := s.view(ctx, func(r rows) error {
		who, err := readIdentity(r)
		if err != nil {
			return err
		}
		ids := []string{who.root(name)}
		if fold != "" {
			prefix := key(famName, fold)
			err = r.scan(prefix, nil, func(k, _ []byte) (bool, error) {
				ids = append(ids, who.root(textIn(k, len(prefix))))
				return true, nil
			})
			if err != nil {
				return err
			}
		}
		if found, err = entities(r, who, ids); err != nil || len(found) > 0 || fold == "" {
			return err
		}
		ids = nil
		err = r.scan([]byte{famName}, nil, func(k, _ []byte) (bool, error) {
			end := bytes.IndexByte(k, 0)
			if holds(string(k[1:end]), fold) {
				ids = append(ids, who.root(textIn(k, end+1)))
			}
			return true, nil
		})
		if err != nil {
			return err
		}
		found, err = entities(r, who, ids)
		return err
	})
	slices.SortFunc(found, func(a, b schema.Entity) int {
		return cmp.Or(cmp.Compare(likeness(a, name, fold), likeness(b, name, fold)),
			cmp.Compare(slices.Index(schema.EntityTypes, a.Type), slices.Index(schema.EntityTypes, b.Type)),
			cmp.Compare(a.ID, b.ID))
	})
	return found, s.fault("read", err)
}

// Fold leaves of a name what Find compares: no case, no accents, no punctuation.
func Fold(name string) string { return model.Fold(name) }

// entities reads those that there are, each once.
func entities(r rows, who identity, ids []string) (out []schema.Entity, err error) {
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		e, ok, err := entity(r, who, id)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, e)
		}
	}
	return out, nil
}

func likeness(e schema.Entity, name, folded string) int {
	switch {
	case e.ID == name:
		return 0
	case model.Fold(e.Name) == folded:
		return 1
	}
	return 2
}

// holds tells whether every word of the query is a word of the name.
func holds(name, query string) bool {
	words := strings.Fields(name)
	for _, w := range strings.Fields(query) {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}
