package eval_test

import (
	"os"
	"strings"
	"testing"

	"gotest.tools/v3/assert"
	"gotest.tools/v3/golden"

	"github.com/entente-kg/entente/extract"
	"github.com/entente-kg/entente/extract/eval"
	"github.com/entente-kg/entente/schema"
)

const articles = "../../testdata/articles"

// The score sheet is a golden, so that what a change does to quality stands in
// its diff: found rows, the share with the right status, and traps sprung.
func TestScoreSheetIsAsRecorded(t *testing.T) {
	as, err := eval.ReadArticles(os.DirFS(articles))
	assert.NilError(t, err)
	p, err := extract.New(extract.Options{})
	assert.NilError(t, err)
	var scores []eval.Score
	for _, a := range as {
		r, err := p.Extract(t.Context(), a.Doc)
		assert.NilError(t, err)
		s := eval.Compare(a, r)
		for _, line := range s.Sprung {
			t.Logf("%s: trap: %s", a.Name, line)
		}
		for _, line := range s.Missed {
			t.Logf("%s: missed: %s", a.Name, line)
		}
		for _, line := range s.Wrong {
			t.Logf("%s: wrong: %s", a.Name, line)
		}
		scores = append(scores, s)
	}
	golden.Assert(t, eval.Sheet(scores), "../../../testdata/gold/scores.txt")
}

func TestArticlesKeepTheirOwnRules(t *testing.T) {
	as, err := eval.ReadArticles(os.DirFS(articles))
	assert.NilError(t, err)
	assert.Assert(t, len(as) >= 8)
	for _, a := range as {
		text := strings.Join(strings.Fields(a.Doc.Text), " ")
		for _, w := range a.Want {
			plain := a.Doc.Format != schema.FormatHTML
			assert.Assert(t, !plain || strings.Contains(text, w.Evidence), "%s: evidence %q is not in the article", a.Name, w.Evidence)
			wanted := schema.Assertion{Subject: w.Subject, Predicate: w.Predicate, Object: w.Object, Status: w.Status}
			r := schema.Record{Assertions: []schema.Assertion{wanted}}
			for _, n := range a.Never {
				if w.Subject == "*" || w.Object == "*" {
					continue
				}
				s := eval.Compare(eval.Article{Never: []eval.Never{n}}, r)
				assert.Equal(t, len(s.Sprung), 0, "%s: never forbids the wanted %+v", a.Name, w)
			}
		}
	}
}

func TestFaultsOfAnArticleComeAllAtOnce(t *testing.T) {
	fsys := os.DirFS("testdata")
	_, err := eval.ReadArticles(fsys)
	golden.Assert(t, err.Error()+"\n", "faults.golden")
}

func TestAWrongStatusIsFoundButNotRight(t *testing.T) {
	a := eval.Article{Name: "x", Want: []eval.Want{{Tier: 1, Subject: "country/FRA", Predicate: "ally", Object: "country/POL", Status: schema.Negated}},
		Never: []eval.Never{{Subject: "country/POL", Predicate: "ally", Object: "*", Statuses: []schema.Status{schema.Asserted}, Why: "it was denied"}}}
	r := schema.Record{Assertions: []schema.Assertion{{Subject: "country/POL", Predicate: "ally", Object: "country/FRA", Status: schema.Asserted, Symmetric: true}}}
	s := eval.Compare(a, r)
	assert.DeepEqual(t, s.Tiers[1], eval.Tally{Want: 1, Found: 1, Status: 0})
	assert.DeepEqual(t, s.Sprung, []string{"country/POL ally country/FRA [asserted]: it was denied"})
	assert.Equal(t, s.Right, 1)
}
