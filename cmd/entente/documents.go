package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/entente-kg/entente/extract"
	"github.com/entente-kg/entente/extract/source"
	"github.com/entente-kg/entente/schema"
)

// documents are what ingest and extract read.
type documents struct {
	minConfidence float64 // assertions less sure are left out
	paths         []string
	date          string // --date
	jobs          int    // 0: one for each core
	names         string // a folder of the user's own names
	rules         string // and of the user's own rules

	gazetteers []string // files of the user's own names
}

func (d documents) check() error {
	if d.date != "" && !isDate(d.date) {
		return usagef("--date %q: want a date such as 2024-08-20, 2024-08 or 2024", d.date)
	}
	if d.jobs < 0 {
		return usagef("--jobs %d: want 1 or more", d.jobs)
	}
	return nil
}

var datePattern = regexp.MustCompile(`^\d{4}(-\d{2}){0,2}$`)

// isDate tells whether s is ISO 8601, possibly partial.
func isDate(s string) bool {
	if !datePattern.MatchString(s) {
		return false
	}
	_, err := time.Parse("2006-01-02"[:len(s)], s)
	return err == nil
}

// folder is nil where there is none.
func folder(path string) fs.FS {
	if path == "" {
		return nil
	}
	return os.DirFS(path)
}

// reading is a document with its record, or a fault or a decision in its place.
type reading struct {
	doc     schema.Document
	rec     schema.Record
	fault   *source.Fault
	decided *decided
}

// read extracts every document on all cores, and calls use in the order of the
// input, whatever core was done first.
func (d documents) read(ctx context.Context, e *env, use func(reading) error) error {
	opts := source.Options{Stdin: e.stdin, DateHint: d.date}
	return d.extract(ctx, func(emit func(reading) error) error {
		var stopped error
		err := source.Each(ctx, d.paths, opts,
			func(doc schema.Document) error { return emit(reading{doc: doc}) },
			func(f source.Fault) {
				if err := emit(reading{fault: &f}); err != nil {
					stopped = err
				}
			})
		if err == nil {
			err = stopped
		}
		return err
	}, use)
}

// extract is read for documents that produce emits.
func (d documents) extract(ctx context.Context, produce func(emit func(reading) error) error, use func(reading) error) error {
	names, faults, err := loadNames(d.gazetteers, d.names)
	if err != nil {
		return err
	}
	pipeline, err := extract.New(extract.Options{Names: folder(d.names), Gazetteer: names, Rules: folder(d.rules)})
	if err != nil {
		return err
	}
	for i := range faults {
		if err := use(reading{fault: &faults[i]}); err != nil {
			return err
		}
	}
	jobs := d.jobs
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	work := func(ctx context.Context, r reading) reading {
		if r.fault != nil {
			return r
		}
		rec, err := safely(ctx, pipeline, r.doc)
		if err != nil {
			r.fault = &source.Fault{Place: placeOf(r.doc), Level: source.Bad, Err: err}
		}
		rec.Assertions = slices.DeleteFunc(rec.Assertions, func(a schema.Assertion) bool { return a.Confidence < d.minConfidence })
		r.rec = rec
		return r
	}
	return inOrder(ctx, jobs, produce, work, func(r reading) error {
		if r.fault != nil && ctx.Err() != nil {
			return ctx.Err() // the document is not bad: it was cut off
		}
		return use(r)
	})
}

// safely keeps one article that breaks the pipeline from ending a run over thousands.
func safely(ctx context.Context, p *extract.Pipeline, doc schema.Document) (rec schema.Record, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("the extractor broke on it: %s (%s)", shorten(oneLine(fmt.Sprint(v)), 200), panickedAt())
		}
	}()
	return p.Extract(ctx, doc)
}

// panickedAt is the place in the code that a panic came from, for whoever mends it.
func panickedAt() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	for panicking := false; ; {
		f, more := frames.Next()
		if panicking && !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", f.Function, f.Line)
		}
		panicking = panicking || f.Function == "runtime.gopanic"
		if !more {
			return "place unknown"
		}
	}
}

func placeOf(d schema.Document) string {
	if d.URL != "" {
		return d.URL
	}
	return "document " + d.ID
}
