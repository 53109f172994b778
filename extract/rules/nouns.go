package rules

import (
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/schema"
)

// What the nouns of described actors say of them.

// role is what the noun h says of those whom it describes, and the words that say
// it: with the words before it (human rights lawyer, prison guard), else alone.
// Who held an office does not act for the state any more: ex-minister.
func (c *scene) role(h int) (gazetteer.Role, string, bool) {
	t, lemma := c.t, c.t.Lemma(h)
	for n := 2; n > 0; n-- {
		if h < n || !c.t.Is(h-n, "compound", "amod", "nmod", "nmod:desc") || !c.t.Under(h-n, h) || n == 2 && t.Lower(h-1) == "-" {
			continue
		}
		said := t.Lower(h-n) + " "
		if n == 2 {
			said += t.Lower(h-1) + " "
		}
		if r, ok := c.d.Role(said + lemma); ok {
			return r, r.Lemma, true
		}
	}
	if r, ok := c.d.Role(lemma); ok {
		if c.former(h) {
			return past(r), "former " + lemma, true
		}
		return r, lemma, true
	}
	if manyStates[lemma] && t.Words[h].XPOS == "NNS" {
		return gazetteer.Role{Lemma: lemma, Type: schema.Group, Code: "IGO", Collective: true}, lemma, true
	}
	if one := single(lemma); t.Words[h].UPOS == "PROPN" && one != "" { // Christians, Gunmen
		if r, ok := c.d.Role(one); ok {
			return r, one, true
		}
	}
	for _, p := range formed {
		if rest, ok := strings.CutPrefix(lemma, p); ok && len(rest) > 3 {
			if r, ok := c.d.Role(rest); ok {
				if p == "ex-" {
					return past(r), "former " + rest, true
				}
				return r, lemma, true
			}
		}
	}
	for _, s := range []string{"woman", "man", "worker"} {
		if rest, ok := strings.CutSuffix(lemma, s); ok && len(rest) > 3 && t.Words[h].UPOS == "NOUN" {
			return gazetteer.Role{Lemma: lemma, Type: schema.Group, Code: "CVL"}, lemma, true
		}
	}
	return gazetteer.Role{}, "", false
}

// single is the singular of a word that the parser took for a name, or empty.
func single(w string) string {
	if one, ok := strings.CutSuffix(w, "men"); ok {
		return one + "man"
	}
	if one, ok := strings.CutSuffix(w, "ies"); ok {
		return one + "y"
	}
	one, _ := strings.CutSuffix(w, "s")
	if one == w {
		return ""
	}
	return one
}

// manyStates are nouns that in the plural are states of a part of the world: many African countries.
var manyStates = lemmas("country nation")

// regional is the region whose own government, police or court the noun h is: the
// Alberta government is not Canada's.
func (c *scene) regional(role gazetteer.Role, h int) string {
	switch role.Code {
	case "GOV", "LEG", "JUD", "COP":
	default:
		return ""
	}
	if o := c.owners(h); len(o) == 1 {
		if e := c.d.Entity(o[0].Entity); e.Type == schema.Region && e.Country != "" {
			return e.ID
		}
	}
	return ""
}

var formed = []string{"ex-", "co-", "non-", "vice-"}

// former tells whether noun h is of those who are something no longer.
func (c *scene) former(h int) bool {
	for _, k := range c.t.Kids(h) {
		switch c.t.Lower(k) {
		case "former", "ex", "ex-", "retired", "ousted", "deposed", "one-time", "onetime", "erstwhile":
			if k < h {
				return true
			}
		}
	}
	return false
}

// past is the role of those who have it no longer.
func past(r gazetteer.Role) gazetteer.Role {
	if stateOrgan(r) && !r.Collective {
		return gazetteer.Role{Lemma: r.Lemma, Type: schema.Group, Code: "ELI"}
	}
	return r
}

// named are nouns for what its name, or whose it is, says more of: the group
// al-Nusra Front, the Hezbollah movement.
var named = lemmas("group movement party militia organization organisation bloc faction network outfit gang cartel company firm bank newspaper union federation confederation agency alliance coalition")

// body is the body that such a noun is said of.
func (c *scene) body(h int) group {
	t := c.t
	if !named[t.Lemma(h)] || t.Words[h].UPOS != "NOUN" || t.Words[h].XPOS == "NNS" {
		return nil
	}
	for _, k := range t.Kids(h) {
		if !t.Is(k, "appos", "flat", "compound", "nmod:desc") || t.Words[k].UPOS != "PROPN" {
			continue
		}
		for _, r := range slices.Concat(c.name(k), c.linked(k)) {
			switch c.d.Entity(r.Entity).Type {
			case schema.Country, schema.Region, schema.Place, schema.Person, schema.Government, schema.Group, schema.IGO:
			default:
				return group{r}
			}
		}
	}
	return nil
}

// folk are people of a nation or a land whom the text counts or tells from others:
// three Russians, displaced Afghans, another Dane. The bare plural is left to the
// linker: the Turks are Turkey.
func (c *scene) folk(h int, counted bool) group {
	t := c.t
	switch t.Words[h].UPOS {
	case "PROPN", "NOUN":
	case "ADJ":
		if t.Is(h, "amod", "conj") && !counted {
			return nil
		}
	default:
		return nil
	}
	if n := t.Kid(h, "nummod"); n >= 0 && strings.ContainsAny(t.Lower(n), "0123456789") {
		counted = true
	}
	if !c.unnamed && !counted {
		return nil // Iran expelled two Danes: it is between the states
	}
	p := c.at[h]
	if p.Token < 0 || !c.d.People(p.Sentence, p.Token) || c.crew(h) {
		return nil
	}
	plural := strings.HasSuffix(t.Words[h].XPOS, "S") || strings.HasSuffix(t.Lower(h), "s") || t.Kid(h, "nummod") >= 0 || counted
	for _, k := range t.Kids(h) {
		switch {
		case k > h:
		case t.Is(k, "nummod", "amod"):
			counted = true
		case t.Is(k, "det") && few[t.Lower(k)]:
			counted = true
		}
	}
	if !counted || !plural && t.Kid(h, "det") < 0 {
		return nil
	}
	r, ok := c.d.NameAt(p.Sentence, p.Token)
	if !ok {
		return nil
	}
	role, lemma := gazetteer.Role{Type: schema.Group, Code: "CVL", Collective: true}, "people"
	if !plural {
		role, lemma = gazetteer.Role{Type: schema.Person, Code: "CVL", Collective: true}, "citizen"
	}
	span := t.Phrase(h)
	return group{{Entity: c.d.Describe(role, lemma, r.Entity, span), Span: span, Weight: 0.95}}
}

var few = lemmas("a an another some many several few no any both other")

// member gives a body that is not a state the described group of it as its other
// reading: of Hamas fighters who were arrested it is they, not Hamas.
func (c *scene) member(h int, refs group) group {
	if !c.unnamed || len(refs) != 1 || len(refs[0].Alt) > 0 || c.t.Words[h].UPOS != "NOUN" {
		return refs
	}
	role, lemma, ok := c.role(h)
	if !ok {
		if !membership[c.t.Lemma(h)] {
			return refs
		}
		role, lemma = gazetteer.Role{Type: schema.Group, Code: "CVL"}, c.t.Lemma(h)
	}
	switch c.d.Entity(refs[0].Entity).Type {
	case schema.ArmedGroup, schema.Party, schema.IGO, schema.Organization, schema.NGO, schema.Military, schema.Group, schema.Company:
	default:
		return refs
	}
	if role.Collective || slices.Contains([]string{"NN", "NNP"}, c.t.Words[h].XPOS) && lemma != "member" {
		return refs
	}
	r := refs[0]
	role.Type = schema.Group
	r.Alt = []string{c.d.Describe(role, lemma, r.Entity, c.t.Phrase(h))}
	return group{r}
}
