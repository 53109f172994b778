package measure

import (
	"cmp"
	"slices"
)

// Change is what is asserted of a later period and not of an earlier one, the other
// way round, and of whom the contrary. What is gone is no more told of, which
// does not say that it ended.
type Change struct {
	Turned []Turn `json:"turned"`
	New    []Edge `json:"new"`
	Gone   []Edge `json:"gone"`
	Kept   int    `json:"kept"` // edges of both periods
}

// Turn is a pair that was friendly and is hostile or undecided, or another way
// round. One of whom one period has nothing that joins or sets apart is none.
type Turn struct {
	A      string `json:"a"`
	B      string `json:"b"`
	Before int    `json:"before"` // 1, 0 or -1
	After  int    `json:"after"`
	Was    []Edge `json:"was"`
	Is     []Edge `json:"is"`
}

// Compare tells what changed from the edges of one period to those of another. New
// and gone edges come by their independent sources, most first, and turned pairs by IDs.
func Compare(before, after []Edge) Change {
	old, now := New(before), New(after)
	c := Change{Turned: []Turn{}, New: missing(before, after), Gone: missing(after, before)}
	c.Kept = len(after) - len(c.New)
	for _, p := range now.pairs {
		a, b := now.ids[p.low], now.ids[p.high]
		was, ok := old.pairOf(a, b)
		if ok && was.signed() && p.signed() && was.sign() != p.sign() {
			c.Turned = append(c.Turned, Turn{a, b, was.sign(), p.sign(), was.edges, p.edges})
		}
	}
	return c
}

// signed tells whether anything joins the two or sets them apart.
func (p pair) signed() bool { return p.plus+p.minus > 0 }

// pairOf finds what is asserted of two entities.
func (g *Graph) pairOf(a, b string) (pair, bool) {
	i, ok := g.index[a]
	j, there := g.index[b]
	if !ok || !there {
		return pair{}, false
	}
	l, ok := g.between(i, j)
	if !ok {
		return pair{}, false
	}
	return g.pairs[l.pair], true
}

// missing are those of the edges that are not among the others.
func missing(others, edges []Edge) []Edge {
	type key struct{ subject, relation, object string }
	known := map[key]bool{}
	for _, e := range others {
		known[key{e.Subject, e.Relation, e.Object}] = true
	}
	out := []Edge{}
	for _, e := range edges {
		if !known[key{e.Subject, e.Relation, e.Object}] {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b Edge) int { return cmp.Or(b.Independent-a.Independent, compareEdges(a, b)) })
	return out
}
