package link

import (
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// resolve links the phrases of sentence si that name or describe an actor.
// Pronouns come after, when all the names are known.
func (d *Doc) resolve(si int) {
	s := &d.Sentences[si]
	d.refs[si] = make([][]Ref, len(s.Phrases))
	for k := range s.Phrases {
		d.refs[si][k] = d.named(si, k)
	}
}

// nameAt is the name that token i belongs to, or nil.
func (d *Doc) nameAt(si, i int) *name {
	if n := d.Sentences[si].Tokens[i].Name; n > 0 {
		return &d.names[si][n-1]
	}
	return nil
}

func (d *Doc) phraseSpan(si, k int) schema.Span {
	p := d.Sentences[si].Phrases[k]
	return d.span(si, p.First, p.Last)
}

// named is what phrase k stands for by the names in it.
func (d *Doc) named(si, k int) []Ref {
	s := &d.Sentences[si]
	p, head := s.Phrases[k], s.Tokens[s.Phrases[k].Head]
	if p.Time || p.Pronoun == p.Head {
		return nil
	}
	if n := d.nameAt(si, p.Head); n != nil {
		switch {
		case n.office != nil:
			return d.officer(si, k)
		case n.adjective && head.Tag != "PROPN" && !(s.Tokens[p.First].Lower == "the" && p.Last == p.First+2):
			// Thai and Cambodian forces: the first half of the list has the same head.
			last := k
			for last+1 < len(s.Phrases) && s.Phrases[last+1].List == p.List && (last == k || s.Phrases[last].Last == s.Phrases[last].First+1) {
				last++
			}
			if last > k && p.Last == p.First+1 && actor(d.entities[n.entity].Type) && (last == k+1 || d.behind(si, last, "of") == nil) {
				if next := s.Tokens[s.Phrases[last].Head]; forceNouns[next.Lower] || officialNouns[next.Lower] {
					return []Ref{{Entity: n.entity, Span: d.span(si, n.first, n.last), Weight: 0.9}}
				}
			}
			return nil
		case n.kind == gazetteer.People && d.counted(si, k):
			return nil // dozens of Russians are not Russia
		}
		ref := Ref{Entity: n.entity, Span: d.span(si, n.first, n.last), Weight: 1}
		if d.doubtful[n.entity] && len(d.roles[n.entity]) == 0 {
			ref.Weight = 0.7
		}
		if n.city != "" && d.locative(si, k) {
			ref.Entity = n.city
			d.mention(ref.Span, schema.Place, n.city)
		}
		return []Ref{ref}
	}
	switch {
	case mediaNouns[head.Lower]:
		return nil
	case regionNouns[head.Lower]:
		// the Nagorno-Karabakh region, the city of Goma: the place itself
		if r := d.Modifiers(si, k); len(r) == 1 && place(d.entities[r[0].Entity].Type) {
			return r
		}
		if q := d.behind(si, k, "of"); q != nil && place(d.entities[q.entity].Type) {
			return []Ref{{Entity: q.entity, Span: d.phraseSpan(si, k), Weight: 0.9}}
		}
		fallthrough
	case landNouns[head.Lower]:
		// Azerbaijani territories, Russian positions: who strikes or takes them strikes their owner.
		if owner := d.owner(si, k); owner != "" {
			return []Ref{{Entity: owner, Span: d.phraseSpan(si, k), Weight: 0.85}}
		}
		return nil
	case forceNouns[head.Lower], officialNouns[head.Lower]:
		if head.Lower == "government" {
			if g := d.governmentIn(si, k); g != nil {
				return g
			}
		}
		owner := d.owner(si, k)
		if owner == "" {
			owner = d.sameBody(si, k)
		}
		if owner == "" || irregulars[head.Lower] && d.entities[owner].Type == schema.Country {
			return nil
		}
		span := d.phraseSpan(si, k)
		typ := schema.Government
		if forceNouns[head.Lower] {
			typ = schema.Military
		}
		d.mention(span, typ, owner)
		return []Ref{{Entity: owner, Span: span, Weight: 0.95}}
	}
	return nil
}

// counted tells whether phrase k is what a measure counts out: dozens of Danes, 300 of them.
func (d *Doc) counted(si, k int) bool {
	s := &d.Sentences[si]
	for _, t := range s.Tokens[s.Phrases[k].First:s.Phrases[k].Head] {
		if t.Text[0] >= '0' && t.Text[0] <= '9' {
			return true
		}
	}
	i := s.Phrases[k].First - 2
	return i >= 0 && s.Tokens[i+1].Lower == "of" && measures[s.Tokens[i].Lower]
}

var measures = words("dozens scores hundreds thousands millions number group groups handful")

// owner is the actor that a force or an official belongs to: the Turkish army,
// Turkey's army, Hamas fighters, troops from Chad.
func (d *Doc) owner(si, k int) string {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	for i := len(p.Names) - 1; i >= 0; i-- {
		n := &d.names[si][p.Names[i]]
		if n.office != nil || n.last > p.Head || compound(s.Tokens[n.last].Text) {
			continue
		}
		if person(n.entity) && cabinets[s.Tokens[n.last].Lower] {
			if id := d.StateOf(n.entity); id != "" {
				return id // Bush administration officials
			}
			id, _ := d.State(d.entities[n.entity].Country)
			return id
		}
		if e := d.entities[n.entity]; n.entity != "" && e.Type != schema.Person && e.Type != schema.Place && e.Type != schema.Region {
			return n.entity
		} else if e.Type == schema.Person && statehood[s.Tokens[p.Head].Lower] && n.last == p.Head { // the Thatcher government
			if id, ok := d.State(e.Country); ok {
				return id
			}
		}
		return "" // the Karabakh army: whose it is the text does not say
	}
	if p.Possessor >= 0 {
		if r := d.refs[si][p.Possessor]; len(r) == 1 && actor(d.entities[r[0].Entity].Type) {
			return r[0].Entity
		} else if len(r) == 1 {
			return d.StateOf(r[0].Entity) // President Kagame's government
		}
		return ""
	}
	for _, prep := range []string{"of", "from"} {
		if n := d.behind(si, k, prep); n != nil && actor(d.entities[n.entity].Type) {
			return n.entity
		}
	}
	// Turkish drones and advisers: the first of a list owns for the rest.
	if first := p.List; first != k && p.Pronoun < 0 && s.Tokens[p.First].Tag != nlp.DET && len(s.Phrases[first].Names) > 0 {
		return d.owner(si, first)
	}
	return ""
}

// sameBody is whose “the government” or “the army” is where its own sentence does not say:
// that of the only one which the text has named so far, and lately, unless another state stands
// between them.
func (d *Doc) sameBody(si, k int) string {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	if p.Last != p.First+2 || s.Tokens[p.First].Lower != "the" || !bodies[s.Tokens[p.Head].Lower] || followedByOf(s.Tokens, p.Last) {
		return ""
	}
	for q := range k {
		if slices.ContainsFunc(d.refs[si][q], func(r Ref) bool { return isState(d.entities[r.Entity]) }) {
			return ""
		}
	}
	owner, last := "", 0
	for b := 0; b < si; b++ {
		t := d.Sentences[b].Tokens
		for q, other := range d.Sentences[b].Phrases {
			if t[other.Head].Lower != s.Tokens[p.Head].Lower || len(d.refs[b][q]) != 1 {
				continue
			}
			id := d.refs[b][q][0].Entity
			if owner != "" && id != owner || !isState(d.entities[id]) {
				return ""
			}
			owner, last = id, b
		}
	}
	if owner == "" || si-last > 3 {
		return ""
	}
	for b := last + 1; b < si; b++ {
		for _, refs := range d.refs[b] {
			if slices.ContainsFunc(refs, func(r Ref) bool { return isState(d.entities[r.Entity]) && r.Entity != owner }) {
				return ""
			}
		}
	}
	return owner
}

var bodies = words("government army junta regime military navy parliament cabinet")

var cabinets = words("administration government regime cabinet")

// behind is the name in the phrase right behind phrase k, after the preposition, or nil.
func (d *Doc) behind(si, k int, prep string) *name {
	s := &d.Sentences[si]
	end := s.Phrases[k].Last
	if end+1 >= len(s.Tokens) || s.Tokens[end].Lower != prep {
		return nil
	}
	q := s.After(end + 1)
	if q < 0 {
		return nil
	}
	if n := d.nameAt(si, s.Phrases[q].Head); n != nil && n.entity != "" && !n.adjective {
		return n
	}
	return nil
}

func place(t schema.EntityType) bool { return t == schema.Place || t == schema.Region }

// compound tells a name that is part of a compound: Moscow-backed.
func compound(next string) bool { return next == "-" }

func actor(t schema.EntityType) bool {
	switch t {
	case schema.Person, schema.Place, schema.Region, schema.Media, "":
		return false
	}
	return true
}

// governmentIn is a government known by where it sits while another one
// contests it: “the internationally recognized government in Tripoli”.
func (d *Doc) governmentIn(si, k int) []Ref {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	contested := false
	for _, t := range s.Tokens[p.First:p.Last] {
		contested = contested || contests[t.Lower]
	}
	at := p.Last
	if at+1 < len(s.Tokens) && s.Tokens[at].Lower == "based" {
		contested = true
		at++
	}
	if !contested || at+1 >= len(s.Tokens) || s.Tokens[at].Lower != "in" {
		return nil
	}
	q := s.After(at + 1)
	if q < 0 {
		return nil
	}
	n := d.nameAt(si, s.Phrases[q].Head)
	if n == nil || n.entity == "" {
		return nil
	}
	seat := n.entity
	if n.city != "" {
		seat = n.city
	}
	form := "Government in " + d.entities[seat].Name
	e := schema.Entity{ID: ID(schema.Government, form), Name: form, Type: schema.Government, Country: d.entities[seat].Country}
	span := schema.Span{Start: d.phraseSpan(si, k).Start, End: d.phraseSpan(si, q).End}
	d.enter(e, "")
	for first := p.First; first < p.Head; first++ {
		if t := s.Tokens[first]; t.Tag != "DET" {
			d.seen[e.ID][d.Text[t.Start:span.End]] = true
			break
		}
	}
	d.mention(span, schema.Government, e.ID)
	return []Ref{{Entity: e.ID, Span: span, Weight: 0.9}}
}

var contests = words("recognized recognised rival parallel breakaway unrecognized unrecognised interim transitional")

// locative tells whether the capital in phrase k is the city, not the state:
// in Ankara, arrived from Ankara, a flight to Ankara, visited Ankara.
func (d *Doc) locative(si, k int) bool {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	if k+1 < len(s.Phrases) && s.Phrases[k+1].Possessor == k {
		return false
	}
	if p.Prep >= 0 {
		switch prep := s.Tokens[p.Prep].Lower; prep {
		case "in", "at", "near", "outside", "around", "inside", "through", "via", "across", "into", "toward", "towards", "throughout":
			return true
		case "to", "from", "for":
			v := p.Prep - 1
			return v >= 0 && (motion[s.Tokens[v].Lemma] || motion[s.Tokens[v].Lower])
		}
		return false
	}
	i := s.StartOf(k) - 1
	return i >= 0 && s.Tokens[i].Tag == "VERB" && arrival[s.Tokens[i].Lemma] || i < 0 && dateline(s.Tokens[p.Last:])
}

type tokens = []nlp.Token

func dateline(rest tokens) bool {
	return len(rest) > 0 && (rest[0].Text == "—" || rest[0].Text == "–")
}

var (
	motion  = words("fly travel go come return arrive flight trip visit drive move flee head tour journey way road advance march rush")
	arrival = words("visit reach leave enter tour capture seize occupy take control hold govern administer retake recapture besiege bomb bombard shell storm encircle hit strike attack pound raid invade")
)

// officer is the person that an office phrase without a name describes: the
// one that the document names as its holder, else a person known by the office.
func (d *Doc) officer(si, k int) []Ref {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	o := d.officeOf(si, k)
	span := d.phraseSpan(si, k)
	if p.Possessor >= 0 {
		span.Start = d.phraseSpan(si, p.Possessor).Start
	}
	if n, pattern := d.bearer(si, k, d.officeName(si, k)); n != nil && pattern == "apposed" {
		return []Ref{{Entity: n.entity, Span: span, Weight: 0.95}}
	}
	if w := s.Tokens[p.Head].Lower; w == "representative" && d.entities[o.of].Type == schema.Country && d.said["council"] && !d.said["congress"] {
		return []Ref{{Entity: o.of, Span: span, Weight: 0.9}} // who speaks in a council speaks for his state
	}
	if o.of != "" && d.entities[o.of].Type == schema.Country && d.deputy(si, k) {
		return []Ref{{Entity: o.of, Span: span, Weight: 0.85}} // what a deputy minister says, his state says
	}
	if o.id == "" || o.of == "" || strings.HasPrefix(o.of, "place/") || d.past(si, k) || d.entities[o.of].Type == schema.Country && d.partial(si, d.officeName(si, k)) {
		return nil
	}
	if h := d.holders[o]; len(h) == 1 {
		return []Ref{{Entity: h[0], Span: span, Weight: 0.9}}
	}
	n := d.nameAt(si, p.Head)
	of := d.entities[o.of]
	if t := s.Tokens[p.First].Lower; n.office.Relation == "official-of" && (t == "a" || t == "an") {
		return []Ref{{Entity: o.of, Span: span, Weight: 0.85}} // what an envoy does, who sent him does
	}
	form := titleCase(n.office.Title) + " of " + of.Name
	e := schema.Entity{ID: ID(schema.Person, form), Name: form, Type: schema.Person, Country: of.Country}
	d.enter(e, d.Text[span.Start:span.End])
	d.mention(span, schema.Person, e.ID)
	return []Ref{{Entity: e.ID, Span: span, Weight: 0.9}}
}

func titleCase(s string) string {
	w := strings.Fields(s)
	for i := range w {
		if w[i] != "of" && w[i] != "the" && w[i] != "for" && w[i] != "and" {
			w[i] = strings.ToUpper(w[i][:1]) + w[i][1:]
		}
	}
	return strings.Join(w, " ")
}

// deputy tells the office of one who stands in for its holder: the vice foreign minister.
func (d *Doc) deputy(si, k int) bool {
	found := false
	p := d.Sentences[si].Phrases[k]
	for _, t := range d.Sentences[si].Tokens[p.First:p.Last] {
		if !deputies[t.Lower] && formerWords[t.Lower] {
			return false
		}
		found = found || deputies[t.Lower]
	}
	return found
}

var deputies = words("deputy vice acting")

// past tells an office that is no longer held: the former president.
func (d *Doc) past(si, k int) bool {
	p := d.Sentences[si].Phrases[k]
	return slices.ContainsFunc(d.Sentences[si].Tokens[p.First:p.Last], func(t nlp.Token) bool { return formerWords[t.Lower] })
}

var formerWords = words("former ex late ousted deposed then-president erstwhile one-time onetime previous next future would-be deputy vice acting designate elect")
