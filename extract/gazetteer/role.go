package gazetteer

import (
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
	"github.com/entente-kg/entente/schema/datafile"
)

// Role is what a common noun says of an actor: a soldier is of the military.
type Role struct {
	Lemma string
	Type  schema.EntityType // of the actor: of the group where there are several
	Code  string            // PLOVER's and CAMEO's sector: GOV, MIL, COP, JUD, LEG, OPP, REB, CVL ...
	// Collective is set where the singular is many already: the army, a crowd.
	// Of other nouns the singular is a person and the plural the group.
	Collective bool
}

// Sectors are the codes that a Role can have.
var Sectors = strings.Fields("AGR BUS COP CRM CVL EDU ELI GOV HLH HRI IGO JUD LAB LEG MED MIL NGO OPP PTY REB REF REL SET SPY UAF")

// Role tells what the lemma of a common noun says of an actor: "soldier",
// "security force". Case does not count; it knows no plurals but those that are lemmas.
func (g *Gazetteer) Role(lemma string) (Role, bool) {
	r, ok := g.roles[lemma]
	if !ok && strings.ContainsFunc(lemma, func(r rune) bool { return r != ' ' && (r < 'a' || r > 'z') }) {
		r, ok = g.roles[roleKey(lemma)]
	}
	return r, ok
}

// Roles lists the roles in the order of lemmas.
func (g *Gazetteer) Roles() []Role {
	all := make([]Role, 0, len(g.roles))
	for _, r := range g.roles {
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b Role) int { return strings.Compare(a.Lemma, b.Lemma) })
	return all
}

// roleKey is what spellings of one lemma have in common.
func roleKey(lemma string) string {
	return strings.ToLower(strings.Join(folded(nameAtoms(lemma)), " "))
}

// roleClass is an entry of roles.yaml: the nouns of one sector and type.
type roleClass struct {
	ID      string            `data:"id,required"`
	Code    string            `data:"code,required"`
	Type    schema.EntityType `data:"type,required"`
	Example string            `data:"example,required"`
	Persons []string
	Bodies  []string
}

// roles takes the classes in. A noun of an added file replaces ours.
func (b *builder) roles(classes []datafile.Entry[roleClass]) {
	first := map[string]string{}
	for _, s := range classes {
		c := s.Value
		fault := func(format string, args ...any) { b.faults.At(s.File, s.Line, c.ID, format, args...) }
		if !slices.Contains(Sectors, c.Code) {
			fault("unknown sector %q", c.Code)
		}
		if !slices.Contains(schema.EntityTypes, c.Type) {
			fault("unknown type %q", c.Type)
		}
		for i, lemma := range slices.Concat(c.Persons, c.Bodies) {
			key := roleKey(lemma)
			if key == "" {
				fault("%q is no noun", lemma)
				continue
			}
			if owner, given := first[key]; given {
				fault("%q is also in %s", lemma, owner)
				continue
			}
			first[key] = c.ID
			b.g.roles[key] = Role{Lemma: lemma, Type: c.Type, Code: c.Code, Collective: i >= len(c.Persons)}
		}
	}
}
