package graph

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gotest.tools/v3/assert"
	"gotest.tools/v3/assert/cmp"
)

func gizmoRows(t *testing.T, s *Store, ctx context.Context, script string, limit int) ([]map[string]any, error) {
	t.Helper()
	var rows []map[string]any
	err := s.Gizmo(ctx, script, Limits{Rows: limit}, func(row map[string]any) error {
		rows = append(rows, row)
		return nil
	})
	return rows, err
}

func TestGizmoFollowsEdgesAndAssertions(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, first, second)
		for script, want := range map[string][]map[string]any{
			`g.V(entity("country/TUR")).Out(rel("attacked")).All()`: {{"id": "<https://entente-kg.github.io/id/country/ARM>"}},
			`g.V(entity("country/ARM")).In(ns("object")).Has(ns("status"), "denied").Save(ns("evidence"), "evidence").All()`: {
				{"id": "<https://entente-kg.github.io/assertion/" + first.Assertions[2].ID + ">", "evidence": first.Assertions[2].Text}},
			`g.V("country/ARM|country/TUR").In(ns("pair")).Out(ns("date")).All()`: {{"id": "2020"}, {"id": "2020-09/2020-11"}},
			`g.Emit({n: 1, list: [1, "two", null]})`:                              {{"n": int64(1), "list": []any{int64(1), "two", nil}}},
			`g.Emit("word")`:                                                      {{"value": "word"}},
			`g.Emit(g.V(entity("country/AZE")).Out(rel("attacked")).Count())`:     {{"value": int64(0)}},
			`var x = 1`: nil,
		} {
			rows, err := gizmoRows(t, s, ctx, script, 0)
			assert.NilError(t, err, script)
			slices.SortFunc(rows, func(a, b map[string]any) int { return strings.Compare(fmt.Sprint(a["id"]), fmt.Sprint(b["id"])) }) // no order is promised
			assert.Check(t, cmp.DeepEqual(rows, want), script)
		}
	})
}

func TestGizmoKeepsItsLimit(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, corpus(20)...)
		for _, script := range []string{`g.V().All()`, `g.V().All(); while (true) {}`, `for (;;) g.Emit(1)`} {
			rows, err := gizmoRows(t, s, ctx, script, 7)
			assert.NilError(t, err)
			assert.Equal(t, len(rows), 7)
		}
		// The store is free again: nothing of the scripts runs on.
		add(t, s, first)
	})
}

func TestGizmoEndsWithItsContext(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, corpus(20)...)
		for _, script := range []string{`while (true) {}`, `for (;;) g.V().Count()`, `g.V().ForEach(function (d) { g.V().ForEach(function (e) { g.V().All() }) })`,
			`g.V().Out().In().Out().In().Out().In().Out().In().Count()`} {
			soon, cancel := context.WithTimeout(ctx, 30*time.Millisecond)
			_, err := gizmoRows(t, s, soon, script, 0)
			cancel()
			assert.ErrorIs(t, err, context.DeadlineExceeded)
		}
		add(t, s, first)
	})
}

func TestGizmoFaultIsAnErrorNotACrash(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, first)
		for script, want := range map[string]string{
			`g.V(`: "query: Line 1", `throw "no"`: "no", `nothing.here`: "nothing is not defined",
			`g.V().Out("<a>", 5).All()`: "expected string", `g.V().Out({}).All()`: "unsupported type", `iri(5)`: "expected string",
			`g.V().FollowRecursive(g.M(), 1, {}).All()`: "", `g.V().Has()`: "arguments", `g.Emit(g)`: "is no data", `var o = {}; o.o = o; g.Emit(o)`: "nested too deep",
			`var f = function () { return f() + 1 }; f()`: "",
		} {
			_, err := gizmoRows(t, s, ctx, script, 0)
			assert.Check(t, err != nil, script)
			if err != nil {
				assert.Check(t, cmp.Contains(err.Error(), want), script)
			}
		}
		add(t, s, second)
	})
}

// A higher version of quad compiles with everything but Cayley's key-value
// stores, and other modules ask for it.
func TestQuadIsOfTheVersionThatCayleyNeeds(t *testing.T) {
	mod, err := os.ReadFile("../go.mod")
	assert.NilError(t, err)
	m := regexp.MustCompile(`(?m)^\s*(?:require\s+)?github\.com/cayleygraph/quad\s+(\S+)`).FindStringSubmatch(string(mod))
	assert.Assert(t, m != nil, "go.mod does not name quad")
	assert.Equal(t, m[1], "v1.2.4")
	assert.Assert(t, !strings.Contains(string(mod), "github.com/cayleygraph/quad =>"))
}

func TestQueriesOfTheDocumentationAnswer(t *testing.T) {
	text, err := os.ReadFile("MODEL.md")
	assert.NilError(t, err)
	queries := regexp.MustCompile("(?s)```js\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	assert.Equal(t, len(queries), 2)
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, says("m-1", "2024-01-01", "country/NOR backs country/ISL asserted", "country/ISL backs country/FRO asserted",
			"country/FRO criticized country/ISL denied", "country/FRO criticized country/ISL asserted"))
		for _, q := range queries {
			rows, err := gizmoRows(t, s, ctx, q[1], 0)
			assert.NilError(t, err)
			assert.Equal(t, len(rows), 1, q[1])
		}
		if s.opts.Backend == "postgres" {
			return
		}
		inGraphQL := regexp.MustCompile("(?s)```graphql\n(.*?)```").FindStringSubmatch(string(text))
		rows, err := graphQLRows(s, ctx, inGraphQL[1], 0)
		assert.NilError(t, err)
		assert.DeepEqual(t, rows, []map[string]any{{"denied": map[string]any{"who": map[string]any{"name": "The FRO"},
			"evidence": "Sentence 2 of m-1: country/FRO criticized country/ISL denied."}}})
	})
}
