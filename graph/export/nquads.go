package export

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

func init() {
	register(Format{Name: "nquads", Extension: ".nq", write: writeNQuads,
		Help: "RDF 1.1 N-Quads in the store's own model, a graph label per article"})
}

// writeNQuads sorts the lines, so that two exports can be compared with diff.
func writeNQuads(ctx context.Context, w io.Writer, g sorted) error {
	var b bytes.Buffer
	if err := eachQuad(ctx, g, func(q quad.Quad) error { return model.WriteQuad(&b, q) }); err != nil {
		return err
	}
	lines := bytes.SplitAfter(b.Bytes(), []byte("\n"))
	slices.SortFunc(lines, bytes.Compare)
	lines = slices.CompactFunc(lines, bytes.Equal)
	out := bufio.NewWriter(w)
	for _, line := range lines {
		out.Write(line)
	}
	return out.Flush()
}

// eachQuad gives fn the graph's quads, some of them more than once.
func eachQuad(ctx context.Context, g sorted, fn func(quad.Quad) error) error {
	for _, e := range g.entities {
		for _, q := range model.EntityQuads(e) {
			if err := fn(q); err != nil {
				return err
			}
		}
	}
	rejected := map[named]bool{}
	for _, s := range g.statements {
		if s.Review == schema.Rejected {
			rejected[named{s.Doc.ID, s.ID}] = true
		}
	}
	for _, rec := range records(g) {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, q := range said(rec, rejected) {
			if err := fn(q); err != nil {
				return err
			}
		}
	}
	return nil
}

// named is an assertion of a document.
type named struct{ doc, assertion string }

// said is what a record says, without the plain edges of what was rejected.
func said(rec schema.Record, rejected map[named]bool) []quad.Quad {
	quads := model.Quads(rec)
	all := len(rec.Assertions)
	rec.Assertions = slices.DeleteFunc(slices.Clone(rec.Assertions), func(a schema.Assertion) bool { return rejected[named{rec.Doc.ID, a.ID}] })
	if len(rec.Assertions) == all {
		return quads
	}
	rest := model.Quads(rec)
	return slices.DeleteFunc(quads, func(q quad.Quad) bool {
		_, plain := model.RelationName(q.Predicate)
		return plain && !slices.Contains(rest, q)
	})
}

// records gives the statements back to their articles.
func records(g sorted) []schema.Record {
	var all []schema.Record
	at := map[string]int{}
	for _, s := range g.statements {
		i, ok := at[s.Doc.ID]
		if !ok {
			i = len(all)
			at[s.Doc.ID] = i
			all = append(all, schema.Record{Doc: s.Doc})
		}
		r := &all[i]
		r.Assertions = append(r.Assertions, s.Assertion)
		for _, id := range []string{s.Subject, s.Object, s.Attribution} {
			if id != "" {
				r.Entities = append(r.Entities, g.entity(id))
			}
		}
	}
	for i := range all {
		es := all[i].Entities
		slices.SortFunc(es, func(a, b schema.Entity) int { return cmp.Compare(a.ID, b.ID) })
		all[i].Entities = slices.CompactFunc(es, func(a, b schema.Entity) bool { return a.ID == b.ID })
	}
	return all
}
