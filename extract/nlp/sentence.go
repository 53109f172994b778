package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-kg/entente/schema"
)

// Name is a run of tokens that is known to be one name, or one office.
type Name struct {
	First, Last int  // tokens, half open
	Adjective   bool // a demonym: Turkish
	Office      bool // a title: foreign minister
}

// Sentence is a sentence with what is known of its words.
type Sentence struct {
	schema.Span
	Tokens  []Token
	Names   []Name
	Phrases []Phrase

	phraseAt []int // token -> 1 + phrase, or 0
}

// No sentence of prose has so many tokens; a table or a dump may. Cutting there
// keeps the work on a document proportional to its length.
const longest = 400

// Sentences splits the block at span s of text. The sentences cover all its
// tokens, in order; white space between them belongs to none.
func Sentences(text string, s schema.Span) []Sentence {
	toks := Tokens(text, s)
	var out []Sentence
	start := 0
	for i := range toks {
		if i+1 == len(toks) || i-start+1 == longest || endsSentence(text, toks, i) {
			out = append(out, Sentence{
				Span:   schema.Span{Start: toks[start].Start, End: toks[i].End},
				Tokens: toks[start : i+1 : i+1],
			})
			start = i + 1
		}
	}
	return out
}

// endsSentence tells whether the sentence ends behind token i.
func endsSentence(text string, toks []Token, i int) bool {
	t, next := toks[i], toks[i+1]
	if gap := text[t.End:next.Start]; strings.Count(gap, "\n") > 1 {
		return true
	} else if gap == "" {
		return false // a closing quote or a footnote sticks to the stop
	}
	// Closing marks belong to the sentence whose stop stands before them.
	stop := i
	for stop > 0 && strings.Contains(`"”’')]`, toks[stop].Text) && toks[stop-1].End == toks[stop].Start {
		stop--
	}
	switch w := toks[stop].Text; {
	case strings.HasPrefix(w, "...") || w == "…":
	case w == "." || w == "!" || w == "?":
	case len(w) > 2 && strings.HasSuffix(w, ".") && dotted(w[:len(w)-1]) && strings.Count(w, ".") > 1:
		// “in the U.S. He left”: a sentence ends there only before a word that opens one.
		return openers[next.Lower] && startsUpper(next.Text)
	default:
		return false
	}
	return !startsLower(next.Text) && next.Text != ")" && next.Text != ","
}

var openers = set(`the a an he she it they we but and in on at after before his her its their this that these those when while
	as if there however meanwhile earlier last`)

func startsUpper(w string) bool { r, _ := utf8.DecodeRuneInString(w); return unicode.IsUpper(r) }
func startsLower(w string) bool { r, _ := utf8.DecodeRuneInString(w); return unicode.IsLower(r) }
