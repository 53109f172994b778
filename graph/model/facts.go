package model

import (
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/schema"
)

// factKinds are the first bytes of facts and the predicates that they stand for.
var factKinds = map[byte]quad.IRI{'t': Type, 'n': Name, 'c': Country, 'w': Wikidata, 'a': Alias}

// Facts is what somebody says of an entity, sorted: each a byte for the kind and
// the value. What several articles say is the union of their facts.
func Facts(e schema.Entity) []string {
	facts := []string{"t" + Clean(string(e.Type))}
	say := func(kind, value string) {
		if value != "" {
			facts = append(facts, kind+Clean(value))
		}
	}
	say("n", e.Name)
	say("c", e.Country)
	say("w", e.Wikidata)
	for _, alias := range e.Aliases {
		if Clean(alias) != Clean(e.Name) { // EntityOf would not give it back
			say("a", alias)
		}
	}
	slices.Sort(facts)
	return slices.Compact(facts)
}

// FactQuad is a fact as a quad. It has no label, since many articles share it;
// what an analyst says has the label of decisions.
func FactQuad(id, fact string) quad.Quad {
	q := quad.Quad{Subject: EntityIRI(id), Predicate: factKinds[fact[0]], Object: quad.String(fact[1:])}
	if fact[0] == 't' {
		q.Object = ClassIRI(schema.EntityType(fact[1:]))
	}
	return q
}

// Fact is the fact that a predicate and an object make, whatever their label.
func Fact(predicate, object quad.Value) (fact string, ok bool) {
	if t, ok := EntityTypeOf(object); ok && predicate == Type {
		return "t" + string(t), true
	}
	value, isText := object.(quad.String)
	for kind, p := range factKinds {
		if p == predicate && isText && value != "" && kind != 't' {
			return string(kind) + string(value), true
		}
	}
	return "", false
}

// FactNames are the names among facts: the names and the aliases.
func FactNames(facts []string) (names []string) {
	for _, f := range facts {
		if f[0] == 'n' || f[0] == 'a' {
			names = append(names, f[1:])
		}
	}
	return names
}

// EntityOf makes one entity of all that is said of it: the longest name is its
// name, every other one an alias. Of several types the one that the ID names is
// it; where countries or Wikidata items disagree it has none.
func EntityOf(id string, facts []string) schema.Entity {
	by := map[byte][]string{}
	for _, f := range facts {
		by[f[0]] = append(by[f[0]], f[1:])
	}
	return entityOf(id, by['t'], by['n'], by['c'], by['w'], by['a'])
}
