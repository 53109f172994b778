package page

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-kg/entente/schema"
	xhtml "golang.org/x/net/html"
)

// The parser of browsers stops nesting at 512; deeper elements join their parent.
const deepest = 512

// node is an open or closed element, as much of it as the verdicts need.
type node struct {
	tag, hints string // hints: class, id, role and itemprop, in lower case
	parent     *node
	hidden     bool
	prose      int // letters of the sentences below it
	holdsTitle bool
}

// htmlSheet lays out the visible text of an HTML page. Source that was cut off
// anywhere, inside a tag or an entity, still gives the page up to there.
func htmlSheet(src string) sheet {
	r := readHTML(src, false)
	if !slices.ContainsFunc(r.blocks, func(e *element) bool { return paragraph(r.out.String()[e.span.Start:e.span.End]) }) {
		// Some pages show their text by script, and to others in <noscript>.
		if bare := readHTML(src, true); bare.out.Len() > r.out.Len() {
			r = bare
		}
	}
	s := sheet{text: r.out.String(), html: true, origin: r.origin, meta: r.meta.done()}
	var blocks []*element
	for _, e := range r.blocks {
		b := s.add(e.span)
		b.gap, b.link = true, e.linkShare(b.text)
		b.bullet = e.node.within("li") && bulletMark().MatchString(b.text)
		e.block = b
		blocks = append(blocks, e)
	}
	s.judge(src, blocks)
	return s
}

func readHTML(src string, noscript bool) *htmlReader {
	r := &htmlReader{src: src, root: &node{tag: "#root"}, noscript: noscript}
	r.at = r.root
	r.read()
	r.endBlock()
	return r
}

// element is a block together with where it stands in the markup.
type element struct {
	*block
	span       schema.Span
	node       *node
	linked     int // letters inside links
	heading    int // level, 0 for none
	voted      bool
	structural string
}

func (e *element) linkShare(text string) float64 {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return min(1, float64(e.linked)/float64(n))
}

type htmlReader struct {
	src    string
	out    strings.Builder
	origin origin
	blocks []*element
	meta   metaReader

	root, at *node
	depth    int
	links    int // open <a>
	hidden   int // open elements that are not shown

	start    int // where the open block begins in out, -1 if there is none
	owner    *node
	linked   int
	space    bool // white space is due before the next letter
	breaks   int  // <br> since the last letter
	spaceSrc schema.Span
	lastSrc  int // end of the last source that was written
	broken   bool
	noscript bool
}

var (
	unseen   = set("script style head noscript template svg math iframe object embed select datalist textarea canvas audio video map noframes applet title progress meter")
	void     = set("area base br col embed hr img input link meta param source track wbr frame")
	blockTag = set("address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul")
	// An opening tag ends these, if they are still open, up to the given fences.
	impliedEnd = map[string][]string{"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr"}, "td": {"td", "th"}, "th": {"td", "th"}}
	fences     = set("ul ol dl table menu nav article section div")
)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

func (r *htmlReader) read() {
	r.start = -1
	z := xhtml.NewTokenizer(strings.NewReader(r.src))
	off := 0
	for {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			return
		}
		from := off
		off = min(off+len(z.Raw()), len(r.src))
		switch kind {
		case xhtml.TextToken:
			r.text(from, off)
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			name, more := z.TagName()
			tag := string(name)
			attrs := map[string]string{}
			for more {
				var k, v []byte
				k, v, more = z.TagAttr()
				if _, given := attrs[string(k)]; !given {
					attrs[string(k)] = string(v)
				}
			}
			r.open(tag, attrs)
		case xhtml.EndTagToken:
			name, _ := z.TagName()
			r.close(string(name))
		}
	}
}

func (r *htmlReader) open(tag string, attrs map[string]string) {
	r.meta.open(tag, attrs, r.hidden > 0 && !r.within("head"))
	switch tag {
	case "br":
		r.breaks++
		if r.breaks > 1 {
			r.endBlock()
		}
		return
	case "body", "main":
		// A head, menu or banner that was never closed ends here.
		for _, t := range []string{"head", "nav", "header", "aside", "form", "title"} {
			r.close(t)
		}
	case "a":
		r.close("a") // links do not nest
	}
	if blockTag[tag] {
		r.endBlock()
		r.shut("p", nil)
	}
	if enders := impliedEnd[tag]; enders != nil {
		for _, t := range enders {
			r.shut(t, fences)
		}
	}
	if void[tag] || r.depth >= deepest {
		return
	}
	n := &node{tag: tag, parent: r.at, hints: hints(attrs), hidden: unseen[tag] && !(r.noscript && tag == "noscript") || concealed(attrs)}
	r.at = n
	r.depth++
	if n.hidden {
		r.hidden++
	}
	if tag == "a" {
		r.links++
	}
	if !blockTag[tag] && n.own() {
		r.endBlock()
	}
}

// hints joins what the page's author calls the element.
func hints(attrs map[string]string) string {
	id := attrs["id"]
	if strings.Count(id, "-")+strings.Count(id, "_") > 2 { // the slug of a heading, not a name
		id = ""
	}
	return strings.ToLower(strings.TrimSpace(attrs["class"] + " " + id + " " + attrs["role"] + " " + attrs["itemprop"] + " " + attrs["data-component"] + " " + attrs["data-testid"]))
}

func concealed(attrs map[string]string) bool {
	if _, is := attrs["hidden"]; is {
		return true
	}
	style := strings.ReplaceAll(strings.ToLower(attrs["style"]), " ", "")
	return attrs["aria-hidden"] == "true" && !strings.Contains(attrs["class"], "article") ||
		strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

func (r *htmlReader) close(tag string) { r.shut(tag, nil) }

// shut closes the innermost open tag, and all within it, unless a fence
// stands between. A closing tag without an open one says nothing.
func (r *htmlReader) shut(tag string, fence map[string]bool) {
	n := r.at
	for n != r.root && n.tag != tag {
		// A stray end tag inside a cell or a paragraph closes nothing outside of it.
		if fence[n.tag] || tag == "p" && (n.tag == "td" || n.tag == "button" || n.tag == "table") || !blockTag[tag] && blockTag[n.tag] && tag != "head" && !unseen[tag] {
			return
		}
		n = n.parent
	}
	if n == r.root {
		return
	}
	for r.at != n.parent {
		gone := r.at
		if blockTag[gone.tag] || gone.own() {
			r.endBlock()
		}
		if gone.hidden {
			r.hidden--
		}
		if gone.tag == "a" {
			r.links--
		}
		r.at = gone.parent
		r.depth--
	}
}

func (r *htmlReader) within(tag string) bool { return r.at.within(tag) }

func (n *node) within(tags ...string) bool {
	for ; n != nil; n = n.parent {
		if slices.Contains(tags, n.tag) {
			return true
		}
	}
	return false
}

func (r *htmlReader) text(from, to int) {
	if r.hidden > 0 {
		switch r.at.tag {
		case "title", "script":
			r.meta.raw(r.at, r.src[from:to])
		}
		return
	}
	pre := r.within("pre")
	for i := from; i < to; {
		c, w := utf8.DecodeRuneInString(r.src[i:to])
		decoded, end := string(c), i+w
		if c == '&' {
			decoded, end = entity(r.src, i, to)
		}
		first, _ := utf8.DecodeRuneInString(decoded)
		switch {
		case isSpace(first) || c == '\u00ad' || first == '\u00ad':
			if pre && c == '\n' {
				if r.broken {
					r.endBlock()
				}
				r.broken = true
			}
			if first != '\u00ad' { // a soft hyphen is no gap
				if !r.space {
					r.space, r.spaceSrc = true, schema.Span{Start: i, End: end}
				}
				r.spaceSrc.End = end
			}
		default:
			r.broken = false
			r.write(decoded, i, end, decoded == r.src[i:end])
		}
		i = end
	}
}

// entity decodes the character reference at i; a bare & stands for itself.
func entity(src string, i, to int) (string, int) {
	end := i + 1
	for end < to && end-i < 34 && (src[end] == '#' && end == i+1 || src[end] < utf8.RuneSelf && (unicode.IsLetter(rune(src[end])) || unicode.IsDigit(rune(src[end])))) {
		end++
	}
	if end < to && src[end] == ';' {
		end++
	}
	decoded := html.UnescapeString(src[i:end])
	if decoded == src[i:end] || decoded == "" {
		return "&", i + 1
	}
	return strings.ToValidUTF8(decoded, "\ufffd"), end
}

func (r *htmlReader) write(s string, from, to int, verbatim bool) {
	if r.start >= 0 && r.breaks == 1 && ended(r.out.String()[r.start:]) {
		r.endBlock()
	}
	if r.start < 0 {
		if r.out.Len() > 0 {
			r.emit("\n\n", r.lastSrc, from, false)
		}
		r.start, r.owner, r.linked = r.out.Len(), r.at, 0
	} else if r.breaks > 0 {
		r.emit("\n", r.lastSrc, from, false)
	} else if r.space {
		r.emit(" ", r.spaceSrc.Start, r.spaceSrc.End, false)
	}
	r.space, r.breaks = false, 0
	if r.links > 0 {
		for _, c := range s {
			if unicode.IsLetter(c) {
				r.linked++
			}
		}
	}
	r.emit(s, from, to, verbatim)
	r.lastSrc = to
}

func (r *htmlReader) emit(s string, from, to int, verbatim bool) {
	at := r.out.Len()
	r.out.WriteString(s)
	r.origin.put(run{at, at + len(s), from, to, verbatim})
}

func (r *htmlReader) endBlock() {
	r.space, r.breaks = false, 0
	if r.start < 0 {
		return
	}
	owner := r.owner
	for owner.parent != nil && !blockTag[owner.tag] && !owner.own() {
		owner = owner.parent
	}
	e := &element{span: schema.Span{Start: r.start, End: r.out.Len()}, node: owner, linked: r.linked}
	for n := r.owner; n != nil; n = n.parent {
		if len(n.tag) == 2 && n.tag[0] == 'h' && n.tag[1] >= '1' && n.tag[1] <= '6' {
			e.heading = int(n.tag[1] - '0')
			break
		}
	}
	r.blocks = append(r.blocks, e)
	r.start = -1
}
