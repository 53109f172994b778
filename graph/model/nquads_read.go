package model

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/url"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/schema"
)

const (
	maxLine    = 64 << 20 // bytes; no quad that was written here is near it
	heldQuads  = 32 << 20 // bytes of lines; a larger file goes through temporary ones
	checkEvery = 4096     // lines
)

// ReadNQuads reads records back from N-Quads, in whatever order the lines are,
// and calls use with each. Only what Quads or Dumped says of a record can come
// back. Quads that analysts decided go to decided as they come, before any record.
//
// A line that is no quad is told of with its number and passed over, and so is
// an assertion that lacks a part or contradicts itself; the rest of its article
// goes on. Of quads that say nothing that a record has, only their number is
// told. What a function answers ends the reading, as does an error of in.
//
// What entities are called is held, and 32 MiB of lines; a larger file is first put
// together by article in 128 temporary files, of which one is held at a time.
func ReadNQuads(ctx context.Context, in io.Reader, use func(schema.Record) error, decided func(line int, q quad.Quad) error, tell func(line int, err error) error) error {
	r := quadReader{tell: tell, decided: decided, shelf: shelf{most: heldQuads}, entities: map[string]*calling{}}
	return r.read(ctx, in, use)
}

type quadReader struct {
	tell     func(line int, err error) error
	decided  func(line int, q quad.Quad) error
	shelf    shelf
	entities map[string]*calling // by ID
	other    strays              // of other vocabularies
	homeless strays              // what needs its article as a label and has another or none
}

// strays are quads that are passed over.
type strays struct {
	n, first int
	quad     quad.Quad
}

func (s *strays) add(n int, q quad.Quad) {
	if s.n++; s.n == 1 {
		s.first, s.quad = n, q
	}
}

func (r *quadReader) read(ctx context.Context, in io.Reader, use func(schema.Record) error) error {
	defer r.shelf.close()
	err := lines(in, func(n int, line string, long bool) error {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if long {
			return r.tell(n, fmt.Errorf("longer than %d MiB, the most that one quad may have", maxLine>>20))
		}
		q, ok, err := ParseQuad(line)
		if err != nil {
			return r.tell(n, fmt.Errorf("no quad: %w", err))
		}
		if !ok {
			return nil
		}
		if bad := unnamed(q); bad != nil {
			return r.tell(n, fmt.Errorf("%v: no ID that a record can have", bad))
		}
		return r.place(n, line, q)
	})
	if err != nil {
		return err
	}
	if s := r.other; s.n > 0 {
		if err := r.tell(s.first, fmt.Errorf("quads that are no part of a record: %d passed over, the first with predicate %v", s.n, s.quad.Predicate)); err != nil {
			return err
		}
	}
	if s := r.homeless; s.n > 0 {
		if err := r.tell(s.first, fmt.Errorf("quads without their article as the label: %d passed over, the first of %v", s.n, s.quad.Subject)); err != nil {
			return err
		}
	}
	return r.shelf.each(func(docID string, lines []numbered) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		rec, err := r.record(docID, lines)
		if err != nil {
			return err
		}
		return use(rec)
	})
}

// lines calls fn for every line with its number. A line longer than maxLine is
// long: fn gets none of it.
func lines(in io.Reader, fn func(n int, line string, long bool) error) error {
	br := bufio.NewReaderSize(in, 64<<10)
	var buf []byte
	long := false
	for n := 1; ; {
		part, err := br.ReadSlice('\n')
		if long = long || len(buf)+len(part) > maxLine; !long {
			buf = append(buf, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil && err != io.EOF {
			return fmt.Errorf("read: %w", err)
		}
		line := strings.TrimRight(string(buf), "\r\n")
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if long {
			line = ""
		}
		if len(buf) > 0 || long {
			if err := fn(n, line, long); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		buf, long = buf[:0], false
		n++
	}
}

// unnamed is an IRI of the quad that begins as ours do and names nothing: not
// percent-encoded as it should be, or what Clean would make another of.
func unnamed(q quad.Quad) quad.Value {
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		iri, ok := v.(quad.IRI)
		if !ok {
			continue
		}
		rest, ours := strings.CutPrefix(string(iri), Base)
		if !ours || !strings.Contains(rest, "%") && !strings.HasSuffix(rest, "/") && !strings.HasSuffix(rest, "#") {
			continue
		}
		id, err := url.PathUnescape(rest)
		if err != nil || id != Clean(id) || iri == Entities || iri == Articles || iri == Relations || strings.HasSuffix(rest, "/") && strings.HasPrefix(string(iri), Assertions) {
			return v
		}
	}
	return nil
}

// place puts a quad where it is looked for when its article is put together.
func (r *quadReader) place(n int, line string, q quad.Quad) error {
	if q.Label == Decisions {
		return r.decided(n, q)
	}
	p, _ := q.Predicate.(quad.IRI)
	entity, isEntity := EntityID(q.Subject)
	_, isClass := EntityTypeOf(q.Object)
	switch {
	case isEntity && slices.Contains(EntityFields, p) && (p != Type || isClass):
		// The label says nothing here: other programs may have given one.
		e := r.entities[entity]
		if e == nil {
			e = &calling{}
			r.entities[strings.Clone(entity)] = e
		}
		e.add(p, q.Object)
		return nil
	case p == Pair, p == Month: // a store makes them anew
		return nil
	}
	_, isDoc := DocID(q.Subject)
	_, isAssertion := AssertionID(q.Subject)
	_, isEdge := RelationName(q.Predicate)
	switch {
	case isDoc && (slices.Contains(DocumentFields, p) || p == Mentions || p == Described):
	case isAssertion && (p == Type || slices.Contains(AssertionFields, p)):
	case isEntity && isEdge:
	default:
		r.other.add(n, q)
		return nil
	}
	docID, ok := DocID(q.Label)
	if !ok || isDoc && q.Subject != q.Label {
		r.homeless.add(n, q)
		return nil
	}
	return r.shelf.put(docID, n, line)
}

// calling is what all articles together say of an entity, each thing about once.
type calling struct {
	facts []fact
	room  int // the most facts before repeated ones are looked for
}

type fact struct {
	predicate quad.IRI
	value     string
}

func (c *calling) add(p quad.IRI, v quad.Value) {
	if len(c.facts) == c.room {
		slices.SortFunc(c.facts, func(a, b fact) int {
			return cmp.Or(cmp.Compare(a.predicate, b.predicate), cmp.Compare(a.value, b.value))
		})
		c.facts = slices.Compact(c.facts)
		c.room = max(16, 2*len(c.facts))
	}
	f := fact{p, text(v)}
	if iri, ok := v.(quad.IRI); ok {
		f.value = string(iri)
	}
	f.predicate = EntityFields[slices.Index(EntityFields, p)]
	f.value = strings.Clone(Clean(f.value)) // and let go of the line
	c.facts = append(c.facts, f)
}

// entity is what the facts say, all of them together.
func (c *calling) entity(id string) (schema.Entity, bool) {
	if c == nil {
		return schema.Entity{}, false
	}
	var quads []quad.Quad
	for _, f := range c.facts {
		q := quad.Quad{Subject: EntityIRI(id), Predicate: f.predicate, Object: quad.String(f.value)}
		if f.predicate == Type {
			q.Object = quad.IRI(f.value)
		}
		quads = append(quads, q)
	}
	return ParseEntity(quads)
}

// part is one article while it is put together.
type part struct {
	line  int // the first one
	quads []quad.Quad
	fault error
}

// add takes a quad that is not there yet. Two different values of what has one are a fault.
func (p *part) add(q quad.Quad) {
	for _, have := range p.quads {
		if have.Predicate != q.Predicate || q.Predicate == Mentions {
			continue
		}
		if have.Object != q.Object && p.fault == nil {
			p.fault = fmt.Errorf("%v: two different %v", q.Subject, q.Predicate)
		}
		return
	}
	p.quads = append(p.quads, q)
}

// object is what the quads say of a predicate that has one, or nil.
func (p *part) object(predicate quad.IRI) quad.Value {
	for _, q := range p.quads {
		if q.Predicate == predicate {
			return q.Object
		}
	}
	return nil
}

// record puts an article together from its lines.
func (r *quadReader) record(docID string, lines []numbered) (schema.Record, error) {
	rec := schema.Record{Doc: schema.DocInfo{ID: docID}, Entities: []schema.Entity{}, Mentions: []schema.Mention{},
		Assertions: []schema.Assertion{}, Dropped: []schema.Dropped{}}
	first := lines[0].n
	doc := part{}
	var nodes []quad.Value
	parts := map[quad.Value]*part{}
	edges := map[quad.Quad]int{}
	used := map[string]bool{}
	for _, l := range lines {
		q, _, err := ParseQuad(l.line)
		if err != nil {
			return rec, err // it was read before
		}
		switch {
		case q.Subject == q.Label:
			switch q.Predicate {
			case Mentions:
				id, ok := EntityID(q.Object)
				if !ok {
					err = r.tell(l.n, fmt.Errorf("article %q: mentions %v, which is no entity", docID, q.Object))
				}
				used[id] = ok
			default:
				doc.fault = nil
				if doc.add(q); doc.fault != nil {
					err = r.tell(l.n, doc.fault)
				}
			}
		case strings.HasPrefix(string(q.Predicate.(quad.IRI)), Relations):
			q.Label = nil
			edges[q] = l.n
		default:
			p := parts[q.Subject]
			if p == nil {
				p = &part{line: l.n}
				parts[q.Subject] = p
				nodes = append(nodes, q.Subject)
			}
			p.add(q)
		}
		if err != nil {
			return rec, err
		}
	}
	if len(doc.quads) > 0 {
		var err error
		if rec.Doc, err = ParseDocument(doc.quads); err != nil {
			return rec, err
		}
	}
	at := map[string]int{}
	for _, node := range nodes {
		p := parts[node]
		a, of, err := ParseAssertion(p.quads)
		if err = cmp.Or(p.fault, err); err == nil && of != docID {
			err = fmt.Errorf("assertion %v: of article %q, and in the graph of %q", node, of, docID)
		}
		if err == nil && p.object(Confidence) == nil {
			err = fmt.Errorf("assertion %v: no confidence", node)
		}
		if err == nil && math.IsNaN(a.Confidence) {
			err = fmt.Errorf("assertion %v: confidence is no number", node)
		}
		if _, twice := at[a.ID]; err == nil && twice {
			err = fmt.Errorf("assertion %v: id %q given twice", node, a.ID)
		}
		if err != nil {
			if err := r.tell(p.line, fmt.Errorf("passed over: %w", err)); err != nil {
				return rec, err
			}
			continue
		}
		at[a.ID] = p.line
		used[a.Subject], used[a.Object], used[a.Attribution] = true, true, true
		rec.Assertions = append(rec.Assertions, Canonical(a))
	}
	delete(used, "")
	var err error
	if rec.Entities, err = r.entitiesOf(docID, first, doc.object(Described), used); err != nil {
		return rec, err
	}
	if len(rec.Check(nil)) > 0 {
		// Of an article one assertion may be bad; it alone is left out.
		rec.Assertions = slices.DeleteFunc(rec.Assertions, func(a schema.Assertion) bool {
			faults := schema.Record{Doc: rec.Doc, Entities: rec.Entities, Assertions: []schema.Assertion{a}}.Check(nil)
			if len(faults) > 0 && err == nil {
				err = r.tell(at[a.ID], fmt.Errorf("passed over: %s", strings.Join(faults, "; ")))
			}
			return len(faults) > 0
		})
	}
	if err != nil {
		return rec, err
	}
	slices.SortFunc(rec.Assertions, func(a, b schema.Assertion) int {
		return cmp.Or(schema.CompareAssertions(a, b), cmp.Compare(a.ID, b.ID))
	})
	if len(rec.Assertions) < len(nodes) {
		return rec, nil // the edges of what was passed over have been told of
	}
	return rec, r.baseless(rec, edges)
}

// entitiesOf are an article's entities as it describes them itself, in its order, and after
// them those that it does not, as all articles do together.
func (r *quadReader) entitiesOf(docID string, line int, described quad.Value, used map[string]bool) ([]schema.Entity, error) {
	out := []schema.Entity{}
	if described != nil {
		said, err := parseDescribed(described)
		for _, e := range said {
			if err == nil && used[e.ID] && e.Name != "" && slices.Contains(schema.EntityTypes, e.Type) {
				out = append(out, e)
				used[e.ID] = false
			}
		}
		if err != nil {
			if err := r.tell(line, fmt.Errorf("article %q: %w", docID, err)); err != nil {
				return nil, err
			}
		}
	}
	own := len(out)
	for id, missing := range used {
		if !missing {
			continue
		}
		if e, ok := r.entities[id].entity(id); ok && e.Name != "" && slices.Contains(schema.EntityTypes, e.Type) {
			out = append(out, e)
			used[id] = false
		}
	}
	var lost []string
	for id, missing := range used {
		if missing {
			lost = append(lost, id)
		}
	}
	slices.SortFunc(out[own:], func(a, b schema.Entity) int { return cmp.Compare(a.ID, b.ID) })
	if len(lost) > 0 {
		slices.Sort(lost)
		return out, r.tell(line, fmt.Errorf("article %q: entities that no quad describes: %s", docID, strings.Join(lost, ", ")))
	}
	return out, nil
}

// baseless tells of edges for which the article has no assertion: a part of the file is lost.
func (r *quadReader) baseless(rec schema.Record, edges map[quad.Quad]int) error {
	for _, a := range rec.Assertions {
		if Plain(a) {
			delete(edges, quad.Quad{Subject: EntityIRI(a.Subject), Predicate: RelationIRI(a.Predicate), Object: EntityIRI(a.Object)})
		}
	}
	var faults []numbered
	for q, n := range edges {
		faults = append(faults, numbered{n, fmt.Sprintf("article %q: no assertion behind the edge %v %v %v", rec.Doc.ID, q.Subject, q.Predicate, q.Object)})
	}
	slices.SortFunc(faults, func(a, b numbered) int { return cmp.Compare(a.n, b.n) })
	for _, f := range faults {
		if err := r.tell(f.n, errors.New(f.line)); err != nil {
			return err
		}
	}
	return nil
}
