package train

import (
	"strings"

	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/ud"
)

// RawText is the text that sentences were made from: paragraphs apart by an
// empty line, as the shared task gives it.
func RawText(sents []conllu.Sentence) string {
	var b strings.Builder
	for i := range sents {
		if i > 0 && sents[i].NewParagraph() {
			b.WriteString("\n\n")
		}
		for _, t := range sents[i].Tokens() {
			b.WriteString(t.Form)
			if t.Space {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

// System turns analysed sentences into a treebank's.
func System(sents []ud.Sentence) []conllu.Sentence {
	out := make([]conllu.Sentence, len(sents))
	for i, s := range sents {
		c := &out[i]
		for j, t := range s.Tokens {
			c.Words = append(c.Words, conllu.Word{Form: t.Text, Lemma: t.Lemma, UPOS: t.UPOS, XPOS: t.XPOS, Head: t.Head, Deprel: t.Deprel})
			if !t.Joined {
				continue
			}
			if n := len(c.Ranges); n > 0 && c.Ranges[n-1].Last == j {
				c.Ranges[n-1].Last++
				c.Ranges[n-1].Form += t.Text
			} else {
				c.Ranges = append(c.Ranges, conllu.Range{First: j, Last: j + 1, Form: s.Tokens[j-1].Text + t.Text})
			}
		}
	}
	return out
}
