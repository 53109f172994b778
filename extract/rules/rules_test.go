package rules_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/extract/nlp/tree"
	"github.com/entente-kg/entente/extract/nlp/ud"
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

func parse(t *testing.T, text string) []*tree.Tree {
	t.Helper()
	m, err := ud.English()
	if err != nil {
		t.Fatal(err)
	}
	var out []*tree.Tree
	for _, s := range m.Analyse(text) {
		out = append(out, tree.New(s))
	}
	return out
}

func read(t *testing.T, l *link.Linker, set *rules.Set, r *rules.Rule, say string) []found {
	d := l.Link("", say, nlp.Sentences(say, schema.Span{End: len(say)}))
	name := func(id string) string {
		if id == "" {
			return ""
		}
		return d.Entity(id).Name
	}
	var out []found
	for _, m := range set.Match(d, parse(t, say)) {
		if m.Rule != r {
			continue
		}
		s := status.Read(d, status.Place{Sentence: m.Sentence, Trigger: m.Trigger, Noun: m.Noun, Phrase: m.Phrase})
		if m.Read != nil {
			s = *m.Read
		}
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
				got := read(t, l, set, r, ex.Say)
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
				for _, g := range read(t, l, set, r, say) {
					if string(g.Status) != except {
						t.Errorf("reject: %s\nread %+v", say, g)
					}
				}
			}
		})
	}
}
