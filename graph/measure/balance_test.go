package measure

import (
	"math"
	"testing"

	"gotest.tools/v3/assert"
)

// tense are the frustrated pairs, as "ab".
func tense(b Balance) []string {
	out := []string{}
	for _, f := range b.Frustrated {
		out = append(out, f.A+f.B)
	}
	return out
}

func TestEachKindOfTriadIsCounted(t *testing.T) {
	for _, c := range []struct {
		said []string
		want Triads
	}{
		{[]string{"a+b", "b+c", "a+c"}, Triads{AllFriends: 1}},
		{[]string{"a+b", "b-c", "a-c"}, Triads{CommonEnemy: 1}},
		{[]string{"a+b", "b+c", "a-c"}, Triads{TornBetween: 1}},
		{[]string{"a-b", "b-c", "a-c"}, Triads{AllEnemies: 1}},
		{[]string{"a+b", "b+c", "a.c"}, Triads{}},
		{[]string{"a+b", "b+c", "a+c", "a-d", "b-d", "c-d"}, Triads{AllFriends: 1, CommonEnemy: 3}},
	} {
		assert.Equal(t, New(ties(c.said...)).Balance().Triads, c.want, "%v", c.said)
	}
}

func TestTwoCampsHaveNoFrustratedPair(t *testing.T) {
	b := New(ties("a+b", "b+c", "d+e", "a-d", "c-e", "b-e", "f-g")).Balance()
	assert.DeepEqual(t, tense(b), []string{})
	assert.Equal(t, b.Triads.Balanced(), 1.0)
}

func TestTheOneQuarrelAmongFriendsIsFrustrated(t *testing.T) {
	// Four friends, of whom a and b quarrel: both of their triads are torn.
	b := New(ties("a-b", "a+c", "a+d", "b+c", "b+d", "c+d")).Balance()
	assert.DeepEqual(t, tense(b), []string{"ab"})
	assert.Equal(t, b.Frustrated[0].Unbalanced, 2)
	assert.Equal(t, b.Frustrated[0].Sign, -1)
	assert.Equal(t, b.Frustrated[0].Edges[0].Relation, "war-with")
	assert.Equal(t, b.Triads, Triads{AllFriends: 2, TornBetween: 2})
	assert.Equal(t, b.Triads.Balanced(), 0.5)
}

func TestTheBetterSourcedSideOfAQuarrelStays(t *testing.T) {
	edges := ties("a+b", "b+c", "a-c")
	edges[1].Independent, edges[2].Independent = 5, 5
	assert.DeepEqual(t, tense(New(edges).Balance()), []string{"ab"})
}

func TestAPairOfAsMuchConflictAsCooperationHasNoSign(t *testing.T) {
	b := New(ties("a+b", "a-b", "b+c", "a.c")).Balance()
	assert.DeepEqual(t, b, Balance{Friendly: 1, Undecided: 1, Unsigned: 1, Frustrated: []Tension{}})
}

// By all of the ways of making two camps of ten entities.
func TestTheCampsOfASmallGraphHaveAsFewSourcesAgainstThemAsAnyTwo(t *testing.T) {
	g := New(random(10, 24))
	best := math.MaxInt
	for ways := range 1 << len(g.ids) {
		against := 0
		for _, p := range g.pairs {
			if together := ways>>p.low&1 == ways>>p.high&1; p.sign() != 0 && together != (p.sign() > 0) {
				against += max(p.plus-p.minus, p.minus-p.plus)
			}
		}
		best = min(best, against)
	}
	got := 0
	for _, f := range g.Balance().Frustrated {
		got += max(f.Positive-f.Negative, f.Negative-f.Positive)
	}
	assert.Assert(t, best > 0)
	assert.Equal(t, got, best)
}
