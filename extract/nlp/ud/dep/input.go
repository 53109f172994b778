package dep

import (
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/nlp/ud/lex"
)

// Tags tells what the parser needs to know of each tag.
type Tags struct {
	Coarse []uint8 // tag -> number of its UPOS
	Punct  []bool  // by UPOS number
	Verb   []bool
	Conj   []bool
}

// NewTags numbers the UPOS of tags named UPOS|XPOS, in order of appearance,
// and names the UPOS so numbered.
func NewTags(names []string) (*Tags, []string) {
	var upos []string
	t := &Tags{}
	for _, n := range names {
		u, _, _ := strings.Cut(n, "|")
		i := slices.Index(upos, u)
		if i < 0 {
			i = len(upos)
			upos = append(upos, u)
			t.Punct = append(t.Punct, u == "PUNCT")
			t.Verb = append(t.Verb, u == "VERB")
			t.Conj = append(t.Conj, u == "CCONJ")
		}
		t.Coarse = append(t.Coarse, uint8(i))
	}
	return t, upos
}

// Start sets the state to the beginning of a sentence, reusing its memory.
func (s *State) Start(t *Tags, words []lex.Word, tags []uint8) {
	n := len(words)
	s.Root, s.Next, s.Stack = n+1, 1, s.Stack[:0]
	if cap(s.nodes) < n+5 {
		s.nodes = make([]node, n+5+n/2)
	}
	s.nodes = s.nodes[:n+5]
	var puncts, verbs, ccs uint32
	for i := range words {
		w := &words[i]
		u := t.Coarse[tags[i]]
		pos := 1 + uint32(tags[i])
		s.nodes[i+1] = node{form: w.Form, pos: pos, both: w.Form*31 + pos, upos: 1 + uint32(u), suffix: w.Suffix[2],
			field: fields(w, t, u), frames: w.Frames, shape: w.Shape, puncts: puncts, verbs: verbs, ccs: ccs, coarse: u}
		if t.Punct[u] {
			puncts++
		}
		if t.Verb[u] {
			verbs++
		}
		if t.Conj[u] {
			ccs++
		}
	}
	s.nodes[0] = node{}
	s.nodes[n+1] = node{form: 2, pos: 254, both: 2, upos: 30, puncts: puncts, verbs: verbs, ccs: ccs}
	for i := n + 2; i < len(s.nodes); i++ {
		s.nodes[i] = node{form: 3, pos: 255, both: 3, upos: 31, puncts: puncts, verbs: verbs, ccs: ccs}
	}
}

// fields is the semantic field of the class the word was tagged with.
func fields(w *lex.Word, t *Tags, u uint8) uint32 {
	if t.Verb[u] {
		return 64 + w.Verb
	}
	return 32*uint32(1+u)<<2 + w.Noun
}

// Hide makes the form of word i unknown.
func (s *State) Hide(i int) {
	n := &s.nodes[i]
	n.form = lex.Unknown
	n.both = n.form*31 + n.pos
}
