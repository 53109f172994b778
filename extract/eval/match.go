package eval

import (
	"regexp"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// goldRow is a relation that an article states, with what is accepted for it.
type goldRow struct {
	ID          string
	Tier        int // 1 must come out, 2 should, 3 may
	Subject     goldEntity
	SubjectAlt  []goldEntity `json:"subject_alt"`
	Predicate   string
	Object      goldEntity
	ObjectAlt   []goldEntity `json:"object_alt"`
	Status      schema.Status
	StatusAlt   []schema.Status `json:"status_alt"`
	Attribution string
	Date        string
	Evidence    string
}

// goldEntity is an end of a row; the name "*" is anything.
type goldEntity struct {
	Name      string
	Aliases   []string
	ISO3      string
	Type      string
	In        string   // the country in which AliasesIn name it too
	AliasesIn []string `json:"aliases_in"`
}

// trap is a triple that must not come out with one of the statuses.
type trap struct {
	ID         string
	Subject    goldEntity
	Predicates []string // "*" is any
	Object     goldEntity
	Status     []schema.Status
	Why        string
}

// symmetric are the relations that hold both ways. The list is the measure's own: the
// vocabulary may grow, and the measure stays.
var symmetric = only("ally strategic-partner-of rival tensions-with disputes-territory-with diplomatic-ties-with borders war-with " +
	"ceasefire-with cooperated-with met-with talks-with agreed-with")

// equivalent are the relations that are accepted beside a row's own, in tiers 2 and 3.
var equivalent = map[string]map[string]bool{
	"supported-militarily":  only("aided backs supported"),
	"aided":                 only("supported-militarily supported"),
	"backs":                 only("supported supported-militarily"),
	"supported":             only("backs"),
	"official-of":           only("foreign-minister-of leader-of"),
	"leader-of":             only("president-of head-of-government-of official-of"),
	"president-of":          only("leader-of"),
	"head-of-government-of": only("leader-of official-of"),
	"met-with":              only("talks-with"),
	"talks-with":            only("met-with"),
	"agreed-with":           only("ceasefire-with"),
	"ceasefire-with":        only("agreed-with"),
	"criticized":            only("accused opposed"),
	"accused":               only("criticized"),
	"opposed":               only("criticized rejected"),
	"rejected":              only("opposed"),
	"rival":                 only("tensions-with"),
	"tensions-with":         only("rival"),
	"ally":                  only("strategic-partner-of"),
	"intervened-in":         only("deployed-forces-to"),
	"deployed-forces-to":    only("intervened-in"),
	"occupied":              only("controls"),
	"controls":              only("occupied"),
	"killed":                only("attacked"),
}

// historic are states gone from ISO 3166: matched by name, whatever code the record gives.
var historic = only("YUG SUN SCG DDR CSK")

// A predicted entity of one of these types is the country of its code. A city or a person
// has a country without being it.
var countryTypes = map[string]bool{"": true, "country": true, "state": true, "government": true, "nation": true, "territory": true}

var office = regexp.MustCompile(`(?i)minister|ambassador`)

// is tells whether the predicted entity stands for the gold one.
func (g goldEntity) is(p *schema.Entity) bool {
	if g.Name == "*" {
		return true
	}
	if p == nil {
		return false
	}
	kind, code := strings.ToLower(string(p.Type)), strings.ToUpper(p.Country)
	if want := strings.ToUpper(g.ISO3); g.Type == "country" && want != "" && code != "" && !historic[want] {
		if countryTypes[kind] {
			return want == code
		}
		if want != code {
			return false
		}
	}
	names := namesOf(p.Name, slices.DeleteFunc(slices.Clone(p.Aliases), func(a string) bool { return a == "" }))
	if (g.Type == "place" || g.Type == "city") && countryTypes[kind] && kind != "" && kind != "territory" {
		names = namesOf(p.Name, nil) // a capital among the aliases of its country does not make it the city
	} else if p.Name == "" {
		delete(names, "")
	}
	if share(namesOf(g.Name, g.Aliases), names) {
		return true
	}
	if g.In != "" && code == g.In {
		for _, a := range g.AliasesIn {
			if names[foldName(a)] {
				return true
			}
		}
	}
	return g.Type == "person" && !office.MatchString(g.Name) && (kind == "" || kind == "person") && g.hasSurname(surname(p.Name))
}

func (g goldEntity) hasSurname(s string) bool {
	return s != "" && slices.ContainsFunc(append([]string{g.Name}, g.Aliases...), func(n string) bool { return surname(n) == s })
}

func anyIs(g goldEntity, alt []goldEntity, p *schema.Entity) bool {
	return g.is(p) || slices.ContainsFunc(alt, func(g goldEntity) bool { return g.is(p) })
}

// asks tells whether the row asks for the prediction, whatever its status.
func (r goldRow) asks(p prediction) bool {
	if p.Predicate != r.Predicate && (r.Tier == 1 || !equivalent[r.Predicate][p.Predicate]) {
		return false
	}
	return anyIs(r.Subject, r.SubjectAlt, p.subject) && anyIs(r.Object, r.ObjectAlt, p.object) ||
		symmetric[r.Predicate] && anyIs(r.Subject, r.SubjectAlt, p.object) && anyIs(r.Object, r.ObjectAlt, p.subject)
}

func (r goldRow) hasStatus(s schema.Status) bool {
	return s == r.Status || slices.Contains(r.StatusAlt, s)
}

// springs tells whether the prediction is what the trap forbids.
func (t trap) springs(p prediction) bool {
	anything := slices.Contains(t.Predicates, "*")
	if !anything && !slices.Contains(t.Predicates, p.Predicate) || !slices.Contains(t.Status, p.Status) {
		return false
	}
	if t.Subject.Name != "*" && t.Object.Name == "*" && len(t.Predicates) == 1 && anything { // no part in anything
		return t.Subject.is(p.subject) || t.Subject.is(p.object)
	}
	return t.Subject.is(p.subject) && t.Object.is(p.object) ||
		(anything || symmetric[p.Predicate]) && t.Subject.is(p.object) && t.Object.is(p.subject)
}

// speaks tells whether the prediction's speaker is the row's, a name that entities may explain.
func (r goldRow) speaks(p prediction, entities map[string]goldEntity) bool {
	want := foldName(r.Attribution)
	if p.speaker == nil {
		got := foldName(p.Attribution)
		return got != "" && (strings.Contains(want, got) || strings.Contains(got, want))
	}
	if g, ok := entities[r.Attribution]; ok && g.is(p.speaker) {
		return true
	}
	for _, n := range append([]string{p.speaker.Name}, p.speaker.Aliases...) {
		if n = foldName(n); n != "" && (strings.Contains(want, n) || strings.Contains(n, want)) {
			return true
		}
	}
	return false
}
