package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/graph/measure"
)

// period is a stretch of time, from a date to a date.
type period struct{ first, last string }

// parsePeriod reads 2020, 2020-03 or 2019-11/2020-02.
func parsePeriod(s string) (period, error) {
	from, to, both := strings.Cut(s, "/")
	if !both {
		to = from
	}
	if !isDate(from) || !isDate(to) {
		return period{}, usagef("--between %q: want a period such as 2020, 2020-03 or 2019-11/2020-02", s)
	}
	if n := min(len(from), len(to)); from[:n] > to[:n] {
		return period{}, usagef("--between %q: the period ends before it begins", s)
	}
	return period{from, to}, nil
}

func newChange(e *env, run measureRun) *cobra.Command {
	o := measureOptions{}
	var between []string
	cmd := &cobra.Command{
		Use:   "change --between P1,P2",
		Short: "Tell what is new, gone and turned into its contrary between two periods",
		Long: `Tell which edges are asserted of the second period and not of the first, of the
first and not of the second, and which pairs turned from friendly to hostile, or
another way round. A period is a year, a month, a day, or two of these with a slash.

What is dated counts for its date, and what is not for the day on which its article
was published. What is gone is no more told of, which does not say that it ended;
and who is read more is told more of, so compare periods of as many articles. A
pair has turned only where both periods tell of something that joins the two or sets
them apart.`,
		Example: "  entente measure change --between 2020,2021\n  entente measure change --between 2019-01/2019-06,2019-07/2019-12 --min-sources 2",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if len(between) != 2 {
				return usagef("--between: want two periods, as in --between 2020,2021")
			}
			for i, s := range between {
				var err error
				if o.periods[i], err = parsePeriod(s); err != nil {
					return err
				}
			}
			if err := o.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	o.flags(cmd, e)
	o.limitFlag(cmd)
	cmd.Flags().StringSliceVar(&between, "between", nil, "the two periods")
	return cmd
}

type turn struct {
	A      named          `json:"a"`
	B      named          `json:"b"`
	Before string         `json:"before"`
	After  string         `json:"after"`
	Was    []measure.Edge `json:"was"`
	Is     []measure.Edge `json:"is"`
}

type changeAnswer struct {
	Between [2]string      `json:"between"`
	Turned  []turn         `json:"turned"`
	New     []measure.Edge `json:"new"`
	Gone    []measure.Edge `json:"gone"`
	Kept    int            `json:"kept"`
}

func (p period) String() string {
	if p.first == p.last {
		return p.first
	}
	return p.first + "/" + p.last
}

func runChange(ctx context.Context, o measureOptions) error {
	f, err := o.filter()
	if err != nil {
		return err
	}
	return withStore(ctx, o.store, func(store *graph.Store) error {
		var edges [2][]measure.Edge
		for i, p := range o.periods {
			f.From, f.To = p.first, p.last
			if edges[i], err = o.edges(ctx, store, f); err != nil {
				return err
			}
		}
		names, err := callings(ctx, store)
		if err != nil {
			return err
		}
		return o.tellChange(measure.Compare(edges[0], edges[1]), names)
	})
}

func (o measureOptions) tellChange(c measure.Change, names nameBook) error {
	all := changeAnswer{[2]string{o.periods[0].String(), o.periods[1].String()}, []turn{}, nil, nil, c.Kept}
	turned, left := first(c.Turned, o.limit)
	var rows [][]string
	for _, t := range turned {
		all.Turned = append(all.Turned, turn{names.of(t.A), names.of(t.B), signName(t.Before), signName(t.After), t.Was, t.Is})
		rows = append(rows, []string{"turned " + signName(t.After), names[t.A], "", names[t.B], "", "",
			"was " + signName(t.Before) + ": " + relationsOf(t.Was, names) + "; is: " + relationsOf(t.Is, names)})
	}
	for _, k := range []struct {
		kind  string
		edges []measure.Edge
		shown *[]measure.Edge
	}{{"new", c.New, &all.New}, {"gone", c.Gone, &all.Gone}} {
		shown, more := first(k.edges, o.limit)
		*k.shown, left = shown, left+more
		for _, e := range shown {
			rows = append(rows, []string{k.kind, names[e.Subject], e.Relation, names[e.Object], fmt.Sprint(e.Independent), span(e), ""})
		}
	}
	tellLeft(o.env, left)
	if o.json {
		return writeJSON(o.env.stdout, all)
	}
	fmt.Fprintf(o.env.stdout, "From %s to %s: %s turned, %s new, %d gone, %d of both\n", all.Between[0], all.Between[1], count(len(c.Turned), "pair"),
		count(len(c.New), "edge"), len(c.Gone), c.Kept)
	if len(rows) == 0 {
		return nil
	}
	return table(o.env.stdout, []string{"CHANGE", "ENTITY", "RELATION", "ENTITY", "SOURCES", "WHEN", "WHY"}, rows)
}

// span tells when an edge was.
func span(e measure.Edge) string {
	if e.First == e.Last {
		return e.First
	}
	return e.First + "/" + e.Last
}
