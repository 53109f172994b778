package export

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gotest.tools/v3/assert"
)

// nets are graphs of the shapes that a layout can trip over.
func nets() map[string]struct {
	nodes int
	links []link
} {
	type net = struct {
		nodes int
		links []link
	}
	all := map[string]net{"nothing": {}, "one": {nodes: 1}, "strangers": {nodes: 9}}
	star, chain, ring := net{nodes: 40}, net{nodes: 30}, net{nodes: 12}
	for i := 1; i < 40; i++ {
		star.links = append(star.links, link{0, i, 150})
	}
	for i := 1; i < 30; i++ {
		chain.links = append(chain.links, link{i - 1, i, 150})
	}
	for i := range 12 {
		ring.links = append(ring.links, link{i, (i + 1) % 12, 150})
	}
	all["star"], all["chain"], all["ring"] = star, chain, ring
	r := rand.New(rand.NewPCG(1, 2))
	tangle := net{nodes: 60}
	for range 150 {
		if a, b := r.IntN(60), r.IntN(60); a != b {
			tangle.links = append(tangle.links, link{min(a, b), max(a, b), 120 + float64(r.IntN(90))})
		}
	}
	all["tangle"] = tangle
	return all
}

func TestNodesNeverOverlap(t *testing.T) {
	for name, n := range nets() {
		boxes := make([]box, n.nodes)
		for i := range boxes {
			boxes[i] = box{w: 60 + float64(i%7)*12, h: 32}
		}
		layout(boxes, n.links)
		for i, a := range boxes {
			if math.IsNaN(a.x+a.y) || math.IsInf(a.x+a.y, 0) {
				t.Fatalf("%s: node %d is at %v", name, i, a)
			}
			for j, b := range boxes[:i] {
				if dx, dy := a.overlap(b, 4); dx > 0 && dy > 0 {
					t.Errorf("%s: nodes %d and %d overlap: %v %v", name, i, j, a, b)
				}
			}
		}
	}
}

func TestNeighboursStandNearerThanStrangers(t *testing.T) {
	n := nets()["chain"]
	boxes := slices.Repeat([]box{{w: 60, h: 32}}, n.nodes)
	layout(boxes, n.links)
	between := func(i, j int) float64 { return point{boxes[i].x - boxes[j].x, boxes[i].y - boxes[j].y}.length() }
	for i := 1; i < n.nodes-5; i++ {
		assert.Assert(t, between(i, i-1) < between(i, i+5), fmt.Sprint(i))
	}
}

func TestVisiblePartOfACurveLeavesItsNodes(t *testing.T) {
	a, b := box{x: 0, y: 0, w: 80, h: 30}, box{x: 300, y: 40, w: 80, h: 30}
	for _, by := range []float64{0, 40, -90} {
		c := arc(a, b, by).visible(a, b)
		assert.Assert(t, !a.holds(c.from, 0) && !b.holds(c.to, 0), by)
		whole := arc(a, b, by)
		at := whole.between(0.25, 0.75).at(0.5)
		want := whole.at(0.5)
		assert.Assert(t, point{at.x - want.x, at.y - want.y}.length() < 1e-9, by)
	}
}
