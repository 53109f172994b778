package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// ReadDump reads what Dump wrote, or any N-Quads in the model: it calls use with each
// record, and answers what was decided, for Decide to take over. What makes no sense is
// told of with the number of its line and passed over, as model.ReadNQuads has it; what
// use or tell answers ends the reading. Decisions that are answered do not contradict
// one another.
func ReadDump(ctx context.Context, in io.Reader, use func(schema.Record) error, tell func(line int, err error) error) ([]Decision, error) {
	v := verdicts{}
	err := model.ReadNQuads(ctx, in, use, func(line int, q quad.Quad) error {
		if err := v.add(line, q); err != nil {
			return tell(line, err)
		}
		return nil
	}, tell)
	if err != nil {
		return nil, err
	}
	return v.decisions(tell)
}

// verdicts are the quads of decisions by what they are on.
type verdicts map[quad.Value]*verdict

type verdict struct {
	line  int // the first one
	says  map[quad.Value][]string
	facts []string
}

func (v verdicts) add(line int, q quad.Quad) error {
	value, ok := "", false
	id, entity := model.EntityID(q.Subject)
	if entity {
		q.Subject = model.EntityIRI(id) // which others may spell in another way
	}
	_, assertion := model.AssertionID(q.Subject)
	fact, isFact := model.Fact(q.Predicate, q.Object)
	switch p := q.Predicate; {
	case entity && isFact:
		ok = true
	case entity && (p == model.MergedInto || p == model.SplitFrom):
		value, ok = model.EntityID(q.Object)
	case entity && p == model.SplitIn, assertion && p == model.Article:
		value, ok = model.DocID(q.Object)
	case assertion && (p == model.Review || p == model.Note):
		text, isText := q.Object.(quad.String)
		value, ok = string(text), isText
	}
	if !ok {
		return fmt.Errorf("no decision: %v %v %v", q.Subject, q.Predicate, q.Object)
	}
	on := v[q.Subject]
	if on == nil {
		on = &verdict{line: line, says: map[quad.Value][]string{}}
		v[q.Subject] = on
	}
	if isFact {
		on.facts = append(on.facts, fact)
	} else {
		on.says[q.Predicate] = append(on.says[q.Predicate], value)
	}
	return nil
}

// one is the value of what has one at most.
func (d *verdict) one(p quad.IRI) (string, error) {
	switch all := d.all(p); len(all) {
	case 0:
		return "", nil
	case 1:
		return all[0], nil
	}
	return "", fmt.Errorf("two different %v", p)
}

func (d *verdict) all(p quad.IRI) []string {
	slices.Sort(d.says[p])
	return slices.Compact(d.says[p])
}

// decisions puts together what the quads say, in the order in which a store lists it.
func (v verdicts) decisions(tell func(line int, err error) error) (out []Decision, err error) {
	subjects := slices.SortedFunc(maps.Keys(v), func(a, b quad.Value) int {
		return cmp.Or(cmp.Compare(v[a].line, v[b].line), cmp.Compare(a.String(), b.String()))
	})
	who := identity{into: map[string]string{}, there: map[string]map[artKey]string{}}
	reviewed := map[[2]string]bool{}
	for _, subject := range subjects {
		on := v[subject]
		var found []Decision
		var fault error
		if id, ok := model.EntityID(subject); ok {
			merge, err1 := on.merge(id, who)
			splits, err2 := on.splits(id, who)
			found, fault = append(merge, splits...), errors.Join(err1, err2)
		} else {
			found, fault = on.review(subject, reviewed)
		}
		if fault != nil {
			if err := tell(on.line, fmt.Errorf("decisions on %v passed over: %w", subject, fault)); err != nil {
				return nil, err
			}
		}
		out = append(out, found...)
	}
	slices.SortFunc(out, compareDecisions)
	return out, nil
}

func (d *verdict) merge(id string, who identity) ([]Decision, error) {
	into, err := d.one(model.MergedInto)
	if err != nil || into == "" {
		return nil, err
	}
	if who.root(into) == id {
		return nil, fmt.Errorf("%w: %s is %s", ErrMerged, into, id)
	}
	who.into[id] = into
	return []Decision{{Kind: "merge", Entity: id, Is: into}}, nil
}

func (d *verdict) splits(is string, who identity) (out []Decision, err error) {
	from, err := d.one(model.SplitFrom)
	docs := d.all(model.SplitIn)
	switch {
	case err != nil:
		return nil, err
	case from == "" && len(docs) == 0 && len(d.facts) == 0:
		return nil, nil
	case from == "" || from == is || len(docs) == 0:
		return nil, fmt.Errorf("split off %q in %d articles", from, len(docs))
	}
	if who.there[from] == nil {
		who.there[from] = map[artKey]string{}
	}
	for _, doc := range docs {
		if now, ok := who.there[from][keyOf(doc)]; ok {
			return nil, fmt.Errorf("%w: %s is %s in %q", ErrMerged, from, now, doc)
		}
	}
	slices.Sort(d.facts)
	as := model.EntityOf(is, slices.Compact(d.facts))
	for _, doc := range docs {
		who.there[from][keyOf(doc)] = is
		out = append(out, Decision{Kind: "split", Entity: from, Is: is, As: &as, Article: doc})
	}
	return out, nil
}

func (d *verdict) review(node quad.Value, reviewed map[[2]string]bool) ([]Decision, error) {
	doc, id, _ := model.NodeOf(node)
	x := Decision{Kind: "review", Article: doc, Assertion: id}
	if doc != "" {
		x.Node = string(model.NodeIn(doc, id))
	}
	article, err1 := d.one(model.Article)
	review, err2 := d.one(model.Review)
	note, err3 := d.one(model.Note)
	if err := cmp.Or(err1, err2, err3); err != nil {
		return nil, err
	}
	x.Article, x.Review, x.Note = cmp.Or(article, doc), schema.Review(review), model.Clean(note)
	switch {
	case x.Article == "":
		return nil, fmt.Errorf("no %v", model.Article)
	case doc != "" && x.Article != doc:
		return nil, fmt.Errorf("of article %q, and named after %q", article, doc)
	case review == "" && note == "" || review != "" && x.Review != schema.Accepted && x.Review != schema.Rejected:
		return nil, fmt.Errorf("review %q", review)
	case reviewed[[2]string{x.Article, id}]:
		return nil, fmt.Errorf("under two names")
	}
	reviewed[[2]string{x.Article, id}] = true
	return []Decision{x}, nil
}
