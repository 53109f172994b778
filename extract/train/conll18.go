package train

import (
	"fmt"
	"strings"

	"github.com/entente-kg/entente/extract/nlp/conllu"
)

// F1 compares two sets of which Right members are the same.
type F1 struct{ Right, Gold, System int }

// Value is the harmonic mean of precision and recall, in percent.
func (f F1) Value() float64 {
	if f.Gold+f.System == 0 {
		return 0
	}
	return 200 * float64(f.Right) / float64(f.Gold+f.System)
}

// Score holds the measures of the CoNLL 2018 shared task that do not ask for
// features. Relations are compared without their subtypes; CLAS counts words
// of content alone.
type Score struct{ Tokens, Sentences, Words, UPOS, XPOS, Lemmas, UAS, LAS, CLAS F1 }

type extent struct{ from, to int } // characters that are not spaces

type unit struct {
	extent
	multi  bool // part of a multiword token, whose extent it has
	word   *conllu.Word
	parent int // index, -1 for the root
}

type reading struct {
	chars     strings.Builder
	sentences []extent
	tokens    []extent
	words     []unit
}

func read(sents []conllu.Sentence) *reading {
	r := &reading{}
	at := 0
	for i := range sents {
		s := &sents[i]
		start, base := at, len(r.words)
		for _, t := range s.Tokens() {
			form := strings.Join(strings.Fields(t.Form), "")
			r.chars.WriteString(form)
			e := extent{at, at + len(form)}
			at = e.to
			r.tokens = append(r.tokens, e)
			for w := t.First; w <= t.Last; w++ {
				r.words = append(r.words, unit{e, t.Last > t.First, &s.Words[w-1], base + s.Words[w-1].Head - 1})
				if s.Words[w-1].Head == 0 {
					r.words[len(r.words)-1].parent = -1
				}
			}
		}
		r.sentences = append(r.sentences, extent{start, at})
	}
	return r
}

// Compare scores system against gold, which must be of the same text.
func Compare(gold, system []conllu.Sentence) (Score, error) {
	g, s := read(gold), read(system)
	if gc, sc := g.chars.String(), s.chars.String(); gc != sc {
		n := 0
		for n < len(gc) && n < len(sc) && gc[n] == sc[n] {
			n++
		}
		return Score{}, fmt.Errorf("score: texts differ from character %d: %.20q and %.20q", n, gc[n:], sc[n:])
	}
	var out Score
	out.Sentences = common(g.sentences, s.sentences)
	out.Tokens = common(g.tokens, s.tokens)
	pairs := align(g.words, s.words)
	toSystem := map[int]int{}
	for _, p := range pairs {
		toSystem[p[0]] = p[1]
	}
	all := F1{0, len(g.words), len(s.words)}
	out.Words, out.UPOS, out.XPOS, out.Lemmas, out.UAS, out.LAS = all, all, all, all, all, all
	out.Words.Right = len(pairs)
	out.CLAS.Gold, out.CLAS.System = contents(g.words), contents(s.words)
	for _, p := range pairs {
		a, b := g.words[p[0]], s.words[p[1]]
		out.UPOS.Right += one(a.word.UPOS == b.word.UPOS)
		out.XPOS.Right += one(a.word.XPOS == b.word.XPOS)
		out.Lemmas.Right += one(a.word.Lemma == b.word.Lemma || a.word.Lemma == "_")
		same := a.parent == b.parent && a.parent == -1
		if a.parent >= 0 {
			k, ok := toSystem[a.parent]
			same = ok && k == b.parent
		}
		if !same {
			continue
		}
		out.UAS.Right++
		if universal(a.word.Deprel) == universal(b.word.Deprel) {
			out.LAS.Right++
			out.CLAS.Right += one(content(a.word.Deprel))
		}
	}
	return out, nil
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func universal(deprel string) string {
	u, _, _ := strings.Cut(deprel, ":")
	return u
}

func content(deprel string) bool {
	switch universal(deprel) {
	case "aux", "case", "cc", "clf", "cop", "det", "mark", "punct":
		return false
	}
	return true
}

func contents(words []unit) int {
	n := 0
	for _, w := range words {
		n += one(content(w.word.Deprel))
	}
	return n
}

func common(gold, system []extent) F1 {
	f := F1{0, len(gold), len(system)}
	for i, j := 0, 0; i < len(gold) && j < len(system); {
		switch {
		case gold[i].from < system[j].from:
			i++
		case gold[i].from > system[j].from:
			j++
		default:
			f.Right += one(gold[i].to == system[j].to)
			i++
			j++
		}
	}
	return f
}

// align pairs words of the same extent; within multiword tokens, where there
// is no extent to go by, the longest common run of forms.
func align(gold, system []unit) (pairs [][2]int) {
	for i, j := 0, 0; i < len(gold) && j < len(system); {
		if gold[i].multi || system[j].multi {
			gi, gj, si, sj := region(gold, system, i, j)
			for _, p := range longestCommon(gold[gi:gj], system[si:sj]) {
				pairs = append(pairs, [2]int{gi + p[0], si + p[1]})
			}
			i, j = gj, sj
			continue
		}
		switch a, b := gold[i], system[j]; {
		case a.extent == b.extent:
			pairs = append(pairs, [2]int{i, j})
			i++
			j++
		case a.from <= b.from:
			i++
		default:
			j++
		}
	}
	return pairs
}

// region is the run of words on both sides that a multiword token takes part in.
func region(gold, system []unit, i, j int) (gi, gj, si, sj int) {
	end := 0
	if gold[i].multi {
		end = gold[i].to
		if !system[j].multi && system[j].from < gold[i].from {
			j++
		}
	} else {
		end = system[j].to
		if !gold[i].multi && gold[i].from < system[j].from {
			i++
		}
	}
	gi, si = i, j
	beyond := func(w []unit, k int) bool {
		if k >= len(w) {
			return true
		}
		if w[k].multi {
			return w[k].from >= end
		}
		return w[k].to > end
	}
	for !beyond(gold, i) || !beyond(system, j) {
		if i < len(gold) && (j >= len(system) || gold[i].from <= system[j].from) {
			if gold[i].multi {
				end = max(end, gold[i].to)
			}
			i++
		} else {
			if system[j].multi {
				end = max(end, system[j].to)
			}
			j++
		}
	}
	return gi, i, si, j
}

func longestCommon(a, b []unit) (pairs [][2]int) {
	n := make([][]int, len(a)+1)
	for i := range n {
		n[i] = make([]int, len(b)+1)
	}
	same := func(i, j int) bool { return strings.EqualFold(a[i].word.Form, b[j].word.Form) }
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if same(i, j) {
				n[i][j] = 1 + n[i+1][j+1]
			} else {
				n[i][j] = max(n[i+1][j], n[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case same(i, j):
			pairs = append(pairs, [2]int{i, j})
			i++
			j++
		case n[i+1][j] >= n[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
