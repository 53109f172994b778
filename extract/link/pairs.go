package link

import (
	"slices"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// States are the two states last spoken of together before phrase k, or none.
func (d *Doc) States(si, k int) []Ref {
	isCountry := func(r Ref) bool { return d.entities[r.Entity].Type == schema.Country }
	r := d.pair(si, k, d.phraseSpan(si, k), true)
	if len(r) == 2 && isCountry(r[0]) && isCountry(r[1]) {
		return r
	}
	return nil
}

// persons are the only two persons of the sentence before, for “the two” and “the pair”.
func (d *Doc) persons(si, k int) []Ref {
	if si == 0 {
		return nil
	}
	var out []Ref
	for q := range d.Sentences[si-1].Phrases {
		for _, r := range d.refs[si-1][q] {
			known := slices.ContainsFunc(out, func(o Ref) bool { return o.Entity == r.Entity })
			if d.entities[r.Entity].Type == schema.Person && !known {
				out = append(out, Ref{Entity: r.Entity, Span: d.phraseSpan(si, k), Weight: 0.8})
			}
		}
	}
	if len(out) != 2 {
		return nil
	}
	return out
}

// several are those of whom a “they” or “their” speaks: the last that stand
// side by side, unless others, whom nothing names, come between.
func (d *Doc) several(si, k, i int, span schema.Span) []Ref {
	if r := d.collective(si, i, span); r != nil {
		return r
	}
	r := d.pair(si, k, span, false)
	if r == nil {
		return nil
	}
	for back := 0; back <= 1 && si-back >= 0; back++ {
		s := &d.Sentences[si-back]
		for q := len(s.Phrases) - 1; q >= 0; q-- {
			if back == 0 && q >= k {
				continue
			}
			if slices.ContainsFunc(d.refs[si-back][q], func(o Ref) bool { return o.Entity == r[len(r)-1].Entity }) {
				return r
			}
			if d.crowd(si-back, q) {
				return nil
			}
		}
	}
	return r
}

// collective is the one body whose “their” stands at token i: the subject of
// its own clause, named by itself.
func (d *Doc) collective(si, i int, span schema.Span) []Ref {
	s := &d.Sentences[si]
	own := d.clauseSubject(si, i)
	if own < 0 || s.Tokens[i].Lower != "their" || len(s.Members(s.Phrases[own].List)) > 1 {
		return nil
	}
	r := d.refs[si][own]
	if len(r) != 1 || d.nameAt(si, s.Phrases[own].Head) == nil {
		return nil
	}
	if t := d.entities[r[0].Entity].Type; t == schema.Person || !actor(t) {
		return nil
	}
	return []Ref{{Entity: r[0].Entity, Span: span, Weight: 0.7}}
}

// crowd tells a phrase of several, or of one body, that nothing links: the
// rebels, both teams, the Olmec.
func (d *Doc) crowd(si, q int) bool {
	s := &d.Sentences[si]
	p := s.Phrases[q]
	h := s.Tokens[p.Head]
	if len(d.refs[si][q]) > 0 || p.Time || p.Pronoun >= 0 || headlineCase(*s) {
		return false
	}
	return h.Tag == nlp.NOUN && (forceNouns[h.Lower] || officialNouns[h.Lower] || bodyNouns[h.Lemma] || h.Lemma != h.Lower && human(h.Lemma) && acting(s, q)) ||
		d.proper(si, p.Head) && p.Prep < 0
}

// acting tells whether a verb follows the list that phrase q opens.
func acting(s *nlp.Sentence, q int) bool {
	m := s.Members(q)
	last := s.Phrases[m[len(m)-1]].Last
	return last < len(s.Tokens) && (s.Tokens[last].Tag == nlp.VERB || s.Tokens[last].Tag == nlp.AUX)
}

// anyPair are two that stand side by side, or the two persons or states of which
// the sentences before speak.
func (d *Doc) anyPair(si, k int, span schema.Span) []Ref {
	if r := d.pair(si, k, span, true); r != nil {
		if own := d.ownSubject(si, k); own >= 0 && len(d.refs[si][own]) > 0 {
			me := d.refs[si][own][0].Entity
			if r[0].Entity == me || r[1].Entity == me {
				return nil // who acts on both is neither
			}
		}
		return r
	}
	if r := d.persons(si, k); r != nil {
		return r
	}
	return d.two(si, k, span, isState)
}

// pair is the last two that stand side by side before phrase k: of one
// sentence, joined by “and” (“the pair”, “the two”), or more where any number will do.
func (d *Doc) pair(si, k int, span schema.Span, exactlyTwo bool) []Ref {
	own := d.ownSubject(si, k)
	for back := 0; back <= 1 && si-back >= 0; back++ {
		s := &d.Sentences[si-back]
		order := make([]int, 0, len(s.Phrases))
		for q := range s.Phrases {
			switch {
			case back > 0 && s.Phrases[q].Prep < 0:
				order = append(order, q) // of an earlier sentence its subject comes first
			case back == 0 && q < k:
				order = append([]int{q}, order...) // of its own the nearest
			}
		}
		for _, q := range order {
			if back == 0 && own >= 0 && q == s.Phrases[own].List {
				continue // “Oslo and Bern mediated between them”: others
			}
			if s.Phrases[q].List != q {
				continue // lists are looked at from their first member
			}
			if back > 0 && !exactlyTwo && !acting(s, q) {
				continue // “in what is now Chad and Niger, the Tuareg rose. They”: others
			}
			var out []Ref
			for _, m := range s.Members(q) {
				if back == 0 && m >= k {
					break
				}
				for _, r := range d.refs[si-back][m] {
					if !slices.ContainsFunc(out, func(o Ref) bool { return o.Entity == r.Entity }) {
						out = append(out, Ref{Entity: r.Entity, Span: span, Weight: 0.8})
					}
				}
			}
			if (len(out) == 2 || len(out) > 2 && !exactlyTwo) && d.alike(out) {
				return out
			}
		}
	}
	return nil
}

// alike tells whether all are persons, or none is.
func (d *Doc) alike(refs []Ref) bool {
	return !slices.ContainsFunc(refs, func(r Ref) bool {
		return (d.entities[r.Entity].Type == schema.Person) != (d.entities[refs[0].Entity].Type == schema.Person)
	})
}

// ends are the two that “the former” and “the latter” point at: the last pair,
// or the subject and object of the sentence so far.
func (d *Doc) ends(si, k int) []Ref { return d.pair(si, k, d.phraseSpan(si, k), true) }

// two is the pair that the sentence speaks of before phrase k without an “and”:
// the only two that it names.
func (d *Doc) two(si, k int, span schema.Span, fits func(schema.Entity) bool) []Ref {
	s := &d.Sentences[si]
	var ids []string
	add := func(id string) {
		if id != "" && fits(d.entities[id]) && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for q := range s.Phrases[:k] {
		for _, r := range d.refs[si][q] {
			add(r.Entity)
		}
		for _, n := range s.Phrases[q].Names {
			add(d.names[si][n].entity)
		}
	}
	if len(ids) != 2 {
		return nil
	}
	return []Ref{{Entity: ids[0], Span: span, Weight: 0.8}, {Entity: ids[1], Span: span, Weight: 0.8}}
}

func isState(e schema.Entity) bool { return e.Type == schema.Country }
