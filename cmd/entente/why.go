package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

type whyOptions struct {
	env                       *env
	store                     string
	assertion                 string // in place of an edge
	subject, relation, object string
	pick                      []int
	mark                      string
	all                       bool
	json                      bool
}

func newWhy(e *env, run func(context.Context, whyOptions) error) *cobra.Command {
	o := whyOptions{env: e}
	cmd := &cobra.Command{
		Use:   "why {SUBJECT RELATION OBJECT | ASSERTION}",
		Short: "Show every sentence behind an edge",
		Long: `Show every sentence that an edge was read from, with who says so, when, whether
it is asserted, claimed, denied or threatened, in which article, and by which rule.
Before all that stands the assertion's ID, by which 'why', 'accept', 'reject' and
'note' know it.

Denials and negations of the same edge stand behind the others, as what is against
it; so do, for one assertion, the statements that contradict it. Offsets count
characters of the article, first of the sentence and then of the two names.

Articles that tell one story in the same words are one independent source. What an
analyst rejected is left out; --all shows it, and so does its ID.

Names are forgiving: Turkey, TUR, Türkiye and country/TUR are one. A relation may
be asked by its name, or from its object by the name of its inverse.`,
		Example: `  entente why Russia invaded Ukraine
  entente why Ukraine invaded-by Russia
  entente why 1f2e3d4c`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 || len(args) == 3 {
				return nil
			}
			return fmt.Errorf("want an edge's SUBJECT RELATION OBJECT, or an ASSERTION; got %s", count(len(args), "argument"))
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch len(args) {
			case 0, 2:
				return entityNames(cmd), cobra.ShellCompDirectiveNoFileComp
			case 1:
				return relationNames(schema.DefaultVocabulary()), cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.assertion = args[0]
			} else {
				o.subject, o.relation, o.object = args[0], args[1], args[2]
			}
			if err := checkMark(o.mark); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	pickFlag(cmd, &o.pick)
	markFlag(cmd, &o.mark)
	cmd.Flags().BoolVarP(&o.all, "all", "a", false, "also what an analyst rejected")
	jsonFlag(cmd, &o.json)
	return cmd
}

func runWhy(ctx context.Context, o whyOptions) error {
	if o.assertion != "" {
		return whyAssertion(ctx, o)
	}
	relation, err := findRelation(schema.DefaultVocabulary(), o.relation)
	if err != nil {
		return err
	}
	return withStore(ctx, o.store, func(store *graph.Store) error {
		names := newPicker(store, o.pick)
		subject, err := names.Resolve(ctx, o.subject)
		if err != nil {
			return err
		}
		object, err := names.Resolve(ctx, o.object)
		if err != nil {
			return err
		}
		if relation.inverted {
			subject, object = object, subject
		}
		filter := ofEdge(subject.ID, relation.Relation, object.ID)
		found, err := statements(ctx, store, filter)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return nothingSaid(ctx, store, subject, relation.Relation, object)
		}
		if !o.all {
			found = slices.DeleteFunc(found, func(s schema.Statement) bool { return s.Review == schema.Rejected })
		}
		if len(found) == 0 {
			return fmt.Errorf("what articles say of %s %s %s was rejected; --all shows it", subject.Name, relation.Name, object.Name)
		}
		if o.json {
			return writeJSON(o.env.stdout, found)
		}
		edge, against := sides(found)
		if len(edge) == 0 {
			edge, against = against, nil
		}
		told, err := sources(ctx, store, edge)
		if err != nil {
			return err
		}
		fmt.Fprintf(o.env.stdout, "%s %s %s: %s\n", subject.Name, relation.Name, object.Name, told)
		if err := writeEvidence(ctx, o.env.stdout, store, edge, 0, o.env.mark(o.mark)); err != nil {
			return err
		}
		return writeAgainst(ctx, o, store, against, len(edge))
	})
}

// ofEdge chooses all that is said of an edge, rejected or not.
func ofEdge(subject string, r schema.Relation, object string) schema.Filter {
	f := schema.Filter{Predicates: []string{r.Name}, Rejected: true}
	if r.Symmetric {
		f.Between = [2]string{subject, object}
	} else {
		f.Subjects, f.Objects = []string{subject}, []string{object}
	}
	return f
}

// sides parts the statements that say no from all others.
func sides(found []schema.Statement) (others, against []schema.Statement) {
	for _, s := range found {
		if saysNo(s) {
			against = append(against, s)
		} else {
			others = append(others, s)
		}
	}
	return others, against
}

func saysNo(s schema.Statement) bool { return s.Status == schema.Denied || s.Status == schema.Negated }

// sources counts sentences, articles and independent sources in words.
func sources(ctx context.Context, store *graph.Store, found []schema.Statement) (string, error) {
	docs := articles(found)
	independent, err := store.Independent(ctx, docs)
	return fmt.Sprintf("%s in %s%s", count(len(found), "sentence"), count(len(docs), "article"), independently(len(docs), independent)), err
}

// writeAgainst writes what contradicts the statements above it, of which there are so many.
func writeAgainst(ctx context.Context, o whyOptions, store *graph.Store, against []schema.Statement, above int) error {
	if len(against) == 0 {
		return nil
	}
	told, err := sources(ctx, store, against)
	if err != nil {
		return err
	}
	fmt.Fprintf(o.env.stdout, "\nAgainst it: %s\n", told)
	return writeEvidence(ctx, o.env.stdout, store, against, above, o.env.mark(o.mark))
}

// contradicting are the statements that contradict one: whoever denies or negates
// what it says, or where it says no itself, whoever says it is or was so.
func contradicting(ctx context.Context, store *graph.Store, st schema.Statement, rejected bool) ([]schema.Statement, error) {
	f := ofEdge(st.Subject, schema.Relation{Name: st.Predicate, Symmetric: st.Symmetric}, st.Object)
	f.Rejected = rejected
	f.Statuses = []schema.Status{schema.Denied, schema.Negated}
	if saysNo(st) {
		f.Statuses = []schema.Status{schema.Asserted, schema.Claimed}
	}
	return statements(ctx, store, f)
}

// independently tells how many of several articles tell a story of their own.
func independently(articles, independent int) string {
	if articles < 2 {
		return ""
	}
	return fmt.Sprintf(", %d independent", independent)
}

func whyAssertion(ctx context.Context, o whyOptions) error {
	return withStore(ctx, o.store, func(store *graph.Store) error {
		st, err := store.Assertion(ctx, o.assertion)
		if err != nil {
			return err
		}
		if o.json {
			return writeJSON(o.env.stdout, []schema.Statement{st})
		}
		var ends [2]string
		for i, id := range []string{st.Subject, st.Object} {
			if ends[i], err = nameOf(ctx, store, id); err != nil {
				return err
			}
		}
		fmt.Fprintln(o.env.stdout, oneLine(strings.Join([]string{ends[0], st.Predicate, ends[1]}, " ")))
		if err := writeEvidence(ctx, o.env.stdout, store, []schema.Statement{st}, 0, o.env.mark(o.mark)); err != nil {
			return err
		}
		against, err := contradicting(ctx, store, st, o.all)
		if err != nil {
			return err
		}
		return writeAgainst(ctx, o, store, against, 1)
	})
}

// nameOf is what an entity is called; one that the store does not know is called by its ID.
func nameOf(ctx context.Context, store *graph.Store, id string) (string, error) {
	e, ok, err := store.Entity(ctx, id)
	if !ok {
		e.Name = id
	}
	return e.Name, err
}

// statements gathers what a filter chooses, in the order of time and then of the text.
func statements(ctx context.Context, store *graph.Store, f schema.Filter) ([]schema.Statement, error) {
	var found []schema.Statement
	err := store.Statements(ctx, f, func(s schema.Statement) error {
		found = append(found, s)
		return nil
	})
	slices.SortStableFunc(found, func(a, b schema.Statement) int {
		first, _ := a.When()
		other, _ := b.When()
		if c := strings.Compare(first, other); c != 0 {
			return c
		}
		if c := strings.Compare(a.Doc.ID, b.Doc.ID); c != 0 {
			return c
		}
		return schema.CompareAssertions(a.Assertion, b.Assertion)
	})
	return found, err
}

// articles are those that say it, each once.
func articles(found []schema.Statement) []string {
	var docs []string
	for _, s := range found {
		docs = append(docs, s.Doc.ID)
	}
	slices.Sort(docs)
	return slices.Compact(docs)
}

// nothingSaid is the error where no sentence is behind an edge. It names what
// else is said of the two, each way round.
func nothingSaid(ctx context.Context, store *graph.Store, subject schema.Entity, r schema.Relation, object schema.Entity) error {
	near, err := statements(ctx, store, schema.Filter{Between: [2]string{subject.ID, object.ID}})
	if err != nil {
		return err
	}
	names := map[string]string{subject.ID: subject.Name, object.ID: object.Name}
	var edges []string
	for _, s := range near {
		edges = append(edges, strings.Join([]string{names[s.Subject], s.Predicate, names[s.Object]}, " "))
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	about := "and nothing else of the two either"
	if len(edges) > 0 {
		about = "but " + strings.Join(edges, ", ")
	}
	return fmt.Errorf("no article in the store says %s %s %s, %s", subject.Name, r.Name, object.Name, about)
}

// writeEvidence writes each statement's sentence, and under it all that is known
// of it. Numbers go on from those that stand above.
func writeEvidence(ctx context.Context, w io.Writer, store *graph.Store, found []schema.Statement, above int, mark [2]string) error {
	ids, err := store.Names(ctx, found)
	if err != nil {
		return err
	}
	for i, s := range found {
		said := []string{ids[i], string(s.Status)}
		if s.Attribution != "" {
			speaker, err := nameOf(ctx, store, s.Attribution)
			if err != nil {
				return err
			}
			said = append(said, "by "+speaker)
		}
		if s.Date != "" {
			said = append(said, s.Date)
		}
		said = append(said, fmt.Sprintf("confidence %.2f", s.Confidence), "rule "+orDash(s.Rule))
		if s.Review != "" {
			said = append(said, string(s.Review))
		}
		article := []string{s.Doc.ID + place(s.Evidence)}
		for _, p := range []string{s.Doc.Title, s.Doc.Publisher, s.Doc.Published, s.Doc.URL} {
			if p != "" {
				article = append(article, p)
			}
		}
		fmt.Fprintf(w, "\n%d. %s\n   %s\n   %s\n", above+i+1, marked(s.Assertion, mark), oneLine(strings.Join(said, " | ")), oneLine(strings.Join(article, " | ")))
		if s.Note != "" {
			fmt.Fprintf(w, "   note: %s\n", oneLine(s.Note))
		}
	}
	return nil
}

// place is where the sentence stands in its article, and where the two names do.
func place(e schema.Evidence) string {
	at := fmt.Sprintf(" at %d-%d", e.Span.Start, e.Span.End)
	if e.SubjectSpan.Len() == 0 || e.ObjectSpan.Len() == 0 {
		return at // a record need not say where the names are
	}
	return at + fmt.Sprintf(" (%d-%d, %d-%d)", e.SubjectSpan.Start, e.SubjectSpan.End, e.ObjectSpan.Start, e.ObjectSpan.End)
}
