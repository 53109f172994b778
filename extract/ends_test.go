package extract

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/entente-kg/entente/schema"
)

// readEnds are the assertions in a text, each as “subject relation object”.
func readEnds(t *testing.T, p *Pipeline, text string) []string {
	t.Helper()
	rec, err := p.Extract(context.Background(), schema.Document{ID: "ends", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	name := map[string]string{}
	for _, e := range rec.Entities {
		name[e.ID] = e.Name
	}
	var out []string
	for _, a := range rec.Assertions {
		out = append(out, strings.Join([]string{name[a.Subject], a.Predicate, name[a.Object]}, " "))
	}
	return out
}

// Who and what becomes an end of a relation. Each text is of its own kind.
func TestWhoStandsAtTheEnds(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ kind, text, want string }{
		{"people counted", "The coast guard of Malta detained three Egyptians on Friday.", "Malta detained People (Egypt)"},
		{"people told from others", "Kenya released two elderly Danes last week.", "Kenya released People (Denmark)"},
		{"people of a measure", "Niger expelled dozens of Ghanaians and Togolese.", "Niger expelled People (Ghana)"},
		{"one of a people", "Police in Oslo arrested a Chilean on Monday.", "Norway detained Citizen (Chile)"},
		{"members of a body", "Nigeria arrested nine Boko Haram members.", "Nigeria detained Member (Boko Haram)"},
		{"fighters of a body", "Chad freed four Boko Haram fighters.", "Chad released Fighter (Boko Haram)"},
		{"a noun with the word before it", "Jordan released two human rights lawyers.", "Jordan released Human Rights Lawyer (Jordan)"},
		{"who is something no longer", "Police in Lima arrested two ex-ministers.", "Peru detained Former Minister (Peru)"},
		{"a noun that names its body", "The militant group Hezbollah released two nurses.", "Hezbollah released Nurse (Lebanon)"},
		{"a compound that names its body", "The Houthi movement released a Yemeni nurse.", "Houthis released Nurse (Yemen)"},
		{"believers", "Sudan released eleven Christians.", "Sudan released Christian (Sudan)"},
		{"leaders of no state", "Angola arrested four protest leaders.", "Angola detained Protest Leader (Angola)"},
		{"an acronym that nobody explains", "ZANLO returned six carved doors to Tanzania on Tuesday.", "ZANLO returned-to Tanzania"},
		{"whose state the noun before the name tells", "The Kenyan poet Wanjiku Mwende was arrested by Uganda on Sunday.", "Uganda detained Wanjiku Mwende"},
		{"a name with a month in it", "Prime Minister Theresa May met Angela Merkel.", "Angela Merkel met-with Theresa May"},
		{"a region's own police", "New South Wales police arrested two Chinese students.", "Police (New South Wales) detained Student (China)"},
		{"an organ behind its state's name", "Norway's Coastal Guards seized a Russian trawler.", "Norway seized-from Russia"},
		{"a name glued to a noun", "Sudan's renegade Gen. Idris Haroun freed two Chadian nurses.", "Idris Haroun released Nurse (Chad)"},
		{"another spelling of a known given name", "Sudan jailed Omer al-Bashir for two years.", "Sudan detained Omar al-Bashir"},
		{"states of a part of the world", "China donated vaccines to several African countries.", "China aided Country (Africa)"},
		{"fighters of nobody named are people too", "Kenya arrested three militants on Friday.", "Kenya detained Militant (Kenya)"},
		{"who governs where somebody is jailed", "Two Danish reporters were arrested in Lagos on Friday.", "Nigeria detained Reporter (Denmark)"},
		{"a person of one name who acts", "Okonjara resigned on Monday after protests, and Okonjara met Ali Bongo.", "Ali Bongo met-with Okonjara"},
		{"a government called by who leads it", "The Thatcher government imposed sanctions on Argentina.", "United Kingdom sanctioned Argentina"},
		{"an administration that everybody knows", "The Clinton Administration lifted sanctions on Vietnam.", "United States lifted-sanctions-on Vietnam"},
		{"a body whose name goes on behind of", "The Supreme Court of Nepal jailed two Bhutanese sailors.", "Nepal detained Sailor (Bhutan)"},
		{"a plural that opens the sentence", "Gunmen killed two truck drivers in Burkina Faso.", "Gunman (Burkina Faso) killed Truck Driver (Burkina Faso)"},
		{"a given name in two halves", "Prime Minister Lee Nak-yon met Xi Jinping.", "Lee Nak-yon met-with Xi Jinping"},
		{"a noun in two halves", "Manila declared a three-week cease-fire with Malaysia.", "Malaysia ceasefire-with Philippines"},
		{"a noun in two halves, spaced", "Manila declared a three - week cease - fire with Malaysia .", "Malaysia ceasefire-with Philippines"},
		{"two bodies that share a noun", "EU and ECOWAS officials signed a fishing treaty.", "ECOWAS agreed-with European Union"},
		{"an unknown place whose land is told", "Denmark returned two carved doors to Kalimbo, Malawi.", "Denmark returned-to Malawi"},
		{"a land behind a noun for it", "Spain donated buses to the island nation of Palau.", "Spain aided Palau"},
		{"a name with small words", "Nurses Without Borders provides medical aid to Sudan.", "Nurses Without Borders aided Sudan"},
	} {
		if got := readEnds(t, p, c.text); !slices.Contains(got, c.want) {
			t.Errorf("%s: %q: want %q, read %q", c.kind, c.text, c.want, got)
		}
	}
}

// What is no actor stays out, and a person is no body.
func TestHintsAloneMakeNoActor(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, not string }{
		{"The Government has expelled the Danish ambassador.", "organization/government"},
		{"COVID has closed the border with Chad.", "organization/covid"},
		{"Gabon released Megumi Yokota on Friday.", "organization/megumi-yokota"},
		{"Mali's opposition leader rejected the French offer.", "person/leader-of-mali"},
		{"The Supreme Court has ruled against Chad.", "government/supreme-court"},
		{"Hurricane Dorian hit the Bahamas.", "person/hurricane-dorian"},
		{"The Houthis sank the Greek freighter Eternity Cole in July.", "person/eternity-cole"},
		{"Leaders of the Bakers Union met the president of Ghana.", "organization/leaders-of-the-bakers-union"},
		{"Togo has closed its border with Benin near Mount Agou.", "person/mount-agou"},
	} {
		rec, err := p.Extract(context.Background(), schema.Document{ID: "ends", Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(rec.Entities, func(e schema.Entity) bool { return e.ID == c.not }) {
			t.Errorf("%q: there is %s", c.text, c.not)
		}
	}
}

// What sounds like an act between actors and is none. Each text is of its own kind.
func TestWhatIsNoActOfAnybody(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ kind, text, not string }{
		{"the hour", "Sent: 4:41 PM Ana Lund asked for a room in Mexico, and Mexico has none. Mexico is full. So is Mexico City.", "Ana Lund head-of-government-of Mexico"},
		{"somebody else's president", "Norway is a kingdom. Norway signed the law of the sea. Norway fishes. Norway welcomes President Diallo's report.", "Diallo president-of Norway"},
		{"a maker of films", "The Iranian director Samira Kaveh met Ana Lund.", "Samira Kaveh official-of Iran"},
		{"on whose side he is", "Pro-Russian mayor Ana Lund resigned.", "Ana Lund official-of Russia"},
		{"whose client it is", "Norway deported Omar Diallo's lawyer.", "Norway expelled Omar Diallo"},
		{"a question", "Norway asked Chad how such papers were lost.", "Norway demanded-of Chad"},
		{"who befell what is protested", "Students in Oslo protested over the killing of Omar Diallo by soldiers.", "Student (Norway) protested-against Omar Diallo"},
		{"the name of a team", "Brock Holt joined the Tampa Pirates in May.", "Brock Holt member-of Pirate (United States)"},
		{"an event named after somebody", "The Omar Diallo scandal threatens Hezbollah.", "Omar Diallo threatened Hezbollah"},
		{"after whose request", "India launched an operation after repeated requests from Oman.", "India attacked Oman"},
		{"somebody's men", "His men abducted two Canadian nuns in April.", "Man (Canada) abducted Nun (Canada)"},
		{"a game", "Ivory Coast destroyed Mali 4-0 in the other match.", "Ivory Coast attacked Mali"},
		{"a craft that is no force", "A Norwegian cruise ship struck a pier in Juneau, Alaska.", "Norway attacked Alaska"},
		{"what the object shelters", "The militia captured the district, which shelters Omar Diallo.", "Militia detained Omar Diallo"},
	} {
		if got := readEnds(t, p, c.text); slices.Contains(got, c.not) {
			t.Errorf("%s: %q: read %q", c.kind, c.text, c.not)
		}
	}
}
