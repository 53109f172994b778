package graph

import (
	"errors"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// memory forgets everything when it is closed. Cayley's own memory store would
// be written to by some that only read, and cannot be looked at as it was.
type memory struct {
	db *memoryKV
	qs cayley.QuadStore
}

func openMemory(o Options) (backend, error) {
	if o.Path != "" {
		return nil, errors.New("a store in memory has no path")
	}
	m := &memory{db: newMemoryKV()}
	if err := initialise(m.db); err != nil {
		return nil, err
	}
	return m, m.open()
}

func (m *memory) open() (err error) {
	m.qs, err = kv.New(m.db, cayley.Options{kv.OptNoBloom: true})
	return err
}

func (m *memory) quads() cayley.QuadStore          { return m.qs }
func (m *memory) view(fn func(r rows) error) error { return fn(memoryRows{m.db.tree}) }
func (m *memory) snapshot() (hidalgo.Tx, error)    { return m.db.begin(), nil }
func (m *memory) size() (int64, error)             { return 0, nil }
func (m *memory) close() error                     { return nil }

// apply works on a copy, which shares what stays as it is, and begins with new
// caches of Cayley's after a failure.
func (m *memory) apply(c change) error {
	err := m.db.together(func(tx *memoryTx) error {
		if err := applyQuads(m.qs, c); err != nil {
			return err
		}
		for _, key := range c.del {
			tx.tree.Delete(memoryKey(rowsBucket, key))
		}
		for _, r := range c.put {
			tx.tree.Set(memoryKey(rowsBucket, r.key), r.value)
		}
		return nil
	})
	if err != nil {
		return errors.Join(err, m.open())
	}
	return nil
}
