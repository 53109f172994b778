package graph

import (
	"context"
	"fmt"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// Decide takes decisions over, as Decisions gave them: all of them or, with an
// error, none. One that is taken already changes nothing, and one on the same
// thing takes its place, but for a split, which has to be taken back first. What they
// are about need not be in the store, or not yet.
func (s *Store) Decide(ctx context.Context, decided ...Decision) error {
	return s.decide(ctx, "decide in", func(d *draft) error {
		for _, x := range decided {
			if err := d.take(x); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *draft) take(x Decision) error {
	if max(len(model.Clean(x.Entity)), len(model.Clean(x.Is)), len(model.Clean(x.Assertion))) > longest {
		return fmt.Errorf("%w: an ID of more than %d bytes", ErrDecision, longest)
	}
	switch {
	case x.Kind == "merge" && x.Entity != "" && x.Is != "":
		return d.takeMerge(model.Clean(x.Entity), model.Clean(x.Is))
	case x.Kind == "split" && x.Entity != "" && x.Is != "" && x.Entity != x.Is && x.Article != "":
		return d.takeSplit(model.Clean(x.Entity), model.Clean(x.Is), model.Clean(x.Article), x.As)
	case x.Kind == "review" && x.Article != "" && x.Assertion != "" && (x.Review == "" || x.Review == schema.Accepted || x.Review == schema.Rejected):
		x.Article, x.Assertion = model.Clean(x.Article), model.Clean(x.Assertion)
		if n := x.node(); n == model.NodeIRI(x.Assertion) || n == model.NodeIn(x.Article, x.Assertion) {
			return d.takeReview(x)
		}
	}
	return fmt.Errorf("%w: %+v", ErrDecision, x)
}

func (d *draft) takeMerge(id, into string) error {
	who, err := readIdentity(d)
	if err != nil {
		return err
	}
	now, merged := who.into[id]
	if merged && now == into {
		return nil
	}
	if delete(who.into, id); who.root(into) == id {
		return fmt.Errorf("%w: %s is %s", ErrMerged, into, id)
	}
	if merged {
		d.quad(mergeQuad(id, now), -1)
	}
	d.put(key(famMerge, id), []byte(into))
	d.quad(mergeQuad(id, into), +1)
	return nil
}

func (d *draft) takeSplit(id, is, doc string, as *schema.Entity) error {
	var e schema.Entity
	if as != nil {
		e = *as
	}
	e.ID = is
	return d.splitOff(id, e, doc)
}

func (d *draft) takeReview(x Decision) error {
	k := remarkKey(keyOf(x.Article), x.Assertion)
	m, err := d.remark(k)
	if err != nil {
		return err
	}
	set := func(m *remark) { m.Review, m.note = x.Review, model.Clean(x.Note) }
	art, err := load(d, keyOf(x.Article))
	if err != nil {
		return err
	}
	if art != nil {
		for _, a := range art.kept {
			if a.ID == x.Assertion {
				return d.setRemark(art, a, k, m, set, &schema.Statement{})
			}
		}
	}
	before := m.quads()
	m.doc, m.iri = x.Article, string(x.node())
	set(&m)
	d.putRemark(k, m)
	d.turn(before, m.quads())
	return nil
}
