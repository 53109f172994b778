package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

type dumpOptions struct {
	env    *env
	store  string
	format string
	out    string
}

// dumpFormats are the ways to write all that a store holds.
var dumpFormats = map[string]func(context.Context, *graph.Store, io.Writer) error{
	"jsonl":  dumpRecords,
	"nquads": func(ctx context.Context, store *graph.Store, w io.Writer) error { return store.Dump(ctx, w) },
}

var dumpFormatNames = []string{"jsonl", "nquads"}

func newDump(e *env, run func(context.Context, dumpOptions) error) *cobra.Command {
	o := dumpOptions{env: e}
	cmd := &cobra.Command{
		Use:   "dump",
		Short: "Write all that the store holds, for 'entente restore'",
		Long: `Write all that the store holds, decisions included, so that 'entente restore' makes the
same store of it, on any machine and of any kind: as extraction records with a line
for each decision after them (jsonl), or in the store's own model (nquads).`,
		Example: "  entente dump > all.jsonl\n  entente dump -o all.nq",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.format == "" {
				o.format = "jsonl"
				if ext := strings.ToLower(filepath.Ext(o.out)); ext == ".nq" || ext == ".nquads" {
					o.format = "nquads"
				}
			}
			if dumpFormats[o.format] == nil {
				return usagef("--format %q: want one of %s", o.format, strings.Join(dumpFormatNames, ", "))
			}
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	cmd.Flags().StringVarP(&o.format, "format", "f", "", "one of "+strings.Join(dumpFormatNames, ", ")+" (default: what the name of --output says, else jsonl)")
	cmd.Flags().StringVarP(&o.out, "output", "o", "", "the file to write (default: standard output)")
	complete(cmd, "format", cobra.FixedCompletions(dumpFormatNames, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func runDump(ctx context.Context, o dumpOptions) error {
	return withStore(ctx, o.store, func(store *graph.Store) error {
		if o.out == "" {
			return dumpFormats[o.format](ctx, store, o.env.stdout)
		}
		bar := newProgress(o.env, "writing", "lines")
		defer bar.finish()
		return writeFile(o.out, func(w io.Writer) error { return dumpFormats[o.format](ctx, store, lineCounter{w, bar}) })
	})
}

// lineCounter shows how many lines were written.
type lineCounter struct {
	w   io.Writer
	bar *progress
}

func (c lineCounter) Write(b []byte) (int, error) {
	c.bar.add(bytes.Count(b, []byte("\n")))
	return c.w.Write(b)
}

// dumpRecords writes the articles by ID, and then what was decided.
func dumpRecords(ctx context.Context, store *graph.Store, w io.Writer) error {
	if err := store.Records(ctx, func(rec schema.Record) error { return writeLine(w, rec) }); err != nil {
		return err
	}
	all, err := store.Decisions(ctx)
	for i := 0; err == nil && i < len(all); i++ {
		err = writeLine(w, all[i])
	}
	return err
}
