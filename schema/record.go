package schema

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Record is what an extractor answers for one document: the interchange record,
// one JSON object a line. Its spans count Unicode code points.
type Record struct {
	Doc        DocInfo     `json:"doc"`
	Entities   []Entity    `json:"entities"`
	Mentions   []Mention   `json:"mentions"`
	Assertions []Assertion `json:"assertions"`
	Dropped    []Dropped   `json:"dropped"`
}

// DocInfo describes the document of a record. Text is set only where the
// spans count in a text other than the one given: the text of an HTML page.
type DocInfo struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Publisher string `json:"publisher"`
	Byline    string `json:"byline,omitempty"`
	Published string `json:"published"`
	Language  string `json:"language"`
	Text      string `json:"text,omitempty"`
	Sketch    string `json:"sketch,omitempty"` // of the article's text, to know its copies by: see Alike
}

// EntityType is the kind of thing that an entity or a mention is.
type EntityType string

// The entity types. Those from Nationality's row on are offered for mentions only.
const (
	Country      EntityType = "country"
	Region       EntityType = "region"
	Place        EntityType = "place"
	Person       EntityType = "person"
	Government   EntityType = "government"
	Military     EntityType = "military"
	Party        EntityType = "party"
	ArmedGroup   EntityType = "armed-group"
	IGO          EntityType = "igo"
	NGO          EntityType = "ngo"
	Media        EntityType = "media"
	Company      EntityType = "company"
	Organization EntityType = "organization"
	Group        EntityType = "group"

	Nationality      EntityType = "nationality"
	Agreement        EntityType = "agreement"
	Weapon           EntityType = "weapon"
	MilitaryPlatform EntityType = "military-platform"
	Date             EntityType = "date"
	Money            EntityType = "money"
	Quantity         EntityType = "quantity"
)

// EntityTypes lists the types that an entity may have.
var EntityTypes = []EntityType{Country, Region, Place, Person, Government, Military, Party, ArmedGroup,
	IGO, NGO, Media, Company, Organization, Group}

// MentionTypes lists the types that only a mention may have.
var MentionTypes = []EntityType{Nationality, Agreement, Weapon, MilitaryPlatform, Date, Money, Quantity}

// Entity is one actor or place of the graph.
type Entity struct {
	ID      string     `json:"id"` // type/slug; a country's slug is its ISO 3166-1 alpha-3 code
	Name    string     `json:"name"`
	Type    EntityType `json:"type"`
	Country string     `json:"country,omitempty"` // alpha-3 of the state that it is, belongs to or acts for
	// Wikidata is empty where the Qid was not checked.
	Wikidata string   `json:"wikidata,omitempty"`
	Aliases  []string `json:"aliases,omitempty"`
}

// Mention is a stretch of the text that names or describes an entity.
type Mention struct {
	Start  int        `json:"start"`
	End    int        `json:"end"`
	Text   string     `json:"text"`
	Type   EntityType `json:"type"`
	Entity string     `json:"entity,omitempty"` // an Entity's ID, or empty
}

// Status tells how the text stands to a relation.
type Status string

// The statuses. An assertion has exactly one.
const (
	Asserted     Status = "asserted"     // the text says so in its own voice
	Claimed      Status = "claimed"      // the attributed speaker says so
	Denied       Status = "denied"       // the attributed speaker denies it
	Negated      Status = "negated"      // the text says that it did not happen
	Threatened   Status = "threatened"   // somebody threatens to bring it about
	Planned      Status = "planned"      // it is to come
	Hypothetical Status = "hypothetical" // it is only thought of
)

// Statuses lists every status.
var Statuses = []Status{Asserted, Claimed, Denied, Negated, Threatened, Planned, Hypothetical}

// Evidence is where in the document an assertion was read. Spans count code points.
type Evidence struct {
	SubjectSpan Span   `json:"subject_span"`
	ObjectSpan  Span   `json:"object_span"`
	Span        Span   `json:"evidence_span"`
	Text        string `json:"evidence"` // the sentence, to the letter
	Rule        string `json:"rule"`     // the id of the rule that read it
}

// Assertion is one relation, read from one sentence.
type Assertion struct {
	ID          string  `json:"id"`
	Subject     string  `json:"subject"`   // an Entity's ID
	Predicate   string  `json:"predicate"` // a relation of the Vocabulary
	Object      string  `json:"object"`    // an Entity's ID
	Status      Status  `json:"status"`
	Attribution string  `json:"attribution"` // the speaker: an Entity's ID, or empty
	Date        string  `json:"date"`        // ISO 8601, possibly partial or an interval, or empty
	Confidence  float64 `json:"confidence"`  // a probability in [0, 1]
	Symmetric   bool    `json:"symmetric"`
	Plover      string  `json:"plover"` // event type of the PLOVER manual (2021), empty for a standing relation
	Mode        string  `json:"mode"`
	Cameo       string  `json:"cameo"`
	Quad        string  `json:"quad"` // quad class
	Re3d        string  `json:"re3d"`
	Evidence
}

// Dropped is a stretch of the text that is no part of the article.
type Dropped struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Reason string `json:"reason"`
}

// Statement is an assertion together with the article that it was read in:
// what a store answers.
type Statement struct {
	Assertion
	Doc    DocInfo `json:"doc"`
	Review Review  `json:"review,omitempty"`
	Note   string  `json:"note,omitempty"` // an analyst's remark
}

// Review is what an analyst who looked at an assertion made of it.
type Review string

// The reviews. An assertion that nobody looked at has none.
const (
	Accepted Review = "accepted"
	Rejected Review = "rejected"
)

// AssertionID derives an assertion's ID from what it says and where. The same
// sentence of the same document always gives the same ID.
func AssertionID(docID string, a Assertion) string {
	return shortHash(docID, a.Subject, a.Predicate, a.Object, string(a.Status), a.Attribution,
		fmt.Sprint(a.Evidence.Span.Start, "-", a.Evidence.Span.End))
}

// ContentID is the ID of a document that came without one.
func ContentID(text string) string { return "doc-" + shortHash(text) }

func shortHash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// CompareAssertions orders assertions by where they stand in the text, then by what they say.
func CompareAssertions(a, b Assertion) int {
	return cmp.Or(
		cmp.Compare(a.Evidence.Span.Start, b.Evidence.Span.Start), cmp.Compare(a.SubjectSpan.Start, b.SubjectSpan.Start),
		cmp.Compare(a.ObjectSpan.Start, b.ObjectSpan.Start), cmp.Compare(a.Predicate, b.Predicate),
		cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Object, b.Object), cmp.Compare(a.Status, b.Status),
		cmp.Compare(a.Attribution, b.Attribution))
}

// Check reports every way in which the record breaks its own contract: an
// unknown type or status, a reference to an entity that is not there, a
// relation that the vocabulary does not have, a span out of order.
func (r Record) Check(v *Vocabulary) []string {
	var faults []string
	add := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if r.Doc.ID == "" {
		add("doc: no id")
	}
	known := map[string]bool{}
	for i, e := range r.Entities {
		if e.ID == "" || e.Name == "" {
			add("entity %d: no id or no name", i)
		}
		if !slices.Contains(EntityTypes, e.Type) {
			add("entity %s: unknown type %q", e.ID, e.Type)
		}
		if known[e.ID] {
			add("entity %s: given twice", e.ID)
		}
		known[e.ID] = true
	}
	for i, m := range r.Mentions {
		if m.Start < 0 || m.End < m.Start {
			add("mention %d: span [%d,%d]", i, m.Start, m.End)
		}
		if m.Entity != "" && !known[m.Entity] {
			add("mention %d: unknown entity %q", i, m.Entity)
		}
	}
	for i, a := range r.Assertions {
		at := fmt.Sprintf("assertion %d (%s)", i, strings.Join([]string{a.Subject, a.Predicate, a.Object}, " "))
		for _, id := range []string{a.Subject, a.Object} {
			if !known[id] {
				add("%s: unknown entity %q", at, id)
			}
		}
		if a.Attribution != "" && !known[a.Attribution] {
			add("%s: unknown speaker %q", at, a.Attribution)
		}
		if !slices.Contains(Statuses, a.Status) {
			add("%s: unknown status %q", at, a.Status)
		}
		if v != nil {
			if _, ok := v.Relation(a.Predicate); !ok {
				add("%s: %v", at, ErrUnknownRelation)
			}
		}
		if a.Confidence < 0 || a.Confidence > 1 {
			add("%s: confidence %v is outside [0, 1]", at, a.Confidence)
		}
		if a.Evidence.Text == "" {
			add("%s: no evidence", at)
		}
		for _, s := range []Span{a.SubjectSpan, a.ObjectSpan, a.Span} {
			if s.Start < 0 || s.End < s.Start {
				add("%s: span [%d,%d]", at, s.Start, s.End)
			}
		}
	}
	return faults
}
