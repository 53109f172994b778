package model

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/schema"
)

// Contents is what a set of quads says.
type Contents struct {
	Documents  []schema.DocInfo   // by ID
	Entities   []schema.Entity    // by ID
	Statements []schema.Statement // by article, then by where they stand in it
}

// Parse reads quads that Quads made, of any number of records and in any order.
// An assertion that lacks a part is an error, never half a statement.
func Parse(quads []quad.Quad) (Contents, error) {
	nodes := map[quad.Value][]quad.Quad{}
	for _, q := range quads {
		nodes[q.Subject] = append(nodes[q.Subject], q)
	}
	var c Contents
	docs := map[string]schema.DocInfo{}
	for s, qs := range nodes {
		if _, ok := DocID(s); ok {
			d, err := ParseDocument(qs)
			if err != nil {
				return Contents{}, err
			}
			docs[d.ID] = d
			c.Documents = append(c.Documents, d)
		}
	}
	for s, qs := range nodes {
		if _, ok := EntityID(s); ok {
			if e, ok := ParseEntity(qs); ok {
				c.Entities = append(c.Entities, e)
			}
		} else if _, ok := AssertionID(s); ok {
			a, docID, err := ParseAssertion(qs)
			if err != nil {
				return Contents{}, err
			}
			doc, ok := docs[docID]
			if !ok {
				return Contents{}, fmt.Errorf("assertion %v: no article %q", s, docID)
			}
			c.Statements = append(c.Statements, schema.Statement{Assertion: a, Doc: doc})
		}
	}
	slices.SortFunc(c.Documents, func(a, b schema.DocInfo) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(c.Entities, func(a, b schema.Entity) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(c.Statements, CompareStatements)
	return c, nil
}

// CompareStatements orders statements by when their articles were published,
// then by article, then by where they stand in it.
func CompareStatements(a, b schema.Statement) int {
	return cmp.Or(CompareDocuments(a.Doc, b.Doc), schema.CompareAssertions(a.Assertion, b.Assertion), cmp.Compare(a.ID, b.ID))
}

// CompareDocuments orders documents by when they were published, then by ID.
func CompareDocuments(a, b schema.DocInfo) int {
	return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.ID, b.ID))
}

// ParseDocument reads the quads of which one article is the subject.
func ParseDocument(quads []quad.Quad) (schema.DocInfo, error) {
	var d schema.DocInfo
	for _, q := range quads {
		if id, ok := DocID(q.Subject); ok {
			d.ID = id
		}
		switch q.Predicate {
		case Title:
			d.Title = text(q.Object)
		case URL:
			d.URL = text(q.Object)
		case Publisher:
			d.Publisher = text(q.Object)
		case Byline:
			d.Byline = text(q.Object)
		case Published:
			d.Published = text(q.Object)
		case Language:
			d.Language = text(q.Object)
		case Sketch:
			d.Sketch = text(q.Object)
		}
	}
	if d.ID == "" {
		return d, fmt.Errorf("article: no id")
	}
	return d, nil
}

// ParseEntity reads the quads of which one entity is the subject, plain edges
// included, as EntityOf does. It is not ok where none says what it is.
func ParseEntity(quads []quad.Quad) (schema.Entity, bool) {
	var id string
	var types, names, countries, qids, aliases []string
	for _, q := range quads {
		if of, ok := EntityID(q.Subject); ok {
			id = of
		}
		switch q.Predicate {
		case Type:
			if t, ok := EntityTypeOf(q.Object); ok {
				types = append(types, string(t))
			}
		case Name:
			names = append(names, text(q.Object))
		case Country:
			countries = append(countries, text(q.Object))
		case Wikidata:
			qids = append(qids, text(q.Object))
		case Alias:
			aliases = append(aliases, text(q.Object))
		}
	}
	return entityOf(id, types, names, countries, qids, aliases), id != "" && len(types) > 0
}

func entityOf(id string, types, names, countries, qids, aliases []string) schema.Entity {
	e := schema.Entity{ID: id, Type: schema.EntityType(bestType(id, types)), Country: only(countries), Wikidata: only(qids)}
	if len(names) > 0 {
		e.Name = slices.MinFunc(names, func(a, b string) int {
			return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
		})
	}
	e.Aliases = slices.Concat(aliases, names)
	slices.Sort(e.Aliases)
	e.Aliases = slices.DeleteFunc(slices.Compact(e.Aliases), func(s string) bool { return s == e.Name })
	if len(e.Aliases) == 0 {
		e.Aliases = nil
	}
	return e
}

// bestType settles what the ID itself leaves open.
func bestType(id string, types []string) string {
	slices.Sort(types)
	if prefix, _, ok := strings.Cut(id, "/"); ok && slices.Contains(types, prefix) {
		return prefix
	}
	if len(types) == 0 {
		return ""
	}
	return types[0]
}

// only answers nothing where articles disagree: a wrong country is worse than none.
func only(values []string) string {
	slices.Sort(values)
	if values = slices.Compact(values); len(values) == 1 {
		return values[0]
	}
	return ""
}

// ParseAssertion reads the quads of which one assertion is the subject, and
// says in which document it stands.
func ParseAssertion(quads []quad.Quad) (a schema.Assertion, docID string, err error) {
	if len(quads) == 0 {
		return a, "", fmt.Errorf("assertion: no quads")
	}
	node := quads[0].Subject
	a.ID, _ = AssertionID(node)
	for _, q := range quads {
		switch o := q.Object; q.Predicate {
		case Article:
			docID, _ = DocID(o)
		case Subject:
			a.Subject, _ = EntityID(o)
		case Predicate:
			a.Predicate, _ = RelationName(o)
		case Object:
			a.Object, _ = EntityID(o)
		case Status:
			a.Status = schema.Status(text(o))
		case Speaker:
			a.Attribution, _ = EntityID(o)
		case Date:
			a.Date = text(o)
		case Confidence:
			f, ok := o.(quad.Float)
			if !ok {
				return a, docID, fmt.Errorf("assertion %v: confidence is a %T", node, o)
			}
			a.Confidence = float64(f)
		case Symmetric:
			a.Symmetric = o == quad.Bool(true)
		case EvidenceText:
			a.Text = text(o)
		case EvidenceSpan:
			a.Evidence.Span, err = span(o)
		case SubjectSpan:
			a.SubjectSpan, err = span(o)
		case ObjectSpan:
			a.ObjectSpan, err = span(o)
		case Rule:
			a.Rule = text(o)
		case Plover:
			a.Plover = text(o)
		case Mode:
			a.Mode = text(o)
		case Cameo:
			a.Cameo = text(o)
		case QuadClass:
			a.Quad = text(o)
		case Re3d:
			a.Re3d = text(o)
		}
		if err != nil {
			return a, docID, fmt.Errorf("assertion %v: %w", node, err)
		}
	}
	for _, part := range []struct{ name, value string }{
		{"id", a.ID}, {"article", docID}, {"subject", a.Subject}, {"predicate", a.Predicate},
		{"object", a.Object}, {"status", string(a.Status)},
	} {
		if part.value == "" {
			return a, docID, fmt.Errorf("assertion %v: no %s", node, part.name)
		}
	}
	return a, docID, nil
}

func text(v quad.Value) string {
	s, _ := v.(quad.String)
	return string(s)
}

func span(v quad.Value) (schema.Span, error) {
	first, last, _ := strings.Cut(text(v), "-")
	start, err1 := strconv.Atoi(first)
	end, err2 := strconv.Atoi(last)
	if err := cmp.Or(err1, err2); err != nil {
		return schema.Span{}, fmt.Errorf("span %v: %w", v, err)
	}
	return schema.Span{Start: start, End: end}, nil
}
