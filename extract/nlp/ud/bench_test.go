package ud

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// agencyTokens are the words of the agency sentences, over and over, until there are n.
func agencyTokens(n int) []Token {
	var out []Token
	for len(out) < n {
		for _, c := range agency {
			for _, s := range Tokenize(c.text) {
				out = append(out, s.Tokens...)
			}
		}
	}
	return out[:n]
}

// agencySentences are the agency sentences as one text.
func agencySentences() []Sentence {
	var text strings.Builder
	for _, c := range agency {
		text.WriteString(c.text + " ")
	}
	return Tokenize(text.String())
}

// How the time for a word grows with its sentence: the parser takes one step a
// word, the choice of the heaviest tree looks at pairs of words.
func BenchmarkSentenceOf(b *testing.B) {
	m := model(b)
	for _, n := range []int{10, 20, 40, 80, 160, 320} {
		tokens := agencyTokens(n)
		b.Run(fmt.Sprintf("%d", n), func(b *testing.B) {
			words := 0
			for b.Loop() {
				m.Parse(tokens)
				words += n
			}
			b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
		})
	}
}

// Run with -cpu 1,2: one model, read by all.
func BenchmarkParseAtOnce(b *testing.B) {
	m := model(b)
	sents := agencySentences()
	words := 0
	for _, s := range sents {
		words += len(s.Tokens)
	}
	b.RunParallel(func(pb *testing.PB) {
		own := make([][]Token, len(sents))
		for i := range sents {
			own[i] = slices.Clone(sents[i].Tokens)
		}
		for pb.Next() {
			for i := range own {
				m.Parse(own[i])
			}
		}
	})
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
