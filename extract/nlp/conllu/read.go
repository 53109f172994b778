package conllu

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

const columns = 10

// maxFaults bounds the report on a file that is not CoNLL-U at all.
const maxFaults = 20

// ReadFile reads a file, unpacking it when its name ends in .gz.
func ReadFile(path string) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if filepath.Ext(path) == ".gz" {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("%s: unpack: %w", path, err)
		}
		defer z.Close()
		r = z
	}
	return Read(r, path)
}

// Read reads all sentences. The faults of all sentences come together, each
// as `name:line: fault`; sentences without a fault are returned beside them.
func Read(r io.Reader, name string) ([]Sentence, error) {
	var out []Sentence
	var faults []error
	p := parser{}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 16<<20)
	line := 0
	end := func() {
		if s, err := p.finish(); err != nil {
			faults = append(faults, fmt.Errorf("%s:%w", name, err))
		} else if s != nil {
			out = append(out, *s)
		}
	}
	for sc.Scan() {
		line++
		text := strings.TrimSuffix(sc.Text(), "\r")
		if text == "" {
			end()
		} else {
			p.add(line, text)
		}
		if len(faults) == maxFaults {
			return out, errors.Join(append(faults, fmt.Errorf("%s: too many faults", name))...)
		}
	}
	if err := sc.Err(); err != nil {
		return out, fmt.Errorf("%s: read: %w", name, err)
	}
	end()
	return out, errors.Join(faults...)
}

// parser gathers one sentence; its first fault spoils that sentence alone.
type parser struct {
	s   *Sentence
	err error
}

func (p *parser) fail(line int, format string, a ...any) {
	if p.err == nil {
		p.err = fmt.Errorf("%d: %s", line, fmt.Sprintf(format, a...))
	}
}

func (p *parser) add(line int, text string) {
	if p.s == nil {
		p.s = &Sentence{Line: line}
	}
	if strings.HasPrefix(text, "#") {
		if len(p.s.Words) > 0 {
			p.fail(line, "comment inside a sentence")
		}
		p.s.Comments = append(p.s.Comments, text)
		return
	}
	f := strings.Split(text, "\t")
	if len(f) != columns {
		p.fail(line, "%d columns, want %d", len(f), columns)
		return
	}
	next := len(p.s.Words) + 1
	if strings.Contains(f[0], ".") {
		p.s.Empties = append(p.s.Empties, Empty{next - 1, text})
		return
	}
	if a, b, ok := strings.Cut(f[0], "-"); ok {
		first, err1 := strconv.Atoi(a)
		last, err2 := strconv.Atoi(b)
		if err1 != nil || err2 != nil || first != next || last <= first {
			p.fail(line, "multiword token %q before word %d", f[0], next)
			return
		}
		p.s.Ranges = append(p.s.Ranges, Range{first, last, f[1], f[9]})
		return
	}
	if f[0] != strconv.Itoa(next) {
		p.fail(line, "word number %q, want %d", f[0], next)
		return
	}
	head := -1
	if f[6] != "_" {
		h, err := strconv.Atoi(f[6])
		if err != nil || h < 0 || h == next {
			p.fail(line, "head %q of word %d", f[6], next)
			return
		}
		head = h
	}
	if f[1] == "" {
		p.fail(line, "word %d without a form", next)
	}
	p.s.Words = append(p.s.Words, Word{f[1], f[2], f[3], f[4], f[5], head, f[7], f[8], f[9]})
}

func (p *parser) finish() (*Sentence, error) {
	s, err := p.s, p.err
	p.s, p.err = nil, nil
	if err != nil || s == nil {
		return nil, err
	}
	n := len(s.Words)
	if n == 0 {
		return nil, fmt.Errorf("%d: sentence without words", s.Line)
	}
	for i, w := range s.Words {
		if w.Head > n {
			return nil, fmt.Errorf("%d: head %d of word %d in a sentence of %d", s.Line, w.Head, i+1, n)
		}
	}
	for _, r := range s.Ranges {
		if r.Last > n {
			return nil, fmt.Errorf("%d: multiword token %d-%d in a sentence of %d", s.Line, r.First, r.Last, n)
		}
	}
	return s, nil
}
