package measure

import "testing"

// BenchmarkHundredThousandEdges times each measure over 100,000 edges of 20,000 entities.
func BenchmarkHundredThousandEdges(b *testing.B) {
	edges := random(20_000, 100_000)
	g := New(edges)
	for _, c := range []struct {
		name string
		run  func()
	}{
		{"new", func() { New(edges) }},
		{"degree", func() { g.Degree() }},
		{"pagerank", func() { g.PageRank() }},
		{"eigenvector", func() { g.Eigenvector() }},
		{"betweenness", func() { g.Betweenness(b.Context(), func() {}) }},
		{"communities", func() { g.Communities(false) }},
		{"paths", func() { g.Paths("e012345", "e019876", 5) }},
		{"balance", func() { g.Balance() }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				c.run()
			}
		})
	}
}
