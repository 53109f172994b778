package graph

import (
	"context"
	"errors"

	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// Stats says how much a store holds. What there is none of has no entry.
type Stats struct {
	Documents  int                       `json:"documents"`
	Entities   map[schema.EntityType]int `json:"entities"`
	Statuses   map[schema.Status]int     `json:"statuses"`  // assertions by status
	Relations  map[string]int            `json:"relations"` // assertions by relation
	Assertions int                       `json:"assertions"`
	Quads      int64                     `json:"quads"`
	Backend    string                    `json:"backend"`
	Path       string                    `json:"path,omitempty"`
	Bytes      int64                     `json:"bytes"` // the file's size; 0 in memory
}

// Stats counts. It looks at every assertion, but reads none.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	st := Stats{
		Entities: map[schema.EntityType]int{}, Statuses: map[schema.Status]int{}, Relations: map[string]int{},
		Backend: s.opts.Backend, Path: s.opts.Path,
	}
	err := s.read(ctx, func(r reader) (err error) {
		if st.Documents, err = r.count(model.Type, model.ClassArticle); err != nil {
			return err
		}
		for _, t := range schema.EntityTypes {
			if err := tally(r, st.Entities, t, model.Type, model.ClassIRI(t)); err != nil {
				return err
			}
		}
		for _, status := range schema.Statuses {
			if err := tally(r, st.Statuses, status, model.Status, quad.String(status)); err != nil {
				return err
			}
			st.Assertions += st.Statuses[status]
		}
		relations, err := r.read(quad.Quad{Predicate: model.Type, Object: model.ClassRelation})
		if err != nil {
			return err
		}
		for _, q := range relations {
			name, _ := model.RelationName(q.Subject)
			if err := tally(r, st.Relations, name, model.Predicate, q.Subject); err != nil {
				return err
			}
		}
		quads, err := r.qs.Stats(ctx, false)
		if err != nil && !errors.Is(err, kv.ErrNoBucket) { // so Cayley calls an empty file
			return err
		}
		st.Quads = quads.Quads.Size
		st.Bytes, err = s.back.size()
		return err
	})
	return st, s.fault("read", err)
}

func tally[K comparable](r reader, counts map[K]int, k K, p quad.IRI, o quad.Value) error {
	n, err := r.count(p, o)
	if n > 0 {
		counts[k] = n
	}
	return err
}

func (r reader) count(p quad.IRI, o quad.Value) (int, error) {
	edges, err := r.find(quad.Quad{Predicate: p, Object: o})
	return len(edges), err
}
