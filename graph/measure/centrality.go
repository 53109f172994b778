package measure

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
)

// Score is how central an entity is, by one of the measures.
type Score struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"`
}

// ranked puts the highest first, the smaller ID first where two are as high.
func (g *Graph) ranked(scores []float64) []Score {
	out := make([]Score, len(scores))
	for i, s := range scores {
		out[i] = Score{g.ids[i], s}
	}
	slices.SortFunc(out, func(a, b Score) int { return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.ID, b.ID)) })
	return out
}

// Degree counts the entities that each has an edge with, either way round.
func (g *Graph) Degree() []Score {
	scores := make([]float64, len(g.ids))
	for i := range g.ids {
		scores[i] = float64(len(g.near[i]))
	}
	return g.ranked(scores)
}

const (
	damping   = 0.85  // Brin and Page's
	tolerance = 1e-12 // that scores may move by in the last round
	mostTurns = 1000
)

// PageRank is high for whom much is done, said or held by those for whom it is
// high: it flows along edges, shared out by their independent sources. The sum is
// 1. Gonum's begins at a random vector, so that its last digits change from run to
// run; this one begins where all are equal.
func (g *Graph) PageRank() []Score {
	n := float64(len(g.ids))
	rank, next, shares := make([]float64, len(g.ids)), make([]float64, len(g.ids)), make([]float64, len(g.ids))
	for i := range g.ids {
		rank[i] = 1 / n
		for _, l := range g.out[i] {
			shares[i] += l.weight
		}
	}
	for range mostTurns {
		lost := 0.0 // what those without an edge of their own have goes to all
		for i := range rank {
			if shares[i] == 0 {
				lost += rank[i]
			}
		}
		for i := range next {
			next[i] = (1-damping)/n + damping*lost/n
		}
		for i := range rank {
			for _, l := range g.out[i] {
				next[l.to] += damping * rank[i] * l.weight / shares[i]
			}
		}
		moved := 0.0
		for i := range rank {
			moved += math.Abs(next[i] - rank[i])
		}
		rank, next = next, rank
		if moved < tolerance {
			break
		}
	}
	return g.ranked(rank)
}

// exactly is up to how many entities Betweenness goes from each of them, and
// pivots from how many it goes in a larger graph.
const (
	exactly = 4000
	pivots  = 1000
)

// Betweenness counts on how many shortest paths, by hops and in either direction
// of edges, an entity lies between two others (Brandes' algorithm). Of a pair with
// several shortest paths each counts in part. In a graph of more than 4,000
// entities it goes from 1,000 of them, evenly spread in the order of IDs, and counts
// each for all that it stands for; sampled tells from how many, or is 0. It calls
// went after each of them, and stops when ctx is done.
func (g *Graph) Betweenness(ctx context.Context, went func()) (scores []Score, sampled int, err error) {
	return g.betweenness(ctx, went, exactly, pivots)
}

func (g *Graph) betweenness(ctx context.Context, went func(), exactly, pivots int) (scores []Score, sampled int, err error) {
	n := len(g.ids)
	starts := n
	if n > exactly {
		starts, sampled = pivots, pivots
	}
	total, depends, ways := make([]float64, n), make([]float64, n), make([]float64, n)
	far := make([]int, n)
	reached := make([]int, 0, n)
	for k := range starts {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		start := k * n / starts
		for i := range far {
			far[i], depends[i], ways[i] = -1, 0, 0
		}
		far[start], ways[start] = 0, 1
		reached = append(reached[:0], start)
		for i := 0; i < len(reached); i++ {
			at := reached[i]
			for _, l := range g.near[at] {
				if far[l.to] < 0 {
					far[l.to] = far[at] + 1
					reached = append(reached, l.to)
				}
				if far[l.to] == far[at]+1 {
					ways[l.to] += ways[at]
				}
			}
		}
		for _, at := range slices.Backward(reached[1:]) {
			for _, l := range g.near[at] {
				if far[l.to] == far[at]-1 {
					depends[l.to] += ways[l.to] / ways[at] * (1 + depends[at])
				}
			}
			total[at] += depends[at]
		}
		went()
	}
	for i := range total {
		total[i] *= float64(n) / float64(starts) / 2 // each pair is met from both ends
	}
	return g.ranked(total), sampled, nil
}

// Eigenvector is high for whom many sources link to those for whom it is high, in
// either direction of edges; the highest is 1. It compares only entities that are
// linked, so those outside the largest part of the graph have 0. Where two
// regions of it are almost equally dense the scores may still be moving after the
// last round, and are not settled.
func (g *Graph) Eigenvector() (scores []Score, settled bool) {
	v, next := make([]float64, len(g.ids)), make([]float64, len(g.ids))
	part := g.largestPart()
	own := 0.0 // what each keeps, the mean of what they get, so that a star does not swing to and fro
	for _, i := range part {
		v[i] = 1
		for _, l := range g.near[i] {
			own += l.weight / float64(len(part))
		}
	}
	for turn := 0; turn < mostTurns && !settled; turn++ {
		most := 0.0
		for _, i := range part {
			next[i] = own * v[i]
			for _, l := range g.near[i] {
				next[i] += l.weight * v[l.to]
			}
			most = max(most, next[i])
		}
		moved := 0.0
		for _, i := range part {
			next[i] /= most
			moved = max(moved, math.Abs(next[i]-v[i]))
		}
		v, next = next, v
		settled = moved < tolerance
	}
	return g.ranked(v), settled
}

// largestPart is most entities that are all linked, the first such by ID, in order.
func (g *Graph) largestPart() (largest []int) {
	seen := make([]bool, len(g.ids))
	for start := range g.ids {
		if seen[start] {
			continue
		}
		seen[start] = true
		part := []int{start}
		for i := 0; i < len(part); i++ {
			for _, l := range g.near[part[i]] {
				if !seen[l.to] {
					seen[l.to] = true
					part = append(part, l.to)
				}
			}
		}
		if len(part) > len(largest) {
			largest = part
		}
	}
	slices.Sort(largest)
	return largest
}
