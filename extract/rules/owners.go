package rules

import (
	"slices"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp/tree"
	"github.com/entente-kg/entente/schema"
)

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
		if k+2 < len(c.t.Words) && c.t.Lower(k+1) == "-" && !possessed[c.t.Lower(k+2)] {
			continue // Moscow-backed
		}
		if k > 1 && c.t.Lower(k-1) == "-" && c.t.Verb(k) && !possessed[c.t.Lower(k)] {
			continue // the same, where the parser hangs Moscow on the participle
		}
		for _, w := range c.t.Conjuncts(k) {
			out = out.with(c.name(w))
		}
	}
	return out
}

// possessed is what makes something theirs: a Houthi-held port.
var possessed = lemmas("held controlled occupied owned operated")

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
	if somebodyElse[c.t.Lemma(h)] {
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
