package link

import (
	"slices"

	"github.com/entente-kg/entente/extract/nlp"
)

// Where a phrase stands in its sentence, as far as it tells who is spoken of.

// proper tells whether the word at token i is a name that nothing is known of.
// The capital of a first word says so only if the text writes it elsewhere.
func (d *Doc) proper(si, i int) bool {
	t := d.Sentences[si].Tokens[i]
	return capitalised(t.Text) && (i > 0 && t.Tag == nlp.PROPN || i == 0 && d.capitals[t.Lower])
}

// predicate tells a noun that says what its subject is: “is a poet”, “as president”.
func (d *Doc) predicate(si, q int) bool {
	s := &d.Sentences[si]
	i := s.StartOf(s.Phrases[q].List) - 1
	for i > 0 && (s.Tokens[i].Tag == nlp.ADV || s.Tokens[i].Lower == "not") {
		i--
	}
	return i >= 0 && (s.Tokens[i].Lemma == "be" || s.Tokens[i].Lower == "as" || s.Tokens[i].Tag == nlp.VERB && copulas[s.Tokens[i].Lemma])
}

var copulas = words("become remain elect appoint name call consider")

// beside is the person that the noun in phrase q is set beside: “Krag, the leader”.
func (d *Doc) beside(sj, q int) string {
	s := &d.Sentences[sj]
	if d.nameAt(sj, s.Phrases[q].Head) != nil && d.nameAt(sj, s.Phrases[q].Head).office == nil {
		return ""
	}
	for _, o := range []int{s.AppositionBefore(q), s.Apposition(q)} {
		if o < 0 {
			continue
		}
		if n := d.nameAt(sj, s.Phrases[o].Head); n != nil && person(n.entity) && human(s.Tokens[s.Phrases[q].Head].Lower) {
			return n.entity
		}
	}
	return ""
}

// place is the weight of where phrase q stands.
func (d *Doc) place(sj, q int) float64 {
	s := &d.Sentences[sj]
	p := s.Phrases[q]
	if q+1 < len(s.Phrases) && s.Phrases[q+1].Possessor == q {
		return asOwner
	}
	if p.Prep >= 0 {
		if hanging[s.Tokens[p.Prep].Lower] {
			return asAside
		}
		return asOblique
	}
	if i := s.StartOf(p.List) - 1; i >= 0 && s.Tokens[i].Tag == nlp.VERB && s.PhraseAt(i) < 0 && !Saying[s.Tokens[i].Lemma] {
		return asObject
	}
	if i := s.StartOf(p.List) - 1; i > 0 && (s.Tokens[i].Lower == "that" || s.Tokens[i].Lower == "which" || s.Tokens[i].Lower == "whom") && s.Relative(i) {
		return asAside // the movement that Tehran arms
	}
	return asSubject
}

// blamed tells whether phrase q is whom the verb before it blames for phrase k:
// praised Egypt for its mediation; or helps in it: helped Chad in its war.
func (d *Doc) blamed(si, q, k int) bool {
	s := &d.Sentences[si]
	v := s.StartOf(q) - 1
	return v >= 0 && blaming[s.Tokens[v].Lemma] && s.Phrases[k].Prep >= 0 && s.Phrases[k].Prep == s.Phrases[q].Last
}

var blaming = words(`praise thank blame criticize criticise condemn denounce sanction punish fault slam commend congratulate accuse fine rebuke
	chide applaud scold sue reward ridicule help aid assist support back join arm`)

// clauseSubject is the subject of the verb before token i.
func (d *Doc) clauseSubject(si, i int) int {
	s := &d.Sentences[si]
	for v := i - 1; v >= 0; v-- {
		if s.Tokens[v].Tag == nlp.VERB && s.PhraseAt(v) < 0 {
			if k := s.PhraseAt(v - 1); k >= 0 && s.Tokens[v].Form == nlp.Base {
				return k // saw Armenia lose the land that it had taken
			}
			return s.Subject(v)
		}
	}
	return nlp.NoPhrase
}

// coming is whom or what is named as the subject right behind the opening of the
// sentence in which the pronoun at token i stands, or empty.
func (d *Doc) coming(si, i int, g gender) string {
	s := &d.Sentences[si]
	t := s.Tokens
	c := front(s)
	if c < i || c+1 >= len(t) {
		return ""
	}
	q := s.After(c + 1)
	if q < 0 {
		return ""
	}
	if len(d.refs[si][q]) != 1 {
		if t[s.Phrases[q].Head].Tag == nlp.PROPN {
			return "?" // somebody, or something, that is not known
		}
		return ""
	}
	id := d.refs[si][q][0].Entity
	switch h := d.genders[id]; {
	case g == neither && !person(id), g != neither && person(id) && (h == unknown || h == g):
		return id
	}
	return ""
}

// front is the comma behind what stands before the subject of the sentence, or -1.
func front(s *nlp.Sentence) int {
	t := s.Tokens
	if len(t) == 0 || t[0].Tag != nlp.ADP && t[0].Tag != nlp.SCONJ && t[0].Form != nlp.Gerund && t[0].Form != nlp.Participle {
		return -1
	}
	return slices.IndexFunc(t, func(w nlp.Token) bool { return w.Text == "," })
}
