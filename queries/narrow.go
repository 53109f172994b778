package queries

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// steps tells whether each selection is a step of its own, all of which are needed.
func (q Query) steps() bool { return slices.Contains([]string{"path", "chain", "among"}, kindOf(q)) }

// mixes tells whether a row of the answer sets several statuses against each other.
func (k kind) mixes() bool { return len(k.statuses) > 1 }

// narrow leaves of the selections what the options ask for. A relation narrows the
// last step of several, for the others only lead there.
func (r *run) narrow() error {
	var left []Selection
	for i, s := range r.Select {
		keep := true
		if len(r.Relations) > 0 && (!r.steps() || i == len(r.Select)-1) {
			s.Relations, keep = both(s.Relations, r.Relations)
		}
		if keep && len(r.Statuses) > 0 && !r.kind.mixes() {
			s.Statuses, keep = both(s.Statuses, r.Statuses)
		}
		if keep {
			left = append(left, s)
		}
	}
	if len(left) == 0 || r.steps() && len(left) < len(r.Select) {
		asked := slices.Clone(r.Relations)
		for _, s := range r.Statuses {
			asked = append(asked, string(s))
		}
		return fmt.Errorf("query %s: %w: the question is not about %s", r.Name, ErrArguments, strings.Join(asked, ", "))
	}
	r.Select = left
	return nil
}

// both are those that two lists share; an empty list of the question's own means all.
func both[T comparable](own, asked []T) (shared []T, any bool) {
	if len(own) == 0 {
		return asked, true
	}
	for _, v := range own {
		if slices.Contains(asked, v) {
			shared = append(shared, v)
		}
	}
	return shared, len(shared) > 0
}

// statements calls fn for the source's statements whose publisher is wanted.
func (r *run) statements(ctx context.Context, f schema.Filter, fn func(schema.Statement)) error {
	return r.src.Statements(ctx, f, func(st schema.Statement) error {
		wanted := func(p string) bool { return strings.EqualFold(p, st.Doc.Publisher) }
		if len(r.Publishers) == 0 || slices.ContainsFunc(r.Publishers, wanted) {
			st.Doc.Text = ""
			fn(st)
		}
		return nil
	})
}

// sourced leaves the groups that enough independent articles tell.
func (r *run) sourced(ctx context.Context, groups []group) ([]group, error) {
	if r.MinSources < 2 {
		return groups, nil
	}
	var left []group
	for _, g := range groups {
		n, err := r.src.Independent(ctx, g.articles(every))
		if err != nil {
			return nil, err
		}
		if n >= r.MinSources {
			left = append(left, g)
		}
	}
	return left, nil
}

// wanted leaves the rows that hold a status that was asked for, of those that mix several.
func (r *run) wanted(groups []group) []group {
	if len(r.Statuses) == 0 || !r.kind.mixes() {
		return groups
	}
	return slices.DeleteFunc(groups, func(g group) bool {
		return !slices.ContainsFunc(g.statements, func(s schema.Statement) bool { return slices.Contains(r.Statuses, s.Status) })
	})
}
