package graph

import (
	"bytes"
	"slices"

	bolt "go.etcd.io/bbolt"
)

var rowsBucket = []byte("rows")

// boltRows are the rows of a bbolt file.
type boltRows struct{ bucket *bolt.Bucket }

func (r boltRows) get(key []byte) ([]byte, error) {
	return r.bucket.Get(key), nil
}

func (r boltRows) scan(prefix, from []byte, fn func(key, value []byte) (bool, error)) error {
	if bytes.Compare(from, prefix) < 0 {
		from = prefix
	}
	c := r.bucket.Cursor()
	for k, v := c.Seek(from); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if more, err := fn(k, v); err != nil || !more {
			return err
		}
	}
	return nil
}

// writeRows writes in the order of the keys, which spares bbolt most of its searching.
func writeRows(tx *bolt.Tx, c change) error {
	b := tx.Bucket(rowsBucket)
	for _, key := range c.del {
		if err := b.Delete(key); err != nil {
			return err
		}
	}
	put := slices.Clone(c.put)
	slices.SortStableFunc(put, func(x, y row) int { return bytes.Compare(x.key, y.key) })
	for _, r := range put {
		if err := b.Put(r.key, r.value); err != nil {
			return err
		}
	}
	return nil
}
