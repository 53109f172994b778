package engines

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// question is asked of both, and must have as many rows of both.
type question struct {
	name   string
	store  func(ctx context.Context, s *graph.Store, who cast) (rows int, err error)
	cayley func(ctx context.Context, qs cayley.QuadStore, who cast) (rows int, err error)
}

var questions = []question{
	{"article", filtered(func(who cast) schema.Filter { return schema.Filter{Docs: []string{who.article}} }),
		paths(func(start starter, who cast) *path.Path {
			return told(start(model.ArticleIRI(who.article)).In(model.Article))
		})},
	{"hub-relations", relationsOf, cayleyRelations},
	{"hub-statements", filtered(func(who cast) schema.Filter { return schema.Filter{Entities: []string{who.hub}} }),
		paths(func(start starter, who cast) *path.Path { return told(start(model.EntityIRI(who.hub)).In(either...)) })},
	{"between-hubs", filtered(func(who cast) schema.Filter { return schema.Filter{Between: [2]string{who.hub, who.other}} }),
		paths(func(start starter, who cast) *path.Path { return between(start, who.hub, who.other) })},
	{"between-hub-and-mid", filtered(func(who cast) schema.Filter { return schema.Filter{Between: [2]string{who.hub, who.mid}} }),
		paths(func(start starter, who cast) *path.Path { return between(start, who.mid, who.hub) })},
	{"two-hops", twoHops,
		paths(func(start starter, who cast) *path.Path {
			return start(model.EntityIRI(who.start)).Out(relations...).Out(relations...).Unique()
		})},
	{"timeline-by-month", timeline, cayleyTimeline},
}

type starter func(nodes ...quad.Value) *path.Path

// either is an assertion's way to its ends.
var either = []any{model.Subject, model.Object}

// relations are the plain edges of the corpus.
var relations = func() (all []any) {
	for i := range 40 {
		all = append(all, model.RelationIRI(fmt.Sprint("relation-", i)))
	}
	return all
}()

// told saves of assertions what every statement has; the store gives the whole of each.
func told(p *path.Path) *path.Path {
	return p.Save(model.Subject, "s").Save(model.Predicate, "p").Save(model.Object, "o").Save(model.Status, "status").
		Save(model.EvidenceText, "text").Save(model.Article, "article")
}

// between is one intersection: Or of the two directions makes Cayley read the whole store.
func between(start starter, a, b string) *path.Path {
	return told(start(model.EntityIRI(a)).In(either...).And(start(model.EntityIRI(b)).In(either...)))
}

// paths counts what a path of Cayley's leads to, with the values of all that it saved.
func paths(make func(start starter, who cast) *path.Path) func(context.Context, cayley.QuadStore, cast) (int, error) {
	return func(ctx context.Context, qs cayley.QuadStore, who cast) (n int, err error) {
		p := make(func(nodes ...quad.Value) *path.Path { return path.StartPath(qs, nodes...) }, who)
		err = rows(ctx, qs, p, func(map[string]quad.Value) { n++ })
		return n, err
	}
}

// rows reads the values of all results at once, which Cayley's own TagValues does one by one.
func rows(ctx context.Context, qs cayley.QuadStore, p *path.Path, fn func(row map[string]quad.Value)) error {
	var found []map[string]cayley.Ref
	var refs []cayley.Ref
	err := p.Iterate(ctx).TagEach(func(row map[string]cayley.Ref) {
		found = append(found, row)
		for _, ref := range row {
			refs = append(refs, ref)
		}
	})
	if err != nil {
		return err
	}
	values, err := cayley.ValuesOf(ctx, qs, refs)
	if err != nil {
		return err
	}
	named := make(map[any]quad.Value, len(refs))
	for i, ref := range refs {
		named[cayley.ToKey(ref)] = values[i]
	}
	for _, row := range found {
		out := make(map[string]quad.Value, len(row))
		for tag, ref := range row {
			out[tag] = named[cayley.ToKey(ref)]
		}
		fn(out)
	}
	return nil
}

func filtered(f func(who cast) schema.Filter) func(context.Context, *graph.Store, cast) (int, error) {
	return func(ctx context.Context, s *graph.Store, who cast) (n int, err error) {
		err = s.Statements(ctx, f(who), func(schema.Statement) error { n++; return nil })
		return n, err
	}
}

// relationsOf counts who stands to the hub in which relation, by status.
func relationsOf(ctx context.Context, s *graph.Store, who cast) (int, error) {
	edges, err := s.Edges(ctx, schema.Filter{Entities: []string{who.hub}})
	return len(edges), err
}

func cayleyRelations(ctx context.Context, qs cayley.QuadStore, who cast) (int, error) {
	edges := map[[4]quad.Value]int{}
	p := path.StartPath(qs, model.EntityIRI(who.hub)).In(either...).
		Save(model.Subject, "s").Save(model.Predicate, "p").Save(model.Object, "o").Save(model.Status, "status")
	err := rows(ctx, qs, p, func(row map[string]quad.Value) {
		edges[[4]quad.Value{row["s"], row["p"], row["o"], row["status"]}]++
	})
	return len(edges), err
}

// twoHops counts whom the asserted relations of start lead to in two steps.
func twoHops(ctx context.Context, s *graph.Store, who cast) (int, error) {
	first, err := leadTo(ctx, s, who.start)
	if err != nil {
		return 0, err
	}
	second, err := leadTo(ctx, s, first...)
	return len(second), err
}

func leadTo(ctx context.Context, s *graph.Store, from ...string) ([]string, error) {
	edges, err := s.Edges(ctx, schema.Filter{Subjects: from, Statuses: []schema.Status{schema.Asserted}})
	begins := map[string]bool{}
	for _, id := range from {
		begins[id] = true
	}
	var ends []string
	for _, e := range edges {
		// A symmetric one is a plain edge one way only.
		a := model.Canonical(schema.Assertion{Subject: e.Subject, Object: e.Object, Symmetric: e.Symmetric})
		if begins[a.Subject] {
			ends = append(ends, a.Object)
		}
	}
	slices.Sort(ends)
	return slices.Compact(ends), err
}

// timeline counts what is said of the hub by month, relation and status.
func timeline(ctx context.Context, s *graph.Store, who cast) (int, error) {
	months, err := s.Timeline(ctx, schema.Filter{Entities: []string{who.hub}})
	return len(months), err
}

// cayleyTimeline asks three times and joins: one path with SaveOptional makes Cayley read the whole store.
func cayleyTimeline(ctx context.Context, qs cayley.QuadStore, who cast) (int, error) {
	said := func() *path.Path { return path.StartPath(qs, model.EntityIRI(who.hub)).In(either...).Tag("a") }
	published, dated := map[quad.Value]quad.Value{}, map[quad.Value]quad.Value{}
	articles := said().Out(model.Article).Unique().Tag("article").Save(model.Published, "day")
	err := errors.Join(
		rows(ctx, qs, articles, func(row map[string]quad.Value) { published[row["article"]] = row["day"] }),
		rows(ctx, qs, said().Save(model.Date, "day"), func(row map[string]quad.Value) { dated[row["a"]] = row["day"] }),
	)
	if err != nil {
		return 0, err
	}
	months := map[[3]string]int{}
	p := said().Save(model.Predicate, "p").Save(model.Status, "status").Save(model.Article, "article")
	err = rows(ctx, qs, p, func(row map[string]quad.Value) {
		day, ok := dated[row["a"]].(quad.String)
		if !ok {
			day, _ = published[row["article"]].(quad.String)
		}
		months[[3]string{month(string(day)), quad.ToString(row["p"]), quad.ToString(row["status"])}]++
	})
	return len(months), err
}

func month(day string) string { return day[:min(len(day), len("2006-01"))] }

// readers are the two stores of the corpus, open for reading.
type readers struct {
	store  *graph.Store
	cayley cayley.QuadStore
}

func open(tb testing.TB, quads int) readers {
	tb.Helper()
	var r readers
	var err error
	r.store, err = adding{}.open(loaded(tb, "store-build", quads))
	assert.NilError(tb, err)
	r.cayley, err = stock{}.open(loaded(tb, "cayley-bolt", quads))
	assert.NilError(tb, err)
	tb.Cleanup(func() { assert.NilError(tb, errors.Join(r.store.Close(), r.cayley.Close())) })
	return r
}

// The benchmarks would compare nothing if the two did not answer the same.
func TestBothAnswerTheSame(t *testing.T) {
	const quads = 30_000
	r, who := open(t, quads), castOf(articlesOf(quads))
	for _, q := range questions {
		got, err := q.store(t.Context(), r.store, who)
		assert.NilError(t, err, q.name)
		want, err := q.cayley(t.Context(), r.cayley, who)
		assert.NilError(t, err, q.name)
		assert.Equal(t, got, want, q.name)
		assert.Assert(t, got > 0, q.name)
	}
}

// castOfSize is asked about at both sizes, so that it is seen how the answers grow.
var castOfSize = sync.OnceValue(func() cast { return castOf(articlesOf(*size)) })

// BenchmarkQuery tells the median of many askings after a first one.
func BenchmarkQuery(b *testing.B) {
	for _, quads := range []int{*size, 3 * *size} {
		var r readers
		b.Run(fmt.Sprint(quads), func(b *testing.B) {
			r = open(b, quads)
			for _, q := range questions {
				measure(b, q.name+"/store", func(ctx context.Context) (int, error) { return q.store(ctx, r.store, castOfSize()) })
				measure(b, q.name+"/cayley-bolt", func(ctx context.Context) (int, error) { return q.cayley(ctx, r.cayley, castOfSize()) })
			}
		})
	}
}

func measure(b *testing.B, name string, ask func(context.Context) (int, error)) {
	b.Run(name, func(b *testing.B) {
		rows, err := ask(b.Context())
		assert.NilError(b, err)
		var took []time.Duration
		for range b.N {
			took = took[:0]
			for begun := time.Now(); len(took) < 5 || len(took) < 101 && time.Since(begun) < 2*time.Second; {
				start := time.Now()
				_, err := ask(b.Context())
				took = append(took, time.Since(start))
				assert.NilError(b, err)
			}
		}
		slices.Sort(took)
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(rows), "rows")
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms")
	})
}
