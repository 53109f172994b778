package graph

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	bolt "go.etcd.io/bbolt"
)

// version counts the layouts. A store of another one is refused.
const version = 2

var (
	markBucket  = []byte("entente")
	markVersion = []byte("version")
)

// inspect tells whether there is a store at path. It opens the file for reading
// alone, so that a file of another program stays as it is to the last byte.
func inspect(path string) (exists bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("%w: it is no regular file", ErrNotStore)
	case info.Size() == 0:
		return false, fmt.Errorf("%w: it is empty", ErrNotStore)
	}
	d, err := openFile(path, true)
	if errors.Is(err, ErrLocked) || errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	if err != nil {
		return false, fmt.Errorf("%w: %w", ErrNotStore, err)
	}
	var made int
	err = d.guard(func() (err error) {
		made, err = d.version(info.Size())
		return err
	})
	if err = errors.Join(err, d.close()); err != nil {
		return false, err
	}
	if made > version {
		return false, fmt.Errorf("%w: its layout is version %d, this program knows %d", ErrNewer, made, version)
	}
	if made < version {
		return false, fmt.Errorf("%w: its layout is version %d, this program's is %d", ErrOlder, made, version)
	}
	return true, nil
}

// version reads what tells an Entente store from any other bbolt file.
func (d *durable) version(length int64) (version int, err error) {
	err = d.db.View(func(tx *bolt.Tx) error {
		// Reading past the end of a mapped file is a fault, so a cut file is refused first.
		if tx.Size() > length {
			return fmt.Errorf("%w: it is cut short", ErrNotStore)
		}
		b := tx.Bucket(markBucket)
		if b == nil {
			return fmt.Errorf("%w: it is a bbolt file of another program", ErrNotStore)
		}
		version, err = strconv.Atoi(string(b.Get(markVersion)))
		if err != nil || version < 1 {
			return fmt.Errorf("%w: it has no version", ErrNotStore)
		}
		return nil
	})
	return version, err
}
