package model

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// ParseQuad reads one line of N-Quads 1.1, strictly. It is not ok where the line
// holds nothing but white space or a comment.
//
// Literals become what Quads makes: a number that is no whole one a Float, a
// boolean a Bool, any other its text alone. The quad library's reader is not
// used: it makes one moment in UTC of every xsd:dateTime, so that what an
// article says of its own time zone is lost, and takes what no other program does.
func ParseQuad(line string) (q quad.Quad, ok bool, err error) {
	if !utf8.ValidString(line) {
		return q, false, errors.New("not UTF-8")
	}
	p := parser{rest: line}
	if p.space(); p.rest == "" || p.rest[0] == '#' {
		return q, false, nil
	}
	if q.Subject, err = p.node("subject"); err != nil {
		return q, false, err
	}
	if q.Predicate, err = p.iri("predicate"); err != nil {
		return q, false, err
	}
	if p.space(); strings.HasPrefix(p.rest, `"`) {
		q.Object, err = p.literal()
	} else {
		q.Object, err = p.node("object")
	}
	if err != nil {
		return q, false, err
	}
	if p.space(); !strings.HasPrefix(p.rest, ".") {
		if q.Label, err = p.node("label"); err != nil {
			return q, false, err
		}
	}
	p.space()
	rest, dot := strings.CutPrefix(p.rest, ".")
	if !dot {
		return q, false, errors.New("no full stop after the quad")
	}
	p.rest = rest
	if p.space(); p.rest != "" && p.rest[0] != '#' {
		return q, false, fmt.Errorf("%s after the quad", shown(p.rest))
	}
	return q, true, nil
}

type parser struct{ rest string }

func (p *parser) space() { p.rest = strings.TrimLeft(p.rest, " \t") }

// shown is the beginning of what stands where it should not.
func shown(s string) string {
	r := []rune(s[:min(len(s), 80)])
	if len(r) > 20 {
		return strconv.Quote(string(r[:20])) + "..."
	}
	return strconv.Quote(string(r))
}

func (p *parser) node(what string) (quad.Value, error) {
	if p.space(); strings.HasPrefix(p.rest, "_:") {
		return p.blank()
	}
	return p.iri(what)
}

func (p *parser) iri(what string) (quad.Value, error) {
	p.space()
	if !strings.HasPrefix(p.rest, "<") {
		return nil, fmt.Errorf("%s: want an IRI, got %s", what, shown(p.rest))
	}
	end := strings.IndexByte(p.rest, '>')
	if end < 0 {
		return nil, fmt.Errorf("%s: no > after the IRI", what)
	}
	raw := p.rest[1:end]
	p.rest = p.rest[end+1:]
	iri, err := unescaped(raw, false)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	if i := strings.IndexAny(iri, notInIRI); i >= 0 {
		return nil, fmt.Errorf("%s: %s in an IRI", what, shown(iri[i:]))
	}
	if !absolute(iri) {
		return nil, fmt.Errorf("%s: %s is no absolute IRI", what, shown(iri))
	}
	return quad.IRI(iri), nil
}

// absolute tells whether the IRI has a scheme.
func absolute(iri string) bool {
	for i := range len(iri) {
		c := iri[i]
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return i > 0 && c == ':'
		}
	}
	return false
}

func (p *parser) blank() (quad.Value, error) {
	end := 2
	for i, r := range p.rest[2:] {
		letter := r == '_' || r == ':' || unicode.IsLetter(r) || unicode.IsDigit(r)
		if !letter && (i == 0 || r != '-' && r != '.' && r != '·' && !unicode.Is(unicode.Mn, r)) {
			break
		}
		end = 2 + i + utf8.RuneLen(r)
	}
	// A full stop at the end is the quad's.
	label := strings.TrimRight(p.rest[2:end], ".")
	if label == "" {
		return nil, fmt.Errorf("a blank node without a name: %s", shown(p.rest))
	}
	p.rest = p.rest[2+len(label):]
	return quad.BNode(label), nil
}

func (p *parser) literal() (quad.Value, error) {
	end := 1
	for ; ; end++ {
		i := strings.IndexAny(p.rest[end:], `"\`)
		if i < 0 {
			return nil, errors.New("no \" after the text")
		}
		end += i
		if p.rest[end] == '"' {
			break
		}
		if end++; end == len(p.rest) {
			return nil, errors.New("no \" after the text")
		}
	}
	text, err := unescaped(p.rest[1:end], true)
	if err != nil {
		return nil, fmt.Errorf("text: %w", err)
	}
	p.rest = p.rest[end+1:]
	if tag, ok := strings.CutPrefix(p.rest, "@"); ok {
		n := strings.IndexFunc(tag, func(r rune) bool {
			return r != '-' && (r > 0x7f || !unicode.IsLetter(r) && !unicode.IsDigit(r))
		})
		if n < 0 {
			n = len(tag)
		}
		if n == 0 || tag[0] < 'A' || strings.Contains(tag[:n], "--") || tag[n-1] == '-' || tag[0] == '-' {
			return nil, fmt.Errorf("no language: %s", shown(p.rest))
		}
		p.rest = tag[n:]
		return quad.String(text), nil
	}
	typ, ok := strings.CutPrefix(p.rest, "^^")
	if !ok {
		return quad.String(text), nil
	}
	p.rest = typ
	if !strings.HasPrefix(typ, "<") {
		return nil, fmt.Errorf("datatype: want an IRI, got %s", shown(typ))
	}
	datatype, err := p.iri("datatype")
	if err != nil {
		return nil, err
	}
	return native(text, datatype.(quad.IRI))
}

// native is the value that Quads has for a literal.
func native(text string, datatype quad.IRI) (quad.Value, error) {
	switch datatype {
	case xsd + "double", xsd + "float", xsd + "decimal":
		// ParseFloat also takes what XML Schema does not: hexadecimal, underscores, "Infinity".
		if strings.Trim(text, "0123456789+-.eE") == "" || text == "INF" || text == "-INF" || text == "NaN" {
			if f, err := strconv.ParseFloat(text, 64); err == nil {
				return quad.Float(f), nil
			}
		}
		return nil, fmt.Errorf("%s is no number", shown(text))
	case xsd + "boolean":
		switch text {
		case "true", "1":
			return quad.Bool(true), nil
		case "false", "0":
			return quad.Bool(false), nil
		}
		return nil, fmt.Errorf("%s is no boolean", shown(text))
	}
	return quad.String(text), nil
}

// unescaped reads the escapes of a text, or those of an IRI, which has \u and \U alone.
func unescaped(s string, isText bool) (string, error) {
	if isText {
		if i := strings.IndexAny(s, "\r\n"); i >= 0 {
			return "", errors.New("a line end in it")
		}
	}
	if !strings.Contains(s, `\`) {
		return s, nil
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, `\`)
		b.WriteString(before)
		if !found {
			return b.String(), nil
		}
		if after == "" {
			return "", errors.New(`\ at the end`)
		}
		c := after[0]
		s = after[1:]
		digits := map[byte]int{'u': 4, 'U': 8}[c]
		if i := strings.IndexByte(`tbnrf"'\`, c); i >= 0 && isText {
			b.WriteByte("\t\b\n\r\f\"'\\"[i])
			continue
		}
		if digits == 0 || len(s) < digits {
			return "", fmt.Errorf(`unknown escape \%s`, shown(after))
		}
		n, err := strconv.ParseUint(s[:digits], 16, 32)
		if err != nil || !utf8.ValidRune(rune(n)) || n > unicode.MaxRune {
			return "", fmt.Errorf(`unknown escape \%s`, shown(after))
		}
		b.WriteRune(rune(n))
		s = s[digits:]
	}
}
