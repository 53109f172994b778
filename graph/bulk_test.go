package graph

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/cayleygraph/quad"
	bolt "go.etcd.io/bbolt"
	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

// rowsOf makes some rows of a record, in no order.
func rowsOf(rec schema.Record) (out []row) {
	for _, a := range rec.Assertions {
		out = append(out, row{fmt.Appendf(nil, "s/%s/%s/%s", a.Subject, rec.Doc.ID, a.ID), []byte(a.Text)})
	}
	return append(out, row{[]byte("d/" + rec.Doc.ID), []byte(rec.Doc.Title)})
}

func feed(t testing.TB, b *bulk, recs []schema.Record) {
	t.Helper()
	for _, rec := range recs {
		quads := quadsOf(rec)
		assert.NilError(t, errors.Join(b.add(quads), b.addRows(rowsOf(rec))))
	}
}

func begin(t testing.TB, path string) *bulk {
	t.Helper()
	b, err := newBulk(path)
	assert.NilError(t, err)
	t.Cleanup(func() { assert.NilError(t, b.abandon()) })
	return b
}

func built(t testing.TB, path string, recs []schema.Record) {
	t.Helper()
	b := begin(t, path)
	feed(t, b, recs)
	assert.NilError(t, b.finish(ctx))
}

// applied is a store into which the records came one by one.
func applied(t testing.TB, path string, recs []schema.Record) *Store {
	t.Helper()
	s := openAt(t, "bolt", path)
	seen := map[quad.Quad]bool{}
	for _, rec := range recs {
		c := change{put: rowsOf(rec)}
		for _, q := range quadsOf(rec) {
			if !seen[q] {
				c.add = append(c.add, q)
			}
			seen[q] = true
		}
		assert.NilError(t, s.back.apply(c))
	}
	return s
}

func names(t testing.TB, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	assert.NilError(t, err)
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// pagesAreWhole lets bbolt look at every page of the file.
func pagesAreWhole(t testing.TB, s *Store) {
	t.Helper()
	assert.NilError(t, s.back.(*durable).db.View(func(tx *bolt.Tx) (err error) {
		for fault := range tx.Check() {
			err = errors.Join(err, fault)
		}
		return err
	}))
}

func TestBuiltAtOnceAndBitByBitAreOneStore(t *testing.T) {
	old := sortBytes
	t.Cleanup(func() { sortBytes = old })
	recs := corpus(60)
	for _, sortBytes = range []int{1, 5000, old} {
		dir := t.TempDir()
		_, err := Build(ctx, filepath.Join(dir, "b"), func(add func(schema.Record) error) error {
			for _, rec := range recs[:50] {
				if err := add(rec); err != nil {
					return err
				}
			}
			return nil
		})
		assert.NilError(t, err)
		assert.DeepEqual(t, names(t, dir), []string{"b"})
		s, want := openAt(t, "bolt", filepath.Join(dir, "b")), openAt(t, "bolt", filepath.Join(dir, "a"))
		add(t, want, recs[:50]...)
		assert.DeepEqual(t, dump(t, s), dump(t, want))
		assert.DeepEqual(t, storeRows(t, s), storeRows(t, want), allowRows)
		pagesAreWhole(t, s)
		// What comes and goes later finds all that it needs.
		more := append(recs[50:], says("wire-00007", "2021-03-01", "country/e0 ally person/e1 asserted"))
		assert.DeepEqual(t, add(t, s, more...), add(t, want, more...))
		assert.DeepEqual(t, dump(t, s), dump(t, want))
		assert.DeepEqual(t, storeRows(t, s), storeRows(t, want), allowRows)
	}
}

func TestEmptyBuildIsAnEmptyStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	built(t, path, nil)
	s := openAt(t, "bolt", path)
	assert.Equal(t, len(dump(t, s)), 0)
	add(t, s, first)
}

func TestFailedBuildLeavesWhatWas(t *testing.T) {
	ended, cancel := context.WithCancel(ctx)
	cancel()
	for _, exists := range []bool{false, true} {
		dir := t.TempDir()
		path := filepath.Join(dir, "s")
		var want []string
		if exists {
			built(t, path, corpus(3))
			want = []string{"s"}
		}
		before, _ := os.ReadFile(path)
		for name, try := range map[string]func(b *bulk) error{
			"abandoned": func(b *bulk) error { return errors.Join(b.abandon(), fs.ErrClosed) },
			"cancelled": func(b *bulk) error { return b.finish(ended) },
			"a quad twice": func(b *bulk) error {
				quads := quadsOf(corpus(2)[1])
				return errors.Join(b.add(quads), b.finish(ctx))
			},
			"a row twice": func(b *bulk) error {
				return errors.Join(b.addRows(rowsOf(corpus(1)[0])), b.finish(ctx))
			},
			"a row without key": func(b *bulk) error {
				return errors.Join(b.addRows([]row{{nil, []byte("v")}}), b.finish(ctx))
			},
		} {
			b := begin(t, path)
			feed(t, b, corpus(30))
			assert.Assert(t, try(b) != nil, name)
			assert.DeepEqual(t, names(t, dir), want)
			after, _ := os.ReadFile(path)
			assert.Assert(t, string(before) == string(after), name)
		}
	}
}

func TestBuildReplacesAStore(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "s"), filepath.Join(dir, "link")
	built(t, path, corpus(30))
	assert.NilError(t, os.Chmod(path, 0o640))
	assert.NilError(t, os.Symlink("s", link))
	built(t, link, corpus(5))
	info, err := os.Stat(path)
	assert.NilError(t, err)
	assert.Equal(t, info.Mode().Perm(), fs.FileMode(0o640))
	assert.DeepEqual(t, names(t, dir), []string{"link", "s"})
	assert.DeepEqual(t, contents(t, openAt(t, "bolt", link)), contents(t, applied(t, filepath.Join(dir, "a"), corpus(5))))
}

func TestBuildDoesNotReplaceAStoreThatCameMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	b := begin(t, path)
	feed(t, b, corpus(3))
	s := openAt(t, "bolt", path)
	add(t, s, first)
	want := contents(t, s)
	assert.ErrorIs(t, b.finish(ctx), fs.ErrExist)
	assert.NilError(t, s.Close())
	assert.DeepEqual(t, contents(t, openAt(t, "bolt", path)), want)
}

// Who waited for a store that a rebuild took the place of must not write to what was.
func TestWriterWhoWaitedGetsTheRebuiltStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	built(t, path, corpus(3))
	old, err := openBolt(Options{Path: path})
	assert.NilError(t, err)
	opened := make(chan backend)
	go func() {
		waited, err := openFile(path, false)
		assert.Check(t, err == nil, err)
		opened <- &durable{opts: Options{Path: path}, db: waited.db}
	}()
	for holders(t, path) < 2 {
		runtime.Gosched()
	}
	built(t, path, corpus(2))
	assert.NilError(t, old.close())
	got := <-opened
	defer got.(*durable).db.Close()
	assert.DeepEqual(t, contents(t, &Store{back: got}), contents(t, applied(t, path+"2", corpus(2))))
}

// holders is how often this process has the file open.
func holders(t *testing.T, path string) (n int) {
	t.Helper()
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("needs /proc")
	}
	for _, fd := range fds {
		if name, err := os.Readlink("/proc/self/fd/" + fd.Name()); err == nil && name == path {
			n++
		}
	}
	return n
}

func TestBuildRemovesWhatKilledOnesLeft(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "s")
	built(t, path, corpus(3))
	whole, err := os.ReadFile(path)
	assert.NilError(t, err)
	for name, content := range map[string][]byte{
		"s.part-whole": whole, "s.part-cut": whole[:5000], "s.part-other": []byte("what is this?"), "s.part-1.rows": []byte("rows"),
		"t.part-whole": whole, "s.partial": whole,
	} {
		assert.NilError(t, os.WriteFile(filepath.Join(dir, name), content, 0o644))
	}
	alive := begin(t, path)
	feed(t, alive, corpus(3))
	want := []string{"s", filepath.Base(alive.part), "s.partial", "t.part-whole"}
	assert.DeepEqual(t, names(t, dir), want)
	b := begin(t, path)
	assert.NilError(t, b.abandon())
	assert.DeepEqual(t, names(t, dir), want)
	assert.NilError(t, alive.finish(ctx))
}

// A process that is killed leaves a whole store or none, and the next build cleans up.
func TestKilledBuildLeavesAWholeStoreOrNone(t *testing.T) {
	if dir := os.Getenv("ENTENTE_BUILD_IN"); dir != "" {
		recs := corpus(100)
		for i := 0; ; i++ {
			built(t, filepath.Join(dir, fmt.Sprint(i)), recs)
		}
	}
	if runtime.GOOS == "windows" {
		t.Skip("needs a signal that kills")
	}
	seen := map[string]bool{}
	size := int64(len(indexed(t, corpus(100))))
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range 9 {
		dir := t.TempDir()
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilledBuildLeavesAWholeStoreOrNone$")
		cmd.Env = append(os.Environ(), "ENTENTE_BUILD_IN="+dir)
		assert.NilError(t, cmd.Start())
		// Some time passes, and not the same in every round.
		for tries := 0; len(names(t, dir)) <= round%3; tries++ {
			assert.Assert(t, tries < 5_000_000, "it builds nothing")
		}
		for n := rng.IntN(2000); n > 0; n-- {
			names(t, dir)
		}
		assert.NilError(t, cmd.Process.Kill())
		_ = cmd.Wait()
		for _, name := range names(t, dir) {
			if filepath.Ext(name) != "" {
				seen["part"] = true
				continue
			}
			seen["whole"] = true
			s, err := Open(ctx, Options{Path: filepath.Join(dir, name), ReadOnly: true})
			assert.NilError(t, err)
			stats, err := s.back.quads().Stats(ctx, false)
			assert.NilError(t, err)
			assert.Equal(t, stats.Quads.Size, size)
			pagesAreWhole(t, s)
			assert.NilError(t, s.Close())
		}
		for _, name := range names(t, dir) {
			if ext := filepath.Ext(name); ext != "" {
				path := filepath.Join(dir, name[:len(name)-len(ext)])
				assert.NilError(t, begin(t, path).abandon())
			}
		}
		for _, name := range names(t, dir) {
			assert.Equal(t, filepath.Ext(name), "")
		}
	}
	assert.DeepEqual(t, seen, map[string]bool{"part": true, "whole": true})
}
