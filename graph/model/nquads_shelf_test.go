package model

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

// A file that is not held in memory, its articles' lines all mixed.
func TestALargeFileIsReadThroughTemporaryOnes(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	const n = 300
	var files [4]strings.Builder
	for i := range n {
		rec := schema.Record{Doc: schema.DocInfo{ID: fmt.Sprint("doc ", i), Title: fmt.Sprint("title ", i), Publisher: "P", URL: "u", Language: "en"}}
		for k, q := range Quads(rec) {
			assert.NilError(t, WriteQuad(&files[k%len(files)], q))
		}
	}
	text := ""
	for i := range files {
		text += files[i].String()
	}
	seen := map[string]bool{}
	spilled := false
	r := quadReader{shelf: shelf{most: 5000}, entities: map[string]*calling{}, tell: func(line int, err error) error {
		return fmt.Errorf("line %d: %w", line, err)
	}}
	assert.NilError(t, r.read(t.Context(), strings.NewReader(text), func(rec schema.Record) error {
		spilled = spilled || len(r.shelf.file) == shelfFiles && r.shelf.held == nil
		seen[rec.Doc.ID] = true
		assert.DeepEqual(t, rec.Doc, schema.DocInfo{ID: rec.Doc.ID, Title: strings.Replace(rec.Doc.ID, "doc", "title", 1), Publisher: "P", URL: "u", Language: "en"})
		return nil
	}))
	assert.Assert(t, spilled)
	assert.Equal(t, len(seen), n)
	left, err := os.ReadDir(os.Getenv("TMPDIR"))
	assert.NilError(t, err)
	assert.Equal(t, len(left), 0)
}

func TestALineLongerThanTheMostIsToldAndPassedOver(t *testing.T) {
	text := `<a:s> <a:p> "` + strings.Repeat("x", maxLine) + "\" .\n<a:s> <a:p> <a:o> .\n"
	var got []string
	assert.NilError(t, lines(strings.NewReader(text), func(n int, line string, long bool) error {
		got = append(got, fmt.Sprint(n, line, long))
		return nil
	}))
	assert.DeepEqual(t, got, []string{"1true", "2<a:s> <a:p> <a:o> .false"})
}
