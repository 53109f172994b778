package link_test

import (
	"strings"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

func read(text string) *link.Doc {
	l := link.New(gazetteer.Default(), nlp.NewLexicon(nil))
	var sents []nlp.Sentence
	at := 0
	for _, p := range strings.SplitAfter(text, "\n\n") {
		sents = append(sents, nlp.Sentences(text, schema.Span{Start: at, End: at + len(p)})...)
		at += len(p)
	}
	return l.Link(text, sents)
}

// stands is what the phrase with the words stands for, its last one in the text.
func stands(t *testing.T, text, words string) string {
	t.Helper()
	d := read(text)
	for si := len(d.Sentences) - 1; si >= 0; si-- {
		s := &d.Sentences[si]
		for k := len(s.Phrases) - 1; k >= 0; k-- {
			p := s.Phrases[k]
			if text[s.Tokens[p.First].Start:s.Tokens[p.Last-1].End] != words {
				continue
			}
			var ids []string
			for _, r := range d.Refs(si, k) {
				ids = append(ids, r.Entity)
			}
			return strings.Join(ids, " ")
		}
	}
	t.Fatalf("%q: no phrase %q", text, words)
	return ""
}

func TestWhatAPhraseStandsFor(t *testing.T) {
	for _, c := range []struct{ name, text, phrase, want string }{
		{"a state", "The talks in Oslo were led by Norway.", "Norway", "country/NOR"},
		{"a capital that acts", "Ankara said it would wait.", "Ankara", "country/TUR"},
		{"a capital that is a place", "The envoys met in Ankara.", "Ankara", "place/ankara"},
		{"a capital between states", "Talks between Ankara and Cairo resumed.", "Ankara", "country/TUR"},
		{"an army by its adjective", "The Ethiopian army crossed the river.", "The Ethiopian army", "country/ETH"},
		{"an army by its owner", "Ethiopia's army crossed the river.", "army", "country/ETH"},
		{"fighters of a group", "Hamas fighters crossed the border.", "Hamas fighters", "armed-group/hamas"},
		{"reporters are no actor", "Turkish media covered the visit.", "Turkish media", ""},
		{"a surname finds its person", "Defence Minister Odd Bakkerud spoke. Bakkerud left.", "Bakkerud", "person/odd-bakkerud"},
		{"a surname before its person", "Bakkerud left early\n\nDefence Minister Odd Bakkerud spoke.", "Bakkerud", "person/odd-bakkerud"},
		{"an acronym explained in brackets", "The Blue Nile Liberation Army (BNLA) fled. BNLA leaders were caught.", "BNLA leaders", "armed-group/blue-nile-liberation-army"},
		{"an office without a name", "Armenia's foreign minister spoke.", "foreign minister", "person/foreign-minister-of-armenia"},
		{"an office whose holder is named", "Armenia's foreign minister, Davit Sarkyan, spoke. Armenia's foreign minister left.", "foreign minister", "person/davit-sarkyan"},
		{"a counterpart", "Norway's foreign minister, Odd Bakkerud, met his Danish counterpart, Ulla Krag.", "his Danish counterpart", "person/ulla-krag"},
		{"it, the subject before", "Chad closed the border. It gave no reason.", "It", "country/TCD"},
		{"he, a person", "President Idriss Koulamallah of Chad spoke. He gave no reason.", "He", "person/idriss-koulamallah"},
		{"the former", "Chad and Niger signed, and the former thanked Mali.", "the former", "country/TCD"},
		{"the latter", "Chad and Niger signed, and the latter thanked Mali.", "the latter", "country/NER"},
		{"the two countries", "Chad and Niger signed. The two countries share a lake.", "The two countries", "country/TCD country/NER"},
		{"a given name is no state", "Jordan Hale scored twice.", "Jordan Hale", "person/jordan-hale"},
		{"territory of a state", "Rebels shelled Sudanese positions.", "Sudanese positions", "country/SDN"},
		{"a contested government", "Support for the rival government in Tripoli grew.", "the rival government", "government/government-in-tripoli"},
		{"we, in a quotation", "“We will stay,” President Idriss Koulamallah of Chad said.", "We", "country/TCD"},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, stands(t, c.text, c.phrase), c.want) })
	}
}

func TestOfficesAreTiedToTheirHolders(t *testing.T) {
	for text, want := range map[string]string{
		"Norwegian Foreign Minister Odd Bakkerud spoke.":                                      "person/odd-bakkerud foreign-minister-of country/NOR before",
		"Odd Bakkerud, the Norwegian foreign minister, spoke.":                                "person/odd-bakkerud foreign-minister-of country/NOR after",
		"Norway's foreign minister, Odd Bakkerud, spoke.":                                     "person/odd-bakkerud foreign-minister-of country/NOR apposed",
		"President Idriss Koulamallah of Chad spoke.":                                         "person/idriss-koulamallah president-of country/TCD before",
		"Former Norwegian foreign minister Odd Bakkerud spoke.":                               "",
		"The foreign minister, Odd Bakkerud, spoke of Norway.":                                "",
		"Norwegian Foreign Minister Odd Bakkerud and his Danish counterpart, Ulla Krag, met.": "person/odd-bakkerud foreign-minister-of country/NOR before; person/ulla-krag foreign-minister-of country/DNK counterpart",
	} {
		var got []string
		for _, h := range read(text).Holdings() {
			got = append(got, strings.Join([]string{h.Person.Entity, h.Relation, h.Of.Entity, h.Pattern}, " "))
		}
		assert.Equal(t, strings.Join(got, "; "), want, text)
	}
}
