package lemma

import (
	"errors"
	"testing"

	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/pack"
	"github.com/google/go-cmp/cmp"
)

const (
	vbd = iota
	nns
	nnp
	prp
)

var upos = []string{"VERB", "NOUN", "PROPN", "PRON"}

func words() *lex.Lexicon {
	return lex.New(map[string]lex.Info{"time": lex.IsVerb | lex.IsNoun, "root": lex.IsVerb, "interfere": lex.IsVerb, "ally": lex.IsNoun})
}

func learnt() *Lemmatizer {
	var xs []Example
	add := func(tag uint8, pairs ...string) {
		for i := 0; i < len(pairs); i += 2 {
			xs = append(xs, Example{Form: pairs[i], Lemma: pairs[i+1], Tag: tag})
		}
	}
	add(vbd, "offered", "offer", "claimed", "claim", "voted", "vote", "noted", "note", "asked", "ask", "denied", "deny", "tried", "try", "replied", "reply")
	add(nns, "towns", "town", "states", "state", "cities", "city", "parties", "party", "armies", "army", "men", "man")
	add(nnp, "Vienna", "Vienna", "Oslo", "Oslo", "McCoy", "McCoy")
	add(prp, "I", "I", "They", "they", "She", "she", "him", "he", "Them", "they")
	return Learn(xs, upos, words())
}

func TestLemmas(t *testing.T) {
	z := learnt()
	for _, c := range []struct {
		form  string
		tag   uint8
		first bool
		want  string
	}{
		{"claimed", vbd, false, "claim"}, {"Denied", vbd, true, "deny"},
		{"timed", vbd, false, "time"}, {"rooted", vbd, false, "root"}, {"interfered", vbd, false, "interfere"}, // the dictionary decides
		{"broke", vbd, false, "break"}, {"WITHDREW", vbd, false, "withdraw"},
		{"allies", nns, false, "ally"}, {"Regions", nns, true, "region"}, {"men", nns, false, "man"},
		{"Minsk", nnp, true, "Minsk"}, {"MacArthur", nnp, false, "MacArthur"},
		{"They", prp, false, "they"}, {"him", prp, false, "he"}, {"I", prp, false, "I"},
	} {
		if got := z.Lemma(c.form, c.tag, c.first, words()); got != c.want {
			t.Errorf("%s/%s: got %s, want %s", c.form, upos[c.tag], got, c.want)
		}
	}
}

func TestWhatTheRulesGetRightIsNotListed(t *testing.T) {
	z := learnt()
	if _, ok := z.Listed[Key{vbd, "claimed"}]; ok {
		t.Error("claimed is listed")
	}
	if z.Listed[Key{prp, "him"}] != "he" {
		t.Errorf("him is not listed: %v", z.Listed)
	}
}

func TestLemmatizersComeBackAsTheyWere(t *testing.T) {
	var w pack.Writer
	z := learnt()
	z.Encode(&w)
	again, err := Decode(&pack.Reader{B: w.B}, len(upos))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(z, again); d != "" {
		t.Error(d)
	}
	if _, err := Decode(&pack.Reader{B: w.B[:len(w.B)/2]}, len(upos)); !errors.Is(err, pack.ErrBroken) {
		t.Errorf("cut off: got %v", err)
	}
	if _, err := Decode(&pack.Reader{B: w.B}, len(upos)+1); !errors.Is(err, pack.ErrBroken) {
		t.Errorf("other tags: got %v", err)
	}
}
