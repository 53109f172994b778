package main

import (
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

func TestBothNamesOfASentenceAreMarked(t *testing.T) {
	for _, c := range []struct {
		name, text      string
		subject, object schema.Span
		want            string
	}{
		{"both", "Oman met Chad.", schema.Span{Start: 10, End: 14}, schema.Span{Start: 19, End: 23}, "[Oman] met [Chad]."},
		{"characters, not bytes", "Türkiye met Chad.", schema.Span{Start: 10, End: 17}, schema.Span{Start: 22, End: 26}, "[Türkiye] met [Chad]."},
		{"the object first", "Chad was hit by Oman.", schema.Span{Start: 26, End: 30}, schema.Span{Start: 10, End: 14}, "[Chad] was hit by [Oman]."},
		{"one within the other", "Oman's army left.", schema.Span{Start: 10, End: 21}, schema.Span{Start: 10, End: 14}, "[Oman's army] left."},
		{"one in another sentence", "It met Chad.", schema.Span{Start: 0, End: 4}, schema.Span{Start: 17, End: 21}, "It met [Chad]."},
		{"unknown places", "Oman met Chad.", schema.Span{}, schema.Span{}, "Oman met Chad."},
		{"over lines", "Oman\n met \x1b[1mChad.", schema.Span{Start: 10, End: 14}, schema.Span{Start: 24, End: 28}, "[Oman] met [1m[Chad]."},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := schema.Assertion{Evidence: schema.Evidence{Text: c.text, SubjectSpan: c.subject, ObjectSpan: c.object, Span: schema.Span{Start: 10}}}
			assert.Equal(t, marked(a, marks["brackets"]), c.want)
		})
	}
}

func TestOnlyATerminalIsMarkedByItself(t *testing.T) {
	set := map[string]string{}
	e := &env{getenv: func(k string) string { return set[k] }}
	assert.Equal(t, e.mark("auto"), marks["none"])
	e.answersTerminal = true
	assert.Equal(t, e.mark("auto"), marks["bold"])
	set["NO_COLOR"] = "1"
	assert.Equal(t, e.mark("auto"), marks["none"])
	assert.Equal(t, e.mark("brackets"), marks["brackets"])
}
