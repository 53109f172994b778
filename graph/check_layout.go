package graph

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	bolt "go.etcd.io/bbolt"
)

// checkLayout looks at every record of Cayley's layout, and that what is kept beside
// the log, the hashes, counts and indexes, is what follows from it. In memory are the
// quads and values as numbers, some 40 bytes each.
func (d *durable) checkLayout(ctx context.Context, fault faultFunc) error {
	return d.db.View(func(tx *bolt.Tx) error {
		c := &layoutCheck{ctx: ctx, tx: tx, fault: fault}
		for _, name := range [][]byte{metaBucket, logBucket, valueBucket, rowsBucket} {
			c.bucket(name)
		}
		for _, ind := range indexes {
			c.bucket(indexBucket(ind))
		}
		if c.missing {
			return nil
		}
		if err := c.log(); err != nil {
			return err
		}
		if err := c.values(); err != nil {
			return err
		}
		for _, ind := range indexes {
			if err := c.index(ind); err != nil {
				return err
			}
		}
		return c.meta()
	})
}

type layoutCheck struct {
	ctx     context.Context
	tx      *bolt.Tx
	fault   faultFunc
	missing bool // a bucket

	links  []link  // of the log, so by ID
	usages []usage // likewise
	last   uint64  // ID in the log
}

// usage is a value and how many quads have it.
type usage struct {
	id, uses uint64
	hash     cayley.ValueHash
	listed   bool // under its hash
}

func (c *layoutCheck) bucket(name []byte) {
	if c.tx.Bucket(name) == nil {
		c.missing = true
		c.fault("bucket %q is missing", name)
	}
}

// each calls fn for every entry of a bucket.
func (c *layoutCheck) each(name []byte, fn func(k, v []byte)) error {
	n := 0
	return c.tx.Bucket(name).ForEach(func(k, v []byte) error {
		if n++; n%1024 == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		fn(k, v)
		return nil
	})
}

func (c *layoutCheck) log() error {
	err := c.each(logBucket, func(k, v []byte) {
		if err := c.record(k, v); err != nil {
			c.fault("record %x: %v", k, err)
		}
	})
	if err != nil {
		return err
	}
	for _, l := range c.links {
		for i, id := range l.values {
			if u := c.usage(id); u != nil {
				u.uses++
			} else if id != 0 {
				c.fault("%s: its %s is a value that is not there, %d", c.quad(l.id), directions[i], id)
			} else if directions[i] != quad.Label {
				c.fault("%s has no %s", c.quad(l.id), directions[i])
			}
		}
	}
	return nil
}

// record takes in a record of the log, which has to be what would be written again.
func (c *layoutCheck) record(k, v []byte) error {
	var p proto.Primitive
	if err := p.Unmarshal(v); err != nil {
		return err
	}
	if !bytes.Equal(k, logKey(p.ID)) || p.ID == 0 {
		return fmt.Errorf("it calls itself %d", p.ID)
	}
	c.last = p.ID
	var again proto.Primitive
	if p.IsNode() {
		value, err := pquads.UnmarshalValue(p.Value)
		if err != nil {
			return err
		}
		if again, err = valueRecord(p.ID, value); err != nil {
			return err
		}
		c.usages = append(c.usages, usage{id: p.ID, hash: cayley.HashOf(value)})
	} else {
		l := link{p.ID, [4]uint64{p.Subject, p.Predicate, p.Object, p.Label}}
		again = l.record()
		c.links = append(c.links, l)
	}
	if b, err := again.Marshal(); err != nil || !bytes.Equal(b, v) {
		return errors.New("it is not as it was written")
	}
	return nil
}

func (c *layoutCheck) usage(id uint64) *usage {
	i, ok := slices.BinarySearchFunc(c.usages, id, func(u usage, id uint64) int { return cmp.Compare(u.id, id) })
	if !ok {
		return nil
	}
	return &c.usages[i]
}

// quad names a quad by what it says, as far as that can be read.
func (c *layoutCheck) quad(id uint64) string {
	var p proto.Primitive
	if err := p.Unmarshal(c.tx.Bucket(logBucket).Get(logKey(id))); err != nil {
		return fmt.Sprintf("quad %d", id)
	}
	var q quad.Quad
	for i, id := range [4]uint64{p.Subject, p.Predicate, p.Object, p.Label} {
		if v := c.value(id); v != nil {
			q.Set(directions[i], v)
		}
	}
	return fmt.Sprintf("quad %d (%v)", id, q)
}

func (c *layoutCheck) value(id uint64) quad.Value {
	var p proto.Primitive
	if err := p.Unmarshal(c.tx.Bucket(logBucket).Get(logKey(id))); err != nil || !p.IsNode() {
		return nil
	}
	v, err := pquads.UnmarshalValue(p.Value)
	if err != nil {
		return nil
	}
	return v
}

func (c *layoutCheck) values() error {
	err := c.each(valueBucket, func(k, v []byte) {
		id, uses, err := parseUse(v)
		if err != nil {
			c.fault("hash %x: %v", k, err)
			return
		}
		u := c.usage(id)
		switch {
		case u == nil || !bytes.Equal(u.hash[:], k) || u.listed:
			c.fault("hash %x is not that of value %d", k, id)
			return
		case u.uses != uses || !bytes.Equal(v, appendUse(nil, id, uses)):
			c.fault("value %d (%v) is used %d times, but is said to be %d times", id, c.value(id), u.uses, uses)
		}
		u.listed = true
	})
	for _, u := range c.usages {
		if !u.listed {
			c.fault("value %d (%v) is not found by its hash", u.id, c.value(u.id))
		}
		if u.uses == 0 {
			c.fault("value %d (%v) is in no quad", u.id, c.value(u.id))
		}
	}
	return err
}

// index checks that an index lists every link where it belongs, and nothing else: a
// link has one place, so it is enough that what is listed is right and all are listed.
func (c *layoutCheck) index(ind kv.QuadIndex) error {
	name := indexBucket(ind)
	listed := make([]bool, len(c.links))
	var want []byte
	err := c.each(name, func(k, v []byte) {
		ids, err := parseList(v)
		if err != nil || len(ids) == 0 {
			c.fault("index %s: the list under %x is damaged", name, k)
			return
		}
		var labels map[uint64]bool
		if ind.Dirs[0] == quad.Object && len(ids) > 1 {
			labels = make(map[uint64]bool, len(ids))
		}
		last := uint64(0)
		for _, id := range ids {
			i, ok := slices.BinarySearchFunc(c.links, id, func(l link, id uint64) int { return cmp.Compare(l.id, id) })
			if !ok {
				c.fault("index %s lists %d under %x, which is no quad", name, id, k)
				continue
			}
			l := c.links[i]
			if want = appendKey(want[:0], l.key(ind), ind); !bytes.Equal(k, want) {
				c.fault("index %s lists %s where it does not belong", name, c.quad(id))
				continue
			}
			if id <= last {
				c.fault("index %s lists %s out of order", name, c.quad(id))
			}
			if labels != nil {
				if labels[l.values[3]] {
					c.fault("%s is there twice", c.quad(id))
				}
				labels[l.values[3]] = true
			}
			listed[i], last = true, id
		}
	})
	for i, l := range c.links {
		if !listed[i] && l.key(ind)[0] != 0 {
			c.fault("index %s does not list %s", name, c.quad(l.id))
		}
	}
	return err
}

func (c *layoutCheck) meta() error {
	list, err := json.Marshal(indexes)
	if err != nil {
		return err
	}
	b := c.tx.Bucket(metaBucket)
	if !bytes.Equal(b.Get([]byte("version")), metaInt(cayleyVersion)) || !bytes.Equal(b.Get([]byte("indexes")), list) {
		c.fault("the store does not say truly how it is laid out")
	}
	for _, m := range []struct {
		key []byte
		ok  func(n uint64) bool
	}{
		{metaSize, func(n uint64) bool { return n == uint64(len(c.links)) }},
		{metaHorizon, func(n uint64) bool { return n >= c.last }},
	} {
		n, err := readMeta(b, m.key)
		if err != nil {
			c.fault("%v", err)
		} else if !m.ok(n) {
			c.fault("%s of the store is said to be %d, but there are %d quads, and IDs up to %d", m.key, n, len(c.links), c.last)
		}
	}
	return nil
}
