package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
)

type rebuildOptions struct {
	env   *env
	store string
	json  bool
}

func newRebuild(e *env, run func(context.Context, rebuildOptions) error) *cobra.Command {
	o := rebuildOptions{env: e}
	cmd := &cobra.Command{
		Use:   "rebuild",
		Short: "Write the store's file anew, as small as it can be",
		Long: `Write the store's file anew, as small as it can be, and put it in the place of the old
one when it is whole. All that is in it stays, decisions included. It needs room for
both files; others cannot open the store meanwhile.`,
		Example: "  entente rebuild",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	storeFlag(cmd, e, &o.store)
	jsonFlag(cmd, &o.json)
	return cmd
}

func runRebuild(ctx context.Context, o rebuildOptions) (err error) {
	if graph.IsServer(o.store) {
		return fmt.Errorf("store %s lies on a server, which keeps its tables compact itself (VACUUM)", graph.Redacted(o.store))
	}
	if there, err := isStore(ctx, o.store); err != nil {
		return err
	} else if !there {
		return fmt.Errorf("store %s: %w", o.store, graph.ErrNoStore)
	}
	letGo, err := hold(ctx, o.store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, letGo()) }()
	bar := newProgress(o.env, "rebuilding", "articles")
	done, err := graph.Rebuild(ctx, o.store, bar.step)
	bar.finish()
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(o.env.stdout, struct {
			Store    string `json:"store"`
			Articles int    `json:"articles"`
			Before   int64  `json:"bytes_before"`
			After    int64  `json:"bytes_after"`
		}{o.store, done.Documents, done.Before, done.After})
	}
	_, err = fmt.Fprintf(o.env.stdout, "%s: %s, %d bytes before and %d after\n", o.store, count(done.Documents, "article"), done.Before, done.After)
	return err
}

type backupOptions struct {
	env   *env
	store string
	file  string
	json  bool
}

func newBackup(e *env, run func(context.Context, backupOptions) error) *cobra.Command {
	o := backupOptions{env: e}
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the store, while others go on reading it",
		Long: `Copy the store as it is now to a new file, which is a store itself. Others go on reading
meanwhile, and a long ingest goes on after it. The copy is whole or not there.`,
		Example: "  entente backup monday.db",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	jsonFlag(cmd, &o.json)
	return cmd
}

func runBackup(ctx context.Context, o backupOptions) error {
	if graph.IsServer(o.store) {
		return fmt.Errorf("store %s lies on a server: back it up with the server's own tools (pg_dump), or use 'entente dump'", graph.Redacted(o.store))
	}
	return withStore(ctx, o.store, func(store *graph.Store) error {
		size, err := store.Backup(ctx, o.file)
		if err != nil {
			return err
		}
		if o.json {
			return writeJSON(o.env.stdout, struct {
				Store string `json:"store"`
				File  string `json:"file"`
				Bytes int64  `json:"bytes"`
			}{o.store, o.file, size})
		}
		_, err = fmt.Fprintf(o.env.stdout, "%s: copied to %s, %d bytes\n", o.store, o.file, size)
		return err
	})
}
