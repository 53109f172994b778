// Package status tells how the text stands to a relation that a rule found:
// whether it says so itself, who says or denies it, whether it is to come, is
// threatened or only thought of, and when.
//
//	a match + its linked sentence, by word order (Read) or tree (ReadTree) -> Reading{status, speaker}
//	a match + the dates about it -> When
//
// It never turns doubt into fact: of two readings the weaker one counts.
package status

import (
	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// Reading is how a relation is meant.
type Reading struct {
	Status  schema.Status
	Speaker string  // an entity's ID, or empty
	Teller  string  // of a denial, who claims what is denied where the same words say so, or empty
	Weight  float64 // below 1 where the reading is unsure
}

// Place is where a relation stands: the word that speaks of it.
type Place struct {
	Sentence int
	Trigger  int // token
	Noun     bool
	Phrase   int // the trigger's noun phrase, or that of the object it takes
}

// Read reads the status at a place.
func Read(d *link.Doc, at Place) Reading {
	r := &reader{d: d, si: at.Sentence, s: &d.Sentences[at.Sentence], verdict: unread()}
	if at.Trigger < 0 {
		return r.out
	}
	v := at.Trigger
	if at.Noun {
		r.noun(at.Phrase)
		v = r.verbOf(at.Phrase)
		at.Noun = v < 0 || !r.made(v, at.Phrase)
	} else {
		if at.Phrase >= 0 {
			r.phrase(at.Phrase)
		}
		r.verb(v)
		if r.inverted(v) {
			r.out.Status = schema.Hypothetical
		}
	}
	if v >= 0 && !(at.Noun && (r.taken(at.Phrase) || talking[r.s.Tokens[v].Lemma] && r.s.Object(v) == at.Phrase)) {
		r.above(v, at.Noun)
	}
	r.source(at.Trigger)
	return r.out
}

// taken tells whether a noun is spoken of as known: “its historic foe, Armenia”, “its 2020 war”. Whoever
// claims or denies something about it takes it for granted.
func (r *reader) taken(k int) bool {
	return r.s.Phrases[k].Pronoun >= 0 || r.s.Phrases[k].Possessor >= 0
}

type reader struct {
	d  *link.Doc
	si int
	s  *nlp.Sentence
	verdict
}

// denied lays over the denial in the verb at u, unless it is none: who neither
// confirms nor denies, or did not deny, has said nothing.
func (r *reader) denied(u int, who string) {
	g := r.s.Group(u)
	if g.Negator >= 0 || g.First > 0 && (r.s.Tokens[g.First-1].Lower == "nor" || r.s.Tokens[g.First-1].Lower == "neither") {
		r.set(schema.Hypothetical)
		return
	}
	r.deny(who)
}

// who is the entity that phrase k stands for, or empty.
func (r *reader) who(k int) string {
	if refs := r.d.Refs(r.si, k); len(refs) > 0 {
		return refs[0].Entity
	}
	if k >= 0 && Tellers[r.s.Tokens[r.s.Phrases[k].Head].Lemma] {
		return r.owner(k)
	}
	return ""
}
