package linear

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/entente-kg/entente/extract/nlp/ud/pack"
)

// Encode writes the table column by column, which packs better than by row.
func (t *Table) Encode(w *pack.Writer) {
	live := make([]slot, 0, len(t.slots)/2)
	for _, s := range t.slots {
		if s.off != 0 {
			live = append(live, s)
		}
	}
	slices.SortFunc(live, func(a, b slot) int { return cmp.Compare(a.key, b.key) })
	w.Uint(uint64(t.classes))
	w.Uint(uint64(math.Float32bits(t.max)))
	w.Uint(uint64(len(live)))
	w.Uint(uint64(len(t.lists) - 1 - len(live)))
	last := uint32(0)
	for _, s := range live {
		w.Uint(uint64(s.key - last))
		last = s.key
	}
	for _, s := range live {
		w.Uint(uint64(t.lists[s.off]))
	}
	each := func(fn func(e uint16)) {
		for _, s := range live {
			for _, e := range t.lists[s.off+1 : s.off+1+uint32(t.lists[s.off])] {
				fn(e)
			}
		}
	}
	each(func(e uint16) { w.Byte(byte(e >> 8)) })
	each(func(e uint16) { w.Byte(byte(e)) })
}

// Decode reads what Encode wrote.
func Decode(r *pack.Reader) (*Table, error) {
	classes := int(r.Uint())
	top := math.Float32frombits(uint32(r.Uint()))
	features, entries := r.Len(), r.Len()
	if r.Err() != nil || classes > 255 {
		return nil, fmt.Errorf("weights: %w", r.Fault("header"))
	}
	t := newTable(classes, features, entries, top)
	keys := make([]uint32, features)
	last := uint32(0)
	for i := range keys {
		last += uint32(r.Uint())
		keys[i] = last
	}
	counts := make([]uint8, features)
	sum := 0
	for i := range counts {
		counts[i] = uint8(r.Uint())
		sum += int(counts[i])
	}
	if r.Err() != nil || sum != entries {
		return nil, fmt.Errorf("weights: %w", r.Fault("counts"))
	}
	class, code := r.Bytes(entries), r.Bytes(entries)
	if r.Err() != nil {
		return nil, fmt.Errorf("weights: %w", r.Err())
	}
	var list []uint16
	for i, key := range keys {
		n := int(counts[i])
		list = list[:0]
		for j := 0; j < n; j++ {
			if int(class[j]) >= classes {
				return nil, fmt.Errorf("weights: %w", r.Fault("class"))
			}
			list = append(list, uint16(class[j])<<8|uint16(code[j]))
		}
		class, code = class[n:], code[n:]
		t.put(key, list)
	}
	return t, nil
}
