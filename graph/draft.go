package graph

import (
	"bytes"

	"github.com/cayleygraph/quad"
	"github.com/tidwall/btree"
)

// draft is a change in the making: rows read as if it were made already.
type draft struct {
	base  rows
	kept  btree.Map[string, []byte] // nil for a row that is taken away
	quads map[quad.Quad]int         // +1 to add, -1 to remove
	order []quad.Quad               // of quads, as they came
}

func newDraft(base rows) *draft { return &draft{base: base, quads: map[quad.Quad]int{}} }

func (d *draft) put(key, value []byte) { d.kept.Set(string(key), value) }
func (d *draft) del(key []byte)        { d.kept.Set(string(key), nil) }

// here is the value of a row that says all with its key.
var here = []byte{1}

func (d *draft) mark(key []byte) { d.put(key, here) }

func (d *draft) quad(q quad.Quad, by int) { d.setQuad(q, d.quads[q]+by) }

// setQuad is for a quad of which several ask that it be there, or not.
func (d *draft) setQuad(q quad.Quad, n int) {
	if _, seen := d.quads[q]; !seen {
		d.order = append(d.order, q)
	}
	d.quads[q] = n
}

// turn puts quads in the place of others.
func (d *draft) turn(before, after []quad.Quad) {
	for _, q := range before {
		d.quad(q, -1)
	}
	for _, q := range after {
		d.quad(q, +1)
	}
}

func (d *draft) get(key []byte) ([]byte, error) {
	if v, ok := d.kept.Get(string(key)); ok {
		return v, nil
	}
	return d.base.get(key)
}

func (d *draft) scan(prefix, from []byte, fn func(key, value []byte) (bool, error)) error {
	it := d.kept.Iter()
	ours := it.Seek(string(max(string(prefix), string(from))))
	more, err := true, error(nil)
	// upTo hands out the draft's own rows before key, and all that are left for nil.
	upTo := func(key []byte) {
		for ; more && err == nil && ours && bytes.HasPrefix([]byte(it.Key()), prefix) && (key == nil || it.Key() < string(key)); ours = it.Next() {
			if v := it.Value(); v != nil {
				more, err = fn([]byte(it.Key()), v)
			}
		}
	}
	berr := d.base.scan(prefix, from, func(key, value []byte) (bool, error) {
		upTo(key)
		if !more || err != nil {
			return false, err
		}
		if ours && it.Key() == string(key) {
			return true, nil // the draft's row is the one that counts, and comes next
		}
		more, err = fn(key, value)
		return more, err
	})
	if berr != nil {
		return berr
	}
	upTo(nil)
	return err
}

// change is the draft in the order in which it was made and in that of the keys:
// what is written does not depend on chance.
func (d *draft) change() change {
	var c change
	for _, q := range d.order {
		switch n := d.quads[q]; {
		case n > 0:
			c.add = append(c.add, q)
		case n < 0:
			c.remove = append(c.remove, q)
		}
	}
	d.kept.Scan(func(key string, value []byte) bool {
		if value == nil {
			c.del = append(c.del, []byte(key))
		} else {
			c.put = append(c.put, row{[]byte(key), value})
		}
		return true
	})
	return c
}

// list gathers what scan would hand out.
func list(r rows, prefix []byte) (found []row, err error) {
	err = r.scan(prefix, nil, func(key, value []byte) (bool, error) {
		found = append(found, row{bytes.Clone(key), bytes.Clone(value)})
		return true, nil
	})
	return found, err
}
