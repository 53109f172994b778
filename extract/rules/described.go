package rules

import (
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/schema"
)

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
		if id := c.stateOrBody(r.Entity); id != "" && !slices.Contains(out, id) && !c.d.Passing(id) { // families of the victims
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
