// Package queries answers canned questions about the graph.
//
//	catalog/*.yaml -> Catalog -> (a question's name, its arguments, a Source) -> Answer
//
// Every row of an answer carries the statements behind it. A relation that is
// denied, negated, threatened or only thought of never answers a question that
// does not ask for such.
package queries

import (
	"context"
	"errors"

	"github.com/entente-kg/entente/schema"
)

// Source is where statements come from. A symmetric relation stands in it once.
type Source interface {
	// Statements calls fn for every statement that f chooses, in any order; it stops at fn's first error.
	Statements(ctx context.Context, f schema.Filter, fn func(schema.Statement) error) error
	// Entity answers with the entity of that ID, if there is one.
	Entity(ctx context.Context, id string) (schema.Entity, bool, error)
	// Independent counts articles, copies of one text counted once.
	Independent(ctx context.Context, docIDs []string) (int, error)
}

// Resolver finds the entity that a reader means by a name.
type Resolver interface {
	Resolve(ctx context.Context, name string) (schema.Entity, error)
}

// What a caller may branch on.
var (
	ErrUnknownQuery = errors.New("unknown question")
	ErrArguments    = errors.New("wrong arguments") // too many, too few, or of a wrong kind
)

// Query is a canned question: one file of the catalog.
type Query struct {
	Name string `data:"name,required"`
	// Question is in plain words. {param} stands for an argument, and what is in
	// square brackets is left out where an argument in it was not given.
	Question string  `data:"question,required"`
	Params   []Param `data:"params"`

	Answer  string      `data:"answer"` // how rows are made: a name in kinds, rows when empty
	Select  []Selection `data:"select,required"`
	View    string      `data:"view"`   // the param whose entity every row is told from
	Max     string      `data:"max"`    // the number param that bounds a path
	Until   string      `data:"until"`  // the date param after which nothing counts
	Since   string      `data:"since"`  // the date param before which nothing may be known
	Period  string      `data:"period"` // the period param to which dates are cut
	Columns []string    `data:"columns,required"`
	Sort    []string    `data:"sort"` // columns, each with - before it for the largest first

	Example Example `data:"example,required"`
	Note    string  `data:"note"`
}

// The kinds of params.
const (
	KindEntity = "entity" // a name, which a Resolver finds the entity of
	KindText   = "text"   // a relation's name
	KindNumber = "number"
	KindDate   = "date"   // 2024-08-20, 2024-08 or 2024
	KindPeriod = "period" // day, month or year
)

// Param is what a question leaves open.
type Param struct {
	Name     string `data:"name,required"`
	Kind     string `data:"kind,required"`
	Required bool   `data:"required"`
	Default  string `data:"default"`
	Help     string `data:"help"`
}

// Selection chooses statements. Of several, a statement needs to satisfy one; of a
// chain, each is a step.
type Selection struct {
	Relations []string `data:"relations"` // none means every relation; $param means the one that is asked for
	Of        string   `data:"of"`        // the entity param at one end, where it was given
	As        string   `data:"as"`        // subject or object: which end Of is; either when empty. Symmetric relations have no such ends
	To        string   `data:"to"`        // the entity param at the other end
	By        string   `data:"by"`        // the entity param who says so
	// Statuses are fixed. When none are given they are asserted, which Options may widen.
	Statuses []schema.Status `data:"statuses"`
}

// Example shows the question at work, on statements of its own.
type Example struct {
	Statements []ExampleStatement `data:"statements,required"`
	Ask        []string           `data:"ask"`
	Rows       [][]string         `data:"rows,required"`
}

// ExampleStatement is a statement in which entities have no ID but their name.
type ExampleStatement struct {
	Subject   string        `data:"subject,required"`
	Relation  string        `data:"relation,required"`
	Object    string        `data:"object,required"`
	Status    schema.Status `data:"status"` // asserted when empty
	Speaker   string        `data:"speaker"`
	Date      string        `data:"date"`
	Article   string        `data:"article,required"`
	Publisher string        `data:"publisher"`
	Published string        `data:"published"` // when the article was
	Sentence  string        `data:"sentence,required"`
}

// Options widen or narrow what a question considers. The zero value takes what articles assert.
type Options struct {
	Claimed    bool            // also what somebody in an article claims
	All        bool            // every status, which the column status tells apart, and what was rejected
	Statuses   []schema.Status // these in place of what is asserted; a question about some statuses is narrowed to these
	Relations  []string        // only these
	Publishers []string        // only what these published, whatever their case
	From, To   string          // as in schema.Filter
	Confidence float64         // at least this
	MinSources int             // so many independent articles at least behind a row, and behind each step to it
	Limit      int             // the most rows, or 0 for all; a path is never cut
}

// Answer is a table and the evidence of each of its rows.
type Answer struct {
	Question string            `json:"question"` // with the names filled in
	Columns  []string          `json:"columns"`
	Rows     []Row             `json:"rows"`
	More     int               `json:"more,omitempty"` // rows that Options.Limit left out
	Names    map[string]string `json:"names"`          // of every entity that the rows' statements name, by ID
}

// Row is one line of the table.
type Row struct {
	Cells       []string           `json:"cells"`       // by column
	Independent int                `json:"independent"` // articles behind it, copies of one text counted once
	Statements  []schema.Statement `json:"statements"`  // what it was made from, oldest first; articles without their text
}
