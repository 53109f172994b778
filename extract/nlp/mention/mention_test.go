package mention

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"gotest.tools/v3/assert"
	is "gotest.tools/v3/assert/cmp"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/schema"
)

// sent reads "form/TAG form/TAG"; TAG is a universal tag, with a + for the plural.
func sent(text string) []Token {
	var out []Token
	for f := range strings.FieldsSeq(text) {
		form, tag, _ := strings.Cut(f, "/")
		t := Token{Text: form, UPOS: strings.TrimSuffix(tag, "+"), Lemma: strings.ToLower(form)}
		if strings.HasSuffix(tag, "+") {
			t.XPOS = "NNS"
		}
		out = append(out, t)
	}
	return out
}

func words(tokens []Token, first, last int) string {
	var out []string
	for _, t := range tokens[first : last+1] {
		out = append(out, t.Text)
	}
	return strings.Join(out, " ")
}

var nothing = lex.New(nil)

func TestTheHeadIsTheLastNominalBeforeAPreposition(t *testing.T) {
	for text, want := range map[string]string{
		"the/DET members/NOUN+ of/ADP the/DET council/NOUN": "members",
		"a/DET senior/ADJ Fatah/PROPN official/NOUN":        "official",
		"President/PROPN Ilham/PROPN Aliyev/PROPN":          "Aliyev",
		"Lebanon/PROPN 's/PART army/NOUN chief/NOUN":        "chief",
		"they/PRON": "they",
		"the/DET Saudi/ADJ -/PUNCT led/VERB coalition/NOUN": "coalition",
		"the/DET poor/ADJ": "poor",
		"ministers/NOUN+ ,/PUNCT envoys/NOUN+ and/CCONJ generals/NOUN+": "ministers",
	} {
		tokens := sent(text)
		s := look(tokens, nothing, gazetteer.Default())
		assert.Check(t, is.Equal(tokens[s.head(0, len(tokens)-1)].Text, want), text)
	}
}

func TestNoCandidateReachesOverAnAuxiliaryOrEndsWithAPreposition(t *testing.T) {
	tokens := sent("rebels/NOUN+ in/ADP Goma/PROPN have/AUX fled/VERB")
	s := look(tokens, nothing, gazetteer.Default())
	var got []string
	for _, c := range s.candidates() {
		got = append(got, words(tokens, c.first, c.last))
	}
	assert.Check(t, is.DeepEqual(got, []string{"rebels", "rebels in Goma", "Goma", "fled"}))
}

func TestTheBestChoiceHasNoOverlapAndTheHighestSum(t *testing.T) {
	cands := []candidate{
		{first: 0, last: 0, class: 1, score: 4},
		{first: 0, last: 2, class: 1, score: 7},
		{first: 2, last: 2, class: 1, score: 5},
		{first: 3, last: 3, class: 1, score: -1},
		{first: 3, last: 4, class: 1, score: 0},
	}
	assert.Check(t, is.DeepEqual(best(6, cands), []int{0, 2}))
	cands[1].score = 10
	assert.Check(t, is.DeepEqual(best(6, cands), []int{1}))
	assert.Check(t, is.Len(best(0, nil), 0))
}

func TestNoCandidateHasMoreFeaturesThanTheBound(t *testing.T) {
	tokens := sent(strings.Repeat("of/ADP Iran/PROPN ", 30) + "army/NOUN")
	for i := range tokens {
		tokens[i].Head, tokens[i].Deprel = i, "nmod"
	}
	s := look(tokens, nothing, gazetteer.Default())
	for _, c := range s.candidates() {
		n := len(s.features(nil, &c))
		assert.Assert(t, n <= maxFeatures, "%d features", n)
	}
}

// lessons are a few sentences, enough to learn that an army is an organisation.
func lessons() []Example {
	mark := func(text string, spans ...Span) Example { return Example{Tokens: sent(text), Mentions: spans} }
	return []Example{
		mark("The/DET army/NOUN attacked/VERB the/DET town/NOUN ./PUNCT", Span{First: 0, Last: 1, Type: schema.Organization}, Span{First: 3, Last: 4, Type: schema.Place}),
		mark("Rebels/NOUN+ fled/VERB the/DET city/NOUN ./PUNCT", Span{First: 0, Last: 0, Type: schema.Organization}, Span{First: 2, Last: 3, Type: schema.Place}),
		mark("Maria/PROPN Kovac/PROPN criticised/VERB the/DET plan/NOUN ./PUNCT", Span{First: 0, Last: 1, Type: schema.Person}),
		mark("The/DET plan/NOUN failed/VERB ./PUNCT"),
		mark("They/PRON fled/VERB ./PUNCT", Span{First: 0, Last: 0, Type: schema.Organization}),
	}
}

func taught(lessons []Example) *Recognizer {
	o := Defaults()
	o.Epochs, o.Drop = 12, 0
	return Train(lessons, nothing, gazetteer.Default(), o)
}

func TestWhatWasTaughtIsFound(t *testing.T) {
	r := taught(lessons())
	got := r.Find(sent("The/DET army/NOUN fled/VERB the/DET town/NOUN ./PUNCT"))
	want := []Span{{First: 0, Last: 1, Type: schema.Organization}, {First: 3, Last: 4, Type: schema.Place}}
	assert.Check(t, is.DeepEqual(got, want))
	got = r.Find(sent("Maria/PROPN Kovac/PROPN fled/VERB ./PUNCT"))
	assert.Check(t, is.DeepEqual(got, []Span{{First: 0, Last: 1, Type: schema.Person, Named: true}}))
	got = r.Find(sent("They/PRON fled/VERB ./PUNCT"))
	assert.Check(t, is.DeepEqual(got, []Span{{First: 0, Last: 0, Type: schema.Organization, Pronoun: true}}))
	assert.Check(t, is.Len(r.Find(nil), 0))
}

func TestForeignExamplesTeachNothingAboutPronouns(t *testing.T) {
	foreign := Example{Tokens: sent("They/PRON saw/VERB Maria/PROPN Kovac/PROPN ./PUNCT"), Foreign: true,
		Mentions: []Span{{First: 2, Last: 3, Type: schema.Person}}}
	d := prepare(&foreign, nothing, gazetteer.Default())
	for _, c := range d.cands {
		assert.Check(t, c.head != 0, "a candidate headed by the pronoun")
	}
	for _, keys := range d.keys {
		for _, k := range keys {
			assert.Assert(t, k&ownBit == 0)
		}
	}
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	once, err := taught(lessons()).Encode()
	assert.NilError(t, err)
	twice, err := taught(lessons()).Encode()
	assert.NilError(t, err)
	assert.Check(t, bytes.Equal(once, twice))
}

func TestALoadedModelFindsWhatTheTrainedOneFinds(t *testing.T) {
	r := taught(lessons())
	file, err := r.Encode()
	assert.NilError(t, err)
	loaded, err := Load(file, nothing, gazetteer.Default())
	assert.NilError(t, err)
	for _, e := range lessons() {
		assert.Check(t, is.DeepEqual(loaded.Find(e.Tokens), r.Find(e.Tokens)))
	}
	again, err := loaded.Encode()
	assert.NilError(t, err)
	assert.Check(t, bytes.Equal(file, again))
}

func TestABrokenModelIsAnErrorNeverAPanic(t *testing.T) {
	file, err := taught(lessons()).Encode()
	assert.NilError(t, err)
	for n := range len(file) {
		_, err := Load(file[:n], nothing, nil)
		assert.Check(t, err != nil, "cut to %d bytes", n)
	}
	other := bytes.Clone(file)
	other[len(magic)] ^= 1
	_, err = Load(other, nothing, nil)
	assert.Check(t, errors.Is(err, ErrFeatures))
}

func TestManyMayReadOneRecognizer(t *testing.T) {
	r := taught(lessons())
	tokens := lessons()[0].Tokens
	want := r.Find(tokens)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				assert.Check(t, is.DeepEqual(r.Find(tokens), want))
			}
		})
	}
	wg.Wait()
}

func BenchmarkFind(b *testing.B) {
	r, err := English()
	if err != nil {
		b.Skip(err)
	}
	m, err := ud.English()
	if err != nil {
		b.Skip(err)
	}
	sents := m.Analyse("Two soldiers of the Turkish army were killed by gunmen near the border with Syria on Tuesday, officials in Ankara said. " +
		"The president of the European Council told reporters that foreign ministers would meet the Armenian delegation in Brussels.")
	words := 0
	for _, s := range sents {
		words += len(s.Tokens)
	}
	for b.Loop() {
		for _, s := range sents {
			r.Find(s.Tokens)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// The card's scores are of this very file: who trains anew must write a new card.
func TestTheModelIsTheOneOfItsCard(t *testing.T) {
	card, err := os.ReadFile("MODEL.md")
	assert.NilError(t, err)
	if sum := fmt.Sprintf("%x", sha256.Sum256(english)); !strings.Contains(string(card), sum) {
		t.Errorf("MODEL.md does not name the model's SHA-256, %s", sum)
	}
}
