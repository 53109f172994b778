package graph

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// tableLayout is what Cayley reads of its own tables, without what it does not: the order in which
// quads came, and foreign keys, since whoever writes counts. Its six indexes are three.
var tableLayout = []string{
	`CREATE TABLE entente (version INT NOT NULL, quads BIGINT NOT NULL, changes BIGINT NOT NULL)`,
	`CREATE TABLE entente_rows (key BYTEA PRIMARY KEY, value BYTEA NOT NULL)`,
	`CREATE TABLE nodes (
	hash BYTEA PRIMARY KEY,
	refs BIGINT NOT NULL,
	value BYTEA,
	value_string TEXT,
	datatype TEXT,
	language TEXT,
	iri BOOLEAN,
	bnode BOOLEAN,
	value_int BIGINT,
	value_bool BOOLEAN,
	value_float DOUBLE PRECISION,
	value_time TIMESTAMP WITH TIME ZONE
)`,
	`CREATE TABLE quads (subject_hash BYTEA NOT NULL, predicate_hash BYTEA NOT NULL, object_hash BYTEA NOT NULL, label_hash BYTEA)`,
	`CREATE UNIQUE INDEX quads_spol ON quads (subject_hash, predicate_hash, object_hash, coalesce(label_hash, ''::BYTEA))`,
	`CREATE INDEX quads_ops ON quads (object_hash, predicate_hash, subject_hash)`,
	`CREATE INDEX quads_label ON quads (label_hash)`,
}

// found is what a database holds before it is touched.
type found struct{ exists, cockroach bool }

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// inspectTables tells whether there is a store, and refuses tables of another program.
func inspectTables(ctx context.Context, q querier) (f found, err error) {
	var foreign bool
	err = q.QueryRowContext(ctx, `SELECT version() LIKE '%CockroachDB%', to_regclass('entente') IS NOT NULL,
	to_regclass('nodes') IS NOT NULL OR to_regclass('quads') IS NOT NULL OR to_regclass('entente_rows') IS NOT NULL`).
		Scan(&f.cockroach, &f.exists, &foreign)
	if err != nil {
		return f, err
	}
	if !f.exists {
		if foreign {
			return f, fmt.Errorf("%w: it has tables of another program", ErrNotStore)
		}
		return f, nil
	}
	var v, quads, changes int64
	err = q.QueryRowContext(ctx, "SELECT version, quads, changes FROM entente").Scan(&v, &quads, &changes)
	switch {
	case err == sql.ErrNoRows || err == nil && v < 1:
		return f, fmt.Errorf("%w: it has no version", ErrNotStore)
	case pq.As(err, pqerror.UndefinedColumn) != nil:
		return f, fmt.Errorf("%w: its table entente is of another program", ErrNotStore)
	case err != nil:
		return f, err
	case v > version:
		return f, fmt.Errorf("%w: its layout is version %d, this program knows %d", ErrNewer, v, version)
	case v < version:
		return f, fmt.Errorf("%w: its layout is version %d, this program's is %d", ErrOlder, v, version)
	}
	return f, nil
}

type beginner interface {
	BeginTx(ctx context.Context, opts *sql.TxOptions) (*sql.Tx, error)
}

// transact ends the transaction with f: all is written, or nothing.
func transact(ctx context.Context, b beginner, f func(tx *sql.Tx) error) error {
	tx, err := b.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func affected(r sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}
