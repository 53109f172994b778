package graph

import (
	"errors"
	"fmt"
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
	stats.Path, stats.Bytes = "", 0
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
	if fewer() {
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

// A writer may not notice what is damaged elsewhere, but it neither dies nor hangs, and a failed one has changed nothing.
func TestWriterOfADamagedFileLivesOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	wellUsed(t, path)
	whole, err := os.ReadFile(path)
	assert.NilError(t, err)
	used := int(usedBytes(t, path))
	flips := number("ENTENTE_FLIPS", 120)
	if fewer() {
		flips = 50
	}
	rng := rand.New(rand.NewPCG(5, 6))
	refused, failed := 0, 0
	for i := range flips {
		changed := slices.Clone(whole)
		at := rng.IntN(used)
		if i%2 == 0 { // the heads of pages are few
			at = at/4096*4096 + rng.IntN(64)
		}
		changed[at] ^= byte(1 + rng.IntN(255))
		assert.NilError(t, os.WriteFile(path, changed, 0o644))
		s, err := Open(ctx, Options{Path: path})
		if err != nil {
			refused++
			assert.ErrorContains(t, err, path)
			assert.Assert(t, !errors.Is(err, ErrLocked), "the one before has not let go of the file")
			continue
		}
		_, added := s.Add(ctx, corpus(40)...)
		_, retracted := s.Retract(ctx, "wire-00001", "wire-00005")
		_, copied := s.Backup(ctx, path+".copy")
		for _, err := range []error{added, retracted, copied} {
			if err != nil {
				failed++
				assert.ErrorContains(t, err, path, "byte %#x", at)
			}
		}
		assert.NilError(t, s.Close())
		if added != nil && retracted != nil {
			now, err := os.ReadFile(path)
			assert.NilError(t, err)
			txids := func(b []byte) [2]uint64 { return [2]uint64{native.Uint64(b[64:]), native.Uint64(b[4096+64:])} }
			assert.Equal(t, txids(now), txids(changed), "byte %#x", at)
		}
		if err := os.Remove(path + ".copy"); copied == nil {
			assert.NilError(t, err)
		}
		assert.DeepEqual(t, names(t, filepath.Dir(path)), []string{"s"})
	}
	t.Logf("of %d damaged files %d are refused; %d writes fail", flips, refused, failed)
	assert.Assert(t, failed > 0 && failed < 3*flips)
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

func TestTruncatedFileIsToldOrChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	wellUsed(t, path)
	whole, err := os.ReadFile(path)
	assert.NilError(t, err)
	want, _, err := answers(path)
	assert.NilError(t, err)
	used := int(usedBytes(t, path))
	lengths := []int{1, 15, 64, 4095, 4096, 4097, 8191, 8192, 16384, used - 4096, used - 1, used, used + 1, len(whole) - 1}
	rng := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		lengths = append(lengths, rng.IntN(used), rng.IntN(used/4096)*4096+1)
	}
	for _, n := range lengths {
		cut := whole[:n]
		assert.NilError(t, os.WriteFile(path, cut, 0o644))
		got, faults, err := answers(path)
		if n >= used { // of what is kept for growth
			assert.NilError(t, err)
			assert.Equal(t, len(faults), 0, "%q", faults)
			assert.Assert(t, got == want)
			continue
		}
		for _, readOnly := range []bool{true, false} {
			refused(t, Options{Path: path, ReadOnly: readOnly}, ErrNotStore)
		}
		_, err = Rebuild(ctx, path, nil)
		assert.ErrorIs(t, err, ErrNotStore)
		now, err := os.ReadFile(path)
		assert.NilError(t, err)
		assert.Assert(t, string(now) == string(cut), "%d bytes", n)
	}
}

// Reading a map of what is no longer in the file is a fault of the machine, which ends most programs.
func TestFileCutWhileItIsReadIsAnError(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there a file that is mapped cannot be cut")
	}
	dir := t.TempDir()
	for i, use := range []func(s *Store) error{
		func(s *Store) error {
			return s.Statements(ctx, schema.Filter{}, func(schema.Statement) error { return nil })
		},
		func(s *Store) error { _, err := s.Add(ctx, corpus(40)...); return err },
		func(s *Store) error { _, err := s.Retract(ctx, "wire-00001"); return err },
		func(s *Store) error {
			return s.Gizmo(ctx, `g.V().All()`, Limits{}, func(map[string]any) error { return nil })
		},
		func(s *Store) error {
			return s.Gizmo(ctx, `g.V(entity("country/e0")).In().Out().All()`, Limits{}, func(map[string]any) error { return nil })
		},
		func(s *Store) error { _, err := s.Check(ctx, func(string) {}, nil); return err },
		func(s *Store) error { _, err := s.Backup(ctx, filepath.Join(dir, "copy")); return err },
	} {
		path := filepath.Join(dir, fmt.Sprint(i))
		wellUsed(t, path)
		s, err := Open(ctx, Options{Path: path})
		assert.NilError(t, err)
		assert.NilError(t, os.Truncate(path, 8192))
		assert.ErrorContains(t, use(s), path)
		assert.NilError(t, s.Close())
	}
	assert.Equal(t, len(names(t, dir)), 7, "%q", names(t, dir))
}
