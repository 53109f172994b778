package graph

import (
	"fmt"
	"slices"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

// scanned is what a scan gives, at most n of it where n is above zero, as "key=value".
func scanned(t *testing.T, r rows, prefix, from string, n int) (got []string) {
	t.Helper()
	var start []byte
	if from != "" {
		start = []byte(from)
	}
	assert.NilError(t, r.scan([]byte(prefix), start, func(key, value []byte) (bool, error) {
		again, err := r.get(key) // a scan may be used to read on
		assert.NilError(t, err)
		assert.DeepEqual(t, again, value)
		got = append(got, string(key)+"="+string(value))
		return len(got) != n, nil
	}))
	return got
}

func TestRowsAreInTheOrderOfTheirBytes(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		put := []row{}
		for _, key := range []string{"b\x00", "\xff\xff", "a", "b", "\xff", "B", "b\xff", "bé", "c", "\x00", "b"} {
			put = append(put, row{[]byte(key), []byte("old")})
		}
		assert.NilError(t, s.back.apply(change{put: put}))
		assert.NilError(t, s.back.apply(change{put: []row{{[]byte("b"), []byte("n\x00w")}, {[]byte("d"), []byte("new")}}, del: [][]byte{[]byte("a"), []byte("none")}}))
		assert.NilError(t, s.back.view(func(r rows) error {
			all := []string{"\x00=old", "B=old", "b=n\x00w", "b\x00=old", "bé=old", "b\xff=old", "c=old", "d=new", "\xff=old", "\xff\xff=old"}
			assert.DeepEqual(t, scanned(t, r, "", "", 0), all)
			assert.DeepEqual(t, scanned(t, r, "b", "", 0), all[2:6])
			assert.DeepEqual(t, scanned(t, r, "b", "", 2), all[2:4])
			assert.DeepEqual(t, scanned(t, r, "b", "a", 0), all[2:6])
			assert.DeepEqual(t, scanned(t, r, "b", "b\x00", 0), all[3:6])
			assert.DeepEqual(t, scanned(t, r, "\xff", "", 0), all[8:])
			assert.Equal(t, len(scanned(t, r, "b", "c", 0)), 0)
			assert.Equal(t, len(scanned(t, r, "none", "", 0)), 0)
			none, err := r.get([]byte("a"))
			assert.NilError(t, err)
			assert.Assert(t, none == nil)
			return nil
		}))
	})
}

func TestManyRowsAreScannedToTheEnd(t *testing.T) {
	eachBackend(t, func(t *testing.T, s *Store) {
		var c change
		var want []string
		for i := range 12_345 {
			key := fmt.Sprintf("k%05d", i)
			c.put = append(c.put, row{[]byte(key), []byte{byte(i)}})
			want = append(want, key)
		}
		slices.Reverse(c.put)
		assert.NilError(t, s.back.apply(c))
		assert.NilError(t, s.back.view(func(r rows) error {
			var got []string
			assert.NilError(t, r.scan([]byte("k"), nil, func(key, _ []byte) (bool, error) {
				got = append(got, string(key))
				return true, nil
			}))
			assert.Assert(t, slices.Equal(got, want))
			return nil
		}))
	})
}

// Whatever a text holds, every backend has the same quads and gives the same statement back.
func TestOddTextIsKeptAlike(t *testing.T) {
	rec := says("odd", "2020", "country/TUR ally country/AZE asserted", "country/TUR attacked country/AZE claimed")
	rec.Doc.Title = "NUL \x00, no UTF-8 \xff, an escape \\x00, \"quotes\", {braces}, a \\ and a \n"
	rec.Entities[0].Aliases = []string{`\x00`, "NULL", "null", "", " ", "Ünïcode 🜚"}
	rec.Assertions[0].Confidence = 0.1 + 0.2
	rec.Assertions[1].Confidence = 5e-324
	var quads []string
	var all []schema.Statement
	eachBackend(t, func(t *testing.T, s *Store) {
		add(t, s, rec)
		if quads == nil {
			quads, all = dump(t, s), statements(t, s, schema.Filter{})
			assert.Equal(t, len(all), 2)
			assert.Equal(t, all[0].Confidence+all[1].Confidence, rec.Assertions[0].Confidence+5e-324)
		}
		assert.DeepEqual(t, dump(t, s), quads)
		assert.DeepEqual(t, statements(t, s, schema.Filter{}), all)
		assert.DeepEqual(t, add(t, s, rec), Added{Unchanged: 1})
	})
}
