//go:build !linux

package graph

import (
	"os"
	"runtime"
	"testing"
)

// asNobody runs f as one for whom permissions count; root may do everything.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("needs a user to whom a file can be forbidden")
	}
	f()
}
