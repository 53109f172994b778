package gazetteer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/entente-kg/entente/schema"
	"github.com/google/go-cmp/cmp"
)

// words splits a name as the pipeline's tokenizer does: commas, brackets and the possessive stand alone.
func words(s string) []string {
	s = strings.NewReplacer("'s ", " 's ", "’s ", " ’s ", ",", " , ", "(", " ( ", ")", " ) ", ";", " ; ", "?", " ? ").Replace(s + " ")
	return strings.Fields(s)
}

// show writes matches as "text = entry kind", so that a test compares them whole.
func show(ms []Match) []string {
	var out []string
	for _, m := range ms {
		out = append(out, fmt.Sprintf("%d-%d %s %s", m.First, m.Last, m.Entry.ID, m.Kind))
	}
	return out
}

func ids(es []*Entry) []string {
	var out []string
	for _, e := range es {
		out = append(out, e.ID)
	}
	return out
}

func has(es []*Entry, id string) bool { return slices.Contains(ids(es), id) }

func hasMatch(ms []Match, id string, first, last int) bool {
	return slices.ContainsFunc(ms, func(m Match) bool { return m.Entry.ID == id && m.First == first && m.Last == last })
}

func containsMatch(ms []Match, want Match) bool {
	return slices.ContainsFunc(ms, func(m Match) bool { m.Needs = false; return m == want })
}

func countriesOf(ms []Match) []string {
	var out []string
	for _, m := range ms {
		if m.Entry.Type == schema.Country {
			out = append(out, m.Entry.ID)
		}
	}
	return out
}

// Only states and their capitals are compared: the other files grow without this test.
func TestFindReadsNamesAsTheNewsWritesThem(t *testing.T) {
	g := loaded(t)
	cases := []struct {
		text string
		want []string // states, in the order of the text
	}{
		{"Turkey 's drones", []string{"country/TUR"}},
		{"Türkiye and Turkiye", []string{"country/TUR", "country/TUR"}},
		{"roast turkey with gravy", nil},
		{"TURKEY SENDS TROOPS", []string{"country/TUR"}},
		{"Polish troops polish their boots", []string{"country/POL"}},
		{"he asked us to help the US and the U.S. alike", []string{"country/USA", "country/USA"}},
		{"THEY TOLD US ABOUT THE DEAL", nil},
		{"the United States of America", []string{"country/USA"}},
		{"Guinea - Bissau", []string{"country/GNB"}},
		{"Guinea-Bissau", []string{"country/GNB"}},
		{"Guinea Bissau", []string{"country/GNB"}},
		{"Côte d'Ivoire", []string{"country/CIV"}},
		{"Cote d’Ivoire", []string{"country/CIV"}},
		{"Cote d' Ivoire", []string{"country/CIV"}},
		{"People 's Republic of China", []string{"country/CHN"}},
		{"the Republic of China", []string{"country/TWN"}},
		{"Democratic People's Republic of Korea", []string{"country/PRK"}},
		{"South Korean and North Korean envoys", []string{"country/KOR", "country/PRK"}},
		{"St. Lucia and Saint Lucia", []string{"country/LCA", "country/LCA"}},
		{"Trinidad & Tobago", []string{"country/TTO"}},
		{"Bosnia & Herzegovina", []string{"country/BIH"}},
		{"the Kremlin and the White House", []string{"country/RUS", "country/USA"}},
		{"The Hague", []string{"country/NLD"}},
		{"the Hague", []string{"country/NLD"}},
		{"Foreign Secretary William Hague", nil},
		{"Male students", nil},
		{"Malé , the capital", []string{"country/MDV"}},
		{"Reunion of the band", nil},
		{"Réunion island", []string{"country/REU"}},
		{"South American leaders in New Mexico", nil},
		{"the South China Sea", nil},
		{"the Washington Post", nil},
		{"Washington , D.C.", []string{"country/USA"}},
		{"the Vietnam War", nil},
		{"Bosnian Serb forces", nil},
		{"Turkish Cypriots", nil},
		{"the former Soviet Union", nil},
		{"Soviet troops", []string{"country/SUN"}},
		{"Congolese troops", []string{"country/COD", "country/COG"}},
		{"the Democratic Republic of the Congo", []string{"country/COD"}},
		{"Congo-Brazzaville", []string{"country/COG"}},
		{"AND CAN PER MAR", nil},
		{"Iran - backed militias", []string{"country/IRN"}},
		{"Turks and Caicos Islands", []string{"country/TCA"}},
		{"Saudis , Emiratis and Palestinians", []string{"country/SAU", "country/ARE", "country/PSE"}},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, countriesOf(g.Find(strings.Fields(c.text)))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
}

func TestACapitalIsAPlaceAndItsState(t *testing.T) {
	got := show(loaded(t).Find([]string{"Ankara", "agreed"}))
	if diff := cmp.Diff([]string{"0-1 place/ankara name", "0-1 country/TUR capital"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRangesCountTokensWhereHyphensStand(t *testing.T) {
	g := small(t, `
- {id: region/nagorno-karabakh, name: Nagorno-Karabakh, type: region, country: AZE}
- {id: armed-group/al-shabaab, name: al-Shabaab, type: armed-group, aliases: [al Shabab]}`)
	for text, want := range map[string][]string{
		"in Nagorno-Karabakh today":     {"1-2 region/nagorno-karabakh name"},
		"in Nagorno - Karabakh today":   {"1-4 region/nagorno-karabakh name"},
		"in Nagorno Karabakh today":     {"1-3 region/nagorno-karabakh name"},
		"Al-Shabaab and Al - Shabaab":   {"0-1 armed-group/al-shabaab name", "2-5 armed-group/al-shabaab name"},
		"al Shabab":                     {"0-2 armed-group/al-shabaab alias"},
		"pro-Nagorno-Karabakh activist": nil,
	} {
		if diff := cmp.Diff(want, show(g.Find(strings.Fields(text)))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestAnAcronymIsReadOnlyInCapitals(t *testing.T) {
	g := small(t, `- {id: igo/who, name: WHO, type: igo, aliases: [World Health Organization]}`)
	for text, want := range map[string][]string{
		"the who said":                      nil,
		"Who said so":                       nil,
		"the WHO said":                      {"1-2 igo/who name"},
		"THE MAN WHO SOLD ARMS":             nil,
		"the W.H.O. said":                   {"1-2 igo/who name"},
		"the WORLD HEALTH ORGANIZATION":     {"1-4 igo/who alias"},
		"the world health organization":     nil,
		"World Health Organization experts": {"0-3 igo/who alias"},
	} {
		if diff := cmp.Diff(want, show(g.Find(strings.Fields(text)))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestTheLongestNameWinsEvenWhenItIsNobodys(t *testing.T) {
	g := small(t, `
- {id: place/york, name: York, type: place, not_in: [New York Times]}
- {id: place/new-york, name: New York, type: place}`)
	for text, want := range map[string][]string{
		"York":               {"0-1 place/york name"},
		"New York":           {"0-2 place/new-york name"},
		"the New York Times": nil,
	} {
		if diff := cmp.Diff(want, show(g.Find(strings.Fields(text)))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestContextWordsChooseBetweenTwoStates(t *testing.T) {
	g := loaded(t)
	congo, _ := g.Entry("country/COD")
	republic, _ := g.Entry("country/COG")
	for text, want := range map[string][2]bool{
		"Congolese troops near Goma":           {false, false},
		"the Congolese president , Sassou":     {false, true},
		"Congolese rumba":                      {false, false},
		"Congolese oil from Pointe - Noire":    {false, true},
		"the congolese government in KINSHASA": {false, false},
	} {
		tokens := strings.Fields(text)
		if diff := cmp.Diff(want, [2]bool{congo.Near(tokens), republic.Near(tokens)}); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}
