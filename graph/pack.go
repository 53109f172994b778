package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// packer writes values one after the other; unpacker reads them back in that order.
// Texts have their length before them, and numbers are varints.
type packer struct{ b []byte }

func (p *packer) num(n uint64)     { p.b = binary.AppendUvarint(p.b, n) }
func (p *packer) double(f float64) { p.b = binary.BigEndian.AppendUint64(p.b, math.Float64bits(f)) }
func (p *packer) span(s schema.Span) {
	p.b = binary.AppendVarint(p.b, int64(s.Start))
	p.b = binary.AppendVarint(p.b, int64(s.End))
}

func (p *packer) texts(list ...string) {
	for _, s := range list {
		p.num(uint64(len(s)))
		p.b = append(p.b, s...)
	}
}

// unpacker reads what a packer wrote. What is cut short or too long shows in err.
type unpacker struct {
	s   string
	bad bool
}

var errPacked = errors.New("a damaged row")

func unpack(b []byte) *unpacker { return &unpacker{s: string(b)} }

// err is for when everything is read.
func (u *unpacker) err() error {
	if u.bad || u.s != "" {
		return errPacked
	}
	return nil
}

func (u *unpacker) take(n uint64) string {
	if u.bad || n > uint64(len(u.s)) {
		u.bad, u.s = true, ""
		return ""
	}
	v := u.s[:n]
	u.s = u.s[n:]
	return v
}

func (u *unpacker) num() (n uint64) {
	for shift := 0; shift < 64; shift += 7 {
		b := u.take(1)
		if b == "" {
			return 0
		}
		n |= uint64(b[0]&0x7f) << shift
		if b[0] < 0x80 {
			return n
		}
	}
	u.bad = true
	return 0
}

func (u *unpacker) int() int {
	n := u.num()
	return int(int64(n>>1) ^ -int64(n&1))
}

func (u *unpacker) text() string { return u.take(u.num()) }
func (u *unpacker) span() schema.Span {
	start := u.int()
	return schema.Span{Start: start, End: u.int()}
}

func (u *unpacker) double() float64 {
	b := u.take(8)
	if b == "" {
		return 0
	}
	return math.Float64frombits(binary.BigEndian.Uint64([]byte(b)))
}

// count reads how many things of at least one byte follow.
func (u *unpacker) count() int {
	n := u.num()
	if n > uint64(len(u.s)) {
		u.bad, u.s = true, ""
		return 0
	}
	return int(n)
}

// article is what a store keeps of a record beside its assertions.
type article struct {
	doc        schema.DocInfo
	digest     string // of all that the record says
	assertions int
	entities   []described
}

// described is an entity as one article describes it.
type described struct {
	id    string
	facts []string
}

func packDoc(p *packer, d schema.DocInfo) {
	p.texts(d.ID, d.Title, d.URL, d.Publisher, d.Byline, d.Published, d.Language, d.Sketch)
}

func (u *unpacker) doc() schema.DocInfo {
	return schema.DocInfo{ID: u.text(), Title: u.text(), URL: u.text(), Publisher: u.text(), Byline: u.text(), Published: u.text(), Language: u.text(), Sketch: u.text()}
}

func (a article) pack() []byte {
	p := &packer{}
	packDoc(p, a.doc)
	p.texts(a.digest)
	p.num(uint64(a.assertions))
	p.num(uint64(len(a.entities)))
	for _, e := range a.entities {
		p.texts(e.id)
		p.num(uint64(len(e.facts)))
		p.texts(e.facts...)
	}
	return p.b
}

func unpackArticle(b []byte) (a article, err error) {
	u := unpack(b)
	a.doc, a.digest, a.assertions = u.doc(), u.text(), int(u.num())
	for range u.count() {
		e := described{id: u.text()}
		for range u.count() {
			e.facts = append(e.facts, u.text())
		}
		a.entities = append(a.entities, e)
	}
	return a, u.err()
}

// unpackDoc reads the front of an article's row.
func unpackDoc(b []byte) (d schema.DocInfo, digest string, err error) {
	u := unpack(b)
	d, digest = u.doc(), u.text()
	if u.bad {
		return d, "", errPacked
	}
	return d, digest, nil
}

func packAssertion(a schema.Assertion) []byte {
	p := &packer{}
	p.texts(a.ID, a.Subject, a.Predicate, a.Object, string(a.Status), a.Attribution, a.Date)
	p.double(a.Confidence)
	p.num(flag(a.Symmetric))
	p.texts(a.Plover, a.Mode, a.Cameo, a.Quad, a.Re3d)
	p.span(a.Evidence.Span)
	p.span(a.SubjectSpan)
	p.span(a.ObjectSpan)
	p.texts(a.Text, a.Rule)
	return p.b
}

func unpackAssertion(b []byte) (a schema.Assertion, err error) {
	u := unpack(b)
	a.ID, a.Subject, a.Predicate, a.Object = u.text(), u.text(), u.text(), u.text()
	a.Status, a.Attribution, a.Date = schema.Status(u.text()), u.text(), u.text()
	a.Confidence = u.double()
	a.Symmetric = u.num() == 1
	a.Plover, a.Mode, a.Cameo, a.Quad, a.Re3d = u.text(), u.text(), u.text(), u.text(), u.text()
	a.Evidence.Span, a.SubjectSpan, a.ObjectSpan = u.span(), u.span(), u.span()
	a.Text, a.Rule = u.text(), u.text()
	return a, u.err()
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// brief is what the row of a pair keeps of an assertion, so that edges are
// counted without reading texts. The ends are in the row's key.
type brief struct {
	outgoing, symmetric bool // outgoing: the key's first entity is the subject
	relation            string
	status              schema.Status
	date, published     string
	confidence          float64
}

func (c brief) pack() []byte {
	p := &packer{}
	p.num(flag(c.outgoing) | flag(c.symmetric)<<1)
	p.texts(c.relation, string(c.status), c.date, c.published)
	p.double(c.confidence)
	return p.b
}

func unpackBrief(b []byte) (c brief, err error) {
	u := unpack(b)
	flags := u.num()
	c.outgoing, c.symmetric = flags&1 != 0, flags&2 != 0
	c.relation, c.status, c.date, c.published = u.text(), schema.Status(u.text()), u.text(), u.text()
	c.confidence = u.double()
	return c, u.err()
}

func packFacts(facts []string) []byte {
	p := &packer{}
	p.num(uint64(len(facts)))
	p.texts(facts...)
	return p.b
}

func unpackFacts(b []byte) (facts []string, err error) {
	u := unpack(b)
	for range u.count() {
		facts = append(facts, u.text())
	}
	return facts, u.err()
}

// clean makes every text of a record storable, and its assertions as they are kept.
func clean(rec schema.Record) (article, []schema.Assertion) {
	c := model.Clean
	d := rec.Doc
	a := article{doc: schema.DocInfo{ID: c(d.ID), Title: c(d.Title), URL: c(d.URL), Publisher: c(d.Publisher), Byline: c(d.Byline),
		Published: c(d.Published), Language: c(d.Language), Sketch: c(d.Sketch)}}
	for _, e := range rec.Entities {
		a.entities = append(a.entities, described{c(e.ID), model.Facts(e)})
	}
	kept := model.Kept(rec)
	for i, s := range kept {
		s.ID, s.Subject, s.Predicate, s.Object, s.Status = c(s.ID), c(s.Subject), c(s.Predicate), c(s.Object), schema.Status(c(string(s.Status)))
		s.Attribution, s.Date, s.Plover, s.Mode, s.Cameo = c(s.Attribution), c(s.Date), c(s.Plover), c(s.Mode), c(s.Cameo)
		s.Quad, s.Re3d, s.Text, s.Rule = c(s.Quad), c(s.Re3d), c(s.Text), c(s.Rule)
		kept[i] = s
	}
	a.assertions = len(kept)
	sum := sha256.New()
	sum.Write(a.pack())
	for _, s := range kept {
		sum.Write(packAssertion(s))
	}
	a.digest = fmt.Sprintf("%x", sum.Sum(nil)[:16])
	return a, kept
}

// record is the article as the record that it was, but for what a store does not keep.
func (a article) record(assertions []schema.Assertion) schema.Record {
	rec := schema.Record{Doc: a.doc, Entities: []schema.Entity{}, Mentions: []schema.Mention{}, Assertions: assertions, Dropped: []schema.Dropped{}}
	for _, e := range a.entities {
		rec.Entities = append(rec.Entities, model.EntityOf(e.id, e.facts))
	}
	return rec
}
