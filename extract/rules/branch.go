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

// branch looks up the places of a rule around one trigger in a tree.
type branch struct {
	*scene
	rule  *Rule
	word  int
	noun  bool
	taken int // of a verb, the noun that it takes, or tree.None
	said  *[]string
}

func newBranch(c *scene, word int, r *Rule) *branch {
	return &branch{scene: c, rule: r, word: word, noun: c.t.Words[word].UPOS == "NOUN" && !mistakenVerb(c.t, word), taken: tree.None}
}

// trees reads the relations that the rules find in dependency trees.
func (s *Set) trees(d *link.Doc, trees []*tree.Tree) []Match {
	var out []Match
	about := d.About()
	for _, t := range trees {
		c := newScene(d, t)
		c.about = about
		s.triggers(t, func(i int, r *Rule) {
			out = s.branch(out, newBranch(c, i, r))
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
			if !t.Is(i, "amod", "compound", "aux", "case", "mark") && !strongArm(t, i) {
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

// strongArm tells an “arm” that is the second half of another verb: to strong-arm gives nobody arms.
func strongArm(t *tree.Tree, i int) bool {
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
			b, said := newBranch(c, i, r), []string(nil)
			b.said = &said
			s.branch(nil, b)
			out = append(out, Step{Word: t.Words[i].Text, Rule: r.ID, Said: said})
		})
	}
	return out
}

// branch reads what one rule finds around one word: first the subjects, then the objects,
// among which the subjects' own people are likeliest, and of nameless subjects at last
// whose they are, by the objects.
func (s *Set) branch(out []Match, b *branch) []Match {
	r := b.rule
	rel, _ := s.vocab.Relation(r.Relation)
	b.lookFor(rel)
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
		b.presume(rel, subs)
	}
	if len(subs) > 1 && b.eachOther() {
		return s.everyTwo(out, b, subs, !rel.Symmetric)
	}
	objs, op := b.find(slices.DeleteFunc(slices.Clone(r.Object), func(p string) bool {
		return p == sp && !pairPlace(r, p)
	}))
	if sp == op && sp != "" {
		if sp == placeSubject && !b.noun && b.taken < 0 && b.t.Kid(b.word, "obj") >= 0 && !mutual[b.t.Lemma(b.word)] {
			return out // “Spain and Italy met the deadline”
		}
		return s.everyTwo(out, b, subs, false)
	}
	if rel.Name == "protested-against" && op != "against" {
		if anti := b.anti(); len(anti) > 0 {
			objs, op = anti, "anti-"
		}
	}
	if len(objs) == 0 && slices.Contains(r.Object, placeOwnState) {
		return s.withState(out, b, subs)
	}
	if len(objs) == 0 && slices.Contains(r.Object, placePeople) {
		return s.withPeople(out, b, subs)
	}
	if len(objs) == 0 && r.Described && !r.Strict {
		objs, op = b.below(), "any place under the word"
	}
	if len(objs) == 0 {
		b.tell("no actor at %s", strings.Join(r.Object, ", "))
	} else {
		b.tell("object: %s at %s", b.names(objs), op)
	}
	if r.Described && b.hint == "" && len(objs) > 0 && op != "anti-" {
		b.presumeBack(rel, objs)
		subs, _ = b.find([]string{sp})
	}
	for _, a := range subs {
		for _, o := range objs {
			out = s.bind(out, b, a, o)
		}
	}
	return out
}

// lookFor sets what counts at the ends of the relation.
func (b *branch) lookFor(rel schema.Relation) {
	b.unnamed, b.not, b.hint = b.rule.Described, nil, ""
	b.kind, b.harm = strings.HasSuffix(rel.Quad, "cooperation") || rel.Name == "spoke-to", strings.HasSuffix(rel.Quad, "conflict")
	b.blame = rel.Name == "criticized" || rel.Name == "protested-against" || rel.Name == "opposed" || rel.Name == "rejected"
}

// presume makes the nameless at the object those of the subjects' state, where nothing
// speaks against it: Turkish police arrested protesters.
func (b *branch) presume(rel schema.Relation, subs group) {
	for _, x := range subs {
		b.not = append(b.not, x.Entity)
	}
	b.hint = b.state(subs)
	b.armed = rel.Family != "force"
	if alien[rel.Name] || !b.armed && (b.about != b.hint && (b.about != "" || len(b.d.Sentences) > 3) || b.foreign()) {
		b.hint = "" // Cambodian troops shelled a Thai village and killed two farmers
	}
}

// presumeBack makes the nameless at the subject those of the objects' state: police
// arrested two Turkish writers.
func (b *branch) presumeBack(rel schema.Relation, objs group) {
	b.not, b.hint = nil, b.state(objs)
	if b.harm && b.about != "" && b.about != b.hint {
		b.hint = "" // in a report on Syria, who marches against Israel is no Israeli
	}
	if rel.Quad == "material-cooperation" || rel.Name == "sought-refuge-in" || meeting[rel.Name] {
		b.hint = "" // who aids a state, or meets its minister, is not its own
	}
	// The army that warns Israel is not its own.
	b.armed = b.armed && !slices.ContainsFunc(objs, func(r link.Ref) bool { return r.Entity == b.hint })
}

// everyTwo joins every two of a group, and where bothWays each with each.
func (s *Set) everyTwo(out []Match, b *branch, g group, bothWays bool) []Match {
	for i, x := range g {
		for j, y := range g {
			if i < j || i > j && bothWays {
				out = s.bind(out, b, x, y)
			}
		}
	}
	return out
}

// withState joins each of the subjects with the state that they are of.
func (s *Set) withState(out []Match, b *branch, subs group) []Match {
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

// withPeople joins each of the subjects with the people of the state that they are of.
func (s *Set) withPeople(out []Match, b *branch, subs group) []Match {
	role, _ := b.d.Role("people")
	for _, a := range subs {
		if st, ok := b.d.State(b.d.Entity(a.Entity).Country); ok {
			out = s.bind(out, b, a, link.Ref{Entity: b.d.Describe(role, "people", st, schema.Span{}), Span: b.within(st, a.Span), Weight: 0.7})
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
