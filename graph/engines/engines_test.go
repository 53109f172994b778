package engines

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cayleygraph/cayley/clog"
	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/bolt"
	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

func init() { clog.SetLogger(nil) }

// engine is one way of keeping the corpus on disk.
type engine interface {
	// load writes the corpus to path, where nothing is, and closes it again.
	load(path string, c *corpus) error

	// look opens what is at path for reading and finds the entity of rank 0.
	look(path string) error
}

// names has what the others are compared with first.
var names = []string{"cayley-bolt", "cayley-bolt-lean", "cayley-pebble", "cayley-pebble-lean", "store-add", "store-build"}

var engines = map[string]engine{
	"cayley-bolt":        stock{},
	"cayley-bolt-lean":   stock{lean},
	"cayley-pebble":      overPebble{},
	"cayley-pebble-lean": overPebble{lean},
	"store-add":          adding{},
	"store-build":        building{},
}

// lean leaves out the filters of what is there, which Cayley lays out for 100 million keys.
// They spare a loader of an empty store many looks; whoever opens a full one pays
// for them with a scan of all quads.
var lean = cayley.Options{kv.OptNoBloom: true}

// batch is how many quads a call of ApplyDeltas has; Cayley's bolt was slower with 1,000 and with 50,000.
const batch = 10_000

// stock is Cayley's own bolt store as it is, which syncs at every commit.
type stock struct{ writing cayley.Options }

func (s stock) load(path string, c *corpus) error {
	if err := cayley.InitQuadStore(bolt.Type, path, nil); err != nil {
		return err
	}
	qs, err := cayley.NewQuadStore(bolt.Type, path, s.writing)
	if err != nil {
		return err
	}
	return errors.Join(apply(qs, c), qs.Close())
}

func (stock) open(path string) (cayley.QuadStore, error) {
	return cayley.NewQuadStore(bolt.Type, path, lean)
}

func (s stock) look(path string) error {
	qs, err := s.open(path)
	if err != nil {
		return err
	}
	return errors.Join(find(qs), qs.Close())
}

// apply writes what the corpus says, each quad once.
func apply(qs cayley.QuadStore, c *corpus) error {
	var deltas []cayley.Delta
	flush := func(n int) error {
		if err := qs.ApplyDeltas(deltas[:n], cayley.IgnoreOpts{IgnoreDup: true}); err != nil {
			return err
		}
		deltas = append(deltas[:0], deltas[n:]...)
		return nil
	}
	for {
		rec, ok := c.next()
		if !ok {
			return flush(len(deltas))
		}
		for _, q := range c.quads(rec) {
			deltas = append(deltas, cayley.Delta{Quad: q, Action: cayley.Add})
		}
		if len(deltas) >= batch {
			if err := flush(batch); err != nil {
				return err
			}
		}
	}
}

func find(qs cayley.QuadStore) error {
	hub := qs.ValueOf(model.EntityIRI(entityID(0)))
	if hub == nil {
		return errors.New("no hub")
	}
	it := qs.QuadIterator(quad.Subject, hub)
	defer it.Close()
	if !it.Next(context.Background()) {
		return fmt.Errorf("nothing is said of the hub: %w", it.Err())
	}
	return nil
}

// overPebble is Cayley's key-value store over Pebble.
type overPebble struct{ writing cayley.Options }

func (o overPebble) load(path string, c *corpus) error {
	db, err := OpenPebble(path)
	if err != nil {
		return err
	}
	if err := kv.Init(db, nil); err != nil {
		return err
	}
	qs, err := kv.New(db, o.writing)
	if err != nil {
		return err
	}
	return errors.Join(apply(qs, c), qs.Close())
}

func (overPebble) look(path string) error {
	db, err := OpenPebble(path)
	if err != nil {
		return err
	}
	qs, err := kv.New(db, lean)
	if err != nil {
		return err
	}
	return errors.Join(find(qs), qs.Close())
}

// adding is Entente's store, given a thousand records at a time. It makes the quads
// itself, adds its indexes and rows to them, and looks for each article whether it is there.
type adding struct{}

const file = "store"

func (adding) load(path string, c *corpus) error {
	if err := os.Mkdir(path, 0o755); err != nil {
		return err
	}
	ctx := context.Background()
	s, err := graph.Open(ctx, graph.Options{Path: filepath.Join(path, file)})
	if err != nil {
		return err
	}
	for more := true; more; {
		var recs []schema.Record
		for more && len(recs) < 1000 {
			var rec schema.Record
			if rec, more = c.next(); more {
				recs = append(recs, rec)
			}
		}
		if _, err := s.Add(ctx, recs...); err != nil {
			return err
		}
	}
	return s.Close()
}

// building is Entente's bulk build: all at once, in the order of the keys.
type building struct{ adding }

func (building) load(path string, c *corpus) error {
	if err := os.Mkdir(path, 0o755); err != nil {
		return err
	}
	_, err := graph.Build(context.Background(), filepath.Join(path, file), func(add func(schema.Record) error) error {
		for {
			rec, ok := c.next()
			if !ok {
				return nil
			}
			if err := add(rec); err != nil {
				return err
			}
		}
	})
	return err
}

func (adding) open(path string) (*graph.Store, error) {
	return graph.Open(context.Background(), graph.Options{Path: filepath.Join(path, file), ReadOnly: true})
}

func (a adding) look(path string) error {
	s, err := a.open(path)
	if err != nil {
		return err
	}
	if _, ok, err := s.Entity(context.Background(), entityID(0)); err != nil || !ok {
		return fmt.Errorf("no hub: %w", err)
	}
	return s.Close()
}
