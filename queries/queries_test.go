package queries_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/queries"
	"github.com/entente-kg/entente/schema"
)

func catalog(t *testing.T) *queries.Catalog {
	t.Helper()
	c, err := queries.Load(schema.DefaultVocabulary())
	assert.NilError(t, err)
	return c
}

func TestEveryQuestionGivesItsExamplesRows(t *testing.T) {
	c := catalog(t)
	for _, q := range c.Queries() {
		t.Run(q.Name, func(t *testing.T) { assert.NilError(t, c.RunExample(t.Context(), q)) })
	}
}

// Explain tells of every param, so that nobody has to guess what a question takes.
func TestAnExplanationNamesEveryParam(t *testing.T) {
	for _, q := range catalog(t).Queries() {
		e := q.Explain()
		assert.Equal(t, len(e.Params), len(q.Params), q.Name)
		for _, p := range q.Params {
			named := func(s string) bool { return strings.Contains(s, "<"+p.Name+">") }
			path := q.Name == "path" && p.Kind == queries.KindEntity
			assert.Assert(t, path || slices.ContainsFunc(e.Steps, named), "%s: no step of %q names <%s>", q.Name, e.Steps, p.Name)
		}
	}
}

// world is a Source and a Resolver over a few statements.
type world []schema.Statement

var errSource = errors.New("disk on fire")

func (w world) Statements(_ context.Context, f schema.Filter, fn func(schema.Statement) error) error {
	if w == nil {
		return errSource
	}
	for _, s := range w {
		if f.Match(s) {
			if err := fn(s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w world) Entity(_ context.Context, id string) (schema.Entity, bool, error) {
	name, known := strings.CutPrefix(id, "country/")
	return schema.Entity{ID: id, Name: name}, known, nil
}

// Independent takes doc-1-copy for a copy of doc-1.
func (w world) Independent(_ context.Context, docIDs []string) (int, error) {
	told := map[string]bool{}
	for _, id := range docIDs {
		told[strings.TrimSuffix(id, "-copy")] = true
	}
	return len(told), nil
}

var errNobody = errors.New("nobody of that name")

func (w world) Resolve(_ context.Context, name string) (schema.Entity, error) {
	if name == "Atlantis" {
		return schema.Entity{}, errNobody
	}
	return schema.Entity{ID: "country/" + name, Name: name}, nil
}

// say reads "Turkey ally Azerbaijan"; more are status, speaker, date, article.
func say(n int, triple string, more ...string) schema.Statement {
	more = append(more, make([]string, 4)...)
	part := strings.Fields(triple)
	rel, ok := schema.DefaultVocabulary().Relation(part[1])
	if !ok {
		panic(part[1])
	}
	var s schema.Statement
	s.ID = fmt.Sprintf("s%02d", n)
	s.Subject, s.Predicate, s.Object, s.Symmetric = "country/"+part[0], part[1], "country/"+part[2], rel.Symmetric
	s.Status, s.Attribution, s.Date, s.Doc.ID = schema.Asserted, more[1], more[2], "doc-"+more[3]
	if more[0] != "" {
		s.Status = schema.Status(more[0])
	}
	s.Confidence, s.Evidence.Text, s.Doc.Text = 0.8, "Sentence "+s.ID+".", "the whole article"
	return s
}

func cells(a queries.Answer) [][]string {
	var all [][]string
	for _, r := range a.Rows {
		all = append(all, r.Cells)
	}
	return all
}

func ask(t *testing.T, w world, o queries.Options, name string, args ...string) queries.Answer {
	t.Helper()
	a, err := catalog(t).Run(t.Context(), w, w, name, args, o)
	assert.NilError(t, err)
	return a
}

func TestRelationIsToldFromTheAskedEntity(t *testing.T) {
	w := world{say(1, "Azerbaijan ally Turkey"), say(2, "Turkey sanctioned Syria", "", "", "2012")}
	for asked, want := range map[string][][]string{
		"Turkey": {{"Turkey", "ally", "Azerbaijan", "asserted", "", "1", "", ""},
			{"Turkey", "sanctioned", "Syria", "asserted", "", "1", "2012", "2012"}},
		"Azerbaijan": {{"Azerbaijan", "ally", "Turkey", "asserted", "", "1", "", ""}},
		"Syria":      {{"Syria", "sanctioned-by", "Turkey", "asserted", "", "1", "2012", "2012"}},
	} {
		if diff := cmp.Diff(want, cells(ask(t, w, queries.Options{}, "relations", asked))); diff != "" {
			t.Errorf("relations of %s (-want +got):\n%s", asked, diff)
		}
	}
}

func TestSymmetricRelationIsOneRowWhicheverWayItWasRead(t *testing.T) {
	w := world{say(1, "Azerbaijan ally Turkey", "", "", "2020", "a"), say(2, "Turkey ally Azerbaijan", "", "", "2021", "b"),
		say(3, "Turkey ally Azerbaijan", "", "", "2021-05", "b")}
	a := ask(t, w, queries.Options{}, "allies", "Turkey")
	want := [][]string{{"Turkey", "ally", "Azerbaijan", "asserted", "2", "2020", "2021-05"}}
	if diff := cmp.Diff(want, cells(a)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestARowCarriesItsStatements(t *testing.T) {
	early, late := say(2, "Turkey ally Azerbaijan", "", "", "2019", "b"), say(1, "Turkey ally Azerbaijan", "", "", "2021", "a")
	a := ask(t, world{late, early}, queries.Options{}, "allies", "Azerbaijan")
	early.Doc.Text, late.Doc.Text = "", ""
	want := queries.Answer{
		Question: "Who are the allies and partners of Azerbaijan?",
		Columns:  []string{"subject", "relation", "object", "status", "articles", "first", "last"},
		Rows: []queries.Row{{
			Cells:       []string{"Azerbaijan", "ally", "Turkey", "asserted", "2", "2019", "2021"},
			Independent: 2, Statements: []schema.Statement{early, late},
		}},
		Names: map[string]string{"country/Azerbaijan": "Azerbaijan", "country/Turkey": "Turkey"},
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOnlyOptionsBringInWhatIsNotAsserted(t *testing.T) {
	var w world
	for i, s := range schema.Statuses {
		w = append(w, say(i, "Turkey sanctioned Syria", string(s), "", "", fmt.Sprint(i)))
	}
	for _, tt := range []struct {
		o    queries.Options
		want []schema.Status
	}{
		{queries.Options{}, []schema.Status{schema.Asserted}},
		{queries.Options{Claimed: true}, []schema.Status{schema.Asserted, schema.Claimed}},
		{queries.Options{All: true}, schema.Statuses},
	} {
		var got []schema.Status
		for _, row := range ask(t, w, tt.o, "sanctions").Rows {
			got = append(got, row.Statements[0].Status)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", tt.o, diff)
		}
	}
}

func TestAQuestionAboutDenialsIsNotWidened(t *testing.T) {
	w := world{say(1, "Rwanda backs Uganda", "denied", "country/Rwanda"), say(2, "Rwanda backs Uganda"),
		say(3, "Rwanda attacked Uganda", "claimed", "country/Rwanda")}
	a := ask(t, w, queries.Options{All: true}, "denials", "Rwanda")
	want := [][]string{{"Rwanda", "backs", "Uganda", "denied", "1", "", "", "Sentence s01."}}
	if diff := cmp.Diff(want, cells(a)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTimeAndConfidenceNarrowEveryQuestion(t *testing.T) {
	w := world{say(1, "Turkey ally Qatar", "", "", "2015"), say(2, "Turkey ally Iran", "", "", "2020-05"), say(3, "Turkey ally Iraq", "", "", "2020")}
	w[2].Confidence = 0.3
	a := ask(t, w, queries.Options{From: "2020", To: "2021", Confidence: 0.5}, "allies", "Turkey")
	want := [][]string{{"Turkey", "ally", "Iran", "asserted", "1", "2020-05", "2020-05"}}
	if diff := cmp.Diff(want, cells(a)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEveryQuestionIsNarrowed(t *testing.T) {
	told := func(s schema.Statement, publisher string) schema.Statement { s.Doc.Publisher = publisher; return s }
	w := world{
		told(say(1, "Arran ally Bute", "", "", "2020", "1"), "Post"), told(say(2, "Arran ally Bute", "", "", "2020", "1-copy"), "Wire"),
		told(say(3, "Arran ally Coll", "", "", "2021", "2"), "Post"), told(say(4, "Arran ally Coll", "", "", "2021", "3"), "Wire"),
		told(say(5, "Arran strategic-partner-of Eigg", "claimed", "country/Eigg", "2022", "3"), "Wire"),
		told(say(6, "Coll war-with Bute", "", "", "2022", "3"), "Wire"),
	}
	bute, coll := []string{"Arran", "ally", "Bute", "asserted", "2", "2020", "2020"}, []string{"Arran", "ally", "Coll", "asserted", "2", "2021", "2021"}
	one := func(row []string) []string { row = slices.Clone(row); row[4] = "1"; return row }
	for _, tt := range []struct {
		name string
		o    queries.Options
		want [][]string
	}{
		{"by status", queries.Options{Statuses: []schema.Status{schema.Claimed}}, [][]string{{"Arran", "strategic-partner-of", "Eigg", "claimed", "1", "2022", "2022"}}},
		{"by relation", queries.Options{All: true, Relations: []string{"ally"}}, [][]string{bute, coll}},
		{"by publisher", queries.Options{Publishers: []string{"post"}}, [][]string{one(bute), one(coll)}},
		{"by independent sources", queries.Options{MinSources: 2}, [][]string{coll}},
		{"to so many rows", queries.Options{Limit: 1}, [][]string{bute}},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.DeepEqual(t, cells(ask(t, w, tt.o, "allies", "Arran")), tt.want) })
	}
	assert.Equal(t, ask(t, w, queries.Options{Limit: 1}, "allies", "Arran").More, 1)
	// Each step needs its sources: the war has one.
	assert.Equal(t, len(ask(t, w, queries.Options{}, "enemies-of-allies", "Arran").Rows), 2)
	assert.Equal(t, len(ask(t, w, queries.Options{MinSources: 2}, "enemies-of-allies", "Arran").Rows), 0)
	assert.Equal(t, len(ask(t, w, queries.Options{Relations: []string{"war-with"}}, "enemies-of-allies", "Arran").Rows), 2)
	_, err := catalog(t).Run(t.Context(), w, w, "allies", []string{"Arran"}, queries.Options{Relations: []string{"war-with"}})
	assert.ErrorIs(t, err, queries.ErrArguments)
	assert.ErrorContains(t, err, "the question is not about war-with")
}

func TestAStatusChoosesAmongRowsThatMixThem(t *testing.T) {
	w := world{
		say(1, "Arran attacked Bute", "threatened"), say(2, "Arran visited Bute", "planned"),
		say(3, "Coll backs Bute"), say(4, "Coll backs Bute", "negated"), say(5, "Coll aided Bute"), say(6, "Coll aided Bute", "denied", "country/Coll"),
	}
	threatened := ask(t, w, queries.Options{Statuses: []schema.Status{schema.Threatened}}, "came-true")
	assert.DeepEqual(t, cells(threatened), [][]string{{"Arran", "attacked", "Bute", "threatened", "", "", "1"}})
	denied := ask(t, w, queries.Options{Statuses: []schema.Status{schema.Denied}}, "disputed")
	assert.DeepEqual(t, cells(denied), [][]string{{"Coll", "aided", "Bute", "1", "1", "Coll", "", ""}})
}

func TestAPathCountsItsSourcesAtEachStep(t *testing.T) {
	w := world{
		say(1, "Arran ally Bute", "", "", "", "1"),
		say(2, "Arran ally Coll", "", "", "", "1"), say(3, "Arran ally Coll", "", "", "", "2"),
		say(4, "Coll ally Bute", "", "", "", "1"), say(5, "Coll ally Bute", "", "", "", "2"),
	}
	assert.Equal(t, len(ask(t, w, queries.Options{}, "path", "Arran", "Bute").Rows), 1)
	assert.Equal(t, len(ask(t, w, queries.Options{MinSources: 2, Limit: 1}, "path", "Arran", "Bute").Rows), 2)
}

func TestSuppliersAreNotClients(t *testing.T) {
	w := world{say(1, "Iran supplied-arms-to Yemen"), say(2, "Yemen supplied-arms-to Somalia")}
	if diff := cmp.Diff([][]string{{"Iran", "supplied-arms-to", "Yemen", "asserted", "1", "", ""}},
		cells(ask(t, w, queries.Options{}, "suppliers", "Yemen"))); diff != "" {
		t.Errorf("suppliers (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]string{{"Yemen", "supplied-arms-to", "Somalia", "asserted", "1", "", ""}},
		cells(ask(t, w, queries.Options{}, "clients", "Yemen"))); diff != "" {
		t.Errorf("clients (-want +got):\n%s", diff)
	}
}

func TestDateOfAnArticleIsNotTheDateOfTheDeed(t *testing.T) {
	dated, undated := say(1, "Egypt visited Sudan", "", "", "2020"), say(2, "Sudan visited Egypt")
	undated.Doc.Published = "2019-03-01"
	a := ask(t, world{dated, undated, say(3, "Sudan ally Egypt")}, queries.Options{}, "timeline", "Sudan")
	var got []string
	for _, row := range a.Rows {
		got = append(got, row.Cells[0]+" "+row.Cells[2])
	}
	if diff := cmp.Diff([]string{"reported 2019-03-01 visited", "2020 visited", " ally"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAClaimThatIsDeniedIsDisputedAmongClaims(t *testing.T) {
	w := world{say(1, "Rwanda backs Uganda", "claimed", "country/Congo"), say(2, "Rwanda backs Uganda", "denied", "country/Rwanda")}
	if got := ask(t, w, queries.Options{}, "disputed"); len(got.Rows) != 0 {
		t.Errorf("without claims: got %v", cells(got))
	}
	want := [][]string{{"Rwanda", "backs", "Uganda", "1", "1", "Rwanda", "", ""}}
	if diff := cmp.Diff(want, cells(ask(t, w, queries.Options{Claimed: true}, "disputed", "Rwanda"))); diff != "" {
		t.Errorf("with claims (-want +got):\n%s", diff)
	}
}

func TestPathIsShortestAndBestTold(t *testing.T) {
	w := world{
		say(1, "A ally B"), say(2, "B ally C"), say(3, "C ally D"), say(4, "D ally E"), // the long way
		say(5, "A attacked X"), say(6, "E attacked X"), // one article each
		say(7, "A attacked Y", "", "", "", "p"), say(8, "A attacked Y", "", "", "", "q"), say(9, "Y borders E"),
		say(10, "A ally E", "denied"), // would be shorter still
	}
	a := ask(t, w, queries.Options{}, "path", "A", "E")
	want := [][]string{
		{"1", "A", "attacked", "Y", "asserted", "2", "Sentence s07."},
		{"2", "Y", "borders", "E", "asserted", "1", "Sentence s09."},
	}
	if diff := cmp.Diff(want, cells(a)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	assert.Equal(t, a.Question, "How is A connected with E, in at most 4 steps?")
	assert.Equal(t, len(ask(t, w, queries.Options{}, "path", "A", "E", "1").Rows), 0)
	assert.Equal(t, len(ask(t, w, queries.Options{}, "path", "B", "E", "3").Rows), 3)
}

func TestPathIsAsStrongAsItsWeakestStep(t *testing.T) {
	w := world{
		say(1, "A ally P"), say(2, "P ally E", "", "", "", "x"), say(3, "P ally E", "", "", "", "y"), say(4, "P ally E", "", "", "", "z"),
		say(5, "A ally Q", "", "", "", "x"), say(6, "A ally Q", "", "", "", "y"),
		say(7, "Q ally E", "", "", "", "x"), say(8, "Q ally E", "", "", "", "y"),
		say(9, "A ally R", "claimed", "", "", "x"), say(10, "A ally R", "claimed", "", "", "y"), say(11, "R ally E", "", "", "", "x"),
	}
	a := ask(t, w, queries.Options{Claimed: true}, "path", "A", "E")
	assert.Equal(t, a.Rows[0].Cells[3], "Q")
}

func TestASymmetricRelationHasNoSubjectSide(t *testing.T) {
	c, err := queries.Load(schema.DefaultVocabulary(), files("one-sided.yaml",
		strings.NewReplacer("[blockaded]", "[blockaded, ally]", "of: entity}", "of: entity, as: subject}", "embargoes", "one-sided").Replace(soundFile)))
	assert.NilError(t, err)
	w := world{say(1, "Arran ally Bute"), say(2, "Arran blockaded Bute"), say(3, "Bute blockaded Coll")}
	a, err := c.Run(t.Context(), w, w, "one-sided", []string{"Bute"}, queries.Options{})
	assert.NilError(t, err)
	assert.DeepEqual(t, cells(a), [][]string{{"Arran", "Bute"}, {"Bute", "Coll"}})
}

func TestASpeakerIsNamedOnce(t *testing.T) {
	w := world{say(1, "Eritrea attacked Sudan", "claimed", "country/Sudan", "", "x"), say(2, "Eritrea attacked Sudan", "claimed", "country/Sudan", "", "y"),
		say(3, "Eritrea attacked Sudan", "claimed", "country/Egypt", "", "y")}
	assert.DeepEqual(t, cells(ask(t, w, queries.Options{}, "claims")),
		[][]string{{"Egypt; Sudan", "Eritrea", "attacked", "Sudan", "2", "", "", "Sentence s01."}})
}

func TestInverseNameAsksForItsRelation(t *testing.T) {
	w := world{say(1, "Turkey sanctioned Syria"), say(2, "Turkey borders Syria")}
	for _, relation := range []string{"sanctioned", "sanctioned-by"} {
		a := ask(t, w, queries.Options{}, "ties", relation)
		want := [][]string{{"Turkey", "sanctioned", "Syria", "asserted", "", "1", "", ""}}
		if diff := cmp.Diff(want, cells(a)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", relation, diff)
		}
	}
}

func TestOrderOfTheSourceChangesNothing(t *testing.T) {
	c := catalog(t)
	for _, q := range c.Queries() {
		var w world
		for i, s := range q.Example.Statements {
			triple := fmt.Sprintf("%s %s %s", strings.ReplaceAll(s.Subject, " ", "_"), s.Relation, strings.ReplaceAll(s.Object, " ", "_"))
			for n := range 3 {
				w = append(w, say(10*i+n, triple, string(s.Status), "", s.Date, fmt.Sprint(n)))
			}
		}
		args := slices.Clone(q.Example.Ask)
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], " ", "_")
		}
		var first []byte
		for seed := range uint64(4) {
			a, err := c.Run(t.Context(), w, w, q.Name, args, queries.Options{All: true})
			assert.NilError(t, err)
			got, err := json.Marshal(a)
			assert.NilError(t, err)
			if first == nil {
				first = got
			}
			assert.Equal(t, string(first), string(got), q.Name)
			rand.New(rand.NewPCG(seed, 1)).Shuffle(len(w), func(i, j int) { w[i], w[j] = w[j], w[i] })
		}
	}
}

func TestCopiesOfAnArticleAreOneIndependentSource(t *testing.T) {
	w := world{say(1, "Turkey ally Azerbaijan", "", "", "", "1"), say(2, "Turkey ally Azerbaijan", "", "", "", "1-copy"),
		say(3, "Turkey ally Azerbaijan", "", "", "", "2"), say(4, "Turkey ally Azerbaijan", "", "", "", "2")}
	row := ask(t, w, queries.Options{}, "allies", "Turkey").Rows[0]
	assert.Equal(t, row.Cells[4], "3")
	assert.Equal(t, row.Independent, 2)
}

func TestWhatWasRejectedAnswersOnlyWhoAsksForAll(t *testing.T) {
	rejected := say(1, "Turkey ally Azerbaijan")
	rejected.Review = schema.Rejected
	w := world{rejected}
	assert.Equal(t, len(ask(t, w, queries.Options{}, "allies", "Turkey").Rows), 0)
	assert.Equal(t, len(ask(t, w, queries.Options{All: true}, "allies", "Turkey").Rows), 1)
	assert.Equal(t, len(ask(t, w, queries.Options{}, "path", "Turkey", "Azerbaijan").Rows), 0)
}

func TestWrongCallsAreToldApart(t *testing.T) {
	c, w := catalog(t), world{}
	for _, tt := range []struct {
		name string
		args []string
		is   error
		says string
	}{
		{"friends", nil, queries.ErrUnknownQuery, `unknown question "friends"`},
		{"allies", nil, queries.ErrArguments, "query allies: wrong arguments: no entity: allies <entity>"},
		{"allies", []string{"A", "B"}, queries.ErrArguments, `query allies: wrong arguments: "B" is one too many: allies <entity>`},
		{"path", []string{"A", "B", "far"}, queries.ErrArguments, `query path: wrong arguments: hops "far" is not a number from 1`},
		{"path", []string{"A", "A"}, queries.ErrArguments, "query path: wrong arguments: both ends are A"},
		{"ties", []string{"loves"}, queries.ErrArguments, `query ties: wrong arguments: unknown relation "loves"`},
		{"ties", []string{"loves"}, schema.ErrUnknownRelation, `unknown relation "loves"`},
		{"allies", []string{"Atlantis"}, errNobody, "query allies: entity: nobody of that name"},
	} {
		_, err := c.Run(t.Context(), w, w, tt.name, tt.args, queries.Options{})
		assert.ErrorIs(t, err, tt.is)
		assert.ErrorContains(t, err, tt.says)
	}
}

func TestFailingSourceFailsTheQuestion(t *testing.T) {
	c := catalog(t)
	for _, q := range c.Queries() {
		_, err := c.Run(t.Context(), world(nil), world{}, q.Name, q.Example.Ask, queries.Options{})
		assert.ErrorIs(t, err, errSource, q.Name)
	}
}

func TestNoRowsAreAnEmptyListForMachines(t *testing.T) {
	got, err := json.Marshal(ask(t, world{}, queries.Options{}, "neighbours", "Chad"))
	assert.NilError(t, err)
	assert.Equal(t, string(got), `{"question":"Which territories border Chad?","columns":["object","status","articles"],"rows":[],"names":{}}`)
}

const soundFile = `
name: embargoes
question: "Who blockaded whom[, with {entity} at either end]?"
params: [{name: entity, kind: entity}]
select: [{relations: [blockaded], of: entity}]
columns: [subject, object]
example:
  statements:
    - {subject: Arran, relation: blockaded, object: Bute, article: a1, sentence: "Arran blockaded Bute."}
  rows:
    - [Arran, Bute]
`

func files(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(strings.TrimLeft(pairs[i+1], "\n"))}
	}
	return m
}

func TestAUsersFileIsAQuestion(t *testing.T) {
	c, err := queries.Load(schema.DefaultVocabulary(), files("mine.yaml", soundFile))
	assert.NilError(t, err)
	q, err := c.Query("embargoes")
	assert.NilError(t, err)
	assert.Equal(t, q.Usage(), "embargoes [entity]")
	w := world{say(1, "Arran blockaded Bute")}
	a, err := c.Run(t.Context(), w, w, "embargoes", []string{"Bute"}, queries.Options{})
	assert.NilError(t, err)
	assert.Equal(t, a.Question, "Who blockaded whom, with Bute at either end?")
	assert.DeepEqual(t, cells(a), [][]string{{"Arran", "Bute"}})
}

func TestFaultsComeAllAtOnceWithTheirPlace(t *testing.T) {
	edit := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(soundFile) }
	_, err := queries.Load(schema.DefaultVocabulary(), files(
		"a-relation.yaml", edit("[blockaded]", "[blockadez]", "embargoes", "qa"),
		"b-param.yaml", edit("of: entity", "of: somebody", "embargoes", "qb"),
		"c-no-example.yaml", soundFile[:strings.Index(soundFile, "example:")],
		"d-twice.yaml", edit("embargoes", "allies"),
		"e-rows.yaml", edit("[Arran, Bute]\n", "[Bute, Arran]\n", "embargoes", "qe"),
		"f-key.yaml", edit("columns:", "colunms:", "embargoes", "qf"),
		"g-status.yaml", edit("of: entity}", "of: entity, statuses: [said]}", "embargoes", "qg"),
	))
	assert.Assert(t, err != nil)
	var faults []string
	for line := range strings.Lines(err.Error()) {
		faults = append(faults, strings.TrimSpace(line))
	}
	want := []string{
		`a-relation.yaml:1: qa: unknown relation "blockadez"`,
		`b-param.yaml:1: qb: of: unknown param "somebody"`,
		`b-param.yaml:1: qb: param "entity" is never used`,
		`c-no-example.yaml:1: embargoes: no example`,
		`d-twice.yaml:1: allies: already given at allies.yaml:1`,
		`e-rows.yaml:1: qe: example: row 1: want ["Bute" "Arran"], got ["Arran" "Bute"]`,
		`f-key.yaml:1: qf: no columns`,
		`f-key.yaml:5: qf: unknown key "colunms"`,
		`g-status.yaml:1: qg: unknown status "said"`,
	}
	if diff := cmp.Diff(want, faults); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEveryFaultOfAQuestionIsFound(t *testing.T) {
	for _, tt := range []struct{ from, to, fault string }{
		{"embargoes", "Em bargoes", `name "Em bargoes" is not kebab-case`},
		{"[subject, object]", "[subject, colour]", `unknown column "colour"`},
		{"kind: entity", "kind: country", `unknown kind "country"`},
		{"of: entity}", "of: entity, statuses: [said]}", `unknown status "said"`},
		{"of: entity}", "of: entity, as: middle}", `as: want subject or object, got "middle"`},
		{"of: entity}", "by: entity, as: subject}", "to and as need an of"},
		{"columns:", "sort: [-colour]\ncolumns:", `sort: unknown column "-colour"`},
		{"columns:", "answer: riddle\ncolumns:", `unknown answer "riddle": want one of among, balance, chain, disputes, new, outcomes, pairs, path, publishers, rows, timeline`},
		{"columns:", "answer: path\ncolumns:", "a path needs one selection with of and to"},
		{"columns:", "answer: chain\ncolumns:", "chain needs two selections, the first with of"},
		{"columns:", "answer: new\ncolumns:", "since goes with the answer new"},
		{"columns:", "until: entity\ncolumns:", `until: param "entity" is of kind entity, want date`},
		{"columns:", "period: entity\ncolumns:", `period: param "entity" is of kind entity, want period`},
		{"columns:", "max: entity\ncolumns:", `max: param "entity" is of kind entity, want number`},
		{"{entity}", "{entitee}", `question: unknown param "entitee"`},
		{"end]", "end", "question: a square bracket is missing"},
		{"kind: entity}", "kind: entity}, {name: entity, kind: entity}", `param "entity" is given twice`},
		{"kind: entity}", "kind: entity, required: true, default: x}", `param "entity" is required and has a default`},
		{"kind: entity}", "kind: entity}, {name: n, kind: number, required: true}", `param "n" is required, after "entity" which is not`},
		{"kind: entity}", "kind: entity}, {name: n, kind: number, default: few}", `default "few" is no number`},
		{"relation: blockaded", "relation: blocked", `example: unknown relation "blocked"`},
		{"object: Bute,", "object: Bute, status: sure,", `example: unknown status "sure"`},
		{"[Arran, Bute]\n", "[Arran]\n", "example: row 1 has 1 cells for 2 columns"},
	} {
		if !strings.Contains(soundFile, tt.from) {
			t.Fatalf("%q is not in the sound file", tt.from)
		}
		_, err := queries.Load(schema.DefaultVocabulary(), files("q.yaml", strings.Replace(soundFile, tt.from, tt.to, 1)))
		assert.ErrorContains(t, err, tt.fault)
	}
}
