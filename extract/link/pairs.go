package link

import (
	"cmp"
	"slices"
	"strings"

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

// several are those of whom a “they” or “their” speaks: the last that stand
// side by side, unless others, whom nothing names, come between.
func (d *Doc) several(si, k, i int, span schema.Span) []Ref {
	if r := d.collective(si, i, span); r != nil {
		return r
	}
	if r := d.fighters(si, k, i, span); r != nil {
		return r
	}
	r := d.pair(si, k, span, false)
	if p := d.Sentences[si].Phrases[k].Prep; r == nil && p >= 0 && d.Sentences[si].Tokens[p].Lower == "between" {
		return d.sides(si, k, span) // mediated between them
	}
	if r == nil && d.together(si, i) {
		return d.only(si, k, span, 1, isPerson) // the king met the emir; they agreed
	}
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

// fighters are the group of a plural name, spoken of last and not the subject, that a “them” at token
// i stands for: beat the Tigers and took a town from them.
func (d *Doc) fighters(si, k, i int, span schema.Span) []Ref {
	s := &d.Sentences[si]
	own := d.ownSubject(si, k)
	if s.Tokens[i].Lower != "them" || own < 0 {
		return nil
	}
	for q := k - 1; q >= 0; q-- {
		p := s.Phrases[q]
		if p.List == s.Phrases[own].List {
			continue
		}
		r := d.refs[si][q]
		if d.crowd(si, q) || len(r) > 1 || len(r) == 0 && !p.Time && strings.HasSuffix(s.Tokens[p.Head].Lower, "s") {
			return nil
		}
		if len(r) == 1 && strings.HasSuffix(s.Tokens[p.Head].Lower, "s") {
			if e := d.entities[r[0].Entity]; e.Type != schema.ArmedGroup {
				return nil
			}
			return []Ref{{Entity: r[0].Entity, Span: span, Weight: 0.75}}
		}
	}
	return nil
}

// together tells a “they” at token i that does what two do with each other.
func (d *Doc) together(si, i int) bool {
	t := d.Sentences[si].Tokens
	if t[i].Lower != "they" {
		return false
	}
	for j := i + 1; j < len(t) && j < i+4; j++ {
		if t[j].Tag == nlp.VERB {
			return mutual[t[j].Lemma]
		}
	}
	return false
}

var mutual = words("agree meet sign discuss negotiate talk quarrel part pledge speak reconcile")

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
	acts := d.actsOn(si, k) == nil
	if r := d.only(si, k, span, 1, isPerson); acts && r != nil {
		return r
	}
	if acts && d.lonely(si, k) {
		return nil // “the secretary will see Lavrov when the two meet”: the other is not named
	}
	if r := d.sides(si, k, span); r != nil || acts {
		return r
	}
	return d.only(si, k, span, 1, isPerson)
}

// lonely tells whether just one person is named before phrase k in its sentence.
func (d *Doc) lonely(si, k int) bool {
	var one string
	for q := range d.refs[si][:k] {
		for _, r := range d.refs[si][q] {
			if isPerson(d.entities[r.Entity]) {
				if one != "" && r.Entity != one {
					return false
				}
				one = r.Entity
			}
		}
	}
	return one != ""
}

// sides are the two states or groups of which the text before phrase k speaks: the
// only two that its sentence or the one before names. Where one of them is of the two
// states that the whole text is about, and the other is not, those two are meant.
func (d *Doc) sides(si, k int, span schema.Span) []Ref {
	r := d.only(si, k, span, 1, isState)
	if r == nil {
		r = d.only(si, k, span, 1, isParty)
	}
	about := d.central()
	if about == nil || slices.ContainsFunc(d.actsOn(si, k), func(id string) bool { return slices.Contains(about, id) }) {
		return r
	}
	if r == nil {
		return d.topic(si, k, span, about)
	}
	if slices.Contains(about, r[0].Entity) != slices.Contains(about, r[1].Entity) {
		return pairOf(about, span)
	}
	return r
}

// Topic are those whom phrase k, in an entry that names no doer, speaks of: the two states
// that the text is about, or of a war with one of them the other, and of a war with a third
// the state that the text is about.
func (d *Doc) Topic(si, k int, with string) []Ref {
	span := d.phraseSpan(si, k)
	about := d.central()
	switch i := slices.Index(about, with); {
	case with == "" && about != nil:
		for q := range d.refs[si] {
			for _, r := range d.refs[si][q] {
				if isParty(d.entities[r.Entity]) {
					return nil // it names its own
				}
			}
		}
		return pairOf(about, span)
	case i >= 0:
		return []Ref{{Entity: about[1-i], Span: span, Weight: 0.7}}
	case with != "":
		if h := d.home(); h != "" && h != with {
			return []Ref{{Entity: h, Span: span, Weight: 0.7}}
		}
	}
	return nil
}

func pairOf(ids []string, span schema.Span) []Ref {
	return []Ref{{Entity: ids[0], Span: span, Weight: 0.7}, {Entity: ids[1], Span: span, Weight: 0.7}}
}

// central are the two states that the text names most, if it names each three times and
// no third nearly as often, or nil.
func (d *Doc) central() []string {
	var ids []string
	for id, e := range d.entities {
		if isState(e) && d.counts[id] > 0 {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(d.counts[b], d.counts[a]), cmp.Compare(a, b)) })
	if len(ids) < 2 || d.counts[ids[1]] < 3 || len(ids) > 2 && 3*d.counts[ids[2]] > 2*d.counts[ids[1]] {
		return nil
	}
	return ids[:2]
}

// only are the only two who fit that are spoken of before phrase k: in its sentence,
// or where this has none, in one of the far before. Who acts on the two is none of them.
func (d *Doc) only(si, k int, span schema.Span, far int, fits func(schema.Entity) bool) []Ref {
	own := d.actsOn(si, k)
	for back := 0; back <= far && si-back >= 0; back++ {
		s := &d.Sentences[si-back]
		end := len(s.Phrases)
		if back == 0 {
			end = k
		}
		var ids []string
		add := func(id string) {
			if id != "" && !slices.Contains(own, id) && fits(d.entities[id]) && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		for q := range s.Phrases[:end] {
			if d.behindWhere(si-back, q) {
				continue
			}
			for _, r := range d.refs[si-back][q] {
				add(r.Entity)
			}
			for _, n := range s.Phrases[q].Names {
				add(d.names[si-back][n].entity)
			}
		}
		if len(ids) == 2 {
			return []Ref{{Entity: ids[0], Span: span, Weight: 0.75}, {Entity: ids[1], Span: span, Weight: 0.75}}
		}
		if len(ids) > 0 {
			return nil
		}
	}
	return nil
}

// actsOn are those who act on phrase k, so that it cannot mean them.
func (d *Doc) actsOn(si, k int) []string {
	s := &d.Sentences[si]
	i := s.StartOf(k)
	if p := s.Phrases[k].Prep; p >= 0 {
		i = p
		if u := s.PhraseAt(p - 1); u >= 0 && s.Tokens[p].Lower == "between" {
			// Libyan mediation between the two
			if r := append(d.Modifiers(si, u), d.Possessor(si, u)...); len(r) > 0 {
				return []string{r[0].Entity}
			}
		}
	}
	if i > 0 && (s.Tokens[i-1].Tag == nlp.CCONJ || s.Tokens[i-1].Tag == nlp.SCONJ || s.Tokens[i-1].Tag == nlp.PUNCT) {
		return nil // it opens a clause of its own
	}
	for v := i - 1; v >= 0; v-- {
		if s.Tokens[v].Tag == nlp.VERB && s.PhraseAt(v) < 0 {
			if v+1 < i && s.Tokens[v+1].Lower == "that" {
				return nil // Chad said that the border between the two
			}
			var out []string
			if sub := s.Subject(v); sub >= 0 {
				for _, m := range s.Members(s.Phrases[sub].List) {
					for _, r := range d.refs[si][m] {
						out = append(out, r.Entity)
					}
				}
			}
			return out
		}
		if s.Tokens[v].Text == ";" {
			break
		}
	}
	return nil
}

// behindWhere tells a phrase right behind a relative: “in Geneva, where Lavrov had”.
func (d *Doc) behindWhere(si, q int) bool {
	s := &d.Sentences[si]
	i := s.StartOf(q) - 1
	return i > 0 && wheres[s.Tokens[i].Lower] && s.Tokens[i-1].Text == ","
}

var wheres = words("where which whom whose when")

// topic are the two states that the text is about, where the sentence and the one before
// speak of no other: of “the two sides” of a timeline.
func (d *Doc) topic(si, k int, span schema.Span, about []string) []Ref {
	own := d.actsOn(si, k)
	for back := 0; back <= 1 && si-back >= 0; back++ {
		for q := range d.refs[si-back] {
			if back == 0 && q >= k {
				break
			}
			for _, r := range d.refs[si-back][q] {
				if isParty(d.entities[r.Entity]) && !slices.Contains(about, r.Entity) && (back > 0 || !slices.Contains(own, r.Entity)) {
					return nil
				}
			}
		}
	}
	return pairOf(about, span)
}

// reciprocal are those whom “each other” at phrase k stands for: all of the subject.
func (d *Doc) reciprocal(si, k int) []Ref {
	s := &d.Sentences[si]
	own := d.clauseSubject(si, s.Phrases[k].First)
	if own < 0 {
		return nil
	}
	var out []Ref
	for _, m := range s.Members(s.Phrases[own].List) {
		for _, r := range d.refs[si][m] {
			out = append(out, Ref{Entity: r.Entity, Span: d.phraseSpan(si, k), Weight: r.Weight * 0.95})
		}
	}
	if len(out) < 2 || !d.alike(out) {
		return nil
	}
	for i := range out {
		for j := range out {
			if i != j {
				out[i].Alt = append(out[i].Alt, out[j].Entity)
			}
		}
	}
	return out
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
			case back > 0 && (s.Phrases[q].Prep < 0 || d.joins(si-back, q)):
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

// trio are “the three”: those of the last list of three, else the only three states
// of the sentence before.
func (d *Doc) trio(si, k int, span schema.Span) []Ref {
	if r := d.pair(si, k, span, false); len(r) == 3 {
		return r
	}
	if si == 0 {
		return nil
	}
	var out []Ref
	for _, refs := range d.refs[si-1] {
		for _, r := range refs {
			if isState(d.entities[r.Entity]) && !slices.ContainsFunc(out, func(o Ref) bool { return o.Entity == r.Entity }) {
				out = append(out, Ref{Entity: r.Entity, Span: span, Weight: 0.75})
			}
		}
	}
	if len(out) != 3 {
		return nil
	}
	return out
}

// joins tells phrase q of “the quarrel between Chad and Niger” and “the ministers of
// Chad and Niger”, of which the next sentence may say they.
func (d *Doc) joins(si, q int) bool {
	s := &d.Sentences[si]
	p := s.Phrases[q]
	switch s.Tokens[p.Prep].Lower {
	case "between":
		return true
	case "of", "from":
		u := s.Before(p.Prep)
		if u < 0 || s.Phrases[u].Prep >= 0 {
			return false
		}
		h := s.Tokens[s.Phrases[u].Head]
		return h.Lemma != h.Lower && (officialNouns[h.Lower] || forceNouns[h.Lower] || heads[h.Lemma])
	}
	return false
}

var heads = words("president minister premier chief envoy king ambassador delegation navy soldier general")

// alike tells whether all are persons, or none is.
func (d *Doc) alike(refs []Ref) bool {
	return !slices.ContainsFunc(refs, func(r Ref) bool {
		return (d.entities[r.Entity].Type == schema.Person) != (d.entities[refs[0].Entity].Type == schema.Person)
	})
}

// ends are the two that “the former” and “the latter” point at: the last pair,
// or the subject and object of the sentence so far.
func (d *Doc) ends(si, k int) []Ref { return d.pair(si, k, d.phraseSpan(si, k), true) }

func isPerson(e schema.Entity) bool { return e.Type == schema.Person }

func isParty(e schema.Entity) bool {
	return e.Type == schema.Country || e.Type == schema.ArmedGroup
}

func isState(e schema.Entity) bool { return e.Type == schema.Country }
