package page

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/entente-kg/entente/schema"
	"golang.org/x/tools/txtar"
	"gotest.tools/v3/assert"
	"gotest.tools/v3/golden"
)

func mustRead(t testing.TB, doc schema.Document) Page {
	t.Helper()
	p, err := Read(doc)
	assert.NilError(t, err)
	return p
}

func (p Page) at(s schema.Span) string { return p.Text[s.Start:s.End] }

// report is a page as a reviewer reads it: a line for what the page says of
// itself, then its parts in order, kept (+) or dropped (-), long ones shortened.
func report(p Page) string {
	var sb strings.Builder
	for _, f := range [][2]string{{"title", p.Title}, {"byline", p.Byline}, {"publisher", p.Publisher},
		{"published", p.Published}, {"language", p.Language}, {"url", p.URL}} {
		if f[1] != "" {
			fmt.Fprintf(&sb, "%s: %s\n", f[0], f[1])
		}
	}
	sb.WriteString("\n")
	type part struct {
		start int
		line  string
	}
	var parts []part
	for _, b := range p.Blocks {
		parts = append(parts, part{b.Span.Start, fmt.Sprintf("+ %-17s %s", b.Kind, short(p.at(b.Span)))})
	}
	for _, d := range p.Dropped {
		parts = append(parts, part{d.Span.Start, fmt.Sprintf("- %-17s %s", d.Reason, short(p.at(d.Span)))})
	}
	slices.SortFunc(parts, func(a, b part) int { return a.start - b.start })
	for _, l := range parts {
		sb.WriteString(l.line + "\n")
	}
	return sb.String()
}

func short(s string) string {
	r := []rune(strings.ReplaceAll(s, "\n", "⏎"))
	if len(r) > 110 {
		r = slices.Concat(r[:60], []rune(" … "), r[len(r)-40:])
	}
	return string(r)
}

// Each testdata/*.txtar is one page: page.txt or page.html, and where the
// document brings fields of its own document.json.
func TestPagesAreTakenApart(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	assert.NilError(t, err)
	assert.Assert(t, len(files) > 0)
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".txtar")
		t.Run(name, func(t *testing.T) {
			p := mustRead(t, archived(t, f))
			golden.Assert(t, report(p), name+".golden")
		})
	}
}

func archived(t testing.TB, file string) schema.Document {
	t.Helper()
	a, err := txtar.ParseFile(file)
	assert.NilError(t, err)
	var doc schema.Document
	for _, f := range a.Files {
		switch f.Name {
		case "page.txt":
			doc.Text = string(f.Data)
		case "page.html":
			doc.Text, doc.Format = string(f.Data), schema.FormatHTML
		case "document.json":
			assert.NilError(t, json.Unmarshal(f.Data, &doc))
		default:
			t.Fatalf("%s: unknown file %s", file, f.Name)
		}
	}
	return doc
}

// The promises of Page, whatever the document.
func checkPromises(t testing.TB, doc schema.Document, p Page) {
	t.Helper()
	if !p.Rewritten {
		assert.Equal(t, p.Text, doc.Text)
	}
	border := make([]bool, len(p.Text)+1)
	for i := range p.Text {
		border[i] = true
	}
	border[len(p.Text)] = true
	covered := make([]bool, len(p.Text))
	take := func(s schema.Span, what string) {
		if s.Start < 0 || s.End > len(p.Text) || s.Start >= s.End {
			t.Fatalf("%s: span %v of a text of %d bytes", what, s, len(p.Text))
		}
		if !border[s.Start] || !border[s.End] {
			t.Fatalf("%s: span %v splits a rune", what, s)
		}
		for i := s.Start; i < s.End; i++ {
			if covered[i] {
				t.Fatalf("%s: span %v overlaps another", what, s)
			}
			covered[i] = true
		}
		if src := p.Source(s); src.Start < 0 || src.End > len(doc.Text) || src.Start >= src.End {
			t.Fatalf("%s: span %v comes from %v of a document of %d bytes", what, s, src, len(doc.Text))
		} else if !p.Rewritten && src != s {
			t.Fatalf("%s: span %v of a plain text comes from %v", what, s, src)
		}
	}
	last := 0
	for _, b := range p.Blocks {
		take(b.Span, string(b.Kind))
		assert.Assert(t, b.Span.Start >= last && b.Kind != "")
		last = b.Span.Start
	}
	last = 0
	for _, d := range p.Dropped {
		take(d.Span, d.Reason)
		assert.Assert(t, d.Span.Start >= last)
		assert.Assert(t, slices.Contains(Reasons, d.Reason), d.Reason)
		last = d.Span.Start
	}
	for i, r := range p.Text {
		if !covered[i] && !isSpace(r) {
			t.Fatalf("byte %d (%q) is neither kept nor dropped", i, r)
		}
	}
}

func TestEveryByteIsKeptOrDropped(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	assert.NilError(t, err)
	for _, f := range files {
		doc := archived(t, f)
		checkPromises(t, doc, mustRead(t, doc))
	}
}

func TestCutAnywhereAPageIsStillRead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	assert.NilError(t, err)
	for _, f := range files {
		doc := archived(t, f)
		whole := doc.Text
		for n := 0; n < len(whole); n += 61 {
			doc.Text = strings.ToValidUTF8(whole[:n], "")
			checkPromises(t, doc, mustRead(t, doc))
		}
	}
}

func TestBlocksLeadBackToTheSource(t *testing.T) {
	doc := schema.Document{Format: schema.FormatHTML, Text: `<p>Caf&eacute; owners in <b>Br</b>no said: &#8220;Prague
		ignores&nbsp;us.&#8221; Nobody   <i>there</i> answered them.</p>`}
	p := mustRead(t, doc)
	source := func(part string) string {
		i := strings.Index(p.Text, part)
		assert.Assert(t, i >= 0, "%q is not in %q", part, p.Text)
		s := p.Source(schema.Span{Start: i, End: i + len(part)})
		return doc.Text[s.Start:s.End]
	}
	assert.Equal(t, p.Text, "Café owners in Brno said: “Prague ignores us.” Nobody there answered them.")
	assert.Equal(t, source("Café"), "Caf&eacute;")
	assert.Equal(t, source("é"), "&eacute;")
	assert.Equal(t, source("Brno"), "Br</b>no")
	assert.Equal(t, source("“Prague ignores us.”"), "&#8220;Prague\n\t\tignores&nbsp;us.&#8221;")
	assert.Equal(t, source("there"), "there")
	assert.Equal(t, source("answered them."), "answered them.")
}

func TestUnknownFormatIsAnError(t *testing.T) {
	_, err := Read(schema.Document{ID: "a", Format: "pdf"})
	assert.Error(t, err, `document a: unknown format "pdf"`)
}

func TestHTMLIsKnownWithoutItsName(t *testing.T) {
	p := mustRead(t, schema.Document{Text: "\n<!DOCTYPE html><p>Oslo recognised the new government on Monday evening.</p>"})
	assert.Equal(t, p.Text, "Oslo recognised the new government on Monday evening.")
	p = mustRead(t, schema.Document{Format: schema.FormatText, Text: "<html> is how a page begins."})
	assert.Assert(t, !p.Rewritten)
}

func TestGivenFieldsWinOverThePage(t *testing.T) {
	const text = "Lima closes its ports\n\n17 October 2027\n\nPeru closed its ports to ships from Chile on Tuesday, the navy said in a statement."
	p := mustRead(t, schema.Document{Text: text})
	assert.Equal(t, p.Published, "2027-10-17")
	p = mustRead(t, schema.Document{Text: text, Published: "2027-10-16T23:00:00Z", Title: "Ports shut", DateHint: "2001-01-01"})
	assert.Equal(t, p.Published, "2027-10-16T23:00:00Z")
	assert.Equal(t, p.Title, "Ports shut")
	p = mustRead(t, schema.Document{Text: "Peru closed its ports to ships from Chile.", DateHint: "2001-01-01"})
	assert.Equal(t, p.Published, "")
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range files {
		doc := archived(f, name)
		f.Add(doc.Text, doc.Format == schema.FormatHTML)
	}
	for _, s := range []string{"", " ", "\xff\xfe", "<", "&", "&#", "&#x110000;", "&notit;x", "<p>a<br><br>b", "<nav><ul><li>x", "a\r\n\r\nb\u2028c",
		"<title>x", "<p>\x00&#0;\xc3</p>", "19:30\n19:40 A\n", "— A/B", "LIMA (A) - ", "<td>a<td>b</p>", "<pre>a\n\nb", "<a><a>b</a>c", strings.Repeat("<div>", 600) + "deep"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, html bool) {
		doc := schema.Document{Text: text, Format: schema.FormatText}
		if html {
			doc.Format = schema.FormatHTML
		}
		p := mustRead(t, doc)
		checkPromises(t, doc, p)
		again := mustRead(t, doc)
		assert.DeepEqual(t, p.Blocks, again.Blocks)
		assert.DeepEqual(t, p.Dropped, again.Dropped)
	})
}

func TestASavedPageIsCutAtItsPaywall(t *testing.T) {
	b, err := os.ReadFile("../../../shared/seed/article.txt")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no saved page beside the repository")
	}
	assert.NilError(t, err)
	doc := schema.Document{Text: string(b)}
	p := mustRead(t, doc)
	checkPromises(t, doc, p)
	assert.Equal(t, p.Published, "")
	kinds := map[Kind]int{}
	for _, bl := range p.Blocks {
		kinds[bl.Kind]++
		text := p.at(bl.Span)
		assert.Assert(t, !strings.Contains(text, "Getty") && !strings.Contains(text, "$") && !strings.Contains(text, "newsletters"), text)
	}
	assert.DeepEqual(t, kinds, map[Kind]int{Headline: 1, Standfirst: 1, Caption: 1, Paragraph: 4})
	reasons := map[string]int{}
	for _, d := range p.Dropped {
		reasons[d.Reason]++
	}
	for _, r := range []string{SkipLink, PhotoCredit, DuplicateCaption, Paywall} {
		assert.Assert(t, reasons[r] > 0, r)
	}
	last := p.Blocks[len(p.Blocks)-1].Span.End
	wall := strings.Index(p.Text, "$")
	assert.Assert(t, last < wall)
}

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"wire", "feature-html"} {
		doc := archived(b, "testdata/"+name+".txtar")
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(doc.Text)))
			for b.Loop() {
				mustRead(b, doc)
			}
		})
	}
}
