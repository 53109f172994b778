package graph

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

var ctx = context.Background()

var (
	first  = says("a-1", "2021-03-01", "country/TUR ally country/AZE asserted", "country/ARM criticized country/TUR claimed 2020", "person/lund attacked country/ARM denied")
	second = says("a-2", "2020-01-01", "country/AZE ally country/TUR asserted", "country/TUR attacked country/ARM asserted 2020-09/2020-11")
)

func TestAddTwiceChangesNothing(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		got := add(t, s, first, second)
		assert.Equal(t, got.Documents, 2)
		assert.Equal(t, got.Entities, 4)
		assert.Equal(t, got.Assertions, 5)
		before, err := s.Stats(ctx)
		assert.NilError(t, err)
		assert.Equal(t, int(before.Quads), got.Quads)
		quads := dump(t, s)
		assert.Equal(t, len(quads), got.Quads)

		assert.DeepEqual(t, add(t, s, first, second, first), Added{Unchanged: 3})
		after, err := s.Stats(ctx)
		assert.NilError(t, err)
		assert.DeepEqual(t, after, before)
		assert.DeepEqual(t, dump(t, s), quads)
	})
}

// The state depends on the records that are in, not on how they came in.
func TestReplacedArticleLeavesNoTrace(t *testing.T) {
	for _, name := range Backends() {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(3, 5))
			versions := map[string][]schema.Record{}
			for v := range 3 {
				for i, rec := range corpus(40)[v*5 : v*5+12] {
					id := fmt.Sprint("doc", i)
					moved := says(id, rec.Doc.Published)
					for _, a := range rec.Assertions {
						line := fmt.Sprint(a.Subject, " ", a.Predicate, " ", a.Object, " ", a.Status)
						one := says(id, rec.Doc.Published, line)
						one.Assertions[0].ID += fmt.Sprint(v)
						moved.Entities = append(moved.Entities, one.Entities...)
						moved.Assertions = append(moved.Assertions, one.Assertions...)
					}
					moved = distinct(moved)
					versions[id] = append(versions[id], moved)
				}
			}
			dir := t.TempDir()
			s, now := openAt(t, name, dir+"/moving"), map[string]schema.Record{}
			for range 60 {
				id := fmt.Sprint("doc", rng.IntN(12))
				rec := versions[id][rng.IntN(3)]
				add(t, s, rec)
				now[id] = rec
			}
			fresh := openAt(t, name, dir+"/fresh")
			for _, rec := range now {
				add(t, fresh, rec)
			}
			assert.DeepEqual(t, dump(t, s), dump(t, fresh))
			assert.DeepEqual(t, allEntities(t, s), allEntities(t, fresh))
		})
	}
}

func distinct(rec schema.Record) schema.Record {
	seen := map[string]bool{}
	rec.Entities = slices.DeleteFunc(rec.Entities, func(e schema.Entity) bool {
		old := seen[e.ID]
		seen[e.ID] = true
		return old
	})
	rec.Assertions = slices.DeleteFunc(rec.Assertions, func(a schema.Assertion) bool {
		old := seen[a.ID]
		seen[a.ID] = true
		return old
	})
	return rec
}

func TestEdgeOfTwoArticlesIsGivenUpByBoth(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, first, second)
		empty := func(rec schema.Record) schema.Record { rec.Assertions, rec.Entities = nil, nil; return rec }
		assert.Equal(t, add(t, s, empty(first)).Replaced, 1)
		assert.Equal(t, len(statements(t, s, schema.Filter{Predicates: []string{"ally"}})), 1)
		add(t, s, empty(second))
		assert.Equal(t, len(statements(t, s, schema.Filter{})), 0)
		assert.Equal(t, len(allEntities(t, s)), 0)
		assert.Equal(t, len(documents(t, s)), 2)
	})
}

func TestStatementsComeInOrderAndWhole(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, first, second)
		assert.DeepEqual(t, statements(t, s, schema.Filter{}), expect([]schema.Record{first, second}, schema.Filter{}))
	})
}

func TestEveryFilterChoosesWhatAFullReadWould(t *testing.T) {
	recs := corpus(150)
	filters := []schema.Filter{
		{},
		{Subjects: []string{"country/e0"}},
		{Subjects: []string{"country/e0", "person/e1"}},
		{Objects: []string{"person/e1"}},
		{Entities: []string{"country/e0"}},
		{Between: [2]string{"country/e0", "person/e1"}},
		{Between: [2]string{"person/e1", "country/e0"}},
		{Subjects: []string{"country/e0"}, Objects: []string{"person/e1"}},
		{Subjects: []string{"country/e0"}, Objects: []string{"person/e1"}, Predicates: []string{"ally", "criticized"}},
		{Subjects: []string{"person/e1"}, Objects: []string{"country/e0"}, Predicates: []string{"ally"}},
		{Predicates: []string{"attacked"}},
		{Statuses: []schema.Status{schema.Denied, schema.Negated}},
		{Statuses: []schema.Status{schema.Asserted, schema.Negated}},
		{Docs: []string{"wire-00003", "wire-00001", "no-such"}},
		{Docs: []string{"wire-00003"}, Subjects: []string{"country/e0"}},
		{From: "2010", To: "2012-06"},
		{Confidence: 0.95},
		{Subjects: []string{"country/none"}},
		{Predicates: []string{"no-such"}},
	}
	var many, all []string
	for i := range 300 {
		many = append(many, fmt.Sprintf("%s/e%d", []string{"country", "person", "organization"}[i%3], i))
		all = append(all, fmt.Sprintf("wire-%05d", i))
	}
	filters = append(filters, schema.Filter{Subjects: many, Objects: many}, schema.Filter{Docs: all, Subjects: many[:1]}, schema.Filter{Docs: all})
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, recs...)
		for _, f := range filters {
			got, want := statements(t, s, f), expect(recs, f)
			assert.DeepEqual(t, got, want)
		}
	})
}

func TestSymmetricRelationIsAnsweredBothWays(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, first)
		for _, ends := range [][2]string{{"country/TUR", "country/AZE"}, {"country/AZE", "country/TUR"}} {
			got := statements(t, s, schema.Filter{Subjects: ends[:1], Predicates: []string{"ally"}})
			assert.Equal(t, len(got), 1)
			assert.DeepEqual(t, []string{got[0].Subject, got[0].Object}, ends[:])
		}
	})
}

func TestEntityOfTwoArticlesIsOne(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, first)
		add(t, s, second)
		e, ok, err := s.Entity(ctx, "country/TUR")
		assert.NilError(t, err)
		assert.Assert(t, ok)
		assert.DeepEqual(t, e, schema.Entity{ID: "country/TUR", Name: "The TUR", Type: schema.Country,
			Aliases: []string{"TUR as a-1 has it", "TUR as a-2 has it"}})
		var ids []string
		for _, e := range allEntities(t, s) {
			ids = append(ids, e.ID)
		}
		assert.DeepEqual(t, ids, []string{"country/ARM", "country/AZE", "country/TUR", "person/lund"})
		_, ok, err = s.Entity(ctx, "country/NOR")
		assert.NilError(t, err)
		assert.Assert(t, !ok)
		assert.DeepEqual(t, documents(t, s), []schema.DocInfo{first.Doc, second.Doc})
	})
}

func TestFindTakesIDsNamesAliasesAndWords(t *testing.T) {
	rec := schema.Record{Doc: schema.DocInfo{ID: "d"}, Entities: []schema.Entity{
		{ID: "country/GEO", Name: "Georgia", Type: schema.Country},
		{ID: "place/georgia", Name: "Georgia", Type: schema.Place},
		{ID: "country/USA", Name: "United States", Type: schema.Country, Aliases: []string{"U.S."}},
		{ID: "person/ilya-brandt", Name: "Ilya Brändt", Type: schema.Person},
		{ID: "organization/us", Name: "US", Type: schema.Organization},
	}}
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, rec)
		for name, want := range map[string][]string{
			"georgia": {"country/GEO", "place/georgia"}, "place/georgia": {"place/georgia"}, "THE UNITED STATES": {"country/USA"},
			"us": {"organization/us", "country/USA"}, "Ilya Brandt": {"person/ilya-brandt"}, "brandt": {"person/ilya-brandt"}, "states": {"country/USA"},
			"": nil, "?": nil, "nowhere": nil, "stat": nil,
		} {
			found, err := s.Find(ctx, name)
			assert.NilError(t, err)
			var ids []string
			for _, e := range found {
				ids = append(ids, e.ID)
			}
			assert.DeepEqual(t, ids, want)
		}
	})
}

func TestStatsCount(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		st, err := s.Stats(ctx)
		assert.NilError(t, err)
		assert.Equal(t, st.Quads, int64(0))
		add(t, s, first, second)
		st, err = s.Stats(ctx)
		assert.NilError(t, err)
		want := Stats{Documents: 2, Stories: 2, Assertions: 5, Entities: map[schema.EntityType]int{"country": 3, "person": 1},
			Statuses:  map[schema.Status]int{"asserted": 3, "claimed": 1, "denied": 1},
			Relations: map[string]int{"ally": 2, "attacked": 2, "criticized": 1},
			Quads:     int64(len(dump(t, s))), Backend: s.opts.Backend, Path: s.opts.Path, Bytes: st.Bytes}
		assert.DeepEqual(t, st, want)
		assert.Equal(t, st.Bytes > 0, st.Path != "")
	})
}

func TestBadRecordIsRefusedBeforeAnythingIsWritten(t *testing.T) {
	noEvidence, stranger, twice, nameless := says("x", "", "country/TUR ally country/AZE asserted"), says("y", "", "country/TUR ally country/AZE asserted"),
		says("z", "", "country/TUR ally country/AZE asserted", "country/TUR ally country/ARM asserted"), says("", "", "country/TUR ally country/AZE asserted")
	noEvidence.Assertions[0].Text = ""
	stranger.Entities = stranger.Entities[:1]
	twice.Assertions[1].ID = twice.Assertions[0].ID
	eachBackend(t, func(t *testing.T, s *Store) {
		for _, rec := range []schema.Record{noEvidence, stranger, twice, nameless} {
			got, err := s.Add(ctx, first, rec)
			assert.ErrorContains(t, err, "document "+rec.Doc.ID)
			assert.DeepEqual(t, got, Added{})
			assert.Equal(t, len(dump(t, s)), 0)
		}
	})
}

func TestCallbackMayUseTheStoreAndStopIt(t *testing.T) {
	stop := errors.New("stop")
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, first)
		n := 0
		err := s.Statements(ctx, schema.Filter{}, func(st schema.Statement) error {
			n++
			_, err := s.Add(ctx, second)
			assert.NilError(t, err)
			_, _, err = s.Entity(ctx, st.Subject)
			assert.NilError(t, err)
			return stop
		})
		assert.Assert(t, err == stop)
		assert.Equal(t, n, 1)
		assert.Assert(t, s.Entities(ctx, func(schema.Entity) error { return stop }) == stop)
		assert.Assert(t, s.Documents(ctx, func(schema.DocInfo) error { return stop }) == stop)
	})
}

func TestReadersSeeArticlesWholeWhileOneIsReplaced(t *testing.T) {
	one := says("live", "2022-01-01", "country/TUR ally country/AZE asserted", "country/TUR ally country/NOR asserted")
	two := says("live", "2022-01-01", "country/TUR war-with country/AZE asserted", "country/TUR war-with country/NOR asserted", "country/TUR war-with country/ISL asserted")
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, corpus(30)...)
		add(t, s, one)
		var wg sync.WaitGroup
		done := make(chan struct{})
		for range 3 {
			wg.Go(func() {
				for {
					select {
					case <-done:
						return
					default:
					}
					seen := map[string]int{}
					err := s.Statements(ctx, schema.Filter{Subjects: []string{"country/TUR"}}, func(st schema.Statement) error {
						seen[st.Predicate]++
						return nil
					})
					if err != nil || !(len(seen) == 0 || len(seen) == 1 && (seen["ally"] == 2 || seen["war-with"] == 3)) {
						t.Errorf("half an article: %v, %v", seen, err)
						return
					}
					if _, err := s.Stats(ctx); err != nil {
						t.Error(err)
						return
					}
					if err := s.Gizmo(ctx, `g.V(entity("country/TUR")).Out().Limit(3).All()`, Limits{Rows: 3}, func(map[string]any) error { return nil }); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		for i := range 10 {
			add(t, s, []schema.Record{two, one}[i%2])
			add(t, s, corpus(60)[30+i])
		}
		close(done)
		wg.Wait()
	})
}

func TestStoppedContextIsAnError(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, first)
		stopped, stop := context.WithCancel(ctx)
		stop()
		_, err := s.Add(stopped, second)
		assert.ErrorIs(t, err, context.Canceled)
		assert.ErrorIs(t, s.Statements(stopped, schema.Filter{}, func(schema.Statement) error { return nil }), context.Canceled)
		_, err = s.Stats(stopped)
		assert.ErrorIs(t, err, context.Canceled)
		assert.Equal(t, len(documents(t, s)), 1)
	})
}

func TestClosedStoreSaysSo(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		assert.NilError(t, s.Close())
		_, err := s.Add(ctx, first)
		assert.ErrorIs(t, err, ErrClosed)
		_, err = s.Stats(ctx)
		assert.ErrorIs(t, err, ErrClosed)
		assert.ErrorIs(t, s.Gizmo(ctx, "1", Limits{}, nil), ErrClosed)
	})
}

func TestUnknownBackendNamesTheKnownOnes(t *testing.T) {
	_, err := Open(ctx, Options{Backend: "papyrus"})
	assert.ErrorContains(t, err, `unknown backend "papyrus", want one of ["bolt" "memory" "postgres"]`)
}

// A key holds only so much, and of two IDs that are stored as one, one would be lost.
func TestRecordWithIDsThatCannotBeKeptIsRefused(t *testing.T) {
	id := func(n int) string {
		rng := rand.New(rand.NewPCG(1, uint64(n))) // what cannot be compressed
		b := []byte("person/")
		for len(b) < n {
			b = append(b, "abcdefghijklmnopqrstuvwxyz0123456789"[rng.IntN(36)])
		}
		return string(b)
	}
	long := says("long", "2021-01-01", id(longest)+" criticized "+id(longest-1)+" asserted")
	long.Assertions[0].ID, long.Assertions[0].Predicate = id(longest), id(longest)
	long.Entities[0].Aliases = []string{strings.Repeat("Long Name ", 5000)}
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, long)
		found, err := s.Find(ctx, long.Entities[0].Aliases[0])
		assert.NilError(t, err)
		assert.Equal(t, len(found), 1)
		sound(t, s)
		before := dump(t, s)
		for _, spoil := range []func(rec *schema.Record){
			func(rec *schema.Record) { rec.Entities[1].ID, rec.Assertions[0].Object = id(longest+1), id(longest+1) },
			func(rec *schema.Record) { rec.Assertions[0].ID = id(longest + 1) },
			func(rec *schema.Record) { rec.Assertions[0].Predicate = id(longest + 1) },
			func(rec *schema.Record) { rec.Doc.Published = id(longest + 1) },
			func(rec *schema.Record) { rec.Assertions[0].ID = strings.Repeat("\x00", longest/3+1) },
			func(rec *schema.Record) {
				rec.Entities = append(rec.Entities, schema.Entity{ID: "person/\x00", Name: "A", Type: schema.Person}, schema.Entity{ID: "person/\xff", Name: "B", Type: schema.Person})
			},
			func(rec *schema.Record) {
				rec.Assertions = append(rec.Assertions, rec.Assertions[0], rec.Assertions[0])
				rec.Assertions[1].ID, rec.Assertions[2].ID, rec.Assertions[2].Status = "\x00", "\xff", schema.Denied
			},
		} {
			rec := says("bad", "2021-01-01", "person/a criticized person/b asserted")
			spoil(&rec)
			_, err := s.Add(ctx, first, rec)
			assert.ErrorIs(t, err, ErrRecord)
		}
		assert.ErrorIs(t, s.Decide(ctx, Decision{Kind: "merge", Entity: id(longest + 1), Is: "person/a"}), ErrDecision)
		assert.ErrorIs(t, s.SplitOff(ctx, id(longest), schema.Entity{ID: id(longest + 1)}, "long"), ErrDecision)
		assert.DeepEqual(t, dump(t, s), before)
	})
}
