package graph

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	gocmp "github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"
	"gotest.tools/v3/assert"
	"gotest.tools/v3/assert/cmp"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

var allowRows = gocmp.AllowUnexported(row{})

var (
	plainEdge = quad.Quad{Subject: model.EntityIRI("country/TUR"), Predicate: model.RelationIRI("attacked"), Object: model.EntityIRI("country/ARM"), Label: model.ArticleIRI("a-2")}
	strayEdge = quad.Quad{Subject: model.EntityIRI("country/TUR"), Predicate: model.RelationIRI("ally"), Object: model.EntityIRI("country/ARM"), Label: model.ArticleIRI("a-2")}
)

// sound fails where Check finds a fault.
func sound(t *testing.T, s *Store) Checked {
	t.Helper()
	done, err := s.Check(ctx, func(what string) { t.Error(what) }, nil)
	assert.NilError(t, err)
	return done
}

func TestRetractTakesBackWhatOnlyThatArticleSaid(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, first)
		want := dump(t, s)
		add(t, s, second)
		got, err := s.Retract(ctx, "a-2")
		assert.NilError(t, err)
		assert.DeepEqual(t, got, Retracted{Documents: 1, Assertions: 2, Quads: got.Quads})
		assert.DeepEqual(t, dump(t, s), want)
		sound(t, s)

		_, err = s.Retract(ctx, "a-1", "a-2")
		assert.ErrorIs(t, err, ErrNoDocument)
		assert.DeepEqual(t, dump(t, s), want)

		got, err = s.Retract(ctx, "a-1")
		assert.NilError(t, err)
		assert.Equal(t, got.Entities, 4)
		assert.Equal(t, len(dump(t, s)), 0)
		assert.Equal(t, sound(t, s).Rows, 0)
	})
}

// namesakes has two names for one man, who criticizes himself once they are namesakes.
var namesakes = says("m-1", "2021-05-01", "person/al-asad attacked country/TUR asserted", "person/bashar criticized person/al-asad asserted",
	"person/bashar war-with country/ISR asserted")

func TestMergedEntityAnswersUnderOneNameUntilItIsSplit(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, namesakes, first)
		before := dump(t, s)
		assert.NilError(t, s.Merge(ctx, "person/al-asad", "person/bashar"))
		for _, asked := range []string{"person/al-asad", "person/bashar"} {
			var got []string
			for _, st := range statements(t, s, schema.Filter{Entities: []string{asked}}) {
				got = append(got, strings.Join([]string{st.Subject, st.Predicate, st.Object}, " "))
			}
			assert.DeepEqual(t, got, []string{"person/bashar attacked country/TUR", "country/ISR war-with person/bashar"})
			e, ok, err := s.Entity(ctx, asked)
			assert.NilError(t, err)
			assert.Assert(t, ok)
			assert.Equal(t, e.ID, "person/bashar")
			assert.Assert(t, slices.Contains(e.Aliases, "The al-asad"))
		}
		e, ok, err := s.Described(ctx, "person/al-asad")
		assert.NilError(t, err)
		assert.Assert(t, ok)
		assert.DeepEqual(t, []string{e.ID, e.Name}, []string{"person/al-asad", "The al-asad"})
		found, err := s.Find(ctx, "the al asad")
		assert.NilError(t, err)
		assert.Equal(t, len(found), 1)
		assert.Equal(t, found[0].ID, "person/bashar")
		assert.Equal(t, len(allEntities(t, s)), 6)
		edges, err := s.Edges(ctx, schema.Filter{Between: [2]string{"country/TUR", "person/al-asad"}})
		assert.NilError(t, err)
		assert.Equal(t, len(edges), 1)
		assert.Equal(t, edges[0].Subject, "person/bashar")
		sound(t, s)

		assert.ErrorIs(t, s.Merge(ctx, "person/al-asad", "country/TUR"), ErrMerged)
		assert.ErrorIs(t, s.Merge(ctx, "person/bashar", "person/al-asad"), ErrMerged)
		assert.ErrorIs(t, s.Merge(ctx, "person/nobody", "person/bashar"), ErrNoEntity)
		assert.NilError(t, s.Split(ctx, "person/al-asad"))
		assert.ErrorIs(t, s.Split(ctx, "person/al-asad"), ErrNotMerged)
		assert.DeepEqual(t, dump(t, s), before)
		assert.Equal(t, len(statements(t, s, schema.Filter{Entities: []string{"person/bashar"}})), 2)
	})
}

func TestRejectedAssertionLeavesEveryAnswer(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, first, second)
		before := dump(t, s)
		a := first.Assertions[0]
		st, err := s.Review(ctx, a.ID[:8], schema.Rejected)
		assert.NilError(t, err)
		assert.Equal(t, st.ID, a.ID)
		_, err = s.Note(ctx, a.ID, "The caption is of another war.")
		assert.NilError(t, err)

		f := schema.Filter{Predicates: []string{"ally"}}
		assert.Equal(t, len(statements(t, s, f)), 1)
		edges, err := s.Edges(ctx, schema.Filter{Subjects: []string{"country/TUR"}, Predicates: []string{"ally"}})
		assert.NilError(t, err)
		assert.Equal(t, edges[0].Articles, 1)
		f.Rejected = true
		all := statements(t, s, f)
		assert.Equal(t, len(all), 2)
		assert.Equal(t, all[1].Review, schema.Rejected)
		assert.Equal(t, all[1].Note, "The caption is of another war.")
		plain := "<https://entente-kg.github.io/id/country/AZE> <https://entente-kg.github.io/rel#ally> <https://entente-kg.github.io/id/country/TUR> <https://entente-kg.github.io/article/a-1> .\n"
		assert.Assert(t, slices.Contains(before, plain))
		assert.Assert(t, !slices.Contains(dump(t, s), plain))
		sound(t, s)

		// The decision outlives another reading of the article, and its being taken back.
		changed := first
		changed.Doc.Title = "Corrected"
		add(t, s, changed)
		_, err = s.Retract(ctx, "a-1")
		assert.NilError(t, err)
		sound(t, s)
		add(t, s, first)
		sound(t, s)
		decided, err := s.Decisions(ctx)
		assert.NilError(t, err)
		assert.DeepEqual(t, decided, []Decision{{Kind: "review", Article: "a-1", Assertion: a.ID, Review: schema.Rejected, Note: "The caption is of another war."}})
		assert.Equal(t, len(statements(t, s, schema.Filter{Predicates: []string{"ally"}})), 1)

		_, err = s.Review(ctx, a.ID, "")
		assert.NilError(t, err)
		_, err = s.Note(ctx, a.ID, "")
		assert.NilError(t, err)
		assert.DeepEqual(t, dump(t, s), before)
	})
}

func TestAssertionMustBeNamedWell(t *testing.T) {
	one, two := first, second
	one.Assertions, two.Assertions = slices.Clone(one.Assertions), slices.Clone(two.Assertions)
	one.Assertions[0].ID, one.Assertions[1].ID, two.Assertions[0].ID = "abcd-1", "abcd-2", "abcd-1"
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, one, two)
		for id, want := range map[string]error{"abc": ErrNoAssertion, "abcd": ErrAmbiguous, "abcd-1": ErrAmbiguous, "none-such": ErrNoAssertion, "": ErrNoAssertion} {
			_, err := s.Review(ctx, id, schema.Accepted)
			assert.ErrorIs(t, err, want, id)
		}
		st, err := s.Review(ctx, "abcd-2", schema.Accepted)
		assert.NilError(t, err)
		assert.Equal(t, st.Predicate, "criticized")
		sound(t, s)
	})
}

func TestRecordsMakeTheSameStoreAgain(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, corpus(50)...)
		fresh := openAt(t, "memory", "")
		assert.NilError(t, s.Records(ctx, func(rec schema.Record) error {
			add(t, fresh, rec)
			return nil
		}))
		assert.DeepEqual(t, dump(t, fresh), dump(t, s))
		assert.DeepEqual(t, add(t, s, corpus(50)...), Added{Unchanged: 50})
		assert.DeepEqual(t, add(t, fresh, corpus(50)...), Added{Unchanged: 50})
	})
}

// storeRows is every row of the store.
func storeRows(t *testing.T, s *Store) (out []row) {
	t.Helper()
	assert.NilError(t, s.view(ctx, func(r rows) (err error) {
		out, err = list(r, nil)
		return err
	}))
	return out
}

func TestBuiltStoreIsAnAddedOne(t *testing.T) {
	recs := corpus(120)
	changed := says(recs[3].Doc.ID, "2001-01-01", "country/e0 ally country/e3 asserted")
	feed := append(slices.Clone(recs), recs[5], changed)
	path := filepath.Join(t.TempDir(), "built")
	built, err := Build(ctx, path, func(add func(schema.Record) error) error {
		for _, rec := range feed {
			if err := add(rec); err != nil {
				return err
			}
		}
		return nil
	})
	assert.NilError(t, err)
	s, plain := openAt(t, "bolt", path), openAt(t, "bolt", path+"-added")
	assert.Equal(t, built.Documents-built.Replaced, 120)
	add(t, plain, feed...)
	assert.DeepEqual(t, dump(t, s), dump(t, plain))
	assert.Check(t, cmp.DeepEqual(storeRows(t, s), storeRows(t, plain), allowRows))
	sound(t, s)
	add(t, s, first)
	sound(t, s)

	_, err = Build(ctx, path, func(func(schema.Record) error) error { return nil })
	assert.ErrorIs(t, err, fs.ErrExist)
	_, err = Build(ctx, path+"-bad", func(add func(schema.Record) error) error { return add(schema.Record{}) })
	assert.ErrorContains(t, err, "no id")
	left, err := filepath.Glob(path + "-bad*")
	assert.NilError(t, err)
	assert.Equal(t, len(left), 0)
}

func TestRebuildKeepsAllAndGivesRoomBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	s := openAt(t, "bolt", path)
	add(t, s, corpus(200)...)
	for _, rec := range corpus(200)[20:] {
		_, err := s.Retract(ctx, rec.Doc.ID)
		assert.NilError(t, err)
	}
	add(t, s, namesakes)
	assert.NilError(t, s.Merge(ctx, "person/al-asad", "person/bashar"))
	_, err := s.Review(ctx, namesakes.Assertions[0].ID, schema.Rejected)
	assert.NilError(t, err)
	quads, all := dump(t, s), storeRows(t, s)
	assert.NilError(t, s.Close())

	done, err := Rebuild(ctx, path, nil)
	assert.NilError(t, err)
	assert.Equal(t, done.Documents, 21)
	assert.Assert(t, done.After < done.Before/2, "%+v", done)
	s = openAt(t, "bolt", path)
	assert.DeepEqual(t, dump(t, s), quads)
	assert.Check(t, cmp.DeepEqual(storeRows(t, s), all, allowRows))
	sound(t, s)

	_, err = Rebuild(ctx, path+"-none", nil)
	assert.ErrorIs(t, err, ErrNoStore)
	_, err = os.Stat(path + "-none")
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

func TestCheckTellsWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(tx *bolt.Tx) error
		want  string
	}{
		"a row of a pair is gone": {func(tx *bolt.Tx) error {
			k, _ := tx.Bucket(rowsBucket).Cursor().Seek([]byte{famPair})
			return tx.Bucket(rowsBucket).Delete(k)
		}, `article "a-`},
		"an assertion is gone": {func(tx *bolt.Tx) error {
			k, _ := tx.Bucket(rowsBucket).Cursor().Seek([]byte{famStatement})
			return tx.Bucket(rowsBucket).Delete(k)
		}, "assertions, but"},
		"a letter of a sentence is another": {func(tx *bolt.Tx) error {
			k, v := tx.Bucket(rowsBucket).Cursor().Seek([]byte{famStatement})
			v = []byte(strings.Replace(string(v), "Sentence", "sentence", 1))
			return tx.Bucket(rowsBucket).Put(k, v)
		}, "is not as it was written"},
		"a row belongs to nothing": {func(tx *bolt.Tx) error {
			return tx.Bucket(rowsBucket).Put(in(key(famUse, "country/NOR"), keyOf("gone")), here)
		}, "belong to nothing"},
		"a quad is gone": {func(tx *bolt.Tx) error {
			_, err := writeQuads(boltBuckets(tx), nil, []quad.Quad{plainEdge})
			return err
		}, "a quad is missing"},
		"a quad is too much": {func(tx *bolt.Tx) error {
			_, err := writeQuads(boltBuckets(tx), []quad.Quad{strayEdge}, nil)
			return err
		}, "a quad too much"},
	} {
		t.Run(name, func(t *testing.T) {
			s := openAt(t, "bolt", filepath.Join(t.TempDir(), "s"))
			add(t, s, first, second)
			sound(t, s)
			assert.NilError(t, s.back.(*durable).db.Update(c.spoil))
			var faults []string
			done, err := s.Check(ctx, func(what string) { faults = append(faults, what) }, nil)
			assert.NilError(t, err)
			assert.Equal(t, done.Faults, len(faults))
			assert.Assert(t, cmp.Contains(strings.Join(faults, "\n"), c.want))
		})
	}
}

func TestBackupIsWholeWhileTheStoreIsWritten(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, "bolt", filepath.Join(dir, "s"))
	recs := corpus(300)
	add(t, s, recs[:100]...)
	done := make(chan error, 1)
	go func() {
		for _, rec := range recs[100:] {
			if _, err := s.Add(ctx, rec); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for i := range 5 {
		path := filepath.Join(dir, "copy"+string(rune('0'+i)))
		size, err := s.Backup(ctx, path)
		assert.NilError(t, err)
		info, err := os.Stat(path)
		assert.NilError(t, err)
		assert.Equal(t, info.Size(), size)
		sound(t, openAt(t, "bolt", path))
		_, err = s.Backup(ctx, path)
		assert.ErrorIs(t, err, fs.ErrExist)
	}
	assert.NilError(t, <-done)
	_, err := openAt(t, "memory", "").Backup(ctx, filepath.Join(dir, "none"))
	assert.ErrorIs(t, err, ErrNoBackup)
}

func TestNamesakeIsSplitOffInSomeArticles(t *testing.T) {
	one := says("n-1", "2021-05-01", "person/john-smith criticized country/TUR asserted")
	two := says("n-2", "2021-05-02", "person/john-smith met-with person/john-doe asserted", "person/john-smith supported country/TUR asserted")
	other := schema.Entity{ID: "person/john-smith-2", Name: "John Smith the footballer", Type: schema.Person}
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, one, two)
		before, rowsBefore := dump(t, s), storeRows(t, s)
		assert.ErrorIs(t, s.SplitOff(ctx, "person/nobody", other, "n-2"), ErrNoEntity)
		assert.ErrorIs(t, s.SplitOff(ctx, "person/john-smith", other, "n-3"), ErrNoDocument)
		assert.ErrorIs(t, s.SplitOff(ctx, "person/john-smith", schema.Entity{ID: "country/TUR", Name: "x", Type: schema.Country}, "n-2"), ErrTaken)
		assert.DeepEqual(t, dump(t, s), before)
		assert.NilError(t, s.SplitOff(ctx, "person/john-smith", other, "n-2"))
		sound(t, s)
		for id, want := range map[string]int{"person/john-smith": 1, "person/john-smith-2": 2} {
			assert.Equal(t, len(statements(t, s, schema.Filter{Entities: []string{id}})), want)
			edges, err := s.Edges(ctx, schema.Filter{Subjects: []string{id}, Objects: []string{"country/TUR"}})
			assert.NilError(t, err)
			assert.Equal(t, len(edges), 1)
			assert.Equal(t, edges[0].Subject, id)
		}
		found, err := s.Find(ctx, "john smith the footballer")
		assert.NilError(t, err)
		assert.DeepEqual(t, found, []schema.Entity{other})
		assert.NilError(t, s.SplitOff(ctx, "person/john-smith", other, "n-1"))
		assert.Equal(t, len(statements(t, s, schema.Filter{Entities: []string{"person/john-smith"}})), 0)
		decided, err := s.Decisions(ctx)
		assert.NilError(t, err)
		assert.DeepEqual(t, decided, []Decision{
			{Kind: "split", Entity: "person/john-smith", Is: other.ID, As: &other, Article: "n-1"},
			{Kind: "split", Entity: "person/john-smith", Is: other.ID, As: &other, Article: "n-2"}})

		// An article comes to speak of the ID that the analyst took, and is taken back.
		add(t, s, says("n-3", "2021-05-03", "person/john-smith-2 criticized country/TUR asserted"))
		sound(t, s)
		_, err = s.Retract(ctx, "n-3")
		assert.NilError(t, err)
		sound(t, s)
		found, err = s.Find(ctx, "john smith the footballer")
		assert.NilError(t, err)
		assert.Equal(t, len(found), 1)

		assert.NilError(t, s.Rejoin(ctx, other.ID))
		assert.ErrorIs(t, s.Rejoin(ctx, other.ID), ErrNotMerged)
		assert.DeepEqual(t, dump(t, s), before)
		assert.DeepEqual(t, storeRows(t, s), rowsBefore, allowRows)
	})
}
