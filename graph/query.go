package graph

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/metrics"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
)

// ErrMemory says that a query was stopped because of the memory it took.
var ErrMemory = errors.New("needs more memory than it may take")

// Limits bound a query in a language of Cayley's; its time is bounded by a context.
//
// A query is stopped between two of its steps. One that is given by somebody
// who is not trusted can ask for a step that takes all memory or for ever, or
// overflows Go's stack, which ends the process: run it in a process of its own,
// as the command line does.
type Limits struct {
	Rows   int   // the most rows; 0 is no limit
	Memory int64 // by how many bytes the process may grow meanwhile; 0 is DefaultMemory
}

// DefaultMemory is what a query may take unless told otherwise.
const DefaultMemory = 1 << 30

// A longer query could be nested so deep that reading it overflows the stack.
const maxQuery = 64 << 10

// answering runs a query over quads; give answers false when it has had enough.
type answering func(ctx context.Context, qs cayley.QuadStore, give func(row map[string]any) bool) error

// ask runs a query over the store as it is now, and returns at ctx's end even
// if the query does not.
func (s *Store) ask(ctx context.Context, query string, l Limits, fn func(row map[string]any) error, run answering) error {
	if len(query) > maxQuery {
		return fmt.Errorf("a query of %d bytes: at most %d are read", len(query), maxQuery)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	qs, end, err := s.snapshot(ctx)
	if err != nil {
		return s.fault("query", err)
	}
	unread := lost.Load()
	if l.Memory <= 0 {
		l.Memory = DefaultMemory
	}
	go watch(ctx, l.Memory, cancel)

	rows, refused := 0, error(nil)
	err = recovered(func() error {
		return run(ctx, qs, func(row map[string]any) bool {
			rows++
			refused = fn(row)
			return refused == nil && rows != l.Rows
		})
	})
	if cerr := end(); cerr != nil {
		err = cerr // what Cayley said of it, if it did, says less
	} else if err == nil && lost.Load() != unread {
		err = errLost
	}
	if refused != nil {
		return refused
	}
	return s.fault("query", err)
}

// snapshot is what a query may read until end, which may be called while it reads.
func (s *Store) snapshot(ctx context.Context) (qs cayley.QuadStore, end func() error, err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.back == nil {
		return nil, nil, ErrClosed
	}
	return s.back.snapshot(ctx)
}

// recovered makes an error of a panic, of which Cayley has some for queries that are wrong.
func recovered(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	return f()
}

// watch cancels a query for which the process grew by more than most bytes that
// are still in use.
func watch(ctx context.Context, most int64, cancel context.CancelCauseFunc) {
	before := heapBytes("/gc/heap/live:bytes")
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if heapBytes("/memory/classes/heap/objects:bytes")-before <= most {
			continue
		}
		runtime.GC()
		live := heapBytes("/gc/heap/live:bytes")
		if live-before > most {
			cancel(ErrMemory)
			return
		}
		before = min(before, live) // what an earlier query left may have gone
	}
}

func heapBytes(name string) int64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
