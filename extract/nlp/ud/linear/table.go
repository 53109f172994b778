// Package linear scores classes from hashed features: a perceptron as it is
// trained, and its averaged weights frozen into a small table.
//
//	feature keys -> Trainer (update, average) -> Table (score, encode, decode)
//
// A Table is never written after it is made, so any number of goroutines may
// read one; scores are whole numbers and add up alike on every machine.
package linear

// Table maps a feature to the weights of a few classes.
type Table struct {
	classes int
	slots   []slot
	lists   []uint16 // per feature: count, then class<<8 | code
	lut     [256]int32
	max     float32
}

// slot holds a feature's place in lists. Where its key lies among all numbers,
// there it lies among the slots; Key mixes well, so they fill up evenly.
type slot struct{ key, off uint32 }

// home is the slot of a key, if no other feature took it.
func home(key uint32, slots int) uint32 { return uint32(uint64(key) * uint64(slots) >> 32) }

// Classes is the number of classes scored.
func (t *Table) Classes() int { return t.classes }

// Score adds the weights of all keys to out, which has one entry a class.
// found is scratch of at least len(keys).
func (t *Table) Score(keys []uint32, found []uint32, out []int32) {
	// Memory is what takes time. A loop that only reads, and decides nothing by
	// what it reads, has many reads under way at once; the next one finds them done.
	seen := uint32(0)
	slots := t.slots
	for _, k := range keys {
		seen += slots[home(k, len(slots))].key
	}
	keep(found, seen)
	n := 0
	for _, k := range keys {
		i := home(k, len(slots))
		for {
			s := slots[i]
			if s.key == k && s.off != 0 {
				found[n] = s.off
				n++
				break
			}
			if s.off == 0 {
				break
			}
			if i++; i == uint32(len(slots)) {
				i = 0
			}
		}
	}
	for _, off := range found[:n] {
		seen += uint32(t.lists[off])
	}
	keep(found, seen)
	for _, off := range found[:n] {
		l := t.lists[off:]
		for _, e := range l[1 : 1+int(l[0])] {
			out[e>>8] += t.lut[e&0xff]
		}
	}
}

// keep uses a value, or the compiler would leave out the loop that made it.
func keep(found []uint32, value uint32) {
	if value == 0 && len(found) == 0 {
		panic("no room to find features in")
	}
}

// scale turns a weight into the whole number that is added up.
const scale = 1024

// newTable lays out features, which must be sorted by key.
func newTable(classes, features, entries int, max float32) *Table {
	t := &Table{classes: classes, max: max}
	t.slots = make([]slot, features+features/2+2)
	t.lists = make([]uint16, 1, 1+features+entries)
	for c := range t.lut {
		t.lut[c] = int32(expand(uint8(c), max) * scale)
	}
	return t
}

// put stores one feature's entries.
func (t *Table) put(key uint32, entries []uint16) {
	i := home(key, len(t.slots))
	for t.slots[i].off != 0 {
		if i++; i == uint32(len(t.slots)) {
			i = 0
		}
	}
	t.slots[i] = slot{key, uint32(len(t.lists))}
	t.lists = append(t.lists, uint16(len(entries)))
	t.lists = append(t.lists, entries...)
}

// expand and compress map a weight to one byte on a quadratic scale: averaged
// weights run to a hundred, and most that matter lie under one.
func expand(code uint8, max float32) float32 {
	q := float32(int8(code)) / 127
	if q < 0 {
		return -q * q * max
	}
	return q * q * max
}
