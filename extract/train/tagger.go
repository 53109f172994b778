package train

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/linear"
	"github.com/entente-kg/entente/extract/nlp/ud/tag"
)

// tagSet lists the tags of a training part, by name; a tag seen once is taken
// for the commonest tag of its UPOS, since one example teaches nothing.
type tagSet struct {
	names []string
	index map[string]uint8
}

func newTagSet(sents []conllu.Sentence) *tagSet {
	counts := map[string]int{}
	for i := range sents {
		for j := range sents[i].Words {
			counts[tagOf(&sents[i].Words[j])]++
		}
	}
	all := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	s := &tagSet{index: map[string]uint8{}}
	for _, t := range all {
		if counts[t] > 1 || len(all) < 40 {
			s.index[t] = uint8(len(s.names))
			s.names = append(s.names, t)
			continue
		}
		s.index[t] = s.commonest(t)
	}
	return s
}

func (s *tagSet) commonest(t string) uint8 {
	upos, _, _ := strings.Cut(t, "|")
	for i, n := range s.names {
		if strings.HasPrefix(n, upos+"|") {
			return uint8(i)
		}
	}
	return 0
}

func (s *tagSet) of(w *conllu.Word) uint8 {
	t := tagOf(w)
	if i, ok := s.index[t]; ok {
		return i
	}
	return s.commonest(t)
}

// Bounds of the tag dictionary.
const (
	seenOften  = 3    // a form seen less often is treated as unseen
	seenShare  = 0.03 // a tag rarer than this for the form is noise
	fixedOften = 25   // a form seen so often with one tag alone is not asked about
)

// withSeen adds the tag dictionary of the sentences to a lexicon.
func withSeen(l *lex.Lexicon, tags *tagSet, sents []conllu.Sentence) *lex.Lexicon {
	folded, exact := map[string]map[uint8]int{}, map[string]map[uint8]int{}
	count := func(m map[string]map[uint8]int, k string, t uint8) {
		if m[k] == nil {
			m[k] = map[uint8]int{}
		}
		m[k][t]++
	}
	for i := range sents {
		for j := range sents[i].Words {
			w := &sents[i].Words[j]
			t := tags.of(w)
			count(folded, lex.Fold(w.Form), t)
			count(exact, w.Form, t)
		}
	}
	seen, fixed := map[string]uint32{}, map[string]uint32{}
	for form, c := range folded {
		sum := 0
		for _, n := range c {
			sum += n
		}
		seen[form] = 0
		if sum < seenOften {
			continue
		}
		h := uint32(0)
		for _, t := range slices.Sorted(maps.Keys(c)) {
			if float64(c[t]) >= seenShare*float64(sum) {
				h = h*131 + uint32(t) + 1
			}
		}
		seen[form] = 1 + h&(1<<30-1)
	}
	for form, c := range exact {
		if len(c) == 1 {
			for t, n := range c {
				if n >= fixedOften {
					fixed[form] = uint32(t)
				}
			}
		}
	}
	return l.WithTags(seen, fixed)
}

// sample is a sentence prepared for training.
type sample struct {
	words []lex.Word
	tags  []uint8
}

func samples(l *lex.Lexicon, tags *tagSet, sents []conllu.Sentence) []sample {
	out := make([]sample, len(sents))
	for i := range sents {
		s := &sents[i]
		out[i] = sample{make([]lex.Word, len(s.Words)), make([]uint8, len(s.Words))}
		for j := range s.Words {
			out[i].words[j] = l.Look(s.Words[j].Form)
			out[i].tags[j] = tags.of(&s.Words[j])
		}
	}
	return out
}

// trainTagger gives the averaged weights of one run over the sentences listed,
// the list being its own to shuffle.
func trainTagger(data []sample, order []int, classes, epochs int, seed uint64) []linear.Entry {
	t := linear.NewTrainer(classes)
	r := random(seed)
	keys, found := make([]uint32, 0, tag.MaxFeatures), make([]uint32, tag.MaxFeatures)
	scores := make([]int32, classes)
	var guess []uint8
	for range epochs {
		r.shuffle(order)
		for _, i := range order {
			s := &data[i]
			guess = append(guess[:0], s.tags...)
			for j := range s.words {
				if f := s.words[j].Fixed; f != 0 {
					guess[j] = f - 1
					continue
				}
				keys = tag.Features(keys[:0], s.words, guess, j)
				clear(scores)
				t.Score(keys, found, scores)
				best := tag.Best(scores)
				t.Step()
				if want := int(s.tags[j]); want != best {
					t.Update(keys, want, best)
				}
				guess[j] = uint8(best)
			}
		}
	}
	return t.Average(keepFloor)
}

// keepFloor drops weights too small to matter in a mixture of runs.
const keepFloor = 0.02
