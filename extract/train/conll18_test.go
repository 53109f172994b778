package train

import (
	"strings"
	"testing"

	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/google/go-cmp/cmp"
)

// bank reads sentences given as lines of `form upos head deprel`; a first
// column of the form 1-2 opens a multiword token.
func bank(t *testing.T, text string) []conllu.Sentence {
	t.Helper()
	var b strings.Builder
	n := 0
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		switch len(f) {
		case 0:
			b.WriteString("\n")
			n = 0
		case 2:
			b.WriteString(f[0] + "\t" + f[1] + strings.Repeat("\t_", 8) + "\n")
		default:
			n++
			b.WriteString(string(rune('0'+n)) + "\t" + f[0] + "\t_\t" + f[1] + "\t_\t_\t" + f[2] + "\t" + f[3] + "\t_\t_\n")
		}
	}
	sents, err := conllu.Read(strings.NewReader(b.String()), "test")
	if err != nil {
		t.Fatal(err)
	}
	return sents
}

const gold = `1-2 Don't
Do AUX 3 aux
n't PART 3 advmod
go VERB 0 root
. PUNCT 3 punct

Stay VERB 0 root
here ADV 1 advmod
`

func TestATreebankIsEqualToItself(t *testing.T) {
	g := bank(t, gold)
	got, err := Compare(g, g)
	if err != nil {
		t.Fatal(err)
	}
	all := F1{6, 6, 6}
	want := Score{F1{5, 5, 5}, F1{2, 2, 2}, all, all, all, all, all, all, F1{4, 4, 4}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestFaultsAreCountedWhereTheyAre(t *testing.T) {
	// One sentence instead of two, "Don't" cut in another way, "here" a noun.
	got, err := Compare(bank(t, gold), bank(t, `1-2 Don't
Don AUX 3 aux
't PART 3 advmod
go VERB 0 root
. PUNCT 3 punct
Stay VERB 3 parataxis
here NOUN 5 advmod:lmod
`))
	if err != nil {
		t.Fatal(err)
	}
	want := Score{
		Tokens: F1{5, 5, 5}, Sentences: F1{0, 2, 1}, Words: F1{4, 6, 6}, UPOS: F1{3, 6, 6}, XPOS: F1{4, 6, 6}, Lemmas: F1{4, 6, 6},
		UAS: F1{3, 6, 6}, LAS: F1{3, 6, 6}, CLAS: F1{2, 4, 4},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestWordsWithinMultiwordTokensAreFound(t *testing.T) {
	// The system cuts "Don't" without saying that it is one token.
	got, err := Compare(bank(t, gold), bank(t, `Do AUX 3 aux
n't PART 3 advmod
go VERB 0 root
. PUNCT 3 punct

Stay VERB 0 root
here ADV 1 advmod
`))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(F1{4, 5, 6}, got.Tokens); d != "" {
		t.Error("tokens: " + d)
	}
	if d := cmp.Diff(F1{6, 6, 6}, got.LAS); d != "" {
		t.Error("LAS: " + d)
	}
}

func TestAnotherTextIsNotCompared(t *testing.T) {
	if _, err := Compare(bank(t, gold), bank(t, "Go VERB 0 root\n")); err == nil {
		t.Error("no error for another text")
	}
}
