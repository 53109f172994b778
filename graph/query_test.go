package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph/proto"
	bolt "go.etcd.io/bbolt"
	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

func TestQueryThatTakesTooMuchMemoryIsStopped(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, corpus(20)...)
		for _, script := range []string{`var a = []; for (;;) a.push("x".repeat(1 << 16) + a.length)`, `var a = []; for (;;) a.push({a: 1, b: [1, 2, 3]})`,
			`var a = []; for (;;) a.push(g.V().tagArray())`} {
			soon, cancel := context.WithTimeout(ctx, time.Minute)
			err := s.Gizmo(soon, script, Limits{Memory: 16 << 20}, func(map[string]any) error { return nil })
			cancel()
			assert.ErrorIs(t, err, ErrMemory)
		}
		add(t, s, first)
	})
}

// Garbage is not what a query takes.
func TestQueryMayUseMemoryAgain(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		err := s.Gizmo(ctx, `for (var i = 0; i < 20; i++) "x".repeat(1 << 22)`, Limits{Memory: 16 << 20}, func(map[string]any) error { return nil })
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
		rows, err := gizmoRows(t, s, ctx, `g.Emit(g.V(entity("country/TUR")).In(rel("ally")).Count())`, 0)
		assert.NilError(t, err)
		assert.DeepEqual(t, rows, []map[string]any{{"value": int64(1)}})
		assert.NilError(t, s.Close())
		assert.Check(t, time.Since(began) < 2*time.Second)
	})
}

func TestQuerySeesTheStoreAsItWasWhenItBegan(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		if s.opts.Backend == "postgres" {
			t.Skip("there, each step sees what is there then")
		}
		add(t, s, first)
		const articles = `g.Emit(g.V(ns("Article")).In().Count())`
		var counts []any
		err := s.Gizmo(ctx, `for (;;) `+articles, Limits{Rows: 9}, func(row map[string]any) error {
			if counts = append(counts, row["value"]); len(counts) > 1 {
				return nil
			}
			_, err := s.Add(ctx, second)
			return err
		})
		assert.NilError(t, err)
		assert.DeepEqual(t, counts, slices.Repeat([]any{int64(1)}, 9))
		rows, err := gizmoRows(t, s, ctx, articles, 0)
		assert.NilError(t, err)
		assert.DeepEqual(t, rows, []map[string]any{{"value": int64(2)}})
	})
}

func TestQueriesReadersAndTheWriterGoOnAtOnce(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		recs := corpus(60)
		add(t, s, recs[:20]...)
		done := make(chan struct{})
		var asking sync.WaitGroup
		again := func(ask func() error) {
			asking.Go(func() {
				for {
					select {
					case <-done:
						return
					default:
					}
					if err := ask(); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		again(func() error {
			return s.Statements(ctx, schema.Filter{Entities: []string{"country/e0"}}, func(schema.Statement) error { return nil })
		})
		again(func() error { // a result may be used to ask further
			return s.Gizmo(ctx, `g.V(entity("country/e0")).In([ns("subject"), ns("object")]).Out(ns("status")).All()`, Limits{Rows: 20}, func(map[string]any) error {
				_, err := s.Stats(ctx)
				return err
			})
		})
		again(func() error {
			soon, cancel := context.WithTimeout(ctx, 5*time.Millisecond)
			defer cancel()
			err := s.Gizmo(soon, `for (;;) g.V().Out().Count()`, Limits{}, nil)
			if !errors.Is(err, context.DeadlineExceeded) {
				return fmt.Errorf("an endless query ended: %v", err)
			}
			return nil
		})
		if s.opts.Backend != "postgres" {
			again(func() error {
				_, err := graphQLRows(s, ctx, `{it(<ns:status>: "asserted", first: 20) {from: <ns:subject> {id} text: <ns:evidence>}}`, 20)
				return err
			})
		}
		for i, rec := range recs[20:] {
			add(t, s, rec)
			_, err := s.Retract(ctx, recs[i].Doc.ID)
			assert.NilError(t, err)
		}
		close(done)
		asking.Wait()
		assert.DeepEqual(t, statements(t, s, schema.Filter{}), expect(recs[40:], schema.Filter{}))
	})
}

func TestQueryOfAFileThatWasCutIsAnError(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	s := openAt(t, "bolt", path)
	add(t, s, corpus(100)...)
	asked := 0
	err := s.Gizmo(ctx, `for (;;) g.Emit(g.V().Out().Count())`, Limits{Rows: 1000}, func(map[string]any) error {
		asked++
		return os.Truncate(path, 8192)
	})
	assert.ErrorIs(t, err, ErrDamaged)
	assert.Assert(t, asked > 0 && asked < 1000, asked)
	_, err = graphQLRows(s, ctx, `{it {id}}`, 1)
	assert.ErrorIs(t, err, ErrDamaged)
}

// Cayley only logs it, and answers as if there were no such value.
func TestValueThatCannotBeReadIsAnError(t *testing.T) {
	s := openAt(t, "bolt", filepath.Join(t.TempDir(), "s"))
	add(t, s, first)
	assert.NilError(t, s.back.(*durable).db.Update(func(tx *bolt.Tx) error {
		log := tx.Bucket(logBucket)
		return log.ForEach(func(k, v []byte) error {
			if !bytes.Contains(v, []byte("id/country/AZE")) {
				return nil
			}
			var p proto.Primitive
			assert.NilError(t, p.Unmarshal(v))
			p.Value = []byte{0xff}
			broken, err := p.Marshal()
			assert.NilError(t, err)
			return log.Put(bytes.Clone(k), broken)
		})
	}))
	_, err := gizmoRows(t, s, ctx, `g.V(entity("country/TUR")).Both(rel("ally")).All()`, 0)
	assert.ErrorIs(t, err, errLost)
	_, err = gizmoRows(t, s, ctx, `g.V(entity("country/ARM")).Out().All()`, 0)
	assert.NilError(t, err)
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
