package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// asked is a relation as somebody asked for it.
type asked struct {
	schema.Relation
	inverted bool // by its inverse: the subject asked for is the edge's object
}

// findRelation finds a relation by its name, its inverse or its label, however
// it is spelt: "intervened-in", "Intervened in" and "intervened_in" are one.
func findRelation(v *schema.Vocabulary, name string) (asked, error) {
	want := plain(name)
	for _, r := range v.Relations() {
		if plain(r.Name) == want || plain(r.Label) == want {
			return asked{Relation: r}, nil
		}
	}
	for _, r := range v.Relations() {
		if r.Inverse != "" && plain(r.Inverse) == want {
			return asked{r, true}, nil
		}
	}
	return asked{}, usagef("unknown relation %q%s", name, didYouMean(nearest(name, relationNames(v))))
}

// findRelations answers the names of relations, each found as findRelation does.
func findRelations(names []string) (found []string, err error) {
	for _, name := range names {
		r, err := findRelation(schema.DefaultVocabulary(), name)
		if err != nil {
			return nil, err
		}
		found = append(found, r.Name)
	}
	return found, nil
}

// plain leaves of a name what tells it from others.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return r == '-' || r == '_' || r == ' '
	}), "-")
}

// relationNames lists every name that a relation can be asked by.
func relationNames(v *schema.Vocabulary) []string {
	var names []string
	for _, r := range v.Relations() {
		names = append(names, r.Name)
		if r.Inverse != "" {
			names = append(names, r.Inverse)
		}
	}
	slices.Sort(names)
	return names
}

// nearest gives the few candidates that name was perhaps meant to be, best first.
func nearest(name string, candidates []string) []string {
	type scored struct {
		name string
		cost int
	}
	want := plain(name)
	var close []scored
	for _, c := range candidates {
		p := plain(c)
		cost := distance(want, p)
		if len(want) >= 3 && (strings.Contains(p, want) || strings.Contains(want, p) && len(p) >= 3) {
			cost = min(cost, 1)
		}
		if cost <= 1+len(want)/4 {
			close = append(close, scored{c, cost})
		}
	}
	slices.SortFunc(close, func(a, b scored) int { return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.name, b.name)) })
	var names []string
	for _, s := range close[:min(len(close), 5)] {
		names = append(names, s.name)
	}
	return names
}

// distance counts the letters to put in, take out or change to make a into b.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			change := diagonal
			if x[i] != y[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, diagonal+1, row[j]+1)
		}
	}
	return row[len(y)]
}
