package datafile

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
	"gotest.tools/v3/assert"
)

// same tells where two trees differ in what the decoder looks at, or is empty.
func same(a, b *yaml.Node) string {
	if a.Kind != b.Kind || a.Value != b.Value || a.Line != b.Line || (a.ShortTag() == "!!null") != (b.ShortTag() == "!!null") ||
		a.Anchor != b.Anchor || len(a.Content) != len(b.Content) {
		return strings.Join([]string{a.Value, b.Value}, " | ")
	}
	for i := range a.Content {
		if d := same(a.Content[i], b.Content[i]); d != "" {
			return d
		}
	}
	return ""
}

// agree wants quick to read nothing, or what the library reads.
func agree(t *testing.T, name string, data []byte) bool {
	t.Helper()
	n := quick(data)
	if n == nil {
		return false
	}
	var doc yaml.Node
	err := yaml.Unmarshal(data, &doc)
	if err != nil || len(doc.Content) != 1 {
		t.Fatalf("%s: read, and the library says %v", name, err)
	}
	if d := same(n, doc.Content[0]); d != "" {
		t.Fatalf("%s: differs at %q", name, d)
	}
	return true
}

func TestWhatIsReadQuicklyIsWhatTheLibraryReads(t *testing.T) {
	read := map[string]bool{}
	err := fs.WalkDir(os.DirFS("../.."), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".yaml") {
			return err
		}
		data, err := os.ReadFile("../../" + path)
		if err != nil {
			return err
		}
		read[path] = agree(t, path, data)
		return nil
	})
	assert.NilError(t, err)
	for _, path := range []string{"persons", "places", "organisations", "groups", "countries", "roles"} {
		assert.Check(t, read["extract/gazetteer/"+path+".yaml"], "%s.yaml is not read quickly", path)
	}
}

func FuzzQuick(f *testing.F) {
	for _, s := range []string{
		"source: \"s\"\nentries:\n- {id: a, name: \"b, c\", list: [x, y z], deep: [{a: b}]}\n",
		"# c\nentries:\n  - {id: a}\n\n  # d\n  - {id: null, n: 1}\n",
		"entries:\n- {id: a b: c}\n", "entries:\n- {id: 'a'}\n- {a: b,}\n", "entries:\n- {a: b} # c\n", "entries:\n- {a: [b], c: é}\n- {\n",
		"entries:\n- {a: b, a: c}\n", "a: \"b\"\na: \"c\"\nentries:\n- {x: y}\n", "entries:\n- {a: \"b\"\"c\"}\n", "entries:\n- {a: b\"c}\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { agree(t, "input", data) })
}
