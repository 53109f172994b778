package model

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/schema"
)

// The predicates that a store adds for itself: ways in, what analysts decided,
// and what a dump needs to be read back whole.
const (
	Pair       quad.IRI = NS + "pair"        // assertion -> both ends, the smaller ID first
	Month      quad.IRI = NS + "month"       // assertion -> the month in which it was, or began
	Review     quad.IRI = NS + "review"      // assertion -> "accepted" or "rejected"
	Note       quad.IRI = NS + "note"        // assertion -> an analyst's remark
	MergedInto quad.IRI = NS + "merged-into" // entity -> the one that it is
	SplitFrom  quad.IRI = NS + "split-from"  // entity that an analyst made -> the one that articles call so
	SplitIn    quad.IRI = NS + "split-in"    // entity that an analyst made -> an article that speaks of it
	Described  quad.IRI = NS + "described"   // article -> its record's entities, as JSON; in dumps alone

	// Decisions is the label of what an analyst decided and no article says.
	Decisions quad.IRI = Base + "decisions"
)

// PairKey is the one key of two entities, whichever way round.
func PairKey(a, b string) quad.String {
	return quad.String(Clean(min(a, b)) + "|" + Clean(max(a, b)))
}

// Stored is what a store holds under the article's label: Quads without what
// entities are called, and with the ways in. An assertion that is rejected has no plain edge.
func Stored(rec schema.Record, rejected func(assertionID string) bool) []quad.Quad {
	all := nodes(rec)
	b := builderOf(rec, all)
	b.document(rec)
	art := ArticleIRI(rec.Doc.ID)
	for _, n := range all {
		b.assertion(n, rec.Doc.ID, rejected(n.ID))
		b.add(n.iri, Pair, PairKey(n.Subject, n.Object), art)
		if first, _ := (schema.Statement{Assertion: n.Assertion, Doc: rec.Doc}).When(); len(first) >= len("2006-01") {
			b.text(n.iri, Month, first[:len("2006-01")], art)
		}
	}
	return b.quads
}

// Dumped is what a dump says of a record under the article's label: what a store
// holds but for the ways in, and how the article itself describes its entities.
func Dumped(rec schema.Record, rejected func(assertionID string) bool) ([]quad.Quad, error) {
	quads := slices.DeleteFunc(Stored(rec, rejected), func(q quad.Quad) bool { return q.Predicate == Pair || q.Predicate == Month })
	if len(rec.Entities) == 0 {
		return quads, nil
	}
	own, err := describe(rec.Entities)
	art := ArticleIRI(rec.Doc.ID)
	return append(quads, quad.Quad{Subject: art, Predicate: Described, Object: own, Label: art}), err
}

// Kept lists the record's assertions as a store keeps them: each once, symmetric
// ones the smaller ID first, in the order of the text, whatever order they came in.
func Kept(rec schema.Record) []schema.Assertion {
	var out []schema.Assertion
	seen := map[string]bool{}
	for _, n := range nodes(rec) {
		if !seen[n.ID] {
			seen[n.ID] = true
			out = append(out, n.Assertion)
		}
	}
	slices.SortFunc(out, func(a, b schema.Assertion) int {
		return cmp.Or(schema.CompareAssertions(a, b), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// describe makes the object of a Described quad.
func describe(entities []schema.Entity) (quad.String, error) {
	text, err := json.Marshal(clean(entities))
	return quad.String(text), err
}

// clean makes entities as they are kept.
func clean(entities []schema.Entity) []schema.Entity {
	kept := make([]schema.Entity, len(entities))
	for i, e := range entities {
		kept[i] = EntityOf(Clean(e.ID), Facts(e))
	}
	return kept
}

// parseDescribed reads the object of a Described quad.
func parseDescribed(v quad.Value) ([]schema.Entity, error) {
	var entities []schema.Entity
	if err := json.Unmarshal([]byte(text(v)), &entities); err != nil {
		return nil, fmt.Errorf("described entities: %w", err)
	}
	return clean(entities), nil
}
