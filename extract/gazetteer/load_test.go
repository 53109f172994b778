package gazetteer

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// made is a file system of data files; each text is the list of a file's entries.
func made(lists map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for file, list := range lists {
		m[file] = &fstest.MapFile{Data: []byte("entries:\n" + strings.TrimSpace(list) + "\n")}
	}
	return m
}

// small is a gazetteer of the embedded states and offices and the given entities alone.
func small(t *testing.T, entities string) *Gazetteer {
	t.Helper()
	m := made(map[string]string{"own.yaml": entities})
	for _, file := range []string{countriesFile, officesFile} {
		data, err := files.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m[file] = &fstest.MapFile{Data: data}
	}
	g, err := Load(m)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

var embedded = sync.OnceValues(func() (*Gazetteer, error) { return Load(files) })

func loaded(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestTheDefaultIsTheEmbeddedFiles(t *testing.T) {
	want := ids(loaded(t).Entries())
	if diff := cmp.Diff(want, ids(Default().Entries())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOnlyTheAddedEntryHasToSayThatItsNameIsShared(t *testing.T) {
	const entry = "- {id: company/turkey, name: Turkey, type: company"
	_, err := Load(files, made(map[string]string{"mine.yaml": entry + "}"}))
	want := `mine.yaml:2: company/turkey: "Turkey" is also a name of country/TUR: give both a context, or shared: true`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if _, err := Load(files, made(map[string]string{"mine.yaml": entry + ", shared: true}"})); err != nil {
		t.Error(err)
	}
}

func TestEveryFaultIsReportedAtOnce(t *testing.T) {
	_, err := Load(made(map[string]string{
		"countries.yaml": `
- {id: AAA, alpha2: AA, name: Aland, capital: Atown}
- {id: BBB, alpha2: BBX, name: Bland}`,
		"groups.yaml": `
- {id: igo/one, name: One, type: igo, aliases: [Both]}
- {id: igo/two, name: Two, type: igo, aliases: [Both]}
- {id: ngo/three, name: Three, type: igo, country: ZZZ}
- {id: club/four, name: Four, type: club}
- {id: igo/five, name: Five, type: igo, wikidata: 17, part_of: igo/none}
- {id: person/six, name: Six, type: person, offices: [{office: tsar, of: country/CCC}]}
- {id: igo/seven, name: Seven, type: igo, colour: red}`,
		"more.yaml": `
- {id: igo/one, name: Won, type: igo}`,
		"offices.yaml": `
- {id: king, title: king, relation: rules}
- {id: past, kind: modifier, past: true, forms: [past], relation: leader-of}`,
	}))
	want := []string{
		`countries.yaml:3: country/BBB: want an alpha-3 and an alpha-2 code, got "BBB" and "BBX"`,
		`groups.yaml:2: igo/one: "Both" is also a name of igo/two: give both a context, or shared: true`,
		`groups.yaml:3: igo/two: "Both" is also a name of igo/one: give both a context, or shared: true`,
		`groups.yaml:4: ngo/three: the id of a igo starts with igo/`,
		`groups.yaml:4: ngo/three: unknown country "ZZZ"`,
		`groups.yaml:5: club/four: unknown type "club"`,
		`groups.yaml:6: igo/five: wikidata "17" is no Qid`,
		`groups.yaml:6: igo/five: part of an unknown entry "igo/none"`,
		`groups.yaml:7: person/six: unknown office "tsar"`,
		`groups.yaml:7: person/six: office of an unknown entry "country/CCC"`,
		`groups.yaml:8: igo/seven: unknown key "colour"`,
		`more.yaml:2: igo/one: already given at groups.yaml:2`,
		`offices.yaml:2: king: unknown relation "rules"`,
		`offices.yaml:3: past: a modifier has neither title nor relation`,
	}
	if err == nil {
		t.Fatal("no fault found")
	}
	if diff := cmp.Diff(want, strings.Split(err.Error(), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestANameMayBeSharedWhereBothSaySo(t *testing.T) {
	g, err := Load(made(map[string]string{"own.yaml": `
- {id: igo/one, name: One, type: igo, aliases: [Both], context: [alpha]}
- {id: ngo/two, name: Two, type: ngo, aliases: [Both], shared: true}`}))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"0-1 igo/one alias", "0-1 ngo/two alias"}, show(g.Find([]string{"Both"}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheUsersFilesStandBesideOurs(t *testing.T) {
	user := made(map[string]string{"mine.yaml": `
- {id: party/sunrise, name: Sunrise Front, type: party, country: TUR, aliases: [Sunrise]}`})
	g, err := Load(files, user)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"1-2 party/sunrise alias", "3-4 country/TUR name"}, show(g.Find([]string{"the", "Sunrise", "of", "Turkey"}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, ok := loaded(t).Entry("party/sunrise"); ok {
		t.Error("the embedded gazetteer has the user's entry")
	}
}

func TestACapitalThatAFileGivesIsNotMadeAgain(t *testing.T) {
	g := small(t, `- {id: place/kyiv, name: Kyiv, type: place, country: UKR, wikidata: Q1899, context: [Dnipro]}`)
	e, _ := g.Entry("place/kyiv")
	if diff := cmp.Diff([]string{"Q1899", "Kiev"}, append([]string{e.Wikidata}, e.Aliases...)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"0-1 place/kyiv alias", "0-1 country/UKR capital"}, show(g.Find([]string{"Kiev"}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
