package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	module = "github.com/entente-kg/entente"
	root   = "../.."
)

// wall says who may import a module from outside.
type wall struct {
	module  string
	allowed []string // folders, each with all beneath it where it ends in /...
}

var walls = []wall{
	{"github.com/cayleygraph/cayley", []string{"graph"}},
	{"github.com/cayleygraph/quad", []string{"graph/..."}},
	{"github.com/lib/pq", []string{"graph"}},
	{"gonum.org/v1/gonum", []string{"graph/measure"}},
	{"github.com/spf13/cobra", []string{"cmd/..."}},
	{"go.yaml.in/yaml", []string{"schema/datafile"}},
	{"gopkg.in/yaml.v2", nil},
	{"gopkg.in/yaml.v3", nil},
	{"github.com/goccy/go-yaml", nil},
}

func under(folder, pattern string) bool {
	if base, all := strings.CutSuffix(pattern, "/..."); all {
		return folder == base || strings.HasPrefix(folder, base+"/")
	}
	return folder == pattern
}

// fault tells what is wrong with a file of the folder importing a path, or is empty.
func fault(folder, imported string) string {
	for _, w := range walls {
		if imported != w.module && !strings.HasPrefix(imported, w.module+"/") {
			continue
		}
		if !slices.ContainsFunc(w.allowed, func(p string) bool { return under(folder, p) }) {
			return "only for " + strings.Join(append([]string{}, w.allowed...), ", ")
		}
	}
	ours, ok := strings.CutPrefix(imported, module+"/")
	if !ok {
		return ""
	}
	top, importedTop := topOf(folder), topOf(ours)
	switch {
	case top == "cmd":
		return ""
	case importedTop == "cmd":
		return "nobody imports a command"
	case under(folder, "schema/datafile"):
		return "schema/datafile imports nothing of ours"
	case top == "schema" && ours != "schema/datafile" && !(under(folder, "schema/...") && folder != "schema" && ours == "schema"):
		return "schema imports nothing of ours but schema/datafile"
	case (under(folder, "graph/export/...") || under(folder, "graph/measure/...")) && importedTop == "graph" && ours != "graph/model" && !under(ours, folder+"/..."):
		return "graph/export and graph/measure import schema alone, and graph/model"
	case importedTop != "schema" && importedTop != top:
		return "extract, graph and queries never import one another"
	}
	return ""
}

// ownModule tells whether the folder is a module beside ours, which links to
// what it likes: nothing of it gets into the program.
func ownModule(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, "go.mod"))
	return err == nil
}

func topOf(folder string) string {
	top, _, _ := strings.Cut(folder, "/")
	return top
}

func TestImportsKeepTheirDirection(t *testing.T) {
	files := 0
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && p != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || ownModule(p)) {
			return fs.SkipDir
		}
		if d.IsDir() || path.Ext(p) != ".go" {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		files++
		name, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		folder := path.Dir(filepath.ToSlash(name))
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if why := fault(folder, imported); why != "" {
				t.Errorf("%s imports %s: %s", name, imported, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Errorf("read %d files: this is not the whole tree", files)
	}
}

func TestTheWallsStand(t *testing.T) {
	const yaml, cobra, cayley, quad, gonum = "go.yaml.in/yaml/v3", "github.com/spf13/cobra", "github.com/cayleygraph/cayley/graph/kv",
		"github.com/cayleygraph/quad/nquads", "gonum.org/v1/gonum/graph"
	bad := [][2]string{
		{"schema", yaml}, {"extract", cobra}, {"queries", cayley}, {"graph/export", cayley}, {"extract", quad}, {"graph", gonum},
		{"schema", module + "/graph"}, {"schema", module + "/extract"}, {"schema/datafile", module + "/schema"},
		{"extract/rules", module + "/graph"}, {"graph", module + "/extract/nlp"}, {"queries", module + "/graph"},
		{"graph/export", module + "/graph"}, {"graph/measure", module + "/graph"}, {"graph/measure", module + "/graph/export"}, {"graph", module + "/cmd/entente"},
	}
	for _, c := range bad {
		if fault(c[0], c[1]) == "" {
			t.Errorf("%s may import %s", c[0], c[1])
		}
	}
	good := [][2]string{
		{"schema/datafile", yaml}, {"cmd/entente", cobra}, {"graph", cayley}, {"graph/export", quad}, {"graph/measure", gonum},
		{"cmd/entente", module + "/graph"}, {"schema", module + "/schema/datafile"}, {"extract", module + "/extract/nlp"},
		{"graph/export", module + "/schema"}, {"graph/export", module + "/graph/model"}, {"graph", module + "/graph/model"},
		{"extract/rules", module + "/schema/datafile"},
	}
	for _, c := range good {
		if why := fault(c[0], c[1]); why != "" {
			t.Errorf("%s may not import %s: %s", c[0], c[1], why)
		}
	}
}

func TestTheTopLevelHasItsFoldersAndNoOther(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			got = append(got, e.Name())
		}
	}
	if diff := cmp.Diff([]string{"cmd", "extract", "graph", "queries", "schema", "testdata"}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
