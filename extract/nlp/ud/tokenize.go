package ud

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-kg/entente/schema"
)

// Tokens splits text[from:to] into words by the conventions of the English
// Universal Dependencies treebanks: marks apart, clitics apart ("do" "n't"),
// hyphens apart unless behind a prefix, abbreviations and numbers whole.
func Tokens(text string, from, to int) []Token { return tokens(text, from, to, to) }

// tokens looks ahead as far as end.
func tokens(text string, from, to, end int) []Token {
	var out []Token
	for i := from; i < to; {
		r, w := utf8.DecodeRuneInString(text[i:to])
		if space(r) {
			i += w
			continue
		}
		j := i
		for j < to {
			r, w := utf8.DecodeRuneInString(text[j:to])
			if space(r) {
				break
			}
			j += w
		}
		if w := text[i:j]; (w == "'" || w == "’") && len(out) > 0 && strings.HasPrefix(text[j:to], " s") && (j+2 == to || text[j+2] == ' ') {
			out = append(out, Token{Span: schema.Span{Start: i, End: j + 2}, Text: w + "s"}) // Peru ’ s
			i = j + 2
			continue
		}
		c := cutter{text: text, out: out, end: end}
		c.chunk(i, j)
		out, i = c.out, j
	}
	return out
}

func space(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

type cutter struct {
	text string
	out  []Token
	end  int
}

func (c *cutter) emit(i, j int, joined bool) {
	if i < j {
		c.out = append(c.out, Token{Span: schema.Span{Start: i, End: j}, Text: c.text[i:j], Joined: joined})
	}
}

// chunk cuts what stands between two spaces.
func (c *cutter) chunk(i, j int) {
	for i < j { // marks in front
		w := c.mark(i, j)
		if w == 0 || c.smiley(i, j) {
			break
		}
		if cl := clitic(c.text[i:j]); cl == j-i && cl > 1 && len(c.out) > 0 {
			break // 's behind a space
		}
		c.emit(i, i+w, false)
		i += w
	}
	if i >= j {
		return
	}
	if c.smiley(i, j) {
		c.emit(i, j, false)
		return
	}
	k := j // marks behind
	for k > i {
		if c.keepsStop(i, k) {
			break
		}
		w := c.markBefore(i, k)
		if w == 0 {
			break
		}
		k -= w
	}
	c.core(i, k)
	for k < j {
		if cl := clitic(c.text[k:j]); cl > 0 && cl == apostropheRun(c.text[k:j]) && k > i { // (AKP)'s
			c.emit(k, k+cl, false)
			k += cl
			continue
		}
		w := max(c.mark(k, j), 1)
		c.emit(k, k+w, false)
		k += w
	}
}

// mark is the length of the mark that text[i:j] begins with, 0 for a word.
func (c *cutter) mark(i, j int) int {
	r, w := utf8.DecodeRuneInString(c.text[i:j])
	if w == 0 || unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' && j-i > w && c.mark(i+w, j) == 0 {
		return 0
	}
	switch r {
	case '@', '#':
		if n, _ := utf8.DecodeRuneInString(c.text[i+w : j]); unicode.IsLetter(n) {
			return 0 // a handle
		}
	case '.', ',', '+', '-', '\'', '’':
		if n, _ := utf8.DecodeRuneInString(c.text[i+w : j]); unicode.IsDigit(n) && (r == '.' || r == '+' || r == '-' && i+w < j && (i == 0 || c.text[i-1] == ' ')) {
			return 0 // .5, +3, -7
		}
		if r == '\'' || r == '’' {
			if n := c.text[i+w : j]; len(n) >= 2 && n[0] >= '0' && n[0] <= '9' && n[1] >= '0' && n[1] <= '9' {
				return 0 // '90s
			}
		}
	}
	if strings.ContainsRune("!?", r) {
		n := strings.IndexFunc(c.text[i:j], func(x rune) bool { return x != '!' && x != '?' })
		if n < 0 {
			n = j - i
		}
		return n
	}
	if strings.ContainsRune(".-*_=~<>'`", r) {
		n := w
		for strings.HasPrefix(c.text[i+n:j], string(r)) {
			n += w
		}
		if strings.ContainsRune("'`", r) && n > 2 || r == '<' && n > 2 || r == '>' && n > 2 {
			return w
		}
		return n
	}
	if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r) || r == '\u200d' {
		return 0
	}
	return w
}

// markBefore is the length of the mark that text[i:k] ends with, 0 for a word.
func (c *cutter) markBefore(i, k int) int {
	r, w := utf8.DecodeLastRuneInString(c.text[i:k])
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || unicode.Is(unicode.M, r) || r == '\u200d' {
		return 0
	}
	if (r == '\'' || r == '’') && c.genitive(i, k, w) {
		return 0
	}
	if strings.ContainsRune("$", r) {
		if n := strings.TrimLeft(c.text[i:k-w], "ABCDEFGHIJKLMNOPQRSTUVWXYZ"); n == "" && k-w > i {
			return 0 // US$
		}
	}
	if strings.ContainsRune("/", r) && strings.Contains(c.text[i:k], "://") {
		return 0
	}
	if r == '+' && k-w > i {
		return 0
	}
	n := w
	if strings.ContainsRune(".-*_=~", r) {
		for n < k-i && strings.HasSuffix(c.text[i:k-n], string(r)) {
			n += w
		}
		if r == '.' && n == 2 {
			n = 1 // U.S..
			if !strings.Contains(c.text[i:k-2], ".") {
				n = 2
			}
		}
	}
	if strings.ContainsRune("!?", r) {
		for n < k-i && strings.ContainsRune("!?", rune(c.text[k-n-1])) {
			n++
		}
	}
	return n
}

// genitive tells whether the apostrophe at the end of text[i:k] is no closing
// quotation mark: an s in front, a word behind, no open quotation.
func (c *cutter) genitive(i, k, size int) bool {
	p := strings.ToLower(c.text[i : k-size])
	if len(p) < 3 || !strings.HasSuffix(p, "s") && !strings.HasSuffix(p, "z") {
		return false
	}
	next := strings.TrimLeft(c.text[k:c.end], " ")
	if r, _ := utf8.DecodeRuneInString(next); len(next) == len(c.text[k:c.end]) || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return false
	}
	for n := len(c.out) - 1; n >= max(0, len(c.out)-40); n-- {
		if t := c.out[n].Text; t == "'" || t == "‘" || t == "’" {
			return t == "’" // an apostrophe may have closed before
		}
	}
	return true
}

// keepsStop tells whether the full stop at the end of text[i:k] is part of it.
func (c *cutter) keepsStop(i, k int) bool {
	w := c.text[i:k]
	if !strings.HasSuffix(w, ".") || strings.HasSuffix(w, "..") {
		return false
	}
	if h := strings.LastIndexAny(w[:len(w)-1], "-/–—("); h >= 0 {
		_, n := utf8.DecodeRuneInString(w[h:])
		w = w[h+n:]
	}
	if abbreviations[w] || closers[w] {
		return true
	}
	next := strings.TrimLeftFunc(c.text[k:c.end], space)
	n, _ := utf8.DecodeRuneInString(next)
	if beforeNumber[w] && unicode.IsDigit(n) {
		return true
	}
	stem := w[:len(w)-1]
	if r, size := utf8.DecodeRuneInString(stem); size == len(stem) && unicode.IsUpper(r) {
		return c.initial(i, next, r) // J. Smith
	}
	if dotted(stem) {
		return true // U.S., e.g.
	}
	if len(c.out) == 0 && len(stem) <= 3 && strings.Trim(stem, "0123456789") == "" && n != 0 && next != "" {
		return true // 1. at the beginning of a line
	}
	return false
}

// initial tells whether the capital before a full stop is a name's: a name or
// the beginning in front, a name behind.
func (c *cutter) initial(i int, next string, r rune) bool {
	n, _ := utf8.DecodeRuneInString(next)
	if k := len(c.out); k > 0 && len(c.out[k-1].Text) == 2 && c.out[k-1].Text[1] == '.' && !unicode.IsLower(n) {
		return true // S. F., U. S.
	}
	if !unicode.IsUpper(n) {
		return false
	}
	word, _, _ := strings.Cut(next, " ")
	if openers[word] {
		return false
	}
	if len(c.out) == 0 {
		return true
	}
	last := c.out[len(c.out)-1].Text
	p, _ := utf8.DecodeRuneInString(last)
	return r != 'I' || unicode.IsUpper(p)
}

// dotted tells whether single letters with full stops between them make w.
func dotted(w string) bool {
	letters := strings.Split(w, ".")
	if len(letters) < 2 {
		return false
	}
	for _, l := range letters {
		if r, size := utf8.DecodeRuneInString(l); size != len(l) || !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

func (c *cutter) smiley(i, j int) bool {
	w := c.text[i:j]
	if len(w) < 2 || len(w) > 4 || !strings.ContainsRune(":;=", rune(w[0])) {
		return false
	}
	return strings.Trim(w[1:], "-'^") != "" && strings.Trim(strings.Trim(w[1:], "-'^"), "()DPp/|*o3") == ""
}
