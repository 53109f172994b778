package extract

import (
	"slices"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/extract/status"
	"github.com/entente-kg/entente/schema"
)

// echo is a place where somebody is said to do, or not to do, what another did,
// without its being told again: “Kuwait followed”, “so did Chad”, “Peru never has”.
type echo struct {
	sentence, token int // what it repeats stands before
	who             []link.Ref
	status          schema.Status // or empty: as it was with the other
	turned          bool          // not with “so” and the like: of what the other did not do, he did
	beside          bool          // “together with Togo”: of its own sentence alone
	ahead           bool          // “like Togo, Chad sent”: what it repeats stands behind
	next            bool          // “Ukraine followed”: it may be the next that was done to
}

// echoes reads what the echoes in the text repeat: the acts that the clause before
// tells of, with others at their subject.
func (w *writer) echoes(claims []claim) []claim {
	var out []claim
	for si := range w.d.Sentences {
		for _, e := range findEchoes(w.d, si) {
			for _, c := range repeats(slices.Concat(claims, out), e) {
				for _, r := range e.who {
					if x, ok := w.echoed(c, e, r); ok {
						out = append(out, x)
					}
				}
			}
		}
	}
	return out
}

// repeats are the claims that an echo repeats: those of the verb nearest before it, in
// its sentence or the one before.
func repeats(claims []claim, e echo) []claim {
	if e.ahead {
		return followed(claims, e)
	}
	for back := 0; back <= 1; back++ {
		last := -1
		var out []claim
		for _, c := range claims {
			if c.Sentence != e.sentence-back || back == 0 && c.Trigger >= e.token || c.Noun || c.Trigger < last || c.Trigger < 0 {
				continue
			}
			if c.Trigger > last {
				last, out = c.Trigger, nil
			}
			out = append(out, c)
		}
		if out != nil {
			return out
		}
		if e.beside {
			break
		}
	}
	return nil
}

// followed are the claims of the verb nearest behind an echo.
func followed(claims []claim, e echo) []claim {
	var out []claim
	for _, c := range claims {
		switch {
		case c.Sentence != e.sentence || c.Noun || c.Trigger <= e.token:
			continue
		case len(out) > 0 && c.Trigger > out[0].Trigger:
			continue
		case len(out) > 0 && c.Trigger < out[0].Trigger:
			out = nil
		}
		out = append(out, c)
	}
	return out
}

// echoed is claim c with another at its subject.
func (w *writer) echoed(c claim, e echo, who link.Ref) (claim, bool) {
	rel, _ := w.vocab.Relation(c.Rule.Relation)
	same := who.Entity == c.Subject.Entity
	if e.next && suffered[c.Rule.Relation] {
		return c, false
	}
	if e.beside && slices.ContainsFunc(e.who, func(r link.Ref) bool { return r.Entity == c.Object.Entity }) {
		return c, false // “sanctions on Chad and Niger, along with Mali”
	}
	if said := c.read.Speaker; said != "" && c.Sentence != e.sentence && w.d.Turn(c.Sentence) != said && c.read.Status != schema.Threatened && c.read.Status != schema.Planned {
		return c, false // “Norway said that Chad had. Sweden did too”: Sweden said it
	}
	if (e.beside || e.ahead) && w.verbBetween(c, e) || who.Entity == c.Object.Entity || rel.Symmetric || !rel.Allows(w.d.Entity(who.Entity).Type, w.d.Entity(c.Object.Entity).Type) {
		return c, false
	}
	if state := w.d.StateOf(c.Object.Entity); state != "" && state == who.Entity {
		return c, false
	}
	switch st := c.read.Status; {
	case e.status == "" && st == schema.Hypothetical && asked(w.d, c.Sentence):
		c.read.Status = schema.Asserted
	case e.status == "" && same:
		return c, false
	case e.status == "" && e.turned && st == schema.Negated:
		c.read.Status = schema.Asserted
	case e.status != "":
		if same && st == e.status {
			return c, false
		}
		c.read.Status = e.status
	case st == schema.Denied || st == schema.Threatened:
		return c, false
	}
	if c.read.Status == schema.Asserted || c.read.Status == schema.Negated {
		c.read.Speaker = ""
	}
	c.Subject = link.Ref{Entity: who.Entity, Span: who.Span, Weight: who.Weight * 0.9}
	c.evidence.Start = min(c.evidence.Start, w.d.Sentences[e.sentence].Start)
	c.evidence.End = max(c.evidence.End, w.d.Sentences[e.sentence].End)
	c.Sentence, c.Trigger = e.sentence, e.token
	c.place = status.Place{Sentence: e.sentence, Trigger: e.token, Phrase: nlp.NoPhrase}
	return c, true
}

// Acts of which whoever “followed” may be the next victim: Russia took Crimea; Donetsk followed.
var suffered = map[string]bool{"attacked": true, "invaded": true, "occupied": true, "annexed": true, "captured-territory-from": true, "killed": true,
	"intervened-in": true, "blockaded": true, "defeated": true, "war-with": true, "detained": true, "abducted": true, "overthrew": true, "controls": true}

// verbBetween tells whether another verb stands between a claim's word and the echo.
func (w *writer) verbBetween(c claim, e echo) bool {
	s := &w.d.Sentences[e.sentence]
	from, to := c.Trigger+1, e.token
	if e.ahead {
		from, to = e.token+1, s.Group(c.Trigger).First
	}
	for i := from; i < to; i++ {
		if s.Tokens[i].Tag == nlp.VERB && s.PhraseAt(i) < 0 || s.Tokens[i].Text == ";" {
			return true
		}
	}
	return false
}

// findEchoes lists the echoes of sentence si.
func findEchoes(d *link.Doc, si int) []echo {
	s := &d.Sentences[si]
	var out []echo
	for i, t := range s.Tokens {
		switch {
		case t.Tag == nlp.VERB && t.Lemma == "follow" && s.PhraseAt(i) < 0:
			if k := s.Subject(i); k >= 0 && closes(s, i+1) && s.Group(i).Modal == "" && s.Group(i).Negator < 0 && !s.Group(i).Passive {
				out = append(out, echo{sentence: si, token: s.StartOf(s.Phrases[k].List), who: members(d, si, k),
					next: i+1 == len(s.Tokens) || s.Tokens[i+1].Lower != "suit"})
			}
		case (t.Lower == "together" || t.Lower == "along") && i+2 < len(s.Tokens) && s.Tokens[i+1].Lower == "with":
			if k := s.After(i + 2); k >= 0 && s.StartOf(k) == i+2 && i > 0 && s.Tokens[i-1].Tag != nlp.AUX {
				out = append(out, echo{sentence: si, token: i, who: members(d, si, k), beside: true})
			}
		case (t.Lower == "like" || t.Lower == "unlike") && t.Tag != nlp.VERB && (i == 0 || s.Tokens[i-1].Text == "," || s.Relative(i-1) || s.Tokens[i-1].Lower == "which" || s.Tokens[i-1].Lower == "who"):
			k := s.After(i + 1)
			if k < 0 || s.StartOf(k) != i+1 {
				break
			}
			e := echo{sentence: si, token: i, who: members(d, si, k), ahead: true}
			if t.Lower == "unlike" {
				e.status = schema.Negated
			}
			out = append(out, e)
		case t.Lemma == "do" && i+1 < len(s.Tokens) && (s.Tokens[i+1].Lower == "so" || s.Tokens[i+1].Lower == "likewise" || s.Tokens[i+1].Lower == "the" && i+2 < len(s.Tokens) && s.Tokens[i+2].Lower == "same"):
			if g, k := s.Group(i), s.SubjectOf(i); k >= 0 && g.Modal == "" && !g.Infinitive && g.Negator < 0 && s.Phrases[k].Prep < 0 && t.Form != nlp.Gerund {
				out = append(out, echo{sentence: si, token: s.StartOf(s.Phrases[k].List), who: members(d, si, k)})
			}
		case shortAux[t.Lower]:
			if e, ok := auxiliary(d, si, i); ok {
				out = append(out, e)
			}
		}
	}
	return slices.DeleteFunc(out, func(e echo) bool {
		return len(e.who) == 0 || e.token > 0 && supposing[s.Tokens[e.token-1].Lower] // if Paris did so
	})
}

var supposing = nlp.WordSet("if unless whether should when once until before")

var shortAux = nlp.WordSet("do does did has have had will")

// auxiliary reads an auxiliary that stands for a whole verb: “so did Chad”, “neither
// does Togo”, “as has Mali”, “Peru never has”, “Kenya did, on Saturday”.
func auxiliary(d *link.Doc, si, i int) (echo, bool) {
	s := &d.Sentences[si]
	t := s.Tokens
	e := echo{sentence: si, token: i}
	if i > 0 {
		switch w := t[i-1].Lower; w {
		case "so", "as", "neither", "nor":
			k := s.After(i + 1)
			if k < 0 || s.StartOf(k) != i+1 || s.Phrases[k].Prep >= 0 {
				return e, false
			}
			m := s.Members(k)
			last := s.Phrases[m[len(m)-1]].Last
			if w != "as" && !closes(s, last) || w == "as" && last < len(t) && t[last].Tag == nlp.VERB {
				return e, false
			}
			e.token, e.who = i-1, members(d, si, k)
			if w == "neither" || w == "nor" {
				e.status = schema.Negated
			}
			if t[i].Lower == "will" && e.status == "" {
				e.status = schema.Planned
			}
			return e, true
		}
	}
	// SUBJECT (never) AUX (not), and no more
	end, negated := i+1, false
	if end < len(t) && (t[end].Lower == "not" || t[end].Lower == "n't") {
		end, negated = end+1, true
	}
	j := i - 1
	if j >= 0 && (t[j].Lower == "never" || t[j].Lower == "also" || t[j].Lower == "already") {
		negated = negated || t[j].Lower == "never"
		j--
	}
	if !closes(s, end) {
		return e, false
	}
	k := s.PhraseAt(j)
	if j >= 0 && t[j].Text == "," { // Belarus, for all the pressure, never has
		k = s.SubjectOf(i)
	}
	if k < 0 || s.Phrases[k].Prep >= 0 || s.Relative(j) {
		return e, false
	}
	if start := s.StartOf(s.Phrases[k].List); start > 0 && (t[start-1].Tag == nlp.VERB || t[start-1].Lower == "than" || t[start-1].Lower == "as" || t[start-1].Tag == nlp.ADP || t[start-1].Tag == nlp.SCONJ) {
		return e, false
	}
	e.token, e.who, e.turned = s.StartOf(s.Phrases[k].List), members(d, si, k), !negated
	switch {
	case negated:
		e.status = schema.Negated
	case t[i].Lower == "will":
		e.status = schema.Planned
	}
	return e, true
}

// closes tells whether a clause ends at token i: nothing follows but a time, “suit” or a sign.
func closes(s *nlp.Sentence, i int) bool {
	for ; i < len(s.Tokens); i++ {
		t := s.Tokens[i]
		switch {
		case t.Tag == nlp.PUNCT && t.Text != "-":
			return true
		case t.Lower == "suit" || t.Lower == "too" || t.Lower == "either" || t.Lower == "likewise" || t.Lower == "so" || t.Tag == nlp.CCONJ && i > 0:
			if t.Tag == nlp.CCONJ {
				return true
			}
		case s.PhraseAt(i) >= 0 && s.Phrases[s.PhraseAt(i)].Time:
		case t.Tag == nlp.ADP && i+1 < len(s.Tokens) && s.PhraseAt(i+1) >= 0 && s.Phrases[s.PhraseAt(i+1)].Time:
		case timely[t.Lower]:
		default:
			return false
		}
	}
	return true
}

var timely = nlp.WordSet("later soon then within hours days weeks months afterwards shortly yet")

func members(d *link.Doc, si, k int) []link.Ref {
	var out []link.Ref
	for _, m := range d.Sentences[si].Members(k) {
		for _, r := range d.Refs(si, m) {
			if !slices.ContainsFunc(out, func(o link.Ref) bool { return o.Entity == r.Entity }) {
				out = append(out, r)
			}
		}
	}
	return out
}
