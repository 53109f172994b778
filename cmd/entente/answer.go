package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/queries"
	"github.com/entente-kg/entente/schema"
)

func listQuestions(o queryOptions, c *queries.Catalog) error {
	type question struct {
		Name     string `json:"name"`
		Usage    string `json:"usage"`
		Question string `json:"question"`
	}
	list := []question{}
	var rows [][]string
	for _, q := range c.Queries() {
		list = append(list, question{q.Name, q.Usage(), q.Question})
		rows = append(rows, []string{q.Usage(), plainQuestion(q.Question)})
	}
	if o.json {
		return writeJSON(o.env.stdout, list)
	}
	return table(o.env.stdout, []string{"QUESTION", "IN WORDS"}, rows)
}

// plainQuestion takes from a question the marks of what is left out of it when not given.
func plainQuestion(s string) string {
	return strings.NewReplacer("[", "", "]", "", "{", "<", "}", ">").Replace(s)
}

func explainQuestion(o queryOptions, e queries.Explanation) error {
	w := o.env.stdout
	if o.json {
		return writeJSON(w, e)
	}
	fmt.Fprintf(w, "%s\n\n  entente query %s\n", plainQuestion(e.Question), e.Usage)
	for _, p := range e.Params {
		fmt.Fprintf(w, "    %s\n", p)
	}
	fmt.Fprint(w, "\nSteps:\n")
	for i, s := range e.Steps {
		fmt.Fprintf(w, "  %d. %s\n", i+1, s)
	}
	if e.Note != "" {
		fmt.Fprintf(w, "\n%s\n", e.Note)
	}
	fmt.Fprintf(w, "\nExample: %s\n", e.Example.Ask)
	return table(w, heads(e.Columns), e.Example.Rows)
}

func writeAnswer(ctx context.Context, o queryOptions, store *graph.Store, a queries.Answer) error {
	w := o.env.stdout
	fmt.Fprintln(w, oneLine(a.Question))
	if len(a.Rows) == 0 {
		_, err := fmt.Fprintln(w, "nothing in the store")
		return err
	}
	if a.More > 0 {
		fmt.Fprintf(o.env.stderr, "%s left out by --limit %d\n", count(a.More, "row"), o.limit)
	}
	countSources(a)
	if !o.evidence {
		ids, err := store.Names(ctx, shownStatements(a))
		if err != nil {
			return err
		}
		return sentenced(w, a, ids)
	}
	for _, r := range a.Rows {
		fmt.Fprintln(w)
		if err := table(w, heads(a.Columns), [][]string{r.Cells}); err != nil {
			return err
		}
		if err := writeEvidence(ctx, w, store, r.Statements, 0, o.env.mark(o.mark)); err != nil {
			return err
		}
	}
	return nil
}

// writeAnswerCSV writes an answer with what stands behind each row: how many
// independent articles, and the IDs of the assertions and of their articles, with
// a space between.
func writeAnswerCSV(out io.Writer, a queries.Answer) error {
	w := csv.NewWriter(out)
	if err := w.Write(append(slices.Clone(a.Columns), "independent", "assertion-ids", "article-ids")); err != nil {
		return err
	}
	for _, r := range a.Rows {
		var ids []string
		for _, s := range r.Statements {
			ids = append(ids, s.ID)
		}
		row := append(slices.Clone(r.Cells), strconv.Itoa(r.Independent), strings.Join(ids, " "), strings.Join(articles(r.Statements), " "))
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// The columns that are shown in a way of their own.
const (
	sentenceColumn = "sentence" // by which a row shows what it was read from
	articlesColumn = "articles"
)

func heads(columns []string) []string {
	head := make([]string, len(columns))
	for i, c := range columns {
		head[i] = strings.ToUpper(c)
	}
	return head
}

// countSources tells beside the number of articles how many of them tell a story
// of their own, where some are copies.
func countSources(a queries.Answer) {
	column := slices.Index(a.Columns, articlesColumn)
	for _, r := range a.Rows {
		if column >= 0 && r.Independent != len(articles(r.Statements)) {
			r.Cells[column] += fmt.Sprintf(" (%d independent)", r.Independent)
		}
	}
}

// shownStatements are the statements of which the rows show the sentence.
func shownStatements(a queries.Answer) []schema.Statement {
	column := slices.Index(a.Columns, sentenceColumn)
	out := make([]schema.Statement, len(a.Rows))
	for i, r := range a.Rows {
		out[i] = r.Statements[0]
		if column < 0 {
			continue
		}
		for _, st := range r.Statements {
			if st.Evidence.Text == r.Cells[column] {
				out[i] = st
				break
			}
		}
	}
	return out
}

// sentenced writes an answer's table. Each row shows a sentence that it was read
// from, and before that the ID by which the assertion can be looked at and reviewed.
func sentenced(w io.Writer, a queries.Answer, ids []string) error {
	head := heads(a.Columns)
	column := slices.Index(a.Columns, sentenceColumn)
	if column < 0 {
		head = append(head, strings.ToUpper(sentenceColumn))
	}
	at := len(head) - 1
	if column >= 0 {
		at = column
	}
	rows := make([][]string, len(a.Rows))
	for i, r := range a.Rows {
		rows[i] = slices.Clone(r.Cells)
		if column < 0 {
			sentence := r.Statements[0].Evidence.Text
			if more := len(r.Statements) - 1; more > 0 {
				sentence += fmt.Sprintf(" (and %s: --evidence)", count(more, "more sentence"))
			}
			rows[i] = append(rows[i], sentence)
		}
		rows[i] = slices.Insert(rows[i], at, ids[i])
	}
	return table(w, slices.Insert(head, at, "ID"), rows)
}
