package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
)

func init() {
	register(Format{Name: "dot", Extension: ".dot", write: writeDOT,
		Help: "a Graphviz drawing: dot -Tsvg graph.dot > graph.svg"})
}

func writeDOT(ctx context.Context, w io.Writer, g sorted) error {
	p := draw(g)
	out := bufio.NewWriter(w)
	// neato spreads a net of actors; dot would force ranks onto it.
	fmt.Fprintf(out, `digraph entente {
  layout=neato; overlap=prism; splines=true; sep="+18"; outputorder=edgesfirst;
  label=<%s>; labelloc=b; labeljust=l; fontname="Helvetica"; fontsize=11;
  node [fontname="Helvetica", fontsize=13, style=filled, color="%s"];
  edge [fontname="Helvetica", fontsize=10, len=2.4];
`, legendHTML(p.title), standingColour)
	for _, n := range p.nodes {
		l := lookOf(n.Type)
		fmt.Fprintf(out, "  %s [label=%s, shape=%s, fillcolor=%s, tooltip=%s];\n",
			quoteDOT(n.ID), quoteDOT(n.Name), l.shape, quoteDOT(l.fill), quoteDOT(n.ID))
	}
	for _, e := range p.edges {
		if err := ctx.Err(); err != nil {
			return err
		}
		dir := ""
		if e.symmetric {
			dir = ", dir=none"
		}
		fmt.Fprintf(out, "  %s -> %s [label=%s, color=%q, fontcolor=%q, style=%s, penwidth=%s%s, tooltip=%s, labeltooltip=%s];\n",
			quoteDOT(p.nodes[e.from].ID), quoteDOT(p.nodes[e.to].ID), quoteDOT(strings.Join(e.label, "\n")),
			e.colour(), e.colour(), e.line().style, e.width(), dir, quoteDOT(e.tooltip), quoteDOT(e.tooltip))
	}
	out.WriteString("}\n")
	return out.Flush()
}

// quoteDOT quotes a string of any content. Graphviz knows \" inside quotes and
// gives every other backslash a meaning of its own (\N, \G, \l), and it reads
// HTML entities even there, so a literal & is written as one.
func quoteDOT(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == 0 || r < ' ' && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", " ", "&", "&amp;").Replace(s) + `"`
}

func legendHTML(title string) string {
	var b strings.Builder
	b.WriteString(`<table border="0" cellborder="0" cellspacing="2">`)
	if title != "" {
		fmt.Fprintf(&b, `<tr><td align="left" colspan="2"><b>%s</b></td></tr>`, escapeXML(title))
	}
	for _, l := range nodeLooks {
		fmt.Fprintf(&b, `<tr><td bgcolor="%s">%s</td><td align="left">%s</td></tr>`, l.fill, l.shape, l.caption)
	}
	for _, c := range colourCaptions {
		fmt.Fprintf(&b, `<tr><td><font color="%s">%s</font></td><td align="left">%s</td></tr>`, c.colour, "━━━", c.caption)
	}
	for _, l := range lineLooks {
		style := l.style
		if l.grey {
			style = "grey, " + style
		}
		fmt.Fprintf(&b, `<tr><td>%s</td><td align="left">%s</td></tr>`, style, l.caption)
	}
	b.WriteString(`</table>`)
	return b.String()
}
