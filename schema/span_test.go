package schema

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"gotest.tools/v3/assert"
	is "gotest.tools/v3/assert/cmp"
)

var offsetTexts = []string{"", "a", "Erdoğan met Алиев", "\u0301combining first", "😀", strings.Repeat("x", 256),
	strings.Repeat("é", 200) + "x", strings.Repeat("x", 255) + "€" + strings.Repeat("ş", 300), strings.Repeat("😀x", 200),
	strings.Repeat("x", 254) + "😀", strings.Repeat("€", 1000), strings.Repeat("x", 255) + "\xff\x80\x80x", strings.Repeat("\x80", 600)}

func TestOffsetsCountAsAScanDoes(t *testing.T) {
	for _, text := range offsetTexts {
		checkOffsets(t, text)
	}
}

func TestTheZeroOffsetsBelongToTheEmptyText(t *testing.T) {
	assert.DeepEqual(t, Offsets{}.Runes(Span{}), Span{})
	assert.DeepEqual(t, Offsets{}.Bytes(Span{}), Span{})
}

func FuzzOffsetsRoundTrip(f *testing.F) {
	for _, text := range offsetTexts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		// A fuzzer finds short texts; repeated, they cross the index's steps at every alignment.
		checkOffsets(t, text)
		if len(text) > 0 && len(text) < 1000 {
			checkOffsets(t, strings.Repeat(text, 1000/len(text)))
		}
	})
}

// checkOffsets compares Offsets at every border of a rune with a count from the start.
func checkOffsets(t *testing.T, text string) {
	t.Helper()
	o := NewOffsets(text)
	borders := []int{}
	for b := range text {
		borders = append(borders, b)
	}
	borders = append(borders, len(text))
	all := utf8.RuneCountInString(text)
	for n, b := range borders {
		runes := o.Runes(Span{b, len(text)})
		if want := (Span{n, all}); runes != want {
			t.Fatalf("%q: bytes %d to the end are code points %v, want %v", text, b, runes, want)
		}
		if bytes := o.Bytes(runes); bytes != (Span{b, len(text)}) {
			t.Fatalf("%q: code points %v are bytes %v, want %v", text, runes, bytes, Span{b, len(text)})
		}
	}
}

func TestSpanReadsWhatItWrites(t *testing.T) {
	b, err := json.Marshal(Span{3, 9})
	assert.NilError(t, err)
	assert.Equal(t, string(b), "[3,9]")
	var s Span
	assert.NilError(t, json.Unmarshal(b, &s))
	assert.DeepEqual(t, s, Span{3, 9})
}

func TestSpanRefusesWhatIsNone(t *testing.T) {
	for in, want := range map[string]string{
		`[1]`:     "span: want [start, end] with 0 <= start <= end, got [1]",
		`[1,2,3]`: "span: want [start, end] with 0 <= start <= end, got [1,2,3]",
		`[2,1]`:   "span: want [start, end] with 0 <= start <= end, got [2,1]",
		`[-1,1]`:  "span: want [start, end] with 0 <= start <= end, got [-1,1]",
		`"1-2"`:   "span: json: cannot unmarshal string into Go value of type []int",
	} {
		var s Span
		assert.Check(t, is.Error(json.Unmarshal([]byte(in), &s), want), in)
	}
}

func TestSpansThatTouchDoNotOverlap(t *testing.T) {
	for _, c := range []struct {
		a, b               Span
		contains, overlaps bool
	}{
		{Span{0, 5}, Span{5, 9}, false, false},
		{Span{0, 5}, Span{4, 9}, false, true},
		{Span{0, 5}, Span{0, 5}, true, true},
		{Span{0, 5}, Span{1, 4}, true, true},
		{Span{1, 4}, Span{0, 5}, false, true},
	} {
		assert.Check(t, is.Equal(c.a.Contains(c.b), c.contains), "%v contains %v", c.a, c.b)
		assert.Check(t, is.Equal(c.a.Overlaps(c.b), c.overlaps), "%v overlaps %v", c.a, c.b)
	}
	assert.Equal(t, Span{2, 5}.Len(), 3)
}
