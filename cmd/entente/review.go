package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

type reviewOptions struct {
	env        *env
	store      string
	assertions []string
	review     schema.Review // empty takes back what was decided
	note       *string       // in place of a review
	json       bool
}

func newAccept(e *env, run func(context.Context, reviewOptions) error) *cobra.Command {
	return newReview(e, run, schema.Accepted, &cobra.Command{
		Use:   "accept ASSERTION...",
		Short: "Mark assertions as looked at and right",
		Long: `Mark assertions as looked at and right, each given by its ID or the beginning of it,
as 'entente why' and 'entente query' show it. The mark outlives a new reading of
the article and a rebuild of the store.`,
		Example: "  entente accept 1f2e3d4c\n  entente accept --undo 1f2e3d4c",
	})
}

func newReject(e *env, run func(context.Context, reviewOptions) error) *cobra.Command {
	return newReview(e, run, schema.Rejected, &cobra.Command{
		Use:   "reject ASSERTION...",
		Short: "Mark assertions as wrong: they leave every answer but --all",
		Long: `Mark assertions as wrong, each given by its ID or the beginning of it, as 'entente why'
and 'entente query' show it. They leave every answer but those with --all. The
mark outlives a new reading of the article and a rebuild of the store.`,
		Example: "  entente reject 1f2e3d4c\n  entente reject --undo 1f2e3d4c",
	})
}

// newReview completes the command that marks assertions with a review.
func newReview(e *env, run func(context.Context, reviewOptions) error, review schema.Review, cmd *cobra.Command) *cobra.Command {
	o := reviewOptions{env: e}
	undo := false
	cmd.Args = cobra.MinimumNArgs(1)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		o.assertions, o.review = args, review
		if undo {
			o.review = ""
		}
		return run(cmd.Context(), o)
	}
	storeFlag(cmd, e, &o.store)
	cmd.Flags().BoolVar(&undo, "undo", false, "take the mark back")
	jsonFlag(cmd, &o.json)
	return cmd
}

func newNote(e *env, run func(context.Context, reviewOptions) error) *cobra.Command {
	o := reviewOptions{env: e}
	cmd := &cobra.Command{
		Use:   "note ASSERTION TEXT",
		Short: "Keep a remark on an assertion",
		Long: `Keep a remark on an assertion, in place of an earlier one; an empty TEXT takes it
away. The assertion is given by its ID or the beginning of it, as 'entente why' and
'entente query' show it.`,
		Example: "  entente note 1f2e3d4c 'the ministry took this back on 3 May'\n  entente note 1f2e3d4c ''",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.assertions, o.note = args[:1], &args[1]
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	jsonFlag(cmd, &o.json)
	return cmd
}

func runReview(ctx context.Context, o reviewOptions) error {
	return withWriter(ctx, o.store, func(store *graph.Store) error {
		done := []schema.Statement{}
		err := eachOf(o.env, o.assertions, func(name string) error {
			st, err := o.decide(ctx, store, name)
			if errors.Is(err, graph.ErrNoAssertion) || errors.Is(err, graph.ErrAmbiguous) {
				return soft{err}
			}
			if err == nil {
				done = append(done, st)
			}
			return err
		})
		if len(done) == 0 {
			return err
		}
		if o.json {
			return errors.Join(writeJSON(o.env.stdout, done), err)
		}
		names, nerr := store.Names(ctx, done)
		if nerr != nil {
			return errors.Join(nerr, err)
		}
		for i, st := range done {
			fmt.Fprintf(o.env.stdout, "%s %s: %s\n", names[i], o.outcome(), cmp.Or(oneLine(st.Evidence.Text), "article "+oneLine(st.Doc.ID)+" is gone"))
		}
		return err
	})
}

func (o reviewOptions) decide(ctx context.Context, store *graph.Store, name string) (st schema.Statement, err error) {
	if o.note != nil {
		st, err = store.Note(ctx, name, o.text())
	} else {
		st, err = store.Review(ctx, name, o.review)
	}
	if errors.Is(err, graph.ErrNoAssertion) && o.review == "" && o.text() == "" {
		if x, ok, ferr := reviewOf(ctx, store, name); ferr != nil {
			return st, ferr
		} else if ok {
			return o.forget(ctx, store, x)
		}
	}
	return st, err
}

func (o reviewOptions) text() string {
	if o.note == nil {
		return ""
	}
	return strings.TrimSpace(*o.note)
}

// reviewOf finds what was decided on an assertion whose article is gone.
func reviewOf(ctx context.Context, store *graph.Store, name string) (found graph.Decision, ok bool, err error) {
	all, err := store.Decisions(ctx)
	for _, x := range all {
		if x.Kind != "review" || !strings.HasPrefix(x.Assertion, name) || name == "" {
			continue
		}
		if ok {
			return found, false, fmt.Errorf("%w begins with %q", graph.ErrAmbiguous, name)
		}
		found, ok = x, true
	}
	return found, ok, err
}

// forget takes back a part of a decision.
func (o reviewOptions) forget(ctx context.Context, store *graph.Store, x graph.Decision) (schema.Statement, error) {
	if o.note != nil {
		x.Note = ""
	} else {
		x.Review = ""
	}
	return schema.Statement{Assertion: schema.Assertion{ID: x.Assertion}, Doc: schema.DocInfo{ID: x.Article}, Review: x.Review, Note: x.Note},
		store.Decide(ctx, x)
}

func (o reviewOptions) outcome() string {
	switch {
	case o.note != nil && o.text() == "":
		return "has no note now"
	case o.note != nil:
		return "has a note now"
	case o.review == "":
		return "is open again"
	}
	return "is " + string(o.review)
}
