package queries

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// twoSteps are the edges of one way from an entity over a second one to a third.
type twoSteps struct {
	to, from   map[string]bool // relations of the first step, and of the second
	statements []schema.Statement
}

// chain walks two steps: by the first selection from its entity to others, and by
// the second on from these, to whomever or to its own entity. One row is one way,
// whatever relations each step has.
func chain(ctx context.Context, r *run) ([]group, error) {
	from, to := r.entities[r.Select[0].Of].ID, r.entities[r.Select[1].Of].ID
	firsts, err := r.edges(ctx, r.Select[0], nil)
	if err != nil {
		return nil, err
	}
	firstSteps := map[string][]group{}
	for _, g := range firsts {
		if g = r.turned(g, from); g.object != from {
			firstSteps[g.object] = append(firstSteps[g.object], g)
		}
	}
	if len(firstSteps) == 0 {
		return nil, nil
	}
	ends := slices.Sorted(maps.Keys(firstSteps))
	if to != "" {
		ends = []string{to}
	}
	seconds, err := r.edges(ctx, r.Select[1], ends)
	if err != nil {
		return nil, err
	}
	type key struct {
		via, end string
		status   schema.Status
	}
	ways := map[key]*twoSteps{}
	for _, g := range seconds {
		for _, via := range slices.Compact([]string{g.subject, g.object}) {
			second := r.turned(g, via)
			if second.object == from || second.object == via || to != "" && second.object != to {
				continue
			}
			for _, first := range firstSteps[via] {
				k := key{via, second.object, lesser(first.status, second.status)}
				if ways[k] == nil {
					ways[k] = &twoSteps{to: map[string]bool{}, from: map[string]bool{}}
				}
				ways[k].to[first.relation], ways[k].from[second.relation] = true, true
				ways[k].statements = append(append(ways[k].statements, first.statements...), second.statements...)
			}
		}
	}
	var found []group
	for k, w := range ways {
		found = append(found, group{subject: from, via: k.via, object: k.end, status: k.status,
			viaRelation: listed(w.to), relation: listed(w.from), statements: once(w.statements)})
	}
	return found, nil
}

// among are the edges of the second selection between two whom the first relates
// to its entity.
func among(ctx context.Context, r *run) ([]group, error) {
	of := r.entities[r.Select[0].Of].ID
	belonging, err := r.edges(ctx, r.Select[0], nil)
	if err != nil {
		return nil, err
	}
	member := map[string]bool{}
	for _, g := range belonging {
		member[r.turned(g, of).object] = true
	}
	delete(member, of)
	if len(member) == 0 {
		return nil, nil
	}
	edges, err := r.edges(ctx, r.Select[1], slices.Sorted(maps.Keys(member)))
	return slices.DeleteFunc(edges, func(g group) bool {
		return !member[g.subject] || !member[g.object] || g.subject == g.object
	}), err
}

// edges are those of one selection, which ends replace the entities of.
func (r *run) edges(ctx context.Context, s Selection, ends []string) ([]group, error) {
	ss, err := r.chosen(ctx, s, ends)
	if err != nil {
		return nil, err
	}
	return r.sourced(ctx, merge(once(ss), edgeKey))
}

// lesser is the status of two statements taken together: that of the one that is less of a fact.
func lesser(a, b schema.Status) schema.Status {
	return schema.Statuses[max(slices.Index(schema.Statuses, a), slices.Index(schema.Statuses, b))]
}

func listed(set map[string]bool) string { return strings.Join(slices.Sorted(maps.Keys(set)), ", ") }
