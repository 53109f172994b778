// Package corpus reads texts whose mentions are marked, to learn from or to
// measure with: re3d's documents, a treebank with GUM's entities, and
// sentences marked by hand.
//
//	files -> tagged sentences -> []mention.Example
//
// It lays marks onto words as they are; it never moves one to make it fit better.
package corpus

import (
	"cmp"
	"slices"

	"github.com/entente-kg/entente/extract/nlp/mention"
	"github.com/entente-kg/entente/schema"
)

// Mark is a mention marked in a text. Span counts bytes.
type Mark struct {
	schema.Span
	Type schema.EntityType
}

// onto lays marks onto the words of a sentence: every word that a mark touches
// is in. Of two that overlap then, the longer stays.
func onto(tokens []mention.Token, marks []Mark) []mention.Span {
	var out []mention.Span
	for _, m := range marks {
		first := slices.IndexFunc(tokens, func(t mention.Token) bool { return t.Overlaps(m.Span) })
		if first < 0 {
			continue
		}
		last := first
		for last+1 < len(tokens) && tokens[last+1].Overlaps(m.Span) {
			last++
		}
		out = append(out, mention.Span{First: first, Last: last, Type: m.Type})
	}
	return flat(out)
}

// flat drops what overlaps something longer.
func flat(in []mention.Span) []mention.Span {
	slices.SortStableFunc(in, func(a, b mention.Span) int {
		return cmp.Or(cmp.Compare(b.Last-b.First, a.Last-a.First), cmp.Compare(a.First, b.First))
	})
	var out []mention.Span
	for _, s := range in {
		if !slices.ContainsFunc(out, func(o mention.Span) bool { return o.First <= s.Last && s.First <= o.Last }) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b mention.Span) int { return cmp.Compare(a.First, b.First) })
	return out
}
