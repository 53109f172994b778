package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/entente-kg/entente/extract"
	"github.com/entente-kg/entente/extract/confidence"
	"github.com/entente-kg/entente/extract/eval"
)

// The gold sets that judge, and the one as strict as whose reader the table is.
var goldSets = []struct{ name, file string }{
	{"seed", "seed.json"},
	{level, "articles.dev.jsonl"},
	{"dyads", "dyads.dev.jsonl"},
	{quadClass, "plv.dev.jsonl"},
}

const (
	level     = "articles"
	quadClass = "quad class"
)

// calibrate reads the gold sets of a folder, fits the table, reports how it does on
// documents that it was not fitted on, and writes it.
func calibrate(gold, out string, stdout io.Writer) error {
	p, err := extract.New(extract.Options{RuleConfidence: true})
	if err != nil {
		return err
	}
	var samples []confidence.Sample
	for _, s := range goldSets {
		more, err := judged(p, filepath.Join(gold, s.file))
		if err != nil {
			return fmt.Errorf("%s: %w", s.file, err)
		}
		set := s.name
		if set == "seed" {
			set = level // an article like the others
		}
		for _, v := range more {
			if v.Assertion.Plover == "SANCTION" && set == quadClass {
				continue // verbal conflict to the set, material to the measure
			}
			samples = append(samples, confidence.Sample{Set: set, Doc: v.Doc, Rule: v.Assertion.Rule, Confidence: v.Assertion.Confidence, Right: v.Right})
		}
	}
	reportCalibration(stdout, samples)
	return os.WriteFile(out, calibrationFile(confidence.Fit(samples, level)), 0o644)
}

func judged(p *extract.Pipeline, file string) ([]eval.Verdict, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if filepath.Ext(file) == ".json" { // one document over many lines
		b = bytes.ReplaceAll(b, []byte("\n"), []byte(" "))
	}
	var bad error
	g, err := eval.ReadGold(bytes.NewReader(b), func(line int, err error) { bad = fmt.Errorf("line %d: %w", line, err) })
	if err != nil {
		return nil, err
	}
	if bad != nil {
		return nil, bad
	}
	var records []eval.Record
	for _, d := range g.Documents() {
		r, err := p.Extract(context.Background(), d)
		if err != nil {
			return nil, err
		}
		records = append(records, eval.Record{Record: r})
	}
	return g.Score(records).Verdicts, nil
}

// reportCalibration compares the rules' own confidence with the fitted, of each set and by tenths.
func reportCalibration(w io.Writer, samples []confidence.Sample) {
	held := confidence.Held(samples, folds)
	fmt.Fprintf(w, "%d assertions judged; %d-fold over documents\n\n%-12s %7s %7s   %-15s %s\n", len(samples), folds, "set", "judged", "right", "log loss: rules", "fitted")
	for _, s := range goldSets[1:] {
		var in []confidence.Sample
		var own, fitted []float64
		right := 0
		for i, x := range samples {
			if x.Set != s.name {
				continue
			}
			in, own, fitted = append(in, x), append(own, x.Confidence), append(fitted, held[i])
			if x.Right {
				right++
			}
		}
		fmt.Fprintf(w, "%-12s %7d %7d   %-15.3f %.3f\n", s.name, len(in), right, confidence.Loss(in, own), confidence.Loss(in, fitted))
	}
	fmt.Fprintf(w, "\n%-10s", "confidence")
	for _, s := range goldSets[1:] {
		fmt.Fprintf(w, " | %-22s", s.name)
	}
	fmt.Fprintln(w)
	for tenth := range 10 {
		fmt.Fprintf(w, "%.1f-%.1f   ", float64(tenth)/10, float64(tenth+1)/10)
		for _, s := range goldSets[1:] {
			n, right, sum := 0, 0, 0.0
			for i, x := range samples {
				if x.Set == s.name && min(int(held[i]*10), 9) == tenth {
					n++
					sum += held[i]
					if x.Right {
						right++
					}
				}
			}
			cell := ""
			if n > 0 {
				cell = fmt.Sprintf("%d of %d (mean %.2f)", right, n, sum/float64(n))
			}
			fmt.Fprintf(w, " | %-22s", cell)
		}
		fmt.Fprintln(w)
	}
}

func calibrationFile(entries []confidence.Entry) []byte {
	var b bytes.Buffer
	b.WriteString("source: Fitted by entente-train -calibrate on assertions that the dev gold sets judged; counts and offsets are all that is kept of them.\n" +
		"note: Log-odds of being right are slope times those of the rule's own confidence, plus the offset of every rule, plus the rule's own.\nentries:\n")
	for _, e := range entries {
		if e.ID == confidence.Every {
			fmt.Fprintf(&b, "  - {id: %s, judged: %d, right: %d, slope: %g, offset: %g}\n", e.ID, e.Judged, e.Right, e.Slope, e.Offset)
			continue
		}
		fmt.Fprintf(&b, "  - {id: %s, judged: %d, right: %d, offset: %g}\n", e.ID, e.Judged, e.Right, e.Offset)
	}
	return b.Bytes()
}
