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
	return l.Link("", text, sents)
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
		{"the speaker of a statement without marks", "Speaking in public on Monday, Norwegian Foreign Minister Odd Bakkerud said:\n\nI welcome the vote.", "I", "person/odd-bakkerud"},
		{"his side", "Speaking in public on Monday, Norwegian Foreign Minister Odd Bakkerud said:\n\nThe vote was fair.\n\nAnd we welcome it.", "we", "country/NOR"},
		{"who writes is not who spoke", "Speaking in public on Monday, Norwegian Foreign Minister Odd Bakkerud said:\n\nThe vote was fair.\n\nOne man said I met him.", "I", ""},
		{"the next paragraph of a quotation", "Foreign Minister Odd Bakkerud of Norway issued this statement:\n\n“The vote was fair.\n\n“I welcome it.”", "I", "person/odd-bakkerud"},
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
		{"the minister, the one whom the text calls so", "Norwegian Defence Minister Odd Bakkerud left. The minister gave no reason.", "The minister", "person/odd-bakkerud"},
		{"the general, by his rank", "Lt. Gen. Odd Bakkerud left. The general gave no reason.", "The general", "person/odd-bakkerud"},
		{"the minister, of two", "Defence Minister Odd Bakkerud met Trade Minister Ulla Krag. The minister gave no reason.", "The minister", ""},
		{"the defence minister, of two", "Defence Minister Odd Bakkerud met Trade Minister Ulla Krag. The defence minister gave no reason.", "The defence minister", "person/odd-bakkerud"},
		{"a unit by its number", "Soldiers of Chad's 3rd Engineer Battalion left.", "3rd Engineer Battalion", "military/tcd-3rd-engineer-battalion"},
		{"a task force by its number", "The frigate joined Combined Task Force 150.", "Combined Task Force 150", "organization/combined-task-force-150"},
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

// owner is whom the possessive pronoun of the phrase with the words stands for, its last one in the text.
func owner(t *testing.T, text, words string) string {
	t.Helper()
	d := read(text)
	for si := len(d.Sentences) - 1; si >= 0; si-- {
		s := &d.Sentences[si]
		for k := len(s.Phrases) - 1; k >= 0; k-- {
			if p := s.Phrases[k]; text[s.Tokens[p.First].Start:s.Tokens[p.Last-1].End] == words {
				if r := d.Possessor(si, k); len(r) == 1 {
					return r[0].Entity
				}
				return ""
			}
		}
	}
	t.Fatalf("%q: no phrase %q", text, words)
	return ""
}

func TestWhomAPronounStandsFor(t *testing.T) {
	for _, c := range []struct{ name, text, phrase, want string }{
		{"she by a title", "Mrs Rana Selim met Mr Tor Vik in Oslo. She spoke first.", "She", "person/rana-selim"},
		{"he by a title", "Mrs Rana Selim met Mr Tor Vik in Oslo. He spoke first.", "He", "person/tor-vik"},
		{"she by a given name", "Maria Lund rang Peter Brandt on Monday. She offered troops.", "She", "person/maria-lund"},
		{"he by a given name", "Maria Lund rang Peter Brandt on Monday. He offered troops.", "He", "person/peter-brandt"},
		{"she by the noun beside the name", "Teuku Sari, an actress, wrote to Mr Vik. She had no answer.", "She", "person/teuku-sari"},
		{"two who may be he", "Peter Brandt and Thomas Lund spoke. He left early.", "He", ""},
		{"no man was named", "Maria Lund spoke in Oslo. He left early.", "He", ""},
		{"an unnamed woman comes first", "Maria Lund spoke in Oslo. A nurse screamed. She was led away.", "She", ""},
		{"a name of which nothing is known comes first", "Peter Brandt spoke in Oslo. Then Gudrik left with Tor. He was late.", "He", ""},
		{"the subject before the object", "President Idriss Koulamallah of Chad praised Tor Vik in Oslo. He left early.", "He", "person/idriss-koulamallah"},
		{"the same he goes on", "President Idriss Koulamallah of Chad spoke. He left early. He flew to Oslo.", "He", "person/idriss-koulamallah"},
		{"a predicate is nobody else", "Peter Brandt is a poet. He left early.", "He", "person/peter-brandt"},
		{"what stands beside a name is nobody else", "Peter Brandt, the leader of the party, spoke. He left early.", "He", "person/peter-brandt"},
		{"himself", "Peter Brandt himself spoke.", "himself", "person/peter-brandt"},
		{"not who praised him", "Peter Brandt praised him.", "him", ""},
		{"her that owns nothing", "Maria Lund fled in May. Norway granted her asylum and thanked her.", "her", "person/maria-lund"},
		{"the speaker is not he in his own words", "“He will pay,” Peter Brandt said.", "He", ""},
		{"behind an opening the man in it is not he", "Peter Brandt spoke. After a call with Tor Vik, he left.", "he", "person/peter-brandt"},
		{"a middle name makes no second man", "Peter Brandt spoke. Peter M. Brandt then left. Brandt flew to Oslo.", "Brandt", "person/peter-brandt"},
		{"a trade before the name is no part of it", "Economist Peter Brandt spoke.", "Economist Peter Brandt", "person/peter-brandt"},
		{"a school is nobody", "Maria Lund left Navarra College in May. She flew to Oslo.", "She", "person/maria-lund"},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, stands(t, c.text, c.phrase), c.want) })
	}
}

func TestWhatAnItStandsFor(t *testing.T) {
	for _, c := range []struct{ name, text, phrase, want string }{
		{"the subject of its sentence", "Chad has armed Sudan since May, and it hosts a base.", "it", "country/TCD"},
		{"whose war it is", "Norway saw Chad lose all the land that it had taken.", "it", "country/TCD"},
		{"the object of one that is acted on", "Norway would help Chad if Libya attacked it.", "it", "country/TCD"},
		{"not who acts on it", "Libya attacked it.", "it", ""},
		{"a thing comes first", "The treaty was signed by Chad in May. It fell apart.", "It", ""},
		{"a thing recalls nobody", "The treaty angered Chad. It recalled its envoy.", "It", "country/TCD"},
		{"a body without a name comes first", "Chad spoke in May. The company fired two men. It said nothing.", "It", ""},
		{"nothing at all", "Chad spoke in May. It is clear that the war goes on.", "It", ""},
		{"a town", "Goma is a city in Congo. It fell in May.", "It", "place/goma"},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, stands(t, c.text, c.phrase), c.want) })
	}
}

func TestWhoseAThingIs(t *testing.T) {
	for _, c := range []struct{ name, text, phrase, want string }{
		{"its, of the subject", "Algeria suspended its treaty with Spain.", "its treaty", "country/DZA"},
		{"its, of the one beside", "Chad and its neighbour closed the crossing.", "its neighbour", "country/TCD"},
		{"its, of the one who is praised", "Qatar praised Egypt for its mediation.", "its mediation", "country/EGY"},
		{"its, of the one who is helped", "Turkey helped Azerbaijan in its war.", "its war", "country/AZE"},
		{"its, of something else", "The bank closed its branch in Chad.", "its branch", ""},
		{"his, of the subject", "President Idriss Koulamallah of Chad praised his army.", "his army", "person/idriss-koulamallah"},
		{"his, of another than she", "Maria Lund met Peter Brandt and his lawyer.", "his lawyer", "person/peter-brandt"},
		{"his, of one who is named later", "Peter Brandt spoke in May. In his answer, Thomas Lund was short.", "his answer", ""},
		{"its, of one that is named later", "Egypt spoke in May. In its answer, Chad was short.", "its answer", ""},
		{"their, of the body whose clause it is", "Teams from Chad and Niger were late. Norway rebuilt their robot.", "their robot", "country/NOR"},
		{"their, of nobody in particular", "Peter Brandt sold their house.", "their house", ""},
		{"her, where only men are named", "Peter Brandt lost her letter.", "her letter", ""},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, owner(t, c.text, c.phrase), c.want) })
	}
}

func TestWhatADescriptionStandsFor(t *testing.T) {
	for _, c := range []struct{ name, text, phrase, want string }{
		{"the city", "Rebels took Goma. The army shelled the city.", "the city", "place/goma"},
		{"a gulf is no city", "Ships left the Gulf of Aden. The army shelled the city.", "the city", ""},
		{"a city that is not known", "Rebels left Goma. Brusk fell in May, and Brusk burned. The mayor fled the city as Brusk burned.", "the city", ""},
		{"they, side by side", "Chad and Niger signed in May. They share a lake.", "They", "country/TCD country/NER"},
		{"they, not of where it was", "In what is now Chad, Niger and Mali, the Tuareg ruled. They traded in salt.", "They", ""},
		{"they, of others", "Chad and Niger signed in May. Rebels attacked. They fled.", "They", ""},
		{"both are of one kind", "The Democratic Party and Peter Brandt spoke in May, and the rebels thanked both.", "both", ""},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, stands(t, c.text, c.phrase), c.want) })
	}
}

func TestWeOfAPublisher(t *testing.T) {
	l := link.New(gazetteer.Default(), nlp.NewLexicon(nil))
	text := "Norway condemns the attack. We are in touch with Chad."
	for publisher, want := range map[string]string{"Norwegian Ministry of Foreign Affairs": "country/NOR", "Norway Today": "", "": ""} {
		d := l.By(publisher).Link("", text, nlp.Sentences(text, schema.Span{End: len(text)}))
		got := ""
		for _, r := range d.Refs(1, 0) {
			got = r.Entity
		}
		assert.Equal(t, got, want, publisher)
	}
}
