package extract

import (
	"slices"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// corrections takes back what the text itself corrects a sentence or two later, and
// reads the correction: “Togo has expelled Eva Lund. To be clear: it was Benin that
// expelled her.” Corrected are the act, by its verb, and its doer; never whom it was done to.
func (w *writer) corrections(claims []claim) []claim {
	for si := range w.d.Sentences {
		v, who := corrected(w.d, si)
		if len(who) != 1 {
			continue
		}
		s := &w.d.Sentences[si]
		var right []claim
		claims = slices.DeleteFunc(claims, func(c claim) bool {
			if c.Sentence >= si || c.Sentence < si-2 || c.Trigger < 0 || c.Noun || c.read.Status != schema.Asserted && c.read.Status != schema.Claimed ||
				!slices.Contains(c.Rule.Verb, s.Tokens[v].Lemma) || c.Subject.Entity == who[0].Entity {
				return false
			}
			rel, _ := w.vocab.Relation(c.Rule.Relation)
			if who[0].Entity == c.Object.Entity || !rel.Allows(w.d.Entity(who[0].Entity).Type, w.d.Entity(c.Object.Entity).Type) {
				return false
			}
			c.Subject, c.evidence.End = who[0], s.End
			right = append(right, c)
			return true
		})
		for _, r := range right {
			if !slices.ContainsFunc(claims, func(c claim) bool {
				return c.Sentence == si && c.Rule.Relation == r.Rule.Relation && c.Subject.Entity == r.Subject.Entity && c.Object.Entity == r.Object.Entity
			}) {
				claims = append(claims, r)
			}
		}
	}
	return claims
}

// corrected is the verb of a sentence that says who it was that did it to somebody
// spoken of before, and who it was; or -1.
func corrected(d *link.Doc, si int) (int, []link.Ref) {
	s := &d.Sentences[si]
	for i := 0; i+3 < len(s.Tokens); i++ {
		if s.Tokens[i].Lower != "it" || s.Tokens[i+1].Lower != "was" {
			continue
		}
		k := s.After(i + 2)
		if k < 0 || s.StartOf(k) != i+2 {
			continue
		}
		for j := s.Phrases[k].Last; j+2 < len(s.Tokens) && j < s.Phrases[k].Last+7; j++ { // it was Benin, not Togo, that
			if w := s.Tokens[j].Lower; w != "that" && w != "who" {
				continue
			}
			v := j + 1
			for v+1 < len(s.Tokens) && s.Tokens[v].Tag == nlp.AUX {
				v++
			}
			if s.Tokens[v].Tag == nlp.VERB && v+1 < len(s.Tokens) && s.Tokens[v+1].Tag == nlp.PRON {
				return v, d.Refs(si, k)
			}
			break
		}
	}
	return -1, nil
}
