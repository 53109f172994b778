package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

// article writes a short article into a new folder and gives its path.
func article(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "article.txt")
	if err := os.WriteFile(path, []byte("Russia invaded Ukraine in February 2022.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// outcome runs a command line and gives all that comes of it.
func outcome(ctx context.Context, args ...string) (code int, stdout, stderr string) {
	e, out, errs := testEnv(nil)
	code = run(ctx, args, e)
	return code, out.String(), errs.String()
}

func TestAnInterruptedRunSaysSo(t *testing.T) {
	path := article(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, command := range []string{"ingest", "extract"} {
		args := []string{command, path}
		if command == "ingest" {
			args = append(args, "-s", path+".db")
		}
		code, stdout, stderr := outcome(ctx, args...)
		if code != exitFailed || stdout != "" || stderr != "entente: interrupted\n" {
			t.Errorf("%s: exit code %d, stdout %q, stderr %q", command, code, stdout, stderr)
		}
	}
}

func TestAStoreThatAnotherWritesIsNotTouched(t *testing.T) {
	path := article(t)
	store := path + ".db"
	other, err := graph.Open(t.Context(), graph.Options{Path: store})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	code, stdout, stderr := outcome(t.Context(), "ingest", path, "-s", store)
	if code != exitFailed || stdout != "" || !strings.Contains(stderr, "in use by another process; another entente has it open") {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
}

func TestThePasswordOfAServerIsNeverShown(t *testing.T) {
	path := article(t)
	const store = "postgres://reader:hush@127.0.0.1:1/news?sslmode=disable"
	for _, args := range [][]string{{"stats"}, {"stats", "--help"}, {"ingest", path}, {"ingest", "--json", path}, {"query", "allies"}} {
		e, stdout, stderr := testEnv(map[string]string{"ENTENTE_STORE": store})
		run(t.Context(), args, e)
		if said := stdout.String() + stderr.String(); strings.Contains(said, "hush") || !strings.Contains(said, "reader:xxxxx@127.0.0.1:1/news") {
			t.Errorf("%q: %s", args, said)
		}
	}
}

func TestAStoreMayLieOnAServer(t *testing.T) {
	server := os.Getenv("ENTENTE_TEST_POSTGRES")
	if server == "" {
		t.Skip("no PostgreSQL to test with: ENTENTE_TEST_POSTGRES is not set")
	}
	db, err := sql.Open("postgres", server)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	schema := fmt.Sprint("test_command_", os.Getpid())
	if _, err := db.Exec("CREATE SCHEMA " + schema); err != nil {
		t.Fatal(err)
	}
	defer db.Exec("DROP SCHEMA " + schema + " CASCADE")
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("search_path", schema)
	u.RawQuery = query.Encode()
	store := u.String()

	code, stdout, stderr := outcome(t.Context(), "stats", "-s", store)
	if code != exitFailed || !strings.Contains(stderr, "no such store") {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	code, stdout, stderr = outcome(t.Context(), "ingest", article(t), "-s", store)
	if code != exitDone || !strings.Contains(stdout, "1 article read (1 new") {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	code, stdout, stderr = outcome(t.Context(), "stats", "-s", store)
	if code != exitDone || !strings.Contains(stdout, "(postgres)") {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	for _, args := range [][]string{{"merge", "Russia", "Ukraine"}, {"decisions"}, {"articles"}, {"check"}} {
		if code, stdout, stderr = outcome(t.Context(), append(args, "-s", store)...); code != exitDone || stdout == "" {
			t.Errorf("%q: exit code %d, stdout %q, stderr %q", args, code, stdout, stderr)
		}
	}
	file := filepath.Join(t.TempDir(), "file.db")
	_, dumped, stderr := outcome(t.Context(), "dump", "-s", store)
	e, _, _ := testEnv(nil)
	e.stdin = strings.NewReader(dumped)
	if code := run(t.Context(), []string{"restore", "-", "-s", file}, e); code != exitDone {
		t.Errorf("restore: exit code %d, dump %q, stderr %q", code, dumped, stderr)
	}
	if _, again, _ := outcome(t.Context(), "dump", "-s", file); again != dumped {
		t.Errorf("a file's dump is %q, the server's %q", again, dumped)
	}
	for _, args := range [][]string{{"rebuild"}, {"backup", file + ".2"}} {
		code, stdout, stderr = outcome(t.Context(), append(args, "-s", store)...)
		if code != exitFailed || !strings.Contains(stderr, "lies on a server") {
			t.Errorf("%q: exit code %d, stdout %q, stderr %q", args, code, stdout, stderr)
		}
	}
}

func TestARecordThatTheStoreRefusesDoesNotStopTheRest(t *testing.T) {
	record := func(id, entity string) reading {
		return reading{rec: schema.Record{Doc: schema.DocInfo{ID: id}, Entities: []schema.Entity{{ID: entity, Name: "France", Type: schema.Country}}}}
	}
	e, stdout, stderr := testEnv(nil)
	path := filepath.Join(t.TempDir(), "entente.db")
	err := build(t.Context(), e, path, true, false, func(use func(reading) error) error {
		return errors.Join(use(record("one", "country/FRA")), use(record("two", "")), use(record("three", "country/FRA")))
	})
	if !errors.Is(err, errPartly) {
		t.Errorf("got %v, want %v", err, errPartly)
	}
	if !strings.HasPrefix(stderr.String(), "error: document two: ") {
		t.Errorf("stderr: %s", stderr)
	}
	want := summary{Store: path, Articles: 2, New: 2, Entities: 1, Faults: 1}
	wantJSON := &strings.Builder{}
	if err := writeJSON(wantJSON, want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wantJSON.String(), stdout.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestAPanicOfThePipelineIsAFaultOfItsDocument(t *testing.T) {
	_, err := safely(t.Context(), nil, schema.Document{ID: "x", Text: "x"})
	if err == nil || !strings.HasPrefix(err.Error(), "the extractor broke on it: ") || !strings.Contains(err.Error(), "/extract.(*Pipeline)") {
		t.Errorf("got %v", err)
	}
}

func TestAFileIsWrittenWholeOrNotAtAll(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.csv")
	for _, text := range []string{"first", "second"} {
		err := writeFile(path, func(w io.Writer) error { _, err := io.WriteString(w, text); return err })
		if got, _ := os.ReadFile(path); err != nil || string(got) != text {
			t.Fatalf("got %q, %v, want %q", got, err, text)
		}
	}
	broken := errors.New("broken")
	err := writeFile(path, func(w io.Writer) error { io.WriteString(w, "half"); return broken })
	if got, _ := os.ReadFile(path); !errors.Is(err, broken) || string(got) != "second" {
		t.Errorf("got %q, %v, want %q, %v", got, err, "second", broken)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
