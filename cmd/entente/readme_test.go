package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What the README shows of a session is what a reader gets.
func TestTheReadmeShowsRealOutput(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.CopyFS("testdata/articles", os.DirFS(filepath.Join(root, "testdata", "articles"))); err != nil {
		t.Fatal(err)
	}
	steps := 0
	for _, block := range strings.Split(string(b), "\n\n    $ entente ")[1:] {
		command, rest, _ := strings.Cut(block, "\n")
		var want strings.Builder
		for line := range strings.Lines(rest) {
			if !strings.HasPrefix(line, "    ") && strings.TrimSpace(line) != "" {
				break
			}
			want.WriteString(strings.TrimPrefix(line, "    "))
		}
		code, out, errs := outcome(t.Context(), words(command)...)
		if code != exitDone {
			t.Fatalf("entente %s: exit %d\n%s", command, code, errs)
		}
		if diff := cmp.Diff(strings.TrimSpace(want.String()), strings.TrimSpace(out)); diff != "" {
			t.Errorf("entente %s (-README +real)\n%s", command, diff)
		}
		steps++
	}
	if steps < 3 {
		t.Errorf("the README shows %d steps, want at least 3", steps)
	}
}
