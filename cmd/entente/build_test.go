package main

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gotest.tools/v3/assert"
	"gotest.tools/v3/assert/cmp"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

func someRecord(id string) reading {
	return reading{rec: schema.Record{Doc: schema.DocInfo{ID: id}, Entities: []schema.Entity{{ID: "country/FRA", Name: "France", Type: schema.Country}}}}
}

func TestAStoreIsReadBetweenTheBatchesOfALongIngestButNotBuiltTwice(t *testing.T) {
	defer func(d time.Duration) { lockPatience = d }(lockPatience)
	lockPatience = 100 * time.Millisecond
	path, file := filepath.Join(t.TempDir(), "entente.db"), article(t)
	e, stdout, _ := testEnv(nil)
	err := build(t.Context(), e, path, true, false, func(use func(reading) error) error {
		for n := range 2*batchSize + 1 { // the first batch is written when the second one is begun
			if err := use(someRecord(strings.Repeat("x", n+1))); err != nil {
				return err
			}
		}
		code, out, errs := outcome(t.Context(), "stats", "--json", "-s", path)
		assert.Equal(t, code, exitDone, errs)
		assert.Check(t, cmp.Regexp(`"documents": (256|512),`, out))
		code, _, errs = outcome(t.Context(), "merge", "France", "Nobody", "-s", path)
		assert.Equal(t, code, exitFailed)
		assert.Check(t, cmp.Contains(errs, `no article in the store names "Nobody"`)) // and not that it is in use
		for _, second := range [][]string{{"ingest", file}, {"rebuild"}, {"restore", file}} {
			code, _, errs = outcome(t.Context(), append(second, "-s", path)...)
			assert.Equal(t, code, exitFailed)
			assert.Check(t, cmp.Contains(errs, "in use by another process"))
		}
		return nil
	})
	assert.NilError(t, err)
	assert.Check(t, cmp.Contains(stdout.String(), `"new": 513`))
	code, _, errs := outcome(t.Context(), "ingest", file, "-s", path)
	assert.Equal(t, code, exitDone, errs)
}

func TestARunThatFailsKeepsItsBatchesOrMakesNoStore(t *testing.T) {
	stop := errors.New("stop")
	for _, quick := range []bool{true, false} {
		path := filepath.Join(t.TempDir(), "entente.db")
		e, _, _ := testEnv(nil)
		err := build(t.Context(), e, path, true, quick, func(use func(reading) error) error {
			for n := range batchSize + 1 {
				if err := use(someRecord(strings.Repeat("x", n+1))); err != nil {
					return err
				}
			}
			return stop
		})
		assert.ErrorIs(t, err, stop)
		kept := 0
		err = withStore(t.Context(), path, func(store *graph.Store) error {
			s, err := store.Stats(t.Context())
			kept = s.Documents
			return err
		})
		if quick {
			assert.ErrorIs(t, err, graph.ErrNoStore)
			continue
		}
		assert.NilError(t, err)
		assert.Equal(t, kept, batchSize)
	}
}
