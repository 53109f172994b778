package model

import (
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/schema"
)

// Quads says everything that the record says of its document, entities and
// assertions, without a repetition and in the record's order. What stands in
// the article is labelled by the article; what an entity is called is not, so
// that the same entity of two articles is one.
func Quads(rec schema.Record) []quad.Quad {
	all := nodes(rec)
	b := builderOf(rec, all)
	b.document(rec)
	for _, e := range rec.Entities {
		b.entity(e)
	}
	for _, n := range all {
		b.assertion(n, rec.Doc.ID, false)
	}
	return b.quads
}

// node is an assertion the way round that it is kept, under its own name.
type node struct {
	iri quad.IRI
	schema.Assertion
}

// nodes leaves out a symmetric assertion that is there the other way round already.
func nodes(rec schema.Record) []node {
	out := make([]node, 0, len(rec.Assertions))
	seen := map[string]bool{}
	for _, a := range rec.Assertions {
		n := node{AssertionIRI(rec.Doc.ID, a), Canonical(a)}
		if said := schema.AssertionID(rec.Doc.ID, n.Assertion); !a.Symmetric || !seen[said] {
			seen[said] = a.Symmetric
			out = append(out, n)
		}
	}
	return out
}

// EntityQuads says what an entity is and what it is called.
func EntityQuads(e schema.Entity) []quad.Quad {
	b := builder{}
	b.entity(e)
	return b.quads
}

// Canonical puts a symmetric assertion the way round that it is kept: the
// smaller ID first. Its own ID stays as it is.
func Canonical(a schema.Assertion) schema.Assertion {
	if a.Symmetric && a.Subject > a.Object {
		return Turned(a)
	}
	return a
}

// Turned swaps the ends of an assertion.
func Turned(a schema.Assertion) schema.Assertion {
	a.Subject, a.Object = a.Object, a.Subject
	a.SubjectSpan, a.ObjectSpan = a.ObjectSpan, a.SubjectSpan
	return a
}

// Plain tells whether the assertion also becomes an edge between its ends.
func Plain(a schema.Assertion) bool { return a.Status == schema.Asserted }

type builder struct {
	quads []quad.Quad
	once  map[quad.Quad]bool // of what may come twice: all but an assertion node's own
	nodes map[quad.IRI]bool  // true where two assertions have one node
}

// builderOf has room for what is said of most records.
func builderOf(rec schema.Record, all []node) builder {
	b := builder{quads: make([]quad.Quad, 0, 12+6*len(rec.Entities)+22*len(all)), nodes: make(map[quad.IRI]bool, len(all))}
	for _, n := range all {
		_, again := b.nodes[n.iri]
		b.nodes[n.iri] = again
	}
	return b
}

func (b *builder) add(s quad.IRI, p quad.IRI, o quad.Value, label quad.Value) {
	q := quad.Quad{Subject: s, Predicate: p, Object: o, Label: label}
	if again, own := b.nodes[s]; again || !own {
		if b.once[q] {
			return
		}
		if b.once == nil {
			b.once = map[quad.Quad]bool{}
		}
		b.once[q] = true
	}
	b.quads = append(b.quads, q)
}

// text leaves out what is empty: an empty field and a missing one are the same.
func (b *builder) text(s quad.IRI, p quad.IRI, v string, label quad.Value) {
	if v != "" {
		b.add(s, p, quad.String(Clean(v)), label)
	}
}

func (b *builder) document(rec schema.Record) {
	d, s := rec.Doc, ArticleIRI(rec.Doc.ID)
	b.add(s, Type, ClassArticle, s)
	b.text(s, Title, d.Title, s)
	b.text(s, URL, d.URL, s)
	b.text(s, Publisher, d.Publisher, s)
	b.text(s, Byline, d.Byline, s)
	b.text(s, Published, d.Published, s)
	b.text(s, Language, d.Language, s)
	b.text(s, Sketch, d.Sketch, s)
	for _, e := range rec.Entities {
		b.add(s, Mentions, EntityIRI(e.ID), s)
	}
}

func (b *builder) entity(e schema.Entity) {
	s := EntityIRI(e.ID)
	b.add(s, Type, ClassIRI(e.Type), nil)
	b.text(s, Name, e.Name, nil)
	b.text(s, Country, e.Country, nil)
	b.text(s, Wikidata, e.Wikidata, nil)
	for _, alias := range slices.Sorted(slices.Values(e.Aliases)) {
		b.text(s, Alias, alias, nil)
	}
}

func (b *builder) assertion(a node, docID string, rejected bool) {
	s, art := a.iri, ArticleIRI(docID)
	subject, relation, object := EntityIRI(a.Subject), RelationIRI(a.Predicate), EntityIRI(a.Object)
	if Plain(a.Assertion) && !rejected {
		b.add(subject, relation, object, art)
	}
	b.add(s, Type, ClassAssertion, art)
	b.add(s, Article, art, art)
	b.add(s, Subject, subject, art)
	b.add(s, Predicate, relation, art)
	b.add(s, Object, object, art)
	b.text(s, Status, string(a.Status), art)
	if a.Attribution != "" {
		b.add(s, Speaker, EntityIRI(a.Attribution), art)
	}
	b.text(s, Date, a.Date, art)
	b.add(s, Confidence, quad.Float(a.Confidence), art)
	if a.Symmetric {
		b.add(s, Symmetric, quad.Bool(true), art)
	}
	b.text(s, EvidenceText, a.Text, art)
	b.span(s, EvidenceSpan, a.Evidence.Span, art)
	b.span(s, SubjectSpan, a.SubjectSpan, art)
	b.span(s, ObjectSpan, a.ObjectSpan, art)
	b.text(s, Rule, a.Rule, art)
	b.text(s, Plover, a.Plover, art)
	b.text(s, Mode, a.Mode, art)
	b.text(s, Cameo, a.Cameo, art)
	b.text(s, QuadClass, a.Quad, art)
	b.text(s, Re3d, a.Re3d, art)
}

func (b *builder) span(s quad.IRI, p quad.IRI, span schema.Span, label quad.Value) {
	if span != (schema.Span{}) {
		b.text(s, p, fmt.Sprintf("%d-%d", span.Start, span.End), label)
	}
}
