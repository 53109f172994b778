package graph

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// A build of PATH, or a copy to it, is PATH.part-… and, for rows that do not fit in memory, PATH.part-….rows.
const (
	partInfix  = ".part-"
	rowsSuffix = ".rows"
)

func partOf(path string) string { return fmt.Sprintf("%s%s%016x", path, partInfix, rand.Uint64()) }

// newPart makes a file to build in. As long as it is open it is locked, and so tells
// that its process lives.
func newPart(path string) (*bolt.DB, string, error) {
	for {
		name, made := partOf(path), false
		db, err := bolt.Open(name, 0o644, &bolt.Options{
			Timeout: lockTimeout,
			OpenFile: func(name string, flag int, perm os.FileMode) (*os.File, error) {
				f, err := os.OpenFile(name, flag|os.O_EXCL, perm)
				made = err == nil
				return f, err
			},
		})
		if err != nil {
			if made {
				err = errors.Join(err, os.Remove(name))
			}
			return nil, "", err
		}
		// Before it was locked, another build may have taken it for a stale one.
		if _, err := os.Stat(name); err == nil {
			return db, name, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, "", errors.Join(err, db.Close())
		}
		if err := db.Close(); err != nil {
			return nil, "", err
		}
	}
}

// removeStale removes what killed builds of the path left. The lock of a file that is
// built is held; a process that ended, however it did, holds none.
func removeStale(path string) error {
	names, err := parts(path)
	for _, name := range names {
		if strings.HasSuffix(name, rowsSuffix) {
			// Where it can be removed while it is open, its own process did so already.
			if err := os.Remove(name); err != nil && runtime.GOOS != "windows" && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			continue
		}
		// One whose process is about to lock it goes too; newPart then makes another.
		if beingBuilt(name) {
			continue
		}
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return err
}

// parts lists what there is of builds of the path.
func parts(path string) (names []string, err error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), filepath.Base(path)+partInfix) && e.Type().IsRegular() {
			names = append(names, filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
	return names, err
}

// beingBuilt tells whether a process holds the lock of a part.
func beingBuilt(name string) bool {
	db, err := bolt.Open(name, 0, &bolt.Options{ReadOnly: true, Timeout: 1})
	if err == nil {
		_ = db.Close() // it was read only
	}
	return errors.Is(err, bolterrors.ErrTimeout)
}

// alone makes sure that nobody else is about to replace the store that is open, or has
// done so since it was opened: then what came after would be lost. The part is there
// already, so of two that begin at once each sees the other or, later, another file.
func (b *bulk) alone(open *os.File) error {
	names, err := parts(b.path)
	if err != nil {
		return err
	}
	for _, name := range names {
		if name != b.part && !strings.HasSuffix(name, rowsSuffix) && beingBuilt(name) {
			return ErrLocked
		}
	}
	named, err := os.Stat(b.path)
	if err != nil {
		return err
	}
	opened, err := open.Stat()
	if err == nil && !os.SameFile(named, opened) {
		return ErrLocked
	}
	return err
}

// giveName gives a finished file its name, which nothing has yet; it may keep its old one too.
func giveName(part, path string) error {
	// A link, unlike a name, is not given where one is already. What knows no links gets the name.
	if err := os.Link(part, path); err == nil {
		return syncFolder(path)
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s: %w", path, fs.ErrExist)
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return syncFolder(path)
}

// syncFolder makes a new name last.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" { // there a folder cannot be opened
		return nil
	}
	f, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
