package queries

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/entente-kg/entente/schema"
)

// longestPath bounds a path where the question does not.
const longestPath = 6

// step is how a walk came to an entity.
type step struct {
	from           string
	edge           group
	weakest, total int // the strength of the way so far
}

// by is the step that continues s along the edge.
func (s step) by(from string, edge group) step {
	// What is not asserted is weaker than what a single article asserts.
	strength := 0
	if edge.status == schema.Asserted {
		strength = len(edge.articles(every))
	}
	weakest := strength
	if s.from != "" {
		weakest = min(s.weakest, strength)
	}
	return step{from, edge, weakest, s.total + strength}
}

func (s step) stronger(t step) bool {
	return cmp.Or(cmp.Compare(s.weakest, t.weakest), cmp.Compare(s.total, t.total)) > 0
}

// path walks from one entity to the other by the fewest relations, in either
// direction of each. Of ways that are as short, it takes the one whose weakest
// step more articles assert.
func path(ctx context.Context, r *run) ([]group, error) {
	s := r.Select[0]
	from, to := r.entities[s.Of].ID, r.entities[s.To].ID
	if from == to {
		return nil, fmt.Errorf("%w: both ends are %s", ErrArguments, r.names[from])
	}
	reached := map[string]step{from: {}}
	frontier := []string{from}
	for hops := cmp.Or(r.numbers[r.Max], longestPath); hops > 0 && len(frontier) > 0; hops-- {
		next, err := r.spread(ctx, s, frontier, reached)
		if err != nil {
			return nil, err
		}
		if _, ok := reached[to]; ok {
			return r.walked(from, to, reached), nil
		}
		frontier = next
	}
	return nil, nil
}

// spread reaches every entity one step beyond the frontier.
func (r *run) spread(ctx context.Context, s Selection, frontier []string, reached map[string]step) ([]string, error) {
	f := r.filter(s)
	f.Entities = frontier
	var found []schema.Statement
	err := r.statements(ctx, f, func(st schema.Statement) { found = append(found, st) })
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, compareStatements)
	edges, err := r.sourced(ctx, merge(found, edgeKey))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(edges, func(a, b group) int {
		return cmp.Or(
			cmp.Compare(slices.Index(schema.Statuses, a.status), slices.Index(schema.Statuses, b.status)),
			cmp.Compare(a.relation, b.relation), cmp.Compare(a.subject, b.subject), cmp.Compare(a.object, b.object))
	})
	last := map[string]bool{}
	for _, id := range frontier {
		last[id] = true
	}
	fresh := map[string]step{}
	for _, e := range edges {
		for _, way := range [][2]string{{e.subject, e.object}, {e.object, e.subject}} {
			from, to := way[0], way[1]
			if _, known := reached[to]; known || !last[from] {
				continue
			}
			s := reached[from].by(from, e)
			if f, ok := fresh[to]; !ok || s.stronger(f) {
				fresh[to] = s
			}
		}
	}
	maps.Copy(reached, fresh)
	return slices.Sorted(maps.Keys(fresh)), nil
}

// walked are the steps from one end to the other, each told by the one who comes first.
func (r *run) walked(from, to string, reached map[string]step) []group {
	var steps []group
	for at := to; at != from; at = reached[at].from {
		steps = append(steps, r.turned(reached[at].edge, reached[at].from))
	}
	slices.Reverse(steps)
	for i := range steps {
		steps[i].hop = i + 1
	}
	return steps
}
