package eval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/schema"
)

// Chained is a document of a treebank whose mentions are tied to what they stand for.
type Chained struct {
	Name     string
	Text     string
	Blocks   []schema.Span // paragraphs, bytes
	Mentions []ChainMention
	Split    map[string][]string // a plural chain -> the chains that it is made of
}

// ChainMention is one mention of a chain.
type ChainMention struct {
	Chain, Type, Link string // Link is how it ties to the one before: ana, coref, appos
	schema.Span
	Words []ChainWord
	Head  []int // into Words: the least that names it
}

// ChainWord is a word of the treebank, with its place in the rebuilt text.
type ChainWord struct {
	schema.Span
	Form, UPOS, XPOS string
}

// ReadChains rebuilds the documents of a treebank that marks mentions in its
// last column: Entity=(3-person-giv:act-sssss-cf1-1-ana) opens and closes one.
func ReadChains(sents []conllu.Sentence) []Chained {
	var out []Chained
	var b *chainer
	for i := range sents {
		s := &sents[i]
		if id := s.Comment("newdoc id"); id != "" || b == nil {
			if b != nil {
				out = append(out, b.finish())
			}
			b = &chainer{Chained: Chained{Name: id, Split: map[string][]string{}}}
		}
		b.sentence(s)
	}
	if b != nil {
		out = append(out, b.finish())
	}
	return out
}

type chainer struct {
	Chained
	text strings.Builder
	gap  string // what stands between the last token and the next
	open []ChainMention
}

func (b *chainer) finish() Chained {
	b.Text = b.text.String()
	slices.SortStableFunc(b.Mentions, func(x, y ChainMention) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
	})
	for i, m := range b.Mentions {
		if !m.group() {
			continue
		}
		for _, part := range b.Mentions[i+1:] {
			if part.End > m.End || part.Start >= m.End {
				break
			}
			if part.Chain != m.Chain && slices.ContainsFunc(m.Head, func(h int) bool { return m.Words[h].Start == part.Words[part.head()].Start }) {
				b.Split[m.Chain] = append(b.Split[m.Chain], part.Chain)
			}
		}
	}
	return b.Chained
}

// head is the index of the last word of the mention's head, or of the mention where none is marked.
func (m ChainMention) head() int {
	if len(m.Head) == 0 {
		return len(m.Words) - 1
	}
	return m.Head[len(m.Head)-1]
}

// group tells a mention of several side by side: Paul Menzies and Alexander Livingston.
func (m ChainMention) group() bool {
	if len(m.Head) < 2 {
		return false
	}
	return slices.ContainsFunc(m.Words[m.Head[0]:m.head()], func(w ChainWord) bool { return w.UPOS == "CCONJ" })
}

func (b *chainer) sentence(s *conllu.Sentence) {
	if s.NewParagraph() || len(b.Blocks) == 0 {
		if b.gap = ""; b.text.Len() > 0 {
			b.text.WriteString("\n\n")
		}
		b.Blocks = append(b.Blocks, schema.Span{Start: b.text.Len()})
	}
	for _, t := range s.Tokens() {
		b.text.WriteString(b.gap)
		at := b.text.Len()
		b.text.WriteString(t.Form)
		b.Blocks[len(b.Blocks)-1].End = b.text.Len()
		for i := t.First; i <= t.Last; i++ {
			w := s.Words[i-1]
			cw := ChainWord{Form: w.Form, UPOS: w.UPOS, XPOS: w.XPOS, Span: schema.Span{Start: at, End: b.text.Len()}}
			if rest := b.text.String()[at:]; strings.HasPrefix(rest, w.Form) {
				cw.End = at + len(w.Form) // don't is do and n't
				at = cw.End
			}
			b.word(cw, w.Misc)
		}
		if b.gap = ""; t.Space {
			b.gap = " "
		}
	}
}

func (b *chainer) word(w ChainWord, misc string) {
	value := ""
	for f := range strings.SplitSeq(misc, "|") {
		if v, ok := strings.CutPrefix(f, "Entity="); ok {
			value = v
		}
		if v, ok := strings.CutPrefix(f, "SplitAnte="); ok {
			for pair := range strings.SplitSeq(v, ",") {
				if part, whole, ok := strings.Cut(pair, "<"); ok && !slices.Contains(b.Split[whole], part) {
					b.Split[whole] = append(b.Split[whole], part)
				}
			}
		}
	}
	var closed []string
	for value != "" {
		if value[0] != '(' {
			id, rest, _ := strings.Cut(value, ")")
			closed, value = append(closed, id), rest
			continue
		}
		end := 1 + strings.IndexAny(value[1:]+"(", "()")
		m := mentionOf(value[1:end])
		b.open = append(b.open, m)
		if value = value[end:]; strings.HasPrefix(value, ")") {
			closed, value = append(closed, m.Chain), value[1:]
		}
	}
	for i := range b.open {
		b.open[i].Words = append(b.open[i].Words, w)
	}
	for _, id := range closed {
		for i := len(b.open) - 1; i >= 0; i-- {
			if m := b.open[i]; m.Chain == id {
				m.Span = schema.Span{Start: m.Words[0].Start, End: w.End}
				m.Head = slices.DeleteFunc(m.Head, func(h int) bool { return h >= len(m.Words) })
				b.Mentions = append(b.Mentions, m)
				b.open = slices.Delete(b.open, i, i+1)
				break
			}
		}
	}
}

// mentionOf reads id-type-infstat-salience-centering-minspan-link.
func mentionOf(s string) ChainMention {
	f := strings.SplitN(s, "-", 8)
	m := ChainMention{Chain: f[0]}
	if len(f) < 7 {
		return m
	}
	m.Type, m.Link = f[1], f[6]
	for n := range strings.SplitSeq(f[5], ",") {
		i := 0
		for _, r := range n {
			i = i*10 + int(r-'0')
		}
		if i > 0 {
			m.Head = append(m.Head, i-1)
		}
	}
	return m
}
