package export

import (
	"context"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/entente-kg/entente/schema"
)

func init() {
	register(Format{Name: "csv", Extension: ".csv", write: writeCSV,
		Help: "a row per statement, for spreadsheets and data frames (UTF-8, header row)"})
}

// columns may grow at the end; a column never moves or changes its meaning.
var columns = []struct {
	name string
	cell func(sorted, schema.Statement) string
}{
	{"subject", func(_ sorted, s schema.Statement) string { return s.Subject }},
	{"subject_name", func(g sorted, s schema.Statement) string { return g.name(s.Subject) }},
	{"subject_type", func(g sorted, s schema.Statement) string { return string(g.entity(s.Subject).Type) }},
	{"relation", func(_ sorted, s schema.Statement) string { return s.Predicate }},
	{"object", func(_ sorted, s schema.Statement) string { return s.Object }},
	{"object_name", func(g sorted, s schema.Statement) string { return g.name(s.Object) }},
	{"object_type", func(g sorted, s schema.Statement) string { return string(g.entity(s.Object).Type) }},
	{"symmetric", func(_ sorted, s schema.Statement) string { return strconv.FormatBool(s.Symmetric) }},
	{"status", func(_ sorted, s schema.Statement) string { return string(s.Status) }},
	{"speaker", func(_ sorted, s schema.Statement) string { return s.Attribution }},
	{"speaker_name", func(g sorted, s schema.Statement) string { return g.name(s.Attribution) }},
	{"date", func(_ sorted, s schema.Statement) string { return s.Date }},
	{"published", func(_ sorted, s schema.Statement) string { return s.Doc.Published }},
	{"confidence", func(_ sorted, s schema.Statement) string { return strconv.FormatFloat(s.Confidence, 'g', -1, 64) }},
	{"sentence", func(_ sorted, s schema.Statement) string { return s.Evidence.Text }},
	{"title", func(_ sorted, s schema.Statement) string { return s.Doc.Title }},
	{"url", func(_ sorted, s schema.Statement) string { return s.Doc.URL }},
	{"publisher", func(_ sorted, s schema.Statement) string { return s.Doc.Publisher }},
	{"doc", func(_ sorted, s schema.Statement) string { return s.Doc.ID }},
	{"rule", func(_ sorted, s schema.Statement) string { return s.Rule }},
	{"plover", func(_ sorted, s schema.Statement) string { return s.Plover }},
	{"mode", func(_ sorted, s schema.Statement) string { return s.Mode }},
	{"cameo", func(_ sorted, s schema.Statement) string { return s.Cameo }},
	{"quad", func(_ sorted, s schema.Statement) string { return s.Quad }},
	{"re3d", func(_ sorted, s schema.Statement) string { return s.Re3d }},
	{"id", func(_ sorted, s schema.Statement) string { return s.ID }},
}

// writeCSV ends its lines with LF: with CRLF, encoding/csv would also rewrite
// a line break inside a sentence, and a sentence is given to the letter.
func writeCSV(ctx context.Context, w io.Writer, g sorted) error {
	out := csv.NewWriter(w)
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.name
	}
	if err := out.Write(row); err != nil {
		return err
	}
	for _, s := range g.statements {
		if err := ctx.Err(); err != nil {
			return err
		}
		for i, c := range columns {
			row[i] = guard(c.cell(g, s))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// guard puts an apostrophe before a cell that a spreadsheet would run as a
// formula: an article's title must not be able to do anything on the analyst's
// machine. A program that wants the letter of such a cell reads jsonl.
func guard(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
