// Package conllu reads and writes treebanks in the CoNLL-U format.
//
//	bytes -> []Sentence -> bytes
//
// Comments, multiword tokens and empty nodes are kept in their places, so what
// was read can be written again byte for byte. A faulty line is never skipped.
package conllu

import "strings"

// Word is one syntactic word: a numbered line of ten columns. An underscore in
// the file is an underscore here.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // 0 is the root, -1 is unset
	Deprel, Deps, Misc             string
}

// Range is a multiword token: words First to Last are written together as Form.
type Range struct {
	First, Last int
	Form, Misc  string
}

// Empty is an empty node, kept as it stood behind word After.
type Empty struct {
	After int
	Line  string
}

// Sentence is one block of a treebank. Word number i is Words[i-1].
type Sentence struct {
	Line     int // of the first line in the file it was read from
	Comments []string
	Words    []Word
	Ranges   []Range
	Empties  []Empty
}

// Comment is the value of the first comment `# key = value`, or "".
func (s *Sentence) Comment(key string) string {
	for _, c := range s.Comments {
		k, v, ok := strings.Cut(strings.TrimPrefix(c, "#"), "=")
		if ok && strings.TrimSpace(k) == key {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// NewParagraph tells whether a paragraph or a document begins here.
func (s *Sentence) NewParagraph() bool {
	for _, c := range s.Comments {
		c = strings.TrimSpace(strings.TrimPrefix(c, "#"))
		if strings.HasPrefix(c, "newpar") || strings.HasPrefix(c, "newdoc") {
			return true
		}
	}
	return false
}

// Token is a run of text as written: one word, or several run together.
type Token struct {
	Form        string
	First, Last int  // words, counted from 1
	Space       bool // a space follows
}

// Tokens joins words to the tokens that the text is made of.
func (s *Sentence) Tokens() []Token {
	var out []Token
	r := 0
	for i := 1; i <= len(s.Words); i++ {
		if r < len(s.Ranges) && s.Ranges[r].First == i {
			g := s.Ranges[r]
			out = append(out, Token{g.Form, g.First, g.Last, spaceAfter(g.Misc)})
			i, r = g.Last, r+1
			continue
		}
		w := &s.Words[i-1]
		out = append(out, Token{w.Form, i, i, spaceAfter(w.Misc)})
	}
	return out
}

func spaceAfter(misc string) bool {
	for misc != "" {
		var f string
		f, misc, _ = strings.Cut(misc, "|")
		if f == "SpaceAfter=No" {
			return false
		}
	}
	return true
}
