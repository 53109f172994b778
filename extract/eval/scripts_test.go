package eval_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/extract"
	"github.com/entente-kg/entente/extract/eval"
)

// scripts define the measures; they stand beside the project with the gold sets.
const scripts = "../../../shared/gold"

// inOrder runs a script in which sets have an order. Without one, which of two spans takes
// an actor that both overlap is left to the hashes of one run of Python.
const inOrder = `import runpy, sys
class Sorted(set):
    def __iter__(self): return iter(sorted(set.__iter__(self)))
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], {"set": Sorted}, "__main__")`

// script gives what the script for the kind prints of the files as JSON.
func script(t *testing.T, kind eval.Kind, gold, records string) map[string]any {
	t.Helper()
	name, more := "score.py", []string{"--json"}
	if kind == eval.Articles {
		name, more = "score_articles.py", []string{"--json", "--errors", "100000"}
	}
	args := append([]string{"-c", inOrder, filepath.Join(scripts, name), gold, records}, more...)
	cmd := exec.CommandContext(t.Context(), "python3", args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	assert.NilError(t, err, "%s: %s", name, errs.String())
	var v map[string]any
	assert.NilError(t, json.Unmarshal(out, &v))
	return v
}

func wantScripts(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("python3 is not here to run the scripts that define the measures")
	}
	if _, err := os.Stat(filepath.Join(scripts, "score.py")); err != nil {
		t.Skipf("the scripts that define the measures are not in %s", scripts)
	}
}

// differences lists what want has and got has not, numbers to the fourth place. Got may have more.
func differences(at string, want, got any) []string {
	switch w := want.(type) {
	case map[string]any:
		g, _ := got.(map[string]any)
		var out []string
		for key, v := range w {
			out = append(out, differences(at+"/"+key, v, g[key])...)
		}
		slices.Sort(out)
		return out
	case []any:
		g, _ := got.([]any)
		if len(w) != len(g) {
			return []string{fmt.Sprintf("%s: want %d, got %d", at, len(w), len(g))}
		}
		var out []string
		for i := range w {
			out = append(out, differences(fmt.Sprint(at, "/", i), w[i], g[i])...)
		}
		return out
	case float64:
		if g, ok := got.(float64); ok && math.Abs(w-g) < 0.00005 {
			return nil
		}
	default:
		if want == got {
			return nil
		}
	}
	return []string{fmt.Sprintf("%s: want %v, got %v", at, want, got)}
}

// compare scores the records of a file by both.
func compare(t *testing.T, gold *eval.Gold, path, records string) {
	t.Helper()
	var got map[string]any
	b, err := json.Marshal(gold.Score(readRecords(t, records)).JSON(eval.Show{Errors: 100000}))
	assert.NilError(t, err)
	assert.NilError(t, json.Unmarshal(b, &got))
	want := script(t, gold.Kind, path, records)
	if d := differences("", want, got); len(d) > 0 {
		t.Errorf("%s:\n%s", path, strings.Join(d, "\n"))
	}
}

func TestFiguresOfTheDevSetsAreThoseOfTheScripts(t *testing.T) {
	wantScripts(t)
	p, err := extract.New(extract.Options{})
	assert.NilError(t, err)
	sets, err := filepath.Glob(scripts + "/*.json*")
	assert.NilError(t, err)
	for _, path := range sets {
		t.Run(filepath.Base(path), func(t *testing.T) {
			gold := readGold(t, path)
			compare(t, gold, path, writeRecords(t, p, gold))
		})
	}
}

// Records that are made to be half right show more of the measures than ours do.
func TestFiguresOfOurOwnGoldAreThoseOfTheScripts(t *testing.T) {
	wantScripts(t)
	for _, kind := range kinds {
		t.Run(kind, func(t *testing.T) { compare(t, readGold(t, ownGold(kind)), ownGold(kind), ownRecords(kind)) })
	}
}

// writeRecords extracts the gold's documents into a file.
func writeRecords(t *testing.T, p *extract.Pipeline, gold *eval.Gold) string {
	t.Helper()
	var b bytes.Buffer
	for _, doc := range gold.Documents() {
		r, err := p.Extract(context.Background(), doc)
		assert.NilError(t, err)
		assert.NilError(t, json.NewEncoder(&b).Encode(r))
	}
	path := filepath.Join(t.TempDir(), "records.jsonl")
	assert.NilError(t, os.WriteFile(path, b.Bytes(), 0o666))
	return path
}
