package train

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/google/go-cmp/cmp"
)

func own(t *testing.T) []conllu.Sentence {
	t.Helper()
	parts, err := ReadParts("testdata", "train")
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) != 1 || parts[0].Name != "own-train" {
		t.Fatalf("got parts %v", parts)
	}
	return parts[0].Sents
}

func small() Options {
	o := Defaults()
	o.Seeds, o.TagEpochs, o.ParseEpochs, o.Folds, o.TagFloor, o.ParseFloor, o.BackFloor = 2, 12, 12, 3, 0, 0, 0
	return o
}

func trained(t *testing.T, o Options) *ud.Model {
	t.Helper()
	m, err := Run(own(t), lex.New(map[string]lex.Info{"deny": lex.IsVerb, "rebel": lex.IsNoun | lex.IsVerb, "treaty": lex.IsNoun}), o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWhatWasTaughtIsKnown(t *testing.T) {
	o := small()
	o.Folds = 0
	m := trained(t, o)
	s := OnWords(m, own(t))
	if s.UPOS.Value() < 99 || s.LAS.Value() < 90 || s.Lemmas.Value() < 99 {
		t.Errorf("UPOS %.1f, LAS %.1f, lemmas %.1f on the training sentences", s.UPOS.Value(), s.LAS.Value(), s.Lemmas.Value())
	}
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	o := small()
	first, err := trained(t, o).Encode()
	if err != nil {
		t.Fatal(err)
	}
	o.Workers = 1
	second, err := trained(t, o).Encode()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("two models of the same treebank differ")
	}
	o.Seeds++
	third, err := trained(t, o).Encode()
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(first, third) {
		t.Error("another run changes nothing: the seeds are not used")
	}
}

func TestReportHasALineForEveryGenre(t *testing.T) {
	var b strings.Builder
	if err := Report(&b, trained(t, small()), []Part{{"own", own(t)}}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"own from text", "own words given", "\n  own "} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in:\n%s", want, b.String())
		}
	}
}

func TestTheMissingPartIsNamed(t *testing.T) {
	_, err := ReadParts("testdata", "dev")
	if err == nil || err.Error() != "read treebank: testdata: no dev part: file does not exist" {
		t.Errorf("got %v", err)
	}
}

func TestDocumentsOfOtherPartsAreNotTrainedOn(t *testing.T) {
	doc := func(ids ...string) (out []conllu.Sentence) {
		for _, id := range ids {
			s := conllu.Sentence{Comments: []string{"# sent_id = s"}}
			if id != "" {
				s.Comments = []string{"# newdoc id = " + id}
			}
			out = append(out, s)
		}
		return out
	}
	sents, shared := Apart([]Part{{"a-train", doc("", "one", "", "two", "", "", "three")}}, []Part{{"a-dev", doc("two", "")}, {"a-test", doc("four")}})
	if d := cmp.Diff([]string{"two"}, shared); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(doc("", "one", "", "three"), sents); d != "" {
		t.Error(d)
	}
}

func TestGenreIsReadFromTheSentencesName(t *testing.T) {
	got := []string{}
	for _, id := range []string{"GUM_news_afghan-1", "weblog-juan_2005-0001", "reviews-1-2"} {
		got = append(got, Genre(&conllu.Sentence{Comments: []string{"# sent_id = " + id}}))
	}
	if d := cmp.Diff([]string{"news", "weblog", "reviews"}, got); d != "" {
		t.Error(d)
	}
}

// corpora is the folder of public treebanks beside the project.
const corpora = "../../../shared/corpora"

// floors are a little under what the shipped model reaches.
var floors = map[string]struct{ upos, uas, las, textWords, textSents, textTokens float64 }{
	"ewt-test": {95.7, 86.3, 83.7, 98.7, 80, 99.0},
	"gum-test": {96.5, 85.8, 83.2, 99.4, 95, 99.4},
}

func TestShippedModelKeepsItsScores(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("no treebanks beside the project")
	}
	m, err := ud.English()
	if err != nil {
		t.Fatal(err)
	}
	parts, err := ReadParts(corpora, "test")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		want, ok := floors[p.Name]
		if !ok {
			continue
		}
		text, err := OnText(m, p.Sents)
		if err != nil {
			t.Fatal(err)
		}
		words := OnWords(m, p.Sents)
		for _, c := range []struct {
			what      string
			got, want float64
		}{
			{"UPOS", words.UPOS.Value(), want.upos}, {"UAS", words.UAS.Value(), want.uas}, {"LAS", words.LAS.Value(), want.las},
			{"words of text", text.Words.Value(), want.textWords}, {"sentences of text", text.Sentences.Value(), want.textSents},
			{"tokens of text", text.Tokens.Value(), want.textTokens},
		} {
			if c.got < c.want {
				t.Errorf("%s: %s %.2f, want at least %.2f", p.Name, c.what, c.got, c.want)
			}
		}
	}
}
