package page

import (
	"strings"
)

const dateMark = `(?:(?:first )?(?:published|posted|publication date|publish date|date|issued|created)(?: (?:on|at|date))?|(?:last )?(?:updated|modified|edited|revised)(?: (?:on|at))?|(?:last )?update(?:d)?)`

var (
	clockFirst = lazy(`^(?:` + clock + `)(?:\s*(?:[-–—|:•]|\[[A-Z ]{3,12}\]))*\s*`)
	clockAlone = lazy(`(?i)^(?:at )?(?:` + clock + `)$`)
	// A line that is nothing but a date, with the words and the clock that go with one.
	dateLine = lazy(`(?i)^(?:` + dateMark + `\s*:?\s*)?\(?(?:` + fullDate + `)(?:\s*(?:,|\||at|-|–|—|•|·|/|T)?\s*(?:` + clock + `)| ?(?:` + zone + `))?\)?[\s|,.·•–—-]*(?:\d+ min(?:ute)?s? read)?$`)
	updated  = lazy(`(?i)\b(?:updated?|modified|edited|revised)\b`)
	issued   = lazy(`(?i)\b(?:published|posted|issued|created)\b`)
	// "Published 7 August 2018 Updated 9 August 2018": the marks stand in one line.
	marked = lazy(`(?i)(` + dateMark + `)\s*:?\s*(` + fullDate + `)`)
	ago    = lazy(`(?i)^(?:(?:` + dateMark + `)\s*:?\s*)?(?:(?:\d+|an?|one|two|few) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|months?|years?) ago|just now|yesterday|today)(?:,? at (?:` + clock + `))?$|^\d+[- ]min(?:ute)?s?(?:[- ](?:read|listen|watch))?$|^(?:reading time|read time|est\. reading time):?.{0,20}$|^(?:` + dateMark + `)\s*:?\s*(?:` + clock + `)?$`)
	// A date without its year names no day; the line is still no sentence.
	dateScrap = lazy(`(?i)^(?:` + dateMark + `\s*:?\s*)?` + weekday + `?(?:` + dayNumber + ` ` + monthName + `|` + monthName + ` ` + dayNumber + `)(?:,? (?:at )?(?:` + clock + `))?$`)
	photoMark = lazy(`^\[(?:PHOTOS?|VIDEO|IMAGE|MAP|GRAPHIC|WATCH|LISTEN|AUDIO|TWEET)\]:?\s*`)
)

// times drops clock times and dates that stand alone or before an entry, and
// reads the page's date from those that are its own.
func (s *sheet) times() {
	paragraphs, clocks := 0, 0
	for i, b := range s.blocks {
		if b.reason != "" && b.reason != Timestamp {
			continue
		}
		t := strings.TrimSpace(b.text)
		// A standfirst may stand above the date, but then a word or an author goes with it.
		above := paragraphs == 0 || paragraphs == 1 && (marked().MatchString(t) ||
			i > 0 && (s.blocks[i-1].reason == Timestamp || byName().MatchString(s.blocks[i-1].text)))
		switch {
		case clockAlone().MatchString(t):
			b.reason = Timestamp
			clocks++
		case words(t) <= 16 && dateLine().MatchString(t):
			b.reason = Timestamp
			if above {
				s.dated(t)
			}
		case words(t) <= 16 && (ago().MatchString(t) || dateScrap().MatchString(t)):
			b.reason = Timestamp
		case words(t) <= 24 && len(marked().FindAllString(t, -1)) > 0 && !prose(t):
			b.reason = Timestamp
			if above {
				for _, m := range marked().FindAllString(t, -1) {
					s.dated(m)
				}
			}
		default:
			if m := clockFirst().FindStringIndex(t); m != nil && strings.Contains(t[:m[1]], ":") && m[1] < len(t) {
				b.cut(0, m[1], Timestamp)
				b.reprompt()
				clocks++
			}
			if m := photoMark().FindStringIndex(t); m != nil {
				b.cut(0, m[1], Kicker)
				b.kind = Caption
			}
		}
		if b.reason == "" && paragraph(b.text) {
			paragraphs++
		}
	}
	s.live = clocks >= 2
}

// dated takes a date that the page gives as its own. The first one counts.
func (s *sheet) dated(line string) {
	day := isoDay(line)
	if updated().MatchString(line) && !issued().MatchString(line) {
		if s.meta.updated == "" {
			s.meta.updated = day
		}
	} else if s.meta.published == "" {
		s.meta.published = day
	}
}

// reprompt looks for furniture behind a clock time.
func (b *block) reprompt() {
	from := len(b.text) - len(b.afterCuts())
	rest := block{text: b.text[from:]}
	rest.span.End = len(rest.text)
	if r := furniture(rest.text); r != "" {
		rest.reason = r
	} else {
		rest.prompts()
	}
	if rest.reason != "" {
		b.cut(from, len(b.text), rest.reason)
	}
	for _, c := range rest.cuts {
		b.cut(from+c.Span.Start, from+c.Span.End, c.Reason)
	}
}

// afterCuts is the block's text behind the cuts at its beginning.
func (b *block) afterCuts() string {
	from := 0
	for _, c := range b.cuts {
		if c.Span.Start-b.span.Start <= from {
			from = max(from, c.Span.End-b.span.Start)
		}
	}
	return b.text[from:]
}
