package page

import (
	"slices"
	"strings"
	"unicode"
)

// hinted maps the words of class names and ids to what such an element holds.
var hinted = map[string]string{
	"share": Share, "sharing": Share, "social": Share, "sharebar": Share, "addthis": Share, "sharedaddy": Share,
	"newsletter": Newsletter, "newsletters": Newsletter, "signup": Newsletter, "optin": Newsletter, "mailchimp": Newsletter,
	"cookie": Cookie, "cookies": Cookie, "consent": Cookie, "gdpr": Cookie, "onetrust": Cookie,
	"related": RelatedLinks, "recommended": RelatedLinks, "recommendations": RelatedLinks, "recirc": RelatedLinks,
	"recirculation": RelatedLinks, "readmore": RelatedLinks, "mostread": RelatedLinks, "mostpopular": RelatedLinks,
	"trending": RelatedLinks, "popular": RelatedLinks, "teaser": RelatedLinks, "teasers": RelatedLinks, "outbrain": RelatedLinks,
	"taboola": RelatedLinks, "onward": RelatedLinks, "tags": RelatedLinks, "topics": RelatedLinks, "promo": RelatedLinks,
	"promos": RelatedLinks, "morelike": RelatedLinks, "jp": "",
	"ad": Advertisement, "ads": Advertisement, "advert": Advertisement, "adverts": Advertisement, "advertisement": Advertisement,
	"sponsored": Advertisement, "sponsor": Advertisement, "dfp": Advertisement, "adslot": Advertisement,
	"comments": Comments, "disqus": Comments, "commentlist": Comments, "respond": Comments, "comment": Comments,
	"breadcrumb": Navigation, "breadcrumbs": Navigation, "menu": Navigation, "nav": Navigation, "navbar": Navigation,
	"navigation": Navigation, "masthead": Navigation, "toolbar": Navigation, "pagination": Navigation, "banner": Navigation,
	"search": Navigation, "skip": SkipLink, "skiplink": SkipLink,
	"byline": Byline, "bylines": Byline, "author": Byline, "authors": Byline, "contributor": Byline, "bio": Byline,
	"timestamp": Timestamp, "datetime": Timestamp, "dateline": Timestamp, "pubdate": Timestamp, "datepublished": Timestamp,
	"credit": PhotoCredit, "credits": PhotoCredit, "photocredit": PhotoCredit, "copyright": PhotoCredit, "photographer": PhotoCredit,
	"copyrightholder": PhotoCredit,
	"footer":          Boilerplate, "colophon": Boilerplate, "contentinfo": Boilerplate, "modal": Boilerplate, "popup": Boilerplate,
	"sidebar": Boilerplate, "widget": Boilerplate, "complementary": Boilerplate,
	"paywall": Paywall, "regwall": Paywall,
}

// Inline elements that a page uses as if they were lines of their own.
var inlineLine = lazy(`\b(?:credit|copyright|byline|author-name|caption|copyrightholder|timestamp|visually-hidden|sr-only|screen-reader-text|visuallyhidden|offscreen)`)

// own tells an inline element that is a line of its own.
func (n *node) own() bool {
	return (n.tag == "span" || n.tag == "small" || n.tag == "cite" || n.tag == "time") && n.hints != "" && inlineLine().MatchString(n.hints)
}

// An element of these holds whole sentences that are not the article's. Other
// names, as "sharing" or "search", a page also gives to chapters of its text.
var others = []string{Newsletter, Cookie, RelatedLinks, Advertisement, Comments, Byline}

// structure is what the markup around a block says it is, or "".
// voted: it is a sentence, and part of what is commonly taken for the article.
func (n *node) structure(total int, voted bool) string {
	inArticle := n.within("article", "main")
	for ; n != nil; n = n.parent {
		switch n.tag {
		case "nav", "menu":
			return Navigation
		case "button", "legend", "label", "form", "dialog":
			if !n.most(total) {
				return Boilerplate
			}
		case "footer":
			if !n.most(total) && !(n.parent != nil && n.parent.tag == "blockquote") {
				return Boilerplate
			}
		case "header":
			if !inArticle && !n.holdsTitle && n.prose*5 < total {
				return Navigation
			}
		case "aside":
			if !n.most(total) && !n.holdsTitle {
				return RelatedLinks
			}
		}
		if n.tag == "body" || n.tag == "html" || n.hints == "" {
			continue
		}
		for w := range strings.FieldsFuncSeq(n.hints, func(r rune) bool { return !unicode.IsLetter(r) }) {
			reason := hinted[w]
			if reason == "" || reason == Paywall || voted && !slices.Contains(others, reason) {
				continue
			}
			if reason == Comments && n.prose*10 < total*9 && !n.holdsTitle || !n.most(total) && !n.holdsTitle {
				return reason
			}
		}
		if strings.Contains(n.hints, "visually-hidden") || strings.Contains(n.hints, "sr-only") || strings.Contains(n.hints, "screen-reader") || strings.Contains(n.hints, "visuallyhidden") || strings.Contains(n.hints, "offscreen") {
			return Boilerplate
		}
	}
	return ""
}

// most tells an element that holds so much of the page's prose that it must
// hold the article, whatever it is called.
func (n *node) most(total int) bool { return n.prose*10 > total*4 }

// judge decides, from the markup, what of an HTML page may be its article.
func (s *sheet) judge(src string, list []*element) {
	total := weigh(list)
	article := ""
	if len(list) > 0 {
		article = mainText(src)
	}
	title := s.titleOf(list)
	for _, e := range list {
		key := letters(e.text)
		e.voted = key != "" && strings.Contains(article, key)
		e.structural = e.node.structure(total, e.voted && prose(e.text) && e.link <= 0.5)
	}
	first, last, inside := extent(list, title, total)
	for i, e := range list {
		s.verdict(e, title, i >= first && i <= last, inside(e), i < first)
	}
	s.dateUnder(title, list)
	for _, e := range list {
		if e != title && e.reason == "" {
			return
		}
	}
	// Nothing is left: a page without a sentence, whose phrases are all it has.
	for i, e := range list {
		if e.structural == "" && e.link <= 0.5 && i >= first && i <= last && e.reason != Timestamp {
			e.reason = ""
		}
	}
}

// dateUnder reads the date that stands between the headline and the first
// paragraph. A date elsewhere may be another article's.
func (s *sheet) dateUnder(title *element, list []*element) {
	under := false
	for _, e := range list {
		switch {
		case e == title:
			under = true
		case e.reason == "" && e.kind == "" && paragraph(e.text):
			return
		case under && e.reason != "" && words(e.text) <= 16 && (dateLine().MatchString(e.text) || e.structural == Timestamp || marked().MatchString(e.text)):
			if isoDay(e.text) != "" {
				e.reason = Timestamp
				s.dated(e.text)
			}
		}
	}
}

// weigh counts the prose below every node, and returns that of the page.
func weigh(list []*element) int {
	total := 0
	for _, e := range list {
		if !prose(e.text) || e.link > 0.5 {
			continue
		}
		n := len(e.text)
		total += n
		for at := e.node; at != nil; at = at.parent {
			at.prose += n
		}
	}
	return total
}

// titleOf chooses the headline: the h1 that the page's title agrees with, else the first.
func (s *sheet) titleOf(list []*element) *element {
	var title *element
	want := letters(s.meta.title)
	for _, e := range list {
		if e.heading == 1 && hasWord(e.text) {
			got := letters(e.text)
			if title == nil && !e.node.within("nav", "footer") {
				title = e
			}
			if want != "" && (strings.Contains(want, got) || strings.Contains(got, want)) && words(e.text) > 2 {
				title = e
				break
			}
		}
	}
	if title == nil && want != "" {
		for _, e := range list {
			if got := letters(e.text); got == want && (e.heading > 0 || !e.node.within("nav", "a")) {
				title = e
				break
			}
		}
	}
	if title != nil {
		for n := title.node; n != nil; n = n.parent {
			n.holdsTitle = true
		}
	}
	return title
}

// extent is where the article lies: from its headline to the end of the
// innermost element that holds nearly all of the page's prose.
func extent(list []*element, title *element, total int) (first, last int, inside func(*element) bool) {
	clean := map[*node]int{}
	sum := 0
	for _, e := range list {
		if e.structural == "" && prose(e.text) && e.link <= 0.5 {
			sum += len(e.text)
			for n := e.node; n != nil; n = n.parent {
				clean[n] += len(e.text)
			}
		}
	}
	var box *node
	best := -1
	for _, e := range list { // the innermost node that still holds three quarters
		depth := 0
		for n := e.node; n != nil; n = n.parent {
			depth++
		}
		for n := e.node; n != nil; n, depth = n.parent, depth-1 {
			if sum > 0 && clean[n]*4 >= sum*3 && depth > best {
				box, best = n, depth
			}
		}
	}
	// A single paragraph is no container: its parent is.
	for box != nil && (box.tag == "p" || box.tag == "li" || box.tag == "td" || box.tag == "blockquote" || box.tag == "span") && box.parent != nil {
		box = box.parent
	}
	inside = func(e *element) bool {
		for n := e.node; n != nil; n = n.parent {
			if n == box {
				return true
			}
		}
		return box == nil
	}
	first, last = -1, len(list)-1
	for i, e := range list {
		if e == title && first < 0 {
			first = i
		}
		if inside(e) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return max(first, 0), last, inside
}

// verdict gives one block its kind, or its reason to go.
func (s *sheet) verdict(e *element, title *element, ranged, inside, above bool) {
	b := e.block
	isProse := prose(b.text) && e.link <= 0.5
	switch {
	case e == title:
		b.kind, b.trusted = Headline, true
		s.meta.title = strings.Join(strings.Fields(b.text), " ")
		return
	case e.structural == RelatedLinks && isProse && e.node.within("aside") && e.voted && inside:
		// A fact box in the article's own words.
	case e.structural == Boilerplate && isProse && e.voted && inside && !e.node.within("footer", "button", "form", "dialog"):
	case e.structural != "":
		b.reason = s.reasonFor(e)
		if name := strings.TrimPrefix(strings.TrimPrefix(b.text, "By "), "by "); e.structural == Byline && s.meta.byline == "" && personName().MatchString(name) {
			s.meta.byline = name
		}
		return
	case isProse && (ranged || e.voted && !above || e.node.within("article", "main") && !above):
	case e.voted && inside && e.link <= 0.5:
	case e.link == 0 && e.node.tag == "p" && words(b.text) >= 4 && ended(b.text) && e.node.within("article", "main"):
		// A short sentence of a short article.
	case ranged && (inside || e.node.holdsTitleNear()) && e.link <= 0.6 && (e.heading > 1 || e.node.within("figcaption", "caption", "p", "li", "blockquote", "td", "th", "dd", "dt", "pre")):
	case ranged && e.link <= 0.3 && e.node.captioned():
	default:
		b.reason = s.reasonFor(e)
		if b.reason == "" {
			b.reason = Boilerplate
			if above || e.link > 0.5 {
				b.reason = Navigation
			}
			if e.link > 0.5 && inside && words(b.text) >= 4 {
				b.reason = RelatedLinks
			}
		}
		return
	}
	switch {
	case e.node.captioned():
		b.kind = Caption
	case e.heading > 0:
		b.kind = Heading
	case e.node.within("li"):
		b.kind = ListItem
	case e.node.within("blockquote"):
		b.kind = Quote
	case e.node.cell():
		b.kind = Cell
	}
	b.trusted = isProse && inside
}

// reasonFor lets the words of a block say more than its place: a newsletter's
// form is dropped as newsletter.
func (s *sheet) reasonFor(e *element) string {
	if e.structural != Boilerplate && e.structural != RelatedLinks && e.structural != "" {
		return e.structural
	}
	if r := furniture(e.text); r != "" {
		return r
	}
	if r := prompt(e.text); r != "" {
		return r
	}
	return e.structural
}

// cell tells a cell of figures from one that is only there for the layout.
func (n *node) cell() bool {
	for ; n != nil; n = n.parent {
		if n.tag == "td" || n.tag == "th" {
			return n.prose == 0
		}
	}
	return false
}

func (n *node) captioned() bool {
	for ; n != nil; n = n.parent {
		if n.tag == "figcaption" || strings.Contains(n.hints, "caption") && n.tag != "body" && n.tag != "html" && n.tag != "article" && n.tag != "main" {
			return true
		}
	}
	return false
}

// holdsTitleNear tells a node that stands in one element with the headline.
func (n *node) holdsTitleNear() bool {
	for i := 0; n != nil && i < 3; i, n = i+1, n.parent {
		if n.holdsTitle && n.tag != "body" && n.tag != "html" && n.tag != "#root" {
			return true
		}
	}
	return false
}
