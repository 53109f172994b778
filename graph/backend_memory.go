package graph

import (
	"errors"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
)

// memory forgets everything when it is closed.
type memory struct{ qs *memstore.QuadStore }

func openMemory(o Options) (backend, error) {
	if o.Path != "" {
		return nil, errors.New("a store in memory has no path")
	}
	return memory{memstore.New()}, nil
}

func (m memory) quads() cayley.QuadStore           { return m.qs }
func (m memory) apply(deltas []cayley.Delta) error { return m.qs.ApplyDeltas(deltas, lenient) }
func (m memory) size() (int64, error)              { return 0, nil }
func (m memory) close() error                      { return nil }
