package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// Run asks the question of that name. The args are its params' values, in
// order; an empty one was not given.
func (c *Catalog) Run(ctx context.Context, src Source, names Resolver, name string, args []string, o Options) (Answer, error) {
	q, err := c.Query(name)
	if err != nil {
		return Answer{}, err
	}
	return c.run(ctx, src, names, q, args, o)
}

func (c *Catalog) run(ctx context.Context, src Source, names Resolver, q Query, args []string, o Options) (Answer, error) {
	b, err := c.bind(ctx, names, q, args)
	if err != nil {
		return Answer{}, err
	}
	r := &run{bound: b, Options: o, kind: kinds[kindOf(q)], src: src, vocabulary: c.vocabulary, names: map[string]string{}}
	for _, e := range b.entities {
		r.names[e.ID] = e.Name
	}
	if err := r.narrow(); err != nil {
		return Answer{}, err
	}
	if until := b.dates[q.Until]; until != "" && (r.To == "" || until < r.To) {
		r.To = until
	}
	groups, err := r.kind.rows(ctx, r)
	if err != nil {
		return Answer{}, fmt.Errorf("query %s: %w", q.Name, err)
	}
	if groups, err = r.sourced(ctx, r.wanted(groups)); err != nil {
		return Answer{}, fmt.Errorf("query %s: %w", q.Name, err)
	}
	return r.answer(ctx, groups)
}

// run is one question being answered.
type run struct {
	bound
	Options
	kind       kind
	src        Source
	vocabulary *schema.Vocabulary
	names      map[string]string // by entity ID
}

// kind is one way to make rows of the selected statements.
type kind struct {
	statuses []schema.Status // considered where neither the question nor Options say otherwise
	rows     func(context.Context, *run) ([]group, error)
	order    func(a, b group) int // of rows, after the question's own sort
	does     string               // for people
}

// kinds are the values of Query.Answer.
var kinds = map[string]kind{
	"rows": {[]schema.Status{schema.Asserted}, rows, byName,
		"make one row of the statements with the same ends, relation and status"},
	"timeline": {[]schema.Status{schema.Asserted}, timeline, compareDates,
		"make one row of the statements with the same ends, relation, status and time, and put them in order of time"},
	"path": {[]schema.Status{schema.Asserted}, path, byHop,
		"walk from one end to the other by the fewest of these, in either direction of each; of ways that are as short, take the one whose weakest step most articles assert"},
	"disputes": {[]schema.Status{schema.Asserted, schema.Denied, schema.Negated}, disputes, byName,
		"put together what has the same ends and relation, and keep what some say and others deny or negate"},
	"chain": {[]schema.Status{schema.Asserted}, chain, byName,
		"take those whom the first step leads to, walk the second step from them, and make one row of each way; who is asked about is not an end of it"},
	"among": {[]schema.Status{schema.Asserted}, among, byName,
		"take those whom the first selection leads to, and keep what the second says of two of them"},
	"new": {[]schema.Status{schema.Asserted}, fresh, compareDates,
		"make one row of the statements with the same ends, relation and status, and keep those of which the first is of the date or later, and none without a date"},
	"outcomes": {[]schema.Status{schema.Asserted, schema.Threatened, schema.Planned}, outcomes, byName,
		"put together what has the same ends and relation, and keep what was threatened or planned, with what is told of it as a fact and of a later time"},
	"pairs": {[]schema.Status{schema.Asserted}, pairs, byName,
		"make one row of the statements with the same two ends, whatever the relation and whichever way round"},
	"publishers": {[]schema.Status{schema.Asserted}, publishers, byName,
		"make one row of the statements with the same ends, relation, status and publisher"},
	"balance": {[]schema.Status{schema.Asserted}, balance, compareDates,
		"leave out what is no event and what did not happen, and make one row of the events of each period, with their mean weight"},
}

func kindOf(q Query) string { return cmp.Or(q.Answer, "rows") }

func byName(_, _ group) int { return 0 }
func byHop(a, b group) int  { return cmp.Compare(a.hop, b.hop) }

func (r *run) statuses(s Selection) []schema.Status {
	switch {
	case len(s.Statuses) > 0:
		return s.Statuses
	case r.All:
		return nil
	case r.Claimed:
		return slices.Concat([]schema.Status{schema.Claimed}, r.kind.statuses, r.Statuses)
	}
	return slices.Concat(r.kind.statuses, r.Statuses)
}

func (r *run) filter(s Selection) schema.Filter {
	return schema.Filter{Predicates: s.Relations, Statuses: r.statuses(s), From: r.From, To: r.To, Confidence: r.Confidence, Rejected: r.All}
}

// selected are the statements that any selection chooses, each once.
func (r *run) selected(ctx context.Context) ([]schema.Statement, error) {
	var all []schema.Statement
	for _, s := range r.Select {
		ss, err := r.chosen(ctx, s, nil)
		if err != nil {
			return nil, err
		}
		all = append(all, ss...)
	}
	return once(all), nil
}

// chosen are the statements of one selection. Ends, where there are any, replace
// the entities that it names.
func (r *run) chosen(ctx context.Context, s Selection, ends []string) ([]schema.Statement, error) {
	f := r.filter(s)
	of, to := r.entities[s.Of].ID, r.entities[s.To].ID
	switch {
	case len(ends) > 0:
		f.Entities = ends
	case of != "" && to != "":
		f.Between = [2]string{of, to}
	case of != "" || to != "":
		f.Entities = []string{cmp.Or(of, to)}
	}
	by, wantsBy := r.entities[s.By]
	var all []schema.Statement
	err := r.statements(ctx, f, func(st schema.Statement) {
		if (!wantsBy || st.Attribution == by.ID) && placed(st, s.As, of, to) {
			all = append(all, st)
		}
	})
	return all, err
}

// once puts statements in order, each once.
func once(all []schema.Statement) []schema.Statement {
	slices.SortFunc(all, compareStatements)
	return slices.CompactFunc(all, func(a, b schema.Statement) bool { return a.ID == b.ID && a.Doc.ID == b.Doc.ID })
}

// placed tells whether st has its ends where the selection wants them.
func placed(st schema.Statement, as, of, to string) bool {
	if as == "" || st.Symmetric {
		return true
	}
	subject, object := of, to
	if as == "object" {
		subject, object = to, of
	}
	return (subject == "" || st.Subject == subject) && (object == "" || st.Object == object)
}

func compareStatements(a, b schema.Statement) int {
	fa, la := a.When()
	fb, lb := b.When()
	return cmp.Or(cmp.Compare(fa, fb), cmp.Compare(la, lb), cmp.Compare(a.Doc.Published, b.Doc.Published),
		cmp.Compare(a.Doc.ID, b.Doc.ID), schema.CompareAssertions(a.Assertion, b.Assertion), cmp.Compare(a.ID, b.ID))
}

// answer turns groups into rows.
func (r *run) answer(ctx context.Context, groups []group) (Answer, error) {
	a := Answer{Question: r.asked(), Columns: r.Columns, Rows: []Row{}, Names: map[string]string{}}
	for _, g := range groups {
		for _, s := range g.statements {
			for _, id := range []string{s.Subject, s.Object, s.Attribution} {
				if err := r.learn(ctx, id); err != nil {
					return Answer{}, fmt.Errorf("query %s: %w", r.Name, err)
				}
			}
		}
	}
	slices.SortFunc(groups, r.compareGroups)
	if r.Limit > 0 && r.Limit < len(groups) && kindOf(r.Query) != "path" {
		a.More = len(groups) - r.Limit
		groups = groups[:r.Limit]
	}
	for _, g := range groups {
		independent, err := r.src.Independent(ctx, g.articles(every))
		if err != nil {
			return Answer{}, fmt.Errorf("query %s: %w", r.Name, err)
		}
		row := Row{Statements: g.statements, Independent: independent}
		for _, c := range r.Columns {
			row.Cells = append(row.Cells, columns[c](r, g))
		}
		for _, s := range g.statements {
			for _, id := range []string{s.Subject, s.Object, s.Attribution} {
				if id != "" {
					a.Names[id] = r.names[id]
				}
			}
		}
		a.Rows = append(a.Rows, row)
	}
	return a, nil
}

// learn looks an entity's name up. One that the source does not know is called by its ID.
func (r *run) learn(ctx context.Context, id string) error {
	if _, known := r.names[id]; known || id == "" {
		return nil
	}
	e, ok, err := r.src.Entity(ctx, id)
	if err != nil {
		return err
	}
	r.names[id] = id
	if ok {
		r.names[id] = e.Name
	}
	return nil
}

func (r *run) compareGroups(a, b group) int {
	for _, key := range r.Sort {
		name, down := strings.CutPrefix(key, "-")
		n := compareCells(columns[name](r, a), columns[name](r, b))
		if down {
			n = -n
		}
		if n != 0 {
			return n
		}
	}
	return cmp.Or(r.kind.order(a, b), cmp.Compare(r.names[a.subject], r.names[b.subject]), cmp.Compare(r.names[a.via], r.names[b.via]), cmp.Compare(a.relation, b.relation),
		cmp.Compare(r.names[a.object], r.names[b.object]),
		cmp.Compare(slices.Index(schema.Statuses, a.status), slices.Index(schema.Statuses, b.status)),
		cmp.Compare(a.subject, b.subject), cmp.Compare(a.via, b.via), cmp.Compare(a.object, b.object), cmp.Compare(a.publisher, b.publisher),
		compareStatements(a.statements[0], b.statements[0]))
}

// compareCells compares numbers as numbers.
func compareCells(a, b string) int {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX == nil && errY == nil {
		return cmp.Compare(x, y)
	}
	return cmp.Compare(a, b)
}

// compareDates puts what has no date last.
func compareDates(a, b group) int {
	x, _ := a.statements[0].When()
	y, _ := b.statements[0].When()
	if x == "" || y == "" {
		return cmp.Compare(y, x)
	}
	return cmp.Compare(x, y)
}
