package page

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// pattern is a regular expression that is compiled when it is first used: a
// program that reads no page pays for none of them.
type pattern func() *regexp.Regexp

func lazy(expr string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// within is a lazy expression that may match anywhere.
func within(expr string) func() *expression {
	return sync.OnceValue(func() *expression {
		e, err := compileInside(expr)
		if err != nil {
			panic(err)
		}
		return e
	})
}

func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func words(s string) int { return len(strings.FieldsFunc(s, isSpace)) }

// letters is s without anything but lower-case letters and digits: what two
// printings of one text have in common.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// ended tells whether s closes as a sentence does.
func ended(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return isSpace(r) || strings.ContainsRune(`"'”’»)]`, r) })
	r, _ := utf8.DecodeLastRuneInString(s)
	return r == '.' || r == '!' || r == '?' || r == '…' || r == '。'
}

// prose tells a written-out sentence from a label, a link or a headline.
func prose(s string) bool { return words(s) >= 8 && ended(s) }

// paragraph tells a real paragraph of an article beyond doubt: its length is
// one that teasers, prompts and captions of links do not have.
func paragraph(s string) bool {
	n := words(s)
	return ended(s) && (n >= 30 || n >= 16 && len(sentences(s)) >= 2)
}

var sentenceEnd = lazy(`[.!?…]["'”’)\]]*\s+`)

// An abbreviation's full stop does not end a sentence.
var abbreviation = lazy(`(?:^|[\s(“"])(?:\p{L}|\p{Lu}\.\p{Lu}|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Sen|Rep|Gov|St|Prof|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|vs|etc|Inc|Ltd|Co)\.$`)

// sentences splits a block roughly; only the hunt for prompts leans on it.
func sentences(s string) [][2]int {
	var out [][2]int
	from := 0
	for _, m := range sentenceEnd().FindAllStringIndex(s, -1) {
		next, _ := utf8.DecodeRuneInString(s[m[1]:])
		if m[1] == len(s) || unicode.IsLower(next) || abbreviation().MatchString(s[from:m[0]+1]) {
			continue
		}
		out = append(out, [2]int{from, m[1]})
		from = m[1]
	}
	if from < len(s) {
		out = append(out, [2]int{from, len(s)})
	}
	return out
}
