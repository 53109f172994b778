package train

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/ud/dep"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/linear"
)

// allowedOften is how often a common UPOS must bear a label for the parser to
// be allowed the pair: rarer ones are slips of annotation.
const allowedOften = 3

// newSystem lists the labels of the sentences and who may bear them.
func newSystem(tags *tagSet, sents []conllu.Sentence) (*dep.System, *dep.Tags, []string) {
	t, upos := dep.NewTags(tags.names)
	number := map[string]int{}
	for i, u := range upos {
		number[u] = i
	}
	counts := map[string]map[int]int{}
	for i := range sents {
		for _, w := range sents[i].Words {
			if counts[w.Deprel] == nil {
				counts[w.Deprel] = map[int]int{}
			}
			counts[w.Deprel][number[w.UPOS]]++
		}
	}
	y := &dep.System{Labels: slices.Sorted(maps.Keys(counts))}
	for u := range upos {
		sum := 0
		for _, c := range counts {
			sum += c[u]
		}
		often := min(allowedOften, 1+sum/100)
		row := make([]bool, len(y.Labels))
		for l, label := range y.Labels {
			n := counts[label][u]
			row[l] = n >= often || label == "dep"
			if t.Punct[u] || label == "punct" {
				row[l] = t.Punct[u] && label == "punct" || label == "punct" && n >= 20
			}
		}
		y.Allowed = append(y.Allowed, row)
	}
	y.RootLabel = slices.Index(y.Labels, "root")
	y.Prepare()
	return y, t, upos
}

// tree is a sentence prepared for training the parser.
type tree struct {
	words []lex.Word
	tags  []uint8 // as a tagger gives them that never saw the sentence
	gold  *dep.Gold
}

func trees(y *dep.System, backward bool, data []sample, tags [][]uint8, sents []conllu.Sentence) []tree {
	number := map[string]int{}
	for i, l := range y.Labels {
		number[l] = i
	}
	out := make([]tree, len(sents))
	for i := range sents {
		heads, labels := make([]int, len(sents[i].Words)), make([]int, len(sents[i].Words))
		for j, w := range sents[i].Words {
			heads[j], labels[j] = w.Head, number[w.Deprel]
		}
		words, guess := data[i].words, tags[i]
		if backward {
			words, guess = slices.Clone(words), slices.Clone(guess)
			slices.Reverse(words)
			slices.Reverse(guess)
			slices.Reverse(heads)
			slices.Reverse(labels)
			for j, h := range heads {
				if h != 0 {
					heads[j] = len(heads) + 1 - h
				}
			}
		}
		out[i] = tree{words, guess, dep.NewGold(heads, labels)}
	}
	return out
}

// explore is how often, from the second epoch on, the parser goes on from its
// own move and not from the right one, so that it learns to live with faults.
const explore = 0.9

// hide makes the parser live without knowing a word that is rare: a form seen n
// times is hidden hide times in hide+n.
const hide = 0.25

// margin is by how much the right move must lead the best wrong one; a smaller
// lead is trained on as if it were a fault.
const margin = 6

// parseKeep is keepFloor for the parser, whose weights are larger and many.
const parseKeep = 0.1

// trainParser is trainTagger for the parser.
func trainParser(y *dep.System, t *dep.Tags, data []tree, order []int, epochs int, seed uint64, log io.Writer) []linear.Entry {
	m := linear.NewTrainer(y.Moves())
	r := random(seed)
	keys, found := make([]uint32, 0, dep.MaxFeatures), make([]uint32, dep.MaxFeatures)
	scores := make([]int32, y.Moves())
	var s dep.State
	counts := map[uint32]int{}
	for i := range data {
		for _, w := range data[i].words {
			counts[w.Form]++
		}
	}
	for epoch := range epochs {
		start := time.Now()
		wrong, all := 0, 0
		r.shuffle(order)
		for _, i := range order {
			d := &data[i]
			s.Start(t, d.words, d.tags)
			for j := range d.words {
				if r.float() < hide/(hide+float64(counts[d.words[j].Form])) {
					s.Hide(j + 1)
				}
			}
			for !s.Done() {
				if move, only := y.Only(&s); only {
					y.Apply(&s, move)
					continue
				}
				keys = s.Features(keys[:0])
				clear(scores)
				m.Score(keys, found, scores)
				best := y.Best(&s, scores)
				want, cost := y.Wanted(d.gold, &s, scores)
				m.Step()
				all++
				next := best
				if best != want && y.Cost(d.gold, &s, best) > cost {
					wrong++
					m.Update(keys, want, best)
					if epoch == 0 || r.float() >= explore {
						next = want
					}
				} else {
					if rival := y.Rival(d.gold, &s, scores, cost); rival >= 0 && scores[want]-scores[rival] < margin {
						m.Update(keys, want, rival)
					}
				}
				y.Apply(&s, next)
			}
		}
		fmt.Fprintf(log, "parser seed %d epoch %d: %.2f %% of %d moves wrong, %s\n", seed, epoch+1, 100*float64(wrong)/float64(all), all, time.Since(start).Round(100*time.Millisecond))
	}
	return m.Average(parseKeep)
}
