package export_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/graph/export"
	"github.com/entente-kg/entente/schema"
)

type ftm struct {
	ID, Schema string
	Properties map[string][]string
}

func readFTM(t *testing.T, g export.Graph) (all []ftm) {
	t.Helper()
	for dec := json.NewDecoder(strings.NewReader(write(t, "ftm", g, export.Options{}))); dec.More(); {
		var e ftm
		assert.NilError(t, dec.Decode(&e))
		all = append(all, e)
	}
	return all
}

// What FollowTheMoney's schemata have, as far as it is used, and what its types take.
var (
	ftmThing      = []string{"name", "alias", "country", "wikidataId", "keywords"}
	ftmProperties = map[string][]string{
		"PublicBody": ftmThing, "Organization": ftmThing, "Company": ftmThing, "Person": ftmThing, "Address": append(ftmThing, "full"),
		"UnknownLink": {"subject", "object", "role", "status", "date", "startDate", "endDate", "summary", "description", "recordId", "publisher", "sourceUrl"},
		"Note":        {"name", "entity", "description", "notes", "publisher", "sourceUrl"},
	}
	ftmForms = map[string]*regexp.Regexp{
		"subject": ftmIDs, "object": ftmIDs, "entity": ftmIDs, "date": ftmDates, "startDate": ftmDates, "endDate": ftmDates,
		"country": regexp.MustCompile(`^[a-z]{2}$`),
	}
	ftmIDs   = regexp.MustCompile(`^[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?$`)
	ftmDates = regexp.MustCompile(`^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`)
)

func TestFTMOfAnyTextKeepsToItsSchemata(t *testing.T) {
	graphs := []export.Graph{example(t)}
	for _, text := range hostileTexts {
		graphs = append(graphs, hostile(text))
	}
	for _, g := range graphs {
		all := readFTM(t, g)
		ids, said := map[string]bool{}, 0
		for _, e := range all {
			assert.Assert(t, ftmIDs.MatchString(e.ID) && !ids[e.ID], "ID %q", e.ID)
			ids[e.ID] = true
		}
		for _, e := range all {
			if e.Schema == "UnknownLink" || e.Schema == "Note" {
				said++
			}
			for name, values := range e.Properties {
				assert.Assert(t, slices.Contains(ftmProperties[e.Schema], name), "%s of a %s", name, e.Schema)
				for _, v := range values {
					form := ftmForms[name]
					assert.Assert(t, form == nil || form.MatchString(v), "%s %q", name, v)
					assert.Assert(t, form != ftmIDs || ids[v], "%s %q is not there", name, v)
				}
			}
		}
		assert.Equal(t, said, len(g.Statements))
	}
}

func TestFTMLinksOnlyWhatIsAsserted(t *testing.T) {
	for _, c := range []struct {
		status schema.Status
		review schema.Review
		want   string
	}{
		{schema.Asserted, "", "UnknownLink"}, {schema.Asserted, schema.Accepted, "UnknownLink"}, {schema.Asserted, schema.Rejected, "Note"},
		{schema.Claimed, "", "Note"}, {schema.Denied, "", "Note"}, {schema.Negated, "", "Note"}, {schema.Threatened, "", "Note"},
		{schema.Planned, "", "Note"}, {schema.Hypothetical, "", "Note"},
	} {
		g := hostile("x")
		g.Statements[0].Status, g.Statements[0].Review, g.Statements[0].Date = c.status, c.review, "2020/2021-03"
		all := readFTM(t, g)
		e := all[len(all)-1]
		assert.Equal(t, e.Schema, c.want, string(c.status))
		if c.want == "UnknownLink" {
			assert.DeepEqual(t, e.Properties["startDate"], []string{"2020"})
			assert.DeepEqual(t, e.Properties["endDate"], []string{"2021-03"})
			continue
		}
		assert.Assert(t, strings.Contains(e.Properties["name"][0], string(c.status)+": x x x"), e.Properties["name"][0])
		for _, note := range []string{"status: " + string(c.status), "speaker: x", "date: 2020/2021-03", "confidence: 0"} {
			assert.Assert(t, slices.Contains(e.Properties["notes"], note), "%q", e.Properties["notes"])
		}
	}
}
