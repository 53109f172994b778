// Package source reads input documents.
//
//	paths, folders, globs, "-" -> bytes -> UTF-8 -> []schema.Document, one at a time
//
// One bad input never stops the rest: it is handed to the caller as a Fault
// that names the file and the place, and the reading goes on. No file is ever
// held whole beyond Options.MaxDocument, and no text is rewritten, only decoded.
package source

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/entente-kg/entente/schema"
)

// DefaultMaxDocument is the most bytes one document may have: some twenty
// times the longest news article, and little enough to keep one for each core.
const DefaultMaxDocument = 16 << 20

// Options tells Each how to read. The zero value works.
type Options struct {
	Stdin       io.Reader // what "-" reads; without one "-" is a fault
	DateHint    string    // the date hint of documents that carry none
	MaxDocument int       // bytes; DefaultMaxDocument when 0
}

// Level tells what a Fault costs.
type Level int

// The levels, from harmless to bad.
const (
	Note    Level = iota // something was passed over that is no document
	Warning              // the document was read, and something about it was mended
	Bad                  // a document was not read
)

// String names the level.
func (l Level) String() string { return [...]string{"note", "warning", "error"}[l] }

// Fault is one thing wrong with the input.
type Fault struct {
	Place string // a path, or path:line
	Level Level
	Err   error
}

// Error reads "place: what".
func (f Fault) Error() string { return f.Place + ": " + f.Err.Error() }

// Unwrap gives the cause.
func (f Fault) Unwrap() error { return f.Err }

// Each calls fn for every document of paths, in the order of paths; a folder is
// walked in the order of its names. It calls bad for every fault, in the same
// order. It stops at fn's first error and when ctx is done, and returns that.
func Each(ctx context.Context, paths []string, opts Options, fn func(schema.Document) error, bad func(Fault)) error {
	if opts.MaxDocument <= 0 {
		opts.MaxDocument = DefaultMaxDocument
	}
	if bad == nil {
		bad = func(Fault) {}
	}
	r := &reader{ctx: ctx, opts: opts, fn: fn, bad: bad, ids: map[string]origin{}, read: map[string]bool{}}
	for _, p := range paths {
		if err := r.path(p); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// reader is one run of Each.
type reader struct {
	ctx  context.Context
	opts Options
	fn   func(schema.Document) error
	bad  func(Fault)
	ids  map[string]origin // document ID -> where it was first read
	read map[string]bool   // files read, by absolute path
}

type origin struct {
	place   string
	derived bool // the ID was made from the content
}

func (r *reader) fault(level Level, place, format string, args ...any) {
	r.bad(Fault{Place: place, Level: level, Err: fmt.Errorf(format, args...)})
}

// emit completes a document, sees that it is one, and hands it on. Only fn's
// error and the end of ctx come back.
func (r *reader) emit(place string, doc schema.Document) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	name := "the document"
	if doc.ID != "" {
		name = fmt.Sprintf("document %q", doc.ID)
	}
	switch doc.Format {
	case "", schema.FormatText, schema.FormatHTML:
	default:
		r.fault(Bad, place, "%s has the unknown format %q, want %q or %q", name, doc.Format, schema.FormatText, schema.FormatHTML)
		return nil
	}
	if isBlank(doc.Text) {
		r.fault(Bad, place, "%s has no text", name)
		return nil
	}
	if len(doc.Text) > r.opts.MaxDocument {
		r.fault(Bad, place, "%s is %s", name, r.tooLong())
		return nil
	}
	if kind := binaryKind([]byte(doc.Text)); kind != "" {
		r.fault(Bad, place, "the text of %s is %s", name, kind)
		return nil
	}
	derived := doc.ID == ""
	if derived {
		doc.ID = schema.ContentID(doc.Text)
	}
	if first, seen := r.ids[doc.ID]; seen {
		if derived && first.derived {
			r.fault(Note, place, "the same text as %s, read once", first.place)
		} else {
			r.fault(Bad, place, "document id %q is already taken by %s", doc.ID, first.place)
		}
		return nil
	}
	r.ids[doc.ID] = origin{place, derived}
	if doc.DateHint == "" {
		doc.DateHint = r.opts.DateHint
	}
	return r.fn(doc)
}

// once tells whether the file is new to this run: a folder and a file in it may both be given.
func (r *reader) once(path string) bool {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	if r.read[abs] {
		return false
	}
	r.read[abs] = true
	return true
}
