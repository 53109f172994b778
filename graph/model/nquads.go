package model

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/schema"
)

const xsd = "http://www.w3.org/2001/XMLSchema#"

// WriteNQuads writes the record as N-Quads 1.1, a line for each of its Quads.
func WriteNQuads(w io.Writer, rec schema.Record) error {
	out := bufio.NewWriter(w)
	for _, q := range Quads(rec) {
		if err := WriteQuad(out, q); err != nil {
			return err
		}
	}
	return out.Flush()
}

// WriteQuad writes one line of N-Quads. The quad library's own writer shortens
// datatypes to names that no other program knows, so this one spells them out.
func WriteQuad(w io.Writer, q quad.Quad) error {
	var b strings.Builder
	for i, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil && i == 3 {
			continue
		}
		if (q.Predicate == Date || q.Predicate == Published) && i == 2 {
			v = dated(v)
		}
		if err := writeValue(&b, v); err != nil {
			return fmt.Errorf("quad %v: %w", q, err)
		}
		b.WriteByte(' ')
	}
	b.WriteString(".\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func writeValue(b *strings.Builder, v quad.Value) error {
	switch v := v.(type) {
	case quad.IRI:
		writeIRI(b, string(v))
	case quad.BNode:
		b.WriteString("_:" + string(v))
	case quad.String:
		writeString(b, string(v))
	case quad.LangString:
		writeString(b, string(v.Value))
		b.WriteString("@" + v.Lang)
	case quad.TypedString:
		writeString(b, string(v.Value))
		b.WriteString("^^")
		writeIRI(b, string(v.Type.Full()))
	case quad.Int:
		typed(b, strconv.FormatInt(int64(v), 10), "integer")
	case quad.Float:
		typed(b, double(float64(v)), "double")
	case quad.Bool:
		typed(b, strconv.FormatBool(bool(v)), "boolean")
	case quad.Time:
		typed(b, time.Time(v).UTC().Format(time.RFC3339Nano), "dateTime")
	default:
		return fmt.Errorf("no N-Quads form for a %T", v)
	}
	return nil
}

func typed(b *strings.Builder, lexical, datatype string) {
	b.WriteString(`"` + lexical + `"^^<` + xsd + datatype + `>`)
}

// double is the shortest text that reads back as the same xsd:double.
func double(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	case math.IsNaN(f):
		return "NaN"
	}
	if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e15) {
		return strconv.FormatFloat(f, 'E', -1, 64)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// dated gives a date the datatype that its precision has. An interval, and what
// is no date at all, stays a plain string.
func dated(v quad.Value) quad.Value {
	s, ok := v.(quad.String)
	if !ok {
		return v
	}
	for _, form := range []struct{ layout, datatype string }{
		{"2006", "gYear"}, {"2006-01", "gYearMonth"}, {time.DateOnly, "date"},
		{"2006-01-02T15:04:05", "dateTime"}, {time.RFC3339, "dateTime"},
	} {
		// Parsing takes a fraction of a second that the layout does not name; so does xsd:dateTime.
		if _, err := time.Parse(form.layout, string(s)); err == nil && !strings.Contains(string(s), ",") {
			return quad.TypedString{Value: s, Type: quad.IRI(xsd + form.datatype)}
		}
	}
	return v
}

func writeString(b *strings.Builder, s string) {
	b.WriteByte('"')
	for _, r := range Clean(s) {
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		default:
			// Line separators are legal here, but many readers split lines at them.
			if r < 0x20 || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' {
				fmt.Fprintf(b, `\u%04X`, r)
			} else {
				b.WriteRune(r)
			}
		}
	}
	b.WriteByte('"')
}

// writeIRI percent-encodes what no IRI may hold. Our own IRIs hold none of it.
func writeIRI(b *strings.Builder, iri string) {
	b.WriteByte('<')
	for _, r := range Clean(iri) {
		if r <= 0x20 || strings.ContainsRune("<>\"{}|^`\\", r) {
			fmt.Fprintf(b, "%%%02X", r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('>')
}
