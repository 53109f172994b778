package graph

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/cayleygraph/quad"
)

// The ways in which a store cannot be opened or used, for callers that branch on them.
var (
	ErrNoStore  = errors.New("no such store")
	ErrNotStore = errors.New("not an Entente store")
	ErrNewer    = errors.New("made by a newer version of entente")
	ErrLocked   = errors.New("in use by another process")
	ErrReadOnly = errors.New("opened for reading only")
	ErrClosed   = errors.New("closed")
)

// Options says which store to open. The zero value is an empty store in memory.
type Options struct {
	Backend  string // one of Backends; when empty, "bolt" where there is a Path, else "memory"
	Path     string
	ReadOnly bool // many processes may read one store at once; the store must exist
}

// Store keeps records. It may be used from several goroutines.
type Store struct {
	opts Options

	// adding is held by the one Add that runs, reads included.
	adding sync.Mutex
	known  map[quad.Quad]bool // shared quads that are certainly there; guarded by adding

	// mu is held for reading by readers and for writing by whoever changes quads: Cayley's
	// memory store dies of a concurrent map write, and bbolt may have to wait for all
	// readers before it can grow its map. No callback is ever called with it held.
	mu   sync.RWMutex
	back backend
}

// Backends lists the kinds of store.
func Backends() []string { return slices.Sorted(maps.Keys(backends)) }

// Open opens a store, and makes it where it may be written and is not there yet.
func Open(ctx context.Context, opts Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if opts.Backend == "" {
		opts.Backend = "memory"
		if opts.Path != "" {
			opts.Backend = "bolt"
		}
	}
	open, ok := backends[opts.Backend]
	if !ok {
		return nil, fmt.Errorf("open store: unknown backend %q, want one of %q", opts.Backend, Backends())
	}
	back, err := open(opts)
	if err != nil {
		return nil, fmt.Errorf("open %s store %s: %w", opts.Backend, opts.Path, err)
	}
	return &Store{opts: opts, back: back, known: map[quad.Quad]bool{}}, nil
}

// Close waits for whoever uses the store. Closing twice is no error.
func (s *Store) Close() error {
	s.adding.Lock()
	defer s.adding.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.back == nil {
		return nil
	}
	err := s.back.close()
	s.back = nil
	return s.fault("close", err)
}

// read runs f while nothing changes. It must not call back into user code.
func (s *Store) read(ctx context.Context, f func(r reader) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.back == nil {
		return ErrClosed
	}
	return f(reader{ctx, s.back.quads()})
}

func (s *Store) fault(what string, err error) error {
	if err == nil {
		return nil
	}
	name := s.opts.Backend + " store"
	if s.opts.Path != "" {
		name += " " + s.opts.Path
	}
	return fmt.Errorf("%s %s: %w", what, name, err)
}
