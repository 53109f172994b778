package ud

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// core cuts a chunk that begins and ends with a word.
func (c *cutter) core(i, j int) {
	w := c.text[i:j]
	if plain(w) {
		c.word(i, j)
		return
	}
	if address(w) {
		c.emit(i, j, false)
		return
	}
	start := i
	for k := i; k < j; {
		r, n := utf8.DecodeRuneInString(c.text[k:j])
		if cut := c.inner(i, start, k, j, r); cut > 0 {
			c.word(start, k)
			c.emit(k, k+cut, false)
			start = k + cut
			k = start
			continue
		}
		k += n
	}
	c.word(start, j)
}

func plain(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i]|32 < 'a' || w[i]|32 > 'z' {
			return false
		}
	}
	return true
}

// address tells whether a chunk is a URL, an e-mail address or a file name.
func address(w string) bool {
	if strings.Contains(w, "://") || strings.HasPrefix(w, "www.") {
		return true
	}
	if at := strings.IndexByte(w, '@'); at >= 0 {
		return at == 0 || strings.Contains(w[at:], ".") || !strings.ContainsAny(w, "(),")
	}
	for _, end := range [...]string{".com", ".org", ".net", ".gov", ".edu", ".html", ".htm", ".pdf", ".doc", ".xls"} {
		if len(w) > len(end) && strings.EqualFold(w[len(w)-len(end):], end) {
			return !strings.ContainsAny(w, "(),")
		}
	}
	return false
}

// inner is the length of the mark at k that cuts the chunk text[i:j], of which
// the part from start is not yet cut; 0 if the chunk holds together there.
func (c *cutter) inner(i, start, k, j int, r rune) int {
	size := utf8.RuneLen(r)
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return 0
	}
	if !strings.HasPrefix(c.text[k:j], string(r)) {
		return 0 // not UTF-8
	}
	prev, _ := utf8.DecodeLastRuneInString(c.text[i:k])
	next, _ := utf8.DecodeRuneInString(c.text[k+size : j])
	digits := unicode.IsDigit(prev) && unicode.IsDigit(next)
	switch r {
	case '-', '‑', '–':
		if k > i && k+size < j && strings.HasPrefix(c.text[k+size:j], string(r)) {
			n := size
			for strings.HasPrefix(c.text[k+n:j], string(r)) {
				n += size
			}
			return n
		}
		if r == '-' && c.heldHyphen(i, start, k, j, digits) {
			return 0
		}
		return size
	case '—', '―', '(', ')', '[', ']', '{', '}', '"', '“', '”', '…', ';', '%', '€', '£', '¥', '=', '<', '>', '‘', '«', '»', '°', '|', '→', '×', '•', '·', '~':
		return size
	case '$':
		if unicode.IsUpper(prev) && unicode.IsDigit(next) && strings.Trim(c.text[start:k], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
			c.emit(start, k+1, false) // US$5
			return 0
		}
		return size
	case ',', ':':
		if digits {
			return 0
		}
		return size
	case '.':
		if strings.HasPrefix(c.text[k:j], "..") {
			n := 0
			for k+n < j && c.text[k+n] == '.' {
				n++
			}
			return n
		}
		// a missing space: end.The
		if unicode.IsLower(prev) && unicode.IsUpper(next) && k-start > 3 {
			return size
		}
		return 0
	case '/':
		if digits || len(c.text[i:j]) <= 3 || k == start {
			return 0
		}
		return size
	case '!', '?':
		n := 0
		for k+n < j && strings.ContainsRune("!?", rune(c.text[k+n])) {
			n++
		}
		return n
	}
	return 0
}

// heldHyphen tells whether the hyphen at k does not cut.
func (c *cutter) heldHyphen(i, start, k, j int, digits bool) bool {
	front := c.text[start:k]
	if prefixes[strings.ToLower(front)] {
		return true
	}
	if digits {
		rest := c.text[k+1 : j]
		end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsDigit(r) })
		if end < 0 {
			end = len(rest)
		}
		if strings.Contains(rest, "-") || strings.Contains(c.text[i:k], "-") {
			return true // telephone numbers, dates
		}
		return len(front) == 3 && end == 4
	}
	return false
}

// word emits a word, its clitics apart.
func (c *cutter) word(i, j int) {
	if i >= j {
		return
	}
	// US$ was emitted already
	if n := len(c.out); n > 0 && c.out[n-1].End > i {
		i = c.out[n-1].End
		if i >= j {
			return
		}
	}
	w := c.text[i:j]
	low := strings.ToLower(w)
	if n, ok := twoWords[low]; ok {
		c.emit(i, i+n, false)
		c.emit(i+n, j, true)
		return
	}
	if n := clitic(w); n > 0 && n < len(w) {
		c.word(i, j-n)
		c.emit(j-n, j, true)
		return
	}
	if w[0] >= '0' && w[0] <= '9' {
		n := strings.IndexFunc(w, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' && r != ':' })
		if n > 0 && units[w[n:]] {
			c.emit(i, i+n, false)
			c.emit(i+n, j, false)
			return
		}
	}
	c.emit(i, j, false)
}

// clitic is the length of the clitic that w ends with, or is; 0 if none.
func clitic(w string) int {
	if strings.IndexByte(w, '\'') < 0 && strings.IndexByte(w, '`') < 0 && !strings.Contains(w, "’") {
		return 0
	}
	f := strings.ToLower(strings.NewReplacer("’", "'", "`", "'").Replace(w))
	extra := 0
	if strings.Contains(w, "’") {
		extra = len("’") - 1
	}
	for _, cl := range clitics {
		if strings.HasSuffix(f, cl) {
			return len(cl) + extra
		}
	}
	if strings.HasSuffix(f, "s'") || strings.HasSuffix(f, "z'") {
		return 1 + extra
	}
	return 0
}

// apostropheRun is the length of w, when w is an apostrophe with letters.
func apostropheRun(w string) int {
	r, n := utf8.DecodeRuneInString(w)
	if r != '\'' && r != '’' {
		return -1
	}
	for n < len(w) && w[n]|32 >= 'a' && w[n]|32 <= 'z' {
		n++
	}
	return n
}
