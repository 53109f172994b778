package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

// storeFlag adds --store. Its default is ENTENTE_STORE, or entente.db here.
func storeFlag(cmd *cobra.Command, e *env, path *string) {
	file := "entente.db"
	if set := e.getenv("ENTENTE_STORE"); set != "" {
		file = set
	}
	cmd.Flags().StringVarP(path, "store", "s", file, "the store: a file, or postgres://user@host/database; ENTENTE_STORE names another default")
	cmd.Flags().Lookup("store").DefValue = graph.Redacted(file) // what the help shows
}

func jsonFlag(cmd *cobra.Command, asJSON *bool) {
	cmd.Flags().BoolVar(asJSON, "json", false, "answer in JSON")
}

// documentFlags adds what ingest and extract share.
func documentFlags(cmd *cobra.Command, d *documents) {
	cmd.Flags().StringVar(&d.date, "date", "", "the date of articles that give none: 2024-08-20, 2024-08 or 2024")
	cmd.Flags().IntVarP(&d.jobs, "jobs", "j", 0, "articles worked on at a time (default: one for each core)")
	cmd.Flags().StringVar(&d.names, "names", "", "a folder with names of your own, *.yaml")
	gazetteerFlag(cmd, &d.gazetteers)
	cmd.Flags().Float64Var(&d.minConfidence, "min-confidence", 0, "leave out assertions that are less sure than this, 0 to 1")
	cmd.Flags().StringVar(&d.rules, "rules", "", "a folder with rules of your own, *.yaml")
}

// gazetteerFlag adds --gazetteer, which may be given many times.
func gazetteerFlag(cmd *cobra.Command, files *[]string) {
	cmd.Flags().StringArrayVar(files, "gazetteer", nil, "a file with names of your own: YAML, CSV, or a PETRARCH, Phoenix or TABARI actor or agent file; may be given again")
}

// statusFlag adds --status, which may be given many times or as a list.
func statusFlag(cmd *cobra.Command, statuses *[]string) {
	cmd.Flags().StringSliceVar(statuses, "status", nil, "only these: "+strings.Join(statusNames(), ", "))
	complete(cmd, "status", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return statusNames(), cobra.ShellCompDirectiveNoFileComp
	})
}

func statusNames() []string {
	var names []string
	for _, s := range schema.Statuses {
		names = append(names, string(s))
	}
	return names
}

// parseStatuses checks what statusFlag read.
func parseStatuses(names []string) ([]schema.Status, error) {
	var out []schema.Status
	for _, n := range names {
		s, ok := oneOf(schema.Statuses, n)
		if !ok {
			return nil, usagef("--status %q: want one of %s", n, strings.Join(statusNames(), ", "))
		}
		out = append(out, s)
	}
	return out, nil
}

// oneOf finds a value by its name, whatever its case.
func oneOf[S ~string](values []S, name string) (S, bool) {
	for _, v := range values {
		if strings.EqualFold(string(v), name) {
			return v, true
		}
	}
	return "", false
}

// complete registers what a shell offers for a flag's value.
func complete(cmd *cobra.Command, flag string, fn cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, fn); err != nil {
		panic(err) // the flag is not there: a fault of this program
	}
}
