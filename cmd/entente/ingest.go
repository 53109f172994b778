package main

import (
	"context"

	"github.com/spf13/cobra"
)

type ingestOptions struct {
	env   *env
	docs  documents
	store string
	json  bool
}

func newIngest(e *env, run func(context.Context, ingestOptions) error) *cobra.Command {
	o := ingestOptions{env: e}
	cmd := &cobra.Command{
		Use:   "ingest PATH...",
		Short: "Read articles into the store",
		Long: `Read articles, extract who does what to whom, and add it to the store, which is
made where there is none. An article that is there already changes nothing, and a
changed one takes the place of what was read in it before.

The store takes some 250 articles at a time: a run that is cut off keeps what it
has, and the same call goes on from there. Others can ask the store meanwhile,
but not build it.

A PATH is a file, a folder, a glob, or - for standard input: text (.txt .md),
saved pages (.html .htm), or documents in JSON (.json) and JSON Lines (.jsonl).
A bad input is told of, and the rest is read; the exit code is then 3.`,
		Example: `  entente ingest articles/
  entente ingest --date 2024-08-20 page.html
  zcat wire.jsonl.gz | entente ingest -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.docs.paths = args
			if err := o.docs.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	documentFlags(cmd, &o.docs)
	jsonFlag(cmd, &o.json)
	return cmd
}

func runIngest(ctx context.Context, o ingestOptions) error {
	return build(ctx, o.env, o.store, o.json, false, func(use func(reading) error) error {
		return o.docs.read(ctx, o.env, use)
	})
}
