package link

import (
	"cmp"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// Hint is a stretch of the text that names something, and of what kind it is:
// person, organization, place. It counts bytes.
type Hint struct {
	schema.Span
	Type schema.EntityType
}

// hint is the hint within which tokens [i, j) of sentence si stand, if there is one.
func (d *Doc) hint(si, i, j int) (Hint, bool) {
	t := d.Sentences[si].Tokens
	k := sort.Search(len(d.hints), func(k int) bool { return d.hints[k].Start > t[i].Start }) - 1
	if k < 0 || d.hints[k].End < t[j-1].End {
		return Hint{}, false
	}
	return d.hints[k], true
}

// hinted is the name of an organisation that begins at token i by a hint: what no
// word in it tells. Small words may stand in it: Doctors for Peace.
func (l *Linker) hinted(d *Doc, si int, at []int, have []name, i int) (name, bool) {
	t := d.Sentences[si].Tokens
	if !capitalised(t[i].Text) || at[i] > 0 || stopWords[t[i].Lower] || calendar[t[i].Lower] {
		return name{}, false
	}
	h, ok := d.hint(si, i, i+1)
	if !ok || h.Type != schema.Organization || l.given[foldKey(t[i].Text)] || givenGender[foldKey(t[i].Text)] != unknown || i > 0 && (human(t[i-1].Lower) || l.isOffice(t[i-1].Text) || l.role(t[i-1].Lower)) {
		return name{}, false
	}
	last, words := i, 0
	// Two or three capitals are a person's name sooner than a body's.
	bodily := i > 0 && t[i-1].Lower == "the" || h.Start < t[i].Start && d.homeland(t, have, at, i) != ""
	of := false
	for j := i; j < len(t) && t[j].End <= h.End; j++ {
		w := t[j]
		switch {
		case at[j] > 0 && (have[at[j]-1].office != nil || have[at[j]-1].last-have[at[j]-1].first > 1 || person(have[at[j]-1].entity)):
			return name{}, false // a known name in it is what it is
		case capitalised(w.Text) && !calendar[w.Lower] && !(j > i && joining[w.Lower]):
			last = j + 1
			words++
			bodily = bodily || at[j] > 0 || of || acronym(w.Text) || words > 3
			continue
		case j > i && w.Lower == "and" && !of:
		case j > i && (joining[w.Lower] || w.Text == "&" || w.Lower == "'s"):
			of = true
			continue
		case j > i && w.Text == "-":
			continue
		}
		break
	}
	if words < 2 || !bodily || at[last-1] > 0 || placeWords[t[last-1].Lower] || otherWords[t[last-1].Lower] || !l.own(t[i:last]) {
		return name{}, false
	}
	return l.newOrganisation(d, si, have, at, i, last), true
}

// role tells a noun for one person: sergeant, activist.
func (l *Linker) role(w string) bool {
	r, ok := l.gaz.Role(w)
	return ok && !r.Collective
}

// people tells a noun for several persons: leaders, members, soldiers.
func (l *Linker) people(w string) bool {
	one, many := strings.CutSuffix(w, "s")
	return many && (one == "member" || l.role(one))
}

// newOrganisation enters the organisation that tokens [i, last) name.
func (l *Linker) newOrganisation(d *Doc, si int, have []name, at []int, i, last int) name {
	t := d.Sentences[si].Tokens
	form := l.form(d, si, i, last)
	typ := bodyType(t[i:last])
	e := schema.Entity{ID: ID(typ, form), Name: form, Type: typ, Country: d.homeland(t, have, at, i)}
	for j := i; j < last && e.Country == ""; j++ {
		if at[j] > 0 {
			e.Country = d.entities[have[at[j]-1].entity].Country
		}
	}
	e.Country = cmp.Or(e.Country, d.ownerBefore(t, have, at, i))
	return l.enterBody(d, t, last, e, i)
}

// homeland is the state whose adjective stands before the noun that tells what
// the name at token i is: the Kenyan poet X, the Russian company Y.
func (d *Doc) homeland(t []nlp.Token, have []name, at []int, i int) string {
	j := i - 1
	if j < 0 || at[j] > 0 {
		return ""
	}
	if _, ok := d.gaz.Role(t[j].Lower); !ok && !human(t[j].Lower) {
		return ""
	}
	for n := 0; j >= 0 && n < 4; j, n = j-1, n+1 {
		if at[j] > 0 {
			if h := have[at[j]-1]; h.adjective {
				return d.entities[h.entity].Country
			}
			return ""
		}
		if capitalised(t[j].Text) || stopWords[t[j].Lower] || strings.ContainsAny(t[j].Text, "-–,.;:()“”\"") { // Iranian-born
			return ""
		}
	}
	return ""
}

var (
	joining = words("of for and the against on to in de del du la el al without")
	// Capitals that name no actor.
	noActors = words("covid covid-19 sars mers aids hiv ebola gdp ceo cfo tv dna gps ai it pm mp mps am pm hq id pdf nft gop internet brexit website facebook twitter " +
		"whatsapp instagram telegram youtube islam christianity catholicism judaism marxism english arabic french holocaust bible koran quran god allah")
)

// acronym tells an all-capital word of two letters or more.
func acronym(w string) bool {
	return len(w) > 1 && len(w) < 9 && upperCount(w) > 1 && strings.ToUpper(w) == w
}

// hintedAs tells whether a hint says that tokens [i, j) are of the kind.
func (d *Doc) hintedAs(si, i, j int, typ schema.EntityType) bool {
	h, ok := d.hint(si, i, j)
	return ok && h.Type == typ
}

// oneNames adds the names of one word that hints tell of and that no longer name
// explains: an acronym, a body behind “the”, and a person who speaks or who is
// named again and again.
func (l *Linker) oneNames(d *Doc, si int, have []name) []name {
	t := d.Sentences[si].Tokens
	if headlineCase(d.Sentences[si]) {
		return have
	}
	at := covered(t, have)
	beside := func(i int) bool {
		return i >= 0 && i < len(t) && capitalised(t[i].Text) && !stopWords[t[i].Lower] && at[i] == 0
	}
	for i, w := range t {
		if at[i] > 0 || !capitalised(w.Text) || utf8.RuneCountInString(w.Text) < 3 || stopWords[w.Lower] || calendar[w.Lower] || noActors[w.Lower] ||
			beside(i-1) || beside(i+1) || !l.own(t[i:i+1]) || i > 0 && joiner(t[i-1].Text) || i+1 < len(t) && joiner(t[i+1].Text) {
			continue
		}
		switch h, ok := d.hint(si, i, i+1); {
		case acronym(w.Text) && actsAt(t, i) && (!ok || h.Type != schema.Person):
			have = append(have, l.newOrganisation(d, si, have, at, i, i+1))
		case !ok:
		case h.Type == schema.Organization && (acronym(w.Text) || i > 0 && t[i-1].Lower == "the" && (i > 1 || d.capitals[w.Lower])) && !d.hintedElse(w.Text, schema.Organization):
			have = append(have, l.newOrganisation(d, si, have, at, i, i+1))
		case h.Type == schema.Person && !acronym(w.Text) && !d.hintedElse(w.Text, schema.Person) && (d.capitals[w.Lower] && d.hintedCount(w.Text) > 1 || speaks(t, i)):
			e := schema.Entity{ID: ID(schema.Person, w.Text), Name: w.Text, Type: schema.Person, Country: d.homeland(t, have, at, i)}
			d.doubtful[e.ID] = true
			d.enter(e, w.Text)
			have = append(have, name{first: i, last: i + 1, entity: e.ID, kind: gazetteer.Name})
		}
	}
	return have
}

// actsAt tells whether a verb of what somebody did stands behind the word at
// token i, and nothing before it that it could belong to.
func actsAt(t []nlp.Token, i int) bool {
	if i > 0 && t[i-1].Lower != "the" && t[i-1].Text != "," && t[i-1].Lower != "that" && t[i-1].Lower != "while" && t[i-1].Lower != "and" || i+1 == len(t) {
		return false
	}
	w := t[i+1].Lower
	return w == "has" || w == "have" || w == "had" || w == "will" || sayingForms[w] || strings.HasSuffix(w, "ed") && len(w) > 4 && !capitalised(t[i+1].Text)
}

func joiner(w string) bool { return w == "-" || w == "–" || w == "/" || w == "&" }

// speaks tells whether the one named at token i says something, or is called “who”.
func speaks(t []nlp.Token, i int) bool {
	if i > 0 && sayingForms[t[i-1].Lower] && i > 1 {
		return true
	}
	return i+1 < len(t) && (sayingForms[t[i+1].Lower] || actingForms[t[i+1].Lower]) || i+2 < len(t) && t[i+1].Text == "," && t[i+2].Lower == "who"
}

var sayingForms = words("said says told tells added announced claimed declared insisted argued stated wrote replied tweeted testified")

var actingForms = words("agreed resigned met visited urged rejected accused denied vowed pledged called warned offered promised refused won arrived died has had will thanked praised blamed condemned")

// own tells whether one of the words is no common noun of bodies: not the Government, the Army.
func (l *Linker) own(t []nlp.Token) bool {
	for _, w := range t {
		if !capitalised(w.Text) || orgWords[w.Lower] || officialNouns[w.Lower] || forceNouns[w.Lower] || regionNouns[w.Lower] || mediaNouns[w.Lower] || compass[w.Lower] || human(w.Lower) {
			continue
		}
		_, noun := l.gaz.Role(w.Lower)
		if !noun {
			_, noun = l.gaz.Role(strings.TrimSuffix(w.Lower, "s"))
		}
		if !noun && !l.isOffice(w.Text) {
			return true
		}
	}
	return false
}

var compass = words("north south east west northern southern eastern western central national federal international general special supreme royal public united european african asian department treasury pentagon")

// hintedElse tells whether some hint calls the word something else.
func (d *Doc) hintedElse(w string, typ schema.EntityType) bool {
	for t, n := range d.oneWord[w] {
		if n > 0 && t != typ {
			return true
		}
	}
	return false
}

func (d *Doc) hintedCount(w string) int {
	n := 0
	for _, k := range d.oneWord[w] {
		n += k
	}
	return n
}

// countHints counts how often hints call a word by itself what.
func (d *Doc) countHints() {
	d.oneWord = map[string]map[schema.EntityType]int{}
	for _, h := range d.hints {
		w := strings.TrimPrefix(strings.TrimPrefix(d.Text[h.Start:h.End], "the "), "The ")
		if strings.Contains(w, " ") {
			continue
		}
		if d.oneWord[w] == nil {
			d.oneWord[w] = map[schema.EntityType]int{}
		}
		d.oneWord[w][h.Type]++
	}
}
