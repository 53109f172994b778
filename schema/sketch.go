package schema

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	shingleWords = 4
	sketchSize   = 64
	sketchKeys   = 12

	aCopy       = 0.5 // so much of the shorter text is in the longer
	ofAtLeast   = 8   // hashes in common: fewer are no sample of anything
	shortSketch = 37  // hashes: of a text under 40 words
	sameShort   = 0.8 // so much of two texts, of which one is short, is in both
)

// Sketch is a sample of what the text says, a few hundred letters however long
// it is: the smallest hashes of its runs of four words, without case, accents
// and punctuation. The method is A. Broder's, On the resemblance and
// containment of documents (1997). A text without a word has none.
func Sketch(text string) string {
	hashes := shingles(text)
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	hashes = hashes[:min(len(hashes), sketchSize)]
	raw := make([]byte, 0, 4*sketchSize)
	for _, h := range hashes {
		raw = binary.BigEndian.AppendUint32(raw, h)
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// shingles hashes every run of shingleWords words; a text of fewer is one run.
func shingles(text string) []uint32 {
	// FNV-1a of a word; the words of a run are joined as digits of a number, so that their order counts.
	const offset, prime, radix = 14695981039346656037, 1099511628211, 0x9E3779B97F4A7C15
	hashes := make([]uint32, 0, len(text)/5)
	var last [shingleWords]uint64
	n, word := 0, uint64(offset)
	end := func() {
		if word == offset {
			return
		}
		copy(last[:], last[1:])
		last[shingleWords-1], word = word, offset
		if n++; n >= shingleWords {
			hashes = append(hashes, joined(last, radix))
		}
	}
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(text, " ")) {
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r):
			word = (word ^ uint64(unicode.ToLower(r))) * prime
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’':
			// Part of a word, or left out by who prints it.
		default:
			end()
		}
	}
	end()
	if 0 < n && n < shingleWords {
		hashes = append(hashes, joined(last, radix))
	}
	return hashes
}

func joined(words [shingleWords]uint64, radix uint64) uint32 {
	var h uint64
	for _, w := range words {
		h = h*radix + w
	}
	// The finalizer of MurmurHash3: every bit of the sum reaches the top.
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return uint32(h >> 32)
}

// Alike tells from their sketches whether of two texts one is a copy of the
// other: at least half of the shorter text stands word for word in the longer,
// whatever stands around it. Of a text of under 40 words eight in ten of both.
//
// Measured over the 42 texts of testdata/articles, most of 200 to 450 words, and
// held by a test; the shortest, of 71 words, is the one that no cut leaves enough of:
//
//	pairs  a key  alike
//	   42     42     42  another headline
//	   42     42     42  a local first paragraph, of 48 words
//	   42     42     42  another agency's tags
//	   42     42     42  every number edited
//	   42     42     42  every 15th word another
//	   42     42     33  every 8th word another
//	   42     41     41  cut to a half
//	   42     41     41  cut to a quarter
//	   42     41     36  headline, tags, local paragraph and numbers, and cut to a half
//	17220     13      0  another article, or a copy of it
//	 1681   1388      9  another article that quotes 45 words of it
//
// With runs of 3 words 16 of those that quote are taken for copies; with runs of 5
// only 1 of the 42 with every 8th word another is found.
func Alike(a, b string) bool {
	x, y := unsketch(a), unsketch(b)
	inX, inY, both := overlap(x, y)
	if min(len(x), len(y)) < shortSketch {
		return both > 0 && float64(both) >= sameShort*float64(inX+inY-both)
	}
	return both >= ofAtLeast && float64(both) >= aCopy*float64(min(inX, inY))
}

// SketchKeys are the few by which a store finds whom to ask Alike about: of
// two copies one key is the same, as often as the table of Alike says.
func SketchKeys(sketch string) []string {
	var keys []string
	hashes := unsketch(sketch)
	for _, h := range hashes[:min(len(hashes), sketchKeys)] {
		keys = append(keys, fmt.Sprintf("%08x", h))
	}
	return keys
}

// unsketch has no hashes of what Sketch did not make.
func unsketch(sketch string) []uint32 {
	raw, err := base64.RawURLEncoding.DecodeString(sketch)
	if err != nil || len(raw)%4 != 0 || len(raw) > 4*sketchSize {
		return nil
	}
	hashes := make([]uint32, len(raw)/4)
	for i := range hashes {
		hashes[i] = binary.BigEndian.Uint32(raw[4*i:])
		if i > 0 && hashes[i] <= hashes[i-1] {
			return nil
		}
	}
	return hashes
}

// overlap counts, up to the hash to which both sketches are complete, the
// hashes of each and those of both.
func overlap(a, b []uint32) (inA, inB, both int) {
	i, j := 0, 0
	for {
		// A full sketch says nothing of what comes after its last hash; a short one is the whole text.
		if i == len(a) && len(a) == sketchSize || j == len(b) && len(b) == sketchSize || i == len(a) && j == len(b) {
			return i, j, both
		}
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			i++
		case i == len(a) || b[j] < a[i]:
			j++
		default:
			i, j, both = i+1, j+1, both+1
		}
	}
}
