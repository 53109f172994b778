package page

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

const (
	monthName = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	weekday   = `(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )`
	dayNumber = `\d{1,2}(?:st|nd|rd|th)?`
	// A day with its year, as a page prints it. 03/04/2021 is two days: it is not read.
	fullDate = weekday + `?(?:(?:the )?` + dayNumber + ` (?:of )?` + monthName + `,? \d{4}|` + monthName + ` ` + dayNumber + `,? \d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/ ]` + monthName + `[-/ ]\d{4}|\d{1,2}\.\d{1,2}\.\d{4})`
	zone     = `(?:[A-Z]{2,5}T?|Z|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|local time)`
	clock    = `(?:[01]?\d|2[0-4])[:.h][0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?\(?` + zone + `\)?)?|\d{1,2} ?[ap]\.?m\.?(?: ?` + zone + `)?`
)

var (
	dayFirst   = lazy(`(?i)(\d{1,2})(?:st|nd|rd|th)?[-/ ](?:of )?(` + monthName + `)[-/, ]+(\d{4})`)
	monthFirst = lazy(`(?i)(` + monthName + `) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})`)
	yearFirst  = lazy(`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`)
	dotted     = lazy(`(\d{1,2})\.(\d{1,2})\.(\d{4})`)
	anyDate    = lazy(`(?i)\b` + fullDate)
)

// isoDay reads the first full date of s as YYYY-MM-DD, the day as it is
// printed, or "".
func isoDay(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = anyDate().FindString(s)
	if m := yearFirst().FindStringSubmatch(s); m != nil {
		return isoOf(m[1], m[2], m[3])
	}
	if m := dayFirst().FindStringSubmatch(s); m != nil {
		return isoOf(m[3], monthNumber(m[2]), m[1])
	}
	if m := monthFirst().FindStringSubmatch(s); m != nil {
		return isoOf(m[3], monthNumber(m[1]), m[2])
	}
	if m := dotted().FindStringSubmatch(s); m != nil {
		return isoOf(m[3], m[2], m[1])
	}
	return ""
}

func monthNumber(name string) string {
	const names = "janfebmaraprmayjunjulaugsepoctnovdec"
	return strconv.Itoa(strings.Index(names, strings.ToLower(name[:3]))/3 + 1)
}

func isoOf(year, month, day string) string {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	// time.Date rolls the 31st of June over into July: then it is no date.
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < 1600 || t.Day() != d || int(t.Month()) != m {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}
