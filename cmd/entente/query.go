package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/queries"
	"github.com/entente-kg/entente/schema"
)

type queryOptions struct {
	env       *env
	store     string
	name      string
	args      []string
	list      bool
	explain   bool   // what the question does, in place of its answer
	questions string // a folder of further questions
	choose    queries.Options
	pick      []int
	evidence  bool
	mark      string
	gizmo     string
	graphql   string
	timeout   time.Duration
	limit     int // 0 where nothing was said
	statuses  []string
	relations []string
	csv       bool
	table     bool
	memory    size
	json      bool
}

func newQuery(e *env, run func(context.Context, queryOptions) error) *cobra.Command {
	o := queryOptions{env: e, memory: graph.DefaultMemory}
	cmd := &cobra.Command{
		Use:   "query NAME [ARGS...]",
		Short: "Ask a question",
		Long: `Ask one of the questions that 'entente query --list' shows, or one of your own in
Cayley's query language with --gizmo, or in GraphQL with --graphql. graph/MODEL.md
shows what there is to ask for.

Names are forgiving: Turkey, TUR, Türkiye and country/TUR are one. A question
counts what articles assert; --claimed adds what somebody in an article claims, and
--all every status, and what was rejected.`,
		Example: `  entente query --list
  entente query allies Turkey
  entente query between Turkey Armenia --all --evidence
  entente query --explain path
  entente query path Turkey Israel
  entente query --gizmo 'g.V().getLimit(5)'
  entente query --graphql '{ it(<ns:status>: "denied", first: 5) { text: <ns:evidence> } }'`,
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return completeQuery(cmd, o.questions, args), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				o.name, o.args = args[0], args[1:]
			}
			if err := o.check(cmd); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	f := cmd.Flags()
	f.BoolVarP(&o.list, "list", "l", false, "list the questions")
	f.BoolVar(&o.explain, "explain", false, "show what a question takes, the steps that it takes in the graph, and its example")
	f.BoolVar(&o.choose.Claimed, "claimed", false, "count what somebody in an article claims, too")
	f.BoolVarP(&o.choose.All, "all", "a", false, "count every status: denied, threatened, planned and the rest, and what was rejected")
	f.StringVar(&o.choose.From, "since", "", "only what happened then or later: 2024-08-20, 2024-08 or 2024")
	f.StringVar(&o.choose.To, "until", "", "only what happened then or earlier")
	f.Float64Var(&o.choose.Confidence, "min-confidence", 0, "only what is at least this sure, from 0 to 1")
	f.Float64Var(&o.choose.Confidence, "confidence", 0, "the former name of --min-confidence")
	f.MarkHidden("confidence")
	statusFlag(cmd, &o.statuses)
	f.StringSliceVarP(&o.relations, "relation", "r", nil, "only these relations; of several steps, the last")
	f.StringArrayVar(&o.choose.Publishers, "publisher", nil, "only what this one published; may be given again")
	f.IntVar(&o.choose.MinSources, "min-sources", 0, "only what so many independent articles tell")
	f.BoolVar(&o.csv, "csv", false, "answer in CSV, with the IDs of assertions and articles behind each row")
	f.BoolVar(&o.table, "table", false, "answer in a table, as it does by itself")
	complete(cmd, "relation", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return relationNames(schema.DefaultVocabulary()), cobra.ShellCompDirectiveNoFileComp
	})
	pickFlag(cmd, &o.pick)
	f.BoolVar(&o.evidence, "evidence", false, "show every sentence behind each row")
	markFlag(cmd, &o.mark)
	f.StringVar(&o.questions, "questions", "", "a folder with questions of your own, *.yaml")
	f.StringVar(&o.gizmo, "gizmo", "", "a query in Cayley's Gizmo language")
	f.StringVar(&o.graphql, "graphql", "", "a query in Cayley's GraphQL")
	f.DurationVar(&o.timeout, "timeout", 10*time.Second, "how long a --gizmo or --graphql query may run")
	f.IntVar(&o.limit, "limit", 0, "the most rows; where nothing is said all, but 100 of a --gizmo or --graphql query")
	f.Var(&o.memory, "memory", "how much memory a --gizmo or --graphql query may take")
	jsonFlag(cmd, &o.json)
	return cmd
}

// defaultLimit bounds a query of one's own, which is easily written too wide.
const defaultLimit = 100

func (o queryOptions) check(cmd *cobra.Command) error {
	asked := 0
	for _, there := range []bool{o.gizmo != "", o.graphql != "", o.list, o.name != ""} {
		if there {
			asked++
		}
	}
	switch {
	case o.gizmo == "" && cmd.Flags().Changed("gizmo"):
		return usagef("--gizmo is empty")
	case o.graphql == "" && cmd.Flags().Changed("graphql"):
		return usagef("--graphql is empty")
	case asked == 0:
		return usagef("no question: 'entente query --list' shows them")
	case asked > 1:
		return usagef("a question, --list, --gizmo or --graphql: one of them")
	case o.explain && (o.name == "" || len(o.args) > 0 || o.csv):
		return usagef("--explain takes a question's name alone, and perhaps --json")
	case o.csv && (o.json || o.table || o.evidence), o.json && o.table:
		return usagef("--json, --csv or --table: one of them, and --evidence not with --csv")
	case o.csv && o.name == "":
		return usagef("--csv is for the questions that --list shows")
	case o.limit < 1 && cmd.Flags().Changed("limit"):
		return usagef("--limit %d: want 1 or more", o.limit)
	case o.timeout <= 0:
		return usagef("--timeout %s: want more than nothing", o.timeout)
	case o.memory < 64<<20:
		return usagef("--memory %s: want 64MB or more", &o.memory)
	case o.choose.Confidence < 0 || o.choose.Confidence > 1:
		return usagef("--min-confidence %v: want a number from 0 to 1", o.choose.Confidence)
	case o.choose.MinSources < 0:
		return usagef("--min-sources %d: want 0 or more", o.choose.MinSources)
	}
	if err := checkMark(o.mark); err != nil {
		return err
	}
	return checkDates(o.choose.From, o.choose.To)
}

// checkDates checks what --since and --until were given.
func checkDates(from, to string) error {
	for _, d := range []struct{ flag, date string }{{"since", from}, {"until", to}} {
		if d.date != "" && !isDate(d.date) {
			return usagef("--%s %q: want a date such as 2024-08-20, 2024-08 or 2024", d.flag, d.date)
		}
	}
	return nil
}

func loadQuestions(folder string) (*queries.Catalog, error) {
	if folder == "" {
		return queries.Load(schema.DefaultVocabulary())
	}
	c, err := queries.Load(schema.DefaultVocabulary(), os.DirFS(folder))
	if err != nil {
		return nil, fmt.Errorf("questions of %s: %w", folder, err)
	}
	return c, nil
}

// completeQuery offers a question's name, and then what its next parameter takes.
func completeQuery(cmd *cobra.Command, folder string, args []string) []string {
	c, err := loadQuestions(folder)
	if err != nil {
		return nil
	}
	if len(args) == 0 {
		var names []string
		for _, q := range c.Queries() {
			names = append(names, q.Name+"\t"+q.Question)
		}
		return names
	}
	q, err := c.Query(args[0])
	if err != nil || len(args) > len(q.Params) {
		return nil
	}
	switch q.Params[len(args)-1].Kind {
	case queries.KindEntity:
		return entityNames(cmd)
	case queries.KindText:
		return relationNames(schema.DefaultVocabulary())
	}
	return nil
}

func runQuery(ctx context.Context, o queryOptions) error {
	if o.gizmo != "" || o.graphql != "" {
		o.limit = cmp.Or(o.limit, defaultLimit)
		return runBounded(ctx, o)
	}
	var err error
	if o.choose.Statuses, err = parseStatuses(o.statuses); err != nil {
		return err
	}
	if o.choose.Relations, err = findRelations(o.relations); err != nil {
		return err
	}
	o.choose.Limit = o.limit
	c, err := loadQuestions(o.questions)
	if err != nil {
		return err
	}
	if o.list {
		return listQuestions(o, c)
	}
	q, err := c.Query(o.name)
	if err != nil {
		var names []string
		for _, q := range c.Queries() {
			names = append(names, q.Name)
		}
		return usagef("%w%s", err, didYouMean(nearest(o.name, names)))
	}
	if o.explain {
		return explainQuestion(o, q.Explain())
	}
	for i, p := range q.Params {
		if p.Kind != queries.KindText || i >= len(o.args) {
			continue
		}
		r, err := findRelation(schema.DefaultVocabulary(), o.args[i])
		if err != nil {
			return err
		}
		o.args[i] = r.Name
	}
	return withStore(ctx, o.store, func(store *graph.Store) error {
		answer, err := c.Run(ctx, store, newPicker(store, o.pick), q.Name, o.args, o.choose)
		if errors.Is(err, queries.ErrArguments) {
			return usageError{err}
		}
		if err != nil {
			return err
		}
		switch {
		case o.json:
			return writeJSON(o.env.stdout, answer)
		case o.csv:
			return writeAnswerCSV(o.env.stdout, answer)
		}
		return writeAnswer(ctx, o, store, answer)
	})
}
