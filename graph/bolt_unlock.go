//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package graph

import (
	"os"
	"syscall"
)

// unlock gives back the lock of a file that is still mapped: as long as it is, closing it does not.
func unlock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
