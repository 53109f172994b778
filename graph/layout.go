package graph

import (
	"bytes"
	"cmp"
	"encoding/binary"
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

// The layout is Cayley's, as its kv.QuadStore reads it, in buckets of these names
// and one for each of the indexes:
//
//	meta   version, indexes, size (how many quads), horizon (the highest ID given)
//	log    ID -> a value or a quad, the values as IDs
//	v      SHA-1 of a value -> its ID, and how often quads use it if more than once
//	s ..   IDs of some of a quad's values -> IDs of the quads that have them
//
// Here it differs from what Cayley writes, which its readers do not notice: the count
// of uses has no bucket of its own, records have no time, what is removed leaves
// nothing behind, and what has no label is not indexed by it.
var (
	metaBucket  = []byte("meta")
	logBucket   = []byte("log")
	valueBucket = []byte("v")

	metaSize    = []byte("size")
	metaHorizon = []byte("horizon")
)

// cayleyVersion is what Cayley v0.7.7 calls its layout.
const cayleyVersion = 2

// indexes are one by subject, Cayley's own by object, and one by label, so that an article
// is found without reading the whole store. Cayley's own by subject and predicate has an entry
// for nearly every quad, since few say two things alike of one subject.
var indexes = []kv.QuadIndex{
	{Dirs: []quad.Direction{quad.Subject}},
	{Dirs: []quad.Direction{quad.Object, quad.Predicate, quad.Subject}},
	{Dirs: []quad.Direction{quad.Label}},
}

const indexOPS, indexLabel = 1, 2

var directions = [4]quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label}

// How full bbolt leaves a page that it parts in two. Keys that ever grow, as IDs do, want full
// pages and random ones half full ones; of the second index, some objects are new and some are hubs.
// Measured with indexFill (graph/engines): 261 bytes a quad; with a half for all: 288.
const (
	logFill   = 0.95
	valueFill = 0.5
	buildFill = 0.95
)

var indexFill = [...]float64{0.9, 0.7, 0.9}

var (
	errQuadMissing = errors.New("a quad to remove is not there")
	errQuadThere   = errors.New("a quad to add is there already")
)

func indexBucket(ind kv.QuadIndex) []byte {
	var name []byte
	for _, d := range ind.Dirs {
		name = append(name, d.Prefix())
	}
	return name
}

// writeLayout tells Cayley's readers what is where, and that there is nothing yet.
func writeLayout(meta bucket) error {
	list, err := json.Marshal(indexes)
	if err != nil {
		return err
	}
	return errors.Join(meta.Put([]byte("version"), metaInt(cayleyVersion)), meta.Put([]byte("indexes"), list),
		meta.Put(metaSize, metaInt(0)), meta.Put(metaHorizon, metaInt(0)))
}

func metaInt(n uint64) []byte { return binary.LittleEndian.AppendUint64(nil, n) }

func readMeta(b bucket, key []byte) (uint64, error) {
	v := b.Get(key)
	if v == nil {
		return 0, nil
	}
	if len(v) != 8 {
		return 0, fmt.Errorf("broken %s of the store", key)
	}
	return binary.LittleEndian.Uint64(v), nil
}

// link is a quad, its values as IDs in the order of directions. 0 is no value.
type link struct {
	id     uint64
	values [4]uint64
}

// key is where an index lists the link.
func (l link) key(ind kv.QuadIndex) (key [3]uint64) {
	for i, d := range ind.Dirs {
		key[i] = l.values[int(d)-1]
	}
	return key
}

func appendKey(b []byte, key [3]uint64, ind kv.QuadIndex) []byte {
	for i := range ind.Dirs {
		b = binary.BigEndian.AppendUint64(b, key[i])
	}
	return b
}

func (l link) record() proto.Primitive {
	return proto.Primitive{ID: l.id, Subject: l.values[0], Predicate: l.values[1], Object: l.values[2], Label: l.values[3]}
}

func valueRecord(id uint64, v quad.Value) (proto.Primitive, error) {
	b, err := pquads.MarshalValue(v)
	return proto.Primitive{ID: id, Value: b}, err
}

func logKey(id uint64) []byte { return binary.BigEndian.AppendUint64(nil, id) }

// appendUse writes what is kept under a value's hash. Cayley reads the ID and no further.
func appendUse(b []byte, id, uses uint64) []byte {
	b = binary.AppendUvarint(b, id)
	if uses != 1 {
		b = binary.AppendUvarint(b, uses)
	}
	return b
}

func parseUse(b []byte) (id, uses uint64, err error) {
	id, n := binary.Uvarint(b)
	if n <= 0 || id == 0 {
		return 0, 0, errors.New("broken value in the store")
	}
	if len(b) == n {
		return id, 1, nil
	}
	uses, m := binary.Uvarint(b[n:])
	if m <= 0 || n+m != len(b) {
		return 0, 0, errors.New("broken value in the store")
	}
	return id, uses, nil
}

func parseList(b []byte) (ids []uint64, err error) {
	for len(b) > 0 {
		id, n := binary.Uvarint(b)
		if n <= 0 {
			return nil, errors.New("broken index in the store")
		}
		ids, b = append(ids, id), b[n:]
	}
	return ids, nil
}

// node is a value that a change uses.
type node struct {
	value quad.Value
	hash  cayley.ValueHash
	id    uint64
	fresh bool
	had   uint64 // uses before
	uses  int64  // how many come, less those that go
}

// bucket is where quads are written to. Put keeps the value.
type bucket interface {
	Get(key []byte) []byte
	Put(key, value []byte) error
	Delete(key []byte) error
}

type buckets struct {
	meta, log, values bucket
	indexes           [len(indexFill)]bucket
}

func boltBuckets(tx *bolt.Tx) buckets {
	filled := func(name []byte, fill float64) bucket {
		b := tx.Bucket(name)
		b.FillPercent = fill
		return b
	}
	out := buckets{meta: tx.Bucket(metaBucket), log: filled(logBucket, logFill), values: filled(valueBucket, valueFill)}
	for i, ind := range indexes {
		out.indexes[i] = filled(indexBucket(ind), indexFill[i])
	}
	return out
}

// layout writes one change.
type layout struct {
	buckets

	nodes  []node // the first one stands for no value
	byName map[quad.Value]int32
	byHash map[cayley.ValueHash]int32
}

// writeQuads makes one change within a transaction, which has to be rolled back
// on an error. It tells whether a value is gone; then IDs that Cayley remembers may be wrong.
//
// It does what Cayley's ApplyDeltas does, in the order of keys, and without
// looking for what cannot be there because one of its values is new.
func writeQuads(b buckets, add, remove []quad.Quad) (gone bool, err error) {
	w := layout{buckets: b, nodes: make([]node, 1), byName: map[quad.Value]int32{}, byHash: map[cayley.ValueHash]int32{}}
	size, err := readMeta(w.meta, metaSize)
	if err != nil {
		return false, err
	}
	before, err := readMeta(w.meta, metaHorizon)
	if err != nil {
		return false, err
	}
	horizon := before
	added, removed := w.name(add, 1), w.name(remove, -1)
	order, err := w.resolve()
	if err != nil {
		return false, err
	}
	lost, err := w.lookUp(removed)
	if err != nil {
		return false, err
	}
	links, err := w.append(added, &horizon)
	if err != nil {
		return false, err
	}
	if gone, err = w.count(order); err != nil {
		return false, err
	}
	for _, l := range lost {
		if err := w.log.Delete(logKey(l.id)); err != nil {
			return false, err
		}
	}
	for i := range indexes {
		if err := w.list(i, links, lost, before); err != nil {
			return false, err
		}
	}
	size += uint64(len(add)) - uint64(len(remove))
	return gone, errors.Join(w.meta.Put(metaSize, metaInt(size)), w.meta.Put(metaHorizon, metaInt(horizon)))
}

// name gives every value of the quads its place among the nodes, and counts its uses.
func (w *layout) name(quads []quad.Quad, uses int64) [][4]int32 {
	out := make([][4]int32, len(quads))
	for i, q := range quads {
		for j, d := range directions {
			v := q.Get(d)
			if v == nil {
				continue
			}
			n, ok := w.byName[v]
			if !ok {
				// Cayley knows a value by its hash, which two that are not equal may share.
				h := cayley.HashOf(v)
				if n, ok = w.byHash[h]; !ok {
					n = int32(len(w.nodes))
					w.byHash[h] = n
					w.nodes = append(w.nodes, node{value: v, hash: h})
				}
				w.byName[v] = n
			}
			w.nodes[n].uses += uses
			out[i][j] = n
		}
	}
	return out
}

// resolve looks up the nodes that are there, and gives their order by hash.
func (w *layout) resolve() (order []int32, err error) {
	order = make([]int32, len(w.nodes)-1)
	for i := range order {
		order[i] = int32(i) + 1
	}
	slices.SortFunc(order, func(x, y int32) int { return bytes.Compare(w.nodes[x].hash[:], w.nodes[y].hash[:]) })
	for _, i := range order {
		n := &w.nodes[i]
		if found := w.values.Get(n.hash[:]); found == nil {
			n.fresh = true
		} else if n.id, n.had, err = parseUse(found); err != nil {
			return nil, err
		}
	}
	return order, nil
}

func (w *layout) link(nodes [4]int32) (l link, fresh bool) {
	for i, n := range nodes {
		l.values[i] = w.nodes[n].id
		fresh = fresh || w.nodes[n].fresh
	}
	return l, fresh
}

// lookUp finds the IDs of quads.
func (w *layout) lookUp(quads [][4]int32) ([]link, error) {
	links := make([]link, len(quads))
	for i, nodes := range quads {
		l, fresh := w.link(nodes)
		if fresh {
			return nil, errQuadMissing
		}
		var err error
		if l.id, err = w.find(l); err != nil {
			return nil, err
		}
		if l.id == 0 {
			return nil, errQuadMissing
		}
		links[i] = l
	}
	return links, nil
}

// find answers 0 where there is no such quad.
func (w *layout) find(l link) (uint64, error) {
	ids, err := w.read(indexOPS, l)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	if l.values[3] != 0 {
		labelled, err := w.read(indexLabel, l)
		if err != nil {
			return 0, err
		}
		for _, id := range ids {
			if _, ok := slices.BinarySearch(labelled, id); ok {
				return id, nil
			}
		}
		return 0, nil
	}
	for _, id := range ids {
		var p proto.Primitive
		if err := p.Unmarshal(w.log.Get(logKey(id))); err != nil {
			return 0, err
		}
		if p.ID == id && p.Label == 0 {
			return id, nil
		}
	}
	return 0, nil
}

func (w *layout) read(index int, l link) ([]uint64, error) {
	return parseList(w.indexes[index].Get(appendKey(nil, l.key(indexes[index]), indexes[index])))
}

// append writes quads to the log, each after those of its values that are new.
func (w *layout) append(quads [][4]int32, horizon *uint64) ([]link, error) {
	links := make([]link, len(quads))
	seen := make(map[[4]uint64]bool, len(quads))
	put := func(rec proto.Primitive) error {
		b, err := rec.Marshal()
		if err != nil {
			return err
		}
		return w.log.Put(logKey(rec.ID), b)
	}
	for i, nodes := range quads {
		l, fresh := w.link(nodes)
		if !fresh {
			if id, err := w.find(l); err != nil {
				return nil, err
			} else if id != 0 {
				return nil, errQuadThere
			}
		}
		for _, n := range nodes {
			if n == 0 || w.nodes[n].id != 0 {
				continue
			}
			*horizon++
			w.nodes[n].id = *horizon
			rec, err := valueRecord(*horizon, w.nodes[n].value)
			if err != nil {
				return nil, err
			}
			if err := put(rec); err != nil {
				return nil, err
			}
		}
		l, _ = w.link(nodes)
		if seen[l.values] {
			return nil, errQuadThere
		}
		seen[l.values] = true
		*horizon++
		l.id = *horizon
		if err := put(l.record()); err != nil {
			return nil, err
		}
		links[i] = l
	}
	return links, nil
}

// count writes who is used how often now. A value that no quad uses goes.
func (w *layout) count(order []int32) (gone bool, err error) {
	for _, i := range order {
		n := &w.nodes[i]
		switch uses := int64(n.had) + n.uses; {
		case uses < 0:
			return gone, errQuadMissing
		case uses == 0:
			gone = true
			err = errors.Join(w.values.Delete(n.hash[:]), w.log.Delete(logKey(n.id)))
		case n.uses != 0:
			err = w.values.Put(n.hash[:], appendUse(nil, n.id, uint64(uses)))
		}
		if err != nil {
			return gone, err
		}
	}
	return gone, nil
}

// posting is one entry of an index that comes, or goes.
type posting struct {
	key  [3]uint64
	id   uint64
	lost bool
}

// list brings one index up to date; before is the highest ID that was there.
func (w *layout) list(index int, links, lost []link, before uint64) error {
	ind, b := indexes[index], w.indexes[index]
	changes := make([]posting, 0, len(links)+len(lost))
	for _, l := range lost {
		changes = append(changes, posting{l.key(ind), l.id, true})
	}
	for _, l := range links {
		changes = append(changes, posting{l.key(ind), l.id, false})
	}
	slices.SortFunc(changes, func(x, y posting) int {
		return cmp.Or(slices.Compare(x.key[:], y.key[:]), cmp.Compare(x.id, y.id))
	})
	var key []byte
	for len(changes) > 0 {
		k, n := changes[0].key, 1
		for n < len(changes) && changes[n].key == k {
			n++
		}
		group := changes[:n]
		changes = changes[n:]
		if k[0] == 0 {
			continue // the label of what has none
		}
		key = appendKey(key[:0], k, ind)
		var old []byte
		if slices.Max(k[:]) <= before { // else the list is new, as one of its values is
			old = b.Get(key)
		}
		list, err := merged(old, group)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			err = b.Delete(key)
		} else {
			err = b.Put(key, list)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// merged is a list of ascending IDs with changes made. IDs that come are higher than all before.
func merged(list []byte, changes []posting) ([]byte, error) {
	out := make([]byte, 0, len(list)+4*len(changes))
	if !changes[0].lost {
		out = append(out, list...)
	} else {
		ids, err := parseList(list)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if len(changes) > 0 && changes[0].lost && changes[0].id == id {
				changes = changes[1:]
				continue
			}
			out = binary.AppendUvarint(out, id)
		}
	}
	for _, c := range changes {
		if c.lost {
			return nil, errQuadMissing
		}
		out = binary.AppendUvarint(out, c.id)
	}
	return out, nil
}
