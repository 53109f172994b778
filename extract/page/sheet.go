package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// sheet is a page on the table: its blocks, and what is found out about each.
type sheet struct {
	text   string
	blocks []*block
	html   bool
	given  string // the title that came with the document
	origin origin
	meta   meta
	live   bool // a live page: its entries bear the time of day
}

// block is a candidate: a paragraph's worth of text, not yet kept or dropped.
type block struct {
	span   schema.Span
	text   string // its bytes of the page's text
	kind   Kind   // what the markup or the place says; empty while unknown
	reason string // why all of it is dropped; empty while it is kept
	cuts   []Drop // parts that are dropped for a reason of their own
	// bullet: the line bears a list mark. gap: a blank line stands before it.
	bullet, gap bool
	trusted     bool    // HTML: the markup vouches for the block
	link        float64 // the share of its letters that are links
}

func (s *sheet) add(span schema.Span) *block {
	b := &block{span: span, text: s.text[span.Start:span.End]}
	s.blocks = append(s.blocks, b)
	return b
}

// cut drops the bytes [from, to) of the block's own text.
func (b *block) cut(from, to int, reason string) {
	if from < to {
		b.cuts = append(b.cuts, Drop{schema.Span{Start: b.span.Start + from, End: b.span.Start + to}, reason})
	}
}

// rest is what of the block is not cut away.
func (b *block) rest() string {
	var sb strings.Builder
	for _, p := range b.pieces() {
		if p.Reason == "" {
			sb.WriteString(b.text[p.Span.Start-b.span.Start : p.Span.End-b.span.Start])
		}
	}
	return strings.TrimSpace(sb.String())
}

// pieces splits the block at its cuts: those with a reason go, the others stay.
// Scraps without a letter or digit go with the cut beside them.
func (b *block) pieces() []Drop {
	cuts := slices.Clone(b.cuts)
	slices.SortStableFunc(cuts, func(x, y Drop) int {
		return cmp.Or(cmp.Compare(x.Span.Start, y.Span.Start), cmp.Compare(y.Span.End, x.Span.End))
	})
	var out []Drop
	at := b.span.Start
	keep := func(to int) {
		if p := b.trim(at, to); p.Len() > 0 {
			reason := b.reason
			if reason == "" && !hasWord(b.text[p.Start-b.span.Start:p.End-b.span.Start]) && len(b.cuts) > 0 {
				reason = b.cuts[0].Reason
			}
			out = append(out, Drop{p, reason})
		}
	}
	for _, c := range cuts {
		if c.Span.End <= at {
			continue
		}
		c.Span.Start = max(c.Span.Start, at)
		keep(c.Span.Start)
		if p := b.trim(c.Span.Start, c.Span.End); p.Len() > 0 {
			out = append(out, Drop{p, c.Reason})
		}
		at = c.Span.End
	}
	keep(b.span.End)
	return out
}

func (b *block) trim(from, to int) schema.Span {
	t := b.text[from-b.span.Start : to-b.span.Start]
	left := len(t) - len(strings.TrimLeftFunc(t, isSpace))
	t = strings.TrimFunc(t, isSpace)
	return schema.Span{Start: from + left, End: from + left + len(t)}
}

// sort decides over every block. Each step looks at what the steps before it left.
func (s *sheet) sort() {
	s.mark()    // phrases that only the furniture of a page uses
	s.times()   // clock times and dates that stand before an entry or alone
	s.bylines() // who wrote it
	s.captions()
	s.head()      // what stands above the article, and its headline
	s.datelines() // NAIROBI, March 3 (Agency) -
	s.lists()     // links under a "Related" or "Most read"
	s.boxes()     // links under no such label
	s.tail()      // what stands under the article
	s.twice()
	s.kinds()
}

// page hands out what was decided.
func (s *sheet) page() Page {
	p := Page{Text: s.text, Rewritten: s.html, origin: s.origin,
		Title: s.meta.title, Byline: s.meta.byline, Publisher: s.meta.publisher,
		Published: cmp.Or(s.meta.published, s.meta.updated), Language: s.meta.language, URL: s.meta.url}
	for _, b := range s.blocks {
		for _, piece := range b.pieces() {
			if piece.Reason == "" {
				p.Blocks = append(p.Blocks, Block{piece.Span, cmp.Or(b.kind, Paragraph)})
			} else {
				p.Dropped = append(p.Dropped, piece)
			}
		}
	}
	return p
}

// kept lists the blocks of which something is left.
func (s *sheet) kept() []*block {
	var out []*block
	for _, b := range s.blocks {
		if b.reason == "" && hasWord(b.rest()) {
			out = append(out, b)
		}
	}
	return out
}
