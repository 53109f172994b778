package schema

import (
	"encoding/json"
	"fmt"
	"sort"
	"unicode/utf8"
)

// Span is a half-open range of a text. The stages of the pipeline count bytes
// of Document.Text, so that text[s.Start:s.End] is the span; a Record counts
// Unicode code points, as Python and notebooks do. Offsets turns one into the other.
type Span struct{ Start, End int }

// Len is the span's length in its own unit.
func (s Span) Len() int { return s.End - s.Start }

// Contains tells whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps tells whether s and t share a position.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// MarshalJSON writes the span as [start, end].
func (s Span) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil }

// UnmarshalJSON reads [start, end].
func (s *Span) UnmarshalJSON(b []byte) error {
	var pair []int
	if err := json.Unmarshal(b, &pair); err != nil {
		return fmt.Errorf("span: %w", err)
	}
	if len(pair) != 2 || pair[0] < 0 || pair[1] < pair[0] {
		return fmt.Errorf("span: want [start, end] with 0 <= start <= end, got %s", b)
	}
	s.Start, s.End = pair[0], pair[1]
	return nil
}

// Offsets turns byte offsets of one text into code-point offsets and back. A byte
// that is no UTF-8 counts as one code point, as it does once JSON has replaced it.
// The zero value belongs to the empty text.
type Offsets struct {
	// Code points are counted once at every step bytes, so a lookup decodes about step bytes at most.
	text  string
	marks []offsetMark
}

// offsetMark is the first start of a rune at or after a multiple of offsetStep.
type offsetMark struct{ byte, runes int }

const offsetStep = 256

// NewOffsets indexes text in one pass.
func NewOffsets(text string) Offsets {
	o := Offsets{text: text, marks: make([]offsetMark, 0, len(text)/offsetStep+1)}
	n, next := 0, 0
	for i := range text {
		for ; next <= i; next += offsetStep {
			o.marks = append(o.marks, offsetMark{i, n})
		}
		n++
	}
	return o
}

// Rune counts the code points before the byte offset b, which must lie on a rune's border.
func (o Offsets) Rune(b int) int {
	if len(o.marks) == 0 || b <= 0 {
		return 0
	}
	m := o.marks[min(b/offsetStep, len(o.marks)-1)]
	if b <= m.byte {
		return m.runes
	}
	return m.runes + utf8.RuneCountInString(o.text[m.byte:b])
}

// Runes turns a span of bytes into a span of code points.
func (o Offsets) Runes(s Span) Span { return Span{o.Rune(s.Start), o.Rune(s.End)} }

// Bytes turns a span of code points into a span of bytes.
func (o Offsets) Bytes(s Span) Span { return Span{o.byteOf(s.Start), o.byteOf(s.End)} }

func (o Offsets) byteOf(r int) int {
	m := sort.Search(len(o.marks), func(i int) bool { return o.marks[i].runes > r }) - 1
	if m < 0 {
		return 0
	}
	at := o.marks[m].byte
	for n := o.marks[m].runes; n < r && at < len(o.text); n++ {
		_, w := utf8.DecodeRuneInString(o.text[at:])
		at += w
	}
	return at
}
