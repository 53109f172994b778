package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/extract/source"
	"github.com/entente-kg/entente/schema"
)

type loadOptions struct {
	env   *env
	files []string
	store string
	json  bool
}

func newLoad(e *env, run func(context.Context, loadOptions) error) *cobra.Command {
	o := loadOptions{env: e}
	cmd := &cobra.Command{
		Use:   "load FILE...",
		Short: "Add extraction records to the store",
		Long: `Add extraction records, one JSON object a line, to the store: what
'entente extract --format jsonl' writes, or an extractor of your own. Every record
is checked first; a bad one is told of and passed over, and the exit code is then
3. A FILE may be - for standard input.

A store that is not there yet is built in one go, which is several times as quick,
and is there when all is in it; one that is there takes some 250 records at a time.`,
		Example: `  entente extract --format jsonl articles/ > records.jsonl
  entente load records.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.files = args
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	jsonFlag(cmd, &o.json)
	return cmd
}

// maxRecord is the most bytes a record's line may have. A record of the longest
// document that is read, with every mention, is shorter.
const maxRecord = 256 << 20

func runLoad(ctx context.Context, o loadOptions) error { return o.build(ctx, loadFile) }

// build feeds the files one after the other, each as read reads it.
func (o loadOptions) build(ctx context.Context, read func(ctx context.Context, e *env, file string, use func(reading) error) error) error {
	return build(ctx, o.env, o.store, o.json, quick, func(use func(reading) error) error {
		for _, file := range o.files {
			if err := read(ctx, o.env, file, use); err != nil {
				return err
			}
		}
		return nil
	})
}

func loadFile(ctx context.Context, e *env, file string, use func(reading) error) error {
	bad := func(f source.Fault) error { return use(reading{fault: &f}) }
	return recordLines(ctx, e, file, bad, func(place string, line []byte) error {
		rec, err := parseRecord(line, schema.DefaultVocabulary())
		if err != nil {
			return bad(source.Fault{Place: place, Level: source.Bad, Err: err})
		}
		return use(reading{rec: rec})
	})
}

// input opens a file, or standard input, and gives the name by which faults in it are told.
func (e *env) input(file string) (in io.ReadCloser, name string, err error) {
	if file == source.Stdin {
		return io.NopCloser(e.stdin), "standard input", nil
	}
	in, err = os.Open(file)
	return in, file, err
}

// recordLines calls use for every line of a file of records, and bad for what is no line of one.
func recordLines(ctx context.Context, e *env, file string, bad func(source.Fault) error, use func(place string, line []byte) error) error {
	in, name, err := e.input(file)
	if err != nil {
		return bad(source.Fault{Place: name, Level: source.Bad, Err: bare(err)})
	}
	defer in.Close()
	return linesOf(ctx, in, name, bad, use)
}

// linesOf is recordLines for a file that is open.
func linesOf(ctx context.Context, in io.Reader, name string, bad func(source.Fault) error, use func(place string, line []byte) error) error {
	fault := func(place string, err error) error {
		return bad(source.Fault{Place: place, Level: source.Bad, Err: err})
	}
	found := false
	err := source.Lines(in, maxRecord, func(n int, line []byte, long bool) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		found = true
		place := fmt.Sprintf("%s:%d", name, n)
		if long {
			return fault(place, fmt.Errorf("longer than %d MiB, the most that one record may have", maxRecord>>20))
		}
		return use(place, line)
	})
	if re := (*source.ReadError)(nil); errors.As(err, &re) {
		return fault(name, bare(re.Err))
	}
	if err == nil && !found {
		return fault(name, fmt.Errorf("no record in it"))
	}
	return err
}

// parseRecord reads a record and holds it to its contract, and to the vocabulary if there is one.
func parseRecord(line []byte, v *schema.Vocabulary) (schema.Record, error) {
	var rec schema.Record
	if err := json.Unmarshal(line, &rec); err != nil {
		return rec, fmt.Errorf("no extraction record: %w", err)
	}
	return rec, checkRecord(&rec, v)
}

func checkRecord(rec *schema.Record, v *schema.Vocabulary) error {
	for i, a := range rec.Assertions {
		if a.ID == "" { // an extractor in another language need not know how IDs are made
			rec.Assertions[i].ID = schema.AssertionID(rec.Doc.ID, a)
		}
	}
	faults := rec.Check(v)
	seen := map[string]bool{}
	for i, a := range rec.Assertions {
		if seen[a.ID] {
			faults = append(faults, fmt.Sprintf("assertion %d: id %q given twice", i, a.ID))
		}
		seen[a.ID] = true
	}
	if len(faults) > 0 {
		return fmt.Errorf("record %q: %s", rec.Doc.ID, strings.Join(faults, "; "))
	}
	return nil
}
