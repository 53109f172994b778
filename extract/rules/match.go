package rules

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/extract/nlp/tree"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/extract/status"
	"github.com/entente-kg/entente/schema"
)

// Match is a relation that a rule found: its ends, and the word that it hangs on.
type Match struct {
	Rule            *Rule
	Sentence        int
	Trigger         int // token; of a verb with a taken object, the verb
	Noun            bool
	Phrase          int // of a noun trigger or of a taken object, or nlp.NoPhrase
	Subject, Object link.Ref

	Read *status.Reading // how it is meant, where a tree told; else it is read by word order
	// Weaker is what a tree told of a match that word order found: of two readings
	// the weaker one counts. Not of nouns, which are mostly taken for granted: its ally.
	Weaker *status.Reading
}

// Match reads the relations of the document, in the order of the text.
//
// A rule's places are looked up by word order, and then in the dependency trees: where
// both read one word by one rule, word order stands. Described rules are read in trees alone.
func (s *Set) Match(d *link.Doc, trees []*tree.Tree) []Match {
	var out []Match
	for si := range d.Sentences {
		sent := &d.Sentences[si]
		for i, t := range sent.Tokens {
			switch {
			case t.Tag == nlp.VERB && hyphenated(sent, i):
				out = s.compounds(out, d, si, i)
			case t.Tag == nlp.VERB && t.Lemma == "arm" && i > 0 && sent.Tokens[i-1].Text == "-":
				// to strong-arm gives nobody arms
			case t.Tag == nlp.VERB:
				for _, r := range s.verbs[t.Lemma] {
					if !r.Described { // those are read in trees alone
						out = s.verb(out, r, d, si, i)
					}
				}
			case t.Tag == nlp.NOUN && t.Name == 0:
				for _, r := range s.nouns[t.Lemma] {
					if !r.Described {
						out = s.noun(out, r, d, si, i)
					}
				}
			}
		}
	}
	out = append(out, s.office(d)...)
	return doubted(d, trees, s.fill(d, out, s.trees(d, trees)))
}

// doubted reads in its tree the status of every verb that no rule has read there.
func doubted(d *link.Doc, trees []*tree.Tree, out []Match) []Match {
	for i := range out {
		m := &out[i]
		if m.Noun || m.Read != nil || m.Weaker != nil || m.Trigger < 0 || len(m.Rule.Under) > 0 || hyphenated(&d.Sentences[m.Sentence], m.Trigger) {
			continue
		}
		start := d.Sentences[m.Sentence].Tokens[m.Trigger].Start
		ti, ok := slices.BinarySearchFunc(trees, start, func(t *tree.Tree, at int) int {
			switch {
			case t.End <= at:
				return -1
			case t.Start > at:
				return 1
			}
			return 0
		})
		if !ok {
			continue
		}
		t := trees[ti]
		w := slices.IndexFunc(t.Words, func(w ud.Token) bool { return w.Start == start })
		if w < 0 || !t.Verb(w) || t.Is(w, "amod", "compound") {
			continue
		}
		read := status.ReadTree(d, status.Branch{Tree: t, Word: w, Taken: tree.None, Who: newScene(d, t).who},
			status.Place{Sentence: m.Sentence, Trigger: m.Trigger, Phrase: m.Phrase})
		if read.Status != schema.Claimed || read.Speaker == "" { // whose words they are order tells
			m.Weaker = &read
		}
	}
	return out
}

// fill adds what trees told to what word order did: where both read one word by
// one rule, or one relation of the same two, the order's reading stands; of the
// wider lexicon a rule speaks only where no narrower one has read the word, but for
// a refusal, which says something else of it.
func (s *Set) fill(d *link.Doc, out, read []Match) []Match {
	type at struct{ sentence, trigger int }
	type ends struct {
		sentence        int
		relation        string
		subject, object string
	}
	there, known := map[at][]int{}, map[ends]bool{} // matches of out by their word
	note := func(i int) {
		m := out[i]
		p := at{m.Sentence, m.Trigger}
		there[p] = append(there[p], i)
		known[ends{m.Sentence, m.Rule.Relation, m.Subject.Entity, m.Object.Entity}] = true
		known[ends{m.Sentence, m.Rule.Relation, m.Object.Entity, m.Subject.Entity}] = true
	}
	for i := range out {
		note(i)
	}
	// Where a tree reads what order does and more beside it (American, French and Chinese
	// troops), it saw a list that order did not.
	type reading struct {
		sentence, trigger int
		rule              *Rule
		one, other        string
	}
	seen := map[reading]bool{}
	for _, m := range read {
		seen[reading{m.Sentence, m.Trigger, m.Rule, m.Subject.Entity, m.Object.Entity}] = true
	}
	for _, wide := range []bool{false, true} {
		var more []Match
		for _, m := range read {
			here, same := there[at{m.Sentence, m.Trigger}], false
			for _, i := range here {
				o := &out[i]
				both := seen[reading{o.Sentence, o.Trigger, o.Rule, o.Subject.Entity, o.Object.Entity}]
				same = same || o.Rule == m.Rule && !(both && (o.Subject.Entity == m.Subject.Entity && listed(d, o.Object, m.Object) || o.Object.Entity == m.Object.Entity && listed(d, o.Subject, m.Subject)))
				if !wide && !m.Noun && o.Rule == m.Rule && o.Read == nil && o.Subject.Entity == m.Subject.Entity && o.Object.Entity == m.Object.Entity {
					o.Weaker = m.Read
				}
			}
			if m.Rule.Described != wide || same || wide && len(here) > 0 && len(m.Rule.Under) == 0 && !slain(m, out, here) ||
				known[ends{m.Sentence, m.Rule.Relation, m.Subject.Entity, m.Object.Entity}] {
				continue
			}
			more = append(more, m)
		}
		for _, m := range more {
			out = append(out, m)
			note(len(out) - 1)
		}
	}
	return s.outdone(out)
}

// outdone drops what the wider lexicon says in general of two that the same sentence
// says more of: who bombs them clashes with them.
func (s *Set) outdone(out []Match) []Match {
	type ends struct {
		sentence int
		a, b     string
	}
	of := func(m Match) ends {
		return ends{m.Sentence, min(m.Subject.Entity, m.Object.Entity), max(m.Subject.Entity, m.Object.Entity)}
	}
	type general struct {
		ends
		relation string
	}
	more := map[general]bool{}
	for _, m := range out {
		switch rel, _ := s.vocab.Relation(m.Rule.Relation); {
		case rel.Re3d == "FightingAgainst" && rel.Name != "clashed-with":
			more[general{of(m), "clashed-with"}] = true
		case rel.Name == "supported-militarily" || rel.Name == "supplied-arms-to":
			more[general{of(m), "backs"}] = true
			more[general{of(m), "supported"}] = true
		case rel.Name == "backs":
			more[general{of(m), "supported"}] = true
		case rel.Name == "leader-of":
			more[general{of(m), "official-of"}] = true
		}
	}
	return slices.DeleteFunc(out, func(m Match) bool {
		return (m.Rule.Described || m.Rule.Relation == "official-of") && more[general{of(m), m.Rule.Relation}]
	})
}

// slain tells a death that a narrower rule has read as an attack on the state whose
// soldiers died: both are so.
func slain(m Match, out []Match, here []int) bool {
	return m.Rule.Relation == "killed" && !slices.ContainsFunc(here, func(i int) bool { return out[i].Rule.Relation != "attacked" })
}

// listed tells two ends that stand in one list: nothing but names, commas and
// “and” lies between them, and no verb behind them, whose subject the last would be.
func listed(d *link.Doc, a, b link.Ref) bool {
	if b.Span.Start < a.Span.Start {
		a, b = b, a
	}
	if a.Entity == b.Entity || a.Span.End > b.Span.Start {
		return false
	}
	for w := range strings.FieldsSeq(strings.ReplaceAll(d.Text[a.Span.End:b.Span.Start], ",", " ")) {
		if r, _ := utf8.DecodeRuneInString(w); w != "and" && w != "or" && w != "the" && !unicode.IsUpper(r) {
			return false
		}
	}
	p := d.Find(b.Span.End)
	if p.Token < 0 {
		p = d.Find(b.Span.End + 1)
	}
	if p.Token < 0 {
		return true
	}
	tag := d.Sentences[p.Sentence].Tokens[p.Token].Tag
	return tag != nlp.VERB && tag != nlp.AUX
}

func hyphenated(s *nlp.Sentence, i int) bool {
	return i > 0 && s.Tokens[i-1].Text == "-" && s.PhraseAt(i) >= 0
}

func (s *Set) verb(out []Match, r *Rule, d *link.Doc, si, v int) []Match {
	sent := &d.Sentences[si]
	f := &finder{d: d, si: si, s: sent, trigger: v, shown: v, phrase: nlp.NoPhrase, recipient: nlp.NoPhrase}
	f.near = r.Near
	if f.behind = particle(r, sent, v); f.behind < 0 || !r.sentenceFits(sent, v) || questions(sent, v) {
		return out
	}
	if len(r.Takes) > 0 && !f.take(r.Takes) {
		return out
	}
	about := f.phrase
	if about < 0 {
		about = f.patient()
	}
	if len(r.With) > 0 && !phraseHas(sent, about, r.With) || phraseHas(sent, about, r.Without) {
		return out
	}
	if len(r.Under) > 0 {
		if f.shown = under(sent, sent.Group(v).First, r.Under); f.shown < 0 {
			return out
		}
	}
	return s.pairs(out, r, f)
}

// questions tells an “ask” that asks a question: asked Chad how it was.
func questions(s *nlp.Sentence, v int) bool {
	if s.Tokens[v].Lemma != "ask" {
		return false
	}
	for _, t := range s.Tokens[v+1:] {
		switch {
		case questioning[t.Lower]:
			return true
		case t.Lower == "to" || t.Lower == "for" || t.Lower == "that" || t.Tag == nlp.VERB || t.Tag == nlp.PUNCT:
			return false
		}
	}
	return false
}

var questioning = lemmas("if whether how why what who when where which")

// particle checks the words behind the verb that a rule asks for: break off,
// agree to. It is the token behind them, or -1; a time may stand before them.
func particle(r *Rule, s *nlp.Sentence, v int) int {
	alone := -1
	for _, verb := range r.Verb {
		w := strings.Fields(verb)
		if w[0] != s.Tokens[v].Lemma {
			continue
		}
		if len(w) == 1 {
			if v+1 == len(s.Tokens) || !otherSense[s.Tokens[v+1].Lower] || s.Tokens[v].Form == nlp.Gerund {
				alone = v + 1
			}
			continue
		}
		for i := v + 1; i < len(s.Tokens); {
			if spells(s.Tokens[i:], w[1:]) {
				return i + len(w) - 1
			}
			k := s.PhraseAt(i)
			if s.Tokens[i].Tag == nlp.ADP {
				k = s.PhraseAt(i + 1)
			}
			switch {
			case k >= 0 && s.Phrases[k].Time:
				i = s.Phrases[k].Last
			case s.Tokens[i].Tag == nlp.ADV:
				i++
			default:
				i = len(s.Tokens)
			}
		}
	}
	return alone
}

// A particle makes another verb: fight off, strike down, call off, hit back.
var otherSense = lemmas("off down up back out")

func spells(t []nlp.Token, words []string) bool {
	if len(t) < len(words) {
		return false
	}
	for i, w := range words {
		if t[i].Lower != w {
			return false
		}
	}
	return true
}

func (r *Rule) sentenceFits(s *nlp.Sentence, at int) bool {
	if len(r.Near) > 0 && !slices.ContainsFunc(s.Tokens, func(t nlp.Token) bool { return slices.Contains(r.Near, t.Lemma) || slices.Contains(r.Near, t.Lower) }) {
		return false
	}
	return !slices.ContainsFunc(s.Tokens, func(t nlp.Token) bool {
		return slices.Contains(r.Unless, t.Lemma) || slices.Contains(r.Unless, t.Lower)
	})
}

func phraseHas(s *nlp.Sentence, k int, words []string) bool {
	if k < 0 {
		return false
	}
	p := s.Phrases[k]
	return slices.ContainsFunc(s.Tokens[p.First:p.Last], func(t nlp.Token) bool {
		return slices.Contains(words, t.Lower) || slices.Contains(words, t.Lemma)
	})
}

// under is the first of the words of which one set stands right before token first, or -1.
func under(s *nlp.Sentence, first int, sets []string) int {
	for _, words := range sets {
		w := strings.Fields(words)
		at := first - len(w)
		for i := 0; at >= 0 && i < len(w); i++ {
			if t := s.Tokens[at+i]; t.Lower != w[i] && t.Lemma != w[i] {
				at = -1
			}
		}
		if at >= 0 {
			return at
		}
	}
	return -1
}

func (s *Set) noun(out []Match, r *Rule, d *link.Doc, si, i int) []Match {
	sent := &d.Sentences[si]
	k := sent.PhraseAt(i)
	if k < 0 || !r.sentenceFits(sent, i) {
		return out
	}
	p := sent.Phrases[k]
	// The noun is the head, or stands right before a name that is: his ally Haftar.
	if i != p.Head && !(slices.Contains(slices.Concat(r.Subject, r.Object), placeAppos) && sent.Tokens[p.Head].Name > 0 && i+1 == sent.Names[sent.Tokens[p.Head].Name-1].First) {
		return out
	}
	if len(r.With) > 0 && !phraseHas(sent, k, r.With) || phraseHas(sent, k, r.Without) {
		return out
	}
	return s.pairs(out, r, &finder{d: d, si: si, s: sent, trigger: i, shown: i, noun: true, phrase: k, recipient: nlp.NoPhrase})
}

// compounds reads “Moscow-backed rebels”: rules with the place backer.
func (s *Set) compounds(out []Match, d *link.Doc, si, v int) []Match {
	sent := &d.Sentences[si]
	k := sent.PhraseAt(v)
	backer, _ := d.Backer(si, k)
	refs := d.Refs(si, k)
	if backer.Entity == "" || len(refs) != 1 {
		return out
	}
	for _, r := range s.verbs[sent.Tokens[v].Lemma] {
		if slices.Contains(r.Object, placeBacker) { // Kenya-based
			out = s.join(out, r, &finder{d: d, si: si, s: sent, trigger: v, shown: v, phrase: k}, refs[0], backer)
		}
		if slices.Contains(r.Subject, placeBacker) {
			out = s.join(out, r, &finder{d: d, si: si, s: sent, trigger: v, shown: v, phrase: k, recipient: nlp.NoPhrase}, backer, refs[0])
		}
	}
	return out
}

// pairs joins what stands at the rule's two places, each with each; where both
// are one place (allies: France and Poland), every two of it once.
func (s *Set) pairs(out []Match, r *Rule, f *finder) []Match {
	subs, sp := f.at(r.Subject)
	if len(subs) == 0 {
		return out
	}
	objs, op := f.at(slices.DeleteFunc(slices.Clone(r.Object), func(p string) bool {
		return p == sp && !pairPlace(r, p)
	}))
	if sp == op {
		// “Spain and Italy met the deadline”: they did it to something else, not to each other.
		if k := f.patient(); sp == placeSubject && k >= 0 && f.phrase < 0 && !f.s.Group(f.trigger).Passive {
			return out
		}
		for i := range subs {
			for j := i + 1; j < len(subs); j++ {
				out = s.join(out, r, f, subs[i], subs[j])
			}
		}
		return out
	}
	for _, a := range subs {
		for _, b := range objs {
			out = s.join(out, r, f, a, b)
		}
	}
	return out
}

// pairPlace tells whether a rule may take both its ends from one place.
func pairPlace(r *Rule, p string) bool {
	return slices.Contains(r.Subject, p) && slices.Contains(r.Object, p)
}

// join makes a match of two ends that the vocabulary lets the relation have,
// trying what a pronoun may stand for besides its likeliest.
func (s *Set) join(out []Match, r *Rule, f *finder, a, b link.Ref) []Match {
	if r.LiftState {
		b = lift(f.d, b, schema.Place)
	}
	rel, _ := s.vocab.Relation(r.Relation)
	if r.Described { // an act in a town is one in its state where the relation holds between actors alone
		if !slices.Contains(rel.Object, schema.Place) {
			b = lift(f.d, b, schema.Place)
		}
		if !slices.Contains(rel.Subject, schema.Place) {
			a = lift(f.d, a, schema.Place)
		}
	}
	// What its army or its ministry does, a state does; sanctions and charges name the body itself.
	a = lift(f.d, a, schema.Military, schema.Government)
	if stateActs[rel.Family] && rel.Name != "member-of" { // a lieutenant of the air force
		b = lift(f.d, b, schema.Military, schema.Government)
	}
	fits := func(x, y string) bool {
		t := f.d.Entity(x).Type
		if rel.Family == "diplomacy" && rel.Name != "defended-policy-of" && (f.d.StateOf(x) == y || f.d.StateOf(y) == x) || meeting[rel.Name] && (ownState(f.d, x, y) || ownState(f.d, y, x)) {
			return false // nobody meets or visits the state that he speaks for
		}
		if custody[rel.Name] && !r.Described && f.d.Entity(y).Type == schema.ArmedGroup {
			return false // the wider lexicon knows its men
		}
		if f.d.Passing(x) && f.d.Passing(y) {
			return false // what some rebels did to some soldiers is no edge of a graph
		}
		return x != y && rel.Allows(t, f.d.Entity(y).Type) && !slices.Contains(r.NotSubject, t)
	}
	choose := func(ref link.Ref) []string { return append([]string{ref.Entity}, ref.Alt...) }
	if custody[rel.Name] && len(b.Alt) == 1 && f.d.Entity(b.Entity).Type != schema.Country {
		b.Entity, b.Alt = b.Alt[0], nil // its men are taken and freed, not the body
	}
	for i, x := range choose(a) {
		for j, y := range choose(b) {
			if fits(x, y) {
				// What is both the state's organ and the state does not act on that state in words.
				if rel.Quad == schema.VerbalConflict && (i > 0 && a.Entity == y || j > 0 && b.Entity == x) && f.d.Entity(x).Country == f.d.Entity(y).Country {
					continue
				}
				if i+j > 0 {
					a.Weight, b.Weight = a.Weight*0.9, b.Weight*0.9
				}
				a.Entity, b.Entity = x, y
				a.Span, b.Span = f.d.Named(f.si, a.Span, x), f.d.Named(f.si, b.Span, y)
				return append(out, Match{Rule: r, Sentence: f.si, Trigger: f.shown, Noun: f.noun, Phrase: f.phrase, Subject: a, Object: b})
			}
		}
	}
	return out
}

var meeting = lemmas("met-with visited talks-with invited agreed-with")

// custody are relations to persons, whatever body they are of.
var custody = lemmas("detained released extradited abducted")

func ownState(d *link.Doc, who, state string) bool {
	a, b := d.Entity(who), d.Entity(state)
	return a.Type == schema.Person && b.Type == schema.Country && a.Country == b.Country
}

// Families of relations that hold between states even where the text names an organ of one.
var stateActs = map[string]bool{"force": true, "support": true, "standing": true, "diplomacy": true}

// lift turns a city or an organ of a state into the state. A government that
// another one contests is none of its organs and stays what it is.
func lift(d *link.Doc, r link.Ref, types ...schema.EntityType) link.Ref {
	if e := d.Entity(r.Entity); slices.Contains(types, e.Type) && e.Country != "" && !strings.HasPrefix(e.ID, "government/government-in-") && !strings.HasPrefix(e.ID, "group/") {
		if id, ok := d.State(e.Country); ok {
			r.Entity = id
		}
	}
	return r
}

// office turns the offices that the linker tied to persons into matches.
func (s *Set) office(d *link.Doc) []Match {
	var out []Match
	for _, h := range d.Holdings() {
		for _, r := range s.offices[h.Pattern] {
			if r.Relation != h.Relation {
				continue
			}
			rel, _ := s.vocab.Relation(r.Relation)
			if !rel.Allows(d.Entity(h.Person.Entity).Type, d.Entity(h.Of.Entity).Type) {
				continue
			}
			out = append(out, Match{Rule: r, Sentence: h.Sentence, Trigger: nlp.NoPhrase, Noun: true, Phrase: nlp.NoPhrase, Subject: h.Person, Object: h.Of})
		}
	}
	slices.SortStableFunc(out, func(a, b Match) int { return cmp.Compare(a.Subject.Span.Start, b.Subject.Span.Start) })
	return out
}
