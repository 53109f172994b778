package graph

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"net/url"
	"os"
	"testing"

	"gotest.tools/v3/assert"
)

// testServer is the URL of a database in which tests may make schemas of their own.
const testServer = "ENTENTE_TEST_POSTGRES"

func serverURL(t testing.TB) string {
	t.Helper()
	server := os.Getenv(testServer)
	if server == "" {
		t.Skip("no PostgreSQL to test with: " + testServer + " is not set")
	}
	return server
}

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
	server := serverURL(t)
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
