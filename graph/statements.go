package graph

import (
	"context"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// chunk is about how many statements are read at once. Between chunks the store is free for others.
const chunk = 256

// Statements calls fn for every statement that the filter chooses, by when its
// article was published, then by article, then by where it stands there. It
// stops at fn's first error. A symmetric relation is chosen either way round
// and comes the way round that was asked for. An article that is replaced
// meanwhile is answered for as it was or as it is, never as a mixture.
func (s *Store) Statements(ctx context.Context, f schema.Filter, fn func(schema.Statement) error) error {
	var sources []source
	err := s.read(ctx, func(r reader) (err error) {
		sources, err = r.sources(f)
		return err
	})
	for len(sources) > 0 && err == nil {
		n := batchOf(sources)
		var found []schema.Statement
		err = s.read(ctx, func(r reader) (err error) {
			found, err = r.statements(sources[:n], f)
			return err
		})
		sources = sources[n:]
		if err != nil {
			break
		}
		for _, st := range found {
			if err := fn(st); err != nil {
				return err
			}
		}
	}
	return s.fault("read", err)
}

// choose turns a symmetric statement round where only that way round is wanted.
func choose(f schema.Filter, st schema.Statement) (schema.Statement, bool) {
	if f.Match(st) {
		return st, true
	}
	if !st.Symmetric {
		return st, false
	}
	st.Assertion = model.Turned(st.Assertion)
	return st, f.Match(st)
}
