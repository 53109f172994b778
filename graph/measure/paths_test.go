package measure

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gotest.tools/v3/assert"
)

// ways are paths as "abc".
func ways(paths []Path) []string {
	out := []string{}
	for _, p := range paths {
		way := p.Hops[0].From
		for _, h := range p.Hops {
			way += h.To
		}
		out = append(out, way)
	}
	return out
}

func TestTheShortestWayIsFirstAndTheRestFollow(t *testing.T) {
	g := New(ties("a+b", "b+z", "a+c", "c+d", "d+z", "c+z", "x+y"))
	assert.DeepEqual(t, ways(g.Paths("a", "z", 10)), []string{"abz", "acz", "acdz"})
	assert.DeepEqual(t, ways(g.Paths("z", "a", 2)), []string{"zba", "zca"})
	assert.DeepEqual(t, ways(g.Paths("a", "x", 3)), []string{})
	assert.DeepEqual(t, ways(g.Paths("a", "nobody", 3)), []string{})
	assert.DeepEqual(t, ways(g.Paths("a", "a", 3)), []string{})
}

func TestEdgesAreWalkedAgainstTheirDirectionToo(t *testing.T) {
	assert.DeepEqual(t, ways(New(arrows("ba", "bc")).Paths("a", "c", 1)), []string{"abc"})
}

func TestTheBetterToldWayOfTwoIsFirst(t *testing.T) {
	edges := ties("a+b", "b+z", "a+c", "c+z")
	edges[2].Independent, edges[3].Independent = 3, 2
	paths := New(edges).Paths("a", "z", 2)
	assert.DeepEqual(t, ways(paths), []string{"acz", "abz"})
	assert.Equal(t, paths[0].Sources, 2)
	assert.Equal(t, paths[0].Hops[0].Sources, 3)
	assert.DeepEqual(t, paths[0].Hops[0].Edges, edges[2:3])
}

func TestThreeWellToldHopsBeatTwoOfOneSource(t *testing.T) {
	edges := ties("a+b", "b+z", "a+c", "c+d", "d+z")
	for i := range edges[2:] {
		edges[2+i].Independent = 4 // 3 and 3/4, against 2 and 2
	}
	assert.DeepEqual(t, ways(New(edges).Paths("a", "z", 2)), []string{"acdz", "abz"})
}

// By going all ways there are.
func TestTheBestWaysAreThoseThatAllWaysTogetherHaveBest(t *testing.T) {
	for from := range 4 {
		g := New(random(9, 40))
		to := len(g.ids) - 1
		w := walker{g: g}
		var all []Path
		var walk func(stops []int)
		walk = func(stops []int) {
			at := stops[len(stops)-1]
			if at == to {
				all = append(all, Path{stops: slices.Clone(stops), cost: w.along(stops)})
				return
			}
			for _, l := range g.near[at] {
				if !slices.Contains(stops, l.to) {
					walk(append(slices.Clone(stops), l.to))
				}
			}
		}
		walk([]int{from})
		slices.SortFunc(all, comparePaths)
		costs := func(paths []Path) string {
			var out []string
			for _, p := range paths {
				out = append(out, fmt.Sprint(p.cost))
			}
			return strings.Join(out, " ")
		}
		assert.Assert(t, len(all) > 5)
		got := g.Paths(g.ids[from], g.ids[to], len(all)+1)
		assert.Equal(t, costs(got), costs(all))
		for _, p := range got {
			assert.Assert(t, slices.ContainsFunc(all, func(q Path) bool { return slices.Equal(p.stops, q.stops) }))
		}
	}
}
