package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// Entity answers what all articles together say an entity is. Its aliases are sorted.
func (s *Store) Entity(ctx context.Context, id string) (e schema.Entity, ok bool, err error) {
	err = s.read(ctx, func(r reader) error {
		found, err := r.entities([]cayley.Ref{r.ref(model.EntityIRI(id))})
		if err == nil && len(found) == 1 {
			e, ok = found[0], true
		}
		return err
	})
	return e, ok, s.fault("read", err)
}

// Entities calls fn for every entity, by ID. It stops at fn's first error.
func (s *Store) Entities(ctx context.Context, fn func(schema.Entity) error) error {
	var refs []cayley.Ref
	err := s.read(ctx, func(r reader) (err error) {
		var classes []quad.Value
		for _, t := range schema.EntityTypes {
			classes = append(classes, model.ClassIRI(t))
		}
		refs, err = r.members(classes...)
		return err
	})
	if err != nil {
		return s.fault("read", err)
	}
	return each(ctx, s, refs, reader.entities, fn)
}

// Documents calls fn for every document, by ID. It stops at fn's first error.
func (s *Store) Documents(ctx context.Context, fn func(schema.DocInfo) error) error {
	var refs []cayley.Ref
	err := s.read(ctx, func(r reader) (err error) {
		refs, err = r.members(model.ClassArticle)
		return err
	})
	if err != nil {
		return s.fault("read", err)
	}
	return each(ctx, s, refs, reader.documents, fn)
}

// each reads a chunk at a time, and calls fn when nothing is locked.
func each[T any](ctx context.Context, s *Store, refs []cayley.Ref, get func(reader, []cayley.Ref) ([]T, error), fn func(T) error) error {
	for part := range slices.Chunk(refs, chunk) {
		var found []T
		err := s.read(ctx, func(r reader) (err error) {
			found, err = get(r, part)
			return err
		})
		if err != nil {
			return s.fault("read", err)
		}
		for _, v := range found {
			if err := fn(v); err != nil {
				return err
			}
		}
	}
	return nil
}

// members lists the nodes of the classes, each once and by ID.
func (r reader) members(classes ...quad.Value) ([]cayley.Ref, error) {
	var refs []cayley.Ref
	for _, class := range classes {
		edges, err := r.find(quad.Quad{Predicate: model.Type, Object: class})
		if err != nil {
			return nil, err
		}
		for _, e := range edges {
			refs = append(refs, e.subject())
		}
	}
	names, err := r.values(refs)
	if err != nil {
		return nil, err
	}
	id := func(ref cayley.Ref) string {
		v := names[ref.Key()]
		if id, ok := model.EntityID(v); ok {
			return id
		}
		id, _ := model.DocID(v)
		return id
	}
	slices.SortFunc(refs, func(a, b cayley.Ref) int { return cmp.Compare(id(a), id(b)) })
	return slices.CompactFunc(refs, func(a, b cayley.Ref) bool { return a.Key() == b.Key() }), nil
}

// properties reads the fields of the nodes, a list of quads for each node.
func (r reader) properties(nodes []cayley.Ref, fields []quad.IRI) ([][]quad.Quad, error) {
	var edges []edge
	ends := make([]int, len(nodes))
	predicates := make([]cayley.Ref, len(fields))
	for i, p := range fields {
		predicates[i] = r.ref(p)
	}
	for i, n := range nodes {
		for _, p := range predicates {
			if n == nil || p == nil {
				continue
			}
			found, err := r.match(edge{n, p, nil, nil})
			if err != nil {
				return nil, err
			}
			edges = append(edges, found...)
		}
		ends[i] = len(edges)
	}
	quads, err := r.quads(edges)
	if err != nil {
		return nil, err
	}
	out := make([][]quad.Quad, len(nodes))
	start := 0
	for i, end := range ends {
		out[i], start = quads[start:end], end
	}
	return out, nil
}

func (r reader) entities(nodes []cayley.Ref) ([]schema.Entity, error) {
	lists, err := r.properties(nodes, model.EntityFields)
	if err != nil {
		return nil, err
	}
	var out []schema.Entity
	for _, quads := range lists {
		if e, ok := model.ParseEntity(quads); ok {
			out = append(out, e)
		}
	}
	return out, nil
}

func (r reader) documents(nodes []cayley.Ref) ([]schema.DocInfo, error) {
	lists, err := r.properties(nodes, model.DocumentFields)
	if err != nil {
		return nil, err
	}
	var out []schema.DocInfo
	for _, quads := range lists {
		if len(quads) == 0 {
			continue // taken back since it was listed
		}
		d, err := model.ParseDocument(quads)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// Find answers the entities that the name may mean, best first: the one with
// that ID, those of that name, those with that alias; and where there is none,
// those in one of whose names all of its words occur. Case, accents,
// punctuation and a leading "the" do not count.
func (s *Store) Find(ctx context.Context, name string) ([]schema.Entity, error) {
	folded := model.Fold(name)
	var found []schema.Entity
	err := s.read(ctx, func(r reader) error {
		refs := []cayley.Ref{r.ref(model.EntityIRI(name))}
		if folded != "" {
			edges, err := r.find(quad.Quad{Predicate: model.Folded, Object: quad.String(folded)})
			if err != nil {
				return err
			}
			for _, e := range edges {
				if refs[0] == nil || e.subject().Key() != refs[0].Key() {
					refs = append(refs, e.subject())
				}
			}
		}
		var err error
		found, err = r.entities(refs)
		return err
	})
	if err != nil {
		return nil, s.fault("read", err)
	}
	if len(found) == 0 && folded != "" {
		err = s.Entities(ctx, func(e schema.Entity) error {
			for _, n := range append([]string{e.Name}, e.Aliases...) {
				if holds(model.Fold(n), folded) {
					found = append(found, e)
					break
				}
			}
			return nil
		})
	}
	slices.SortFunc(found, func(a, b schema.Entity) int {
		return cmp.Or(cmp.Compare(likeness(a, name, folded), likeness(b, name, folded)),
			cmp.Compare(slices.Index(schema.EntityTypes, a.Type), slices.Index(schema.EntityTypes, b.Type)),
			cmp.Compare(a.ID, b.ID))
	})
	return found, err
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
