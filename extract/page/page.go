// Package page finds the article in a saved page.
//
//	schema.Document -> blocks -> what each one is -> Page
//
// In comes plain text ("save as text", copy and paste) or the source of an HTML
// page; out come the headline, paragraphs, captions and list items that are the
// article's, everything else with the reason why it is not, and what the page
// says of itself: title, author, date. Every span leads back to the document.
// No letter of a plain text is ever rewritten, and no date is ever guessed.
package page

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// Kind is what a block is in its article.
type Kind string

// The kinds.
const (
	Headline   Kind = "headline"
	Standfirst Kind = "standfirst"
	Heading    Kind = "heading"
	Paragraph  Kind = "paragraph"
	Caption    Kind = "caption"
	ListItem   Kind = "list-item"
	Quote      Kind = "quote"
	Cell       Kind = "cell"
)

// The reasons for which a part of a page is dropped.
const (
	SkipLink         = "skip-link"
	Navigation       = "navigation"
	PhotoCredit      = "photo-credit"
	DuplicateCaption = "duplicate-caption"
	Duplicate        = "duplicate"
	Paywall          = "paywall"
	Newsletter       = "newsletter"
	Share            = "share"
	Cookie           = "cookie"
	RelatedLinks     = "related-links"
	Advertisement    = "advertisement"
	Byline           = "byline"
	Dateline         = "dateline"
	Timestamp        = "timestamp"
	Comments         = "comments"
	Kicker           = "kicker"
	Boilerplate      = "boilerplate"
)

// Reasons lists every reason.
var Reasons = []string{SkipLink, Navigation, PhotoCredit, DuplicateCaption, Duplicate, Paywall, Newsletter, Share,
	Cookie, RelatedLinks, Advertisement, Byline, Dateline, Timestamp, Comments, Kicker, Boilerplate}

// Block is a stretch of the article: one paragraph, one caption, one list item.
// A line end inside it is white space.
type Block struct {
	Span schema.Span // bytes of Page.Text
	Kind Kind
}

// Drop is a stretch of the page that is no part of the article.
type Drop struct {
	Span   schema.Span // bytes of Page.Text
	Reason string
}

// Page is a document taken apart. Blocks and Dropped are in the order of the
// text, overlap nowhere, and leave out nothing but white space.
type Page struct {
	// Text is what all spans count in: of a plain text Document.Text itself, of
	// HTML the visible text, its blocks joined by blank lines.
	Text      string
	Rewritten bool // Text is not Document.Text
	Blocks    []Block
	Dropped   []Drop

	// What the document's own fields say, or else the page. Empty where neither does.
	Title, Byline, Publisher string
	Published                string // ISO 8601
	Language, URL            string

	origin origin
}

// Read takes the document apart. It fails only on a format that it does not know.
func Read(doc schema.Document) (Page, error) {
	var s sheet
	switch format := cmp.Or(doc.Format, sniff(doc.Text)); format {
	case schema.FormatText:
		s = textSheet(doc.Text)
	case schema.FormatHTML:
		s = htmlSheet(doc.Text)
	default:
		return Page{}, fmt.Errorf("document %s: unknown format %q", doc.ID, format)
	}
	s.given = doc.Title
	s.sort()
	p := s.page()
	p.Title = cmp.Or(doc.Title, p.Title)
	p.Publisher = cmp.Or(doc.Publisher, p.Publisher)
	p.Published = cmp.Or(doc.Published, p.Published)
	p.Language = cmp.Or(doc.Language, p.Language)
	p.URL = cmp.Or(doc.URL, p.URL)
	return p, nil
}

// Source is the stretch of Document.Text that a span of Text was read from.
func (p Page) Source(s schema.Span) schema.Span {
	if !p.Rewritten {
		return s
	}
	return p.origin.source(s)
}

// sniff tells the format of a document that does not name its own.
func sniff(text string) string {
	head := strings.ToLower(strings.TrimLeft(text[:min(len(text), 512)], " \t\r\n\ufeff"))
	if strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") {
		return schema.FormatHTML
	}
	return schema.FormatText
}
