package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/entente-kg/entente/extract/eval"
	"github.com/entente-kg/entente/schema"
)

// writeReport writes a report as tables for people.
func writeReport(w io.Writer, gold string, r eval.Report, show eval.Show) error {
	fmt.Fprintf(w, "%s: %s, %d without a record\n", gold, count(r.Docs, "document"), len(r.Missing))
	p := printer{w: w}
	if r.Articles != nil {
		p.articles(*r.Articles)
	} else {
		p.rates("MEASURE", r.Rows)
		p.rates(map[eval.Kind]string{eval.Events: "EVENT TYPE", eval.Quads: "QUAD CLASS", eval.Relations: "RELATION TYPE"}[r.Kind], r.Classes)
	}
	for _, g := range []struct {
		head string
		by   func(schema.Assertion) string
	}{{"PREDICTED RELATION", eval.ByRelation}, {"PREDICTED STATUS", eval.ByStatus}, {"RULE", eval.ByRule}} {
		p.shares(g.head, r.Shares(g.by))
	}
	if show.Reliability {
		p.reliability(r.Reliability())
	}
	for _, e := range r.Errors {
		what := ""
		if r.Kind == eval.Events || r.Kind == eval.Quads {
			what = ": the gold, then what was predicted"
		}
		p.errors(e, what, show.Errors)
	}
	return p.err
}

// printer writes tables with a blank line before each, and keeps the first error.
type printer struct {
	w   io.Writer
	err error
}

// table writes one table, or nothing where it has no rows.
func (p *printer) table(head []string, rows [][]string) {
	if len(rows) == 0 || p.err != nil {
		return
	}
	fmt.Fprintln(p.w)
	p.err = table(p.w, head, rows)
}

func (p *printer) rates(head string, rows []eval.Row) {
	var out [][]string
	heads := []string{head, "PRECISION", "RECALL", "F1", "GOLD"}
	for _, r := range rows {
		cells := []string{r.Name, four(r.Precision), four(r.Recall), four(r.F1), fmt.Sprint(r.Gold)}
		if r.Accuracy != nil {
			heads = append(heads[:5], "ACCURACY")
			cells = append(cells, four(*r.Accuracy))
		}
		out = append(out, cells)
	}
	p.table(heads, out)
}

func (p *printer) articles(a eval.ArticleReport) {
	recalls := func(head string, rows []eval.RecallRow) {
		var out [][]string
		for _, r := range rows {
			out = append(out, []string{r.Name, fmt.Sprint(r.Want), four(r.Recall()), four(r.WithStatus())})
		}
		p.table([]string{head, "GOLD", "RECALL", "WITH STATUS"}, out)
	}
	recalls("TIER", append(a.Tiers[1:], a.Tiers[0]))
	of := func(s eval.Share) string { return fmt.Sprintf("%d of %d", s.Right, s.Judged) }
	p.table([]string{"MEASURE", "VALUE"}, [][]string{
		{"precision", four(a.Precision)},
		{"precision, status right", four(a.PrecisionStatus)},
		{"asserted or claimed", fmt.Sprint(a.Predicted)},
		{"F1 of tier 1", four(a.F1Tier1)},
		{"F1 of tiers 1+2", four(a.F1)},
		{"F1 of tiers 1+2, status right", four(a.F1Status)},
		{"attribution right", of(a.Attribution)},
		{"distinct events kept apart", of(a.Distinct)},
		{"evidence in the text", of(a.Evidence)},
		{"traps sprung", fmt.Sprintf("%d of %d", len(a.Sprung), a.Traps)},
	})
	var sprung [][]string
	for _, s := range a.Sprung {
		sprung = append(sprung, []string{s.Doc, s.Trap, s.Got, fmt.Sprint(s.Count), s.Why})
	}
	p.table([]string{"SPRUNG IN", "TRAP", "GOT", "TIMES", "WHY"}, sprung)
	recalls("GOLD STATUS", a.ByStatus)
	recalls("GOLD RELATION", a.ByPredicate)
	var docs [][]string
	for _, d := range a.ByDoc {
		docs = append(docs, []string{d.Name, fmt.Sprint(d.Want), four(d.Recall()), four(d.WithStatus()), four(d.Precision()), fmt.Sprint(d.Predicted),
			fmt.Sprintf("%d of %d", d.Sprung, d.Traps)})
	}
	p.table([]string{"DOCUMENT", "GOLD", "RECALL", "WITH STATUS", "PRECISION", "PREDICTED", "TRAPS"}, docs)
}

func (p *printer) shares(head string, shares []eval.Share) {
	var out [][]string
	for _, s := range shares {
		out = append(out, []string{s.Name, fmt.Sprint(s.Judged), fmt.Sprint(s.Right), four(s.Precision())})
	}
	p.table([]string{head, "JUDGED", "RIGHT", "PRECISION"}, out)
}

func (p *printer) reliability(bins []eval.Bin) {
	var out [][]string
	for _, b := range bins {
		row := []string{fmt.Sprintf("%.1f-%.1f", b.From, b.To), fmt.Sprint(b.Judged), fmt.Sprint(b.Right), "", ""}
		if b.Judged > 0 {
			row[3], row[4] = four(float64(b.Right)/float64(b.Judged)), four(b.Confidence)
		}
		out = append(out, row)
	}
	p.table([]string{"CONFIDENCE", "JUDGED", "RIGHT", "PRECISION", "MEAN CONFIDENCE"}, out)
}

// errors lists the first of one sort: a line for the document and what is wrong, and one for each further cell.
func (p *printer) errors(e eval.Errors, what string, most int) {
	if most == 0 || len(e.List) == 0 {
		return
	}
	fmt.Fprintf(p.w, "\n%s (%d)%s\n", strings.ReplaceAll(e.Name, "_", " "), len(e.List), what)
	for _, x := range e.List[:min(most, len(e.List))] {
		fmt.Fprintf(p.w, "  %s", x.Doc)
		for i, c := range x.Cells {
			if i > 0 {
				fmt.Fprint(p.w, "\n     ")
			}
			fmt.Fprintf(p.w, " %s", orDash(oneLine(fmt.Sprint(c))))
		}
		fmt.Fprintln(p.w)
	}
}

func four(x float64) string { return fmt.Sprintf("%.4f", x) }
