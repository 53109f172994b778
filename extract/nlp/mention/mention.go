// Package mention finds the actors and places that a sentence names or
// describes: persons, organisations and peoples, places, and beside them
// dates, sums, quantities and arms.
//
//	[]ud.Token (tagged) -> candidates -> scores -> []Span
//
// It chooses among stretches that could be noun phrases, and never says which
// entity a stretch means.
package mention

import (
	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/linear"
	"github.com/entente-kg/entente/schema"
)

// Token is a word with its tags. The tree may be missing.
type Token = ud.Token

// Span is a mention: tokens First to Last, both within it.
type Span struct {
	First, Last int
	Type        schema.EntityType
	Named       bool // its head is a proper name: not "the army", not "they"
	Pronoun     bool
}

// Types are what a mention may be, by class number; class 0 is no mention.
// The types are broad: a government is an Organization here, a country a Place.
var Types = []schema.EntityType{"", schema.Person, schema.Organization, schema.Place, schema.Nationality,
	schema.Date, schema.Money, schema.Quantity, schema.Weapon, schema.MilitaryPlatform}

// Recognizer finds mentions. It is read only and safe for concurrent use.
type Recognizer struct {
	Words   *lex.Lexicon
	Names   *gazetteer.Gazetteer
	Weights *linear.Table
}

// Find gives the mentions of one sentence from left to right, none overlapping.
func (r *Recognizer) Find(tokens []Token) []Span {
	s := look(tokens, r.Words, r.Names)
	cands := s.candidates()
	keys, found := make([]uint32, 0, maxFeatures), make([]uint32, maxFeatures)
	scores := make([]int32, r.Weights.Classes())
	for i := range cands {
		keys = s.features(keys[:0], &cands[i])
		for k := range keys {
			keys[k] &^= ownBit
		}
		clear(scores)
		r.Weights.Score(keys, found, scores)
		cands[i].choose(scores)
	}
	var out []Span
	for _, k := range best(len(tokens), cands) {
		c := &cands[k]
		head := s.words[c.head].pos
		out = append(out, Span{First: c.first, Last: c.last, Type: Types[c.class],
			Named: head == propn, Pronoun: head == pron && c.first == c.last})
	}
	return out
}
