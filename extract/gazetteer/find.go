package gazetteer

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/entente-kg/entente/schema"
)

// Match is a name found in a text: tokens [First, Last).
type Match struct {
	First, Last int
	Entry       *Entry
	Kind        Kind
	// Needs is set where the name means the entry only if a word of its Context
	// stands near. A state's own full name never needs one; a name that it shares may.
	Needs bool
}

// Find answers the names in the tokens of a text, longest first from left to
// right and never overlapping. A name of several entries gives a match for each,
// with one range, the surest first.
//
// Tokens are as the text writes them. A possessive "'s" is a token of its own;
// hyphens may stand within a token or be tokens.
func (g *Gazetteer) Find(tokens []string) []Match {
	text := make([]atom, 0, len(tokens)+8)
	for i, t := range tokens {
		text = atoms(text, t, i)
	}
	var found []Match
	for i := 0; i < len(text); {
		n, terms := g.longest(text[i:])
		if n == 0 {
			i++
			continue
		}
		first, last := text[i].token, text[i+n-1].token+1
		if !(n == 1 && ordinary[strings.ToLower(text[i].folded)] && inCapitals(tokens, first)) {
			found = append(found, g.matches(terms, first, last)...)
		}
		i += n
	}
	return found
}

// longest is the longest name at the start of text: its length in atoms and its terms.
func (g *Gazetteer) longest(text []atom) (length int, terms []*term) {
	if !text[0].first {
		return 0, nil
	}
	var node uint32
	for i, a := range text {
		w := g.names.word(a.folded)
		if w == 0 {
			break
		}
		next, ok := g.names.next[uint64(node)<<32|uint64(w)]
		if !ok {
			break
		}
		node = next
		if !a.last {
			continue
		}
		var fitting []*term
		ends := g.names.terms[node]
		for k := range ends {
			if ends[k].fits(text) && (ends[k].entry == nil || ends[k].on(g.on) != nil) {
				fitting = append(fitting, &ends[k])
			}
		}
		if len(fitting) > 0 {
			length, terms = i+1, fitting
		}
	}
	return length, terms
}

func (g *Gazetteer) matches(terms []*term, first, last int) []Match {
	var found []Match
	for _, tm := range terms {
		if e := tm.on(g.on); e != nil {
			found = append(found, Match{first, last, e, tm.kind, tm.needs})
		}
	}
	slices.SortStableFunc(found, func(a, b Match) int { return surer(a.Entry, b.Entry, rank[a.Kind], rank[b.Kind]) })
	kept := found[:0]
	for _, m := range found {
		if !slices.ContainsFunc(kept, func(k Match) bool { return k.Entry == m.Entry }) {
			kept = append(kept, m)
		}
	}
	return kept
}

// surer orders the entries of one name: by what the name is to them, living
// sovereign states first, then by ID.
func surer(a, b *Entry, ra, rb int) int {
	return cmp.Or(cmp.Compare(ra, rb), cmp.Compare(standing(a), standing(b)), cmp.Compare(a.ID, b.ID))
}

func standing(e *Entry) int {
	switch {
	case e.Type != schema.Country:
		return 2
	case e.Territory || e.Historic:
		return 1
	}
	return 0
}

// inCapitals tells whether the text around a token is all capitals, so that a
// word cannot be told from an acronym by its case.
func inCapitals(tokens []string, at int) bool {
	if strings.Contains(tokens[at], ".") {
		return false
	}
	long := false
	for i := max(0, at-6); i < min(len(tokens), at+7); i++ {
		if i != at && strings.ContainsFunc(tokens[i], unicode.IsLower) {
			return false
		}
		long = long || i != at && len(tokens[i]) >= 4 && strings.ContainsFunc(tokens[i], unicode.IsUpper)
	}
	return long
}
