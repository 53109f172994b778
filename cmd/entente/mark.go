package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/schema"
)

// marks are the values of --mark: what stands before a name in its sentence, and behind it.
var marks = map[string][2]string{
	"none":     {"", ""},
	"brackets": {"[", "]"},
	"bold":     {"\x1b[1m", "\x1b[22m"},
}

const autoMark = "auto"

// markFlag adds --mark, which shows the two names in a sentence.
func markFlag(cmd *cobra.Command, mark *string) {
	cmd.Flags().StringVar(mark, "mark", autoMark, "how to mark the two names in a sentence: bold, brackets or none; auto is bold on a terminal, unless NO_COLOR is set")
	complete(cmd, "mark", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return []string{autoMark, "bold", "brackets", "none"}, cobra.ShellCompDirectiveNoFileComp
	})
}

func checkMark(mark string) error {
	if _, ok := marks[mark]; !ok && mark != autoMark {
		return usagef("--mark %q: want auto, bold, brackets or none", mark)
	}
	return nil
}

// mark finds what --mark means here.
func (e *env) mark(mark string) [2]string {
	if mark != autoMark {
		return marks[mark]
	}
	if e.answersTerminal && e.getenv("NO_COLOR") == "" && e.getenv("TERM") != "dumb" {
		return marks["bold"]
	}
	return marks["none"]
}

// marked is a statement's sentence on one line, with the mark around both names.
// A name that stands outside of the sentence, or within the other, has none.
func marked(a schema.Assertion, mark [2]string) string {
	spans := []schema.Span{a.SubjectSpan, a.ObjectSpan}
	slices.SortFunc(spans, func(x, y schema.Span) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End)) })
	text := []rune(a.Text)
	var b strings.Builder
	at := 0
	for _, s := range spans {
		first, last := s.Start-a.Span.Start, s.End-a.Span.Start
		if first < at || last <= first || last > len(text) {
			continue
		}
		// Each part is cleaned by itself, so that an article cannot bring marks of its own.
		b.WriteString(piece(text[at:first]) + mark[0] + piece(text[first:last]) + mark[1])
		at = last
	}
	b.WriteString(piece(text[at:]))
	return strings.TrimSpace(b.String())
}

// piece is oneLine for a part of a line, which keeps the gaps at its ends.
func piece(text []rune) string {
	s := oneLine("|" + string(text) + "|")
	return s[1 : len(s)-1]
}
