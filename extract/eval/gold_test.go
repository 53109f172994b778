package eval_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gotest.tools/v3/assert"
	"gotest.tools/v3/golden"

	"github.com/entente-kg/entente/extract/eval"
	"github.com/entente-kg/entente/schema"
)

// kinds name the files of our own small gold, one set a kind.
var kinds = []string{"articles", "events", "quads", "relations"}

func ownGold(kind string) string    { return filepath.Join("testdata", "gold", kind+".jsonl") }
func ownRecords(kind string) string { return filepath.Join("testdata", "gold", kind+".records.jsonl") }

func readGold(t *testing.T, path string) *eval.Gold {
	t.Helper()
	f, err := os.Open(path)
	assert.NilError(t, err)
	defer f.Close()
	g, err := eval.ReadGold(f, func(line int, err error) { t.Errorf("%s:%d: %v", path, line, err) })
	assert.NilError(t, err)
	return g
}

func readRecords(t *testing.T, path string) []eval.Record {
	t.Helper()
	b, err := os.ReadFile(path)
	assert.NilError(t, err)
	var out []eval.Record
	for line := range bytes.Lines(b) {
		r, err := eval.ReadRecord(line)
		assert.NilError(t, err)
		out = append(out, r)
	}
	return out
}

// The goldens were held against the scripts that define the measures, which
// TestFiguresOfOurOwnGoldAreThoseOfTheScripts does again wherever they are.
func TestReportsOfOurOwnGoldAreAsRecorded(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind, func(t *testing.T) {
			g := readGold(t, ownGold(kind))
			assert.Equal(t, string(g.Kind), kind)
			var b bytes.Buffer
			enc := json.NewEncoder(&b)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			assert.NilError(t, enc.Encode(g.Score(readRecords(t, ownRecords(kind))).JSON(eval.Show{Errors: 20, Reliability: true})))
			golden.Assert(t, b.String(), "gold/"+kind+".golden")
		})
	}
}

func TestABadLineOfGoldIsToldAndTheRestCounts(t *testing.T) {
	const text = `{"id": "one", "text": "Mali left.", "quad": 0, "actors": null}

no JSON
{"id": "two", "text": "Mali left."}
{"text": "Mali left.", "quad": 1, "actors": null}
{"id": "three", "text": "Mali left.", "events": []}
{"id": "one", "text": "Mali left.", "quad": 2, "actors": null}
{"id": "four", "text": "Mali left.", "quad": "2", "actors": null}
{"id": "five", "text": "Mali left.", "quad": null, "actors": []}
`
	var faults strings.Builder
	g, err := eval.ReadGold(strings.NewReader(text), func(line int, err error) { fmt.Fprintf(&faults, "%d: %v\n", line, err) })
	assert.NilError(t, err)
	golden.Assert(t, faults.String(), "gold/faults.golden")
	var ids []string
	for _, d := range g.Documents() {
		ids = append(ids, fmt.Sprint(d.ID, " ", g.Line(d.ID)))
	}
	assert.DeepEqual(t, ids, []string{"one 1", "five 9"})
	assert.Equal(t, g.Line("six"), 0)
}

func TestATierThatThereIsNotIsABadLine(t *testing.T) {
	told := ""
	_, err := eval.ReadGold(strings.NewReader(`{"id": "x", "text": "x", "gold": [{"id": "G1", "tier": 4}], "traps": []}`),
		func(_ int, err error) { told = err.Error() })
	assert.Error(t, err, "no gold document in it")
	assert.Equal(t, told, `document "x": row G1: tier 4 is not 1, 2 or 3`)
}

func TestARecordWithoutADocumentIsNone(t *testing.T) {
	for line, want := range map[string]string{
		`{"doc": {}}`: "no extraction record: it has no doc.id",
		`{"doc": 7}`:  "no extraction record: json: cannot unmarshal number into Go struct field Record.doc of type schema.DocInfo",
	} {
		_, err := eval.ReadRecord([]byte(line))
		assert.Error(t, err, want)
	}
}

func TestConfidenceOneIsInTheLastBin(t *testing.T) {
	r := eval.Report{}
	for _, v := range []struct {
		confidence float64
		right      bool
	}{{0, false}, {0.7, true}, {0.79, false}, {0.9, true}, {1, true}} {
		r.Verdicts = append(r.Verdicts, eval.Verdict{Assertion: schema.Assertion{Confidence: v.confidence}, Right: v.right})
	}
	bins := r.Reliability()
	assert.Equal(t, len(bins), 10)
	assert.DeepEqual(t, bins[0], eval.Bin{From: 0, To: 0.1, Judged: 1})
	assert.DeepEqual(t, bins[7], eval.Bin{From: 0.7, To: 0.8, Judged: 2, Right: 1, Confidence: 0.745})
	assert.DeepEqual(t, bins[9], eval.Bin{From: 0.9, To: 1, Judged: 2, Right: 2, Confidence: 0.95})
}
