// Package ud reads English text as Universal Dependencies: sentences, words,
// tags, lemmas and the tree over each sentence.
//
//	text -> Tokenize -> []Sentence -> Model.Tag -> Model.Parse
//
// The words of a text, joined by the space between them, are the text: no byte
// is ever changed, and the same text always gives the same trees.
package ud

import (
	"strings"

	"github.com/entente-kg/entente/extract/nlp/ud/dep"
	"github.com/entente-kg/entente/extract/nlp/ud/lemma"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/tag"
	"github.com/entente-kg/entente/schema"
)

// Token is one syntactic word. Span counts bytes of the text that was split, and Text
// is what stands there, but for a genitive whose s a space parts from its apostrophe:
// "Peru ’ s" has the word "’s".
type Token struct {
	schema.Span
	Text   string
	Joined bool // written together with the word before as one token: "n't", "'s"
	UPOS   string
	XPOS   string
	Lemma  string
	Head   int // number of the head, counted from 1; 0 is the root
	Deprel string
}

// Model is a trained model. It is read only and safe for concurrent use.
type Model struct {
	Lexicon  *lex.Lexicon
	TagNames []string // UPOS|XPOS, by number
	Tagger   *tag.Tagger
	Parsers  []*dep.Parser // one, or one each way
	Lemmas   *lemma.Lemmatizer
}

// Fast is the model with one parser instead of two: half the work for half a
// point of LAS.
func (m *Model) Fast() *Model {
	f := *m
	f.Parsers = m.Parsers[:1]
	return &f
}

// Analyse splits a text and fills in all that is known of every word.
func (m *Model) Analyse(text string) []Sentence {
	sents := Tokenize(text)
	for i := range sents {
		m.Parse(sents[i].Tokens)
	}
	return sents
}

// Tag fills in the tags and lemmas of one sentence's words.
func (m *Model) Tag(words []Token) { m.tag(words) }

func (m *Model) tag(words []Token) ([]lex.Word, []uint8) {
	looked, tags := make([]lex.Word, len(words)), make([]uint8, len(words))
	for i := range words {
		looked[i] = m.Lexicon.Look(words[i].Text)
	}
	m.Tagger.Tag(looked, tags)
	for i := range words {
		w := &words[i]
		w.UPOS, w.XPOS, _ = strings.Cut(m.TagNames[tags[i]], "|")
		w.Lemma = m.Lemmas.Lemma(w.Text, tags[i], i == 0, m.Lexicon)
	}
	return looked, tags
}

// Parse fills in the tags, lemmas and the tree of one sentence's words: every
// word gets a head, and exactly one word's head is the root.
func (m *Model) Parse(words []Token) {
	looked, tags := m.tag(words)
	var tree *dep.Tree
	for _, p := range m.Parsers {
		t := dep.NewTree(len(words))
		p.Parse(looked, tags, t)
		if tree == nil {
			tree = t
		} else {
			tree = dep.Combine(tree, t)
		}
	}
	labels := m.Parsers[0].System.Labels
	for i := range words {
		words[i].Head, words[i].Deprel = tree.Heads[i], labels[tree.Labels[i]]
	}
	hangMarks(words)
}
