package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// candidate is somebody before a pronoun whom it may stand for. One without an
// entity is somebody whom the text does not name: if he is the likeliest, the
// pronoun stands for nothing.
type candidate struct {
	entity, key string
	score       float64
}

// The weights say how likely a pronoun is to stand for what stands there:
// a subject before an object, the same sentence before the one before. They
// were set by hand, by what they did to the training part of a treebank with
// coreference marked and to the articles.
const (
	asSubject      = 1.0
	asObject       = 0.7
	asOblique      = 0.55
	asOwner        = 0.65
	asAside        = 0.4
	perSentence    = 0.55 // for every sentence that lies between
	farthest       = 3    // sentences
	widest         = 60   // phrases of a sentence: no sentence of prose has more
	othersQuote    = 0.3  // from inside a quotation to outside of it, or back
	agreeing       = 1.25 // known to be a woman, of a she
	bare           = 0.5  // a person by capitals alone
	ownClause      = 1.3  // the subject of the verb whose object “his” is in
	ownClauseThing = 2.0
	parallel       = 1.7 // what is no subject, of a pronoun that is none
	fronted        = 0.6 // “After a call with Lavrov, he”: another
	besides        = 1.5
	blamedFor      = 4.0
	margin         = 0.7 // of the best score: nearer than that is a doubt
	clearly        = 0.5 // what is farther than that is no rival
	alsoLikely     = 0.6 // what is farther than that is not even told as another reading
)

// someone is whom the “he” or “her” at token i, in phrase k, stands for.
func (d *Doc) someone(si, k, i int) []Ref {
	s := &d.Sentences[si]
	word := s.Tokens[i].Lower
	span := s.Tokens[i].Span
	if strings.HasSuffix(word, "self") {
		if q := s.PhraseAt(i - 1); q >= 0 && len(d.refs[si][q]) == 1 && person(d.refs[si][q][0].Entity) {
			return []Ref{{Entity: d.refs[si][q][0].Entity, Span: span, Weight: 0.9}} // the president himself
		}
		if own := d.clauseSubject(si, i); own >= 0 && len(d.refs[si][own]) == 1 && person(d.refs[si][own][0].Entity) {
			return []Ref{{Entity: d.refs[si][own][0].Entity, Span: span, Weight: 0.9}}
		}
		return nil
	}
	g := genderOf(word)
	all := d.rank(si, k, i, g)
	if len(all) == 0 || !d.humane(all[0].entity) {
		return nil
	}
	best := all[0]
	if c := d.coming(si, i, g); c != "" && c != best.entity {
		return nil // “In his speech, Lavrov”: his may be either's
	}
	ref := Ref{Entity: best.entity, Span: span, Weight: 0.85}
	for _, o := range all[1:] {
		switch {
		case o.score > margin*best.score:
			return nil
		case o.score > clearly*best.score:
			ref.Weight = 0.7
		}
		if o.entity != "" && len(ref.Alt) < 3 && o.score > alsoLikely*best.score {
			ref.Alt = append(ref.Alt, o.entity)
		}
	}
	if len(all) == 1 && d.genders[best.entity] == unknown {
		d.genders[best.entity] = g
	}
	return []Ref{ref}
}

// rank lists whom a pronoun of gender g at token i may stand for, the likeliest first.
func (d *Doc) rank(si, k, i int, g gender) []candidate {
	scores := map[candidate]float64{}
	speaker := ""
	if d.quotes[si][i] > 0 {
		speaker = d.Speaker(si, i) // who speaks says I
	}
	s := &d.Sentences[si]
	own := nlp.NoPhrase
	if d.quotes[si][i] == d.quotes[si][s.Phrases[k].Head] && s.Phrases[k].Head == i {
		own = d.ownSubject(si, k)
	}
	clause := nlp.NoPhrase
	if own < 0 {
		clause = d.clauseSubject(si, i)
	}
	front := front(s)
	agent := g == neither && d.agentive(si, k, i)
	for back := 0; back <= farthest && si-back >= 0; back++ {
		sj := si - back
		p := &d.Sentences[sj]
		for q := range p.Phrases {
			if q > widest && (back > 0 || q < k-widest) {
				continue
			}
			if back == 0 && (p.Phrases[q].Last > i || own >= 0 && p.Phrases[q].List == p.Phrases[own].List) {
				continue
			}
			scale := func(w float64, at int) float64 {
				for range back {
					w *= perSentence
				}
				if d.quotes[sj][at] != d.quotes[si][i] {
					w *= othersQuote
				}
				if back == 0 && p.Phrases[q].Last <= front && i > front && d.place(sj, q) < asSubject {
					w *= fronted
				}
				switch {
				case back == 0 && q == clause && g == neither:
					w *= ownClauseThing
				case back == 0 && q == clause:
					w *= ownClause
				case back == 0 && own >= 0 && d.place(sj, q) < asSubject:
					w *= parallel
				}
				return w
			}
			if g == neither {
				d.weighThing(scores, sj, q, agent, func(w float64, at int) float64 {
					if w = scale(w, at); back == 0 && p.Phrases[q].List == s.Phrases[k].List {
						w *= besides // Chad and its neighbour
					}
					if back == 0 && d.blamed(si, q, k) {
						w *= blamedFor
					}
					return w
				})
			} else {
				d.weigh(scores, sj, q, g, scale)
			}
		}
	}
	var out []candidate
	for c, w := range scores {
		if own >= 0 && g == neither && len(d.refs[si][own]) == 1 && c.entity == d.refs[si][own][0].Entity {
			continue
		}
		if c.entity != "" && c.entity == speaker {
			continue
		}
		c.score = w
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.entity, b.entity), cmp.Compare(a.key, b.key))
	})
	return out
}

// weigh adds to the scores what phrase q of sentence sj speaks for.
func (d *Doc) weigh(scores map[candidate]float64, sj, q int, g gender, scale func(w float64, at int) float64) {
	s := &d.Sentences[sj]
	p := s.Phrases[q]
	head := s.Tokens[p.Head]
	add := func(id, key string, w float64, at int) {
		if id != "" {
			switch d.genders[id] {
			case unknown:
			case g:
				w *= agreeing
			default:
				return
			}
			if !d.humane(id) {
				w *= bare
			}
			key = ""
		}
		scores[candidate{entity: id, key: key}] += scale(w, at)
	}
	w := d.place(sj, q)
	if p.Pronoun >= 0 && p.Pronoun != p.Head && personal[s.Tokens[p.Pronoun].Lower] && genderOf(s.Tokens[p.Pronoun].Lower) == g {
		if r := d.owners[at{sj, q}]; len(r) == 1 {
			add(r[0].Entity, "", asOwner, p.Pronoun)
		} else {
			add("", string(g), asOwner, p.Pronoun)
		}
	}
	for _, n := range p.Names {
		// “Krag notes” may be a noun or a verb; either way Krag was spoken of.
		if id := d.names[sj][n].entity; person(id) && d.names[sj][n].last <= p.Head {
			add(id, "", w, p.Head)
		}
	}
	refs := d.refs[sj][q]
	if len(refs) != 1 || !person(refs[0].Entity) {
		if id := d.beside(sj, q); id != "" {
			add(id, "", asAside, p.Head)
			return
		}
	}
	switch {
	case head.Tag == nlp.PRON:
		if !personal[head.Lower] || genderOf(head.Lower) != g {
			return
		}
		if len(refs) == 1 {
			add(refs[0].Entity, "", w, p.Head)
		} else {
			add("", string(g), w, p.Head)
		}
	case len(refs) == 1 && d.entities[refs[0].Entity].Type == schema.Person:
		add(refs[0].Entity, "", w, p.Head)
	case d.nameAt(sj, p.Head) != nil && d.nameAt(sj, p.Head).office == nil:
	case human(head.Lower) || human(head.Lemma) && head.Lemma == head.Lower:
		if o := genderOf(head.Lower); (o == unknown || o == g) && !p.Time && !d.predicate(sj, q) {
			add("", head.Lower, w, p.Head)
		}
	case len(refs) == 0 && d.proper(sj, p.Head) && !p.Time && !headlineCase(*s) && !orgWords[head.Lower] &&
		!placeWords[head.Lower] && !otherWords[head.Lower] && !calendar[head.Lower]:
		if w < asSubject && len(d.families[foldKey(head.Text)]) == 0 {
			w *= bare
		}
		add("", head.Lower, w, p.Head)
	}
}
