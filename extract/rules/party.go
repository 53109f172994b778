package rules

import (
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/schema"
)

// mutual verbs say of several subjects that they do it with each other, whatever
// their object is: France and Oman discussed the plan.
var mutual = lemmas("discuss exchange")

// whole are relations to a thing itself and not to whose it is: who holds a camp in
// Chad does not hold Chad.
var whole = lemmas("member-of controls leader-of")

// nobodies tells ends that say nothing for a standing relation: one is described by a
// common noun, and nobody owns it.
func (b *branch) nobodies(rel schema.Relation, x, y link.Ref) bool {
	if !b.rule.Described || rel.Plover != "" && rel.Re3d != "AlliesOf" {
		return false
	}
	for _, r := range []link.Ref{x, y} {
		if b.d.Passing(r.Entity) && !strings.HasSuffix(r.Entity, "-coalition") { // of coalitions a text has but one
			b.tell("nobody says whose %s are", b.d.Entity(r.Entity).Name)
			return true
		}
	}
	return false
}

// itself are those whom the trigger describes by whose they are: experts from
// Amnesty, students of Makerere University. Of one with a name, another rule reads it.
func (b *branch) itself() group {
	t := b.t
	if t.Is(b.word, "appos", "compound", "nmod:desc", "flat") || t.Kid(b.word, "cop", "appos", "flat") >= 0 {
		return nil
	}
	out := slices.Clone(b.one(b.word))
	for i, r := range out {
		if len(r.Alt) > 0 {
			out[i].Entity, out[i].Alt = r.Alt[0], nil // the men, and not their body
		}
	}
	return slices.DeleteFunc(out, func(r link.Ref) bool { return !strings.HasPrefix(r.Entity, "group/") })
}

// borne is whom the trigger goes to where it is the subject: our thoughts are with
// the families, condolences go out to Chad.
func (b *branch) borne() group {
	t := b.t
	n := t.First(b.word)
	h := t.Head(n)
	switch {
	case h < 0 || !t.Is(n, "nsubj"):
	case t.Kid(h, "cop") >= 0 && t.Case(h) == "with":
		return b.all(h)
	case t.Lemma(h) == "go":
		return b.all(t.Oblique(h, "to"))
	}
	return nil
}

// fighter is who wages the fight that the trigger names, where no owner says so: the
// subject of a verb of waging (leads the fight), whom somebody helps in it (support
// for Chad in its fight), or who has a part in it (a role in the fight).
func (b *branch) fighter() group {
	t := b.t
	if !b.noun && t.Passive(b.word) {
		return nil // once they are defeated
	}
	for i, n := b.word, 0; n < 4; n++ {
		h := t.Head(i)
		if h < 0 {
			return nil
		}
		if t.Verb(h) {
			return b.wages(h, i)
		}
		if !t.Is(i, "nmod", "acl", "obl", "dep", "xcomp", "appos") {
			return nil
		}
		if helps[t.Lemma(h)] {
			for _, prep := range []string{"for", "to", "of"} {
				for _, q := range t.Obliques(h, prep) {
					if q == i {
						continue
					}
					if out := b.all(q); len(out) > 0 {
						return weaken(out, 0.85)
					}
				}
			}
			return nil
		}
		if c := t.Kid(h, "cop"); c >= 0 {
			return weaken(b.all(t.Kid(h, "nsubj")), 0.85) // is a partner in the fight
		}
		if out := b.owners(h); len(out) > 0 {
			return weaken(out, 0.85)
		}
		if !shares[t.Lemma(h)] {
			return weaken(b.all(h), 0.85) // soldiers in the fight
		}
		i = h
	}
	return nil
}

// wages is who fights by verb v that word i hangs on.
func (b *branch) wages(v, i int) group {
	t := b.t
	switch {
	case helps[t.Lemma(v)] && !t.Is(i, "obj", "nsubj", "nsubj:pass"):
		return weaken(b.all(t.Object(v)), 0.85)
	case waging[t.Lemma(v)] && !(b.word == i && t.Is(i, "advcl") && t.Object(v) >= 0 && talking[t.Lemma(t.Object(v))]):
		return weaken(b.all(t.Agent(v)), 0.9)
	}
	// reiterated support for Chad in its fight
	if o := t.Object(v); o >= 0 && o < i && helps[t.Lemma(o)] {
		for _, prep := range []string{"for", "to", "of"} {
			if out := b.all(t.Oblique(o, prep)); len(out) > 0 {
				return weaken(out, 0.8)
			}
		}
	}
	return nil
}

var (
	helps = lemmas("support help aid assist assistance backing back")
	// shares are fights, and what somebody has in one.
	shares = lemmas("fight battle campaign war struggle offensive operation mission crusade counteroffensive drive bid role part effort effort progress contribution leadership participation involvement success gain advance victory front stage phase step action")
	// talking is what somebody goes on with who only speaks of a fight.
	talking = lemmas("discussion talk consultation dialogue debate conversation meeting negotiation review")
	waging  = lemmas(`lead fight join wage launch conduct continue step intensify begin start resume pursue mount carry win lose participate take contribute
		help engage play support escalate expand prosecute prepare plan order coordinate spearhead sustain renew complete abandon end halt suspend
		stop deploy make run stage undertake unite cooperate collaborate work commit redouble accelerate press open`)
)

// strikes are the blows that the reports of a coalition count without saying whose
// they are: four strikes destroyed a bunker.
var strikes = lemmas("strike airstrike sortie engagement")

// strikers are whose the strikes h are: their owner, or of a text that names one
// coalition and no owner, that coalition.
func (b *branch) strikers(h int) group {
	if len(b.owners(h)) > 0 || b.t.Oblique(h, "by") >= 0 {
		return nil
	}
	id := b.d.OnlyBody("coalition")
	if id == "" {
		return nil
	}
	return group{{Entity: id, Span: b.t.Phrase(h), Weight: 0.75}}
}
