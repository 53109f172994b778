package gazetteer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-kg/entente/schema/datafile"
)

// Office is a title or an office that stands beside a person's name.
type Office struct {
	ID    string   `data:"id,required"`
	Title string   // empty for a modifier
	Forms []string // as texts write it; the title is one of them
	// Relation is what holds between the person and the state or organisation
	// named with the office; empty for a form of address.
	Relation  string
	Honorific bool   // Dr, Sheikh, Gen.: says nothing about whom it serves
	Kind      string // Modifier, or empty
	Past      bool   // no longer held: former, ex-
	Lesser    bool   // a modifier that makes another office of it: deputy, vice

	Modifiers []string `data:"-"` // IDs of the modifiers that stood before it in the text
}

// Modifier is the Kind of a word that changes the office after it.
const Modifier = "modifier"

// Relations are those that an office can give.
var Relations = []string{"president-of", "head-of-government-of", "foreign-minister-of", "official-of", "leader-of"}

// Offices lists the offices and modifiers in the order of the data.
func (g *Gazetteer) Offices() []Office { return slices.Clone(g.offices) }

// FindOffice answers the longest office that starts at a token, whatever its
// case, and how many tokens it takes. An honorific must start with a capital:
// "in general" names nobody. Modifiers before the office are part of it, and
// their sense is in the answer: "former deputy foreign minister" is past, and its
// relation is official-of.
func (g *Gazetteer) FindOffice(tokens []string, at int) (Office, int, bool) {
	text := g.officeText(tokens, at)
	o, n := g.office(text, 3)
	if n == 0 {
		return Office{}, 0, false
	}
	return o, text[n-1].token + 1, true
}

// FindModifier answers the modifier that starts at a token, for a text that puts
// a state between it and the office: "former Turkish president".
func (g *Gazetteer) FindModifier(tokens []string, at int) (Office, int, bool) {
	text := g.officeText(tokens, at)
	m, n := g.longestOffice(text, true)
	if n == 0 || !text[n-1].last {
		return Office{}, 0, false
	}
	return m, text[n-1].token + 1, true
}

// officeText is the atoms of as many tokens as an office with modifiers can take;
// nil where none can start at the token.
func (g *Gazetteer) officeText(tokens []string, at int) []atom {
	if at < 0 || at >= len(tokens) {
		return nil
	}
	first := atoms(make([]atom, 0, 20), tokens[at], 0)
	if len(first) == 0 || g.officeForms.next[uint64(g.officeForms.word(first[0].folded))] == 0 {
		return nil // most tokens start no office
	}
	text := first
	for i, t := range tokens[at+1 : min(len(tokens), at+16)] {
		text = atoms(text, t, i+1)
	}
	return text
}

// office is the longest office at the start of text with at most so many
// modifiers, and its length in atoms.
func (g *Gazetteer) office(text []atom, modifiers int) (Office, int) {
	best, length := g.longestOffice(text, false)
	if modifiers == 0 {
		return best, length
	}
	m, n := g.longestOffice(text, true)
	if n == 0 || n == len(text) {
		return best, length
	}
	o, more := g.office(text[n:], modifiers-1)
	// A form of the data that holds the same words, as "deputy foreign minister", says more.
	if more == 0 || n+more <= length {
		return best, length
	}
	o.Past = o.Past || m.Past
	if m.Lesser && o.Relation != "" {
		o.Relation = "official-of"
	}
	o.Modifiers = append([]string{m.ID}, o.Modifiers...)
	return o, n + more
}

func (g *Gazetteer) longestOffice(text []atom, modifier bool) (Office, int) {
	var node uint32
	best, length := Office{}, 0
	for i, a := range text {
		w := g.officeForms.word(a.folded)
		next, ok := g.officeForms.next[uint64(node)<<32|uint64(w)]
		if w == 0 || !ok {
			break
		}
		node = next
		if !modifier && !a.last {
			continue
		}
		for _, tm := range g.officeForms.terms[node] {
			o := g.offices[tm.id]
			if (o.Kind == Modifier) == modifier && (!o.Honorific || startsLarge(text[0].folded)) {
				best, length = o, i+1
			}
		}
	}
	return best, length
}

func startsLarge(token string) bool {
	r, _ := utf8.DecodeRuneInString(token)
	return unicode.IsUpper(r)
}

func (b *builder) offices(offices []datafile.Entry[Office]) {
	for _, s := range offices {
		o := s.Value
		fault := func(format string, args ...any) { b.faults.At(s.File, s.Line, o.ID, format, args...) }
		if o.Title != "" && !slices.Contains(o.Forms, o.Title) {
			o.Forms = append([]string{o.Title}, o.Forms...)
		}
		switch {
		case o.Kind == Modifier && (o.Relation != "" || o.Honorific || o.Title != ""):
			fault("a modifier has neither title nor relation")
		case o.Kind != "" && o.Kind != Modifier:
			fault("unknown kind %q", o.Kind)
		case o.Kind == "" && o.Title == "":
			fault("no title")
		case o.Kind == "" && (o.Past || o.Lesser):
			fault("only a modifier is past or lesser")
		case o.Relation != "" && !slices.Contains(Relations, o.Relation):
			fault("unknown relation %q", o.Relation)
		case o.Kind == "" && o.Honorific != (o.Relation == ""):
			fault("an office has a relation, an honorific has none")
		}
		if len(o.Forms) == 0 {
			fault("no forms")
		}
		id := len(b.g.offices)
		b.g.offices = append(b.g.offices, o)
		for _, form := range o.Forms {
			words := folded(nameAtoms(form))
			key := o.Kind + ":" + strings.ToLower(strings.Join(words, " ")) // deputy is an office and a modifier
			if owner, given := b.forms[key]; given && owner != o.ID {
				fault("%q is also a form of %s", form, owner)
			} else if !given && len(words) > 0 {
				b.forms[key] = o.ID
				b.g.officeForms.add(term{atoms: words, id: id})
			}
		}
	}
}
