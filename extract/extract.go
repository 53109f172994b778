package extract

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/confidence"
	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/extract/page"
	"github.com/entente-kg/entente/extract/rules"
	"github.com/entente-kg/entente/extract/status"
	"github.com/entente-kg/entente/schema"
)

// Options choose what the pipeline works with. The zero value is the embedded data.
type Options struct {
	Names fs.FS // *.yaml of the user's own names, beside ours
	// Gazetteer is one that is loaded already, as gazetteer.LoadFiles does. Names is then not read.
	Gazetteer *gazetteer.Gazetteer
	Rules     fs.FS // *.yaml of the user's own rules, beside ours
	// RuleConfidence leaves confidence as the rules give it, for fitting what it is worth.
	RuleConfidence bool
}

// Pipeline is the built-in extractor. It is safe for concurrent use.
type Pipeline struct {
	vocab    *schema.Vocabulary
	pages    PageReader
	split    Splitter
	link     Linker
	match    Matcher
	rules    *rules.Set
	parse    Parser
	mentions MentionFinder
	worth    confidence.Table
}

// New makes a Pipeline. An error holds every fault of the user's own files.
func New(o Options) (*Pipeline, error) {
	vocab := schema.DefaultVocabulary()
	worth := confidence.Default()
	if o.RuleConfidence {
		worth = confidence.Table{}
	}
	names, set := gazetteer.Default(), rules.Default()
	var err error
	if o.Gazetteer != nil {
		names = o.Gazetteer
	} else if o.Names != nil {
		if names, err = gazetteer.LoadWith(o.Names); err != nil {
			return nil, fmt.Errorf("names: %w", err)
		}
	}
	if o.Rules != nil {
		if set, err = rules.LoadWith(vocab, o.Rules); err != nil {
			return nil, fmt.Errorf("rules: %w", err)
		}
	}
	return &Pipeline{vocab: vocab, pages: pageReader{}, split: splitter{}, match: set, rules: set, parse: parser{}, mentions: recogniser{}, worth: worth,
		link: linker{link.New(names, nlp.NewLexicon(set.Verbs()))}}, nil
}

// Extract reads one document. The same document always gives the same record.
func (p *Pipeline) Extract(ctx context.Context, doc schema.Document) (schema.Record, error) {
	if err := ctx.Err(); err != nil {
		return schema.Record{}, err
	}
	pg, err := p.pages.Read(doc)
	if err != nil {
		return schema.Record{}, err
	}
	if doc.ID == "" {
		doc.ID = schema.ContentID(doc.Text)
	}
	if pg.Published == "" {
		pg.Published = doc.DateHint
	}
	var sentences []nlp.Sentence
	for _, b := range pg.Blocks {
		sentences = append(sentences, p.split.Split(pg.Text, b.Span)...)
	}
	trees, err := p.parse.Parse(pg)
	if err != nil {
		return schema.Record{}, err
	}
	found, err := p.mentions.Mentions(pg.Text, trees)
	if err != nil {
		return schema.Record{}, err
	}
	d := p.link.Link(doc.ID, pg.Published, pg.Publisher, pg.Text, sentences, hints(found))
	w := writer{doc: doc, page: pg, d: d, vocab: p.vocab, offsets: schema.NewOffsets(pg.Text), mentions: organs(d, merge(found, d.Mentions())), worth: p.worth}
	return w.record(p.match.Match(d, trees)), nil
}

// writer turns what the stages found into the record.
type writer struct {
	doc      schema.Document
	page     page.Page
	d        *link.Doc
	vocab    *schema.Vocabulary
	offsets  schema.Offsets
	mentions []schema.Mention // bytes
	worth    confidence.Table
}

func (w *writer) record(matches []rules.Match) schema.Record {
	r := schema.Record{
		Doc: schema.DocInfo{ID: w.doc.ID, Title: w.page.Title, URL: w.page.URL, Publisher: w.page.Publisher,
			Byline: w.page.Byline, Published: w.page.Published, Language: w.page.Language,
			Sketch: sketch(w.page)},
		Entities: []schema.Entity{}, Mentions: []schema.Mention{}, Assertions: []schema.Assertion{}, Dropped: []schema.Dropped{},
	}
	if w.page.Rewritten {
		r.Doc.Text = w.page.Text
	}
	used := map[string]bool{}
	for _, m := range w.mentions {
		s := w.offsets.Runes(schema.Span{Start: m.Start, End: m.End})
		m.Start, m.End = s.Start, s.End
		r.Mentions = append(r.Mentions, m)
		used[m.Entity] = true
	}
	r.Assertions = append(r.Assertions, w.assertions(matches)...)
	for _, a := range r.Assertions {
		used[a.Subject], used[a.Object], used[a.Attribution] = true, true, true
	}
	delete(used, "")
	for id := range used {
		r.Entities = append(r.Entities, w.d.Entity(id))
	}
	slices.SortFunc(r.Entities, func(a, b schema.Entity) int { return cmp.Compare(a.ID, b.ID) })
	for _, dr := range w.page.Dropped {
		s := w.offsets.Runes(dr.Span)
		r.Dropped = append(r.Dropped, schema.Dropped{Start: s.Start, End: s.End, Reason: dr.Reason})
	}
	return r
}

// sketch leaves out what is dropped: two papers print one story between their own links.
func sketch(pg page.Page) string {
	var b strings.Builder
	for _, bl := range pg.Blocks {
		b.WriteString(pg.Text[bl.Span.Start:bl.Span.End])
		b.WriteByte('\n')
	}
	return schema.Sketch(b.String())
}

// assertions reads each match's status and date, and keeps of several that say
// the same in one sentence the surest.
func (w *writer) assertions(matches []rules.Match) []schema.Assertion {
	if sport(w.d) {
		matches = slices.DeleteFunc(matches, func(m rules.Match) bool { return !offField[m.Rule.Relation] })
	}
	if invented(w.d) {
		matches = nil
	}
	matches = slices.DeleteFunc(matches, func(m rules.Match) bool {
		return !offField[m.Rule.Relation] && onField(&w.d.Sentences[m.Sentence])
	})
	var claims []claim
	for _, m := range matches {
		claims = append(claims, w.read(m))
	}
	claims = append(claims, w.echoes(claims)...)
	claims = append(claims, w.denials(claims)...)
	claims = w.corrections(claims)
	var out []schema.Assertion
	at := map[string]int{}
	for _, c := range claims {
		a := w.assertion(c)
		if i, ok := at[a.ID]; ok {
			if a.Confidence > out[i].Confidence {
				out[i] = a
			}
			continue
		}
		at[a.ID] = len(out)
		out = append(out, a)
	}
	slices.SortStableFunc(out, schema.CompareAssertions)
	return out
}

// claim is a match whose status is read.
type claim struct {
	rules.Match
	place    status.Place
	read     status.Reading
	evidence schema.Span // bytes
}

func (w *writer) read(m rules.Match) claim {
	c := claim{Match: m, evidence: w.d.Sentences[m.Sentence].Span,
		place: status.Place{Sentence: m.Sentence, Trigger: m.Trigger, Noun: m.Noun, Phrase: m.Phrase}}
	c.read = reading(w.d, m)
	// Who threatens or plans a war for his state is its speaker; the state would wage it.
	if c.read.Status == schema.Threatened || c.read.Status == schema.Planned {
		if state := w.d.StateOf(c.Subject.Entity); state != "" && state != c.Object.Entity && force[m.Rule.Relation] {
			if c.read.Speaker == "" {
				c.read.Speaker = c.Subject.Entity
			}
			c.Subject.Entity = state
		}
	}
	return c
}

// denials are what is denied in other words than it was claimed in: who denies
// “it” denies what was claimed of him in the sentence or the one before.
func (w *writer) denials(claims []claim) []claim {
	var out []claim
	for _, c := range claims {
		if c.read.Teller != "" && c.read.Status == schema.Denied {
			c.read = status.Reading{Status: schema.Claimed, Speaker: c.read.Teller, Weight: c.read.Weight}
			out = append(out, c)
		}
	}
	for _, d := range status.Denials(w.d) {
		for back := 0; back <= 1; back++ {
			n := len(out)
			for i, c := range claims {
				if c.Sentence != d.Sentence-back || back == 0 && c.Trigger > d.Trigger || !deniable(c, back) ||
					c.Subject.Entity != d.Speaker || c.read.Speaker == d.Speaker {
					continue
				}
				if claims[i].read.Status == schema.Asserted {
					claims[i].read.Status = schema.Claimed // told as a fact and denied in one breath
				}
				c.read = status.Reading{Status: schema.Denied, Speaker: d.Speaker, Weight: 0.9 * c.read.Weight}
				c.evidence.End = w.d.Sentences[d.Sentence].End
				out = append(out, c)
			}
			if len(out) > n {
				break
			}
		}
	}
	return out
}

// deniable tells what a bare denial is of: what was claimed, or in the same sentence told of
// what its subject did, though not of what it said or is.
func deniable(c claim, back int) bool {
	return c.read.Status == schema.Claimed || back == 0 && c.read.Status == schema.Asserted && !c.Noun && deeds[c.Rule.Relation]
}

// Acts that states and groups are charged with.
var deeds = map[string]bool{"attacked": true, "invaded": true, "supplied-arms-to": true, "supported-militarily": true, "backs": true, "aided": true,
	"sent-advisers-to": true, "deployed-forces-to": true, "killed": true, "abducted": true, "blockaded": true, "cyberattacked": true, "intervened-in": true, "occupied": true, "detained": true}

func (w *writer) assertion(c claim) schema.Assertion {
	subject, object := c.Subject, c.Object
	rel, _ := w.vocab.Relation(w.relation(c))
	if rel.Symmetric && subject.Entity > object.Entity {
		subject, object = object, subject
	}
	code := rel.Coding(c.read.Status)
	sure := w.worth.Of(c.Rule.ID, c.Rule.Confidence*subject.Weight*object.Weight*c.read.Weight)
	a := schema.Assertion{
		Subject: subject.Entity, Predicate: rel.Name, Object: object.Entity,
		Status: c.read.Status, Attribution: c.read.Speaker, Date: status.When(w.d, c.place, w.page.Published, c.read.Status),
		Confidence: math.Round(sure*100) / 100,
		Symmetric:  rel.Symmetric, Plover: code.Plover, Mode: code.Mode, Cameo: code.Cameo, Quad: code.Quad, Re3d: rel.Re3d,
		Evidence: schema.Evidence{SubjectSpan: w.offsets.Runes(subject.Span), ObjectSpan: w.offsets.Runes(object.Span),
			Span: w.offsets.Runes(c.evidence), Text: w.page.Text[c.evidence.Start:c.evidence.End], Rule: c.Rule.ID},
	}
	if c.Rule.Signed && (a.Status == schema.Asserted || a.Status == schema.Claimed) {
		a.Plover, a.Mode, a.Cameo = "SUPPORT", "", "057"
	}
	if c.Rule.Appeal {
		a.Plover, a.Mode, a.Cameo, a.Quad = "", "", "020", ""
	}
	a.ID = schema.AssertionID(w.doc.ID, a)
	return a
}

// relation is the rule's, but for a state that takes a town of its own: it holds it and occupies nothing,
// unless the text says so of what was another's then.
func (w *writer) relation(c claim) string {
	if c.Rule.Relation != "occupied" {
		return c.Rule.Relation
	}
	s := w.d.Entity(c.Subject.Entity)
	o := w.d.Entity(c.Object.Entity)
	if s.Type == schema.Country && o.Type == schema.Place && s.Country == o.Country && !strings.Contains(w.page.Text[c.evidence.Start:c.evidence.End], "occup") {
		return "controls"
	}
	return c.Rule.Relation
}

// Acts of a state that its leader announces.
var force = map[string]bool{"war-with": true, "attacked": true, "invaded": true, "intervened-in": true, "deployed-forces-to": true,
	"occupied": true, "blockaded": true, "annexed": true, "supported-militarily": true, "mobilized-against": true}
