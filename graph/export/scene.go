package export

import (
	"strings"
	"unicode/utf8"
)

// scene is a picture with a place for everything.
type scene struct {
	picture
	boxes  []box
	curves []curve // by edge, between the borders of its nodes
	labels []box   // by edge
	lo, hi point
}

const (
	nodeFont, labelFont = 13.0, 10.5
	lineHeight          = 1.2
	parallelGap         = 30.0
)

// textWidth goes by rough widths of Helvetica: the reader's font is not known here.
func textWidth(s string, size float64) float64 {
	ems := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune("ijlrtfI.,;:'|()- ", r):
			ems += 0.34
		case r >= 0x1100 && utf8.RuneLen(r) >= 3:
			ems += 1
		case strings.ContainsRune("mwMW@", r) || r >= 'A' && r <= 'Z':
			ems += 0.74
		default:
			ems += 0.56
		}
	}
	return mul(ems, size)
}

func labelBox(lines []string) box {
	b := box{h: mul(float64(len(lines)), mul(labelFont, lineHeight))}
	for _, l := range lines {
		b.w = max(b.w, textWidth(l, labelFont))
	}
	return b
}

func newScene(p picture) scene {
	s := scene{picture: p, boxes: make([]box, len(p.nodes)), curves: make([]curve, len(p.edges)), labels: make([]box, len(p.edges))}
	for i, n := range p.nodes {
		s.boxes[i] = box{w: textWidth(n.Name, nodeFont) + 30, h: 32}
	}
	pairs := s.pairs()
	degree := make([]int, len(p.nodes))
	for _, pr := range pairs {
		degree[pr.a]++
		degree[pr.b]++
	}
	var links []link
	for _, pr := range pairs {
		longest := 0.0
		for _, e := range pr.edges {
			longest = max(longest, labelBox(p.edges[e].label).w)
		}
		// A busy actor needs a wider ring around it for its labels.
		length := mul(s.boxes[pr.a].w+s.boxes[pr.b].w, 0.4) + longest + 30 +
			mul(5, float64(degree[pr.a]+degree[pr.b])) + mul(25, float64(len(pr.edges)-1))
		links = append(links, link{pr.a, pr.b, length})
	}
	layout(s.boxes, links)
	s.route(pairs)
	s.placeLabels()
	s.frame()
	return s
}

// together are the edges between one pair of nodes.
type together struct {
	a, b  int
	edges []int
}

func (s scene) pairs() []together {
	var all []together
	at := map[[2]int]int{}
	for i, e := range s.edges {
		a, b := min(e.from, e.to), max(e.from, e.to)
		if a == b {
			continue
		}
		n, ok := at[[2]int{a, b}]
		if !ok {
			n = len(all)
			at[[2]int{a, b}] = n
			all = append(all, together{a: a, b: b})
		}
		all[n].edges = append(all[n].edges, i)
	}
	return all
}

// route fans parallel edges out, and bends them all away from a node in their way.
func (s scene) route(pairs []together) {
	for i, e := range s.edges {
		if e.from == e.to {
			b := s.boxes[e.from]
			top := b.y - b.h/2
			s.curves[i] = curve{point{b.x - b.w/4, top}, point{b.x, top - 70}, point{b.x + b.w/4, top}}
		}
	}
	for _, pr := range pairs {
		a, b := s.boxes[pr.a], s.boxes[pr.b]
		fan := func(bend float64, n int) curve {
			return arc(a, b, bend+mul(parallelGap, float64(n)-float64(len(pr.edges)-1)/2)).visible(a, b)
		}
		bend, fewest := 0.0, -1
		for _, try := range []float64{0, 40, -40, 80, -80, 120, -120} {
			hits := 0
			for n := range pr.edges {
				hits += fan(try, n).crosses(s.boxes, pr.a, pr.b)
			}
			if fewest < 0 || hits < fewest {
				bend, fewest = try, hits
			}
		}
		for n, i := range pr.edges {
			c := fan(bend, n)
			if s.edges[i].from != pr.a {
				c.from, c.to = c.to, c.from
			}
			s.curves[i] = c
		}
	}
}

// placeLabels takes for each label the spot along its edge that hides least:
// nodes and arrowheads above all, then other labels, then other lines.
func (s scene) placeLabels() {
	solid := append([]box{}, s.boxes...)
	for i, e := range s.edges {
		if to := s.curves[i].at(0.95); !e.symmetric {
			solid = append(solid, box{to.x, to.y, 10, 10})
		}
	}
	for i, e := range s.edges {
		best, least := box{}, 0.0
		for n, t := range []float64{0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74} {
			b := labelBox(e.label)
			at := s.curves[i].at(t)
			b.x, b.y = at.x, at.y
			cost := mul(float64(n), 8)
			for _, other := range solid {
				cost += mul(3, covered(b, other))
			}
			for _, other := range s.labels[:i] {
				cost += covered(b, other)
			}
			for j, other := range s.curves {
				if j != i {
					cost += mul(4, float64(other.inside(b)))
				}
			}
			if n == 0 || cost < least {
				best, least = b, cost
			}
		}
		s.labels[i] = best
	}
}

func covered(a, b box) float64 {
	dx, dy := a.overlap(b, 3)
	return mul(dx, dy)
}

const border = 24.0

func (s *scene) frame() {
	all := append(append([]box{}, s.boxes...), s.labels...)
	for _, c := range s.curves {
		m := c.at(0.5)
		all = append(all, box{m.x, m.y, 4, 4})
	}
	if len(all) == 0 {
		return
	}
	index := make([]int, len(all))
	for i := range all {
		index[i] = i
	}
	s.lo, s.hi = bounds(all, index)
}
