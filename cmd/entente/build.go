package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/schollz/progressbar/v3"

	"github.com/entente-kg/entente/extract/source"
	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

// batchSize is how many articles one transaction takes: a commit costs some
// milliseconds, and a run that is cut off loses at most this many.
const batchSize = 256

// summary is what ingest and load answer.
type summary struct {
	Store      string `json:"store"`
	Articles   int    `json:"articles"`
	New        int    `json:"new"`
	Replaced   int    `json:"replaced"` // there before, with another content
	Unchanged  int    `json:"unchanged"`
	Assertions int    `json:"assertions"` // new ones
	Entities   int    `json:"entities"`   // new ones
	Faults     int    `json:"faults"`
}

// builder adds records to a store, which it opens when it has the first: inputs
// that are all bad make no store.
type builder struct {
	ctx     context.Context
	path    string
	store   *graph.Store
	batch   []schema.Record
	sum     summary
	tally   tally
	advance func() // moves the progress bar
}

// build feeds records into a store, in batches, and prints what was added.
func build(ctx context.Context, e *env, path string, asJSON bool, feed func(use func(reading) error) error) (err error) {
	b := &builder{ctx: ctx, path: path, sum: summary{Store: graph.Redacted(path)}, tally: tally{stderr: e.stderr}, advance: func() {}}
	if e.terminal {
		bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(e.stderr), progressbar.OptionSetDescription("reading"),
			progressbar.OptionSetItsString("articles"), progressbar.OptionShowIts(), progressbar.OptionShowCount(),
			progressbar.OptionClearOnFinish())
		b.advance = func() { bar.Add(1) }
		b.tally.before = func() { bar.Clear() }
		defer bar.Finish()
	}
	defer func() {
		if b.store != nil {
			err = errors.Join(err, b.store.Close())
		}
	}()
	if err := feed(b.use); err != nil {
		if ctx.Err() != nil && b.sum.Articles > 0 {
			fmt.Fprintf(e.stderr, "stopped: %s holds the first %s; run it again to go on\n", b.sum.Store, count(b.sum.Articles, "article"))
		}
		return err
	}
	if err := b.flush(); err != nil {
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

// use takes one record or fault.
func (b *builder) use(r reading) error {
	if r.fault != nil {
		b.tally.fault(*r.fault)
		return nil
	}
	b.advance()
	b.tally.good++
	b.batch = append(b.batch, r.rec)
	if len(b.batch) < batchSize {
		return nil
	}
	return b.flush()
}

func (b *builder) flush() error {
	if len(b.batch) == 0 {
		return nil
	}
	if b.store == nil {
		store, err := graph.Open(b.ctx, graph.Options{Path: b.path})
		if err != nil {
			return err
		}
		b.store = store
	}
	batch := b.batch
	b.batch = nil
	err := b.add(batch...)
	if err == nil || b.ctx.Err() != nil {
		return err
	}
	// The store refuses a batch for one record that it cannot keep: the others still can be.
	refused := 0
	for _, rec := range batch {
		if one := b.add(rec); one != nil {
			refused++
			b.tally.good--
			b.tally.fault(source.Fault{Place: placeOf(schema.Document{ID: rec.Doc.ID, URL: rec.Doc.URL}), Level: source.Bad, Err: one})
		}
	}
	if refused == len(batch) {
		return err // it is the store
	}
	return nil
}

func (b *builder) add(recs ...schema.Record) error {
	added, err := b.store.Add(b.ctx, recs...)
	b.sum.Articles += added.Documents + added.Unchanged
	b.sum.New += added.Documents - added.Replaced
	b.sum.Replaced += added.Replaced
	b.sum.Unchanged += added.Unchanged
	b.sum.Assertions += added.Assertions
	b.sum.Entities += added.Entities
	return err
}

func (s summary) write(w io.Writer, asJSON bool) error {
	if asJSON {
		return writeJSON(w, s)
	}
	_, err := fmt.Fprintf(w, "%s: %s read (%d new, %d replaced, %d unchanged), %s and %s new, %s\n", s.Store,
		count(s.Articles, "article"), s.New, s.Replaced, s.Unchanged, count(s.Assertions, "assertion"), count(s.Entities, "entity"), count(s.Faults, "fault"))
	return err
}
