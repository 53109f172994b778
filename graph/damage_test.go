package graph

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

// wellUsed makes a store that has seen everything: articles replaced and retracted, copies, decisions, free pages.
func wellUsed(t testing.TB, path string) {
	t.Helper()
	s, err := Open(ctx, Options{Path: path})
	assert.NilError(t, err)
	recs := corpus(20)
	add(t, s, recs...)
	add(t, s, first, second, namesakes)
	for _, rec := range recs[12:] {
		_, err := s.Retract(ctx, rec.Doc.ID)
		assert.NilError(t, err)
	}
	changed := recs[3]
	changed.Doc.Title = "Corrected"
	add(t, s, changed)
	assert.NilError(t, s.Merge(ctx, "person/al-asad", "person/bashar"))
	_, err = s.Review(ctx, namesakes.Assertions[0].ID, schema.Rejected)
	assert.NilError(t, err)
	_, err = s.Note(ctx, first.Assertions[0].ID, "The caption is of another war.")
	assert.NilError(t, err)
	assert.NilError(t, s.Close())
}

// answers is all that a store says, as one text, and what Check finds. It must return, whatever the file is.
func answers(path string) (said string, faults []string, err error) {
	s, err := Open(ctx, Options{Path: path, ReadOnly: true})
	if err != nil {
		return "", nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var b strings.Builder
	say := func(v any) { fmt.Fprintf(&b, "%+v\n", v) }
	statements := s.Statements(ctx, schema.Filter{Rejected: true}, func(st schema.Statement) error { say(st); return nil })
	documents := s.Documents(ctx, func(d schema.DocInfo) error { say(d); return nil })
	entities := s.Entities(ctx, func(e schema.Entity) error { say(e); return nil })
	edges, edgesErr := s.Edges(ctx, schema.Filter{})
	say(edges)
	found, findErr := s.Find(ctx, "al asad")
	say(found)
	decided, decidedErr := s.Decisions(ctx)
	say(decided)
	var walks []string // in no fixed order
	walk := func(row map[string]any) error { walks = append(walks, fmt.Sprint(row)); return nil }
	walked := s.Gizmo(ctx, `g.V().Tag("from").Out().All()`, Limits{}, walk)
	objects := s.GraphQL(ctx, `{it {id status: <ns:status> from: <ns:subject> {id}}}`, Limits{}, walk)
	slices.Sort(walks)
	say(walks)
	stats, statsErr := s.Stats(ctx)
	stats.Path = ""
	say(stats)
	_, checkErr := s.Check(ctx, func(what string) { faults = append(faults, what) }, nil)
	return b.String(), faults, errors.Join(statements, documents, entities, edgesErr, findErr, decidedErr, walked, objects, statsErr, checkErr)
}

func TestFlippedByteIsToldOrChangesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "s")
	wellUsed(t, path)
	whole, err := os.ReadFile(path)
	assert.NilError(t, err)
	want, faults, err := answers(path)
	assert.NilError(t, err)
	assert.Equal(t, len(faults), 0, "%q", faults)

	// Of the free room at the end, a little is enough.
	used := min(len(whole), int(usedBytes(t, path))+4096)
	flips := number("ENTENTE_FLIPS", 600)
	if testing.Short() {
		flips = 100
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	assert.NilError(t, err)
	defer f.Close()
	rng := rand.New(rand.NewPCG(1, 2))
	refused, told, free := 0, 0, 0
	for i := range flips {
		at, by := rng.IntN(used), byte(1+rng.IntN(255))
		if i%3 == 0 { // the heads of pages are few
			at = at/4096*4096 + rng.IntN(64)
		}
		patch := func(b byte) {
			_, err := f.WriteAt([]byte{b}, int64(at))
			assert.NilError(t, err)
		}
		patch(whole[at] ^ by)
		got, faults, err := answers(path)
		name := fmt.Sprintf("byte %#x from %#x to %#x: %v, %d faults: %.300q", at, whole[at], whole[at]^by, err, len(faults), faults)
		switch {
		case err != nil:
			refused++
			assert.ErrorContains(t, err, path, name)
		case len(faults) > 0:
			told++
		default:
			free++
			assert.Assert(t, got == want, name)
		}
		patch(whole[at])
	}
	t.Logf("%d flips in %d bytes: %d an error, %d told by Check, %d changed nothing", flips, used, refused, told, free)
	assert.Assert(t, refused > 0 && told > 0 && free > 0)
}

// usedBytes is where the file's last page ends.
func usedBytes(t *testing.T, path string) (size int64) {
	t.Helper()
	db, err := bolt.Open(path, 0, &bolt.Options{ReadOnly: true})
	assert.NilError(t, err)
	defer db.Close()
	assert.NilError(t, db.View(func(tx *bolt.Tx) error { size = tx.Size(); return nil }))
	return size
}

// number is a number that the environment may set.
func number(name string, usual int) int {
	n := usual
	fmt.Sscan(os.Getenv(name), &n)
	return n
}

var _ = fs.ErrExist
var _ = runtime.GOOS
