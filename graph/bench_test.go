package graph

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/quad"
	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

func BenchmarkAddThousandArticles(b *testing.B) {
	recs := corpus(1000)
	for _, name := range Backends() {
		b.Run(name, func(b *testing.B) {
			var quads int
			for i := 0; b.Loop(); i++ {
				s := openAt(b, name, filepath.Join(b.TempDir(), fmt.Sprint(i)))
				quads = add(b, s, recs...).Quads
				st, err := s.Stats(ctx)
				assert.NilError(b, err)
				b.ReportMetric(float64(st.Bytes)/float64(quads), "bytes/quad")
			}
			b.ReportMetric(float64(quads)/1000, "quads/article")
			b.ReportMetric(float64(quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
		})
	}
}

func BenchmarkReading(b *testing.B) {
	recs := corpus(1000)
	for _, name := range Backends() {
		b.Run(name, func(b *testing.B) { benchmarkReading(b, name, recs) })
	}
}

func benchmarkReading(b *testing.B, name string, recs []schema.Record) {
	s := openAt(b, name, filepath.Join(b.TempDir(), "s"))
	add(b, s, recs...)
	for _, c := range []struct {
		name string
		f    schema.Filter
	}{
		{"hub", schema.Filter{Entities: []string{"country/e0"}}},
		{"entity", schema.Filter{Entities: []string{"organization/e50"}}},
		{"pair", schema.Filter{Between: [2]string{"country/e0", "person/e1"}}},
		{"triple", schema.Filter{Subjects: []string{"country/e0"}, Predicates: []string{"attacked"}, Objects: []string{"person/e1"}}},
		{"document", schema.Filter{Docs: []string{"wire-00500"}}},
		{"everything", schema.Filter{}},
	} {
		b.Run(c.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				n = len(statements(b, s, c.f))
			}
			b.ReportMetric(float64(n), "statements")
		})
	}
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			found, err := s.Find(ctx, "the E0")
			assert.NilError(b, err)
			assert.Assert(b, len(found) == 1)
		}
	})
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			assert.Equal(b, add(b, s, recs...).Unchanged, len(recs))
		}
	})
}

// writing times one way of getting records into a file.
func writing(b *testing.B, recs []schema.Record, write func(b *testing.B, path string, quads [][]quad.Quad)) {
	quads, n := batches(b, recs), 0
	for _, q := range quads {
		n += len(q)
	}
	var size int64
	for i := 0; b.Loop(); i++ {
		path := filepath.Join(b.TempDir(), fmt.Sprint(i))
		write(b, path, quads)
		info, err := os.Stat(path)
		assert.NilError(b, err)
		size = info.Size()
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
	b.ReportMetric(float64(size)/float64(n), "bytes/quad")
	b.ReportMetric(0, "ns/op")
}

// batches are the records' quads, each once, as many at a time as are written at a time.
func batches(b *testing.B, recs []schema.Record) (out [][]quad.Quad) {
	all := indexed(b, recs)
	for len(all) > batchQuads {
		out, all = append(out, all[:batchQuads]), all[batchQuads:]
	}
	return append(out, all)
}

// BenchmarkWriting is of the quads alone: apply a batch at a time, and bulk at once.
func BenchmarkWriting(b *testing.B) {
	recs := corpus(1000)
	b.Run("apply", func(b *testing.B) {
		writing(b, recs, func(b *testing.B, path string, quads [][]quad.Quad) {
			s := openAt(b, "bolt", path)
			for _, q := range quads {
				assert.NilError(b, s.back.apply(change{add: q}))
			}
			assert.NilError(b, s.Close())
		})
	})
	b.Run("bulk", func(b *testing.B) {
		writing(b, recs, func(b *testing.B, path string, quads [][]quad.Quad) {
			bulk := begin(b, path)
			for _, q := range quads {
				assert.NilError(b, bulk.add(q))
			}
			assert.NilError(b, bulk.finish(ctx))
		})
	})
}

// BenchmarkRemoving takes articles out again, one at a time.
func BenchmarkRemoving(b *testing.B) {
	recs := corpus(1000)
	path := filepath.Join(b.TempDir(), "s")
	built(b, path, recs)
	s := openAt(b, "bolt", path)
	var own []quad.Quad
	for _, q := range quadsOf(recs[500]) {
		if q.Label != nil {
			own = append(own, q)
		}
	}
	for b.Loop() {
		assert.NilError(b, s.back.apply(change{remove: own}))
		assert.NilError(b, s.back.apply(change{add: own}))
	}
	b.ReportMetric(float64(len(own)), "quads")
}

// BenchmarkCheck looks at a store of a thousand articles.
func BenchmarkCheck(b *testing.B) {
	recs := corpus(1000)
	for _, name := range Backends() {
		b.Run(name, func(b *testing.B) {
			s := openAt(b, name, filepath.Join(b.TempDir(), "s"))
			add(b, s, recs...)
			for b.Loop() {
				done, err := s.Check(ctx, func(what string) { b.Error(what) }, nil)
				assert.NilError(b, err)
				b.ReportMetric(float64(done.Quads), "quads")
			}
		})
	}
}
