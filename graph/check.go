package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// Checked counts what a Check looked at.
type Checked struct {
	Documents  int   `json:"documents"`
	Assertions int   `json:"assertions"`
	Rows       int   `json:"rows"`
	Quads      int64 `json:"quads"`
	Faults     int   `json:"faults"`
}

// Check looks at everything in a store, and tells fault of all that is not as it
// must be: an article that does not read as it was written, a row or a quad that
// is missing or belongs to nothing, a count that is not true. Nobody may write
// meanwhile. Progress is called after each article; it may be nil.
func (s *Store) Check(ctx context.Context, fault func(string), progress func()) (done Checked, err error) {
	s.adding.Lock()
	defer s.adding.Unlock()
	told := map[string]int{}
	tell := func(format string, args ...any) {
		done.Faults++
		switch told[format]++; {
		case told[format] <= alike:
			fault(fmt.Sprintf(format, args...))
		case told[format] == alike+1:
			fault("and more like this")
		}
	}
	err = s.view(ctx, func(r rows) error {
		deep, ok := s.back.(interface {
			checkPages(ctx context.Context, fault faultFunc) error
			checkLayout(ctx context.Context, fault faultFunc) error
		})
		if ok {
			// Damaged pages would lead whoever reads on in circles.
			if err := deep.checkPages(ctx, tell); err != nil || done.Faults > 0 {
				return err
			}
			if err := deep.checkLayout(ctx, tell); err != nil {
				return err
			}
		}
		c := &checker{ctx: ctx, r: r, qs: s.back.quads(), progress: progress, fault: tell}
		err := c.check()
		done.Documents, done.Assertions, done.Rows, done.Quads = c.documents, c.assertions, c.rows, c.quads
		return err
	})
	return done, s.fault("check", err)
}

// faultFunc takes a fault as fmt.Printf does. Those of one format are alike, and of
// them not all are told.
type faultFunc func(format string, args ...any)

const alike = 100

type checker struct {
	ctx      context.Context
	r        rows
	qs       cayley.QuadStore
	fault    faultFunc
	progress func()

	documents, assertions, rows int
	quads                       int64
	expected                    map[byte]int // rows by family
	who                         identity
}

func (c *checker) check() error {
	c.expected = map[byte]int{}
	arts, err := list(c.r, []byte{famArticle})
	if err != nil {
		return err
	}
	if c.who, err = readIdentity(c.r); err != nil {
		return err
	}
	union := map[string]map[string]bool{}
	for _, r := range arts {
		if err := c.article(r, union); err != nil {
			return err
		}
		if c.progress != nil {
			c.progress()
		}
	}
	if err := c.named(union); err != nil {
		return err
	}
	if err := c.decided(); err != nil {
		return err
	}
	if err := c.count(); err != nil {
		return err
	}
	stats, err := c.qs.Stats(c.ctx, false)
	if err != nil {
		return err
	}
	if stats.Quads.Size != c.quads {
		c.fault("the store counts %d quads, but %d follow from what it holds", stats.Quads.Size, c.quads)
	}
	return nil
}

// article checks one article: that it reads as it was written, that all rows by
// which it is found are there, and that its quads are those that follow from it.
func (c *checker) article(r row, union map[string]map[string]bool) error {
	art := artIn(r.key)
	s, err := load(c.r, art)
	if err != nil {
		c.fault("%v", err)
		return nil
	}
	c.documents++
	c.expected[famArticle]++
	c.assertions += len(s.kept)
	name := fmt.Sprintf("article %q", s.doc.ID)
	if keyOf(s.doc.ID) != art {
		c.fault("%s lies under another article's key", name)
		return nil
	}
	if s.assertions != len(s.kept) {
		c.fault("%s has %d assertions, but %d are there", name, s.assertions, len(s.kept))
	}
	if again, _ := clean(s.record(s.kept)); again.digest != s.digest {
		c.fault("%s is not as it was written", name)
	}
	for _, want := range s.indexRows() {
		c.expected[want.key[0]]++
		if got, err := c.r.get(want.key); err != nil {
			return err
		} else if !bytes.Equal(got, want.value) {
			c.fault("%s: its row %q is missing or another", name, want.key)
		}
	}
	for _, e := range s.entities {
		if union[e.id] == nil {
			union[e.id] = map[string]bool{}
		}
		for _, f := range e.facts {
			union[e.id][f] = true
		}
	}
	if err := c.copies(name, art, s.doc.Sketch); err != nil {
		return err
	}
	marks, err := remarks(c.r, art)
	if err != nil {
		c.fault("%s: %v", name, err)
	}
	want := model.Stored(s.record(s.kept), rejectedIn(marks))
	return c.labelled(name, model.ArticleIRI(s.doc.ID), want)
}

func (c *checker) copies(name string, art artKey, sketch string) error {
	others, err := copiesOf(c.r, art)
	if err != nil {
		return err
	}
	c.expected[famCopy] += len(others)
	for _, other := range others {
		b, err := c.r.get(ofArticle(famArticle, other))
		if err != nil {
			return err
		}
		back, err := c.r.get(in(ofArticle(famCopy, other), art))
		if err != nil {
			return err
		}
		if doc, _, err := unpackDoc(b); err != nil || !bytes.Equal(back, here) || !schema.Alike(sketch, doc.Sketch) {
			c.fault("%s is called a copy of one that it is no copy of", name)
		}
	}
	return nil
}

// labelled compares the quads of a label with those that there should be.
func (c *checker) labelled(name string, label quad.Value, want []quad.Quad) error {
	c.quads += int64(len(want))
	missing := map[quad.Quad]bool{}
	for _, q := range want {
		missing[q] = true
	}
	ref := c.qs.ValueOf(label)
	if ref != nil {
		it := c.qs.QuadIterator(quad.Label, ref)
		defer it.Close()
		for it.Next(c.ctx) {
			if q := c.qs.Quad(it.Result()); missing[q] {
				delete(missing, q)
			} else {
				c.fault("%s: a quad too much: %v", name, q)
			}
		}
		if err := errors.Join(it.Err(), c.ctx.Err()); err != nil {
			return err
		}
	}
	for q := range missing {
		c.fault("%s: a quad is missing: %v", name, q)
	}
	return nil
}

// named checks what entities are called against what the articles call them.
func (c *checker) named(union map[string]map[string]bool) error {
	found, err := list(c.r, []byte{famEntity})
	if err != nil {
		return err
	}
	for _, r := range found {
		id := textIn(r.key, 1)
		facts, err := unpackFacts(r.value)
		if err != nil {
			c.fault("entity %q: %v", id, err)
			continue
		}
		c.expected[famEntity]++
		c.quads += int64(len(facts))
		if err := c.names(famEntity, id, facts); err != nil {
			return err
		}
		there, err := c.unlabelled(model.EntityIRI(id))
		if err != nil {
			return err
		}
		for _, f := range facts {
			if !there[model.FactQuad(id, f)] {
				c.fault("entity %q: a quad is missing: %v", id, model.FactQuad(id, f))
			}
			if !union[id][f] {
				c.fault("entity %q: no article says %q", id, f)
			}
		}
		if len(facts) < len(union[id]) {
			c.fault("entity %q: articles say more of it than is known", id)
		}
		delete(union, id)
	}
	for id := range union {
		c.fault("entity %q is in an article, but unknown", id)
	}
	return nil
}

// names checks that an entity is found by each of its names.
func (c *checker) names(family byte, id string, facts []string) error {
	for _, name := range folded(facts) {
		c.expected[famName]++
		if b, err := c.r.get(nameKey(family, name, id)); err != nil {
			return err
		} else if b == nil {
			c.fault("entity %q is not found by its name %q", id, name)
		}
	}
	return nil
}

// unlabelled are the quads of a subject that no article's label is on.
func (c *checker) unlabelled(subject quad.Value) (map[quad.Quad]bool, error) {
	out := map[quad.Quad]bool{}
	ref := c.qs.ValueOf(subject)
	if ref == nil {
		return out, nil
	}
	it := c.qs.QuadIterator(quad.Subject, ref)
	defer it.Close()
	for it.Next(c.ctx) {
		if isNone(c.qs.QuadDirection(it.Result(), quad.Label)) {
			out[c.qs.Quad(it.Result())] = true
		}
	}
	return out, errors.Join(it.Err(), c.ctx.Err())
}

func (c *checker) decided() error {
	d := newDraft(nil)
	for _, family := range []byte{famMerge, famSplit, famNamed, famRemark} {
		found, err := list(c.r, []byte{family})
		if err != nil {
			return err
		}
		for _, r := range found {
			c.expected[family]++
			if err := d.takeDecision(r); err != nil {
				c.fault("decision %q: %v", r.key, err)
			}
			if family != famNamed {
				continue
			}
			facts, err := unpackFacts(r.value)
			if err != nil {
				continue // told already
			}
			if err := c.names(famNamed, textIn(r.key, 1), facts); err != nil {
				return err
			}
		}
	}
	return c.labelled("decisions", model.Decisions, d.change().add)
}

// count finds rows that belong to nothing: all that should be there are, so it is enough to count.
func (c *checker) count() error {
	return c.r.scan(nil, nil, func(k, _ []byte) (bool, error) {
		c.rows++
		if c.expected[k[0]]--; c.expected[k[0]] == -1 {
			c.fault("rows of the kind %q: one or more belong to nothing", k[0])
		}
		return true, nil
	})
}
