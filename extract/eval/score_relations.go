package eval

import (
	"github.com/entente-kg/entente/schema"
)

// goldMention is a span that names or describes somebody or something.
type goldMention struct {
	Start, End int
	Type       string
}

func (m goldMention) span() schema.Span { return schema.Span{Start: m.Start, End: m.End} }

// goldRelation is a typed relation between two spans.
type goldRelation struct {
	Type           string
	Source, Target schema.Mention
}

// re3d's types of mentions that are measured, and of relations.
var (
	re3dMentions  = only("Person Organisation Location Nationality")
	re3dRelations = only("FightingAgainst AlliesOf CommWith InChargeOf BelongsTo Likes Dislikes")
	re3dSymmetric = only("FightingAgainst AlliesOf CommWith Likes Dislikes")
)

// re3dType is re3d's name for a type of mention.
func re3dType(t schema.EntityType) string {
	switch t {
	case schema.Person:
		return "Person"
	case schema.Country, schema.Place, schema.Region:
		return "Location"
	case schema.Nationality:
		return "Nationality"
	case schema.Organization, schema.ArmedGroup, schema.IGO, schema.Military, schema.Government, schema.Party, schema.Media,
		schema.Company, schema.Group:
		return "Organisation"
	}
	return ""
}

// alike tells whether the types agree: a place may act, and an organisation be a place.
func alike(a, b string) bool {
	acts := func(t string) bool { return t == "Location" || t == "Organisation" }
	return a == b || acts(a) && acts(b)
}

// related is a typed relation between two spans.
type related struct {
	source, target schema.Span
	kind           string
}

func (x related) answeredBy(y related) bool {
	return x.kind == y.kind && (x.source.Overlaps(y.source) && x.target.Overlaps(y.target) ||
		re3dSymmetric[x.kind] && x.source.Overlaps(y.target) && x.target.Overlaps(y.source))
}

// scoreRelations compares mentions, by the same span and by an overlapping one, and relations
// between overlapping spans. Each prediction takes the first that it fits and that no other has.
func (g *Gold) scoreRelations(recs map[string]Record) Report {
	r := g.report(func(d goldDoc) bool { _, ok := recs[d.ID]; return ok })
	var strict, loose, relations hits
	classes := map[string]*hits{}
	for _, d := range g.docs {
		rec := recs[d.ID]
		strict.mentions(d.Entities, rec.Mentions, func(a, b schema.Span) bool { return a == b })
		loose.mentions(d.Entities, rec.Mentions, schema.Span.Overlaps)

		var gold []related
		for _, x := range d.Relations {
			if re3dRelations[x.Type] {
				gold = append(gold, related{schema.Span{Start: x.Source.Start, End: x.Source.End}, schema.Span{Start: x.Target.Start, End: x.Target.End}, x.Type})
			}
		}
		used := make([]bool, len(gold))
		for _, p := range rec.happened() {
			if !re3dRelations[p.Re3d] || p.unplaced.subject || p.unplaced.object {
				continue
			}
			y := related{p.SubjectSpan, p.ObjectSpan, p.Re3d}
			right := take(gold, used, func(x related) bool { return x.answeredBy(y) })
			relations.add(right, true)
			tallied(classes, p.Re3d).add(right, true)
			r.judge(d, p, right)
		}
		offsets := schema.NewOffsets(d.Text)
		for i, x := range gold {
			if used[i] {
				continue
			}
			relations.add(true, false)
			tallied(classes, x.kind).add(true, false)
			between := offsets.Bytes(schema.Span{Start: min(x.source.Start, x.target.Start), End: max(x.source.End, x.target.End)})
			r.differs(d, d.Text[between.Start:between.End], x.kind, "missed")
		}
	}
	r.Rows = []Row{strict.row("mentions strict"), loose.row("mentions overlap"), relations.row("relations")}
	r.Classes = rows(classes)
	return r
}

func (h *hits) mentions(gold []goldMention, got []schema.Mention, same func(a, b schema.Span) bool) {
	var asked []goldMention
	for _, m := range gold {
		if re3dMentions[m.Type] {
			asked = append(asked, m)
		}
	}
	used := make([]bool, len(asked))
	for _, m := range got {
		t, at := re3dType(m.Type), schema.Span{Start: m.Start, End: m.End}
		if re3dMentions[t] {
			h.add(take(asked, used, func(g goldMention) bool { return same(g.span(), at) && alike(g.Type, t) }), true)
		}
	}
	for _, u := range used {
		h.add(!u, false)
	}
}
