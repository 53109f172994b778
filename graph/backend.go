package graph

import (
	"context"

	cayley "github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/quad"
)

// backend is where the quads lie, and beside them the rows that answers are
// read from. The Store holds its lock around every call.
type backend interface {
	// quads is valid until the next apply or close.
	quads() cayley.QuadStore

	// view calls fn with the rows as they are now.
	view(fn func(r rows) error) error

	// snapshot is the quads as they are now, beside which others may go on writing. It
	// is called while nobody else uses the store; end may be called while it is read,
	// and tells of a fault that Cayley has kept to itself. The context bounds what a
	// server does for it.
	snapshot(ctx context.Context) (qs cayley.QuadStore, end func() error, err error)

	// apply makes all of the changes or, with an error, none of them.
	apply(c change) error

	// size is how many bytes lie on disk.
	size() (int64, error)

	close() error
}

// rows is an ordered table of keys and values; keys are ordered as bytes are.
// What it gives out is valid, and must not be changed, until view returns.
type rows interface {
	// get answers nil where there is no such row.
	get(key []byte) ([]byte, error)

	// scan calls fn for every row whose key begins with prefix and is not before
	// from, which may be nil, in order. It ends where fn answers false.
	scan(prefix, from []byte, fn func(key, value []byte) (more bool, err error)) error
}

// foresight is of rows for which each look-up is a journey: told of the keys that get will
// be asked for, they look all of them up at once. What they were told before is forgotten.
type foresight interface{ ahead(keys [][]byte) error }

// ahead tells the rows of keys, if they care.
func ahead(r rows, keys [][]byte) error {
	if f, ok := r.(foresight); ok && len(keys) > 1 {
		return f.ahead(keys)
	}
	return nil
}

// change is what one apply does. Quads to add are not there yet, and those to
// remove are: whoever makes a change has looked.
type change struct {
	add, remove []quad.Quad
	put         []row    // takes the place of a row that is there
	del         [][]byte // keys; one that is not there is no fault
}

// row has a value of at least one byte.
type row struct{ key, value []byte }

// backends has one entry for each backend_*.go; the contract test loops over it.
var backends = map[string]func(Options) (backend, error){
	"memory":   openMemory,
	"bolt":     openBolt,
	"postgres": openPostgres,
}

// isNone tells whether a quad has no value in a direction, for which Cayley's SQL has a ref too.
func isNone(ref cayley.Ref) bool {
	hash, ok := ref.(csql.NodeHash)
	return ref == nil || ok && !hash.Valid()
}
