// Package extract turns an article into its extraction record.
//
//	Document -> page.Page -> []nlp.Sentence, []*tree.Tree, mentions -> *link.Doc -> []rules.Match
//	[]rules.Match -> claims (their status read; echoes, denials and corrections) -> []schema.Assertion -> Record
//
// Inside, offsets count bytes of the page's text; the record counts code
// points. No stage rewrites the text, and no assertion leaves without the
// sentence that it was read in.
package extract

import (
	"context"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/extract/nlp/tree"
	"github.com/entente-kg/entente/extract/page"
	"github.com/entente-kg/entente/extract/rules"
	"github.com/entente-kg/entente/schema"
)

// Extractor reads one document. The pipeline is one, and so may a model behind
// an endpoint or a program in another language be.
type Extractor interface {
	Extract(ctx context.Context, doc schema.Document) (schema.Record, error)
}

// The stages of the pipeline, each one function with one input and one output.
type (
	// PageReader finds the article in a page.
	PageReader interface {
		Read(schema.Document) (page.Page, error)
	}
	// Splitter splits a block into sentences of tokens.
	Splitter interface {
		Split(text string, block schema.Span) []nlp.Sentence
	}
	// Parser reads the page's blocks as dependency trees, whose spans count bytes of the page's text.
	Parser interface {
		Parse(page.Page) ([]*tree.Tree, error)
	}
	// MentionFinder finds the actors and places that a page names or describes.
	MentionFinder interface {
		Mentions(text string, trees []*tree.Tree) ([]Described, error)
	}
	// Linker turns the names and descriptions in a text of a date, or of none, into entities.
	// Of names that nobody knows the hints tell the kind.
	Linker interface {
		Link(id, published, publisher, text string, sentences []nlp.Sentence, hints []link.Hint) *link.Doc
	}
	// Matcher finds relations between entities.
	Matcher interface {
		Match(*link.Doc, []*tree.Tree) []rules.Match
	}
)

type pageReader struct{}

func (pageReader) Read(doc schema.Document) (page.Page, error) { return page.Read(doc) }

type splitter struct{}

func (splitter) Split(text string, block schema.Span) []nlp.Sentence {
	return nlp.Sentences(text, block)
}

type linker struct{ all *link.Linker }

func (l linker) Link(id, published, publisher, text string, sentences []nlp.Sentence, hints []link.Hint) *link.Doc {
	return l.all.On(published).By(publisher).Link(id, text, sentences, hints...)
}
