package export

import (
	"bufio"
	"context"
	"io"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
)

func init() {
	register(Format{Name: "jsonld", Extension: ".jsonld", write: writeJSONLD,
		Help: "the same quads as nquads, as JSON-LD 1.1 with its context inside"})
}

// coerced are the predicates of whose values the context tells what they are.
var coerced = []struct{ name, as string }{
	{"ns:subject", "@id"}, {"ns:predicate", "@id"}, {"ns:object", "@id"}, {"ns:speaker", "@id"}, {"ns:article", "@id"},
	{"ns:mentions", "@id"}, {"ns:confidence", "xsd:double"}, {"ns:symmetric", "xsd:boolean"},
}

func coercion(predicate string) string {
	for _, c := range coerced {
		if c.name == predicate {
			return c.as
		}
	}
	return ""
}

// writeJSONLD writes a line for each subject of a graph. Numbers are texts there,
// since JSON-LD would round them and write them otherwise.
func writeJSONLD(ctx context.Context, w io.Writer, g sorted) error {
	all, err := terms(ctx, g)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	var vocabulary object
	for _, p := range prefixes {
		vocabulary.add(p.name, p.space)
	}
	for _, c := range coerced {
		vocabulary.add(c.name, map[string]string{"@type": c.as})
	}
	out.WriteString(`{"@context":`)
	if err := vocabulary.write(out, 0); err != nil {
		return err
	}
	out.WriteString(",\n\"@graph\":[")
	written, label := 0, ""
	for i := 0; i < len(all); {
		n := i
		for n < len(all) && all[n][3] == all[i][3] && all[n][0] == all[i][0] {
			n++
		}
		if of := all[i][3]; of != label {
			if label != "" {
				out.WriteString("\n]}")
			}
			if i > 0 {
				out.WriteString(",")
			}
			name, _ := short(of[1 : len(of)-1])
			out.WriteString("\n{\"@id\":" + strconv.Quote(name) + ",\"@graph\":[")
			written, label = 0, of
		}
		node, err := nodeObject(all[i:n])
		if err != nil {
			return err
		}
		if err := node.write(out, written); err != nil {
			return err
		}
		written++
		i = n
	}
	if label != "" {
		out.WriteString("\n]}")
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

// nodeObject is what one graph says of one subject.
func nodeObject(quads [][4]string) (o object, err error) {
	id, _ := short(quads[0][0][1 : len(quads[0][0])-1])
	o.add("@id", id)
	for i := 0; i < len(quads); {
		predicate, _ := short(quads[i][1][1 : len(quads[i][1])-1])
		var values []any
		n := i
		for ; n < len(quads) && quads[n][1] == quads[i][1]; n++ {
			v, err := valueOf(predicate, quads[n][2])
			if err != nil {
				return o, err
			}
			values = append(values, v)
		}
		name := predicate
		if quad.IRI(predicate) == model.Type {
			name = "@type"
		}
		if len(values) == 1 {
			o.add(name, values[0])
		} else {
			o.add(name, values)
		}
		i = n
	}
	return o, nil
}

// valueOf is the object of a quad, as the context takes it behind the predicate.
func valueOf(predicate, term string) (any, error) {
	as := coercion(predicate)
	if strings.HasPrefix(term, "<") {
		iri, _ := short(term[1 : len(term)-1])
		if as == "@id" || quad.IRI(predicate) == model.Type {
			return iri, nil
		}
		return map[string]string{"@id": iri}, nil
	}
	datatype := ""
	if i := strings.LastIndex(term, "\"^^<"); i >= 0 && strings.HasSuffix(term, ">") {
		datatype, _ = short(term[i+4 : len(term)-1])
		term = term[:i+1]
	}
	text, err := strconv.Unquote(term) // N-Quads has no escape that Go has not
	switch {
	case err != nil, as == datatype:
		return text, err
	case datatype == "":
		return map[string]string{"@value": text}, nil
	}
	return map[string]string{"@type": datatype, "@value": text}, nil
}
