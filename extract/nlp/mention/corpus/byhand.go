package corpus

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/nlp/mention"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/schema"
)

// ByHand reads sentences marked by hand, one a line, each mention as
// [text|type]. A line that begins with # is a comment. Parse tags the words.
func ByHand(r io.Reader, parse func([]mention.Token)) ([]mention.Example, error) {
	var out []mention.Example
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		e, err := byHand(line)
		if err != nil {
			return nil, fmt.Errorf("read marked sentences: line %d: %w", n, err)
		}
		parse(e.Tokens)
		out = append(out, e)
	}
	return out, sc.Err()
}

func byHand(line string) (mention.Example, error) {
	var text strings.Builder
	var e mention.Example
	var marks []Mark
	for line != "" {
		before, rest, ok := strings.Cut(line, "[")
		text.WriteString(before)
		if !ok {
			break
		}
		mark, behind, closed := strings.Cut(rest, "]")
		form, typ, typed := strings.Cut(mark, "|")
		if !closed || !typed || slices.Index(mention.Types, schema.EntityType(typ)) < 1 {
			return e, fmt.Errorf("bad mark [%s", rest)
		}
		start := text.Len()
		text.WriteString(form)
		marks = append(marks, Mark{schema.Span{Start: start, End: text.Len()}, schema.EntityType(typ)})
		line = behind
	}
	e.Tokens = ud.Tokens(text.String(), 0, text.Len())
	for _, m := range marks {
		first := slices.IndexFunc(e.Tokens, func(t mention.Token) bool { return t.Start == m.Start })
		last := slices.IndexFunc(e.Tokens, func(t mention.Token) bool { return t.End == m.End })
		if first < 0 || last < first {
			return e, fmt.Errorf("mark %q does not fit the words", text.String()[m.Start:m.End])
		}
		e.Mentions = append(e.Mentions, mention.Span{First: first, Last: last, Type: m.Type})
	}
	return e, nil
}
