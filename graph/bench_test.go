package graph

import (
	"fmt"
	"path/filepath"
	"testing"

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
