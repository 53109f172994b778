package export_test

import (
	"encoding/json"
	"encoding/xml"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/graph/export"
	"github.com/entente-kg/entente/schema"
)

// graphML is the structure that GraphML's schema gives a file, as far as it is used.
type graphML struct {
	XMLName xml.Name `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
	Keys    []struct {
		ID   string `xml:"id,attr"`
		For  string `xml:"for,attr"`
		Type string `xml:"attr.type,attr"`
	} `xml:"key"`
	Graph struct {
		Default string         `xml:"edgedefault,attr"`
		Nodes   []graphMLThing `xml:"node"`
		Edges   []graphMLThing `xml:"edge"`
	} `xml:"graph"`
}

type graphMLThing struct {
	ID     string `xml:"id,attr"`
	Source string `xml:"source,attr"`
	Target string `xml:"target,attr"`
	Data   []struct {
		Key  string `xml:"key,attr"`
		Text string `xml:",chardata"`
	} `xml:"data"`
}

func (e graphMLThing) get(key string) string {
	for _, d := range e.Data {
		if d.Key == key {
			return d.Text
		}
	}
	return ""
}

// nameToken is what the schema wants of every ID.
var nameToken = regexp.MustCompile(`^[A-Za-z0-9._:-]+$`)

func readGraphML(t *testing.T, g export.Graph, o export.Options) graphML {
	t.Helper()
	var doc graphML
	assert.NilError(t, xml.Unmarshal([]byte(write(t, "graphml", g, o)), &doc))
	return doc
}

func TestGraphMLOfAnyTextKeepsToItsSchema(t *testing.T) {
	graphs := []export.Graph{example(t)}
	for _, text := range hostileTexts {
		graphs = append(graphs, hostile(text))
	}
	for _, g := range graphs {
		doc := readGraphML(t, g, export.Options{Statuses: schema.Statuses})
		kinds := map[string]string{}
		for _, k := range doc.Keys {
			assert.Assert(t, kinds[k.ID] == "", "key %s twice", k.ID)
			assert.Assert(t, slices.Contains([]string{"boolean", "int", "long", "float", "double", "string"}, k.Type), k.Type)
			kinds[k.ID] = k.For
		}
		ids := map[string]bool{}
		check := func(kind string, things []graphMLThing) {
			for _, e := range things {
				assert.Assert(t, nameToken.MatchString(e.ID) && !ids[e.ID], "ID %q", e.ID)
				ids[e.ID] = true
				seen := map[string]bool{}
				for _, d := range e.Data {
					assert.Assert(t, kinds[d.Key] == kind && !seen[d.Key], "%s of a %s", d.Key, kind)
					seen[d.Key] = true
				}
			}
		}
		check("node", doc.Graph.Nodes)
		assert.Assert(t, len(doc.Graph.Edges) > 0)
		for _, e := range doc.Graph.Edges {
			assert.Assert(t, ids[e.Source] && ids[e.Target], "%q -> %q", e.Source, e.Target)
		}
		check("edge", doc.Graph.Edges)
	}
}

func TestNetworkHasOnlyWhatIsAssertedUnlessStatusAsks(t *testing.T) {
	g := example(t)
	for _, e := range readGraphML(t, g, export.Options{}).Graph.Edges {
		assert.Equal(t, e.get("edge-status"), "asserted")
		assert.Equal(t, e.get("edge-type"), e.get("edge-relation"))
		assert.Assert(t, e.get("edge-weight") != "0")
	}
	seen := map[string]bool{}
	for _, e := range readGraphML(t, g, export.Options{Statuses: schema.Statuses}).Graph.Edges {
		status := e.get("edge-status")
		seen[status] = true
		if status != "asserted" {
			assert.Equal(t, e.get("edge-type"), status+" "+e.get("edge-relation"))
			assert.Equal(t, e.get("edge-weight"), "0")
		}
	}
	assert.Assert(t, len(seen) > 2, "%v", seen)
}

func TestRejectedIsNoEdgeOfANetwork(t *testing.T) {
	g := hostile("x")
	g.Statements[0].Status, g.Statements[0].Review = schema.Asserted, schema.Rejected
	assert.Equal(t, len(readGraphML(t, g, export.Options{}).Graph.Edges), 0)
	assert.Equal(t, len(readGraphML(t, g, export.Options{Statuses: schema.Statuses}).Graph.Edges), 0)
}

func TestCopiesOfAStoryWeighAsOne(t *testing.T) {
	text := strings.Repeat("The minister of Norway flew to the north and spoke with the fishermen there. ", 4)
	var g export.Graph
	for i, body := range []string{text, "Oslo: " + text, "Iceland received a ship on Monday."} {
		s := schema.Statement{Doc: schema.DocInfo{ID: string(rune('a' + i)), Sketch: schema.Sketch(body), Published: "2024-0" + string(rune('1'+i))}}
		s.ID, s.Confidence = s.Doc.ID, 0.5+0.1*float64(i)
		s.Subject, s.Predicate, s.Object, s.Status = "country/NOR", "ally", "country/ISL", schema.Asserted
		g.Statements = append(g.Statements, s)
	}
	edges := readGraphML(t, g, export.Options{}).Graph.Edges
	assert.Equal(t, len(edges), 1)
	for key, want := range map[string]string{"weight": "2", "statements": "3", "articles": "3", "first": "2024-01", "last": "2024-03",
		"confidence": "0.7", "sources": "a; b; c", "ids": "a; b; c"} {
		assert.Equal(t, edges[0].get("edge-"+key), want, key)
	}
}

// gexf is the structure of GEXF 1.3, as far as it is used.
type gexf struct {
	XMLName xml.Name `xml:"http://gexf.net/1.3 gexf"`
	Version string   `xml:"version,attr"`
	Graph   struct {
		Attributes []struct {
			Class      string `xml:"class,attr"`
			Attributes []struct {
				ID   string `xml:"id,attr"`
				Type string `xml:"type,attr"`
			} `xml:"attribute"`
		} `xml:"attributes"`
		Nodes []gexfThing `xml:"nodes>node"`
		Edges []gexfThing `xml:"edges>edge"`
	} `xml:"graph"`
}

type gexfThing struct {
	ID     string `xml:"id,attr"`
	Label  string `xml:"label,attr"`
	Source string `xml:"source,attr"`
	Target string `xml:"target,attr"`
	Kind   string `xml:"kind,attr"`
	Values []struct {
		For string `xml:"for,attr"`
	} `xml:"attvalues>attvalue"`
	Spells []gexfSpell `xml:"spells>spell"`
}

type gexfSpell struct {
	Start string `xml:"start,attr"`
	End   string `xml:"end,attr"`
}

func readGEXF(t *testing.T, g export.Graph, o export.Options) gexf {
	t.Helper()
	var doc gexf
	assert.NilError(t, xml.Unmarshal([]byte(write(t, "gexf", g, o)), &doc))
	return doc
}

func TestGEXFOfAnyTextKeepsToItsSchema(t *testing.T) {
	graphs := []export.Graph{example(t)}
	for _, text := range hostileTexts {
		graphs = append(graphs, hostile(text))
	}
	for _, g := range graphs {
		doc := readGEXF(t, g, export.Options{Statuses: schema.Statuses})
		class := map[string]string{}
		for _, as := range doc.Graph.Attributes {
			for _, a := range as.Attributes {
				assert.Assert(t, class[a.ID] == "" && slices.Contains([]string{"boolean", "integer", "double", "string"}, a.Type), "%+v", a)
				class[a.ID] = as.Class
			}
		}
		nodes, parallel := map[string]bool{}, map[[3]string]bool{}
		for _, n := range doc.Graph.Nodes {
			assert.Assert(t, n.ID != "" && !nodes[n.ID], "ID %q", n.ID)
			nodes[n.ID] = true
			for _, v := range n.Values {
				assert.Equal(t, class[v.For], "node", v.For)
			}
		}
		assert.Assert(t, len(doc.Graph.Edges) > 0)
		for _, e := range doc.Graph.Edges {
			k := [3]string{e.Source, e.Target, e.Kind}
			assert.Assert(t, nodes[e.Source] && nodes[e.Target] && !parallel[k], "%q", k)
			parallel[k] = true
			for _, v := range e.Values {
				assert.Equal(t, class[v.For], "edge", v.For)
			}
		}
	}
}

func TestGEXFSpellsAreTheDaysThatStatementsSpeakOf(t *testing.T) {
	for _, c := range []struct {
		dates []string
		want  []gexfSpell
	}{
		{[]string{"2020"}, []gexfSpell{{"2020-01-01", "2020-12-31"}}},
		{[]string{"2024-02"}, []gexfSpell{{"2024-02-01", "2024-02-29"}}},
		{[]string{"2024-02-03T10:00:00Z"}, []gexfSpell{{"2024-02-03", "2024-02-03"}}},
		{[]string{"1992/1994-05"}, []gexfSpell{{"1992-01-01", "1994-05-31"}}},
		{[]string{"2020/"}, []gexfSpell{{"2020-01-01", ""}}},
		{[]string{"/2020"}, []gexfSpell{{"", "2020-12-31"}}},
		{[]string{"2021-05-01", "2020", "2020-03/2021-02-02"}, []gexfSpell{{"2020-01-01", "2021-02-02"}, {"2021-05-01", "2021-05-01"}}},
		{[]string{"2022-01", "2020/"}, []gexfSpell{{"2020-01-01", ""}}},
		{[]string{"soon", "2020-13", "2022/2021"}, nil},
		{[]string{""}, []gexfSpell{{"2019-07-08", "2019-07-08"}}}, // when it was printed
	} {
		var g export.Graph
		for _, date := range c.dates {
			s := hostile("x").Statements[0]
			s.ID, s.Date, s.Doc.Published, s.Status = date, date, "2019-07-08", schema.Asserted
			g.Statements = append(g.Statements, s)
		}
		edges := readGEXF(t, g, export.Options{}).Graph.Edges
		assert.Equal(t, len(edges), 1)
		assert.DeepEqual(t, edges[0].Spells, c.want)
	}
}

func TestNodeLinkOfAnyTextIsJSONWhoseLinksHaveTheirNodes(t *testing.T) {
	for _, text := range hostileTexts {
		var doc struct {
			Nodes []struct{ ID, Label string }
			Links []struct {
				Source, Target, Key, Evidence string
				Speakers                      []string
			}
		}
		assert.NilError(t, json.Unmarshal([]byte(write(t, "node-link", hostile(text), export.Options{Statuses: schema.Statuses})), &doc))
		assert.Equal(t, len(doc.Nodes), 2)
		assert.Equal(t, len(doc.Links), 1)
		l, text := doc.Links[0], strings.ToValidUTF8(text, "\ufffd")
		assert.DeepEqual(t, []string{l.Source, l.Target, l.Key, l.Evidence}, []string{"country/" + text, "person/" + text, "claimed " + text, text})
		assert.DeepEqual(t, []string{doc.Nodes[0].ID, doc.Nodes[1].ID, doc.Nodes[0].Label}, []string{l.Source, l.Target, text})
	}
}

func TestNeo4jIsGivenNamesThatCypherTakes(t *testing.T) {
	s := hostile("x").Statements[0]
	s.Subject, s.Predicate, s.Object, s.Status = "armed-group/a", "supplied-arms-to", "country/b", schema.Denied
	g := export.Graph{Entities: []schema.Entity{{ID: "armed-group/a", Name: "A", Type: schema.ArmedGroup}, {ID: "country/b", Name: "B", Type: schema.Country}},
		Statements: []schema.Statement{s}}
	o := export.Options{Statuses: schema.Statuses}
	assert.Equal(t, write(t, "neo4j-nodes", g, o), ":ID,:LABEL,id:string,label:string,type:string,country:string,wikidata:string,aliases:string\n"+
		"armed-group/a,Entity;ArmedGroup,armed-group/a,A,armed-group,,,\ncountry/b,Entity;Country,country/b,B,country,,,\n")
	assert.Assert(t, strings.Contains(write(t, "neo4j-edges", g, o), "\narmed-group/a,country/b,DENIED_SUPPLIED_ARMS_TO,denied supplied-arms-to,0,"))
}
