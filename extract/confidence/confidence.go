// Package confidence turns what a rule says of itself into a probability.
//
//	rule's confidence, lowered by inference -> Table.Of -> share of such assertions that were right
//
// The table is fitted (Fit) on assertions that gold sets judged, by logistic regression over the
// log-odds of the rule's own confidence, with an offset for each rule that is drawn to nothing where a
// rule was judged seldom. It is embedded; cmd/entente-train writes it.
package confidence

import (
	"embed"
	"fmt"
	"math"
	"sync"

	"github.com/entente-kg/entente/schema/datafile"
)

//go:embed calibration.yaml
var files embed.FS

// Entry is one line of calibration.yaml: how a rule did.
type Entry struct {
	ID     string  `data:"id,required"`
	Judged int     // assertions that a gold set judged
	Right  int     // of these
	Offset float64 // added to the log-odds
	Slope  float64 // of the entry Every alone
}

// Every is the entry of what holds for every rule.
const Every = "every-rule"

// Table turns confidence into probability. The zero Table leaves it as it is.
type Table struct {
	slope, offset float64
	rules         map[string]float64
}

// Default is the embedded table. A fault in it is one of the program; the tests load it too.
var Default = sync.OnceValue(func() Table {
	entries, err := datafile.Load[Entry](files, "calibration.yaml")
	if err != nil {
		panic(err)
	}
	var list []Entry
	for _, e := range entries {
		list = append(list, e.Value)
	}
	t, err := New(list)
	if err != nil {
		panic(err)
	}
	return t
})

// New makes a table of its entries.
func New(entries []Entry) (Table, error) {
	t := table(entries)
	if t.slope <= 0 {
		return Table{}, fmt.Errorf("confidence: no entry %s with a slope above zero", Every)
	}
	return t, nil
}

func table(entries []Entry) Table {
	t := Table{rules: map[string]float64{}}
	for _, e := range entries {
		if e.ID == Every {
			t.slope, t.offset = e.Slope, e.Offset
			continue
		}
		t.rules[e.ID] = e.Offset
	}
	return t
}

// Of is how probable an assertion is that the rule gives the confidence, both in [0, 1].
func (t Table) Of(rule string, confidence float64) float64 {
	if t.slope == 0 {
		return confidence
	}
	return logistic(t.offset + t.slope*logOdds(confidence) + t.rules[rule])
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// logOdds keeps off the ends, where a rule would be sure beyond any evidence.
func logOdds(p float64) float64 {
	p = min(max(p, 0.02), 0.98)
	return math.Log(p / (1 - p))
}
