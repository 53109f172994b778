package graph

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// openAt opens a store of the backend; what needs a path gets the one given, or what stands for it.
func openAt(t testing.TB, backend, path string) *Store {
	t.Helper()
	o := Options{Backend: backend, Path: path}
	switch backend {
	case "memory":
		o.Path = ""
	case "postgres":
		o.Path = schemaFor(t, path)
	}
	s, err := Open(context.Background(), o)
	assert.NilError(t, err)
	t.Cleanup(func() { assert.NilError(t, s.Close()) })
	return s
}

// eachBackend runs the test on an empty store of every backend.
func eachBackend(t *testing.T, test func(t *testing.T, s *Store)) {
	for _, name := range Backends() {
		t.Run(name, func(t *testing.T) { test(t, openAt(t, name, filepath.Join(t.TempDir(), "store"))) })
	}
}

func add(t testing.TB, s *Store, recs ...schema.Record) Added {
	t.Helper()
	a, err := s.Add(context.Background(), recs...)
	assert.NilError(t, err)
	return a
}

// dump is every quad of the store, sorted.
func dump(t testing.TB, s *Store) []string {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var lines []string
	qs := s.back.quads()
	it := qs.QuadsAllIterator()
	defer it.Close()
	for it.Next(context.Background()) {
		var b strings.Builder
		assert.NilError(t, model.WriteQuad(&b, qs.Quad(it.Result())))
		lines = append(lines, b.String())
	}
	assert.NilError(t, it.Err())
	slices.Sort(lines)
	return lines
}

func statements(t testing.TB, s *Store, f schema.Filter) []schema.Statement {
	t.Helper()
	var out []schema.Statement
	err := s.Statements(context.Background(), f, func(st schema.Statement) error {
		out = append(out, st)
		return nil
	})
	assert.NilError(t, err)
	return out
}

func allEntities(t testing.TB, s *Store) []schema.Entity {
	t.Helper()
	var out []schema.Entity
	assert.NilError(t, s.Entities(context.Background(), func(e schema.Entity) error {
		out = append(out, e)
		return nil
	}))
	return out
}

func documents(t testing.TB, s *Store) []schema.DocInfo {
	t.Helper()
	var out []schema.DocInfo
	assert.NilError(t, s.Documents(context.Background(), func(d schema.DocInfo) error {
		out = append(out, d)
		return nil
	}))
	return out
}

// says makes a record of lines "subject relation object status", a sentence each.
func says(docID, published string, lines ...string) schema.Record {
	rec := schema.Record{Doc: schema.DocInfo{ID: docID, Title: "News of " + docID, Published: published, Language: "en"}}
	mention := func(id string) {
		kind, slug, _ := strings.Cut(id, "/")
		if !slices.ContainsFunc(rec.Entities, func(e schema.Entity) bool { return e.ID == id }) {
			rec.Entities = append(rec.Entities, schema.Entity{ID: id, Name: "The " + slug, Type: schema.EntityType(kind), Aliases: []string{slug + " as " + docID + " has it"}})
		}
	}
	for i, line := range lines {
		p := strings.Fields(line)
		mention(p[0])
		mention(p[2])
		a := schema.Assertion{Subject: p[0], Predicate: p[1], Object: p[2], Status: schema.Status(p[3]), Confidence: 0.9,
			Symmetric: p[1] == "ally" || p[1] == "war-with"}
		if len(p) > 4 {
			a.Date = p[4]
		}
		a.Text = fmt.Sprintf("Sentence %d of %s: %s.", i, docID, line)
		a.Evidence.Span = schema.Span{Start: 100 * i, End: 100*i + len(a.Text)}
		a.SubjectSpan, a.ObjectSpan = schema.Span{Start: 100*i + 1, End: 100*i + 5}, schema.Span{Start: 100*i + 9, End: 100*i + 12}
		a.Rule = "fixture"
		a.ID = schema.AssertionID(docID, a)
		rec.Assertions = append(rec.Assertions, a)
	}
	return rec
}

// corpus is n articles of four assertions each, always the same ones. A few
// entities are in most of them, most are in few.
func corpus(n int) []schema.Record {
	rng := rand.New(rand.NewPCG(7, 11))
	zipf := rand.NewZipf(rng, 1.15, 1, 400)
	kinds := []string{"country", "person", "organization"}
	relations := []string{"ally", "criticized", "attacked", "met-with", "war-with", "supported"}
	entity := func() string {
		k := zipf.Uint64()
		return fmt.Sprintf("%s/e%d", kinds[k%3], k)
	}
	recs := make([]schema.Record, n)
	for i := range recs {
		var lines []string
		for len(lines) < 4 {
			a, b := entity(), entity()
			if a == b {
				continue
			}
			status := schema.Asserted
			if rng.IntN(4) == 0 {
				status = schema.Statuses[rng.IntN(len(schema.Statuses))]
			}
			lines = append(lines, fmt.Sprint(a, " ", relations[rng.IntN(len(relations))], " ", b, " ", status))
		}
		rec := says(fmt.Sprintf("wire-%05d", i), fmt.Sprintf("20%02d-%02d-%02d", rng.IntN(25), 1+rng.IntN(12), 1+rng.IntN(28)), lines...)
		for j, e := range rec.Entities {
			rec.Entities[j].Aliases = []string{e.ID[strings.Index(e.ID, "/")+1:] + fmt.Sprint(" known as ", rng.IntN(3))}
		}
		recs[i] = rec
	}
	return recs
}

// expect is what a store of the records must answer, worked out the slow way.
func expect(recs []schema.Record, f schema.Filter) []schema.Statement {
	var out []schema.Statement
	for _, rec := range recs {
		for _, a := range rec.Assertions {
			if st, ok := choose(f, schema.Statement{Assertion: model.Canonical(a), Doc: rec.Doc}); ok {
				out = append(out, st)
			}
		}
	}
	slices.SortFunc(out, model.CompareStatements)
	return out
}

// quadsOf is what a store that holds the record alone keeps of it.
func quadsOf(rec schema.Record) []quad.Quad {
	out := model.Stored(rec, func(string) bool { return false })
	for _, e := range rec.Entities {
		for _, f := range model.Facts(e) {
			out = append(out, model.FactQuad(e.ID, f))
		}
	}
	return out
}
