package graph

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"syscall"
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
	file *os.File // db's
	qs   cayley.QuadStore

	// damaged is true once a panic has been caught: bbolt's locks may be held for ever.
	damaged atomic.Bool

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
		if o.ReadOnly || o.MustExist {
			return nil, ErrNoStore
		}
		if err := create(o.Path); err != nil {
			return nil, err
		}
	}
	d, err := openFile(o.Path, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	d.opts = o
	err = d.guard(func() (err error) {
		d.qs, err = d.cayley()
		return err
	})
	if err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// guard makes an error of a panic. bbolt and Cayley trust what they read, and bbolt reads
// a map of the file: where it is damaged or has been cut short, they panic, or the
// machine faults. Then nothing more is read until the store is opened again.
func (d *durable) guard(fn func() error) (err error) {
	if d.damaged.Load() {
		return ErrDamaged
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			d.damaged.Store(true)
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	return fn()
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
	err := d.guard(func() error {
		return d.db.Update(func(tx *bolt.Tx) error {
			gone, err := writeQuads(boltBuckets(tx), c.add, c.remove)
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
	})
	if err == nil {
		d.qs = qs
	}
	return err
}

func (d *durable) view(fn func(r rows) error) error {
	return d.guard(func() error {
		return d.db.View(func(tx *bolt.Tx) error {
			b := tx.Bucket(rowsBucket)
			if b == nil {
				return fmt.Errorf("%w: bucket %q is missing", ErrDamaged, rowsBucket)
			}
			return fn(boltRows{b})
		})
	})
}

func (d *durable) snapshot(context.Context) (cayley.QuadStore, func() error, error) {
	return newSnapshot(boltKV{d.db}, d.guard)
}

func (d *durable) size() (int64, error) {
	info, err := os.Stat(d.opts.Path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// close does not wait for readings, as bbolt would: when it is called, only those are left
// that a panic has ended.
func (d *durable) close() error {
	if d.damaged.Load() || d.db.Stats().OpenTxN > 0 {
		return errors.Join(unlock(d.file), d.file.Close())
	}
	return d.db.Close()
}

// openFile opens a file that is there.
func openFile(path string, readOnly bool) (*durable, error) {
	d := &durable{}
	open := func(mapSize int) func() error {
		return func() (err error) {
			d.db, err = bolt.Open(path, 0o644, &bolt.Options{
				Timeout: lockTimeout, ReadOnly: readOnly, FreelistType: bolt.FreelistMapType, InitialMmapSize: mapSize,
				OpenFile: func(name string, flag int, perm os.FileMode) (f *os.File, err error) {
					f, err = os.OpenFile(name, flag&^os.O_CREATE, perm)
					if d.db == nil { // later bbolt opens it once more to copy it
						d.file = f
					}
					return f, err
				},
			})
			return err
		}
	}
	err := d.guard(open(mapSize(readOnly)))
	if errors.Is(err, syscall.ENOMEM) {
		err = d.guard(open(0))
	}
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, ErrLocked
	case d.damaged.Load():
		return nil, errors.Join(err, d.close())
	case err != nil:
		return nil, err
	}
	d.db.AllocSize = growth
	// While this waited for the lock, a rebuild may have put another file in the place of this one.
	named, err := os.Stat(path)
	var opened os.FileInfo
	if err == nil {
		opened, err = d.file.Stat()
	}
	if err == nil && os.SameFile(named, opened) {
		return d, nil
	}
	if err := errors.Join(err, d.close()); err != nil {
		return nil, err
	}
	return openFile(path, readOnly)
}

// A file grows by so many bytes at a time; bbolt's own 16 MiB would be most of a small store.
const growth = 1 << 20

// reserve is how many addresses, not how much memory, a file has before bbolt must map it anew. For
// that it waits until nobody reads, which is never where a reader of Cayley's begins a second
// reading within the first. The Store's lock keeps readers out meanwhile, but for a query's snapshot,
// which is one reading and ends with the query; this spares the remapping.
// Where so many cannot be had, as under ulimit -v, it is done without.
var reserve uint64 = 32 << 30

// mapSize is 0 where addresses are few, and on Windows, which would make the file itself that long.
func mapSize(readOnly bool) int {
	if readOnly || strconv.IntSize < 64 || runtime.GOOS == "windows" {
		return 0
	}
	return int(reserve)
}
