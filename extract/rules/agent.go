package rules

import (
	"slices"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/schema"
)

// agent is who does what the trigger says: its subject, of a passive the one behind “by”,
// or whose the deed, the weapon or the writing is that stands there.
func (b *branch) agent() group {
	t, v := b.t, b.word
	a := t.Agent(v)
	if a >= 0 {
		if t.Words[a].UPOS == "NOUN" && (b.civilCraft(a) || b.rule.Described && private[t.Lemma(a)]) {
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
		if b.rule.Described && t.Words[a].UPOS != "PRON" && !somebodyElse[t.Lemma(a)] && !events[t.Lemma(a)] && !relational[t.Lemma(a)] {
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
		if k := t.Kid(v, "compound"); k == v-1 && t.Words[k].UPOS == "NOUN" { // a suicide bomber kills
			return weaken(b.one(k), 0.85)
		}
	}
	if t.Passive(v) {
		return b.unsaidAgent()
	}
	return nil
}

// unsaidAgent is who did what a passive without “by” tells: who is jailed in Chad was
// jailed by Chad, who was killed in an Israeli strike by Israel.
func (b *branch) unsaidAgent() group {
	t, v := b.t, b.word
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

// somebodyElse are others than whose they are: his predecessor, Iran's critics.
var somebodyElse = lemmas(`predecessor successor critic opponent victim brother father son wife daughter mother sister husband cousin lawyer attorney
	neighbour neighbor creditor kidnapper captor detractor challenger assassin killer attacker murderer hacker`)

// events befall those whose they are, who do nothing by them: the Diallo scandal threatens his party.
var events = lemmas(`sanction scandal crisis affair trial lawsuit death illness funeral storm hurricane cyclone quake earthquake flood drought outbreak
	epidemic famine recession inflation slump default economy currency debt deficit`)

// civilCraft tells a craft of a land that does nothing for its state: a Norwegian cruise ship.
func (b *branch) civilCraft(h int) bool {
	return h > 0 && forceThings[b.t.Lemma(h)] && civil[b.t.Lower(h-1)]
}

// civil craft are no force of their state's.
var civil = lemmas("cruise cargo passenger merchant container fishing sailing pleasure racing rescue hospital model")

// private are things of a land that do nothing for its state either: a Chinese
// restaurant, a Greek soap opera.
var private = lemmas(`restaurant film movie novel book song poem painting opera play musical comedy drama series wine winery beer cheese cuisine dish fruit grape
	banana crab fish bird dog cat horse wolf bear cow sheep snail insect club band orchestra choir museum gallery hotel shop boutique brand
	fashion ferry yacht taxi tourism tenor soprano guidebook recipe`)

// wielders are whose the blow or the weapon h is: Turkish drones, an attack by Hamas,
// missiles fired from Syria by the army, a bombing claimed by al-Shabaab.
func (b *branch) wielders(h int) group {
	t := b.t
	if out := b.owners(h); len(out) > 0 && (t.Owner(h) >= 0 || !b.allPlaces(out)) {
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

// allPlaces tells whether all of a group are places: a Kabul bombing is nobody's.
func (b *branch) allPlaces(g group) bool {
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

var (
	// founding are verbs whose object is there only then.
	founding = lemmas("set establish create found form launch build organise organize")
	// bands are nouns behind whose “of” their own people stand.
	bands = lemmas("team crew squad contingent panel unit delegation detachment group batch convoy pack band mission")
)
