package graph

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

// reachable is a folder that any user can reach.
func reachable(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	assert.NilError(t, os.Chmod(filepath.Dir(dir), 0o755))
	assert.NilError(t, os.Chmod(dir, 0o777))
	return dir
}

func TestFileThatMayNotBeWrittenCanBeRead(t *testing.T) {
	path := filepath.Join(reachable(t), "s")
	wellUsed(t, path)
	want, _, err := answers(path)
	assert.NilError(t, err)
	assert.NilError(t, os.Chmod(path, 0o444))
	asNobody(t, func() {
		got, faults, err := answers(path)
		assert.Check(t, err == nil, err)
		assert.Check(t, got == want && len(faults) == 0, "%q", faults)
		_, err = Open(ctx, Options{Path: path})
		assert.Check(t, errors.Is(err, fs.ErrPermission), err)
		assert.ErrorContains(t, err, path)
		_, err = Rebuild(ctx, path, nil)
		assert.Check(t, errors.Is(err, fs.ErrPermission), err)
		assert.Check(t, os.Chmod(path, 0) != nil)
	})
	assert.NilError(t, os.Chmod(path, 0))
	asNobody(t, func() {
		for _, readOnly := range []bool{false, true} {
			refused(t, Options{Path: path, ReadOnly: readOnly}, fs.ErrPermission)
		}
	})
	assert.NilError(t, os.Chmod(path, 0o644))
	got, _, err := answers(path)
	assert.NilError(t, err)
	assert.Assert(t, got == want)
}

func TestInAFolderThatMayNotBeWrittenAStoreIsUsedButNotMade(t *testing.T) {
	dir := reachable(t)
	path := filepath.Join(dir, "s")
	wellUsed(t, path)
	assert.NilError(t, os.Chmod(path, 0o666))
	assert.NilError(t, os.Chmod(dir, 0o555))
	t.Cleanup(func() { assert.NilError(t, os.Chmod(dir, 0o755)) })
	want, _, err := answers(path)
	assert.NilError(t, err)
	other := filepath.Join(dir, "other")
	asNobody(t, func() {
		got, _, err := answers(path)
		assert.Check(t, err == nil && got == want, err)
		_, err = Rebuild(ctx, path, nil)
		assert.Check(t, errors.Is(err, fs.ErrPermission), err)
		assert.ErrorContains(t, err, path)
		_, err = Build(ctx, other, func(func(schema.Record) error) error { return nil })
		assert.Check(t, errors.Is(err, fs.ErrPermission), err)
		refused(t, Options{Path: other}, fs.ErrPermission)
		got, _, err = answers(path)
		assert.Check(t, err == nil && got == want, err)

		s, err := Open(ctx, Options{Path: path})
		assert.Check(t, err == nil, err)
		_, err = s.Backup(ctx, other)
		assert.Check(t, errors.Is(err, fs.ErrPermission), err)
		_, err = s.Add(ctx, says("late", "2024-01-01", "country/e0 ally country/e3 asserted"))
		assert.Check(t, err == nil, err)
		sound(t, s)
		assert.Check(t, s.Close() == nil)
	})
	assert.DeepEqual(t, names(t, dir), []string{"s"})
}

func TestSecondWriterIsToldWhoseTurnItIs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	s := openAt(t, "bolt", path)
	add(t, s, first)
	begun := time.Now()
	_, err := Open(ctx, Options{Path: path})
	waited := time.Since(begun)
	assert.Error(t, err, "open bolt store "+path+": in use by another process")
	assert.Assert(t, waited > lockTimeout*9/10 && waited < 5*lockTimeout, waited)
	hurry(t)
	_, err = Rebuild(ctx, path, nil)
	assert.ErrorIs(t, err, ErrLocked)
	add(t, s, second)
	assert.DeepEqual(t, names(t, filepath.Dir(path)), []string{"s"})
}

func TestReaderKeepsItsAnswersThroughARebuild(t *testing.T) {
	hurry(t)
	path := filepath.Join(t.TempDir(), "s")
	wellUsed(t, path)
	want, _, err := answers(path)
	assert.NilError(t, err)
	reader, err := Open(ctx, Options{Path: path, ReadOnly: true})
	assert.NilError(t, err)
	defer reader.Close()
	all := statements(t, reader, schema.Filter{})
	quads := dump(t, reader)

	tried := 0
	done, err := Rebuild(ctx, path, func() {
		if tried++; tried != 3 {
			return
		}
		got, _, err := answers(path)
		assert.NilError(t, err)
		assert.Assert(t, got == want)
		refused(t, Options{Path: path}, ErrLocked)
		_, err = Rebuild(ctx, path, nil)
		assert.ErrorIs(t, err, ErrLocked)
	})
	assert.NilError(t, err)
	assert.Assert(t, tried > 3 && done.After < done.Before, "%d %+v", tried, done)
	assert.DeepEqual(t, statements(t, reader, schema.Filter{}), all)
	assert.DeepEqual(t, dump(t, reader), quads)

	got, faults, err := answers(path)
	assert.NilError(t, err)
	assert.Assert(t, got == want && len(faults) == 0, "%q", faults)
	writer := openAt(t, "bolt", path) // of another file by now
	add(t, writer, says("late", "2024-01-01", "country/e0 ally country/e3 asserted"))
	assert.DeepEqual(t, statements(t, reader, schema.Filter{}), all)
	assert.DeepEqual(t, names(t, filepath.Dir(path)), []string{"s"})
}

// Who opened the store, and saw another put a new one in its place, must not put there what was.
func TestRebuildOfWhatHasBeenReplacedIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	wellUsed(t, path)
	old, err := os.Open(path)
	assert.NilError(t, err)
	defer old.Close()
	b := begin(t, path)
	assert.NilError(t, b.alone(old))
	other := begin(t, path)
	assert.ErrorIs(t, b.alone(old), ErrLocked)
	assert.NilError(t, other.finish(ctx))
	assert.ErrorIs(t, b.alone(old), ErrLocked)
}

// A callback may write, also where the file has to be mapped anew for it: no reading is open meanwhile.
func TestCallbacksMayGrowTheFile(t *testing.T) {
	old := reserve
	t.Cleanup(func() { reserve = old })
	reserve = 1
	s := openAt(t, "bolt", filepath.Join(t.TempDir(), "s"))
	add(t, s, corpus(20)...)
	n := 0
	grow := func() error {
		n++
		before := s.back.(*durable).db.Info().Data
		for i := 0; s.back.(*durable).db.Info().Data == before; i++ {
			rec := says(time.Unix(int64(n*1000+i), 0).UTC().Format(time.DateTime), "2024-01-01", "country/e0 ally country/e3 asserted")
			rec.Assertions[0].Text = strings.Repeat("x", 1<<20)
			add(t, s, rec)
		}
		return fs.SkipAll
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, err := range []error{
			s.Statements(ctx, schema.Filter{}, func(schema.Statement) error { return grow() }),
			s.Documents(ctx, func(schema.DocInfo) error { return grow() }),
			s.Entities(ctx, func(schema.Entity) error { return grow() }),
			s.Records(ctx, func(schema.Record) error { return grow() }),
			writesBesideQuery(s, grow),
		} {
			assert.Check(t, errors.Is(err, fs.SkipAll), err)
		}
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("they wait for each other")
	}
	assert.Equal(t, n, 5)
	sound(t, s)
}

// writesBesideQuery has a writer wait for a query, which goes on, and not the other way round.
func writesBesideQuery(s *Store, write func() error) error {
	written := make(chan error)
	begin := sync.OnceFunc(func() { go func() { written <- write() }() })
	err := s.Gizmo(ctx, `g.V(entity("country/e0")).In().Out().Limit(200).All()`, Limits{}, func(map[string]any) error { begin(); return nil })
	return errors.Join(err, <-written)
}

// Under ulimit -v, and on some machines, there are not as many addresses as are asked for.
func TestStoreIsUsedWhereAddressesAreFew(t *testing.T) {
	old := reserve
	t.Cleanup(func() { reserve = old })
	reserve = 1 << 47
	dir := t.TempDir()
	s := openAt(t, "bolt", filepath.Join(dir, "s"))
	add(t, s, first, second)
	assert.NilError(t, s.Close())
	_, err := Rebuild(ctx, filepath.Join(dir, "s"), nil)
	assert.NilError(t, err)
	sound(t, openAt(t, "bolt", filepath.Join(dir, "s")))
	assert.DeepEqual(t, names(t, dir), []string{"s"})
}
