package model

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/schema"
)

// The predicates that a store adds for itself: ways in, and what it needs to
// take an article back. They say nothing that Quads does not say.
const (
	Pair      quad.IRI = NS + "pair"      // assertion -> both ends, the smaller ID first
	Key       quad.IRI = NS + "key"       // assertion -> subject, relation and object
	Either    quad.IRI = NS + "either"    // symmetric assertion -> each of its ends
	Folded    quad.IRI = NS + "folded"    // entity -> each of its names as Fold leaves it
	Digest    quad.IRI = NS + "digest"    // article -> what its record said, hashed
	Described quad.IRI = NS + "described" // article -> its record's entities, as JSON

	ClassRelation quad.IRI = NS + "Relation"
)

// PairKey is the one key of two entities, whichever way round.
func PairKey(a, b string) quad.String {
	return quad.String(Clean(min(a, b)) + "|" + Clean(max(a, b)))
}

// TripleKey is the key of everything said of one subject, relation and object.
func TripleKey(subject, relation, object string) quad.String {
	return quad.String(Clean(subject) + "|" + Clean(relation) + "|" + Clean(object))
}

// Indexed is Quads and what a store adds to it. The quads without a label may
// be another article's as well: Shared gives the same ones from what ParseDescribed reads.
func Indexed(rec schema.Record) ([]quad.Quad, error) {
	b := builder{seen: map[quad.Quad]bool{}}
	for _, q := range Quads(rec) {
		b.add(q.Subject.(quad.IRI), q.Predicate.(quad.IRI), q.Object, q.Label)
	}
	art := ArticleIRI(rec.Doc.ID)
	var relations []string
	for _, a := range nodes(rec) {
		s := a.iri
		relations = append(relations, a.Predicate)
		b.add(s, Pair, PairKey(a.Subject, a.Object), art)
		b.add(s, Key, TripleKey(a.Subject, a.Predicate, a.Object), art)
		if a.Symmetric {
			b.add(s, Either, EntityIRI(a.Subject), art)
			b.add(s, Either, EntityIRI(a.Object), art)
		}
	}
	for _, q := range Shared(rec.Entities, relations) {
		b.add(q.Subject.(quad.IRI), q.Predicate.(quad.IRI), q.Object, nil)
	}
	described, err := describe(rec.Entities)
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", rec.Doc.ID, err)
	}
	b.add(art, Described, described, art)

	sum := sha256.New()
	for _, q := range b.quads {
		if err := WriteQuad(sum, q); err != nil {
			return nil, fmt.Errorf("document %s: %w", rec.Doc.ID, err)
		}
	}
	b.add(art, Digest, quad.String(hex.EncodeToString(sum.Sum(nil))), art)
	return b.quads, nil
}

// Shared is what an article contributes to the quads that have no label.
func Shared(entities []schema.Entity, relations []string) []quad.Quad {
	b := builder{seen: map[quad.Quad]bool{}}
	for _, e := range entities {
		b.entity(e)
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			b.text(EntityIRI(e.ID), Folded, Fold(name), nil)
		}
	}
	for _, r := range relations {
		b.add(RelationIRI(r), Type, ClassRelation, nil)
	}
	return b.quads
}

func describe(entities []schema.Entity) (quad.String, error) {
	kept := slices.Clone(entities)
	for i, e := range kept {
		kept[i].ID, kept[i].Name, kept[i].Type = Clean(e.ID), Clean(e.Name), schema.EntityType(Clean(string(e.Type)))
		kept[i].Country, kept[i].Wikidata = Clean(e.Country), Clean(e.Wikidata)
		kept[i].Aliases = nil
		for _, alias := range e.Aliases {
			kept[i].Aliases = append(kept[i].Aliases, Clean(alias))
		}
	}
	text, err := json.Marshal(kept)
	return quad.String(text), err
}

// ParseDescribed reads the object of a Described quad.
func ParseDescribed(v quad.Value) ([]schema.Entity, error) {
	var entities []schema.Entity
	if err := json.Unmarshal([]byte(text(v)), &entities); err != nil {
		return nil, fmt.Errorf("described entities: %w", err)
	}
	return entities, nil
}
