package page

import (
	"slices"
	"strings"
)

// A headline in a list of links has at most this many words.
const longestLink = 20

// lists drops the links under a label such as "Most read".
func (s *sheet) lists() {
	for i := 0; i < len(s.blocks); i++ {
		label := s.blocks[i]
		if label.reason != RelatedLinks || words(label.text) > 6 {
			continue
		}
		n := 0
		for j := i + 1; j < len(s.blocks) && n < 12; j++ {
			b := s.blocks[j]
			if b.reason != "" {
				continue
			}
			if ended(b.text) && words(b.text) > 4 && !b.bullet || words(b.text) > longestLink || b.kind == Caption || b.kind == Headline || b.kind == Heading || b.trusted && b.kind != ListItem {
				break
			}
			last := s.blocks[j-1]
			// A line of its own right above a paragraph is a heading of the article.
			heading := b.gap && !b.bullet && j+1 < len(s.blocks) && s.blocks[j+1].reason == "" && prose(s.blocks[j+1].text)
			if heading && (n > 0 || last != label) || heading && !s.html || b.gap && last.bullet && !b.bullet {
				break
			}
			b.reason = RelatedLinks
			n++
		}
	}
}

// boxes drops the links that stand in the middle of an article under a label
// that nothing knows: three lines or more in a row, none of them a sentence.
func (s *sheet) boxes() {
	begun := false
	for i := 0; i < len(s.blocks); i++ {
		b := s.blocks[i]
		if begun = begun || paragraph(b.text) && b.reason == ""; !begun || !linkLike(b) || i > 0 && strings.HasSuffix(s.blocks[i-1].text, ":") {
			continue
		}
		j := i
		for j < len(s.blocks) && (linkLike(s.blocks[j]) || s.blocks[j].reason == Timestamp || s.blocks[j].reason == RelatedLinks) {
			j++
		}
		run := s.blocks[i:j]
		// A line of its own above a paragraph is its heading.
		if last := run[len(run)-1]; j < len(s.blocks) && last.gap && s.blocks[j].gap && sure(s.blocks[j]) {
			run = run[:len(run)-1]
		}
		if len(run) >= 3 {
			for _, l := range run {
				if l.reason == "" {
					l.reason = RelatedLinks
				}
			}
		}
		i = j
	}
}

func linkLike(b *block) bool {
	return b.reason == "" && b.kind == "" && !b.bullet && !ended(b.text) && words(b.text) <= longestLink && len(b.cuts) == 0 && !strings.HasSuffix(b.text, ":")
}

// sure tells a paragraph of the article from a line of a prompt.
func sure(b *block) bool {
	if b.reason != "" || !ended(b.text) {
		return false
	}
	n := words(b.text)
	return n >= 12 || n >= 3 && !toReader().MatchString(b.text) && !cued(b.text)
}

// tail drops the rest of the page from where the article has ended: behind its
// last paragraph the first piece of furniture opens a region in which even a
// line that looks innocent is none of the article.
func (s *sheet) tail() {
	s.sandwiched()
	s.commented()
	total := 0
	for _, b := range s.blocks {
		if sure(b) {
			total++
		}
	}
	s.stragglers()
	before := 0
	for i, b := range s.blocks {
		if sure(b) {
			before++
		}
		if !opens(b) || before == 0 {
			continue
		}
		if left := total - before; left == 0 || teasers(s.blocks[i:], left, before) {
			s.close(i)
			return
		}
	}
}

// opens tells furniture that an article's end is known by from the kind that
// stands anywhere.
func opens(b *block) bool {
	switch b.reason {
	case "", Timestamp, DuplicateCaption, PhotoCredit, Byline, Kicker:
		return false
	}
	return true
}

// stragglers drops links below the last whole paragraph and some furniture,
// even where a short sentence stands among them.
func (s *sheet) stragglers() {
	last := -1
	for i, b := range s.blocks {
		if b.reason == "" && paragraph(b.text) {
			last = i
		}
	}
	reason := ""
	for i, b := range s.blocks {
		if last < 0 || i <= last {
			continue
		}
		if opens(b) {
			reason = b.reason
		} else if reason != "" && linkLike(b) && !(i+1 < len(s.blocks) && b.gap && sure(s.blocks[i+1]) && prose(s.blocks[i+1].text)) {
			b.reason = reason
		}
	}
}

// teasers tells a list of other articles, each a headline with a sentence,
// from the second half of this one: a label opens it, few of its lines are
// sentences, none is a whole paragraph, and most of the article is over.
func teasers(region []*block, left, before int) bool {
	if region[0].reason != RelatedLinks || before < 4 || left > before/3 {
		return false
	}
	titles := 0
	for i, b := range region {
		if b.reason != "" {
			continue
		}
		if words(b.text) >= 40 || len(sentences(b.text)) > 2 || b.kind == Caption {
			return false
		}
		if sure(b) {
			if i == 0 || ended(region[i-1].text) && region[i-1].reason == "" {
				return false
			}
		} else if !ended(b.text) && words(b.text) >= 4 {
			titles++
		}
	}
	return titles >= left
}

// close drops everything from block i on.
func (s *sheet) close(i int) {
	reason := s.blocks[i].reason
	for _, b := range s.blocks[i:] {
		if b.reason == "" {
			b.reason = reason
		} else if b.reason != Timestamp && b.reason != DuplicateCaption && b.reason != Byline {
			reason = b.reason
		}
	}
}

var offers = []string{Paywall, Newsletter, Cookie}

// sandwiched drops the one line of an offer that says nothing of its own: it
// stands between two others, and speaks to the reader or of the site's wares.
func (s *sheet) sandwiched() {
	for i := 1; i+1 < len(s.blocks); i++ {
		b, prev, next := s.blocks[i], s.blocks[i-1], s.blocks[i+1]
		if b.reason != "" || b.kind == Headline || words(b.text) > 30 || len(sentences(b.text)) > 2 || narrated().MatchString(b.text) {
			continue
		}
		if !slices.Contains(offers, prev.reason) || !slices.Contains(offers, next.reason) && len(b.cuts) == 0 {
			continue
		}
		if !sure(b) || toReader().MatchString(b.text) || cued(b.text) {
			b.reason = prev.reason
		}
	}
}

func cued(s string) bool {
	lower := strings.ToLower(s)
	return slices.ContainsFunc(cues, func(c cue) bool { return c.re().matches(s, lower) })
}

// commented drops the readers' comments: a label under the article, and
// below it the buttons that only comments have.
func (s *sheet) commented() {
	paragraphs := 0
	for i, b := range s.blocks {
		if sure(b) {
			paragraphs++
		}
		if b.reason != Comments || paragraphs < 2 {
			continue
		}
		buttons := 0
		for _, c := range s.blocks[i+1:] {
			if c.reason == Comments || c.reason == Timestamp && ago().MatchString(c.text) {
				buttons++
			}
		}
		if buttons >= 2 {
			for _, c := range s.blocks[i:] {
				if c.reason == "" {
					c.reason = Comments
				}
			}
			return
		}
	}
}

// twice drops what the page prints a second time.
func (s *sheet) twice() {
	seen := map[string]bool{}
	for _, b := range s.kept() {
		key := letters(b.rest())
		if words(b.rest()) >= 5 && seen[key] {
			b.reason = Duplicate
		}
		seen[key] = true
	}
}
