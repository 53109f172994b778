package graph

import (
	"bytes"
	"context"
	"errors"
	"strings"

	hidalgo "github.com/hidal-go/hidalgo/kv"
	"github.com/tidwall/btree"
)

// memoryKey is the place of a bucket's key in the map.
func memoryKey(bucket, key []byte) string { return string(bucket) + "\x00" + string(key) }

// memoryBucket is one bucket of the map.
type memoryBucket struct {
	tree *btree.Map[string, []byte]
	name []byte
}

func (b memoryBucket) Get(key []byte) []byte {
	v, _ := b.tree.Get(memoryKey(b.name, key))
	return v
}

func (b memoryBucket) Put(key, value []byte) error {
	if len(key) == 0 {
		return errors.New("key required")
	}
	b.tree.Set(memoryKey(b.name, key), value)
	return nil
}

func (b memoryBucket) Delete(key []byte) error {
	b.tree.Delete(memoryKey(b.name, key))
	return nil
}

func memoryBuckets(tree *btree.Map[string, []byte]) buckets {
	t := buckets{meta: memoryBucket{tree, metaBucket}, log: memoryBucket{tree, logBucket}, values: memoryBucket{tree, valueBucket}}
	for i, ind := range indexes {
		t.indexes[i] = memoryBucket{tree, indexBucket(ind)}
	}
	return t
}

// memoryKV is the map as Cayley wants it, for reading; it is its own transaction.
type memoryKV struct{ tree *btree.Map[string, []byte] }

func (m memoryKV) Close() error { return nil }

func (m memoryKV) Tx(rw bool) (hidalgo.Tx, error) {
	if rw {
		return nil, ErrReadOnly
	}
	return m, nil
}

func (m memoryKV) Get(_ context.Context, k hidalgo.Key) (hidalgo.Value, error) {
	if v, ok := m.tree.Get(memoryKey(place(k))); ok {
		return v, nil
	}
	return nil, hidalgo.ErrNotFound
}

func (m memoryKV) GetBatch(ctx context.Context, keys []hidalgo.Key) ([]hidalgo.Value, error) {
	return hidalgo.GetBatch(ctx, m, keys)
}

func (memoryKV) Put(hidalgo.Key, hidalgo.Value) error { return ErrReadOnly }
func (memoryKV) Del(hidalgo.Key) error                { return ErrReadOnly }
func (memoryKV) Commit(context.Context) error         { return ErrReadOnly }

func (m memoryKV) Scan(prefix hidalgo.Key) hidalgo.Iterator {
	bucket, key := place(prefix)
	return &memoryIterator{name: bytes.Clone(bucket), prefix: memoryKey(bucket, key), tree: m.tree.Iter()}
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
	return memoryBucket{r.tree, rowsBucket}.Get(key), nil
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
