package lex

import (
	"testing"

	"github.com/entente-kg/entente/extract/nlp/ud/pack"
	"github.com/google/go-cmp/cmp"
)

func TestFormsAreFolded(t *testing.T) {
	for form, want := range map[string]string{"Talks": "talks", "it’s": "it's", "“": `"`, "–": "—", "--": "—", "1,250": "0,000", "ÇELİK": "çelik", "the": "the", "AK-47": "ak-00"} {
		if got := Fold(form); got != want {
			t.Errorf("%s: got %s, want %s", form, got, want)
		}
	}
}

func known() *Lexicon {
	return New(map[string]Info{
		"denounce": MakeInfo(IsVerb, 0, 4, 2, 2), "strike": MakeInfo(IsVerb|IsNoun, 3, 5, 2, 0), "city": MakeInfo(IsNoun, 9, 0, 0, 1),
		"stop": MakeInfo(IsVerb|IsNoun, 3, 7, 3, 0), "big": MakeInfo(IsAdj, 0, 0, 0, 3),
	}).WithTags(map[string]uint32{"cities": 7, "strike": 0}, map[string]uint32{"the": 3})
}

func TestInflectedFormsAreKnownByTheirLemmas(t *testing.T) {
	l := known()
	for _, c := range []struct {
		form               string
		classes            uint32
		noun, verb, frames uint32
	}{
		{"denounced", pastBit, 0, 4, 2}, {"Denouncing", ingBit, 0, 4, 2}, {"strikes", pluralBit | thirdBit, 3, 5, 2}, {"struck", pastBit, 0, 5, 2},
		{"cities", pluralBit, 9, 0, 0}, {"stopped", pastBit, 0, 7, 3}, {"bigger", degreeBit, 0, 0, 0}, {"Zzyzx", 0, 0, 0, 0},
		{"strike", uint32(IsVerb | IsNoun), 3, 5, 2},
	} {
		w := l.Look(c.form)
		got := []uint32{w.Classes, w.Noun, w.Verb, w.Frames}
		if d := cmp.Diff([]uint32{c.classes, c.noun, c.verb, c.frames}, got); d != "" {
			t.Errorf("%s: %s", c.form, d)
		}
	}
}

func TestWordsThatTrainingNeverSawAreOne(t *testing.T) {
	l := known()
	if a, b := l.Look("Zzyzx"), l.Look("qwerty"); a.Form != Unknown || b.Form != Unknown || a.Suffix == b.Suffix {
		t.Errorf("got %+v and %+v", a, b)
	}
	if a, b := l.Look("cities"), l.Look("Strike"); a.Form == Unknown || b.Form == Unknown || a.Form == b.Form || a.Seen != 7 || b.Seen != 1<<31|b.Classes {
		t.Errorf("got %+v and %+v", a, b)
	}
	if l.Look("the").Fixed != 4 || l.Look("The").Fixed != 0 {
		t.Error("the fixed tag goes by the form as written")
	}
}

func TestLexiconsComeBackAsTheyWere(t *testing.T) {
	var w pack.Writer
	known().Encode(&w)
	again, err := Decode(&pack.Reader{B: w.B})
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"denounced", "strikes", "cities", "the", "unheard-of"} {
		if d := cmp.Diff(known().Look(form), again.Look(form)); d != "" {
			t.Errorf("%s: %s", form, d)
		}
	}
	if _, err := Decode(&pack.Reader{B: w.B[:len(w.B)-3]}); err == nil {
		t.Error("a cut file was read")
	}
}
