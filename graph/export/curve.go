package export

import "math"

// curve is a quadratic Bézier from one node's centre to another's.
type curve struct{ from, bend, to point }

func (c curve) at(t float64) point {
	u := 1 - t
	p := point{}.plus(c.from, mul(u, u))
	return p.plus(c.bend, mul(2, mul(u, t))).plus(c.to, mul(t, t))
}

// between is the part of c from s to t.
func (c curve) between(s, t float64) curve {
	bend := point{}.plus(c.from, mul(1-s, 1-t))
	bend = bend.plus(c.bend, mul(s, 1-t)+mul(t, 1-s)).plus(c.to, mul(s, t))
	return curve{c.at(s), bend, c.at(t)}
}

// arc bends the line between two centres by that much to its left.
func arc(a, b box, by float64) curve {
	from, to := point{a.x, a.y}, point{b.x, b.y}
	d := point{to.x - from.x, to.y - from.y}
	length := max(d.length(), 0.001)
	middle := point{(from.x + to.x) / 2, (from.y + to.y) / 2}
	return curve{from, middle.plus(point{-d.y / length, d.x / length}, mul(2, by)), to}
}

const curveSteps = 64

// visible is the part of c that lies outside the nodes that it joins.
func (c curve) visible(a, b box) curve {
	first, last := 0, curveSteps
	for first < curveSteps/2 && a.holds(c.at(float64(first)/curveSteps), 2) {
		first++
	}
	for last > curveSteps/2 && b.holds(c.at(float64(last)/curveSteps), 3) {
		last--
	}
	return c.between(float64(first)/curveSteps, float64(last)/curveSteps)
}

func (b box) holds(p point, margin float64) bool {
	return math.Abs(p.x-b.x) < b.w/2+margin && math.Abs(p.y-b.y) < b.h/2+margin
}

// inside counts the steps of c that lie in b.
func (c curve) inside(b box) int {
	if min(c.from.x, c.bend.x, c.to.x) > b.x+b.w/2 || max(c.from.x, c.bend.x, c.to.x) < b.x-b.w/2 ||
		min(c.from.y, c.bend.y, c.to.y) > b.y+b.h/2 || max(c.from.y, c.bend.y, c.to.y) < b.y-b.h/2 {
		return 0
	}
	n := 0
	for s := range curveSteps + 1 {
		if b.holds(c.at(float64(s)/curveSteps), 0) {
			n++
		}
	}
	return n
}

// crosses counts the nodes, other than its own two, that c runs through.
func (c curve) crosses(boxes []box, a, b int) int {
	n := 0
	for i, other := range boxes {
		other.w, other.h = other.w+8, other.h+8
		if i != a && i != b && c.inside(other) > 0 {
			n++
		}
	}
	return n
}
