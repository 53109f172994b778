package graph

import (
	"context"
	"encoding/json"
	"errors"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// backend is where the quads lie, and beside them the rows that answers are
// read from. The Store holds its lock around every call.
type backend interface {
	// quads is valid until the next apply or close.
	quads() cayley.QuadStore

	// view calls fn with the rows as they are now.
	view(fn func(r rows) error) error

	// snapshot is everything as it is now, beside which others may go on writing
	// until its Close. It is called while nobody else uses the store.
	snapshot() (hidalgo.Tx, error)

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
	"memory": openMemory,
	"bolt":   openBolt,
}

// Duplicates and missing quads are found before they get here; were one to slip
// through, failing on it would leave Cayley's caches ahead of what is written.
var lenient = cayley.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}

// applyQuads makes additions and removals two calls: in one call, Cayley adds
// quads that lack each value of which more uses go than come.
func applyQuads(qs cayley.QuadStore, c change) error {
	for _, part := range [][]cayley.Delta{deltas(c.add, cayley.Add), deltas(c.remove, cayley.Delete)} {
		if len(part) == 0 {
			continue
		}
		if err := qs.ApplyDeltas(part, lenient); err != nil {
			return err
		}
	}
	return nil
}

// indexes are Cayley's own two and one by label, so that an article is found
// without reading the whole store.
var indexes = []kv.QuadIndex{
	{Dirs: []quad.Direction{quad.Subject, quad.Predicate}},
	{Dirs: []quad.Direction{quad.Object, quad.Predicate, quad.Subject}},
	{Dirs: []quad.Direction{quad.Label}},
}

// initialise lays out what Cayley keeps its quads in.
func initialise(db hidalgo.KV) error {
	if err := kv.Init(db, nil); err != nil && !errors.Is(err, cayley.ErrDatabaseExists) {
		return err
	}
	list, err := json.Marshal(indexes)
	if err != nil {
		return err
	}
	return hidalgo.Update(context.Background(), db, func(tx hidalgo.Tx) error {
		return tx.Put(hidalgo.SKey("meta", "indexes"), list)
	})
}

// deltas are additions and removals as Cayley wants them.
func deltas(quads []quad.Quad, action cayley.Procedure) []cayley.Delta {
	out := make([]cayley.Delta, len(quads))
	for i, q := range quads {
		out[i] = cayley.Delta{Quad: q, Action: action}
	}
	return out
}
