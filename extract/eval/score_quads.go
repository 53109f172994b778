package eval

import (
	"cmp"
	"maps"
	"slices"

	"github.com/entente-kg/entente/schema"
)

// goldActor is a span that is the source of an event, its target, or both.
type goldActor struct {
	Start, End int
	Role       string
}

// place is a span in a role.
type place struct {
	schema.Span
	role string
}

// roles are a source or target as what it is, one role each.
func (a goldActor) roles() []place {
	s := schema.Span{Start: a.Start, End: a.End}
	if a.Role == "both" {
		return []place{{s, "source"}, {s, "target"}}
	}
	return []place{{s, a.Role}}
}

// quadNames are the quad classes by number; 0 is none of them.
var quadNames = []string{"none", schema.VerbalCooperation, schema.MaterialCooperation, schema.VerbalConflict, schema.MaterialConflict}

// quadOf is the number of the quad class of a PLOVER type.
func quadOf(plover string) int {
	for _, t := range schema.PloverTypes {
		if t.Name == plover {
			return slices.Index(quadNames, t.Quad)
		}
	}
	return 0
}

// scoreQuads compares the quad class of the surest prediction with the sentence's, and the
// spans of all predictions' ends with those of its actors. A verdict is of that surest one.
func (g *Gold) scoreQuads(recs map[string]Record) Report {
	r := g.report(func(d goldDoc) bool { _, ok := recs[d.ID]; return ok })
	var quad, role hits
	classes := map[string]*hits{}
	right, of := 0, 0
	for _, d := range g.docs {
		acts := slices.DeleteFunc(recs[d.ID].happened(), func(p prediction) bool { return p.Plover == "" })
		if d.Quad != nil {
			got := 0
			if len(acts) > 0 {
				best := slices.MaxFunc(acts, func(a, b prediction) int { return cmp.Compare(a.Confidence, b.Confidence) }) // the first of equals
				got = quadOf(best.Plover)
				r.judge(d, best, got == *d.Quad)
			}
			if of++; got == *d.Quad {
				right++
			} else {
				r.differs(d, d.Text, *d.Quad, got)
			}
			gold, predicted := map[int]bool{*d.Quad: *d.Quad != 0}, map[int]bool{got: got != 0}
			for q := 1; q < len(quadNames); q++ {
				quad.add(gold[q], predicted[q])
				tallied(classes, quadNames[q]).add(gold[q], predicted[q])
			}
		}
		if d.Actors != nil {
			placeActors(&role, *d.Actors, acts)
		}
	}
	accuracy := fourPlaces(share01(right, of))
	row := quad.row("quad")
	row.Accuracy = &accuracy
	r.Rows = []Row{row, role.row("source/target")}
	r.Classes = rows(classes)
	return r
}

// placeActors gives each predicted span the first actor in its role that it overlaps and that
// no other has. One that overlaps only such as are taken counts neither way. Which is taken first
// may tell; here the spans go in the order of the text, then source before target.
func placeActors(h *hits, actors []goldActor, acts []prediction) {
	var gold []place
	for _, a := range actors {
		gold = append(gold, a.roles()...)
	}
	got := map[place]bool{}
	for _, p := range acts {
		for _, role := range []string{"source", "target"} {
			if !p.unplaced.subject && (role == "source" || p.Symmetric) {
				got[place{p.SubjectSpan, role}] = true
			}
			if !p.unplaced.object && (role == "target" || p.Symmetric) {
				got[place{p.ObjectSpan, role}] = true
			}
		}
	}
	inOrder := slices.SortedFunc(maps.Keys(got), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.role, b.role))
	})
	used := make([]bool, len(gold))
	for _, p := range inOrder {
		fits := func(g place) bool { return g.role == p.role && g.Overlaps(p.Span) }
		if take(gold, used, fits) {
			h.both++
		} else if !slices.ContainsFunc(gold, fits) {
			h.predicted++
		}
	}
	for _, u := range used {
		if !u {
			h.asked++
		}
	}
}

// take marks the first that fits and is not used, and tells whether there is one.
func take[T any](of []T, used []bool, fits func(T) bool) bool {
	for i, x := range of {
		if !used[i] && fits(x) {
			used[i] = true
			return true
		}
	}
	return false
}
