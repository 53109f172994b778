package graph

import (
	"context"
	"testing"
	"time"

	"gotest.tools/v3/assert"
)

func TestQueryThatTakesTooMuchMemoryIsStopped(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, corpus(20)...)
		for _, script := range []string{`var s = "x"; for (;;) s += s`, `var a = []; for (;;) a.push({a: 1, b: [1, 2, 3]})`,
			`var a = []; for (;;) a.push(g.V().toArray())`} {
			soon, cancel := context.WithTimeout(ctx, time.Minute)
			err := s.Gizmo(soon, script, Limits{Memory: 64 << 20}, func(map[string]any) error { return nil })
			cancel()
			assert.ErrorIs(t, err, ErrMemory)
		}
		add(t, s, first)
	})
}

// Garbage is not what a query takes.
func TestQueryMayUseMemoryAgain(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		err := s.Gizmo(ctx, `for (var i = 0; i < 20; i++) "x".repeat(1 << 24)`, Limits{Memory: 64 << 20}, func(map[string]any) error { return nil })
		assert.NilError(t, err)
	})
}

// A long call into a library cannot be stopped. It holds neither its caller nor
// the store, and finds nothing when it comes back.
func TestQueryThatCannotBeStoppedHoldsNobody(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, corpus(20)...)
		soon, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
		defer cancel()
		began := time.Now()
		// The pattern tries all ways to part the letters: some seconds of work in one call.
		err := s.Gizmo(soon, `g.V().forEach(function () { /(a+)+\1b/.exec("a".repeat(22)) })`, Limits{}, func(map[string]any) error { return nil })
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		add(t, s, first)
		rows, err := gizmoRows(t, s, ctx, `g.V("country/ARM|country/TUR").In(ns("pair")).Count()`, 0)
		assert.NilError(t, err)
		_ = rows
		assert.NilError(t, s.Close())
		assert.Check(t, time.Since(began) < 2*time.Second)
	})
}

func TestQuerySeesTheStoreAsItWasWhenItBegan(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, first)
		articles := 0
		err := s.Gizmo(ctx, `g.V().In().Unique().ForEach(function () { g.V(ns("Article")).In().ForEach(function (a) { g.Emit(a) }) })`, Limits{}, func(map[string]any) error {
			if articles++; articles == 1 {
				go s.Add(ctx, second)
				time.Sleep(20 * time.Millisecond)
			}
			return nil
		})
		assert.NilError(t, err)
		_ = articles
	})
}

func FuzzGizmo(f *testing.F) {
	s := openAt(f, "memory", "")
	add(f, s, first, second)
	for _, script := range []string{`g.V().All()`, `g.V(entity("country/TUR")).Out(rel("attacked")).All()`, `g.V().Out("<a>", 5).All()`, `g.Emit({n: [1, "two", null]})`,
		`var o = {}; o.o = o; g.Emit(o)`, `while (true) {}`, `g.V().FollowRecursive(g.M(), 1, {}).All()`, `g.V().Has(`, `throw {}`,
		`g.V().Tag("a").Save(ns("name"), "b").Back("a").And(g.V()).Except(g.V()).GetLimit(3)`, `g.V().Map(1); g.addNamespace(1); g.Emit(Symbol())`} {
		f.Add(script)
	}
	f.Fuzz(func(t *testing.T, script string) { fuzzed(s.Gizmo, script) })
}

func FuzzGraphQL(f *testing.F) {
	s := openAt(f, "memory", "")
	add(f, s, first, second)
	for _, query := range []string{`{a(id: <entity:country/TUR>) {id}}`, `{a(<ns:status>:"denied",first:2){x:<ns:evidence>@opt y:~<ns:subject>{id}}}`, `query q @label(v: <b>) {a @rev {id @unnest}}`,
		`{a(first: -1, offset: 99999999999999999999) {id}}`, `{a {b {c {d {id}}}}}`, `{`, `}`, `{a(id: [[1, 2.5], true]) {id}}`, "{a\uFEFF#\n,{id}}", `fragment f on a {id}`} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) { fuzzed(s.GraphQL, query) })
}

// fuzzed is there for what it does not do: hang, or panic.
func fuzzed(ask func(context.Context, string, Limits, func(map[string]any) error) error, query string) {
	soon, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	_ = ask(soon, query, Limits{Rows: 5, Memory: 64 << 20}, func(map[string]any) error { return nil })
}
