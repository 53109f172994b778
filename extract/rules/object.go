package rules

import (
	"slices"
)

// putting are verbs by which a measure comes upon somebody.
var putting = lemmas("impose place put slap levy clamp")

func (b *branch) oblique(prep string) group {
	t := b.t
	if b.noun && (prep == "between" || prep == "among") || prep == "between" {
		words := []int{b.word}
		if h := t.Head(b.word); b.noun && h >= 0 && t.Verb(h) && t.Is(b.word, "obj", "nsubj:pass", "nsubj") {
			words = append(words, h) // launched an effort between, fighting broke out between
		}
		for _, q := range t.Kids(b.word) {
			if q > b.word && t.Is(q, "nmod", "obl") && b.time(q) {
				words = append(words, q) // the agreement on 2 December between
			}
		}
		for _, w := range words {
			for _, q := range t.Obliques(w, prep) {
				out := b.all(q)
				if len(out) > 1 || len(out) == 1 && (brokering[b.rule.Relation] && t.Words[q].XPOS == "NNS" || t.Words[q].UPOS == "PRON") {
					return out // between the rebels; between it and Chad
				}
			}
		}
		return nil
	}
	words := []int{b.word}
	switch {
	case b.taken >= 0:
		words = append(words, b.taken)
		for _, w := range t.Conjuncts(b.taken) { // killings and rapes in Chad
			if w != b.taken {
				words = append(words, w)
			}
		}
		for _, v := range t.All(b.taken, "acl") { // lifted the sanctions imposed on Togo
			if putting[t.Lemma(v)] && t.Words[v].XPOS == "VBN" {
				words = append(words, v)
			}
		}
	case b.noun:
		// held talks with: what hangs on the verb may belong to its object
		if h := t.Head(b.word); h >= 0 && t.Verb(h) && t.Is(b.word, "obj", "nsubj:pass", "xcomp") && prep != "in" && prep != "by" && prep != "for" && prep != "of" {
			words = append(words, h)
		} else if h >= 0 && prep == "with" && t.Verb(h) && t.Is(b.word, "obl") && t.Case(b.word) == "in" {
			words = append(words, h) // stays in contact with
		} else if h >= 0 && flows[t.Lemma(h)] && t.Case(b.word) == "of" {
			words = append(words, h) // a flow of weapons from Iran
		}
	}
	if b.noun && b.rule.Relation == "member-of" { // experts from Amnesty, whatever the parser hangs Amnesty on
		if i := b.word + 1; i < len(t.Words) && t.Lower(i) == prep && t.Is(i, "case") {
			if out := b.all(t.Head(i)); len(out) > 0 {
				return out
			}
		}
	}
	for _, w := range words {
		for _, q := range t.Obliques(w, prep) {
			if b.time(q) || q == b.taken {
				continue
			}
			if out := b.all(q); len(out) > 0 {
				return out
			}
			if conflicts[t.Lemma(q)] {
				if out := b.owners(q); len(out) > 0 {
					return weaken(out, 0.95)
				}
			}
			if b.rule.Described && !whole[b.rule.Relation] {
				if out := b.owned(q); len(out) > 0 {
					return weaken(out, 0.85) // agreed to a ceasefire in Syria
				}
			}
		}
	}
	return nil
}

var flows = lemmas("flow inflow influx shipment delivery supply consignment stream transfer cargo batch convoy")

func (b *branch) time(i int) bool {
	p := b.at[i]
	return p.Phrase >= 0 && b.d.Sentences[p.Sentence].Phrases[p.Phrase].Time
}

// below is the nearest actor behind the trigger and under it, where no place of
// the rule holds one: a guess by order, and no more than that.
func (b *branch) below() group {
	t := b.t
	agent := t.Agent(b.word)
	for i := b.word + 1; i < len(t.Words); i++ {
		if (b.kind || b.rule.Appeal) && t.Lower(i) == "against" {
			return nil // whoever comes now is no friend, nor asked for anything
		}
		if !t.Is(i, "obj", "obl", "nmod", "nmod:poss", "iobj") || b.time(i) || !t.Under(i, b.word) || b.apart(i) || agent >= 0 && t.Under(i, agent) {
			continue
		}
		if b.kind && t.Case(i) == "from" || b.asideOf(i) {
			continue
		}
		if b.taken >= 0 && slices.Contains(t.Conjuncts(t.First(b.taken)), i) {
			continue // is given itself: sent tents and doctors
		}
		if out := b.reach(i); len(out) > 0 {
			return weaken(out, 0.6)
		}
	}
	return nil
}

// aside tells whether word i stands in what is said of the time or the manner of
// the trigger: after the war, as part of the coalition.
func (b *branch) aside(i int) bool {
	switch b.t.Case(i) {
	case "about":
		return b.harm // who harasses a clerk about a trip to Chad does Chad no harm
	case "despite", "after", "since", "during", "before", "because of", "as", "like", "unlike", "according to", "without", "than", "until":
		return true
	case "of":
		return b.t.Head(i) != b.word && b.t.Case(b.t.Head(i)) == "as"
	}
	return false
}

// asideOf tells whether word i or what it hangs on below the trigger stands aside:
// searched ships after requests from Oslo.
func (b *branch) asideOf(i int) bool {
	for ; i >= 0 && i != b.word; i = b.t.Head(i) {
		if b.aside(i) {
			return true
		}
	}
	return false
}

// apart tells whether a clause that says something else lies between word i and
// the trigger: one with a subject of its own, or one that the trigger takes (helped
// tip the balance against him).
func (b *branch) apart(i int) bool {
	for v := b.t.Head(i); v >= 0 && v != b.word; v = b.t.Head(v) {
		if b.t.Kid(v, "nsubj", "nsubj:pass") >= 0 || b.t.Is(v, "conj") && b.t.Verb(v) || b.t.Is(v, "xcomp", "ccomp") || b.t.Is(v, "advcl") && !b.t.Infinitive(v) || b.t.Is(v, "parataxis", "acl:relcl") || b.t.Is(v, "acl") && destined[b.t.Lemma(v)] {
			return true
		}
	}
	return false
}

// far looks for the preposition anywhere under the trigger.
func (b *branch) far(prep string) group {
	for i := b.word + 1; i < len(b.t.Words); i++ {
		if b.t.Case(i) != prep || !b.t.Under(i, b.word) || b.rule.Described && (b.time(i) || prep != "between" && b.apart(i)) {
			continue
		}
		if out := b.all(i); len(out) > 0 {
			return out
		}
		if b.rule.Described {
			if out := b.owned(i); len(out) > 0 {
				return weaken(out, 0.85)
			}
			if out := b.maker(i); prep == "against" && len(out) > 0 {
				return weaken(out, 0.85) // in protest against laws that Chad passed
			}
		}
	}
	return nil
}

// given is who was given the taken object: “gave Ukraine weapons”.
func (b *branch) given() group {
	if k := b.t.Kid(b.word, "iobj"); k >= 0 {
		return b.all(k)
	}
	if b.taken < 0 {
		return nil
	}
	if b.t.Passive(b.word) {
		if s := b.t.Subject(b.word); s >= 0 && s != b.taken {
			return b.all(s)
		}
	}
	for _, o := range b.t.All(b.word, "obj") {
		if o != b.taken && o < b.taken && !slices.Contains(b.t.Conjuncts(o), b.taken) {
			return b.all(o)
		}
	}
	// “gave Ukraine weapons” read as one phrase
	for _, k := range b.t.All(b.taken, "compound", "nmod", "nmod:poss") {
		if b.t.Words[k].UPOS == "PROPN" && k < b.taken && b.t.Case(k) == "" && b.t.Kid(b.taken, "det") < 0 {
			return b.name(k)
		}
	}
	for _, k := range b.t.All(b.taken, "compound") { // gave the Ugandan navy permission
		if role, ok := b.d.Role(b.t.Lemma(k)); ok && stateOrgan(role) && k < b.taken && k > b.word && b.rule.Described {
			return weaken(b.modifiers(b.taken), 0.85)
		}
	}
	return nil
}

// robbing are verbs by which somebody loses what is taken from him.
var robbing = lemmas("seize steal loot confiscate capture take grab plunder impound appropriate expropriate wrest snatch commandeer hijack")

// holdings are verbs by which somebody has others in his power.
var holdings = lemmas("hold detain jail imprison capture kidnap abduct seize keep arrest intern sentence")

// captor is in whose power the verb's object was, as a clause on it tells: those who
// held him, or the state in whose land he was held.
func (b *branch) captor() group {
	t := b.t
	o := b.object()
	for _, v := range t.All(o, "acl", "acl:relcl") {
		if !holdings[t.Lemma(v)] || !t.Passive(v) {
			continue
		}
		if out := b.all(t.Agent(v)); len(out) > 0 {
			return weaken(out, 0.85)
		}
		for _, q := range t.Obliques(v, "in") {
			if out := b.landOf(q); len(out) > 0 && lawful[t.Lemma(v)] {
				return out
			}
		}
	}
	return nil
}

// loser is from whom the verb's object was taken, as a clause on it tells.
func (b *branch) loser() group {
	t := b.t
	for _, o := range t.Conjuncts(b.object()) {
		for _, v := range t.All(o, "acl", "acl:relcl") {
			if !robbing[t.Lemma(v)] {
				continue
			}
			for _, q := range t.Obliques(v, "from") {
				if out := b.reach(q); len(out) > 0 {
					return weaken(out, 0.9)
				}
			}
		}
	}
	return nil
}
