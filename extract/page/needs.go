package page

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// expression is a case-blind regular expression that is tried only where it may
// match: on text that begins with one of some words, or holds one of some
// others. Most text does neither, and a search for words costs far less.
type expression struct {
	*regexp.Regexp
	heads  []string
	inside []string
	always bool // no words can be told that every match has
}

// compileWhole makes an expression that must match the whole of a text.
func compileWhole(expr string) (*expression, error) {
	re, err := regexp.Compile(`(?i)^(?:` + expr + `)$`)
	if err != nil {
		return nil, err
	}
	e := &expression{Regexp: re}
	for _, b := range branches(expr) {
		if h, _ := heads(b); !slices.Contains(h, "") {
			e.heads = append(e.heads, h...)
		} else {
			e.need(b)
		}
	}
	return e, nil
}

// compileInside makes an expression that may match anywhere in a text.
func compileInside(expr string) (*expression, error) {
	re, err := regexp.Compile(`(?i)` + expr)
	if err != nil {
		return nil, err
	}
	e := &expression{Regexp: re}
	for _, b := range branches(expr) {
		e.need(b)
	}
	return e, nil
}

// matches tells whether the expression matches s, of which lower is the lower case.
func (e *expression) matches(s, lower string) bool {
	begins := func(h string) bool { return strings.HasPrefix(lower, h) }
	holds := func(w string) bool { return strings.Contains(lower, w) }
	return (e.always || slices.ContainsFunc(e.heads, begins) || slices.ContainsFunc(e.inside, holds)) && e.MatchString(s)
}

func (e *expression) need(b *syntax.Regexp) {
	w := needs(b)
	e.inside = append(e.inside, w...)
	e.always = e.always || len(w) == 0
}

// branches are the alternatives at the top of an expression that compiles.
func branches(expr string) []*syntax.Regexp {
	re, err := syntax.Parse(`(?i)`+expr, syntax.Perl)
	if err != nil {
		return nil
	}
	for re.Op == syntax.OpCapture {
		re = re.Sub[0]
	}
	if re.Op == syntax.OpAlternate {
		return re.Sub
	}
	return []*syntax.Regexp{re}
}

const mostHeads = 300

// heads are strings with one of which, in lower case, every match begins. whole:
// every match is one of them.
func heads(re *syntax.Regexp) (out []string, whole bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}, true
	case syntax.OpLiteral:
		return []string{strings.ToLower(string(re.Rune))}, true
	case syntax.OpCapture:
		return heads(re.Sub[0])
	case syntax.OpPlus:
		out, _ = heads(re.Sub[0])
		return out, false
	case syntax.OpStar, syntax.OpQuest:
		out, whole = heads(re.Sub[0])
		return append(slices.Clone(out), ""), whole && re.Op == syntax.OpQuest
	case syntax.OpAlternate:
		whole = true
		for _, s := range re.Sub {
			h, w := heads(s)
			out, whole = append(out, h...), whole && w
		}
		return out, whole
	case syntax.OpConcat:
		out, whole = []string{""}, true
		for _, s := range re.Sub {
			h, w := heads(s)
			if len(out)*len(h) > mostHeads {
				return out, false
			}
			var more []string
			for _, a := range out {
				for _, b := range h {
					more = append(more, a+b)
				}
			}
			if out, whole = more, w; !whole {
				break
			}
		}
		return out, whole
	}
	return []string{""}, false
}

// needs are strings of which one, in lower case, stands in every match, or none
// where there is no such choice.
func needs(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{strings.ToLower(string(re.Rune))}
	case syntax.OpCapture, syntax.OpPlus:
		return needs(re.Sub[0])
	case syntax.OpAlternate:
		var out []string
		for _, s := range re.Sub {
			w := needs(s)
			if len(w) == 0 {
				return nil
			}
			out = append(out, w...)
		}
		return out
	case syntax.OpConcat:
		var best []string
		for _, s := range re.Sub {
			if w := needs(s); len(w) > 0 && shortest(w) > shortest(best) {
				best = w
			}
		}
		return best
	}
	return nil
}

func shortest(words []string) int {
	n := 0
	for i, w := range words {
		if i == 0 || len(w) < n {
			n = len(w)
		}
	}
	return n
}
