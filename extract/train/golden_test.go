package train

import (
	"bytes"
	"testing"

	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/google/go-cmp/cmp"
)

const (
	goldenFile = "testdata/agency-golden.conllu"
	agencyFile = "corpus/agency-train.conllu"
)

func treesIn(t *testing.T, path string) []conllu.Sentence {
	t.Helper()
	sents, err := conllu.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return sents
}

// goldenFloor is a little under what the shipped model reaches.
var goldenFloor = Golden{Trees: 22, Right: 164}

func TestShippedModelReadsTheGoldenSentences(t *testing.T) {
	m, err := ud.English()
	if err != nil {
		t.Fatal(err)
	}
	g := OnGolden(m, treesIn(t, goldenFile), func(want *conllu.Sentence, got []ud.Token) {
		for j, w := range want.Words {
			if got[j].Head != w.Head || got[j].Deprel != w.Deprel {
				t.Logf("%s: %d %s %s, want %d %s", want.Comment("sent_id"), got[j].Head, got[j].Deprel, w.Form, w.Head, w.Deprel)
			}
		}
	})
	t.Logf("%+v", g)
	if g.Trees < goldenFloor.Trees || g.Right < goldenFloor.Right {
		t.Errorf("%d trees and %d arcs are right, want %d and %d", g.Trees, g.Right, goldenFloor.Trees, goldenFloor.Right)
	}
}

func TestGoldenCountsTreesAndArcs(t *testing.T) {
	m, err := ud.English()
	if err != nil {
		t.Fatal(err)
	}
	sents := own(t)[:3]
	sents[2].Words[5].Deprel = "obl:agent" // "France and Germany signed a treaty."
	wrong := 0
	got := OnGolden(m, sents, func(*conllu.Sentence, []ud.Token) { wrong++ })
	if d := cmp.Diff(Golden{3, 2, 6, 6, 5}, got); d != "" || wrong != 1 {
		t.Errorf("%d wrong: %s", wrong, d)
	}
	var b bytes.Buffer
	if err := got.Write(&b); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff("whole trees right       2 of 3\nsubjects, objects right 5 of 6, 6 read\n", b.String()); d != "" {
		t.Error(d)
	}
}

// The golden sentences say nothing if they were learnt by heart.
func TestAgencySentencesAreTrees(t *testing.T) {
	seen := map[string]string{}
	for _, path := range []string{goldenFile, agencyFile} {
		for _, s := range treesIn(t, path) {
			text := s.Comment("text")
			if other, ok := seen[text]; ok {
				t.Errorf("%s: %q is in %s too", path, text, other)
			}
			seen[text] = path
			if d := cmp.Diff(text, RawText([]conllu.Sentence{s})[:len(text)]); d != "" {
				t.Errorf("%s: words are not the text: %s", s.Comment("sent_id"), d)
			}
			roots := 0
			for i, w := range s.Words {
				if w.Head == 0 {
					roots++
				}
				steps := 0
				for d := i + 1; d != 0; d = s.Words[d-1].Head {
					if steps++; steps > len(s.Words) {
						t.Fatalf("%s: word %d hangs in a ring", s.Comment("sent_id"), i+1)
					}
				}
				if (w.Head == 0) != (w.Deprel == "root") || (w.UPOS == "PUNCT") != (w.Deprel == "punct") {
					t.Errorf("%s: word %d is %s %s under %d", s.Comment("sent_id"), i+1, w.UPOS, w.Deprel, w.Head)
				}
			}
			if roots != 1 {
				t.Errorf("%s: %d roots", s.Comment("sent_id"), roots)
			}
		}
	}
}
