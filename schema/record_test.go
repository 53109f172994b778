package schema

import (
	"slices"
	"testing"

	"gotest.tools/v3/assert"
)

func record() Record {
	return Record{
		Doc: DocInfo{ID: "wire-1"},
		Entities: []Entity{{ID: "country/TUR", Name: "Turkey", Type: Country}, {ID: "country/LBY", Name: "Libya", Type: Country},
			{ID: "person/hakan-fidan", Name: "Hakan Fidan", Type: Person}},
		Mentions: []Mention{{0, 6, "Ankara", Country, "country/TUR"}, {40, 44, "2020", Date, ""}},
		Assertions: []Assertion{{ID: "x", Subject: "country/TUR", Predicate: "intervened-in", Object: "country/LBY",
			Status: Claimed, Attribution: "person/hakan-fidan", Confidence: 0.9,
			Evidence: Evidence{Span{0, 6}, Span{20, 25}, Span{0, 45}, "Ankara ...", "force-intervene"}}},
	}
}

func TestASoundRecordHasNoFault(t *testing.T) {
	assert.DeepEqual(t, record().Check(DefaultVocabulary()), []string(nil))
	assert.DeepEqual(t, Record{Doc: DocInfo{ID: "empty"}}.Check(DefaultVocabulary()), []string(nil))
}

func TestCheckReportsEveryFaultOfARecord(t *testing.T) {
	r := record()
	r.Doc.ID = ""
	r.Entities = append(r.Entities, Entity{ID: "country/TUR", Name: "Turkey", Type: Country}, Entity{ID: "d", Name: "May", Type: Date}, Entity{})
	r.Mentions = append(r.Mentions, Mention{Start: 5, End: 4}, Mention{Start: -1, End: 4}, Mention{Entity: "country/EGY"})
	bad := r.Assertions[0]
	bad.Object, bad.Attribution, bad.Predicate, bad.Status, bad.Confidence = "country/EGY", "person/nobody", "loves", "rumoured", 1.1
	bad.Evidence = Evidence{SubjectSpan: Span{3, 2}}
	r.Assertions = append(r.Assertions, bad)
	assert.DeepEqual(t, r.Check(DefaultVocabulary()), []string{
		`doc: no id`,
		`entity country/TUR: given twice`,
		`entity d: unknown type "date"`,
		`entity 5: no id or no name`,
		`entity : unknown type ""`,
		`mention 2: span [5,4]`,
		`mention 3: span [-1,4]`,
		`mention 4: unknown entity "country/EGY"`,
		`assertion 1 (country/TUR loves country/EGY): unknown entity "country/EGY"`,
		`assertion 1 (country/TUR loves country/EGY): unknown speaker "person/nobody"`,
		`assertion 1 (country/TUR loves country/EGY): unknown status "rumoured"`,
		`assertion 1 (country/TUR loves country/EGY): unknown relation`,
		`assertion 1 (country/TUR loves country/EGY): confidence 1.1 is outside [0, 1]`,
		`assertion 1 (country/TUR loves country/EGY): no evidence`,
		`assertion 1 (country/TUR loves country/EGY): span [3,2]`,
	})
}

func TestCheckWithoutAVocabularyTakesAnyRelation(t *testing.T) {
	r := record()
	r.Assertions[0].Predicate = "loves"
	assert.DeepEqual(t, r.Check(nil), []string(nil))
}

// Stored graphs name their assertions by these: an ID that moves loses them.
func TestAnAssertionsIDStaysWhatItIs(t *testing.T) {
	assert.Equal(t, AssertionID("wire-1", record().Assertions[0]), "899d38a816d82ad4")
	assert.Equal(t, ContentID("Ankara sent advisers."), "doc-f4ffc18d27ac40aa")
}

func TestAnAssertionsIDTellsWhatIsSaidAndWhere(t *testing.T) {
	a := record().Assertions[0]
	id := AssertionID("wire-1", a)
	for name, change := range map[string]func(*Assertion){
		"subject":   func(a *Assertion) { a.Subject = "country/EGY" },
		"predicate": func(a *Assertion) { a.Predicate = "invaded" },
		"object":    func(a *Assertion) { a.Object = "country/EGY" },
		"status":    func(a *Assertion) { a.Status = Denied },
		"speaker":   func(a *Assertion) { a.Attribution = "" },
		"sentence":  func(a *Assertion) { a.Span = Span{50, 95} },
		// Moving a letter from one part to the next is another assertion as well.
		"border": func(a *Assertion) { a.Subject, a.Predicate = "country/TURi", "ntervened-in" },
	} {
		b := a
		change(&b)
		assert.Check(t, AssertionID("wire-1", b) != id, name)
	}
	assert.Check(t, AssertionID("wire-2", a) != id, "document")

	same := a
	same.ID, same.Confidence, same.Date, same.Rule, same.Cameo = "y", 0.1, "2020", "other-rule", "190"
	assert.Equal(t, AssertionID("wire-1", same), id)
}

func TestAssertionsAreOrderedByTheirPlaceInTheText(t *testing.T) {
	at := func(sentence, subject, object int, predicate string) Assertion {
		return Assertion{Predicate: predicate, Evidence: Evidence{SubjectSpan: Span{subject, 0}, ObjectSpan: Span{object, 0}, Span: Span{sentence, 0}}}
	}
	want := []Assertion{at(0, 9, 9, "z"), at(5, 5, 9, "z"), at(5, 6, 7, "z"), at(5, 6, 8, "a"), at(5, 6, 8, "b")}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, CompareAssertions)
	assert.DeepEqual(t, got, want)
}
