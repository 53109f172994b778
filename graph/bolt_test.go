package graph

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"
	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

// hurry keeps tests of locks from waiting for a lock that will not come.
func hurry(t *testing.T) {
	old := lockTimeout
	lockTimeout = 1
	t.Cleanup(func() { lockTimeout = old })
}

func refused(t *testing.T, o Options, want error) {
	t.Helper()
	s, err := Open(ctx, o)
	if err == nil {
		s.Close()
	}
	assert.ErrorIs(t, err, want)
	assert.ErrorContains(t, err, "open bolt store "+o.Path+": ")
}

func TestClosedAndOpenedAgainNothingIsLost(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.graph")
	s := openAt(t, "bolt", path)
	add(t, s, corpus(60)...)
	quads, all := dump(t, s), statements(t, s, schema.Filter{})
	assert.NilError(t, s.Close())
	for _, readOnly := range []bool{true, false} {
		s, err := Open(ctx, Options{Path: path, ReadOnly: readOnly})
		assert.NilError(t, err)
		assert.DeepEqual(t, dump(t, s), quads)
		assert.DeepEqual(t, statements(t, s, schema.Filter{}), all)
		if readOnly {
			_, err := s.Add(ctx, first)
			assert.ErrorIs(t, err, ErrReadOnly)
		} else {
			assert.DeepEqual(t, add(t, s, corpus(60)...), Added{Unchanged: 60})
		}
		assert.NilError(t, s.Close())
	}
}

func TestOneMayWriteOrManyMayRead(t *testing.T) {
	hurry(t)
	path := filepath.Join(t.TempDir(), "s")
	writer := openAt(t, "bolt", path)
	refused(t, Options{Path: path}, ErrLocked)
	refused(t, Options{Path: path, ReadOnly: true}, ErrLocked)
	assert.NilError(t, writer.Close())
	for range 2 {
		s, err := Open(ctx, Options{Path: path, ReadOnly: true})
		assert.NilError(t, err)
		defer s.Close()
	}
	refused(t, Options{Path: path}, ErrLocked)
}

func TestForeignFileIsRefusedAndLeftAsItIs(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		assert.NilError(t, os.WriteFile(path, content, 0o644))
		return path
	}
	other := filepath.Join(dir, "other.db")
	db, err := bolt.Open(other, 0o644, &bolt.Options{NoFreelistSync: true})
	assert.NilError(t, err)
	assert.NilError(t, db.Update(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucket([]byte("meta"))
		if err != nil {
			return err
		}
		return b.Put([]byte("version"), []byte("12345678"))
	}))
	assert.NilError(t, db.Close())
	made := filepath.Join(dir, "made")
	add(t, openAt(t, "bolt", made), first)
	whole, err := os.ReadFile(made)
	assert.NilError(t, err)

	for _, path := range []string{
		other, file("empty", nil), file("text", []byte("Two ports, one quarrel.\n")), file("long", []byte(strings.Repeat("no store ", 20_000))),
		file("zeros", make([]byte, 1<<16)), file("cut", whole[:3*4096]), file("cutter", whole[:5000]), file("cuttest", whole[:100]),
	} {
		before, err := os.ReadFile(path)
		assert.NilError(t, err)
		info, err := os.Stat(path)
		assert.NilError(t, err)
		for _, readOnly := range []bool{false, true} {
			refused(t, Options{Path: path, ReadOnly: readOnly}, ErrNotStore)
		}
		after, err := os.ReadFile(path)
		assert.NilError(t, err)
		assert.Assert(t, string(before) == string(after), path)
		now, err := os.Stat(path)
		assert.NilError(t, err)
		assert.Equal(t, now.ModTime(), info.ModTime())
	}
}

func TestPathThatCannotBeAStoreIsRefused(t *testing.T) {
	dir := t.TempDir()
	refused(t, Options{Path: dir}, ErrNotStore)
	missing := filepath.Join(dir, "missing")
	refused(t, Options{Path: missing, ReadOnly: true}, ErrNoStore)
	_, err := os.Stat(missing)
	assert.ErrorIs(t, err, fs.ErrNotExist)
	refused(t, Options{Path: filepath.Join(dir, "no", "such", "folder")}, fs.ErrNotExist)
	_, err = Open(ctx, Options{Backend: "bolt"})
	assert.ErrorContains(t, err, "needs a path")
	_, err = Open(ctx, Options{Backend: "memory", Path: missing})
	assert.ErrorContains(t, err, "has no path")
}

func TestStoreOfANewerVersionIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	assert.NilError(t, openAt(t, "bolt", path).Close())
	db, err := bolt.Open(path, 0o644, nil)
	assert.NilError(t, err)
	assert.NilError(t, db.Update(func(tx *bolt.Tx) error { return tx.Bucket(markBucket).Put(markVersion, []byte("3")) }))
	assert.NilError(t, db.Close())
	refused(t, Options{Path: path}, ErrNewer)
	refused(t, Options{Path: path, ReadOnly: true}, ErrNewer)
}

func TestFailedWriteLeavesTheStoreAsItWas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	s := openAt(t, "bolt", path)
	add(t, s, first)
	quads := dump(t, s)
	full := errors.New("disk full")
	s.back.(*durable).broken = full
	for _, rec := range []schema.Record{second, says("a-1", "2021-03-01", "country/TUR ally country/NOR asserted")} {
		got, err := s.Add(ctx, rec)
		assert.ErrorIs(t, err, full)
		assert.ErrorContains(t, err, path)
		assert.DeepEqual(t, got, Added{})
		assert.DeepEqual(t, dump(t, s), quads)
	}
	s.back.(*durable).broken = nil
	add(t, s, second)

	fresh := openAt(t, "memory", "")
	add(t, fresh, first, second)
	assert.DeepEqual(t, dump(t, s), dump(t, fresh))
}

// Where a file outgrows its map, bbolt waits for all readers, who must not wait for it.
func TestReadersAndTheWriterDoNotWaitForEachOther(t *testing.T) {
	old := reserve
	t.Cleanup(func() { reserve = old })
	reserve = 1
	s := openAt(t, "bolt", filepath.Join(t.TempDir(), "s"))
	add(t, s, first)
	before, err := s.back.size()
	assert.NilError(t, err)
	done := make(chan struct{})
	var reading sync.WaitGroup
	for range 3 {
		reading.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				err := s.Statements(ctx, schema.Filter{Entities: []string{"country/e0"}}, func(schema.Statement) error { return nil })
				assert.Check(t, err == nil, err)
				err = s.Gizmo(ctx, `g.V(entity("country/e0")).In().Out().Limit(50).All()`, Limits{}, func(map[string]any) error { return nil })
				assert.Check(t, err == nil, err)
			}
		})
	}
	for recs := corpus(200); len(recs) > 0; recs = recs[20:] {
		add(t, s, recs[:20]...)
	}
	close(done)
	reading.Wait()
	after, err := s.back.size()
	assert.NilError(t, err)
	assert.Assert(t, after > 8*before, "%d %d", before, after)
}

func TestBackendsHoldTheSameQuads(t *testing.T) {
	recs := corpus(80)
	var want []string
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, recs...)
		if want == nil {
			want = dump(t, s)
		}
		assert.DeepEqual(t, dump(t, s), want)
	})
}
