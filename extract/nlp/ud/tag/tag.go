// Package tag gives every word of a sentence its part of speech.
//
//	[]lex.Word -> one tag (UPOS and XPOS together) a word
//
// It reads left to right and decides once; a decision is never taken back.
package tag

import (
	"sync"

	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/linear"
)

// Tagger holds trained weights. It is safe for concurrent use.
type Tagger struct {
	Weights *linear.Table
	scratch sync.Pool
}

// Scorer adds up the weights of features.
type Scorer interface {
	Score(keys, found []uint32, out []int32)
}

type scratch struct {
	keys, found []uint32
	scores      []int32
}

// Tag fills tags, one for each word.
func (t *Tagger) Tag(words []lex.Word, tags []uint8) {
	s, _ := t.scratch.Get().(*scratch)
	if s == nil {
		s = &scratch{make([]uint32, 0, MaxFeatures), make([]uint32, MaxFeatures), make([]int32, t.Weights.Classes())}
	}
	defer t.scratch.Put(s)
	for i := range words {
		if f := words[i].Fixed; f != 0 {
			tags[i] = f - 1
			continue
		}
		s.keys = Features(s.keys[:0], words, tags, i)
		clear(s.scores)
		t.Weights.Score(s.keys, s.found, s.scores)
		tags[i] = uint8(Best(s.scores))
	}
}

// Best is the class with the highest score, the first of equals.
func Best(scores []int32) int {
	b := 0
	for c, v := range scores {
		if v > scores[b] {
			b = c
		}
	}
	return b
}
