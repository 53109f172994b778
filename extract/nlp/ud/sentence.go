package ud

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-kg/entente/schema"
)

// Sentence is a run of words with its place in the text.
type Sentence struct {
	schema.Span
	Tokens []Token
}

// Tokenize splits a text into sentences and their words. Sentences never reach
// over an empty line; between them and between words lies nothing but space.
func Tokenize(text string) []Sentence {
	var out []Sentence
	wrapped := hardWrapped(text)
	for from := 0; from < len(text); {
		to := blockEnd(text, from)
		out = appendBlock(out, text, from, to, wrapped)
		from = to
	}
	return out
}

// blockEnd is where the block of lines that begins at from ends: behind the
// next empty line.
func blockEnd(text string, from int) int {
	for {
		nl := strings.IndexByte(text[from:], '\n')
		if nl < 0 {
			return len(text)
		}
		from += nl + 1
		next, _, _ := strings.Cut(text[from:], "\n")
		if strings.TrimFunc(next, space) == "" {
			return from
		}
	}
}

// hardWrapped tells whether the lines of a text are cut at a width, as in
// e-mail: most are about as long as the longest, and that is under 100.
func hardWrapped(text string) bool {
	long, full, all := 0, 0, 0
	for line := range strings.Lines(text) {
		long = max(long, utf8.RuneCountInString(strings.TrimSpace(line)))
	}
	for line := range strings.Lines(text) {
		if n := utf8.RuneCountInString(strings.TrimSpace(line)); n > 0 {
			all++
			if n*10 >= long*7 {
				full++
			}
		}
	}
	return long >= 40 && long <= 100 && full*2 >= all
}

func appendBlock(out []Sentence, text string, from, to int, wrapped bool) []Sentence {
	var toks []Token
	starts := map[int]bool{} // tokens that begin a line which is no mere continuation
	prev := ""
	for at := from; at < to; {
		end := strings.IndexByte(text[at:to], '\n')
		if end < 0 {
			end = to
		} else {
			end += at + 1
		}
		line := strings.TrimSpace(text[at:end])
		if len(toks) > 0 && (!wrapped || lineBreak(prev, line)) {
			starts[len(toks)] = true
		}
		lineToks := tokens(text, at, end, to)
		toks = append(toks, lineToks...)
		if line != "" {
			prev = line
		}
		at = end
	}
	begin := 0
	for i := range toks {
		if i+1 == len(toks) || starts[i+1] || ends(toks, begin, i) {
			s := toks[begin : i+1 : i+1]
			out = append(out, Sentence{schema.Span{Start: s[0].Start, End: s[len(s)-1].End}, s})
			begin = i + 1
		}
	}
	return out
}

// lineBreak tells whether a wrapped line ends what it says: the next one is an
// item of a list, or this one is short and the next begins with a capital.
func lineBreak(line, next string) bool {
	if next == "" {
		return false
	}
	r, n := utf8.DecodeRuneInString(next)
	if strings.ContainsRune("•*·▪–", r) || r == '-' && strings.HasPrefix(next[n:], " ") {
		return true
	}
	number := strings.TrimLeft(next, "0123456789")
	if number != next && (strings.HasPrefix(number, ". ") || strings.HasPrefix(number, ") ")) {
		return true
	}
	return utf8.RuneCountInString(line) < 45 && unicode.IsUpper(r) && !strings.HasSuffix(line, ",")
}

// ends tells whether token i ends the sentence that begins at token begin.
func ends(toks []Token, begin, i int) bool {
	if glued(toks, i+1) && closing(toks[i+1].Text) || note(toks, i+1) {
		return false // the quotation mark behind belongs to it
	}
	k := i
	for k-2 > begin && note(toks, k-2) {
		k -= 3
	}
	quoted := false
	for k > begin && closing(toks[k].Text) && glued(toks, k) {
		quoted = quoted || toks[k].Text != ")" && toks[k].Text != "]"
		k--
	}
	stop := toks[k].Text
	next := i + 1
	opened := false
	for next < len(toks) && opening(toks[next].Text) {
		opened = true
		next++
	}
	if next >= len(toks) {
		return false
	}
	word := toks[next].Text
	r, _ := utf8.DecodeRuneInString(word)
	upper := unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.Is(unicode.Lo, r)
	switch {
	case closers[stop] || dotted(strings.TrimSuffix(stop, ".")) && strings.HasSuffix(stop, "."):
		return upper && openers[word]
	case stop == ".":
		if glued(toks, i+1) && !opened && k == i && !upper {
			return false
		}
		if quoted && speaks(toks, next) && !upper {
			return false
		}
		return upper || unicode.IsDigit(r) || opened || strings.ContainsRune("-•*#@<", r) || !quoted && pronouns[word]
	case strings.Trim(stop, "!?") == "":
		if quoted && speaks(toks, next) {
			return false
		}
		return upper || unicode.IsDigit(r) || opened || !quoted && unicode.IsLetter(r) && !glued(toks, i+1)
	case strings.Trim(stop, ".") == "" || stop == "…":
		return upper && !quoted || upper && opened
	}
	return false
}

// note tells whether a number in brackets stands at token i, as a note's mark.
func note(toks []Token, i int) bool {
	return i+2 < len(toks) && toks[i].Text == "[" && toks[i+2].Text == "]" && strings.Trim(toks[i+1].Text, "0123456789") == ""
}

// speaks tells whether a verb of speech stands at the token or soon behind.
func speaks(toks []Token, i int) bool {
	for ; i < len(toks); i++ {
		if speechVerbs[toks[i].Text] {
			return true
		}
		if r, _ := utf8.DecodeRuneInString(toks[i].Text); !unicode.IsUpper(r) || openers[toks[i].Text] && len(toks[i].Text) > 3 {
			return false
		}
	}
	return false
}

// glued tells whether no space lies before token i.
func glued(toks []Token, i int) bool {
	return i > 0 && i < len(toks) && toks[i-1].End == toks[i].Start
}

func closing(t string) bool {
	switch t {
	case `"`, "'", "”", "’", "''", ")", "]", "»":
		return true
	}
	return false
}

func opening(t string) bool {
	switch t {
	case `"`, "'", "“", "‘", "``", "`", "(", "[", "«", "„":
		return true
	}
	return false
}
