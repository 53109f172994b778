package graph

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"syscall"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// ErrNoBuild is for a backend that has no file to build.
var ErrNoBuild = errors.New("only a store in a file can be built in one go; add to it instead")

// Build makes a new store of all records that feed adds, in one go: several times
// as quick as adding them to a store, but until its end there is none. A store that
// is there already is fs.ErrExist. Of records of one document the last counts. A
// record that add refuses with ErrRecord may be passed over.
func Build(ctx context.Context, path string, feed func(add func(schema.Record) error) error) (Added, error) {
	if IsServer(path) {
		return Added{}, fmt.Errorf("build postgres store %s: %w", Redacted(path), ErrNoBuild)
	}
	b, err := newBuild(ctx, path, nil)
	if err != nil {
		return Added{}, fmt.Errorf("build bolt store %s: %w", path, err)
	}
	if b.bulk.old != nil {
		return Added{}, fmt.Errorf("build bolt store %s: %w", path, errors.Join(fs.ErrExist, b.abandon()))
	}
	if err := feed(b.add); err != nil {
		return Added{}, errors.Join(err, b.abandon())
	}
	if err := b.finish(); err != nil {
		return Added{}, fmt.Errorf("build bolt store %s: %w", path, err)
	}
	if len(b.again) == 0 {
		return b.done, nil
	}
	s, err := Open(ctx, Options{Path: path})
	if err != nil {
		return b.done, err
	}
	more, err := s.Add(ctx, b.again...)
	b.done.sum(more)
	return b.done, errors.Join(err, s.Close())
}

// Rebuilt tells what a Rebuild did to a file.
type Rebuilt struct {
	Documents     int
	Before, After int64 // bytes
}

// Rebuild writes the file of a store anew, as small as it can be, and puts it in
// the place of the old one when it is whole. All that is in it stays, decisions
// included. Nobody can write meanwhile, or rebuild it too; who reads it reads on, and
// sees the old one until the store is opened again.
// Progress is called after each document; it may be nil.
func Rebuild(ctx context.Context, path string, progress func()) (done Rebuilt, err error) {
	if IsServer(path) {
		return done, fmt.Errorf("rebuild postgres store %s: %w", Redacted(path), ErrNoBuild)
	}
	// For reading is enough to keep writers out, but a file that may not be written stays.
	if f, err := os.OpenFile(path, os.O_RDWR, 0); errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return done, fmt.Errorf("rebuild bolt store %s: %w", path, err)
	} else if err == nil {
		f.Close()
	}
	s, err := Open(ctx, Options{Backend: "bolt", Path: path, ReadOnly: true})
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if done.Before, err = s.back.size(); err != nil {
		return done, s.fault("rebuild", err)
	}
	var decided []row
	err = s.view(ctx, func(r rows) error {
		for _, family := range []byte{famMerge, famSplit, famNamed, famRemark} {
			found, err := list(r, []byte{family})
			if err != nil {
				return err
			}
			decided = append(decided, found...)
		}
		return nil
	})
	if err != nil {
		return done, s.fault("rebuild", err)
	}
	b, err := newBuild(ctx, path, decided)
	if err != nil {
		return done, s.fault("rebuild", err)
	}
	if err := b.bulk.alone(s.back.(*durable).file); err != nil {
		return done, s.fault("rebuild", errors.Join(err, b.abandon()))
	}
	err = s.Records(ctx, func(rec schema.Record) error {
		if progress != nil {
			progress()
		}
		return b.add(rec)
	})
	if err != nil {
		return done, s.fault("rebuild", errors.Join(err, b.abandon()))
	}
	if err := b.finish(); err != nil {
		return done, s.fault("rebuild", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return done, s.fault("rebuild", err)
	}
	done.Documents, done.After = b.done.Documents, info.Size()
	return done, nil
}

// build is a store being built. What articles share, and what links them, is
// gathered in memory; all else goes to the bulk as it comes.
type build struct {
	ctx      context.Context
	bulk     *bulk
	marks    map[artKey]map[string]remark
	digests  map[artKey]string
	facts    map[string]map[string]bool // by entity
	sketches map[artKey]string
	byKey    map[string][]artKey // articles by the keys of their sketches
	again    []schema.Record     // of documents that were there before
	done     Added

	// While a record is made into quads and rows, the bulk takes the quads of those before.
	queue  chan []quad.Quad
	failed chan struct{} // closed when the bulk took no more
	ended  chan struct{} // closed when the queue is
	err    error         // of the bulk, when failed is closed
}

// write hands quads and rows to the bulk. An error is of these or of earlier ones.
func (b *build) write(quads []quad.Quad, put []row) error {
	select {
	case <-b.failed:
		return b.err
	case b.queue <- quads:
		return b.bulk.addRows(put)
	}
}

func (b *build) work() {
	defer close(b.ended)
	for quads := range b.queue {
		if b.err != nil {
			continue
		}
		if b.err = b.bulk.add(quads); b.err != nil {
			close(b.failed)
		}
	}
}

// written waits until the bulk has taken everything.
func (b *build) written() error {
	if b.queue != nil {
		close(b.queue)
		<-b.ended
		b.queue = nil
	}
	return b.err
}

// abandon may be called at any time before finish.
func (b *build) abandon() error {
	b.written()
	return b.bulk.abandon()
}

func newBuild(ctx context.Context, path string, decided []row) (*build, error) {
	bulk, err := newBulk(path)
	if err != nil {
		return nil, err
	}
	b := &build{ctx: ctx, bulk: bulk, marks: map[artKey]map[string]remark{}, digests: map[artKey]string{}, facts: map[string]map[string]bool{},
		sketches: map[artKey]string{}, byKey: map[string][]artKey{},
		queue: make(chan []quad.Quad, 64), failed: make(chan struct{}), ended: make(chan struct{})}
	go b.work()
	if err := b.decided(decided); err != nil {
		return nil, errors.Join(err, b.abandon())
	}
	return b, nil
}

// decided takes over what analysts decided: the rows, and the quads that hang on them.
func (b *build) decided(decided []row) error {
	d := newDraft(nil)
	for _, r := range decided {
		if err := d.takeDecision(r); err != nil {
			return err
		}
		if r.key[0] == famRemark {
			art := artKey(r.key[1 : 1+artKeyLen])
			if b.marks[art] == nil {
				b.marks[art] = map[string]remark{}
			}
			m, err := unpackRemark(r.value)
			if err != nil {
				return err
			}
			b.marks[art][textIn(r.key, 1+artKeyLen)] = m
		}
	}
	c := d.change()
	return b.write(c.add, c.put)
}

func (b *build) add(rec schema.Record) error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	if err := errors.Join(check(rec)...); err != nil {
		return fmt.Errorf("%w: %w", ErrRecord, err)
	}
	a, kept := clean(rec)
	art := keyOf(a.doc.ID)
	if digest, ok := b.digests[art]; ok {
		if digest == a.digest && len(b.again) == 0 {
			b.done.Unchanged++
		} else {
			b.again = append(b.again, rec)
		}
		return nil
	}
	b.digests[art] = a.digest
	s := &said{a, kept}
	quads := model.Stored(s.record(kept), rejectedIn(b.marks[art]))
	put := append(s.indexRows(), row{ofArticle(famArticle, art), a.pack()})
	if err := b.write(quads, put); err != nil {
		return err
	}
	for _, e := range a.entities {
		if b.facts[e.id] == nil {
			b.facts[e.id] = map[string]bool{}
			b.done.Entities++
		}
		for _, f := range e.facts {
			b.facts[e.id][f] = true
		}
	}
	if keys := schema.SketchKeys(a.doc.Sketch); len(keys) > 0 {
		b.sketches[art] = a.doc.Sketch
		for _, k := range keys {
			b.byKey[k] = append(b.byKey[k], art)
		}
	}
	b.done.Documents++
	b.done.Assertions += len(kept)
	b.done.Quads += len(quads)
	return nil
}

func (b *build) finish() error {
	for _, id := range slices.Sorted(maps.Keys(b.facts)) {
		d := newDraft(nil)
		d.setFacts(famEntity, id, nil, slices.Sorted(maps.Keys(b.facts[id])))
		c := d.change()
		if err := b.write(c.add, c.put); err != nil {
			return errors.Join(err, b.abandon())
		}
		b.done.Quads += len(c.add)
	}
	var copies []row
	for _, art := range slices.Sorted(maps.Keys(b.sketches)) {
		seen := map[artKey]bool{art: true}
		for _, k := range schema.SketchKeys(b.sketches[art]) {
			for _, other := range b.byKey[k] {
				if !seen[other] && schema.Alike(b.sketches[art], b.sketches[other]) {
					copies = append(copies, row{in(ofArticle(famCopy, art), other), here})
				}
				seen[other] = true
			}
		}
	}
	if err := errors.Join(b.write(nil, copies), b.written()); err != nil {
		return errors.Join(err, b.abandon())
	}
	return b.bulk.finish(b.ctx)
}
