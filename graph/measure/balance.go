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
// are hopeless to find in a large graph; those named are what no single entity
// could better by changing camps. There are none exactly where the graph is
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
	camp := camps(near)
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

// camps gives each entity 1 or -1. It walks out from the first entity of each
// part, over the signs, which is right for a part that is balanced; then whoever has
// more sources against the camp than for it changes to the other, until nobody has.
func camps(near [][]link) []int {
	camp := make([]int, len(near))
	for start := range near {
		if camp[start] != 0 {
			continue
		}
		camp[start] = 1
		for reached := []int{start}; len(reached) > 0; reached = reached[1:] {
			for _, l := range near[reached[0]] {
				if camp[l.to] == 0 {
					camp[l.to] = camp[reached[0]]
					if l.weight < 0 {
						camp[l.to] = -camp[l.to]
					}
					reached = append(reached, l.to)
				}
			}
		}
	}
	for again := true; again; {
		again = false
		for i, links := range near {
			content := 0.0
			for _, l := range links {
				content += l.weight * float64(camp[i]*camp[l.to])
			}
			if content < 0 {
				camp[i], again = -camp[i], true
			}
		}
	}
	return camp
}
