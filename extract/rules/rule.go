package rules

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
	"github.com/entente-kg/entente/schema/datafile"
)

// Rule is one entry of rules/*.yaml.
type Rule struct {
	ID       string `data:"id,required"`
	Relation string `data:"relation,required"`

	// What triggers it: a verb ("impose", or with the words behind it "break off",
	// "agree to", "go to war"), a noun, or an office. A verb with Takes is one with
	// such an object alone: impose, takes sanction; an adjective's stands behind a
	// preposition: responsible for the attack.
	Verb   []string
	Noun   []string
	Adj    []string // ready to, opposed to
	Office string   // how an office is tied to its holder: before, apposed, after, became, counterpart
	Takes  []string

	Subject []string // places, the first that holds an actor counts: see places.go
	Object  []string

	Near    []string // one of these lemmas must stand in the sentence
	Unless  []string // none of these may
	With    []string // one of these must stand in the phrase of the noun, or of the object taken
	Without []string // none of these may: former ally
	// Words of which one set must stand right before the verb's group: "do nothing",
	// refuse. They, and not the verb, then carry the status.
	Under []string

	// NotSubject are the kinds of entity whose act the word does not mean: a
	// person who attacks a country does it in words.
	NotSubject []schema.EntityType `data:"not_subject"`

	// Described lets actors that the text describes and does not name stand at the
	// ends: police, protesters in Athens, Rwandan rebels.
	Described bool

	// Passive asks for the passive voice, whose subject then stands at "object".
	Passive bool

	// Strict rules leave an open object open: it is not looked for elsewhere in the sentence.
	Strict bool

	// Transitive asks for a direct object: returned the throne to Benin.
	Transitive bool

	// Signed marks the signing of an agreement, which CAMEO has as 057 and PLOVER as
	// SUPPORT; one only announced is AGREE.
	Signed bool

	// Appeal marks words that only ask: CAMEO has them as 02, and PLOVER drops them.
	Appeal bool

	// LiftState turns a city at the object's place into its state: who visits Ankara visits Turkey.
	LiftState bool `data:"lift_state"`

	Status     schema.Status // what the words themselves say, where they do: planned, negated
	Confidence float64       // that a match is right, before what status and reference take away
	Note       string

	Match  []Example `data:"match,required"`
	Reject []string  `data:"reject,required"`
}

// Example is a sentence that a rule must match, with the ends by name.
type Example struct {
	Say         string `data:"say,required"`
	Subject     string `data:"subject,required"`
	Object      string `data:"object,required"`
	Status      schema.Status
	Attribution string
}

// Set is the rules by what triggers them. It does not change once loaded.
type Set struct {
	rules      []*Rule
	vocab      *schema.Vocabulary
	verbs      map[string][]*Rule
	nouns      map[string][]*Rule
	adjectives map[string][]*Rule
	offices    map[string][]*Rule
}

// Load reads the rules of every *.yaml in the given places. The error holds
// every fault as `file:line: rule: fault`.
func Load(v *schema.Vocabulary, from ...fs.FS) (*Set, error) {
	s := &Set{vocab: v, verbs: map[string][]*Rule{}, nouns: map[string][]*Rule{}, adjectives: map[string][]*Rule{}, offices: map[string][]*Rule{}}
	var faults datafile.Faults
	seen := map[string]string{}
	for i, fsys := range from {
		entries, err := datafile.Load[Rule](fsys, "*.yaml")
		if i > 0 && errors.Is(err, fs.ErrNotExist) {
			continue // a user's folder may have no rules
		}
		faults.Add(err)
		for _, e := range entries {
			if at, dup := seen[e.Name]; dup {
				faults.At(e.File, e.Line, e.Name, "id already used in %s", at)
			}
			seen[e.Name] = e.File
			e.Value.check(v, func(format string, args ...any) { faults.At(e.File, e.Line, e.Name, format, args...) })
			s.add(&e.Value)
		}
	}
	return s, faults.Err()
}

func (r *Rule) check(v *schema.Vocabulary, fault func(string, ...any)) {
	if _, ok := v.Relation(r.Relation); !ok {
		fault("unknown relation %q", r.Relation)
	}
	n := 0
	for _, set := range []bool{len(r.Verb) > 0, len(r.Noun) > 0, len(r.Adj) > 0, r.Office != ""} {
		if set {
			n++
		}
	}
	if n != 1 {
		fault("want one of verb, noun, adj and office")
	}
	if len(r.Takes) > 0 && len(r.Verb) == 0 && len(r.Adj) == 0 {
		fault("takes without a verb or an adjective")
	}
	for _, p := range slices.Concat(r.Subject, r.Object) {
		if !isPlace(p) {
			fault("unknown place %q", p)
		}
	}
	if r.Office == "" && (len(r.Subject) == 0 || len(r.Object) == 0) {
		fault("no subject or no object")
	}
	if r.Office != "" && !slices.Contains([]string{"before", "apposed", "after", "became", "counterpart"}, r.Office) {
		fault("unknown office pattern %q", r.Office)
	}
	if r.Status != "" && !slices.Contains(schema.Statuses, r.Status) {
		fault("unknown status %q", r.Status)
	}
	for _, t := range r.NotSubject {
		if !slices.Contains(schema.EntityTypes, t) {
			fault("unknown entity type %q", t)
		}
	}
	if r.Confidence <= 0 || r.Confidence > 1 {
		fault("confidence %v is outside (0, 1]", r.Confidence)
	}
	if len(r.Match) == 0 || len(r.Reject) == 0 {
		fault("want a sentence to match and one to reject")
	}
}

func (s *Set) add(r *Rule) {
	s.rules = append(s.rules, r)
	for _, v := range r.Verb {
		lemma, _, _ := strings.Cut(v, " ")
		if !slices.Contains(s.verbs[lemma], r) { // break, break off
			s.verbs[lemma] = append(s.verbs[lemma], r)
		}
	}
	for _, n := range r.Noun {
		s.nouns[n] = append(s.nouns[n], r)
	}
	for _, a := range r.Adj {
		s.adjectives[a] = append(s.adjectives[a], r)
	}
	if r.Office != "" {
		s.offices[r.Office] = append(s.offices[r.Office], r)
	}
}

// Only is the set of one rule, to see what it reads by itself.
func (s *Set) Only(r *Rule) *Set {
	one := &Set{vocab: s.vocab, verbs: map[string][]*Rule{}, nouns: map[string][]*Rule{}, adjectives: map[string][]*Rule{}, offices: map[string][]*Rule{}}
	one.add(r)
	return one
}

// Rules lists the rules, in the order of files.
func (s *Set) Rules() []*Rule { return s.rules }

// Verbs lists the verbs that trigger a rule, so that a lexicon can learn their forms.
func (s *Set) Verbs() []string {
	var out []string
	for v := range s.verbs {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}
