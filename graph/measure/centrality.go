package measure

import (
	"cmp"
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
	tolerance = 1e-12 // of all scores together, between two rounds
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
