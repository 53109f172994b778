//go:build unix

package graph

import (
	"bytes"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

// fullDisk is a folder on which files cannot grow between full and free.
type fullDisk struct {
	dir  string
	full func(t *testing.T, room int64) // bytes that still can be written, more or less
	free func(t *testing.T)
	why  syscall.Errno

	there []string // in dir
}

// limited has every file of the process end at some length.
func limited(t *testing.T) fullDisk {
	var before syscall.Rlimit
	assert.NilError(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before))
	signal.Ignore(syscall.SIGXFSZ) // as an error it comes anyway
	set := func(t *testing.T, l syscall.Rlimit) { assert.NilError(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &l)) }
	t.Cleanup(func() {
		set(t, before)
		signal.Reset(syscall.SIGXFSZ)
	})
	return fullDisk{
		dir: t.TempDir(),
		full: func(t *testing.T, room int64) {
			l := before
			l.Cur = 64<<10 + uint64(room)
			set(t, l)
		},
		free: func(t *testing.T) { set(t, before) },
		why:  syscall.EFBIG, there: []string{"s"},
	}
}

// keepsAll tries all that writes where there is no room.
func keepsAll(t *testing.T, d fullDisk) {
	recs := corpus(140)
	path := filepath.Join(d.dir, "s")
	s := openAt(t, "bolt", path)
	add(t, s, recs[:40]...)
	want := dump(t, s)
	same := func(name string) {
		t.Helper()
		assert.DeepEqual(t, dump(t, s), want)
		sound(t, s)
		assert.Assert(t, slices.Equal(names(t, d.dir), d.there), "after %s: %q", name, names(t, d.dir))
	}
	failed := func(err error, path string) {
		t.Helper()
		assert.ErrorContains(t, err, d.why.Error()) // bbolt does not wrap all of them
		assert.ErrorContains(t, err, path)
	}
	oldSort := sortBytes
	t.Cleanup(func() { sortBytes = oldSort })
	for _, room := range []int64{0, 20_000, 200_000} {
		d.full(t, room)
		got, err := s.Add(ctx, recs[40:]...)
		failed(err, path)
		assert.DeepEqual(t, got, Added{})
		same("add")
		_, err = s.Backup(ctx, filepath.Join(d.dir, "copy"))
		failed(err, filepath.Join(d.dir, "copy"))
		same("backup")
		for _, sortBytes = range []int{50_000, oldSort} {
			_, err = Build(ctx, filepath.Join(d.dir, "b"), func(add func(schema.Record) error) error {
				for _, rec := range recs {
					if err := add(rec); err != nil {
						return err
					}
				}
				return nil
			})
			failed(err, filepath.Join(d.dir, "b"))
			same("build")
		}
		assert.NilError(t, s.Close())
		_, err = Rebuild(ctx, path, nil)
		failed(err, path)
		s = openAt(t, "bolt", path)
		same("rebuild")
	}
	d.free(t)
	assert.Equal(t, add(t, s, recs[40:]...).Documents, len(recs)-40)
	fresh := openAt(t, "memory", "")
	add(t, fresh, recs...)
	holdTheSame(t, s, fresh)
	assert.NilError(t, s.Close())
	_, err := Rebuild(ctx, path, nil)
	assert.NilError(t, err)
	holdTheSame(t, openAt(t, "bolt", path), fresh)
}

func TestWhereFilesCannotGrowNothingIsLost(t *testing.T) {
	// The limit is on all files of a process, those of the test's own log included.
	const env = "ENTENTE_LIMITED"
	if os.Getenv(env) != "" {
		keepsAll(t, limited(t))
		return
	}
	cmd := exec.Command(os.Args[0], "-test.v", "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), env+"=1")
	out, err := cmd.CombinedOutput()
	assert.NilError(t, err, string(out))
	assert.Assert(t, bytes.Contains(out, []byte("--- PASS: "+t.Name())), string(out))
}
