package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp/tree"
	"github.com/entente-kg/entente/extract/status"
	"github.com/entente-kg/entente/schema"
)

// Places that only a tree can tell.
const (
	placeOwnState = "own-state"   // the state of whom stands at the subject: of a rally that names no target
	placePeople   = "own-people"  // the people of that state: whom its curfew weighs on
	placeCause    = "cause"       // whose victory, war or defence the verb over the noun serves: Iranian drones helped in Russia's offensive
	placeCaptor   = "captor"      // who held those who were freed: monks held by the rebels were released
	placeLoser    = "loser"       // from whom the object was taken: returned the boats seized from Peru
	placeDoer     = "object-doer" // who did what the object names: condemned Israel's strike, an offer by Chad
)

// branch looks up the places of a rule around one trigger in a tree.
type branch struct {
	*scene
	rule  *Rule
	word  int
	noun  bool
	taken int // of a verb, the noun that it takes, or tree.None
	said  *[]string
}

// trees reads the relations that the rules find in dependency trees.
func (s *Set) trees(d *link.Doc, trees []*tree.Tree) []Match {
	var out []Match
	about := d.About()
	for _, t := range trees {
		c := newScene(d, t)
		c.about = about
		s.triggers(t, func(i int, r *Rule) {
			out = s.branch(out, &branch{scene: c, rule: r, word: i, noun: t.Words[i].UPOS == "NOUN" && !mistakenVerb(t, i), taken: tree.None})
		})
	}
	return out
}

// triggers calls fn for every word of the tree and every rule that hangs on such a word.
func (s *Set) triggers(t *tree.Tree, fn func(word int, r *Rule)) {
	for i := range t.Words {
		var rules []*Rule
		switch l := t.Lemma(i); t.Words[i].UPOS {
		case "VERB":
			if !t.Is(i, "amod", "compound", "aux", "case", "mark") && !hyphened(t, i) {
				rules = s.verbs[l]
			}
		case "NOUN", "PROPN":
			if mistakenVerb(t, i) {
				rules = s.verbs[l]
				break
			}
			if t.Words[i].UPOS == "PROPN" {
				break
			}
			rules = s.nouns[l]
			if w := t.Lower(i); w != l { // talks, forces
				rules = slices.Concat(rules, s.nouns[w])
			}
			if w := t.Hyphened(i); w != "" {
				rules = slices.Concat(rules, s.nouns[w])
			}
		case "ADJ":
			rules = s.adjectives[l]
		}
		for _, r := range rules {
			fn(i, r)
		}
	}
}

// hyphened tells an “arm” that is the second half of another verb: to strong-arm gives nobody arms.
func hyphened(t *tree.Tree, i int) bool {
	return i > 1 && t.Lemma(i) == "arm" && t.Lower(i-1) == "-" && t.Lower(i-2) != "re"
}

// mistakenVerb tells a verb that the tagger took for a noun or a name, though it
// has an object: “Peru hands over two boats”, “U.S. Lifts Travel Ban”.
func mistakenVerb(t *tree.Tree, i int) bool {
	return (t.Words[i].UPOS == "NOUN" || t.Words[i].UPOS == "PROPN") && t.Is(i, "root", "conj", "parataxis") &&
		t.Kid(i, "obj") > i && t.Kid(i, "case", "cop") < 0 && (t.Kid(i, "det") < 0 || t.Words[i].XPOS == "NNS")
}

// Step is what a rule made of one word.
type Step struct {
	Word string
	Rule string
	Said []string // what was found or missed, in order
}

// Explain tells, for every word of the trees that triggers a rule, what the rule
// found at its places, and why it reads nothing where it reads nothing.
func (s *Set) Explain(d *link.Doc, trees []*tree.Tree) []Step {
	var out []Step
	about := d.About()
	for _, t := range trees {
		c := newScene(d, t)
		c.about = about
		s.triggers(t, func(i int, r *Rule) {
			var said []string
			s.branch(nil, &branch{scene: c, rule: r, word: i, noun: t.Words[i].UPOS == "NOUN" && !mistakenVerb(t, i), taken: tree.None, said: &said})
			out = append(out, Step{Word: t.Words[i].Text, Rule: r.ID, Said: said})
		})
	}
	return out
}

func (s *Set) branch(out []Match, b *branch) []Match {
	r := b.rule
	rel, _ := s.vocab.Relation(r.Relation)
	b.unnamed, b.not, b.hint = r.Described, nil, ""
	b.kind, b.harm = strings.HasSuffix(rel.Quad, "cooperation") || rel.Name == "spoke-to", strings.HasSuffix(rel.Quad, "conflict")
	b.blame = rel.Name == "criticized" || rel.Name == "protested-against" || rel.Name == "opposed" || rel.Name == "rejected"
	if why := b.unfit(); why != "" {
		b.tell("%s", why)
		return out
	}
	b.acting = true
	subs, sp := b.find(r.Subject)
	b.acting = false
	if len(subs) == 0 {
		b.tell("no actor at %s", strings.Join(r.Subject, ", "))
		return out
	}
	b.tell("subject: %s at %s", b.names(subs), sp)
	if rel.Name == "withdrew-from" && b.theirs(subs) {
		b.tell("the forces are somebody else's")
		return out
	}
	if r.Described {
		for _, x := range subs {
			b.not = append(b.not, x.Entity)
		}
		b.hint = b.state(subs)
		b.armed = rel.Family != "force"
		if alien[rel.Name] || !b.armed && (b.about != b.hint && (b.about != "" || len(b.d.Sentences) > 3) || b.foreign()) {
			b.hint = "" // Cambodian troops shelled a Thai village and killed two farmers
		}
	}
	if len(subs) > 1 && b.eachOther() {
		for i, x := range subs {
			for j, y := range subs {
				if i < j || i != j && !rel.Symmetric {
					out = s.bind(out, b, x, y)
				}
			}
		}
		return out
	}
	objs, op := b.find(slices.DeleteFunc(slices.Clone(r.Object), func(p string) bool {
		return p == sp && !pairPlace(r, p)
	}))
	if sp == op && sp != "" {
		if sp == placeSubject && !b.noun && b.taken < 0 && b.t.Kid(b.word, "obj") >= 0 && !mutual[b.t.Lemma(b.word)] {
			return out // “Spain and Italy met the deadline”
		}
		for i := range subs {
			for j := i + 1; j < len(subs); j++ {
				out = s.bind(out, b, subs[i], subs[j])
			}
		}
		return out
	}
	if rel.Name == "protested-against" && op != "against" {
		if anti := b.anti(); len(anti) > 0 {
			objs, op = anti, "anti-"
		}
	}
	if len(objs) == 0 && slices.Contains(r.Object, placeOwnState) {
		for _, a := range subs {
			if st, ok := b.d.State(b.d.Entity(a.Entity).Country); ok && (st != a.Entity || len(a.Alt) > 0) {
				span, ok := b.d.NameOf(b.at[b.word].Sentence, st)
				if !ok {
					span = a.Span
				}
				out = s.bind(out, b, a, link.Ref{Entity: st, Span: span, Weight: 0.7})
			}
		}
		return out
	}
	if len(objs) == 0 && slices.Contains(r.Object, placePeople) {
		role, _ := b.d.Role("people")
		for _, a := range subs {
			if st, ok := b.d.State(b.d.Entity(a.Entity).Country); ok {
				out = s.bind(out, b, a, link.Ref{Entity: b.d.Describe(role, "people", st, schema.Span{}), Span: b.within(st, a.Span), Weight: 0.7})
			}
		}
		return out
	}
	if len(objs) == 0 && r.Described && !r.Strict && !slices.Contains(r.Object, placeOwnState) {
		objs, op = b.below(), "any place under the word"
	}
	if len(objs) == 0 {
		b.tell("no actor at %s", strings.Join(r.Object, ", "))
	} else {
		b.tell("object: %s at %s", b.names(objs), op)
	}
	if r.Described && b.hint == "" && len(objs) > 0 && op != "anti-" {
		b.not, b.hint = nil, b.state(objs)
		if b.harm && b.about != "" && b.about != b.hint {
			b.hint = "" // in a report on Syria, who marches against Israel is no Israeli
		}
		if rel.Quad == "material-cooperation" || rel.Name == "sought-refuge-in" || meeting[rel.Name] {
			b.hint = "" // who aids a state, or meets its minister, is not its own
		}
		// The army that warns Israel is not its own.
		b.armed = b.armed && !slices.ContainsFunc(objs, func(r link.Ref) bool { return r.Entity == b.hint })
		subs, _ = b.find([]string{sp}) // whose police it is the other end tells
	}
	for _, a := range subs {
		for _, o := range objs {
			out = s.bind(out, b, a, o)
		}
	}
	return out
}

// brokering are relations to those between whom somebody mediates.
var brokering = lemmas("mediated-between halted-talks-with")

// alien are relations to others than one's own: who takes in people takes in no
// countrymen, who mediates is none of the parties.
var alien = lemmas("granted-asylum-to mediated-between")

// within is where the sentence says “in” the state, or else the given span.
func (b *branch) within(state string, span schema.Span) schema.Span {
	for i := range b.t.Words {
		switch b.t.Case(i) {
		case "in", "across", "throughout", "over":
		default:
			continue
		}
		for _, r := range b.linked(i) {
			if e := b.d.Entity(r.Entity); e.ID == state {
				return r.Span
			}
		}
	}
	return span
}

// theirs tells whether the taken object is of others than the subjects: rebels who
// want to end the French mission do not withdraw.
func (b *branch) theirs(subs group) bool {
	if b.taken < 0 {
		return false
	}
	owners := b.owners(b.taken)
	for _, o := range owners {
		for _, x := range subs {
			if o.Entity == x.Entity || b.stateOrBody(o.Entity) == b.stateOrBody(x.Entity) || slices.Contains(x.Alt, o.Entity) {
				return false
			}
		}
	}
	return len(owners) > 0
}

// foreign tells whether the sentence names a state, or a place of one, that is not the hint's.
func (b *branch) foreign() bool {
	for i := range b.t.Words {
		if b.t.Words[i].UPOS != "PROPN" && b.t.Words[i].UPOS != "ADJ" {
			continue
		}
		for _, r := range b.name(i) {
			if e := b.d.Entity(r.Entity); e.Country != "" && e.Type != schema.Person {
				if id, ok := b.d.State(e.Country); ok && id != b.hint {
					return true
				}
			}
		}
	}
	return false
}

// anti is against whom the trigger or its object is by an adjective: anti-Japanese slogans.
func (b *branch) anti() group {
	for _, h := range []int{b.word, b.taken, b.object()} {
		if h < 0 {
			continue
		}
		for _, k := range b.t.Kids(h) {
			if !b.t.Is(k, "amod", "compound") || k > h {
				continue
			}
			name, ok := strings.CutPrefix(b.t.Words[k].Text, "anti-")
			if !ok {
				continue
			}
			if id := b.d.StateCalled(name); id != "" {
				return group{{Entity: id, Span: schema.Span{Start: b.t.Words[k].Start, End: b.t.Words[k].End}, Weight: 0.9}}
			}
		}
	}
	return nil
}

// eachOther tells a verb that its subjects do to one another.
func (b *branch) eachOther() bool {
	t := b.t
	if b.noun || t.Passive(b.word) {
		return false
	}
	for _, k := range t.Kids(b.word) {
		if k < b.word || !t.Is(k, "obj", "obl") || !slices.Contains(b.rule.Object, cmp.Or(t.Case(k), placeObject)) {
			continue
		}
		for _, w := range append([]int{k}, t.Kids(k)...) {
			if t.Spells(w, []string{"each", "other"}) || t.Spells(w, []string{"one", "another"}) {
				return true
			}
		}
	}
	return false
}

// state is the one state that all of a group are of, or empty.
func (b *branch) state(g group) string {
	state := ""
	for _, r := range g {
		id, ok := b.d.State(b.d.Entity(r.Entity).Country)
		if !ok || state != "" && id != state {
			return ""
		}
		state = id
	}
	return state
}

// tell notes a step for Explain.
func (b *branch) tell(format string, args ...any) {
	if b.said != nil {
		*b.said = append(*b.said, fmt.Sprintf(format, args...))
	}
}

func (b *branch) names(g group) string {
	var out []string
	for _, r := range g {
		out = append(out, b.d.Entity(r.Entity).Name)
	}
	return strings.Join(out, ", ")
}

// bind makes a match of two ends, with its status read off the tree.
func (s *Set) bind(out []Match, b *branch, x, y link.Ref) []Match {
	at := b.at[b.word]
	f := &finder{d: b.d, si: at.Sentence, shown: at.Token, noun: b.noun, phrase: at.Phrase}
	if b.taken >= 0 {
		f.phrase = b.at[b.taken].Phrase
	}
	if rel, _ := s.vocab.Relation(b.rule.Relation); at.Token < 0 || b.nobodies(rel, x, y) {
		return out
	}
	f.s = &b.d.Sentences[at.Sentence]
	if f.noun && f.phrase < 0 {
		f.noun = false
	}
	n := len(out)
	out = s.join(out, b.rule, f, x, y)
	if len(out) == n {
		rel, _ := s.vocab.Relation(b.rule.Relation)
		b.tell("%s may not run from %s (%s) to %s (%s)", rel.Name, b.d.Entity(x.Entity).Name, b.d.Entity(x.Entity).Type, b.d.Entity(y.Entity).Name, b.d.Entity(y.Entity).Type)
		return out
	}
	m := &out[n]
	read := status.ReadTree(b.d, status.Branch{Tree: b.t, Word: b.word, Taken: b.taken, Who: b.who},
		status.Place{Sentence: at.Sentence, Trigger: at.Token, Noun: f.noun, Phrase: f.phrase})
	m.Read = &read
	b.tell("%s %s %s: %s", b.d.Entity(m.Subject.Entity).Name, b.rule.Relation, b.d.Entity(m.Object.Entity).Name, read.Status)
	return out
}

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

// find is what stands at the first of the places that holds an actor, and which it was.
func (b *branch) find(places []string) (group, string) {
	for _, p := range places {
		g := b.place(p)
		if !pairPlace(b.rule, p) {
			g = b.others(g)
		}
		if len(g) > 0 {
			return g, p
		}
	}
	return nil, ""
}

func (b *branch) place(p string) group {
	t := b.t
	switch p {
	case placeSubject:
		return b.agent()
	case placeObject:
		if k := t.Kid(b.word, "iobj"); k >= 0 && t.Kid(b.word, "obj", "xcomp") < 0 {
			return b.all(k) // warned Tehran that ...
		}
		return b.all(b.object())
	case placeOwned:
		if b.taken >= 0 && bands[t.Lemma(b.taken)] {
			return b.owners(b.taken)
		}
		if b.taken >= 0 {
			return b.owned(b.taken)
		}
		return b.owned(b.object())
	case placePoss:
		return b.owners(b.word)
	case placeNamed:
		return b.modifiers(b.word)
	case placeRecipient:
		return b.given()
	case placeAppos:
		return b.beside()
	case placeCopula:
		return b.copula()
	case placeItself:
		if b.rule.Described && b.rule.Relation == "member-of" {
			return b.itself()
		}
		return b.linked(b.word)
	case placeHolder:
		if out := b.all(t.Holder(b.word)); len(out) > 0 {
			return out
		}
		// Turkey's intervention in support of Tripoli: who does the deed holds it
		if h := t.Head(b.word); h >= 0 && t.Is(b.word, "nmod") && deeds[t.Lemma(h)] {
			return weaken(b.owners(h), 0.9)
		}
		return nil
	case placeCause:
		return b.cause()
	case placePair:
		if p := b.at[b.word]; p.Phrase >= 0 {
			return b.d.Joined(p.Sentence, p.Phrase)
		}
	case placeClause:
		return b.clause("")
	case placeMust:
		return b.clause("must")
	case placeInf:
		return b.infinitive()
	case placeParties:
		return b.parties()
	case placeOwnState, placePeople:
		return nil // read by Set.branch
	case placeDoer:
		if out := b.doers(t.Object(b.word)); len(out) > 0 {
			return out
		}
		return b.doers(b.taken) // brushed aside Chad's claims
	case placeCaptor:
		return b.captor()
	case placeLoser:
		return b.loser()
	case placeFighter:
		return b.fighter()
	case placeBorne:
		return b.borne()
	case placeContext, placeTopic, placeBacker, placeHead:
		return nil // read by word order
	}
	if prep, far := strings.CutPrefix(p, placeFarPrefix); far {
		return b.far(prep)
	}
	if prep, doer := strings.CutPrefix(p, placeDoerPrefix); doer {
		if q := t.Oblique(b.word, prep); q >= 0 || prep != "by" || !t.Passive(b.word) {
			return b.doers(q)
		}
		return b.doers(t.Agent(b.word))
	}
	if prep, whose := strings.CutPrefix(p, placeWhosePrefix); whose {
		for _, q := range t.Obliques(b.word, prep) {
			if out := b.owned(q); len(out) > 0 {
				return weaken(out, 0.95)
			}
		}
		return nil
	}
	return b.oblique(p)
}

func (b *branch) agent() group {
	t, v := b.t, b.word
	a := t.Agent(v)
	if a >= 0 {
		if b.rule.Described && t.Words[a].UPOS == "NOUN" && b.peaceful(a) {
			return nil
		}
		if out := b.all(a); len(out) > 0 {
			return b.beforehand(a).with(out).with(b.second(a))
		}
		// Of a title and a name the parser made two subjects.
		for _, s := range t.All(v, "nsubj") {
			if s > a && s <= a+3 && t.Words[a].UPOS == "PROPN" {
				if out := b.all(s); len(out) > 0 {
					return out
				}
			}
		}
		if strikes[t.Lemma(a)] && b.rule.Described {
			if out := b.strikers(a); len(out) > 0 {
				return out
			}
		}
		// What an act of somebody did, he did: “Iran's intervention helped ...”
		if deeds[t.Lemma(a)] || forceThings[t.Lemma(a)] {
			return weaken(b.wielders(a), 0.85)
		}
		if writings[t.Lemma(a)] {
			return weaken(b.authors(a), 0.9)
		}
		if role, ok := b.d.Role(t.Lemma(a)); ok && role.Code == "MED" {
			return nil
		}
		if b.rule.Described && t.Words[a].UPOS != "PRON" && !others[t.Lemma(a)] && !events[t.Lemma(a)] && !relational[t.Lemma(a)] {
			return weaken(b.owners(a), 0.75) // Nigerian banks, Kurds of Iraq
		}
		return nil
	}
	if mistakenVerb(t, v) {
		if k := t.Kid(v, "compound", "nmod", "nmod:poss"); k >= 0 && k < v && t.Words[k].UPOS == "PROPN" {
			var out group
			for _, w := range t.Conjuncts(k) {
				out = out.with(b.name(w))
			}
			return weaken(out, 0.9)
		}
	}
	if t.Passive(v) {
		// Who is jailed in Chad was jailed by Chad.
		if b.rule.Described && lawful[t.Lemma(v)] && !t.Is(v, "amod") {
			for _, prep := range []string{"in", "at", "near"} {
				for _, q := range t.Obliques(v, prep) {
					if out := b.landOf(q); len(out) > 0 && t.Head(q) == v {
						return out
					}
				}
			}
		}
		for _, prep := range []string{"in", "by", "during"} {
			for _, q := range t.Obliques(v, prep) {
				if deeds[t.Lemma(q)] || forceThings[t.Lemma(q)] {
					if out := b.wielders(q); len(out) > 0 {
						return weaken(out, 0.9)
					}
				}
			}
		}
	}
	return nil
}

// beforehand are those of a headline's list that the parser took for its root:
// “UK, Rwanda sign deal”.
func (b *branch) beforehand(a int) group {
	t, v := b.t, b.word
	h := t.Head(v)
	if h < 0 || !t.Is(v, "parataxis") || t.Words[h].UPOS != "PROPN" || t.Words[a].UPOS != "PROPN" || h > a || a-h > 4 || t.Kid(h, "nsubj", "cop") >= 0 {
		return nil
	}
	if x := t.Words[v].XPOS; x != "VBP" && x != "VB" && x != "VBD" {
		return nil
	}
	commas := 0
	for i := h + 1; i < v; i++ {
		if t.Lower(i) == "," {
			commas++
		}
	}
	if commas != 1 {
		return nil
	}
	return b.all(h)
}

// second is a second subject behind “and” that the parser did not coordinate with
// the first, a.
func (b *branch) second(a int) group {
	t := b.t
	if t.Passive(b.word) {
		return nil
	}
	v := b.word
	for n := 0; n < 3 && t.Is(v, "xcomp") && t.Kid(v, "nsubj") < 0; n++ {
		v = t.Head(v)
	}
	for _, s := range t.All(v, "nsubj") {
		if s > a && s < v && b.joined(a, s) {
			return b.all(s)
		}
	}
	if t.Kid(b.word, "cc") < 0 {
		return nil
	}
	for _, s := range t.All(b.word, "nsubj") {
		if s == a || s < a || s > b.word {
			continue
		}
		for _, c := range t.All(b.word, "cc") {
			if a < c && c < s {
				return b.all(s)
			}
		}
	}
	return nil
}

// joined tells whether nothing but “and” and the rest of two names stands between words a and z.
func (b *branch) joined(a, z int) bool {
	and := 0
	for i := a + 1; i < z; i++ {
		switch b.t.Words[i].UPOS {
		case "CCONJ":
			and++
		case "PROPN", "ADJ", "DET", "NOUN":
		default:
			return false
		}
	}
	return and == 1
}

// lawful are acts that only those do who govern where they are done.
var lawful = lemmas("arrest detain jail imprison sentence convict charge indict prosecute execute hang behead flog fine extradite deport")

// landOf is the state in which the place q lies.
func (b *branch) landOf(q int) group {
	for _, r := range b.linked(q) {
		switch e := b.d.Entity(r.Entity); e.Type {
		case schema.Country, schema.Region, schema.Place:
			if id, ok := b.d.State(e.Country); ok {
				return group{{Entity: id, Span: r.Span, Weight: 0.7}}
			}
		}
	}
	return nil
}

// forceThings are what does a state's or a group's deeds beside its men.
var forceThings = lemmas(`jet plane warplane drone missile rocket ship warship tank artillery aircraft helicopter gunboat vessel bomb fire shell submarine
	bulldozer mortar gunship gunfire bullet projectile munition howitzer fighter-bomber explosion blast bomber airstrike warhead`)

// others are somebody else than whose they are: his predecessor, Iran's critics.
var others = lemmas(`predecessor successor critic opponent victim brother father son wife daughter mother sister husband cousin lawyer attorney
	neighbour neighbor creditor kidnapper captor detractor challenger assassin killer attacker murderer hacker`)

// events befall those whose they are, who do nothing by them: the Diallo scandal threatens his party.
var events = lemmas(`sanction scandal crisis affair trial lawsuit death illness funeral storm hurricane cyclone quake earthquake flood drought outbreak
	epidemic famine recession inflation slump default economy currency debt deficit`)

// peaceful tells a thing of a land that does nothing for its state: a Norwegian cruise
// ship, a Chinese restaurant, a Greek soap opera.
func (b *branch) peaceful(h int) bool {
	if private[b.t.Lemma(h)] {
		return true
	}
	return h > 0 && forceThings[b.t.Lemma(h)] && civil[b.t.Lower(h-1)]
}

// civil craft are no force of their state's.
var civil = lemmas("cruise cargo passenger merchant container fishing sailing pleasure racing rescue hospital model")

var private = lemmas(`restaurant film movie novel book song poem painting opera play musical comedy drama series wine winery beer cheese cuisine dish fruit grape
	banana crab fish bird dog cat horse wolf bear cow sheep snail insect club band orchestra choir museum gallery hotel shop boutique brand
	fashion ferry yacht taxi tourism tenor soprano guidebook recipe`)

// wielders are whose the blow or the weapon h is: Turkish drones, an attack by Hamas,
// missiles fired from Syria by the army, a bombing claimed by al-Shabaab.
func (b *branch) wielders(h int) group {
	t := b.t
	if out := b.owners(h); len(out) > 0 && (t.Owner(h) >= 0 || !b.places(out)) {
		return out
	}
	by := t.Obliques(h, "by")
	if forceThings[t.Lemma(h)] {
		by = append(by, t.Obliques(h, "of")...) // jets of the Chadian air force
	}
	for _, by := range by {
		if out := b.all(by); len(out) > 0 {
			return out
		}
		if out := b.owners(by); len(out) > 0 {
			return weaken(out, 0.9)
		}
	}
	for _, v := range t.All(h, "acl") {
		if wielding[t.Lemma(v)] {
			if a := t.Agent(v); a >= 0 && a != h {
				return b.all(a)
			}
		}
	}
	return b.claimants(h)
}

// places tells whether all of a group are places: a Kabul bombing is nobody's.
func (b *branch) places(g group) bool {
	return !slices.ContainsFunc(g, func(r link.Ref) bool { return b.d.Entity(r.Entity).Type != schema.Place })
}

var wielding = lemmas("fire launch claim drop carry conduct stage mount plant set blame direct detonate perpetrate execute lob shoot pilot operate fly order commit wage")

// claimants are who claims or stages the blow h: Boko Haram claimed two attacks that killed 28.
func (b *branch) claimants(h int) group {
	t := b.t
	if v := t.Head(h); v >= 0 && t.Is(h, "obj") && staging[t.Lemma(v)] && !t.Passive(v) {
		return weaken(b.all(t.Agent(v)), 0.85)
	}
	return nil
}

var staging = lemmas("claim launch carry conduct stage mount perpetrate execute commit unleash wage")

// writings say what their authors say; issuing is how somebody becomes the author.
var (
	writings = lemmas("report statement resolution letter declaration communique communiqué message petition motion text editorial document speech decree note memo tweet post video study manifesto complaint")
	issuing  = lemmas("issue publish adopt approve pass put release send write sign table make give deliver post submit draft circulate present unveil read file broadcast co-sponsor sponsor")
)

// authors are whose the writing h is: a report by Amnesty, a resolution that parliament passed.
func (b *branch) authors(h int) group {
	t := b.t
	if out := b.owners(h); len(out) > 0 {
		return out
	}
	for _, prep := range []string{"by", "from"} {
		if q := t.Oblique(h, prep); q >= 0 && t.Head(q) == h {
			if out := b.all(q); len(out) > 0 {
				return out
			}
		}
	}
	v := t.Head(h)
	if v < 0 || !issuing[t.Lemma(v)] || t.Object(v) != h {
		return nil
	}
	return b.all(t.Agent(v))
}

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

// beside is what the noun is set beside: “its foe, Armenia”, “Turkey, an ally of
// Baku”, “Turkey's ally Azerbaijan”.
func (b *branch) beside() group {
	t := b.t
	if k := t.Kid(b.word, "appos", "flat"); k >= 0 {
		if out := b.linkedAll(k); len(out) > 0 {
			return out
		}
	}
	if t.Is(b.word, "nmod:desc", "compound") && t.Words[b.word].XPOS != "NNS" {
		return b.linked(t.Head(b.word)) // leader Omar Diallo and President Ana Lund
	}
	if t.Is(b.word, "appos", "nmod:desc", "compound") || t.Is(b.word, "nmod") && t.Case(b.word) == "as" {
		return b.linkedAll(t.Head(b.word))
	}
	return nil
}

func (b *branch) linkedAll(h int) group {
	var out group
	for _, w := range b.t.Conjuncts(h) {
		out = out.with(b.linked(w))
	}
	return out
}

// copula is the subject of “is”, “became” or “remains” before the noun.
func (b *branch) copula() group {
	t := b.t
	w := t.First(b.word) // neighbours and rivals
	if up := t.Head(w); up >= 0 && t.Is(w, "nmod") && t.Lower(up) == "one" {
		w = up // one of its allies
	}
	if t.Kid(w, "cop") >= 0 {
		return b.all(t.Kid(w, "nsubj"))
	}
	if h := t.Head(b.word); h >= 0 && t.Is(b.word, "xcomp", "obj") && copulas[t.Lemma(h)] {
		return b.all(t.Subject(h))
	}
	return nil
}

// cause is whose victory or defence the clause of the noun is about: “the jets played a
// part in Chad's victory”, “the weapons decided the battle for Chad”.
func (b *branch) cause() group {
	t := b.t
	v := t.First(b.word)
	for n := 0; n < 5 && v >= 0 && !t.Verb(v) && t.Kid(v, "cop") < 0; n++ {
		v = t.Head(v)
	}
	if v < 0 || t.Verb(v) && !serving[t.Lemma(v)] || t.Kid(v, "nsubj") < 0 || !t.Under(b.word, t.Kid(v, "nsubj")) {
		return nil
	}
	for i := v + 1; i < len(t.Words); i++ {
		if !causes[t.Lemma(i)] || !t.Under(i, v) {
			continue
		}
		switch t.Case(i) {
		case "in", "to", "for", "of", "behind", "":
			if out := b.others(b.owners(i)); len(out) > 0 {
				return weaken(out, 0.85)
			}
		}
	}
	return nil
}

// serving are verbs of what serves somebody's cause.
var serving = lemmas("play help prove contribute enable make secure ensure decide bring aid assist")

// causes are what arms and advisers from abroad may have served.
var causes = lemmas("victory win success triumph advance offensive counteroffensive defence defense survival comeback recovery gain conquest breakthrough resistance")

// clause is the subject of the clause that the verb takes; with must, of one
// that says what they must do.
func (b *branch) clause(must string) group {
	t := b.t
	under := t.All(b.word, "ccomp", "xcomp", "advcl", "parataxis")
	if b.taken >= 0 && must == "" { // its demand that Chad pay
		under = append(under, t.All(b.taken, "acl", "ccomp")...)
	}
	for _, k := range under {
		if !t.Verb(k) && t.Kid(k, "cop", "aux", "nsubj") < 0 || t.Is(k, "advcl") && must != "" || t.Is(k, "parataxis") && k < b.word && must == "" {
			continue
		}
		if must != "" && !b.obliged(k) {
			continue
		}
		if s := t.Kid(k, "nsubj", "nsubj:pass"); s >= 0 {
			return b.reach(s)
		}
	}
	if must == "" { // “until Chad pays” taken for a phrase
		for _, w := range []int{b.word, b.taken} {
			if w < 0 {
				continue
			}
			for _, v := range t.All(w, "acl", "advcl") {
				if q := t.Subject(v); q >= 0 && q < v && t.Case(q) == "until" {
					return b.all(q)
				}
			}
		}
	}
	if must != "" && t.Is(b.word, "parataxis") {
		if h := t.Head(b.word); h >= 0 && b.obliged(h) { // “Togo must yield, he said”
			if s := t.Kid(h, "nsubj", "nsubj:pass"); s >= 0 {
				return b.reach(s)
			}
		}
	}
	return nil
}

// destined says of a thing whose it is to be: bombed weapons meant for Hezbollah.
var destined = lemmas("intend destine mean bind plan design earmark head")

func (b *branch) obliged(v int) bool {
	for _, k := range b.t.All(v, "aux") {
		switch b.t.Lower(k) {
		case "must", "should", "ought":
			if s := b.t.Kid(v, "nsubj", "nsubj:pass"); s < 0 || s < k { // but: should Togo yield, we would
				return true
			}
		}
	}
	if b.t.Lemma(b.word) == "insist" && b.t.Words[v].XPOS == "VB" && b.t.Kid(v, "aux", "xcomp") < 0 {
		return true // insists that Chad pay
	}
	x := b.t.Kid(v, "xcomp")
	return (b.t.Lemma(v) == "have" || b.t.Lemma(v) == "need") && x >= 0 && b.t.Infinitive(x)
}

// infinitive is whom the clause under the trigger is done to.
func (b *branch) infinitive() group {
	t := b.t
	under := t.All(b.word, "xcomp", "ccomp", "advcl")
	if b.taken >= 0 {
		under = append(under, t.All(b.taken, "acl", "xcomp")...)
		for _, q := range t.All(b.taken, "nmod", "appos") { // two million euros in aid to help Chad
			under = append(under, t.All(q, "acl")...)
			for _, r := range t.All(q, "nmod") {
				under = append(under, t.All(r, "acl")...)
			}
		}
	}
	if b.noun {
		under = t.All(b.word, "acl")
	}
	for _, o := range t.All(b.word, "obj", "obl") { // called on the miners to rise against him
		if o != b.taken && !b.noun && (t.Is(o, "obj") || t.Case(o) == "on" || t.Case(o) == "upon" || t.Case(o) == "for") {
			for _, v := range t.All(o, "acl") {
				if t.Infinitive(v) {
					under = append(under, v)
				}
			}
		}
	}
	for _, v := range under {
		if !t.Verb(v) || t.Kid(v, "nsubj") >= 0 && t.Is(v, "advcl") {
			continue
		}
		if out := b.done(v, 0); len(out) > 0 {
			return weaken(out, 0.9)
		}
	}
	return nil
}

// done is whom verb v is done to, by any of its complements.
func (b *branch) done(v, depth int) group {
	t := b.t
	if o := t.Kid(v, "obj"); o >= 0 && !b.sent(v, o) {
		out := b.deep(o)
		if founding[t.Lemma(v)] {
			out = b.owned(o) // set up a bank for Chad
		}
		if len(out) > 0 {
			return out
		}
	}
	for _, prep := range []string{"against", "on", "with", "to", "into", "from", "for", "in", "over"} {
		for _, q := range t.Obliques(v, prep) {
			if b.time(q) {
				continue
			}
			if out := b.deep(q); len(out) > 0 {
				return out
			}
		}
	}
	if depth < 2 {
		for _, x := range t.All(v, "xcomp") {
			if t.Verb(x) {
				return b.done(x, depth+1)
			}
		}
	}
	return nil
}

var (
	// founding are verbs whose object is there only then.
	founding = lemmas("set establish create found form launch build organise organize")
	// bands are nouns behind whose “of” their own people stand.
	bands = lemmas("team crew squad contingent panel unit delegation detachment group batch convoy pack band mission")
)

// deep is what the phrase h stands for, or whose it is, or whose what it is of or in
// is: the return to order in Chad, an end of the siege of villages in Mali.
func (b *branch) deep(h int) group {
	for n := 0; n < 3 && h >= 0; n++ {
		if out := b.reach(h); len(out) > 0 {
			return weaken(out, 1-0.1*float64(n))
		}
		next := tree.None
		for _, prep := range []string{"of", "in", "for", "to"} {
			if q := b.t.Oblique(h, prep); q >= 0 && b.t.Head(q) == h && !b.time(q) {
				next = q
				break
			}
		}
		h = next
	}
	return nil
}

// sent tells whether verb v moves its object o, troops or observers, and does nothing to them.
func (b *branch) sent(v, o int) bool {
	role, ok := b.d.Role(b.t.Lemma(o))
	return ok && role.Code != "REF" && moving[b.t.Lemma(v)]
}

var moving = lemmas("send deploy dispatch withdraw pull station commit contribute move keep rotate mobilize mobilise mass bring provide")

// parties are those between whom the object of the verb is.
func (b *branch) parties() group {
	k := b.taken
	if k < 0 {
		k = b.t.Object(b.word)
	}
	if b.noun {
		k = b.word
	}
	if k < 0 {
		return nil
	}
	if p := b.at[k]; p.Phrase >= 0 {
		if g := b.d.Joined(p.Sentence, p.Phrase); len(g) > 0 {
			return g
		}
	}
	for _, w := range []int{k, b.word} {
		for _, q := range b.t.Obliques(w, "between") {
			if out := b.all(q); len(out) > 1 {
				return out
			}
		}
	}
	return nil
}
