package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/extract/eval"
	"github.com/entente-kg/entente/extract/source"
)

type evalOptions struct {
	env     *env
	docs    documents // how the gold's documents are read; it has no paths
	gold    string
	records string // none: extract them
	json    bool
	show    eval.Show
}

func newEval(e *env, run func(context.Context, evalOptions) error) *cobra.Command {
	o := evalOptions{env: e}
	cmd := &cobra.Command{
		Use:   "eval GOLD [RECORDS]",
		Short: "Measure what is extracted against a gold file",
		Long: `Measure extraction against GOLD, a file of documents (JSON Lines) that carry what is
to be read in them. Which measure applies is told by their fields:

  gold       articles: recall of relations by tier, with the status right; precision; traps
  events     PLOVER event types, the dyads of actors, and both together
  quad       the quad class of a sentence, and the spans of source and target
  relations  spans that are mentions, and typed relations between them

Without RECORDS the documents of GOLD are read here; RECORDS is what 'entente extract
--format jsonl' or an extractor of your own wrote, or - for standard input. How many
predictions were right is also told by relation, by status and by rule.

A bad line of either file is told of, and so is a document without a record, which
counts as if nothing were read in it; the exit code is then 3.`,
		Example: `  entente eval gold.jsonl
  entente eval gold.jsonl --errors 10 --reliability
  entente extract --format jsonl gold.jsonl | entente eval gold.jsonl - --json`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.gold = args[0]; o.gold == source.Stdin {
				return usagef("GOLD is a file; only RECORDS may be standard input")
			}
			if len(args) > 1 {
				o.records = args[1]
				for _, name := range []string{"date", "jobs", "names", "rules"} {
					if cmd.Flags().Changed(name) {
						return usagef("--%s is for extracting, and RECORDS are extracted already", name)
					}
				}
			}
			if o.show.Errors < 0 {
				return usagef("--errors %d: want 0 or more", o.show.Errors)
			}
			if err := o.docs.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().IntVar(&o.show.Errors, "errors", 0, "list up to so many errors of each sort")
	cmd.Flags().BoolVar(&o.show.Reliability, "reliability", false, "tell for each tenth of confidence how many predictions were right")
	documentFlags(cmd, &o.docs)
	jsonFlag(cmd, &o.json)
	return cmd
}

func runEval(ctx context.Context, o evalOptions) error {
	t := &tally{stderr: o.env.stderr}
	gold, err := o.readGold(t)
	if err != nil {
		return err
	}
	told := map[string]bool{} // documents of which a fault was told already
	var recs []eval.Record
	if o.records != "" {
		recs, err = o.readRecords(ctx, t)
	} else {
		recs, err = o.extract(ctx, gold, t, told)
	}
	if err != nil {
		return err
	}
	report := gold.Score(recs)
	for _, id := range report.Missing {
		if !told[id] {
			t.fault(source.Fault{Place: o.place(gold, id), Level: source.Bad, Err: fmt.Errorf("document %q has no record", id)})
		}
	}
	if t.good = report.Docs - len(report.Missing); t.good == 0 {
		return errors.New("no document of " + o.gold + " has a record")
	}
	if o.json {
		err = writeJSON(o.env.stdout, report.JSON(o.show))
	} else {
		err = writeReport(o.env.stdout, o.gold, report, o.show)
	}
	if err != nil {
		return err
	}
	return t.result()
}

func (o evalOptions) place(gold *eval.Gold, id string) string {
	return fmt.Sprintf("%s:%d", o.gold, gold.Line(id))
}

func (o evalOptions) readGold(t *tally) (*eval.Gold, error) {
	f, err := os.Open(o.gold)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.gold, bare(err))
	}
	defer f.Close()
	gold, err := eval.ReadGold(f, func(line int, err error) {
		t.fault(source.Fault{Place: fmt.Sprintf("%s:%d", o.gold, line), Level: source.Bad, Err: err})
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.gold, bare(err))
	}
	return gold, nil
}

func (o evalOptions) readRecords(ctx context.Context, t *tally) ([]eval.Record, error) {
	var recs []eval.Record
	seen := map[string]string{} // document -> where its record stands
	bad := func(f source.Fault) error { t.fault(f); return nil }
	err := recordLines(ctx, o.env, o.records, bad, func(place string, line []byte) error {
		rec, err := eval.ReadRecord(line)
		if err != nil {
			return bad(source.Fault{Place: place, Level: source.Bad, Err: err})
		}
		if before := seen[rec.Doc.ID]; before != "" {
			t.fault(source.Fault{Place: place, Level: source.Warning, Err: fmt.Errorf("document %q has a record in %s already: this one counts", rec.Doc.ID, before)})
		}
		seen[rec.Doc.ID] = place
		recs = append(recs, rec)
		return nil
	})
	if err == nil && len(recs) == 0 {
		err = fmt.Errorf("no record of %s could be read", o.records)
	}
	return recs, err
}

// extract reads the gold's documents as 'entente extract' does.
func (o evalOptions) extract(ctx context.Context, gold *eval.Gold, t *tally, told map[string]bool) ([]eval.Record, error) {
	var recs []eval.Record
	produce := func(emit func(reading) error) error {
		for _, doc := range gold.Documents() {
			if doc.DateHint == "" {
				doc.DateHint = o.docs.date
			}
			r := reading{doc: doc}
			if strings.TrimSpace(doc.Text) == "" {
				r.fault = &source.Fault{Level: source.Bad, Err: fmt.Errorf("document %q has no text", doc.ID)}
			}
			if err := emit(r); err != nil {
				return err
			}
		}
		return nil
	}
	err := o.docs.extract(ctx, produce, func(r reading) error {
		if r.fault != nil {
			told[r.doc.ID] = true
			t.fault(source.Fault{Place: o.place(gold, r.doc.ID), Level: r.fault.Level, Err: r.fault.Err})
			return nil
		}
		recs = append(recs, eval.Record{Record: r.rec})
		return nil
	})
	return recs, err
}
