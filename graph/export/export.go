// Package export writes statements in the formats that other programs read.
//
//	Graph -> (sorted, filtered) -> one format's bytes
//
// The same graph gives the same bytes, whatever order it came in. No format
// ever drops a statement's status: what was denied never looks like a fact.
package export

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// ErrUnknownFormat tells that no format has the name.
var ErrUnknownFormat = errors.New("unknown format")

// Graph is what is exported, in any order.
type Graph struct {
	Entities   []schema.Entity
	Statements []schema.Statement
}

// Options choose what is written. The zero value writes everything.
type Options struct {
	Statuses   []schema.Status // only these; empty means all, or in a network the asserted ones
	Confidence float64         // at least this
	Title      string          // heads a picture; other formats have no place for it
}

// Format is one way to write a graph.
type Format struct {
	Name      string // as --format names it
	Extension string // of a file, with its dot
	Help      string // one line

	write func(context.Context, io.Writer, sorted) error
}

// formats is filled by the init of each format's own file.
var formats []Format

func register(f Format) { formats = append(formats, f) }

// Formats lists every format by name.
func Formats() []Format {
	return slices.SortedFunc(slices.Values(formats), func(a, b Format) int { return cmp.Compare(a.Name, b.Name) })
}

// Write writes g to w in the format of that name.
func Write(ctx context.Context, w io.Writer, format string, g Graph, o Options) error {
	i := slices.IndexFunc(formats, func(f Format) bool { return f.Name == format })
	if i < 0 {
		var names []string
		for _, f := range Formats() {
			names = append(names, f.Name)
		}
		return fmt.Errorf("%w %q: want one of %s", ErrUnknownFormat, format, strings.Join(names, ", "))
	}
	if err := formats[i].write(ctx, w, order(g, o)); err != nil {
		return fmt.Errorf("export %s: %w", format, err)
	}
	return nil
}

// sorted is a graph in its one order, which every format writes from.
type sorted struct {
	title      string
	chosen     bool // the statuses were asked for by name
	entities   []schema.Entity
	statements []schema.Statement
	byID       map[string]schema.Entity
}

func order(g Graph, o Options) sorted {
	s := sorted{title: o.Title, chosen: len(o.Statuses) > 0, byID: map[string]schema.Entity{}}
	f := schema.Filter{Statuses: o.Statuses, Confidence: o.Confidence, Rejected: true} // what was rejected is in g only if it was asked for
	for _, st := range g.Statements {
		if f.Match(st) {
			s.statements = append(s.statements, st)
		}
	}
	slices.SortFunc(s.statements, compareStatements)
	s.statements = slices.CompactFunc(s.statements, func(a, b schema.Statement) bool {
		return a.ID != "" && a.ID == b.ID && a.Doc.ID == b.Doc.ID
	})
	s.entities = slices.Clone(g.Entities)
	slices.SortFunc(s.entities, func(a, b schema.Entity) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Name, b.Name))
	})
	s.entities = slices.CompactFunc(s.entities, func(a, b schema.Entity) bool { return a.ID == b.ID })
	for _, e := range s.entities {
		s.byID[e.ID] = e
	}
	return s
}

// compareStatements puts what was said of the same pair together, oldest first.
func compareStatements(a, b schema.Statement) int {
	fa, la := a.When()
	fb, lb := b.When()
	return cmp.Or(
		cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Predicate, b.Predicate), cmp.Compare(a.Object, b.Object),
		cmp.Compare(slices.Index(schema.Statuses, a.Status), slices.Index(schema.Statuses, b.Status)),
		cmp.Compare(fa, fb), cmp.Compare(la, lb), cmp.Compare(a.Doc.Published, b.Doc.Published),
		cmp.Compare(a.Doc.ID, b.Doc.ID), schema.CompareAssertions(a.Assertion, b.Assertion), cmp.Compare(a.ID, b.ID))
}

// entity answers an entity that a statement names. One that the graph does not
// list is called by its ID, so that its statements are not lost.
func (s sorted) entity(id string) schema.Entity {
	if e, ok := s.byID[id]; ok {
		return e
	}
	kind, _, _ := strings.Cut(id, "/")
	return schema.Entity{ID: id, Name: id, Type: schema.EntityType(kind)}
}

// name is the entity's name, or empty for no entity.
func (s sorted) name(id string) string {
	if id == "" {
		return ""
	}
	return s.entity(id).Name
}
