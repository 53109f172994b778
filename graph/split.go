package graph

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// ErrTaken is for an ID that means another entity already.
var ErrTaken = errors.New("the ID is taken")

// SplitOff makes of an entity another one in some articles: they speak of a
// namesake. The other has an ID that no article uses, or is one that was split
// off the same entity before. Rejoin undoes it.
func (s *Store) SplitOff(ctx context.Context, id string, as schema.Entity, docIDs ...string) error {
	return s.decide(ctx, "split in", func(d *draft) error {
		if as.ID = model.Clean(as.ID); len(as.ID) > longest {
			return fmt.Errorf("%w: an ID of more than %d bytes", ErrDecision, longest)
		}
		if err := known(d, id); err != nil {
			return err
		}
		if err := d.untaken(id, as.ID); err != nil {
			return err
		}
		for _, doc := range docIDs {
			if b, err := d.get(in(key(famUse, id), keyOf(doc))); err != nil {
				return err
			} else if b == nil {
				return fmt.Errorf("%w that speaks of %s: %q", ErrNoDocument, id, doc)
			}
			if err := d.splitOff(id, as, doc); err != nil {
				return err
			}
		}
		return nil
	})
}

// untaken tells whether an ID is free for who is split off an entity.
func (d *draft) untaken(id, as string) error {
	who, err := readIdentity(d)
	if err != nil || who.splitFrom(as) == id {
		return err
	}
	err = known(d, as)
	if errors.Is(err, ErrNoEntity) {
		return nil
	} else if err == nil && who.splitFrom(as) == "" {
		err = fmt.Errorf("%w: articles speak of %s", ErrTaken, as)
	}
	return err // splitOff refuses the other
}

// splitOff has an article speak of a namesake, which may be known from other articles.
func (d *draft) splitOff(id string, as schema.Entity, doc string) error {
	who, err := readIdentity(d)
	if err != nil {
		return err
	}
	from := who.splitFrom(as.ID)
	if from != "" && from != id {
		return fmt.Errorf("%w: %s was split off %s", ErrTaken, as.ID, from)
	}
	now, ok := who.there[id][keyOf(doc)]
	if ok && now != as.ID {
		return fmt.Errorf("%w: %s is %s in %q", ErrMerged, id, now, doc)
	}
	if !ok {
		r := splitRow(id, as.ID, doc)
		d.put(r.key, r.value)
		for i, q := range splitQuads(id, as.ID, doc) {
			if i > 0 || from == "" { // the first is of all articles
				d.setQuad(q, +1)
			}
		}
	}
	return d.name(as.ID, model.Facts(as))
}

// Rejoin undoes every SplitOff that made the entity.
func (s *Store) Rejoin(ctx context.Context, as string) error {
	return s.decide(ctx, "rejoin in", func(d *draft) error {
		found, err := list(d, []byte{famSplit})
		if err != nil {
			return err
		}
		was := false
		for _, r := range found {
			is, doc, err := unpackSplit(r.value)
			if err != nil {
				return err
			}
			if is == as {
				was = true
				d.del(r.key)
				for _, q := range splitQuads(textIn(r.key, 1), as, doc) {
					d.setQuad(q, -1)
				}
			}
		}
		if !was {
			return fmt.Errorf("%w: %s", ErrNotMerged, as)
		}
		return d.name(as, nil)
	})
}

func splitRow(id, as, doc string) row {
	p := &packer{}
	p.texts(as, doc)
	return row{in(key(famSplit, id), keyOf(doc)), p.b}
}

func unpackSplit(b []byte) (as, doc string, err error) {
	u := unpack(b)
	as, doc = u.text(), u.text()
	return as, doc, u.err()
}

func splitQuads(id, as, doc string) []quad.Quad {
	return []quad.Quad{
		{Subject: model.EntityIRI(as), Predicate: model.SplitFrom, Object: model.EntityIRI(id), Label: model.Decisions},
		{Subject: model.EntityIRI(as), Predicate: model.SplitIn, Object: model.ArticleIRI(doc), Label: model.Decisions},
	}
}

// name says what an entity is that only an analyst knows.
func (d *draft) name(id string, facts []string) error {
	before, err := factsAt(d, famNamed, id)
	if err != nil {
		return err
	}
	d.setFacts(famNamed, id, before, facts)
	return nil
}

// splitFrom is the entity that one was split off, or empty.
func (d identity) splitFrom(as string) string {
	for id, articles := range d.there {
		for _, other := range articles {
			if other == as {
				return id
			}
		}
	}
	return ""
}
