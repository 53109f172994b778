package queries

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/entente-kg/entente/schema"
)

var (
	queryName   = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	placeholder = regexp.MustCompile(`\{([^{}]*)\}`)
)

var allKinds = []string{KindEntity, KindText, KindNumber, KindDate, KindPeriod}

// check reports everything in which q does not fit itself or the vocabulary.
func check(q Query, v *schema.Vocabulary, fault func(format string, args ...any)) {
	if !queryName.MatchString(q.Name) {
		fault("name %q is not kebab-case", q.Name)
	}
	if _, ok := kinds[kindOf(q)]; !ok {
		fault("unknown answer %q: want one of %s", q.Answer, strings.Join(slices.Sorted(maps.Keys(kinds)), ", "))
	}
	used := map[string]bool{}
	checkParams(q, fault)
	use := func(key, name string, kinds ...string) {
		if name == "" {
			return
		}
		used[name] = true
		i := slices.IndexFunc(q.Params, func(p Param) bool { return p.Name == name })
		if i < 0 {
			fault("%s: unknown param %q", key, name)
		} else if !slices.Contains(kinds, q.Params[i].Kind) {
			fault("%s: param %q is of kind %s, want %s", key, name, q.Params[i].Kind, strings.Join(kinds, " or "))
		}
	}
	for _, s := range q.Select {
		checkSelection(s, v, use, fault)
	}
	if kindOf(q) == "path" && (len(q.Select) != 1 || q.Select[0].Of == "" || q.Select[0].To == "") {
		fault("a path needs one selection with of and to")
	}
	use("view", q.View, KindEntity)
	use("max", q.Max, KindNumber)
	use("until", q.Until, KindDate)
	use("since", q.Since, KindDate)
	use("period", q.Period, KindPeriod)
	if kind := kindOf(q); (kind == "chain" || kind == "among") && (len(q.Select) != 2 || q.Select[0].Of == "") {
		fault("%s needs two selections, the first with of", kind)
	}
	if (kindOf(q) == "new") != (q.Since != "") {
		fault("since goes with the answer new")
	}
	for _, p := range q.Params {
		if !used[p.Name] {
			fault("param %q is never used", p.Name)
		}
	}
	for _, m := range placeholder.FindAllStringSubmatch(q.Question, -1) {
		use("question", m[1], allKinds...)
	}
	if strings.Count(q.Question, "[") != strings.Count(q.Question, "]") {
		fault("question: a square bracket is missing")
	}
	checkColumns(q, fault)
	checkExample(q, v, fault)
}

func checkParams(q Query, fault func(string, ...any)) {
	seen, optional := map[string]bool{}, ""
	for _, p := range q.Params {
		if seen[p.Name] {
			fault("param %q is given twice", p.Name)
		}
		seen[p.Name] = true
		if !slices.Contains(allKinds, p.Kind) {
			fault("param %q: unknown kind %q", p.Name, p.Kind)
		}
		if p.Required && p.Default != "" {
			fault("param %q is required and has a default", p.Name)
		}
		if _, err := strconv.Atoi(p.Default); p.Kind == KindNumber && p.Default != "" && err != nil {
			fault("param %q: default %q is no number", p.Name, p.Default)
		}
		if !p.Required {
			optional = p.Name
		} else if optional != "" {
			fault("param %q is required, after %q which is not", p.Name, optional)
		}
	}
}

func checkSelection(s Selection, v *schema.Vocabulary, use func(string, string, ...string), fault func(string, ...any)) {
	for _, r := range s.Relations {
		if param, ok := strings.CutPrefix(r, "$"); ok {
			use("relations", param, KindText)
		} else if _, ok := v.Relation(r); !ok {
			fault("%v %q", schema.ErrUnknownRelation, r)
		}
	}
	use("of", s.Of, KindEntity)
	use("to", s.To, KindEntity)
	use("by", s.By, KindEntity)
	if !slices.Contains([]string{"", "subject", "object"}, s.As) {
		fault("as: want subject or object, got %q", s.As)
	}
	if s.Of == "" && (s.To != "" || s.As != "") {
		fault("to and as need an of")
	}
	for _, st := range s.Statuses {
		if !slices.Contains(schema.Statuses, st) {
			fault("unknown status %q", st)
		}
	}
}

func checkColumns(q Query, fault func(string, ...any)) {
	for _, c := range q.Columns {
		if _, ok := columns[c]; !ok {
			fault("unknown column %q: want some of %s", c, strings.Join(slices.Sorted(maps.Keys(columns)), ", "))
		}
	}
	for _, s := range q.Sort {
		if _, ok := columns[strings.TrimPrefix(s, "-")]; !ok {
			fault("sort: unknown column %q", s)
		}
	}
}

func checkExample(q Query, v *schema.Vocabulary, fault func(string, ...any)) {
	for _, s := range q.Example.Statements {
		if _, ok := v.Relation(s.Relation); !ok {
			fault("example: %v %q", schema.ErrUnknownRelation, s.Relation)
		}
		if s.Status != "" && !slices.Contains(schema.Statuses, s.Status) {
			fault("example: unknown status %q", s.Status)
		}
	}
	for i, row := range q.Example.Rows {
		if len(row) != len(q.Columns) && len(q.Columns) > 0 {
			fault("example: row %d has %d cells for %d columns", i+1, len(row), len(q.Columns))
		}
	}
}
