package datafile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// quick reads what most of our files are: texts at the top, and entries that are
// each one mapping in braces on a line of its own. It reads nothing else and
// guesses nothing: on anything unusual it answers nil, and the YAML library reads the
// whole file. It takes a tenth of the time, which every command waits for.
func quick(data []byte) *yaml.Node {
	if !printable(data) {
		return nil
	}
	q := &quickReader{}
	root := q.node(yaml.MappingNode, 1)
	var list *yaml.Node
	indent, line := 0, 0
	for raw := range strings.Lines(string(data)) {
		line++
		text := strings.TrimRight(raw, " \n")
		rest := strings.TrimLeft(text, " ")
		spaces := len(text) - len(rest)
		switch {
		case rest == "" || rest[0] == '#':
			continue
		case strings.HasPrefix(rest, "- {"):
			if list == nil || len(list.Content) > 0 && spaces != indent {
				return nil
			}
			indent = spaces
			q.text, q.line = rest[2:], line
			if len(list.Content) == 0 {
				list.Line = line
			}
			n := q.value()
			if n == nil || q.text != "" {
				return nil
			}
			list.Content = append(list.Content, n)
		case spaces > 0 || list != nil:
			return nil
		default:
			key, value, ok := strings.Cut(rest, ":")
			if !ok || !word(key) || value != "" && value[0] != ' ' {
				return nil
			}
			if len(root.Content) == 0 {
				root.Line = line
			}
			k := q.node(yaml.ScalarNode, line)
			k.Value, k.Tag = key, "!!str"
			root.Content = append(root.Content, k)
			if value == "" {
				list = q.node(yaml.SequenceNode, line)
				root.Content = append(root.Content, list)
				continue
			}
			q.text, q.line = strings.TrimLeft(value, " "), line
			if q.text[0] != '"' {
				return nil
			}
			n := q.value()
			if n == nil || q.text != "" {
				return nil
			}
			root.Content = append(root.Content, n)
		}
	}
	if list == nil || len(list.Content) == 0 {
		return nil
	}
	return root
}

// printable tells whether YAML takes every character for itself, and only \n for the end of a line.
func printable(data []byte) bool {
	for _, c := range data {
		if c >= 0x80 {
			return !strings.ContainsFunc(string(data), func(r rune) bool { return r == utf8.RuneError || r != '\n' && !unicode.IsPrint(r) })
		}
		if c < ' ' && c != '\n' || c == 0x7f {
			return false
		}
	}
	return true
}

type quickReader struct {
	text  string // what is left of the line
	line  int
	nodes []yaml.Node
	depth int
}

func (q *quickReader) node(kind yaml.Kind, line int) *yaml.Node {
	if len(q.nodes) == 0 {
		q.nodes = make([]yaml.Node, 256)
	}
	n := &q.nodes[0]
	q.nodes = q.nodes[1:]
	n.Kind, n.Line = kind, line
	return n
}

func word(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && r != '_' && (r < '0' || r > '9') })
}

func (q *quickReader) skip() { q.text = strings.TrimLeft(q.text, " ") }

// value reads the value that the text starts with; nil where it is unusual.
func (q *quickReader) value() *yaml.Node {
	if q.text == "" || q.depth > 20 {
		return nil
	}
	q.depth++
	defer func() { q.depth-- }()
	switch q.text[0] {
	case '{':
		return q.collection(yaml.MappingNode, '}')
	case '[':
		return q.collection(yaml.SequenceNode, ']')
	case '"':
		end := strings.IndexByte(q.text[1:], '"') + 1
		if end == 0 || strings.IndexByte(q.text[:end], '\\') >= 0 {
			return nil
		}
		n := q.node(yaml.ScalarNode, q.line)
		n.Style, n.Tag, n.Value = yaml.DoubleQuotedStyle, "!!str", q.text[1:end]
		q.text = q.text[end+1:]
		q.skip()
		return n
	}
	return q.plain()
}

func (q *quickReader) collection(kind yaml.Kind, end byte) *yaml.Node {
	n := q.node(kind, q.line)
	n.Style = yaml.FlowStyle
	q.text = q.text[1:]
	for q.skip(); q.text != "" && q.text[0] != end; q.skip() {
		if kind == yaml.MappingNode {
			key, rest, ok := strings.Cut(q.text, ": ")
			if !ok || !word(key) {
				return nil
			}
			k := q.node(yaml.ScalarNode, q.line)
			k.Value, k.Tag = key, "!!str"
			n.Content = append(n.Content, k)
			q.text = rest
			q.skip()
		}
		v := q.value()
		if v == nil || q.text == "" {
			return nil
		}
		n.Content = append(n.Content, v)
		if q.text[0] == ',' {
			q.text = q.text[1:]
			q.skip()
			if q.text == "" || q.text[0] == end {
				return nil // a comma before the end
			}
		} else if q.text[0] != end {
			return nil
		}
	}
	if q.text == "" {
		return nil
	}
	q.text = q.text[1:]
	q.skip()
	return n
}

// plain reads a value without quotes, as far as a comma or the end of its collection.
func (q *quickReader) plain() *yaml.Node {
	end := strings.IndexAny(q.text, ",]}[{\"")
	if end <= 0 {
		return nil
	}
	s := strings.TrimRight(q.text[:end], " ")
	first := s[0]
	if c := q.text[end]; c == '[' || c == '{' || c == '"' || first != '(' && (first < '0' || first > '9' && first < 'A' || first > 'Z' && first < 'a' || first > 'z' && first < 0x80) {
		return nil // an indicator, or a quote within: rare, and not for here
	}
	if strings.IndexByte(s, ':') >= 0 || strings.IndexByte(s, '#') >= 0 {
		return nil
	}
	n := q.node(yaml.ScalarNode, q.line)
	n.Value, n.Tag = s, "!!str"
	switch s {
	case "null", "Null", "NULL":
		n.Tag = "!!null"
	}
	q.text = q.text[end:]
	return n
}
