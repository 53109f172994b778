package engines

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/hidal-go/hidalgo/kv"
)

// OpenPebble opens a folder of Pebble's, and makes it where there is none. Every
// commit is on the disk before it returns.
func OpenPebble(path string) (kv.KV, error) {
	cache := pebble.NewCache(128 << 20)
	defer cache.Unref()
	o := &pebble.Options{Cache: cache, MemTableSize: 64 << 20, FormatMajorVersion: pebble.FormatNewest, Logger: silent{}}
	for i := range o.Levels {
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10) // Cayley mostly asks for what is not there
	}
	db, err := pebble.Open(path, o)
	if err != nil {
		return nil, err
	}
	return &pebbleKV{db}, nil
}

// silent keeps Pebble from telling of every file that it makes. What it cannot
// go on from still ends the program.
type silent struct{}

func (silent) Infof(string, ...any)  {}
func (silent) Errorf(string, ...any) {}
func (silent) Fatalf(format string, args ...any) {
	pebble.DefaultLogger.Fatalf(format, args...)
}

// pebbleKV is Pebble as Cayley wants it.
type pebbleKV struct{ db *pebble.DB }

func (p *pebbleKV) Close() error { return p.db.Close() }

func (p *pebbleKV) Tx(rw bool) (kv.Tx, error) {
	if rw {
		b := p.db.NewIndexedBatch()
		return &pebbleTx{reader: b, batch: b}, nil
	}
	return &pebbleTx{reader: p.db.NewSnapshot()}, nil
}

type pebbleTx struct {
	reader pebble.Reader
	batch  *pebble.Batch // nil in a transaction that only reads
	closed bool
}

// join makes one key of a bucket's name and a key in it. The name's length
// before it keeps buckets apart.
func join(k kv.Key) []byte {
	if len(k) == 0 {
		return nil
	}
	out := append([]byte{byte(len(k[0]))}, k[0]...)
	for _, part := range k[1:] {
		out = append(out, part...)
	}
	return out
}

func (t *pebbleTx) Get(_ context.Context, k kv.Key) (kv.Value, error) {
	v, closer, err := t.reader.Get(join(k))
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, kv.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return bytes.Clone(v), closer.Close()
}

func (t *pebbleTx) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	return kv.GetBatch(ctx, t, keys)
}

func (t *pebbleTx) Put(k kv.Key, v kv.Value) error {
	if t.batch == nil {
		return kv.ErrReadOnly
	}
	if len(k) < 2 || len(k[1]) == 0 {
		return nil // that is how Cayley makes a bucket
	}
	return t.batch.Set(join(k), v, nil)
}

func (t *pebbleTx) Del(k kv.Key) error {
	if t.batch == nil {
		return kv.ErrReadOnly
	}
	return t.batch.Delete(join(k), nil)
}

func (t *pebbleTx) Commit(context.Context) error {
	if t.batch == nil {
		return nil
	}
	return t.batch.Commit(pebble.Sync)
}

// Close after Commit is how Cayley ends every transaction.
func (t *pebbleTx) Close() error {
	if t.closed {
		return nil
	}
	t.closed = true
	return t.reader.Close()
}

func (t *pebbleTx) Scan(prefix kv.Key) kv.Iterator {
	low := join(prefix)
	it, err := t.reader.NewIter(&pebble.IterOptions{LowerBound: low, UpperBound: after(low)})
	return &pebbleIterator{it: it, err: err, name: slices.Clone(prefix[0])}
}

// after is the first key that is beyond all those with the prefix. The first
// byte of one is a length, so that some byte can be counted up.
func after(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] < 0xff {
			out := slices.Clone(prefix[:i+1])
			out[i]++
			return out
		}
	}
	return nil
}

type pebbleIterator struct {
	it      *pebble.Iterator
	name    []byte
	started bool
	err     error
}

func (i *pebbleIterator) Next(ctx context.Context) bool {
	if i.err == nil {
		i.err = ctx.Err()
	}
	if i.err != nil {
		return false
	}
	if !i.started {
		i.started = true
		return i.it.First()
	}
	return i.it.Next()
}

func (i *pebbleIterator) Key() kv.Key   { return kv.Key{i.name, i.it.Key()[1+len(i.name):]} }
func (i *pebbleIterator) Val() kv.Value { return i.it.Value() }

func (i *pebbleIterator) Err() error {
	if i.err != nil || i.it == nil {
		return i.err
	}
	return i.it.Error()
}

func (i *pebbleIterator) Close() error {
	if i.it == nil {
		return nil
	}
	return i.it.Close()
}
