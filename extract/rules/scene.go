package rules

import (
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/gazetteer"
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
	// Secretary of State Mike Pompeo: the name is read under the office.
	if c.isRole(h) {
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
	// What is said of a name: Mosul is the largest city held by them.
	if t.Words[h].UPOS == "NOUN" && t.Kid(h, "cop") >= 0 && t.Kid(h, "acl") >= 0 {
		if q := t.Kid(h, "nsubj"); q >= 0 && t.Words[q].UPOS != "PRON" {
			return c.linked(q)
		}
	}
	// A noun with its name beside it: its foe, Armenia; the group Jund al-Islam.
	if relational[t.Lemma(h)] || collective[t.Lemma(h)] || c.isRole(h) {
		if q := t.Kid(h, "appos"); q >= 0 {
			if r := c.linked(q); len(r) > 0 {
				return r
			}
		}
	}
	if t.Is(h, "appos") && t.Words[h].UPOS == "NOUN" && (c.isRole(h) || collective[t.Lemma(h)]) {
		if r := c.linked(t.Head(h)); len(r) > 0 {
			return r
		}
	}
	if by := c.ledBy(h); len(by) > 0 {
		return by
	}
	return c.described(h)
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
// which its tagger took for a noun: “Laos releases two men”.
func (c *scene) split(h int) bool {
	p := c.at[h]
	for i := h + 1; p.Phrase >= 0 && i < len(c.at) && c.at[i].Phrase == p.Phrase && c.at[i].Sentence == p.Sentence; i++ {
		if c.t.Verb(i) && c.t.Is(i, "root", "conj", "ccomp", "parataxis", "advcl") {
			return true
		}
	}
	return false
}

func (c *scene) inName(p link.Place) bool {
	return c.d.Sentences[p.Sentence].Tokens[p.Token].Name > 0
}

func (c *scene) isRole(h int) bool {
	_, _, ok := c.role(h)
	return ok
}

// described are the actors that a noun of a role describes: Rwandan rebels, police
// in Baghdad, the armies of Jordan and Egypt. Of several owners each has its own.
func (c *scene) described(h int) group {
	role, lemma, ok := c.role(h)
	if !ok || !c.unnamed || role.Code == "MED" && (c.acting || role.Collective && !c.harm) {
		return nil // outlets and reporters are no party; yet outlets are shut down
	}
	if c.t.Lower(h) == "force" || c.t.Lower(h) == "opposition" && h+1 < len(c.t.Words) && c.t.Lower(h+1) == "to" || c.crew(h) {
		return nil // the use of force, in opposition to the war
	}
	if out := c.name(h); len(out) > 0 {
		return out // the Rapid Support Forces, whose noun is part of the name
	}
	span, narrow := c.t.Phrase(h), c.narrow(role, h)
	if c.t.Lemma(h) == "coalition" {
		return group{{Entity: c.coalition(role, span), Span: span, Weight: 0.7}}
	}
	if out := c.inCoalition(h); len(out) > 0 {
		out[0].Span = span
		return out
	}
	owners, sure := c.homes(h)
	if r := c.regional(role, h); r != "" {
		owners, sure = []string{r}, 0.95
	}
	if manyStates[c.t.Lemma(h)] {
		owners = nil
		for _, r := range c.owners(h) {
			if c.d.Entity(r.Entity).Type == schema.Region {
				owners = append(owners, r.Entity)
			}
		}
		if len(owners) == 0 && c.t.Kid(h, "nummod") >= 0 {
			owners, sure = []string{""}, 0.6 // nearly 70 countries
		}
		if len(owners) == 0 {
			return nil
		}
		return group{{Entity: c.d.Describe(narrow, lemma, owners[0], span), Span: span, Weight: sure}}
	}
	if len(owners) == 0 && c.hint != "" && role.Code != "REF" && !c.otherwise(h) && !strangers[c.t.Lemma(h)] && !c.somebodys(h) && !(c.kind && bereaved[c.t.Lemma(h)]) && (c.armed || role.Type != schema.ArmedGroup && role.Type != schema.Military && role.Code != "CRM") {
		owners, sure = []string{c.hint}, 0.7 // Turkish police arrested protesters
	}
	if len(owners) == 0 {
		return group{{Entity: c.d.Describe(narrow, lemma, "", span), Span: span, Weight: 0.6}}
	}
	var out group
	for _, owner := range owners {
		r := link.Ref{Entity: c.d.Describe(narrow, lemma, owner, span), Span: span, Weight: sure}
		if stateOrgan(role) && c.d.Entity(owner).Type == schema.Country && !(lemma == "sniper" && sure < 0.8) { // the land's snipers may be anybody's
			r.Entity, r.Alt = owner, []string{r.Entity}
		}
		out = append(out, r)
	}
	return out
}

// crew tells a noun of a role that is the name of a team: the Tampa Bay Pirates.
func (c *scene) crew(h int) bool {
	t := c.t
	if h == 0 || t.Words[h].UPOS != "PROPN" || !strings.HasSuffix(t.Words[h].XPOS, "S") || t.Words[h-1].UPOS != "PROPN" {
		return false
	}
	e := c.name(h - 1)
	return len(e) == 0 || c.d.Entity(e[0].Entity).Type != schema.Country
}

// somebodys tells men or staff of somebody whom the text does not name here, who are not
// of the land of those they act on: his men abducted two nuns.
func (c *scene) somebodys(h int) bool {
	o := c.t.Owner(h)
	return o >= 0 && c.t.Words[o].UPOS == "PRON" && followers[c.t.Lemma(h)]
}

var followers = lemmas("man men fighter soldier troop gunman militiaman bodyguard guard follower supporter commander lieutenant aide staff")

// strangers are never the own people of who acts on them.
var strangers = lemmas("hostage captive foreigner tourist missionary expatriate invader occupier")

// bereaved are whom kind words from abroad are for.
var bereaved = lemmas("family friend victim relative survivor widow orphan casualty parent mourner")

// organ gives a state that an organ of it stands for that organ as its other
// reading: of what a state's police does to the state's own people it is the
// police that does it.
func (c *scene) organ(h int, refs group) group {
	if !c.unnamed || len(refs) != 1 || len(refs[0].Alt) > 0 || c.t.Words[h].UPOS != "NOUN" {
		return refs
	}
	if c.d.Entity(refs[0].Entity).Type != schema.Country {
		return c.member(h, refs)
	}
	role, lemma, ok := c.role(h)
	if !ok {
		return refs
	}
	r := refs[0]
	other := c.d.Describe(c.narrow(role, h), lemma, r.Entity, c.t.Phrase(h))
	if strings.HasPrefix(lemma, "former ") {
		r.Entity = other // what they do now, the state does not
	} else {
		r.Alt = []string{other}
	}
	return group{r}
}

// narrow is the role of one or of several: a journalist is a person, journalists are a group.
func (c *scene) narrow(r gazetteer.Role, h int) gazetteer.Role {
	switch {
	case r.Collective:
	case c.t.Words[h].XPOS == "NN" || c.t.Words[h].XPOS == "NNP" && (single(c.t.Lower(h)) == "" || c.isSingle(h)):
		r.Type = schema.Person
	case r.Type != schema.Government:
		r.Type = schema.Group
	}
	return r
}

// isSingle tells a noun that is a role as it stands: boss, not bosses.
func (c *scene) isSingle(h int) bool {
	_, ok := c.d.Role(c.t.Lower(h))
	return ok
}

// homes are the states or bodies that the actors of noun h belong to, and how sure that is.
func (c *scene) homes(h int) ([]string, float64) {
	if o := c.bodies(c.owners(h)); len(o) > 0 {
		return o, 0.95
	}
	for _, prep := range []string{"of", "from", "in", "at", "near", "outside", "across", "inside"} {
		for _, q := range c.t.Obliques(h, prep) {
			if c.t.Head(q) != h {
				continue
			}
			if o := c.bodies(c.all(q)); len(o) > 0 {
				return o, 0.9
			}
			if o := c.bodies(c.owners(q)); prep != "from" && len(o) > 0 && !deeds[c.t.Lemma(q)] {
				return o, 0.8 // victims of the Nepal earthquake
			}
			if of := c.t.Oblique(q, "of"); of >= 0 { // the Ministry of Health of Ethiopia
				if o := c.bodies(c.all(of)); len(o) > 0 {
					return o, 0.85
				}
			}
		}
	}
	if list := c.t.Conjuncts(h); len(list) > 1 { // the government and people of Iraq
		if q := c.t.Oblique(list[len(list)-1], "of"); q >= 0 {
			if o := c.bodies(c.all(q)); len(o) > 0 {
				return o, 0.85
			}
		}
	}
	if up := c.t.Head(h); up >= 0 && h+1 < len(c.t.Words) && c.t.Lower(h+1) == "from" {
		// Took in refugees from Sudan: where they are from, whatever it hangs on.
		for _, q := range c.t.All(up, "obl", "nmod") {
			if c.t.Case(q) == "from" && c.t.Head(h+1) == q {
				if o := c.bodies(c.all(q)); len(o) > 0 {
					return o, 0.85
				}
			}
		}
	}
	if id := c.setting(h); id != "" && !c.otherwise(h) {
		return []string{id}, 0.75
	}
	return nil, 0
}

// coalition is the one that the text names, or else nobody's that it names: whose
// land it fights in is not whose it is.
func (c *scene) coalition(role gazetteer.Role, span schema.Span) string {
	if id := c.d.OnlyBody("coalition"); id != "" {
		return id
	}
	return c.d.Describe(role, "coalition", "", span)
}

// inCoalition is the coalition that noun h is of: coalition forces, coalition jets.
func (c *scene) inCoalition(h int) group {
	for _, k := range c.t.Kids(h) {
		if k < h && c.t.Lower(k) == "coalition" && c.t.Is(k, "compound", "amod", "nmod") {
			return c.described(k)
		}
	}
	return nil
}

// siding says whose somebody is that is not of the land: a battalion loyal to Haftar.
var siding = lemmas("loyal faithful allied affiliated aligned linked opposed hostile backed sympathetic")

// otherwise tells whether something else than the land says whose noun h is: a name
// that nothing is known of, or whom they side with.
func (c *scene) otherwise(h int) bool {
	for _, k := range c.t.Kids(h) {
		if k < h && c.t.Words[k].UPOS == "PROPN" && c.t.Is(k, "compound", "amod", "nmod", "flat") || k > h && siding[c.t.Lower(k)] {
			return true
		}
	}
	return false
}

func (c *scene) bodies(g group) []string {
	var out []string
	for _, r := range g {
		if id := c.stateOrBody(r.Entity); id != "" && !slices.Contains(out, id) && !c.d.Unowned(id) { // families of the victims
			out = append(out, id)
		}
	}
	return out
}

// stateOrBody is the state of a person or of a place, or the body itself.
func (c *scene) stateOrBody(id string) string {
	e := c.d.Entity(id)
	switch e.Type {
	case schema.Person, schema.Place, schema.Region, schema.Group:
		if e.Country != "" {
			if s, ok := c.d.State(e.Country); ok {
				return s
			}
		}
		if e.Type == schema.Person {
			return c.d.StateOf(id)
		}
	}
	return id
}

// setting is the only state in whose places the sentence is set, or empty.
func (c *scene) setting(h int) string {
	state, n := "", 0
	for i := range c.t.Words {
		if c.t.Words[i].UPOS != "PROPN" || c.t.Under(h, i) {
			continue
		}
		switch c.t.Case(i) {
		case "in", "at", "near", "outside", "across", "around", "inside", "throughout":
		default:
			continue
		}
		for _, r := range c.linked(i) {
			e := c.d.Entity(r.Entity)
			if e.Country == "" || e.Type == schema.Person {
				continue
			}
			if s, ok := c.d.State(e.Country); ok && s != state {
				state = s
				n++
			}
		}
	}
	if n == 1 {
		return state
	}
	return ""
}

// owners are whose noun h is: Turkey's army, the Turkish army, its army.
func (c *scene) owners(h int) group {
	if h < 0 {
		return nil
	}
	if o := c.t.Owner(h); o >= 0 {
		if c.t.Words[o].UPOS == "PRON" {
			if r := c.possessor(o); len(r) > 0 || !c.unnamed {
				return r
			}
			if c.t.Is(h, "conj") {
				return weaken(c.one(c.t.First(h)), 0.85) // Chad's army and its allies
			}
			return c.modifiers(h) // our Kurdish partners
		}
		if r := c.all(o); len(r) > 0 {
			return r
		}
	}
	if out := c.modifiers(h); len(out) > 0 || !c.unnamed {
		return out
	}
	return c.inCoalition(h)
}

// possessor is what the possessive pronoun o stands for.
func (c *scene) possessor(o int) group {
	p := c.at[o]
	if p.Phrase < 0 {
		return nil
	}
	return c.d.Possessor(p.Sentence, p.Phrase)
}

// modifiers are the named actors in front of noun h: Turkish drones, NATO planes,
// Thai and Cambodian forces.
func (c *scene) modifiers(h int) group {
	var out group
	for _, k := range c.t.Kids(h) {
		if !c.t.Is(k, "amod", "compound", "nmod", "nmod:desc") || k > h || c.t.Is(k, "nmod") && c.t.Case(k) != "" {
			continue
		}
		if k+2 < len(c.t.Words) && c.t.Lower(k+1) == "-" && !holding[c.t.Lower(k+2)] {
			continue // Moscow-backed
		}
		if k > 1 && c.t.Lower(k-1) == "-" && c.t.Verb(k) && !holding[c.t.Lower(k)] {
			continue // the same, where the parser hangs Moscow on the participle
		}
		for _, w := range c.t.Conjuncts(k) {
			out = out.with(c.name(w))
		}
	}
	return out
}

// holding is what makes something theirs: a Houthi-held port.
var holding = lemmas("held controlled occupied owned operated")

// name is the entity of the name that word i is part of, by itself.
func (c *scene) name(i int) group {
	p := c.at[i]
	if p.Token < 0 {
		return nil
	}
	if r, ok := c.d.NameAt(p.Sentence, p.Token); ok {
		return group{r}
	}
	return nil
}

// owned are whose the thing h is, by an “of” too, or in whose land it lies.
func (c *scene) owned(h int) group {
	if h < 0 {
		return nil
	}
	var out group
	for _, w := range c.t.Conjuncts(h) {
		out = out.with(c.ownedOne(w))
	}
	return out
}

// doers are who did the act that noun h names: Israel's strike, an offer by Chad.
// Whom it was done to (the arrest of writers, an attack in Iraq) are others.
func (c *scene) doers(h int) group {
	if h < 0 {
		return nil
	}
	var out group
	for _, w := range c.t.Conjuncts(h) {
		out = out.with(weaken(c.others(c.owners(w)), 0.95))
		preps := []string{"by", "from"}
		if doings[c.t.Lemma(w)] {
			preps = append(preps, "of") // the decision of the emir
		}
		for _, prep := range preps {
			for _, q := range c.t.Obliques(w, prep) {
				if c.t.Head(q) == w {
					out = out.with(weaken(c.others(c.all(q)), 0.9))
				}
			}
		}
		for _, v := range c.t.All(w, "acl") { // the help given by Chad
			if c.t.Words[v].XPOS == "VBN" {
				if a := c.t.Agent(v); a >= 0 && a != w {
					out = out.with(weaken(c.others(c.all(a)), 0.9))
				}
			}
		}
	}
	if len(out) == 0 {
		out = c.maker(h)
	}
	if len(out) == 0 && stateDeeds[c.t.Lemma(h)] {
		return c.ruler(h)
	}
	return out
}

// maker is who makes, does or says the thing h, as a clause on it tells: the dam
// that Ethiopia is building, a plan proposed by Oman.
func (c *scene) maker(h int) group {
	t := c.t
	for _, v := range t.All(h, "acl", "acl:relcl") {
		s := t.Oblique(v, "by")
		if !t.Passive(v) {
			if s = t.Kid(v, "nsubj"); s < 0 || t.Antecedent(s) != s {
				continue
			}
		}
		if s >= 0 {
			if out := c.others(c.all(s)); len(out) > 0 {
				return weaken(out, 0.8)
			}
		}
	}
	return nil
}

// stateDeeds are done by the state in whose land they are done, unless another is named.
var stateDeeds = lemmas("arrest detention imprisonment jailing sentencing conviction prosecution trial execution crackdown repression censorship expulsion")

// ruler is the state in whose land deed h was done: the arrest of writers in Cuba.
func (c *scene) ruler(h int) group {
	for i := h + 1; i < len(c.t.Words); i++ {
		if !c.t.Under(i, h) || c.t.Case(i) != "in" {
			continue
		}
		for _, r := range c.linked(i) {
			if e := c.d.Entity(r.Entity); e.Type == schema.Country || e.Type == schema.Place || e.Type == schema.Region {
				if id := c.stateOrBody(r.Entity); c.d.Entity(id).Type == schema.Country {
					r.Entity = id
					return weaken(c.others(group{r}), 0.8)
				}
			}
		}
	}
	return nil
}

func (c *scene) ownedOne(h int) group {
	if others[c.t.Lemma(h)] {
		return nil
	}
	suffered := c.blame && sufferings[c.t.Lemma(h)]
	if out := c.others(c.owners(h)); len(out) > 0 && !(suffered && c.d.Entity(out[0].Entity).Type == schema.Person) {
		return weaken(out, 0.95)
	}
	for _, v := range c.t.All(h, "acl") { // a bus carrying pilgrims, a convoy belonging to the mission
		if o := c.holding(v); o >= 0 {
			if out := c.others(c.all(o)); len(out) > 0 {
				return weaken(out, 0.85)
			}
			if out := c.others(c.owners(o)); len(out) > 0 {
				return weaken(out, 0.8)
			}
		}
	}
	for _, prep := range []string{"of", "from", "by", "with", "in", "against", "on"} {
		if c.kind && prep == "against" || suffered && prep == "of" || c.blame && deeds[c.t.Lemma(h)] && (prep == "in" || prep == "on" || prep == "against") {
			continue // who condemns an attack in Chad does not condemn Chad
		}
		for _, q := range c.t.Obliques(h, prep) {
			if c.t.Head(q) != h {
				continue
			}
			if out := c.others(c.all(q)); len(out) > 0 {
				return weaken(out, 0.85)
			}
			if out := c.others(c.owners(q)); len(out) > 0 {
				return weaken(out, 0.8)
			}
		}
	}
	return nil
}

// sufferings befall those whose they are: who protests over the death of a poet does
// not protest against the poet.
var sufferings = lemmas(`killing death murder assassination arrest detention imprisonment jailing abduction kidnapping disappearance execution
	beating shooting lynching expulsion eviction deportation persecution torture rape plight suffering conviction dismissal removal ouster`)

// holding is who is in the thing that participle v is said of, or whose it is, or None.
func (c *scene) holding(v int) int {
	if x := c.t.Words[v].XPOS; x == "VBZ" || x == "VBP" || x == "VBD" && c.t.Kid(v, "nsubj") >= 0 {
		return tree.None // a clause of its own: a province, which shelters them
	}
	switch c.t.Lemma(v) {
	case "carry", "transport", "escort", "house", "shelter", "protect", "guard", "host", "bring", "take", "contain":
		return c.t.Kid(v, "obj")
	case "belong":
		return c.t.Oblique(v, "to")
	case "hold", "run", "own", "operate", "use", "control", "man", "staff", "crew":
		if c.t.Passive(v) {
			return c.t.Agent(v)
		}
	}
	return tree.None
}

// reach is what the phrase h stands for, or whose it is.
func (c *scene) reach(h int) group {
	if out := c.others(c.all(h)); len(out) > 0 {
		return out
	}
	return c.owned(h)
}

// others leaves out those of the other end.
func (c *scene) others(g group) group {
	if len(c.not) == 0 {
		return g
	}
	return slices.DeleteFunc(slices.Clone(g), func(r link.Ref) bool { return slices.Contains(c.not, r.Entity) && len(r.Alt) == 0 })
}

// stateOrgan tells those who act for a state: what they do, it does.
func stateOrgan(r gazetteer.Role) bool {
	switch r.Code {
	case "GOV", "MIL", "COP", "JUD", "LEG", "SPY":
		return true
	}
	return false
}
