package graph

import (
	"errors"
	"slices"
	"sync/atomic"

	"github.com/cayleygraph/cayley/clog"
)

// Cayley writes to standard error what its callers learn anyway, but of a value that
// it could not read it tells nobody else, and goes on as if there were none.
func init() { clog.SetLogger(listener{}) }

// lost counts what Cayley could not read.
var lost atomic.Int64

var errLost = errors.New("something could not be read, so the answer is not whole")

type listener struct{}

func (listener) Errorf(_ string, args ...any) {
	over := func(arg any) bool {
		err, ok := arg.(error)
		return ok && (errors.Is(err, errOver) || err.Error() == "sql: database is closed")
	}
	if !slices.ContainsFunc(args, over) { // which is what a query finds that nobody waits for any more
		lost.Add(1)
	}
}

func (listener) Infof(string, ...any)    {}
func (listener) Warningf(string, ...any) {}
func (listener) Fatalf(string, ...any)   {}
func (listener) V(int) bool              { return false }
func (listener) SetV(int)                {}
