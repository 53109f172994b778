package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// network is what programs for networks are given: entities, and one tie for each
// relation between two of them in one status. Such a program walks and counts every
// edge that it finds, whatever stands on it. So what is not asserted is no tie unless
// it was asked for by status; then its type says so and it weighs nothing. What an
// analyst rejected is never one.
type network struct {
	nodes []schema.Entity
	ties  []tie
}

// tie is an edge with what all its statements together say.
type tie struct {
	edge
	source, target string // entity IDs; a symmetric relation is kept once, the smaller ID first
	weight         int    // articles, copies of one text counted once; 0 if not asserted
	articles       int
	first, last    string // when it was, or else when it was printed
	confidence     float64
	speakers       []string
	evidence       string // the sentence of the surest statement
	sources        []string
	ids            []string // of the statements, for `entente why ID`
}

func networkOf(g sorted) network {
	g.statements = slices.DeleteFunc(slices.Clone(g.statements), func(s schema.Statement) bool {
		return s.Review == schema.Rejected || s.Status != schema.Asserted && !g.chosen
	})
	p := draw(g)
	n := network{nodes: p.nodes}
	for _, e := range p.edges {
		n.ties = append(n.ties, g.tie(e, p.nodes[e.from].ID, p.nodes[e.to].ID))
	}
	return n
}

func (g sorted) tie(e edge, source, target string) tie {
	t := tie{edge: e, source: source, target: target}
	var docs []schema.DocInfo
	seen := map[string]bool{}
	surest := e.statements[0]
	for _, s := range e.statements {
		first, last := s.When()
		if first != "" && (t.first == "" || first < t.first) {
			t.first = first
		}
		t.last = max(t.last, last)
		if s.Confidence > surest.Confidence {
			surest = s
		}
		if who := g.name(s.Attribution); who != "" && !slices.Contains(t.speakers, who) {
			t.speakers = append(t.speakers, who)
		}
		if !seen[s.Doc.ID] {
			seen[s.Doc.ID] = true
			docs = append(docs, s.Doc)
			t.sources = append(t.sources, cmp.Or(s.Doc.URL, s.Doc.ID))
		}
		t.ids = append(t.ids, s.ID)
	}
	t.articles, t.confidence, t.evidence = len(docs), surest.Confidence, surest.Evidence.Text
	if e.status == schema.Asserted {
		t.weight = independent(docs)
	}
	slices.Sort(t.speakers)
	return t
}

// kind is what the tie's drawing says: the relation, and unless it is asserted the status before it.
func (t tie) kind() string {
	if t.status == schema.Asserted {
		return t.relation
	}
	return string(t.status) + " " + t.relation
}

// independent counts articles, each given once, copies of one text and copies of
// those as one. It looks among the articles of one tie alone: what is boilerplate to
// thousands of articles would make it compare each with each.
func independent(docs []schema.DocInfo) int {
	first := map[string]string{} // the article's ID to that of an article of the same story
	find := func(id string) string {
		for first[id] != id {
			id = first[id]
		}
		return id
	}
	byKey := map[string][]schema.DocInfo{}
	n := len(docs)
	for _, d := range docs {
		first[d.ID] = d.ID
		for _, k := range schema.SketchKeys(d.Sketch) {
			for _, other := range byKey[k] {
				if a, b := find(d.ID), find(other.ID); a != b && schema.Alike(d.Sketch, other.Sketch) {
					first[a] = b
					n--
				}
			}
			byKey[k] = append(byKey[k], d)
		}
	}
	return n
}

// field is one attribute of a node or a tie. Its value is a string, a bool, an int,
// a float64 or a list of strings, and always of the same kind.
type field[T any] struct {
	name  string
	value func(T) any
}

// Attributes may grow at the end; one never changes its name or its meaning.
var nodeFields = []field[schema.Entity]{
	{"id", func(e schema.Entity) any { return e.ID }},
	{"label", func(e schema.Entity) any { return e.Name }},
	{"type", func(e schema.Entity) any { return string(e.Type) }},
	{"country", func(e schema.Entity) any { return e.Country }},
	{"wikidata", func(e schema.Entity) any { return e.Wikidata }},
	{"aliases", func(e schema.Entity) any { return e.Aliases }},
}

var tieFields = []field[tie]{
	{"type", func(t tie) any { return t.kind() }},
	{"weight", func(t tie) any { return t.weight }},
	{"relation", func(t tie) any { return t.relation }},
	{"status", func(t tie) any { return string(t.status) }},
	{"symmetric", func(t tie) any { return t.symmetric }},
	{"speakers", func(t tie) any { return t.speakers }},
	{"first", func(t tie) any { return t.first }},
	{"last", func(t tie) any { return t.last }},
	{"confidence", func(t tie) any { return t.confidence }},
	{"statements", func(t tie) any { return len(t.statements) }},
	{"articles", func(t tie) any { return t.articles }},
	{"quad", func(t tie) any { return t.quad }},
	{"evidence", func(t tie) any { return t.evidence }},
	{"sources", func(t tie) any { return t.sources }},
	{"ids", func(t tie) any { return t.ids }},
}

// types names the kinds of values as GraphML, or another format, does.
type types struct{ text, truth, whole, real string }

func (f field[T]) in(names types) string {
	var none T
	switch f.value(none).(type) {
	case bool:
		return names.truth
	case int:
		return names.whole
	case float64:
		return names.real
	}
	return names.text
}

// text is the value where a format has texts alone; the members of a list are parted by "; ".
func (f field[T]) text(of T) string {
	switch v := f.value(of).(type) {
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case []string:
		return strings.Join(v, "; ")
	case string:
		return v
	}
	panic("field " + f.name + " has a value of another kind")
}
