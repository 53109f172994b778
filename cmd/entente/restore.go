package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/extract/source"
	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

func newRestore(e *env, run func(context.Context, loadOptions) error) *cobra.Command {
	o := loadOptions{env: e}
	cmd := &cobra.Command{
		Use:   "restore FILE...",
		Short: "Make a store of what 'entente dump' wrote",
		Long: `Make a store of what 'entente dump' wrote, or add it to one that is there. Which format
a FILE has is seen by how it begins; it may be - for standard input. What is bad is
told of and passed over, and the exit code is then 3.`,
		Example: `  entente restore -s new.db all.jsonl
  entente restore -s postgres://me@localhost/news all.nq`,
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

func runRestore(ctx context.Context, o loadOptions) error { return o.build(ctx, restoreFile) }

func restoreFile(ctx context.Context, e *env, file string, use func(reading) error) error {
	bad := func(f source.Fault) error { return use(reading{fault: &f}) }
	in, name, err := e.input(file)
	if err != nil {
		return bad(source.Fault{Place: name, Level: source.Bad, Err: bare(err)})
	}
	defer in.Close()
	buffered := bufio.NewReaderSize(in, 64<<10)
	if !isRecords(buffered) {
		return restoreQuads(ctx, buffered, name, use)
	}
	return linesOf(ctx, buffered, name, bad, func(place string, line []byte) error {
		r, err := parseDumped(place, line)
		if err != nil {
			return bad(source.Fault{Place: place, Level: source.Bad, Err: err})
		}
		return use(r)
	})
}

// isRecords tells whether a file begins as JSON does, or holds nothing.
func isRecords(in *bufio.Reader) bool {
	for n := 1; ; n++ {
		b, err := in.Peek(n)
		if len(b) < n {
			return true // linesOf tells of what is wrong
		}
		if c := b[n-1]; err == nil && strings.IndexByte("\ufeff \t\r\n", c) < 0 {
			return c == '{'
		}
	}
}

func restoreQuads(ctx context.Context, in io.Reader, name string, use func(reading) error) error {
	place := func(line int) string { return fmt.Sprintf("%s:%d", name, line) }
	decisions, err := graph.ReadDump(ctx, in,
		func(rec schema.Record) error { return use(reading{rec: rec}) },
		func(line int, err error) error {
			return use(reading{fault: &source.Fault{Place: place(line), Level: source.Bad, Err: err}})
		})
	for i := 0; err == nil && i < len(decisions); i++ {
		err = use(reading{decided: &decided{decisions[i], name}})
	}
	return err
}

// parseDumped reads a line of dumpRecords. A store may hold relations that a
// newer vocabulary does not, and they are not lost.
func parseDumped(place string, line []byte) (r reading, err error) {
	if r.rec, err = parseRecord(line, nil); err == nil || r.rec.Doc.ID != "" {
		return r, err
	}
	var x graph.Decision
	if json.Unmarshal(line, &x) != nil || x.Kind == "" {
		return r, fmt.Errorf("neither a record nor a decision: %w", err)
	}
	return reading{decided: &decided{x, place}}, nil
}
