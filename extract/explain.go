package extract

import (
	"fmt"
	"strings"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/extract/nlp/tree"
	"github.com/entente-kg/entente/extract/page"
	"github.com/entente-kg/entente/extract/rules"
	"github.com/entente-kg/entente/extract/status"
	"github.com/entente-kg/entente/schema"
)

// Explain tells what the rules made of each word of a text that triggers one.
func (p *Pipeline) Explain(text string) ([]rules.Step, error) {
	d, trees, err := p.read(text)
	if err != nil {
		return nil, err
	}
	return p.rules.Explain(d, trees), nil
}

// read links and parses a bare text.
func (p *Pipeline) read(text string) (*link.Doc, []*tree.Tree, error) {
	span := schema.Span{End: len(text)}
	trees, err := p.parse.Parse(page.Page{Text: text, Blocks: []page.Block{{Span: span}}})
	if err != nil {
		return nil, nil, err
	}
	found, err := p.mentions.Mentions(text, trees)
	if err != nil {
		return nil, nil, err
	}
	return p.link.Link("", "", "", text, nlp.Sentences(text, span), hints(found)), trees, nil
}

// found is what one rule reads in a sentence, as an Example says it.
type found struct {
	subject, object string
	status          schema.Status
	attribution     string
}

func (f found) String() string {
	return strings.TrimSpace(fmt.Sprintf("%s -> %s [%s] %s", f.subject, f.object, f.status, f.attribution))
}

// TestRules reads the own sentences of the rules with the ids, or of all, each
// rule by itself. It answers the faults as `rule: sentence: fault`, and how many
// rules were tested; an unknown id is an error.
func (p *Pipeline) TestRules(ids ...string) (faults []string, tested int, err error) {
	want := map[string]bool{}
	for _, id := range ids {
		want[id] = true
	}
	for _, r := range p.rules.Rules() {
		if len(ids) > 0 && !want[r.ID] {
			continue
		}
		delete(want, r.ID)
		tested++
		more, err := p.testRule(r)
		if err != nil {
			return nil, 0, err
		}
		faults = append(faults, more...)
	}
	for _, id := range ids {
		if want[id] {
			return nil, 0, fmt.Errorf("no rule %q", id)
		}
	}
	return faults, tested, nil
}

func (p *Pipeline) testRule(r *rules.Rule) ([]string, error) {
	var faults []string
	fault := func(say, format string, args ...any) {
		faults = append(faults, fmt.Sprintf("%s: %s: %s", r.ID, say, fmt.Sprintf(format, args...)))
	}
	rel, _ := p.vocab.Relation(r.Relation)
	for _, ex := range r.Match {
		want := found{ex.Subject, ex.Object, ex.Status, ex.Attribution}
		if want.status == "" {
			want.status = schema.Asserted
			if r.Status != "" {
				want.status = r.Status
			}
		}
		got, err := p.readRule(r, ex.Say)
		if err != nil {
			return nil, err
		}
		ok := false
		for _, g := range got {
			if ex.Attribution == "" {
				g.attribution = ""
			}
			swapped := g
			swapped.subject, swapped.object = g.object, g.subject
			ok = ok || g == want || rel.Symmetric && swapped == want
		}
		if !ok {
			fault(ex.Say, "want %v, read %v", want, got)
		}
	}
	for _, say := range r.Reject {
		say, except, _ := strings.Cut(say, " => ")
		got, err := p.readRule(r, say)
		if err != nil {
			return nil, err
		}
		for _, g := range got {
			if string(g.status) != except {
				fault(say, "read %v, want nothing", g)
			}
		}
	}
	return faults, nil
}

// readRule is what one rule by itself reads in a sentence.
func (p *Pipeline) readRule(r *rules.Rule, say string) ([]found, error) {
	d, trees, err := p.read(say)
	if err != nil {
		return nil, err
	}
	name := func(id string) string {
		if id == "" {
			return ""
		}
		return d.Entity(id).Name
	}
	var out []found
	for _, m := range p.rules.Only(r).Match(d, trees) {
		s := reading(d, m)
		out = append(out, found{name(m.Subject.Entity), name(m.Object.Entity), s.Status, name(s.Speaker)})
	}
	return out, nil
}

// asked tells a question.
func asked(d *link.Doc, si int) bool {
	t := d.Sentences[si].Tokens
	for i := len(t) - 1; i >= 0 && i > len(t)-3; i-- {
		if t[i].Text == "?" {
			return true
		}
	}
	return false
}

// decided tells whether a decision, and no will, stands before the refusal that a rule asks for.
func decided(d *link.Doc, m rules.Match) bool {
	t := d.Sentences[m.Sentence].Tokens
	for i := m.Trigger - 1; i >= 0 && i > m.Trigger-4; i-- {
		if t[i].Lemma == "decision" || t[i].Lemma == "decide" {
			return true
		}
	}
	return false
}

// offices tells what a title tells, whoever speaks: President Petro.
func offices(m rules.Match) bool { return m.Rule.Office != "" }

// reading is how a match is meant.
func reading(d *link.Doc, m rules.Match) status.Reading {
	var out status.Reading
	if m.Read != nil {
		out = *m.Read
	} else {
		out = status.Read(d, status.Place{Sentence: m.Sentence, Trigger: m.Trigger, Noun: m.Noun, Phrase: m.Phrase})
	}
	if w := m.Weaker; w != nil && (out.Status == schema.Asserted && w.Status != schema.Asserted ||
		out.Status == schema.Planned && w.Status == schema.Negated) {
		out = *w
	}
	if who := d.Turn(m.Sentence); who != "" && out.Speaker == "" && !offices(m) {
		if out.Speaker = who; out.Status == schema.Asserted {
			out.Status = schema.Claimed
		}
	}
	if out.Status != schema.Denied && asked(d, m.Sentence) {
		out.Status = schema.Hypothetical
	}
	if len(m.Rule.Under) > 0 && out.Status == schema.Planned && decided(d, m) {
		out.Status = schema.Asserted // a decision to do nothing is carried out as it is made
	}
	// Words that a tree rule asks for before the verb carry the status, not the verb.
	if m.Rule.Status != "" && (out.Status == schema.Asserted || out.Status == schema.Claimed && m.Rule.Status == schema.Planned || len(m.Rule.Under) > 0 && m.Read != nil) {
		out.Status = m.Rule.Status
	}
	return out
}
