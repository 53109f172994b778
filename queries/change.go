package queries

import (
	"context"
	"slices"

	"github.com/entente-kg/entente/schema"
)

// fresh are the edges of which nothing was told before the date. What has no date
// at all may be old, and so may what has only a year or a month that began before.
func fresh(ctx context.Context, r *run) ([]group, error) {
	r.From = "" // what came before must be seen
	ss, err := r.selected(ctx)
	return r.viewed(slices.DeleteFunc(merge(ss, edgeKey), func(g group) bool {
		first, _ := g.statements[0].When() // the earliest; no date comes before any
		return first == "" || first < r.dates[r.Since]
	})), err
}

// outcomes are the edges that were threatened or planned, each with what was told
// of it later as a fact.
func outcomes(ctx context.Context, r *run) ([]group, error) {
	ss, err := r.selected(ctx)
	all := merge(ss, func(s schema.Statement) groupKey {
		k := edgeKey(s)
		k.status = ""
		return k
	})
	var found []group
	for _, g := range all {
		g.announced = announcement(g.statements)
		g.statements = slices.DeleteFunc(g.statements, func(s schema.Statement) bool {
			first, _ := s.When()
			return !toCome(s) && !(said(s) && later(first, g.announced))
		})
		if i := slices.IndexFunc(g.statements, toCome); i >= 0 {
			g.status = g.statements[i].Status
			found = append(found, g)
		}
	}
	return r.viewed(found), err
}

func toCome(s schema.Statement) bool {
	return s.Status == schema.Threatened || s.Status == schema.Planned
}

// announcement is when it was first said that something would happen, which is
// when the article was printed, and not when it would happen.
func announcement(ss []schema.Statement) string {
	earliest := ""
	for _, s := range ss {
		day := s.Doc.Published
		if day == "" {
			day, _ = s.When()
		}
		if toCome(s) && day != "" && (earliest == "" || day < earliest) {
			earliest = day
		}
	}
	return earliest
}

// later tells whether one date is certainly after another; 2024 is not after 2024-03.
func later(date, than string) bool {
	n := min(len(date), len(than))
	return n > 0 && date[:n] > than[:n]
}

// happened is the earliest date of what is told as a fact.
func (g group) happened() string {
	earliest := ""
	for _, s := range g.statements {
		if first, _ := s.When(); said(s) && (earliest == "" || first < earliest) {
			earliest = first
		}
	}
	return earliest
}
