// Package dep builds the dependency tree of a sentence.
//
//	[]lex.Word + tags -> a head and a relation for every word
//
// Words are shifted to a stack and attached left and right (the arc-hybrid
// system, the root behind the last word). Whatever the weights, the result is
// one tree with one root.
package dep

// State is a tree half built. Words count from 1; 0 is none; the root is
// number Root, behind the last word.
type State struct {
	Root  int
	Stack []int
	Next  int // first word not yet shifted
	nodes []node
}

// node is one word, and what has been attached to it so far.
type node struct {
	form, pos, both    uint32 // both is form and pos
	upos, suffix       uint32
	field, frames      uint32
	shape              uint32
	head               int
	label              uint8
	left, left2        int // outermost child, and the next one in
	right, right2      int
	nleft, nright      uint32
	leftSet, rightSet  uint32 // labels of the children, each a bit by hash
	puncts, verbs, ccs uint32 // such words before this one
	coarse             uint8
}

// Moves. A move that attaches also names the label: move 1+l attaches the top
// of the stack to the next word, move 1+labels+l to the word below it.
const shift = 0

// System knows the labels and which of them a word may bear.
type System struct {
	Labels    []string
	RootLabel int
	// Allowed[u][l] tells whether a word of coarse tag u may bear label l.
	Allowed [][]bool
	menus   [8][][]uint8 // by what may be done and the tag of the word on top
}

// Moves is the number of moves.
func (y *System) Moves() int { return 1 + 2*len(y.Labels) }

// Split tells what a move does: the direction (0 shift, 1 left, 2 right) and label.
func (y *System) Split(move int) (dir, label int) {
	switch n := len(y.Labels); {
	case move == shift:
		return 0, 0
	case move <= n:
		return 1, move - 1
	default:
		return 2, move - 1 - n
	}
}

// Done tells whether the tree is whole.
func (s *State) Done() bool { return len(s.Stack) == 0 && s.Next == s.Root }

func (s *State) top(n int) int {
	if n < len(s.Stack) {
		return s.Stack[len(s.Stack)-1-n]
	}
	return 0
}

// Apply makes a move.
func (y *System) Apply(s *State, move int) {
	dir, label := y.Split(move)
	if dir == 0 {
		s.Stack = append(s.Stack, s.Next)
		s.Next++
		return
	}
	d := s.top(0)
	bit := uint32(1) << (uint32(label) * 0x9E3779B1 >> 27)
	n := &s.nodes[d]
	n.label = uint8(label)
	if dir == 1 {
		n.head = s.Next
		h := &s.nodes[s.Next]
		h.left2, h.left = h.left, d
		h.nleft++
		h.leftSet |= bit
	} else {
		n.head = s.top(1)
		h := &s.nodes[n.head]
		h.right2, h.right = h.right, d
		h.nright++
		h.rightSet |= bit
	}
	s.Stack = s.Stack[:len(s.Stack)-1]
}

// Arc is the head (0 for the root) and label that word i got.
func (s *State) Arc(i int) (head, label int) {
	n := &s.nodes[i]
	if n.head == s.Root {
		return 0, int(n.label)
	}
	return n.head, int(n.label)
}
