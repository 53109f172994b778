package rules_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/extract/rules"
	"github.com/entente-kg/entente/extract/status"
	"github.com/entente-kg/entente/schema"
)

// found is what one rule reads in a sentence, as an Example says it.
type found struct {
	Subject, Object string
	Status          schema.Status
	Attribution     string
}

func read(l *link.Linker, set *rules.Set, r *rules.Rule, say string) []found {
	d := l.Link(say, nlp.Sentences(say, schema.Span{End: len(say)}))
	name := func(id string) string {
		if id == "" {
			return ""
		}
		return d.Entity(id).Name
	}
	var out []found
	for _, m := range set.Match(d) {
		if m.Rule != r {
			continue
		}
		s := status.Read(d, status.Place{Sentence: m.Sentence, Trigger: m.Trigger, Noun: m.Noun, Phrase: m.Phrase})
		if r.Status != "" && s.Status == schema.Asserted {
			s.Status = r.Status
		}
		out = append(out, found{name(m.Subject.Entity), name(m.Object.Entity), s.Status, name(s.Speaker)})
	}
	return out
}

func TestEveryRuleReadsItsOwnSentences(t *testing.T) {
	set := rules.Default()
	l := link.New(gazetteer.Default(), nlp.NewLexicon(set.Verbs()))
	for _, r := range set.Rules() {
		t.Run(r.ID, func(t *testing.T) {
			for _, ex := range r.Match {
				want := found{ex.Subject, ex.Object, ex.Status, ex.Attribution}
				if want.Status == "" {
					want.Status = schema.Asserted
					if r.Status != "" {
						want.Status = r.Status
					}
				}
				got := read(l, set, r, ex.Say)
				ok := false
				for _, g := range got {
					if ex.Attribution == "" {
						g.Attribution = ""
					}
					swapped := g
					swapped.Subject, swapped.Object = g.Object, g.Subject
					rel, _ := schema.DefaultVocabulary().Relation(r.Relation)
					ok = ok || g == want || rel.Symmetric && swapped == want
				}
				if !ok {
					t.Errorf("%s\n%s", ex.Say, cmp.Diff([]found{want}, got))
				}
			}
			for _, say := range r.Reject {
				say, except, _ := strings.Cut(say, " => ")
				for _, g := range read(l, set, r, say) {
					if string(g.Status) != except {
						t.Errorf("reject: %s\nread %+v", say, g)
					}
				}
			}
		})
	}
}
