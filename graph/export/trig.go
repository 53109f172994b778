package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

func init() {
	register(Format{Name: "trig", Extension: ".trig", write: writeTriG,
		Help: "the same quads as nquads, with prefixes, for people to read: RDF 1.1 TriG, a graph per article"})
	register(Format{Name: "turtle", Extension: ".ttl", write: writeTurtle,
		Help: "the same quads without graphs; an assertion still names its article"})
}

// prefix shortens the IRIs that begin with space.
type prefix struct{ name, space string }

// prefixes are in the order in which they are tried: an entity's type is its prefix.
var prefixes = func() []prefix {
	all := []prefix{{"ns", model.NS}, {"rel", model.Relations}, {"article", model.Articles}, {"assertion", model.Assertions},
		{"xsd", "http://www.w3.org/2001/XMLSchema#"}}
	for _, t := range schema.EntityTypes {
		all = append(all, prefix{string(t), model.Entities + string(t) + "/"})
	}
	return all
}()

// localName is what may stand behind a prefix as it is, in Turtle as in JSON-LD.
var localName = regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?$`)

// short is an IRI with a prefix, where it has one.
func short(iri string) (string, bool) {
	for _, p := range prefixes {
		if local, ok := strings.CutPrefix(iri, p.space); ok && localName.MatchString(local) {
			return p.name + ":" + local, true
		}
	}
	return iri, false
}

// terms are the graph's quads as N-Quads has their parts, by label, subject, predicate and object.
func terms(ctx context.Context, g sorted) (all [][4]string, err error) {
	err = eachQuad(ctx, g, func(q quad.Quad) error {
		t, err := model.Terms(q)
		all = append(all, t)
		return err
	})
	return byLabel(all), err
}

func byLabel(all [][4]string) [][4]string {
	slices.SortFunc(all, func(a, b [4]string) int {
		return slices.Compare([]string{a[3], a[0], a[1], a[2]}, []string{b[3], b[0], b[1], b[2]})
	})
	return slices.Compact(all)
}

func writeTriG(ctx context.Context, w io.Writer, g sorted) error {
	all, err := terms(ctx, g)
	if err != nil {
		return err
	}
	return writeGraphs(w, all)
}

func writeTurtle(ctx context.Context, w io.Writer, g sorted) error {
	all, err := terms(ctx, g)
	if err != nil {
		return err
	}
	for i := range all {
		all[i][3] = ""
	}
	return writeGraphs(w, byLabel(all))
}

func writeGraphs(w io.Writer, all [][4]string) error {
	out := bufio.NewWriter(w)
	for _, p := range prefixes {
		fmt.Fprintf(out, "@prefix %s: <%s> .\n", p.name, p.space)
	}
	for i, t := range all {
		var before, after [4]string
		if i > 0 {
			before = all[i-1]
		}
		if i+1 < len(all) {
			after = all[i+1]
		}
		if t[3] != before[3] {
			fmt.Fprintf(out, "\n%s {", turtle(t[3]))
		}
		sameGraph := i > 0 && t[3] == before[3]
		switch {
		case !sameGraph || t[0] != before[0]:
			fmt.Fprintf(out, "\n%s %s %s", turtle(t[0]), verb(t[1]), turtle(t[2]))
		case t[1] != before[1]:
			fmt.Fprintf(out, " ;\n    %s %s", verb(t[1]), turtle(t[2]))
		default:
			fmt.Fprintf(out, ", %s", turtle(t[2]))
		}
		if last := i+1 == len(all); last || t[3] != after[3] || t[0] != after[0] {
			out.WriteString(" .\n")
			if t[3] != "" && (last || t[3] != after[3]) {
				out.WriteString("}\n")
			}
		}
	}
	return out.Flush()
}

func verb(term string) string {
	if term == "<"+string(model.Type)+">" {
		return "a"
	}
	return turtle(term)
}

// turtle shortens a term of N-Quads.
func turtle(term string) string {
	text, iri := "", term
	if i := strings.LastIndex(term, "\"^^<"); i >= 0 && strings.HasSuffix(term, ">") {
		text, iri = term[:i+3], term[i+3:]
	}
	if !strings.HasPrefix(iri, "<") {
		return term // a text
	}
	if name, ok := short(iri[1 : len(iri)-1]); ok {
		return text + name
	}
	return term
}
