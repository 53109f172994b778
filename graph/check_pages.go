package graph

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"hash/fnv"
	"io"
	"os"
)

// checkPages looks at a bbolt file page by page, and follows nothing that it has not
// looked at: bbolt itself trusts what it reads, and a damaged page can lead it in
// circles, or out of the file. Where this finds no fault, bbolt can read all that is there.
func (d *durable) checkPages(ctx context.Context, fault faultFunc) error {
	f, err := os.Open(d.db.Path())
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	p := &pages{ctx: ctx, file: f, size: uint64(d.db.Info().PageSize), fault: fault}
	return p.check(uint64(info.Size()))
}

// What bbolt has on its pages, all numbers as the machine has them:
//
//	page    id 8, kind 2, count 2, overflow 4 (pages that follow and belong to it), then elements, then their bytes
//	header  (pages 0 and 1) magic 4, version 4, page size 4, flags 4, bucket of buckets 16, freelist 8, end 8, transaction 8, checksum 8
//	branch  an element: offset 4, length of the key 4, page 8
//	leaf    an element: flags 4 (1 for a bucket), offset 4, length of the key 4, of the value 4
//	bucket  page 8, sequence 8; page 0 means that the bucket's only page follows here
const (
	pageHead   = 16
	elementLen = 16
	bucketLen  = 16

	kindBranch, kindLeaf, kindHeader, kindFree = 1, 2, 4, 16

	magic       = 0xED0CDAED
	boltVersion = 2
	sumStart    = pageHead
	sumEnd      = pageHead + 56
)

var native = binary.NativeEndian

type pages struct {
	ctx   context.Context
	file  io.ReaderAt
	size  uint64 // of a page
	end   uint64 // the first page that is not there
	used  []bool
	fault faultFunc
	err   error // of reading
}

func (p *pages) check(length uint64) error {
	var head []byte
	var newest uint64
	for id := range uint64(2) {
		b := make([]byte, p.size)
		if _, err := p.file.ReadAt(b, int64(id*p.size)); err != nil {
			return err
		}
		sum := fnv.New64a()
		sum.Write(b[sumStart:sumEnd])
		switch {
		case native.Uint32(b[16:]) != magic || native.Uint64(b[sumEnd:]) != sum.Sum64():
			p.fault("header %d of the file is damaged: what was written last may be missing", id)
			continue
		case native.Uint64(b) != id || native.Uint16(b[8:]) != kindHeader || native.Uint16(b[10:]) != 0 || native.Uint32(b[12:]) != 0 || uint64(native.Uint32(b[24:])) != p.size:
			p.fault("header %d of the file is damaged", id)
		}
		if txid := native.Uint64(b[64:]); head == nil || txid > newest {
			head, newest = b, txid
		}
	}
	if head == nil {
		return nil // two faults are told
	}
	root, free := native.Uint64(head[32:]), native.Uint64(head[48:])
	p.end = native.Uint64(head[56:])
	if p.end > length/p.size {
		p.fault("the file is cut short: %d pages of %d", length/p.size, p.end)
		return nil
	}
	p.used = make([]bool, p.end)
	p.used[0], p.used[1] = true, true
	p.tree(root, nil, nil, true)
	p.free(free)
	for id, used := range p.used {
		if !used {
			p.fault("page %d is neither used nor free", id)
		}
	}
	return p.err
}

// page reads a page with all that belongs to it, once.
func (p *pages) page(id uint64) []byte {
	if p.err = cmp.Or(p.err, p.ctx.Err()); p.err != nil {
		return nil
	}
	if id < 2 || id >= p.end {
		p.fault("page %d is pointed at, and there is none", id)
		return nil
	}
	b := make([]byte, p.size)
	if _, p.err = p.file.ReadAt(b, int64(id*p.size)); p.err != nil {
		return nil
	}
	more := uint64(native.Uint32(b[12:]))
	if native.Uint64(b) != id || id+more >= p.end {
		p.fault("page %d is damaged: it calls itself %d, with %d more", id, native.Uint64(b), more)
		return nil
	}
	for i := id; i <= id+more; i++ {
		if p.used[i] {
			p.fault("page %d is used twice", i)
			return nil
		}
		p.used[i] = true
	}
	if more > 0 {
		b = append(b, make([]byte, more*p.size)...)
		if _, p.err = p.file.ReadAt(b[p.size:], int64((id+1)*p.size)); p.err != nil {
			return nil
		}
	}
	return b
}

// element is an entry of a page. Keys and values lie one after the other, without a gap.
type element struct {
	flags      uint32
	child      uint64
	key, value []byte
}

// elements answers nothing where they are not as bbolt writes them. Used is how many bytes they take.
func elements(b []byte, branch bool) (list []element, used uint64, ok bool) {
	n := uint64(native.Uint16(b[10:]))
	at, total := uint64(pageHead)+n*elementLen, uint64(len(b))
	if at > total {
		return nil, 0, false
	}
	list = make([]element, n)
	for i := range list {
		start := uint64(pageHead + i*elementLen)
		e := b[start:]
		var pos, key, value uint64
		if branch {
			pos, key, list[i].child = uint64(native.Uint32(e)), uint64(native.Uint32(e[4:])), native.Uint64(e[8:])
		} else {
			list[i].flags, pos = native.Uint32(e), uint64(native.Uint32(e[4:]))
			key, value = uint64(native.Uint32(e[8:])), uint64(native.Uint32(e[12:]))
		}
		if start+pos != at || key == 0 || at+key+value > total {
			return nil, 0, false
		}
		list[i].key, list[i].value = b[at:at+key], b[at+key:at+key+value]
		at += key + value
	}
	return list, at, true
}

// tree walks the pages of a bucket; its keys are not before low and, where there is one, before high.
func (p *pages) tree(id uint64, low, high []byte, ofBuckets bool) {
	b := p.page(id)
	if b == nil {
		return
	}
	kind := native.Uint16(b[8:])
	if kind != kindBranch && kind != kindLeaf {
		p.fault("page %d is damaged: it is of the kind %d", id, kind)
		return
	}
	list, used, ok := elements(b, kind == kindBranch)
	if !ok || uint64(len(b))-used >= p.size || kind == kindBranch && len(list) == 0 {
		p.fault("page %d is damaged: its entries are not where they should be", id)
		return
	}
	for i, e := range list {
		if c := bytes.Compare(low, e.key); c > 0 || i > 0 && c == 0 || high != nil && bytes.Compare(e.key, high) >= 0 {
			p.fault("page %d is damaged: its keys are not in order", id)
			return
		}
		low = e.key
	}
	for i, e := range list {
		switch {
		case kind == kindBranch:
			next := high
			if i+1 < len(list) {
				next = list[i+1].key
			}
			p.tree(e.child, e.key, next, ofBuckets)
		case ofBuckets && e.flags == 1 && len(e.value) >= bucketLen:
			p.bucket(e)
		case ofBuckets || e.flags != 0:
			p.fault("page %d is damaged: its entry %d is of another kind", id, i)
		}
	}
}

func (p *pages) bucket(e element) {
	root := native.Uint64(e.value)
	if native.Uint64(e.value[8:]) != 0 {
		p.fault("bucket %q is damaged: it counts what this program does not", e.key)
	}
	if root != 0 {
		p.tree(root, nil, nil, false)
		return
	}
	b := e.value[bucketLen:]
	if len(b) < pageHead || native.Uint64(b) != 0 || native.Uint16(b[8:]) != kindLeaf || native.Uint32(b[12:]) != 0 {
		p.fault("bucket %q is damaged: its page is none", e.key)
		return
	}
	list, used, ok := elements(b, false)
	if !ok || used != uint64(len(b)) {
		p.fault("bucket %q is damaged: its entries are not where they should be", e.key)
		return
	}
	var low []byte
	for i, entry := range list {
		if entry.flags != 0 || i > 0 && bytes.Compare(low, entry.key) >= 0 {
			p.fault("bucket %q is damaged: its entry %d", e.key, i)
		}
		low = entry.key
	}
}

// free reads which pages are free.
func (p *pages) free(id uint64) {
	b := p.page(id)
	if b == nil {
		return
	}
	n, ids := uint64(native.Uint16(b[10:])), b[pageHead:]
	if n == 0xFFFF {
		n, ids = native.Uint64(ids), ids[8:]
	}
	if native.Uint16(b[8:]) != kindFree || n > uint64(len(ids))/8 {
		p.fault("page %d is damaged: it is no list of free pages", id)
		return
	}
	for range n {
		free := native.Uint64(ids)
		ids = ids[8:]
		switch {
		case free >= p.end:
			p.fault("page %d is called free, and there is none", free)
		case p.used[free]:
			p.fault("page %d is called free, and is used", free)
		default:
			p.used[free] = true
		}
	}
}
