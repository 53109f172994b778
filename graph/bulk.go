package graph

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/tidwall/btree"
)

// bulk builds a whole store: it gathers what is added, and finish writes every bucket
// in the order of its keys, so that no page is written twice. Until then all is in files
// beside the target; a killed build leaves one of them, which the next build removes.
//
// In memory are the hashes of values and the quads as numbers, some 50 bytes a quad.
// A bulk is used from one goroutine, but for addRows, which may be called beside add,
// and ended by finish or abandon.
type bulk struct {
	path string      // the store to be
	old  fs.FileInfo // what is there, nil if nothing
	part string      // where it is built
	out  *pageWriter
	rows *sorter

	last   uint32 // the highest ID given
	values []use
	places map[cayley.ValueHash]int32 // in values
	links  []shortLink
	spare  []shortLink        // room to arrange them
	shared map[[3]uint32]bool // the quads without label

	known       map[quad.Value]int32 // of one record: places in values
	key, buffer []byte               // what is being written
}

// use is a value and how often quads use it.
type use struct {
	hash      cayley.ValueHash
	id, count uint32
}

// shortLink is a link in half of the memory: a file has room for 4 billion records.
type shortLink struct {
	id     uint32
	values [4]uint32
}

func (l shortLink) long() link {
	out := link{id: uint64(l.id)}
	for i, v := range l.values {
		out.values[i] = uint64(v)
	}
	return out
}

// newBulk begins a build of the store at path. Where there is one, finish replaces it,
// and whoever wants that holds it open all the while, and has made sure to be alone.
func newBulk(path string) (_ *bulk, err error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	b := &bulk{path: path, places: map[cayley.ValueHash]int32{}, shared: map[[3]uint32]bool{}, known: map[quad.Value]int32{}}
	b.old, err = os.Stat(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := removeStale(path); err != nil {
		return nil, err
	}
	db, name, err := newPart(path)
	if err != nil {
		return nil, err
	}
	if b.out, err = newPageWriter(db); err != nil {
		return nil, errors.Join(err, db.Close(), os.Remove(name))
	}
	b.part, b.rows = name, &sorter{path: name + rowsSuffix}
	return b, nil
}

// add takes one record's quads. None may come twice, but those without label. After
// an error all that is left is to abandon.
func (b *bulk) add(quads []quad.Quad) error {
	clear(b.known)
	for _, q := range quads {
		l, places, err := b.link(q)
		if err != nil {
			return err
		}
		if q.Label == nil {
			key := [3]uint32(l.values[:3])
			if b.shared[key] {
				continue
			}
			b.shared[key] = true
		}
		for i, p := range places {
			if l.values[i] != 0 {
				b.values[p].count++
			}
		}
		if err := b.next(); err != nil {
			return err
		}
		l.id = b.last
		if err := b.record(l.long().record()); err != nil {
			return err
		}
		b.links = append(b.links, l)
	}
	return nil
}

// addRows takes rows. No key may come twice. After an error all that is left is to abandon.
func (b *bulk) addRows(put []row) error {
	for _, r := range put {
		if err := b.rows.add(r); err != nil {
			return err
		}
	}
	return nil
}

// link looks up the values of a quad, and keeps those that are new.
func (b *bulk) link(q quad.Quad) (l shortLink, places [4]int32, err error) {
	for i, d := range directions {
		v := q.Get(d)
		if v == nil {
			continue
		}
		p, ok := b.known[v]
		if !ok {
			h := cayley.HashOf(v)
			if p, ok = b.places[h]; !ok {
				if err := b.next(); err != nil {
					return l, places, err
				}
				rec, err := valueRecord(uint64(b.last), v)
				if err != nil {
					return l, places, err
				}
				if err := b.record(rec); err != nil {
					return l, places, err
				}
				p = int32(len(b.values))
				b.values = append(b.values, use{hash: h, id: b.last})
				b.places[h] = p
			}
			b.known[v] = p
		}
		places[i], l.values[i] = p, b.values[p].id
	}
	return l, places, nil
}

// next gives an ID.
func (b *bulk) next() error {
	if b.last == math.MaxUint32 {
		return errors.New("more than 4 billion values and quads")
	}
	b.last++
	return nil
}

// record appends to the log.
func (b *bulk) record(rec proto.Primitive) error {
	b.buffer = slices.Grow(b.buffer[:0], rec.ProtoSize())
	n, err := rec.MarshalTo(b.buffer[:rec.ProtoSize()])
	if err != nil {
		return err
	}
	b.key = binary.BigEndian.AppendUint64(b.key[:0], rec.ID)
	return b.out.put(logBucket, b.key, b.buffer[:n])
}

// finish writes what was added and puts the store in its place. With an error,
// fs.ErrExist if a store has been made there meanwhile, nothing has changed.
func (b *bulk) finish(ctx context.Context) (err error) {
	defer func() { err = errors.Join(err, b.abandon()) }()
	// Hashes and rows are put in order while the indexes are written.
	var sorting sync.WaitGroup
	defer sorting.Wait()
	b.places, b.known = nil, nil
	sorting.Go(func() {
		slices.SortFunc(b.values, func(x, y use) int { return bytes.Compare(x.hash[:], y.hash[:]) })
		b.rows.sort()
	})
	for i := range indexes {
		if err := b.list(ctx, i); err != nil {
			return err
		}
	}
	size := uint64(len(b.links))
	b.links, b.spare, b.shared = nil, nil, nil
	sorting.Wait()
	if err := b.count(ctx); err != nil {
		return err
	}
	if err := b.rows.merge(ctx, func(r row) error { return b.out.put(rowsBucket, r.key, r.value) }); err != nil {
		return err
	}
	if err := b.describe(size); err != nil {
		return err
	}
	if err := b.out.end(); err != nil {
		return err
	}
	return b.publish()
}

// describe writes what the store is, and the buckets in which there is nothing yet.
func (b *bulk) describe(size uint64) error {
	tree := &btree.Map[string, []byte]{}
	meta := memoryBucket{tree, metaBucket}
	err := errors.Join(writeLayout(meta), meta.Put(metaSize, metaInt(size)), meta.Put(metaHorizon, metaInt(uint64(b.last))))
	if err != nil {
		return err
	}
	tree.Scan(func(key string, value []byte) bool {
		err = b.out.put(metaBucket, []byte(key[len(memoryKey(metaBucket, nil)):]), value)
		return err == nil
	})
	if err != nil {
		return err
	}
	if err := b.out.put(markBucket, markVersion, []byte(strconv.Itoa(version))); err != nil {
		return err
	}
	names := [][]byte{logBucket, valueBucket, rowsBucket}
	for _, ind := range indexes {
		names = append(names, indexBucket(ind))
	}
	for _, name := range names {
		if err := b.out.empty(name); err != nil {
			return err
		}
	}
	return nil
}

// list writes an index.
func (b *bulk) list(ctx context.Context, index int) error {
	ind := indexes[index]
	dirs := make([]int, len(ind.Dirs))
	for i, d := range ind.Dirs {
		dirs[i] = int(d) - 1
	}
	same := func(x, y shortLink) bool {
		for _, d := range dirs {
			if x.values[d] != y.values[d] {
				return false
			}
		}
		return true
	}
	b.arrange(dirs)
	for rest := b.links; len(rest) > 0; {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := 1
		for n < len(rest) && same(rest[0], rest[n]) {
			n++
		}
		group := rest[:n]
		rest = rest[n:]
		if index == indexOPS && repeats(group) {
			return errQuadThere
		}
		if group[0].values[dirs[0]] == 0 {
			continue // the label of what has none
		}
		b.key, b.buffer = b.key[:0], b.buffer[:0]
		for _, d := range dirs {
			b.key = binary.BigEndian.AppendUint64(b.key, uint64(group[0].values[d]))
		}
		for _, l := range group {
			b.buffer = binary.AppendUvarint(b.buffer, uint64(l.id))
		}
		if err := b.out.put(indexBucket(ind), b.key, b.buffer); err != nil {
			return err
		}
	}
	return nil
}

// arrange puts the links in the order of some of their values, and of their IDs where
// those are the same. IDs are dense, so it counts them, in one pass for each.
func (b *bulk) arrange(dirs []int) {
	pass := func(of func(l *shortLink) uint32) {
		places := make([]uint32, b.last+2)
		for i := range b.links {
			places[of(&b.links[i])+1]++
		}
		for i := range b.last {
			places[i+1] += places[i]
		}
		for i := range b.links {
			at := &places[of(&b.links[i])]
			b.spare[*at] = b.links[i]
			*at++
		}
		b.links, b.spare = b.spare, b.links
	}
	b.spare = slices.Grow(b.spare, len(b.links))[:len(b.links)]
	pass(func(l *shortLink) uint32 { return l.id })
	for _, d := range slices.Backward(dirs) {
		pass(func(l *shortLink) uint32 { return l.values[d] })
	}
}

// repeats tells whether two links of one subject, predicate and object have one label.
func repeats(group []shortLink) bool {
	if len(group) == 1 {
		return false
	}
	labels := make(map[uint32]bool, len(group))
	for _, l := range group {
		labels[l.values[3]] = true
	}
	return len(labels) < len(group)
}

// count writes the values' IDs and how often each is used, in the order of the hashes.
func (b *bulk) count(ctx context.Context) error {
	for _, u := range b.values {
		if err := ctx.Err(); err != nil {
			return err
		}
		b.buffer = appendUse(b.buffer[:0], uint64(u.id), uint64(u.count))
		if err := b.out.put(valueBucket, u.hash[:], b.buffer); err != nil {
			return err
		}
	}
	b.values = nil
	return nil
}

// publish puts the finished file in its place. It is still locked, or another build would take it for a stale one.
func (b *bulk) publish() error {
	if runtime.GOOS == "windows" { // what is open cannot be renamed there
		if err := b.out.close(); err != nil {
			return err
		}
	}
	if b.old == nil {
		return giveName(b.part, b.path)
	}
	if err := os.Chmod(b.part, b.old.Mode().Perm()); err != nil {
		return err
	}
	if err := os.Rename(b.part, b.path); err != nil {
		return err
	}
	return syncFolder(b.path)
}

// abandon removes what was written. It may be called at any time, and again.
func (b *bulk) abandon() error {
	b.links, b.spare, b.values, b.places, b.shared = nil, nil, nil, nil, nil
	err := errors.Join(b.out.close(), b.rows.close())
	if rerr := os.Remove(b.part); !errors.Is(rerr, fs.ErrNotExist) {
		err = errors.Join(err, rerr)
	}
	return err
}
