package dep

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/linear"
	"github.com/google/go-cmp/cmp"
)

func system() (*System, *Tags) {
	y := &System{Labels: []string{"a", "b", "c", "root"}, RootLabel: 3, Allowed: [][]bool{{true, true, true, true}, {false, true, false, true}}}
	y.Prepare()
	t, _ := NewTags([]string{"X|X", "PUNCT|."})
	return y, t
}

// sentence makes n words with some tags.
func sentence(r *rand.Rand, n int) ([]lex.Word, []uint8) {
	words, tags := make([]lex.Word, n), make([]uint8, n)
	for i := range words {
		words[i] = lex.Word{Form: 100 + r.Uint32N(50), Shape: r.Uint32N(4)}
		tags[i] = uint8(r.IntN(2))
	}
	return words, tags
}

// projective fills heads with a random tree without crossing arcs.
func projective(r *rand.Rand, heads []int, from, to, head int) {
	for from < to {
		end := from + 1 + r.IntN(to-from)
		if head == 0 {
			end = to
		}
		d := from + r.IntN(end-from)
		heads[d] = head
		projective(r, heads, from, d, d+1)
		projective(r, heads, d+1, end, d+1)
		from = end
	}
}

func TestWantedMovesLeadToTheGoldTree(t *testing.T) {
	y, tags := system()
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		n := 1 + r.IntN(12)
		heads, labels := make([]int, n), make([]int, n)
		projective(r, heads, 0, n, 0)
		for i, h := range heads {
			if labels[i] = r.IntN(3); h == 0 {
				labels[i] = 3
			}
		}
		var s State
		words, _ := sentence(r, n)
		s.Start(tags, words, make([]uint8, n))
		g := NewGold(heads, labels)
		for scores := make([]int32, y.Moves()); !s.Done(); {
			move, cost := y.Wanted(g, &s, scores)
			if cost != 0 {
				t.Fatalf("%v: cost %d on the right way", heads, cost)
			}
			y.Apply(&s, move)
		}
		got, gotLabels := make([]int, n), make([]int, n)
		for i := range n {
			got[i], gotLabels[i] = s.Arc(i + 1)
		}
		if d := cmp.Diff([][]int{heads, labels}, [][]int{got, gotLabels}); d != "" {
			t.Fatal(d)
		}
	}
}

// TestCostsAreWhatIsLost checks the oracle against trying out everything.
func TestCostsAreWhatIsLost(t *testing.T) {
	y, tags := system()
	r := rand.New(rand.NewPCG(3, 4))
	shown := [3]int{shift, 1, 1 + len(y.Labels)}
	for range 60 {
		n := 2 + r.IntN(4)
		heads := make([]int, n)
		projective(r, heads, 0, n, 0)
		g := NewGold(heads, make([]int, n))
		words, _ := sentence(r, n)
		var best func(path []int) int
		replay := func(path []int) *State {
			s := &State{}
			s.Start(tags, words, make([]uint8, n))
			for _, m := range path {
				y.Apply(s, m)
			}
			return s
		}
		may := func(s *State) (out []int) {
			moves := y.moves(s)
			for dir, m := range shown {
				if dir == 1 && s.Next == s.Root {
					m = 1 + y.RootLabel
				}
				if slices.Contains(moves, uint8(m)) {
					out = append(out, m)
				}
			}
			return out
		}
		best = func(path []int) int {
			s := replay(path)
			if s.Done() {
				right := 0
				for i := range n {
					if h, _ := s.Arc(i + 1); h == heads[i] {
						right++
					}
				}
				return right
			}
			top := 0
			for _, m := range may(s) {
				top = max(top, best(append(slices.Clone(path), m)))
			}
			return top
		}
		var path []int
		for s := replay(path); !s.Done(); s = replay(path) {
			now, costs := best(path), g.Costs(s)
			moves := may(s)
			for _, m := range moves {
				dir, _ := y.Split(m)
				if lost := now - best(append(slices.Clone(path), m)); lost != costs[dir] {
					t.Fatalf("%v after %v: move %d loses %d, said %d", heads, path, m, lost, costs[dir])
				}
			}
			path = append(path, moves[r.IntN(len(moves))])
		}
	}
}

// wild makes a parser of random weights.
func wild(y *System, tags *Tags, words [][]lex.Word, tagged [][]uint8, backward bool) *Parser {
	tr := linear.NewTrainer(y.Moves())
	r := rand.New(rand.NewPCG(5, 6))
	for i := range words {
		var s State
		s.Start(tags, words[i], tagged[i])
		for !s.Done() {
			moves := y.moves(&s)
			m := int(moves[r.IntN(len(moves))])
			tr.Update(s.Features(nil), m, r.IntN(y.Moves()))
			tr.Step()
			y.Apply(&s, m)
		}
	}
	return &Parser{System: y, Tags: tags, Backward: backward, Weights: linear.Freeze(y.Moves(), tr.Average(0), 0)}
}

func checkTree(t *testing.T, heads []int) {
	t.Helper()
	roots := 0
	for i := range heads {
		if heads[i] == 0 {
			roots++
		}
		steps := 0
		for d := i + 1; d != 0; d = heads[d-1] {
			if steps++; steps > len(heads) {
				t.Fatalf("%v: word %d hangs in a ring", heads, i+1)
			}
		}
	}
	if roots != 1 {
		t.Fatalf("%v: %d roots", heads, roots)
	}
}

func TestAnyWeightsGiveOneTreeWithOneRoot(t *testing.T) {
	y, tags := system()
	r := rand.New(rand.NewPCG(7, 8))
	var words [][]lex.Word
	var tagged [][]uint8
	for range 200 {
		w, g := sentence(r, 1+r.IntN(25))
		words, tagged = append(words, w), append(tagged, g)
	}
	a, b := wild(y, tags, words[:50], tagged[:50], false), wild(y, tags, words[50:100], tagged[50:100], true)
	differ := 0
	var wg sync.WaitGroup
	for i := range words {
		n := len(words[i])
		ta, tb, again := NewTree(n), NewTree(n), NewTree(n)
		wg.Go(func() { a.Parse(words[i], tagged[i], again) })
		a.Parse(words[i], tagged[i], ta)
		b.Parse(words[i], tagged[i], tb)
		both := Combine(ta, tb)
		wg.Wait()
		for _, tree := range []*Tree{ta, tb, both} {
			checkTree(t, tree.Heads)
			for j, l := range tree.Labels {
				if (tree.Heads[j] == 0) != (int(l) == y.RootLabel) || !y.Allowed[tagged[i][j]][l] {
					t.Fatalf("word %d of %v has label %d", j+1, tree.Heads, l)
				}
			}
		}
		if d := cmp.Diff(ta, again); d != "" {
			t.Fatal(d)
		}
		if !slices.Equal(ta.Heads, tb.Heads) {
			differ++
		}
	}
	if differ < 50 {
		t.Errorf("the two ways differ in %d sentences only: nothing was tried", differ)
	}
}

func TestCombineTrustsTheSurerParser(t *testing.T) {
	a := &Tree{[]int{2, 0, 2}, []uint8{0, 3, 0}, []int32{900, 900, 10}, []int32{5, 5, 5}}
	b := &Tree{[]int{3, 3, 0}, []uint8{1, 1, 3}, []int32{10, 10, 10}, []int32{9, 9, 9}}
	if d := cmp.Diff([]int{2, 0, 2}, Combine(a, b).Heads); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]int{2, 0, 2}, Combine(b, a).Heads); d != "" {
		t.Error(d)
	}
	c := &Tree{[]int{2, 0, 1}, []uint8{0, 3, 1}, []int32{10, 10, 50000}, []int32{5, 5, 5}}
	if d := cmp.Diff([]int{2, 0, 1}, Combine(a, c).Heads); d != "" {
		t.Error(d)
	}
}
