package extract

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/entente-kg/entente/schema"
)

// Each cue is laid around three acts: of a rule read by word order, of one read in trees
// alone, and of a verb with a thing for its object. “+” parts what may come out.
var statusCues = []struct{ say, want string }{
	{"SUBJ PAST OBJ.", "asserted"},
	{"SUBJ has PAST OBJ.", "asserted"},
	{"SUBJ did not BASE OBJ.", "negated"},
	{"SUBJ never PAST OBJ.", "negated"},
	{"SUBJ has not PAST OBJ.", "negated"},
	{"SUBJ no longer BASEs OBJ.", "negated+hypothetical"},
	{"SUBJ have yet to BASE OBJ.", "negated+hypothetical"},
	{"SUBJ stopped short of GERUND OBJ.", "negated+hypothetical"},
	{"SUBJ refused to BASE OBJ.", "negated"},
	{"SUBJ declined to BASE OBJ.", "negated"},
	{"SUBJ failed to BASE OBJ.", "negated"},
	{"SUBJ allegedly PAST OBJ.", "claimed"},
	{"SUBJ reportedly PAST OBJ.", "claimed"},
	{"SUBJ supposedly PAST OBJ.", "claimed+hypothetical"},
	{"SUBJ is alleged to have PAST OBJ.", "claimed"},
	{"SUBJ is said to have PAST OBJ.", "claimed"},
	{"SUBJ is believed to have PAST OBJ.", "claimed+hypothetical"},
	{"SUBJ was accused of GERUND OBJ.", "claimed"},
	{"SUBJ denied GERUND OBJ.", "denied"},
	{"SUBJ denies that it PAST OBJ.", "denied"},
	{"SUBJ rejected claims that it had PAST OBJ.", "denied"},
	{"SUBJ denied reports that it had PAST OBJ.", "denied"},
	{"SUBJ would BASE OBJ.", "hypothetical+planned"},
	{"SUBJ could BASE OBJ.", "hypothetical"},
	{"SUBJ might BASE OBJ.", "hypothetical"},
	{"SUBJ may have PAST OBJ.", "hypothetical+claimed"},
	{"SUBJ should BASE OBJ.", "hypothetical"},
	{"SUBJ must BASE OBJ.", "hypothetical"},
	{"SUBJ will BASE OBJ.", "planned"},
	{"SUBJ is to BASE OBJ.", "planned"},
	{"SUBJ plans to BASE OBJ.", "planned"},
	{"SUBJ is preparing to BASE OBJ.", "planned"},
	{"SUBJ vowed to BASE OBJ.", "planned+threatened"},
	{"SUBJ threatened to BASE OBJ.", "threatened"},
	{"SUBJ agreed to BASE OBJ.", "planned"},
	{"SUBJ is set to BASE OBJ.", "planned"},
	{"SUBJ intends to BASE OBJ.", "planned"},
	{"SUBJ wants to BASE OBJ.", "planned+hypothetical"},
	{"SUBJ is ready to BASE OBJ.", "planned+hypothetical"},
	{"SUBJ is about to BASE OBJ.", "planned"},
	{"SUBJ is considering GERUND OBJ.", "hypothetical+planned"},
	{"If SUBJ PAST OBJ, war would follow.", "hypothetical"},
	{"Unless SUBJ PAST OBJ, there would be peace.", "hypothetical"},
	{"Had SUBJ PAST OBJ, war would have followed.", "hypothetical"},
	{"Were SUBJ to BASE OBJ, war would follow.", "hypothetical"},
	{"Should SUBJ BASE OBJ, war would follow.", "hypothetical"},
	{"Whether SUBJ PAST OBJ is unclear.", "hypothetical"},
	{"It is unclear whether SUBJ PAST OBJ.", "hypothetical"},
	{"SUBJ was ordered to BASE OBJ.", "hypothetical"},
	{"Ghana urged SUBJ to BASE OBJ.", "hypothetical"},
	{"Ghana accused SUBJ of GERUND OBJ.", "claimed"},
	{"Ghana says that SUBJ PAST OBJ.", "claimed"},
	{"Ghana let slip that SUBJ PAST OBJ.", "claimed+asserted"},
	{"According to Ghana, SUBJ PAST OBJ.", "claimed"},
	{"SUBJ PAST OBJ, Ghana said.", "claimed"},
	{"SUBJ, Ghana said, PAST OBJ.", "claimed"},
	{"Ghana denied that SUBJ PAST OBJ.", "denied"},
	{"Ghana feared that SUBJ would BASE OBJ.", "hypothetical+claimed"},
	{"Ghana warned that SUBJ would BASE OBJ.", "hypothetical+claimed+planned"},
	{"SUBJ tried to BASE OBJ.", "asserted+hypothetical+planned"},
	{"SUBJ managed to BASE OBJ.", "asserted"},
	{"SUBJ began GERUND OBJ.", "asserted"},
	{"SUBJ was prevented from GERUND OBJ.", "negated+hypothetical"},
	{"SUBJ is not going to BASE OBJ.", "negated"},
	{"Nobody believes that SUBJ PAST OBJ.", "hypothetical+negated+claimed"},
	{"There is no evidence that SUBJ PAST OBJ.", "hypothetical+negated"},
	{"Imagine that SUBJ PAST OBJ.", "hypothetical"},
	{"SUBJ nearly PAST OBJ.", "hypothetical+negated"},
	{"SUBJ hopes to BASE OBJ.", "planned+hypothetical"},
	{"SUBJ abandoned plans to BASE OBJ.", "hypothetical+negated"},
	{"SUBJ is suspected of GERUND OBJ.", "claimed+hypothetical"},
	{"Rumours that SUBJ PAST OBJ are false.", "hypothetical+negated+claimed+denied"},
	{"SUBJ is understood to have PAST OBJ.", "claimed"},
	{"SUBJ is presumed to have PAST OBJ.", "claimed"},
	{"SUBJ is rumoured to have PAST OBJ.", "claimed"},
	{"Ghana will pay on condition that SUBJ PAST OBJ.", "hypothetical"},
	{"Ghana spoke as if SUBJ had PAST OBJ.", "hypothetical"},
	{"Ghana acts as though SUBJ had PAST OBJ.", "hypothetical"},
	{"SUBJ was on the verge of GERUND OBJ.", "hypothetical"},
	{"SUBJ was on the point of GERUND OBJ.", "hypothetical"},
	{"SUBJ came close to GERUND OBJ.", "hypothetical+negated"},
	{"Should SUBJ BASE OBJ, war would follow.", "hypothetical"},
	{"Ghana was quoted as saying that SUBJ PAST OBJ.", "claimed"},
	{"Ghana insists that SUBJ PAST OBJ.", "claimed"},
	{"Far from GERUND OBJ, SUBJ sent gifts.", "negated"},
	{"Instead of GERUND OBJ, SUBJ sent gifts.", "negated"},
	{"SUBJ is being pressed to BASE OBJ.", "hypothetical"},
}

func TestStatusCues(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, act := range []struct{ subject, base, past, gerund, object, relation string }{
		{"Chadian soldiers", "raid", "raided", "raiding", "a village in Niger", "attacked"},
		{"Kenya", "invade", "invaded", "invading", "Somalia", "invaded"},
		{"Peru", "expel", "expelled", "expelling", "Chile's ambassador", "expelled"},
	} {
		fill := strings.NewReplacer("SUBJ", act.subject, "BASE", act.base, "PAST", act.past, "GERUND", act.gerund, "OBJ", act.object)
		for _, c := range statusCues {
			text := fill.Replace(c.say)
			r, err := p.Extract(context.Background(), schema.Document{ID: "x", Text: text})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, a := range r.Assertions {
				if a.Predicate == act.relation {
					got = append(got, string(a.Status))
				}
			}
			if len(got) == 0 || !slices.Contains(strings.Split(c.want, "+"), got[0]) {
				t.Errorf("%s: want %s, read %v", text, c.want, got)
			}
		}
	}
}
