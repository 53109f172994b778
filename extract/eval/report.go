package eval

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"

	"github.com/entente-kg/entente/schema"
)

// Report is how records do on gold.
type Report struct {
	Kind     Kind
	Docs     int
	Missing  []string       // the documents without a record: as if nothing were read in them
	Rows     []Row          // of every kind but Articles
	Classes  []Row          // the same by what the gold tells apart: event type, quad class, relation type
	Articles *ArticleReport // of that kind alone
	Errors   []Errors
	Verdicts []Verdict
}

// Verdict is a prediction that the gold can judge. What is right differs by kind; see the score functions.
type Verdict struct {
	Doc       string
	Assertion schema.Assertion
	Right     bool
}

// Errors are the errors of one sort, in the order of the documents.
type Errors struct {
	Name string // as a key of JSON
	List []Error
}

// Error is what is wrong in a document, in a few cells that differ by kind.
type Error struct {
	Doc   string
	Cells []any
}

// MarshalJSON writes one array: the document, then the cells.
func (e Error) MarshalJSON() ([]byte, error) { return marshal(append([]any{e.Doc}, e.Cells...)) }

func (g *Gold) report(has func(goldDoc) bool) Report {
	r := Report{Kind: g.Kind, Docs: len(g.docs)}
	for _, d := range g.docs {
		if !has(d) {
			r.Missing = append(r.Missing, d.ID)
		}
	}
	return r
}

func (r *Report) judge(d goldDoc, p prediction, right bool) {
	r.Verdicts = append(r.Verdicts, Verdict{d.ID, p.Assertion, right})
}

// differs notes a document in which the gold has one thing and the record another.
func (r *Report) differs(d goldDoc, cells ...any) { r.wrong("differ", d, cells...) }

func (r *Report) wrong(sort string, d goldDoc, cells ...any) {
	i := slices.IndexFunc(r.Errors, func(e Errors) bool { return e.Name == sort })
	if i < 0 {
		i = len(r.Errors)
		r.Errors = append(r.Errors, Errors{Name: sort})
	}
	r.Errors[i].List = append(r.Errors[i].List, Error{d.ID, cells})
}

// Share is how many of the judged predictions were right.
type Share struct {
	Name   string
	Judged int
	Right  int
}

// Precision is the share that was right.
func (s Share) Precision() float64 { return share01(s.Right, s.Judged) }

// The groupings of predictions.
var (
	ByRelation = func(a schema.Assertion) string { return a.Predicate }
	ByStatus   = func(a schema.Assertion) string { return string(a.Status) }
	ByRule     = func(a schema.Assertion) string { return a.Rule }
)

// Shares groups the verdicts, the largest group first.
func (r Report) Shares(by func(schema.Assertion) string) []Share {
	groups := map[string]*Share{}
	for _, v := range r.Verdicts {
		s := tallied(groups, by(v.Assertion))
		s.Name = by(v.Assertion)
		if s.Judged++; v.Right {
			s.Right++
		}
	}
	var out []Share
	for _, s := range groups {
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b Share) int { return cmp.Or(cmp.Compare(b.Judged, a.Judged), cmp.Compare(a.Name, b.Name)) })
	return out
}

// Bin is the verdicts on predictions of about one confidence.
type Bin struct {
	From       float64 `json:"from"` // the bin reaches to the next one's From, the last to 1 and includes it
	To         float64 `json:"to"`
	Judged     int     `json:"judged"`
	Right      int     `json:"right"`
	Confidence float64 `json:"confidence"` // the mean of those judged
}

// Reliability tells for each tenth of confidence how many predictions were judged and
// how many were right: where confidence means something, the share is about the mean.
func (r Report) Reliability() []Bin {
	const tenths = 10
	bins := make([]Bin, tenths)
	for i := range bins {
		bins[i].From, bins[i].To = float64(i)/tenths, float64(i+1)/tenths
	}
	for _, v := range r.Verdicts {
		c := min(max(v.Assertion.Confidence, 0), 1)
		b := &bins[min(int(c*tenths), tenths-1)]
		b.Confidence += c
		if b.Judged++; v.Right {
			b.Right++
		}
	}
	for i := range bins {
		bins[i].Confidence = fourPlaces(bins[i].Confidence / float64(max(bins[i].Judged, 1)))
	}
	return bins
}

// object is a JSON object whose keys keep their order.
type object []field

type field struct {
	key   string
	value any
}

// MarshalJSON writes the fields one after the other.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := marshal(f.key)
		if err != nil {
			return nil, err
		}
		value, err := marshal(f.value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// marshal is json.Marshal without escapes for HTML.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}
