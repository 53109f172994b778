package link

import (
	"slices"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// Holding is an office that the text says a person holds.
type Holding struct {
	Sentence int
	Person   Ref
	Of       Ref
	Relation string // a relation of the vocabulary
	Pattern  string // before, apposed, after, counterpart: how the text says it
}

// Holdings lists the offices that the text tells, in order.
func (d *Doc) Holdings() []Holding { return d.holdings }

// findOffices ties titles to the persons beside them, sentence by sentence, so
// that “the foreign minister” is known by name in the rest of the text.
func (l *Linker) findOffices(d *Doc) {
	for si := range d.Sentences {
		s := &d.Sentences[si]
		for k := range s.Phrases {
			on := d.officeName(si, k)
			if on == nil || d.past(si, k) && !d.deputy(si, k) || clock(s, on.first) {
				continue
			}
			who, pattern := d.bearer(si, k, on)
			if who == nil {
				continue
			}
			id, rel := on.office.ID, on.office.Relation
			if d.deputy(si, k) {
				id, rel = "deputy-"+id, "official-of"
			}
			of, ofSpan := d.officeSeat(si, k, on, who)
			if on.office.ID == "counterpart" {
				pattern = "counterpart"
				id, rel = d.counterpart(si, k)
			}
			if of == "" && stateOffices[rel] && s.Phrases[k].Pronoun < 0 && s.Phrases[k].Possessor < 0 {
				// President William Ruto, of whom the list of names knows whose president he is.
				of, ofSpan = d.knownSeat(who.entity, on.office.ID), d.span(si, on.first, on.last)
			}
			if of == "" && stateOffices[rel] && pattern == "before" && s.Phrases[k].Pronoun < 0 && s.Phrases[k].Possessor < 0 && !d.actedOn(si, k) {
				of, ofSpan = d.home(), d.span(si, on.first, on.last) // of the state that the text is about
			}
			if of = d.ownState(who.entity, of); of == "" || rel == "" || person(of) {
				continue
			}
			if d.partial(si, on) && d.entities[of].Type == schema.Country {
				d.ofState(who.entity, of) // an opposition leader leads no state
				continue
			}
			if t := d.entities[of].Type; id == "commander" && (t == schema.Military || t == schema.Organization) && of != d.StateOf(who.entity) {
				rel = "leader-of" // of a command or a fleet there is one; of a state or a movement there are many
			}
			o := office{id, of}
			if !slices.Contains(d.holders[o], who.entity) {
				d.holders[o] = append(d.holders[o], who.entity)
				d.roles[who.entity] = append(d.roles[who.entity], o)
			}
			d.ofState(who.entity, of)
			if e := d.entities[of]; e.Type == schema.Region && e.Country == "" {
				continue // a minister for the Middle East is none of its
			}
			d.holdings = append(d.holdings, Holding{Sentence: si, Relation: rel, Pattern: pattern,
				Person: Ref{Entity: who.entity, Span: d.span(si, who.first, who.last), Weight: 1},
				Of:     Ref{Entity: of, Span: ofSpan, Weight: 1}})
		}
	}
}

// clock tells a PM that is the hour: 4:41 PM, (8 PM ET).
func clock(s *nlp.Sentence, i int) bool {
	switch s.Tokens[i].Lower {
	case "pm", "p.m.", "p.m":
		return i == 0 || s.Tokens[i-1].Text[0] >= '0' && s.Tokens[i-1].Text[0] <= '9'
	}
	return false
}

// actedOn tells whether a state does something to phrase k right before it: the
// president whom Austria welcomes is not Austria's.
func (d *Doc) actedOn(si, k int) bool {
	s := &d.Sentences[si]
	i := s.Phrases[k].First - 1
	if i < 1 || s.Tokens[i].Tag != nlp.VERB {
		return false
	}
	for i > 0 && (s.Tokens[i].Tag == nlp.VERB || s.Tokens[i].Tag == nlp.AUX || s.Tokens[i].Tag == nlp.ADV) {
		i--
	}
	n := d.nameAt(si, i)
	return n != nil && isState(d.entities[n.entity])
}

// About is the one state that the text is about, or empty.
func (d *Doc) About() string { return d.home() }

// StateCalled is the state that the word alone names or is the adjective of, or empty.
func (d *Doc) StateCalled(word string) string {
	for _, e := range d.gaz.Lookup(word) {
		if e.Type == schema.Country {
			d.enter(e.Entity, "")
			return e.ID
		}
	}
	return ""
}

// home is the one state that the text is about: it names it three times and more, and
// no other half as often.
func (d *Doc) home() string {
	if len(d.Sentences) < 4 {
		return "" // too short to be about anything
	}
	best, second := "", 0
	for id, e := range d.entities {
		if !isState(e) || d.counts[id] == 0 {
			continue
		}
		switch n := d.counts[id]; {
		case best == "" || n > d.counts[best] || n == d.counts[best] && id < best:
			if best != "" {
				second = max(second, d.counts[best])
			}
			best = id
		default:
			second = max(second, n)
		}
	}
	if best == "" || d.counts[best] < 3 || 2*second > d.counts[best] {
		return ""
	}
	return best
}

// ofState notes whose state the person is of, where it is not known.
func (d *Doc) ofState(who, of string) {
	if e := d.entities[who]; e.Country == "" {
		e.Country = d.entities[of].Country
		d.entities[who] = e
	}
}

// partial tells the office of one who leads a part of those of a state: its
// opposition leader, a party leader.
func (d *Doc) partial(si int, on *name) bool {
	return on.office.ID == "leader" && on.last-on.first > 1
}

// knownSeat is the state in which the list of names has the person hold the office, or empty.
func (d *Doc) knownSeat(who, office string) string {
	e, ok := d.gaz.Entry(who)
	if !ok {
		return ""
	}
	for _, h := range e.Offices {
		if h.Office != office {
			continue
		}
		if of, ok := d.gaz.Entry(h.Of); ok && of.Type == schema.Country {
			d.enter(of.Entity, "")
			return of.ID
		}
	}
	return ""
}

// ownState checks the state of an office against what is known of a person: an
// adjective that two states share means his own, and another state's office is not his.
func (d *Doc) ownState(who, of string) string {
	e, ok := d.gaz.Entry(who)
	if !ok || e.Country == "" || d.entities[of].Type != schema.Country || d.entities[of].Country == e.Country {
		return of
	}
	own, ok := d.State(e.Country)
	if a, known := d.gaz.Entry(of); ok && known {
		if b, _ := d.gaz.Entry(own); b != nil && slices.ContainsFunc(a.Demonyms, func(w string) bool { return slices.Contains(b.Demonyms, w) }) {
			return own
		}
	}
	return ""
}

var stateOffices = words("president-of head-of-government-of foreign-minister-of")

// officeName is the office in phrase k, or nil.
func (d *Doc) officeName(si, k int) *name {
	p := d.Sentences[si].Phrases[k]
	var last *name
	for i := p.First; i < p.Last; i++ {
		if n := d.nameAt(si, i); n != nil && n.office != nil && n.office.Relation+n.office.ID != "" && !n.office.Honorific {
			last = n
		}
	}
	return last
}

// bearer is the person that the office in phrase k is said of.
func (d *Doc) bearer(si, k int, on *name) (*name, string) {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	if n := d.nameAt(si, p.Head); n != nil && person(n.entity) && n.first >= on.last {
		return n, "before" // President Isaias Afwerki
	}
	if d.nameAt(si, p.Head) != on {
		return nil, ""
	}
	// An “of Y” or “for Y” may stand between the office and the comma.
	end := p.Last
	if end+1 < len(s.Tokens) && (s.Tokens[end].Lower == "of" || s.Tokens[end].Lower == "for" || s.Tokens[end].Lower == "to") {
		if q := s.After(end + 1); q >= 0 {
			end = s.Phrases[q].Last
		}
	}
	if end+1 < len(s.Tokens) && s.Tokens[end].Text == "," {
		if q := s.After(end + 1); q >= 0 {
			if n := d.nameAt(si, s.Phrases[q].Head); n != nil && person(n.entity) && s.Phrases[q].Possessor < 0 {
				return n, "apposed"
			}
		}
	}
	// Emmanuel Macron, the French president; Saakashvili, then Georgia's president
	i := s.StartOf(k) - 1
	for i > 0 && (s.Tokens[i].Tag == nlp.ADV || s.Tokens[i].Lower == "now" || s.Tokens[i].Lower == "then") {
		i--
	}
	if i > 0 && s.Tokens[i].Text == "," {
		if q := s.PhraseAt(i - 1); q >= 0 {
			if n := d.nameAt(si, s.Phrases[q].Head); n != nil && person(n.entity) {
				return n, "after"
			}
		}
	}
	return d.became(si, i)
}

// became is the person whom the verb that ends at token i makes the holder of
// the office behind it: was elected, was sworn in as, is.
func (d *Doc) became(si, i int) (*name, string) {
	s := &d.Sentences[si]
	t := s.Tokens
	if i >= 0 && t[i].Lower == "as" {
		i--
	}
	if i >= 0 && t[i].Lower == "in" {
		i--
	}
	if i <= 0 || t[i].Tag != nlp.AUX && (t[i].Tag != nlp.VERB || !inaugural[t[i].Lemma]) || t[i].Tag == nlp.AUX && t[i].Lemma != "be" {
		return nil, ""
	}
	g := s.Group(i)
	if g.Modal != "" || g.Negator >= 0 || g.Infinitive || g.Reduced || t[i].Tag == nlp.VERB && t[i].Lemma != "become" && t[i].Lemma != "remain" && !g.Passive {
		return nil, ""
	}
	for _, w := range t[:i] {
		if w.Lower == "if" || w.Lower == "whether" || w.Lower == "unless" {
			return nil, ""
		}
	}
	k := s.SubjectOf(i)
	if k < 0 {
		return nil, ""
	}
	if n := d.nameAt(si, s.Phrases[k].Head); n != nil && person(n.entity) && len(s.Members(k)) == 1 {
		return n, "became"
	}
	return nil, ""
}

var inaugural = words("elect reelect re-elect appoint name inaugurate swear install confirm become remain choose")

// lateOffices ties the offices owned by a pronoun to their holders, when it is
// known what the pronoun stands for: “its president, William Ruto”.
func (d *Doc) lateOffices() {
	for si := range d.Sentences {
		s := &d.Sentences[si]
		for k, p := range s.Phrases {
			on := d.officeName(si, k)
			if on == nil || p.Pronoun < 0 && p.Possessor < 0 || on.office.ID == "counterpart" || on.office.Relation == "" || d.past(si, k) || len(p.Names) > 0 && s.Tokens[p.Head].Name == 0 {
				continue
			}
			who, pattern := d.bearer(si, k, on)
			if who == nil {
				continue
			}
			if of, _ := d.officeSeat(si, k, on, who); of != "" {
				continue
			}
			var r []Ref
			if p.Pronoun >= 0 {
				r = d.Possessor(si, k)
			} else if d.nameAt(si, s.Phrases[p.Possessor].Head) == nil {
				r = d.refs[si][p.Possessor] // the movement's leader
			}
			if r = d.seatOf(who.entity, r); len(r) == 1 && actor(d.entities[r[0].Entity].Type) {
				d.holdings = append(d.holdings, Holding{Sentence: si, Relation: on.office.Relation, Pattern: pattern, Of: r[0],
					Person: Ref{Entity: who.entity, Span: d.span(si, who.first, who.last), Weight: 1}})
			}
		}
	}
}

// seatOf picks among what a pronoun may stand for the state of the person, where it is known.
func (d *Doc) seatOf(who string, r []Ref) []Ref {
	if len(r) != 1 {
		return nil
	}
	for _, of := range append([]string{r[0].Entity}, r[0].Alt...) {
		if d.ownState(who, of) == of {
			r[0].Entity = of
			return r
		}
	}
	return nil
}

// officeSeat is whose office it is: the state or organisation in the phrase,
// its possessor, or an “of Y” behind the office or behind the name.
func (d *Doc) officeSeat(si, k int, on, who *name) (string, schema.Span) {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	for i := on.first - 1; i >= p.First; i-- {
		if n := d.nameAt(si, i); n != nil && n.entity != "" && !person(n.entity) {
			if n.adjective && s.Tokens[on.first].Lower == "director" || leaning(s, n.first) {
				return "", schema.Span{} // an Iranian director makes films
			}
			if t := s.Tokens; n.first == 1 && n.last == on.first && t[0].Lower == "in" && !n.adjective {
				return "", schema.Span{} // In Chad Minister Diallo met: where he is, and not whose
			}
			return n.entity, d.span(si, n.first, n.last)
		}
	}
	if p.Possessor >= 0 {
		if n := d.nameAt(si, s.Phrases[p.Possessor].Head); n != nil && n.entity != "" {
			return n.entity, d.span(si, n.first, n.last)
		}
		return "", schema.Span{}
	}
	for _, end := range []int{on.last, p.Last} {
		if end+1 >= len(s.Tokens) || s.Tokens[end].Lower != "of" && s.Tokens[end].Lower != "for" {
			continue
		}
		if q := s.After(end + 1); q >= 0 {
			h := s.Phrases[q].Head
			if n := d.nameAt(si, h); n != nil && n.entity != "" && n.office == nil && !n.adjective && n != who {
				return n.entity, d.span(si, n.first, n.last)
			}
			// a spokesman for the Sudanese army
			if w := s.Tokens[h].Lower; forceNouns[w] || officialNouns[w] {
				for _, i := range s.Phrases[q].Names {
					if n := &d.names[si][i]; n.last <= h && n.entity != "" && n.office == nil && !person(n.entity) {
						return n.entity, d.span(si, n.first, n.last)
					}
				}
			}
		}
	}
	return "", schema.Span{}
}

// leaning tells a name at token i that only says for or against whom somebody is: a
// pro-Russian mayor.
func leaning(s *nlp.Sentence, i int) bool {
	if i < 2 || s.Tokens[i-1].Text != "-" {
		return false
	}
	switch s.Tokens[i-2].Lower {
	case "pro", "anti", "non", "post", "ex":
		return true
	}
	return false
}

// officeOf is the office that phrase k describes, and whose.
func (d *Doc) officeOf(si, k int) office {
	on := d.officeName(si, k)
	if on == nil {
		return office{}
	}
	of, _ := d.officeSeat(si, k, on, nil)
	if of == "" {
		return office{}
	}
	return office{on.office.ID, of}
}

// counterpart is the office of the person who has a counterpart: the last one
// before phrase k, in its sentence or the one before, whose office is known.
func (d *Doc) counterpart(si, k int) (id, relation string) {
	for back := range 2 {
		if si-back < 0 {
			break
		}
		for i := len(d.holdings) - 1; i >= 0; i-- {
			h := d.holdings[i]
			if h.Sentence != si-back || back == 0 && h.Person.Span.Start > d.phraseSpan(si, k).Start {
				continue
			}
			if r := d.roles[h.Person.Entity]; len(r) > 0 {
				return r[len(r)-1].id, h.Relation
			}
		}
	}
	return "", ""
}
