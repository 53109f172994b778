package corpus

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/entente-kg/entente/extract/nlp/mention"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/schema"
)

// Document is a text with all its marks.
type Document struct {
	ID, Publisher, Text string
	Marks               []Mark
}

// Free tells whether the publisher's licence lets a model learn from the
// document. The others only measure.
func (d *Document) Free() bool { return freePublishers[d.Publisher] }

// Public domain, the Open Government Licence, CC BY and CC BY-SA.
var freePublishers = map[string]bool{"CENTCOM": true, "UK Government": true, "US State Department": true,
	"Australian Department of Foreign Affairs": true, "Wikipedia": true}

// re3dTypes are re3d's types as the recognizer says them; its others, such as
// documents and frequencies, are no mentions.
var re3dTypes = map[string]schema.EntityType{"Person": schema.Person, "Organisation": schema.Organization,
	"Location": schema.Place, "Nationality": schema.Nationality, "Temporal": schema.Date, "Money": schema.Money,
	"Quantity": schema.Quantity, "Weapon": schema.Weapon, "MilitaryPlatform": schema.MilitaryPlatform}

// ReadRe3d reads documents, one JSON object a line, whose entities count code points.
func ReadRe3d(path string) ([]Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read re3d: %w", err)
	}
	defer f.Close()
	var out []Document
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for n := 1; sc.Scan(); n++ {
		d, err := re3dDocument(sc.Bytes())
		if err != nil {
			return nil, fmt.Errorf("read re3d: %s:%d: %w", path, n, err)
		}
		out = append(out, d)
	}
	return out, sc.Err()
}

func re3dDocument(line []byte) (Document, error) {
	var in struct {
		ID, Publisher, Text string
		Entities            []struct {
			Start, End int
			Type       string
		}
	}
	if err := json.Unmarshal(line, &in); err != nil {
		return Document{}, err
	}
	var at []int // byte by code point
	for i := range in.Text {
		at = append(at, i)
	}
	at = append(at, len(in.Text))
	d := Document{ID: in.ID, Publisher: in.Publisher, Text: in.Text}
	for _, e := range in.Entities {
		if e.Start < 0 || e.Start >= e.End || e.End >= len(at) {
			return Document{}, fmt.Errorf("document %s: entity from %d to %d", in.ID, e.Start, e.End)
		}
		if t, ok := re3dTypes[e.Type]; ok {
			d.Marks = append(d.Marks, Mark{schema.Span{Start: at[e.Start], End: at[e.End]}, t})
		}
	}
	return d, nil
}

// Examples are the document's sentences as the model reads them.
func (d *Document) Examples(m *ud.Model) []mention.Example {
	var out []mention.Example
	for _, s := range m.Analyse(d.Text) {
		out = append(out, mention.Example{Tokens: s.Tokens, Mentions: onto(s.Tokens, d.Marks)})
	}
	return out
}
