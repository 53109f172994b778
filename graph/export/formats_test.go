package export_test

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/graph/export"
	"github.com/entente-kg/entente/schema"
)

// hostile is a graph whose every text is what some format could trip over.
func hostile(text string) export.Graph {
	s := schema.Statement{Doc: schema.DocInfo{ID: text, Title: text, URL: text, Publisher: text}}
	s.Subject, s.Predicate, s.Object = "country/"+text, text, "person/"+text
	s.Status, s.Attribution, s.Evidence.Text = schema.Claimed, "country/"+text, text
	return export.Graph{
		Entities:   []schema.Entity{{ID: s.Subject, Name: text, Type: schema.Country}, {ID: s.Object, Name: text, Type: schema.Person}},
		Statements: []schema.Statement{s},
	}
}

var hostileTexts = []string{
	`the "quoted" name`, `back\slash \N \G`, "two\nlines", "tab\there", `a & b < c > d &lt;`, `]]> --> <script>alert(1)</script>`,
	"=HYPERLINK(1)", "+1", "-1", "@cmd", "\t=1", "\r=1", "nul\x00 and bell\a", "not \xff UTF-8", "Müller – «Ж» 北京", `ends in \`, "",
}

func TestSVGOfAnyTextIsWellFormed(t *testing.T) {
	for _, text := range hostileTexts {
		d := xml.NewDecoder(strings.NewReader(write(t, "svg", hostile(text), export.Options{Title: text})))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			assert.NilError(t, err, "%q", text)
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "script" {
				t.Errorf("%q: became an element", text)
			}
		}
	}
}

func TestDOTOfAnyTextIsReadByGraphviz(t *testing.T) {
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("no Graphviz here")
	}
	for _, text := range hostileTexts {
		cmd := exec.Command(dot, "-Tcanon")
		cmd.Stdin = strings.NewReader(write(t, "dot", hostile(text), export.Options{Title: text}))
		out, err := cmd.CombinedOutput()
		if err != nil || strings.Contains(string(out), "Error") || strings.Contains(string(out), "Warning") {
			t.Errorf("%q: %v\n%s", text, err, out)
		}
	}
}

func TestDOTQuotesWhatGraphvizWouldRead(t *testing.T) {
	got := write(t, "dot", hostile("a \"b\"\\N & c\nd"), export.Options{})
	want := `  "country/a \"b\"\\N &amp; c\nd" [label="a \"b\"\\N &amp; c\nd", shape=box, fillcolor="#dbe9f6", tooltip="country/a \"b\"\\N &amp; c\nd"];`
	if !strings.Contains(got, want) {
		t.Errorf("want a line\n%s\nin\n%s", want, got)
	}
}

func TestSVGShowsEverySentenceOfItsEdge(t *testing.T) {
	g := example(t)
	var doc struct {
		Groups []struct {
			Class string `xml:"class,attr"`
			Title string `xml:"title"`
		} `xml:"g>g"`
	}
	assert.NilError(t, xml.Unmarshal([]byte(write(t, "svg", g, export.Options{})), &doc))
	var edges strings.Builder
	for _, group := range doc.Groups {
		if group.Class == "edge" {
			edges.WriteString(group.Title + "\n")
		}
	}
	for _, s := range g.Statements {
		if want := strings.Join(strings.Fields(s.Evidence.Text), " "); !strings.Contains(edges.String(), want) {
			t.Errorf("no edge shows %q", want)
		}
	}
}

func TestEveryTypeAndStatusHasItsOwnLook(t *testing.T) {
	for _, typ := range schema.EntityTypes {
		s := schema.Statement{}
		s.Subject, s.Object, s.Predicate, s.Status = "a", "b", "ally", schema.Asserted
		g := export.Graph{Entities: []schema.Entity{{ID: "a", Name: "a", Type: typ}}, Statements: []schema.Statement{s}}
		if line := lineWith(write(t, "dot", g, export.Options{}), `"a" [`); strings.Contains(line, "#eeeeee") {
			t.Errorf("type %s is drawn as an unknown one: %s", typ, line)
		}
	}
	for _, status := range schema.Statuses {
		s := schema.Statement{}
		s.Subject, s.Object, s.Predicate, s.Status, s.Quad = "a", "b", "attacked", status, "material-conflict"
		line := lineWith(write(t, "dot", export.Graph{Statements: []schema.Statement{s}}, export.Options{}), " -> ")
		solid := strings.Contains(line, "style=solid")
		if solid != (status == schema.Asserted) {
			t.Errorf("status %s: only an asserted relation is a solid line: %s", status, line)
		}
		if status != schema.Asserted && !strings.Contains(line, string(status)) {
			t.Errorf("status %s is not on its label: %s", status, line)
		}
	}
}

func lineWith(text, part string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, part) {
			return line
		}
	}
	return ""
}

func TestSpreadsheetRunsNoCell(t *testing.T) {
	for _, f := range export.Formats() {
		if !strings.HasSuffix(f.Extension, ".csv") {
			continue
		}
		for _, text := range hostileTexts {
			rows, err := csv.NewReader(strings.NewReader(write(t, f.Name, hostile(text), export.Options{Statuses: schema.Statuses}))).ReadAll()
			assert.NilError(t, err, "%s %q", f.Name, text)
			assert.Assert(t, len(rows) > 1, "%s %q", f.Name, text)
			for _, row := range rows {
				for _, cell := range row {
					if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
						t.Errorf("%s %q: cell %q runs", f.Name, text, cell)
					}
				}
			}
		}
	}
}

func TestCSVKeepsASentenceToTheLetter(t *testing.T) {
	sentence := "She said, \"No;\r\nnever\",\nand left — ‘for good’."
	rows, err := csv.NewReader(strings.NewReader(write(t, "csv", hostile(sentence), export.Options{}))).ReadAll()
	assert.NilError(t, err)
	got := map[string]string{}
	for i, name := range rows[0] {
		got[name] = rows[1][i]
	}
	// A CSV reader gives CRLF inside quotes back as LF; the file holds what was written.
	assert.Equal(t, got["sentence"], strings.ReplaceAll(sentence, "\r\n", "\n"))
}

func TestJSONLIsTheRecordsStatementWithNames(t *testing.T) {
	g := example(t)
	dec := json.NewDecoder(strings.NewReader(write(t, "jsonl", g, export.Options{})))
	back := export.Graph{Entities: g.Entities}
	for dec.More() {
		var s schema.Statement
		assert.NilError(t, dec.Decode(&s))
		back.Statements = append(back.Statements, s)
	}
	for _, f := range export.Formats() {
		if diff := cmp.Diff(write(t, f.Name, g, export.Options{}), write(t, f.Name, back, export.Options{})); diff != "" {
			t.Errorf("%s after jsonl (-want +got):\n%s", f.Name, diff)
		}
	}
}

func TestJSONLRepeatsNoArticle(t *testing.T) {
	g := hostile("x")
	g.Statements[0].Doc.Text = "the whole article"
	if got := write(t, "jsonl", g, export.Options{}); strings.Contains(got, "whole article") {
		t.Errorf("want no text, got %s", got)
	}
}

func TestATooltipIsBounded(t *testing.T) {
	var g export.Graph
	for i := range 8 {
		s := hostile("x").Statements[0]
		s.ID, s.Doc.ID, s.Evidence.Text = fmt.Sprint(i), fmt.Sprint(i), fmt.Sprintf("Sentence %d.", i)
		g.Statements = append(g.Statements, s)
	}
	got := write(t, "dot", g, export.Options{})
	assert.Assert(t, strings.Contains(got, "Sentence 4.") && strings.Contains(got, `and 3 more"`), got)
	assert.Assert(t, !strings.Contains(got, "Sentence 5."), got)
}

func TestTooManyActorsForAPictureIsSaid(t *testing.T) {
	var g export.Graph
	for i := range 700 {
		s := schema.Statement{}
		s.Subject, s.Object, s.Predicate, s.Status = "country/HUB", "group/"+strings.Repeat("x", i), "ally", schema.Asserted
		g.Statements = append(g.Statements, s)
	}
	err := export.Write(t.Context(), io.Discard, "svg", g, export.Options{})
	assert.ErrorContains(t, err, "export svg: 701 entities are too many for one picture (600 at most)")
}

func TestWhatWasRejectedHasNoPlainEdge(t *testing.T) {
	g := hostile("A")
	g.Statements[0].Status, g.Statements[0].ID = schema.Asserted, "one"
	other := g.Statements[0]
	other.ID, other.Review = "two", schema.Rejected
	g.Statements = append(g.Statements, other)
	edges := func() int {
		return strings.Count(write(t, "nquads", g, export.Options{}), "/id/country/A> <https://entente-kg.github.io/rel#A> <")
	}
	assert.Equal(t, edges(), 1) // which the other assertion makes
	g.Statements[0].Review = schema.Rejected
	assert.Equal(t, edges(), 0)
	assert.Equal(t, strings.Count(write(t, "nquads", g, export.Options{}), "/ns#status>"), 2)
}
