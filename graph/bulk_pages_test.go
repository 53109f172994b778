package graph

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
	"gotest.tools/v3/assert"
)

// written is a file of one bucket, with the keys in order.
func written(t *testing.T, keys, values []string) *bolt.DB {
	t.Helper()
	db, name, err := newPart(filepath.Join(t.TempDir(), "s"))
	assert.NilError(t, err)
	w, err := newPageWriter(db)
	assert.NilError(t, err)
	for i, k := range keys {
		assert.NilError(t, w.put([]byte("b"), []byte(k), []byte(values[i])))
	}
	assert.NilError(t, errors.Join(w.empty([]byte("none")), w.end(), w.close(), w.close()))
	if db, err = bolt.Open(name, 0o644, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { assert.NilError(t, db.Close()) })
	return db
}

func TestPagesAreABboltFileThatCanBeWrittenTo(t *testing.T) {
	for _, c := range []struct{ n, key, value int }{
		{1, 1, 0}, {2, 5, 5}, {200, 8, 10}, {20_000, 8, 20}, {3000, 900, 3}, {50, 3000, 0}, {7, 20, 4 << 20 / 7}, {300, 2030, 9000},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			var keys, values []string
			for i := range c.n {
				keys = append(keys, fmt.Sprintf("%0*d", max(c.key, len(fmt.Sprint(c.n))), 2*i))
				values = append(values, strings.Repeat(string(rune('a'+i%26)), c.value))
			}
			db := written(t, keys, values)
			faultless := func() {
				assert.NilError(t, db.View(func(tx *bolt.Tx) error {
					for err := range tx.Check() {
						t.Error(err)
					}
					n := 0
					c := tx.Bucket([]byte("b")).Cursor()
					for k, v := c.First(); k != nil; k, v = c.Next() {
						assert.Equal(t, string(k), keys[n])
						assert.Equal(t, string(v), values[n])
						assert.Equal(t, string(tx.Bucket([]byte("b")).Get(k)), values[n])
						n++
					}
					assert.Equal(t, n, len(keys))
					return nil
				}))
			}
			faultless()
			// bbolt parts and joins the pages that are there.
			assert.NilError(t, db.Update(func(tx *bolt.Tx) error {
				b := tx.Bucket([]byte("b"))
				for _, k := range keys {
					if err := b.Put([]byte(k+"+"), []byte("new")); err != nil {
						return err
					}
				}
				return tx.Bucket([]byte("none")).Put([]byte("k"), []byte("v"))
			}))
			assert.NilError(t, db.Update(func(tx *bolt.Tx) error {
				for _, k := range keys {
					if err := tx.Bucket([]byte("b")).Delete([]byte(k + "+")); err != nil {
						return err
					}
				}
				return nil
			}))
			faultless()
		})
	}
}

func TestKeysOutOfOrderAreNoPages(t *testing.T) {
	db, _, err := newPart(filepath.Join(t.TempDir(), "s"))
	assert.NilError(t, err)
	w, err := newPageWriter(db)
	assert.NilError(t, err)
	assert.NilError(t, w.put([]byte("b"), []byte("k"), nil))
	assert.ErrorContains(t, w.put([]byte("b"), []byte("k"), nil), `"k" after "k"`)
	assert.ErrorContains(t, w.put([]byte("c"), nil, nil), `"" after ""`)
	assert.NilError(t, w.close())
}
