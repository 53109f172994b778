package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
)

type checkOptions struct {
	env   *env
	store string
	json  bool
}

func newCheck(e *env, run func(context.Context, checkOptions) error) *cobra.Command {
	o := checkOptions{env: e}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Look for faults in the store",
		Long: `Look at everything in the store: that every article reads as it was written, that no
row or quad is missing or belongs to nothing, that all counts are true. Faults are
listed, and the exit code is then 1.

What is found damaged is mended from a copy that 'entente backup' or 'entente dump' made.`,
		Example: "  entente check",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	storeFlag(cmd, e, &o.store)
	jsonFlag(cmd, &o.json)
	return cmd
}

func runCheck(ctx context.Context, o checkOptions) error {
	return withStore(ctx, o.store, func(store *graph.Store) error {
		bar := newProgress(o.env, "checking", "articles")
		defer bar.finish()
		found := []string{}
		done, err := store.Check(ctx, func(fault string) {
			if found = append(found, oneLine(fault)); !o.json {
				bar.clear()
				fmt.Fprintln(o.env.stdout, found[len(found)-1])
			}
		}, bar.step)
		if err != nil {
			return err
		}
		bar.clear()
		name := graph.Redacted(o.store)
		if o.json {
			err = writeJSON(o.env.stdout, struct {
				Store string `json:"store"`
				graph.Checked
				Found []string `json:"found"`
			}{name, done, found})
		} else if len(found) == 0 {
			_, err = fmt.Fprintf(o.env.stdout, "%s: %s, %s, %d rows, %d quads: no fault\n", name, count(done.Documents, "article"),
				count(done.Assertions, "assertion"), done.Rows, done.Quads)
		}
		if err == nil && len(found) > 0 {
			err = fmt.Errorf("store %s: %s", name, count(done.Faults, "fault"))
		}
		return err
	})
}
