package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/entente-kg/entente/extract/source"
	"github.com/entente-kg/entente/schema"
)

// Kind is which measure a gold file asks for.
type Kind string

// The kinds, each told by a field of the gold documents.
const (
	Articles  Kind = "articles"  // gold: relations with status and speaker, by tiers; traps
	Events    Kind = "events"    // events: PLOVER types, and who did it to whom
	Quads     Kind = "quads"     // quad: the quad class of a sentence; spans of source and target
	Relations Kind = "relations" // relations: typed ones between spans, and the spans themselves
)

// Gold is a gold file: documents, each with what is to be read in it.
type Gold struct {
	Kind Kind
	docs []goldDoc
}

// goldDoc is a document with the fields of every kind; only those of the file's kind are set.
type goldDoc struct {
	schema.Document
	line int

	Rows      []goldRow      `json:"gold"`
	Traps     []trap         `json:"traps"`
	Events    []goldEvent    `json:"events"`
	Quad      *int           `json:"quad"`   // 0 is none of the four; nil is not judged
	Actors    *[]goldActor   `json:"actors"` // nil is not judged
	Entities  []goldMention  `json:"entities"`
	Relations []goldRelation `json:"relations"`
}

// maxGold is the most bytes a line of a gold file may have.
const maxGold = 64 << 20

// ReadGold reads a gold file, one document a line. It calls bad for every line
// that is no document of the file's kind, which is that of its first; the others count.
func ReadGold(in io.Reader, bad func(line int, err error)) (*Gold, error) {
	g := &Gold{}
	seen := map[string]int{}
	err := source.Lines(in, maxGold, func(n int, line []byte, long bool) error {
		if long {
			bad(n, fmt.Errorf("longer than %d MiB, the most that a gold document may have", maxGold>>20))
			return nil
		}
		d, kind, err := parseGold(line, g.Kind)
		if err == nil && seen[d.ID] > 0 {
			err = fmt.Errorf("document %q is given already in line %d", d.ID, seen[d.ID])
		}
		if err != nil {
			bad(n, err)
			return nil
		}
		d.line, g.Kind, seen[d.ID] = n, kind, n
		g.docs = append(g.docs, d)
		return nil
	})
	if re := (*source.ReadError)(nil); errors.As(err, &re) {
		return nil, re
	}
	if err == nil && len(g.docs) == 0 {
		return nil, errors.New("no gold document in it")
	}
	return g, err
}

// parseGold reads a document of the kind, or of any kind where that is not known yet.
func parseGold(line []byte, want Kind) (goldDoc, Kind, error) {
	var d goldDoc
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		return d, "", fmt.Errorf("no gold document: %w", err)
	}
	kind := kindOf(fields)
	switch {
	case kind == "":
		return d, "", errors.New("no gold document: it has no field gold, events, quad or relations")
	case want != "" && kind != want:
		return d, "", fmt.Errorf("gold of the kind %s in a file of the kind %s", kind, want)
	}
	if err := json.Unmarshal(line, &d); err != nil {
		return d, "", fmt.Errorf("no gold document: %w", err)
	}
	return d, kind, d.check()
}

// kindOf tells the kind in the order in which the fields decide.
func kindOf(fields map[string]json.RawMessage) Kind {
	for _, k := range []struct {
		field string
		kind  Kind
	}{{"gold", Articles}, {"events", Events}, {"quad", Quads}, {"relations", Relations}} {
		if _, ok := fields[k.field]; ok {
			return k.kind
		}
	}
	return ""
}

func (d goldDoc) check() error {
	if d.ID == "" {
		return errors.New("no gold document: it has no id")
	}
	for _, r := range d.Rows {
		if r.Tier < 1 || r.Tier > 3 {
			return fmt.Errorf("document %q: row %s: tier %d is not 1, 2 or 3", d.ID, r.ID, r.Tier)
		}
	}
	return nil
}

// Documents are the gold's documents, without what is to be read in them.
func (g *Gold) Documents() []schema.Document {
	out := make([]schema.Document, len(g.docs))
	for i, d := range g.docs {
		out[i] = d.Document
	}
	return out
}

// Line is the line of a document in the gold file, or 0.
func (g *Gold) Line(id string) int {
	for _, d := range g.docs {
		if d.ID == id {
			return d.line
		}
	}
	return 0
}

// Score measures records against the gold. Of two records of one document the later counts.
func (g *Gold) Score(recs []Record) Report {
	switch g.Kind {
	case Articles:
		return g.scoreArticles(recs)
	case Events:
		return g.scoreEvents(byID(recs))
	case Quads:
		return g.scoreQuads(byID(recs))
	}
	return g.scoreRelations(byID(recs))
}

func byID(recs []Record) map[string]Record {
	out := map[string]Record{}
	for _, r := range recs {
		out[r.Doc.ID] = r
	}
	return out
}
