// Command entente-train trains the English model of extract/nlp/ud from a
// folder of treebanks, and reports its scores.
//
//	entente-train -treebanks DIR -o extract/nlp/ud/english.model
//	entente-train -treebanks DIR -score extract/nlp/ud/english.model
//
// The same treebanks give the same file, byte for byte.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/train"
)

type options struct {
	treebanks, wordnet, out, score string
	train                          train.Options
}

func main() {
	o := options{train: train.Defaults()}
	flag.StringVar(&o.treebanks, "treebanks", "", "folder of NAME-train, NAME-dev and NAME-test.conllu[.gz] files")
	flag.StringVar(&o.wordnet, "wordnet", "", "WordNet's dict folder; without it the dictionary is taken from the model in the program")
	flag.StringVar(&o.out, "o", "", "file to write the model to")
	flag.StringVar(&o.score, "score", "", "train nothing, report on this model")
	flag.IntVar(&o.train.Seeds, "runs", o.train.Seeds, "runs each way of which the weights are the mean")
	flag.IntVar(&o.train.ParseEpochs, "epochs", o.train.ParseEpochs, "passes of the parser over the treebanks")
	flag.IntVar(&o.train.Workers, "workers", o.train.Workers, "runs at a time; the result is the same")
	flag.Parse()
	if o.treebanks == "" || (o.out == "") == (o.score == "") || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "entente-train: -treebanks and one of -o and -score are needed")
		flag.Usage()
		os.Exit(2)
	}
	if err := run(o, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "entente-train:", err)
		os.Exit(1)
	}
}

func run(o options, stdout, stderr io.Writer) error {
	o.train.Log = stderr
	m, err := model(o)
	if err != nil {
		return err
	}
	for _, part := range [...]string{"dev", "test"} {
		parts, err := train.ReadParts(o.treebanks, part)
		if errors.Is(err, os.ErrNotExist) {
			fmt.Fprintf(stderr, "no %s part to report on\n", part)
			continue
		}
		if err != nil {
			return err
		}
		if err := train.Report(stdout, m, parts); err != nil {
			return err
		}
	}
	return nil
}

func model(o options) (*ud.Model, error) {
	if o.score != "" {
		file, err := os.ReadFile(o.score)
		if err != nil {
			return nil, err
		}
		m, err := ud.Decode(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", o.score, err)
		}
		return m, nil
	}
	words, err := dictionary(o.wordnet)
	if err != nil {
		return nil, err
	}
	parts, err := train.ReadParts(o.treebanks, "train")
	if err != nil {
		return nil, err
	}
	held, err := heldOut(o.treebanks)
	if err != nil {
		return nil, err
	}
	sents, shared := train.Apart(parts, held)
	for _, id := range shared {
		fmt.Fprintf(o.train.Log, "left out %s, which is in a dev or test part too\n", id)
	}
	debug.SetGCPercent(200) // the weights are large and long-lived
	m, err := train.Run(sents, words, o.train)
	if err != nil {
		return nil, err
	}
	file, err := m.Encode()
	if err != nil {
		return nil, fmt.Errorf("write model: %w", err)
	}
	if err := os.WriteFile(o.out, file, 0o644); err != nil {
		return nil, fmt.Errorf("write model: %w", err)
	}
	// Scores are of the file, whose weights are rounded.
	return ud.Decode(file)
}

// heldOut reads the dev and test parts that there are.
func heldOut(dir string) ([]train.Part, error) {
	var out []train.Part
	for _, part := range [...]string{"dev", "test"} {
		parts, err := train.ReadParts(dir, part)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		out = append(out, parts...)
	}
	return out, nil
}

func dictionary(dir string) (*lex.Lexicon, error) {
	if dir == "" {
		m, err := ud.English()
		if err != nil {
			return nil, fmt.Errorf("no -wordnet folder: %w", err)
		}
		return m.Lexicon, nil
	}
	infos, err := train.ReadWordNet(dir)
	if err != nil {
		return nil, err
	}
	return lex.New(infos), nil
}
