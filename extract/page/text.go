package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-kg/entente/schema"
)

// Hard-wrapped mail and wire copy is at most this wide; a longer line is a whole paragraph.
const widestWrap = 120

var bulletMark = lazy(`^(?:[-*•·▪◦●■–—►▶»→+]|\(?\d{1,2}[.)])[\s\p{Zs}]+`)

type line struct {
	span schema.Span
	text string
}

// textSheet lays out a plain text: blank lines part its blocks, and so does a
// line end, unless the text is hard-wrapped there.
func textSheet(text string) sheet {
	s := sheet{text: text}
	groups := lineGroups(text)
	width := wrapWidth(groups)
	for _, g := range groups {
		for i := 0; i < len(g); {
			j := i + 1
			for j < len(g) && wrapped(g[j-1].text, g[j].text, width) {
				j++
			}
			b := s.add(schema.Span{Start: g[i].span.Start, End: g[j-1].span.End})
			b.gap = i == 0
			b.bullet = bulletMark().MatchString(b.text)
			i = j
		}
	}
	return s
}

// lineGroups parts the lines at blank ones. The lines are trimmed and none is empty.
func lineGroups(text string) [][]line {
	var groups [][]line
	var g []line
	for at := 0; at < len(text); {
		n := strings.IndexAny(text[at:], "\n\r\f\v\u0085\u2028\u2029")
		end, next := len(text), len(text)
		if n >= 0 {
			end = at + n
			_, w := utf8.DecodeRuneInString(text[end:])
			next = end + w
			if strings.HasPrefix(text[end:], "\r\n") {
				next++
			}
		}
		raw := text[at:end]
		trimmed := strings.TrimFunc(raw, isSpace)
		if trimmed == "" {
			if g != nil {
				groups, g = append(groups, g), nil
			}
		} else {
			from := at + strings.Index(raw, trimmed)
			g = append(g, line{schema.Span{Start: from, End: from + len(trimmed)}, trimmed})
		}
		at = next
	}
	if g != nil {
		groups = append(groups, g)
	}
	return groups
}

// wrapWidth is the column at which the text was wrapped, or 0 if it was not:
// then at most line ends the next word would still have fitted.
func wrapWidth(groups [][]line) int {
	width := 0
	for _, g := range groups {
		for _, l := range g {
			if strings.ContainsFunc(l.text, isSpace) { // a bare address may stick out
				width = max(width, utf8.RuneCountInString(l.text))
			}
		}
	}
	if width > widestWrap {
		return 0
	}
	full, ends := 0, 0
	for _, g := range groups {
		for i := range len(g) - 1 {
			ends++
			if overfull(g[i].text, g[i+1].text, width) {
				full++
			}
		}
	}
	if ends < 3 || 2*full < ends {
		return 0
	}
	return width
}

func overfull(l, next string, width int) bool {
	first := next
	if i := strings.IndexFunc(next, isSpace); i > 0 {
		first = next[:i]
	}
	// The widest line may be a few columns short of the margin.
	return utf8.RuneCountInString(l)+1+utf8.RuneCountInString(first) > width
}

// wrapped tells whether next goes on with the paragraph of l.
func wrapped(l, next string, width int) bool {
	if bulletMark().MatchString(next) || strings.HasPrefix(next, l) {
		return false
	}
	if width > 0 {
		return overfull(l, next, width)
	}
	r, _ := utf8.DecodeRuneInString(next)
	n := utf8.RuneCountInString(l)
	return unicode.IsLower(r) && n >= 55 && n <= widestWrap && !ended(l) && !strings.ContainsAny(l, "|·•")
}
