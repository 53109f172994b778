package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// pairs are two entities each, with all relations that they have, whichever way round.
func pairs(ctx context.Context, r *run) ([]group, error) {
	ss, err := r.selected(ctx)
	ss = slices.DeleteFunc(ss, func(s schema.Statement) bool { return s.Subject == s.Object })
	return r.viewed(merge(ss, func(s schema.Statement) groupKey {
		return groupKey{subject: min(s.Subject, s.Object), object: max(s.Subject, s.Object)}
	})), err
}

// relations lists a group's relations, the one with the most statements first.
func (g group) relations() string {
	n := map[string]int{}
	var names []string
	for _, s := range g.statements {
		if n[s.Predicate]++; n[s.Predicate] == 1 {
			names = append(names, s.Predicate)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b)) })
	for i, name := range names {
		names[i] = fmt.Sprint(name, " ", n[name])
	}
	return strings.Join(names, ", ")
}

// publishers keep apart who published the same.
func publishers(ctx context.Context, r *run) ([]group, error) {
	ss, err := r.selected(ctx)
	return r.viewed(merge(ss, func(s schema.Statement) groupKey {
		k := edgeKey(s)
		k.publisher = s.Doc.Publisher
		return k
	})), err
}

// weights make a number of PLOVER's four quad classes: conflict is below nought,
// and deeds weigh twice as much as words. They are this file's own.
var weights = map[string]float64{
	schema.VerbalCooperation: 1, schema.MaterialCooperation: 2, schema.VerbalConflict: -1, schema.MaterialConflict: -2,
}

// balance gathers the events of each period. A standing relation is no event, and
// what is denied, negated or only thought of did not happen.
func balance(ctx context.Context, r *run) ([]group, error) {
	ss, err := r.selected(ctx)
	ss = slices.DeleteFunc(ss, func(s schema.Statement) bool {
		first, _ := s.When()
		return first == "" || weights[s.Quad] == 0 || unsaid(s) || s.Status == schema.Hypothetical
	})
	return merge(ss, func(s schema.Statement) groupKey {
		first, _ := s.When()
		return groupKey{first: r.cut(first)}
	}), err
}

// score is the mean weight of a group's events.
func (g group) score() float64 {
	sum := 0.0
	for _, s := range g.statements {
		sum += weights[s.Quad]
	}
	return sum / float64(len(g.statements))
}

func (g group) events(of func(weight float64) bool) int {
	n := 0
	for _, s := range g.statements {
		if of(weights[s.Quad]) {
			n++
		}
	}
	return n
}

// periods are the lengths of a date that is cut to one.
var periods = map[string]int{"year": len("2006"), "month": len("2006-01"), "day": len("2006-01-02")}

// cut leaves of a date the period that was asked for, where one was.
func (r *run) cut(date string) string {
	if n := periods[r.texts[r.Period]]; n > 0 && n < len(date) {
		return date[:n]
	}
	return date
}
