package measure

import (
	"cmp"
	"slices"
)

// Communities parts the entities so that more is asserted within a community than
// chance would have it between them (Louvain, with no random order: entities are
// visited by ID). What sets two apart holds no community together, so it weighs
// nothing, and pairs of which more of it than of cooperation is told are left out,
// unless all is true.
// The largest community comes first, in it who has most neighbours, and whoever
// stands alone is none. Modularity is from -0.5 to 1, and 0 for what chance would make of it.
//
// Gonum's Louvain looks at every member of every neighbouring community whenever
// it visits an entity: 70 s for 100,000 edges of 20,000 entities, where this one,
// which keeps sums, took 0.9 s and was no worse (modularity 0.312 and 0.311).
func (g *Graph) Communities(all bool) (communities [][]string, modularity float64) {
	c := circle{near: make([][]link, len(g.ids)), self: make([]float64, len(g.ids))}
	for i, links := range g.near {
		for _, l := range links {
			p := g.pairs[l.pair]
			if !all {
				if p.sign() < 0 {
					continue
				}
				l.weight -= float64(p.minus)
			}
			c.near[i] = append(c.near[i], l)
		}
	}
	in := make([]int, len(g.ids)) // the community of each
	for i := range in {
		in[i] = i
	}
	for {
		part, moved := c.settle()
		if !moved {
			break
		}
		for i := range in {
			in[i] = part[in[i]]
		}
		c = c.shrink(part)
	}
	members := make([][]string, len(c.near))
	for i, k := range in {
		members[k] = append(members[k], g.ids[i])
	}
	modularity = c.modularity()
	for _, m := range members {
		slices.SortStableFunc(m, func(a, b string) int { return len(g.near[g.index[b]]) - len(g.near[g.index[a]]) })
	}
	members = slices.DeleteFunc(members, func(m []string) bool { return len(m) < 2 })
	slices.SortFunc(members, func(a, b []string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a[0], b[0])) })
	return members, modularity
}

// circle is a graph whose vertices are communities of the one before.
type circle struct {
	near [][]link
	self []float64 // twice the weight within each
}

func (c circle) weights() (each []float64, total float64) {
	each = make([]float64, len(c.near))
	for i, links := range c.near {
		each[i] = c.self[i]
		for _, l := range links {
			each[i] += l.weight
		}
		total += each[i]
	}
	return each, total
}

// least is what a move must gain, so that rounding never moves anyone to and fro.
const least = 1e-9

// settle moves each vertex to the neighbouring community that gains most by it,
// until no move gains anything. Communities are numbered by their first vertex.
func (c circle) settle() (part []int, moved bool) {
	each, total := c.weights()
	part = make([]int, len(c.near))
	sum := slices.Clone(each)
	for i := range part {
		part[i] = i
	}
	ties := make([]float64, len(c.near)) // of the vertex at hand to each community
	var met []int
	for again := total > 0; again; {
		again = false
		for i, links := range c.near {
			met = append(met[:0], part[i])
			for _, l := range links {
				if k := part[l.to]; ties[k] == 0 && k != part[i] {
					met = append(met, k)
				}
				ties[part[l.to]] += l.weight
			}
			sum[part[i]] -= each[i]
			gain := func(k int) float64 { return ties[k] - each[i]*sum[k]/total }
			best := part[i]
			slices.Sort(met[1:])
			for _, k := range met[1:] {
				if gain(k) > gain(best)+least {
					best = k
				}
			}
			for _, k := range met {
				ties[k] = 0
			}
			sum[best] += each[i]
			if best != part[i] {
				part[i], again, moved = best, true, true
			}
		}
	}
	number, seen := 0, make([]int, len(part))
	for i, k := range part {
		if seen[k] == 0 {
			number++
			seen[k] = number
		}
		part[i] = seen[k] - 1
	}
	return part, moved
}

// shrink makes each community a vertex.
func (c circle) shrink(part []int) circle {
	n := slices.Max(part) + 1
	out := circle{make([][]link, n), make([]float64, n)}
	members := make([][]int, n)
	for i, k := range part {
		members[k] = append(members[k], i)
	}
	ties := make([]float64, n)
	for k, of := range members {
		var met []int
		for _, i := range of {
			out.self[k] += c.self[i]
			for _, l := range c.near[i] {
				other := part[l.to]
				switch {
				case other == k:
					out.self[k] += l.weight
				case ties[other] == 0:
					met = append(met, other)
				}
				ties[other] += l.weight
			}
		}
		slices.Sort(met)
		for _, other := range met {
			out.near[k] = append(out.near[k], link{to: other, weight: ties[other]})
			ties[other] = 0
		}
		ties[k] = 0
	}
	return out
}

// modularity is that of the parting in which each vertex is a community.
func (c circle) modularity() float64 {
	each, total := c.weights()
	q := 0.0
	for i := range each {
		if total > 0 {
			q += c.self[i]/total - each[i]*each[i]/total/total
		}
	}
	return q
}
