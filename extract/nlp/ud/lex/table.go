package lex

import (
	"cmp"
	"slices"

	"github.com/entente-kg/entente/extract/nlp/ud/pack"
)

// table maps hashes to numbers; words themselves are not kept, since asking
// about a word is all that is ever done with one.
type table struct {
	cells []cell
	shift uint
	full  int
}

type cell struct {
	key, value uint32
	used       bool
}

const spread = 0x9E3779B1

func makeTable(n int) *table {
	t := &table{shift: 31}
	size := 2
	for size < n*2 {
		size *= 2
		t.shift--
	}
	t.cells = make([]cell, size)
	return t
}

func newTable(m map[uint32]uint32) *table {
	t := makeTable(len(m))
	for k, v := range m {
		t.put(k, v)
	}
	return t
}

func (t *table) put(k, v uint32) {
	i := k * spread >> t.shift
	for t.cells[i].used {
		i = (i + 1) & uint32(len(t.cells)-1)
	}
	t.cells[i] = cell{k, v, true}
	t.full++
}

func (t *table) get(k uint32) (uint32, bool) {
	i := k * spread >> t.shift
	for {
		c := &t.cells[i]
		if !c.used {
			return 0, false
		}
		if c.key == k {
			return c.value, true
		}
		i = (i + 1) & uint32(len(t.cells)-1)
	}
}

func (t *table) encode(w *pack.Writer) {
	live := make([]cell, 0, t.full)
	for _, c := range t.cells {
		if c.used {
			live = append(live, c)
		}
	}
	slices.SortFunc(live, func(a, b cell) int { return cmp.Compare(a.key, b.key) })
	w.Uint(uint64(len(live)))
	last := uint32(0)
	for _, c := range live {
		w.Uint(uint64(c.key - last))
		last = c.key
	}
	for _, c := range live {
		w.Uint(uint64(c.value))
	}
}

func decodeTable(r *pack.Reader) *table {
	n := r.Len()
	keys := make([]uint32, n)
	last := uint32(0)
	for i := range keys {
		last += uint32(r.Uint())
		keys[i] = last
	}
	t := makeTable(n)
	for _, k := range keys {
		t.put(k, uint32(r.Uint()))
	}
	return t
}
