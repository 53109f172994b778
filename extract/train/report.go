package train

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/ud"
)

// OnWords scores a model on the treebank's own words, the tags being the
// model's.
func OnWords(m *ud.Model, sents []conllu.Sentence) Score {
	system := make([]conllu.Sentence, len(sents))
	for i := range sents {
		toks := make([]ud.Token, len(sents[i].Words))
		for j, w := range sents[i].Words {
			toks[j].Text = w.Form
		}
		m.Parse(toks)
		system[i] = sents[i]
		system[i].Words = make([]conllu.Word, len(toks))
		for j, t := range toks {
			system[i].Words[j] = conllu.Word{Form: t.Text, Lemma: t.Lemma, UPOS: t.UPOS, XPOS: t.XPOS, Head: t.Head, Deprel: t.Deprel, Misc: sents[i].Words[j].Misc}
		}
	}
	s, err := Compare(sents, system)
	if err != nil {
		panic("the same words make another text: " + err.Error())
	}
	return s
}

// OnText scores a model on the treebank's plain text, paragraph ends given.
func OnText(m *ud.Model, sents []conllu.Sentence) (Score, error) {
	return Compare(sents, System(m.Analyse(RawText(sents))))
}

// ByGenre splits sentences by the kind of text they are from.
func ByGenre(sents []conllu.Sentence) map[string][]conllu.Sentence {
	out := map[string][]conllu.Sentence{}
	for i := range sents {
		g := Genre(&sents[i])
		out[g] = append(out[g], sents[i])
	}
	return out
}

// Report writes the scores of a model on one part of the treebanks: a line for
// every treebank and every genre of it, on words and on text.
func Report(w io.Writer, m *ud.Model, parts []Part) error {
	fmt.Fprintf(w, "%-22s %6s %6s %6s %6s %6s %6s %6s %6s %6s %6s\n", "", "words", "tokens", "sents", "words", "UPOS", "XPOS", "lemma", "UAS", "LAS", "CLAS")
	line := func(name string, n int, s Score) {
		fmt.Fprintf(w, "%-22s %6d", name, n)
		for _, f := range []F1{s.Tokens, s.Sentences, s.Words, s.UPOS, s.XPOS, s.Lemmas, s.UAS, s.LAS, s.CLAS} {
			fmt.Fprintf(w, " %6.2f", f.Value())
		}
		fmt.Fprintln(w)
	}
	for _, p := range parts {
		text, err := OnText(m, p.Sents)
		if err != nil {
			return fmt.Errorf("report on %s: %w", p.Name, err)
		}
		words := OnWords(m, p.Sents)
		line(p.Name+" from text", words.Words.Gold, text)
		line(p.Name+" words given", words.Words.Gold, words)
		genres := ByGenre(p.Sents)
		for _, g := range slices.Sorted(maps.Keys(genres)) {
			s := OnWords(m, genres[g])
			line("  "+g, s.Words.Gold, s)
		}
	}
	return nil
}
