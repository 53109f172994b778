package measure

import (
	"testing"

	"gotest.tools/v3/assert"
)

func TestWhatIsNewGoneAndTurned(t *testing.T) {
	before := ties("a+b", "c+d", "e-f", "g.h", "x+y")
	after := ties("a-b", "c+d", "e+f", "g-h", "p+q")
	after[4].Independent = 2
	c := Compare(before, after)
	assert.DeepEqual(t, c, Change{
		Turned: []Turn{
			{"a", "b", 1, -1, before[:1], after[:1]},
			{"e", "f", -1, 1, before[2:3], after[2:3]},
		}, // g and h only bordered on each other: they were nothing to turn from
		New:  []Edge{after[4], after[0], after[2], after[3]},
		Gone: []Edge{before[0], before[2], before[3], before[4]},
		Kept: 1,
	})
}

func TestAPairThatBecomesUndecidedHasTurned(t *testing.T) {
	c := Compare(ties("a+b"), ties("a+b", "a-b"))
	assert.Equal(t, len(c.Turned), 1)
	assert.Equal(t, c.Turned[0].After, 0)
	assert.Equal(t, c.Kept, 1)
}

func TestNothingChangesBetweenTheSame(t *testing.T) {
	edges := random(100, 300)
	assert.DeepEqual(t, Compare(edges, edges), Change{Turned: []Turn{}, New: []Edge{}, Gone: []Edge{}, Kept: 300})
}
