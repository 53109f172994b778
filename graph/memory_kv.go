package graph

import (
	"bytes"
	"context"
	"strings"

	hidalgo "github.com/hidal-go/hidalgo/kv"
	"github.com/tidwall/btree"
)

// memoryKV is a sorted map as Cayley wants it. Copies of the map share what no
// one changes, so that each transaction has its own.
type memoryKV struct {
	tree *btree.Map[string, []byte]

	// shared is the transaction of together. It is set only while nobody else uses the store.
	shared *memoryTx
}

func newMemoryKV() *memoryKV { return &memoryKV{tree: &btree.Map[string, []byte]{}} }

// memoryKey is the place of a bucket's key in the map.
func memoryKey(bucket, key []byte) string { return string(bucket) + "\x00" + string(key) }

func (m *memoryKV) Close() error { return nil }

func (m *memoryKV) Tx(rw bool) (hidalgo.Tx, error) {
	switch {
	case m.shared != nil:
		return memoryPart{m.shared}, nil
	case rw:
		return m.begin(), nil
	}
	return &memoryTx{tree: m.tree}, nil // nothing changes as long as a reader has the store
}

// begin must not be called by two at once: a copy changes what it is a copy of.
func (m *memoryKV) begin() *memoryTx { return &memoryTx{home: m, tree: m.tree.Copy()} }

// together makes one transaction of all those that f begins and commits.
func (m *memoryKV) together(f func(tx *memoryTx) error) error {
	tx := m.begin()
	m.shared = tx
	defer func() { m.shared = nil }()
	if err := f(tx); err != nil {
		return err
	}
	m.tree = tx.tree
	return nil
}

// memoryPart is a transaction within together, which alone ends it.
type memoryPart struct{ *memoryTx }

func (memoryPart) Commit(context.Context) error { return nil }

type memoryTx struct {
	home *memoryKV // nil for one that only reads
	tree *btree.Map[string, []byte]
}

func (t *memoryTx) Get(_ context.Context, k hidalgo.Key) (hidalgo.Value, error) {
	if v, ok := t.tree.Get(memoryKey(place(k))); ok {
		return v, nil
	}
	return nil, hidalgo.ErrNotFound
}

func (t *memoryTx) GetBatch(ctx context.Context, keys []hidalgo.Key) ([]hidalgo.Value, error) {
	return hidalgo.GetBatch(ctx, t, keys)
}

func (t *memoryTx) Put(k hidalgo.Key, v hidalgo.Value) error {
	if t.home == nil {
		return hidalgo.ErrReadOnly
	}
	bucket, key := place(k)
	if len(key) > 0 { // without one, Cayley makes a bucket
		t.tree.Set(memoryKey(bucket, key), bytes.Clone(v))
	}
	return nil
}

func (t *memoryTx) Del(k hidalgo.Key) error {
	if t.home == nil {
		return hidalgo.ErrReadOnly
	}
	t.tree.Delete(memoryKey(place(k)))
	return nil
}

func (t *memoryTx) Commit(context.Context) error {
	if t.home != nil {
		t.home.tree = t.tree
	}
	return nil
}

func (t *memoryTx) Close() error { return nil }

func (t *memoryTx) Scan(prefix hidalgo.Key) hidalgo.Iterator {
	bucket, key := place(prefix)
	return &memoryIterator{name: bytes.Clone(bucket), prefix: memoryKey(bucket, key), tree: t.tree.Iter()}
}

type memoryIterator struct {
	name    []byte
	prefix  string
	tree    btree.MapIter[string, []byte]
	started bool
	err     error
}

func (it *memoryIterator) Next(ctx context.Context) bool {
	if it.err = ctx.Err(); it.err != nil {
		return false
	}
	more := false
	if it.started {
		more = it.tree.Next()
	} else {
		it.started = true
		more = it.tree.Seek(it.prefix)
	}
	return more && strings.HasPrefix(it.tree.Key(), it.prefix)
}

func (it *memoryIterator) Key() hidalgo.Key {
	return hidalgo.Key{it.name, []byte(it.tree.Key()[len(it.name)+1:])}
}
func (it *memoryIterator) Val() hidalgo.Value { return it.tree.Value() }
func (it *memoryIterator) Err() error         { return it.err }
func (it *memoryIterator) Close() error       { return nil }

// memoryRows are the rows of a store in memory.
type memoryRows struct{ tree *btree.Map[string, []byte] }

func (r memoryRows) get(key []byte) ([]byte, error) {
	v, _ := r.tree.Get(memoryKey(rowsBucket, key))
	return v, nil
}

func (r memoryRows) scan(prefix, from []byte, fn func(key, value []byte) (bool, error)) (err error) {
	first := memoryKey(rowsBucket, prefix)
	start := max(first, memoryKey(rowsBucket, from))
	r.tree.Ascend(start, func(key string, value []byte) bool {
		if !strings.HasPrefix(key, first) {
			return false
		}
		more := false
		more, err = fn([]byte(key[len(rowsBucket)+1:]), value)
		return more && err == nil
	})
	return err
}
