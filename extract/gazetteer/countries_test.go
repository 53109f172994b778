package gazetteer

import (
	"testing"

	"github.com/entente-kg/entente/schema"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// reserved are codes that ISO 3166-1 sets aside without assigning them: x/text knows them as regions too.
var reserved = map[string]bool{"AC": true, "CP": true, "DG": true, "TA": true}

// regions calls fn for every region of CLDR that is a country or territory today.
func regions(fn func(alpha2, alpha3, name string)) {
	names := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			r, err := language.ParseRegion(string([]rune{a, b}))
			if err != nil || !r.IsCountry() || r.Canonicalize() != r || r.ISO3() == "ZZZ" ||
				names.Name(r) == "" || reserved[r.String()] {
				continue
			}
			fn(r.String(), r.ISO3(), names.Name(r))
		}
	}
}

func TestEveryCountryOfCLDRHasAnEntry(t *testing.T) {
	g := loaded(t)
	n := 0
	regions(func(alpha2, alpha3, name string) {
		n++
		if alpha2 == "XK" {
			alpha3 = "XKX" // CLDR's XKK is its own; XKX is what the news and its data use
		}
		want := "country/" + alpha3
		for _, asked := range []string{alpha2, alpha3, name, want} {
			found := g.Lookup(asked)
			if len(found) == 0 || found[0].ID != want && asked != alpha2 {
				t.Errorf("Lookup(%q): want %s first, got %v", asked, want, ids(found))
			} else if asked == alpha2 && !has(found, want) {
				t.Errorf("Lookup(%q): want %s, got %v", asked, want, ids(found))
			}
		}
	})
	if n != 250 {
		t.Errorf("CLDR gives %d countries: want the 249 of ISO 3166-1 and Kosovo", n)
	}
}

func TestEveryCountryIsFoundByEachOfItsNames(t *testing.T) {
	g := loaded(t)
	for _, e := range g.Entries() {
		if e.Type != schema.Country {
			continue
		}
		for kind, names := range map[Kind][]string{Name: {e.Name}, Alias: e.Aliases, Demonym: e.Demonyms, People: e.People, Metonym: e.Metonyms} {
			for _, name := range names {
				tokens := words(name)
				if !hasMatch(g.Find(tokens), e.ID, 0, len(tokens)) {
					t.Errorf("%s: its %s %q is not found: %v", e.ID, kind, name, show(g.Find(tokens)))
				}
			}
		}
	}
}

func TestEverySovereignStateHasACapitalThatStandsForIt(t *testing.T) {
	g := loaded(t)
	without := map[string]bool{ // the city is the state, or no city is its seat
		"country/MCO": true, "country/SGP": true, "country/SMR": true, "country/VAT": true, "country/SYC": true,
	}
	for _, e := range g.Entries() {
		if e.Type != schema.Country || e.Territory || e.Historic || without[e.ID] {
			continue
		}
		place, ok := g.Entry(e.Capital)
		if !ok {
			t.Errorf("%s has no capital", e.ID)
			continue
		}
		if place.Country != e.Country {
			t.Errorf("%s: its capital %s is in %s", e.ID, place.ID, place.Country)
		}
		matches := g.Find(words(place.Name))
		want := []Match{{Last: len(words(place.Name)), Entry: place, Kind: Name}}
		if e.ID != "country/BEL" { // Brussels acts for the European Union
			want = append(want, Match{Last: len(words(place.Name)), Entry: e, Kind: Capital})
		}
		for _, w := range want {
			if !containsMatch(matches, w) {
				t.Errorf("%s: %q: want %s as %s, got %v", e.ID, place.Name, w.Entry.ID, w.Kind, show(matches))
			}
		}
	}
}

func TestNoTerritoryTakesAWordOfASovereignState(t *testing.T) {
	g := loaded(t)
	for _, e := range g.Entries() {
		if !e.Territory {
			continue
		}
		for _, name := range append(append([]string{e.Name}, e.Demonyms...), e.People...) {
			for _, m := range g.Find(words(name)) {
				if m.Entry.Type == schema.Country && m.Entry != e {
					t.Errorf("%q of %s is also %s", name, e.ID, m.Entry.ID)
				}
			}
		}
	}
	for word, want := range map[string]string{"French": "country/FRA", "British": "country/GBR", "Dutch": "country/NLD",
		"American": "country/USA", "Chinese": "country/CHN", "Danish": "country/DNK", "Norwegian": "country/NOR"} {
		if diff := cmp.Diff([]string{want}, countriesOf(g.Find([]string{word}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", word, diff)
		}
	}
}
