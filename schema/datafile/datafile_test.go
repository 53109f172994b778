package datafile

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"gotest.tools/v3/assert"
	is "gotest.tools/v3/assert/cmp"
)

type base struct {
	ID   string `data:"id"`
	Name string `data:"name"`
}

type side struct{ Word, Lemma string }

type level int

func (l *level) UnmarshalText(b []byte) error {
	n, err := strconv.Atoi(strings.TrimPrefix(string(b), "level-"))
	*l = level(n)
	return err
}

type rule struct {
	base
	Label  string `data:"label,required"`
	Match  []string
	Steps  []side
	Then   *rule
	Weight float64
	Count  int
	Strict bool
	Level  level
	Codes  map[string]side
	Memo   string `data:"-"`
}

// Embedded structs need not be exported to be filled.
var allow = cmp.AllowUnexported(rule{})

func files(pairs ...string) fs.FS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func TestEntriesComeInTheOrderOfFilesAndLines(t *testing.T) {
	got, err := Load[rule](files("b.yaml", "entries:\n  - {id: z, name: last, label: l}\n", "c.txt", "not ours",
		"a.yaml", "source: a book\nnote: |\n  of two\n  lines\nentries:\n  - {name: y, label: l}\n  - label: nameless\n"), "*.yaml")
	assert.NilError(t, err)
	assert.DeepEqual(t, got, []Entry[rule]{
		{"a.yaml", 6, "y", rule{base: base{Name: "y"}, Label: "l"}},
		{"a.yaml", 7, "#2", rule{Label: "nameless"}},
		{"b.yaml", 2, "z", rule{base: base{ID: "z", Name: "last"}, Label: "l"}},
	}, allow)
}

func TestEveryKindOfValueIsRead(t *testing.T) {
	got, err := Parse[rule]("r.yaml", []byte(`entries:
  - id: r
    label: NO
    match: one alone
    steps: [{word: shells, lemma: 057}]
    then: {label: null and void, match: [a, b], strict: false}
    weight: 0.5
    count: -3
    strict: true
    level: level-2
    codes: {left: {word: l}}
`))
	assert.NilError(t, err)
	assert.DeepEqual(t, got[0].Value, rule{
		base: base{ID: "r"}, Label: "NO", Match: []string{"one alone"}, Steps: []side{{"shells", "057"}},
		Then:   &rule{Label: "null and void", Match: []string{"a", "b"}},
		Weight: 0.5, Count: -3, Strict: true, Level: 2, Codes: map[string]side{"left": {Word: "l"}},
	}, allow)
}

func TestAFileMayBeOneEntry(t *testing.T) {
	got, err := LoadEach[rule](files("q/a.yaml", "id: a\nlabel: l\n"), "q/*.yaml")
	assert.NilError(t, err)
	assert.DeepEqual(t, got, []Entry[rule]{{"q/a.yaml", 1, "a", rule{base: base{ID: "a"}, Label: "l"}}}, allow)
}

func TestAllFaultsOfAllFilesAreReportedAtOnce(t *testing.T) {
	_, err := Load[rule](files("a.yaml", `source: [not, text]
author: nobody
entries:
  - id: one
    labl: spelt wrongly
  - {id: two, label: a, label: b}
  - {id: three, label: "  ", memo: hidden}
  - {id: four, label: , match: [a, {b: c}], steps: word, strict: yes, count: 1.5, weight: heavy, level: level-x}
  - {id: one, label: again}
  - just text
  - {id: five, label: &anchor l, then: *anchor}
  - {id: six, label: l, codes: {a: {wrd: x}, a: {word: y}}, then: {strict: true}}
`, "b.yaml", "entries:\n  - {id: two, label: b}\n  - {id: [x], label: l}\n  - {? {a: b} : c, label: l}\n",
		"c.yaml", "entries:\n  - {id: c, label: l}\n  - [unclosed\n",
		"d.yaml", "", "e.yaml", "# only a comment\n", "f.yaml", "entries: {}\n", "g.yaml", "- a\n- b\n",
		"h.yaml", "entries: [{id: h, label: l}]\n---\nentries: []\n"), "*.yaml")
	assert.Equal(t, err.Error(), strings.TrimSpace(`
a.yaml:1: source: want a plain value, got a list
a.yaml:2: unknown key "author"
a.yaml:4: one: no label
a.yaml:5: one: unknown key "labl"
a.yaml:6: two: key "label" given twice, first in line 6
a.yaml:7: three: label: empty
a.yaml:7: three: unknown key "memo"
a.yaml:8: four: label: no value
a.yaml:8: four: match: want a plain value, got a mapping
a.yaml:8: four: steps: want a list, got a plain value
a.yaml:8: four: strict: want true or false, got "yes"
a.yaml:8: four: count: want a whole number, got "1.5"
a.yaml:8: four: weight: want a number, got "heavy"
a.yaml:8: four: level: strconv.Atoi: parsing "x": invalid syntax
a.yaml:9: one: already given at a.yaml:4
a.yaml:10: #6: entry: want a mapping, got a plain value
a.yaml:11: five: label: anchors and aliases are not read
a.yaml:11: five: then: anchors and aliases are not read
a.yaml:12: six: unknown key "wrd"
a.yaml:12: six: key "a" given twice, first in line 12
a.yaml:12: six: no label
b.yaml:2: two: already given at a.yaml:6
b.yaml:3: #2: id: want a plain value, got a list
b.yaml:4: #3: key: want a plain value, got a mapping
c.yaml:3: did not find expected ',' or ']'
d.yaml:1: empty file
e.yaml:1: empty file
f.yaml:1: no list of entries
g.yaml:1: file: want a mapping, got a list
g.yaml:1: no list of entries
h.yaml:2: a second document in one file`))
}

func TestAFaultOfSyntaxNamesItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"entries:\n  - {id: a}\n  - {id: b\n  - {id: c}\n": "x:3: did not find expected ',' or '}'",
		"entries:\n  - {id: a}\n - {id: b}\n":              "x:3: did not find expected key",
		"entries:\n  - id: a: b\n":                         "x:2: mapping values are not allowed in this context",
		"entries:\n  - id: \"a\n":                          "x:2: found unexpected end of stream",
		"entries:\n\t- id: a\n":                            "x:2: found character that cannot start any token",
		"entries:\n  - id: @x\n":                           "x:2: found character that cannot start any token",
		"entries:\n  - id: *x\n":                           "x: unknown anchor 'x' referenced",
		"a: b\nc\n":                                        "x:2: could not find expected ':'",
	} {
		_, err := Parse[rule]("x", []byte(text))
		assert.Check(t, is.Error(err, want), "%q", text)
	}
}

func TestWhatCouldBeReadComesAlongWithTheFaults(t *testing.T) {
	entries, err := Parse[rule]("a.yaml", []byte("entries:\n  - {id: a, label: l, x: y}\n  - {id: b, label: m}\n"))
	var all Faults
	all.At("a.yaml", 3, "b", "label %q is too short", "m")
	all.Add(err)
	all.Add(nil)
	all.Add(errors.New("elsewhere"))
	assert.Equal(t, len(entries), 2)
	assert.Error(t, all.Err(), "data file: elsewhere\na.yaml:2: a: unknown key \"x\"\na.yaml:3: b: label \"m\" is too short")
}

func TestNoFileIsAnErrorOfItsOwn(t *testing.T) {
	_, err := Load[rule](files(), "*.yaml")
	assert.ErrorIs(t, err, fs.ErrNotExist)
	assert.Error(t, err, "data files *.yaml: file does not exist")
}

func TestNoFaultsAreNoError(t *testing.T) {
	var f Faults
	assert.NilError(t, f.Err())
}

type place struct {
	ID       string `data:"id,required"`
	Name     string `data:"name,required"`
	Type     string
	Country  string
	Wikidata string
	Aliases  []string
	Demonyms []string
}

func BenchmarkParse3000Lines(b *testing.B) {
	var s strings.Builder
	s.WriteString("entries:\n")
	for i := range 3000 {
		fmt.Fprintf(&s, "  - {id: place/town-%d, name: Town %d, type: place, country: TUR, wikidata: Q%d, "+
			"aliases: [Old Town %d, \"Town, %d\"], demonyms: [Towner %d]}\n", i, i, i, i, i, i)
	}
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		if _, err := Parse[place]("towns.yaml", []byte(s.String())); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzAnyBytesAreEntriesOrFaults(f *testing.F) {
	f.Add([]byte("entries: [{id: a, label: l, then: {label: m}}]"))
	f.Add([]byte("entries:\n- &a {id: *a}\n---\n? [x]\n: y"))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := Parse[rule]("f.yaml", data)
		if err == nil && len(entries) == 0 {
			t.Fatal("neither an entry nor a fault")
		}
	})
}
