package schema

import "slices"

// Filter chooses statements. Every set field must hold; the zero value chooses all.
type Filter struct {
	Subjects   []string  // entity IDs: the subject is one of these
	Objects    []string  // entity IDs: the object is one of these
	Between    [2]string // two entity IDs: one at either end, whichever way round; both or neither are set
	Entities   []string  // entity IDs: either end is one of these
	Predicates []string
	Statuses   []Status
	Docs       []string // document IDs
	From, To   string   // ISO 8601, possibly partial; a statement's Date, or where it has none its article's, lies within
	Confidence float64  // at least this
	Rejected   bool     // also what an analyst rejected
}

// Match tells whether the filter chooses s.
func (f Filter) Match(s Statement) bool {
	in := func(set []string, v string) bool { return len(set) == 0 || slices.Contains(set, v) }
	if !in(f.Subjects, s.Subject) || !in(f.Objects, s.Object) || !in(f.Predicates, s.Predicate) || !in(f.Docs, s.Doc.ID) {
		return false
	}
	if len(f.Entities) > 0 && !slices.Contains(f.Entities, s.Subject) && !slices.Contains(f.Entities, s.Object) {
		return false
	}
	if a, b := f.Between[0], f.Between[1]; a != "" || b != "" {
		if !(s.Subject == a && s.Object == b || s.Subject == b && s.Object == a) {
			return false
		}
	}
	if len(f.Statuses) > 0 && !slices.Contains(f.Statuses, s.Status) {
		return false
	}
	if s.Confidence < f.Confidence || s.Review == Rejected && !f.Rejected {
		return false
	}
	return f.within(s)
}

// within compares ISO dates as text: a prefix is the whole of its month or year.
func (f Filter) within(s Statement) bool {
	if f.From == "" && f.To == "" {
		return true
	}
	first, last := s.When()
	if first == "" && last == "" {
		return false
	}
	if n := min(len(last), len(f.From)); last != "" && last[:n] < f.From[:n] {
		return false
	}
	if n := min(len(first), len(f.To)); first[:n] > f.To[:n] {
		return false
	}
	return true
}

// When is the time of a statement, first and last, each ISO 8601 and possibly
// partial or empty: its own date, or where it has none its article's.
func (s Statement) When() (first, last string) {
	d := s.Date
	if d == "" {
		d = s.Doc.Published
	}
	for i := range len(d) {
		if d[i] == '/' {
			return d[:i], d[i+1:]
		}
	}
	return d, d
}
