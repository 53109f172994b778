package queries

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// group is a row before it has cells: the statements that say the same thing.
type group struct {
	subject, relation, object string // as told: turned where the question has a view
	status                    schema.Status
	via, viaRelation          string // the entity between two steps, and the relations of the first
	hop                       int
	publisher                 string
	period                    string             // when, cut to the period that was asked for
	announced                 string             // when it was first said that it would happen
	statements                []schema.Statement // oldest first
}

type groupKey struct {
	subject, relation, object string
	status                    schema.Status
	first, last               string
	publisher                 string
}

// merge makes one group of the statements that have the same key.
func merge(ss []schema.Statement, key func(schema.Statement) groupKey) []group {
	at := map[groupKey]int{}
	var groups []group
	for _, s := range ss {
		k := key(s)
		if s.Symmetric && k.subject > k.object {
			k.subject, k.object = k.object, k.subject
		}
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k] = i
			groups = append(groups, group{subject: k.subject, relation: k.relation, object: k.object, status: k.status, publisher: k.publisher, period: k.first})
		}
		groups[i].statements = append(groups[i].statements, s)
	}
	return groups
}

// edgeKey merges all articles that say the same in the same status.
func edgeKey(s schema.Statement) groupKey {
	return groupKey{subject: s.Subject, relation: s.Predicate, object: s.Object, status: s.Status}
}

// turned tells the group from id's point of view, if id is its object: the
// relation then has its inverse's name.
func (r *run) turned(g group, id string) group {
	if g.object != id || g.subject == id {
		return g
	}
	g.subject, g.object = g.object, g.subject
	if rel, ok := r.vocabulary.Relation(g.relation); ok && !g.statements[0].Symmetric && rel.Inverse != "" {
		g.relation = rel.Inverse
	}
	return g
}

func (r *run) viewed(groups []group) []group {
	if view, ok := r.entities[r.View]; ok {
		for i := range groups {
			groups[i] = r.turned(groups[i], view.ID)
		}
	}
	return groups
}

func rows(ctx context.Context, r *run) ([]group, error) {
	ss, err := r.selected(ctx)
	return r.viewed(merge(ss, edgeKey)), err
}

// timeline keeps apart what happened at different times.
func timeline(ctx context.Context, r *run) ([]group, error) {
	ss, err := r.selected(ctx)
	return r.viewed(merge(ss, func(s schema.Statement) groupKey {
		k := edgeKey(s)
		first, last := s.When()
		k.first, k.last = r.cut(first), r.cut(last)
		return k
	})), err
}

// disputes are the relations that somebody says and somebody denies.
func disputes(ctx context.Context, r *run) ([]group, error) {
	ss, err := r.selected(ctx)
	if err != nil {
		return nil, err
	}
	all := merge(ss, func(s schema.Statement) groupKey {
		k := edgeKey(s)
		k.status = ""
		return k
	})
	return r.viewed(slices.DeleteFunc(all, func(g group) bool {
		return len(g.articles(said)) == 0 || len(g.articles(unsaid)) == 0
	})), nil
}

func said(s schema.Statement) bool   { return s.Status == schema.Asserted || s.Status == schema.Claimed }
func unsaid(s schema.Statement) bool { return s.Status == schema.Denied || s.Status == schema.Negated }
func every(schema.Statement) bool    { return true }

// articles are those that make such statements, each once.
func (g group) articles(of func(schema.Statement) bool) []string {
	var docs []string
	for _, s := range g.statements {
		if of(s) {
			docs = append(docs, s.Doc.ID)
		}
	}
	slices.Sort(docs)
	return slices.Compact(docs)
}

// speakers are the names of those who speak in the statements, each once, by name.
func (r *run) speakers(g group, of func(schema.Statement) bool) string {
	var names []string
	for _, s := range g.statements {
		if of(s) && s.Attribution != "" {
			names = append(names, r.names[s.Attribution])
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), "; ")
}

// best is the statement that is shown for them all: the surest, the oldest of these.
func (g group) best() schema.Statement {
	return slices.MaxFunc(g.statements, func(a, b schema.Statement) int { return cmp.Compare(a.Confidence, b.Confidence) })
}

// columns are what a table may show of a group.
var columns = map[string]func(*run, group) string{
	"subject":      func(r *run, g group) string { return r.names[g.subject] },
	"relation":     func(_ *run, g group) string { return g.relation },
	"object":       func(r *run, g group) string { return r.names[g.object] },
	"status":       func(_ *run, g group) string { return string(g.status) },
	"speaker":      func(r *run, g group) string { return r.speakers(g, every) },
	"denied-by":    func(r *run, g group) string { return r.speakers(g, unsaid) },
	"articles":     func(_ *run, g group) string { return strconv.Itoa(len(g.articles(every))) },
	"saying":       func(_ *run, g group) string { return strconv.Itoa(len(g.articles(said))) },
	"denying":      func(_ *run, g group) string { return strconv.Itoa(len(g.articles(unsaid))) },
	"hop":          func(_ *run, g group) string { return strconv.Itoa(g.hop) },
	"sentence":     func(_ *run, g group) string { return g.best().Evidence.Text },
	"confidence":   func(_ *run, g group) string { return strconv.FormatFloat(g.best().Confidence, 'f', 2, 64) },
	"via":          func(r *run, g group) string { return r.names[g.via] },
	"via-relation": func(_ *run, g group) string { return g.viaRelation },
	"relations":    func(_ *run, g group) string { return g.relations() },
	"publisher":    func(_ *run, g group) string { return g.publisher },
	"period":       func(_ *run, g group) string { return g.period },
	"announced":    func(_ *run, g group) string { return g.announced },
	"happened":     func(_ *run, g group) string { return g.happened() },
	"score":        func(_ *run, g group) string { return strconv.FormatFloat(g.score(), 'f', 2, 64) },
	"cooperation":  func(_ *run, g group) string { return strconv.Itoa(g.events(func(w float64) bool { return w > 0 })) },
	"conflict":     func(_ *run, g group) string { return strconv.Itoa(g.events(func(w float64) bool { return w < 0 })) },
	"first": func(_ *run, g group) string {
		earliest := ""
		for _, s := range g.statements {
			if first, _ := s.When(); first != "" && (earliest == "" || first < earliest) {
				earliest = first
			}
		}
		return earliest
	},
	"last": func(_ *run, g group) string {
		latest := ""
		for _, s := range g.statements {
			_, last := s.When()
			latest = max(latest, last)
		}
		return latest
	},
	// date does not pass the day of an article off as the day of what it tells.
	"date": func(r *run, g group) string {
		s := g.statements[0]
		if s.Date == "" && s.Doc.Published != "" {
			return "reported " + r.cut(s.Doc.Published)
		}
		if r.Period != "" {
			return g.period
		}
		return s.Date
	},
}
