package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/entente-kg/entente/schema"
)

// RunExample asks q of its own example's statements, and reports the first row
// that is not the one wanted.
func (c *Catalog) RunExample(ctx context.Context, q Query) error {
	stage := newStage(q.Example, c.vocabulary)
	a, err := c.run(ctx, stage, stage, q, q.Example.Ask, Options{})
	if err != nil {
		return fmt.Errorf("example: %w", err)
	}
	for i := range max(len(a.Rows), len(q.Example.Rows)) {
		var got, want []string
		if i < len(a.Rows) {
			got = a.Rows[i].Cells
		}
		if i < len(q.Example.Rows) {
			want = q.Example.Rows[i]
		}
		if !slices.Equal(got, want) {
			return fmt.Errorf("example: row %d: want %q, got %q", i+1, want, got)
		}
	}
	return nil
}

// stage is the small world of an example, in which an entity's name is its ID too.
type stage struct {
	statements []schema.Statement
	entities   map[string]schema.Entity
}

func newStage(e Example, v *schema.Vocabulary) *stage {
	st := &stage{entities: map[string]schema.Entity{}}
	for i, es := range e.Statements {
		rel, _ := v.Relation(es.Relation)
		s := schema.Statement{Doc: schema.DocInfo{ID: es.Article, Title: es.Article, Publisher: es.Publisher, Published: es.Published}}
		s.ID = fmt.Sprintf("%03d", i)
		s.Subject, s.Predicate, s.Object = es.Subject, es.Relation, es.Object
		// A store keeps a symmetric relation in one order, whichever way it was written.
		if s.Symmetric = rel.Symmetric; s.Symmetric && s.Subject > s.Object {
			s.Subject, s.Object = s.Object, s.Subject
		}
		s.Status, s.Attribution, s.Date = cmp.Or(es.Status, schema.Asserted), es.Speaker, es.Date
		s.Quad = rel.Coding(s.Status).Quad
		s.Evidence.Text, s.Confidence = es.Sentence, 1
		for _, name := range []string{es.Subject, es.Object, es.Speaker} {
			if name != "" {
				st.entities[name] = schema.Entity{ID: name, Name: name}
			}
		}
		st.statements = append(st.statements, s)
	}
	return st
}

// Statements implements Source.
func (st *stage) Statements(_ context.Context, f schema.Filter, fn func(schema.Statement) error) error {
	for _, s := range st.statements {
		if f.Match(s) {
			if err := fn(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// Entity implements Source.
func (st *stage) Entity(_ context.Context, id string) (schema.Entity, bool, error) {
	e, ok := st.entities[id]
	return e, ok, nil
}

// Resolve implements Resolver. It is not forgiving.
func (st *stage) Resolve(_ context.Context, name string) (schema.Entity, error) {
	if e, ok := st.entities[name]; ok {
		return e, nil
	}
	return schema.Entity{}, fmt.Errorf("the example has no %q", name)
}

// Independent takes every article of an example for a story of its own.
func (st *stage) Independent(_ context.Context, docIDs []string) (int, error) {
	return len(docIDs), nil
}
