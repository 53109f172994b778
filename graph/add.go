package graph

import (
	"context"
	"errors"
	"fmt"
	"math"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// batchQuads is about how many quads are written at once: fewer cost a flush to
// disk more often, and of more bbolt makes a tree that is slow to grow.
const batchQuads = 8000

// Added counts what an Add changed.
type Added struct {
	Documents  int // new ones and replaced ones
	Entities   int // not known before
	Assertions int // not there before
	Quads      int // written
	Replaced   int // of Documents: those that were there with another content
	Unchanged  int // documents that were there already, with the same content
}

func (a *Added) sum(b Added) {
	a.Documents += b.Documents
	a.Entities += b.Entities
	a.Assertions += b.Assertions
	a.Quads += b.Quads
	a.Replaced += b.Replaced
	a.Unchanged += b.Unchanged
}

// Add loads records. A document that is there already with the same content
// changes nothing; with another content, the new one takes its place. Each
// document is written whole or not at all. A record that breaks its contract is
// an error before anything is written; on any later error, Added tells what was.
func (s *Store) Add(ctx context.Context, recs ...schema.Record) (Added, error) {
	var faults []error
	for _, rec := range recs {
		faults = append(faults, check(rec)...)
	}
	if err := errors.Join(faults...); err != nil {
		return Added{}, s.fault("add to", err)
	}
	s.adding.Lock()
	defer s.adding.Unlock()
	if s.opts.ReadOnly {
		return Added{}, s.fault("add to", ErrReadOnly)
	}
	w := writer{store: s, ctx: ctx}
	for _, rec := range recs {
		if err := w.add(rec); err != nil {
			return w.done, s.fault("add to", fmt.Errorf("document %s: %w", rec.Doc.ID, err))
		}
	}
	return w.done, s.fault("add to", w.flush())
}

// check refuses what could not be given back as it came.
func check(rec schema.Record) (faults []error) {
	for _, fault := range rec.Check(nil) {
		faults = append(faults, fmt.Errorf("document %s: %s", rec.Doc.ID, fault))
	}
	seen := map[string]schema.Assertion{}
	for i, a := range rec.Assertions {
		if b, ok := seen[a.ID]; ok && a != b {
			faults = append(faults, fmt.Errorf("document %s: assertion %d: id %q given twice", rec.Doc.ID, i, a.ID))
		}
		seen[a.ID] = a
		if a.ID == "" || a.Predicate == "" {
			faults = append(faults, fmt.Errorf("document %s: assertion %d: no id or no predicate", rec.Doc.ID, i))
		}
		if math.IsNaN(a.Confidence) {
			faults = append(faults, fmt.Errorf("document %s: assertion %d: confidence is no number", rec.Doc.ID, i))
		}
	}
	return faults
}

// writer gathers documents and writes them a batch at a time.
type writer struct {
	store   *Store
	ctx     context.Context
	deltas  []cayley.Delta
	docs    map[string]bool    // the documents of deltas
	adds    map[quad.Quad]bool // the shared quads of deltas
	pending Added
	done    Added
}

func (w *writer) add(rec schema.Record) error {
	quads, err := model.Indexed(rec)
	if err != nil {
		return err
	}
	if w.docs[rec.Doc.ID] {
		if err := w.flush(); err != nil {
			return err
		}
	}
	p, err := w.plan(rec, quads)
	if err != nil {
		return err
	}
	if p.unchanged {
		w.pending.Unchanged++
		return nil
	}
	if p.replaces {
		// What other articles still say was looked up in the store, so nothing may be under way.
		if err := w.flush(); err != nil {
			return err
		}
		if p, err = w.plan(rec, quads); err != nil {
			return err
		}
		w.pending.Replaced++
	}
	w.pending.Documents++
	w.take(rec.Doc.ID, p)
	if p.replaces || len(w.deltas) >= batchQuads {
		return w.flush()
	}
	return nil
}

// take puts a plan into the batch.
func (w *writer) take(docID string, p plan) {
	if w.docs == nil {
		w.docs, w.adds = map[string]bool{}, map[quad.Quad]bool{}
	}
	w.docs[docID] = true
	for _, q := range p.remove {
		w.deltas = append(w.deltas, cayley.Delta{Quad: q, Action: cayley.Delete})
	}
	for _, q := range p.add {
		if q.Label == nil {
			if w.adds[q] {
				continue
			}
			w.adds[q] = true
		}
		w.deltas = append(w.deltas, cayley.Delta{Quad: q, Action: cayley.Add})
		w.pending.Quads++
		if q.Predicate != model.Type {
			continue
		}
		if q.Object == model.ClassAssertion {
			w.pending.Assertions++
		} else if _, ok := model.EntityTypeOf(q.Object); ok {
			w.pending.Entities++
		}
	}
}

// flush writes the batch, all of it or nothing.
func (w *writer) flush() error {
	batch, pending := w.deltas, w.pending
	adds := w.adds
	w.deltas, w.docs, w.adds, w.pending = nil, nil, nil, Added{}
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if len(batch) > 0 {
		if err := w.store.apply(batch); err != nil {
			return err
		}
	}
	w.done.sum(pending)
	w.store.remember(batch, adds)
	return nil
}

func (s *Store) apply(deltas []cayley.Delta) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.back == nil {
		return ErrClosed
	}
	var c change
	for _, d := range deltas {
		if d.Action == cayley.Add {
			c.add = append(c.add, d.Quad)
		} else {
			c.remove = append(c.remove, d.Quad)
		}
	}
	err := s.back.apply(c)
	if err != nil {
		clear(s.known)
	}
	return err
}

// knownQuads bounds what is remembered: some 50 MB.
const knownQuads = 200_000

func (s *Store) remember(deltas []cayley.Delta, adds map[quad.Quad]bool) {
	if len(s.known) > knownQuads {
		clear(s.known)
	}
	for q := range adds {
		s.known[q] = true
	}
	for _, d := range deltas {
		if d.Action == cayley.Delete {
			delete(s.known, d.Quad)
		}
	}
}
