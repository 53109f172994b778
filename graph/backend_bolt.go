package graph

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// lockTimeout is how long Open waits for another process to let go of the file.
var lockTimeout = 2 * time.Second

// durable keeps everything in one bbolt file.
type durable struct {
	opts Options
	db   *bolt.DB
	qs   cayley.QuadStore

	// broken makes apply fail at its end; tests set it.
	broken error
}

func openBolt(o Options) (backend, error) {
	if o.Path == "" {
		return nil, errors.New("needs a path")
	}
	exists, err := inspect(o.Path)
	if err != nil {
		return nil, err
	}
	if !exists {
		if o.ReadOnly || o.mustExist {
			return nil, ErrNoStore
		}
		if err := create(o.Path); err != nil {
			return nil, err
		}
	}
	db, err := openFile(o.Path, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	d := &durable{opts: o, db: db}
	if d.qs, err = d.cayley(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return d, nil
}

// create makes an empty store, whole or not at all. That another process was quicker is no fault.
func create(path string) error {
	b, err := newBulk(path)
	if err != nil {
		return err
	}
	if err := b.finish(context.Background()); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// cayley looks at the file as Cayley does. Cayley's filter of existing quads would cost some 300 MB,
// and at every opening a scan of the whole file; it is for Cayley's own writing, which is not used.
func (d *durable) cayley() (cayley.QuadStore, error) {
	return kv.New(boltKV{d.db}, cayley.Options{kv.OptNoBloom: true})
}

func (d *durable) quads() cayley.QuadStore { return d.qs }

func (d *durable) apply(c change) error {
	if d.opts.ReadOnly {
		return ErrReadOnly
	}
	qs := d.qs
	err := d.db.Update(func(tx *bolt.Tx) error {
		gone, err := writeQuads(tx, c.add, c.remove)
		if err != nil {
			return err
		}
		if err := writeRows(tx, c); err != nil {
			return err
		}
		if gone {
			// Cayley remembers IDs of values; should one come again, it has another.
			if qs, err = d.cayley(); err != nil {
				return err
			}
		}
		return d.broken
	})
	if err == nil {
		d.qs = qs
	}
	return err
}

func (d *durable) view(fn func(r rows) error) error {
	return d.db.View(func(tx *bolt.Tx) error { return fn(boltRows{tx.Bucket(rowsBucket)}) })
}

func (d *durable) size() (int64, error) {
	info, err := os.Stat(d.opts.Path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (d *durable) close() error { return d.qs.Close() }

// openFile opens what lies at path when its lock is ours: while we waited, a rebuilt
// store may have taken the place of the one that we opened.
func openFile(path string, readOnly bool) (*bolt.DB, error) {
	for {
		var file *os.File
		db, err := bolt.Open(path, 0o644, &bolt.Options{
			Timeout: lockTimeout, ReadOnly: readOnly, FreelistType: bolt.FreelistMapType, InitialMmapSize: mapSize(readOnly),
			OpenFile: func(name string, flag int, perm os.FileMode) (_ *os.File, err error) {
				file, err = os.OpenFile(name, flag&^os.O_CREATE, perm)
				return file, err
			},
		})
		if errors.Is(err, bolterrors.ErrTimeout) {
			return nil, ErrLocked
		}
		if err != nil {
			return nil, err
		}
		ours, err := file.Stat()
		if err != nil {
			return nil, errors.Join(err, db.Close())
		}
		theirs, err := os.Stat(path)
		if err != nil {
			return nil, errors.Join(err, db.Close())
		}
		if os.SameFile(ours, theirs) {
			db.AllocSize = growth
			return db, nil
		}
		if err := db.Close(); err != nil {
			return nil, err
		}
	}
}

// A file grows by so many bytes at a time; bbolt's own 16 MiB would be most of a small store.
const growth = 1 << 20

// reserve is how many addresses, not how much memory, a file has before bbolt must map it anew. For
// that it waits until nobody reads, which is never where a reader of Cayley's begins a second
// reading within the first. The Store's lock keeps readers out meanwhile; this spares the remapping.
var reserve uint64 = 32 << 30

// mapSize is 0 where addresses are few, and on Windows, which would make the file itself that long.
func mapSize(readOnly bool) int {
	if readOnly || strconv.IntSize < 64 || runtime.GOOS == "windows" {
		return 0
	}
	return int(reserve)
}
