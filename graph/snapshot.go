package graph

import (
	"context"
	"errors"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

var errOver = errors.New("the query is over")

// snapshot is the quads of a key-value store as they were when a query began.
// Writers go on beside it, and a query that cannot be stopped, because it is deep
// within one long call, finds nothing any more once the snapshot has ended.
type snapshot struct {
	mu    sync.Mutex
	tx    hidalgo.Tx // nil when it has ended
	guard func(func() error) error
	fault error // the first one, of which Cayley keeps some to itself
}

func newSnapshot(db hidalgo.KV, guard func(func() error) error) (qs cayley.QuadStore, end func() error, err error) {
	s := &snapshot{guard: guard}
	err = guard(func() (err error) {
		s.tx, err = db.Tx(false)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	err = guard(func() (err error) {
		qs, err = kv.New(snapshotKV{s}, cayley.Options{kv.OptNoBloom: true})
		return err
	})
	if err != nil {
		s.end() // says the same
		return nil, nil, err
	}
	return qs, s.end, nil
}

// end tells of the first fault.
func (s *snapshot) end() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if tx := s.tx; tx != nil {
		s.tx = nil
		if err := s.guard(tx.Close); s.fault == nil {
			s.fault = err
		}
	}
	return s.fault
}

// do reads, unless the snapshot has ended.
func (s *snapshot) do(read func(tx hidalgo.Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tx == nil {
		return errOver
	}
	err := s.guard(func() error { return read(s.tx) })
	if errors.Is(err, ErrDamaged) && s.fault == nil {
		s.fault = err
	}
	return err
}

// snapshotKV is a snapshot as Cayley wants it: all transactions are the one, which none of them ends.
type snapshotKV struct{ *snapshot }

func (s snapshotKV) Tx(rw bool) (hidalgo.Tx, error) {
	if rw {
		return nil, ErrReadOnly
	}
	return s, nil
}

func (s snapshotKV) Get(ctx context.Context, k hidalgo.Key) (v hidalgo.Value, err error) {
	err = s.do(func(tx hidalgo.Tx) error {
		found, err := tx.Get(ctx, k)
		v = found.Clone() // what lies in a file must not be looked at after the end
		return err
	})
	if err == hidalgo.ErrNotFound && string(k[0]) != string(metaBucket) {
		return nil, nil // an index that lists nothing, of whose count Cayley makes a fault
	}
	return v, err
}

func (s snapshotKV) GetBatch(ctx context.Context, keys []hidalgo.Key) ([]hidalgo.Value, error) {
	return hidalgo.GetBatch(ctx, s, keys)
}

func (snapshotKV) Put(hidalgo.Key, hidalgo.Value) error { return ErrReadOnly }
func (snapshotKV) Del(hidalgo.Key) error                { return ErrReadOnly }
func (snapshotKV) Commit(context.Context) error         { return nil }
func (snapshotKV) Close() error                         { return nil }

func (s snapshotKV) Scan(prefix hidalgo.Key) hidalgo.Iterator {
	return &snapshotIterator{snapshot: s.snapshot, prefix: prefix}
}

type snapshotIterator struct {
	*snapshot
	prefix hidalgo.Key
	inner  hidalgo.Iterator // nil before the first step
	key    hidalgo.Key
	value  hidalgo.Value
	err    error
}

func (it *snapshotIterator) Next(ctx context.Context) (more bool) {
	it.err = it.do(func(tx hidalgo.Tx) error {
		if it.inner == nil {
			it.inner = tx.Scan(it.prefix)
		}
		if more = it.inner.Next(ctx); !more {
			return it.inner.Err()
		}
		it.key, it.value = it.inner.Key().Clone(), it.inner.Val().Clone()
		return nil
	})
	return more && it.err == nil
}

func (it *snapshotIterator) Key() hidalgo.Key   { return it.key }
func (it *snapshotIterator) Val() hidalgo.Value { return it.value }
func (it *snapshotIterator) Err() error         { return it.err }
func (it *snapshotIterator) Close() error       { return nil }
