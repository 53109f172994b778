package schema

import (
	"cmp"
	"slices"
)

// Coding is what an event is called in PLOVER and CAMEO.
type Coding struct {
	Plover string `data:"plover"` // event type
	Mode   string `data:"mode"`
	Cameo  string `data:"cameo"`
	Quad   string `data:"quad"` // quad class; the type's own where a file leaves it out
}

// The quad classes.
const (
	VerbalCooperation   = "verbal-cooperation"
	MaterialCooperation = "material-cooperation"
	VerbalConflict      = "verbal-conflict"
	MaterialConflict    = "material-conflict"
)

// PloverType is an event type of the PLOVER manual.
type PloverType struct {
	Name  string
	Quad  string
	Modes []string
}

// PloverTypes lists the 16 event types, milder first. They and their modes are
// those of the manual (draft 2.0, 2021), not the 18 of its README nor those of the
// older CAMEO table. The manual files SANCTION under two quad classes; the one of
// its own section and of the overview is taken: material conflict.
var PloverTypes = []PloverType{
	{"AGREE", VerbalCooperation, nil},
	{"CONSULT", VerbalCooperation, []string{"visit", "third-party", "multilateral", "phone"}},
	{"SUPPORT", VerbalCooperation, nil},
	{"CONCEDE", VerbalCooperation, nil},
	{"COOPERATE", MaterialCooperation, nil},
	{"AID", MaterialCooperation, nil},
	{"RETREAT", MaterialCooperation, []string{"withdraw", "release", "disarm", "ceasefire", "access", "resign"}},
	{"REQUEST", VerbalConflict, []string{"assist", "change", "yield", "meet"}},
	{"ACCUSE", VerbalConflict, []string{"disapprove", "investigate", "allege"}},
	{"REJECT", VerbalConflict, []string{"assist", "change", "yield", "meet"}},
	{"THREATEN", VerbalConflict, []string{"restrict", "arrest", "relations", "expel", "territory", "violence"}},
	{"PROTEST", MaterialConflict, []string{"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}},
	{"SANCTION", MaterialConflict, []string{"convict", "expel", "withdraw", "discontinue"}},
	{"MOBILIZE", MaterialConflict, []string{"troops", "weapons", "police", "militia"}},
	{"COERCE", MaterialConflict, []string{"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport",
		"withhold", "misinformation", "cyber"}},
	{"ASSAULT", MaterialConflict, []string{"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive",
		"firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"}},
}

var ploverContexts = []string{"military", "intelligence", "executive", "legislative", "election", "political_institutions",
	"pro_democracy", "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression",
	"human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping",
	"health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn",
	"cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking"}

func ploverType(name string) (PloverType, bool) {
	i := slices.IndexFunc(PloverTypes, func(t PloverType) bool { return t.Name == name })
	if i < 0 {
		return PloverType{}, false
	}
	return PloverTypes[i], true
}

func (c Coding) check(fault func(format string, args ...any)) {
	if c.Cameo != "" && !cameoCode.MatchString(c.Cameo) {
		fault("cameo %q is no code: two to four digits, 01 to 20 at first", c.Cameo)
	}
	if c.Plover == "" {
		if c.Mode != "" || c.Quad != "" {
			fault("a mode or quad class without a PLOVER type")
		}
		return
	}
	t, ok := ploverType(c.Plover)
	if !ok {
		fault("unknown PLOVER type %q", c.Plover)
		return
	}
	if c.Mode != "" && !slices.Contains(t.Modes, c.Mode) {
		fault("mode %q is not one of %s", c.Mode, c.Plover)
	}
	if c.Quad != "" && c.Quad != t.Quad {
		fault("quad class %q does not belong to %s, which is %s", c.Quad, c.Plover, t.Quad)
	}
}

// shifts is the manual's rule that an event to come or only threatened is an
// event of another type. An empty mode stands for every mode without a line of its
// own. Its CAMEO codes are CAMEO's "express intent" (03) and "threaten" (13).
var shifts = map[Status]map[Coding]Coding{
	Planned: {
		{Plover: "CONSULT"}:   {Plover: "AGREE", Cameo: "036"},
		{Plover: "SUPPORT"}:   {Plover: "AGREE", Cameo: "032"},
		{Plover: "COOPERATE"}: {Plover: "AGREE", Cameo: "031"},
		{Plover: "AID"}:       {Plover: "AGREE", Cameo: "033"},
		{Plover: "RETREAT"}:   {Plover: "CONCEDE", Cameo: "035"},
	},
	Threatened: {
		{Plover: "ASSAULT"}:                  {Plover: "THREATEN", Mode: "violence", Cameo: "138"},
		{Plover: "MOBILIZE"}:                 {Plover: "THREATEN", Mode: "violence", Cameo: "138"},
		{Plover: "COERCE"}:                   {Plover: "THREATEN", Cameo: "130"},
		{Plover: "COERCE", Mode: "seize"}:    {Plover: "THREATEN", Mode: "territory", Cameo: "138"},
		{Plover: "COERCE", Mode: "restrict"}: {Plover: "THREATEN", Mode: "restrict", Cameo: "132"},
		{Plover: "COERCE", Mode: "arrest"}:   {Plover: "THREATEN", Mode: "arrest", Cameo: "137"},
		{Plover: "COERCE", Mode: "deport"}:   {Plover: "THREATEN", Mode: "expel", Cameo: "137"},
		{Plover: "SANCTION"}:                 {Plover: "THREATEN", Mode: "relations", Cameo: "131"},
		{Plover: "SANCTION", Mode: "expel"}:  {Plover: "THREATEN", Mode: "expel", Cameo: "131"},
		{Plover: "PROTEST"}:                  {Plover: "THREATEN", Cameo: "133"},
	},
}

// Coding is what the relation is called where the text gives it this status.
// A claimed, denied, negated or hypothetical event keeps its code: the status tells.
func (r Relation) Coding(s Status) Coding {
	c, own := r.ByStatus[s]
	if !own {
		c = Coding{r.Plover, r.Mode, r.Cameo, r.Quad}
		shift, ok := shifts[s][Coding{Plover: r.Plover, Mode: r.Mode}]
		if !ok {
			shift, ok = shifts[s][Coding{Plover: r.Plover}]
		}
		if ok {
			c = shift
		}
	}
	t, _ := ploverType(c.Plover)
	c.Quad = cmp.Or(c.Quad, t.Quad)
	return c
}
