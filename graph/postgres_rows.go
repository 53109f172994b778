package graph

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/lib/pq"
)

// tableRows are the rows of a database as one transaction sees them.
type tableRows struct {
	ctx context.Context
	tx  *sql.Tx
	one *sql.Stmt // of get, which is called often

	known map[string][]byte // what ahead looked up; nil for a key that is not there
}

func (r *tableRows) ahead(keys [][]byte) error {
	known := make(map[string][]byte, len(keys))
	for _, k := range keys {
		known[string(k)] = nil
	}
	for keys := range slices.Chunk(keys, portion) {
		found, err := r.read("SELECT key, value FROM entente_rows WHERE key = ANY($1)", pq.ByteaArray(keys))
		if err != nil {
			return err
		}
		for _, row := range found {
			known[string(row.key)] = row.value
		}
	}
	r.known = known
	return nil
}

func (r *tableRows) get(key []byte) (value []byte, err error) {
	if v, ok := r.known[string(key)]; ok {
		return v, nil
	}
	if r.one == nil {
		if r.one, err = r.tx.PrepareContext(r.ctx, "SELECT value FROM entente_rows WHERE key = $1"); err != nil {
			return nil, err
		}
	}
	err = r.one.QueryRowContext(r.ctx, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return value, err
}

// A scan reads so many rows at a time: few first, since many a scan ends soon.
const firstPage, lastPage = 64, 4096

func (r *tableRows) scan(prefix, from []byte, fn func(key, value []byte) (bool, error)) error {
	if bytes.Compare(from, prefix) < 0 {
		from = prefix
	}
	from = append([]byte{}, from...) // nil would be NULL
	for n := firstPage; ; n = min(4*n, lastPage) {
		page, err := r.read("SELECT key, value FROM entente_rows WHERE key >= $1 AND ($2::bytea IS NULL OR key < $2) ORDER BY key LIMIT $3", from, after(prefix), n)
		if err != nil {
			return err
		}
		for _, row := range page {
			if more, err := fn(row.key, row.value); err != nil || !more {
				return err
			}
		}
		if len(page) < n {
			return nil
		}
		from = append(bytes.Clone(page[n-1].key), 0) // the next key that there can be
	}
}

// read ends before anything else is read: a connection does one thing at a time.
func (r *tableRows) read(query string, args ...any) (page []row, err error) {
	list, err := r.tx.QueryContext(r.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer list.Close()
	for list.Next() {
		var got row
		if err := list.Scan(&got.key, &got.value); err != nil {
			return nil, err
		}
		page = append(page, got)
	}
	return page, list.Err()
}

// after is the first key behind all that begin with prefix, or nil where there is none.
func after(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] < 0xff {
			next := bytes.Clone(prefix[:i+1])
			next[i]++
			return next
		}
	}
	return nil
}

func writeTableRows(ctx context.Context, tx *sql.Tx, c change) error {
	for keys := range slices.Chunk(c.del, portion) {
		if _, err := tx.ExecContext(ctx, "DELETE FROM entente_rows WHERE key = ANY($1)", pq.ByteaArray(keys)); err != nil {
			return err
		}
	}
	put := slices.Clone(c.put)
	slices.SortStableFunc(put, func(x, y row) int { return bytes.Compare(x.key, y.key) })
	var keys, values [][]byte
	size := 0
	for i, r := range put {
		if i+1 < len(put) && bytes.Equal(r.key, put[i+1].key) {
			continue // the last one counts
		}
		keys, values, size = append(keys, r.key), append(values, r.value), size+len(r.value)
		if i+1 < len(put) && len(keys) < portion && size < portionBytes {
			continue
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO entente_rows (key, value) SELECT k, v FROM unnest($1::bytea[], $2::bytea[]) AS t(k, v)
ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`, pq.ByteaArray(keys), pq.ByteaArray(values))
		if err != nil {
			return err
		}
		keys, values, size = nil, nil, 0
	}
	return nil
}
