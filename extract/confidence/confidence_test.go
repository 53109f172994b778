package confidence

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gotest.tools/v3/assert"
)

func TestTheEmbeddedTableKeepsOrder(t *testing.T) {
	table := Default()
	last := 0.0
	for c := 0.05; c < 1; c += 0.05 {
		p := table.Of("no such rule", c)
		assert.Assert(t, p > last && p < 1, "%v becomes %v, after %v", c, p, last)
		last = p
	}
	assert.Equal(t, Table{}.Of("any", 0.37), 0.37)
}

func TestATableNeedsASlope(t *testing.T) {
	_, err := New([]Entry{{ID: "some-rule", Offset: 1}})
	assert.ErrorContains(t, err, "every-rule")
}

// made are samples of which a set of rules is right as often as truth tells.
func made(n int, truth func(rule int, confidence float64) float64) []Sample {
	r := rand.New(rand.NewPCG(1, 2))
	var out []Sample
	for i := range n {
		rule, c := i%4, 0.3+0.6*r.Float64()
		out = append(out, Sample{Set: "made", Doc: fmt.Sprint(i), Rule: fmt.Sprint("rule-", rule), Confidence: c, Right: r.Float64() < truth(rule, c)})
	}
	return out
}

func TestFitFindsWhatRulesAreWorth(t *testing.T) {
	entries := Fit(made(8000, func(rule int, c float64) float64 {
		return logistic(1.5*logOdds(c) + float64(rule) - 1.5)
	}), "made")
	table, err := New(entries)
	assert.NilError(t, err)
	assert.Assert(t, math.Abs(table.slope-1.5) < 0.15, "slope %v", table.slope)
	for rule := range 4 {
		want, got := logistic(1.5*logOdds(0.6)+float64(rule)-1.5), table.Of(fmt.Sprint("rule-", rule), 0.6)
		assert.Assert(t, math.Abs(want-got) < 0.05, "rule %d: want %.3f, got %.3f", rule, want, got)
	}
	assert.Equal(t, entries[0].Judged, 8000)
	assert.Equal(t, entries[1].Judged, 2000)
}

func TestFittedBeatsWhatIsWrong(t *testing.T) {
	samples := made(600, func(rule int, c float64) float64 { return 0.9 })
	own := make([]float64, len(samples))
	for i, s := range samples {
		own[i] = s.Confidence
	}
	assert.Assert(t, Loss(samples, Held(samples, 5)) < Loss(samples, own))
}

func TestARuleSeldomJudgedStaysNearTheRest(t *testing.T) {
	samples := made(400, func(rule int, c float64) float64 { return logistic(logOdds(c) + 2) })
	samples = append(samples, Sample{Set: "made", Doc: "x", Rule: "rare", Confidence: 0.6})
	table, err := New(Fit(samples, "made"))
	assert.NilError(t, err)
	assert.Assert(t, table.Of("rare", 0.6) > 0.75, "%v", table.Of("rare", 0.6))
}
