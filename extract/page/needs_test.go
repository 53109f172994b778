package page

import (
	"strings"
	"testing"
)

func TestAnExpressionIsTriedWhereItMayMatch(t *testing.T) {
	for expr, text := range map[string]string{
		`(skip|jump) to (the )?top`:          "Jump to top",
		`(log ?in|x)`:                        "Log in",
		`(free )*(letters?|mail)`:            "FREE free letters",
		`.{0,9}\b(sent|given) to your inbox`: "Was sent to your INBOX",
		`[$€]\s?\d+`:                         "€ 40",
		`more .{1,5}|\d+ shares`:             "12 shares",
		`(?:[a-z]+ ){2}ago`:                  "two days ago",
	} {
		e, err := compileWhole(expr)
		if err != nil {
			t.Fatal(err)
		}
		if !e.matches(text, strings.ToLower(text)) {
			t.Errorf("%s: %q is passed over (heads %q, inside %q)", expr, text, e.heads, e.inside)
		}
	}
	e, err := compileWhole(`(skip|jump) to (the )?top|.{0,9}in your inbox`)
	if err != nil {
		t.Fatal(err)
	}
	if e.always || len(e.heads) != 4 || len(e.inside) != 1 {
		t.Errorf("heads %q, inside %q, always %v", e.heads, e.inside, e.always)
	}
	if _, err := compileWhole(`(`); err == nil {
		t.Error("no error")
	}
}

func TestFewPhrasesAreTriedOnEverything(t *testing.T) {
	for _, p := range phrases() {
		if p.re.always {
			t.Errorf("%s is tried on all text", p.ID)
		}
	}
}
