package extract

import (
	"context"
	"testing"

	"github.com/entente-kg/entente/schema"
)

// An organ of a state is an entity of that state, and its act is the state's.
func TestOrgansOfAState(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, id, name string
		typ            schema.EntityType
		subject        string
	}{
		{"The Turkish army shelled Kobani.", "group/tur-army", "Army (Turkey)", schema.Military, "country/TUR"},
		{"Kenya's parliament condemned Somalia.", "group/ken-parliament", "Parliament (Kenya)", schema.Government, "country/KEN"},
		{"The people of Chad thanked France.", "group/tcd-people", "People (Chad)", schema.Group, ""},
		{"Chad thanked the French government.", "group/fra-government", "Government (France)", schema.Government, "country/TCD"},
		{"Chad thanked France.", "", "", "", "country/TCD"},
	} {
		rec, err := p.Extract(context.Background(), schema.Document{ID: "organs", Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		var organ schema.Entity
		for _, e := range rec.Entities {
			if e.Type != schema.Country && e.Type != schema.Place {
				organ = e
			}
		}
		if organ.ID != c.id || organ.Name != c.name || organ.Type != c.typ {
			t.Errorf("%q: the organ is %s %q, %s", c.text, organ.ID, organ.Name, organ.Type)
		}
		for _, a := range rec.Assertions {
			if a.Subject != c.subject && c.subject != "" {
				t.Errorf("%q: %s is said of %s", c.text, a.Predicate, a.Subject)
			}
		}
	}
}
