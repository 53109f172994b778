package model

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters are those that Unicode does not take apart into a letter and a mark.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

const longestName = 900 // bytes

// Fold leaves of a name what people who type it agree on: no case, no accents,
// no punctuation, no "the" before it, and of what is too long for a name the beginning.
func Fold(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range letters.Replace(strings.ToLower(norm.NFKD.String(name))) {
		if b.Len() > longestName {
			break
		}
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r), r == '.', r == '\'', r == '’':
			// A mark belongs to its letter, and "U.S." is typed "US".
		default:
			gap = true
		}
	}
	folded := b.String()
	if rest, ok := strings.CutPrefix(folded, "the "); ok {
		return rest
	}
	return folded
}
