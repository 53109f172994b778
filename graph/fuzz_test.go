package graph

import (
	"bytes"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

// FuzzOpen puts bytes over those of a store: it is refused, by name, or Check finds
// what is wrong, or it is as it was. With sum, the headers' checksums are made to fit.
func FuzzOpen(f *testing.F) {
	path := filepath.Join(f.TempDir(), "s")
	wellUsed(f, path)
	_, err := Rebuild(ctx, path, nil)
	assert.NilError(f, err)
	whole, err := os.ReadFile(path)
	assert.NilError(f, err)
	want, faults, err := answers(path)
	assert.NilError(f, err)
	assert.Equal(f, len(faults), 0, "%q", faults)
	path += "-changed"

	both := func(at int, patch []byte) {
		f.Add(uint32(at), patch, uint32(math.MaxUint32), false)
		f.Add(uint32(at), patch, uint32(math.MaxUint32), true)
	}
	both(0, []byte("no bbolt"))
	both(16, []byte{0, 0, 0, 0})             // magic
	both(20, []byte{9})                      // bbolt's version
	both(24, []byte{0, 0, 1, 0, 0, 0, 0, 0}) // page size
	both(32, []byte{0xff, 0xff, 0xff, 0xff}) // root
	both(72, []byte{1, 2, 3, 4, 5, 6, 7, 8}) // checksum
	for _, what := range []string{"entente", "version", "indexes", "rows", "size"} {
		both(bytes.LastIndex(whole, []byte(what)), []byte("ENTENTE"))
	}
	f.Add(uint32(0), []byte{}, uint32(4096*3), false)
	both(4096, bytes.Repeat([]byte{0xff}, 4096))
	f.Fuzz(func(t *testing.T, at uint32, patch []byte, length uint32, sum bool) {
		changed := bytes.Clone(whole[:min(len(whole), int(length))])
		if int(at) < len(changed) {
			copy(changed[at:], patch)
		}
		for head := 0; sum && head < 8192 && head+4096 <= len(changed); head += 4096 {
			h := fnv.New64a()
			h.Write(changed[head+sumStart : head+sumEnd])
			native.PutUint64(changed[head+sumEnd:], h.Sum64())
		}
		assert.NilError(t, os.WriteFile(path, changed, 0o644))
		got, faults, err := answers(path)
		switch {
		case err != nil:
			assert.ErrorContains(t, err, path)
		case len(faults) == 0:
			assert.Assert(t, got == want)
		}
	})
}

// FuzzUnpack reads any bytes as each kind of row: an error, or what is read once more from what it packs to.
func FuzzUnpack(f *testing.F) {
	for _, rec := range []schema.Record{first, second, namesakes, corpus(1)[0]} {
		a, kept := clean(rec)
		s := &said{a, kept}
		f.Add(a.pack())
		for _, r := range s.indexRows() {
			f.Add(r.value)
			f.Add(r.value[:len(r.value)/2])
		}
		for _, e := range a.entities {
			f.Add(packFacts(e.facts))
		}
	}
	f.Add(remark{"wire-1", "<urn:x>", schema.Rejected, "a note"}.pack())
	f.Add(splitRow("person/a", "person/a-2", "wire-1").value)
	f.Add(appendUse(nil, 300, 7))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}) // a length of 2^63 and more
	f.Add([]byte{})

	kinds := map[string]func(b []byte) ([]byte, error){
		"article": func(b []byte) ([]byte, error) { a, err := unpackArticle(b); return a.pack(), err },
		"document": func(b []byte) ([]byte, error) {
			d, digest, err := unpackDoc(b)
			return article{doc: d, digest: digest}.pack(), err
		},
		"assertion": func(b []byte) ([]byte, error) { a, err := unpackAssertion(b); return packAssertion(a), err },
		"brief":     func(b []byte) ([]byte, error) { c, err := unpackBrief(b); return c.pack(), err },
		"facts":     func(b []byte) ([]byte, error) { facts, err := unpackFacts(b); return packFacts(facts), err },
		"remark":    func(b []byte) ([]byte, error) { m, err := unpackRemark(b); return m.pack(), err },
		"split": func(b []byte) ([]byte, error) {
			as, doc, err := unpackSplit(b)
			return splitRow("person/a", as, doc).value, err
		},
		"use": func(b []byte) ([]byte, error) {
			id, uses, err := parseUse(b)
			return appendUse(nil, id, uses), err
		},
		"list": func(b []byte) ([]byte, error) {
			ids, err := parseList(b)
			var changes []posting
			for _, id := range ids {
				changes = append(changes, posting{id: id})
			}
			if err != nil || len(changes) == 0 {
				return nil, err
			}
			return merged(nil, changes)
		},
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for name, again := range kinds {
			packed, err := again(b)
			if err != nil {
				continue
			}
			twice, err := again(packed)
			assert.NilError(t, err, name)
			assert.Assert(t, bytes.Equal(packed, twice), "%s: %q, then %q", name, packed, twice)
		}
	})
}

// FuzzPack packs anything and has it back.
func FuzzPack(f *testing.F) {
	f.Add("a-1", "Two ports\x00, one quarrel\xff", 0.9, int64(-1), int64(math.MaxInt64), uint8(3))
	f.Add("", "", math.Inf(1), int64(math.MinInt64), int64(0), uint8(0))
	f.Fuzz(func(t *testing.T, x, y string, number float64, start, end int64, flags uint8) {
		if number != number {
			t.Skip("no number equals itself but this")
		}
		span := schema.Span{Start: int(start), End: int(end)}
		a := schema.Assertion{ID: x, Subject: y, Predicate: x, Object: y, Status: schema.Status(x), Attribution: y, Date: x, Confidence: number,
			Symmetric: flags&1 != 0, Plover: x, Mode: y, Cameo: x, Quad: y, Re3d: x}
		a.Text, a.Rule, a.Evidence.Span, a.SubjectSpan, a.ObjectSpan = x+y, y, span, span, schema.Span{Start: span.End, End: span.Start}
		gotA, err := unpackAssertion(packAssertion(a))
		assert.NilError(t, err)
		assert.DeepEqual(t, gotA, a)

		c := brief{flags&1 != 0, flags&2 != 0, x, schema.Status(y), y, x, number}
		gotC, err := unpackBrief(c.pack())
		assert.NilError(t, err)
		assert.Equal(t, gotC, c)

		doc := schema.DocInfo{ID: x, Title: y, URL: x, Publisher: y, Byline: x, Published: y, Language: x, Sketch: y}
		art := article{doc, y, int(flags), []described{{id: x, facts: []string{y, x, ""}}, {id: y}}}
		gotArt, err := unpackArticle(art.pack())
		assert.NilError(t, err)
		assert.Equal(t, gotArt.doc, doc)
		assert.Assert(t, bytes.Equal(gotArt.pack(), art.pack()))
		gotDoc, digest, err := unpackDoc(art.pack())
		assert.NilError(t, err)
		assert.Equal(t, gotDoc, doc)
		assert.Equal(t, digest, y)

		m := remark{x, y, schema.Review(x), y}
		gotM, err := unpackRemark(m.pack())
		assert.NilError(t, err)
		assert.Equal(t, gotM, m)
		as, of, err := unpackSplit(splitRow("person/a", x, y).value)
		assert.NilError(t, err)
		assert.Assert(t, as == x && of == y)
	})
}
