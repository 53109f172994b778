package eval

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// isSpace takes for space what the scripts that define the measures take for it.
func isSpace(r rune) bool { return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f }

func squeeze(s string) string { return strings.Join(strings.FieldsFunc(s, isSpace), " ") }

// plainLetters are letters that no decomposition makes plain.
var plainLetters = strings.NewReplacer("’", "'", "ı", "i", "ł", "l", "đ", "d")

// foldName makes spellings of one name alike: no case, no accents, no article before it.
func foldName(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if norm.NFKD.PropertiesString(string(r)).CCC() == 0 {
			b.WriteRune(r)
		}
	}
	s = strings.TrimFunc(cases.Fold().String(plainLetters.Replace(b.String())), isSpace)
	if rest, ok := strings.CutPrefix(s, "the"); ok && strings.TrimLeftFunc(rest, isSpace) != rest {
		s = rest
	}
	return squeeze(s)
}

// namesOf folds a name and its aliases.
func namesOf(name string, aliases []string) map[string]bool {
	out := map[string]bool{foldName(name): true}
	for _, a := range aliases {
		out[foldName(a)] = true
	}
	return out
}

func share(a, b map[string]bool) bool {
	for n := range a {
		if b[n] {
			return true
		}
	}
	return false
}

var honorifics = only("mr mrs ms dr sir president general gen king prime minister jr sr")

// surname is the last word of a name, folded; it may be empty.
func surname(name string) string {
	last := ""
	for _, w := range strings.FieldsFunc(foldName(name), func(r rune) bool { return r == '.' || isSpace(r) }) {
		if !honorifics[w] {
			last = w
		}
	}
	return last
}

var (
	unseen = regexp.MustCompile(`(?i)<(script|style)`)
	markup = regexp.MustCompile(`<[^>]+>`)
)

// plainText is the text of a page, roughly: what evidence is looked for in.
func plainText(s string) string {
	var b strings.Builder
	for at := 0; ; {
		m := unseen.FindStringSubmatchIndex(s[at:])
		if m == nil {
			b.WriteString(s[at:])
			break
		}
		end := regexp.MustCompile(`(?i)</` + s[at+m[2]:at+m[3]] + `>`).FindStringIndex(s[at+m[1]:])
		if end == nil { // never closed, so it is text
			b.WriteString(s[at : at+m[1]])
			at += m[1]
			continue
		}
		b.WriteString(s[at:at+m[0]] + " ")
		at += m[1] + end[1]
	}
	return squeeze(html.UnescapeString(markup.ReplaceAllString(b.String(), " ")))
}
