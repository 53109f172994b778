package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// jsonRoom is what a line may have beyond its document's text: escapes and the other fields.
const jsonRoom = 1 << 20

func (r *reader) limit() int { return r.opts.MaxDocument + jsonRoom }

func (r *reader) tooLong() string {
	return fmt.Sprintf("longer than %d MiB, the most that one document may have", max(r.opts.MaxDocument>>20, 1))
}

// lines reads JSON Lines.
func (r *reader) lines(place string, in *bufio.Reader) error {
	found := false
	err := Lines(in, r.limit(), func(n int, line []byte, long bool) error {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		found = true
		at := fmt.Sprintf("%s:%d", place, n)
		if long {
			r.fault(Bad, at, "%s", r.tooLong())
			return nil
		}
		return r.object(at, line)
	})
	if re := (*ReadError)(nil); errors.As(err, &re) {
		r.fault(Bad, place, "read: %w", cause(re.Err))
		return nil
	}
	if err == nil && !found {
		r.fault(Bad, place, "no document in it")
	}
	return err
}

// Lines calls fn for every line that is not blank, with its number; it stops at
// fn's first error. A line longer than max is long: it is passed over without
// being held, and fn gets none of it. The line is only valid during the call.
func Lines(in io.Reader, max int, fn func(n int, line []byte, long bool) error) error {
	br := bufio.NewReaderSize(in, 64<<10)
	var buf []byte
	for n := 1; ; n++ {
		line, long, err := readLine(br, buf[:0], max)
		if err != nil && err != io.EOF {
			return &ReadError{err}
		}
		if long || len(bytes.TrimSpace(line)) > 0 {
			if err := fn(n, line, long); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		buf = line
	}
}

// ReadError tells an error of reading from one of the caller of Lines.
type ReadError struct{ Err error }

// Error reads "read: cause".
func (e *ReadError) Error() string { return "read: " + e.Err.Error() }

// Unwrap gives the cause.
func (e *ReadError) Unwrap() error { return e.Err }

// readLine appends one line to buf, without its end. Of a line longer than max
// it keeps nothing.
func readLine(in *bufio.Reader, buf []byte, max int) (line []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(buf)+len(part) > max; !long {
			buf = append(buf, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if long {
			buf = buf[:0]
		}
		return bytes.TrimRight(buf, "\r\n"), long, err
	}
}

// values reads an array of objects, or one object, or several one after the other.
func (r *reader) values(place string, in io.Reader, array bool) error {
	c := &counter{in: in, limit: int64(r.limit())}
	c.allow(0)
	dec := json.NewDecoder(c)
	if array {
		dec.Token() // its bracket, seen already
	}
	for n := 0; ; {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		c.allow(dec.InputOffset())
		if array && !dec.More() {
			if _, err := dec.Token(); err != nil {
				r.decodeFault(place, c, dec, err)
				return nil
			}
			array = false
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			if err == io.EOF && n == 0 {
				r.fault(Bad, place, "no document in it")
			} else if err != io.EOF {
				r.decodeFault(place, c, dec, err)
			}
			return nil
		}
		n++
		if err := r.object(fmt.Sprintf("%s:%d", place, c.line(dec.InputOffset()-int64(len(raw)))), raw); err != nil {
			return err
		}
	}
}

func (r *reader) decodeFault(file string, c *counter, dec *json.Decoder, err error) {
	at := dec.InputOffset()
	if se := (*json.SyntaxError)(nil); errors.As(err, &se) {
		at = se.Offset
	}
	place := fmt.Sprintf("%s:%d", file, c.line(at))
	switch {
	case errors.Is(err, errLong):
		r.fault(Bad, place, "%s; the rest of the file is not read", r.tooLong())
	case errors.Is(err, io.ErrUnexpectedEOF) || err == io.EOF:
		r.fault(Bad, fmt.Sprintf("%s:%d", file, c.line(c.n)), "not JSON: the file ends in the middle of a value")
	default:
		r.fault(Bad, place, "not JSON: %w; the rest of the file is not read", err)
	}
}

// object reads one JSON object as a document. Unknown fields are ignored: gold
// files are fed as they are.
func (r *reader) object(place string, raw []byte) error {
	text, mended, err := decodeText(raw)
	if err != nil {
		r.fault(Bad, place, "%w", err)
		return nil
	}
	var doc schema.Document
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		r.fault(Bad, place, "%w", jsonCause(err))
		return nil
	}
	if doc.Text == "" && isRecord(text) {
		r.fault(Bad, place, "an extraction record, not a document: 'entente load' reads those")
		return nil
	}
	if mended != "" {
		r.fault(Warning, place, "%s", mended)
	}
	return r.emit(place, doc)
}

// isRecord tells whether the object is what an extractor answers, given by mistake.
func isRecord(text string) bool {
	var parts struct{ Doc, Assertions json.RawMessage }
	return json.Unmarshal([]byte(text), &parts) == nil && parts.Doc != nil && parts.Assertions != nil
}

// jsonCause says in the words of the input format what encoding/json says in those of Go.
func jsonCause(err error) error {
	te := (*json.UnmarshalTypeError)(nil)
	if !errors.As(err, &te) {
		return fmt.Errorf("not JSON: %w", err)
	}
	if te.Field == "" {
		return fmt.Errorf("want a JSON object, got %s", te.Value)
	}
	return fmt.Errorf("field %q: want a string, got %s", te.Field, strings.Fields(te.Value)[0])
}

var errLong = errors.New("too long")

// counter counts lines as bytes go by, and stops a value that would not end.
type counter struct {
	in       io.Reader
	limit    int64
	n, until int64
	breaks   []int64 // the offset of every line's end
}

func (c *counter) allow(at int64) { c.until = at + c.limit }

func (c *counter) Read(p []byte) (int, error) {
	if c.n > c.until {
		return 0, errLong
	}
	n, err := c.in.Read(p)
	for i, b := range p[:n] {
		if b == '\n' {
			c.breaks = append(c.breaks, c.n+int64(i))
		}
	}
	c.n += int64(n)
	return n, err
}

// line is the line of an offset, counted from 1.
func (c *counter) line(at int64) int {
	return 1 + sort.Search(len(c.breaks), func(i int) bool { return c.breaks[i] >= at })
}
