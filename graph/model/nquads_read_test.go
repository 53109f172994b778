package model_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// readBack reads N-Quads, and what was told of them or decided in them.
func readBack(t testing.TB, text string) (recs []schema.Record, told []string) {
	t.Helper()
	err := model.ReadNQuads(t.Context(), strings.NewReader(text), func(rec schema.Record) error {
		recs = append(recs, rec)
		return nil
	}, func(line int, q quad.Quad) error {
		told = append(told, fmt.Sprintf("%d: decided: %v", line, q))
		return nil
	}, func(line int, err error) error {
		told = append(told, fmt.Sprintf("%d: %v", line, err))
		return nil
	})
	assert.NilError(t, err)
	return recs, told
}

func written(t testing.TB, recs ...schema.Record) string {
	t.Helper()
	var b bytes.Buffer
	for _, rec := range recs {
		assert.NilError(t, model.WriteNQuads(&b, rec))
	}
	return b.String()
}

// dumped is written as a dump has it.
func dumped(t testing.TB, rec schema.Record) string {
	t.Helper()
	quads, err := model.Dumped(rec, func(string) bool { return false })
	assert.NilError(t, err)
	for _, e := range rec.Entities {
		quads = append(quads, model.EntityQuads(e)...)
	}
	var b bytes.Buffer
	for _, q := range quads {
		assert.NilError(t, model.WriteQuad(&b, q))
	}
	return b.String()
}

func shuffled(text string, seed uint64) string {
	lines := strings.SplitAfter(text, "\n")
	rand.New(rand.NewPCG(seed, 2)).Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	return strings.Join(lines, "")
}

// nastyRecord has s wherever a record has a text, and keeps to the contract of records.
func nastyRecord(i int, s string) schema.Record {
	rec := record()
	rec.Doc = schema.DocInfo{ID: "doc" + s, Title: s, URL: s, Publisher: s, Byline: s, Published: s, Language: s}
	for j, e := range rec.Entities {
		rec.Entities[j] = schema.Entity{ID: e.ID + s, Name: "name" + s, Type: e.Type, Country: s, Wikidata: s, Aliases: []string{"b" + s}}
	}
	for j := range rec.Assertions {
		a := &rec.Assertions[j]
		a.Symmetric = false
		a.Subject, a.Object, a.Predicate = a.Subject+s, a.Object+s, a.Predicate+s
		if a.Attribution != "" {
			a.Attribution += s
		}
		a.Date, a.Text, a.Rule, a.Plover, a.Mode, a.Cameo, a.Quad, a.Re3d = s, "text"+s, s, s, s, s, s, s
		a.Confidence = []float64{0, 1, 1.0 / 3, 5e-324, math.Nextafter(1, 0), 0.30000000000000004}[i%6]
		a.ID = "id" + s + string(rune('a'+j))
	}
	return rec
}

var (
	cleaned = cmp.Comparer(func(a, b string) bool { return model.Clean(a) == model.Clean(b) })
	byDoc   = cmpopts.SortSlices(func(a, b schema.Record) bool { return model.Clean(a.Doc.ID) < model.Clean(b.Doc.ID) })
	byID    = cmpopts.SortSlices(func(a, b schema.Entity) bool { return a.ID < b.ID })
)

func TestNQuadsReadBackAsTheSameRecords(t *testing.T) {
	var all []schema.Record
	for i, s := range nasty {
		rec := nastyRecord(i, s)
		recs, told := readBack(t, shuffled(written(t, rec), uint64(i)))
		assert.Equal(t, len(told), 0, "%q: %q", s, told)
		if diff := cmp.Diff([]schema.Record{rec}, recs, cleaned, byID, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
		all = append(all, rec)
	}
	// Together and in no order, as a sorted export is.
	recs, told := readBack(t, shuffled(written(t, all...), 1))
	assert.Equal(t, len(told), 0, "%q", told)
	if diff := cmp.Diff(all, recs, cleaned, byDoc, byID, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("all (-want +got):\n%s", diff)
	}
}

func TestASymmetricAssertionReadsBackTheWayItIsKept(t *testing.T) {
	want := record()
	want.Assertions[0] = model.Canonical(want.Assertions[0])
	recs, told := readBack(t, written(t, record()))
	assert.Equal(t, len(told), 0, "%q", told)
	if diff := cmp.Diff([]schema.Record{want}, recs, byID, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

// Of an entity that two articles name differently each has its own description
// in a dump, and in others both have what all say.
func TestAnArticlesOwnDescriptionGoesBeforeWhatAllSay(t *testing.T) {
	a, b := record(), record()
	b.Doc.ID, b.Assertions = "harbour-2", nil
	a.Entities = slices.Clone(a.Entities[:2])
	b.Entities = []schema.Entity{{ID: "country/NOR", Name: "Kingdom of Norway", Type: schema.Country}}
	a.Assertions = nil
	recs, told := readBack(t, shuffled(dumped(t, a)+dumped(t, b), 1))
	assert.Equal(t, len(told), 0, "%q", told)
	if diff := cmp.Diff([]schema.Record{a, b}, recs, byDoc, byID, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("described (-want +got):\n%s", diff)
	}
	all := schema.Entity{ID: "country/NOR", Name: "Kingdom of Norway", Type: schema.Country, Country: "NOR", Wikidata: "Q20", Aliases: []string{"Norway", "Norwegian", "Oslo"}}
	a.Entities[0], b.Entities[0] = all, all
	recs, told = readBack(t, written(t, a, b))
	assert.Equal(t, len(told), 0, "%q", told)
	if diff := cmp.Diff([]schema.Record{a, b}, recs, byDoc, byID, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("not described (-want +got):\n%s", diff)
	}
}

// Every line is left out once: either nothing of the record is lost, or it is told.
func TestALostLineIsToldOfUnlessNothingIsLost(t *testing.T) {
	whole := record()
	text := written(t, whole)
	full, _ := readBack(t, text)
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")
	for i, line := range lines {
		recs, told := readBack(t, strings.Join(slices.Delete(slices.Clone(lines), i, i+1), ""))
		optional := slices.ContainsFunc([]quad.IRI{model.Title, model.URL, model.Publisher, model.Byline, model.Published, model.Language, model.Country, model.Wikidata,
			model.Alias, model.Speaker, model.Date, model.Symmetric, model.EvidenceSpan, model.SubjectSpan, model.ObjectSpan, model.Rule, model.Plover, model.Mode,
			model.Cameo, model.QuadClass, model.Re3d}, func(p quad.IRI) bool { return strings.Contains(line, " <"+string(p)+"> ") })
		if same := cmp.Equal(full, recs); !same && !optional && len(told) == 0 {
			t.Errorf("without %s: another record, and nothing told", line)
		}
		assert.Equal(t, len(recs), 1)
		if len(told) > 0 {
			assert.Assert(t, len(recs[0].Check(nil)) == 0, "%s: %v", line, recs[0].Check(nil))
		}
	}
}

func TestWhatIsWrongIsToldByItsLine(t *testing.T) {
	lines := strings.SplitAfter(written(t, record()), "\n")
	find := func(subject string, p quad.IRI) int {
		return slices.IndexFunc(lines, func(l string) bool {
			return strings.Contains(l, subject) && strings.Contains(l, " <"+string(p)+"> ")
		})
	}
	node := record().Assertions[1].ID
	without := func(i int) string { return strings.Join(slices.Delete(slices.Clone(lines), i, i+1), "") }
	with := func(line string) string { return strings.Join(lines, "") + line }
	end := fmt.Sprint(len(lines))
	status, evidence := find(node, model.Status), find(node, model.EvidenceText)
	first := fmt.Sprint(slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, node) }) + 1)
	label := " <" + string(model.ArticleIRI("harbour-1")) + "> .\n"
	iri := "<" + string(model.AssertionIRI("harbour-1", record().Assertions[1])) + ">"
	for _, c := range []struct {
		name, text  string
		assertions  int
		told, exact string
	}{
		{"a line of something else", with("this is no quad\n"), 2, end + `: no quad: subject: want an IRI, got "this is no quad"`, ""},
		{"half a line", with("<a:b> <c:d> \"e"), 2, end + `: no quad: no " after the text`, ""},
		{"no status", without(status), 1, first + ": passed over: assertion", "no status"},
		{"no sentence", without(evidence), 1, first + ": passed over: assertion 0", "no evidence"},
		{"no confidence", without(find(node, model.Confidence)), 1, first + ": passed over: assertion", "no confidence"},
		{"two statuses", with(iri + " <" + string(model.Status) + `> "asserted"` + label), 1, first + ": passed over", "two different"},
		{"an unknown status", strings.Replace(strings.Join(lines, ""), `"claimed"`, `"imagined"`, 1), 1, first + ": passed over", "unknown status"},
		{"confidence that is no number", strings.Replace(strings.Join(lines, ""), `"0.30000000000000004"`, `"high"`, 1), 1, "", `"high" is no number`},
		{"confidence above 1", strings.Replace(strings.Join(lines, ""), `"0.30000000000000004"`, `"3"`, 1), 1, first + ": passed over", "outside [0, 1]"},
		{"two descriptions", with("<"+string(model.ArticleIRI("harbour-1"))+"> <"+string(model.Described)+"> \"[]\""+label) + "<" + string(model.ArticleIRI("harbour-1")) + "> <" + string(model.Described) + "> \"[1]\"" + label, 2, fmt.Sprint(len(lines)+1) + ": ", "two different"},
		{"a description that is none", with("<" + string(model.ArticleIRI("harbour-1")) + "> <" + string(model.Described) + "> \"{}\"" + label), 2, "1: article \"harbour-1\": described entities", ""},
		{"two titles", with("<" + string(model.ArticleIRI("harbour-1")) + "> <" + string(model.Title) + `> "Another"` + label), 2, end + ": ", "two different"},
		{"an edge of nobody", with("<" + string(model.EntityIRI("country/NOR")) + "> <" + string(model.RelationIRI("invaded")) + "> <" + string(model.EntityIRI("country/ISL")) + ">" + label),
			2, end + `: article "harbour-1": no assertion behind the edge`, ""},
		{"an entity without its type", without(find("id/person/eva-lund", model.Type)), 1, "", "no quad describes: person/eva-lund"},
		{"an entity without an ID", with("<" + model.Articles + "harbour-1> <" + string(model.Mentions) + "> <" + model.Entities + ">" + label), 2, end + ": <" + model.Entities + ">: no ID", ""},
		{"an ID that is not UTF-8", with("<" + model.Articles + "harbour-1> <" + string(model.Mentions) + "> <" + model.Entities + "country/%FF>" + label), 2, end + ": <", "no ID"},
		{"confidence that is not a number", strings.Replace(strings.Join(lines, ""), `"0.30000000000000004"`, `"NaN"`, 1), 1, first + ": passed over", "confidence is no number"},
		{"no label", strings.ReplaceAll(strings.Join(lines, ""), label, " .\n") + written(t, record()), 2, "", "without their article as the label"},
		{"another vocabulary", with("<a:b> <c:d> <e:f> .\n<a:b> <c:d> \"g\" <h:i> .\n"), 2, end + ": quads that are no part of a record: 2 passed over, the first with predicate <c:d>", ""},
		{"a newer version's predicate", with(iri + " <" + model.NS + "mood> \"sad\"" + label), 2, end + ": quads that are no part of a record: 1 passed over", ""},
	} {
		recs, told := readBack(t, c.text)
		all := strings.Join(told, "\n")
		assert.Check(t, len(recs) == 1 && len(recs[0].Assertions) == c.assertions, "%s: %v", c.name, told)
		assert.Check(t, len(told) > 0 && strings.HasPrefix(told[0], c.told) && strings.Contains(all, c.exact), "%s: %s", c.name, all)
	}
}

func TestAnErrorOfTheCallerEndsTheReading(t *testing.T) {
	stop := errors.New("stop")
	no := func(int, error) error { return nil }
	undecided := func(int, quad.Quad) error { return nil }
	err := model.ReadNQuads(t.Context(), strings.NewReader(written(t, record())), func(schema.Record) error { return stop }, undecided, no)
	assert.ErrorIs(t, err, stop)
	decision := line(quad.Quad{Subject: model.EntityIRI("a"), Predicate: model.MergedInto, Object: model.EntityIRI("b"), Label: model.Decisions})
	err = model.ReadNQuads(t.Context(), strings.NewReader(decision), func(schema.Record) error { return nil }, func(int, quad.Quad) error { return stop }, no)
	assert.ErrorIs(t, err, stop)
	err = model.ReadNQuads(t.Context(), strings.NewReader("bad\n"), func(schema.Record) error { return nil }, undecided, func(int, error) error { return stop })
	assert.ErrorIs(t, err, stop)
}

func TestALineOfNQuads(t *testing.T) {
	const x = "^^<http://www.w3.org/2001/XMLSchema#"
	q := func(o quad.Value) quad.Quad {
		return quad.Quad{Subject: quad.IRI("a:s"), Predicate: quad.IRI("a:p"), Object: o}
	}
	object := func(s string) string { return "<a:s> <a:p> " + s + " ." }
	for line, want := range map[string]quad.Quad{
		object(`"x"`): q(quad.String("x")),
		object(`"\t\b\n\r\f\"\'\\\u00e9\U0001F600"`):              q(quad.String("\t\b\n\r\f\"'\\é😀")),
		object(`"x"@en-GB`):                                       q(quad.String("x")),
		object(`"2020-09-30T10:00:00.5+03:00"` + x + `dateTime>`): q(quad.String("2020-09-30T10:00:00.5+03:00")),
		object(`"9.1E-01"` + x + `double>`):                       q(quad.Float(0.91)),
		object(`"-INF"` + x + `double>`):                          q(quad.Float(math.Inf(-1))),
		object(`"0"` + x + `boolean>`):                            q(quad.Bool(false)),
		object(`"7"` + x + `integer>`):                            q(quad.String("7")),
		object(`<a:\u00e9>`):                                      q(quad.IRI("a:é")),
		`<a:s><a:p>"x".`:                                          q(quad.String("x")),
		"\t<a:s>\t<a:p> _:b.1 . # said":                           q(quad.BNode("b.1")),
		`_:b <a:p> _:c _:d.`:                                      {Subject: quad.BNode("b"), Predicate: quad.IRI("a:p"), Object: quad.BNode("c"), Label: quad.BNode("d")},
		`<a:s> <a:p> "x"@en <a:l> .`:                              {Subject: quad.IRI("a:s"), Predicate: quad.IRI("a:p"), Object: quad.String("x"), Label: quad.IRI("a:l")},
	} {
		got, ok, err := model.ParseQuad(line)
		assert.Check(t, err == nil && ok, "%s: %v", line, err)
		assert.Check(t, got == want, "%s: %v", line, got)
	}
	for _, line := range []string{"", " \t", "# <a:s> <a:p> <a:o> ."} {
		_, ok, err := model.ParseQuad(line)
		assert.Check(t, err == nil && !ok, "%q: %v", line, err)
	}
	for line, want := range map[string]string{
		`<s> <a:p> "x" .`:                    `subject: "s" is no absolute IRI`,
		`<a:s> _:p "x" .`:                    `predicate: want an IRI, got "_:p \"x\" ."`,
		`"a" <a:p> "x" .`:                    `subject: want an IRI, got "\"a\" <a:p> \"x\" ."`,
		`<a:s> <a:p> "x"`:                    `label: want an IRI, got ""`,
		`<a:s> <a:p> "x" <a:l>`:              `no full stop after the quad`,
		`<a:s> <a:p> "x" <a:l> . <a:s>`:      `"<a:s>" after the quad`,
		`<a:s> <a:p> "x" "l" .`:              `label: want an IRI, got "\"l\" ."`,
		`<a:s <a:p> "x" .`:                   `subject: " <a:p" in an IRI`,
		`<a:s> <a:p> <a:o`:                   `object: no > after the IRI`,
		`<a:s> <a:p> <a:\u0020> .`:           `object: " " in an IRI`,
		`<a:s> <a:p> <a:\n> .`:               `object: unknown escape \"n"`,
		`<a:s> <a:p> "\x" .`:                 `text: unknown escape \"x"`,
		`<a:s> <a:p> "\ud83d\ude00" .`:       `text: unknown escape \"ud83d\\ude00"`,
		`<a:s> <a:p> "\uZZZZ" .`:             `text: unknown escape \"uZZZZ"`,
		`<a:s> <a:p> "\U00110000" .`:         `text: unknown escape \"U00110000"`,
		"<a:s> <a:p> \"x\ry\" .":             `text: a line end in it`,
		"<a:s> <a:p> \"\xff\" .":             `not UTF-8`,
		`<a:s> <a:p> "x"^^xsd:string .`:      `datatype: want an IRI, got "xsd:string ."`,
		`<a:s> <a:p> "x"@ .`:                 `no language: "@ ."`,
		`<a:s> <a:p> "x"@9 .`:                `no language: "@9 ."`,
		`<a:s> <a:p> _: .`:                   `a blank node without a name: "_: ."`,
		object(`"0x1p-2"` + x + `double>`):   `"0x1p-2" is no number`,
		object(`"infinity"` + x + `double>`): `"infinity" is no number`,
		object(`"True"` + x + `boolean>`):    `"True" is no boolean`,
	} {
		_, _, err := model.ParseQuad(line)
		assert.Check(t, cmp.Equal(fmt.Sprint(err), want), "%s: %v", line, err)
	}
}

func FuzzReadNQuads(f *testing.F) {
	f.Add(written(f, record()))
	f.Add(dumped(f, record()))
	f.Add(dumped(f, nastyRecord(8, "a\u2028b %41\"\\")))
	f.Add(strings.ReplaceAll(written(f, record()), "Oslo", `\u0000slo`))
	f.Add("<a:s> <a:p> \"\\u00e9\"@en _:b . # c\n\xff\n<a:s")
	f.Fuzz(func(t *testing.T, text string) {
		recs, told := readBack(t, text)
		for _, what := range told {
			number, _, _ := strings.Cut(what, ":")
			n, err := strconv.Atoi(number)
			assert.NilError(t, err)
			assert.Assert(t, 1 <= n && n <= strings.Count(text, "\n")+1, what)
		}
		for _, rec := range recs {
			if faults := rec.Check(nil); len(faults) > 0 {
				t.Fatalf("%q: a record that breaks its contract: %q", text, faults)
			}
			// What was read is written and read again as the same.
			again, told := readBack(t, dumped(t, rec))
			if len(told) > 0 || len(again) != 1 || !cmp.Equal(again[0], rec, cleaned, cmpopts.EquateEmpty()) {
				t.Fatalf("%q: %q\n%s", text, told, cmp.Diff([]schema.Record{rec}, again, cleaned))
			}
		}
	})
}
