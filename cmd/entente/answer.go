package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/queries"
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

func writeAnswer(ctx context.Context, o queryOptions, store *graph.Store, a queries.Answer) error {
	w := o.env.stdout
	fmt.Fprintln(w, oneLine(a.Question))
	if len(a.Rows) == 0 {
		_, err := fmt.Fprintln(w, "nothing in the store")
		return err
	}
	head := make([]string, len(a.Columns))
	for i, c := range a.Columns {
		head[i] = strings.ToUpper(c)
	}
	if !o.evidence {
		return table(w, withSentence(a, head), sentenced(a))
	}
	for _, r := range a.Rows {
		fmt.Fprintln(w)
		if err := table(w, head, [][]string{r.Cells}); err != nil {
			return err
		}
		if err := writeEvidence(ctx, w, store, r.Statements); err != nil {
			return err
		}
	}
	return nil
}

// sentenceColumn is the column by which a row shows what it was read from.
const sentenceColumn = "sentence"

// withSentence and sentenced give an answer's table a last column with a
// sentence behind each row, where the question asks for no such column itself.
func withSentence(a queries.Answer, head []string) []string {
	if slices.Contains(a.Columns, sentenceColumn) {
		return head
	}
	return append(head, strings.ToUpper(sentenceColumn))
}

func sentenced(a queries.Answer) [][]string {
	rows := make([][]string, len(a.Rows))
	for i, r := range a.Rows {
		rows[i] = slices.Clone(r.Cells)
		if slices.Contains(a.Columns, sentenceColumn) || len(r.Statements) == 0 {
			continue
		}
		sentence := r.Statements[0].Evidence.Text
		if more := len(r.Statements) - 1; more > 0 {
			sentence += fmt.Sprintf(" (and %s: --evidence)", count(more, "more sentence"))
		}
		rows[i] = append(rows[i], sentence)
	}
	return rows
}
