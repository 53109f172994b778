package graph

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"gotest.tools/v3/assert"
	"gotest.tools/v3/assert/cmp"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

func graphQLRows(s *Store, ctx context.Context, query string, limit int) ([]map[string]any, error) {
	var rows []map[string]any
	err := s.GraphQL(ctx, query, Limits{Rows: limit}, func(row map[string]any) error {
		rows = append(rows, row)
		return nil
	})
	return rows, err
}

func eachThatReadsGraphQL(t *testing.T, test func(t *testing.T, s *Store)) {
	eachBackend(t, func(t *testing.T, s *Store) {
		if s.opts.Backend == "postgres" {
			_, err := graphQLRows(s, ctx, `{it {id}}`, 1)
			assert.ErrorIs(t, err, ErrNoGraphQL)
			return
		}
		test(t, s)
	})
}

func TestGraphQLFollowsEdgesAndAssertions(t *testing.T) {
	eachThatReadsGraphQL(t, func(t *testing.T, s *Store) {
		add(t, s, first, second)
		for query, want := range map[string][]map[string]any{
			`{ country(id: <entity:country/TUR>) { name: <ns:name>, attacked: <rel:attacked> { id } } }`: {
				{"country": map[string]any{"name": "The TUR", "attacked": map[string]any{"id": "<https://entente-kg.github.io/id/country/ARM>"}}}},
			`{denied(<ns:object>:<entity:country/ARM>,<ns:status>:"denied"){evidence:<ns:evidence>,sure:<ns:confidence>,ally:<rel:ally>@opt}}`: {
				{"denied": map[string]any{"evidence": first.Assertions[2].Text, "sure": first.Assertions[2].Confidence}}},
			`{ nobody(id: <entity:country/XXX>) { id } }`: nil,
		} {
			rows, err := graphQLRows(s, ctx, query, 0)
			assert.NilError(t, err, query)
			assert.Check(t, cmp.DeepEqual(rows, want), query)
		}
	})
}

func TestGraphQLAnswersAsStatementsDo(t *testing.T) {
	eachThatReadsGraphQL(t, func(t *testing.T, s *Store) {
		add(t, s, corpus(100)...)
		total := 0
		for _, status := range schema.Statuses {
			var want []string
			for _, st := range statements(t, s, schema.Filter{Predicates: []string{"attacked"}, Statuses: []schema.Status{status}}) {
				want = append(want, string(model.EntityIRI(st.Subject)+" "+model.EntityIRI(st.Object))+" "+st.Text)
			}
			total += len(want)
			rows, err := graphQLRows(s, ctx, `{ it(<ns:predicate>: <rel:attacked>, <ns:status>: "`+string(status)+`") { from: <ns:subject> { id } to: <ns:object> { id } text: <ns:evidence> } }`, 0)
			assert.NilError(t, err)
			var got []string
			for _, r := range rows {
				it := r["it"].(map[string]any)
				id := func(end string) string { return strings.Trim(it[end].(map[string]any)["id"].(string), "<>") }
				got = append(got, id("from")+" "+id("to")+" "+it["text"].(string))
			}
			slices.Sort(want)
			slices.Sort(got)
			assert.DeepEqual(t, got, want)
		}
		assert.Assert(t, total > 20)
	})
}

func TestGraphQLKeepsItsLimit(t *testing.T) {
	eachThatReadsGraphQL(t, func(t *testing.T, s *Store) {
		add(t, s, corpus(20)...)
		for _, query := range []string{`{nodes{id}}`, `{nodes(<ns:status>:"asserted"){id}}`, `{nodes(first: 12) {id}}`, `query q {a {id} b {id}}`} {
			rows, err := graphQLRows(s, ctx, query, 7)
			assert.NilError(t, err, query)
			assert.Equal(t, len(rows), 7, query)
		}
		rows, err := graphQLRows(s, ctx, `{nodes(first: 12) {id}}`, 0)
		assert.NilError(t, err)
		assert.Equal(t, len(rows), 12)
	})
}

func TestGraphQLEndsWithItsContext(t *testing.T) {
	eachThatReadsGraphQL(t, func(t *testing.T, s *Store) {
		add(t, s, corpus(40)...)
		status := strings.Repeat(`same: ~<ns:status> { state: <ns:status> { `, 5) + "id" + strings.Repeat("} }", 5)
		for _, query := range []string{`{n {state: <ns:status> {` + status + `}}}`,
			`{n {a: ~<ns:status> b: ~<ns:status> c: ~<ns:status> d: ~<ns:status>}}`} {
			soon, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
			began := time.Now()
			_, err := graphQLRows(s, soon, query, 0)
			cancel()
			assert.ErrorIs(t, err, context.DeadlineExceeded)
			assert.Check(t, time.Since(began) < 2*time.Second)
		}
		add(t, s, first)
	})
}

func TestGraphQLFaultIsAnErrorNotACrash(t *testing.T) {
	eachThatReadsGraphQL(t, func(t *testing.T, s *Store) {
		add(t, s, first)
		for query, want := range map[string]string{
			``: "unsupported query type", `{`: "Syntax Error", `}`: "Syntax Error", `{}`: "Syntax Error", `mutation {a {id}}`: "unsupported operation",
			`{a {...f}} fragment f on x {id}`: "cannot read \"...f", `{a(id: $x) {id}}`: "cannot read \"$x", `{a {*}}`: "cannot read \"*", `{a(id: """x""") {id}}`: "cannot read",
			`{a {id}} {b {id}}`: "unsupported query type", `{a {id @nosuch}}`: "unknown directive", `{a(first: "x") {id}}`: "unexpected value type",
			`{a(id: {b: 1}) {id}}`: "unsupported value type", `{a {id} a {id}}`: "two outermost fields are called a",
			`{a ` + strings.Repeat("{b ", 30) + strings.Repeat("}", 31): "nested too deep", `{a(id: ` + strings.Repeat("[", 30000): "nested too deep",
			`{a(id: "` + strings.Repeat("x", maxQuery) + `"){id}}`: "at most",
		} {
			_, err := graphQLRows(s, ctx, query, 5)
			assert.Check(t, err != nil, query)
			if err != nil {
				assert.Check(t, cmp.Contains(err.Error(), want), query)
			}
		}
		add(t, s, second)
	})
}
