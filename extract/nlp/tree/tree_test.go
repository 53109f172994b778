package tree

import (
	"testing"

	"github.com/entente-kg/entente/extract/nlp/ud"
)

// word is the number of the word in a parsed text of one sentence.
func word(t *testing.T, tr *Tree, w string) int {
	t.Helper()
	for i := range tr.Words {
		if tr.Words[i].Text == w {
			return i
		}
	}
	t.Fatalf("no %q", w)
	return None
}

func parsed(t *testing.T, text string) *Tree {
	t.Helper()
	m, err := ud.English()
	if err != nil {
		t.Fatal(err)
	}
	return New(m.Analyse(text)[0])
}

func name(tr *Tree, i int) string {
	if i < 0 {
		return ""
	}
	return tr.Words[i].Text
}

func TestWhoDoesWhatToWhom(t *testing.T) {
	for _, c := range []struct{ text, verb, agent, object string }{
		{"Chad invaded Libya.", "invaded", "Chad", "Libya"},
		{"Libya was invaded by Chad.", "invaded", "Chad", "Libya"},
		{"Chad's envoy denied reports that his country had funded rebels in Sudan.", "funded", "country", "rebels"},
		{"Chad refused to invade Libya.", "invade", "Chad", "Libya"},
		{"Niger urged Chad to leave Libya.", "leave", "Chad", "Libya"},
		{"Chad, which invaded Libya, closed the border.", "invaded", "Chad", "Libya"},
		{"The town that rebels seized lies in Chad.", "seized", "rebels", "town"},
		{"Chad condemned Niger and expelled its envoy.", "expelled", "Chad", "envoy"},
		{"Chad denied arming the rebels.", "arming", "Chad", "rebels"},
		{"Chad has no intention of arming the rebels.", "arming", "Chad", "rebels"},
	} {
		tr := parsed(t, c.text)
		v := word(t, tr, c.verb)
		if a, o := name(tr, tr.Agent(v)), name(tr, tr.Object(v)); a != c.agent || o != c.object {
			t.Errorf("%s: %s by %q to %q, want %q and %q", c.text, c.verb, a, o, c.agent, c.object)
		}
	}
}

func TestAClausesOwnSubjectIsNoItemOfTheListBefore(t *testing.T) {
	tr := parsed(t, "The United States sanctioned the Nicaraguan police, and Costa Rica granted asylum to four priests.")
	if s := name(tr, tr.Subject(word(t, tr, "granted"))); s != "Costa" && s != "Rica" {
		t.Errorf("granted by %q", s)
	}
}

func TestObliquesAreFoundByTheirPreposition(t *testing.T) {
	tr := parsed(t, "Chad imposed sanctions on Libya after talks with Niger.")
	if o := name(tr, tr.Oblique(word(t, tr, "imposed"), "on")); o != "Libya" {
		t.Errorf("on %q", o)
	}
	if o := name(tr, tr.Oblique(word(t, tr, "talks"), "with")); o != "Niger" {
		t.Errorf("with %q", o)
	}
}
