package model

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

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
	b.Grow(400) // most lines are shorter
	for i, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil && i == 3 {
			continue
		}
		if err := writePart(&b, q, i, v); err != nil {
			return err
		}
		b.WriteByte(' ')
	}
	b.WriteString(".\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// Terms are the subject, predicate, object and label as N-Quads has them; no label is empty.
func Terms(q quad.Quad) (terms [4]string, err error) {
	for i, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil && i == 3 {
			continue
		}
		var b strings.Builder
		if err := writePart(&b, q, i, v); err != nil {
			return terms, err
		}
		terms[i] = b.String()
	}
	return terms, nil
}

// writePart writes the i-th value of q.
func writePart(b *strings.Builder, q quad.Quad, i int, v quad.Value) error {
	if (q.Predicate == Date || q.Predicate == Published) && i == 2 {
		v = dated(v)
	}
	if err := writeValue(b, v); err != nil {
		return fmt.Errorf("quad %v: %w", q, err)
	}
	return nil
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
	s = Clean(s)
	done := 0 // of s
	for i, r := range s {
		if r >= 0x20 && r < 0x7f && r != '"' && r != '\\' || r >= 0xa0 && r != '\u2028' && r != '\u2029' {
			continue
		}
		b.WriteString(s[done:i])
		done = i + utf8.RuneLen(r)
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
			fmt.Fprintf(b, `\u%04X`, r)
		}
	}
	b.WriteString(s[done:])
	b.WriteByte('"')
}

// notInIRI is what no IRI may hold.
const notInIRI = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f" +
	"\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f <>\"{}|^`\\"

// writeIRI percent-encodes what no IRI may hold. Our own IRIs hold none of it.
func writeIRI(b *strings.Builder, iri string) {
	b.WriteByte('<')
	iri = Clean(iri)
	for i := strings.IndexAny(iri, notInIRI); i >= 0; i = strings.IndexAny(iri, notInIRI) {
		fmt.Fprintf(b, "%s%%%02X", iri[:i], iri[i])
		iri = iri[i+1:]
	}
	b.WriteString(iri)
	b.WriteByte('>')
}
