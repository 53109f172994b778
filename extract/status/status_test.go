package status_test

import (
	"strings"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/extract/status"
	"github.com/entente-kg/entente/schema"
)

// at reads the text and finds the word that a rule would hang on.
func at(t *testing.T, text, trigger string) (*link.Doc, status.Place) {
	t.Helper()
	l := link.New(gazetteer.Default(), nlp.NewLexicon(nil))
	d := l.Link("", text, nlp.Sentences(text, schema.Span{End: len(text)}))
	for si := range d.Sentences {
		s := &d.Sentences[si]
		for i, tok := range s.Tokens {
			if tok.Text == trigger {
				return d, status.Place{Sentence: si, Trigger: i, Noun: tok.Tag == nlp.NOUN, Phrase: s.PhraseAt(i)}
			}
		}
	}
	t.Fatalf("%q: no %q", text, trigger)
	return nil, status.Place{}
}

func TestHowTheTextStandsToAnAct(t *testing.T) {
	for _, c := range []struct{ text, trigger, want string }{
		{"Chad invaded Libya.", "invaded", "asserted"},
		{"Chad has invaded Libya.", "invaded", "asserted"},
		{"Chad did not invade Libya.", "invade", "negated"},
		{"Chad never invaded Libya.", "invaded", "negated"},
		{"Chad refused to invade Libya.", "invade", "negated"},
		{"Chad will invade Libya.", "invade", "planned"},
		{"Chad plans to invade Libya.", "invade", "planned"},
		{"Chad is set to invade Libya.", "invade", "planned"},
		{"Chad may invade Libya.", "invade", "hypothetical"},
		{"If Chad invades Libya, Niger will act.", "invades", "hypothetical"},
		{"Chad threatened to invade Libya.", "invade", "threatened country/TCD"},
		{"Chad denied invading Libya.", "invading", "denied country/TCD"},
		{"Chad denied that it had invaded Libya.", "invaded", "denied country/TCD"},
		{"Chad did not deny that it had invaded Libya.", "invaded", "hypothetical"},
		{"Chad has neither confirmed nor denied that it invaded Libya.", "invaded", "hypothetical"},
		{"The plan focused on invading Libya.", "invading", "hypothetical"},
		{"Niger said that Chad had invaded Libya.", "invaded", "claimed country/NER"},
		{"Niger said Chad had not invaded Libya.", "invaded", "denied country/NER"},
		{"Chad invaded Libya, Niger said on Monday.", "invaded", "claimed country/NER"},
		{"According to Niger, Chad invaded Libya.", "invaded", "claimed country/NER"},
		{"Niger accused Chad of invading Libya.", "invading", "claimed country/NER"},
		{"“Chad invaded Libya,” Niger said.", "invaded", "claimed country/NER"},
		{"Chad, which invaded Libya, said it was sorry.", "invaded", "asserted"},
		{"There was no war between Chad and Libya.", "war", "negated"},
		{"Chad denied any involvement in Libya.", "involvement", "denied country/TCD"},
		{"Niger spoke of a possible war between Chad and Libya.", "war", "hypothetical"},
		{"Niger said Chad sent troops to its foe, Libya.", "foe", "asserted"},
	} {
		d, place := at(t, c.text, c.trigger)
		r := status.Read(d, place)
		assert.Equal(t, strings.TrimSpace(string(r.Status)+" "+r.Speaker), c.want, c.text)
	}
}

func TestWhenItWas(t *testing.T) {
	const friday = "2024-08-16"
	for _, c := range []struct{ text, trigger, published, want string }{
		{"Chad invaded Libya in 1987.", "invaded", "", "1987"},
		{"Chad invaded Libya in May 1987.", "invaded", "", "1987-05"},
		{"Chad invaded Libya on May 10, 1987.", "invaded", "", "1987-05-10"},
		{"On 7 August 2008 Chad invaded Libya.", "invaded", "", "2008-08-07"},
		{"The 1998-2000 war between Chad and Libya was long.", "war", "", "1998/2000"},
		{"Chad fought Libya from 1978 to 1987.", "fought", "", "1978/1987"},
		{"Chad has fought Libya since 1978.", "fought", "", "1978/"},
		{"Chad invaded Libya on Tuesday.", "invaded", friday, "2024-08-13"},
		{"Chad will invade Libya on Tuesday.", "invade", friday, "2024-08-20"},
		{"Chad invaded Libya yesterday.", "invaded", friday, "2024-08-15"},
		{"Chad invaded Libya in late November.", "invaded", friday, "2023-11"},
		{"Chad invaded Libya last month.", "invaded", friday, "2024-07"},
		{"Chad invaded Libya on Tuesday.", "invaded", "", ""},
		{"Chad invaded Libya after Niger had left in 1985.", "invaded", "", ""},
		{"Chad may invade Libya.", "invade", friday, ""},
	} {
		d, place := at(t, c.text, c.trigger)
		st := status.Read(d, place).Status
		assert.Equal(t, status.When(d, place, c.published, st), c.want, c.text)
	}
}
