package graph

import (
	"context"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
)

// reader looks quads up by index. It lives no longer than the lock it was made under.
type reader struct {
	ctx context.Context
	qs  cayley.QuadStore
}

// edge is a quad whose values are not read yet.
type edge [4]cayley.Ref

func (e edge) subject() cayley.Ref   { return e[0] }
func (e edge) predicate() cayley.Ref { return e[1] }
func (e edge) label() cayley.Ref     { return e[3] }

var directions = [4]quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label}

// ref is nil where no quad has the value.
func (r reader) ref(v quad.Value) cayley.Ref {
	if v == nil {
		return nil
	}
	return r.qs.ValueOf(v)
}

// find answers the quads that have every value that q has. One of subject,
// object and label must be set, since nothing is indexed by predicate.
func (r reader) find(q quad.Quad) ([]edge, error) {
	var want edge
	for i, d := range directions {
		if v := q.Get(d); v != nil {
			if want[i] = r.ref(v); want[i] == nil {
				return nil, r.ctx.Err()
			}
		}
	}
	return r.match(want)
}

// match is find for values that are looked up already.
func (r reader) match(want edge) ([]edge, error) {
	it := r.iterator(want)
	defer it.Close()
	var found []edge
next:
	for it.Next(r.ctx) {
		ref := it.Result()
		var e edge
		for i, d := range directions {
			e[i] = r.qs.QuadDirection(ref, d)
			if want[i] != nil && cayley.ToKey(e[i]) != cayley.ToKey(want[i]) {
				continue next
			}
		}
		found = append(found, e)
	}
	if err := it.Err(); err != nil {
		return nil, err
	}
	// Cayley takes a scan that its context stopped for one that came to its end.
	return found, r.ctx.Err()
}

// iterator takes the index of which the longest prefix is given, because Cayley
// itself uses an index only where all of it is. The memory store has an index
// of each direction, and there the shortest list is the best.
func (r reader) iterator(want edge) cayley.Iterator {
	store, ok := r.qs.(*kv.QuadStore)
	if !ok {
		return r.shortest(want)
	}
	var best kv.QuadIndex
	var prefix []uint64
	for _, ind := range indexes {
		var p []uint64
		for _, d := range ind.Dirs {
			v, set := want[int(d)-1].(kv.Int64Value)
			if !set {
				break
			}
			p = append(p, uint64(v))
		}
		if len(p) > len(prefix) {
			best, prefix = ind, p
		}
	}
	if prefix == nil {
		panic("graph: a search by predicate alone")
	}
	return kv.NewQuadIterator(store, best, prefix)
}

func (r reader) shortest(want edge) cayley.Iterator {
	best, least := quad.Any, int64(0)
	for i, d := range directions {
		if want[i] == nil || d == quad.Predicate {
			continue
		}
		size, err := r.qs.QuadIteratorSize(r.ctx, d, want[i])
		if err == nil && (best == quad.Any || size.Size < least) {
			best, least = d, size.Size
		}
	}
	if best == quad.Any {
		panic("graph: a search by predicate alone")
	}
	return r.qs.QuadIterator(best, want[int(best)-1])
}

// values reads what the refs stand for, each once.
func (r reader) values(refs []cayley.Ref) (map[any]quad.Value, error) {
	known := make(map[any]quad.Value, len(refs))
	var once []cayley.Ref
	for _, ref := range refs {
		if ref == nil {
			continue
		}
		key := cayley.ToKey(ref)
		if _, ok := known[key]; !ok {
			known[key] = nil
			once = append(once, ref)
		}
	}
	values, err := cayley.ValuesOf(r.ctx, r.qs, once)
	if err != nil {
		return nil, err
	}
	for i, ref := range once {
		known[cayley.ToKey(ref)] = values[i]
	}
	return known, nil
}

// quads reads all values of the edges.
func (r reader) quads(edges []edge) ([]quad.Quad, error) {
	refs := make([]cayley.Ref, 0, 4*len(edges))
	for _, e := range edges {
		refs = append(refs, e[:]...)
	}
	values, err := r.values(refs)
	if err != nil {
		return nil, err
	}
	out := make([]quad.Quad, len(edges))
	for i, e := range edges {
		for j, d := range directions {
			if e[j] != nil {
				out[i].Set(d, values[cayley.ToKey(e[j])])
			}
		}
	}
	return out, nil
}

// read is find and quads in one.
func (r reader) read(q quad.Quad) ([]quad.Quad, error) {
	edges, err := r.find(q)
	if err != nil {
		return nil, err
	}
	return r.quads(edges)
}
