package gazetteer

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/entente-kg/entente/schema"
)

// with loads files of the user's own and wants these faults.
func with(t *testing.T, faults string, own ...File) *Gazetteer {
	t.Helper()
	g, err := LoadFiles(own...)
	got := ""
	if err != nil {
		got = err.Error()
	}
	if diff := cmp.Diff(strings.TrimSpace(faults), got); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	return g
}

func file(name, text string) File { return File{name, []byte(text)} }

const actorFile = `# An actor file of our own.
AVALON_ISLES_  [GBR]  # a synonym of a state
+AVALONIAN_

TORVALD_HJELM_  ; the old way of a comment
+PRESIDENT_TORVALD_HJELM_
+HJELM_
	[NORELI 850101-930119]
	[NORGOV 930120-010120]
	[IGOUNO >20050601]
	[NORELI]

NORDFJORD_WATCH_  [SWEREB 900101-991231]
+NFWQ
FJORD_PEOPLE'S_ARMY_(FPAQ)_	[NORREB] # with its acronym in brackets
UPLAND_LIBERATION_ARMY_(COLOMBIA) [COLREB]
VETLE_MINING_  [MNCNOR]
KOFI_ANNAN_
+K._A._ANNANSON_
	[IGOUNO 970101-061231]
POLICE_ [NORCOP]
`

func TestAnActorFileIsRead(t *testing.T) {
	g := with(t, "", file("mine.actors.txt", actorFile))
	for id, want := range map[string]schema.Entity{
		"person/torvald-hjelm":               {ID: "person/torvald-hjelm", Name: "Torvald Hjelm", Type: schema.Person, Country: "NOR", Aliases: []string{"Hjelm"}},
		"armed-group/nordfjord-watch":        {ID: "armed-group/nordfjord-watch", Name: "Nordfjord Watch", Type: schema.ArmedGroup, Country: "SWE", Aliases: []string{"Nfwq"}},
		"armed-group/fjord-peoples-army":     {ID: "armed-group/fjord-peoples-army", Name: "Fjord People's Army", Type: schema.ArmedGroup, Country: "NOR", Aliases: []string{"FPAQ"}},
		"armed-group/upland-liberation-army": {ID: "armed-group/upland-liberation-army", Name: "Upland Liberation Army", Type: schema.ArmedGroup, Country: "COL"},
		"company/vetle-mining":               {ID: "company/vetle-mining", Name: "Vetle Mining", Type: schema.Company, Country: "NOR"},
	} {
		e, ok := g.Entry(id)
		if !ok {
			t.Errorf("no %s", id)
			continue
		}
		if diff := cmp.Diff(want, e.Entity); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
	for text, want := range map[string][]string{
		"Avalonian troops":                 {"0-1 country/GBR alias"},
		"the FPAQ and Fjord People's Army": {"1-2 armed-group/fjord-peoples-army alias", "3-7 armed-group/fjord-peoples-army name"},
		"Upland Liberation Army":           {"0-3 armed-group/upland-liberation-army name"},
		"K.A. Annanson spoke":              nil,
		"K. A. Annanson spoke":             {"0-3 person/kofi-annan alias"},
		"Police said":                      nil,
	} {
		if diff := cmp.Diff(want, show(g.Find(words(text)))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestADatedCodeHoldsInItsTime(t *testing.T) {
	g := with(t, "", file("mine.actors.txt", actorFile))
	for _, c := range []struct{ date, text, id, country string }{
		{"1995-03-01", "Torvald Hjelm", "person/torvald-hjelm", "NOR"},
		{"2006", "Torvald Hjelm", "person/torvald-hjelm", ""}, // for the United Nations
		{"2003-05", "Hjelm", "person/torvald-hjelm", "NOR"},   // what holds else
		{"", "Hjelm", "person/torvald-hjelm", ""},             // what ends last
		{"1989-12-31", "Nordfjord Watch", "", ""},
		{"1990-01-01", "Nordfjord Watch", "armed-group/nordfjord-watch", "SWE"},
		{"1999-12-31", "NFWQ", "armed-group/nordfjord-watch", "SWE"},
		{"2000", "Nordfjord Watch", "", ""},
		{"", "Nordfjord Watch", "armed-group/nordfjord-watch", "SWE"},
		{"1990", "Kofi Annan", "person/kofi-annan", ""}, // ours, whatever the file's dates
		{"1990", "K. A. Annanson", "", ""},
	} {
		got := [2]string{}
		for _, m := range g.On(c.date).Find(words(c.text)) {
			got = [2]string{m.Entry.ID, m.Entry.Country}
		}
		if got[0] == "person/kofi-annan" {
			got[1] = ""
		}
		if diff := cmp.Diff([2]string{c.id, c.country}, got); diff != "" {
			t.Errorf("%q on %q (-want +got):\n%s", c.text, c.date, diff)
		}
	}
}

func TestFaultsOfActorFilesAreShownByLineAndTheRestGoesOn(t *testing.T) {
	g := with(t, `
mine.actors.txt:1: +EARLY: a synonym of nothing
mine.actors.txt:2: Eldfell Front: code "XYZREB": unknown country or region XYZ
mine.actors.txt:3: Eldfell Guard: code ISLREB: "9008223" is no day: want YYMMDD or YYYYMMDD
mine.actors.txt:4: Eldfell Watch: code ISLREB: period "010101-990101" ends before it begins
mine.actors.txt:5: +WATCH]_: a bracket in a name
mine.actors.txt:6: Eldfell Nobody: no code
mine.actors.txt:7: Eldfell Half: code "ISLR": want blocks of three capital letters
mine.actors.txt:8: Eldfell Once: code ISLGOV: period "20010101": want <date, >date or date-date`,
		file("mine.actors.txt", `+EARLY
ELDFELL_FRONT_ [XYZREB]
ELDFELL_GUARD_ [ISLREB 9008223-911221] [ISLREB 910101-920101]
ELDFELL_WATCH_ [ISLREB 010101-990101]
+WATCH]_
ELDFELL_NOBODY_
ELDFELL_HALF_ [ISLR]
ELDFELL_ONCE_ [ISLGOV 20010101]
ELDFELL_RIDERS_ [ISLREB]
ELDFELL_NONE_ [---]
`))
	for id, want := range map[string]bool{"armed-group/eldfell-riders": true, "armed-group/eldfell-guard": true, "armed-group/eldfell-front": false, "armed-group/eldfell-none": false} {
		if _, ok := g.Entry(id); ok != want {
			t.Errorf("%s: %v", id, ok)
		}
	}
}

func TestAnAgentFileSaysWhatNounsMean(t *testing.T) {
	g := with(t, `
mine.agents.txt:8: !TRIBE!FOLK [~CVL]: unknown marker !TRIBE!
mine.agents.txt:9: NOTHING: want NOUN {PLURAL} [~CODE]
mine.agents.txt:10: WEAVER [~XYZ]: code "XYZ": no sector is known in it
mine.agents.txt:11: WEAVER [LAB]: no ~ in the code LAB: it stands where the actor's own code goes`,
		file("mine.agents.txt", `# Agents of our own.
!PERSON! = MAN, MEN, WOMAN
REEVE [~JUD]
HUNDRED_MOOT {} [~LEG]
BYLAW!PERSON! [~LEG] # one for each
ABBOT_PRIMATE {ABBOTS_PRIMATE} [~CHRCTH]
GUILD_HALL [LAB~]
!TRIBE!FOLK [~CVL]
NOTHING
WEAVER [~XYZ]
WEAVER [LAB]
`))
	for lemma, want := range map[string]Role{
		"reeve":         {"reeve", schema.Government, "JUD", false},
		"hundred moot":  {"hundred moot", schema.Government, "LEG", true},
		"bylawman":      {"bylawman", schema.Government, "LEG", false},
		"bylawwoman":    {"bylawwoman", schema.Government, "LEG", false},
		"abbot primate": {"abbot primate", schema.Group, "REL", false},
		"guild hall":    {"guild hall", schema.Group, "LAB", false},
	} {
		got, _ := g.Role(lemma)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lemma, diff)
		}
	}
}

func TestACSVGazetteerIsRead(t *testing.T) {
	g := with(t, `
mine.csv:4: company/nameless: no name
mine.csv:5: mill/nowhere-mill: unknown type "mill"
mine.csv:6: short: 2 fields: the header has 7
mine.csv:7: party/sunset: unknown country "ZZZ"
mine.csv:8: company/turkey: "Turkey" is also a name of country/TUR: give both a context, or shared: true`,
		file("mine.csv", "\ufeffid,name,type,country,aliases,context,wikidata\n"+
			"party/sunrise,Sunrise Front,party,tur,Sunrise|Gün Cephesi,,\n"+
			",\"Mersin Docks, Ltd\",company,TUR,,,Q999999901\n"+
			"company/nameless,,company,,,,\n"+
			",Nowhere Mill,mill,,,,\n"+
			"short,Short\n"+
			"party/sunset,Sunset Front,party,ZZZ,,,\n"+
			",Turkey,company,,,,\n"))
	for text, want := range map[string][]string{
		"the Sunrise and Gün Cephesi": {"1-2 party/sunrise alias", "3-5 party/sunrise alias"},
		"Mersin Docks , Ltd":          {"0-4 company/mersin-docks-ltd name"},
		"Turkey":                      {"0-1 country/TUR name"},
		"Sunset Front":                {"0-2 party/sunset name"},
	} {
		if diff := cmp.Diff(want, show(g.Find(words(text)))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestAFaultyYAMLEntryIsLeftOutAndTheRestGoesOn(t *testing.T) {
	g := with(t, `
mine.yaml:2: party/bad: unknown key "colour"
mine.yaml:4: party/worse: wikidata "x" is no Qid`,
		file("mine.yaml", `entries:
- {id: party/bad, name: Bad Front, type: party, colour: red}
- {id: party/good, name: Good Front, type: party}
- {id: party/worse, name: Worse Front, type: party, wikidata: x}
`))
	if diff := cmp.Diff([]string{"2-4 party/good name"}, show(g.Find(words("Bad Front Good Front Worse Front")))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheFormatIsToldByEndingElseByContent(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       format
	}{
		{"a.yaml", "", yamlFormat}, {"a.YML", "", yamlFormat}, {"a.csv", "", csvFormat}, {"x.actors", "", actorFormat}, {"x.agents", "", agentFormat},
		{"a.txt", "# note\nentries:\n- {}", yamlFormat}, {"a.txt", "name,type\nA,igo", csvFormat},
		{"a.txt", "# note\n\nPOLICE {} [~COP]", agentFormat}, {"a.txt", "!PERSON! = MAN", agentFormat},
		{"a.txt", "FRANCE_ [FRA]\n+FRENCH_", actorFormat}, {"a.txt", "", actorFormat},
	} {
		if got := formatOf(file(c.name, c.text)); got != c.want {
			t.Errorf("%s %q: got %d, want %d", c.name, c.text, got, c.want)
		}
	}
}

func FuzzLoadFiles(f *testing.F) {
	for _, name := range []string{"a.actors", "a.agents", "a.csv", "a.yaml"} {
		f.Add(name, actorFile)
	}
	f.Add("a.csv", "name,type,aliases\nA,igo,x|y\n")
	f.Add("a.agents", "!P! = A, B\nX!P! {Y} [~COP]\n")
	base := made(map[string]string{"countries.yaml": `
- {id: NOR, name: Norway}
- {id: GBR, name: Britain, capital: London}`,
		"offices.yaml": `
- {id: president, title: president, relation: president-of}`})
	f.Fuzz(func(t *testing.T, name, text string) {
		g, _ := load([]fs.FS{base}, []File{file(name, text)})
		g.On("1995").Find([]string{"Torvald", "Hjelm"})
	})
}
