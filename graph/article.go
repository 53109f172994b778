package graph

import (
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// said is an article with its assertions, as the rows keep them.
type said struct {
	article
	kept []schema.Assertion
}

// load reads an article whole. It is nil where there is none.
func load(r rows, art artKey) (*said, error) {
	b, err := r.get(ofArticle(famArticle, art))
	if err != nil || b == nil {
		return nil, err
	}
	var s said
	if s.article, err = unpackArticle(b); err != nil {
		return nil, fmt.Errorf("article %x: %w", art, err)
	}
	err = r.scan(ofArticle(famStatement, art), nil, func(_, value []byte) (bool, error) {
		a, err := unpackAssertion(value)
		s.kept = append(s.kept, a)
		return true, err
	})
	if err != nil {
		return nil, fmt.Errorf("article %q: %w", s.doc.ID, err)
	}
	return &s, nil
}

// indexRows are the rows by which an article and its assertions are found.
func (s *said) indexRows() []row {
	art := keyOf(s.doc.ID)
	out := []row{{in(key(famTime, s.doc.Published), art), here}}
	for n, a := range s.kept {
		c := brief{outgoing: true, symmetric: a.Symmetric, relation: a.Predicate, status: a.Status, date: a.Date, published: s.doc.Published, confidence: a.Confidence}
		back := c
		back.outgoing = false
		out = append(out,
			row{at([]byte{famStatement}, art, n), packAssertion(a)},
			row{at(key(famPair, a.Subject, a.Object), art, n), c.pack()},
			row{at(key(famRelation, a.Predicate), art, n), []byte(a.Status)},
			row{at(key(famID, a.ID), art, n), here})
		if a.Subject != a.Object {
			out = append(out, row{at(key(famPair, a.Object, a.Subject), art, n), back.pack()})
		}
	}
	for _, e := range s.entities {
		out = append(out, row{in(key(famUse, e.id), art), here})
	}
	for _, k := range schema.SketchKeys(s.doc.Sketch) {
		out = append(out, row{in(key(famSketch, k), art), here})
	}
	return out
}

// replace puts an article in the place of another one, either of which may be nil:
// rows, quads, what its entities are called, and which articles are its copies.
func (d *draft) replace(before, after *said) error {
	id := ""
	for _, s := range []*said{before, after} {
		if s != nil {
			id = s.doc.ID
		}
	}
	art := keyOf(id)
	marks, err := remarks(d, art)
	if err != nil {
		return err
	}
	rejected := rejectedIn(marks)
	if before != nil {
		d.turn(model.Stored(before.record(before.kept), rejected), nil)
		for _, r := range before.indexRows() {
			d.del(r.key)
		}
		d.del(ofArticle(famArticle, art))
		if err := d.forgetCopies(art); err != nil {
			return err
		}
	}
	if after != nil {
		d.turn(nil, model.Stored(after.record(after.kept), rejected))
		d.put(ofArticle(famArticle, art), after.pack())
		for _, r := range after.indexRows() {
			d.put(r.key, r.value)
		}
		if err := d.findCopies(art, after.doc.Sketch); err != nil {
			return err
		}
	}
	return d.rename(art, before, after)
}

// rename brings what entities are called up to date after an article changed.
func (d *draft) rename(art artKey, before, after *said) error {
	old, now := map[string][]string{}, map[string][]string{}
	var ids []string
	for _, side := range []struct {
		s    *said
		into map[string][]string
	}{{before, old}, {after, now}} {
		if side.s == nil {
			continue
		}
		for _, e := range side.s.entities {
			side.into[e.id] = e.facts
			ids = append(ids, e.id)
		}
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		known, err := factsAt(d, famEntity, id)
		if err != nil {
			return err
		}
		gone, err := d.unsupported(art, id, without(old[id], now[id]))
		if err != nil {
			return err
		}
		fresh := without(now[id], known)
		if len(gone) == 0 && len(fresh) == 0 {
			continue
		}
		facts := append(without(known, gone), fresh...)
		slices.Sort(facts)
		d.setFacts(famEntity, id, known, facts)
	}
	return nil
}

// setFacts changes what is known of an entity: its row, its names' rows and its quads.
func (d *draft) setFacts(family byte, id string, before, after []string) {
	if len(after) == 0 {
		d.del(key(family, id))
	} else {
		d.put(key(family, id), packFacts(after))
	}
	for _, f := range without(before, after) {
		d.quad(factQuad(family, id, f), -1)
	}
	for _, f := range without(after, before) {
		d.quad(factQuad(family, id, f), +1)
	}
	was, is := folded(before), folded(after)
	for _, name := range without(was, is) {
		d.del(nameKey(family, name, id))
	}
	for _, name := range without(is, was) {
		d.mark(nameKey(family, name, id))
	}
}

func factQuad(family byte, id, fact string) quad.Quad {
	q := model.FactQuad(id, fact)
	if family == famNamed {
		q.Label = model.Decisions
	}
	return q
}

// nameKey keeps names that an analyst gave apart: an article may come to speak of the same ID.
func nameKey(family byte, name, id string) []byte {
	if family == famNamed {
		return key(famName, name, id, "")
	}
	return key(famName, name, id)
}

func folded(facts []string) []string {
	var out []string
	for _, name := range model.FactNames(facts) {
		if f := model.Fold(name); f != "" {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// unsupported leaves of the facts those that no article but art gives.
func (d *draft) unsupported(art artKey, id string, facts []string) ([]string, error) {
	if len(facts) == 0 {
		return nil, nil
	}
	var others []artKey
	err := d.scan(key(famUse, id), nil, func(k, _ []byte) (bool, error) {
		if other := artIn(k); other != art {
			others = append(others, other)
		}
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	for _, other := range others {
		b, err := d.get(ofArticle(famArticle, other))
		if err != nil {
			return nil, err
		}
		a, err := unpackArticle(b)
		if err != nil {
			return nil, fmt.Errorf("article %x: %w", other, err)
		}
		for _, e := range a.entities {
			if e.id == id {
				facts = without(facts, e.facts)
			}
		}
		if len(facts) == 0 {
			break
		}
	}
	return facts, nil
}

// without answers what of a sorted list is not in another.
func without(list, other []string) []string {
	var out []string
	for _, v := range list {
		if _, found := slices.BinarySearch(other, v); !found {
			out = append(out, v)
		}
	}
	return out
}

// sameArticle tells whether the store holds the article with this content.
func sameArticle(r rows, a article) (bool, error) {
	b, err := r.get(ofArticle(famArticle, keyOf(a.doc.ID)))
	if err != nil || b == nil {
		return false, err
	}
	_, digest, err := unpackDoc(b)
	return digest == a.digest, err
}
