package schema

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gotest.tools/v3/assert"
	is "gotest.tools/v3/assert/cmp"
	"gotest.tools/v3/golden"
)

func TestEveryVocabularyFileLoads(t *testing.T) {
	_, err := LoadVocabulary(os.DirFS("vocab"))
	assert.NilError(t, err)
}

// The golden file shows in review what a new entry means to the other schemes.
func TestVocabularyReadsAsWritten(t *testing.T) {
	var b strings.Builder
	v := DefaultVocabulary()
	for _, family := range v.Families() {
		fmt.Fprintf(&b, "%s\n", family)
		for _, r := range v.Relations() {
			if r.Family != family {
				continue
			}
			other := "<- " + r.Inverse
			if r.Symmetric {
				other = "<->"
			}
			fmt.Fprintln(&b, " ", strings.Join(strings.Fields(r.Name+" "+other+" "+r.Re3d+" "+r.Wikidata), " "))
			fmt.Fprintf(&b, "    %s", coding(r.Coding(Asserted)))
			for _, status := range Statuses {
				if c := r.Coding(status); c != r.Coding(Asserted) {
					fmt.Fprintf(&b, "; %s: %s", status, coding(c))
				}
			}
			b.WriteByte('\n')
		}
	}
	golden.Assert(t, b.String(), "vocabulary.golden")
}

func coding(c Coding) string {
	if c == (Coding{}) {
		return "-"
	}
	return strings.Join(strings.Fields(c.Plover+" "+c.Mode+" "+c.Cameo+" "+c.Quad), " ")
}

func TestARelationIsFoundByItsNameAndByItsInverse(t *testing.T) {
	v := DefaultVocabulary()
	for _, r := range v.Relations() {
		got, ok := v.Relation(r.Name)
		assert.Assert(t, ok, r.Name)
		assert.DeepEqual(t, got, r)
		if r.Symmetric {
			continue
		}
		got, ok = v.ByInverse(r.Inverse)
		assert.Assert(t, ok, r.Inverse)
		assert.DeepEqual(t, got, r)
		_, ok = v.Relation(r.Inverse)
		assert.Assert(t, !ok, "%s is an inverse and a relation", r.Inverse)
	}
	_, ok := v.Relation("loves")
	assert.Assert(t, !ok)
	_, ok = v.ByInverse("")
	assert.Assert(t, !ok, "a symmetric relation has no inverse")
}

func TestEveryExampleIsOneSentenceOfItsOwn(t *testing.T) {
	seen := map[string]string{}
	for _, r := range DefaultVocabulary().Relations() {
		assert.Check(t, strings.HasSuffix(r.Example, ".") && strings.Contains(r.Example, " "), "%s: %s", r.Name, r.Example)
		assert.Check(t, is.Equal(seen[r.Example], ""), "%s has the same example", r.Name)
		seen[r.Example] = r.Name
	}
}

func TestEveryPloverTypeIsReachedBySomeRelation(t *testing.T) {
	reached := map[string]bool{}
	for _, r := range DefaultVocabulary().Relations() {
		reached[r.Plover] = true
	}
	for _, p := range PloverTypes {
		assert.Check(t, reached[p.Name], p.Name)
	}
}

// Whatever a status makes of a relation is a code of PLOVER too, and the files'
// own codes keep to the same rule.
func TestEveryCodingIsValidUnderEveryStatus(t *testing.T) {
	for _, r := range DefaultVocabulary().Relations() {
		for _, s := range Statuses {
			c := r.Coding(s)
			c.check(func(format string, args ...any) { t.Errorf("%s, %s: "+format, append([]any{r.Name, s}, args...)...) })
			assert.Check(t, (c.Plover == "") == (c.Quad == ""), "%s, %s: %+v", r.Name, s, c)
		}
	}
	for s, shift := range shifts {
		for from, to := range shift {
			for _, c := range []Coding{from, to} {
				c.check(func(format string, args ...any) { t.Errorf("shift %s %v: "+format, append([]any{s, from}, args...)...) })
			}
		}
	}
}

func TestStatusChangesTheCode(t *testing.T) {
	v := DefaultVocabulary()
	for _, c := range []struct {
		relation string
		status   Status
		want     Coding
	}{
		{"attacked", Asserted, Coding{"ASSAULT", "", "190", MaterialConflict}},
		{"attacked", Claimed, Coding{"ASSAULT", "", "190", MaterialConflict}},
		{"attacked", Denied, Coding{"ASSAULT", "", "190", MaterialConflict}},
		{"attacked", Planned, Coding{"ASSAULT", "", "190", MaterialConflict}},
		{"attacked", Threatened, Coding{"THREATEN", "violence", "138", VerbalConflict}},
		{"detained", Threatened, Coding{"THREATEN", "arrest", "137", VerbalConflict}},
		{"expelled", Threatened, Coding{"THREATEN", "expel", "131", VerbalConflict}},
		{"sanctioned", Threatened, Coding{"THREATEN", "restrict", "1312", VerbalConflict}},
		{"visited", Planned, Coding{"AGREE", "", "036", VerbalCooperation}},
		{"aided", Planned, Coding{"AGREE", "", "033", VerbalCooperation}},
		{"supplied-arms-to", Planned, Coding{"AGREE", "", "0332", VerbalCooperation}},
		{"withdrew-from", Planned, Coding{"CONCEDE", "", "035", VerbalCooperation}},
		{"denied", Asserted, Coding{Cameo: "016"}},
		{"ally", Threatened, Coding{}},
	} {
		r, _ := v.Relation(c.relation)
		assert.Check(t, is.DeepEqual(r.Coding(c.status), c.want), "%s %s", c.status, c.relation)
	}
}

func TestARelationAllowsTheKindsOfItsEnds(t *testing.T) {
	v := DefaultVocabulary()
	for _, c := range []struct {
		relation        string
		subject, object EntityType
		want            bool
	}{
		{"president-of", Person, Country, true},
		{"president-of", Country, Person, false},
		{"intervened-in", Country, Region, true},
		{"borders", Person, Country, false},
		{"killed", ArmedGroup, Person, true},
		{"killed", Country, Date, false},
		{"attacked", Military, Place, true},
	} {
		r, _ := v.Relation(c.relation)
		assert.Check(t, is.Equal(r.Allows(c.subject, c.object), c.want), "%s %s %s", c.subject, c.relation, c.object)
	}
}

func TestKindsAreSpeltOutOnceInTheOrderOfTypes(t *testing.T) {
	v, err := LoadVocabulary(fstest.MapFS{"f.yaml": {Data: []byte(
		"entries: [{name: n, label: l, inverse: i, subject: [company, state, country], object: territory, example: e, plover: AID}]")}})
	assert.NilError(t, err)
	assert.DeepEqual(t, v.Relations(), []Relation{{Name: "n", Family: "f", Label: "l", Inverse: "i",
		Subject: []EntityType{Country, Region, Government, Company}, Object: []EntityType{Country, Region, Place},
		Plover: "AID", Quad: MaterialCooperation, Example: "e"}})
}

func TestEveryFaultOfABrokenVocabularyIsShownAtOnce(t *testing.T) {
	v, err := LoadVocabulary(os.DirFS("testdata/broken-vocabulary"))
	assert.Assert(t, v == nil)
	golden.Assert(t, err.Error()+"\n", "broken-vocabulary.golden")
}

func TestAVocabularyWithoutFilesIsAnError(t *testing.T) {
	_, err := LoadVocabulary(fstest.MapFS{})
	assert.Error(t, err, "data files *.yaml: file does not exist")
}

func TestRelationsHandsOutACopy(t *testing.T) {
	v := DefaultVocabulary()
	v.Relations()[0].Name = "mine"
	assert.Assert(t, !slices.ContainsFunc(v.Relations(), func(r Relation) bool { return r.Name == "mine" }))
}

func BenchmarkLoadVocabulary(b *testing.B) {
	for b.Loop() {
		if _, err := LoadVocabulary(os.DirFS("vocab")); err != nil {
			b.Fatal(err)
		}
	}
}
