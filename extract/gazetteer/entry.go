package gazetteer

import (
	"strings"

	"github.com/entente-kg/entente/schema"
)

// Kind tells what a name is to the entry that it leads to.
type Kind string

// The kinds, the surest first. Code is for Lookup alone: in a text, AND and CAN are words.
const (
	Name     Kind = "name"
	Official Kind = "official"
	Alias    Kind = "alias"
	Demonym  Kind = "demonym" // an adjective: Turkish
	People   Kind = "people"  // a noun for the people: Turks
	Capital  Kind = "capital" // Ankara, for Turkey
	Metonym  Kind = "metonym" // the Kremlin, for Russia
	Code     Kind = "code"    // TUR or TR
)

// Kinds lists every kind, the surest first.
var Kinds = []Kind{Name, Official, Alias, Demonym, People, Capital, Metonym, Code}

var rank = func() map[Kind]int {
	m := make(map[Kind]int, len(Kinds))
	for i, k := range Kinds {
		m[k] = i
	}
	return m
}()

// Entry is an entity and what the gazetteer knows about its names.
type Entry struct {
	schema.Entity
	Official string   // a state's full name, also among Aliases
	Demonyms []string // adjectives
	People   []string // nouns for its people
	Capital  string   // ID of a state's capital, or empty
	Metonyms []string // seats that stand for the state when it acts
	Context  []string // words in lower case that, standing near, speak for this entry
	PartOf   string   // ID of the entry that it is part of, or empty
	Offices  []Holding

	Territory bool // a country of ISO 3166-1 that is not a sovereign state
	Historic  bool // a state that is no more

	context [][]string // folded and lower-cased
}

// Holding is an office that a person holds or held.
type Holding struct {
	Office string `data:"office,required"` // an Office's ID
	Of     string `data:"of,required"`     // an Entry's ID
	From   string // ISO 8601, possibly partial, or empty
	To     string // empty while the person holds it, or where From is empty too
}

// Near tells whether one of the entry's context words is among the tokens.
func (e *Entry) Near(tokens []string) bool {
	if len(e.context) == 0 {
		return false
	}
	var text []string
	for i := range tokens {
		for _, a := range atoms(nil, tokens[i], i) {
			text = append(text, strings.ToLower(a.folded))
		}
	}
	for _, phrase := range e.context {
		for i := range text {
			if hasPrefix(text[i:], phrase) {
				return true
			}
		}
	}
	return false
}

func hasPrefix(text, phrase []string) bool {
	if len(phrase) == 0 || len(phrase) > len(text) {
		return false
	}
	for i, p := range phrase {
		if text[i] != p {
			return false
		}
	}
	return true
}
