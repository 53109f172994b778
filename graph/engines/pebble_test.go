package engines

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"gotest.tools/v3/assert"
)

func everything(t *testing.T, qs cayley.QuadStore) (lines []string) {
	t.Helper()
	it := qs.QuadsAllIterator()
	defer it.Close()
	for it.Next(context.Background()) {
		lines = append(lines, qs.Quad(it.Result()).NQuad())
	}
	assert.NilError(t, it.Err())
	slices.Sort(lines)
	return lines
}

func TestPebbleHoldsWhatWasWritten(t *testing.T) {
	const articles = 20
	var want []string
	c := newCorpus(articles)
	for {
		rec, ok := c.next()
		if !ok {
			break
		}
		for _, q := range c.quads(rec) {
			want = append(want, q.NQuad())
		}
	}
	slices.Sort(want)

	path := filepath.Join(t.TempDir(), "pebble")
	assert.NilError(t, overPebble{}.load(path, newCorpus(articles)))
	db, err := OpenPebble(path)
	assert.NilError(t, err)
	qs, err := kv.New(db, lean)
	assert.NilError(t, err)
	defer qs.Close()
	assert.DeepEqual(t, everything(t, qs), want)
}
