// Package tree reads the arguments of a word off its dependency tree.
//
//	ud.Sentence (tagged, parsed) -> Tree -> Subject, Object, Oblique, Owner ... of a word
//
// New mends common slips of the parser, on a copy. Words are numbered from 0; None stands
// for no word. It never looks beyond the sentence and never says which entity a word means.
package tree

import (
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/schema"
)

// None stands for the absence of a word.
const None = -1

// Tree is a sentence with its dependency tree. It is read only.
type Tree struct {
	schema.Span
	Words []ud.Token
	lower []string
	kids  [][]int
}

// New makes a Tree of a parsed sentence.
func New(s ud.Sentence) *Tree {
	t := &Tree{Span: s.Span, Words: told(listed(captive(given(charged(stranded(swallowed(smitten(s.Tokens)))))))), kids: make([][]int, len(s.Tokens)), lower: make([]string, len(s.Tokens))}
	for i, w := range t.Words {
		t.lower[i] = strings.ToLower(w.Text)
		if w.Head > 0 {
			t.kids[w.Head-1] = append(t.kids[w.Head-1], i)
		}
	}
	return t
}

// Kids are the dependents of word i, from left to right.
func (t *Tree) Kids(i int) []int { return t.kids[i] }

// Head is the head of word i, or None of the root.
func (t *Tree) Head(i int) int { return t.Words[i].Head - 1 }

// Rel is the relation of word i to its head, without its subtype.
func (t *Tree) Rel(i int) string {
	r, _, _ := strings.Cut(t.Words[i].Deprel, ":")
	return r
}

// Is tells whether word i hangs on its head by one of the relations, which may
// be given with a subtype or without.
func (t *Tree) Is(i int, rels ...string) bool {
	return slices.Contains(rels, t.Words[i].Deprel) || slices.Contains(rels, t.Rel(i))
}

// Lower is word i in lower case.
func (t *Tree) Lower(i int) string { return t.lower[i] }

// Lemma is the lemma of word i in lower case.
func (t *Tree) Lemma(i int) string { return strings.ToLower(t.Words[i].Lemma) }

// Kid is the first dependent of word i by one of the relations, or None.
func (t *Tree) Kid(i int, rels ...string) int {
	for _, k := range t.kids[i] {
		if t.Is(k, rels...) {
			return k
		}
	}
	return None
}

// All are the dependents of word i by one of the relations.
func (t *Tree) All(i int, rels ...string) []int {
	var out []int
	for _, k := range t.kids[i] {
		if t.Is(k, rels...) {
			out = append(out, k)
		}
	}
	return out
}

// Case is the preposition of word i in lower case, with the words fixed to it
// (“according to”), or empty. “Out of” is from.
func (t *Tree) Case(i int) string {
	for _, k := range t.kids[i] {
		if k > i || !t.Is(k, "case", "mark") || t.lower[k] == "'s" || t.lower[k] == "'" {
			continue
		}
		out := t.lower[k]
		for _, f := range t.All(k, "fixed") {
			out += " " + t.lower[f]
		}
		if out == "out of" || out == "out" && t.lower[k+1] == "of" && t.Head(k+1) == i {
			return "from"
		}
		return out
	}
	return ""
}

// Conjuncts are word i and those coordinated with it, from left to right, where
// i is the first of them.
func (t *Tree) Conjuncts(i int) []int {
	out := []int{i}
	for _, k := range t.kids[i] {
		if t.Is(k, "conj") && t.nominal(k) == t.nominal(i) {
			out = append(out, t.Conjuncts(k)...)
		}
	}
	slices.Sort(out)
	return out
}

func (t *Tree) nominal(i int) bool {
	switch t.Words[i].UPOS {
	case "NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X":
		return true
	}
	return false
}

// First is the first of the words that word i is coordinated with.
func (t *Tree) First(i int) int {
	for n := 0; t.Is(i, "conj") && n < len(t.Words); n++ {
		i = t.Head(i)
	}
	return i
}

// Verb tells whether word i is a verb.
func (t *Tree) Verb(i int) bool { return t.Words[i].UPOS == "VERB" }

// Passive tells whether the verb i is in the passive: was killed, the man killed.
func (t *Tree) Passive(i int) bool {
	if t.Kid(i, "aux:pass", "nsubj:pass", "csubj:pass") != None {
		return true
	}
	if t.Words[i].XPOS != "VBN" || t.Is(i, "acl") && (willed[t.Lemma(i)] && t.Kid(i, "xcomp") != None || objectless[t.Lemma(i)]) {
		return false // “rebels threatened to march”, “hundreds demonstrated” read as phrases
	}
	if t.Is(i, "conj") && t.Kid(i, "nsubj", "aux") == None && t.Words[t.Head(i)].XPOS == "VBN" {
		return t.Passive(t.Head(i))
	}
	return t.Kid(i, "aux") == None && t.Kid(i, "nsubj") == None && t.Kid(i, "obj") == None && !t.Is(i, "conj")
}

// willed verbs have an infinitive of what their own subject will do; nobody is threatened to.
var willed = nlp.WordSet("threaten vow pledge promise refuse decline agree decide try attempt seek want hope plan continue begin start prepare offer fail intend swear")

// objectless verbs have no passive.
var objectless = nlp.WordSet("demonstrate rally march protest clash riot flee arrive die defect resign agree talk emerge remain converge walk retaliate surrender")

// Gerund and Infinitive tell of what form verb i is.
func (t *Tree) Gerund(i int) bool {
	return t.Words[i].XPOS == "VBG" && t.Kid(i, "aux") == None
}

func (t *Tree) Infinitive(i int) bool {
	for _, k := range t.kids[i] {
		if t.lower[k] == "to" && t.Is(k, "mark") {
			return true
		}
	}
	return false
}

// Finite tells a verb that has a subject or a tense of its own.
func (t *Tree) Finite(i int) bool {
	switch t.Words[i].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return t.Kid(i, "nsubj", "aux", "cop", "expl") != None && !t.Infinitive(i)
}

// objectControl verbs pass their object on to the clause under them: urged Turkey to withdraw.
var objectControl = nlp.WordSet(`urge ask tell order force allow help invite persuade want expect lead enable compel encourage advise warn press
	request instruct command oblige require permit push direct pressure beg forbid task authorize authorise accuse suspect stop prevent
	ban bar let make have see call convince persuade coax lobby nudge cajole`)

// bidding verbs are said to those who are to do it, even where the infinitive hangs on the noun.
var bidding = nlp.WordSet(`urge ask tell order force allow invite persuade enable compel encourage advise warn press request instruct
	command oblige permit push pressure beg forbid task authorize authorise call appeal prompt implore exhort`)

// aims are of what somebody himself will do, or not.
var aims = nlp.WordSet("intention intent plan aim goal purpose desire wish interest")

// Subject is the word in the place of the subject of word i: its own, or of an
// infinitive, a participle or a coordinated verb that of the word which controls
// it. Of a passive it is whom it is done to.
func (t *Tree) Subject(i int) int { return t.subject(i, 0) }

func (t *Tree) subject(i, depth int) int {
	if depth > 8 {
		return None
	}
	if s := t.Kid(i, "nsubj", "nsubj:pass", "csubj"); s != None {
		return t.Antecedent(s)
	}
	if s := t.behindConjunction(i); s != None {
		return s
	}
	h := t.Head(i)
	if h < 0 {
		return None
	}
	switch rel := t.Words[i].Deprel; {
	case t.Is(i, "conj"):
		if s := t.mistaken(i); s != None {
			return s
		}
		return t.subject(h, depth+1)
	case rel == "acl:relcl":
		// The gap of a relative clause without a pronoun is its object.
		return None
	case t.Is(i, "acl"):
		if t.Infinitive(i) {
			if it := t.Kid(h, "nsubj", "expl"); it != None && t.lower[it] == "it" && t.lower[h] == "time" {
				return None // it is time to leave, whosoever leaves
			}
			if v := t.Head(h); v >= 0 && bidding[t.Lemma(v)] && (t.Is(h, "obj", "iobj") || t.Case(h) == "on" || t.Case(h) == "upon") {
				return h // ordered the soldiers to leave, called on the king to abdicate
			}
			if o := t.Owner(h); o != None {
				return o
			}
			return t.holder(h, depth+1)
		}
		if after := t.Case(i); t.Gerund(i) && (aims[t.Lemma(h)] || after == "after" || after == "before") { // has no intention of meeting, hours after meeting
			if o := t.Owner(h); o != None {
				return o
			}
			if o := t.holder(h, depth+1); o != None {
				return o
			}
		}
		return h
	case t.Is(i, "xcomp", "ccomp", "advcl"):
		if t.Is(i, "ccomp") && t.Finite(i) && !t.Gerund(i) {
			return None
		}
		if objectControl[t.Lemma(h)] && (t.Is(i, "xcomp") || t.Gerund(i) && t.Case(i) != "" && t.Case(i) != "by" && t.Case(i) != "after" && t.Case(i) != "before") {
			if t.Passive(h) {
				return t.subject(h, depth+1)
			}
			if o := t.Kid(h, "obj", "iobj"); o != None {
				return o
			}
			if t.Lemma(h) == "call" {
				return t.Oblique(h, "on")
			}
		}
		if t.Is(i, "advcl") && t.Infinitive(i) {
			if o := t.aiming(i); o != None {
				return o
			}
		}
		if t.Is(i, "advcl") && t.Gerund(i) && t.Case(i) == "for" { // condemned Chad for shelling, was arrested for spying
			if o := t.Object(h); o != None {
				return o
			}
		}
		return t.subject(h, depth+1)
	case t.Is(i, "obl", "nmod", "obj", "nsubj", "appos", "parataxis", "dep"):
		if t.Words[h].UPOS == "VERB" || t.Words[h].UPOS == "AUX" {
			if t.Is(i, "parataxis") {
				return None
			}
			return t.subject(h, depth+1)
		}
	}
	return None
}

// aiming is whose effort infinitive i tells of where it was taken for a purpose of the
// verb before it: held talks on Chad's efforts to defeat the rebels.
func (t *Tree) aiming(i int) int {
	to := t.Kid(i, "mark")
	if to < 1 || to > i || t.lower[to] != "to" || t.Words[to-1].UPOS != "NOUN" || !aimed[t.Lemma(to-1)] {
		return None
	}
	return t.Owner(to - 1)
}

// aimed are nouns that an infinitive tells the content of.
var aimed = nlp.WordSet(`effort campaign fight drive bid plan operation struggle attempt mission push resolve commitment determination
	decision desire willingness ability intention offer promise pledge refusal failure threat`)

// mistaken is the subject of a coordinated finite verb whose own was taken for
// something else: “sanctioned the police, and Costa Rica granted asylum”. It is what
// alone stands between the conjunction and the verb.
func (t *Tree) mistaken(i int) int {
	j := i - 1
	for j > 0 && (t.Words[j].UPOS == "ADV" || t.Words[j].UPOS == "AUX") {
		j--
	}
	if x := t.Words[i].XPOS; j < 1 || x == "VB" || x == "VBG" || t.Words[j].UPOS != "PROPN" && t.Words[j].UPOS != "NOUN" {
		return None
	}
	first := j
	for first > 0 && (t.nominal(first-1) && t.Words[first-1].UPOS != "PRON" || t.Words[first-1].UPOS == "PART") {
		first--
	}
	if first == 0 || t.Words[first-1].UPOS != "CCONJ" {
		return None
	}
	for k := first; k <= j; k++ {
		if h := t.Head(k); (h < first || h > j) && (t.Words[k].UPOS == "PROPN" || t.Words[k].UPOS == "NOUN") {
			return k
		}
	}
	return None
}

// behindConjunction is the subject of a finite verb that was taken for the object of a
// preposition: “after Doha rejected the demands”.
func (t *Tree) behindConjunction(i int) int {
	if x := t.Words[i].XPOS; x != "VBD" && x != "VBZ" || i == 0 {
		return None
	}
	j := i - 1
	if u := t.Words[j].UPOS; u != "PROPN" && u != "NOUN" || !t.Is(j, "obl", "nmod") {
		return None
	}
	switch t.Case(j) {
	case "after", "before", "since", "until":
		return j
	}
	return None
}

// holder is who has or does the noun i: the subject of the verb that it depends on.
func (t *Tree) holder(i, depth int) int {
	h := t.Head(i)
	if h < 0 || depth > 8 {
		return None
	}
	if t.Verb(h) && t.Is(i, "obj", "obl", "xcomp") {
		if speaking[t.Lemma(h)] {
			return None // who discusses a campaign wages none
		}
		return t.subject(h, depth+1)
	}
	if t.Kid(i, "cop") != None {
		return t.Kid(i, "nsubj")
	}
	if t.Is(i, "nmod") && t.Case(i) == "of" && rounds[t.Lemma(h)] {
		return t.holder(h, depth+1)
	}
	return None
}

// rounds are what somebody holds of talks, or makes of attacks.
var rounds = nlp.WordSet("round series day hour week string set wave number couple")

// speaking are verbs of what somebody speaks of or looks at, and does not do.
var speaking = nlp.WordSet(`discuss debate review describe mention hail praise commend mark recall criticize criticise condemn denounce
	welcome applaud comment watch study note remember see observe report salute mock ridicule deplore lament`)

// Holder is who has or does the noun i: the subject of the verb that it hangs on,
// or of “is”.
func (t *Tree) Holder(i int) int { return t.holder(i, 0) }

// relatives stand for the word that their clause hangs on.
var relatives = nlp.WordSet("who which that whom whose")

// Antecedent is what the relative pronoun i stands for; any other word is its own.
func (t *Tree) Antecedent(i int) int {
	if !relatives[t.lower[i]] || t.Words[i].UPOS == "DET" {
		return i
	}
	for v, n := t.Head(i), 0; v >= 0 && n < 4; v, n = t.Head(v), n+1 {
		if t.Words[v].Deprel == "acl:relcl" || t.Words[v].Deprel == "acl" {
			return t.Head(v)
		}
		if !t.Is(v, "xcomp", "ccomp", "conj", "obj", "obl", "nmod") {
			break
		}
	}
	return i
}

// Object is the direct object of verb i, of a passive its subject, of a relative
// clause what it is said of; else None.
func (t *Tree) Object(i int) int {
	if t.Passive(i) {
		return t.Subject(i)
	}
	if o := t.Kid(i, "obj"); o != None {
		if t.Content(i) {
			return t.All(i, "obj")[1]
		}
		return t.Antecedent(o)
	}
	for _, k := range t.kids[i] {
		// “freed at least six monks”, “returned to Chad two drums”: no preposition
		// governs it, whatever the parser took it for.
		if k > i && t.Words[k].Deprel == "obl" && t.Words[k].UPOS == "NOUN" && t.Case(k) == "" && t.Words[i].XPOS != "VBG" && t.Kid(k, "nummod") != None {
			return k
		}
		if k > i && t.Words[k].Deprel == "obl" && t.Words[k].UPOS == "PROPN" && t.Words[k].XPOS == "NNPS" && t.Case(k) == "" {
			return k
		}
	}
	if t.Words[i].Deprel == "acl:relcl" {
		if s := t.Kid(i, "nsubj"); s != None && t.Antecedent(s) == s && t.Kid(i, "obl", "ccomp", "xcomp") == None {
			return t.Head(i)
		}
	}
	if t.Is(i, "conj") && t.Verb(t.Head(i)) {
		// “invaded and occupied Kuwait”: the object of the last is that of all. Of the
		// others it is looked up below.
		return None
	}
	for _, k := range t.All(i, "conj") {
		if t.Verb(k) && k > i && t.Kid(k, "nsubj") == None && t.Kid(i, "obl", "ccomp", "xcomp", "advcl") == None && adjacent(t, i, k) {
			return t.Kid(k, "obj")
		}
	}
	return None
}

// Content tells whether a clause that the parser took for a relative one says what
// the noun over it is about: “reports that it had helped rebels”. It has an object
// besides its “that”.
func (t *Tree) Content(v int) bool {
	if t.Words[v].Deprel != "acl:relcl" || t.Kid(v, "nsubj") == None {
		return false
	}
	objects := t.All(v, "obj")
	return len(objects) > 1 && t.lower[objects[0]] == "that"
}

// adjacent tells verbs with nothing but “and” between them.
func adjacent(t *Tree, a, b int) bool {
	for i := a + 1; i < b; i++ {
		switch t.Words[i].UPOS {
		case "CCONJ", "ADV", "PUNCT", "AUX", "ADP", "PART":
		default:
			return false
		}
	}
	return true
}

// Agent is who does what verb i says: the subject, or of a passive the one behind “by”.
func (t *Tree) Agent(i int) int {
	if !t.Passive(i) {
		return t.Subject(i)
	}
	for _, k := range t.kids[i] {
		if c := t.Case(k); c == "by" && t.Is(k, "obl") || c != "on" && t.Is(k, "obl:agent") { // imposed on Chad
			return k
		}
	}
	return t.Oblique(i, "by") // put under arrest by the guards
}

// Obliques are the dependents of word i that the preposition governs; where it has
// none, those of the object of verb i and of what else hangs on it.
func (t *Tree) Obliques(i int, prep string) []int {
	var out []int
	for _, k := range t.kids[i] {
		if t.Is(k, "obl", "nmod", "iobj", "advcl", "acl") && t.nominal(k) && t.Case(k) == prep && (prep == "on" || !t.Is(k, "obl:agent")) {
			out = append(out, k)
		}
	}
	if out != nil {
		return out
	}
	if t.Verb(i) {
		// A preposition may hang on the object, or on what else hangs on the verb.
		for _, k := range t.kids[i] {
			if t.Is(k, "obj", "obl", "xcomp") && k > i {
				for _, q := range t.kids[k] {
					if t.Is(q, "nmod", "obl") && t.nominal(q) && t.Case(q) == prep {
						out = append(out, q)
					}
				}
			}
		}
	}
	if out == nil && t.Words[i].Deprel == "acl:relcl" {
		// against which it fought; the town they withdrew from
		for _, k := range t.kids[i] {
			if relatives[t.lower[k]] && t.Case(k) == prep {
				out = append(out, t.Head(i))
			}
		}
	}
	return out
}

// Oblique is the first of Obliques, or None.
func (t *Tree) Oblique(i int, prep string) int {
	if o := t.Obliques(i, prep); len(o) > 0 {
		return o[0]
	}
	return None
}

// Owner is whose noun i is by a possessive: Turkey's army, its army; or None.
func (t *Tree) Owner(i int) int { return t.Kid(i, "nmod:poss") }

// Core are the words of the noun phrase around its head i that name it: the
// head, what is flat with it and its compounds.
func (t *Tree) Core(i int) []int {
	out := []int{i}
	for _, k := range t.kids[i] {
		if t.Is(k, "flat", "goeswith") || t.Is(k, "compound") && t.Words[k].UPOS == "PROPN" {
			out = append(out, t.Core(k)...)
		}
	}
	slices.Sort(out)
	return out
}

// Phrase is the span of the noun phrase with head i up to the end of its name:
// without clauses, appositions and prepositional phrases. It counts bytes.
func (t *Tree) Phrase(i int) schema.Span {
	first, last := i, i
	var walk func(int)
	walk = func(w int) {
		first, last = min(first, w), max(last, w)
		for _, k := range t.kids[w] {
			if t.Is(k, "det", "amod", "compound", "nummod", "flat", "nmod:poss", "goeswith", "advmod") && (k < i || t.Is(k, "flat", "goeswith")) ||
				w != i && t.Is(k, "case") && k > w { // Turkey's
				walk(k)
			}
		}
	}
	walk(i)
	return schema.Span{Start: t.Words[first].Start, End: t.Words[last].End}
}

// Under tells whether word i lies in the subtree of word top.
func (t *Tree) Under(i, top int) bool {
	for n := 0; i >= 0 && n <= len(t.Words); i, n = t.Head(i), n+1 {
		if i == top {
			return true
		}
	}
	return false
}

// shifted particles stand behind the object too, where the parser has them for
// adverbs: handed the banker over.
var shifted = map[string]bool{"over": true, "out": true, "off": true, "away": true}

// Particle tells whether the words stand right behind verb i, adverbs and words
// of time passed over: break off, agree to.
func (t *Tree) Particle(i int, words []string) bool {
	for j := i + 1; j < len(t.Words); j++ {
		if t.Spells(j, words) {
			return true
		}
		if t.Words[j].UPOS != "ADV" && !t.Is(j, "obl:tmod", "obl:unmarked") {
			break
		}
	}
	if len(words) == 1 {
		for _, k := range t.kids[i] {
			if t.lower[k] == words[0] && (t.Is(k, "compound:prt") || k > i && t.Is(k, "advmod") && shifted[words[0]]) {
				return true
			}
		}
	}
	return false
}

// Hyphened is the word of which noun i is the last part, where a hyphen splits it:
// cease-fire, war - games; else empty.
func (t *Tree) Hyphened(i int) string {
	if i < 2 || t.lower[i-1] != "-" {
		return ""
	}
	return t.lower[i-2] + "-" + t.Lemma(i)
}

// Spells tells whether the words, or words of these lemmas, stand from word i on.
func (t *Tree) Spells(i int, words []string) bool {
	if i+len(words) > len(t.Words) {
		return false
	}
	for n, w := range words {
		if t.lower[i+n] != w && t.Lemma(i+n) != w {
			return false
		}
	}
	return true
}
