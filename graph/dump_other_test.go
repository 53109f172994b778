package graph

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gotest.tools/v3/assert"
)

// others are programs of others that read N-Quads, and answer with how many quads and
// how many graphs they found, the one without a name not counted. The variable tells
// where they are; where it is set they must be there.
var others = []struct{ name, env, try, read string }{
	{"rdflib", "ENTENTE_TEST_RDFLIB_PYTHON", `${ENTENTE_TEST_RDFLIB_PYTHON:-python3} -c 'import rdflib'`, `${ENTENTE_TEST_RDFLIB_PYTHON:-python3} -c '
import sys, rdflib
d = rdflib.ConjunctiveGraph()
d.parse(sys.argv[1], format="nquads")
quads = set(d.quads())
named = {g.identifier for *_, g in quads if g.identifier != rdflib.URIRef("file://" + sys.argv[1])} # it calls the one without a name so
print(len(quads), len(named))' "$0"`},
	{"oxigraph", "ENTENTE_TEST_OXIGRAPH_MODULES", `NODE_PATH=$ENTENTE_TEST_OXIGRAPH_MODULES node -e 'require("oxigraph")'`, `NODE_PATH=$ENTENTE_TEST_OXIGRAPH_MODULES node -e '
const {Store} = require("oxigraph")
const store = new Store()
store.load(require("fs").readFileSync(process.argv[1], "utf8"), {format: "application/n-quads"})
const named = new Set(store.match().map(q => q.graph.value).filter(g => g))
console.log(store.size, named.size)' "$0"`},
}

func TestOtherProgramsReadADumpWhole(t *testing.T) {
	s := openAt(t, "memory", "")
	fill(t, s)
	text := dumped(t, s)
	path := filepath.Join(t.TempDir(), "dump.nq")
	assert.NilError(t, os.WriteFile(path, []byte(text), 0o644))
	graphs := len(documents(t, s)) + 1 // and what was decided
	want := fmt.Sprintln(strings.Count(text, "\n"), graphs)
	for _, other := range others {
		t.Run(other.name, func(t *testing.T) {
			if out, err := exec.Command("sh", "-c", other.try).CombinedOutput(); err != nil {
				if os.Getenv(other.env) != "" {
					t.Fatalf("%v: %s", err, out)
				}
				t.Skipf("%s is not there: set %s", other.name, other.env)
			}
			out, err := exec.Command("sh", "-c", other.read, path).Output()
			if failed, ok := err.(*exec.ExitError); ok {
				t.Fatalf("%v: %s", err, failed.Stderr)
			}
			assert.NilError(t, err)
			assert.Equal(t, string(out), want)
		})
	}
}
