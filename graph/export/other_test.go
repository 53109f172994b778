package export_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/graph/export"
	"github.com/entente-kg/entente/schema"
)

// python runs a script of another program's library over the graph in the format. The
// variable tells which Python has the library; where it is set it must be there.
func python(t *testing.T, library, env, format string, g export.Graph, script string) string {
	t.Helper()
	python := os.Getenv(env)
	if python == "" {
		python = "python3"
	}
	if out, err := exec.Command(python, "-c", "import "+library).CombinedOutput(); err != nil {
		if os.Getenv(env) != "" {
			t.Fatalf("%v: %s", err, out)
		}
		t.Skipf("%s is not there: set %s", library, env)
	}
	path := filepath.Join(t.TempDir(), "graph")
	assert.NilError(t, os.WriteFile(path, []byte(write(t, format, g, export.Options{Statuses: schema.Statuses})), 0o644))
	out, err := exec.Command(python, "-c", script, path).Output()
	if failed, ok := err.(*exec.ExitError); ok {
		t.Fatalf("%v: %s", err, failed.Stderr)
	}
	assert.NilError(t, err)
	return string(out)
}

// networkxReads says how networkx reads each format of a network.
var networkxReads = map[string]string{
	"graphml": `g = networkx.read_graphml(sys.argv[1], force_multigraph=True)
g = networkx.relabel_nodes(g, networkx.get_node_attributes(g, "id"))`,
	// Of GEXF it knows 1.2, which differs in its name alone in what is used here.
	"gexf": `text = open(sys.argv[1]).read().replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
g = networkx.read_gexf(io.BytesIO(text.encode()))
assert all(e["spells"] for *_, e in g.edges(data=True) if e["first"])`,
	"neo4j-edges": `rows = list(csv.DictReader(open(sys.argv[1], newline="")))
g = networkx.MultiDiGraph()
g.add_nodes_from(sorted({r[end] for r in rows for end in (":START_ID", ":END_ID")}))
for r in rows:
    assert r[":TYPE"] == r["type:string"].upper().replace(" ", "_").replace("-", "_"), r
    read = {"string": str, "int": int, "double": float, "boolean": lambda b: {"true": True, "false": False}[b]}
    g.add_edge(r[":START_ID"], r[":END_ID"], **{k.split(":")[0]: read[k.split(":")[1]](v) for k, v in r.items() if k[0] != ":"})`,
	// What newer ones call edges, older ones call link.
	"node-link": `data = json.load(open(sys.argv[1]))
new = "edges" in inspect.signature(networkx.node_link_graph).parameters
g = networkx.node_link_graph(data, edges="links") if new else networkx.node_link_graph(data)
assert all(isinstance(e["sources"], list) for *_, e in g.edges(data=True))`,
}

func TestNetworkxReadsNetworksWhole(t *testing.T) {
	doc := readGraphML(t, example(t), export.Options{Statuses: schema.Statuses})
	var want string
	ids := map[string]string{}
	for _, n := range doc.Graph.Nodes {
		ids[n.ID] = n.get("node-id")
	}
	for _, e := range doc.Graph.Edges {
		want += fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s\n", ids[e.Source], ids[e.Target], e.get("edge-type"), e.get("edge-weight"), e.get("edge-confidence"),
			e.get("edge-statements"), e.get("edge-ids"))
	}
	want = fmt.Sprintln("True True", len(doc.Graph.Nodes)) + want
	for format, read := range networkxReads {
		t.Run(format, func(t *testing.T) {
			assert.Equal(t, python(t, "networkx", "ENTENTE_TEST_NETWORKX_PYTHON", format, example(t), `
import sys, io, csv, json, inspect, networkx
`+read+`
print(g.is_directed(), g.is_multigraph(), g.number_of_nodes())
for a, b, e in g.edges(data=True):
    assert isinstance(e["symmetric"], bool) and int(e["weight"]) == e["weight"], e
    ids = e["ids"] if isinstance(e["ids"], str) else "; ".join(e["ids"])
    print(a, b, e.get("type") or e["label"], int(e["weight"]), "%g" % e["confidence"], e["statements"], ids, sep="|")
`), want)
		})
	}
}

// rdflibReads are the formats that hold the quads of nquads, by rdflib's names for them.
var rdflibReads = map[string]string{"trig": "trig", "turtle": "turtle", "jsonld": "json-ld"}

func TestRdflibReadsTheSameQuadsFromEveryRDF(t *testing.T) {
	g := example(t)
	for i, text := range hostileTexts {
		h := hostile(text)
		h.Statements[0].ID, h.Statements[0].Doc.ID = fmt.Sprint(i, text), fmt.Sprint(i, text)
		g.Entities, g.Statements = append(g.Entities, h.Entities...), append(g.Statements, h.Statements...)
	}
	read := func(t *testing.T, format, name string, graphs bool) string {
		return python(t, "rdflib", "ENTENTE_TEST_RDFLIB_PYTHON", format, g, `
import sys, rdflib
d = rdflib.ConjunctiveGraph()
d.parse(sys.argv[1], format="`+name+`")
graphs = `+map[bool]string{true: "True", false: "False"}[graphs]+`
print(*sorted({(s.n3(), p.n3(), o.n3(), str(g.identifier) if graphs and str(g.identifier).startswith("https:") else "") for s, p, o, g in d.quads()}), sep="\n")
`)
	}
	for format, name := range rdflibReads {
		t.Run(format, func(t *testing.T) {
			graphs := format != "turtle"
			assert.Equal(t, read(t, format, name, graphs), read(t, "nquads", "nquads", graphs))
		})
	}
}
