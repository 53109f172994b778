package graph

import (
	"errors"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/tidwall/btree"
)

// memory forgets everything when it is closed.
type memory struct {
	qs   *memstore.QuadStore
	kept *btree.Map[string, []byte]
}

func openMemory(o Options) (backend, error) {
	if o.Path != "" {
		return nil, errors.New("a store in memory has no path")
	}
	return memory{memstore.New(), &btree.Map[string, []byte]{}}, nil
}

func (m memory) quads() cayley.QuadStore          { return m.qs }
func (m memory) view(fn func(r rows) error) error { return fn(m) }
func (m memory) size() (int64, error)             { return 0, nil }
func (m memory) close() error                     { return nil }

func (m memory) apply(c change) error {
	for _, part := range [][]cayley.Delta{deltas(c.add, cayley.Add), deltas(c.remove, cayley.Delete)} {
		if err := m.qs.ApplyDeltas(part, lenient); err != nil {
			return err
		}
	}
	for _, key := range c.del {
		m.kept.Delete(string(key))
	}
	for _, r := range c.put {
		m.kept.Set(string(r.key), r.value)
	}
	return nil
}

func (m memory) get(key []byte) ([]byte, error) {
	v, _ := m.kept.Get(string(key))
	return v, nil
}

func (m memory) scan(prefix, from []byte, fn func(key, value []byte) (bool, error)) (err error) {
	first, start := string(prefix), string(max(string(prefix), string(from)))
	m.kept.Ascend(start, func(key string, value []byte) bool {
		if !strings.HasPrefix(key, first) {
			return false
		}
		more := false
		more, err = fn([]byte(key), value)
		return more && err == nil
	})
	return err
}
