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

// snapshot is the quads as they were when a query began. Writers go on beside
// it, and a query that cannot be stopped, because it is deep within one long
// call, finds nothing any more once the snapshot has ended.
type snapshot struct {
	mu sync.Mutex
	tx hidalgo.Tx // nil when it has ended
}

// snapshot is what a query may read until end, which may be called while it reads.
func (s *Store) snapshot() (qs cayley.QuadStore, end func() error, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.back == nil {
		return nil, nil, ErrClosed
	}
	tx, err := s.back.snapshot()
	if err != nil {
		return nil, nil, err
	}
	snap := &snapshot{tx: tx}
	if qs, err = kv.New(snapshotKV{snap}, cayley.Options{kv.OptNoBloom: true}); err != nil {
		return nil, nil, errors.Join(err, snap.end())
	}
	return qs, snap.end, nil
}

func (s *snapshot) end() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	tx := s.tx
	if s.tx = nil; tx == nil {
		return nil
	}
	return tx.Close()
}

// snapshotKV is a snapshot as Cayley wants it: all transactions are the one, which none of them ends.
type snapshotKV struct{ *snapshot }

func (s snapshotKV) Tx(rw bool) (hidalgo.Tx, error) {
	if rw {
		return nil, hidalgo.ErrReadOnly
	}
	return s, nil
}

func (s snapshotKV) Get(ctx context.Context, k hidalgo.Key) (hidalgo.Value, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tx == nil {
		return nil, errOver
	}
	v, err := s.tx.Get(ctx, k)
	return v.Clone(), err // what lies in a file must not be looked at after the end
}

func (s snapshotKV) GetBatch(ctx context.Context, keys []hidalgo.Key) ([]hidalgo.Value, error) {
	return hidalgo.GetBatch(ctx, s, keys)
}

func (snapshotKV) Put(hidalgo.Key, hidalgo.Value) error { return hidalgo.ErrReadOnly }
func (snapshotKV) Del(hidalgo.Key) error                { return hidalgo.ErrReadOnly }
func (snapshotKV) Commit(context.Context) error         { return nil }
func (snapshotKV) Close() error                         { return nil }

func (s snapshotKV) Scan(prefix hidalgo.Key) hidalgo.Iterator {
	s.mu.Lock()
	defer s.mu.Unlock()
	it := &snapshotIterator{snapshot: s.snapshot}
	if s.tx != nil {
		it.inner = s.tx.Scan(prefix)
	}
	return it
}

type snapshotIterator struct {
	*snapshot
	inner hidalgo.Iterator // nil where the snapshot had ended before
	key   hidalgo.Key
	value hidalgo.Value
	err   error
}

func (it *snapshotIterator) Next(ctx context.Context) bool {
	it.mu.Lock()
	defer it.mu.Unlock()
	if it.tx == nil || it.inner == nil {
		it.err = errOver
		return false
	}
	if !it.inner.Next(ctx) {
		it.err = it.inner.Err()
		return false
	}
	it.key, it.value = it.inner.Key().Clone(), it.inner.Val().Clone()
	return true
}

func (it *snapshotIterator) Key() hidalgo.Key   { return it.key }
func (it *snapshotIterator) Val() hidalgo.Value { return it.value }
func (it *snapshotIterator) Err() error         { return it.err }
func (it *snapshotIterator) Close() error       { return nil }
