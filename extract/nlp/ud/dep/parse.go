package dep

import (
	"slices"
	"sync"

	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/linear"
)

// Parser holds trained weights. It is safe for concurrent use.
type Parser struct {
	System  *System
	Tags    *Tags
	Weights *linear.Table
	// Backward reads the sentence from its end.
	Backward bool
	scratch  sync.Pool
}

type scratch struct {
	state       State
	keys, found []uint32
	scores      []int32
	words       []lex.Word
	tags        []uint8
}

// Tree is what a parser makes of a sentence.
type Tree struct {
	Heads     []int // by word, counted from 1; 0 is the root
	Labels    []uint8
	ArcSure   []int32 // how far the move that made the arc led the other directions
	LabelSure []int32 // how far the label led the other labels
}

// NewTree makes room for n words.
func NewTree(n int) *Tree {
	return &Tree{make([]int, n), make([]uint8, n), make([]int32, n), make([]int32, n)}
}

// Parse fills in the tree of a sentence.
func (p *Parser) Parse(words []lex.Word, tags []uint8, t *Tree) {
	c, _ := p.scratch.Get().(*scratch)
	if c == nil {
		c = &scratch{keys: make([]uint32, 0, MaxFeatures), found: make([]uint32, MaxFeatures), scores: make([]int32, p.System.Moves())}
	}
	defer p.scratch.Put(c)
	n := len(words)
	at := func(i int) int { return i }
	if p.Backward {
		c.words, c.tags = append(c.words[:0], words...), append(c.tags[:0], tags...)
		slices.Reverse(c.words)
		slices.Reverse(c.tags)
		words, tags = c.words, c.tags
		at = func(i int) int { return n - 1 - i }
	}
	s := &c.state
	clear(t.ArcSure)
	clear(t.LabelSure)
	s.Start(p.Tags, words, tags)
	for !s.Done() {
		if move, only := p.System.Only(s); only {
			p.System.Apply(s, move)
			continue
		}
		c.keys = s.Features(c.keys[:0])
		clear(c.scores)
		p.Weights.Score(c.keys, c.found, c.scores)
		move := p.System.Best(s, c.scores)
		if move != shift {
			i := at(s.top(0) - 1)
			t.ArcSure[i], t.LabelSure[i] = p.System.lead(s, c.scores, move)
		}
		p.System.Apply(s, move)
	}
	for i := range words {
		h, l := s.Arc(i + 1)
		if h != 0 {
			h = 1 + at(h-1)
		}
		t.Heads[at(i)], t.Labels[at(i)] = h, uint8(l)
	}
}

// lead tells by how much a move led the moves of other directions, and the
// other labels of its own; 0 if there are none, since nothing was decided.
func (y *System) lead(s *State, scores []int32, move int) (arc, label int32) {
	dir, _ := y.Split(move)
	arc, label = topLead, topLead
	for _, m := range y.moves(s) {
		if int(m) == move {
			continue
		}
		d := scores[move] - scores[m]
		if other, _ := y.Split(int(m)); other == dir {
			label = min(label, d)
		} else {
			arc = min(arc, d)
		}
	}
	if arc == topLead {
		arc = 0
	}
	if label == topLead {
		label = 0
	}
	return arc, label
}

const topLead = 1 << 28

// Best is the permitted move with the highest score, the first of equals.
func (y *System) Best(s *State, scores []int32) int {
	moves := y.moves(s)
	best := moves[0]
	for _, m := range moves[1:] {
		if scores[m] > scores[best] {
			best = m
		}
	}
	return int(best)
}

// moves lists the moves that may be made, in order; there is always one.
func (y *System) moves(s *State) []uint8 {
	kind := 0
	if s.Next < s.Root {
		kind |= 1
	}
	if n := len(s.Stack); n > 1 {
		kind |= 4
		if s.Next < s.Root {
			kind |= 2
		}
	} else if n == 1 {
		kind |= 2
	}
	return y.menus[kind][s.nodes[s.top(0)].coarse]
}

// hangs tells whether a word of coarse tag u may bear any label but the root's.
func (y *System) hangs(u int) bool {
	for l, may := range y.Allowed[u] {
		if may && l != y.RootLabel {
			return true
		}
	}
	return false
}

func (y *System) anything() []bool {
	row := make([]bool, len(y.Labels))
	for l := range row {
		row[l] = true
	}
	return row
}

// Only is the move that may be made, if there is but one: the first word is
// shifted, the last one is the root.
func (y *System) Only(s *State) (move int, only bool) {
	moves := y.moves(s)
	return int(moves[0]), len(moves) == 1
}

// Prepare lists the moves for every situation. It is to be called once, after
// the labels are set.
func (y *System) Prepare() {
	n := len(y.Labels)
	for kind := range y.menus {
		y.menus[kind] = make([][]uint8, len(y.Allowed))
		for u, allowed := range y.Allowed {
			if !y.hangs(u) {
				allowed = y.anything()
			}
			var menu []uint8
			if kind&1 != 0 {
				menu = append(menu, shift)
			}
			if kind == 2 { // nothing but the root is left
				menu = append(menu, uint8(1+y.RootLabel))
			}
			for dir := range 2 {
				for l, may := range allowed {
					if kind&(2<<dir) != 0 && kind != 2 && may && l != y.RootLabel {
						menu = append(menu, uint8(1+dir*n+l))
					}
				}
			}
			y.menus[kind][u] = menu
		}
	}
}
