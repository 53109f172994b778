package rules

import (
	"slices"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp/tree"
	"github.com/entente-kg/entente/extract/status"
	"github.com/entente-kg/entente/schema"
)

// scene is a tree with what the linker knows of its words.
type scene struct {
	d  *link.Doc
	t  *tree.Tree
	at []link.Place // of each word

	about   string   // the state that the text is about, or empty
	unnamed bool     // whether actors that the text only describes count
	acting  bool     // whether who acts is looked for
	kind    bool     // whether a kindness is looked for: not to whom something is against
	harm    bool     // whether whom some conflict hits is looked for
	blame   bool     // whether who is blamed is looked for: not those to whom it was done
	hint    string   // the state of the other end: whose unowned actors are likeliest
	armed   bool     // whether the hint holds for those under arms too
	not     []string // entities that are looked for no more: those of the other end
}

func newScene(d *link.Doc, t *tree.Tree) *scene {
	c := &scene{d: d, t: t, at: make([]link.Place, len(t.Words))}
	for i, w := range t.Words {
		c.at[i] = d.Find(w.Start)
	}
	return c
}

// who is the entity that the phrase with the head stands for, if it is one, or empty.
func (c *scene) who(h int) string {
	if h < 0 {
		return ""
	}
	if status.Tellers[c.t.Lemma(h)] && len(c.linked(h)) == 0 {
		if r := c.owners(h); len(r) == 1 {
			return r[0].Entity // UN experts, its monitors
		}
	}
	if r := c.one(h); len(r) > 0 {
		return r[0].Entity
	}
	return ""
}

// all are the entities of the phrase with the head and of those coordinated with it.
func (c *scene) all(h int) group {
	if h < 0 {
		return nil
	}
	var out group
	for _, w := range c.t.Conjuncts(h) {
		if w != h && c.t.Words[w].XPOS == "NNPS" && c.t.Words[h].XPOS == "NNP" && len(c.t.Kids(w)) < 3 && c.t.Kid(w, "det", "nummod", "amod") < 0 {
			break // soldiers in Chad, Kenyans and Ghanaians among them
		}
		if w == h || !c.ruledOut(w) {
			out = out.with(c.one(w))
		}
	}
	return out
}

// ruledOut tells a name in a list that is said not to be meant: Benin, not Togo.
func (c *scene) ruledOut(w int) bool {
	for i := w - 1; i >= 0 && i >= w-3; i-- {
		switch c.t.Lower(i) {
		case "not", "than":
			return true
		case "the", "a", "an":
		default:
			return false
		}
	}
	return false
}

func (g group) with(refs group) group {
	for _, r := range refs {
		if !slices.ContainsFunc(g, func(o link.Ref) bool { return o.Entity == r.Entity }) {
			g = append(g, r)
		}
	}
	return g
}

// one is what the phrase with the head stands for: a name, what the linker
// resolved, or an actor that the text describes.
func (c *scene) one(h int) group {
	t, said := c.t, h
	h = t.Antecedent(h)
	if h+2 < len(t.Words) && t.Lower(h+1) == "-" && t.Words[h+2].XPOS == "VBN" {
		return nil // Moscow-backed rebels, taken for Moscow and rebels
	}
	if r := c.folk(h, false); len(r) > 0 {
		return r
	}
	if r := c.linked(h); len(r) > 0 {
		if several := c.several(h, r); several != nil {
			return several
		}
		return c.organ(h, r)
	}
	if h != said { // Peru was among the states that ...
		if is := c.predicated(h); is >= 0 {
			if r := c.all(is); len(r) > 0 {
				return weaken(r, 0.9)
			}
		}
	}
	// Where the linker saw a longer phrase: that Germany pay reparations, found Ali guilty.
	if t.Words[h].UPOS == "PROPN" && (t.Is(h, "nsubj") && t.Head(h) == h+1 || t.Is(h, "obj") && t.Kid(t.Head(h), "xcomp") > h) {
		if r := c.name(h); len(r) > 0 {
			return r
		}
	}
	if r := c.locality(h); len(r) > 0 {
		return r
	}
	switch t.Words[h].UPOS {
	case "NOUN":
		if r := c.name(h); len(r) > 0 {
			return r // the Axis of Resistance
		}
	case "PROPN", "NUM", "DET", "ADJ":
	case "PRON":
		return c.spokenOf(h)
	default:
		return nil
	}
	// Dozens of rebels, a group of soldiers, one of the countries.
	if measures[t.Lower(h)] || t.Words[h].UPOS == "NUM" {
		if q := t.Oblique(h, "of"); q >= 0 {
			var out group
			for _, w := range t.Conjuncts(q) {
				if r := c.folk(w, true); len(r) > 0 {
					out = out.with(r)
				} else {
					out = out.with(c.one(w))
				}
			}
			return out
		}
	}
	if c.acting && c.unnamed && crowds[t.Lower(h)] && t.Is(h, "nsubj") {
		return c.crowd(h) // thousands protested in Athens
	}
	// Members of a body are the body: IS members, members of the IS.
	if membership[t.Lemma(h)] {
		out := c.owners(h)
		if q := t.Oblique(h, "of"); q >= 0 && len(out) == 0 {
			out = c.all(q)
		}
		if len(out) > 0 {
			if c.d.Entity(out[0].Entity).Type == schema.Person {
				return nil // followers of Machar are not Machar
			}
			return c.member(h, out)
		}
	}
	if out := c.body(h); len(out) > 0 {
		return out
	}
	if out := c.titled(h); len(out) > 0 {
		return out
	}
	// What is said of a name: Mosul is the largest city held by them.
	if t.Words[h].UPOS == "NOUN" && t.Kid(h, "cop") >= 0 && t.Kid(h, "acl") >= 0 {
		if q := t.Kid(h, "nsubj"); q >= 0 && t.Words[q].UPOS != "PRON" {
			return c.linked(q)
		}
	}
	if out := c.called(h); len(out) > 0 {
		return out
	}
	if by := c.ledBy(h); len(by) > 0 {
		return by
	}
	return c.described(h)
}

// titled is the person whose name the parser hung under the title h or glued to it.
func (c *scene) titled(h int) group {
	t := c.t
	// Secretary of State Mike Pompeo: the name is read under the office. The army of Tito
	// Okello is his, too; his lawyer and his supporters are others.
	if role, _, ok := c.role(h); ok && (t.Words[h].UPOS == "PROPN" || role.Collective && stateOrgan(role)) {
		for _, q := range t.Obliques(h, "of") {
			if r := c.linked(q); len(r) == 1 && c.d.Entity(r[0].Entity).Type == schema.Person {
				return r
			}
		}
	}
	// A noun glued to a name is the person named: the renegade Gen. Odd Moe.
	if t.Words[h].UPOS == "NOUN" || t.Words[h].UPOS == "PROPN" {
		for _, k := range t.Kids(h) {
			if k > h && k < h+4 && t.Is(k, "appos", "flat") && t.Words[k].UPOS == "PROPN" && t.Lower(h+1) != "," {
				if r := c.linked(k); len(r) == 1 && c.d.Entity(r[0].Entity).Type == schema.Person {
					return r
				}
			}
		}
	}
	return nil
}

// called is the name that stands beside noun h: its foe, Armenia; Armenia, its foe.
func (c *scene) called(h int) group {
	t := c.t
	// A noun with its name beside it: its foe, Armenia; the group Jund al-Islam.
	if relational[t.Lemma(h)] || collective[t.Lemma(h)] || c.isRole(h) {
		if q := t.Kid(h, "appos"); q >= 0 {
			if r := c.linked(q); len(r) > 0 {
				return r
			}
		}
	}
	if t.Is(h, "appos") && t.Words[h].UPOS == "NOUN" && (c.isRole(h) || collective[t.Lemma(h)]) {
		return c.linked(t.Head(h))
	}
	return nil
}

// locality is the land that a place is told to lie in or to be, where the place itself
// is not known: Kibira, Burundi; the island nation of Palau, the state of Assam.
func (c *scene) locality(h int) group {
	t := c.t
	if t.Words[h].UPOS == "PROPN" {
		for _, k := range t.All(h, "nmod:unmarked", "appos", "nmod:desc") {
			if k < h+2 || k > h+3 || t.Words[k].UPOS != "PROPN" || t.Lower(h+1) != "," {
				continue
			}
			if r := c.name(k); len(r) == 1 && slices.Contains([]schema.EntityType{schema.Country, schema.Region}, c.d.Entity(r[0].Entity).Type) {
				return weaken(r, 0.85)
			}
		}
	}
	kinds, ok := lands[t.Lemma(h)]
	if !ok || t.Words[h].XPOS == "NNS" {
		return nil
	}
	for _, q := range t.All(h, "nmod") {
		if q < h+2 || q > h+4 || t.Words[q].UPOS != "PROPN" || t.Case(q) != "of" {
			continue
		}
		if r := c.linked(q); len(r) == 1 && slices.Contains(kinds, c.d.Entity(r[0].Entity).Type) {
			return r
		}
	}
	return nil
}

// lands are nouns whose “of” names the land that they are said of, and what it then is:
// the province of Herat is Herat, a province of Chad is not Chad.
var lands = map[string][]schema.EntityType{
	"nation": {schema.Country}, "country": {schema.Country}, "kingdom": {schema.Country}, "republic": {schema.Country},
	"emirate": {schema.Country, schema.Region}, "state": {schema.Region}, "province": {schema.Region}, "region": {schema.Region},
	"territory": {schema.Region}, "enclave": {schema.Region}, "island": {schema.Region, schema.Country, schema.Place},
	"city": {schema.Place}, "town": {schema.Place}, "village": {schema.Place}, "port": {schema.Place}, "capital": {schema.Place},
}

// ledBy is who leads the nameless men of noun h: soldiers led by Colonel Odd Moe.
func (c *scene) ledBy(h int) group {
	if !c.acting || !armedMen[c.t.Lemma(h)] || len(c.owners(h)) > 0 {
		return nil
	}
	for _, v := range c.t.All(h, "acl") {
		if l := c.t.Lemma(v); l == "lead" || l == "command" || l == "head" {
			if a := c.t.Agent(v); a >= 0 && a != h {
				return weaken(c.all(a), 0.85)
			}
		}
	}
	return nil
}

// crowd are people that the text only counts, of the state in which it sets them.
func (c *scene) crowd(h int) group {
	role, ok := c.d.Role("people")
	state := c.setting(h)
	if !ok || state == "" {
		return nil
	}
	span := c.t.Phrase(h)
	return group{{Entity: c.d.Describe(role, "people", state, span), Span: span, Weight: 0.7}}
}

var crowds = lemmas("thousands hundreds dozens scores tens millions many several")

var armedMen = lemmas("soldier officer troop gunman fighter militiaman rebel mutineer force commando man")

// predicated is of whom noun h is said, itself or as one of such: Peru is a state
// that ..., was among the states that ..., is one of the few that ...; or -1.
func (c *scene) predicated(h int) int {
	t := c.t
	if up := t.Head(h); up >= 0 && t.Is(h, "nmod") && (t.Words[up].UPOS == "NUM" || t.Lower(up) == "some") {
		h = up
	}
	if t.Kid(h, "cop") < 0 {
		return -1
	}
	if p := t.Case(h); p != "" && p != "among" && p != "between" {
		return -1
	}
	return t.Kid(h, "nsubj")
}

// several are the states of a noun that has more than the one that the linker
// gave it: Thai and Lao ministers, the presidents of Chad and Niger.
func (c *scene) several(h int, r group) group {
	if len(r) != 1 || c.t.Words[h].UPOS != "NOUN" {
		return nil
	}
	if t := c.d.Entity(r[0].Entity).Type; t != schema.Country && t != schema.IGO {
		return nil
	}
	of := c.modifiers(h)
	if len(of) < 2 && c.t.Words[h].XPOS == "NNS" {
		if q := c.t.Oblique(h, "of"); q >= 0 && c.t.Head(q) == h {
			of = c.all(q)
		}
	}
	if len(of) < 2 {
		return nil
	}
	if out := c.described(h); len(out) > 1 {
		return out
	}
	return of
}

var membership = lemmas("member element affiliate operative follower cadre faction remnant")

// spokenOf is who speaks of himself: “the rebels said they would disarm”. The
// pronoun is the subject of what its verb of saying takes, and agrees with the
// one who says it.
func (c *scene) spokenOf(h int) group {
	t := c.t
	if !t.Is(h, "nsubj", "nsubj:pass") {
		return nil
	}
	v := t.First(t.Head(h))
	for n := 0; n < 3 && t.Is(v, "xcomp"); n++ {
		v = t.First(t.Head(v))
	}
	up := t.Head(v)
	if up < 0 || !t.Is(v, "ccomp") || !link.Saying[t.Lemma(up)] {
		return nil
	}
	s := t.Kid(up, "nsubj")
	if s < 0 || t.Words[s].UPOS == "PRON" || s > h {
		return nil
	}
	plural := t.Words[s].XPOS == "NNS" || len(t.Conjuncts(s)) > 1
	switch t.Lower(h) {
	case "it":
		if plural {
			return nil
		}
	case "they":
		if !plural && t.Words[s].XPOS == "NNP" && c.d.Entity(c.who(s)).Type == schema.Person {
			return nil
		}
	case "he", "she":
		if plural {
			return nil
		}
	default:
		return nil
	}
	out := weaken(c.all(s), 0.85)
	for i := range out {
		if person := c.d.Entity(out[i].Entity).Type == schema.Person; person != (t.Lower(h) == "he" || t.Lower(h) == "she") && t.Lower(h) != "they" {
			return nil
		}
	}
	return out
}

// linked is what the linker says of the phrase whose head, or a part of whose
// name, is one of its phrases' heads.
func (c *scene) linked(h int) group {
	for _, w := range append([]int{h}, c.t.Core(h)...) {
		p := c.at[w]
		if p.Phrase < 0 {
			continue
		}
		s := &c.d.Sentences[p.Sentence]
		head := s.Tokens[s.Phrases[p.Phrase].Head]
		if head.Start < c.t.Words[w].End && c.t.Words[w].Start < head.End || c.inName(p) && (w != h || head.Name == s.Tokens[p.Token].Name) {
			if r := c.d.Refs(p.Sentence, p.Phrase); len(r) > 0 {
				return r
			}
		}
	}
	if c.t.Words[h].UPOS == "PROPN" && c.split(h) {
		return c.name(h)
	}
	return nil
}

// split tells whether the linker's phrase of word h goes on behind it with a verb,
// which its tagger took for a noun: “Laos releases two men”; or with a noun that the
// tree has for another object: “fined Hungary two million euros”.
func (c *scene) split(h int) bool {
	p := c.at[h]
	for i := h + 1; p.Phrase >= 0 && i < len(c.at) && c.at[i].Phrase == p.Phrase && c.at[i].Sentence == p.Sentence; i++ {
		if c.t.Verb(i) && c.t.Is(i, "root", "conj", "ccomp", "parataxis", "advcl") {
			return true
		}
		if c.t.Is(h, "obj", "iobj") && c.t.Words[i].UPOS == "NOUN" && !c.t.Under(i, h) && !c.t.Under(h, i) {
			return true
		}
	}
	return false
}

func (c *scene) inName(p link.Place) bool {
	return c.d.Sentences[p.Sentence].Tokens[p.Token].Name > 0
}
