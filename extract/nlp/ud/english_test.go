package ud

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func model(t testing.TB) *Model {
	t.Helper()
	m, err := English()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// agency holds sentences in the manner of news agencies with the relations
// that must be read in them, as relation(head, dependent).
var agency = []struct{ text, want string }{
	{"Turkey condemned the attack on Monday.", "nsubj(condemned, Turkey) obj(condemned, attack) obl(condemned, Monday)"},
	{"The European Union imposed sanctions on Belarus.", "nsubj(imposed, Union) obj(imposed, sanctions)"},
	{"Three soldiers were killed by rebels near the border.", "nsubj:pass(killed, soldiers) obl:agent(killed, rebels) case(border, near)"},
	{"Iran didn't sign the agreement.", "nsubj(sign, Iran) advmod(sign, n't) obj(sign, agreement)"},
	{"The minister said Egypt would recall its ambassador.", "nsubj(said, minister) ccomp(said, recall) nsubj(recall, Egypt) obj(recall, ambassador)"},
	{"France, which backs the rebels, has sent weapons.", "acl:relcl(France, backs) nsubj(sent, France) obj(sent, weapons)"},
	{"Russia and China vetoed the resolution.", "conj(Russia, China) nsubj(vetoed, Russia) obj(vetoed, resolution)"},
	{"Police arrested two suspects in Nairobi.", "nsubj(arrested, Police) nummod(suspects, two) obj(arrested, suspects)"},
	{"The army plans to withdraw its troops from the town.", "xcomp(plans, withdraw) nsubj(plans, army) obj(withdraw, troops)"},
	{"Armenia accused Azerbaijan of shelling villages.", "nsubj(accused, Armenia) obj(accused, Azerbaijan)"},
	{"Israel's prime minister met the king of Jordan.", "nmod:poss(minister, Israel) nsubj(met, minister) obj(met, king) nmod(king, Jordan)"},
	{"Talks between India and Pakistan have failed.", "nmod(Talks, India) conj(India, Pakistan) nsubj(failed, Talks)"},
}

func relations(toks []Token) map[string]bool {
	out := map[string]bool{}
	for _, t := range toks {
		if t.Head > 0 {
			out[fmt.Sprintf("%s(%s, %s)", t.Deprel, toks[t.Head-1].Text, t.Text)] = true
		}
	}
	return out
}

func TestAgencySentencesAreRead(t *testing.T) {
	m := model(t)
	for _, c := range agency {
		sents := m.Analyse(c.text)
		if len(sents) != 1 {
			t.Errorf("%s: %d sentences", c.text, len(sents))
			continue
		}
		got := relations(sents[0].Tokens)
		for _, want := range strings.SplitAfter(c.want, ") ") {
			if want = strings.TrimSpace(want); !got[want] {
				t.Errorf("%s: no %s in %v", c.text, want, sents[0].Tokens)
			}
		}
	}
}

func TestTagsAndLemmasOfOneSentence(t *testing.T) {
	var got []string
	for _, w := range model(t).Analyse("The ministers' envoys weren't meeting; he broke off 12 talks.")[0].Tokens {
		got = append(got, w.Text+"/"+w.UPOS+"/"+w.XPOS+"/"+w.Lemma)
	}
	want := []string{"The/DET/DT/the", "ministers/NOUN/NNS/minister", "'/PART/POS/'s", "envoys/NOUN/NNS/envoy", "were/AUX/VBD/be", "n't/PART/RB/not",
		"meeting/VERB/VBG/meet", ";/PUNCT/:/;", "he/PRON/PRP/he", "broke/VERB/VBD/break", "off/ADP/RP/off", "12/NUM/CD/12", "talks/NOUN/NNS/talk", "././PUNCT/./."}
	want[len(want)-1] = "./PUNCT/./."
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestOneModelServesManyAtOnce(t *testing.T) {
	m := model(t)
	want := m.Analyse(agency[4].text)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			m.Analyse(agency[i].text)
			if d := cmp.Diff(want, m.Analyse(agency[4].text)); d != "" {
				t.Error(d)
			}
		})
	}
	wg.Wait()
}

func TestParsingNothingGivesNothing(t *testing.T) {
	m := model(t)
	m.Parse(nil)
	m.Tag(nil)
	if got := m.Analyse(" \n "); got != nil {
		t.Errorf("got %v", got)
	}
}

func TestEveryWordHasOneHeadAndEverySentenceOneRoot(t *testing.T) {
	m := model(t)
	for _, text := range []string{"?", "!!! ??? ...", "and and and and or", "), (, ), (", "The the the the", "x\x00\xff", strings.Repeat("of the state ", 200), strings.Repeat("(", 300)} {
		for _, s := range m.Analyse(text) {
			roots := 0
			for i, w := range s.Tokens {
				if w.Head == 0 {
					roots++
				}
				if w.Head < 0 || w.Head > len(s.Tokens) || w.Head == i+1 || w.Lemma == "" || w.UPOS == "" || (w.Head == 0) != (w.Deprel == "root") {
					t.Fatalf("%.20q: word %d is %+v", text, i+1, w)
				}
			}
			if roots != 1 {
				t.Errorf("%.20q: %d roots", text, roots)
			}
		}
	}
}

func TestModelFilesComeBackAsTheyWere(t *testing.T) {
	again, err := model(t).Encode()
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != string(english) {
		t.Error("the shipped model is not what encoding it gives")
	}
}

// The card's scores are of this very file: who trains anew must write a new card.
func TestTheModelIsTheOneOfItsCard(t *testing.T) {
	card, err := os.ReadFile("MODEL.md")
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(english)); !strings.Contains(string(card), sum) {
		t.Errorf("MODEL.md does not name the model's SHA-256, %s", sum)
	}
}

func TestForeignFilesAreRefused(t *testing.T) {
	other := []byte(string(english))
	other[len(magic)+1] ^= 1
	if _, err := Decode(other); !errors.Is(err, ErrFeatures) {
		t.Errorf("other features: got %v", err)
	}
	for _, n := range []int{0, 5, len(magic), len(magic) + 5, len(magic) + 9, len(english) / 2, len(english) - 4} {
		if _, err := Decode(english[:n]); err == nil {
			t.Errorf("a file cut at %d was read", n)
		}
	}
	newer := []byte(string(english))
	newer[len(magic)]++
	if _, err := Decode(newer); err == nil || !strings.Contains(err.Error(), "version") {
		t.Errorf("newer file: got %v", err)
	}
}

func BenchmarkParse(b *testing.B) {
	m := model(b)
	sents := agencySentences()
	n := 0
	for b.Loop() {
		for i := range sents {
			m.Parse(sents[i].Tokens)
			n += len(sents[i].Tokens)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Decode(english); err != nil {
			b.Fatal(err)
		}
	}
}
