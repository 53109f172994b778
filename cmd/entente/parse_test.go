package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/queries"
)

// testEnv is a world of its own, with what is written to it.
func testEnv(environ map[string]string) (e *env, stdout, stderr *bytes.Buffer) {
	stdout, stderr = &bytes.Buffer{}, &bytes.Buffer{}
	return &env{stdin: strings.NewReader(""), stdout: stdout, stderr: stderr, getenv: func(k string) string { return environ[k] }}, stdout, stderr
}

// parsed gives the options that a command line leads to.
func parsed[O any](t *testing.T, environ map[string]string, make func(*env, func(context.Context, O) error) *cobra.Command, args ...string) (O, error) {
	t.Helper()
	var got O
	e, _, _ := testEnv(environ)
	cmd := make(e, func(_ context.Context, o O) error { got = o; return nil })
	cmd.SetArgs(args)
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	return got, second(cmd.ExecuteContextC(t.Context()))
}

func second[A, B any](_ A, b B) B { return b }

func wantOptions[O any](t *testing.T, want O, got O, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	unexported := cmp.AllowUnexported(ingestOptions{}, documents{}, extractOptions{}, queryOptions{}, exportOptions{}, whyOptions{})
	if diff := cmp.Diff(want, got, unexported, cmpopts.IgnoreTypes((*env)(nil))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestIngestOptions(t *testing.T) {
	got, err := parsed(t, nil, newIngest, "--date", "2024-08", "-j", "3", "a", "-")
	wantOptions(t, ingestOptions{store: "entente.db", docs: documents{paths: []string{"a", "-"}, date: "2024-08", jobs: 3}}, got, err)
	got, err = parsed(t, map[string]string{"ENTENTE_STORE": "env.db"}, newIngest, "a", "--json")
	wantOptions(t, ingestOptions{store: "env.db", docs: documents{paths: []string{"a"}}, json: true}, got, err)
	got, err = parsed(t, map[string]string{"ENTENTE_STORE": "env.db"}, newIngest, "-s", "flag.db", "a")
	wantOptions(t, ingestOptions{store: "flag.db", docs: documents{paths: []string{"a"}}}, got, err)
}

func TestExtractOptions(t *testing.T) {
	got, err := parsed(t, nil, newExtract, "a")
	wantOptions(t, extractOptions{docs: documents{paths: []string{"a"}}, format: "table"}, got, err)
	got, err = parsed(t, nil, newExtract, "a", "--json", "--show-dropped")
	wantOptions(t, extractOptions{docs: documents{paths: []string{"a"}}, format: "jsonl", showDropped: true}, got, err)
}

func TestQueryOptions(t *testing.T) {
	got, err := parsed(t, nil, newQuery, "between", "Turkey", "Armenia", "--all", "--since", "2020", "--evidence")
	wantOptions(t, queryOptions{store: "entente.db", name: "between", args: []string{"Turkey", "Armenia"}, evidence: true,
		choose: queries.Options{All: true, From: "2020"}, timeout: 10 * time.Second, mark: "auto", memory: 1 << 30}, got, err)
	got, err = parsed(t, nil, newQuery, "allies", "Turkey", "--status", "claimed", "-r", "ally", "--publisher", "Post, The", "--min-sources", "2",
		"--min-confidence", "0.5", "--limit", "3", "--csv", "--pick", "2,1", "--mark", "none")
	wantOptions(t, queryOptions{store: "entente.db", name: "allies", args: []string{"Turkey"}, statuses: []string{"claimed"}, relations: []string{"ally"},
		choose: queries.Options{Publishers: []string{"Post, The"}, MinSources: 2, Confidence: 0.5}, limit: 3, csv: true, pick: []int{2, 1},
		timeout: 10 * time.Second, mark: "none", memory: 1 << 30}, got, err)
	got, err = parsed(t, nil, newQuery, "--gizmo", "g.V().all()", "--timeout", "1m", "--limit", "7")
	wantOptions(t, queryOptions{store: "entente.db", gizmo: "g.V().all()", timeout: time.Minute, limit: 7, mark: "auto", memory: 1 << 30}, got, err)
	got, err = parsed(t, nil, newQuery, "--graphql", "{a {id}}", "--memory", "512mb")
	wantOptions(t, queryOptions{store: "entente.db", graphql: "{a {id}}", timeout: 10 * time.Second, mark: "auto", memory: 512 << 20}, got, err)
}

func TestExportOptions(t *testing.T) {
	got, err := parsed(t, nil, newExport, "-o", "x/graph.SVG", "-e", "Turkey", "-e", "Korea, North", "-r", "ally,rival", "--status", "asserted,denied")
	wantOptions(t, exportOptions{store: "entente.db", format: "svg", out: "x/graph.SVG", entities: []string{"Turkey", "Korea, North"},
		relations: []string{"ally", "rival"}, statuses: []string{"asserted", "denied"}}, got, err)
}

func TestACallMadeWronglyIsToldFromWorkThatFailed(t *testing.T) {
	for _, args := range []string{
		"nosuch", "ingets a", "--nosuch", "ingest", "ingest --date 2024-13 a", "ingest --date 24 a", "ingest --jobs x a", "extract",
		"extract --format pdf a", "load", "query", "query --list allies", "query allies --gizmo g", "query --gizmo= x", "query --gizmo g --limit 0",
		"query --gizmo g --timeout -1s", "query --gizmo g --graphql g", "query --graphql= x", "query --gizmo g --memory 5", "query --gizmo g --memory 5MB", "query --gizmo g --memory lots", "query nosuch", "query allies Turkey --since soon", "why a b", "why a nosuch b", "export",
		"export --format pdf", "export -o graph.pdf", "export --format csv --status sure", "export --format csv --since soon",
		"export --format csv --confidence 2", "export --format csv extra", "stats extra", "schema nosuch", "schema --json --markdown", "version extra",
		"help nosuch", "parse a b", "parse --from html a", "parse --format pdf a", "articles a",
		"retract", "accept", "reject", "note a", "merge a", "split a --in b", "split a --undo --as b", "decisions a", "check a", "rebuild a", "backup",
		"dump a", "dump --format csv", "restore",
	} {
		e, stdout, stderr := testEnv(map[string]string{"ENTENTE_STORE": t.TempDir() + "/none.db"})
		if code := run(t.Context(), strings.Fields(args), e); code != exitUsage {
			t.Errorf("entente %s: exit code %d, want %d; stderr: %s", args, code, exitUsage, stderr)
		}
		if stdout.Len() > 0 {
			t.Errorf("entente %s: wrote to standard output: %s", args, stdout)
		}
		if !strings.HasPrefix(stderr.String(), "entente: ") || !strings.Contains(stderr.String(), "--help'") {
			t.Errorf("entente %s: stderr: %s", args, stderr)
		}
	}
	for _, args := range []string{"query allies Turkey", "stats", "why Turkey ally Israel", "export --format csv", "extract nosuch.txt", "load nosuch", "parse nosuch.txt",
		"articles", "retract a", "accept abcd", "note abcd text", "merge a b", "split a", "decisions", "check", "rebuild", "backup copy.db", "dump",
		"restore nosuch"} {
		e, stdout, stderr := testEnv(map[string]string{"ENTENTE_STORE": t.TempDir() + "/none.db"})
		if code := run(t.Context(), strings.Fields(args), e); code != exitFailed {
			t.Errorf("entente %s: exit code %d, want %d; stderr: %s", args, code, exitFailed, stderr)
		}
		if stdout.Len() > 0 {
			t.Errorf("entente %s: wrote to standard output: %s", args, stdout)
		}
	}
}

// Every command has an example, and every example is a command line that there is.
func TestExamplesAreCommandsThatThereAre(t *testing.T) {
	e, _, _ := testEnv(nil)
	root, _ := newRoot(e)
	for _, cmd := range append([]*cobra.Command{root}, root.Commands()...) {
		if cmd.Name() == "help" || cmd.Name() == "completion" {
			continue
		}
		if cmd.Example == "" {
			t.Errorf("%s: no example", cmd.Name())
		}
		for line := range strings.Lines(cmd.Example) {
			_, after, ok := strings.Cut(line, "entente ")
			if !ok {
				t.Errorf("%s: example %q does not run entente", cmd.Name(), line)
				continue
			}
			after, _, _ = strings.Cut(after, " > ")
			fields := words(after)
			found, rest, err := root.Find(fields)
			if err != nil || found == root {
				t.Errorf("%s: example %q: no such command", cmd.Name(), line)
				continue
			}
			if err := found.ParseFlags(rest); err != nil {
				t.Errorf("%s: example %q: %v", cmd.Name(), line, err)
			} else if err := found.ValidateArgs(found.Flags().Args()); err != nil {
				t.Errorf("%s: example %q: %v", cmd.Name(), line, err)
			}
		}
	}
}

// words splits a command line as a shell does, as far as the examples need it.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(strings.TrimSpace(line), "'") {
		if i%2 == 1 {
			out = append(out, part)
		} else {
			out = append(out, strings.Fields(part)...)
		}
	}
	return out
}

func TestSuggestionsComeNearestFirst(t *testing.T) {
	names := []string{"Turkey", "Turkmenistan", "Chad", "Turks and Caicos", "Albania"}
	for asked, want := range map[string][]string{
		"Turky": {"Turkey"}, "turk": {"Turkey", "Turkmenistan", "Turks and Caicos"}, "Chat": {"Chad"}, "Xyzzy": nil,
	} {
		if diff := cmp.Diff(want, nearest(asked, names)); diff != "" {
			t.Errorf("%s: -want +got\n%s", asked, diff)
		}
	}
}
