package link

import (
	"slices"

	"github.com/entente-kg/entente/schema"
)

// States are the two states last spoken of together before phrase k, or none.
func (d *Doc) States(si, k int) []Ref {
	isCountry := func(r Ref) bool { return d.entities[r.Entity].Type == schema.Country }
	r := d.pair(si, k, d.phraseSpan(si, k), true)
	if len(r) == 2 && isCountry(r[0]) && isCountry(r[1]) {
		return r
	}
	return nil
}

// persons are the only two persons of the sentence before, for “the two” and “the pair”.
func (d *Doc) persons(si, k int) []Ref {
	if si == 0 {
		return nil
	}
	var out []Ref
	for q := range d.Sentences[si-1].Phrases {
		for _, r := range d.refs[si-1][q] {
			known := slices.ContainsFunc(out, func(o Ref) bool { return o.Entity == r.Entity })
			if d.entities[r.Entity].Type == schema.Person && !known {
				out = append(out, Ref{Entity: r.Entity, Span: d.phraseSpan(si, k), Weight: 0.8})
			}
		}
	}
	if len(out) != 2 {
		return nil
	}
	return out
}
