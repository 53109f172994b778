package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/gofrs/flock"

	"github.com/entente-kg/entente/graph"
)

// lockPatience is how long a run waits for another one that builds the same store.
var lockPatience = 2 * time.Second

// hold keeps others from building the store until it is let go: all of a run, while
// the store itself is open for a batch at a time, so that it can be read meanwhile.
// The lock is a file beside the store, which is empty and goes with the run; of a run
// that was killed it stays, and is in nobody's way.
func hold(ctx context.Context, store string) (letGo func() error, err error) {
	path := store + ".lock"
	limited, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	for {
		l := flock.New(path, flock.SetPermissions(0o644))
		_, err := l.TryLockContext(limited, 50*time.Millisecond)
		switch {
		case ctx.Err() != nil:
			return nil, errors.Join(ctx.Err(), l.Close())
		case errors.Is(err, context.DeadlineExceeded):
			return nil, fmt.Errorf("store %s: %w", store, graph.ErrLocked)
		case err != nil:
			return nil, fmt.Errorf("lock %s: %w", path, bare(err))
		}
		// Who held it before may have taken the file away: a lock on that one keeps nobody out.
		mine, err := l.Stat()
		if now, serr := os.Stat(path); err == nil && serr == nil && os.SameFile(mine, now) {
			return func() error { return release(l, path) }, nil
		}
		if err := l.Close(); err != nil {
			return nil, err
		}
	}
}

func release(l *flock.Flock, path string) error {
	if runtime.GOOS == "windows" { // which takes no open file away
		err := l.Close()
		os.Remove(path) // fails where the next one has it by now
		return err
	}
	return errors.Join(os.Remove(path), l.Close())
}
