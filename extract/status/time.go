package status

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// When is the date of the relation at a place: ISO 8601, possibly partial or an
// interval, or empty. A day or a month without a year, and words such as
// “Tuesday”, count from the article's date, and are left out where it has none.
func When(d *link.Doc, at Place, published string, status schema.Status) string {
	if at.Trigger < 0 {
		return ""
	}
	s := &d.Sentences[at.Sentence]
	c := clock{published: published, future: status == schema.Planned || status == schema.Threatened}
	best, near := "", 1<<30
	for i := 0; i < len(s.Tokens); {
		date, n := c.date(s, i)
		if n == 0 {
			i++
			continue
		}
		dist := i - at.Trigger
		if dist < 0 {
			dist = (at.Trigger - i) * 2 // a date usually follows what it dates
			if at.Phrase >= 0 && s.Phrases[at.Phrase].First <= i {
				dist = 0 // its 2020 war
			}
		}
		if otherClause(s, at.Trigger, i) || at.Noun && dist > 0 && (i < at.Trigger || verbBetween(s, at.Trigger, i)) {
			dist += 100 // it dates something else
		}
		if date != "" && dist < near && dist < 100 {
			best, near = date, dist
		}
		i += n
	}
	return best
}

// otherClause tells whether a finite verb of its own stands between a and b.
func otherClause(s *nlp.Sentence, a, b int) bool {
	for i := min(a, b) + 1; i < max(a, b); i++ {
		if t := s.Tokens[i]; t.Tag == nlp.VERB && s.PhraseAt(i) < 0 && s.Group(i).Finite || t.Text == ";" {
			return true
		}
	}
	return false
}

// verbBetween tells whether any verb stands between a and b.
func verbBetween(s *nlp.Sentence, a, b int) bool {
	for i := a + 1; i < b; i++ {
		if s.Tokens[i].Tag == nlp.VERB && s.PhraseAt(i) < 0 {
			return true
		}
	}
	return false
}

type clock struct {
	published string
	future    bool
}

var months = map[string]int{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9,
	"oct": 10, "nov": 11, "dec": 12, "jan.": 1, "feb.": 2, "mar.": 3, "apr.": 4, "jun.": 6, "jul.": 7, "aug.": 8, "sept.": 9, "sep.": 9, "oct.": 10,
	"nov.": 11, "dec.": 12}

var weekdays = map[string]time.Weekday{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6}

// date reads a date at token i: what it is, and over how many tokens. A date
// that cannot be placed in a year is read as empty.
func (c clock) date(s *nlp.Sentence, i int) (string, int) {
	t := s.Tokens
	word := func(j int) string {
		if j >= 0 && j < len(t) {
			return t[j].Lower
		}
		return ""
	}
	if m := months[word(i)]; m > 0 && t[i].Text[0] >= 'A' && t[i].Text[0] <= 'Z' {
		day := dayOf(word(i - 1))
		n, j := 1, i+1
		if d := dayOf(word(j)); d > 0 && day == 0 {
			day, j = d, j+1
		}
		if word(j) == "," && isYear(word(j+1)) {
			j++
		}
		year := ""
		if isYear(word(j)) {
			year, j = word(j), j+1
		}
		n = j - i
		if year == "" {
			year = c.yearOf(m, day)
		}
		if year == "" {
			return "", n
		}
		if day == 0 {
			return fmt.Sprintf("%s-%02d", year, m), n
		}
		return fmt.Sprintf("%s-%02d-%02d", year, m, day), n
	}
	if isYear(word(i)) {
		y := word(i)
		prev := word(i - 1)
		if w := word(i + 1); (w == "-" || w == "–" || w == "to" && prev == "from" || w == "and" && prev == "between") && i+2 < len(t) {
			switch end := word(i + 2); {
			case isYear(end):
				return y + "/" + end, 3
			case len(end) == 2 && dayLike(end) && w != "to" && w != "and":
				return y + "/" + y[:2] + end, 3
			}
		}
		if prev == "since" {
			return y + "/", 1
		}
		return y, 1
	}
	if c.published == "" || len(c.published) < 10 {
		return "", 0
	}
	now, err := time.Parse("2006-01-02", c.published[:10])
	if err != nil {
		return "", 0
	}
	iso := func(t time.Time) string { return t.Format("2006-01-02") }
	switch w := word(i); w {
	case "yesterday":
		return iso(now.AddDate(0, 0, -1)), 1
	case "today", "tonight":
		return iso(now), 1
	case "tomorrow":
		return iso(now.AddDate(0, 0, 1)), 1
	case "last", "next", "this":
		step := map[string]int{"last": -1, "next": 1, "this": 0}[w]
		switch word(i + 1) {
		case "year":
			return strconv.Itoa(now.Year() + step), 2
		case "month":
			return time.Date(now.Year(), now.Month()+time.Month(step), 1, 0, 0, 0, 0, time.UTC).Format("2006-01"), 2
		}
	}
	if day, ok := weekdays[strings.TrimSuffix(word(i), ".")]; ok {
		diff := int(day) - int(now.Weekday())
		switch {
		case c.future || word(i-1) == "next":
			if diff <= 0 {
				diff += 7
			}
		case diff > 0 || word(i-1) == "last" && diff == 0:
			diff -= 7
		}
		return iso(now.AddDate(0, 0, diff)), 1
	}
	return "", 0
}

// yearOf is the year of a month that the text names alone: the last one before
// the article, or the next one where the relation is to come.
func (c clock) yearOf(month, day int) string {
	if len(c.published) < 7 {
		return ""
	}
	y, err1 := strconv.Atoi(c.published[:4])
	m, err2 := strconv.Atoi(c.published[5:7])
	if err1 != nil || err2 != nil {
		return ""
	}
	d := 31
	if len(c.published) >= 10 {
		if n, err := strconv.Atoi(c.published[8:10]); err == nil {
			d = n
		}
	}
	later := month > m || month == m && day > d
	switch {
	case c.future && month < m:
		y++
	case !c.future && later:
		y--
	}
	return strconv.Itoa(y)
}

func isYear(w string) bool {
	return len(w) == 4 && (w[:2] == "18" || w[:2] == "19" || w[:2] == "20") && dayLike(w[2:])
}

func dayLike(w string) bool {
	return len(w) == 2 && w[0] >= '0' && w[0] <= '9' && w[1] >= '0' && w[1] <= '9'
}

func dayOf(w string) int {
	w = strings.TrimRight(w, "stndrh")
	n, err := strconv.Atoi(w)
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}
