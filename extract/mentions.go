package extract

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp/mention"
	"github.com/entente-kg/entente/extract/nlp/tree"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/extract/page"
	"github.com/entente-kg/entente/schema"
)

// parser reads pages with the trained model.
type parser struct{}

// Parse gives the trees of the page's blocks in order.
func (parser) Parse(p page.Page) ([]*tree.Tree, error) {
	model, err := ud.English()
	if err != nil {
		return nil, fmt.Errorf("language model: %w", err)
	}
	var out []*tree.Tree
	for _, b := range p.Blocks {
		for _, piece := range entry(p.Text, b.Span) {
			for _, s := range model.Analyse(p.Text[piece.Start:piece.End]) {
				s.Start, s.End = s.Start+piece.Start, s.End+piece.Start
				for i := range s.Tokens {
					s.Tokens[i].Start += piece.Start
					s.Tokens[i].End += piece.Start
				}
				out = append(out, tree.New(s))
			}
		}
	}
	return out, nil
}

// dated is the date that a timeline's entry begins with: “March 1992 - War breaks out”.
var dated = regexp.MustCompile(`^(?:(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? ?(?:\d{1,2},? ?)?)?(?:\d{4}s?)?\s*[-–—:]\s+`)

// entry parts a block of a timeline into its date and what happened; other blocks are one piece.
func entry(text string, b schema.Span) []schema.Span {
	n := len(dated.FindString(text[b.Start:b.End]))
	if n < 6 || b.Start+n == b.End { // at least a year and a dash
		return []schema.Span{b}
	}
	return []schema.Span{{Start: b.Start, End: b.Start + n}, {Start: b.Start + n, End: b.End}}
}

// organs gives the army, the government, the parliament or the people of a state an
// entity of their own, of the state that they act for. In an act they stay the state.
func organs(d *link.Doc, mentions []schema.Mention) []schema.Mention {
	for i, m := range mentions {
		words := strings.Fields(strings.ToLower(m.Text))
		if !strings.HasPrefix(m.Entity, "country/") || len(words) < 2 {
			continue
		}
		if of := slices.Index(words, "of"); of > 0 { // the people of Chad
			words = words[:of]
		}
		noun := words[len(words)-1]
		role, ok := d.Role(noun)
		if !ok || !role.Collective || !slices.Contains(organTypes, role.Type) {
			continue
		}
		mentions[i].Entity = d.Describe(role, noun, m.Entity, schema.Span{Start: m.Start, End: m.End})
		mentions[i].Type = role.Type
	}
	return mentions
}

var organTypes = []schema.EntityType{schema.Military, schema.Government, schema.Group}

// recogniser finds the actors and places that a page names or describes, linked or not.
type recogniser struct{}

// Mentions are those of the trees in order. They count bytes; Entity is left empty.
func (recogniser) Mentions(text string, trees []*tree.Tree) ([]Described, error) {
	finder, err := mention.English()
	if err != nil {
		return nil, fmt.Errorf("mention model: %w", err)
	}
	var out []Described
	for _, t := range trees {
		for _, m := range finder.Find(t.Words) {
			if m.Pronoun {
				continue
			}
			span := schema.Span{Start: t.Words[m.First].Start, End: t.Words[m.Last].End}
			out = append(out, Described{
				Mention: schema.Mention{Start: span.Start, End: span.End, Text: text[span.Start:span.End], Type: m.Type},
				Head:    t.Words[headOf(t.Words, m.First, m.Last)].Span, Named: m.Named})
		}
	}
	return out, nil
}

// Described is a mention with the word that says what it is.
type Described struct {
	schema.Mention
	Head  schema.Span
	Named bool // its head is a name
}

// hints tell the linker what the recogniser makes of the names that nobody knows.
func hints(found []Described) []link.Hint {
	var out []link.Hint
	for _, f := range found {
		if f.Named {
			out = append(out, link.Hint{Span: schema.Span{Start: f.Start, End: f.End}, Type: f.Type})
		}
	}
	return out
}

// headOf is the token of a stretch whose own head lies outside of it.
func headOf(t []ud.Token, first, last int) int {
	for i := first; i <= last; i++ {
		if h := t[i].Head - 1; h < first || h > last {
			return i
		}
	}
	return last
}

// merge lays the linked mentions over the recognised ones: a recognised stretch
// whose head is linked gets that entity and its narrower type. A linked name within
// a longer stretch (Turkey, in “Turkey's president”) is kept where its entity
// would not be mentioned otherwise.
func merge(found []Described, linked []schema.Mention) []schema.Mention {
	var out []schema.Mention
	taken := make([]bool, len(linked))
	// Both lists are in the order of the text, and no two of the recognised overlap.
	from := 0
	for _, f := range found {
		whole := schema.Span{Start: f.Start, End: f.End}
		best := -1
		for from < len(linked) && linked[from].Start < f.Start {
			from++
		}
		for i := from; i < len(linked) && linked[i].Start < f.End; i++ {
			l := linked[i]
			s := schema.Span{Start: l.Start, End: l.End}
			if s.Contains(f.Head) && whole.Contains(s) && (best < 0 || s.Len() > linked[best].End-linked[best].Start) {
				best = i
			}
		}
		if best >= 0 {
			f.Entity = linked[best].Entity
			if broad(linked[best].Type) == f.Type {
				f.Type = linked[best].Type
			}
			taken[best] = true
		}
		out = append(out, f.Mention)
	}
	within := func(l schema.Mention) bool {
		i := sort.Search(len(found), func(i int) bool { return found[i].Start > l.Start }) - 1
		return i >= 0 && l.End <= found[i].End
	}
	mentioned := map[string]bool{}
	for _, nested := range []bool{false, true} {
		for _, m := range out {
			mentioned[m.Entity] = true
		}
		for i, l := range linked {
			if !taken[i] && within(l) == nested && !(nested && mentioned[l.Entity]) {
				mentioned[l.Entity] = true
				out = append(out, l)
			}
		}
	}
	slices.SortFunc(out, func(a, b schema.Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return out
}

// broad is the recogniser's type for one of the linker's.
func broad(t schema.EntityType) schema.EntityType {
	switch t {
	case schema.Country, schema.Region, schema.Place:
		return schema.Place
	case schema.Person, schema.Nationality:
		return t
	}
	return schema.Organization
}
