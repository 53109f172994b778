package rules

import (
	"slices"
	"strings"
)

// unfit is what the rule asks for besides its ends and does not find, or empty.
func (b *branch) unfit() string {
	r, t := b.rule, b.t
	if !b.noun && len(r.Verb) > 0 && !b.spelt() {
		return "the words behind the verb are others"
	}
	if len(r.Takes) > 0 && !b.take() {
		return "the verb takes none of: " + strings.Join(r.Takes, ", ")
	}
	if !b.noun && len(r.Verb) > 0 && b.asks() {
		return "the verb asks a question"
	}
	if !b.noun && t.Lemma(b.word) == "demonstrate" && b.object() >= 0 && !b.time(b.object()) {
		return "the verb shows something"
	}
	if r.Relation == "demanded-of" && !b.noun && t.Lemma(b.word) == "insist" {
		if k := t.Kid(b.word, "ccomp"); k >= 0 && !b.obliged(k) && t.Words[k].XPOS != "VB" && t.Kid(k, "aux") < 0 {
			return "the verb insists on a fact" // that Togo has no troops there
		}
	}
	if r.Relation == "attacked" && !b.noun && b.inWords() {
		return "the verb attacks in words"
	}
	if len(r.Near) > 0 && !b.sentenceHas(r.Near) {
		return "the sentence has none of: " + strings.Join(r.Near, ", ")
	}
	if r.Described && b.clauseHas(r.Unless) {
		return "the clause has one of: " + strings.Join(r.Unless, ", ")
	}
	if !r.Described && b.sentenceHas(r.Unless) {
		return "the sentence has one of: " + strings.Join(r.Unless, ", ")
	}
	if r.Passive && !t.Passive(b.word) {
		return "the verb is in the active voice"
	}
	if r.Transitive && b.object() < 0 {
		return "the verb has no object"
	}
	about := b.taken
	if b.noun {
		about = b.word
	} else if about < 0 {
		about = b.object()
	}
	if len(r.With) > 0 && !b.phraseHas(about, r.With) {
		return "the phrase has none of: " + strings.Join(r.With, ", ")
	}
	if b.phraseHas(about, r.Without) {
		return "the phrase has one of: " + strings.Join(r.Without, ", ")
	}
	if len(r.Under) > 0 && !b.under() {
		return "none of these stands before the verb: " + strings.Join(r.Under, ", ")
	}
	return ""
}

// inWords tells an attack over something, which is one in words: attacked the left over the budget.
func (b *branch) inWords() bool {
	switch b.t.Lemma(b.word) {
	case "attack", "assail", "target", "hit", "blast", "savage":
	default:
		return false
	}
	for _, q := range b.t.Obliques(b.word, "over") {
		if !b.time(q) && len(b.linked(q)) == 0 && b.t.Head(q) == b.word && b.t.Kid(q, "nummod") < 0 && b.t.Lemma(q) != "weekend" && b.t.Lemma(q) != "night" {
			return true
		}
	}
	return false
}

// asks tells a verb of asking that asks a question, and for nothing: asked them how it was.
func (b *branch) asks() bool {
	t := b.t
	switch t.Lemma(b.word) {
	case "ask", "press":
	default:
		return false
	}
	for _, k := range t.All(b.word, "ccomp", "advcl", "xcomp") {
		if t.Infinitive(k) {
			continue
		}
		for i := b.word + 1; i <= k; i++ {
			if questioning[t.Lower(i)] && t.Under(i, k) {
				return true
			}
		}
	}
	return false
}

// under tells whether one of the rule's sets of words stands before the verb.
func (b *branch) under() bool {
	for _, words := range b.rule.Under {
		w := strings.Fields(words)
		for i := max(0, b.word-len(w)-1); i+len(w) <= b.word; i++ {
			if b.t.Spells(i, w) {
				return b.rule.Described // else it is read by word order
			}
		}
	}
	return false
}

// spelt tells whether the verb has the words behind it that the rule asks for,
// or none that make another verb of it.
func (b *branch) spelt() bool {
	alone := false
	for _, verb := range b.rule.Verb {
		w := strings.Fields(verb)
		switch {
		case w[0] != b.t.Lemma(b.word):
		case len(w) == 1:
			alone = true
		case b.t.Particle(b.word, w[1:]):
			return true
		}
	}
	if !alone {
		return false
	}
	for _, k := range b.t.All(b.word, "compound:prt", "advmod") {
		if otherSense[b.t.Lower(k)] && (k == b.word+1 || b.t.Is(k, "compound:prt")) && !b.t.Gerund(b.word) {
			return false
		}
	}
	return true
}

// take looks for an object with one of the heads, in a list too; of a verb that has a
// preposition (call for, go on, take part in) it is what the preposition governs.
func (b *branch) take() bool {
	t := b.t
	its := b.object()
	objects := append([]int{its}, t.All(b.word, "obj", "xcomp", "obl")...)
	governed := len(objects)
	for _, verb := range b.rule.Verb {
		if w := strings.Fields(verb); len(w) > 1 && w[0] == t.Lemma(b.word) && t.Particle(b.word, w[1:]) {
			prep := w[len(w)-1]
			if strings.HasSuffix(verb, "out of") {
				prep = "from" // as the tree has it
			}
			objects = append(objects, t.Obliques(b.word, prep)...)
		}
	}
	if t.Words[b.word].UPOS == "ADJ" {
		objects, governed = t.All(b.word, "obl", "nmod"), 0
	}
	for i, o := range objects {
		if o < 0 || i < governed && o != its && t.Is(o, "obl") && !b.amount(o) {
			continue
		}
		for _, w := range t.Conjuncts(o) {
			if measures[t.Lower(w)] {
				if q := t.Oblique(w, "of"); q >= 0 {
					w = q
				}
			}
			if b.among(w, b.rule.Takes) {
				b.taken = w
				return true
			}
		}
	}
	return false
}

// object is the verb's object, also where the parser takes the particle before it
// for a preposition: took in refugees.
func (b *branch) object() int {
	o := b.t.Object(b.word)
	if o >= 0 {
		return b.deedOf(o)
	}
	if b.noun || b.t.Passive(b.word) {
		return o
	}
	for _, verb := range b.rule.Verb {
		w := strings.Fields(verb)
		if len(w) != 2 || !particles[w[1]] || w[0] != b.t.Lemma(b.word) || !b.t.Particle(b.word, w[1:]) {
			continue
		}
		for _, q := range b.t.All(b.word, "obl") {
			if b.t.Case(q) == w[1] {
				return q
			}
		}
	}
	return o
}

// deedOf is the deed of a body that the parser took for the object itself: of “the
// government of Chad's decision” the decision.
func (b *branch) deedOf(o int) int {
	t := b.t
	if t.Words[o].UPOS != "PROPN" && !b.isRole(o) {
		return o
	}
	for _, q := range append(t.All(o, "nmod"), t.All(b.word, "obl")...) {
		if w := t.Owner(q); q > o && w > o && t.Case(q) == "of" && t.Words[w].UPOS == "PROPN" && t.Words[q].UPOS == "NOUN" && !b.isRole(q) && !relational[t.Lemma(q)] && !collective[t.Lemma(q)] {
			return q
		}
	}
	return o
}

// particles are those that take an object with their verb: take in, hand over.
var particles = lemmas("in over out off up down back away aside forward")

// amount tells an object that the parser takes for an oblique, for its “over” is
// none of a place: provided over $3 million.
func (b *branch) amount(i int) bool {
	switch b.t.Case(i) {
	case "", "over", "around", "about", "under", "up to":
	default:
		return false
	}
	return b.t.Words[i].UPOS == "SYM" || b.t.Words[i].UPOS == "NUM" || measures[b.t.Lower(i)]
}

// among tells whether word i is one of the words, by its form, its lemma or, of
// a plural that is its own lemma (troops), its singular; or the end of one that is
// written with a hyphen.
func (b *branch) among(i int, words []string) bool {
	lower, lemma := b.t.Lower(i), b.t.Lemma(i)
	if w := b.t.Hyphened(i); w != "" && slices.Contains(words, w) {
		return true
	}
	return slices.Contains(words, lemma) || slices.Contains(words, lower) ||
		lemma == lower && strings.HasSuffix(lower, "s") && slices.Contains(words, strings.TrimSuffix(lower, "s"))
}

func (b *branch) sentenceHas(words []string) bool {
	for i := range b.t.Words {
		if b.among(i, words) {
			return true
		}
	}
	return false
}

// clauseHas tells whether one of the words stands in the trigger's own clause or
// over it: what another clause of the sentence says makes no other word of it.
// “Police fired tear gas as prices rose” is no matter of prices.
func (b *branch) clauseHas(words []string) bool {
	if len(words) == 0 {
		return false
	}
	t, top := b.t, b.word
	for h := t.Head(top); h >= 0 && !b.ownClause(top); h = t.Head(top) {
		top = h
	}
	for i := range t.Words {
		if !b.among(i, words) {
			continue
		}
		v := i
		for v >= 0 && v != top && (v == i || !b.ownClause(v) || t.Under(b.word, v)) {
			v = t.Head(v)
		}
		if v == top {
			return true
		}
	}
	return false
}

// ownClause tells whether word i heads a clause beside that of its head: one with a
// subject of its own. A relative clause is part of the phrase it hangs on.
func (b *branch) ownClause(i int) bool {
	return b.t.Is(i, "advcl", "conj", "ccomp") && b.t.Kid(i, "nsubj", "nsubj:pass") >= 0
}

func (b *branch) phraseHas(h int, words []string) bool {
	if h < 0 || len(words) == 0 {
		return false
	}
	for _, i := range append([]int{h}, b.t.Kids(h)...) {
		if b.among(i, words) {
			return true
		}
	}
	return false
}
