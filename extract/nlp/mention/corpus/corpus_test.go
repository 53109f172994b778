package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gotest.tools/v3/assert"
	is "gotest.tools/v3/assert/cmp"

	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/mention"
	"github.com/entente-kg/entente/schema"
)

func noTags([]mention.Token) {}

// shown writes mentions as "type: words".
func shown(e mention.Example) []string {
	var out []string
	for _, m := range e.Mentions {
		var w []string
		for _, t := range e.Tokens[m.First : m.Last+1] {
			w = append(w, t.Text)
		}
		out = append(out, string(m.Type)+": "+strings.Join(w, " "))
	}
	return out
}

func TestMarksByHandFallOnWords(t *testing.T) {
	got, err := ByHand(strings.NewReader("# a comment\n\n[The EU's envoy|person] left [Oslo|place].\n"), noTags)
	assert.NilError(t, err)
	assert.Assert(t, is.Len(got, 1))
	assert.Check(t, is.DeepEqual(shown(got[0]), []string{"person: The EU 's envoy", "place: Oslo"}))
}

func TestAFaultyMarkIsNamedWithItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"[The army|organisation] left.": "read marked sentences: line 1: bad mark [The army|organisation] left.",
		"Fine.\n[The army] left.":       "read marked sentences: line 2: bad mark [The army] left.",
		"[The ar|organization]my left.": `read marked sentences: line 1: mark "The ar" does not fit the words`,
		"[The army|organization left.":  "read marked sentences: line 1: bad mark [The army|organization left.",
	} {
		_, err := ByHand(strings.NewReader(text), noTags)
		assert.Check(t, is.Error(err, want), text)
	}
}

func TestOurOwnSentencesAreReadAndDoNotRepeatOneAnother(t *testing.T) {
	seen := map[string]string{}
	for _, name := range []string{"own-train.txt", "own-test.txt"} {
		f, err := os.Open(filepath.Join("testdata", name))
		assert.NilError(t, err)
		defer f.Close()
		examples, err := ByHand(f, noTags)
		assert.NilError(t, err)
		assert.Check(t, len(examples) >= 30, name)
		for _, e := range examples {
			for _, m := range shown(e) {
				if strings.Count(m, " ") > 2 { // of three words or more
					assert.Check(t, seen[m] == "" || seen[m] == name, "%s is in both files", m)
					seen[m] = name
				}
			}
		}
	}
}

func TestOfTwoMarksThatOverlapTheLongerStays(t *testing.T) {
	e, err := byHand("[families of victims|organization] wept")
	assert.NilError(t, err)
	got := onto(e.Tokens, []Mark{
		{schema.Span{Start: 12, End: 19}, schema.Person},
		{schema.Span{Start: 0, End: 17}, schema.Organization}, // ends within a word
		{schema.Span{Start: 90, End: 99}, schema.Place},
	})
	assert.Check(t, is.DeepEqual(got, []mention.Span{{First: 0, Last: 2, Type: schema.Organization}}))
}

func TestRe3dCountsCodePoints(t *testing.T) {
	d, err := re3dDocument([]byte(`{"id": "a", "publisher": "CENTCOM", "text": "Élan: Çelik left", "entities": [
		{"start": 6, "end": 11, "type": "Person"}, {"start": 0, "end": 4, "type": "Frequency"}]}`))
	assert.NilError(t, err)
	assert.Check(t, d.Free())
	assert.Assert(t, is.Len(d.Marks, 1))
	m := d.Marks[0]
	assert.Check(t, is.Equal(d.Text[m.Start:m.End], "Çelik"))
	_, err = re3dDocument([]byte(`{"id": "a", "text": "short", "entities": [{"start": 3, "end": 9, "type": "Person"}]}`))
	assert.Check(t, is.Error(err, "document a: entity from 3 to 9"))
}

func TestOnlyFreePublishersAreLearntFrom(t *testing.T) {
	for publisher, want := range map[string]bool{"Wikipedia": true, "BBC Online": false, "Delegation of the European Union to Syria": false, "": false} {
		assert.Check(t, is.Equal((&Document{Publisher: publisher}).Free(), want), publisher)
	}
}

func TestEntitiesOfATreebankEndBeforeClausesAndCommas(t *testing.T) {
	const text = `# sent_id = 1
1	The	the	DET	DT	_	2	det	_	Entity=(1-organization-new-x
2	band	band	NOUN	NN	_	9	nsubj	_	_
3	of	of	ADP	IN	_	4	case	_	_
4	sailors	sailor	NOUN	NNS	_	2	nmod	_	Entity=(2-person-new-x)
5	,	,	PUNCT	,	_	7	punct	_	_
6	who	who	PRON	WP	_	7	nsubj	_	_
7	sang	sing	VERB	VBD	_	2	acl:relcl	_	Entity=1)
8	,	,	PUNCT	,	_	7	punct	_	_
9	met	meet	VERB	VBD	_	0	root	_	_
10	Ann	Ann	PROPN	NNP	_	9	obj	_	Entity=(3-person-new-x
11	Lee	Lee	PROPN	NNP	_	10	flat	_	Entity=3)
12	and	and	CCONJ	CC	_	13	cc	_	_
13	her	she	PRON	PRP$	_	14	nmod:poss	_	Entity=(4-person-new-x(3-person-giv-x)
14	aunts	aunt	NOUN	NNS	_	10	conj	_	Entity=4)
15	today	today	NOUN	NN	_	9	obl	_	Entity=(5-time-new-x)|SpaceAfter=No

`
	sents, err := conllu.Read(strings.NewReader(text), "text")
	assert.NilError(t, err)
	var tokens []mention.Token
	for _, w := range sents[0].Words {
		tokens = append(tokens, mention.Token{Text: w.Form})
	}
	got := shown(mention.Example{Tokens: tokens, Mentions: entities(&sents[0])})
	assert.Check(t, is.DeepEqual(got, []string{"organization: The band of sailors", "person: Ann Lee", "organization: her aunts", "date: today"}))
}
