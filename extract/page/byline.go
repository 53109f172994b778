package page

import (
	"strings"
)

const (
	// Particles of names: Ana de la Cruz, Wernher van der Meer.
	nameWord = `(?:\p{Lu}[\p{L}'’.-]*|de|del|der|da|dos|di|du|la|le|van|von|bin|ibn|al|el|ter|ten)`
	fullName = `\p{Lu}[\p{L}'’.-]*(?: ` + nameWord + `){0,4}`
)

var (
	byName = lazy(`^(?:(?i:by|from|words by|story by|written by|text by|report by|author:?|reporter:?|analysis(?: box)? by|opinion by|interview by|byline:?)) ((?:[Oo]ur |the )?(?:[\p{Ll}]+ )*(?:correspondent|correspondents|staff|staff writer|reporter|reporters|agencies|editor|editors|editorial board|team)(?: \p{L}+)*|` + fullName + `(?:(?:, | and | & |, and )` + fullName + `)*)(.*)$`)
	// What may follow the names: a place, a date, a paper, a post.
	byTail = lazy(`^(?: in (?:the )?` + fullName + `(?:(?:, | and )` + fullName + `)*)?(?: for ` + fullName + `)?(?:\s*[,|·•–—/-].*|\s*\(.*\)|\s*@\S+|\s+(?:` + fullDate + `).*|\s*[Uu]pdated.*|\s*[Pp]ublished.*|:|\s*)$`)
)

// bylines drops the lines that say who wrote the article.
func (s *sheet) bylines() {
	for _, b := range s.blocks {
		t := strings.Join(strings.Fields(b.text), " ")
		if b.reason != "" && b.reason != Timestamp || words(t) > 25 || ended(t) && words(t) > 12 {
			continue
		}
		m := byName().FindStringSubmatch(t)
		if m == nil || !byTail().MatchString(m[2]) {
			continue
		}
		b.reason = Byline
		if s.meta.byline == "" {
			s.meta.byline = strings.TrimRight(strings.TrimSpace(m[1]), ".,")
		}
		if isoDay(m[2]) != "" {
			s.dated(m[2])
		}
	}
}
