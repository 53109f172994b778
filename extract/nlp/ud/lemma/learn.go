package lemma

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/entente-kg/entente/extract/nlp/ud/lex"
)

// Example is a word of a treebank.
type Example struct {
	Form, Lemma string
	Tag         uint8
	First       bool // begins its sentence
}

func sortedKeys[V any](m map[Key]V) []Key {
	return slices.SortedFunc(maps.Keys(m), func(a, b Key) int {
		return cmp.Or(cmp.Compare(a.Tag, b.Tag), cmp.Compare(a.Text, b.Text))
	})
}

// ClassOf is the dictionary's class of a UPOS.
func ClassOf(upos string) lex.Info {
	switch upos {
	case "NOUN":
		return lex.IsNoun
	case "VERB", "AUX":
		return lex.IsVerb
	case "ADJ":
		return lex.IsAdj
	case "ADV":
		return lex.IsAdv
	}
	return 0
}

// Bounds of what is learnt.
const (
	editsKept  = 4 // of an ending
	typesAsked = 3 // different words that an ending must have
)

// Learn makes a lemmatizer from examples; upos names each tag's UPOS.
func Learn(examples []Example, upos []string, words *lex.Lexicon) *Lemmatizer {
	z := &Lemmatizer{Listed: map[Key]string{}, Endings: map[Key][]Edit{}, Cased: make([]bool, len(upos)), Class: make([]lex.Info, len(upos))}
	for t, u := range upos {
		z.Class[t] = ClassOf(u)
	}
	z.learnCase(examples)
	lemmas := map[Key]map[string]int{}
	for _, x := range examples {
		if x.Lemma == "" || x.Lemma == "_" {
			continue
		}
		k := Key{x.Tag, strings.ToLower(straight.Replace(x.Form))}
		if lemmas[k] == nil {
			lemmas[k] = map[string]int{}
		}
		lemmas[k][x.Lemma]++
	}
	usual := map[Key]string{}
	counts := map[Key]map[Edit]int{}
	for _, k := range sortedKeys(lemmas) {
		usual[k] = commonest(lemmas[k])
		e, ok := edit(k.Text, strings.ToLower(usual[k]))
		if !ok {
			continue
		}
		for n := 0; n <= min(LongestEnding, len(k.Text)); n++ {
			if !utf8.ValidString(k.Text[len(k.Text)-n:]) {
				continue
			}
			end := Key{k.Tag, k.Text[len(k.Text)-n:]}
			if counts[end] == nil {
				counts[end] = map[Edit]int{}
			}
			counts[end][e]++
		}
	}
	for end, edits := range counts {
		sum := 0
		for _, n := range edits {
			sum += n
		}
		if sum < typesAsked && end.Text != "" {
			continue
		}
		list := slices.SortedFunc(maps.Keys(edits), func(a, b Edit) int {
			return cmp.Or(cmp.Compare(edits[b], edits[a]), cmp.Compare(a.Strip, b.Strip), cmp.Compare(a.Add, b.Add))
		})
		z.Endings[end] = list[:min(len(list), editsKept)]
	}
	z.prune()
	for _, k := range sortedKeys(usual) {
		guess := z.byEnding(k.Text, k.Tag, words)
		want := usual[k]
		if guess != want && !(z.Cased[k.Tag] && guess == strings.ToLower(want)) {
			z.Listed[k] = want
		}
	}
	return z
}

// learnCase finds the tags of which most forms keep their capital in the lemma.
func (z *Lemmatizer) learnCase(examples []Example) {
	kept, all := make([]map[string]bool, len(z.Cased)), make([]map[string]bool, len(z.Cased))
	for t := range z.Cased {
		kept[t], all[t] = map[string]bool{}, map[string]bool{}
	}
	for _, x := range examples {
		if lex.Capital(x.Form) && (!x.First || z.Class[x.Tag] == 0) {
			all[x.Tag][x.Form] = true
			if lex.Capital(x.Lemma) {
				kept[x.Tag][x.Form] = true
			}
		}
	}
	for t := range z.Cased {
		z.Cased[t] = len(kept[t])*2 > len(all[t])
	}
}

// prune drops the endings that say what the next shorter known one says.
func (z *Lemmatizer) prune() {
	for n := LongestEnding; n > 0; n-- {
		for _, k := range sortedKeys(z.Endings) {
			if len(k.Text) != n {
				continue
			}
			for m := n - 1; m >= 0; m-- {
				if shorter, ok := z.Endings[Key{k.Tag, k.Text[n-m:]}]; ok {
					if slices.Equal(shorter, z.Endings[k]) {
						delete(z.Endings, k)
					}
					break
				}
			}
		}
	}
}

func commonest(counts map[string]int) string {
	best := ""
	for _, l := range slices.Sorted(maps.Keys(counts)) {
		if best == "" || counts[l] > counts[best] {
			best = l
		}
	}
	return best
}

// edit is the edit from form to lemma, if they begin alike.
func edit(form, lemma string) (Edit, bool) {
	n := 0
	for n < len(form) && n < len(lemma) && form[n] == lemma[n] {
		n++
	}
	for n > 0 && (n < len(form) && !utf8.RuneStart(form[n]) || n < len(lemma) && !utf8.RuneStart(lemma[n])) {
		n--
	}
	return Edit{form[n:], lemma[n:]}, n > 0 && len(form)-n <= 4
}
