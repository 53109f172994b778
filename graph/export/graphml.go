package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
)

func init() {
	register(Format{Name: "graphml", Extension: ".graphml", write: writeGraphML,
		Help: "a network for Gephi, Cytoscape, yEd, igraph, networkx: an edge per asserted relation, others if --status asks"})
}

var graphMLTypes = types{text: "string", truth: "boolean", whole: "int", real: "double"}

// writeGraphML writes every edge directed, the symmetric ones too: many readers
// take no graph in which both kinds stand.
func writeGraphML(ctx context.Context, w io.Writer, g sorted) error {
	n := networkOf(g)
	out := bufio.NewWriter(w)
	out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`)
	writeKeys(out, "node", nodeFields)
	writeKeys(out, "edge", tieFields)
	out.WriteString(`<graph id="entente" edgedefault="directed">` + "\n")
	for _, e := range n.nodes {
		fmt.Fprintf(out, "<node id=\"%s\">\n", token(e.ID))
		writeData(out, "node", nodeFields, e)
		out.WriteString("</node>\n")
	}
	for i, t := range n.ties {
		if err := ctx.Err(); err != nil {
			return err
		}
		fmt.Fprintf(out, "<edge id=\"e%d\" source=\"%s\" target=\"%s\">\n", i, token(t.source), token(t.target))
		writeData(out, "edge", tieFields, t)
		out.WriteString("</edge>\n")
	}
	out.WriteString("</graph>\n</graphml>\n")
	return out.Flush()
}

func writeKeys[T any](out *bufio.Writer, of string, fields []field[T]) {
	for _, f := range fields {
		fmt.Fprintf(out, `<key id="%s-%s" for="%s" attr.name="%s" attr.type="%s"/>`+"\n", of, f.name, of, f.name, f.in(graphMLTypes))
	}
}

func writeData[T any](out *bufio.Writer, of string, fields []field[T], v T) {
	for _, f := range fields {
		if text := f.text(v); text != "" {
			fmt.Fprintf(out, "<data key=\"%s-%s\">%s</data>\n", of, f.name, escapeXML(text))
		}
	}
}

// token makes of an ID what GraphML's schema takes for one, an XML name token:
// country:TUR. The attribute id has the ID to the letter.
func token(id string) string {
	var b strings.Builder
	for i := range len(id) {
		switch c := id[i]; {
		case c == '/':
			b.WriteByte(':')
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '.':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "_%02X", c)
		}
	}
	return b.String()
}
