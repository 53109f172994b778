package graph

import (
	"bytes"
	"context"
	"errors"

	hidalgo "github.com/hidal-go/hidalgo/kv"
	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// boltKV is bbolt as Cayley wants it, for reading; writeQuads writes. Cayley would have
// 131,072 buckets for the hashes of values; here they have one, for the hash is the key anyway.
type boltKV struct{ db *bolt.DB }

func (b boltKV) Close() error { return b.db.Close() }

func (b boltKV) Tx(rw bool) (hidalgo.Tx, error) {
	if rw {
		return nil, ErrReadOnly
	}
	tx, err := b.db.Begin(false)
	if err != nil {
		return nil, err
	}
	return &boltTx{tx: tx, buckets: map[string]*bolt.Bucket{}}, nil
}

type boltTx struct {
	tx      *bolt.Tx
	buckets map[string]*bolt.Bucket
}

// place parts a key into its bucket's name and the key in there.
func place(k hidalgo.Key) (name, key []byte) {
	if len(k) == 0 {
		return nil, nil
	}
	name = k[0]
	if len(name) == 3 && name[0] == 'v' {
		name = valueBucket
	}
	if len(k) > 1 {
		key = k[1]
	}
	return name, key
}

func (t *boltTx) bucket(name []byte) *bolt.Bucket {
	b, ok := t.buckets[string(name)]
	if !ok {
		b = t.tx.Bucket(name)
		t.buckets[string(name)] = b
	}
	return b
}

func (t *boltTx) Get(_ context.Context, k hidalgo.Key) (hidalgo.Value, error) {
	name, key := place(k)
	if b := t.bucket(name); b != nil {
		if v := b.Get(key); v != nil {
			return v, nil
		}
	}
	return nil, hidalgo.ErrNotFound
}

func (t *boltTx) GetBatch(ctx context.Context, keys []hidalgo.Key) ([]hidalgo.Value, error) {
	return hidalgo.GetBatch(ctx, t, keys)
}

func (t *boltTx) Put(hidalgo.Key, hidalgo.Value) error { return ErrReadOnly }
func (t *boltTx) Del(hidalgo.Key) error                { return ErrReadOnly }
func (t *boltTx) Commit(context.Context) error         { return ErrReadOnly }

// Close after Close is how Cayley ends some transactions.
func (t *boltTx) Close() error {
	if err := t.tx.Rollback(); err != nil && !errors.Is(err, bolterrors.ErrTxClosed) {
		return err
	}
	return nil
}

func (t *boltTx) Scan(prefix hidalgo.Key) hidalgo.Iterator {
	name, key := place(prefix)
	it := &boltIterator{name: bytes.Clone(name), prefix: bytes.Clone(key)}
	if b := t.bucket(name); b != nil {
		it.cursor = b.Cursor()
	}
	return it
}

type boltIterator struct {
	name, prefix []byte
	cursor       *bolt.Cursor
	key, value   []byte
	started      bool
	err          error
}

// Next ends with the context, however long a scan Cayley asked for.
func (it *boltIterator) Next(ctx context.Context) bool {
	if it.err = ctx.Err(); it.err != nil || it.cursor == nil {
		return false
	}
	if it.started {
		it.key, it.value = it.cursor.Next()
	} else {
		it.started = true
		it.key, it.value = it.cursor.Seek(it.prefix)
	}
	if it.key == nil || !bytes.HasPrefix(it.key, it.prefix) {
		it.cursor = nil
		return false
	}
	return true
}

func (it *boltIterator) Key() hidalgo.Key   { return hidalgo.Key{it.name, it.key} }
func (it *boltIterator) Val() hidalgo.Value { return it.value }
func (it *boltIterator) Err() error         { return it.err }
func (it *boltIterator) Close() error       { it.cursor = nil; return nil }
