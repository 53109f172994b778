package export

import (
	"strings"

	"github.com/entente-kg/entente/schema"
)

// nodeLook is how a kind of entity is drawn. Shapes have Graphviz's names.
type nodeLook struct {
	caption string
	types   []schema.EntityType
	shape   string
	fill    string
}

var nodeLooks = []nodeLook{
	{"country, region, place", []schema.EntityType{schema.Country, schema.Region, schema.Place}, "box", "#dbe9f6"},
	{"government, military, party", []schema.EntityType{schema.Government, schema.Military, schema.Party}, "octagon", "#e8def8"},
	{"armed or unnamed group", []schema.EntityType{schema.ArmedGroup, schema.Group}, "octagon", "#f9d9d0"},
	{"person", []schema.EntityType{schema.Person}, "ellipse", "#fdf0d5"},
	{"organization, company, media", []schema.EntityType{schema.IGO, schema.NGO, schema.Organization,
		schema.Company, schema.Media}, "hexagon", "#d9f0e3"},
}

var unknownLook = nodeLook{caption: "other", shape: "box", fill: "#eeeeee"}

func lookOf(t schema.EntityType) nodeLook {
	for _, l := range nodeLooks {
		for _, lt := range l.types {
			if lt == t {
				return l
			}
		}
	}
	return unknownLook
}

// lineLook is how a status is drawn. Only what an article asserts is a solid line.
type lineLook struct {
	caption  string
	statuses []schema.Status
	style    string // Graphviz's name
	dashes   string // SVG's stroke-dasharray
	grey     bool   // instead of the colour of the relation
}

var lineLooks = []lineLook{
	{"asserted by the article", []schema.Status{schema.Asserted}, "solid", "", false},
	{"claimed by a speaker", []schema.Status{schema.Claimed}, "dashed", "7,4", false},
	{"threatened or planned", []schema.Status{schema.Threatened, schema.Planned}, "dashed", "7,4", true},
	{"denied, negated, hypothetical", []schema.Status{schema.Denied, schema.Negated, schema.Hypothetical}, "dotted", "2,3", true},
}

func lineOf(s schema.Status) lineLook {
	for _, l := range lineLooks {
		for _, ls := range l.statuses {
			if ls == s {
				return l
			}
		}
	}
	return lineLooks[len(lineLooks)-1]
}

// The colours keep apart for readers who do not tell red from green.
const (
	conflictColour    = "#b3261e"
	cooperationColour = "#1f5fa8"
	standingColour    = "#37474f"
	greyColour        = "#6b7176"
)

var colourCaptions = []struct{ colour, caption string }{
	{conflictColour, "conflict"}, {cooperationColour, "cooperation"}, {standingColour, "standing relation"},
}

// colour goes by the PLOVER quad class; a standing relation has none.
func (e edge) colour() string {
	switch {
	case e.line().grey:
		return greyColour
	case strings.HasSuffix(e.quad, "conflict"):
		return conflictColour
	case strings.HasSuffix(e.quad, "cooperation"), strings.HasSuffix(e.quad, "coop"):
		return cooperationColour
	}
	return standingColour
}

// width draws deeds heavier than words.
func (e edge) width() string {
	if strings.HasPrefix(e.quad, "material") {
		return "2"
	}
	return "1.2"
}

func (e edge) line() lineLook { return lineOf(e.status) }
