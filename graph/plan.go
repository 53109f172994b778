package graph

import (
	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// plan is what has to change for one document to say what its record says.
type plan struct {
	unchanged, replaces bool
	add, remove         []quad.Quad
}

// plan compares a record with what is there. Cayley counts how often a value is
// used, and counts wrongly when a quad is added that is there: so none ever is.
func (w *writer) plan(rec schema.Record, quads []quad.Quad) (p plan, err error) {
	err = w.store.read(w.ctx, func(r reader) error {
		p = plan{}
		art := model.ArticleIRI(rec.Doc.ID)
		var old []quad.Quad
		if r.ref(art) != nil {
			if p.unchanged, err = r.has(quads[len(quads)-1]); err != nil || p.unchanged {
				return err
			}
			if old, err = r.read(quad.Quad{Label: art}); err != nil {
				return err
			}
		}
		p.replaces = len(old) > 0
		there := map[quad.Quad]bool{}
		for _, q := range old {
			there[q] = true
		}
		stays := map[quad.Quad]bool{}
		for _, q := range quads {
			stays[q] = true
			if q.Label == nil {
				if there[q], err = w.hasShared(r, q); err != nil {
					return err
				}
			}
			if !there[q] {
				p.add = append(p.add, q)
			}
		}
		for _, q := range old {
			if !stays[q] {
				p.remove = append(p.remove, q)
			}
		}
		released, err := r.released(art, old, stays)
		p.remove = append(p.remove, released...)
		return err
	})
	return p, err
}

// has tells whether the store holds the quad.
func (r reader) has(q quad.Quad) (bool, error) {
	edges, err := r.find(q)
	if err != nil {
		return false, err
	}
	for _, e := range edges {
		if (e.label() == nil) == (q.Label == nil) {
			return true, nil
		}
	}
	return false, nil
}

func (w *writer) hasShared(r reader, q quad.Quad) (bool, error) {
	if w.store.known[q] || w.adds[q] {
		return true, nil
	}
	ok, err := r.has(q)
	if ok {
		w.store.known[q] = true
	}
	return ok, err
}

// released lists the shared quads that the article contributed before, does not
// contribute now, and that no other article contributes.
func (r reader) released(art quad.IRI, old []quad.Quad, stays map[quad.Quad]bool) ([]quad.Quad, error) {
	var entities []schema.Entity
	var relations []string
	for _, q := range old {
		switch q.Predicate {
		case model.Described:
			list, err := model.ParseDescribed(q.Object)
			if err != nil {
				return nil, err
			}
			entities = list
		case model.Predicate:
			if name, ok := model.RelationName(q.Object); ok {
				relations = append(relations, name)
			}
		}
	}
	var out []quad.Quad
	for _, q := range model.Shared(entities, relations) {
		if stays[q] {
			continue
		}
		held, err := r.heldByOther(art, q)
		if err != nil {
			return nil, err
		}
		if !held {
			out = append(out, q)
		}
	}
	return out, nil
}

// heldByOther tells whether an article other than art contributes the shared quad.
func (r reader) heldByOther(art quad.IRI, q quad.Quad) (bool, error) {
	use := quad.Quad{Predicate: model.Mentions, Object: q.Subject}
	if q.Object == model.ClassRelation {
		use.Predicate = model.Predicate
	}
	edges, err := r.find(use)
	if err != nil {
		return false, err
	}
	self := r.ref(art)
	for _, e := range edges {
		if self != nil && e.label().Key() == self.Key() {
			continue
		}
		if q.Object == model.ClassRelation {
			return true, nil
		}
		described, err := r.match(edge{e.label(), r.ref(model.Described), nil, nil})
		if err != nil {
			return false, err
		}
		quads, err := r.quads(described)
		if err != nil {
			return false, err
		}
		for _, d := range quads {
			entities, err := model.ParseDescribed(d.Object)
			if err != nil {
				return false, err
			}
			for _, shared := range model.Shared(entities, nil) {
				if shared == q {
					return true, nil
				}
			}
		}
	}
	return false, nil
}
