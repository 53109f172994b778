package graph

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
)

// The ways in which a store cannot be opened or used, for callers that branch on them.
var (
	ErrNoStore  = errors.New("no such store")
	ErrNotStore = errors.New("not an Entente store")
	ErrNewer    = errors.New("made by a newer version of entente")
	ErrOlder    = errors.New("made by an older version of entente, and has to be made anew")
	ErrLocked   = errors.New("in use by another process")
	ErrReadOnly = errors.New("opened for reading only")
	ErrClosed   = errors.New("closed")
	ErrDamaged  = errors.New("damaged")
)

// Options says which store to open. The zero value is an empty store in memory.
type Options struct {
	Backend   string // one of Backends; when empty, the one that the Path is for
	Path      string // none for "memory"; postgres://… for "postgres"; a file for "bolt"
	ReadOnly  bool   // many processes may read one store at once; the store must exist
	MustExist bool   // also where it is not ReadOnly
}

// Store keeps records. It may be used from several goroutines.
type Store struct {
	opts Options

	// adding is held by the one change that is being made, its reading included.
	adding sync.Mutex

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
		switch {
		case opts.Path == "":
			opts.Backend = "memory"
		case IsServer(opts.Path):
			opts.Backend = "postgres"
		default:
			opts.Backend = "bolt"
		}
	}
	open, ok := backends[opts.Backend]
	if !ok {
		return nil, fmt.Errorf("open store: unknown backend %q, want one of %q", opts.Backend, Backends())
	}
	back, err := open(opts)
	opts.Path = Redacted(opts.Path) // from here on it is only shown
	if err != nil {
		return nil, fmt.Errorf("open %s store %s: %w", opts.Backend, opts.Path, err)
	}
	return &Store{opts: opts, back: back}, nil
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

// view runs f over the rows while nothing changes. It must not call back into user code.
func (s *Store) view(ctx context.Context, f func(r rows) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.back == nil {
		return ErrClosed
	}
	return s.back.view(func(r rows) error { return f(patient{ctx, r}) })
}

// apply makes a change, all of it or nothing.
func (s *Store) apply(c change) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.back == nil {
		return ErrClosed
	}
	return s.back.apply(c)
}

// patient are rows that end with a context, however long the scan.
type patient struct {
	ctx context.Context
	r   rows
}

func (p patient) get(key []byte) ([]byte, error) {
	if err := p.ctx.Err(); err != nil {
		return nil, err
	}
	return p.r.get(key)
}

func (p patient) ahead(keys [][]byte) error { return ahead(p.r, keys) }

func (p patient) scan(prefix, from []byte, fn func(key, value []byte) (bool, error)) error {
	n := 0
	if err := p.ctx.Err(); err != nil {
		return err
	}
	return p.r.scan(prefix, from, func(key, value []byte) (bool, error) {
		if n++; n%1024 == 0 && p.ctx.Err() != nil {
			return false, p.ctx.Err()
		}
		return fn(key, value)
	})
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
