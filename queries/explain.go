package queries

import (
	"fmt"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// Explanation says in words what a question does.
type Explanation struct {
	Name     string   `json:"name"`
	Usage    string   `json:"usage"`
	Question string   `json:"question"`
	Params   []string `json:"params"`
	Steps    []string `json:"steps"` // taken in the graph, in order
	Columns  []string `json:"columns"`
	Note     string   `json:"note,omitempty"`
	Example  struct {
		Ask  string     `json:"ask"` // as on a command line
		Rows [][]string `json:"rows"`
	} `json:"example"`
}

// Explain tells what the question does, from what it is made of, so that it
// cannot say another thing than is done. It shows the question's own example.
func (q Query) Explain() Explanation {
	e := Explanation{Name: q.Name, Usage: q.Usage(), Question: q.Question, Params: []string{}, Columns: q.Columns, Note: q.Note}
	for _, p := range q.Params {
		e.Params = append(e.Params, p.explain())
	}
	k := kinds[kindOf(q)]
	for _, s := range q.Select {
		e.Steps = append(e.Steps, q.explain(s, k))
	}
	if q.Until != "" {
		e.Steps = append(e.Steps, fmt.Sprintf("leave out what was after <%s>, where it is given", q.Until))
	}
	e.Steps = append(e.Steps, k.does)
	if q.Max != "" {
		e.Steps = append(e.Steps, fmt.Sprintf("go no further than <%s> steps", q.Max))
	}
	if q.Since != "" {
		e.Steps = append(e.Steps, fmt.Sprintf("that date is <%s>", q.Since))
	}
	if q.Period != "" {
		e.Steps = append(e.Steps, fmt.Sprintf("cut dates to the <%s>, where it is given", q.Period))
	}
	if q.View != "" {
		e.Steps = append(e.Steps, fmt.Sprintf("tell each row from <%s>, a relation that runs towards it by the name of its inverse", q.View))
	}
	if len(q.Sort) > 0 {
		e.Steps = append(e.Steps, "sort by "+sorted(q.Sort))
	}
	e.Example.Ask = strings.Join(append([]string{q.Name}, quoted(q.Example.Ask)...), " ")
	e.Example.Rows = q.Example.Rows
	return e
}

func (p Param) explain() string {
	kind := p.Kind
	switch kind {
	case KindEntity:
		kind = "name"
	case KindText:
		kind = "relation"
	}
	text := fmt.Sprintf("%s, a %s", p.Name, kind)
	if p.Help != "" {
		text += ": " + p.Help
	}
	switch {
	case p.Default != "":
		text += fmt.Sprintf(" (%s where it is not given)", p.Default)
	case !p.Required:
		text += " (may be left out)"
	}
	return text
}

// explain says which statements a selection takes.
func (q Query) explain(s Selection, k kind) string {
	var b strings.Builder
	b.WriteString("take the statements of ")
	if len(s.Relations) == 0 {
		b.WriteString("every relation")
	} else {
		var names []string
		for _, r := range s.Relations {
			if param, ok := strings.CutPrefix(r, "$"); ok {
				r = "<" + param + ">, or every relation where it is not given"
			}
			names = append(names, r)
		}
		b.WriteString(strings.Join(names, ", "))
	}
	if kindOf(q) == "path" {
		s.Of, s.To = "", "" // they are the ends of the walk, and not of each statement
	}
	if s.Of != "" {
		end := map[string]string{"": "at either end", "subject": "as the subject", "object": "as the object"}[s.As]
		fmt.Fprintf(&b, ", with <%s> %s", s.Of, end)
	}
	if s.To != "" {
		fmt.Fprintf(&b, " and <%s> at the other", s.To)
	}
	for _, p := range q.Params {
		if p.Name == s.Of && !p.Required {
			b.WriteString(", where it is given")
		}
	}
	if s.By != "" {
		fmt.Fprintf(&b, ", said by <%s>", s.By)
	}
	if len(s.Statuses) > 0 {
		fmt.Fprintf(&b, "; status %s", statusList(s.Statuses))
	} else {
		fmt.Fprintf(&b, "; status %s (--claimed, --all and --status change it)", statusList(k.statuses))
	}
	return b.String()
}

func statusList(statuses []schema.Status) string {
	var names []string
	for _, s := range statuses {
		names = append(names, string(s))
	}
	return strings.Join(names, ", ")
}

func sorted(keys []string) string {
	var names []string
	for _, k := range keys {
		if name, down := strings.CutPrefix(k, "-"); down {
			k = name + " (largest first)"
		}
		names = append(names, k)
	}
	return strings.Join(names, ", ")
}

// quoted puts what has a space in it in quotes, as a command line wants it.
func quoted(args []string) []string {
	var out []string
	for _, a := range args {
		if strings.Contains(a, " ") || a == "" {
			a = "'" + a + "'"
		}
		out = append(out, a)
	}
	return out
}
