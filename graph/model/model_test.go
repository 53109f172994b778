package model_test

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"gotest.tools/v3/assert"
	"gotest.tools/v3/golden"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

var anyOrder = cmpopts.SortSlices(func(a, b quad.Quad) bool { return line(a) < line(b) })

func line(q quad.Quad) string {
	var b strings.Builder
	_ = model.WriteQuad(&b, q)
	return b.String()
}

// record has an assertion of each kind that the model treats in its own way.
func record() schema.Record {
	rec := schema.Record{
		Doc: schema.DocInfo{ID: "harbour-1", Title: "Two ports, one quarrel", URL: "https://news.example/harbour", Publisher: "Harbour Post",
			Byline: "A. Writer", Published: "2024-08-20", Language: "en"},
		Entities: []schema.Entity{
			{ID: "country/NOR", Name: "Norway", Type: schema.Country, Country: "NOR", Wikidata: "Q20", Aliases: []string{"Norwegian", "Oslo"}},
			{ID: "country/ISL", Name: "Iceland", Type: schema.Country, Country: "ISL"},
			{ID: "person/eva-lund", Name: "Eva Lund", Type: schema.Person},
		},
		Assertions: []schema.Assertion{
			{Subject: "country/NOR", Predicate: "ally", Object: "country/ISL", Status: schema.Asserted, Confidence: 0.91, Symmetric: true,
				Evidence: schema.Evidence{SubjectSpan: schema.Span{Start: 0, End: 6}, ObjectSpan: schema.Span{Start: 24, End: 31},
					Span: schema.Span{Start: 0, End: 32}, Text: "Norway stands firmly by Iceland.", Rule: "ally-stands-by"}},
			{Subject: "country/ISL", Predicate: "criticized", Object: "country/NOR", Status: schema.Claimed, Attribution: "person/eva-lund",
				Date: "2023-05/2023-07", Confidence: 0.30000000000000004, Plover: "ACCUSE", Mode: "disapprove", Cameo: "111", Quad: "verbal-conflict", Re3d: "Dislikes",
				Evidence: schema.Evidence{SubjectSpan: schema.Span{Start: 50, End: 57}, ObjectSpan: schema.Span{Start: 69, End: 75},
					Span: schema.Span{Start: 33, End: 76}, Text: "Eva Lund said \"Iceland scolded Norway\".", Rule: "criticized-active"}},
		},
	}
	for i, a := range rec.Assertions {
		rec.Assertions[i].ID = schema.AssertionID(rec.Doc.ID, a)
	}
	return rec
}

func TestOnlyWhatIsAssertedBecomesAPlainEdge(t *testing.T) {
	plain := quad.Quad{Subject: model.EntityIRI("country/NOR"), Predicate: model.RelationIRI("attacked"),
		Object: model.EntityIRI("country/ISL"), Label: model.ArticleIRI("harbour-1")}
	for _, status := range schema.Statuses {
		rec := record()
		rec.Assertions = rec.Assertions[:1]
		a := &rec.Assertions[0]
		a.Predicate, a.Symmetric, a.Status = "attacked", false, status
		a.ID = schema.AssertionID(rec.Doc.ID, *a)
		edges := 0
		for _, q := range model.Quads(rec) {
			if q.Predicate == plain.Predicate {
				assert.Equal(t, q, plain)
				edges++
			}
		}
		want := 0
		if status == schema.Asserted {
			want = 1
		}
		assert.Equal(t, edges, want, string(status))
	}
}

func TestSymmetricRelationIsKeptOnceSmallerIDFirst(t *testing.T) {
	rec := record()
	mirror := model.Turned(rec.Assertions[0])
	mirror.ID = schema.AssertionID(rec.Doc.ID, mirror)
	rec.Assertions = []schema.Assertion{rec.Assertions[0], mirror}
	c, err := model.Parse(model.Quads(rec))
	assert.NilError(t, err)
	assert.Equal(t, len(c.Statements), 1)
	s := c.Statements[0]
	assert.DeepEqual(t, []string{s.Subject, s.Object, s.ID}, []string{"country/ISL", "country/NOR", rec.Assertions[0].ID})
	assert.Equal(t, s.SubjectSpan, rec.Assertions[0].ObjectSpan)
}

// nasty is what real pages and broken extractors put into strings.
var nasty = []string{
	`plain`, "", `"quoted"`, `back\slash\n`, "line\nline\r\n\ttab", "\x00nul", "bad \xff\xfe utf-8", "emoji 🇹🇷👩‍🚀", "\u2028\u2029\u0085\x1b\x7f",
	"a b", "a/b", "a|b", "../x", ".", "%41", "<iri>", "{}^`", "ترکیه", `"5"^^<xsd:integer>`, `_:memnode1`, "<country/TUR>", "a@en", " lead and trail ",
	"0-1", "id,with;punctuation", strings.Repeat("long ", 2000), "e\u0301", "\ufffd", "\U0010ffff", "#frag?query=1&b=2", "C:\\dir\\file.html",
}

func TestQuadsGiveBackWhatTheyWereMadeOf(t *testing.T) {
	for i, s := range nasty {
		rec := record()
		rec.Doc = schema.DocInfo{ID: "doc" + s, Title: s, URL: s, Publisher: s, Byline: s, Published: s, Language: s}
		for j := range rec.Entities {
			rec.Entities[j] = schema.Entity{ID: rec.Entities[j].ID + s, Name: "name" + s, Type: rec.Entities[j].Type, Country: s, Wikidata: s, Aliases: []string{"b" + s}}
		}
		for j := range rec.Assertions {
			a := &rec.Assertions[j]
			a.Symmetric = false
			a.Subject, a.Object, a.Predicate = a.Subject+s, a.Object+s, a.Predicate+s
			if a.Attribution != "" {
				a.Attribution += s
			}
			a.Date, a.Text, a.Rule, a.Plover, a.Mode, a.Cameo, a.Quad, a.Re3d = s, s, s, s, s, s, s, s
			a.Confidence = []float64{0, 1, 1.0 / 3, 5e-324, math.Nextafter(1, 0), 0.30000000000000004}[i%6]
			a.ID = "id" + s + string(rune('a'+j))
		}
		quads := model.Quads(rec)
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
		got, err := model.Parse(quads)
		assert.NilError(t, err, "%q", s)

		want := model.Contents{Documents: []schema.DocInfo{rec.Doc}, Entities: slices.Clone(rec.Entities)}
		slices.SortFunc(want.Entities, func(a, b schema.Entity) int { return strings.Compare(a.ID, b.ID) })
		for _, a := range rec.Assertions {
			want.Statements = append(want.Statements, schema.Statement{Assertion: a, Doc: rec.Doc})
		}
		cleaned := cmp.Comparer(func(a, b string) bool { return model.Clean(a) == model.Clean(b) })
		if diff := cmp.Diff(want, got, cleaned, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
	}
}

func TestNQuads(t *testing.T) {
	var out bytes.Buffer
	assert.NilError(t, model.WriteNQuads(&out, record()))
	golden.Assert(t, out.String(), "record.nq")
}

// Cayley's own reader is the second opinion: it knows nothing of the writer here.
func TestNQuadsReadBackAsTheSameQuads(t *testing.T) {
	for _, s := range nasty {
		rec := record()
		rec.Doc.Title, rec.Doc.ID = s, "doc"+s
		rec.Entities[0].ID, rec.Assertions[1].Text, rec.Assertions[1].Rule = "country/"+s, s, s
		var out bytes.Buffer
		assert.NilError(t, model.WriteNQuads(&out, rec))
		got, err := quad.ReadAll(nquads.NewReader(bytes.NewReader(out.Bytes()), false))
		assert.NilError(t, err, "%q", s)
		// Dates carry a datatype in N-Quads alone.
		for i, q := range got {
			if ts, ok := q.Object.(quad.TypedString); ok {
				got[i].Object = ts.Value
			}
		}
		if diff := cmp.Diff(model.Quads(rec), got, anyOrder); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
	}
}

func TestNQuadsSpellDatatypesOut(t *testing.T) {
	const x = "^^<http://www.w3.org/2001/XMLSchema#"
	for _, c := range []struct {
		predicate quad.IRI
		value     quad.Value
		want      string
	}{
		{model.Confidence, quad.Float(0.91), `"0.91"` + x + `double>`},
		{model.Confidence, quad.Float(5e-324), `"5E-324"` + x + `double>`},
		{model.Confidence, quad.Float(math.Inf(-1)), `"-INF"` + x + `double>`},
		{model.Symmetric, quad.Bool(true), `"true"` + x + `boolean>`},
		{model.Name, quad.Int(7), `"7"` + x + `integer>`},
		{model.Date, quad.String("2020"), `"2020"` + x + `gYear>`},
		{model.Date, quad.String("2020-09"), `"2020-09"` + x + `gYearMonth>`},
		{model.Published, quad.String("2020-09-30"), `"2020-09-30"` + x + `date>`},
		{model.Published, quad.String("2020-09-30T10:00:00Z"), `"2020-09-30T10:00:00Z"` + x + `dateTime>`},
		{model.Published, quad.String("2020-09-30T10:00:00.5+03:00"), `"2020-09-30T10:00:00.5+03:00"` + x + `dateTime>`},
		{model.Date, quad.String("1992/1994"), `"1992/1994"`},
		{model.Date, quad.String("2020-13"), `"2020-13"`},
		{model.Title, quad.String("2020"), `"2020"`},
		{model.Name, quad.TypedString{Value: "5", Type: "xsd:integer"}, `"5"` + x + `integer>`},
	} {
		got := line(quad.Quad{Subject: quad.IRI("s:s"), Predicate: c.predicate, Object: c.value})
		assert.Equal(t, got, "<s:s> <"+string(c.predicate)+"> "+c.want+" .\n")
	}
}

func TestSameEntityOfTwoArticlesMerges(t *testing.T) {
	quads := slices.Concat(
		model.EntityQuads(schema.Entity{ID: "person/eva-lund", Name: "Lund", Type: schema.Person, Country: "NOR", Aliases: []string{"Minister Lund"}}),
		model.EntityQuads(schema.Entity{ID: "person/eva-lund", Name: "Eva Lund", Type: schema.Person, Country: "ISL", Wikidata: "Q1", Aliases: []string{"Ms Lund"}}))
	e, ok := model.ParseEntity(quads)
	assert.Assert(t, ok)
	// Two articles place her in two states, so the state is not known.
	assert.DeepEqual(t, e, schema.Entity{ID: "person/eva-lund", Name: "Eva Lund", Type: schema.Person, Wikidata: "Q1",
		Aliases: []string{"Lund", "Minister Lund", "Ms Lund"}})
}

func TestHalfAnAssertionIsAnError(t *testing.T) {
	quads := model.Quads(record())
	for i, q := range quads {
		if _, ok := model.AssertionID(q.Subject); ok && slices.Contains([]quad.Value{model.Article, model.Subject, model.Predicate, model.Object, model.Status}, q.Predicate) {
			_, err := model.Parse(slices.Delete(slices.Clone(quads), i, i+1))
			assert.ErrorContains(t, err, "assertion <"+model.Assertions)
		}
	}
}

func TestIDsOfDifferentKindsNeverMeet(t *testing.T) {
	id := "article/x"
	iris := []quad.IRI{model.EntityIRI(id), model.ArticleIRI(id), model.ArticleIRI("x"), model.RelationIRI(id), model.AssertionIRI("d", schema.Assertion{ID: id})}
	slices.Sort(iris)
	assert.Equal(t, len(slices.Compact(iris)), 5)
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"The United States": "united states", "U.S.": "us", "Türkiye": "turkiye", "Recep Tayyip Erdoğan": "recep tayyip erdogan", "İzmir": "izmir", "Kıbrıs": "kibris",
		"Côte d’Ivoire": "cote divoire", "  al-Shabaab ": "al shabaab", "THE": "the", "Łódź": "lodz", "Москва": "москва", "!!": "", "Theatre": "theatre",
	} {
		assert.Equal(t, model.Fold(name), want, name)
	}
}
