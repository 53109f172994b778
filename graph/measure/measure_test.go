package measure

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"
	"gotest.tools/v3/assert"
)

// ties makes symmetric edges, of one source each, from "a+b" and "a-b"; "a.b" has no sign.
func ties(said ...string) []Edge {
	relation := map[byte]string{'+': "ally", '-': "war-with", '.': "borders"}
	sign := map[byte]int{'+': 1, '-': -1}
	var out []Edge
	for _, s := range said {
		out = append(out, Edge{Subject: s[:1], Relation: relation[s[1]], Object: s[2:], Symmetric: true, Sign: sign[s[1]], Statements: 1, Independent: 1})
	}
	return out
}

// arrows makes edges of one source each from "ab".
func arrows(said ...string) []Edge {
	var out []Edge
	for _, s := range said {
		out = append(out, Edge{Subject: s[:1], Relation: "aided", Object: s[1:], Sign: 1, Statements: 1, Independent: 1})
	}
	return out
}

// random is a graph of many edges in which few entities have most of them, as news has.
func random(entities, edges int) []Edge {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func() string {
		f := r.Float64()
		return fmt.Sprintf("e%06d", int(f*f*f*float64(entities)))
	}
	out := make([]Edge, edges)
	for i := range out {
		out[i] = Edge{Subject: pick(), Relation: fmt.Sprint("r", i), Object: pick(), Sign: r.IntN(3) - 1, Statements: 1, Independent: 1 + r.IntN(3),
			Symmetric: r.IntN(4) == 0, First: fmt.Sprint(2000 + r.IntN(20))}
	}
	return out
}

// between is the betweenness of a graph, estimated where it has more entities than exactly.
func between(t *testing.T, g *Graph, exactly, pivots int) ([]Score, int) {
	t.Helper()
	turns := 0
	got, sampled, err := g.betweenness(t.Context(), func() { turns++ }, exactly, pivots)
	assert.NilError(t, err)
	want := len(g.ids)
	if sampled > 0 {
		want = pivots
	}
	assert.Equal(t, turns, want)
	return got, sampled
}

func scores(s []Score) map[string]float64 {
	out := map[string]float64{}
	for _, x := range s {
		out[x.ID] = x.Score
	}
	return out
}

func near(t *testing.T, got, want float64) {
	t.Helper()
	assert.Assert(t, math.Abs(got-want) < 1e-6, "%v, want %v", got, want)
}

// undirected is our graph as gonum has it.
func undirected(g *Graph) *simple.WeightedUndirectedGraph {
	out := simple.NewWeightedUndirectedGraph(0, 0)
	for _, p := range g.pairs {
		out.SetWeightedEdge(out.NewWeightedEdge(simple.Node(p.low), simple.Node(p.high), float64(p.sources)))
	}
	return out
}

func TestTheOrderOfEdgesChangesNothing(t *testing.T) {
	edges := random(200, 800)
	other := slices.Clone(edges)
	slices.Reverse(other)
	one, two := New(edges), New(other)
	assert.DeepEqual(t, one.ids, two.ids)
	assert.DeepEqual(t, one.PageRank(), two.PageRank())
	x, _ := between(t, one, exactly, pivots)
	y, _ := between(t, two, exactly, pivots)
	assert.DeepEqual(t, x, y)
	x, _ = one.Eigenvector()
	y, _ = two.Eigenvector()
	assert.DeepEqual(t, x, y)
	a, q := one.Communities(false)
	b, r := two.Communities(false)
	assert.DeepEqual(t, a, b)
	assert.Equal(t, q, r)
	assert.DeepEqual(t, one.Balance(), two.Balance())
}

func TestDegreeCountsNeighboursOnce(t *testing.T) {
	g := New(append(arrows("ab", "ba", "ac"), ties("a+b", "a-a")...))
	assert.DeepEqual(t, g.Degree(), []Score{{"a", 2}, {"b", 1}, {"c", 1}})
}

func TestPageRankOfAStarIsInItsMiddle(t *testing.T) {
	// Two point at c, which points nowhere: x = 1/3(1-d) + d·c/3, c = x + 2d·x.
	got := scores(New(arrows("ac", "bc")).PageRank())
	d := 0.85
	x := 1 / (3 + 2*d)
	near(t, got["a"], x)
	near(t, got["b"], x)
	near(t, got["c"], x+2*d*x)
}

func TestPageRankIsGonums(t *testing.T) {
	g := New(random(100, 400))
	directed := simple.NewWeightedDirectedGraph(0, 0)
	for from, links := range g.out {
		for _, l := range links {
			directed.SetWeightedEdge(directed.NewWeightedEdge(simple.Node(from), simple.Node(l.to), l.weight))
		}
	}
	want := network.PageRank(directed, damping, 1e-12)
	for id, s := range scores(g.PageRank()) {
		near(t, s, want[int64(g.index[id])])
	}
}

func TestWhoJoinsTwoPairsLiesBetweenAllOfThem(t *testing.T) {
	// c is between a and e, b and e, d and e, and one of two ways between a and b.
	got, sampled := between(t, New(ties("a+c", "b+c", "a+d", "b+d", "c+e")), exactly, pivots)
	assert.Equal(t, sampled, 0)
	assert.DeepEqual(t, got, []Score{{"c", 3.5}, {"a", 1}, {"b", 1}, {"d", 0.5}, {"e", 0}})
}

func TestBetweennessIsGonums(t *testing.T) {
	g := New(random(100, 300))
	want := network.Betweenness(undirected(g))
	got, _ := between(t, g, exactly, pivots)
	for id, s := range scores(got) {
		near(t, 2*s, want[int64(g.index[id])]) // gonum counts a pair from both ends
	}
}

func TestSampledBetweennessFindsWhoIsFirst(t *testing.T) {
	g := New(random(1000, 3000))
	exact, sampled := between(t, g, exactly, pivots)
	assert.Equal(t, sampled, 0)
	about, sampled := between(t, g, 100, 300)
	assert.Equal(t, sampled, 300)
	assert.Equal(t, about[0].ID, exact[0].ID)
	assert.Assert(t, math.Abs(about[0].Score/exact[0].Score-1) < 0.1, "%v, exactly %v", about[0], exact[0])
}

func TestBetweennessThatIsInterruptedStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	turns := 0
	_, _, err := New(random(100, 300)).Betweenness(ctx, func() { turns++; stop() })
	assert.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, turns, 1)
}

func TestEigenvectorOfAStarIsTheRootOfItsRays(t *testing.T) {
	got, settled := New(ties("a+c", "b+c", "c+d", "c+e", "x+y")).Eigenvector()
	assert.Assert(t, settled)
	for id, want := range map[string]float64{"c": 1, "a": 0.5, "b": 0.5, "d": 0.5, "e": 0.5, "x": 0, "y": 0} {
		near(t, scores(got)[id], want)
	}
}

func TestEigenvectorWeighsSources(t *testing.T) {
	// [[0 2 0] [2 0 1] [0 1 0]] has the vector (2, root of 5, 1).
	edges := ties("a+b", "b+c")
	edges[0].Independent = 2
	got, settled := New(edges).Eigenvector()
	assert.Assert(t, settled)
	near(t, scores(got)["a"], 2/math.Sqrt(5))
	near(t, scores(got)["b"], 1)
	near(t, scores(got)["c"], 1/math.Sqrt(5))
}

func TestTwoTrianglesAreTwoCommunities(t *testing.T) {
	g := New(ties("a+b", "b+c", "a.c", "d+e", "e+f", "d+f", "c+d"))
	got, q := g.Communities(false)
	assert.DeepEqual(t, got, [][]string{{"c", "a", "b"}, {"d", "e", "f"}})
	near(t, q, 5.0/14)
}

func TestEnemiesAreNoCommunityUnlessAskedFor(t *testing.T) {
	g := New(ties("a+b", "c-d", "c-e", "d-e"))
	got, _ := g.Communities(false)
	assert.DeepEqual(t, got, [][]string{{"a", "b"}})
	got, _ = g.Communities(true)
	assert.DeepEqual(t, got, [][]string{{"c", "d", "e"}, {"a", "b"}})
}

func TestCommunitiesAreAsGoodAsGonums(t *testing.T) {
	g := New(random(100, 250))
	parts, q := g.Communities(true)
	other := undirected(g)
	var as [][]graph.Node
	alone := map[string]bool{}
	for _, id := range g.ids {
		alone[id] = true
	}
	for _, p := range parts {
		var nodes []graph.Node
		for _, id := range p {
			nodes = append(nodes, simple.Node(g.index[id]))
			delete(alone, id)
		}
		as = append(as, nodes)
	}
	assert.Equal(t, len(alone), 0)
	near(t, q, community.Q(other, as, 1))
	theirs := community.Q(other, community.Modularize(other, 1, rand.NewPCG(1, 1)).Communities(), 1)
	assert.Assert(t, q > theirs-0.02, "%v, gonum %v", q, theirs)
}

func TestNoEdgesGiveNoScoresAndNoCommunities(t *testing.T) {
	g := New(nil)
	assert.Equal(t, len(g.PageRank())+len(g.Degree()), 0)
	scores, _ := between(t, g, exactly, pivots)
	assert.Equal(t, len(scores), 0)
	scores, _ = g.Eigenvector()
	assert.Equal(t, len(scores), 0)
	got, q := g.Communities(true)
	assert.Equal(t, len(got), 0)
	assert.Equal(t, q, 0.0)
}
