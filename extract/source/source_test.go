package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/entente-kg/entente/schema"
)

// tree writes files into a new folder and makes it the working folder.
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// read gives one line per document (where from, format, text) and per fault, in the order in which they came.
func read(t *testing.T, opts Options, paths ...string) []string {
	t.Helper()
	var got []string
	err := Each(t.Context(), paths, opts, func(d schema.Document) error {
		from := d.URL
		if !strings.HasPrefix(d.ID, "doc-") {
			from += "#" + d.ID
		}
		text := d.Text
		if len(text) > 60 {
			text = fmt.Sprintf("%s... %d bytes", text[:10], len(text))
		}
		got = append(got, fmt.Sprintf("%s %s %q", from, d.Format, text))
		return nil
	}, func(f Fault) { got = append(got, fmt.Sprintf("%s: %v", f.Level, f)) })
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func want(t *testing.T, got []string, lines ...string) {
	t.Helper()
	if diff := cmp.Diff(lines, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestFoldersAreWalkedInOrderAndHiddenFilesSkipped(t *testing.T) {
	tree(t, map[string]string{
		"in/b.txt": "Chad left.", "in/a/z.md": "Mali stayed.", "in/.hidden.txt": "no", "in/.git/x.txt": "no",
		"in/c.html": "<p>Oman spoke.</p>", "in/photo.png": "\x89PNG\r\n\x1a\n\x00", "in/d.HTM": "plain words",
	})
	want(t, read(t, Options{}, "in"),
		`in/a/z.md text "Mali stayed."`,
		`in/b.txt text "Chad left."`,
		`in/c.html html "<p>Oman spoke.</p>"`,
		`in/d.HTM html "plain words"`,
		`note: in/photo.png: skipped: not one of .txt .html .htm .xhtml .md .json .jsonl .ndjson .txtar`)
}

func TestAFileGivenTwiceIsReadOnce(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "Chad left.", "in/b.txt": "Chad left."})
	want(t, read(t, Options{}, "in/a.txt", "in", "./in/a.txt"),
		`in/a.txt text "Chad left."`,
		`note: in/b.txt: the same text as in/a.txt, read once`)
}

func TestGlobs(t *testing.T) {
	tree(t, map[string]string{"b.txt": "B.", "a.txt": "A.", ".c.txt": "C.", "odd[1].txt": "Odd."})
	want(t, read(t, Options{}, "*.txt", "*.none", "odd[1].txt", "[a"),
		`a.txt text "A."`, `b.txt text "B."`, `odd[1].txt text "Odd."`,
		`error: *.none: no file matches`, `error: [a: syntax error in pattern`)
}

func TestStandardInputIsWhatItLooksLike(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Chad left.", ` text "Chad left."`},
		{"[Updated] Chad left.", ` text "[Updated] Chad left."`},
		{"\n<html><p>Chad left.", ` html "\n<html><p>Chad left."`},
		{`{"id":"a","text":"Chad left."}`, `#a  "Chad left."`},
		{"{\n \"id\": \"a\",\n \"text\": \"Chad left.\"\n}", `#a  "Chad left."`},
		{`[{"id":"a","text":"Chad left."}]`, `#a  "Chad left."`},
		{"", "error: standard input: empty file"},
	} {
		want(t, read(t, Options{Stdin: strings.NewReader(c.in)}, "-"), c.want)
	}
	want(t, read(t, Options{}, "-"), "error: standard input: there is none")
}

func TestBadLinesDoNotStopTheRest(t *testing.T) {
	tree(t, map[string]string{"c.jsonl": strings.Join([]string{
		`{"id":"a","text":"One."}`,
		`{"id":"b","text":`,
		``,
		`["id"]`,
		`{"id":7,"text":"Seven."}`,
		`{"id":"c","text":"  "}`,
		`{"id":"d"}`,
		`{"id":"e","text":"Page.","format":"pdf"}`,
		`{"id":"a","text":"Other."}`,
		`{"id":"n","text":"x\u0000y"}`,
		"{\"id\":\"w\",\"text\":\"The caf\xe9 in Orl\xe9ans closed.\"}\r",
		`{"doc":{"id":"r"},"assertions":[]}`,
		`{"id":"z","text":"Last.","unknown":[1]}`}, "\n")})
	want(t, read(t, Options{}, "c.jsonl"),
		`#a  "One."`,
		`error: c.jsonl:2: not JSON: unexpected end of JSON input`,
		`error: c.jsonl:4: want a JSON object, got array`,
		`error: c.jsonl:5: field "id": want a string, got number`,
		`error: c.jsonl:6: document "c" has no text`,
		`error: c.jsonl:7: document "d" has no text`,
		`error: c.jsonl:8: document "e" has the unknown format "pdf", want "text" or "html"`,
		`error: c.jsonl:9: document id "a" is already taken by c.jsonl:1`,
		`error: c.jsonl:10: the text of document "n" is binary, not text (it holds NUL bytes)`,
		`warning: c.jsonl:11: not UTF-8 at byte 25: read as windows-1252`,
		`#w  "The café in Orléans closed."`,
		`error: c.jsonl:12: an extraction record, not a document: 'entente load' reads those`,
		`#z  "Last."`)
}

func TestJSONFiles(t *testing.T) {
	tree(t, map[string]string{
		"one.json":    "{\n\"id\": \"a\",\n\"text\": \"One.\"}\n",
		"array.json":  "[\n{\"id\":\"b\",\"text\":\"Two.\"},\n7,\n{\"id\":\"c\",\"text\":\"Three.\"}\n]\n",
		"lines.json":  "{\"id\":\"d\",\"text\":\"Four.\"}\nnope\n{\"id\":\"e\",\"text\":\"Five.\"}\n",
		"cut.json":    "[\n{\"id\":\"f\",\"text\":\"Six.\"},\n{\"id\":\"g\",",
		"broken.json": "[\n{\"id\":\"h\",\"text\":\"Eight.\"},\n{\"id\" \"g\"},\n{\"id\":\"i\",\"text\":\"Nine.\"}]",
		"none.json":   "[]",
	})
	want(t, read(t, Options{}, "one.json", "array.json", "lines.json", "cut.json", "broken.json", "none.json"),
		`#a  "One."`,
		`#b  "Two."`, `error: array.json:3: want a JSON object, got number`, `#c  "Three."`,
		`#d  "Four."`, `error: lines.json:2: not JSON: invalid character 'o' in literal null (expecting 'u')`, `#e  "Five."`,
		`#f  "Six."`, `error: cut.json:3: not JSON: the file ends in the middle of a value`,
		`#h  "Eight."`, `error: broken.json:3: not JSON: invalid character '"' after object key; the rest of the file is not read`,
		`error: none.json: no document in it`)
}

func TestLongInputIsRefusedAndTheRestGoesOn(t *testing.T) {
	long := strings.Repeat("a", 9<<20)
	tree(t, map[string]string{
		"c.jsonl": `{"id":"a","text":"One."}` + "\n" + `{"id":"b","text":"` + long + `"}` + "\n" + `{"id":"c","text":"Three."}`,
		"l.txt":   long,
		"l.json":  `[{"id":"d","text":"Four."},{"id":"e","text":"` + long + `"}]`,
		"m.json":  `[{"id":"f","text":"` + long[:3<<19] + `"},{"id":"g","text":"Seven."}]`,
		"z.txt":   "Last.",
	})
	const limit = "longer than 1 MiB, the most that one document may have"
	want(t, read(t, Options{MaxDocument: 1 << 20}, "."),
		`#a  "One."`, `error: c.jsonl:2: `+limit, `#c  "Three."`,
		`#d  "Four."`, `error: l.json:1: `+limit+`; the rest of the file is not read`,
		`error: l.txt: `+limit, `error: m.json:1: document "f" is `+limit, `#g  "Seven."`, `z.txt text "Last."`)
}

// endless is a line that never ends.
type endless struct{ left int }

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.left)
	for i := range p[:n] {
		p[i] = 'a'
	}
	e.left -= n
	return n, nil
}

func TestALongLineIsNotHeld(t *testing.T) {
	in := io.MultiReader(strings.NewReader(`{"id":"a","text":"`), &endless{500 << 20}, strings.NewReader("\"}\n"+`{"id":"b","text":"Two."}`))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := read(t, Options{Stdin: in}, "-")
	runtime.ReadMemStats(&after)
	if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 200 {
		t.Errorf("reading past the line allocated %d MiB", grown)
	}
	want(t, got, `error: standard input:1: longer than 16 MiB, the most that one document may have`, `#b  "Two."`)
}

func TestEncodings(t *testing.T) {
	tree(t, map[string]string{
		"bom.txt":      "\xef\xbb\xbfChad left.",
		"utf16.txt":    "\xff\xfeC\x00h\x00a\x00d\x00",
		"utf16be.json": "\xfe\xff\x00{\x00\"\x00t\x00e\x00x\x00t\x00\"\x00:\x00\"\x00A\x00\"\x00}",
		"latin.txt":    "The caf\xe9 in Orl\xe9ans closed.",
		"damaged.txt":  "T\u00fcrkiye and \u0130zmir and \u00c7anakkale \xc3",
		"greek.txt":    "\xc7 \xc5\xeb\xeb\xdc\xe4\xe1 \xec\xdf\xeb\xe7\xf3\xe5 \xf7\xe8\xe5\xf2",
		"nul.txt":      "abc\x00def",
		"doc.pdf":      "%PDF-1.4 words",
		"bmw.txt":      "BMW left Russia.",
	})
	want(t, read(t, Options{}, "bom.txt", "utf16.txt", "utf16be.json", "latin.txt", "damaged.txt", "greek.txt", "nul.txt", "doc.pdf", "bmw.txt"),
		`bom.txt text "Chad left."`,
		`utf16.txt text "Chad"`,
		`  "A"`,
		`warning: latin.txt: not UTF-8 at byte 7: read as windows-1252`,
		`latin.txt text "The café in Orléans closed."`,
		`warning: damaged.txt: damaged UTF-8 from byte 35 on: put U+FFFD for what cannot be read`,
		`damaged.txt text "Türkiye and İzmir and Çanakkale `+"\ufffd"+`"`,
		`error: greek.txt: neither UTF-8 nor windows-1252: save it as UTF-8`,
		`error: nul.txt: binary, not text (it holds NUL bytes)`,
		`error: doc.pdf: a PDF: save its text, and give that`,
		`bmw.txt text "BMW left Russia."`)
}

func TestPagesAreDecodedAsTheyDeclare(t *testing.T) {
	tree(t, map[string]string{
		"greek.html": "<meta charset=iso-8859-7><p>\xc5\xeb\xeb\xdc\xe4\xe1</p>",
		"moved.html": "<meta charset=iso-8859-1><p>T\u00fcrkiye</p>",
		"plain.html": "<p>caf\xe9 closed in the town</p>",
		"page.txt":   "<!DOCTYPE html><html><p>Saved as text",
		"cut.html":   "<html><body><p>Cut in the mid",
		"xml.txt":    "<?xml version=\"1.0\"?>\n<html><p>X</p></html>",
	})
	want(t, read(t, Options{}, "greek.html", "moved.html", "plain.html", "page.txt", "cut.html", "xml.txt"),
		`greek.html html "<meta charset=iso-8859-7><p>Ελλάδα</p>"`,
		`moved.html html "<meta charset=iso-8859-1><p>Türkiye</p>"`,
		`warning: plain.html: not UTF-8 at byte 6: read as windows-1252`,
		`plain.html html "<p>café closed in the town</p>"`,
		`page.txt html "<!DOCTYPE html><html><p>Saved as text"`,
		`cut.html html "<html><body><p>Cut in the mid"`,
		`xml.txt html "<?xml version=\"1.0\"?>\n<html><p>X</p></html>"`)
}

func TestMissingAndUnreadableFiles(t *testing.T) {
	tree(t, map[string]string{"empty.txt": "", "blank.txt": " \n", "shut.txt": "x", "empty.jsonl": "", "blank.jsonl": "\n\n"})
	want(t, read(t, Options{}, "none.txt", "empty.txt", "blank.txt", "empty.jsonl", "blank.jsonl"),
		`error: none.txt: no such file or directory`,
		`error: empty.txt: empty file`,
		`error: blank.txt: the document has no text`,
		`error: empty.jsonl: empty file`,
		`error: blank.jsonl: no document in it`)
	if os.Geteuid() == 0 {
		t.Skip("root reads every file")
	}
	if err := os.Chmod("shut.txt", 0); err != nil {
		t.Fatal(err)
	}
	want(t, read(t, Options{}, "shut.txt"), `error: shut.txt: permission denied`)
}

func TestTheDateHintIsForDocumentsWithout(t *testing.T) {
	in := strings.NewReader(`{"id":"a","text":"One."}` + "\n" + `{"id":"b","text":"Two.","date_hint":"2019"}`)
	var got []string
	err := Each(t.Context(), []string{"-"}, Options{Stdin: in, DateHint: "2024-08"}, func(d schema.Document) error {
		got = append(got, d.ID+" "+d.DateHint)
		return nil
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want(t, got, "a 2024-08", "b 2019")
}

func TestTheFirstErrorOfTheCallerEndsIt(t *testing.T) {
	tree(t, map[string]string{"a.txt": "A.", "b.txt": "B."})
	stop := errors.New("stop")
	calls := 0
	err := Each(t.Context(), []string{"."}, Options{}, func(schema.Document) error { calls++; return stop }, nil)
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("got %v after %d calls, want %v after 1", err, calls, stop)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = Each(ctx, []string{"."}, Options{}, func(schema.Document) error { t.Error("called"); return nil }, nil)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestAnArchiveHoldsOneArticle(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	good := write("good.txtar", "What it tests.\n-- article.txt --\nMali and Niger are allies.\n-- doc.json --\n{\"id\": \"good\", \"publisher\": \"Coastline\"}\n-- want --\n1 | x\n")
	bad := write("bad.txtar", "-- doc.json --\n{}\n")
	var docs []schema.Document
	var faults []string
	err := Each(t.Context(), []string{good, bad}, Options{}, func(d schema.Document) error {
		docs = append(docs, d)
		return nil
	}, func(f Fault) { faults = append(faults, f.Error()) })
	if err != nil {
		t.Fatal(err)
	}
	want := []schema.Document{{ID: "good", Publisher: "Coastline", Text: "Mali and Niger are allies.\n", Format: schema.FormatText, URL: good}}
	if diff := cmp.Diff(want, docs); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{bad + ": no part article.txt or article.html"}, faults); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}
