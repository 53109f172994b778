package model

import (
	"net/url"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/schema"
)

// The namespaces. Entities, articles, assertions and relations each have their
// own, so that no id of one kind can be taken for an id of another.
const (
	Base        = "https://entente-kg.github.io/"
	NS          = Base + "ns#"
	Entities    = Base + "id/"
	Articles    = Base + "article/"
	Assertions  = Base + "assertion/"
	Relations   = Base + "rel#"
	rdfType     = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
	classPrefix = NS + "class-"
)

// The predicates and classes that are the same for every subject.
const (
	Type quad.IRI = rdfType

	ClassArticle   quad.IRI = NS + "Article"
	ClassAssertion quad.IRI = NS + "Assertion"

	// Of an article.
	Title     quad.IRI = NS + "title"
	URL       quad.IRI = NS + "url"
	Publisher quad.IRI = NS + "publisher"
	Byline    quad.IRI = NS + "byline"
	Published quad.IRI = NS + "published"
	Language  quad.IRI = NS + "language"
	Sketch    quad.IRI = NS + "sketch"   // by which copies are found: schema.Sketch
	Mentions  quad.IRI = NS + "mentions" // article -> entity

	// Of an entity.
	Name     quad.IRI = NS + "name"
	Country  quad.IRI = NS + "country"
	Wikidata quad.IRI = NS + "wikidata"
	Alias    quad.IRI = NS + "alias"

	// Of an assertion.
	Subject      quad.IRI = NS + "subject"
	Predicate    quad.IRI = NS + "predicate"
	Object       quad.IRI = NS + "object"
	Status       quad.IRI = NS + "status"
	Speaker      quad.IRI = NS + "speaker"
	Date         quad.IRI = NS + "date"
	Confidence   quad.IRI = NS + "confidence"
	Symmetric    quad.IRI = NS + "symmetric"
	EvidenceText quad.IRI = NS + "evidence"
	SubjectSpan  quad.IRI = NS + "subject-span"
	ObjectSpan   quad.IRI = NS + "object-span"
	EvidenceSpan quad.IRI = NS + "evidence-span"
	Rule         quad.IRI = NS + "rule"
	Plover       quad.IRI = NS + "plover"
	Mode         quad.IRI = NS + "mode"
	Cameo        quad.IRI = NS + "cameo"
	QuadClass    quad.IRI = NS + "quad-class"
	Re3d         quad.IRI = NS + "re3d"
	Article      quad.IRI = NS + "article" // assertion -> article
)

// The predicates that a document and an assertion are read from.
var (
	DocumentFields  = []quad.IRI{Type, Title, URL, Publisher, Byline, Published, Language, Sketch}
	EntityFields    = []quad.IRI{Type, Name, Country, Wikidata, Alias}
	AssertionFields = []quad.IRI{Article, Subject, Predicate, Object, Status, Speaker, Date, Confidence, Symmetric,
		EvidenceText, EvidenceSpan, SubjectSpan, ObjectSpan, Rule, Plover, Mode, Cameo, QuadClass, Re3d}
)

// EntityIRI names an entity: id/country/TUR.
func EntityIRI(id string) quad.IRI { return quad.IRI(Entities + escape(Clean(id), true)) }

// ArticleIRI names a document by its ID, whatever that looks like.
func ArticleIRI(docID string) quad.IRI { return quad.IRI(Articles + escape(Clean(docID), false)) }

// RelationIRI names a relation, which is the predicate of plain edges.
func RelationIRI(name string) quad.IRI { return quad.IRI(Relations + escape(Clean(name), false)) }

// ClassIRI names the class of an entity's type: ns#class-armed-group.
func ClassIRI(t schema.EntityType) quad.IRI {
	return quad.IRI(classPrefix + escape(Clean(string(t)), false))
}

// AssertionIRI names an assertion by its ID. An ID that schema.AssertionID did
// not make may occur in many documents, so the document's name goes before it.
func AssertionIRI(docID string, a schema.Assertion) quad.IRI {
	if a.ID != schema.AssertionID(docID, a) && !(a.Symmetric && a.ID == schema.AssertionID(docID, Turned(a))) {
		return NodeIn(docID, a.ID)
	}
	return NodeIRI(a.ID)
}

// NodeIn names an assertion whose ID means something in its document alone.
func NodeIn(docID, id string) quad.IRI {
	return quad.IRI(Assertions + escape(Clean(docID), false) + "/" + escape(Clean(id), false))
}

// NodeIRI names an assertion whose ID schema.AssertionID made.
func NodeIRI(id string) quad.IRI { return quad.IRI(Assertions + escape(Clean(id), false)) }

// Clean makes s storable everywhere: what is not UTF-8, and NUL, becomes U+FFFD.
func Clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// escape keeps unreserved ASCII, and slashes where they part an id, and
// percent-encodes all else: the result is valid in every kind of RDF.
func escape(s string, slashes bool) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9',
			c == '-', c == '_', c == '.', c == '~', c == '/' && slashes:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

// unescape gives the id back of which v is the IRI under prefix.
func unescape(v quad.Value, prefix string) (string, bool) {
	iri, ok := v.(quad.IRI)
	if !ok {
		return "", false
	}
	rest, ok := strings.CutPrefix(string(iri), prefix)
	if !ok {
		return "", false
	}
	id, err := url.PathUnescape(rest)
	return id, err == nil
}

// EntityID is the ID of the entity that v names.
func EntityID(v quad.Value) (string, bool) { return unescape(v, Entities) }

// DocID is the ID of the document that v names.
func DocID(v quad.Value) (string, bool) { return unescape(v, Articles) }

// RelationName is the name of the relation that v names.
func RelationName(v quad.Value) (string, bool) { return unescape(v, Relations) }

// EntityTypeOf is the type whose class v names.
func EntityTypeOf(v quad.Value) (schema.EntityType, bool) {
	t, ok := unescape(v, classPrefix)
	return schema.EntityType(t), ok
}

// AssertionID is the ID of the assertion that v names.
func AssertionID(v quad.Value) (string, bool) {
	_, id, ok := NodeOf(v)
	return id, ok
}

// NodeOf reads the name of an assertion: its ID, and its document's where that is
// a part of the name.
func NodeOf(v quad.Value) (docID, assertionID string, ok bool) {
	iri, _ := v.(quad.IRI)
	name, ok := strings.CutPrefix(string(iri), Assertions)
	if i := strings.LastIndexByte(name, '/'); ok && i >= 0 {
		docID, ok = unescape(quad.IRI(name[:i]), "")
		name = name[i+1:]
	}
	if !ok {
		return "", "", false
	}
	assertionID, ok = unescape(quad.IRI(name), "")
	return docID, assertionID, ok
}
