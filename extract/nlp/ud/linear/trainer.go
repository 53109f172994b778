package linear

import (
	"math"
	"slices"
)

// Trainer is an averaged perceptron under training. Features come into being
// when they are first updated. It is for one goroutine.
type Trainer struct {
	classes int
	slots   []trow
	shift   uint
	used    int
	w       []weight
	avg     []average
	step    int32
}

type trow struct {
	key, off uint32
	n, cap   uint8
}

type weight struct {
	class int32
	w     int32
}

type average struct {
	total int64 // sum of w over the steps before since
	since int32
}

// NewTrainer makes a trainer of at most 255 classes.
func NewTrainer(classes int) *Trainer {
	return &Trainer{classes: classes, slots: make([]trow, 1<<16), shift: 16}
}

// Score adds the present weights of all keys to out.
func (t *Trainer) Score(keys []uint32, found []uint32, out []int32) {
	seen := uint32(0) // see Table.Score
	for _, k := range keys {
		seen += t.slots[k>>t.shift].key
	}
	keep(found, seen)
	mask := uint32(len(t.slots) - 1)
	n := 0
	for _, k := range keys {
		i := k >> t.shift
		for {
			s := &t.slots[i]
			if s.n == 0 {
				break
			}
			if s.key == k {
				found[n] = i
				n++
				break
			}
			i = (i + 1) & mask
		}
	}
	for _, i := range found[:n] {
		seen += uint32(t.w[t.slots[i].off].class)
	}
	keep(found, seen)
	for _, i := range found[:n] {
		s := &t.slots[i]
		for _, e := range t.w[s.off : s.off+uint32(s.n)] {
			out[e.class] += e.w
		}
	}
}

// Step counts one decision; averages weigh every decision alike.
func (t *Trainer) Step() { t.step++ }

// Update moves weight from the class chosen to the class wanted.
func (t *Trainer) Update(keys []uint32, want, chose int) {
	for _, k := range keys {
		i := t.row(k)
		t.change(i, int32(want), 1)
		t.change(i, int32(chose), -1)
	}
}

func (t *Trainer) row(k uint32) uint32 {
	if t.used*3 > len(t.slots)*2 {
		t.grow()
	}
	mask := uint32(len(t.slots) - 1)
	i := k >> t.shift
	for t.slots[i].n != 0 {
		if t.slots[i].key == k {
			return i
		}
		i = (i + 1) & mask
	}
	t.used++
	off := uint32(len(t.w))
	t.w = append(t.w, weight{}, weight{})
	t.avg = append(t.avg, average{}, average{})
	t.slots[i] = trow{key: k, off: off, cap: 2}
	return i
}

func (t *Trainer) grow() {
	old := t.slots
	t.slots = make([]trow, len(old)*2)
	t.shift--
	mask := uint32(len(t.slots) - 1)
	for _, s := range old {
		if s.n == 0 {
			continue
		}
		i := s.key >> t.shift
		for t.slots[i].n != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = s
	}
}

func (t *Trainer) change(i uint32, class, by int32) {
	s := &t.slots[i]
	for j := s.off; j < s.off+uint32(s.n); j++ {
		if t.w[j].class == class {
			a := &t.avg[j]
			a.total += int64(t.w[j].w) * int64(t.step-a.since)
			a.since = t.step
			t.w[j].w += by
			return
		}
	}
	if s.n == s.cap {
		off := uint32(len(t.w))
		for j := s.off; j < s.off+uint32(s.n); j++ {
			t.w = append(t.w, t.w[j])
			t.avg = append(t.avg, t.avg[j])
		}
		grown := min(2*int(s.cap), 255)
		for len(t.w) < int(off)+grown {
			t.w = append(t.w, weight{})
			t.avg = append(t.avg, average{})
		}
		s.off, s.cap = off, uint8(grown)
	}
	j := s.off + uint32(s.n)
	t.w[j] = weight{class, by}
	t.avg[j] = average{0, t.step}
	s.n++
}

// Entry is one averaged weight.
type Entry struct {
	Key   uint32
	Class uint8
	W     float32
}

// Average gives the averaged weights of at least floor, sorted by key and class.
func (t *Trainer) Average(floor float32) []Entry {
	var out []Entry
	for _, s := range t.slots {
		for j := s.off; j < s.off+uint32(s.n); j++ {
			a := t.avg[j]
			total := a.total + int64(t.w[j].w)*int64(t.step-a.since)
			w := float32(float64(total) / float64(max(t.step, 1)))
			if w >= floor || -w >= floor {
				out = append(out, Entry{s.key, uint8(t.w[j].class), w})
			}
		}
	}
	slices.SortFunc(out, compareEntries)
	return out
}

func compareEntries(a, b Entry) int {
	if a.Key != b.Key {
		if a.Key < b.Key {
			return -1
		}
		return 1
	}
	return int(a.Class) - int(b.Class)
}

// Mix is the mean of several runs' weights, each sorted as Average gives them.
func Mix(runs ...[]Entry) []Entry {
	if len(runs) == 1 {
		return runs[0]
	}
	at := make([]int, len(runs))
	var out []Entry
	for {
		var low *Entry
		for r, i := range at {
			if i < len(runs[r]) && (low == nil || compareEntries(runs[r][i], *low) < 0) {
				low = &runs[r][i]
			}
		}
		if low == nil {
			return out
		}
		e := Entry{Key: low.Key, Class: low.Class}
		for r, i := range at {
			if i < len(runs[r]) && compareEntries(runs[r][i], e) == 0 {
				e.W += runs[r][i].W
				at[r]++
			}
		}
		e.W /= float32(len(runs))
		out = append(out, e)
	}
}

// Freeze keeps the weights of at least floor and rounds each to a byte.
func Freeze(classes int, entries []Entry, floor float32) *Table {
	var top float32
	features, kept := 0, 0
	last, any := uint32(0), false
	for _, e := range entries {
		a := max(e.W, -e.W)
		if a < floor {
			continue
		}
		top = max(top, a)
		kept++
		if !any || e.Key != last {
			features++
			last, any = e.Key, true
		}
	}
	t := newTable(classes, features, kept, top)
	var list []uint16
	for i := 0; i < len(entries); {
		key := entries[i].Key
		list = list[:0]
		for ; i < len(entries) && entries[i].Key == key; i++ {
			e := entries[i]
			if c := compress(e.W, top); max(e.W, -e.W) >= floor && c != 0 {
				list = append(list, uint16(e.Class)<<8|uint16(c))
			}
		}
		if len(list) > 0 {
			t.put(key, list)
		}
	}
	return t
}

func compress(w, top float32) uint8 {
	q := int(math.Round(127 * math.Sqrt(math.Abs(float64(w/top)))))
	if w < 0 {
		q = -q
	}
	return uint8(int8(q))
}
