package graph

import (
	"context"
	"fmt"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// Stats says how much a store holds. What there is none of has no entry.
type Stats struct {
	Documents  int                       `json:"documents"`
	Stories    int                       `json:"stories"` // documents, copies of one text counted once
	Entities   map[schema.EntityType]int `json:"entities"`
	Statuses   map[schema.Status]int     `json:"statuses"`  // assertions by status
	Relations  map[string]int            `json:"relations"` // assertions by relation
	Assertions int                       `json:"assertions"`
	Decisions  int                       `json:"decisions"`
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
	err := s.view(ctx, func(r rows) error {
		told := stories{r: r}
		err := r.scan([]byte{famTime}, nil, func(k, _ []byte) (bool, error) {
			st.Documents++
			first, err := told.story(artIn(k))
			if first == artIn(k) {
				st.Stories++
			}
			return true, err
		})
		if err != nil {
			return err
		}
		err = r.scan([]byte{famRelation}, nil, func(k, v []byte) (bool, error) {
			st.Assertions++
			st.Relations[textIn(k, 1)]++
			st.Statuses[schema.Status(v)]++
			return true, nil
		})
		if err != nil {
			return err
		}
		who, err := readIdentity(r)
		if err != nil {
			return err
		}
		err = eachEntity(r, who, func(id string, facts []string) error {
			st.Entities[model.EntityOf(id, facts).Type]++
			return nil
		})
		if err != nil {
			return err
		}
		all, err := decisions(r)
		st.Decisions = len(all)
		if err != nil {
			return err
		}
		quads, err := s.back.quads().Stats(ctx, false)
		if err != nil {
			return fmt.Errorf("count quads: %w", err)
		}
		st.Quads = quads.Quads.Size
		st.Bytes, err = s.back.size()
		return err
	})
	return st, s.fault("read", err)
}
