package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/extract"
)

type rulesOptions struct {
	env   *env
	Rules string // folder of the user's own rules
	Text  string
	JSON  bool
}

func newRules(e *env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Show why a sentence did or did not match; test rules on their own sentences",
		Example: `  entente rules explain "Chadian soldiers raided a village in Niger."
  entente rules test act-arrest`,
	}
	cmd.AddCommand(newRulesExplain(e, runRulesExplain), newRulesTest(e, runRulesTest))
	return cmd
}

func newRulesExplain(e *env, run func(context.Context, rulesOptions) error) *cobra.Command {
	o := rulesOptions{env: e}
	cmd := &cobra.Command{
		Use:     "explain TEXT...",
		Short:   "Tell what each rule that a word triggers found at its places, and what it missed",
		Example: `  entente rules explain "Chadian soldiers raided a village in Niger."`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Text = strings.Join(args, " ")
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVar(&o.Rules, "rules", "", "folder of your own rules, beside ours")
	cmd.Flags().BoolVar(&o.JSON, "json", false, "write JSON")
	return cmd
}

func (o rulesOptions) extract() extract.Options {
	if o.Rules == "" {
		return extract.Options{}
	}
	return extract.Options{Rules: os.DirFS(o.Rules)}
}

func runRulesExplain(_ context.Context, o rulesOptions) error {
	e := o.env
	p, err := extract.New(o.extract())
	if err != nil {
		return err
	}
	steps, err := p.Explain(o.Text)
	if err != nil {
		return err
	}
	if o.JSON {
		return writeJSON(e.stdout, steps)
	}
	if len(steps) == 0 {
		fmt.Fprintln(e.stderr, "no word of the text triggers a rule")
	}
	for _, s := range steps {
		fmt.Fprintf(e.stdout, "%s: %s\n", s.Word, s.Rule)
		for _, l := range s.Said {
			fmt.Fprintf(e.stdout, "  %s\n", l)
		}
	}
	return nil
}

func newRulesTest(e *env, run func(context.Context, rulesOptions) error) *cobra.Command {
	o := rulesOptions{env: e}
	cmd := &cobra.Command{
		Use:     "test [RULE...]",
		Short:   "Read every rule's own sentences: those it must match and those it must not",
		Example: "  entente rules test act-arrest",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Text = strings.Join(args, " ")
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVar(&o.Rules, "rules", "", "folder of your own rules, beside ours")
	return cmd
}

func runRulesTest(_ context.Context, o rulesOptions) error {
	e := o.env
	p, err := extract.New(o.extract())
	if err != nil {
		return err
	}
	faults, n, err := p.TestRules(strings.Fields(o.Text)...)
	if err != nil {
		return usageError{err}
	}
	for _, f := range faults {
		fmt.Fprintln(e.stdout, f)
	}
	fmt.Fprintf(e.stderr, "%d rules tested, %d faults\n", n, len(faults))
	if len(faults) > 0 {
		return fmt.Errorf("%d faults", len(faults))
	}
	return nil
}
