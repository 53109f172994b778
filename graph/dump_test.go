package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// odd is what real pages and other programs' extractors put into texts and IDs.
var odd = []string{
	"", `"quoted" back\slash\n`, "line\nline\r\n\ttab\b\f", "\x00nul \xff\xfe no utf-8", "emoji 🇹🇷👩‍🚀", "\u2028\u2029\u0085\ufeff\x1b\x7f", " a/b|c ", "../x/./%41",
	"<iri> {}^`", "ترکیه", `"5"^^<xsd:integer> .`, "a@en .", "e\u0301 \ufffd \uffff \U0010ffff", "#frag?query=1&b=2", "C:\\dir\\file.html", "long " + strings.Repeat("sentence ", 1000),
	"2020", "2020-09", "2020-09-30T10:00:00+03:00", "1992/1994", "0000-01-01", "true", "1.5", "id/country/TUR", "@prefix : <x> .",
}

// oddRecord has an odd text wherever a record may have a text.
func oddRecord(s string) schema.Record {
	id := s[:min(len(s), 200)]
	rec := says("odd "+s, id, "person/ann criticized country/TUR asserted "+"2020-05", "person/ann ally country/TUR asserted", "country/TUR criticized person/ann claimed")
	rec.Doc.Title, rec.Doc.URL, rec.Doc.Publisher, rec.Doc.Byline, rec.Doc.Language = s, s, s, s, s
	for i := range rec.Entities {
		e := &rec.Entities[i]
		e.ID, e.Name, e.Country, e.Wikidata, e.Aliases = e.ID+id, "n"+s, s, s, []string{s, "n" + s, "b" + s}
	}
	for i := range rec.Assertions {
		a := &rec.Assertions[i]
		a.Subject, a.Object, a.Predicate = a.Subject+id, a.Object+id, a.Predicate+id
		a.Date, a.Rule, a.Plover, a.Mode, a.Cameo, a.Quad, a.Re3d, a.Text = s, s, s, s, s, s, s, "t"+s
		a.Confidence = []float64{5e-324, 1.0 / 3, 1}[i]
		a.ID = fmt.Sprint(i, id)
	}
	rec.Assertions[2].Attribution = "person/ann" + id
	return rec
}

// fill puts into a store all that one can hold.
func fill(t testing.TB, s *Store) (recs []schema.Record) {
	t.Helper()
	one, two := foreign()
	recs = append(recs, one, two, first, second, namesakes)
	recs[4].Doc.ID = "m-2"
	for i, text := range odd {
		rec := oddRecord(text)
		rec.Doc.ID += fmt.Sprint(i)
		recs = append(recs, rec)
	}
	copied := says("n-1", "2021-06-01", "person/john-smith attacked country/ARM asserted", "person/john-smith attacked country/ARM asserted 2021")
	copied.Doc.Sketch = schema.Sketch(harbour)
	copied.Assertions[1].Evidence = copied.Assertions[0].Evidence
	copied.Assertions[0].ID, copied.Assertions[1].ID = "z", "y"
	again := says("n-2", "2021-06-02", "person/john-smith attacked country/ARM asserted")
	again.Doc.Sketch = copied.Doc.Sketch
	gone := says("n-3", "2021-06-02", "person/john-smith war-with country/ARM asserted", "person/john-smith ally country/TUR asserted")
	gone.Assertions[1].ID = "foreign/1 %"
	recs = append(recs, copied, again, says("n-4", "", "person/john-smith criticized country/ARM negated"), schema.Record{Doc: schema.DocInfo{ID: "nothing in it"}}, gone)
	add(t, s, recs...)

	assert.NilError(t, s.Merge(ctx, "person/al-asad", "person/bashar"))
	assert.NilError(t, s.Merge(ctx, model.Clean("person/ann"+odd[1]), "person/bashar"))
	assert.NilError(t, s.SplitOff(ctx, "person/john-smith", schema.Entity{ID: "person/john-smith 2 %", Name: "John \"Jack\" Smith", Type: schema.Person, Country: "GBR",
		Wikidata: "Q1", Aliases: []string{"J. Smith", "John \"Jack\" Smith"}}, "n-1", "n-2"))
	assert.NilError(t, s.SplitOff(ctx, "person/john-smith", schema.Entity{ID: "person/nobody"}, "n-4"))
	review := func(name string, v schema.Review, note string) {
		t.Helper()
		_, err := s.Review(ctx, name, v)
		assert.NilError(t, err)
		_, err = s.Note(ctx, name, note)
		assert.NilError(t, err)
	}
	review(first.Assertions[0].ID, schema.Rejected, "The caption is of another war.\n\"Sic\"")
	review("m-1@f-2", schema.Rejected, "")
	review("m-10", "", "He means himself.")
	review("z", schema.Accepted, "")
	review("1"+odd[1], schema.Rejected, odd[2])
	review(gone.Assertions[0].ID, schema.Rejected, "The page was taken down.")
	review(gone.Assertions[1].ID, schema.Accepted, "")
	_, err := s.Retract(ctx, "n-3")
	assert.NilError(t, err)
	// An article comes to speak of an ID that was taken.
	recs[len(recs)-1] = says("n-5", "2021-05-03", "person/nobody criticized country/TUR asserted")
	add(t, s, recs[len(recs)-1])
	return recs
}

// rowTexts are rows that are quick to compare.
func rowTexts(t *testing.T, s *Store) (out []string) {
	t.Helper()
	for _, r := range storeRows(t, s) {
		out = append(out, string(r.key)+" = "+string(r.value))
	}
	return out
}

func dumped(t testing.TB, s *Store) string {
	t.Helper()
	var b strings.Builder
	assert.NilError(t, s.Dump(ctx, &b))
	return b.String()
}

func readDump(t testing.TB, text string) (recs []schema.Record, decided []Decision, told []string) {
	t.Helper()
	decided, err := ReadDump(ctx, strings.NewReader(text), func(rec schema.Record) error {
		recs = append(recs, rec)
		return nil
	}, func(line int, err error) error {
		told = append(told, fmt.Sprintf("%d: %v", line, err))
		return nil
	})
	assert.NilError(t, err)
	return recs, decided, told
}

func TestDumpMakesTheSameStore(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		fill(t, s)
		sound(t, s)
		text := dumped(t, s)
		lines := strings.SplitAfter(text, "\n")
		assert.Equal(t, len(slices.Compact(slices.Sorted(slices.Values(lines)))), len(lines), "a line is there twice")
		slices.Reverse(lines)
		for _, order := range []string{text, strings.Join(lines, "")} {
			recs, decided, told := readDump(t, order)
			assert.Equal(t, len(told), 0, "%q", told)
			early, late := openAt(t, "memory", ""), openAt(t, "memory", "")
			assert.NilError(t, early.Decide(ctx, decided...))
			add(t, early, recs...)
			add(t, late, recs...)
			path := filepath.Join(t.TempDir(), "built")
			_, err := Build(ctx, path, func(add func(schema.Record) error) error {
				for _, rec := range recs {
					if err := add(rec); err != nil {
						return err
					}
				}
				return nil
			})
			assert.NilError(t, err)
			for _, to := range []*Store{early, late, openAt(t, "bolt", path)} {
				assert.NilError(t, to.Decide(ctx, decided...))
				assert.Assert(t, dumped(t, to) == text)
				assert.DeepEqual(t, dump(t, to), dump(t, s))
				assert.DeepEqual(t, rowTexts(t, to), rowTexts(t, s))
				sound(t, to)
			}
		}
	})
}

// What an analyst rejected is no fact for who reads a dump either.
func TestDumpHasNoEdgeOfWhatWasRejected(t *testing.T) {
	s := openAt(t, "memory", "")
	add(t, s, first)
	before := strings.SplitAfter(dumped(t, s), "\n")
	a := first.Assertions[0]
	_, err := s.Review(ctx, a.ID, schema.Rejected)
	assert.NilError(t, err)
	after := strings.SplitAfter(dumped(t, s), "\n")
	assert.DeepEqual(t, slices.DeleteFunc(before, func(line string) bool { return slices.Contains(after, line) }), []string{
		fmt.Sprintf("%v %v %v %v .\n", model.EntityIRI(a.Object), model.RelationIRI(a.Predicate), model.EntityIRI(a.Subject), model.ArticleIRI("a-1"))})
}

func TestDecisionThatMakesNoSenseIsToldByItsLine(t *testing.T) {
	const label = "<" + string(model.Decisions) + "> .\n"
	quad := func(s, p, o string) string { return fmt.Sprintf("<%s> <%s> %s %s", s, p, o, label) }
	e := func(id string) string { return string(model.EntityIRI(id)) }
	iri := func(s string) string { return "<" + s + ">" }
	merge := func(a, b string) string { return quad(e(a), string(model.MergedInto), iri(e(b))) }
	split := func(as, id string) string { return quad(e(as), string(model.SplitFrom), iri(e(id))) }
	in := func(as, doc string) string {
		return quad(e(as), string(model.SplitIn), iri(string(model.ArticleIRI(doc))))
	}
	node := string(model.NodeIn("d", "1"))
	of := func(n, doc string) string {
		return quad(n, string(model.Article), iri(string(model.ArticleIRI(doc))))
	}
	review := func(n, v string) string { return quad(n, string(model.Review), `"`+v+`"`) }
	for _, c := range []struct {
		name, text string
		told       string
		left       int
	}{
		{"merged in a circle", merge("a", "b") + merge("b", "c") + merge("c", "a"), "3: decisions on <" + e("c") + "> passed over: merged already: a is c", 2},
		{"merged into itself", merge("a", "a"), "1: ", 0},
		{"merged into two", merge("a", "b") + merge("a", "c"), "1: decisions on <" + e("a") + "> passed over: two different", 0},
		{"two spellings of one ID", merge("a", "b") + strings.Replace(merge("a", "c"), "/id/a", "/id/%61", 1), "1: ", 0},
		{"merged into an article", quad(e("a"), string(model.MergedInto), iri(node)), "1: no decision: ", 0},
		{"split off two", split("a", "b") + split("a", "c") + in("a", "d"), "1: ", 0},
		{"split off itself", split("a", "a") + in("a", "d"), "1: ", 0},
		{"split off nobody", in("a", "d"), `1: decisions on <` + e("a") + `> passed over: split off "" in 1 articles`, 0},
		{"split off nowhere", split("a", "b"), "1: ", 0},
		{"two in one article", split("a", "b") + in("a", "d") + split("c", "b") + in("c", "d"), "3: ", 1},
		{"a name of nobody", quad(e("a"), string(model.Name), `"A"`), "1: ", 0},
		{"an unknown review", of(node, "d") + review(node, "doubted"), `1: decisions on <` + node + `> passed over: review "doubted"`, 0},
		{"two reviews", of(node, "d") + review(node, "accepted") + review(node, "rejected"), "1: ", 0},
		{"of two articles", of(node, "c") + of(node, "d") + review(node, "rejected"), "1: ", 0},
		{"of another article", of(node, "c") + review(node, "rejected"), `1: decisions on <` + node + `> passed over: of article "c", and named after "d"`, 0},
		{"of no article", review(string(model.NodeIRI("1")), "rejected"), "1: ", 0},
		{"under two names", of(node, "d") + review(node, "rejected") + of(string(model.NodeIRI("1")), "d") + review(string(model.NodeIRI("1")), "accepted"), "3: ", 1},
		{"of an article, nothing", of(node, "d"), "1: ", 0},
		{"of a relation", quad(string(model.RelationIRI("ally")), string(model.Note), `"x"`), "1: no decision: ", 0},
		{"a name is enough to know the article by", review(node, "rejected"), "", 1},
	} {
		_, decided, told := readDump(t, c.text)
		assert.Check(t, len(decided) == c.left, "%s: %v", c.name, decided)
		if c.told == "" {
			assert.Check(t, len(told) == 0, "%s: %q", c.name, told)
			continue
		}
		assert.Check(t, len(told) == 1 && strings.HasPrefix(told[0], c.told), "%s: %q", c.name, told)
		s := openAt(t, "memory", "")
		assert.NilError(t, s.Decide(ctx, decided...), c.name)
	}
}

func TestDumpTellsOfAWriterThatFails(t *testing.T) {
	s := openAt(t, "memory", "")
	add(t, s, corpus(100)...)
	assert.ErrorIs(t, s.Dump(ctx, fullWriter{}), errFull)
}

var errFull = errors.New("full")

type fullWriter struct{}

func (fullWriter) Write([]byte) (int, error) { return 0, errFull }

// Whatever a line of records says, a store keeps all of it or refuses it whole.
func FuzzAdd(f *testing.F) {
	recs := fill(f, openAt(f, "memory", ""))
	for _, i := range []int{0, 3, 5, 12} {
		line, err := json.Marshal(recs[i])
		assert.NilError(f, err)
		f.Add(line)
	}
	f.Add([]byte(`{"doc":{"id":"\u0000"},"entities":[{"id":"\ud800","name":"\u0000","type":"person","aliases":["","\ufffd"]}],"assertions":[{"subject_span":[1,0]}]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		var rec schema.Record
		if json.Unmarshal(line, &rec) != nil {
			return
		}
		s := openAt(t, "memory", "")
		if _, err := s.Add(ctx, rec); err != nil {
			assert.ErrorIs(t, err, ErrRecord)
			assert.Equal(t, sound(t, s).Rows, 0)
			return
		}
		sound(t, s)
		assert.Equal(t, add(t, s, rec).Unchanged, 1)
		again, restored := openAt(t, "memory", ""), openAt(t, "memory", "")
		assert.NilError(t, s.Records(ctx, func(rec schema.Record) error {
			add(t, again, rec)
			return nil
		}))
		recs, decided, told := readDump(t, dumped(t, s))
		assert.Equal(t, len(told)+len(decided), 0, "%q", told)
		add(t, restored, recs...)
		for _, other := range []*Store{again, restored} {
			assert.DeepEqual(t, rowTexts(t, other), rowTexts(t, s))
			assert.DeepEqual(t, dump(t, other), dump(t, s))
		}
	})
}

// Whatever N-Quads say, the store that they make is whole and is dumped as it came.
func FuzzReadDump(f *testing.F) {
	s := openAt(f, "memory", "")
	recs := fill(f, s)
	lines := strings.SplitAfter(dumped(f, s), "\n")
	f.Add(strings.Join(slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return !strings.Contains(l, string(model.Decisions)) }), ""))
	for _, i := range []int{0, 5, 12} {
		one := openAt(f, "memory", "")
		add(f, one, recs[i])
		f.Add(dumped(f, one))
	}
	f.Fuzz(func(t *testing.T, text string) {
		recs, decided, _ := readDump(t, text)
		s, again := openAt(t, "memory", ""), openAt(t, "memory", "")
		add(t, s, recs...)
		assert.NilError(t, s.Decide(ctx, decided...))
		sound(t, s)
		want := dumped(t, s)
		recs, decided, told := readDump(t, want)
		assert.Equal(t, len(told), 0, "%q", told)
		add(t, again, recs...)
		assert.NilError(t, again.Decide(ctx, decided...))
		assert.Equal(t, dumped(t, again), want)
		assert.DeepEqual(t, dump(t, again), dump(t, s))
	})
}
