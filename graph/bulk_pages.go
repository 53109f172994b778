package graph

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// pageWriter writes a bbolt file from its beginning to its end: leaves as they fill,
// and when a bucket is whole, the branches above them. check_pages.go tells what is on a page.
type pageWriter struct {
	db   *bolt.DB // has the file locked, and writes nothing
	file *os.File
	out  *bufio.Writer
	size int    // of a page
	next uint64 // the page to be written

	roots map[string]uint64 // of the buckets that are whole
	name  []byte            // of the one that is written
	last  []byte            // its last key
	leaf  page
	above []child // its leaves
}

// page is what is to be on one page, or on as many as it needs.
type page struct {
	kind    uint16
	entries []entry
	bytes   []byte // keys and values
}

type entry struct {
	flags      uint32 // of a leaf: 1 for a bucket
	key, value int    // lengths
	child      uint64 // of a branch
}

// child is what a branch knows of a page: its first key.
type child struct {
	key  []byte
	page uint64
}

func newPageWriter(db *bolt.DB) (*pageWriter, error) {
	file, err := os.OpenFile(db.Path(), os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	w := &pageWriter{db: db, file: file, out: bufio.NewWriterSize(file, 1<<20), size: db.Info().PageSize, next: 2, roots: map[string]uint64{}}
	if _, err := file.Seek(int64(2*w.size), io.SeekStart); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return w, nil
}

// put keeps neither key nor value. A bucket's keys come in order, none of them empty, and no
// other bucket's between them.
func (w *pageWriter) put(bucket, key, value []byte) error {
	if w.name == nil || !bytes.Equal(bucket, w.name) {
		if err := w.endBucket(); err != nil {
			return err
		}
		w.name, w.last, w.leaf.kind = bucket, w.last[:0], kindLeaf
	}
	if bytes.Compare(key, w.last) <= 0 {
		return fmt.Errorf("bucket %s: key %q after %q", bucket, key, w.last)
	}
	w.last = append(w.last[:0], key...)
	return w.add(entry{key: len(key), value: len(value)}, key, value)
}

// empty makes a bucket that nothing was put in.
func (w *pageWriter) empty(bucket []byte) error {
	if err := w.endBucket(); err != nil {
		return err
	}
	if _, ok := w.roots[string(bucket)]; ok {
		return nil
	}
	w.name, w.leaf.kind = bucket, kindLeaf
	return w.endBucket()
}

func (w *pageWriter) add(e entry, key, value []byte) error {
	if len(w.leaf.entries) > 0 && w.leaf.len()+elementLen+len(key)+len(value) > int(buildFill*float64(w.size)) {
		if err := w.endLeaf(); err != nil {
			return err
		}
	}
	if len(w.leaf.entries) == 0 {
		w.above = append(w.above, child{bytes.Clone(key), w.next})
	}
	w.leaf.entries = append(w.leaf.entries, e)
	w.leaf.bytes = append(append(w.leaf.bytes, key...), value...)
	return nil
}

func (w *pageWriter) endLeaf() error {
	err := w.write(&w.leaf)
	w.leaf.entries, w.leaf.bytes = w.leaf.entries[:0], w.leaf.bytes[:0]
	return err
}

func (p *page) len() int { return pageHead + elementLen*len(p.entries) + len(p.bytes) }

// write gives the page the next number.
func (w *pageWriter) write(p *page) error {
	pages := (p.len() + w.size - 1) / w.size
	b := make([]byte, 0, pageHead+elementLen)
	b = native.AppendUint64(b, w.next)
	b = native.AppendUint16(b, p.kind)
	b = native.AppendUint16(b, uint16(len(p.entries)))
	b = native.AppendUint32(b, uint32(pages-1))
	offset := elementLen * len(p.entries) // from an entry to its key
	for _, e := range p.entries {
		if p.kind == kindBranch {
			b = native.AppendUint32(b, uint32(offset))
			b = native.AppendUint32(b, uint32(e.key))
			b = native.AppendUint64(b, e.child)
		} else {
			b = native.AppendUint32(b, e.flags)
			b = native.AppendUint32(b, uint32(offset))
			b = native.AppendUint32(b, uint32(e.key))
			b = native.AppendUint32(b, uint32(e.value))
		}
		if _, err := w.out.Write(b); err != nil {
			return err
		}
		b = b[:0]
		offset += e.key + e.value - elementLen
	}
	for _, part := range [][]byte{b, p.bytes, make([]byte, pages*w.size-p.len())} {
		if _, err := w.out.Write(part); err != nil {
			return err
		}
	}
	w.next += uint64(pages)
	return nil
}

// endBucket writes what is left of a bucket, and the branches of its tree from below.
func (w *pageWriter) endBucket() error {
	if w.name == nil {
		return nil
	}
	if len(w.above) == 0 {
		w.above = []child{{page: w.next}} // an empty leaf
	}
	if err := w.endLeaf(); err != nil {
		return err
	}
	level := w.above
	for len(level) > 1 {
		var err error
		if level, err = w.branches(level); err != nil {
			return err
		}
	}
	w.roots[string(w.name)] = level[0].page
	w.name, w.above = nil, w.above[:0]
	return nil
}

// branches writes one level above another. Each has two children at least.
func (w *pageWriter) branches(below []child) (level []child, err error) {
	for len(below) > 0 {
		p, n := page{kind: kindBranch}, 0
		for n < len(below) && (n < 2 || n == len(below)-1 || p.len()+elementLen+len(below[n].key) <= int(buildFill*float64(w.size))) {
			p.entries = append(p.entries, entry{key: len(below[n].key), child: below[n].page})
			p.bytes = append(p.bytes, below[n].key...)
			n++
		}
		level = append(level, child{below[0].key, w.next})
		if err := w.write(&p); err != nil {
			return nil, err
		}
		below = below[n:]
	}
	return level, nil
}

// end writes the bucket of buckets and the headers; then all is on the disk.
func (w *pageWriter) end() error {
	if err := w.endBucket(); err != nil {
		return err
	}
	roots := maps.Clone(w.roots)
	w.name, w.leaf.kind = []byte{}, kindLeaf
	for _, name := range slices.Sorted(maps.Keys(roots)) {
		value := native.AppendUint64(native.AppendUint64(nil, roots[name]), 0)
		if err := w.add(entry{flags: 1, key: len(name), value: len(value)}, []byte(name), value); err != nil {
			return err
		}
	}
	if err := w.endBucket(); err != nil {
		return err
	}
	free := w.next
	if err := w.write(&page{kind: kindFree}); err != nil {
		return err
	}
	if err := w.out.Flush(); err != nil {
		return err
	}
	for id := range uint64(2) {
		if _, err := w.file.WriteAt(w.header(id, w.roots[""], free), int64(id)*int64(w.size)); err != nil {
			return err
		}
	}
	return w.file.Sync()
}

// header is one of the two, of which the one of the later transaction counts.
func (w *pageWriter) header(id, root, free uint64) []byte {
	b := native.AppendUint64(make([]byte, 0, w.size), id)
	b = native.AppendUint16(b, kindHeader)
	b = append(b, make([]byte, pageHead-len(b))...)
	for _, n := range []uint32{magic, boltVersion, uint32(w.size), 0} {
		b = native.AppendUint32(b, n)
	}
	for _, n := range []uint64{root, 0, free, w.next, id} {
		b = native.AppendUint64(b, n)
	}
	sum := fnv.New64a()
	sum.Write(b[sumStart:sumEnd])
	return native.AppendUint64(b, sum.Sum64())[:w.size]
}

// close may be called again.
func (w *pageWriter) close() error {
	err := w.file.Close()
	if errors.Is(err, os.ErrClosed) {
		return nil
	}
	return errors.Join(err, w.db.Close())
}
