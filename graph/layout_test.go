package graph

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
	"github.com/hidal-go/hidalgo/kv/flat/btree"
	bolt "go.etcd.io/bbolt"
	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// stock is a store that Cayley itself writes.
type stock struct {
	backend
	db hidalgo.KV
	qs cayley.QuadStore
}

func (s stock) quads() cayley.QuadStore { return s.qs }
func (s stock) snapshot(context.Context) (cayley.QuadStore, func() error, error) {
	return s.qs, func() error { return nil }, nil
}

// deltas are additions and removals as Cayley wants them.
func deltas(quads []quad.Quad, action cayley.Procedure) []cayley.Delta {
	out := make([]cayley.Delta, len(quads))
	for i, q := range quads {
		out[i] = cayley.Delta{Quad: q, Action: action}
	}
	return out
}

func newStock(t *testing.T) stock {
	t.Helper()
	db := flat.Upgrade(btree.New())
	assert.NilError(t, kv.Init(db, nil))
	qs, err := kv.New(db, cayley.Options{kv.OptNoBloom: true})
	assert.NilError(t, err)
	return stock{db: db, qs: qs}
}

// uses is how often each value of the quads is used, by hash, as Cayley counts it.
func (s stock) uses(t *testing.T, quads []quad.Quad) map[string]uint64 {
	t.Helper()
	tx, err := s.db.Tx(false)
	assert.NilError(t, err)
	defer tx.Close()
	out := map[string]uint64{}
	for _, q := range quads {
		for _, d := range directions {
			if q.Get(d) == nil {
				continue
			}
			h := cayley.HashOf(q.Get(d))
			v, err := tx.Get(ctx, hidalgo.Key{[]byte{'n', h[0], h[1]}, h[:]})
			if err == hidalgo.ErrNotFound {
				continue
			}
			assert.NilError(t, err)
			out[string(h[:])], _ = binary.Uvarint(v)
		}
	}
	return out
}

func uses(t *testing.T, s *Store) map[string]uint64 {
	t.Helper()
	out := map[string]uint64{}
	assert.NilError(t, s.back.(*durable).db.View(func(tx *bolt.Tx) error {
		return tx.Bucket(valueBucket).ForEach(func(k, v []byte) error {
			_, n, err := parseUse(v)
			out[string(k)] = n
			return err
		})
	}))
	return out
}

// contents is every bucket of the file, key by key.
func contents(t *testing.T, s *Store) (out []string) {
	t.Helper()
	assert.NilError(t, s.back.(*durable).db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				out = append(out, fmt.Sprintf("%s %x %x", name, k, v))
				return nil
			})
		})
	}))
	return out
}

func indexed(t testing.TB, recs []schema.Record) (out []quad.Quad) {
	t.Helper()
	seen := map[quad.Quad]bool{}
	for _, rec := range recs {
		quads := quadsOf(rec)
		for _, q := range quads {
			if !seen[q] {
				seen[q] = true
				out = append(out, q)
			}
		}
	}
	return out
}

// foundBy is what the store answers on every value in every place.
func foundBy(t *testing.T, s *Store, quads []quad.Quad) map[string][]string {
	t.Helper()
	qs := s.back.quads()
	out := map[string][]string{}
	for _, q := range quads {
		for _, d := range directions {
			v := q.Get(d)
			if v == nil {
				continue
			}
			name := fmt.Sprint(d, " ", v)
			if _, ok := out[name]; ok {
				continue
			}
			var lines []string
			it := qs.QuadIterator(d, qs.ValueOf(v))
			for it.Next(context.Background()) {
				var b strings.Builder
				assert.NilError(t, model.WriteQuad(&b, qs.Quad(it.Result())))
				lines = append(lines, b.String())
			}
			assert.NilError(t, it.Err())
			assert.NilError(t, it.Close())
			slices.Sort(lines)
			out[name] = lines
		}
	}
	return out
}

// What is added and removed at random is read as if Cayley had written it.
func TestWhatIsWrittenIsWhatCayleyWrites(t *testing.T) {
	all := indexed(t, corpus(8))
	all = append(all,
		quad.Make("a", "b", "c", nil), quad.Make("a", "b", "c", "d"), quad.Make("a", "b", "c", "e"), quad.Make("a", "a", "a", "a"),
		quad.Make(quad.IRI("x"), quad.IRI("y"), quad.Int(5), nil), quad.Make(quad.BNode("x"), quad.IRI("y"), quad.LangString{Value: "z", Lang: "de"}, nil))
	rng := rand.New(rand.NewPCG(3, 5))
	ours := openAt(t, "bolt", filepath.Join(t.TempDir(), "s"))
	cayleys := newStock(t)
	theirs := &Store{back: cayleys}
	there := map[quad.Quad]bool{}
	script := `g.V(entity("country/e0"), entity("person/e1"), entity("organization/e2"))
		.In([ns("subject"), ns("object")]).SaveOpt(ns("status"), "status").Out(ns("predicate")).All()`
	most := 0
	for round := range 12 {
		var c change
		for _, q := range all {
			switch {
			case there[q] && (rng.IntN(3) == 0 || round == 11):
				c.remove = append(c.remove, q)
			case !there[q] && rng.IntN(3) == 0 && round < 11:
				c.add = append(c.add, q)
			}
		}
		for _, q := range c.add {
			there[q] = true
		}
		for _, q := range c.remove {
			there[q] = false
		}
		assert.NilError(t, ours.back.apply(c))
		for _, part := range [][]cayley.Delta{deltas(c.add, cayley.Add), deltas(c.remove, cayley.Delete)} {
			if len(part) > 0 {
				assert.NilError(t, cayleys.qs.ApplyDeltas(part, cayley.IgnoreOpts{}))
			}
		}
		assert.DeepEqual(t, dump(t, ours), dump(t, theirs))
		assert.DeepEqual(t, uses(t, ours), cayleys.uses(t, all))
		got, err := ours.back.quads().Stats(ctx, true)
		assert.NilError(t, err)
		want, err := cayleys.qs.Stats(ctx, true)
		assert.NilError(t, err)
		assert.DeepEqual(t, got, want)
		assert.DeepEqual(t, foundBy(t, ours, all), foundBy(t, theirs, all))
		rows := sortedRows(t, ours, script)
		assert.DeepEqual(t, rows, sortedRows(t, theirs, script))
		most = max(most, len(rows))
	}
	assert.Assert(t, most > 3)
	// Everything was removed in the last round.
	for _, line := range contents(t, ours) {
		assert.Assert(t, strings.HasPrefix(line, "meta ") || strings.HasPrefix(line, "entente "), line)
	}
}

func sortedRows(t *testing.T, s *Store, script string) []map[string]any {
	t.Helper()
	rows, err := gizmoRows(t, s, ctx, script, 0)
	assert.NilError(t, err)
	slices.SortFunc(rows, func(x, y map[string]any) int { return strings.Compare(fmt.Sprint(x), fmt.Sprint(y)) })
	return rows
}

func TestImpossibleChangeChangesNothing(t *testing.T) {
	s := openAt(t, "bolt", filepath.Join(t.TempDir(), "s"))
	all := indexed(t, corpus(4))
	there, absent := all[:150], all[150]
	labelled, bare := there[0], quad.Make("s", "p", "o", nil)
	assert.NilError(t, s.back.apply(change{add: append(slices.Clone(there), bare), put: []row{{[]byte("k"), []byte("v")}}}))
	before := contents(t, s)
	other := labelled
	other.Label = there[149].Subject
	for name, c := range map[string]change{
		"removed but absent":           {remove: []quad.Quad{labelled, absent}},
		"removed with another label":   {remove: []quad.Quad{other}},
		"removed with no label":        {remove: []quad.Quad{{Subject: labelled.Subject, Predicate: labelled.Predicate, Object: labelled.Object}}},
		"removed with a label":         {remove: []quad.Quad{{Subject: bare.Subject, Predicate: bare.Predicate, Object: bare.Object, Label: labelled.Label}}},
		"removed twice":                {remove: []quad.Quad{labelled, labelled}},
		"removed as it is added":       {add: []quad.Quad{absent}, remove: []quad.Quad{absent}},
		"added but there":              {add: []quad.Quad{absent, labelled}},
		"added but there, unlabelled":  {add: []quad.Quad{bare}},
		"added twice":                  {add: []quad.Quad{absent, absent}},
		"a row without key after that": {add: []quad.Quad{absent}, remove: there[3:9], put: []row{{nil, []byte("v")}}, del: [][]byte{[]byte("k")}},
	} {
		assert.Assert(t, s.back.apply(c) != nil, name)
		assert.DeepEqual(t, contents(t, s), before)
	}
	assert.NilError(t, s.back.apply(change{add: []quad.Quad{absent}, remove: []quad.Quad{labelled, bare}}))
	want := slices.Clone(there[1:])
	fresh := openAt(t, "bolt", filepath.Join(t.TempDir(), "s"))
	assert.NilError(t, fresh.back.apply(change{add: append(want, absent)}))
	assert.DeepEqual(t, dump(t, s), dump(t, fresh))
}

// A value that goes and comes again has another ID, which Cayley must not remember wrongly.
func TestValueThatCameAgainIsFound(t *testing.T) {
	s := openAt(t, "bolt", filepath.Join(t.TempDir(), "s"))
	q := quad.Make(quad.IRI("s"), quad.IRI("p"), quad.IRI("o"), quad.IRI("l"))
	assert.NilError(t, s.back.apply(change{add: []quad.Quad{q}}))
	old := s.back.quads().ValueOf(q.Subject)
	assert.NilError(t, s.back.apply(change{remove: []quad.Quad{q}}))
	assert.Assert(t, s.back.quads().ValueOf(q.Subject) == nil)
	assert.NilError(t, s.back.apply(change{add: []quad.Quad{q}}))
	assert.Assert(t, s.back.quads().ValueOf(q.Subject) != old)
	for _, lines := range foundBy(t, s, []quad.Quad{q}) {
		assert.Equal(t, len(lines), 1)
	}
}

// Two values of one hash are one to Cayley.
func TestValuesOfOneHashAreOne(t *testing.T) {
	s := openAt(t, "bolt", filepath.Join(t.TempDir(), "s"))
	number, text := quad.Int(5), quad.TypedString{Value: "5", Type: quad.Int(5).TypedString().Type}
	assert.DeepEqual(t, cayley.HashOf(number), cayley.HashOf(text))
	assert.NilError(t, s.back.apply(change{add: []quad.Quad{quad.Make("a", "b", number, nil), quad.Make("c", "d", text, nil)}}))
	h := cayley.HashOf(number)
	assert.Equal(t, uses(t, s)[string(h[:])], uint64(2))
}

func TestSameChangesSameBytes(t *testing.T) {
	var want []string
	for range 2 {
		s := openAt(t, "bolt", filepath.Join(t.TempDir(), "s"))
		add(t, s, corpus(20)...)
		add(t, s, says("wire-00003", "2021-03-01", "country/e0 ally person/e1 asserted"))
		got := contents(t, s)
		if want != nil {
			assert.DeepEqual(t, got, want)
		}
		want = got
	}
}
