package export_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gotest.tools/v3/assert"
	"gotest.tools/v3/golden"

	"github.com/entente-kg/entente/graph/export"
	"github.com/entente-kg/entente/schema"
)

// goldens is seen from this package's testdata, where golden starts.
const goldens = "../../../testdata/export"

func example(t *testing.T) export.Graph {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", goldens, "example.json"))
	assert.NilError(t, err)
	var g export.Graph
	assert.NilError(t, json.Unmarshal(data, &g))
	return g
}

func write(t *testing.T, format string, g export.Graph, o export.Options) string {
	t.Helper()
	var b bytes.Buffer
	assert.NilError(t, export.Write(context.Background(), &b, format, g, o))
	return b.String()
}

func TestEveryFormatMatchesItsGolden(t *testing.T) {
	g := example(t)
	for _, f := range export.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			golden.Assert(t, write(t, f.Name, g, export.Options{Title: "Who arms the \"Dawn\" & why"}), goldens+"/graph"+f.Extension)
		})
	}
}

func TestEveryFormatSaysWhatItIs(t *testing.T) {
	for _, f := range export.Formats() {
		if f.Name == "" || f.Help == "" || len(f.Extension) < 2 || f.Extension[0] != '.' {
			t.Errorf("%+v: want a name, an extension with its dot, and help", f)
		}
	}
}

func TestOrderOfInputChangesNoByte(t *testing.T) {
	g := example(t)
	for _, f := range export.Formats() {
		want := write(t, f.Name, g, export.Options{})
		for seed := range uint64(3) {
			r := rand.New(rand.NewPCG(seed, 7))
			r.Shuffle(len(g.Entities), func(i, j int) { g.Entities[i], g.Entities[j] = g.Entities[j], g.Entities[i] })
			r.Shuffle(len(g.Statements), func(i, j int) { g.Statements[i], g.Statements[j] = g.Statements[j], g.Statements[i] })
			if diff := cmp.Diff(want, write(t, f.Name, g, export.Options{})); diff != "" {
				t.Errorf("%s: shuffled input (-want +got):\n%s", f.Name, diff)
			}
		}
	}
}

func TestEmptyGraphIsWritten(t *testing.T) {
	for _, f := range export.Formats() {
		write(t, f.Name, export.Graph{}, export.Options{})
	}
}

func TestSameStatementTwiceIsWrittenOnce(t *testing.T) {
	g := example(t)
	twice := export.Graph{Entities: append(g.Entities, g.Entities...), Statements: append(g.Statements, g.Statements...)}
	for _, f := range export.Formats() {
		if diff := cmp.Diff(write(t, f.Name, g, export.Options{}), write(t, f.Name, twice, export.Options{})); diff != "" {
			t.Errorf("%s (-once +twice):\n%s", f.Name, diff)
		}
	}
}

func TestSameIDInTwoArticlesIsTwoStatements(t *testing.T) {
	// Another program's extractor may count its assertions from 1 in every article.
	var g export.Graph
	for _, doc := range []string{"a", "b"} {
		s := schema.Statement{Doc: schema.DocInfo{ID: doc}}
		s.ID, s.Subject, s.Predicate, s.Object, s.Status = "1", "country/TUR", "ally", "country/AZE", schema.Asserted
		g.Statements = append(g.Statements, s)
	}
	assert.Equal(t, strings.Count(write(t, "jsonl", g, export.Options{}), "\n"), 2)
}

func TestOnlyWantedStatusesAreWritten(t *testing.T) {
	g := example(t)
	var asserted export.Graph
	asserted.Entities = g.Entities
	for _, s := range g.Statements {
		if s.Status == schema.Asserted && s.Confidence >= 0.85 {
			asserted.Statements = append(asserted.Statements, s)
		}
	}
	for _, f := range export.Formats() {
		got := write(t, f.Name, g, export.Options{Statuses: []schema.Status{schema.Asserted}, Confidence: 0.85})
		if diff := cmp.Diff(write(t, f.Name, asserted, export.Options{}), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
}

func TestUnknownFormatNamesTheKnownOnes(t *testing.T) {
	err := export.Write(context.Background(), &bytes.Buffer{}, "pdf", export.Graph{}, export.Options{})
	assert.ErrorIs(t, err, export.ErrUnknownFormat)
	assert.ErrorContains(t, err, `"pdf": want one of csv, dot, `)
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestFailedWriteIsReported(t *testing.T) {
	g := example(t)
	for _, f := range export.Formats() {
		assert.ErrorIs(t, export.Write(context.Background(), fullDisk{}, f.Name, g, export.Options{}), os.ErrClosed, f.Name)
	}
}

func TestCancelledExportStops(t *testing.T) {
	g := example(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, f := range export.Formats() {
		assert.ErrorIs(t, export.Write(ctx, &bytes.Buffer{}, f.Name, g, export.Options{}), context.Canceled, f.Name)
	}
}
