package extract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/extract"
	"github.com/entente-kg/entente/extract/eval"
	"github.com/entente-kg/entente/schema"
)

var pipeline = sync.OnceValue(func() *extract.Pipeline {
	p, err := extract.New(extract.Options{})
	if err != nil {
		panic(err)
	}
	return p
})

func articles(t *testing.T) []eval.Article {
	t.Helper()
	as, err := eval.ReadArticles(os.DirFS("../testdata/articles"))
	assert.NilError(t, err)
	return as
}

func record(t *testing.T, doc schema.Document) schema.Record {
	t.Helper()
	r, err := pipeline().Extract(t.Context(), doc)
	assert.NilError(t, err)
	return r
}

// triples are the assertions of a record in words.
func triples(r schema.Record) []string {
	var out []string
	for _, a := range r.Assertions {
		out = append(out, strings.TrimSpace(strings.Join([]string{a.Subject, a.Predicate, a.Object, string(a.Status), a.Attribution}, " ")))
	}
	return out
}

// Every span of a record counts code points of the text that it names.
func TestSpansOfARecordAreToTheLetter(t *testing.T) {
	for _, a := range articles(t) {
		r := record(t, a.Doc)
		text := a.Doc.Text
		if r.Doc.Text != "" {
			text = r.Doc.Text
		}
		runes := []rune(text)
		for _, m := range r.Mentions {
			assert.Equal(t, string(runes[m.Start:m.End]), m.Text, a.Name)
		}
		for _, as := range r.Assertions {
			s := as.Evidence.Span
			assert.Equal(t, string(runes[s.Start:s.End]), as.Evidence.Text, a.Name)
			assert.Assert(t, as.SubjectSpan.Len() > 0 && as.ObjectSpan.Len() > 0, "%s: %+v", a.Name, as)
			for _, end := range []schema.Span{as.SubjectSpan, as.ObjectSpan} {
				assert.Assert(t, end.End <= len(runes), a.Name)
			}
		}
		assert.Equal(t, len(r.Check(schema.DefaultVocabulary())), 0, "%s: %v", a.Name, r.Check(schema.DefaultVocabulary()))
	}
}

func TestTheVocabularyAllowsWhatComesOut(t *testing.T) {
	for _, a := range articles(t) {
		r := record(t, a.Doc)
		types := map[string]schema.EntityType{}
		for _, e := range r.Entities {
			types[e.ID] = e.Type
		}
		for _, as := range r.Assertions {
			rel, ok := schema.DefaultVocabulary().Relation(as.Predicate)
			assert.Assert(t, ok, as.Predicate)
			assert.Assert(t, rel.Allows(types[as.Subject], types[as.Object]), "%s: %s %s %s", a.Name, as.Subject, as.Predicate, as.Object)
			assert.Assert(t, as.Subject != as.Object, "%s: %+v", a.Name, as)
		}
	}
}

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	as := articles(t)
	want := make([]string, len(as))
	for i, a := range as {
		b, err := json.Marshal(record(t, a.Doc))
		assert.NilError(t, err)
		want[i] = string(b)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			fresh, err := extract.New(extract.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			for i, a := range as {
				r, err := fresh.Extract(t.Context(), a.Doc)
				if err != nil {
					t.Error(err)
				}
				if b, _ := json.Marshal(r); string(b) != want[i] {
					t.Errorf("%s: another run gave another record", a.Name)
				}
			}
		})
	}
	wg.Wait()
}

func TestADateHintIsUsedOnlyWhereThePageHasNoDate(t *testing.T) {
	text := "Mali expels an envoy\n\nMali on Tuesday expelled the French ambassador."
	assert.Equal(t, record(t, schema.Document{Text: text, DateHint: "2024-08-19"}).Doc.Published, "2024-08-19")
	assert.Equal(t, record(t, schema.Document{Text: text, DateHint: "2024-08-19", Published: "2022-01-31"}).Doc.Published, "2022-01-31")
	assert.Equal(t, record(t, schema.Document{Text: text}).Doc.Published, "")
}

func TestAnEmptyDocumentHasAnEmptyRecord(t *testing.T) {
	r := record(t, schema.Document{ID: "nothing"})
	assert.DeepEqual(t, r, schema.Record{Doc: schema.DocInfo{ID: "nothing"},
		Entities: []schema.Entity{}, Mentions: []schema.Mention{}, Assertions: []schema.Assertion{}, Dropped: []schema.Dropped{}})
}

func TestACopyOnAnotherPapersPageIsKnownByItsSketch(t *testing.T) {
	story := `Chad expelled two Sudanese diplomats on Thursday and accused Khartoum of arming rebels in its eastern provinces, a charge that
Sudan denied within hours. The rebels attacked the town of Tine on Monday, killed nine soldiers and burned the market before they crossed
back over the frontier. Egypt offered to mediate between the two governments, and the African Union called for calm.`
	a := record(t, schema.Document{Text: "Chad expels diplomats\n\n" + story}).Doc
	b := record(t, schema.Document{Format: schema.FormatHTML, Text: "<html><head><title>Other</title></head><body><nav><a href='/'>Home</a><a href='/s'>Sport</a></nav>" +
		"<article><h1>Sudan's envoys must go</h1><p>By A. Writer</p><p>" + story + "</p></article><footer>All rights reserved</footer></body></html>"}).Doc
	assert.Assert(t, a.Sketch != b.Sketch && schema.Alike(a.Sketch, b.Sketch))
	other := record(t, schema.Document{Text: "Chad expels diplomats\n\nAnother story of that day, in which " + strings.Repeat("Mali met Niger and Niger met Mali, though ", 9)}).Doc
	assert.Assert(t, !schema.Alike(a.Sketch, other.Sketch))
}

// How a name reaches its entity, and how the text stands to what it says.
func TestReadings(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"a capital that acts is its state", "Riyadh expelled the Lebanese ambassador.", []string{"country/SAU expelled country/LBN asserted"}},
		{"two sides of one war", "The war between Iran and Iraq lasted eight years.", []string{"country/IRN war-with country/IRQ asserted"}},
		{"a denial is the denier's", "Rwanda denied that it had invaded Burundi.", []string{"country/RWA invaded country/BDI denied country/RWA"}},
		{"a negation is the text's", "Chad has not invaded Libya.", []string{"country/TCD invaded country/LBY negated"}},
		{"a claim is the speaker's", "Uganda said Sudan had invaded Eritrea.", []string{"country/SDN invaded country/ERI claimed country/UGA"}},
		{"a condition is no fact", "If Serbia invaded Kosovo, NATO would act.", []string{"country/SRB invaded country/XKX hypothetical"}},
		{"an infinitive in a condition is no plan", "If Serbia were to invade Kosovo, NATO would act.", []string{"country/SRB invaded country/XKX hypothetical"}},
		{"a charge denied in other words", "Uganda said Sudan had invaded Eritrea, a charge that Sudan has always denied.",
			[]string{"country/SDN invaded country/ERI claimed country/UGA", "country/SDN invaded country/ERI denied country/SDN"}},
		{"a charge denied in the next sentence", "Uganda said Sudan had invaded Eritrea. Khartoum denies it.",
			[]string{"country/SDN invaded country/ERI claimed country/UGA", "country/SDN invaded country/ERI denied country/SDN"}},
		{"who denies something else denies nothing of that", "Uganda said Sudan had invaded Eritrea. Khartoum denies visas to Chad.",
			[]string{"country/SDN invaded country/ERI claimed country/UGA", "country/SDN rejected country/TCD asserted"}},
		{"a reporter is no party", "Turkish media condemned Syrian television.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.DeepEqual(t, triples(record(t, schema.Document{Text: c.text})), c.want)
		})
	}
}

// The user's own article, where it lies beside the project.
func TestTheSeedArticleAnswersItsThreeQuestions(t *testing.T) {
	b, err := os.ReadFile(filepath.FromSlash("../../shared/seed/article.txt"))
	if err != nil {
		t.Skipf("the seed article is not beside the project: %v", err)
	}
	r := record(t, schema.Document{Text: string(b), DateHint: "2024-08-19"})
	got := map[string]bool{}
	for _, a := range r.Assertions {
		if a.Status == schema.Asserted {
			got[strings.Join([]string{a.Subject, a.Predicate, a.Object}, " ")] = true
		}
	}
	for _, want := range []string{"country/AZE ally country/TUR", "country/ARM war-with country/AZE", "country/TUR intervened-in country/LBY"} {
		assert.Assert(t, got[want], "%s is not asserted", want)
	}
}

func BenchmarkExtract(b *testing.B) {
	as, err := eval.ReadArticles(os.DirFS("../testdata/articles"))
	assert.NilError(b, err)
	p := pipeline()
	n := 0
	for _, a := range as {
		n += len(a.Doc.Text)
	}
	b.SetBytes(int64(n))
	b.ResetTimer()
	for b.Loop() {
		for _, a := range as {
			if _, err := p.Extract(b.Context(), a.Doc); err != nil {
				b.Fatal(err)
			}
		}
	}
}
