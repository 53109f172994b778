package graph

import (
	"slices"
	"strings"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// identity is what analysts decided on who is who. Articles stay as they are
// read; identity is laid over them when they are asked.
type identity struct {
	into  map[string]string            // entity -> the one that it was merged into
	there map[string]map[artKey]string // entity -> article -> the one that it is there
}

// readIdentity costs two look-ups where nobody decided anything.
func readIdentity(r rows) (d identity, err error) {
	d = identity{map[string]string{}, map[string]map[artKey]string{}}
	err = r.scan([]byte{famMerge}, nil, func(k, v []byte) (bool, error) {
		d.into[textIn(k, 1)] = string(v)
		return true, nil
	})
	if err != nil {
		return d, err
	}
	err = r.scan([]byte{famSplit}, nil, func(k, v []byte) (bool, error) {
		id := textIn(k, 1)
		if d.there[id] == nil {
			d.there[id] = map[artKey]string{}
		}
		as, _, err := unpackSplit(v)
		d.there[id][artIn(k)] = as
		return true, err
	})
	return d, err
}

// none tells that there is nothing to lay over.
func (d identity) none() bool { return len(d.into) == 0 && len(d.there) == 0 }

// root is the entity that id was merged into, in the end. A store that is damaged may lead in a circle.
func (d identity) root(id string) string {
	for range len(d.into) {
		next, ok := d.into[id]
		if !ok {
			break
		}
		id = next
	}
	return id
}

// in is who the entity of an article is.
func (d identity) in(art artKey, id string) string {
	if d.none() {
		return id
	}
	if other, ok := d.there[id][art]; ok {
		id = other
	}
	return d.root(id)
}

// names lists the IDs under which articles may speak of an entity, its own first.
func (d identity) names(id string) []string {
	root := d.root(id)
	out := []string{root}
	if d.none() {
		return out
	}
	for other := range d.into {
		if d.root(other) == root {
			out = append(out, other)
		}
	}
	for raw, articles := range d.there {
		for _, other := range articles {
			if d.root(other) == root {
				out = append(out, raw)
				break
			}
		}
	}
	slices.Sort(out[1:])
	return slices.Compact(out)
}

// filter puts the entities that a filter names where its answers will have them.
func (d identity) filter(f schema.Filter) schema.Filter {
	if d.none() {
		return f
	}
	roots := func(ids []string) []string {
		out := slices.Clone(ids)
		for i, id := range out {
			out[i] = d.root(id)
		}
		return out
	}
	f.Subjects, f.Objects, f.Entities = roots(f.Subjects), roots(f.Objects), roots(f.Entities)
	for i, id := range f.Between {
		f.Between[i] = d.root(id)
	}
	return f
}

// lay puts who is who over an assertion. It is not ok where both ends are one
// and were not in the article: that is a by-product of a merge, and says nothing.
func (d identity) lay(art artKey, a schema.Assertion) (schema.Assertion, bool) {
	if d.none() {
		return a, true
	}
	same := a.Subject == a.Object
	a.Subject, a.Object = d.in(art, a.Subject), d.in(art, a.Object)
	if a.Attribution != "" {
		a.Attribution = d.in(art, a.Attribution)
	}
	if a.Symmetric && strings.Compare(a.Subject, a.Object) > 0 {
		a = model.Turned(a)
	}
	return a, same || a.Subject != a.Object
}
