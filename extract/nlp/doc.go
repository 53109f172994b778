// Package nlp reads the language of a text: where its sentences and tokens
// are, what each word is, and which words form a noun phrase.
//
//	a block of text -> []Sentence (tokens by Universal Dependencies conventions)
//	Sentence + known names -> tags and noun phrases -> arguments of a verb or noun
//
// Tags come from word lists and context, arguments from word order; everything above
// the tokens asks Sentence's methods alone. Dependency trees, by a trained parser, are
// for package ud to make and package tree to read.
// The text is never rewritten: every token keeps its bytes.
package nlp
