package graph

import (
	"bufio"
	"bytes"
	"context"
	"io"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// Dump writes all that a store holds as N-Quads, from which ReadDump makes the same
// store: the quads but for the ways in, each once and always in the same order, and
// with them how each article describes its entities and of which article an assertion
// is on which something was decided. What changes meanwhile may be in it or not.
func (s *Store) Dump(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	for _, part := range []func(context.Context, *bufio.Writer) error{s.dumpEntities, s.dumpArticles, s.dumpDecisions} {
		if err := part(ctx, out); err != nil {
			return err
		}
	}
	return out.Flush()
}

func write(out *bufio.Writer, quads ...quad.Quad) error {
	for _, q := range quads {
		if err := model.WriteQuad(out, q); err != nil {
			return err
		}
	}
	return nil
}

// dumpEntities writes what entities are called, which has no label and belongs to no one article.
func (s *Store) dumpEntities(ctx context.Context, out *bufio.Writer) error {
	var from []byte
	for {
		var quads []quad.Quad
		n := 0
		err := s.view(ctx, func(r rows) error {
			return r.scan([]byte{famEntity}, from, func(k, v []byte) (bool, error) {
				facts, err := unpackFacts(v)
				for _, f := range facts {
					quads = append(quads, model.FactQuad(textIn(k, 1), f))
				}
				from = append(bytes.Clone(k), 0)
				n++
				return n < chunk, err
			})
		})
		if err != nil {
			return s.fault("read", err)
		}
		if err := write(out, quads...); err != nil || n < chunk {
			return err
		}
	}
}

func (s *Store) dumpArticles(ctx context.Context, out *bufio.Writer) error {
	return s.records(ctx, func(rec schema.Record, marks map[string]remark) error {
		quads, err := model.Dumped(rec, rejectedIn(marks))
		if err != nil {
			return err
		}
		return write(out, quads...)
	})
}

func (s *Store) dumpDecisions(ctx context.Context, out *bufio.Writer) error {
	decided, err := s.Decisions(ctx)
	if err != nil {
		return err
	}
	seen := map[quad.Quad]bool{} // several splits may make one entity
	for _, x := range decided {
		for _, q := range x.quads() {
			if !seen[q] {
				seen[q] = true
				if err := write(out, q); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// quads say the whole decision, even where what it is about is not there.
func (x Decision) quads() (out []quad.Quad) {
	switch x.Kind {
	case "merge":
		return []quad.Quad{mergeQuad(x.Entity, x.Is)}
	case "split":
		out = splitQuads(x.Entity, x.Is, x.Article)
		for _, f := range model.Facts(*x.As) {
			out = append(out, factQuad(famNamed, x.Is, f))
		}
		return out
	}
	m := remark{doc: x.Article, iri: string(x.node()), Review: x.Review, note: x.Note}
	of := quad.Quad{Subject: quad.IRI(m.iri), Predicate: model.Article, Object: model.ArticleIRI(m.doc), Label: model.Decisions}
	return append(m.quads(), of)
}
