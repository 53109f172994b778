package graph

import (
	"bufio"
	"bytes"
	"container/heap"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// sortBytes bounds the rows that wait in memory; more are sorted and written to a file.
var sortBytes = 32 << 20

// sorter puts rows in the order of their keys.
type sorter struct {
	path string
	file *os.File // made when it is needed, and without a name from then on
	end  int64
	runs []*io.SectionReader // each in order

	buffer []row
	size   int
}

// add keeps the row's bytes as they are; they must not change.
func (s *sorter) add(r row) error {
	s.buffer = append(s.buffer, r)
	// A row also takes two headers of a slice.
	if s.size += len(r.key) + len(r.value) + 48; s.size < sortBytes {
		return nil
	}
	return s.spill()
}

func (s *sorter) sort() {
	slices.SortFunc(s.buffer, func(x, y row) int { return bytes.Compare(x.key, y.key) })
}

// spill writes what is in memory to the file.
func (s *sorter) spill() error {
	if s.file == nil {
		var err error
		if s.file, err = os.OpenFile(s.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); err != nil {
			return err
		}
		_ = os.Remove(s.path) // Windows does it when the file is closed
	}
	s.sort()
	w := bufio.NewWriterSize(s.file, 1<<20)
	start := s.end
	var head []byte
	for _, r := range s.buffer {
		head = binary.AppendUvarint(head[:0], uint64(len(r.key)))
		head = binary.AppendUvarint(head, uint64(len(r.value)))
		for _, part := range [][]byte{head, r.key, r.value} {
			n, err := w.Write(part)
			if err != nil {
				return err
			}
			s.end += int64(n)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	s.runs = append(s.runs, io.NewSectionReader(s.file, start, s.end-start))
	s.buffer, s.size = s.buffer[:0], 0
	clear(s.buffer[:cap(s.buffer)])
	return nil
}

// merge calls fn for every row in order. A key that comes twice is an error.
func (s *sorter) merge(ctx context.Context, fn func(row) error) error {
	s.sort() // which costs little where it was done before
	var heads merging
	for _, r := range s.runs {
		heads = append(heads, &run{from: bufio.NewReaderSize(r, 1<<16)})
	}
	heads = append(heads, &run{rest: s.buffer})
	for i := len(heads) - 1; i >= 0; i-- {
		if more, err := heads[i].next(); err != nil {
			return err
		} else if !more {
			heads = slices.Delete(heads, i, i+1)
		}
	}
	heap.Init(&heads)
	var last []byte
	for len(heads) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		r := heads[0].row
		if last != nil && bytes.Equal(r.key, last) {
			return fmt.Errorf("row %q comes twice", r.key)
		}
		last = r.key
		if err := fn(r); err != nil {
			return err
		}
		more, err := heads[0].next()
		switch {
		case err != nil:
			return err
		case more:
			heap.Fix(&heads, 0)
		default:
			heap.Pop(&heads)
		}
	}
	return nil
}

func (s *sorter) close() error {
	s.buffer, s.runs = nil, nil
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	s.file = nil
	_ = os.Remove(s.path)
	return err
}

// run gives rows from the file, or from memory.
type run struct {
	from *bufio.Reader
	rest []row
	row  row
}

func (r *run) next() (more bool, err error) {
	if r.from == nil {
		if len(r.rest) == 0 {
			return false, nil
		}
		r.row, r.rest = r.rest[0], r.rest[1:]
		return true, nil
	}
	key, err := binary.ReadUvarint(r.from)
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	value, err := binary.ReadUvarint(r.from)
	if err != nil {
		return false, err
	}
	b := make([]byte, key+value)
	if _, err := io.ReadFull(r.from, b); err != nil {
		return false, err
	}
	r.row = row{b[:key:key], b[key:]}
	return true, nil
}

// merging is a heap of runs by their next key.
type merging []*run

func (m merging) Len() int           { return len(m) }
func (m merging) Less(i, j int) bool { return bytes.Compare(m[i].row.key, m[j].row.key) < 0 }
func (m merging) Swap(i, j int)      { m[i], m[j] = m[j], m[i] }
func (m *merging) Push(x any)        { *m = append(*m, x.(*run)) }

func (m *merging) Pop() any {
	last := (*m)[len(*m)-1]
	*m = (*m)[:len(*m)-1]
	return last
}
