package graph

import (
	"os"
	"runtime"
	"syscall"
	"testing"
)

// asNobody runs f as one for whom permissions count; root may do everything.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		f()
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		// It is the thread that becomes another user for what has to do with files, and it ends with this.
		runtime.LockOSThread()
		if err := syscall.Setfsuid(65534); err != nil {
			t.Error(err)
			return
		}
		f()
	}()
	<-done
}
