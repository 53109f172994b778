package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/entente-kg/entente/extract/source"
	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

// batchSize is how many articles one transaction takes: a commit costs some
// milliseconds, and a run that is cut off loses at most this many.
const batchSize = 256

// summary is what ingest, load and restore answer.
type summary struct {
	Store      string `json:"store"`
	Articles   int    `json:"articles"`
	New        int    `json:"new"`
	Replaced   int    `json:"replaced"` // there before, with another content
	Unchanged  int    `json:"unchanged"`
	Assertions int    `json:"assertions"` // new ones
	Entities   int    `json:"entities"`   // new ones
	Decisions  int    `json:"decisions,omitempty"`
	Faults     int    `json:"faults"`
}

// builder adds records to a store. It makes one when it has the first: inputs
// that are all bad make no store.
type builder struct {
	ctx     context.Context
	path    string
	batch   []schema.Record
	decided []decided
	sum     summary
	tally   tally
	bar     *progress

	telling sync.Mutex        // held to write to stderr
	writing chan func() error // the batch that is being written, if there is one
}

// decided is a decision with the place that it was read at.
type decided struct {
	graph.Decision
	place string
}

// build feeds records into a store and prints what was added. A store that is not
// there yet is built in one go where quick says that the records come quickly. Else it
// takes a batch at a time, and is open for no longer than that, so that others can read it.
//
// Of 4,000 articles with 62,000 assertions, records took 8 s in one go and 54 s in
// batches. To extract them took 100 s of a core, of which the batches cost a tenth more,
// and a run that is cut off would keep nothing of it: ingest always goes by batches.
func build(ctx context.Context, e *env, path string, asJSON, quick bool, feed func(use func(reading) error) error) (err error) {
	if !graph.IsServer(path) {
		letGo, err := hold(ctx, path)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, letGo()) }()
	}
	there, err := isStore(ctx, path)
	if err != nil {
		return err
	}
	b := &builder{ctx: ctx, path: path, sum: summary{Store: graph.Redacted(path)}, tally: tally{stderr: e.stderr}, bar: newProgress(e, "reading", "articles")}
	b.tally.before = b.bar.clear
	defer b.bar.finish()
	if quick && !there && !graph.IsServer(path) {
		err = b.atOnce(feed)
	} else {
		err = b.inBatches(feed)
	}
	if err == nil {
		err = b.decide()
	}
	if err != nil {
		return err
	}
	if err := b.tally.result(); err != nil && !errors.Is(err, errPartly) {
		return err // nothing was done that could be summed up
	}
	b.sum.Faults = b.tally.bad
	if err := b.sum.write(e.stdout, asJSON); err != nil {
		return err
	}
	return b.tally.result()
}

// isStore tells whether there is a store, and fails where there is something else.
func isStore(ctx context.Context, path string) (bool, error) {
	store, err := openReader(ctx, path)
	if errors.Is(err, graph.ErrNoStore) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, store.Close()
}

var errNothing = errors.New("nothing to build a store of")

// atOnce builds a new store of all that is fed.
func (b *builder) atOnce(feed func(use func(reading) error) error) error {
	added, err := graph.Build(b.ctx, b.path, func(add func(schema.Record) error) error {
		err := feed(func(r reading) error {
			if !b.take(r) {
				return nil
			}
			err := add(r.rec)
			if errors.Is(err, graph.ErrRecord) {
				b.refuse(r.rec, err)
				return nil
			}
			return err
		})
		if err == nil && b.tally.good == 0 {
			return errNothing
		}
		return err
	})
	if b.ctx.Err() != nil && b.tally.good > 0 {
		b.bar.clear()
		fmt.Fprintf(b.tally.stderr, "stopped: %s is not made; run it again to make it\n", b.sum.Store)
	}
	if errors.Is(err, errNothing) {
		return nil
	}
	b.count(added)
	return err
}

// inBatches adds to the store a batch at a time, and takes more while one is written.
func (b *builder) inBatches(feed func(use func(reading) error) error) error {
	err := feed(func(r reading) error {
		if b.take(r) {
			b.batch = append(b.batch, r.rec)
		}
		if len(b.batch) < batchSize {
			return nil
		}
		return b.flush()
	})
	if err == nil {
		err = b.flush()
	}
	if werr := b.settle(); err == nil {
		err = werr
	}
	if err != nil && b.ctx.Err() != nil && b.sum.Articles > 0 {
		b.bar.clear()
		fmt.Fprintf(b.tally.stderr, "stopped: %s holds the first %s; run it again to go on\n", b.sum.Store, count(b.sum.Articles, "article"))
	}
	return err
}

// take takes a reading, and tells whether it is a record.
func (b *builder) take(r reading) bool {
	switch {
	case r.fault != nil:
		b.fault(*r.fault)
		return false
	case r.decided != nil:
		b.tally.good++
		b.decided = append(b.decided, *r.decided)
		return false
	}
	b.bar.step()
	b.tally.good++
	return true
}

// flush begins to write the batch, once the one before is written.
func (b *builder) flush() error {
	if err := b.settle(); err != nil || len(b.batch) == 0 {
		return err
	}
	batch, writing := b.batch, make(chan func() error, 1)
	b.batch, b.writing = nil, writing
	go func() { writing <- b.add(batch) }()
	return nil
}

// settle waits for the batch that is being written, and takes account of it.
func (b *builder) settle() error {
	if b.writing == nil {
		return nil
	}
	account := <-b.writing
	b.writing = nil
	return account()
}

// add adds a batch, and answers what takes account of that.
func (b *builder) add(batch []schema.Record) (account func() error) {
	var added []graph.Added
	var refused []func()
	err := b.write(func(store *graph.Store) error {
		done, err := store.Add(b.ctx, batch...)
		added = append(added, done)
		if !errors.Is(err, graph.ErrRecord) {
			return err
		}
		// A batch is refused for one record that cannot be kept: the others still can be.
		for _, rec := range batch {
			done, err := store.Add(b.ctx, rec)
			added = append(added, done)
			if errors.Is(err, graph.ErrRecord) {
				refused = append(refused, func() { b.refuse(rec, err) })
			} else if err != nil {
				return err
			}
		}
		return nil
	})
	return func() error {
		for _, a := range added {
			b.count(a)
		}
		for _, refuse := range refused {
			refuse()
		}
		return err
	}
}

// decide takes over what was decided, when all is there that it can be about.
func (b *builder) decide() error {
	if len(b.decided) == 0 {
		return nil
	}
	return b.write(func(store *graph.Store) error {
		var all []graph.Decision
		for _, d := range b.decided {
			all = append(all, d.Decision)
		}
		err := store.Decide(b.ctx, all...)
		if !untenable(err) {
			b.sum.Decisions = len(all)
			return err
		}
		for _, d := range b.decided {
			err := store.Decide(b.ctx, d.Decision)
			switch {
			case untenable(err):
				b.tally.good--
				b.fault(source.Fault{Place: d.place, Level: source.Bad, Err: err})
			case err != nil:
				return err
			default:
				b.sum.Decisions++
			}
		}
		return nil
	})
}

func untenable(err error) bool {
	return errors.Is(err, graph.ErrDecision) || errors.Is(err, graph.ErrMerged)
}

// write opens the store for one batch. Nobody else builds it, and those who read it or
// note something in it are waited for: a run of hours must not end for them.
func (b *builder) write(fn func(*graph.Store) error) error {
	for told := false; ; told = true {
		store, err := graph.Open(b.ctx, graph.Options{Path: b.path})
		if err == nil {
			return errors.Join(fn(store), store.Close())
		}
		if !errors.Is(err, graph.ErrLocked) || b.ctx.Err() != nil {
			return err
		}
		if !told {
			b.telling.Lock()
			b.bar.clear()
			fmt.Fprintf(b.tally.stderr, "waiting: store %s is in use by another process\n", b.sum.Store)
			b.telling.Unlock()
		}
	}
}

func (b *builder) fault(f source.Fault) {
	b.telling.Lock()
	defer b.telling.Unlock()
	b.tally.fault(f)
}

func (b *builder) refuse(rec schema.Record, err error) {
	b.tally.good--
	b.fault(source.Fault{Place: placeOf(schema.Document{ID: rec.Doc.ID, URL: rec.Doc.URL}), Level: source.Bad, Err: err})
}

func (b *builder) count(added graph.Added) {
	b.sum.Articles += added.Documents + added.Unchanged
	b.sum.New += added.Documents - added.Replaced
	b.sum.Replaced += added.Replaced
	b.sum.Unchanged += added.Unchanged
	b.sum.Assertions += added.Assertions
	b.sum.Entities += added.Entities
}

func (s summary) write(w io.Writer, asJSON bool) error {
	if asJSON {
		return writeJSON(w, s)
	}
	decisions := ""
	if s.Decisions > 0 {
		decisions = count(s.Decisions, "decision") + ", "
	}
	_, err := fmt.Fprintf(w, "%s: %s read (%d new, %d replaced, %d unchanged), %s and %s new, %s%s\n", s.Store, count(s.Articles, "article"),
		s.New, s.Replaced, s.Unchanged, count(s.Assertions, "assertion"), count(s.Entities, "entity"), decisions, count(s.Faults, "fault"))
	return err
}
