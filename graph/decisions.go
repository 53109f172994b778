package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// The ways in which a decision cannot be taken.
var (
	ErrNoEntity    = errors.New("no such entity")
	ErrNoAssertion = errors.New("no such assertion")
	ErrAmbiguous   = errors.New("more than one assertion")
	ErrMerged      = errors.New("merged already")
	ErrNotMerged   = errors.New("not merged")
	ErrDecision    = errors.New("no such decision")
)

// Decision is one thing that an analyst decided. Decisions are kept apart from
// what articles say: they outlive a new reading of the article and a rebuild.
type Decision struct {
	Kind      string         `json:"decision"`            // merge, split, or review
	Entity    string         `json:"entity,omitempty"`    // merge, split: who is meant
	Is        string         `json:"is,omitempty"`        // merge, split: who that is
	As        *schema.Entity `json:"as,omitempty"`        // split: what that one is
	Article   string         `json:"article,omitempty"`   // split, review: where
	Assertion string         `json:"assertion,omitempty"` // review: its ID
	Node      string         `json:"node,omitempty"`      // review: its name in quads, where that does not follow from its ID
	Review    schema.Review  `json:"review,omitempty"`
	Note      string         `json:"note,omitempty"`
}

// node names the assertion of a review in quads.
func (x Decision) node() quad.IRI {
	if x.Node != "" {
		return quad.IRI(x.Node)
	}
	return model.NodeIRI(x.Assertion)
}

// remark is what an analyst made of one assertion.
type remark struct {
	doc, iri string // iri names the assertion in quads, even when its article is gone
	Review   schema.Review
	note     string
}

func (m remark) pack() []byte {
	p := &packer{}
	p.texts(m.doc, m.iri, string(m.Review), m.note)
	return p.b
}

func unpackRemark(b []byte) (m remark, err error) {
	u := unpack(b)
	m.doc, m.iri, m.Review, m.note = u.text(), u.text(), schema.Review(u.text()), u.text()
	return m, u.err()
}

func (m remark) decision(assertion string) Decision {
	x := Decision{Kind: "review", Article: m.doc, Assertion: assertion, Review: m.Review, Note: m.note}
	if m.iri != string(model.NodeIRI(assertion)) {
		x.Node = m.iri
	}
	return x
}

func (m remark) quads() (out []quad.Quad) {
	say := func(p quad.IRI, v string) {
		if v != "" {
			out = append(out, quad.Quad{Subject: quad.IRI(m.iri), Predicate: p, Object: quad.String(v), Label: model.Decisions})
		}
	}
	say(model.Review, string(m.Review))
	say(model.Note, m.note)
	return out
}

func remarkKey(art artKey, assertion string) []byte {
	return append(append(ofArticle(famRemark, art), assertion...), 0)
}

// remarks reads what was decided on the assertions of an article, by their IDs.
func remarks(r rows, art artKey) (map[string]remark, error) {
	var out map[string]remark
	err := r.scan(ofArticle(famRemark, art), nil, func(k, v []byte) (bool, error) {
		m, err := unpackRemark(v)
		if out == nil {
			out = map[string]remark{}
		}
		out[textIn(k, 1+artKeyLen)] = m
		return true, err
	})
	return out, err
}

func rejectedIn(marks map[string]remark) func(assertion string) bool {
	return func(id string) bool { return marks[id].Review == schema.Rejected }
}

// decide makes one change to a store.
func (s *Store) decide(ctx context.Context, what string, fn func(d *draft) error) error {
	s.adding.Lock()
	defer s.adding.Unlock()
	if s.opts.ReadOnly {
		return s.fault(what, ErrReadOnly)
	}
	var c change
	err := s.view(ctx, func(r rows) error {
		d := newDraft(r)
		err := fn(d)
		c = d.change()
		return err
	})
	if err == nil {
		err = s.apply(c)
	}
	return s.fault(what, err)
}

func known(r rows, ids ...string) error {
	for _, id := range ids {
		for _, family := range []byte{famEntity, famNamed} {
			if b, err := r.get(key(family, id)); err != nil {
				return err
			} else if b != nil {
				id = ""
				break
			}
		}
		if id != "" {
			return fmt.Errorf("%w: %q", ErrNoEntity, id)
		}
	}
	return nil
}

// Merge makes of an entity another one's namesake: from now on every answer has
// into where articles speak of id. Split undoes it.
func (s *Store) Merge(ctx context.Context, id, into string) error {
	return s.decide(ctx, "merge in", func(d *draft) error {
		if err := known(d, id, into); err != nil {
			return err
		}
		who, err := readIdentity(d)
		if err != nil {
			return err
		}
		if now, ok := who.into[id]; ok {
			return fmt.Errorf("%w: %s is %s", ErrMerged, id, now)
		}
		if who.root(into) == id {
			return fmt.Errorf("%w: %s is %s", ErrMerged, into, id)
		}
		d.put(key(famMerge, id), []byte(into))
		d.quad(mergeQuad(id, into), +1)
		return nil
	})
}

func mergeQuad(id, into string) quad.Quad {
	return quad.Quad{Subject: model.EntityIRI(id), Predicate: model.MergedInto, Object: model.EntityIRI(into), Label: model.Decisions}
}

// Split undoes the merge of an entity into another.
func (s *Store) Split(ctx context.Context, id string) error {
	return s.decide(ctx, "split in", func(d *draft) error {
		into, err := d.get(key(famMerge, id))
		if err == nil && into == nil {
			err = fmt.Errorf("%w: %s", ErrNotMerged, id)
		}
		if err != nil {
			return err
		}
		d.del(key(famMerge, id))
		d.quad(mergeQuad(id, string(into)), -1)
		return nil
	})
}

// Review records that an analyst accepts or rejects an assertion, given by its ID
// or the beginning of it; an empty review takes back an earlier one. What is
// rejected is in no answer but those that ask for it.
func (s *Store) Review(ctx context.Context, assertion string, v schema.Review) (schema.Statement, error) {
	return s.remark(ctx, "review in", assertion, func(m *remark) { m.Review = v })
}

// Note keeps a remark on an assertion in place of an earlier one; an empty one takes it away.
func (s *Store) Note(ctx context.Context, assertion, text string) (schema.Statement, error) {
	return s.remark(ctx, "note in", assertion, func(m *remark) { m.note = model.Clean(text) })
}

func (s *Store) remark(ctx context.Context, what, assertion string, set func(*remark)) (st schema.Statement, err error) {
	err = s.decide(ctx, what, func(d *draft) error {
		at, err := findAssertion(d, assertion)
		if err != nil {
			return err
		}
		art, err := load(d, at.art)
		if err != nil {
			return err
		}
		a := art.kept[at.n]
		k := remarkKey(at.art, a.ID)
		m, err := d.remark(k)
		if err != nil {
			return err
		}
		st = schema.Statement{Assertion: a, Doc: art.doc}
		return d.setRemark(art, a, k, m, set, &st)
	})
	return st, err
}

// remark is empty where there is none.
func (d *draft) remark(k []byte) (m remark, err error) {
	b, err := d.get(k)
	if err == nil && b != nil {
		m, err = unpackRemark(b)
	}
	return m, err
}

// putRemark keeps no remark that says nothing.
func (d *draft) putRemark(k []byte, m remark) {
	if m.Review == "" && m.note == "" {
		d.del(k)
	} else {
		d.put(k, m.pack())
	}
}

// setRemark changes what was decided on an assertion, and the quads that hang on it.
func (d *draft) setRemark(art *said, a schema.Assertion, k []byte, m remark, set func(*remark), st *schema.Statement) error {
	marks, err := remarks(d, keyOf(art.doc.ID))
	if err != nil {
		return err
	}
	rec := art.record(art.kept)
	before := append(m.quads(), model.Stored(rec, rejectedIn(marks))...)
	set(&m)
	m.doc, m.iri = art.doc.ID, string(model.AssertionIRI(art.doc.ID, a))
	if marks == nil {
		marks = map[string]remark{}
	}
	marks[a.ID] = m
	d.putRemark(k, m)
	d.turn(before, append(m.quads(), model.Stored(rec, rejectedIn(marks))...))
	st.Review, st.Note = m.Review, m.note
	return nil
}

// Decisions lists what was decided, merges first.
func (s *Store) Decisions(ctx context.Context) (out []Decision, err error) {
	err = s.view(ctx, func(r rows) error {
		out, err = decisions(r)
		return err
	})
	return out, s.fault("read", err)
}

func decisions(r rows) (out []Decision, err error) {
	err = r.scan([]byte{famMerge}, nil, func(k, v []byte) (bool, error) {
		out = append(out, Decision{Kind: "merge", Entity: textIn(k, 1), Is: string(v)})
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	err = r.scan([]byte{famSplit}, nil, func(k, v []byte) (bool, error) {
		as, doc, err := unpackSplit(v)
		if err != nil {
			return false, err
		}
		b, err := r.get(key(famNamed, as))
		if err != nil {
			return false, err
		}
		facts, err := unpackFacts(b)
		if err != nil {
			return false, err
		}
		e := model.EntityOf(as, facts)
		out = append(out, Decision{Kind: "split", Entity: textIn(k, 1), Is: as, As: &e, Article: doc})
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	err = r.scan([]byte{famRemark}, nil, func(k, v []byte) (bool, error) {
		m, err := unpackRemark(v)
		out = append(out, m.decision(textIn(k, 1+artKeyLen)))
		return true, err
	})
	slices.SortFunc(out, compareDecisions)
	return out, err
}

// compareDecisions puts merges first, then splits, then reviews.
func compareDecisions(a, b Decision) int {
	if a.Kind == "merge" && b.Kind == "merge" {
		return cmp.Compare(a.Entity, b.Entity)
	}
	kinds := []string{"merge", "split", "review"}
	return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)),
		cmp.Compare(a.Is, b.Is), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Assertion, b.Assertion))
}

// takeDecision puts a row of decisions, and the quads that hang on it, where neither is yet.
func (d *draft) takeDecision(r row) error {
	d.put(r.key, r.value)
	switch r.key[0] {
	case famMerge:
		d.quad(mergeQuad(textIn(r.key, 1), string(r.value)), +1)
	case famSplit:
		as, doc, err := unpackSplit(r.value)
		if err != nil {
			return err
		}
		for _, q := range splitQuads(textIn(r.key, 1), as, doc) {
			d.setQuad(q, +1)
		}
	case famNamed:
		facts, err := unpackFacts(r.value)
		if err != nil {
			return err
		}
		d.setFacts(famNamed, textIn(r.key, 1), nil, facts)
	case famRemark:
		m, err := unpackRemark(r.value)
		if err != nil {
			return err
		}
		for _, q := range m.quads() {
			d.quad(q, +1)
		}
	}
	return nil
}
