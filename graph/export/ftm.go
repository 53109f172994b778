package export

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

func init() {
	register(Format{Name: "ftm", Extension: ".ftm.json", write: writeFTM,
		Help: "FollowTheMoney entities for Aleph: what is asserted links two of them, the rest is notes on them"})
}

// ftmSchemata are the schemata of FollowTheMoney that come nearest. It has none for a
// state, and its Address is the only place.
var ftmSchemata = map[schema.EntityType]string{
	schema.Country: "PublicBody", schema.Government: "PublicBody", schema.Military: "PublicBody",
	schema.Region: "Address", schema.Place: "Address",
	schema.Person: "Person", schema.Company: "Company",
}

// writeFTM writes an entity for each of ours and for each statement. FollowTheMoney
// knows no denial or threat: as a link it would stand among the facts, so it is a Note
// that both ends bear, and so is what an analyst rejected.
func writeFTM(ctx context.Context, w io.Writer, g sorted) error {
	out := bufio.NewWriter(w)
	named := map[string]bool{}
	for _, s := range g.statements {
		named[s.Subject], named[s.Object], named[s.Attribution] = true, true, true
	}
	delete(named, "")
	for _, e := range g.entities {
		named[e.ID] = true
	}
	for _, id := range slices.Sorted(maps.Keys(named)) {
		if err := writeFTMEntity(out, ftmActor(g.entity(id))); err != nil {
			return err
		}
	}
	for _, s := range g.statements {
		if err := ctx.Err(); err != nil {
			return err
		}
		said := ftmNote
		if s.Status == schema.Asserted && s.Review != schema.Rejected {
			said = ftmLink
		}
		if err := writeFTMEntity(out, said(g, s)); err != nil {
			return err
		}
	}
	return out.Flush()
}

type ftmEntity struct {
	id, schema string
	properties []ftmProperty
}

type ftmProperty struct {
	name   string
	values []string
}

// add leaves out what is empty.
func (e *ftmEntity) add(name string, values ...string) {
	var kept []string
	for _, v := range values {
		if v != "" {
			kept = append(kept, v)
		}
	}
	if kept != nil {
		e.properties = append(e.properties, ftmProperty{name, kept})
	}
}

func ftmActor(e schema.Entity) ftmEntity {
	a := ftmEntity{id: ftmID(e.ID), schema: cmp.Or(ftmSchemata[e.Type], "Organization")}
	a.add("name", cmp.Or(e.Name, e.ID))
	if a.schema == "Address" {
		a.add("full", e.Name)
	}
	a.add("alias", e.Aliases...)
	if region, err := language.ParseRegion(e.Country); err == nil {
		a.add("country", strings.ToLower(region.String())) // TUR is tr there
	}
	a.add("wikidataId", e.Wikidata)
	a.add("keywords", string(e.Type))
	return a
}

func ftmLink(g sorted, s schema.Statement) ftmEntity {
	l := ftmEntity{id: ftmStatementID(s), schema: "UnknownLink"}
	l.add("subject", ftmID(s.Subject))
	l.add("object", ftmID(s.Object))
	l.add("role", s.Predicate)
	l.add("status", string(s.Status))
	if first, last, interval := strings.Cut(s.Date, "/"); interval {
		l.add("startDate", ftmDate(first))
		l.add("endDate", ftmDate(last))
	} else {
		l.add("date", ftmDate(s.Date))
	}
	l.add("summary", s.Evidence.Text)
	l.add("description", g.ftmRemarks(s)...)
	l.add("recordId", s.ID)
	l.addSource(s.Doc)
	return l
}

func ftmNote(g sorted, s schema.Statement) ftmEntity {
	n := ftmEntity{id: ftmStatementID(s), schema: "Note"}
	how := string(s.Status)
	if s.Review == schema.Rejected {
		how = "rejected by an analyst, " + how
	}
	n.add("name", fmt.Sprintf("%s: %s %s %s", how, g.name(s.Subject), s.Predicate, g.name(s.Object)))
	ends := []string{ftmID(s.Subject), ftmID(s.Object)}
	if ends[0] == ends[1] {
		ends = ends[:1]
	}
	n.add("entity", ends...)
	n.add("description", s.Evidence.Text)
	n.add("notes", append(g.ftmRemarks(s), remark("id", s.ID))...)
	n.addSource(s.Doc)
	return n
}

func (e *ftmEntity) addSource(d schema.DocInfo) {
	e.add("publisher", d.Publisher)
	e.add("sourceUrl", d.URL)
}

// ftmRemarks are what FollowTheMoney has no property for.
func (g sorted) ftmRemarks(s schema.Statement) []string {
	return []string{
		remark("status", string(s.Status)), remark("relation", s.Predicate), remark("speaker", g.name(s.Attribution)), remark("date", s.Date),
		remark("confidence", strconv.FormatFloat(s.Confidence, 'g', -1, 64)), remark("article", cmp.Or(s.Doc.Title, s.Doc.ID)),
		remark("published", s.Doc.Published),
	}
}

func remark(name, value string) string {
	if value == "" {
		return ""
	}
	return name + ": " + value
}

// ftmDate is a date of FollowTheMoney, a year, a month or a day, or nothing.
func ftmDate(date string) string {
	day, _, _ := strings.Cut(date, "T")
	if first, _ := days(day); first == "" {
		return ""
	}
	return day
}

var ftmPlain = regexp.MustCompile(`^[0-9a-zA-Z-]+/[0-9a-zA-Z-]*[0-9a-zA-Z]$`)

// ftmID is an ID as FollowTheMoney takes one: of letters, digits, dots and dashes.
func ftmID(id string) string {
	if ftmPlain.MatchString(id) && id[0] != '-' {
		return strings.Replace(id, "/", ".", 1)
	}
	sum := sha256.Sum256([]byte(id))
	return "x." + hex.EncodeToString(sum[:16])
}

func ftmStatementID(s schema.Statement) string {
	return ftmID(strings.TrimPrefix(string(model.AssertionIRI(s.Doc.ID, s.Assertion)), model.Base))
}

func writeFTMEntity(out *bufio.Writer, e ftmEntity) error {
	var properties, o object
	for _, p := range e.properties {
		properties.add(p.name, p.values)
	}
	o.add("id", e.id)
	o.add("schema", e.schema)
	o.add("properties", properties)
	line, err := o.MarshalJSON()
	out.Write(line)
	out.WriteByte('\n')
	return err
}
