package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph/export"
	"github.com/entente-kg/entente/schema"
)

type extractOptions struct {
	env         *env
	docs        documents
	format      string
	showDropped bool
}

// recordFormats are the ways to write a record.
var recordFormats = map[string]func(context.Context, extractOptions, reading) error{
	"table":  writeRecordTable,
	"jsonl":  func(_ context.Context, o extractOptions, r reading) error { return writeLine(o.env.stdout, r.rec) },
	"nquads": writeRecordQuads,
}

var recordFormatNames = []string{"table", "jsonl", "nquads"}

func newExtract(e *env, run func(context.Context, extractOptions) error) *cobra.Command {
	o := extractOptions{env: e}
	asJSON := false
	cmd := &cobra.Command{
		Use:   "extract PATH...",
		Short: "Show what articles say, and store nothing",
		Long: `Extract who does what to whom, and print it: as a table for people, as extraction
records (jsonl) for 'entente load' and other programs, or as N-Quads.

A PATH is what 'entente ingest' takes; - is standard input. A bad input is told
of, and the rest is read; the exit code is then 3.`,
		Example: `  echo 'Russia invaded Ukraine in February 2022.' | entente extract -
  entente extract --format jsonl articles/ > records.jsonl
  entente extract --show-dropped page.html`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.docs.paths = args
			if asJSON && !cmd.Flags().Changed("format") {
				o.format = "jsonl"
			}
			if recordFormats[o.format] == nil {
				return usagef("--format %q: want one of %s", o.format, strings.Join(recordFormatNames, ", "))
			}
			if err := o.docs.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	documentFlags(cmd, &o.docs)
	cmd.Flags().StringVarP(&o.format, "format", "f", "table", "one of "+strings.Join(recordFormatNames, ", "))
	complete(cmd, "format", cobra.FixedCompletions(recordFormatNames, cobra.ShellCompDirectiveNoFileComp))
	cmd.Flags().BoolVar(&o.showDropped, "show-dropped", false, "in a table, show what was left out of each page, and why")
	cmd.Flags().BoolVar(&asJSON, "json", false, "the same as --format jsonl")
	return cmd
}

func runExtract(ctx context.Context, o extractOptions) error {
	t := tally{stderr: o.env.stderr}
	err := o.docs.read(ctx, o.env, func(r reading) error {
		if r.fault != nil {
			t.fault(*r.fault)
			return nil
		}
		t.good++
		if err := recordFormats[o.format](ctx, o, r); err != nil {
			return err
		}
		return o.env.flush() // who reads along sees an article when it is done
	})
	if err != nil {
		return err
	}
	return t.result()
}

// writeRecordTable writes one article: a line about it, and a line for each assertion.
func writeRecordTable(_ context.Context, o extractOptions, r reading) error {
	w, rec := o.env.stdout, r.rec
	writeArticle(w, rec.Doc)
	names := map[string]string{}
	for _, e := range rec.Entities {
		names[e.ID] = e.Name
	}
	var rows [][]string
	for _, a := range rec.Assertions {
		rows = append(rows, []string{names[a.Subject], a.Predicate, names[a.Object], string(a.Status), names[a.Attribution], a.Date, a.Evidence.Text})
	}
	if len(rows) == 0 {
		fmt.Fprintln(w, "no relation found")
	} else if err := table(w, []string{"SUBJECT", "RELATION", "OBJECT", "STATUS", "SPEAKER", "DATE", "SENTENCE"}, rows); err != nil {
		return err
	}
	if o.showDropped {
		if err := writeDropped(w, r); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w)
	return err
}

// writeArticle writes the one line that heads an article.
func writeArticle(w io.Writer, d schema.DocInfo) {
	where := d.URL
	if where == "" {
		where = d.ID
	}
	parts := []string{where}
	for _, p := range []string{d.Title, d.Publisher, d.Published} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	fmt.Fprintln(w, "# "+oneLine(strings.Join(parts, " | ")))
}

// writeDropped writes what is no part of the article, and why. The spans count
// in the record's own text where it has one.
func writeDropped(w io.Writer, r reading) error {
	text := r.rec.Doc.Text
	if text == "" {
		text = r.doc.Text
	}
	offsets := schema.NewOffsets(text)
	var rows [][]string
	for _, d := range r.rec.Dropped {
		at := offsets.Bytes(schema.Span{Start: d.Start, End: d.End})
		rows = append(rows, []string{"dropped", fmt.Sprintf("%d-%d", d.Start, d.End), d.Reason, shorten(oneLine(text[at.Start:at.End]), 60)})
	}
	return table(w, nil, rows)
}

// shorten cuts a text for show, at a space where there is one.
func shorten(s string, max int) string {
	runes := []rune(s)
	if len(runes) <= max {
		return s
	}
	cut := string(runes[:max])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + "..."
}

func writeRecordQuads(ctx context.Context, o extractOptions, r reading) error {
	g := export.Graph{Entities: r.rec.Entities}
	for _, a := range r.rec.Assertions {
		g.Statements = append(g.Statements, schema.Statement{Assertion: a, Doc: r.rec.Doc})
	}
	return export.Write(ctx, o.env.stdout, "nquads", g, export.Options{})
}
