package graph

import (
	"context"
	"errors"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/tidwall/btree"
)

// memory forgets everything when it is closed. It is laid out as a file is, since
// Cayley's own memory store is written to by some that only read, and cannot be
// looked at as it was.
type memory struct {
	tree *btree.Map[string, []byte] // never changed
	qs   cayley.QuadStore
}

func openMemory(o Options) (backend, error) {
	if o.Path != "" {
		return nil, errors.New("a store in memory has no path")
	}
	tree := &btree.Map[string, []byte]{}
	if err := writeLayout(memoryBucket{tree, metaBucket}); err != nil {
		return nil, err
	}
	m := &memory{}
	return m, m.turn(tree)
}

// turn makes the tree the store.
func (m *memory) turn(tree *btree.Map[string, []byte]) error {
	qs, err := kv.New(memoryKV{tree}, cayley.Options{kv.OptNoBloom: true})
	if err == nil {
		m.tree, m.qs = tree, qs
	}
	return err
}

func (m *memory) quads() cayley.QuadStore          { return m.qs }
func (m *memory) view(fn func(r rows) error) error { return fn(memoryRows{m.tree}) }
func (m *memory) size() (int64, error)             { return 0, nil }
func (m *memory) close() error                     { return nil }

// apply works on a copy, which shares what stays as it is.
func (m *memory) apply(c change) error {
	tree := m.tree.Copy()
	if _, err := writeQuads(memoryBuckets(tree), c.add, c.remove); err != nil {
		return err
	}
	kept := memoryBucket{tree, rowsBucket}
	for _, key := range c.del {
		if err := kept.Delete(key); err != nil {
			return err
		}
	}
	for _, r := range c.put {
		if err := kept.Put(r.key, r.value); err != nil {
			return err
		}
	}
	return m.turn(tree)
}

func (m *memory) snapshot(context.Context) (cayley.QuadStore, func() error, error) {
	return newSnapshot(memoryKV{m.tree}, func(fn func() error) error { return fn() })
}
