package graph

import (
	"slices"
	"testing"

	"gotest.tools/v3/assert"
	"gotest.tools/v3/assert/cmp"

	"github.com/entente-kg/entente/schema"
)

// foreign has IDs that another program made, of which m-1 is in second's article as well.
func foreign() (one, two schema.Record) {
	one, two = namesakes, says("f-2", "2021-06-01", "country/TUR attacked country/ARM asserted")
	one.Assertions = slices.Clone(one.Assertions)
	one.Assertions[0].ID, one.Assertions[1].ID, two.Assertions[0].ID = "m-1", "m-10", "m-1"
	return one, two
}

func TestDecisionsAreTakenOverWholeWhicheverComesFirst(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		one, two := foreign()
		add(t, s, one, two, first)
		assert.NilError(t, s.Merge(ctx, "person/al-asad", "person/bashar"))
		for _, name := range []string{"m-1@f-2", first.Assertions[0].ID} {
			_, err := s.Review(ctx, name, schema.Rejected)
			assert.NilError(t, err)
		}
		_, err := s.Note(ctx, "m-10", "He means himself.")
		assert.NilError(t, err)
		other := schema.Entity{ID: "country/TUR-2", Name: "Another Turkey", Type: schema.Country, Aliases: []string{"Turkey"}}
		assert.NilError(t, s.SplitOff(ctx, "country/TUR", other, "f-2", "a-1"))
		decided, err := s.Decisions(ctx)
		assert.NilError(t, err)
		assert.Equal(t, len(decided), 6)

		for _, early := range []bool{false, true} {
			fresh := openAt(t, "memory", "")
			if early {
				assert.NilError(t, fresh.Decide(ctx, decided...))
				sound(t, fresh)
			}
			add(t, fresh, one, two, first)
			for range 2 { // again changes nothing
				assert.NilError(t, fresh.Decide(ctx, decided...))
			}
			assert.DeepEqual(t, dump(t, fresh), dump(t, s))
			assert.Check(t, cmp.DeepEqual(storeRows(t, fresh), storeRows(t, s), allowRows))
			sound(t, fresh)
		}
	})
}

func TestDecisionTakesThePlaceOfAnotherOne(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, namesakes)
		assert.NilError(t, s.Merge(ctx, "person/al-asad", "country/TUR"))
		review := Decision{Kind: "review", Article: "m-1", Assertion: namesakes.Assertions[0].ID, Review: schema.Rejected}
		merge := Decision{Kind: "merge", Entity: "person/al-asad", Is: "person/bashar"}
		assert.NilError(t, s.Decide(ctx, review, merge))
		review.Review, review.Note = schema.Accepted, "Seen."
		assert.NilError(t, s.Decide(ctx, review))
		decided, err := s.Decisions(ctx)
		assert.NilError(t, err)
		assert.DeepEqual(t, decided, []Decision{merge, review})
		sound(t, s)

		before := dump(t, s)
		assert.ErrorIs(t, s.Decide(ctx, Decision{Kind: "merge", Entity: "person/bashar", Is: "person/al-asad"}), ErrMerged)
		for _, bad := range []Decision{{}, {Kind: "merge", Entity: "a"}, {Kind: "split", Entity: "a", Is: "b"}, {Kind: "review", Article: "m-1", Assertion: "x", Review: "doubted"}, {Kind: "promote"},
			{Kind: "split", Entity: "person/bashar", Is: "person/bashar", Article: "m-1"}, {Kind: "review", Article: "m-1", Assertion: "x", Node: "y", Review: schema.Accepted}} {
			assert.ErrorIs(t, s.Decide(ctx, merge, bad), ErrDecision)
		}
		assert.DeepEqual(t, dump(t, s), before)
	})
}

func TestAssertionIsNamedAsShortAsItCanBe(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		one, two := foreign()
		one.Assertions[2].ID, two.Doc.ID = "abcdefghij-é", "f@2"
		more := says("f-3", "2021-07-01", "country/TUR attacked country/ARM asserted", "country/TUR attacked country/ARM denied")
		more.Assertions[0].ID, more.Assertions[1].ID = "abcdefghij-è", "z"
		add(t, s, one, two, more, first)
		found := statements(t, s, schema.Filter{})
		names, err := s.Names(ctx, found)
		assert.NilError(t, err)
		got := map[string]string{}
		for i, st := range found {
			got[names[i]] = st.ID + " in " + st.Doc.ID
			same, err := s.Assertion(ctx, names[i])
			assert.NilError(t, err)
			assert.DeepEqual(t, same, st)
		}
		want := map[string]string{"m-1@m-1": "m-1 in m-1", "m-1@f@2": "m-1 in f@2", "m-10": "m-10 in m-1", "z": "z in f-3",
			"abcdefghij-é": "abcdefghij-é in m-1", "abcdefghij-è": "abcdefghij-è in f-3"}
		for _, a := range first.Assertions {
			want[a.ID[:8]] = a.ID + " in a-1"
		}
		assert.DeepEqual(t, got, want)
	})
}
