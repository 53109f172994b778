// Package measure counts over a graph of what articles assert: who stands in the
// middle, who belongs together, where friends of friends are enemies.
//
//	[]Edge -> *Graph -> scores, communities, balance, paths, change
//
// Entities are numbered in the order of their IDs, sums run in that order and ties
// go to the smaller ID, so that the same edges give the same bytes. What is
// claimed, denied, threatened or only planned never gets in: an Edge is asserted.
package measure

import (
	"cmp"
	"slices"
	"strings"
)

// Edge is what all articles together assert of two entities with one relation.
type Edge struct {
	Subject     string `json:"subject"`
	Relation    string `json:"relation"`
	Object      string `json:"object"`
	Symmetric   bool   `json:"symmetric,omitempty"`
	Sign        int    `json:"sign"` // schema.Relation.Valence
	Statements  int    `json:"statements"`
	Independent int    `json:"independent"` // articles, copies of one text counted once
	First       string `json:"first"`
	Last        string `json:"last"`
}

// Graph is a set of edges, each between two entities; it does not change.
type Graph struct {
	ids   []string // in order; an entity's number is its place
	index map[string]int
	pairs []pair   // in the order of low, then high
	near  [][]link // for each entity its neighbours, in order
	out   [][]link // the same along the direction of edges; symmetric ones run both ways
}

// pair is all that is asserted of two entities, whichever way round.
type pair struct {
	low, high int
	edges     []Edge
	sources   int // independent, summed over its edges
	plus      int // of those the sources of what joins them
	minus     int // and of what sets them apart
}

// link leads to a neighbour.
type link struct {
	to     int
	weight float64 // independent sources
	pair   int     // its place among the pairs
}

// New makes a graph of edges in any order. What an entity does to itself is left out.
func New(edges []Edge) *Graph {
	g := &Graph{index: map[string]int{}}
	edges = slices.DeleteFunc(slices.Clone(edges), func(e Edge) bool { return e.Subject == e.Object })
	slices.SortFunc(edges, compareEdges)
	for _, e := range edges {
		g.ids = append(g.ids, e.Subject, e.Object)
	}
	slices.Sort(g.ids)
	g.ids = slices.Compact(g.ids)
	for i, id := range g.ids {
		g.index[id] = i
	}
	g.join(edges)
	g.near, g.out = make([][]link, len(g.ids)), make([][]link, len(g.ids))
	for i, p := range g.pairs {
		w := float64(p.sources)
		g.near[p.low] = append(g.near[p.low], link{p.high, w, i})
		g.near[p.high] = append(g.near[p.high], link{p.low, w, i})
		var up, down float64
		for _, e := range p.edges {
			if e.Symmetric || g.index[e.Subject] == p.low {
				up += float64(e.Independent)
			}
			if e.Symmetric || g.index[e.Subject] == p.high {
				down += float64(e.Independent)
			}
		}
		if up > 0 {
			g.out[p.low] = append(g.out[p.low], link{p.high, up, i})
		}
		if down > 0 {
			g.out[p.high] = append(g.out[p.high], link{p.low, down, i})
		}
	}
	for _, links := range [][][]link{g.near, g.out} {
		for _, l := range links {
			slices.SortFunc(l, func(a, b link) int { return a.to - b.to })
		}
	}
	return g
}

// join puts edges of the same two entities together.
func (g *Graph) join(edges []Edge) {
	at := map[[2]int]int{}
	for _, e := range edges {
		a, b := g.index[e.Subject], g.index[e.Object]
		k := [2]int{min(a, b), max(a, b)}
		i, ok := at[k]
		if !ok {
			i = len(g.pairs)
			at[k] = i
			g.pairs = append(g.pairs, pair{low: k[0], high: k[1]})
		}
		p := &g.pairs[i]
		p.edges = append(p.edges, e)
		p.sources += e.Independent
		switch {
		case e.Sign > 0:
			p.plus += e.Independent
		case e.Sign < 0:
			p.minus += e.Independent
		}
	}
	slices.SortFunc(g.pairs, func(a, b pair) int { return cmp.Or(a.low-b.low, a.high-b.high) })
}

// Entities is how many entities have an edge.
func (g *Graph) Entities() int { return len(g.ids) }

// Pairs is how many pairs of entities have an edge, of whatever relation, between them.
func (g *Graph) Pairs() int { return len(g.pairs) }

// Has tells whether any edge leads to or from the entity.
func (g *Graph) Has(id string) bool {
	_, ok := g.index[id]
	return ok
}

// sign is 1 where more sources join the two than set them apart, -1 where fewer
// do, and 0 where as many do.
func (p pair) sign() int { return cmp.Compare(p.plus, p.minus) }

func compareEdges(a, b Edge) int {
	return cmp.Or(strings.Compare(a.Subject, b.Subject), strings.Compare(a.Relation, b.Relation), strings.Compare(a.Object, b.Object))
}
