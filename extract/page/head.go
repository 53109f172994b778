package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	datedTitle = lazy(`(?i)\s*[-–—|,(]\s*(` + fullDate + `)\)?$`)
	liveTitle  = lazy(`(?i)\blive\b`)
)

// head finds the headline among the blocks above the first paragraph, and
// drops what stands over it: the site's name, its menus, its other headlines.
func (s *sheet) head() {
	var above []*block
	var body []*block
	for _, b := range s.kept() {
		if b.kind == Caption {
			continue
		}
		if len(body) == 0 && !(b.kind == "" && prose(b.text) && words(b.text) >= 12) {
			above = append(above, b)
			continue
		}
		if body = append(body, b); len(body) == 3 {
			break
		}
	}
	// A page of a sentence or two has no headline over them.
	if len(body) == 0 && len(above) > 0 && above[0].kind == "" && words(above[0].text) >= 4 && ended(above[0].text) {
		return
	}
	h := s.headline(above, body)
	if h == nil {
		return
	}
	h.kind = Headline
	// A page's title may carry the site's name on either end.
	if s.meta.title == "" || strings.Contains(letters(s.meta.title), letters(h.rest())) {
		s.meta.title = strings.Join(strings.Fields(h.rest()), " ")
	}
	if m := datedTitle().FindStringSubmatchIndex(h.text); m != nil && (s.live || liveTitle().MatchString(h.text)) {
		s.dated(h.text[m[2]:m[3]])
		h.cut(m[0], m[1], Timestamp)
	}
	for _, b := range s.blocks {
		if b == h {
			break
		}
		if b.reason == "" && b.kind != Caption && !(prose(b.text) && words(b.text) >= 12) {
			b.reason = Navigation
		}
	}
	s.names(h)
}

// headline chooses. The first line of some length is it, unless a later one
// says far more of what the article then says.
func (s *sheet) headline(above, body []*block) *block {
	for _, b := range above {
		if b.kind == Headline || s.given != "" && letters(b.text) == letters(s.given) {
			return b
		}
	}
	var topic strings.Builder
	for _, b := range body {
		topic.WriteString(b.text + " ")
	}
	var best *block
	bestShared := 0
	for _, b := range above {
		n := words(b.text)
		if n < 4 || n > 30 || cued(b.text) && toReader().MatchString(b.text) || b.bullet || b.kind != "" || ended(b.text) && !strings.HasSuffix(b.text, "?") && !strings.HasSuffix(b.text, "!") {
			continue
		}
		shared := sharedNames(b.text, topic.String())
		if best == nil || shared > 2*bestShared+1 {
			best, bestShared = b, shared
		}
	}
	if best != nil {
		return best
	}
	for _, b := range above {
		if words(b.text) >= 2 && !b.bullet && b.kind == "" && (best == nil || words(b.text) > words(best.text)) {
			best = b
		}
	}
	return best
}

func sharedNames(headline, body string) int {
	n := 0
	for _, w := range strings.FieldsFunc(headline, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && len(w) > 3 && strings.Contains(body, w) {
			n++
		}
	}
	return n
}

var personName = lazy(`^\p{Lu}[\p{L}'’.-]+(?: (?:` + nameWord + `)){1,3}$`)

// names drops an author's name that stands alone between headline and date.
func (s *sheet) names(h *block) {
	for i, b := range s.blocks {
		if b == h || b.reason != "" || !personName().MatchString(b.text) || i == 0 || i+1 == len(s.blocks) || !s.nearTop(i) {
			continue
		}
		if b.kind != "" && b.kind != Paragraph {
			continue
		}
		next, prev := s.blocks[i+1], s.blocks[i-1]
		if (next.reason == Timestamp || next.reason == Byline || next.reason == Share) && (prev.reason != "" || prev == h || prose(prev.text)) {
			b.reason = Byline
			if s.meta.byline == "" {
				s.meta.byline = b.text
			}
		}
	}
}
