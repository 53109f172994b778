package gazetteer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEveryFormOfEveryOfficeIsFound(t *testing.T) {
	g := loaded(t)
	forms := 0
	for _, o := range g.Offices() {
		for _, form := range o.Forms {
			forms++
			tokens := words(form)
			find := g.FindOffice
			if o.Kind == Modifier {
				find = g.FindModifier
			}
			got, n, ok := find(append([]string{"The"}, tokens...), 1)
			if !ok || n != len(tokens) || got.ID != o.ID {
				t.Errorf("%s: %q: got %s over %d of %d tokens", o.ID, form, got.ID, n, len(tokens))
			}
		}
	}
	if forms < 120 {
		t.Errorf("%d forms: want at least 120", forms)
	}
}

func TestAnOfficeIsReadWithItsModifiers(t *testing.T) {
	type found struct {
		ID, Relation string
		Past         bool
		Tokens       int
		Modifiers    string
	}
	g := loaded(t)
	for text, want := range map[string]found{
		"president Putin":                     {"president", "president-of", false, 1, ""},
		"PRESIDENT PUTIN":                     {"president", "president-of", false, 1, ""},
		"former president Obama":              {"president", "president-of", true, 2, "former"},
		"ex-president Sarkozy":                {"president", "president-of", true, 1, "former"},
		"ex - president Sarkozy":              {"president", "president-of", true, 3, "former"},
		"Vice President Harris":               {"vice-president", "official-of", false, 2, ""},
		"former Vice-President Gore":          {"vice-president", "official-of", true, 2, "former"},
		"acting prime minister":               {"prime-minister", "head-of-government-of", false, 3, "acting"},
		"deputy foreign minister":             {"deputy-foreign-minister", "official-of", false, 3, ""},
		"deputy governor":                     {"governor", "official-of", false, 2, "deputy"},
		"former deputy leader of the party":   {"leader", "official-of", true, 3, "former deputy"},
		"Foreign Secretary Jones":             {"foreign-minister", "foreign-minister-of", false, 2, ""},
		"Minister of Foreign Affairs Jones":   {"foreign-minister", "foreign-minister-of", false, 4, ""},
		"Secretary-General Jones":             {"secretary-general", "leader-of", false, 1, ""},
		"Secretary - General Jones":           {"secretary-general", "leader-of", false, 3, ""},
		"Lt. Gen. Smith":                      {"general", "", false, 2, ""},
		"General Smith":                       {"general", "", false, 1, ""},
		"deputy Smith":                        {"lawmaker", "official-of", false, 1, ""},
		"chief negotiator Smith":              {"diplomat", "official-of", false, 2, ""},
		"commander-in-chief of the forces":    {"commander", "official-of", false, 1, ""},
		"commander - in - chief of the force": {"commander", "official-of", false, 5, ""},
		"general agreement":                   {},
		"under President Jones":               {},
		"presidents met":                      {},
		"former Turkish president":            {},
		"- president":                         {},
		"":                                    {},
	} {
		o, n, _ := g.FindOffice(strings.Fields(text), 0)
		got := found{o.ID, o.Relation, o.Past, n, strings.Join(o.Modifiers, " ")}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestAModifierStandsAloneBeforeAState(t *testing.T) {
	m, n, ok := loaded(t).FindModifier(strings.Fields("former Turkish president"), 0)
	if !ok || n != 1 || !m.Past {
		t.Errorf("got %+v over %d tokens, %v", m, n, ok)
	}
}

func TestFindingAnOfficeChangesNothing(t *testing.T) {
	g := loaded(t)
	before := g.Offices()
	g.FindOffice(strings.Fields("former deputy leader"), 0)
	if diff := cmp.Diff(before, g.Offices()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
