package mention

import (
	"slices"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/linear"
)

// Example is a sentence whose mentions are known.
type Example struct {
	Tokens   []Token
	Mentions []Span // none overlapping; Type is read, not Named and Pronoun
	// Foreign examples were marked by other rules: they teach what the rules
	// share, and nothing about pronouns.
	Foreign bool
}

// Options say how to train. The zero value is not usable: see Defaults.
type Options struct {
	Epochs int
	Seeds  int     // runs of which the weights are the mean
	Margin int32   // by how much the truth must win
	Bias   int32   // by how much more it must win over no mention: the higher, the more is found
	Drop   int     // of a hundred features, how many are hidden at a time: so that no single word decides
	Floor  float32 // smaller weights are dropped
}

// Defaults are the options of the shipped model.
func Defaults() Options {
	return Options{Epochs: 5, Seeds: 1, Margin: 10, Bias: 30, Drop: 30, Floor: 0.1}
}

// Train learns a recognizer from examples; the same examples and options give
// the same weights.
func Train(examples []Example, words *lex.Lexicon, names *gazetteer.Gazetteer, o Options) *Recognizer {
	data := make([]prepared, len(examples))
	for i := range examples {
		data[i] = prepare(&examples[i], words, names)
	}
	var runs [][]linear.Entry
	for seed := range o.Seeds {
		runs = append(runs, run(data, o, random(seed+1)))
	}
	weights := shared(linear.Mix(runs...))
	return &Recognizer{Words: words, Names: names, Weights: linear.Freeze(len(Types), weights, o.Floor)}
}

// prepared is an example as the learner sees it.
type prepared struct {
	words int
	cands []candidate
	gold  []int      // class by candidate
	keys  [][]uint32 // features by candidate
}

// Features come twice in an example of our own rules, once with the last bit
// set: what other rules contradict is learnt there.
const ownBit = 1

func prepare(e *Example, words *lex.Lexicon, names *gazetteer.Gazetteer) prepared {
	s := look(e.Tokens, words, names)
	d := prepared{words: len(e.Tokens)}
	for _, c := range s.candidates() {
		if e.Foreign && s.words[c.head].pos == pron {
			continue
		}
		gold := 0
		for _, m := range e.Mentions {
			if m.First == c.first && m.Last == c.last {
				gold = slices.Index(Types, m.Type)
			}
		}
		keys := s.features(nil, &c)
		for i, n := 0, len(keys); i < n; i++ {
			keys[i] &^= ownBit
			if !e.Foreign {
				keys = append(keys, keys[i]|ownBit)
			}
		}
		d.cands, d.gold, d.keys = append(d.cands, c), append(d.gold, max(gold, 0)), append(d.keys, keys)
	}
	return d
}

// shared adds both copies of a feature up: a text to be read is ours.
func shared(entries []linear.Entry) []linear.Entry {
	var both [2][]linear.Entry
	for _, e := range entries {
		own := e.Key & ownBit
		e.Key &^= ownBit
		e.W *= 2 // Mix below takes the mean
		both[own] = append(both[own], e)
	}
	return linear.Mix(both[0], both[1])
}

// run gives the averaged weights of one run.
func run(data []prepared, o Options, r random) []linear.Entry {
	t := linear.NewTrainer(len(Types))
	found, scores := make([]uint32, 2*maxFeatures), make([]int32, len(Types))
	order := make([]int, len(data))
	for i := range order {
		order[i] = i
	}
	var shown [][]uint32
	var chosen []int
	for range o.Epochs {
		r.shuffle(order)
		for _, i := range order {
			d := &data[i]
			shown, chosen = shown[:0], chosen[:0]
			for k := range d.cands {
				if k == cap(shown) {
					shown = append(shown, nil)
				} else {
					shown = shown[:k+1]
				}
				shown[k] = r.hide(shown[k][:0], d.keys[k], o.Drop)
				clear(scores)
				t.Score(shown[k], found, scores)
				for class := range scores { // what is wrong gets a head start
					if class != d.gold[k] {
						scores[class] += o.Margin
					}
				}
				if d.gold[k] != 0 {
					scores[0] += o.Bias
				}
				d.cands[k].choose(scores)
				chosen = append(chosen, 0)
			}
			for _, k := range best(d.words, d.cands) {
				chosen[k] = d.cands[k].class
			}
			t.Step()
			for k, class := range chosen {
				if class != d.gold[k] {
					t.Update(shown[k], d.gold[k], class)
				}
			}
		}
	}
	return t.Average(keepFloor)
}

// keepFloor drops weights too small to matter in a mixture of runs.
const keepFloor = 0.02
