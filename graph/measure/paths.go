package measure

import (
	"cmp"
	"container/heap"
	"slices"
)

// Path is a way from one entity to another that comes by none twice.
type Path struct {
	Hops    []Hop `json:"hops"`
	Sources int   `json:"weakest"` // independent sources of the hop that has fewest
	cost    int
	stops   []int
}

// Hop is all that is asserted of two entities, one of whom leads to the other.
type Hop struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Sources int    `json:"sources"` // independent, summed over the edges
	Edges   []Edge `json:"edges"`
}

// one is what a hop costs of endlessly many sources; with n it costs one and an nth.
const one = 1 << 20

func (l link) cost() int { return one + int(one/l.weight) }

// Paths finds the k best ways from a to b, edges being walked in either direction
// (Yen's algorithm). A hop costs 1 and, divided by its independent sources, 1 more:
// the shortest way wins but where a longer one is far better told of. Of ways
// that cost the same the one by smaller IDs comes first. There may be fewer than k,
// or none.
func (g *Graph) Paths(a, b string, k int) []Path {
	from, ok := g.index[a]
	to, there := g.index[b]
	if !ok || !there || from == to || k < 1 {
		return nil
	}
	w := walker{g: g, cost: make([]int, len(g.ids)), before: make([]int, len(g.ids)), barred: make([]bool, len(g.ids))}
	best, found := w.walk(from, to, nil)
	if !found {
		return nil
	}
	paths, spare := []Path{best}, []Path{}
	for len(paths) < k {
		last := paths[len(paths)-1]
		// Every other way leaves one of those found somewhere.
		for i, at := range last.stops[:len(last.stops)-1] {
			root := last.stops[:i+1]
			taken := map[int]bool{} // where ways with this beginning went on to
			for _, p := range paths {
				if len(p.stops) > i+1 && slices.Equal(p.stops[:i+1], root) {
					taken[p.stops[i+1]] = true
				}
			}
			for _, stop := range root[:i] {
				w.barred[stop] = true
			}
			if p, ok := w.walk(at, to, taken); ok {
				p.stops = append(slices.Clone(root[:i]), p.stops...)
				p.cost += w.along(root)
				if !slices.ContainsFunc(spare, func(s Path) bool { return slices.Equal(s.stops, p.stops) }) {
					spare = append(spare, p)
				}
			}
			for _, stop := range root[:i] {
				w.barred[stop] = false
			}
		}
		if len(spare) == 0 {
			break
		}
		slices.SortFunc(spare, comparePaths)
		paths, spare = append(paths, spare[0]), spare[1:]
	}
	for i := range paths {
		g.tell(&paths[i])
	}
	return paths
}

func comparePaths(a, b Path) int {
	return cmp.Or(a.cost-b.cost, len(a.stops)-len(b.stops), slices.Compare(a.stops, b.stops))
}

// tell fills in what a path says.
func (g *Graph) tell(p *Path) {
	for i := range p.stops[1:] {
		l, _ := g.between(p.stops[i], p.stops[i+1])
		between := g.pairs[l.pair]
		p.Hops = append(p.Hops, Hop{g.ids[p.stops[i]], g.ids[p.stops[i+1]], between.sources, between.edges})
		if i == 0 || between.sources < p.Sources {
			p.Sources = between.sources
		}
	}
}

// between finds the link from one entity to another.
func (g *Graph) between(a, b int) (link, bool) {
	i, ok := slices.BinarySearchFunc(g.near[a], b, func(l link, to int) int { return l.to - to })
	if !ok {
		return link{}, false
	}
	return g.near[a][i], true
}

// walker finds the best way past what is barred (Dijkstra).
type walker struct {
	g      *Graph
	cost   []int // so far; 0 where not reached, as no way costs nothing
	before []int
	barred []bool
	queue  arrivals
}

// walk finds the best way that does not begin with a step to one of not. It walks
// back from the end, so that of ways of equal cost it takes, at every step, the
// smaller ID.
func (w *walker) walk(from, to int, not map[int]bool) (Path, bool) {
	clear(w.cost)
	w.queue = append(w.queue[:0], arrival{0, to, to})
	for len(w.queue) > 0 {
		at := heap.Pop(&w.queue).(arrival)
		if w.cost[at.at] != 0 {
			continue
		}
		w.cost[at.at], w.before[at.at] = at.cost+1, at.next
		if at.at == from {
			break
		}
		for _, l := range w.g.near[at.at] {
			if !w.barred[l.to] && w.cost[l.to] == 0 && !(l.to == from && not[at.at]) {
				heap.Push(&w.queue, arrival{at.cost + l.cost(), l.to, at.at})
			}
		}
	}
	if w.cost[from] == 0 {
		return Path{}, false
	}
	p := Path{cost: w.cost[from] - 1, stops: []int{from}}
	for at := from; at != to; {
		at = w.before[at]
		p.stops = append(p.stops, at)
	}
	return p, true
}

// along is what a way costs.
func (w *walker) along(stops []int) (cost int) {
	for i := range stops[1:] {
		l, _ := w.g.between(stops[i], stops[i+1])
		cost += l.cost()
	}
	return cost
}

// arrival is how the end can be reached: from an entity, by the next.
type arrival struct{ cost, at, next int }

type arrivals []arrival

func (a arrivals) Len() int { return len(a) }
func (a arrivals) Less(i, j int) bool {
	return cmp.Or(a[i].cost-a[j].cost, a[i].at-a[j].at, a[i].next-a[j].next) < 0
}
func (a arrivals) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *arrivals) Push(x any)   { *a = append(*a, x.(arrival)) }
func (a *arrivals) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}
