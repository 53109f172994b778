package schema

import (
	"testing"

	"gotest.tools/v3/assert"
	is "gotest.tools/v3/assert/cmp"
)

func statement(date, published string) Statement {
	return Statement{
		Assertion: Assertion{Subject: "country/TUR", Predicate: "intervened-in", Object: "country/LBY",
			Status: Asserted, Date: date, Confidence: 0.8},
		Doc: DocInfo{ID: "wire-1", Published: published},
	}
}

func TestEverySetFieldOfAFilterMustHold(t *testing.T) {
	for name, c := range map[string]struct {
		filter Filter
		want   bool
	}{
		"all":              {Filter{}, true},
		"subject":          {Filter{Subjects: []string{"country/EGY", "country/TUR"}}, true},
		"other subject":    {Filter{Subjects: []string{"country/LBY"}}, false},
		"object":           {Filter{Objects: []string{"country/LBY"}}, true},
		"other object":     {Filter{Objects: []string{"country/TUR"}}, false},
		"between":          {Filter{Between: [2]string{"country/TUR", "country/LBY"}}, true},
		"between, turned":  {Filter{Between: [2]string{"country/LBY", "country/TUR"}}, true},
		"between others":   {Filter{Between: [2]string{"country/LBY", "country/EGY"}}, false},
		"either end":       {Filter{Entities: []string{"country/LBY"}}, true},
		"neither end":      {Filter{Entities: []string{"country/EGY"}}, false},
		"predicate":        {Filter{Predicates: []string{"attacked", "intervened-in"}}, true},
		"other predicate":  {Filter{Predicates: []string{"attacked"}}, false},
		"status":           {Filter{Statuses: []Status{Claimed, Asserted}}, true},
		"other status":     {Filter{Statuses: []Status{Denied}}, false},
		"document":         {Filter{Docs: []string{"wire-1"}}, true},
		"other document":   {Filter{Docs: []string{"wire-2"}}, false},
		"confidence":       {Filter{Confidence: 0.8}, true},
		"more confidence":  {Filter{Confidence: 0.81}, false},
		"reviewed":         {Filter{Rejected: true}, true},
		"all but one hold": {Filter{Subjects: []string{"country/TUR"}, Objects: []string{"country/LBY"}, From: "2021"}, false},
	} {
		assert.Check(t, is.Equal(c.filter.Match(statement("2020", "")), c.want), name)
	}
}

func TestAFilterComparesPartialDatesAsTheWholeOfTheirYearOrMonth(t *testing.T) {
	for _, c := range []struct {
		date, published, from, to string
		want                      bool
	}{
		{"2020", "", "2020-05", "", true},
		{"2020", "", "", "2020-05", true},
		{"2020", "", "2021", "", false},
		{"2020", "", "", "2019-12-31", false},
		{"2020-05", "", "2020-06", "", false},
		{"2020-05", "", "2020", "2020", true},
		{"2020-05-09", "", "2020-05", "2020-05-09", true},
		{"2020-05-09", "", "2020-05-10", "", false},
		{"2020-05-09", "", "", "2020-05-08", false},
		{"1992/1994", "", "1993", "1993", true},
		{"1992/1994", "", "1994-06", "", true},
		{"1992/1994", "", "1995", "", false},
		{"1992/1994", "", "", "1991", false},
		{"1992/", "", "2024", "", true},
		{"/1994", "", "", "1900", true},
		{"", "2024-08-20", "2024-08", "2024-08", true},
		{"", "2024-08-20T10:00:00Z", "2024-08-20", "2024-08-20", true},
		{"1999", "2024-08-20", "2024", "", false}, // its own date goes before its article's
		{"", "", "2024", "", false},
		{"", "", "", "2024", false},
		{"", "", "", "", true},
	} {
		got := Filter{From: c.from, To: c.to}.Match(statement(c.date, c.published))
		assert.Check(t, is.Equal(got, c.want), "%+v", c)
	}
}
