package graph

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/lib/pq"
)

// A statement takes so many rows, and of those with long values so many bytes, give or take one row.
const portion, portionBytes = 10_000, 8 << 20

const (
	insertQuads = `INSERT INTO quads (subject_hash, predicate_hash, object_hash, label_hash)
SELECT s, p, o, nullif(l, ''::bytea) FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bytea[]) AS t(s, p, o, l)`

	deleteQuads = `DELETE FROM quads USING unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bytea[]) AS t(s, p, o, l)
WHERE subject_hash = s AND predicate_hash = p AND object_hash = o AND coalesce(label_hash, ''::bytea) = l`

	useLess = `UPDATE nodes SET refs = refs - n FROM unnest($1::bytea[], $2::bigint[]) AS t(h, n) WHERE hash = h`

	deleteUnused = `DELETE FROM nodes WHERE hash = ANY($1::bytea[]) AND refs <= 0`
)

// useMore takes the values as text, which columns and cast lead to where Cayley looks for that kind of value.
func useMore(k kind) string {
	return `INSERT INTO nodes (hash, refs, ` + k.columns + `) SELECT h, n, ` + k.cast + ` FROM unnest($1::bytea[], $2::bigint[], $3::text[]) AS t(h, n, v)
ON CONFLICT (hash) DO UPDATE SET refs = nodes.refs + EXCLUDED.refs`
}

type kind struct{ columns, cast string }

var (
	kindIRI   = kind{"value_string, iri", "v, true"}
	kindText  = kind{"value_string", "v"}
	kindFloat = kind{"value_float", "v::float8"}
	kindBool  = kind{"value_bool", "v::bool"}
	kindOther = kind{"value", "decode(v, 'hex')"} // packed by Cayley
)

// column tells how a value is kept. Cayley would read \x00 in a text as NUL, and
// PostgreSQL takes neither NUL nor what is not UTF-8: such values are packed.
func column(v quad.Value) (kind, string, error) {
	plain := func(s string) bool {
		return utf8.ValidString(s) && !strings.Contains(s, "\x00") && !strings.Contains(s, `\x00`)
	}
	switch v := v.(type) {
	case quad.IRI:
		if plain(string(v)) {
			return kindIRI, string(v), nil
		}
	case quad.String:
		if plain(string(v)) {
			return kindText, string(v), nil
		}
	case quad.Float:
		return kindFloat, strconv.FormatFloat(float64(v), 'g', -1, 64), nil
	case quad.Bool:
		return kindBool, strconv.FormatBool(bool(v)), nil
	}
	packed, err := pquads.MarshalValue(v)
	return kindOther, hex.EncodeToString(packed), err
}

// nodeUse is how many more quads a value is part of after a change than before.
type nodeUse struct {
	value quad.Value
	hash  []byte
	n     int64
}

// writeTableQuads counts exactly how often a value is used. Unlike the other backends it fails on a quad that is there
// already, or not there to be removed: the transaction is undone, and no cache of Cayley's holds anything of it.
func writeTableQuads(ctx context.Context, tx *sql.Tx, c change) error {
	uses := map[quad.Value]*nodeUse{}
	for _, part := range []struct {
		quads     []quad.Quad
		n         int64
		statement string
		fault     string
	}{{c.remove, -1, deleteQuads, "to be removed are not there"}, {c.add, 1, insertQuads, "are there already"}} {
		for quads := range slices.Chunk(part.quads, portion) {
			rows := hashes(quads, uses, part.n)
			n, err := affected(tx.ExecContext(ctx, part.statement, rows[0], rows[1], rows[2], rows[3]))
			if err != nil {
				return err
			}
			if missing := int64(len(quads)) - n; missing != 0 {
				return fmt.Errorf("%d quads %s", missing, part.fault)
			}
		}
	}
	return writeUses(ctx, tx, uses)
}

// hashes gives a column for each direction, and counts.
func hashes(quads []quad.Quad, uses map[quad.Value]*nodeUse, n int64) (columns [4]pq.ByteaArray) {
	for _, q := range quads {
		for i, d := range directions {
			v := q.Get(d)
			if v == nil {
				columns[i] = append(columns[i], nil)
				continue
			}
			u := uses[v]
			if u == nil {
				u = &nodeUse{value: v, hash: quad.HashOf(v)}
				uses[v] = u
			}
			u.n += n
			columns[i] = append(columns[i], u.hash)
		}
	}
	return columns
}

// batch is the values of one statement.
type batch struct {
	hashes pq.ByteaArray
	counts pq.Int64Array
	texts  pq.StringArray
	bytes  int
}

func writeUses(ctx context.Context, tx *sql.Tx, uses map[quad.Value]*nodeUse) error {
	sorted := make([]*nodeUse, 0, len(uses))
	for _, u := range uses {
		sorted = append(sorted, u)
	}
	slices.SortFunc(sorted, func(a, b *nodeUse) int { return bytes.Compare(a.hash, b.hash) })

	more, fewer := map[kind]*batch{}, &batch{}
	for _, u := range sorted {
		if u.n < 0 {
			fewer.hashes, fewer.counts = append(fewer.hashes, u.hash), append(fewer.counts, -u.n)
		}
		if u.n <= 0 {
			continue
		}
		k, text, err := column(u.value)
		if err != nil {
			return err
		}
		b := more[k]
		if b == nil {
			b = &batch{}
			more[k] = b
		}
		b.hashes, b.counts, b.texts, b.bytes = append(b.hashes, u.hash), append(b.counts, u.n), append(b.texts, text), b.bytes+len(text)
		if len(b.hashes) >= portion || b.bytes >= portionBytes {
			if err := b.write(ctx, tx, k); err != nil {
				return err
			}
			delete(more, k)
		}
	}
	for k, b := range more {
		if err := b.write(ctx, tx, k); err != nil {
			return err
		}
	}
	return fewer.take(ctx, tx)
}

func (b *batch) write(ctx context.Context, tx *sql.Tx, k kind) error {
	_, err := tx.ExecContext(ctx, useMore(k), b.hashes, b.counts, b.texts)
	return err
}

func (b *batch) take(ctx context.Context, tx *sql.Tx) error {
	for from := 0; from < len(b.hashes); from += portion {
		to := min(from+portion, len(b.hashes))
		n, err := affected(tx.ExecContext(ctx, useLess, b.hashes[from:to], b.counts[from:to]))
		if err != nil {
			return err
		}
		if missing := int64(to-from) - n; missing != 0 {
			return fmt.Errorf("%d values of quads are not there", missing)
		}
		if _, err := tx.ExecContext(ctx, deleteUnused, b.hashes[from:to]); err != nil {
			return err
		}
	}
	return nil
}
