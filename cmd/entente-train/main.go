// Command entente-train trains the English models of extract/nlp/ud and
// extract/nlp/mention from a folder of treebanks, and reports their scores.
//
//	entente-train -treebanks DIR -o extract/nlp/ud/english.model -re3d FILE -mentions extract/nlp/mention/english.model
//	entente-train -treebanks DIR -score extract/nlp/ud/english.model
//	entente-train -gold DIR -calibrate extract/confidence/calibration.yaml
//
// The mention model reads what the language model wrote: train it anew with every new one. The
// same treebanks give the same files, byte for byte.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/mention"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/train"
)

type options struct {
	treebanks, wordnet, out, score string
	own, golden                    string
	re3d, byHand, mentions         string
	gold, calibration              string
	train                          train.Options
}

func main() {
	o := options{train: train.Defaults()}
	flag.StringVar(&o.treebanks, "treebanks", "", "folder of NAME-train, NAME-dev and NAME-test.conllu[.gz] files")
	flag.StringVar(&o.wordnet, "wordnet", "", "WordNet's dict folder; without it the dictionary is taken from the model in the program")
	flag.StringVar(&o.out, "o", "", "file to write the model to")
	flag.StringVar(&o.score, "score", "", "train nothing, report on this model")
	flag.StringVar(&o.own, "own", "extract/train/corpus/agency-train.conllu", "sentences of agency prose to train on too")
	flag.IntVar(&o.train.OwnWeight, "weight", o.train.OwnWeight, "how much more each of them counts")
	flag.StringVar(&o.golden, "golden", "extract/train/testdata/agency-golden.conllu", "sentences checked by eye to report on")
	flag.StringVar(&o.re3d, "re3d", "", "re3d's documents with their mentions, as JSON Lines")
	flag.StringVar(&o.byHand, "marked", "extract/nlp/mention/corpus/testdata/own-train.txt", "sentences with mentions marked by hand")
	flag.StringVar(&o.mentions, "mentions", "", "file to write the mention model to; needs -re3d")
	flag.StringVar(&o.gold, "gold", "", "folder of the gold sets that judge confidence; needs -calibrate")
	flag.StringVar(&o.calibration, "calibrate", "", "train nothing, fit what confidence is worth and write it to this file")
	flag.IntVar(&o.train.Seeds, "runs", o.train.Seeds, "runs each way of which the weights are the mean")
	flag.IntVar(&o.train.ParseEpochs, "epochs", o.train.ParseEpochs, "passes of the parser over the treebanks")
	flag.IntVar(&o.train.Workers, "workers", o.train.Workers, "runs at a time; the result is the same")
	flag.Parse()
	if o.gold != "" && o.calibration != "" && flag.NArg() == 0 {
		if err := calibrate(o.gold, o.calibration, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, "entente-train:", err)
			os.Exit(1)
		}
		return
	}
	if o.treebanks == "" || (o.out == "") == (o.score == "") || (o.mentions != "") != (o.re3d != "") || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "entente-train: -treebanks and one of -o and -score are needed; -mentions and -re3d go together; -gold and -calibrate stand alone")
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
	golden, err := conllu.ReadFile(o.golden)
	if err != nil {
		return fmt.Errorf("read treebank: %w", err)
	}
	fmt.Fprintln(stdout, "\nagency sentences checked by eye")
	if err := train.OnGolden(m, golden, nil).Write(stdout); err != nil {
		return err
	}
	return mentions(o, m, stdout)
}

// mentions trains the mention model over what the language model reads, and
// reports how it does on documents that it never saw.
func mentions(o options, m *ud.Model, stdout io.Writer) error {
	if o.mentions == "" {
		return nil
	}
	d, err := train.ReadMentionData(m, o.re3d, filepath.Join(o.treebanks, "gum-train.conllu.gz"), o.byHand)
	if err != nil {
		return err
	}
	names := gazetteer.Default()
	file, err := d.Recognizer(m, names, mention.Defaults()).Encode()
	if err != nil {
		return fmt.Errorf("write mention model: %w", err)
	}
	if err := os.WriteFile(o.mentions, file, 0o644); err != nil {
		return fmt.Errorf("write mention model: %w", err)
	}
	_, err = fmt.Fprintf(stdout, "\nmentions, cross-validated over documents\n%s", train.Mentions(m, names, d, folds, o.train.Workers, mention.Defaults()))
	return err
}

// folds is into how many parts the documents are cut for the report on mentions.
const folds = 5

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
	if o.train.Own, err = conllu.ReadFile(o.own); err != nil {
		return nil, fmt.Errorf("read treebank: %w", err)
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
