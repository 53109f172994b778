package page

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/entente-kg/entente/schema"
	"github.com/entente-kg/entente/schema/datafile"
)

//go:embed clutter.yaml
var clutterFiles embed.FS

// phrase is one entry of clutter.yaml.
type phrase struct {
	ID      string `data:"id,required"`
	Reason  string `data:"reason,required"`
	Pattern string `data:"pattern,required"`
	Words   int
	Below   bool
	Open    bool
	Drop    []string `data:"drop,required"`
	Keep    []string `data:"keep,required"`
	Note    string

	re *expression
}

const usualWords = 12

// phrases is loaded once. The file is part of the program, so a fault in it is
// one of the program: the tests load it too.
var phrases = sync.OnceValue(func() []phrase {
	list, err := loadPhrases()
	if err != nil {
		panic(err)
	}
	return list
})

func loadPhrases() ([]phrase, error) {
	entries, err := datafile.Load[phrase](clutterFiles, "clutter.yaml")
	if err != nil {
		return nil, err
	}
	var faults datafile.Faults
	out := make([]phrase, len(entries))
	for i, e := range entries {
		p := e.Value
		if !slices.Contains(Reasons, p.Reason) {
			faults.At(e.File, e.Line, e.Name, "unknown reason %q", p.Reason)
		}
		if p.re, err = compileWhole(p.Pattern); err != nil {
			faults.At(e.File, e.Line, e.Name, "%v", err)
		}
		if p.Words == 0 {
			p.Words = usualWords
		}
		out[i] = p
	}
	if err := faults.Err(); err != nil {
		return nil, fmt.Errorf("phrases: %w", err)
	}
	return out, nil
}

var fullStop = lazy(`[^.]\.\s*$`)

// furniture names the reason for which a unit is no part of an article, or "".
func furniture(unit string) string { return furnitureAt(unit, false) }

func furnitureAt(unit string, below bool) string {
	stopped := fullStop().MatchString(unit)
	unit = strings.Trim(unit, " \t\r\n\u00a0\u200b.,;:!?…|»›>→*•·-–—←‹«▼▲✕×")
	n := words(unit)
	if n == 0 || n > 60 || n == 1 && stopped { // "No." is an answer, "No" a button
		return ""
	}
	unit = strings.Join(strings.Fields(unit), " ")
	lower := strings.ToLower(unit)
	for _, p := range phrases() {
		if n <= p.Words && (!p.Below || below) && !(p.Open && stopped) && p.re.matches(unit, lower) {
			return p.Reason
		}
	}
	return ""
}

// Marks between the items of a menu that was saved as one line.
var itemMark = lazy(`\s*(?:[|·•»›→\t]|\s{2,}|\s[/>]\s|\n)\s*`)

func items(s string) []string {
	var out []string
	for _, it := range itemMark().Split(s, -1) {
		if hasWord(it) {
			out = append(out, it)
		}
	}
	return out
}

// menu tells a line of links from a sentence: several short items, none of them
// a sentence. It gives the reason of the first item that is known furniture.
func menu(s string) string {
	if !itemMark().MatchString(s) {
		return sectionRun(s)
	}
	its := items(s)
	if len(its) < 2 {
		return sectionRun(s)
	}
	reason, known, short := "", 0, 0
	for _, it := range its {
		if r := furniture(it); r != "" {
			known++
			if reason == "" {
				reason = r
			}
		}
		if words(it) <= 3 && !ended(it) {
			short++
		}
	}
	switch {
	case known == len(its), known*2 >= len(its) && known >= 2 && short >= len(its)-1:
		return reason
	case short == len(its) && len(its) >= 4 && !strings.ContainsAny(s, ",;"):
		return Navigation
	}
	return ""
}

// sectionRun knows a menu whose items lost everything between them.
func sectionRun(s string) string {
	f := strings.Fields(s)
	if len(f) < 3 || len(f) > 30 || ended(s) || !capital(f[1]) && !capital(f[2]) {
		return ""
	}
	reason := ""
	for i := 0; i < len(f); {
		n := min(3, len(f)-i)
		r := ""
		for ; n > 0 && r == ""; n-- {
			r = furniture(strings.Join(f[i:i+n], " "))
		}
		if r == "" {
			return ""
		}
		if reason == "" {
			reason = r
		}
		i += n + 1
	}
	return reason
}

// mark drops blocks that are furniture as a whole and cuts furniture off the
// ends of the others.
func (s *sheet) mark() {
	below := false
	for _, b := range s.blocks {
		if b.reason != "" {
			continue
		}
		if b.kind == Headline && b.trusted {
			continue
		}
		if r := furnitureAt(b.text, below); r != "" {
			b.reason = r
		} else if r := menu(b.text); r != "" {
			b.reason = r
		} else {
			b.prompts()
		}
		below = below || b.reason == "" && paragraph(b.text)
	}
}

// prompts cuts sentences that speak to the reader about the site, where they
// are all that the block says or stand at its end or beginning.
func (b *block) prompts() {
	if !hasWord(b.text) { // a row of stars
		b.reason = Boilerplate
		return
	}
	parts := sentences(b.text)
	reason := func(i int) string {
		text := b.text[parts[i][0]:parts[i][1]]
		if r := furniture(text); r != "" {
			return r
		}
		return prompt(text)
	}
	first, last := 0, len(parts)
	var cuts []Drop
	drop := func(i int, r string) {
		cuts = append(cuts, Drop{schema.Span{Start: b.span.Start + parts[i][0], End: b.span.Start + parts[i][1]}, r})
	}
	for ; first < last; first++ {
		r := reason(first)
		if r == "" {
			break
		}
		drop(first, r)
	}
	if first == last && len(cuts) > 0 {
		b.reason = cuts[0].Reason
		return
	}
	for ; first < last; last-- {
		r := reason(last - 1)
		if r == "" {
			break
		}
		drop(last-1, r)
	}
	b.cuts = append(b.cuts, cuts...)
}
