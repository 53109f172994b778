package graph

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/lib/pq"
	"gotest.tools/v3/assert"
	"gotest.tools/v3/assert/cmp"

	"github.com/entente-kg/entente/schema"
)

// testServer is the URL of a database in which tests may make schemas of their own.
const testServer = "ENTENTE_TEST_POSTGRES"

func database(t testing.TB, url string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", url)
	assert.NilError(t, err)
	t.Cleanup(func() { assert.NilError(t, db.Close()) })
	return db
}

// schemaFor is the URL of a schema that stands for a path; it is dropped at the end of the test.
func schemaFor(t testing.TB, path string) string {
	t.Helper()
	server := os.Getenv(testServer)
	if server == "" {
		t.Skip("no PostgreSQL to test with: " + testServer + " is not set")
	}
	db := database(t, server)
	sum := sha256.Sum256([]byte(path))
	name := "test_" + hex.EncodeToString(sum[:8])
	_, err := db.Exec("CREATE SCHEMA IF NOT EXISTS " + name)
	assert.NilError(t, err)
	t.Cleanup(func() {
		_, err := db.Exec("DROP SCHEMA IF EXISTS " + name + " CASCADE")
		assert.NilError(t, err)
	})
	u, err := url.Parse(server)
	assert.NilError(t, err)
	query := u.Query()
	query.Set("search_path", name)
	u.RawQuery = query.Encode()
	return u.String()
}

// tables makes a schema and gives its URL and a way into it.
func tables(t testing.TB) (url string, db *sql.DB) {
	url = schemaFor(t, t.TempDir())
	return url, database(t, url)
}

func execute(t testing.TB, db *sql.DB, statement string, args ...any) {
	t.Helper()
	_, err := db.Exec(statement, args...)
	assert.NilError(t, err)
}

func counted(t testing.TB, db *sql.DB, query string) (n int) {
	t.Helper()
	assert.NilError(t, db.QueryRow(query).Scan(&n))
	return n
}

func open(t testing.TB, o Options) *Store {
	t.Helper()
	s, err := Open(ctx, o)
	assert.NilError(t, err)
	t.Cleanup(func() { assert.NilError(t, s.Close()) })
	return s
}

func unopened(t testing.TB, o Options, want error) {
	t.Helper()
	s, err := Open(ctx, o)
	if err == nil {
		s.Close()
	}
	assert.ErrorIs(t, err, want)
	assert.ErrorContains(t, err, "open postgres store postgres")
}

func TestServerKeepsWhatIsClosed(t *testing.T) {
	url, _ := tables(t)
	s := open(t, Options{Path: url})
	add(t, s, corpus(30)...)
	quads, all := dump(t, s), statements(t, s, schema.Filter{})
	assert.NilError(t, s.Close())
	for _, readOnly := range []bool{true, false} {
		s := open(t, Options{Path: url, ReadOnly: readOnly})
		assert.DeepEqual(t, dump(t, s), quads)
		assert.DeepEqual(t, statements(t, s, schema.Filter{}), all)
		if !readOnly {
			assert.DeepEqual(t, add(t, s, corpus(30)...), Added{Unchanged: 30})
		}
		assert.NilError(t, s.Close())
	}
}

func TestOneWritesToAServerAndManyRead(t *testing.T) {
	hurry(t)
	url, _ := tables(t)
	unopened(t, Options{Path: url, ReadOnly: true}, ErrNoStore)
	writer := open(t, Options{Path: url})
	unopened(t, Options{Path: url}, ErrLocked)
	for range 2 {
		reader := open(t, Options{Path: url, ReadOnly: true})
		add(t, writer, first)
		assert.Equal(t, len(statements(t, reader, schema.Filter{})), len(first.Assertions))
	}
	assert.NilError(t, writer.Close())
	add(t, open(t, Options{Path: url}), second)
}

func TestReadOnlyServerIsNeverWrittenTo(t *testing.T) {
	url, db := tables(t)
	unopened(t, Options{Path: url, ReadOnly: true}, ErrNoStore)
	assert.Equal(t, counted(t, db, "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"), 0)
	add(t, open(t, Options{Path: url}), first)
	reader := open(t, Options{Path: url, ReadOnly: true})
	_, err := reader.Add(ctx, second)
	assert.ErrorIs(t, err, ErrReadOnly)
	assert.ErrorIs(t, reader.back.apply(change{}), ErrReadOnly)
	_, err = reader.back.(*server).db.Exec("DELETE FROM quads")
	assert.ErrorContains(t, err, "read-only transaction")
}

func TestTablesOfAnotherProgramAreLeftAsTheyAre(t *testing.T) {
	for _, layout := range []string{
		"CREATE TABLE nodes (hash BYTEA PRIMARY KEY)", "CREATE TABLE quads (subject_hash BYTEA)", "CREATE TABLE entente_rows (key TEXT)",
		"CREATE TABLE entente (name TEXT)", "CREATE TABLE entente (version INT, quads INT, changes INT)", "CREATE VIEW entente AS SELECT 0 AS version, 0 AS quads, 0 AS changes",
	} {
		url, db := tables(t)
		execute(t, db, layout)
		for _, readOnly := range []bool{true, false} {
			unopened(t, Options{Path: url, ReadOnly: readOnly}, ErrNotStore)
		}
		assert.Equal(t, counted(t, db, "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'v')"), 1)
	}
}

func TestServerOfANewerVersionIsRefused(t *testing.T) {
	url, db := tables(t)
	assert.NilError(t, open(t, Options{Path: url}).Close())
	execute(t, db, "UPDATE entente SET version = $1", version+1)
	unopened(t, Options{Path: url}, ErrNewer)
	unopened(t, Options{Path: url, ReadOnly: true}, ErrNewer)
}

func TestFailedWriteLeavesTheServerAsItWas(t *testing.T) {
	url, _ := tables(t)
	s := open(t, Options{Path: url})
	add(t, s, first)
	quads := dump(t, s)
	full := errors.New("disk full")
	s.back.(*server).broken = func() error { return full }
	for _, rec := range []schema.Record{second, says("a-1", "2021-03-01", "country/TUR ally country/NOR asserted")} {
		got, err := s.Add(ctx, rec)
		assert.ErrorIs(t, err, full)
		assert.DeepEqual(t, got, Added{})
		assert.DeepEqual(t, dump(t, s), quads)
	}
	tries := 0
	s.back.(*server).broken = func() error {
		if tries++; tries < 3 {
			return &pq.Error{Code: "40001"} // given up for another transaction: tried again
		}
		return nil
	}
	add(t, s, second)
	fresh := openAt(t, "memory", "")
	add(t, fresh, first, second)
	assert.DeepEqual(t, dump(t, s), dump(t, fresh))
}

func TestWriterThatLostItsConnectionLooksAgain(t *testing.T) {
	hurry(t)
	url, db := tables(t)
	s := open(t, Options{Path: url})
	cut := func() {
		t.Helper()
		var pid int
		assert.NilError(t, s.back.(*server).writer.QueryRowContext(ctx, "SELECT pg_backend_pid()").Scan(&pid))
		execute(t, db, "SELECT pg_terminate_backend($1, 5000)", pid)
	}
	cut()
	_, err := s.Add(ctx, first)
	assert.Assert(t, err != nil)
	add(t, s, first)
	unopened(t, Options{Path: url}, ErrLocked) // it has the lock again

	cut()
	_, err = s.Add(ctx, second)
	assert.Assert(t, err != nil)
	other := open(t, Options{Path: url})
	add(t, other, second)
	_, err = s.Add(ctx, second)
	assert.NilError(t, err) // it is there: nothing is to be written
	third := says("a-3", "", "country/NOR ally country/ISL asserted")
	_, err = s.Add(ctx, third)
	assert.ErrorIs(t, err, ErrLocked)
	assert.NilError(t, other.Close())
	_, err = s.Add(ctx, third)
	assert.ErrorIs(t, err, errChanged)
	add(t, s, third)
	fresh := openAt(t, "memory", "")
	add(t, fresh, first, second, third)
	assert.DeepEqual(t, dump(t, s), dump(t, fresh))
}

// CockroachDB has no advisory locks, so two may write. What they do without is tried on PostgreSQL here.
func TestWithoutALockNothingStaleIsWritten(t *testing.T) {
	url, _ := tables(t)
	unlocked := func() *Store {
		s := open(t, Options{Path: url})
		b := s.back.(*server)
		assert.NilError(t, b.unlock())
		b.cockroach = true
		return s
	}
	one, two := unlocked(), unlocked()
	add(t, one, first)
	_, err := two.Add(ctx, second)
	assert.ErrorIs(t, err, errChanged)
	add(t, two, second)
	_, err = one.Add(ctx, corpus(1)...)
	assert.ErrorIs(t, err, errChanged)
	add(t, one, corpus(1)...)
	fresh := openAt(t, "memory", "")
	add(t, fresh, first, second, corpus(1)[0])
	for _, s := range []*Store{one, two} {
		assert.DeepEqual(t, dump(t, s), dump(t, fresh))
		st, err := s.Stats(ctx)
		assert.NilError(t, err)
		assert.Equal(t, int(st.Quads), len(dump(t, fresh)))
	}
}

func TestViewIsOfOneState(t *testing.T) {
	url, _ := tables(t)
	writer := open(t, Options{Path: url})
	put := func(value string) {
		t.Helper()
		assert.NilError(t, writer.back.apply(change{put: []row{{[]byte("k1"), []byte(value)}, {[]byte("k2"), []byte(value)}}}))
	}
	put("old")
	reader := open(t, Options{Path: url, ReadOnly: true})
	see := func(r rows) []string {
		t.Helper()
		one, err := r.get([]byte("k1"))
		assert.NilError(t, err)
		seen := []string{string(one)}
		assert.NilError(t, r.scan([]byte("k"), []byte("k2"), func(_, value []byte) (bool, error) {
			seen = append(seen, string(value))
			return true, nil
		}))
		return seen
	}
	assert.NilError(t, reader.back.view(func(r rows) error {
		assert.DeepEqual(t, see(r), []string{"old", "old"})
		put("new")
		assert.DeepEqual(t, see(r), []string{"old", "old"})
		return nil
	}))
	assert.NilError(t, reader.back.view(func(r rows) error {
		assert.DeepEqual(t, see(r), []string{"new", "new"})
		return nil
	}))
}

func TestServerCountsExactly(t *testing.T) {
	url, db := tables(t)
	s := open(t, Options{Path: url})
	count := func() {
		t.Helper()
		assert.Equal(t, counted(t, db, `SELECT count(*) FROM nodes FULL JOIN (
	SELECT h, count(*) AS n FROM quads, LATERAL (VALUES (subject_hash), (predicate_hash), (object_hash), (label_hash)) AS v(h) WHERE h IS NOT NULL GROUP BY h
) AS used ON hash = h WHERE refs IS DISTINCT FROM n`), 0)
		assert.Equal(t, counted(t, db, "SELECT quads FROM entente"), counted(t, db, "SELECT count(*) FROM quads"))
	}
	recs := corpus(30)
	add(t, s, recs...)
	count()
	for i, rec := range recs[:10] {
		rec.Assertions = rec.Assertions[i%4:]
		add(t, s, rec)
		count()
	}
	for _, rec := range recs {
		rec.Assertions, rec.Entities = nil, nil
		add(t, s, rec)
	}
	count()
	assert.Equal(t, counted(t, db, "SELECT count(*) FROM nodes WHERE value_string LIKE '%/id/%'"), 0)
}

func TestServerRefusesQuadsTwiceAndQuadsThatAreNotThere(t *testing.T) {
	url, db := tables(t)
	s := open(t, Options{Path: url})
	q := quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.String("o")}
	labelled := q
	labelled.Label = quad.IRI("l")
	assert.NilError(t, s.back.apply(change{add: []quad.Quad{q, labelled}}))
	for _, again := range []quad.Quad{q, labelled} {
		assert.ErrorContains(t, s.back.apply(change{add: []quad.Quad{again}, put: []row{{[]byte("k"), []byte("v")}}}), "quads_spol")
	}
	other := q
	other.Label = quad.IRI("other")
	assert.ErrorContains(t, s.back.apply(change{remove: []quad.Quad{other}}), "1 quads to be removed are not there")
	assert.Equal(t, counted(t, db, "SELECT count(*) FROM entente_rows"), 0)
	assert.Equal(t, counted(t, db, "SELECT sum(refs) FROM nodes"), 7)
	assert.NilError(t, s.back.apply(change{remove: []quad.Quad{labelled}}))
	assert.Equal(t, counted(t, db, "SELECT sum(refs) FROM nodes"), 3)
	assert.NilError(t, s.back.apply(change{remove: []quad.Quad{q}}))
	assert.Equal(t, counted(t, db, "SELECT count(*) FROM nodes"), 0)
}

func TestFileWhoseNameHasAColonIsAFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, path := range []string{"postgres:notes", "news:2024", "postgres.db", filepath.Join(t.TempDir(), "a:b")} {
		s := open(t, Options{Path: path})
		assert.Equal(t, s.opts.Backend, "bolt")
		assert.Equal(t, s.opts.Path, path)
		_, err := os.Stat(path)
		assert.NilError(t, err)
	}
}

func TestPasswordOfAServerIsInNoError(t *testing.T) {
	for _, path := range []string{
		"postgres://u:hush@127.0.0.1:1/db?sslmode=disable", "PostgreSQL://u:hush@127.0.0.1:1/db", "postgres://127.0.0.1:1/db?user=u&password=hush&sslpassword=hush",
		"postgres://u:hu/sh@127.0.0.1:1/db", "postgres://u:1/hush@127.0.0.1:1/db", "postgres://u:hush#sh@127.0.0.1:1/db", "postgres://u:1#hush@127.0.0.1:1/db",
		"postgres://u:1?hush@127.0.0.1:1/db", "postgres://u:h%zzush@127.0.0.1:1/db", "postgres://u:hush@127.0.0.1:port/db", "postgres://u:hush@[::1/db",
		"postgres://u:hush@127.0.0.1:1/db?sslmode=hm", "postgres://u:hush@127.0.0.1:1/db?a=%zz", "postgres://u:hu@sh@127.0.0.1:1/db",
	} {
		for _, backend := range []string{"", "postgres"} {
			_, err := Open(ctx, Options{Backend: backend, Path: path})
			assert.Assert(t, err != nil, path)
			for _, secret := range []string{"hush", "hu/sh", "hu@sh", "h%zzush", "/sh", "zzush"} {
				assert.Check(t, !strings.Contains(err.Error(), secret), "%s: %v", path, err)
			}
			assert.Check(t, cmp.Contains(strings.ToLower(err.Error()), "open postgres store postgres"))
		}
	}
	_, err := Build(ctx, "postgres://u:hush@127.0.0.1:1/db", nil)
	assert.ErrorIs(t, err, ErrNoBuild)
	assert.ErrorContains(t, err, "build postgres store postgres://u:xxxxx@127.0.0.1:1/db: ")
	_, err = Rebuild(ctx, "postgres://u:hush@127.0.0.1:1/db", nil)
	assert.ErrorIs(t, err, ErrNoBuild)
	assert.ErrorContains(t, err, "rebuild postgres store postgres://u:xxxxx@127.0.0.1:1/db: ")
	assert.Equal(t, Redacted("postgres://u:hush@db.example:5433/news?sslmode=disable"), "postgres://u:xxxxx@db.example:5433/news?sslmode=disable")
	assert.Equal(t, Redacted("postgres://u@db.example/news"), "postgres://u@db.example/news")
	assert.Equal(t, Redacted("a:b@c"), "a:b@c")
	_, err = Open(ctx, Options{Backend: "postgres", Path: "news.db"})
	assert.ErrorContains(t, err, "open postgres store news.db: needs a URL")
}
