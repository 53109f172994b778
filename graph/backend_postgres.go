package graph

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// flavour is PostgreSQL as Cayley reads it, but it counts the quads of this store, where Cayley's own
// would estimate those of whatever table in the database is called quads. Cayley never writes here.
const flavour = "entente"

func init() {
	csql.Register(flavour, csql.Registration{
		Driver: "postgres",
		QueryDialect: csql.QueryDialect{
			RegexpOp:    "~",
			FieldQuote:  pq.QuoteIdentifier,
			Placeholder: func(n int) string { return fmt.Sprintf("$%d", n) },
		},
		Estimated: func(table string) string {
			if table == "quads" {
				return "SELECT quads FROM entente"
			}
			return "SELECT coalesce(greatest(reltuples, 0), 0)::BIGINT FROM pg_class WHERE oid = '" + table + "'::regclass"
		},
	})
}

// server keeps everything in a few tables of a PostgreSQL database.
type server struct {
	opts      Options
	db        *sql.DB
	qs        cayley.QuadStore
	cockroach bool

	// writer holds the lock and makes all changes; nil if it may not write or the connection is lost.
	writer *sql.Conn

	// changes is how many the store had seen when its quads were last looked at: whoever
	// lost the lock with the connection must not write what he planned before.
	changes int64

	broken func() error // called before the end of a change; tests set it
}

func openPostgres(o Options) (_ backend, err error) {
	name, err := dataSource(o)
	if err != nil {
		return nil, err
	}
	s := &server{opts: o}
	if s.db, err = sql.Open("postgres", name); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if err := s.open(context.Background()); err != nil {
		return nil, err
	}
	s.qs, err = csql.New(flavour, name, nil)
	return s, err
}

func (s *server) open(ctx context.Context) error {
	m, err := inspectTables(ctx, s.db)
	if err != nil {
		return err
	}
	s.cockroach = m.cockroach
	switch {
	case !m.exists && (s.opts.ReadOnly || s.opts.MustExist):
		return ErrNoStore
	case !m.exists:
		if err := s.create(ctx); err != nil {
			return err
		}
	}
	if s.opts.ReadOnly {
		return nil
	}
	s.changes, err = s.lock(ctx)
	return err
}

// create lays out the tables, all of them or none.
func (s *server) create(ctx context.Context) error {
	return transact(ctx, s.db, func(tx *sql.Tx) error {
		if !s.cockroach {
			if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1)", lockClass); err != nil {
				return err
			}
		}
		// Another process may have been quicker.
		if m, err := inspectTables(ctx, tx); err != nil || m.exists {
			return err
		}
		for _, statement := range tableLayout {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO entente (version, quads, changes) VALUES ($1, 0, 0)", version)
		return err
	})
}

// lock makes a connection the writer and tells how many changes the store has seen.
// CockroachDB has no advisory locks; there the count alone keeps two writers apart.
func (s *server) lock(ctx context.Context) (changes int64, err error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			conn.Close()
		}
	}()
	if !s.cockroach {
		if _, err := conn.ExecContext(ctx, fmt.Sprintf("SET lock_timeout = %d", max(1, lockTimeout.Milliseconds()))); err != nil {
			return 0, err
		}
		_, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1 + 'entente'::regclass::oid::bigint)", lockClass)
		if pq.As(err, pqerror.LockNotAvailable) != nil {
			return 0, ErrLocked
		}
		if err != nil {
			return 0, err
		}
		if _, err := conn.ExecContext(ctx, "RESET lock_timeout"); err != nil {
			return 0, err
		}
	}
	if err := conn.QueryRowContext(ctx, "SELECT changes FROM entente").Scan(&changes); err != nil {
		return 0, err
	}
	s.writer = conn
	return changes, nil
}

// lockClass is where the store's locks begin; the table's number is added, which is below 1<<32.
const lockClass = int64(0x656e7465) << 32

func (s *server) quads() cayley.QuadStore { return s.qs }

// apply writes all in one transaction. One that the server gave up for the sake of
// another, as CockroachDB may, is tried again.
func (s *server) apply(c change) (err error) {
	if s.opts.ReadOnly {
		return ErrReadOnly
	}
	if len(c.add)+len(c.remove)+len(c.put)+len(c.del) == 0 {
		return nil
	}
	ctx := context.Background()
	for range 3 {
		if err = s.relock(ctx); err != nil {
			return err
		}
		err = transact(ctx, s.writer, func(tx *sql.Tx) error { return s.write(ctx, tx, c) })
		if pq.As(err, pqerror.TRSerializationFailure) == nil {
			break
		}
	}
	if err == nil {
		s.changes++
	} else if s.writer.PingContext(ctx) != nil {
		s.unlock()
	}
	return err
}

// relock takes the lock again that was lost with the connection.
func (s *server) relock(ctx context.Context) error {
	if s.writer != nil {
		return nil
	}
	changes, err := s.lock(ctx)
	if err != nil {
		return err
	}
	if changes != s.changes {
		s.changes = changes
		return errChanged
	}
	return nil
}

// errChanged is answered once: whoever tries again looks at what is there first.
var errChanged = fmt.Errorf("%w: it has changed since it was looked at", ErrLocked)

func (s *server) write(ctx context.Context, tx *sql.Tx, c change) error {
	n, err := affected(tx.ExecContext(ctx, "UPDATE entente SET quads = quads + $1, changes = changes + 1 WHERE changes = $2",
		len(c.add)-len(c.remove), s.changes))
	if err != nil {
		return err
	}
	if n == 0 {
		if err := tx.QueryRowContext(ctx, "SELECT changes FROM entente").Scan(&s.changes); err != nil {
			return err
		}
		return errChanged
	}
	if err := writeTableQuads(ctx, tx, c); err != nil {
		return err
	}
	if err := writeTableRows(ctx, tx, c); err != nil {
		return err
	}
	if s.broken != nil {
		return s.broken()
	}
	return nil
}

func (s *server) view(fn func(r rows) error) error {
	ctx := context.Background()
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return fn(&tableRows{ctx: ctx, tx: tx})
}

// size is 0 on CockroachDB, which does not tell.
// snapshot is no snapshot: each step of a query sees what is there then. It has
// connections of its own, so that it neither waits for others nor goes on when it has
// ended, and the server itself ends what takes longer than the context lasts.
func (s *server) snapshot(ctx context.Context) (cayley.QuadStore, func() error, error) {
	name, err := queryDataSource(ctx, s.opts)
	if err != nil {
		return nil, nil, err
	}
	qs, err := csql.New(flavour, name, cayley.Options{"maxopenconnections": queryConnections})
	if err != nil {
		return nil, nil, err
	}
	return qs, qs.Close, nil
}

// queryConnections is how deep a query may nest: each walk that is under way has one.
const queryConnections = 32

func (s *server) size() (bytes int64, err error) {
	if s.cockroach {
		return 0, nil
	}
	err = s.db.QueryRow("SELECT sum(pg_total_relation_size(t::regclass))::bigint FROM unnest(ARRAY['entente', 'entente_rows', 'nodes', 'quads']) AS t").Scan(&bytes)
	return bytes, err
}

func (s *server) unlock() error {
	if s.writer == nil {
		return nil
	}
	conn := s.writer
	s.writer = nil
	// The connection goes back to a pool, so the lock has to be given up by name.
	if !s.cockroach {
		conn.ExecContext(context.Background(), "SELECT pg_advisory_unlock_all()")
	}
	return conn.Close()
}

func (s *server) close() error {
	var quads error
	if s.qs != nil {
		quads = s.qs.Close()
	}
	return errors.Join(s.unlock(), quads, s.db.Close())
}
