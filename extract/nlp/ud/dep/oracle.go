package dep

// Gold is the tree that should come out: for word i (from 1) its head, the
// root being number len(words)+1, and its label.
type Gold struct {
	Head     []int
	Label    []int
	children [][]int
}

// NewGold prepares a tree given as heads (0 is the root) and labels by word.
func NewGold(heads, labels []int) *Gold {
	n := len(heads)
	g := &Gold{make([]int, n+2), make([]int, n+2), make([][]int, n+2)}
	for i, h := range heads {
		if h == 0 {
			h = n + 1
		}
		g.Head[i+1], g.Label[i+1] = h, labels[i]
		g.children[h] = append(g.children[h], i+1)
	}
	return g
}

// Costs tells how many arcs of the gold tree each direction makes impossible.
func (g *Gold) Costs(s *State) (cost [3]int) {
	i0, i1, b := s.top(0), s.top(1), s.Next
	if b < s.Root {
		h := g.Head[b]
		if h == s.Root && len(s.Stack) > 0 {
			cost[0]++ // the root must be the last word left on the stack
		}
		for _, t := range s.Stack {
			if t == h && t != i0 {
				cost[0]++
			}
		}
		for _, d := range g.children[b] {
			if d < b && s.nodes[d].head == 0 {
				cost[0]++
			}
		}
	}
	if i0 == 0 {
		return cost
	}
	h := g.Head[i0]
	lost := 0
	for _, d := range g.children[i0] {
		if d >= b {
			lost++
		}
	}
	cost[1], cost[2] = lost, lost
	if h == s.Root && len(s.Stack) > 1 {
		return cost // lost before
	}
	if h == i1 || h > b {
		cost[1]++
	}
	if h >= b {
		cost[2]++
	}
	return cost
}

// Wanted is the best-scored among the permitted moves that lose least of the
// gold tree, a wrong label counting as a loss of its own.
func (y *System) Wanted(g *Gold, s *State, scores []int32) (move, cost int) {
	by, label := g.Costs(s), g.Label[s.top(0)]
	move, cost = -1, 1<<30
	for _, m := range y.moves(s) {
		c := y.cost(by, label, int(m))
		if c < cost || c == cost && scores[m] > scores[move] {
			move, cost = int(m), c
		}
	}
	return move, cost
}

// Rival is the best-scored among the permitted moves that lose more than cost,
// -1 if there is none.
func (y *System) Rival(g *Gold, s *State, scores []int32, cost int) int {
	by, label := g.Costs(s), g.Label[s.top(0)]
	best := -1
	for _, m := range y.moves(s) {
		if y.cost(by, label, int(m)) > cost && (best < 0 || scores[m] > scores[best]) {
			best = int(m)
		}
	}
	return best
}

// Cost is what one permitted move loses.
func (y *System) Cost(g *Gold, s *State, move int) int {
	return y.cost(g.Costs(s), g.Label[s.top(0)], move)
}

func (y *System) cost(by [3]int, label, move int) int {
	dir, l := y.Split(move)
	c := 2 * by[dir]
	if dir != 0 && l != label {
		c++
	}
	return c
}
