package dep

// Combine makes one tree of two parsers' trees of a sentence. Where they agree
// nothing changes; where they differ, the arcs are chosen of which the parsers
// are surest, as far as they still make a tree with one root.
func Combine(a, b *Tree) *Tree {
	n := len(a.Heads)
	out := NewTree(n)
	same := true
	for i := range n {
		same = same && a.Heads[i] == b.Heads[i]
		out.Labels[i], out.LabelSure[i] = label(a, b, i)
		out.Heads[i], out.ArcSure[i] = a.Heads[i], max(a.ArcSure[i], b.ArcSure[i])
	}
	if same {
		return out
	}
	best := int64(-1)
	for _, root := range [2]int{rootOf(a), rootOf(b)} {
		heads, weight := arborescence(a, b, root)
		if heads != nil && weight > best {
			best = weight
			copy(out.Heads, heads)
		}
	}
	if best < 0 {
		copy(out.Heads, a.Heads)
	}
	for i, h := range out.Heads {
		switch {
		case a.Heads[i] == b.Heads[i]:
		case h == a.Heads[i]:
			out.Labels[i], out.LabelSure[i], out.ArcSure[i] = a.Labels[i], a.LabelSure[i], a.ArcSure[i]
		default:
			out.Labels[i], out.LabelSure[i], out.ArcSure[i] = b.Labels[i], b.LabelSure[i], b.ArcSure[i]
		}
	}
	return out
}

func label(a, b *Tree, i int) (uint8, int32) {
	if a.Labels[i] != b.Labels[i] && b.LabelSure[i] > a.LabelSure[i] {
		return b.Labels[i], b.LabelSure[i]
	}
	return a.Labels[i], a.LabelSure[i]
}

func rootOf(t *Tree) int {
	for i, h := range t.Heads {
		if h == 0 {
			return i + 1
		}
	}
	return 0
}

// halfSure is the lead at which a parser's arc counts half as much as one that
// it is wholly sure of.
const halfSure = 10 * 1024

// weigh turns a lead into a weight: any arc counts something, a sure one more.
func weigh(lead int32) int64 {
	l := int64(max(lead, 0))
	return 1 + 1000*l/(l+halfSure)
}

type arc struct {
	head   int
	weight int64
}

// arborescence is the heaviest tree under the given root made of both trees'
// arcs (Chu and Liu's algorithm), nil if there is none.
func arborescence(a, b *Tree, root int) ([]int, int64) {
	n := len(a.Heads)
	in := make([][]arc, n+1)
	for i := range n {
		d := i + 1
		if d == root {
			continue
		}
		if h := a.Heads[i]; h != 0 {
			in[d] = append(in[d], arc{h, weigh(a.ArcSure[i])})
		}
		if h := b.Heads[i]; h != 0 {
			if len(in[d]) > 0 && in[d][0].head == h {
				in[d][0].weight += weigh(b.ArcSure[i])
			} else {
				in[d] = append(in[d], arc{h, weigh(b.ArcSure[i])})
			}
		}
		if len(in[d]) == 0 {
			return nil, 0
		}
	}
	heads := solve(in, root)
	if heads == nil {
		return nil, 0
	}
	total := int64(0)
	for _, t := range [2]*Tree{a, b} {
		if t.Heads[root-1] == 0 {
			total += weigh(t.ArcSure[root-1])
		}
	}
	out := make([]int, n)
	for d := 1; d <= n; d++ {
		out[d-1] = heads[d]
		for _, e := range in[d] {
			if d != root && e.head == heads[d] {
				total += e.weight
			}
		}
	}
	out[root-1] = 0
	return out, total
}

// solve picks for every node but the root one incoming arc so that all hang
// together and the weights add up highest.
func solve(in [][]arc, root int) []int {
	n := len(in)
	heads := make([]int, n)
	for d := 1; d < n; d++ {
		if d == root || in[d] == nil {
			continue
		}
		best := in[d][0]
		for _, e := range in[d][1:] {
			if e.weight > best.weight {
				best = e
			}
		}
		heads[d] = best.head
	}
	ring := cycle(heads, in, root)
	if ring == nil {
		return heads
	}
	// The ring becomes one node: arcs into it cost what they replace.
	inside := make([]bool, n)
	chosen := make(map[int]int64, len(ring))
	for _, d := range ring {
		inside[d] = true
		for _, e := range in[d] {
			if e.head == heads[d] {
				chosen[d] = e.weight
			}
		}
	}
	c := n
	smaller := make([][]arc, n+1)
	from := map[[2]int]int{} // arc of the smaller graph -> node inside that it enters or leaves
	for d := 1; d < n; d++ {
		for _, e := range in[d] {
			switch {
			case inside[d] && inside[e.head]:
			case inside[d]:
				w := e.weight - chosen[d]
				k := [2]int{e.head, c}
				if i := find(smaller[c], e.head); i < 0 {
					smaller[c] = append(smaller[c], arc{e.head, w})
					from[k] = d
				} else if w > smaller[c][i].weight {
					smaller[c][i].weight = w
					from[k] = d
				}
			case inside[e.head]:
				k := [2]int{c, d}
				if i := find(smaller[d], c); i < 0 {
					smaller[d] = append(smaller[d], arc{c, e.weight})
					from[k] = e.head
				} else if e.weight > smaller[d][i].weight {
					smaller[d][i].weight = e.weight
					from[k] = e.head
				}
			default:
				smaller[d] = append(smaller[d], e)
			}
		}
	}
	if smaller[c] == nil {
		return nil
	}
	for d := 1; d < n; d++ {
		if !inside[d] && d != root && in[d] != nil && smaller[d] == nil {
			return nil
		}
	}
	sub := solve(smaller, root)
	if sub == nil {
		return nil
	}
	for d := 1; d < n; d++ {
		if inside[d] || d == root || in[d] == nil {
			continue
		}
		if sub[d] == c {
			heads[d] = from[[2]int{c, d}]
		} else {
			heads[d] = sub[d]
		}
	}
	enter := sub[c]
	heads[from[[2]int{enter, c}]] = enter
	return heads
}

func find(arcs []arc, head int) int {
	for i, e := range arcs {
		if e.head == head {
			return i
		}
	}
	return -1
}

// cycle gives the nodes of a ring of heads, nil if there is none.
func cycle(heads []int, in [][]arc, root int) []int {
	seen := make([]int, len(heads))
	for start := 1; start < len(heads); start++ {
		d := start
		for d != root && in[d] != nil && seen[d] == 0 {
			seen[d] = start
			d = heads[d]
		}
		if d == root || in[d] == nil || seen[d] != start {
			continue
		}
		ring := []int{d}
		for e := heads[d]; e != d; e = heads[e] {
			ring = append(ring, e)
		}
		return ring
	}
	return nil
}
