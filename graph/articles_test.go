package graph

import (
	"testing"

	"gotest.tools/v3/assert"
)

func TestArticlesComeByDateWithWhatTheySay(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		late, undated := second, first
		late.Doc.ID, late.Doc.Published = "a-0", "2024-01-01"
		undated.Doc.ID, undated.Doc.Published = "z", ""
		add(t, s, late, first, undated)
		got, err := s.Articles(ctx)
		assert.NilError(t, err)
		var ids []string
		for _, a := range got {
			ids = append(ids, a.ID)
			assert.Assert(t, a.Assertions > 0)
		}
		assert.DeepEqual(t, ids, []string{"z", "a-1", "a-0"})
		assert.Equal(t, got[1].Title, first.Doc.Title)
	})
}

func TestCopiesAreOfTheFirstArticleThatTellsTheStory(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		recs := []string{"c", "b", "a", "other"}
		for i, id := range recs {
			add(t, s, says(id, []string{"2020-03-01", "2020-02-01", "2020-02-02", "2020-01-01"}[i], "country/TUR ally country/AZE asserted"))
		}
		// The rows are what tells; how they are found is told in copies.go.
		var c change
		for _, pair := range [][2]string{{"c", "b"}, {"a", "c"}} { // a and b are copies through c
			x, y := keyOf(pair[0]), keyOf(pair[1])
			c.put = append(c.put, row{in(ofArticle(famCopy, x), y), here}, row{in(ofArticle(famCopy, y), x), here})
		}
		assert.NilError(t, s.apply(c))
		got, err := s.Articles(ctx)
		assert.NilError(t, err)
		var told [][2]string
		for _, a := range got {
			told = append(told, [2]string{a.ID, a.CopyOf})
		}
		assert.DeepEqual(t, told, [][2]string{{"other", ""}, {"b", ""}, {"a", "b"}, {"c", "b"}})
	})
}
