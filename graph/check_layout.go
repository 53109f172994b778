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
// quads and values as numbers, some 40 bytes each; then may read the quads by them.
func (d *durable) checkLayout(ctx context.Context, fault faultFunc, then func(quadLister) error) error {
	return d.db.View(func(tx *bolt.Tx) error {
		c := &layoutCheck{ctx: ctx, tx: tx, fault: fault, read: map[uint64]quad.Value{}}
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
		if err := c.meta(); err != nil {
			return err
		}
		return then(c)
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

	unlabelled []link                // by subject
	read       map[uint64]quad.Value // some of those that were read last
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
		if l.values[3] == 0 {
			c.unlabelled = append(c.unlabelled, l)
		}
		for i, id := range l.values {
			if u := c.usage(id); u != nil {
				u.uses++
			} else if id != 0 {
				c.fault("%s: its %s is a value that is not there, %d", c.named(l), directions[i], id)
			} else if directions[i] != quad.Label {
				c.fault("%s has no %s", c.named(l), directions[i])
			}
		}
	}
	slices.SortFunc(c.unlabelled, func(x, y link) int { return cmp.Compare(x.values[0], y.values[0]) })
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

// place is where a quad is among the links.
func (c *layoutCheck) place(id uint64) (i int, ok bool) {
	return slices.BinarySearchFunc(c.links, id, func(l link, id uint64) int { return cmp.Compare(l.id, id) })
}

// quad reads what a quad says, as far as that can be read.
func (c *layoutCheck) quad(l link) (q quad.Quad) {
	for i, id := range l.values {
		if v := c.value(id); v != nil {
			q.Set(directions[i], v)
		}
	}
	return q
}

// named is a quad in words.
func (c *layoutCheck) named(l link) string { return fmt.Sprintf("quad %d (%v)", l.id, c.quad(l)) }

// readMost bounds the values that are kept: those of one article come again and again.
const readMost = 10_000

// value is nil where there is none that can be read.
func (c *layoutCheck) value(id uint64) quad.Value {
	if v, ok := c.read[id]; ok || id == 0 {
		return v
	}
	var p proto.Primitive
	if err := p.Unmarshal(c.tx.Bucket(logBucket).Get(logKey(id))); err != nil || !p.IsNode() {
		return nil
	}
	v, err := pquads.UnmarshalValue(p.Value)
	if err != nil {
		return nil
	}
	if len(c.read) >= readMost {
		clear(c.read)
	}
	c.read[id] = v
	return v
}

// id is 0 where there is no such value.
func (c *layoutCheck) id(v quad.Value) uint64 {
	h := cayley.HashOf(v)
	if id, _, err := parseUse(c.tx.Bucket(valueBucket).Get(h[:])); err == nil {
		return id
	}
	return 0
}

func (c *layoutCheck) labelled(_ context.Context, label quad.Value, fn func(quad.Quad)) error {
	ids, err := parseList(c.tx.Bucket(indexBucket(indexes[indexLabel])).Get(logKey(c.id(label))))
	if err != nil {
		return err
	}
	for _, id := range ids {
		if i, ok := c.place(id); ok {
			fn(c.quad(c.links[i]))
		}
	}
	return nil
}

func (c *layoutCheck) shared(_ context.Context, subject quad.Value, fn func(quad.Quad)) error {
	id := c.id(subject)
	i, _ := slices.BinarySearchFunc(c.unlabelled, id, func(l link, id uint64) int { return cmp.Compare(l.values[0], id) })
	for ; id != 0 && i < len(c.unlabelled) && c.unlabelled[i].values[0] == id; i++ {
		fn(c.quad(c.unlabelled[i]))
	}
	return nil
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
			i, ok := c.place(id)
			if !ok {
				c.fault("index %s lists %d under %x, which is no quad", name, id, k)
				continue
			}
			l := c.links[i]
			if want = appendKey(want[:0], l.key(ind), ind); !bytes.Equal(k, want) {
				c.fault("index %s lists %s where it does not belong", name, c.named(l))
				continue
			}
			if id <= last {
				c.fault("index %s lists %s out of order", name, c.named(l))
			}
			if labels != nil {
				if labels[l.values[3]] {
					c.fault("%s is there twice", c.named(l))
				}
				labels[l.values[3]] = true
			}
			listed[i], last = true, id
		}
	})
	for i, l := range c.links {
		if !listed[i] && l.key(ind)[0] != 0 {
			c.fault("index %s does not list %s", name, c.named(l))
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
