package model

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
)

// shelf puts lines together by article, whatever order they come in. It holds
// them in memory while they are few; of more, each of many temporary files gets
// the articles of its own, so that one file at a time can be held.
type shelf struct {
	most int // bytes held before they are written out
	held []byte
	dir  string
	out  []*bufio.Writer
	file []*os.File
}

const shelfFiles = 128

// numbered is a line and where it stood.
type numbered struct {
	n    int
	line string
}

// put keeps a line of the article.
func (s *shelf) put(docID string, n int, line string) error {
	s.held = binary.AppendUvarint(s.held, uint64(n))
	for _, text := range []string{docID, line} {
		s.held = binary.AppendUvarint(s.held, uint64(len(text)))
		s.held = append(s.held, text...)
	}
	if len(s.held) < s.most {
		return nil
	}
	return s.spill()
}

func (s *shelf) spill() error {
	if s.file == nil {
		var err error
		if s.dir, err = os.MkdirTemp("", "entente-"); err != nil {
			return err
		}
		for i := range shelfFiles {
			f, err := os.Create(filepath.Join(s.dir, fmt.Sprint(i)))
			if err != nil {
				return err
			}
			s.file, s.out = append(s.file, f), append(s.out, bufio.NewWriterSize(f, 16<<10))
		}
	}
	for rest := string(s.held); rest != ""; {
		entry := rest
		var docID string
		_, docID, _, rest = next(rest)
		h := fnv.New32a()
		io.WriteString(h, docID)
		// bufio keeps an error until Flush tells it.
		s.out[h.Sum32()%shelfFiles].WriteString(entry[:len(entry)-len(rest)])
	}
	s.held = s.held[:0]
	for _, w := range s.out {
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// next takes the first entry off.
func next(entries string) (n int, docID, line, rest string) {
	number := func() int {
		v, width := binary.Uvarint([]byte(entries[:min(len(entries), binary.MaxVarintLen64)]))
		entries = entries[width:]
		return int(v)
	}
	text := func() string {
		size := number()
		t := entries[:size]
		entries = entries[size:]
		return t
	}
	n, docID, line = number(), text(), text()
	return n, docID, line, entries
}

// each calls fn once for every article, with its lines in the order they came in.
func (s *shelf) each(fn func(docID string, lines []numbered) error) error {
	if s.file == nil {
		return articles(string(s.held), fn)
	}
	if err := s.spill(); err != nil {
		return err
	}
	s.held = nil
	for _, f := range s.file {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		entries, err := io.ReadAll(f)
		if err != nil {
			return err
		}
		if err := articles(string(entries), fn); err != nil {
			return err
		}
	}
	return nil
}

func articles(entries string, fn func(string, []numbered) error) error {
	var ids []string
	lines := map[string][]numbered{}
	for entries != "" {
		var l numbered
		var id string
		l.n, id, l.line, entries = next(entries)
		if lines[id] == nil {
			ids = append(ids, id)
		}
		lines[id] = append(lines[id], l)
	}
	for _, id := range ids {
		if err := fn(id, lines[id]); err != nil {
			return err
		}
	}
	return nil
}

func (s *shelf) close() {
	for _, f := range s.file {
		f.Close()
	}
	if s.dir != "" {
		os.RemoveAll(s.dir)
	}
}
