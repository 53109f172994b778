package graph

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// batchQuads is about how many quads are written at once: fewer cost a flush to
// disk more often, and of more bbolt makes a tree that is slow to grow.
var batchQuads = 16_000

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
		return Added{}, s.fault("add to", fmt.Errorf("%w: %w", ErrRecord, err))
	}
	s.adding.Lock()
	defer s.adding.Unlock()
	if s.opts.ReadOnly {
		return Added{}, s.fault("add to", ErrReadOnly)
	}
	var done Added
	for len(recs) > 0 {
		n, added, err := s.addSome(ctx, recs)
		if err != nil {
			return done, s.fault("add to", err)
		}
		done.sum(added)
		recs = recs[n:]
	}
	return done, nil
}

// addSome adds the first records, as many as one batch takes.
func (s *Store) addSome(ctx context.Context, recs []schema.Record) (n int, added Added, err error) {
	var c change
	err = s.view(ctx, func(r rows) error {
		d := newDraft(r)
		for n < len(recs) && len(d.order) < batchQuads {
			if err := d.add(recs[n], &added); err != nil {
				return fmt.Errorf("document %s: %w", recs[n].Doc.ID, err)
			}
			n++
		}
		c = d.change()
		return nil
	})
	if err != nil {
		return 0, Added{}, err
	}
	added.Quads = len(c.add)
	return n, added, s.apply(c)
}

func (d *draft) add(rec schema.Record, added *Added) error {
	a, kept := clean(rec)
	same, err := sameArticle(d, a)
	if err != nil {
		return err
	}
	if same {
		added.Unchanged++
		return nil
	}
	before, err := load(d, keyOf(a.doc.ID))
	if err != nil {
		return err
	}
	old := map[string]bool{}
	if before != nil {
		added.Replaced++
		for _, s := range before.kept {
			old[s.ID] = true
		}
	}
	added.Documents++
	for _, s := range kept {
		if !old[s.ID] {
			added.Assertions++
		}
	}
	for _, e := range a.entities {
		b, err := d.get(key(famEntity, e.id))
		if err != nil {
			return err
		}
		if b == nil {
			added.Entities++
		}
	}
	return d.replace(before, &said{a, kept})
}

// ErrRecord is for a record that a store cannot keep. Others still can be added.
var ErrRecord = errors.New("no record that can be kept")

// check refuses what could not be given back as it came.
func check(rec schema.Record) (faults []error) {
	for _, fault := range rec.Check(nil) {
		faults = append(faults, fmt.Errorf("document %s: %s", rec.Doc.ID, fault))
	}
	long := func(what, s string) {
		if n := len(model.Clean(s)); n > longest {
			faults = append(faults, fmt.Errorf("document %.100s: %s of %d bytes, where %d are the most", rec.Doc.ID, what, n, longest))
		}
	}
	long("date", rec.Doc.Published)
	entities := map[string]bool{}
	for i, e := range rec.Entities {
		id := model.Clean(e.ID)
		long(fmt.Sprintf("entity %d: an ID", i), e.ID)
		if entities[id] && id != e.ID {
			faults = append(faults, fmt.Errorf("document %s: entity %d: id %q given twice", rec.Doc.ID, i, id))
		}
		entities[id] = true
	}
	seen := map[string]schema.Assertion{}
	for i, a := range rec.Assertions {
		id := model.Clean(a.ID)
		if b, ok := seen[id]; ok && a != b {
			faults = append(faults, fmt.Errorf("document %s: assertion %d: id %q given twice", rec.Doc.ID, i, id))
		}
		seen[id] = a
		long(fmt.Sprintf("assertion %d: an ID", i), a.ID)
		long(fmt.Sprintf("assertion %d: a predicate", i), a.Predicate)
		if a.ID == "" || a.Predicate == "" {
			faults = append(faults, fmt.Errorf("document %s: assertion %d: no id or no predicate", rec.Doc.ID, i))
		}
		if math.IsNaN(a.Confidence) {
			faults = append(faults, fmt.Errorf("document %s: assertion %d: confidence is no number", rec.Doc.ID, i))
		}
	}
	return faults
}

// Retracted counts what a Retract took away.
type Retracted struct {
	Documents  int
	Entities   int // that no other article speaks of
	Assertions int
	Quads      int
}

// Retract takes back articles with all that only they said. One that is not
// there is ErrNoDocument, and then nothing changes.
func (s *Store) Retract(ctx context.Context, docIDs ...string) (out Retracted, err error) {
	err = s.decide(ctx, "retract from", func(d *draft) error {
		for _, id := range docIDs {
			before, err := load(d, keyOf(model.Clean(id)))
			if err != nil {
				return err
			}
			if before == nil {
				return fmt.Errorf("%w: %q", ErrNoDocument, id)
			}
			if err := d.replace(before, nil); err != nil {
				return err
			}
			out.Documents++
			out.Assertions += len(before.kept)
			for _, e := range before.entities {
				if b, err := d.get(key(famEntity, e.id)); err != nil {
					return err
				} else if b == nil {
					out.Entities++
				}
			}
		}
		out.Quads = len(d.change().remove)
		return nil
	})
	if err != nil {
		return Retracted{}, err
	}
	return out, nil
}

// ErrNoDocument is for an article that is not in the store.
var ErrNoDocument = errors.New("no such document")
