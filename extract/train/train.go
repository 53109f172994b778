// Package train trains the language model from treebanks, and measures it.
//
//	treebank folder + seeds -> ud.Model -> scores per genre
//
// The same folder and seeds give the same model, byte for byte; training never
// looks at the dev and test parts.
package train

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/extract/nlp/ud/dep"
	"github.com/entente-kg/entente/extract/nlp/ud/lemma"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/linear"
	"github.com/entente-kg/entente/extract/nlp/ud/tag"
)

// Options say how to train. The zero value is not usable: see Defaults.
type Options struct {
	Seeds       int // runs of which the weights are the mean
	TagEpochs   int
	ParseEpochs int
	Folds       int     // parts of which each is tagged by a tagger of the others; 0 gives the parser the true tags
	TagFloor    float32 // smaller weights are dropped
	ParseFloor  float32
	BackFloor   float32           // of the parser that reads backward
	Own         []conllu.Sentence // sentences of the kind that is to be read best
	OwnWeight   int               // how often a run meets each of them where it meets the others once
	Workers     int               // runs at a time; the result does not depend on it
	Log         io.Writer         // progress
}

// Defaults are the options of the shipped model.
func Defaults() Options {
	return Options{Seeds: 5, TagEpochs: 8, ParseEpochs: 6, Folds: 5, TagFloor: 0.6, ParseFloor: 1.03, BackFloor: 1.18, OwnWeight: 3, Workers: 2, Log: io.Discard}
}

// foldFloor is the floor of the taggers that tag the parser's training data.
const foldFloor = 0.3

func uposOf(tag string) string {
	u, _, _ := strings.Cut(tag, "|")
	return u
}

// Run trains a model.
func Run(sents []conllu.Sentence, words *lex.Lexicon, o Options) (*ud.Model, error) {
	own := len(sents)
	sents = slices.Concat(sents, o.Own)
	// weigh lists numbers of sentences, those of our own several times.
	weigh := func(ids []int) (order []int) {
		for at, i := range ids {
			order = append(order, at)
			for n := 1; i >= own && n < o.OwnWeight; n++ {
				order = append(order, at)
			}
		}
		return order
	}
	every := make([]int, len(sents))
	for i := range every {
		every[i] = i
	}
	tags := newTagSet(sents)
	if len(tags.names) > 250 {
		return nil, fmt.Errorf("train: %d tags, at most 250", len(tags.names))
	}
	system, coarse, _ := newSystem(tags, sents)
	if system.RootLabel < 0 || len(system.Labels) > 120 {
		return nil, fmt.Errorf("train: %d labels with root at %d", len(system.Labels), system.RootLabel)
	}

	// Every fold tagged by taggers that never saw it.
	folds := make([][]int, max(o.Folds, 1))
	stretch := max(1, min(20, len(sents)/(4*len(folds)))) // so that a text mostly stays whole
	for i := range sents {
		f := i / stretch % len(folds)
		folds[f] = append(folds[f], i)
	}
	guessed := make([][]uint8, len(sents))
	if o.Folds == 0 {
		for i, d := range samples(words, tags, sents) {
			guessed[i] = d.tags
		}
	}
	parallel(o.Workers, o.Folds, func(f int) {
		var rest []conllu.Sentence
		var kept []int
		for g, ids := range folds {
			for _, i := range ids {
				if g != f {
					rest, kept = append(rest, sents[i]), append(kept, i)
				}
			}
		}
		l := withSeen(words, tags, rest)
		entries := trainTagger(samples(l, tags, rest), weigh(kept), len(tags.names), o.TagEpochs, uint64(100+f))
		t := &tag.Tagger{Weights: linear.Freeze(len(tags.names), entries, foldFloor)}
		for _, i := range folds[f] {
			s := samples(l, tags, sents[i:i+1])[0]
			guessed[i] = make([]uint8, len(s.words))
			t.Tag(s.words, guessed[i])
		}
		fmt.Fprintf(o.Log, "fold %d tagged\n", f+1)
	})

	l := withSeen(words, tags, sents)
	data := samples(l, tags, sents)
	taggers := make([][]linear.Entry, o.Seeds)
	parallel(o.Workers, o.Seeds, func(i int) {
		taggers[i] = trainTagger(data, weigh(every), len(tags.names), o.TagEpochs, uint64(1+i))
	})
	fmt.Fprintf(o.Log, "taggers trained\n")
	forests := [2][]tree{trees(system, false, data, guessed, sents), trees(system, true, data, guessed, sents)}
	runs := [2][][]linear.Entry{make([][]linear.Entry, o.Seeds), make([][]linear.Entry, o.Seeds)}
	parallel(o.Workers, 2*o.Seeds, func(i int) {
		runs[i%2][i/2] = trainParser(system, coarse, forests[i%2], weigh(every), o.ParseEpochs, uint64(1+i), o.Log)
	})
	var parsers []*dep.Parser
	for way, floor := range [2]float32{o.ParseFloor, o.BackFloor} {
		parsers = append(parsers, &dep.Parser{System: system, Tags: coarse, Backward: way == 1,
			Weights: linear.Freeze(system.Moves(), linear.Mix(runs[way]...), floor)})
	}
	return &ud.Model{
		Lexicon:  l,
		Lemmas:   learnLemmas(sents, tags, l),
		TagNames: tags.names,
		Tagger:   &tag.Tagger{Weights: linear.Freeze(len(tags.names), linear.Mix(taggers...), o.TagFloor)},
		Parsers:  parsers,
	}, nil
}

func learnLemmas(sents []conllu.Sentence, tags *tagSet, l *lex.Lexicon) *lemma.Lemmatizer {
	var examples []lemma.Example
	for i := range sents {
		for j := range sents[i].Words {
			w := &sents[i].Words[j]
			examples = append(examples, lemma.Example{Form: w.Form, Lemma: w.Lemma, Tag: tags.of(w), First: j == 0})
		}
	}
	upos := make([]string, len(tags.names))
	for t, n := range tags.names {
		upos[t] = uposOf(n)
	}
	return lemma.Learn(examples, upos, l)
}

// parallel calls fn(0) to fn(n-1), at most workers at a time.
func parallel(workers, n int, fn func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range max(workers, 1) {
		wg.Go(func() {
			for i := range next {
				fn(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}
