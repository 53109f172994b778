package eval

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/entente-kg/entente/schema"
)

// Record is an extraction record to be measured. It need not keep the whole
// contract of records: what another extractor leaves out counts as not said.
type Record struct {
	schema.Record
	unplaced []unplaced // by assertion; nil where every end has its span
}

// unplaced tells which ends of an assertion came without a span.
type unplaced struct{ subject, object bool }

// ReadRecord reads a record of one line of JSON Lines.
func ReadRecord(line []byte) (Record, error) {
	var r Record
	if err := json.Unmarshal(line, &r.Record); err != nil {
		return r, fmt.Errorf("no extraction record: %w", err)
	}
	if r.Doc.ID == "" {
		return r, errors.New("no extraction record: it has no doc.id")
	}
	var spans struct {
		Assertions []struct {
			Subject json.RawMessage `json:"subject_span"`
			Object  json.RawMessage `json:"object_span"`
		}
	}
	if err := json.Unmarshal(line, &spans); err != nil {
		return r, fmt.Errorf("no extraction record: %w", err)
	}
	for _, s := range spans.Assertions {
		r.unplaced = append(r.unplaced, unplaced{s.Subject == nil, s.Object == nil})
	}
	return r, nil
}

// prediction is an assertion with its ends and its speaker; each is nil where the record has no such entity.
type prediction struct {
	schema.Assertion
	subject, object, speaker *schema.Entity
	unplaced                 unplaced
}

// predictions are the record's assertions. One without a status says that it is so.
func (r Record) predictions() []prediction {
	entities := map[string]*schema.Entity{}
	for i := range r.Entities {
		entities[r.Entities[i].ID] = &r.Entities[i]
	}
	out := make([]prediction, len(r.Assertions))
	for i, a := range r.Assertions {
		if a.Status == "" {
			a.Status = schema.Asserted
		}
		out[i] = prediction{Assertion: a, subject: entities[a.Subject], object: entities[a.Object], speaker: entities[a.Attribution]}
		if r.unplaced != nil {
			out[i].unplaced = r.unplaced[i]
		}
	}
	return out
}

// happened are the predictions that say that something came about, is said to have, or will.
func (r Record) happened() []prediction {
	var out []prediction
	for _, p := range r.predictions() {
		switch p.Status {
		case schema.Asserted, schema.Claimed, schema.Planned:
			out = append(out, p)
		}
	}
	return out
}
