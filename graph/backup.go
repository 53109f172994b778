package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"
)

// ErrNoBackup is for a backend that has no file to copy.
var ErrNoBackup = errors.New("only a store in a file can be copied; dump it instead")

// Backup copies the store as it is now to a new file, while others go on using it.
// The copy is whole or not there; a file that is there already is fs.ErrExist.
func (s *Store) Backup(ctx context.Context, path string) (size int64, err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.back == nil {
		return 0, s.fault("copy", ErrClosed)
	}
	d, ok := s.back.(*durable)
	if !ok {
		return 0, s.fault("copy", ErrNoBackup)
	}
	if size, err = d.copyTo(ctx, path); err != nil {
		return 0, fmt.Errorf("copy bolt store %s to %s: %w", s.opts.Path, path, err)
	}
	return size, nil
}

func (d *durable) copyTo(ctx context.Context, path string) (size int64, err error) {
	if _, err := os.Lstat(path); err == nil {
		return 0, fs.ErrExist
	}
	part := path + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return 0, err
	}
	err = d.db.View(func(tx *bolt.Tx) (err error) {
		size, err = tx.WriteTo(&endingWriter{ctx, f})
		return err
	})
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		if err = os.Rename(part, path); err == nil {
			return size, syncFolder(path)
		}
	}
	return 0, errors.Join(err, os.Remove(part))
}

// endingWriter ends with its context.
type endingWriter struct {
	ctx context.Context
	w   io.Writer
}

func (e *endingWriter) Write(b []byte) (int, error) {
	if err := e.ctx.Err(); err != nil {
		return 0, err
	}
	return e.w.Write(b)
}
