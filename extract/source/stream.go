package source

import (
	"bufio"
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// sniffLen is how much of a file is looked at before it is read. It is more
// than the 1024 bytes in which HTML must declare its charset.
const sniffLen = 4096

// stream reads the documents of one file. The url is empty for standard input.
func (r *reader) stream(place, url string, in io.Reader) error {
	br := bufio.NewReaderSize(in, 64<<10)
	head, err := br.Peek(sniffLen)
	if len(head) == 0 {
		if err != nil && err != io.EOF {
			r.readErr(place, err)
		} else {
			r.fault(Bad, place, "empty file")
		}
		return nil
	}
	if enc, n := utf16BOM(head); enc != nil {
		// JSON in UTF-16 has to be decoded before it has lines; a text decodes the same way.
		br.Discard(n)
		br = bufio.NewReaderSize(enc.NewDecoder().Reader(br), 64<<10)
		head, _ = br.Peek(sniffLen)
	} else if bytes.HasPrefix(head, utf8BOM) {
		br.Discard(len(utf8BOM))
		head, _ = br.Peek(sniffLen)
	}
	if kind := binaryKind(head); kind != "" {
		r.fault(Bad, place, "%s", kind)
		return nil
	}
	switch shapeOf(filepath.Ext(url), head) {
	case shapeLines:
		return r.lines(place, br)
	case shapeJSON:
		return r.values(place, br, bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("[")))
	}
	if strings.EqualFold(filepath.Ext(url), ".txtar") {
		return r.archive(place, url, br)
	}
	return r.whole(place, url, br)
}

// whole reads a file that is one document.
func (r *reader) whole(place, url string, in io.Reader) error {
	raw, err := io.ReadAll(io.LimitReader(in, int64(r.opts.MaxDocument)+1))
	if err != nil {
		r.readErr(place, err)
		return nil
	}
	if len(raw) > r.opts.MaxDocument {
		r.fault(Bad, place, "%s", r.tooLong())
		return nil
	}
	if kind := binaryKind(raw); kind != "" {
		r.fault(Bad, place, "%s", kind)
		return nil
	}
	doc := schema.Document{URL: url, Format: schema.FormatText}
	var mended string
	if looksHTML(filepath.Ext(url), raw) {
		doc.Format = schema.FormatHTML
		doc.Text, mended, err = decodeHTML(raw)
	} else {
		doc.Text, mended, err = decodeText(raw)
	}
	if err != nil {
		r.fault(Bad, place, "%w", err)
		return nil
	}
	if mended != "" {
		r.fault(Warning, place, "%s", mended)
	}
	return r.emit(place, doc)
}

type shape int

const (
	shapeWhole shape = iota // the file is one document
	shapeLines              // JSON Lines
	shapeJSON               // one object, an array, or objects one after the other
)

// shapeOf tells by the file's name, and where that says nothing by its first bytes.
func shapeOf(ext string, head []byte) shape {
	start := bytes.TrimLeft(head, " \t\r\n")
	switch strings.ToLower(ext) {
	case ".jsonl", ".ndjson":
		return shapeLines
	case ".json":
		if objectLine(start) {
			return shapeLines
		}
		return shapeJSON
	case ".txt", ".md", ".html", ".htm", ".xhtml", ".txtar":
		return shapeWhole
	}
	switch {
	case objectLine(start):
		return shapeLines
	case opens(start, '{', '"'), opens(start, '[', '{'):
		return shapeJSON
	}
	return shapeWhole
}

// objectLine tells whether the file starts with a JSON object that has its line
// to itself. A line longer than head is one: who indents JSON breaks lines early.
func objectLine(start []byte) bool {
	line, _, whole := bytes.Cut(start, []byte("\n"))
	line = bytes.TrimSpace(line)
	if !opens(line, '{', '"') {
		return false
	}
	return !whole || bytes.HasSuffix(line, []byte("}"))
}

// opens tells whether b starts with the bracket and then, but for white space, with next.
func opens(b []byte, bracket, next byte) bool {
	if len(b) == 0 || b[0] != bracket {
		return false
	}
	rest := bytes.TrimLeft(b[1:], " \t\r\n")
	return len(rest) > 0 && rest[0] == next
}
