package schema

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// groups are the names under which a vocabulary file means several entity types.
var groups = map[EntityType][]EntityType{
	// A region stands for those that act as states without being recognized by all: Abkhazia, Gaza.
	"state":     {Country, Region, Government},
	"territory": {Country, Region, Place},
	"org":       {Government, Military, Party, ArmedGroup, IGO, NGO, Media, Company, Organization},
	"actor":     {Country, Region, Person, Government, Military, Party, ArmedGroup, IGO, NGO, Media, Company, Organization, Group},
}

// Re3dTypes lists the relation types of the re3d corpus.
var Re3dTypes = []string{"AlliesOf", "Apart", "BelongsTo", "CoLocated", "CommWith", "Dislikes", "FightingAgainst",
	"HasAttrOf", "InChargeOf", "IsSynonymOf", "Likes"}

var (
	relationName     = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	cameoCode        = regexp.MustCompile(`^(0[1-9]|1[0-9]|20)[0-9]{0,2}$`)
	wikidataProperty = regexp.MustCompile(`^P[1-9][0-9]*$`)
)

// checkRelation spells out r's groups of types and reports what is wrong with it.
func checkRelation(r *Relation, fault func(format string, args ...any)) {
	for _, name := range []string{r.Name, r.Inverse} {
		if name != "" && !relationName.MatchString(name) {
			fault("name %q is not kebab-case", name)
		}
	}
	switch {
	case r.Symmetric && r.Inverse != "":
		fault("both symmetric and with an inverse")
	case !r.Symmetric && r.Inverse == "":
		fault("neither symmetric nor with an inverse")
	}
	r.Subject, r.Object = spellOut(r.Subject, "subject", fault), spellOut(r.Object, "object", fault)
	if r.Symmetric && !slices.Equal(r.Subject, r.Object) {
		fault("symmetric, with different kinds at its ends")
	}
	if r.Re3d != "" && !slices.Contains(Re3dTypes, r.Re3d) {
		fault("unknown re3d type %q", r.Re3d)
	}
	if r.Wikidata != "" && !wikidataProperty.MatchString(r.Wikidata) {
		fault("wikidata property %q is not P and a number", r.Wikidata)
	}
	if r.Sign != "" && !slices.Contains(signs, r.Sign) {
		fault("unknown sign %q; want one of %q", r.Sign, signs)
	}
	for _, c := range r.Context {
		if !slices.Contains(ploverContexts, c) {
			fault("unknown PLOVER context %q", c)
		}
	}
	base := Coding{r.Plover, r.Mode, r.Cameo, r.Quad}
	base.check(fault)
	t, _ := ploverType(r.Plover)
	r.Quad = cmp.Or(r.Quad, t.Quad)
	for _, s := range slices.Sorted(maps.Keys(r.ByStatus)) {
		if !slices.Contains(Statuses, s) {
			fault("by_status: unknown status %q", s)
		}
		r.ByStatus[s].check(func(format string, args ...any) {
			fault("by_status: %s: %s", s, fmt.Sprintf(format, args...))
		})
	}
}

// spellOut puts types into the order of EntityTypes, so that equal sets are equal slices.
func spellOut(types []EntityType, key string, fault func(string, ...any)) []EntityType {
	given := map[EntityType]bool{}
	for _, t := range types {
		group, ok := groups[t]
		switch {
		case ok:
			for _, member := range group {
				given[member] = true
			}
		case slices.Contains(EntityTypes, t):
			given[t] = true
		default:
			fault("%s: unknown entity kind %q; want one of %q, or of %q", key, t, slices.Sorted(maps.Keys(groups)), EntityTypes)
		}
	}
	var all []EntityType
	for _, t := range EntityTypes {
		if given[t] {
			all = append(all, t)
		}
	}
	return all
}
