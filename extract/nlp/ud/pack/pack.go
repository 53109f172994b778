// Package pack writes and reads the plain values that a model file is made of.
//
//	values -> Writer -> bytes -> Reader -> values
//
// A Reader never panics on a broken file: it keeps its first fault and gives
// zero values from then on.
package pack

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
)

// Writer gathers bytes.
type Writer struct{ B []byte }

// Uint writes a number, small ones in few bytes.
func (w *Writer) Uint(v uint64) { w.B = binary.AppendUvarint(w.B, v) }

// Byte writes one byte.
func (w *Writer) Byte(b byte) { w.B = append(w.B, b) }

// Bool writes a byte of 1 or 0.
func (w *Writer) Bool(b bool) {
	if b {
		w.Byte(1)
	} else {
		w.Byte(0)
	}
}

// String writes a string with its length.
func (w *Writer) String(s string) {
	w.Uint(uint64(len(s)))
	w.B = append(w.B, s...)
}

// Strings writes a list of strings.
func (w *Writer) Strings(list []string) {
	w.Uint(uint64(len(list)))
	for _, s := range list {
		w.String(s)
	}
}

// Reader reads what a Writer wrote.
type Reader struct {
	B   []byte
	err error
}

// ErrBroken says that a file ends early or holds an impossible value.
var ErrBroken = errors.New("broken or cut off")

// Err is the first fault.
func (r *Reader) Err() error { return r.err }

// Fault records that what cannot be, and returns the first fault.
func (r *Reader) Fault(what string) error {
	if r.err == nil {
		r.err = fmt.Errorf("%s: %w", what, ErrBroken)
	}
	return r.err
}

// Uint reads a number.
func (r *Reader) Uint() uint64 {
	if r.err != nil {
		return 0
	}
	v, n := binary.Uvarint(r.B)
	if n <= 0 {
		r.Fault("number")
		return 0
	}
	r.B = r.B[n:]
	return v
}

// Len reads a count of things that still follow, each of at least one byte.
func (r *Reader) Len() int {
	v := r.Uint()
	if v > uint64(len(r.B)) {
		r.Fault("count")
		return 0
	}
	return int(v)
}

// Bytes gives the next n bytes without copying them.
func (r *Reader) Bytes(n int) []byte {
	if r.err != nil || n < 0 || n > len(r.B) {
		r.Fault("bytes")
		return nil
	}
	b := r.B[:n]
	r.B = r.B[n:]
	return b
}

// Byte reads one byte.
func (r *Reader) Byte() byte {
	if b := r.Bytes(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

// Bool reads a byte that is not 0.
func (r *Reader) Bool() bool { return r.Byte() != 0 }

// String reads a string.
func (r *Reader) String() string { return string(r.Bytes(r.Len())) }

// Strings reads a list of strings.
func (r *Reader) Strings() []string {
	n := r.Len()
	out := make([]string, 0, n)
	for i := 0; i < n && r.err == nil; i++ {
		out = append(out, r.String())
	}
	return out
}

// Squeeze packs bytes as small as gzip can.
func Squeeze(b []byte) ([]byte, error) {
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(b); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}
