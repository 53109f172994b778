package eval

import (
	"fmt"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// Tally counts wanted rows, those that were found, and those whose status was right too.
type Tally struct{ Want, Found, Status int }

// Score is how a record does on an article.
type Score struct {
	Name    string
	Tiers   [4]Tally // by tier; 0 is unused
	Factual int      // assertions that say that something happened: asserted or claimed
	Right   int      // of these, the ones that some wanted row asks for
	Traps   int
	Sprung  []string // the never rows that came out, with their reasons
	Missed  []string // the rows of tier 1 that did not
	Wrong   []string // factual assertions that no row asks for
}

// Compare scores a record against its article.
func Compare(a Article, r schema.Record) Score {
	s := Score{Name: a.Name, Traps: len(a.Never)}
	ends := ends(r)
	for _, w := range a.Want {
		t := &s.Tiers[w.Tier]
		t.Want++
		found, status := false, false
		for _, as := range r.Assertions {
			if w.fits(as, ends) {
				found = true
				status = status || as.Status == w.Status
			}
		}
		if found {
			t.Found++
		} else if w.Tier == 1 {
			s.Missed = append(s.Missed, fmt.Sprintf("%s %s %s [%s] %q", w.Subject, w.Predicate, w.Object, w.Status, w.Evidence))
		}
		if status {
			t.Status++
		}
	}
	for _, as := range r.Assertions {
		if as.Status != schema.Asserted && as.Status != schema.Claimed {
			continue
		}
		s.Factual++
		if slices.ContainsFunc(a.Want, func(w Want) bool { return w.fits(as, ends) }) {
			s.Right++
		} else {
			s.Wrong = append(s.Wrong, fmt.Sprintf("%s %s %s [%s] %s: %q", as.Subject, as.Predicate, as.Object, as.Status, as.Rule, as.Evidence.Text))
		}
	}
	for _, n := range a.Never {
		if i := slices.IndexFunc(r.Assertions, func(as schema.Assertion) bool { return n.fits(as, ends) }); i >= 0 {
			as := r.Assertions[i]
			s.Sprung = append(s.Sprung, fmt.Sprintf("%s %s %s [%s]: %s", as.Subject, as.Predicate, as.Object, as.Status, n.Why))
		}
	}
	return s
}

// ends are the names under which an article may know an entity: two IDs stand
// for one entity where their slugs agree (place/goma, region/goma).
func ends(r schema.Record) map[string][]string {
	m := map[string][]string{}
	for _, e := range r.Entities {
		m[e.ID] = append(m[e.ID], slug(e.ID))
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			m[e.ID] = append(m[e.ID], strings.ToLower(strings.ReplaceAll(n, " ", "-")))
		}
	}
	return m
}

func slug(id string) string { return id[strings.LastIndexByte(id, '/')+1:] }

func same(want, got string, ends map[string][]string) bool {
	if want == "*" || want == got {
		return true
	}
	if strings.HasPrefix(want, "country/") || strings.HasPrefix(got, "country/") {
		return false
	}
	return slices.Contains(ends[got], slug(want))
}

func sameEnds(subject, object string, a schema.Assertion, ends map[string][]string) bool {
	return same(subject, a.Subject, ends) && same(object, a.Object, ends) ||
		a.Symmetric && same(subject, a.Object, ends) && same(object, a.Subject, ends)
}

func (w Want) fits(a schema.Assertion, ends map[string][]string) bool {
	if w.Predicate != a.Predicate || !sameEnds(w.Subject, w.Object, a, ends) {
		return false
	}
	return w.Subject != "*" && w.Object != "*" || strings.Contains(a.Evidence.Text, w.Evidence)
}

func (n Never) fits(a schema.Assertion, ends map[string][]string) bool {
	if n.Predicate != "*" && n.Predicate != a.Predicate || len(n.Statuses) > 0 && !slices.Contains(n.Statuses, a.Status) {
		return false
	}
	if n.Predicate == "*" && n.Object == "*" { // takes part in nothing, at either end
		return same(n.Subject, a.Subject, ends) || same(n.Subject, a.Object, ends)
	}
	return sameEnds(n.Subject, n.Object, a, ends)
}

// Sheet writes the scores as a table, one article a line and all of them last.
func Sheet(scores []Score) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-26s %13s %13s %11s %9s\n", "article", "tier 1", "tier 1+2", "precision", "traps")
	var all Score
	for _, s := range scores {
		s.line(&b)
		for t := range all.Tiers {
			all.Tiers[t].Want += s.Tiers[t].Want
			all.Tiers[t].Found += s.Tiers[t].Found
			all.Tiers[t].Status += s.Tiers[t].Status
		}
		all.Factual, all.Right, all.Traps = all.Factual+s.Factual, all.Right+s.Right, all.Traps+s.Traps
		all.Sprung = append(all.Sprung, s.Sprung...)
	}
	all.Name = "all"
	all.line(&b)
	return b.String()
}

func (s Score) line(b *strings.Builder) {
	one, two := s.Tiers[1], s.Tiers[2]
	fmt.Fprintf(b, "%-26s %6s (%s) %6s (%s) %11s %9s\n", s.Name,
		fmt.Sprintf("%d/%d", one.Found, one.Want), ratio(one.Status, one.Want),
		fmt.Sprintf("%d/%d", one.Found+two.Found, one.Want+two.Want), ratio(one.Status+two.Status, one.Want+two.Want),
		fmt.Sprintf("%d/%d", s.Right, s.Factual), fmt.Sprintf("%d/%d", len(s.Sprung), s.Traps))
}

func ratio(n, d int) string {
	if d == 0 {
		return " -  "
	}
	return fmt.Sprintf("%.2f", float64(n)/float64(d))
}
