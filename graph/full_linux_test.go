package graph

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

// mounted is a small file system in memory.
func mounted(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); errors.Is(err, fs.ErrPermission) {
		t.Skipf("may not mount a file system: %v", err)
	} else {
		assert.NilError(t, err)
	}
	t.Cleanup(func() { assert.NilError(t, syscall.Unmount(dir, syscall.MNT_DETACH)) })
	return dir
}

// filled has a ballast that takes the room.
func filled(t *testing.T) fullDisk {
	dir := mounted(t, "32m")
	ballast := filepath.Join(dir, "ballast")
	free := func(t *testing.T) { assert.NilError(t, os.Truncate(ballast, 0)) }
	assert.NilError(t, os.WriteFile(ballast, nil, 0o644))
	return fullDisk{
		dir: dir,
		full: func(t *testing.T, room int64) {
			free(t)
			f, err := os.OpenFile(ballast, os.O_WRONLY, 0)
			assert.NilError(t, err)
			defer f.Close()
			chunk, size := make([]byte, 4096), int64(0)
			for err == nil {
				var n int
				n, err = f.Write(chunk)
				size += int64(n)
			}
			assert.ErrorIs(t, err, syscall.ENOSPC)
			assert.NilError(t, f.Truncate(size-room))
		},
		free:  free,
		why:   syscall.ENOSPC,
		there: []string{"ballast", "s"},
	}
}

func TestOnAFullDiskNothingIsLost(t *testing.T) { keepsAll(t, filled(t)) }

func TestOnAReadOnlyFileSystemAStoreCanBeRead(t *testing.T) {
	dir := mounted(t, "32m")
	path := filepath.Join(dir, "s")
	wellUsed(t, path)
	want, _, err := answers(path)
	assert.NilError(t, err)
	assert.NilError(t, syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	got, faults, err := answers(path)
	assert.NilError(t, err)
	assert.Assert(t, got == want && len(faults) == 0, "%q", faults)
	refused(t, Options{Path: path}, syscall.EROFS)
	refused(t, Options{Path: filepath.Join(dir, "other")}, syscall.EROFS)
	_, err = Rebuild(ctx, path, nil)
	assert.ErrorIs(t, err, syscall.EROFS)
	_, err = Build(ctx, filepath.Join(dir, "other"), func(func(schema.Record) error) error { return nil })
	assert.ErrorIs(t, err, syscall.EROFS)
}
