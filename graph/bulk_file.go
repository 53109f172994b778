package graph

import (
	"bytes"
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

// A build of PATH is PATH.part-… and, for rows that do not fit in memory, PATH.part-….rows.
const (
	partInfix  = ".part-"
	rowsSuffix = ".rows"
)

// newPart makes a file to build in. As long as it is open it is locked, and so tells
// that its process lives.
func newPart(path string) (*bolt.DB, string, error) {
	for {
		name := fmt.Sprintf("%s%s%016x", path, partInfix, rand.Uint64())
		db, err := bolt.Open(name, 0o644, &bolt.Options{
			Timeout: lockTimeout, FreelistType: bolt.FreelistMapType, InitialMmapSize: mapSize(false),
			NoSync: true, NoGrowSync: true, // the end of the build does that
			OpenFile: func(name string, flag int, perm os.FileMode) (*os.File, error) {
				return os.OpenFile(name, flag|os.O_EXCL, perm)
			},
		})
		if err != nil {
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
	names, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return err
	}
	for _, entry := range names {
		name := filepath.Join(filepath.Dir(path), entry.Name())
		if !strings.HasPrefix(entry.Name(), filepath.Base(path)+partInfix) || !entry.Type().IsRegular() {
			continue
		}
		if strings.HasSuffix(name, rowsSuffix) {
			// Where it can be removed while it is open, its own process did so already.
			if err := os.Remove(name); err != nil && runtime.GOOS != "windows" && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			continue
		}
		if info, err := entry.Info(); err != nil || info.Size() == 0 {
			continue // gone, or its process is about to lock it
		}
		db, err := bolt.Open(name, 0, &bolt.Options{ReadOnly: true, Timeout: 1})
		if errors.Is(err, bolterrors.ErrTimeout) {
			continue
		}
		if err == nil {
			err = db.Close()
		} else {
			err = nil // it is locked by nobody, and broken
		}
		if rerr := os.Remove(name); rerr != nil && !errors.Is(rerr, fs.ErrNotExist) {
			return rerr
		}
		if err != nil {
			return err
		}
	}
	return nil
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

// filler writes to buckets in the order of their keys, a transaction for every few MB.
type filler struct {
	db   *bolt.DB
	tx   *bolt.Tx
	name []byte
	to   *bolt.Bucket
	size int

	chunk []byte // values, which bbolt wants to stay until the transaction ends
}

// fillerBytes is how much a transaction writes, and about a third of the memory that it takes.
const fillerBytes = 8 << 20

// put keeps neither key nor value.
func (f *filler) put(bucket, key, value []byte) error {
	if f.tx == nil {
		var err error
		if f.tx, err = f.db.Begin(true); err != nil {
			return err
		}
		f.name = nil
	}
	if !bytes.Equal(bucket, f.name) {
		f.name, f.to = bucket, f.tx.Bucket(bucket)
		f.to.FillPercent = buildFill
	}
	if len(f.chunk)+len(value) > cap(f.chunk) {
		f.chunk = make([]byte, 0, max(1<<16, len(value)))
	}
	start := len(f.chunk)
	f.chunk = append(f.chunk, value...)
	if err := f.to.Put(key, f.chunk[start:len(f.chunk):len(f.chunk)]); err != nil {
		return err
	}
	f.size += len(key) + len(value)
	if f.size < fillerBytes {
		return nil
	}
	return f.commit()
}

func (f *filler) commit() error {
	if f.tx == nil {
		return nil
	}
	tx := f.tx
	f.tx, f.size = nil, 0
	return tx.Commit()
}

// sync ends the writing: all of it is on the disk then, and the file no longer than need be.
func (f *filler) sync() error {
	if err := f.commit(); err != nil {
		return err
	}
	var size int64
	if err := f.db.View(func(tx *bolt.Tx) error { size = tx.Size(); return nil }); err != nil {
		return err
	}
	if info, err := os.Stat(f.db.Path()); err != nil || info.Size() > size {
		if err := errors.Join(err, os.Truncate(f.db.Path(), size)); err != nil {
			return err
		}
	}
	return f.db.Sync()
}

func (f *filler) close() error {
	if f.tx != nil {
		tx := f.tx
		f.tx = nil
		if err := tx.Rollback(); err != nil {
			return err
		}
	}
	return f.db.Close()
}
