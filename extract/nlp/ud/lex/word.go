// Package lex tells what can be known of a word form by itself: its parts, its
// shape, the word classes it may have.
//
//	form -> Word
//
// It knows no context, and it never changes the form it was asked about.
package lex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-kg/entente/extract/nlp/ud/linear"
)

// Word is what a form shows, as numbers that features are hashed from.
type Word struct {
	Form    uint32    // the folded form
	Suffix  [4]uint32 // its last one to four bytes
	Prefix  [3]uint32
	Shape   uint32
	Classes uint32 // word classes by the dictionary, and inflections
	Noun    uint32 // 1 + semantic field of the noun, or 0
	Verb    uint32 // 1 + semantic field of the verb, or 0
	Frames  uint32 // complements that the verb takes
	Seen    uint32 // tags seen with the form, or its classes if it was seen too rarely
	Fixed   uint8  // 1 + the only tag the form has, or 0
}

// Unknown is the Form of every word that training never saw.
const Unknown = 7

var quotes = strings.NewReplacer("’", "'", "‘", "'", "`", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`,
	"''", `"`, "``", `"`, "–", "—", "--", "—", "…", "...")

// Fold lowers a form, makes quotes and dashes alike and every digit a 0.
func Fold(form string) string {
	plain := true
	for i := 0; i < len(form) && plain; i++ {
		plain = 'a' <= form[i] && form[i] <= 'z'
	}
	if plain {
		return form
	}
	s := strings.ToLower(quotes.Replace(form))
	digit := func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}
	return strings.Map(digit, s)
}

// Look describes a form.
func (l *Lexicon) Look(form string) Word {
	f := Fold(form)
	var w Word
	w.Form = linear.Hash(f)
	for n := range w.Suffix {
		w.Suffix[n] = linear.Hash(f[max(0, len(f)-n-1):])
	}
	for n := range w.Prefix {
		w.Prefix[n] = linear.Hash(f[:min(len(f), n+1)])
	}
	w.Shape = shape(form)
	e := l.classes(f)
	w.Classes, w.Noun, w.Verb, w.Frames = e.bits, e.noun, e.verb, e.frames
	t, known := l.seen.get(w.Form)
	if t != 0 {
		w.Seen = t
	} else {
		w.Seen = 1<<31 | e.bits
	}
	if !known {
		w.Form = Unknown
	}
	if t, ok := l.fixed.get(linear.Hash(form)); ok {
		w.Fixed = uint8(1 + t)
	}
	return w
}

// shape draws a form: X for capitals, x for the rest, 0 for digits, marks as
// they are, runs cut to two.
func shape(form string) uint32 {
	h := uint32(2166136261)
	var last rune
	run := 0
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = '0'
		}
		if r == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = r, 1
		}
		h = (h ^ uint32(r)) * 16777619
	}
	return h
}

// Capital tells whether a form begins with a capital.
func Capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}
