package graph

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
)

// GraphQL runs a query in Cayley's GraphQL and calls fn for each object of each
// of its outermost fields, as {"field": object}. MODEL.md shows the language.
//
// <entity:country/TUR>, <article:wire-1>, <rel:ally> and <ns:speaker> stand for
// the IRIs of MODEL.md. A PostgreSQL store answers ErrNoGraphQL.
func (s *Store) GraphQL(ctx context.Context, query string, l Limits, fn func(row map[string]any) error) error {
	return s.ask(ctx, query, l, fn, func(ctx context.Context, qs cayley.QuadStore, give func(map[string]any) bool) error {
		if _, ok := qs.(*csql.QuadStore); ok {
			return ErrNoGraphQL
		}
		if err := runGraphQL(ctx, qs, query, l.Rows, give); err != nil {
			return fmt.Errorf("graphql: %w", err)
		}
		return nil
	})
}

// ErrNoGraphQL is for a store over SQL. There, Cayley's GraphQL has forgotten which object
// it is at when it comes to what is nested in it, and panics.
var ErrNoGraphQL = errors.New("GraphQL is for stores in a file or in memory; ask in Gizmo")

func runGraphQL(ctx context.Context, qs cayley.QuadStore, query string, limit int, give func(row map[string]any) bool) error {
	text, names, err := prepareGraphQL(query, limit)
	if err != nil {
		return err
	}
	q, err := graphql.Parse(strings.NewReader(text))
	if err != nil {
		return err
	}
	// It may be slow to see that its time is over, so nobody waits for it.
	type answer struct {
		fields map[string]any
		err    error
	}
	done := make(chan answer, 1)
	go func() {
		var a answer
		a.err = recovered(func() (err error) {
			a.fields, err = q.Execute(ctx, qs)
			return err
		})
		done <- a
	}()
	var a answer
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case a = <-done:
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if a.err != nil {
		return a.err
	}
	for _, name := range names {
		objects, ok := a.fields[name].([]map[string]any)
		if one, single := a.fields[name].(map[string]any); single {
			objects, ok = []map[string]any{one}, true
		}
		if !ok {
			continue // nothing was found
		}
		for _, o := range objects {
			row, err := plain(o)
			if err != nil {
				return err
			}
			if !give(map[string]any{name: row}) {
				return nil
			}
		}
	}
	return nil
}

// word is what GraphQL is made of, and the names of things in angle brackets.
// Fragments, variables, block strings and * are left out: Cayley reads none of
// the first, and * shows one value where there are several.
var word = regexp.MustCompile(`^(?:"(?:[^"\\\n]|\\.)*"|~?<[^<>"{}|^\x60\\\x00-\x20]+>|~?[A-Za-z_][A-Za-z_0-9]*|-?[0-9]+(?:\.[0-9]+)?|[{}()\[\]:@]|,|#[^\n]*|[ \t\r\n]+|\x{FEFF})`)

const deepest = 20 // how deep braces and brackets may be nested

// prepareGraphQL takes a query apart and puts it together with spaces between
// its words, since Cayley reads "a,b" and "a:b" as one name. It spells short
// names out, and bounds each outermost field that has no bound, since Cayley
// collects all of the answer before it gives any. It gives the names of those
// fields in their order.
func prepareGraphQL(query string, limit int) (text string, names []string, err error) {
	var words []string
	for rest := query; rest != ""; {
		w := word.FindString(rest)
		if w == "" || strings.HasPrefix(rest, `"""`) {
			return "", nil, fmt.Errorf("cannot read %.20q", rest)
		}
		rest = rest[len(w):]
		if !strings.ContainsAny(w[:1], "#, \t\r\n\uFEFF") {
			words = append(words, longName(w))
		}
	}
	next := func(i int) string {
		if i+1 < len(words) {
			return words[i+1]
		}
		return ""
	}
	var out []string
	braces, brackets, owed := 0, 0, ""
	for i, w := range words {
		out = append(out, w)
		switch {
		case w == "{":
			braces++
		case w == "}":
			braces--
		case w == "(" || w == "[":
			brackets++
			if owed != "" {
				out, owed = append(out, owed), ""
			}
		case w == ")" || w == "]":
			brackets--
		case braces != 1 || brackets != 0 || w == ":" || w == "@" || words[i-1] == "@" || next(i) == ":":
		default: // an outermost field
			name := w
			if words[i-1] == ":" {
				name = words[i-2]
			}
			if slices.Contains(names, name) {
				return "", nil, fmt.Errorf("two outermost fields are called %s", name)
			}
			names = append(names, name)
			if bound := fmt.Sprint("first : ", limit); limit > 0 && next(i) != "(" {
				out = append(out, "(", bound, ")")
			} else if limit > 0 && !boundBy(words[i+1:]) {
				owed = bound
			}
		}
		if braces > deepest || brackets > deepest {
			return "", nil, errors.New("nested too deep")
		}
	}
	return strings.Join(out, " "), names, nil
}

// boundBy tells whether the arguments that words begin with say how many are wanted.
func boundBy(words []string) bool {
	for i, w := range words {
		if w == ")" {
			break
		}
		if w == "first" && i+1 < len(words) && words[i+1] == ":" {
			return true
		}
	}
	return false
}

// longName spells out <entity:country/TUR>, <article:wire-1>, <rel:ally> and <ns:speaker>.
func longName(w string) string {
	kind, name, ok := strings.Cut(strings.TrimPrefix(w, "~"), ":")
	if !ok || !strings.HasSuffix(name, ">") {
		return w
	}
	name = name[:len(name)-1]
	var iri quad.IRI
	switch kind {
	case "<entity":
		iri = model.EntityIRI(name)
	case "<article":
		iri = model.ArticleIRI(name)
	case "<rel":
		iri = model.RelationIRI(name)
	case "<ns":
		iri = quad.IRI(model.NS + name)
	default:
		return w
	}
	return w[:strings.Index(w, "<")] + "<" + string(iri) + ">"
}
