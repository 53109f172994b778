package export

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
)

func init() {
	register(Format{Name: "node-link", Extension: ".json", write: writeNodeLink,
		Help: "the network of graphml as JSON, for D3 and networkx: nodes and links"})
}

// writeNodeLink writes a line for each node and link, so that two exports can be compared.
func writeNodeLink(ctx context.Context, w io.Writer, g sorted) error {
	n := networkOf(g)
	out := bufio.NewWriter(w)
	out.WriteString(`{"directed":true,"multigraph":true,"graph":{},"nodes":[`)
	for i, e := range n.nodes {
		line := object{}
		for _, f := range nodeFields {
			line.add(f.name, f.value(e))
		}
		if err := line.write(out, i); err != nil {
			return err
		}
	}
	out.WriteString("\n],\"links\":[")
	for i, t := range n.ties {
		if err := ctx.Err(); err != nil {
			return err
		}
		line := object{}
		line.add("source", t.source)
		line.add("target", t.target)
		line.add("key", t.kind()) // tells networkx apart what else lies between the two
		for _, f := range tieFields {
			line.add(f.name, f.value(t))
		}
		if err := line.write(out, i); err != nil {
			return err
		}
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

// object is a JSON object whose members stay in the order in which they were added.
type object struct {
	text bytes.Buffer
	err  error
}

func (o *object) add(name string, value any) {
	if list, ok := value.([]string); ok && list == nil {
		value = []string{}
	}
	if o.text.Len() > 0 {
		o.text.WriteByte(',')
	}
	o.encode(name)
	o.text.WriteByte(':')
	o.encode(value)
}

func (o *object) encode(value any) {
	enc := json.NewEncoder(&o.text)
	enc.SetEscapeHTML(false)
	o.err = errors.Join(o.err, enc.Encode(value))
	o.text.Truncate(o.text.Len() - 1) // the line break
}

// MarshalJSON makes the object a member of another.
func (o object) MarshalJSON() ([]byte, error) {
	return []byte("{" + o.text.String() + "}"), o.err
}

// write writes the object as the i-th of a list, on a line of its own.
func (o *object) write(out *bufio.Writer, i int) error {
	if i > 0 {
		out.WriteByte(',')
	}
	out.WriteString("\n{")
	out.Write(o.text.Bytes())
	out.WriteByte('}')
	return o.err
}
