package export

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/entente-kg/entente/schema"
)

func init() {
	register(Format{Name: "gexf", Extension: ".gexf", write: writeGEXF,
		Help: "the network of graphml for Gephi, with the days that its statements speak of (GEXF 1.3)"})
}

var gexfTypes = types{text: "string", truth: "boolean", whole: "integer", real: "double"}

func writeGEXF(ctx context.Context, w io.Writer, g sorted) error {
	n := networkOf(g)
	out := bufio.NewWriter(w)
	out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>Entente</creator></meta>
<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">
`)
	// GEXF has a place of its own for the others.
	nodes := slices.DeleteFunc(slices.Clone(nodeFields), func(f field[schema.Entity]) bool { return f.name == "id" || f.name == "label" })
	edges := slices.DeleteFunc(slices.Clone(tieFields), func(f field[tie]) bool { return f.name == "type" || f.name == "weight" })
	writeAttributes(out, "node", nodes)
	writeAttributes(out, "edge", edges)
	out.WriteString("<nodes>\n")
	for _, e := range n.nodes {
		fmt.Fprintf(out, "<node id=\"%s\" label=\"%s\">\n", attribute(e.ID), attribute(e.Name))
		writeValues(out, "node", nodes, e)
		out.WriteString("</node>\n")
	}
	out.WriteString("</nodes>\n<edges>\n")
	for i, t := range n.ties {
		if err := ctx.Err(); err != nil {
			return err
		}
		// Gephi makes one edge of those between two nodes that are of one kind.
		kind := attribute(t.kind())
		fmt.Fprintf(out, "<edge id=\"%d\" source=\"%s\" target=\"%s\" kind=\"%s\" label=\"%s\" weight=\"%d\">\n",
			i, attribute(t.source), attribute(t.target), kind, kind, t.weight)
		writeValues(out, "edge", edges, t)
		writeSpells(out, t.spells())
		out.WriteString("</edge>\n")
	}
	out.WriteString("</edges>\n</graph>\n</gexf>\n")
	return out.Flush()
}

func writeAttributes[T any](out *bufio.Writer, class string, fields []field[T]) {
	fmt.Fprintf(out, "<attributes class=\"%s\" mode=\"static\">\n", class)
	for _, f := range fields {
		fmt.Fprintf(out, "<attribute id=\"%s-%s\" title=\"%s\" type=\"%s\"/>\n", class, f.name, f.name, f.in(gexfTypes))
	}
	out.WriteString("</attributes>\n")
}

func writeValues[T any](out *bufio.Writer, class string, fields []field[T], of T) {
	out.WriteString("<attvalues>\n")
	for _, f := range fields {
		if text := f.text(of); text != "" {
			fmt.Fprintf(out, "<attvalue for=\"%s-%s\" value=\"%s\"/>\n", class, f.name, attribute(text))
		}
	}
	out.WriteString("</attvalues>\n")
}

func writeSpells(out *bufio.Writer, spells []spell) {
	if len(spells) == 0 {
		return
	}
	out.WriteString("<spells>\n")
	for _, s := range spells {
		out.WriteString("<spell")
		if s.start != "" {
			fmt.Fprintf(out, ` start="%s"`, s.start)
		}
		if s.end != "" {
			fmt.Fprintf(out, ` end="%s"`, s.end)
		}
		out.WriteString("/>\n")
	}
	out.WriteString("</spells>\n")
}

// spell is from the first day to the last; an end that is not known is empty.
type spell struct{ start, end string }

// spells are the times that the statements speak of, no two of which share a day.
func (t tie) spells() []spell {
	var all []spell
	for _, s := range t.statements {
		first, last := s.When()
		start, _ := days(first)
		_, end := days(last)
		if (start != "" || end != "") && (start == "" || end == "" || start <= end) {
			all = append(all, spell{start, end})
		}
	}
	slices.SortFunc(all, func(a, b spell) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	var out []spell
	for _, s := range all {
		if n := len(out); n > 0 && (out[n-1].end == "" || s.start <= out[n-1].end) {
			if s.end == "" || out[n-1].end == "" {
				out[n-1].end = ""
			} else {
				out[n-1].end = max(out[n-1].end, s.end)
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// days are the first and the last day of a date that may be a year or a month, or
// nothing for what is no date.
func days(date string) (first, last string) {
	date, _, _ = strings.Cut(date, "T")
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}} {
		if from, err := time.Parse(form.layout, date); err == nil {
			return from.Format(time.DateOnly), from.AddDate(form.years, form.months, form.days).AddDate(0, 0, -1).Format(time.DateOnly)
		}
	}
	return "", ""
}

// attribute escapes for an attribute's value, where a reader would make a space of a line break.
func attribute(s string) string {
	return breaks.Replace(escapeXML(s))
}

var breaks = strings.NewReplacer("\n", "&#10;", "\t", "&#9;")
