package gazetteer

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/entente-kg/entente/schema"
)

func TestARoleTellsWhatANounMeans(t *testing.T) {
	g := loaded(t)
	for lemma, want := range map[string]Role{
		"soldier":           {"soldier", schema.Military, "MIL", false},
		"army":              {"army", schema.Military, "MIL", true},
		"troop":             {"troop", schema.Military, "MIL", true},
		"police":            {"police", schema.Government, "COP", true},
		"Protester":         {"protester", schema.Group, "CVL", false},
		"rebel":             {"rebel", schema.ArmedGroup, "REB", false},
		"lawmaker":          {"lawmaker", schema.Government, "LEG", false},
		"judge":             {"judge", schema.Government, "JUD", false},
		"opposition":        {"opposition", schema.Group, "OPP", true},
		"refugee":           {"refugee", schema.Group, "REF", false},
		"asylum-seeker":     {"asylum seeker", schema.Group, "REF", false},
		"security force":    {"security force", schema.Military, "MIL", true},
		"chargé d'affaires": {"chargé d'affaires", schema.Government, "GOV", false},
		"journalist":        {"journalist", schema.Media, "MED", false},
	} {
		got, ok := g.Role(lemma)
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("Role(%q) (-want +got):\n%s", lemma, diff)
		}
	}
	for _, noun := range []string{"", "table", "bread", "head", "side", "weather"} {
		if r, ok := g.Role(noun); ok {
			t.Errorf("Role(%q): want none, got %v", noun, r)
		}
	}
}

func TestEverySectorHasARole(t *testing.T) {
	have := map[string]bool{}
	roles := loaded(t).Roles()
	for _, r := range roles {
		have[r.Code] = true
	}
	for _, code := range Sectors {
		if !have[code] {
			t.Errorf("no role of sector %s", code)
		}
	}
	if len(roles) < 250 {
		t.Errorf("%d roles: want 250 or more", len(roles))
	}
}

func TestAFaultOfARoleIsShownWithItsPlace(t *testing.T) {
	_, err := Load(made(map[string]string{"roles.yaml": `
- {id: a, code: MIL, type: military, example: e, persons: [soldier], bodies: [army]}
- {id: b, code: ZZZ, type: club, example: e, persons: [Soldier]}`}))
	want := []string{
		`roles.yaml:3: b: unknown sector "ZZZ"`,
		`roles.yaml:3: b: unknown type "club"`,
		`roles.yaml:3: b: "Soldier" is also in a`,
	}
	if err == nil {
		err = errors.New("")
	}
	if diff := cmp.Diff(want, strings.Split(err.Error(), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnAddedRoleReplacesOurs(t *testing.T) {
	g, err := Load(files, made(map[string]string{"roles.yaml": `
- {id: mine, code: COP, type: government, example: e, persons: [soldier]}`}))
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := g.Role("soldier"); r.Code != "COP" {
		t.Errorf("got %v", r)
	}
}
