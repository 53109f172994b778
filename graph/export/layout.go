package export

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// The layout puts actors so that their distance on paper follows their distance
// in the graph: stress, lowered by gradient steps over pairs (Zheng, Pawar and
// Goodman, "Graph Drawing by Stochastic Gradient Descent", 2018). Its arithmetic
// is +, -, *, / and square root alone, and mul keeps a compiler from fusing a
// product with a sum, so that every machine gets the same bytes.
//
// Graphviz compiled to WebAssembly was tried instead and left: to import it is
// to compile it, which takes half a second of every command's first start and
// 30 ms of each later one, and it keeps the machine code in a folder of the
// shared temporary directory that anybody may have made before.

type point struct{ x, y float64 }

// box is a node's place: its centre and its size.
type box struct{ x, y, w, h float64 }

func mul(a, b float64) float64 { return float64(a * b) }

func (p point) plus(q point, f float64) point { return point{p.x + mul(q.x, f), p.y + mul(q.y, f)} }
func (p point) length() float64               { return math.Sqrt(mul(p.x, p.x) + mul(p.y, p.y)) }

func (b box) overlap(c box, margin float64) (dx, dy float64) {
	dx = (b.w+c.w)/2 + margin - math.Abs(b.x-c.x)
	dy = (b.h+c.h)/2 + margin - math.Abs(b.y-c.y)
	return max(dx, 0), max(dy, 0)
}

// link is a pair of nodes and the length that its labels need.
type link struct {
	a, b   int
	length float64
}

const (
	nodeGap      = 34.0 // the least space between two nodes
	componentGap = 60.0
	rounds       = 65 // one more than a power of two: see anneal
)

// layout moves the boxes, which come with their sizes alone.
func layout(boxes []box, links []link) {
	near := make([][]link, len(boxes)) // by node, seen from it
	for _, l := range links {
		near[l.a] = append(near[l.a], l)
		near[l.b] = append(near[l.b], link{l.b, l.a, l.length})
	}
	var parts [][]int
	seen := make([]bool, len(boxes))
	for i := range boxes {
		if !seen[i] {
			parts = append(parts, component(i, near, seen))
		}
	}
	for _, part := range parts {
		placeComponent(boxes, part, near)
	}
	pack(boxes, parts)
}

func component(start int, near [][]link, seen []bool) []int {
	part := []int{start}
	seen[start] = true
	for i := 0; i < len(part); i++ {
		for _, l := range near[part[i]] {
			if !seen[l.b] {
				seen[l.b] = true
				part = append(part, l.b)
			}
		}
	}
	slices.Sort(part)
	return part
}

type pair struct {
	a, b     int
	distance float64
}

func placeComponent(boxes []box, part []int, near [][]link) {
	r := rand.New(rand.NewPCG(uint64(len(part)), 1))
	for _, i := range part {
		boxes[i].x, boxes[i].y = mul(r.Float64(), 500), mul(r.Float64(), 500)
	}
	if len(part) == 1 {
		return
	}
	var pairs []pair
	least, most := math.Inf(1), 0.0
	for _, i := range part {
		for j, d := range distances(i, near) {
			if i < j && !math.IsInf(d, 1) {
				pairs = append(pairs, pair{i, j, d})
				least, most = min(least, d), max(most, d)
			}
		}
	}
	anneal(boxes, pairs, least, most, r)
	widen(boxes, part)
	separate(boxes, part)
}

// anneal takes large steps first and small ones last.
func anneal(boxes []box, pairs []pair, least, most float64, r *rand.Rand) {
	step := mul(most, most)
	shrink := mul(mul(least, least), 0.02) / step
	for n := rounds - 1; n > 1; n /= 2 {
		shrink = math.Sqrt(shrink) // the root that rounds-1 steps need
	}
	for range rounds {
		r.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
		for _, p := range pairs {
			a, b := &boxes[p.a], &boxes[p.b]
			d := point{a.x - b.x, a.y - b.y}
			length := max(d.length(), 0.001)
			pull := min(1, step/mul(p.distance, p.distance))
			move := mul(pull, (p.distance-length)/2) / length
			a.x, a.y = a.x+mul(d.x, move), a.y+mul(d.y, move)
			b.x, b.y = b.x-mul(d.x, move), b.y-mul(d.y, move)
		}
		step = mul(step, shrink)
	}
}

// distances are Dijkstra's, with a scan for a heap: pictures are small.
func distances(from int, near [][]link) []float64 {
	dist := make([]float64, len(near))
	for i := range dist {
		dist[i] = math.Inf(1)
	}
	dist[from] = 0
	open := []int{from}
	for len(open) > 0 {
		k := 0
		for j := range open {
			if dist[open[j]] < dist[open[k]] {
				k = j
			}
		}
		i := open[k]
		open = slices.Delete(open, k, k+1)
		for _, l := range near[i] {
			if d := dist[i] + l.length; d < dist[l.b] {
				if math.IsInf(dist[l.b], 1) || !slices.Contains(open, l.b) {
					open = append(open, l.b)
				}
				dist[l.b] = d
			}
		}
	}
	return dist
}

// widen lays a tall component on its side: screens and pages of text are wide.
func widen(boxes []box, part []int) {
	lo, hi := bounds(boxes, part)
	if hi.y-lo.y <= hi.x-lo.x {
		return
	}
	for _, i := range part {
		boxes[i].x, boxes[i].y = boxes[i].y, boxes[i].x
	}
}

// separate pushes overlapping nodes apart, along the way that is shorter.
func separate(boxes []box, part []int) {
	for range 300 {
		moved := false
		for n, i := range part {
			for _, j := range part[n+1:] {
				a, b := &boxes[i], &boxes[j]
				dx, dy := a.overlap(*b, nodeGap)
				if dx == 0 || dy == 0 {
					continue
				}
				moved = true
				if dx < dy {
					push(&a.x, &b.x, dx)
				} else {
					push(&a.y, &b.y, dy)
				}
			}
		}
		if !moved {
			return
		}
	}
}

func push(a, b *float64, by float64) {
	if *a > *b {
		a, b = b, a
	}
	*a, *b = *a-by/2, *b+by/2
}

// pack sets the components in rows, the largest first.
func pack(boxes []box, parts [][]int) {
	type frame struct {
		part   []int
		lo, hi point
	}
	var frames []frame
	area := 0.0
	widest := 0.0
	for _, part := range parts {
		lo, hi := bounds(boxes, part)
		frames = append(frames, frame{part, lo, hi})
		area += mul(hi.x-lo.x+componentGap, hi.y-lo.y+componentGap)
		widest = max(widest, hi.x-lo.x)
	}
	slices.SortStableFunc(frames, func(a, b frame) int {
		return cmp.Or(cmp.Compare(len(b.part), len(a.part)), cmp.Compare(a.part[0], b.part[0]))
	})
	width := max(widest, mul(math.Sqrt(area), 1.3))
	var x, y, row float64
	for _, f := range frames {
		w, h := f.hi.x-f.lo.x, f.hi.y-f.lo.y
		if x > 0 && x+w > width {
			x, y, row = 0, y+row+componentGap, 0
		}
		for _, i := range f.part {
			boxes[i].x += x - f.lo.x
			boxes[i].y += y - f.lo.y
		}
		x, row = x+w+componentGap, max(row, h)
	}
}

func bounds(boxes []box, part []int) (lo, hi point) {
	lo, hi = point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, i := range part {
		b := boxes[i]
		lo = point{min(lo.x, b.x-b.w/2), min(lo.y, b.y-b.h/2)}
		hi = point{max(hi.x, b.x+b.w/2), max(hi.y, b.y+b.h/2)}
	}
	return lo, hi
}
