package link

import (
	"slices"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// pronouns links the pronouns and definite descriptions of sentence si, left
// to right, when the names of the whole document are linked: those in
// quotations, or the others.
func (d *Doc) pronouns(si int, quoted bool) {
	s := &d.Sentences[si]
	for k, p := range s.Phrases {
		t := s.Tokens
		if d.quotes[si][p.Head] > 0 != quoted {
			continue
		}
		if p.Pronoun >= 0 && p.Possessor < 0 {
			if r := d.pronoun(si, k, p.Pronoun); r != nil {
				d.owners[at{si, k}] = r
			}
		}
		if d.refs[si][k] != nil || p.Time {
			continue
		}
		head := t[p.Head]
		switch {
		case p.First == p.Head && head.Tag == nlp.PRON && (!possessive[head.Lower] || d.object(si, k)):
			d.refs[si][k] = d.pronoun(si, k, p.Head)
		case p.Pronoun >= 0 && (forceNouns[head.Lower] || officialNouns[head.Lower]) && p.Names == nil:
			// “its army” is the state; “his troops” are whoever he leads, which is not said here.
			if r := d.Possessor(si, k); len(r) == 1 && actor(d.entities[r[0].Entity].Type) {
				r[0].Span = d.phraseSpan(si, k)
				d.refs[si][k] = r
			} else if len(r) == 1 && d.StateOf(r[0].Entity) != "" && statehood[head.Lower] {
				// his government, of who holds an office of a state
				d.refs[si][k] = []Ref{{Entity: d.StateOf(r[0].Entity), Span: d.phraseSpan(si, k), Weight: 0.75}}
			}
		case counterparts[head.Lower] && (p.Pronoun >= 0 || p.Possessor >= 0) && len(p.Names) == 0 && s.Apposition(k) < 0:
			if r := d.Possessor(si, k); len(r) == 1 {
				owner := r[0].Entity
				if person(owner) {
					owner = d.StateOf(owner)
				}
				if d.entities[owner].Type == schema.Country {
					d.refs[si][k] = d.other(si, k, owner)
				}
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
	return slices.Clone(d.owners[at{si, k}])
}

// object tells whether phrase k is a “her” that owns nothing: told her that.
func (d *Doc) object(si, k int) bool {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	if p.Last != p.First+1 || s.Tokens[p.Head].Lower != "her" || p.Last >= len(s.Tokens) {
		return false
	}
	switch t := s.Tokens[p.Last]; t.Tag {
	case nlp.ADP, nlp.SCONJ, nlp.CCONJ, nlp.DET, nlp.PART, nlp.AUX:
		return true
	case nlp.PUNCT:
		return t.Text == "." || t.Text == ","
	}
	return false
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
	myself     = words("i me my myself")
)

// pronoun is what the pronoun at token i of phrase k stands for.
func (d *Doc) pronoun(si, k, i int) []Ref {
	t := d.Sentences[si].Tokens[i]
	span := t.Span
	switch {
	case neuter[t.Lower]:
		return d.something(si, k, i)
	case personal[t.Lower]:
		return d.someone(si, k, i)
	case myself[t.Lower]:
		// Who reports and says “I” is no actor; who is quoted is.
		if id := d.Speaker(si, i); person(id) {
			return []Ref{{Entity: id, Span: span, Weight: 0.85}}
		}
	case speaking[t.Lower]:
		if id := d.side(si, i); id != "" {
			return []Ref{{Entity: id, Span: span, Weight: 0.8}}
		}
	case plural[t.Lower]:
		if t.Lower == "both" {
			return d.anyPair(si, k, span)
		}
		return d.several(si, k, i, span)
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

func (d *Doc) sameQuote(si, a, b int) bool { return d.quotes[si][a] == d.quotes[si][b] }
