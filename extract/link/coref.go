package link

import (
	"slices"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// pronouns links the pronouns and definite descriptions of sentence si, left
// to right, when the names of the whole document are linked.
func (d *Doc) pronouns(si int) {
	s := &d.Sentences[si]
	for k, p := range s.Phrases {
		t := s.Tokens
		if d.refs[si][k] != nil || p.Time {
			continue
		}
		head := t[p.Head]
		switch {
		case p.First == p.Head && head.Tag == nlp.PRON && !possessive[head.Lower]:
			d.refs[si][k] = d.pronoun(si, k, p.Head)
		case p.Pronoun >= 0 && (forceNouns[head.Lower] || officialNouns[head.Lower]) && p.Names == nil:
			// “its army” is the state; “his troops” are whoever he leads, which is not said here.
			if r := d.pronoun(si, k, p.Pronoun); len(r) == 1 && actor(d.entities[r[0].Entity].Type) {
				r[0].Span = d.phraseSpan(si, k)
				d.refs[si][k] = r
			} else if len(r) == 1 && d.StateOf(r[0].Entity) != "" && statehood[head.Lower] {
				// his government, of who holds an office of a state
				d.refs[si][k] = []Ref{{Entity: d.StateOf(r[0].Entity), Span: d.phraseSpan(si, k), Weight: 0.75}}
			}
		default:
			d.refs[si][k] = d.described(si, k)
		}
	}
}

// Possessor is what owns phrase k: by name (“Turkey's war”), by demonym
// (“the Turkish intervention”), or by pronoun (“its war”).
func (d *Doc) Possessor(si, k int) []Ref {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	if p.Possessor >= 0 {
		return d.refs[si][p.Possessor]
	}
	if p.Pronoun >= 0 {
		return d.pronoun(si, k, p.Pronoun)
	}
	return nil
}

// Modifiers are the named actors inside phrase k before its head: Turkish, U.S.
func (d *Doc) Modifiers(si, k int) []Ref {
	p := d.Sentences[si].Phrases[k]
	var out []Ref
	for _, i := range p.Names {
		n := &d.names[si][i]
		if n.entity != "" && n.last <= p.Head && !compound(d.Sentences[si].Tokens[n.last].Text) {
			out = append(out, Ref{Entity: n.entity, Span: d.span(si, n.first, n.last), Weight: 0.95})
		}
	}
	return out
}

// Backer is the actor in a compound before the head of phrase k: “Moscow” in
// “Moscow-backed rebels”, with the participle.
func (d *Doc) Backer(si, k int) (Ref, string) {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	for _, i := range p.Names {
		n := &d.names[si][i]
		if n.entity != "" && n.last+1 < p.Last && compound(s.Tokens[n.last].Text) {
			return Ref{Entity: n.entity, Span: d.span(si, n.first, n.last), Weight: 0.95}, s.Tokens[n.last+1].Lower
		}
	}
	return Ref{}, ""
}

// Joined are the actors that a hyphen joins before the head of phrase k: “the
// Iran-Iraq war”.
func (d *Doc) Joined(si, k int) []Ref {
	if k < 0 {
		return nil
	}
	s := &d.Sentences[si]
	p := s.Phrases[k]
	for i := 0; i+1 < len(p.Names); i++ {
		a, b := &d.names[si][p.Names[i]], &d.names[si][p.Names[i+1]]
		if a.entity == "" || b.entity == "" || a.last+1 != b.first || b.last > p.Head || !dash(s.Tokens[a.last].Text) {
			continue
		}
		return []Ref{{Entity: a.entity, Span: d.span(si, a.first, a.last), Weight: 0.95},
			{Entity: b.entity, Span: d.span(si, b.first, b.last), Weight: 0.95}}
	}
	return nil
}

func dash(w string) bool { return w == "-" || w == "–" }

var (
	possessive = words("its his her their our my your whose")
	neuter     = words("it its itself")
	personal   = words("he him his himself she her herself")
	plural     = words("they them their themselves both")
	speaking   = words("we us our ourselves")
)

// pronoun is what the pronoun at token i of phrase k stands for.
func (d *Doc) pronoun(si, k, i int) []Ref {
	t := d.Sentences[si].Tokens[i]
	span := t.Span
	one := func(ids []string) []Ref {
		if len(ids) == 0 {
			return nil
		}
		w := 0.85
		if len(ids) > 1 {
			w = 0.7
		}
		return []Ref{{Entity: ids[0], Span: span, Alt: ids[1:min(len(ids), 4)], Weight: w}}
	}
	switch {
	case neuter[t.Lower]:
		return one(d.candidates(si, k, func(e schema.Entity) bool { return actor(e.Type) }))
	case personal[t.Lower]:
		return one(d.candidates(si, k, func(e schema.Entity) bool { return e.Type == schema.Person }))
	case speaking[t.Lower]:
		if id := d.side(si, i); id != "" {
			return []Ref{{Entity: id, Span: span, Weight: 0.8}}
		}
	case plural[t.Lower]:
		if t.Lower == "both" {
			return d.anyPair(si, k, span)
		}
		return d.pair(si, k, span, false)
	}
	return nil
}

// candidates are the entities before phrase k that fit, the likeliest first:
// in its own sentence the nearest, in the sentence before the subject.
func (d *Doc) candidates(si, k int, fits func(schema.Entity) bool) []string {
	var out []string
	add := func(refs []Ref) {
		for _, r := range refs {
			if fits(d.entities[r.Entity]) && !slices.Contains(out, r.Entity) {
				out = append(out, r.Entity)
			}
		}
	}
	s := &d.Sentences[si]
	at, own := s.StartOf(k), d.ownSubject(si, k)
	// Chad and its neighbour: what it is joined to owns it. What hangs on another noun comes last.
	for _, aside := range []bool{false, true} {
		for q := k - 1; q >= 0; q-- {
			p := s.Phrases[q]
			joined := p.List == s.Phrases[k].List
			if own >= 0 && p.List == s.Phrases[own].List {
				continue // Lavrov rang him: another
			}
			if p.Last <= at && d.sameQuote(si, p.Head, s.Phrases[k].Head) &&
				(p.Prep >= 0 && hanging[s.Tokens[p.Prep].Lower] && !joined) == aside {
				add(d.refs[si][q])
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for back := 1; back <= 2 && si-back >= 0 && len(out) == 0; back++ {
		prev := &d.Sentences[si-back]
		// The first phrase without a preposition is the subject, or all but always.
		for q := range prev.Phrases {
			if prev.Phrases[q].Prep < 0 {
				add(d.refs[si-back][q])
			}
		}
		for q := range prev.Phrases {
			add(d.refs[si-back][q])
		}
	}
	return out
}

// Prepositions that hang a phrase on a noun rather than on the verb.
var hanging = words("by of in at on near about over inside outside")

// ownSubject is the subject of the clause in which the pronoun or the pair of
// phrase k is acted on, or -1: “Lavrov rang him” is not Lavrov.
func (d *Doc) ownSubject(si, k int) int {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	if p.First != p.Head || !objective[s.Tokens[p.Head].Lower] {
		if t := s.Tokens[p.First].Lower; t != "the" || p.Prep < 0 {
			return nlp.NoPhrase
		}
	}
	for v := s.StartOf(k) - 1; v >= 0; v-- {
		if s.Tokens[v].Tag == nlp.VERB && s.PhraseAt(v) < 0 {
			return s.Subject(v)
		}
		if t := s.Tokens[v]; t.Tag == nlp.PUNCT && t.Text != "-" || t.Tag == nlp.SCONJ {
			break
		}
	}
	return nlp.NoPhrase
}

var statehood = words("government country army military administration state")

var objective = words("it him her them us both")

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

func (d *Doc) sameQuote(si, a, b int) bool { return d.quotes[si][a] == d.quotes[si][b] }

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
			if len(out) == 2 || len(out) > 2 && !exactlyTwo {
				return out
			}
		}
	}
	return nil
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

// described links a definite description: the former, the pair, the two
// countries, the country, the group.
func (d *Doc) described(si, k int) []Ref {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	t := s.Tokens
	head := t[p.Head]
	span := d.phraseSpan(si, k)
	definite := t[p.First].Lower == "the" || t[p.First].Lower == "both" || t[p.First].Lower == "these"
	if !definite {
		return nil
	}
	if p.Last == p.First+2 || p.Last == p.First+1 {
		switch last := t[p.Last-1].Lower; last {
		case "former", "latter":
			if e := d.ends(si, k); len(e) == 2 {
				r := e[0]
				if last == "latter" {
					r = e[1]
				}
				r.Span = span
				return []Ref{r}
			}
			return nil
		case "pair", "two", "duo", "both":
			return d.anyPair(si, k, span)
		}
	}
	numeral := p.First+1 < p.Last && t[p.First+1].Lower == "two"
	switch head.Lower {
	case "countries", "states", "nations", "neighbours", "neighbors", "sides", "governments", "capitals", "allies", "rivals", "foes", "enemies", "powers", "republics":
		// Without a numeral or a shared adjective the plural may be any of them.
		if numeral || t[p.First].Lower == "both" || head.Lemma == "ally" || head.Lemma == "rival" || head.Lemma == "foe" {
			if r := d.pair(si, k, span, true); r != nil && isState(d.entities[r[0].Entity]) {
				return r
			}
			return d.two(si, k, span, isState)
		}
	case "men", "women", "leaders", "presidents", "ministers", "premiers", "diplomats":
		if numeral {
			if r := d.pair(si, k, span, true); r != nil && d.entities[r[0].Entity].Type == schema.Person {
				return r
			}
			return d.persons(si, k)
		}
	case "town", "city", "village", "region", "province", "island", "peninsula", "enclave":
		if p.Last == p.First+2 && !followedByOf(t, p.Last) {
			return d.single(si, k, span, func(e schema.Entity) bool { return place(e.Type) })
		}
	case "country", "kingdom", "republic", "nation":
		if p.Last == p.First+2 {
			return d.single(si, k, span, isState)
		}
	case "group", "movement", "militia", "militants", "rebels", "insurgents":
		if p.Last == p.First+2 {
			return d.single(si, k, span, func(e schema.Entity) bool { return e.Type == schema.ArmedGroup })
		}
	case "bloc", "alliance", "organization", "organisation":
		if p.Last == p.First+2 {
			return d.single(si, k, span, func(e schema.Entity) bool { return e.Type == schema.IGO })
		}
	}
	return nil
}

func followedByOf(t []nlp.Token, i int) bool { return i < len(t) && t[i].Lower == "of" }

func (d *Doc) single(si, k int, span schema.Span, fits func(schema.Entity) bool) []Ref {
	ids := d.candidates(si, k, fits)
	if len(ids) == 0 {
		return nil
	}
	return []Ref{{Entity: ids[0], Span: span, Alt: ids[1:min(len(ids), 3)], Weight: 0.65}}
}
