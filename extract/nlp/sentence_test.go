package nlp

import (
	"strings"
	"testing"
	"unicode"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

func texts(s []Sentence) [][]string {
	var out [][]string
	for _, x := range s {
		var w []string
		for _, t := range x.Tokens {
			w = append(w, t.Text)
		}
		out = append(out, w)
	}
	return out
}

func split(text string) []Sentence { return Sentences(text, schema.Span{End: len(text)}) }

func TestTokensFollowUniversalDependencies(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Turkey's army didn't leave.", "Turkey 's army did n't leave ."},
		{"Turkey’s army didn’t leave.", "Turkey ’s army did n’t leave ."},
		{"The U.S. sent $2.5 billion, or 1,000 rifles.", "The U.S. sent $ 2.5 billion , or 1,000 rifles ."},
		{"Nagorno-Karabakh (NK)’s border", "Nagorno - Karabakh ( NK ) ’s border"},
		{"“We can’t,” Mr. O'Brien said…", "“ We ca n’t , ” Mr. O'Brien said …"},
		{"Gen. J. Doe met al-Shabaab at 10:30", "Gen. J. Doe met al - Shabaab at 10:30"},
		{"Prime Minister\u200e Haider\u00a0Abadi", "Prime Minister Haider Abadi"},
		{"Peru ’ s navy and Chile ' s", "Peru ’s navy and Chile 's"},
		{"3-3, 1998-2000", "3 - 3 , 1998 - 2000"},
	} {
		var got []string
		for _, tok := range Tokens(c.text, schema.Span{End: len(c.text)}) {
			got = append(got, tok.Text)
		}
		assert.Equal(t, strings.Join(got, " "), c.want)
	}
}

func TestSentencesEndWhereTheyEnd(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"Chad left. Mali stayed.", 2},
		{"Gen. Idriss Bakari spoke. He left.", 2},
		{"He lives in the U.S. The army does not.", 2},
		{"The U.S. Army left.", 1},
		{"“We will go.” He went.", 2},
		{"On Jan. 5 the army left.", 1},
		{"Who knows? Nobody! Really...", 3},
		{"A headline without a stop\n\nA paragraph.", 2},
		{"Prices rose 2.5 percent. They fell.", 2},
		{"He said so (see below.) and left.", 1},
	} {
		assert.Equal(t, len(split(c.text)), c.want, "%q: %q", c.text, texts(split(c.text)))
	}
}

// visible tells whether a text has more than spaces and format marks.
func visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) })
}

func FuzzSpansJoinBackToTheText(f *testing.F) {
	for _, s := range []string{"Turkey’s army. Left!", "a\n\nb", "\xff\xfe.", "U.S.’s", "''s n't", "...—”)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		at := 0
		for _, s := range split(text) {
			for _, tok := range s.Tokens {
				if tok.Start < at || tok.End <= tok.Start || text[tok.Start:tok.End] != tok.Text {
					t.Fatalf("token %q at [%d,%d) after %d", tok.Text, tok.Start, tok.End, at)
				}
				if visible(text[at:tok.Start]) {
					t.Fatalf("lost %q", text[at:tok.Start])
				}
				at = tok.End
			}
			if s.Span.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
				t.Fatalf("sentence %v does not hold its tokens", s.Span)
			}
		}
		if visible(text[at:]) {
			t.Fatalf("lost %q", text[at:])
		}
		s := split(text)
		for i := range s { // whatever the words are, they can be analysed
			lex.Analyse(s[i], nil)
		}
	})
}

var lex = NewLexicon(nil)

func TestVerbsAreToldFromNouns(t *testing.T) {
	for _, c := range []struct{ text, verbs string }{
		{"The army attacks the rebels in the north .", "attacks"},
		{"The attacks on the army stopped .", "stopped"},
		{"Troops sent to Mali have not been seen .", "sent seen"},
		{"The internationally recognized government will fight .", "fight"},
		{"He is set to arrive on May 10 and may leave .", "set arrive leave"},
		{"They denied arming the rebels .", "denied arming"},
		{"The president's visit to the front was cancelled .", "cancelled"},
		{"She wants to help defeat the group .", "wants help defeat"},
	} {
		s := lex.Analyse(split(c.text)[0], nil)
		var got []string
		for i, tok := range s.Tokens {
			if tok.Tag == VERB && s.PhraseAt(i) < 0 {
				got = append(got, tok.Text)
			}
		}
		assert.Equal(t, strings.Join(got, " "), c.verbs, "%q", c.text)
	}
}

// phrase is the text of phrase k, or "-".
func phrase(s Sentence, k int) string {
	if k < 0 {
		return "-"
	}
	var w []string
	for _, t := range s.Tokens[s.Phrases[k].First:s.Phrases[k].Last] {
		w = append(w, t.Text)
	}
	return strings.Join(w, " ")
}

func TestArgumentsOfAVerb(t *testing.T) {
	for _, c := range []struct{ text, verb, subject, object string }{
		{"The army attacked the rebels .", "attacked", "The army", "the rebels"},
		{"The army , which lost a base , attacked the rebels .", "attacked", "The army", "the rebels"},
		{"The army , which lost a base , attacked the rebels .", "lost", "The army", "a base"},
		{"The army on Tuesday attacked the rebels .", "attacked", "The army", "the rebels"},
		{"The rebels were attacked by the army .", "attacked", "The rebels", "-"},
		{"The general threatened to invade the island .", "invade", "The general", "the island"},
		{"The general urged the rebels to leave the town .", "leave", "the rebels", "the town"},
		{"The general sent troops to defend the town .", "defend", "The general", "the town"},
		{"The army took the town and freed the prisoners .", "freed", "The army", "the prisoners"},
		{"The general accused the rebels of burning the town .", "burning", "the rebels", "the town"},
		{"The government denied arming the rebels .", "arming", "The government", "the rebels"},
		{"The town that the rebels seized was burned .", "seized", "the rebels", "The town"},
		{"The army's decision to leave the town was late .", "leave", "The army", "the town"},
		{"In March the army attacked .", "attacked", "the army", "-"},
		{"When the rebels left , the army entered the town .", "entered", "the army", "the town"},
	} {
		s := lex.Analyse(split(c.text)[0], nil)
		for i, tok := range s.Tokens {
			if tok.Text == c.verb {
				assert.Equal(t, phrase(s, s.Subject(i)), c.subject, "%q: subject of %s", c.text, c.verb)
				assert.Equal(t, phrase(s, s.Object(i)), c.object, "%q: object of %s", c.text, c.verb)
			}
		}
	}
}

func TestAClosedWordHasOneClass(t *testing.T) {
	seen := map[string]Tag{}
	for _, c := range closedClasses {
		for _, w := range strings.Fields(c.words) {
			assert.Equal(t, seen[w], Tag(""), "%q is %s and %s", w, seen[w], c.tag)
			seen[w] = c.tag
		}
	}
}
