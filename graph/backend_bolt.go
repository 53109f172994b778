package graph

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	hidalgo "github.com/hidal-go/hidalgo/kv"
	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// lockTimeout is how long Open waits for another process to let go of the file.
var lockTimeout = 2 * time.Second

// durable keeps everything in one bbolt file.
type durable struct {
	opts Options
	db   *boltKV
	qs   cayley.QuadStore
}

func openBolt(o Options) (backend, error) {
	if o.Path == "" {
		return nil, errors.New("needs a path")
	}
	exists, err := inspect(o.Path)
	if err != nil {
		return nil, err
	}
	if !exists && o.ReadOnly {
		return nil, ErrNoStore
	}
	d := &durable{opts: o}
	if err := d.open(!exists); err != nil {
		return nil, err
	}
	return d, nil
}

func (d *durable) open(create bool) (err error) {
	db, err := openFile(d.opts.Path, d.opts.ReadOnly)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			db.Close()
		}
	}()
	if create {
		if err := writeMark(db, true); err != nil {
			return err
		}
	}
	d.db = &boltKV{db: db}
	if !d.opts.ReadOnly {
		if err := d.initialise(); err != nil {
			return err
		}
	}
	// Cayley's filter of existing quads would cost some 300 MB, and at every opening a scan of
	// the whole file; what it spares, a look at the index, new assertions do not need.
	d.qs, err = kv.New(d.db, cayley.Options{kv.OptNoBloom: true})
	return err
}

// initialise lays out a new file, and ends what a killed process began.
func (d *durable) initialise() error {
	m, err := readMark(d.db.db)
	if err != nil || !m.unfinished {
		return err
	}
	if err := initialise(d.db); err != nil {
		return err
	}
	return writeMark(d.db.db, false)
}

func (d *durable) quads() cayley.QuadStore { return d.qs }

// apply makes one transaction of it all. After a failure it opens the file
// anew, because Cayley would go on with what it had cached of the lost
// transaction and write dangling quads.
func (d *durable) apply(c change) error {
	if d.opts.ReadOnly {
		return ErrReadOnly
	}
	err := d.db.together(func(tx *bolt.Tx) error {
		if err := applyQuads(d.qs, c); err != nil {
			return err
		}
		return writeRows(tx, c)
	})
	if err == nil {
		return nil
	}
	if cerr := d.qs.Close(); cerr != nil {
		return errors.Join(err, fmt.Errorf("close after failure: %w", cerr))
	}
	if rerr := d.open(false); rerr != nil {
		return errors.Join(err, fmt.Errorf("reopen after failure: %w", rerr))
	}
	return err
}

func (d *durable) view(fn func(r rows) error) error {
	return d.db.db.View(func(tx *bolt.Tx) error { return fn(boltRows{tx.Bucket(rowsBucket)}) })
}

func (d *durable) snapshot() (hidalgo.Tx, error) { return d.db.begin(false) }

func (d *durable) size() (int64, error) {
	info, err := os.Stat(d.opts.Path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (d *durable) close() error { return d.qs.Close() }

func openFile(path string, readOnly bool) (*bolt.DB, error) {
	db, err := bolt.Open(path, 0o644, &bolt.Options{
		Timeout: lockTimeout, ReadOnly: readOnly, FreelistType: bolt.FreelistMapType, InitialMmapSize: mapSize(readOnly),
	})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, ErrLocked
	}
	if err == nil {
		db.AllocSize = growth
	}
	return db, err
}

// A file grows by so many bytes at a time; bbolt's own 16 MiB would be most of a small store.
const growth = 1 << 20

// mapSize reserves addresses, not memory, so that bbolt seldom has to map the
// file anew, for which it must wait until nobody reads: 4 GiB where pointers have 64 bits.
// Windows would make the file itself that long.
func mapSize(readOnly bool) int {
	if readOnly || runtime.GOOS == "windows" {
		return 0
	}
	return 1 << (strconv.IntSize / 2)
}
