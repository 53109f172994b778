package link

import (
	"strings"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// something is what the “it” or “its” at token i, in phrase k, stands for.
func (d *Doc) something(si, k, i int) []Ref {
	s := &d.Sentences[si]
	if s.Tokens[i].Lower == "it" && d.empty(si, i) {
		return nil
	}
	all := d.rank(si, k, i, neither)
	if len(all) == 0 || all[0].entity == "" {
		return nil
	}
	best := all[0]
	if c := d.coming(si, i, neither); c != "" && c != best.entity {
		return nil // “In its answer, Chad”: its may be either's
	}
	ref := Ref{Entity: best.entity, Span: s.Tokens[i].Span, Weight: 0.85}
	for _, o := range all[1:] {
		if o.score > thingMargin*best.score && (o.entity == "" || o.score > stateMargin*best.score) {
			return nil
		}
		if o.entity != "" {
			if o.score > clearly*best.score {
				ref.Weight = 0.7
			}
			if len(ref.Alt) < 3 && o.score > alsoLikely*best.score {
				ref.Alt = append(ref.Alt, o.entity)
			}
		}
	}
	return []Ref{ref}
}

const (
	thingMargin = 0.8  // of the best score: a thing nearer than that is a doubt
	stateMargin = 0.95 // two actors nearer than that are
	thing       = 0.8  // a noun for a thing, beside a name
)

// empty tells an “it” that stands for nothing: it is clear that, it seems.
func (d *Doc) empty(si, i int) bool {
	t := d.Sentences[si].Tokens
	j := i + 1
	for j < len(t) && (t[j].Tag == nlp.AUX || t[j].Tag == nlp.ADV || t[j].Lower == "not") {
		j++
	}
	if j >= len(t) {
		return false
	}
	if t[j].Tag == nlp.VERB && (t[j].Lemma == "seem" || t[j].Lemma == "appear" || t[j].Lemma == "turn" || t[j].Lemma == "rain" || t[j].Lemma == "take") {
		return t[j].Lemma != "take" || j+1 < len(t) && (t[j+1].Tag == nlp.NUM || t[j+1].Lower == "time" || t[j+1].Lower == "a")
	}
	if j == i+1 || t[j-1].Lemma != "be" && t[i+1].Lemma != "be" {
		return false
	}
	for e := j + 1; e < len(t) && e < j+5; e++ {
		switch {
		case t[e].Lower == "that" || t[e].Lower == "to" && t[j].Tag == nlp.ADJ || t[e].Lower == "who" || t[e].Lower == "whether":
			return true
		case t[e].Tag == nlp.PUNCT || t[e].Tag == nlp.VERB:
			return false
		}
	}
	return false
}

// Nouns for bodies that act. Without a name they are what “it” may stand for.
var bodyNouns = words(`government army military company firm court jury party team organization organisation ministry agency committee council
	bank university club group movement militia state country nation kingdom republic bloc alliance union parliament house senate congress
	commission board department office institution institute foundation association federation league coalition opposition regime
	administration authority police force navy corporation church city town village region province island institution school society
	newspaper magazine channel network station website empire tribunal junta union delegation embassy side`)

// agentive tells whether what the pronoun stands for acts as only states,
// groups and other bodies do: it said, it recalled; accused it; its troops, its envoy.
func (d *Doc) agentive(si, k, i int) bool {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	if p.Pronoun == i {
		h := s.Tokens[p.Head].Lower
		return forceNouns[h] || officialNouns[h] || stateThings[h] || stateThings[s.Tokens[p.Head].Lemma] || d.officeName(si, k) != nil
	}
	if i > 1 && s.Tokens[i-1].Lower == "against" && hostilities[s.Tokens[i-2].Lower] {
		return true
	}
	if own := d.ownSubject(si, k); own >= 0 {
		for v := i - 1; v > s.Phrases[own].Head; v-- {
			if s.Tokens[v].Tag == nlp.VERB && s.PhraseAt(v) < 0 {
				return against[s.Tokens[v].Lemma]
			}
		}
		return false
	}
	for v := i + 1; v < len(s.Tokens) && v < i+6; v++ {
		if s.Tokens[v].Tag == nlp.VERB && s.PhraseAt(v) < 0 {
			return s.Subject(v) == k && !s.Group(v).Passive && (Saying[s.Tokens[v].Lemma] || acts[s.Tokens[v].Lemma])
		}
	}
	return false
}

// What is used or waged against states and groups alone.
var hostilities = words("force war sanctions attack attacks offensive campaign aggression embargo blockade strikes raid raids hostilities violence coup invasion")

var (
	stateThings = words(`border territory soil airspace neighbour neighbor ally capital embassy consulate ambassador president minister king
		parliament people citizen foe rival enemy sovereignty independence economy navy coast population soldier policy`)
	// Verbs whose object, or whose goal, is a state or a body.
	against = words(`accuse invade attack condemn sanction deploy threaten urge warn arm fund train support back criticize criticise denounce
		recognize recognise ally blame bomb shell ask tell join supply sell praise thank pressure fight defend help aid`)
	acts = words(`accuse recall send deploy invade attack withdraw sign condemn want hope plan intend vow pledge refuse agree reject accept ask
		urge demand expel summon recognize recognise support back arm fund train supply sell buy host join leave sanction impose lift
		close open cut restore break suspend resume start launch fire shell bomb bombard strike shoot seize capture occupy annex control
		negotiate fight defend threaten block veto abstain vote need believe think fear expect help oppose favor favour welcome
		denounce criticize criticise call deny dispute violate blame export import`)
)

// weighThing adds to the scores what phrase q of sentence sj speaks for, of an “it”.
func (d *Doc) weighThing(scores map[candidate]float64, sj, q int, agent bool, scale func(w float64, at int) float64) {
	s := &d.Sentences[sj]
	p := s.Phrases[q]
	head := s.Tokens[p.Head]
	w := d.place(sj, q)
	// News names many states in a row: what counts is where each stands best, not how often.
	add := func(id, key string, w float64, at int) {
		c := candidate{entity: id, key: key}
		scores[c] = max(scores[c], scale(w, at))
	}
	if p.Pronoun >= 0 && p.Pronoun != p.Head && neuter[s.Tokens[p.Pronoun].Lower] {
		if r := d.owners[at{sj, q}]; len(r) == 1 {
			add(r[0].Entity, "", asOwner, p.Pronoun)
		} else if p.Possessor < 0 {
			add("", string(neither), asOwner, p.Pronoun)
		}
	}
	refs := d.refs[sj][q]
	switch {
	case p.Time:
	case head.Tag == nlp.PRON:
		switch {
		case !neuter[head.Lower]:
		case len(refs) == 1:
			add(refs[0].Entity, "", w, p.Head)
		case !d.empty(sj, p.Head):
			add("", string(neither), w, p.Head)
		}
	case len(refs) == 1:
		if t := d.entities[refs[0].Entity].Type; t != schema.Person && !(agent && place(t)) {
			add(refs[0].Entity, "", w, p.Head)
		}
	case len(refs) > 1 || d.nameAt(sj, p.Head) != nil:
	case d.proper(sj, p.Head) && !headlineCase(*s):
		add("", head.Lower, w, p.Head)
	case s.AppositionBefore(q) >= 0 && len(d.refs[sj][s.AppositionBefore(q)]) == 1: // Hezbollah, the movement
	case head.Tag == nlp.NOUN && head.Lemma == head.Lower && !strings.HasSuffix(head.Lower, "s") && !human(head.Lower):
		if !agent || bodyNouns[head.Lower] && !(head.Lower == "force" && p.First == p.Head) { // the use of force
			add("", head.Lower, w*thing, p.Head)
		}
	}
}
