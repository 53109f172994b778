package graph

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	bolt "go.etcd.io/bbolt"
)

// version counts the layouts of quads. A store of a higher one is refused.
const version = 1

var (
	markBucket     = []byte("entente")
	markVersion    = []byte("version")
	markUnfinished = []byte("unfinished")
)

// mark is what tells an Entente store from any other bbolt file.
type mark struct {
	version    int
	unfinished bool
}

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
	db, err := openFile(path, true)
	if errors.Is(err, ErrLocked) || errors.Is(err, fs.ErrPermission) {
		return false, err
	}
	if err != nil {
		return false, fmt.Errorf("%w: %w", ErrNotStore, err)
	}
	defer db.Close()
	// Reading past the end of a mapped file kills the process, so a cut file is refused first.
	tx, err := db.Begin(false)
	if err != nil {
		return false, err
	}
	whole := tx.Size() <= info.Size()
	if err := tx.Rollback(); err != nil {
		return false, err
	}
	if !whole {
		return false, fmt.Errorf("%w: it is cut short", ErrNotStore)
	}
	m, err := readMark(db)
	if err != nil {
		return false, err
	}
	if m.version > version {
		return false, fmt.Errorf("%w: its layout is version %d, this program knows %d", ErrNewer, m.version, version)
	}
	return true, nil
}

func readMark(db *bolt.DB) (m mark, err error) {
	err = db.View(func(tx *bolt.Tx) error {
		b := tx.Bucket(markBucket)
		if b == nil {
			return fmt.Errorf("%w: it is a bbolt file of another program", ErrNotStore)
		}
		m.unfinished = b.Get(markUnfinished) != nil
		m.version, err = strconv.Atoi(string(bytes.Clone(b.Get(markVersion))))
		if err != nil || m.version < 1 {
			return fmt.Errorf("%w: it has no version", ErrNotStore)
		}
		return nil
	})
	return m, err
}

func writeMark(db *bolt.DB, unfinished bool) error {
	return db.Update(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists(markBucket)
		if err != nil {
			return err
		}
		if unfinished {
			err = b.Put(markUnfinished, []byte{1})
		} else {
			err = b.Delete(markUnfinished)
		}
		if err != nil {
			return err
		}
		return b.Put(markVersion, []byte(strconv.Itoa(version)))
	})
}
