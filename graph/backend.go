package graph

import (
	cayley "github.com/cayleygraph/cayley/graph"
)

// backend is where the quads lie. The Store holds its lock around every call.
type backend interface {
	// quads is valid until the next apply or close.
	quads() cayley.QuadStore

	// apply makes all of the changes or, with an error, none of them.
	apply(deltas []cayley.Delta) error

	// size is how many bytes lie on disk.
	size() (int64, error)

	close() error
}

// backends has one entry for each backend_*.go; the contract test loops over it.
var backends = map[string]func(Options) (backend, error){
	"memory": openMemory,
	"bolt":   openBolt,
}

// Duplicates and missing quads are found before they get here; were one to slip
// through, failing on it would leave Cayley's caches ahead of what is written.
var lenient = cayley.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}
