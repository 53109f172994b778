package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// picture is what dot and svg draw: entities that have an edge, and parallel
// statements drawn as one edge.
type picture struct {
	title string
	nodes []schema.Entity
	edges []edge
}

// edge is one relation between two entities in one status, however many articles say so.
type edge struct {
	from, to   int // into picture.nodes
	relation   string
	status     schema.Status
	symmetric  bool
	quad       string
	label      []string // lines
	tooltip    string   // the evidence: every edge shows its sentence
	statements []schema.Statement
}

func draw(g sorted) picture {
	type key struct {
		from, to, relation string
		status             schema.Status
	}
	groups := map[key][]schema.Statement{}
	var keys []key
	ids := map[string]bool{}
	for _, s := range g.statements {
		k := key{s.Subject, s.Object, s.Predicate, s.Status}
		if s.Symmetric && k.from > k.to {
			k.from, k.to = k.to, k.from
		}
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], s)
		ids[k.from], ids[k.to] = true, true
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.relation, b.relation),
			cmp.Compare(slices.Index(schema.Statuses, a.status), slices.Index(schema.Statuses, b.status)))
	})

	p := picture{title: g.title}
	at := map[string]int{}
	for id := range ids {
		p.nodes = append(p.nodes, g.entity(id))
	}
	slices.SortFunc(p.nodes, func(a, b schema.Entity) int { return cmp.Compare(a.ID, b.ID) })
	for i, n := range p.nodes {
		at[n.ID] = i
	}
	for _, k := range keys {
		ss := groups[k]
		p.edges = append(p.edges, edge{
			from: at[k.from], to: at[k.to], relation: k.relation, status: k.status,
			symmetric: ss[0].Symmetric, quad: ss[0].Quad, statements: ss,
			label: g.label(k.relation, k.status, ss), tooltip: g.tooltip(ss),
		})
	}
	return p
}

// label names the relation, the number of articles where more than one says
// so, and on a second line what keeps it from being a fact.
func (g sorted) label(relation string, status schema.Status, ss []schema.Statement) []string {
	docs, speakers := map[string]bool{}, map[string]bool{}
	for _, s := range ss {
		docs[s.Doc.ID] = true
		speakers[s.Attribution] = true
	}
	first := relation
	if len(docs) > 1 {
		first += fmt.Sprintf(" ×%d", len(docs))
	}
	if status == schema.Asserted {
		return []string{first}
	}
	second := string(status)
	if who := g.name(ss[0].Attribution); who != "" {
		second += " by " + who
		if len(speakers) > 1 {
			second = fmt.Sprintf("%s by %d speakers", status, len(speakers))
		}
	}
	return []string{first, "(" + second + ")"}
}

// shownSources bounds a tooltip; csv and jsonl have every sentence.
const shownSources = 5

func (g sorted) tooltip(ss []schema.Statement) string {
	var lines []string
	for i, s := range ss {
		if i == shownSources {
			lines = append(lines, fmt.Sprintf("and %d more", len(ss)-i))
			break
		}
		lines = append(lines, strings.Join(strings.Fields(s.Evidence.Text), " "), "— "+source(s.Doc))
	}
	return strings.Join(lines, "\n")
}

// source names an article in one line.
func source(d schema.DocInfo) string {
	var parts []string
	for _, p := range []string{d.Publisher, d.Title, d.Published} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if len(parts) == 0 {
		return cmp.Or(d.URL, d.ID)
	}
	return strings.Join(parts, ", ")
}
