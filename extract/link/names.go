package link

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// findNames finds the names of every sentence: those that the gazetteer
// knows, offices, and new names by their shape. New ones are entered first in
// full, so that a surname or an acronym finds its owner wherever it stands.
func (l *Linker) findNames(d *Doc) {
	d.names = make([][]name, len(d.Sentences))
	l.countNames(d)
	d.countHints()
	for i, s := range d.Sentences {
		d.names[i] = l.known(d, s)
	}
	d.countTails()
	for i := range d.Sentences {
		if !headlineCase(d.Sentences[i]) {
			d.names[i] = l.newNames(d, i, d.names[i])
		}
	}
	for i := range d.Sentences {
		d.names[i] = l.shortNames(d, i, d.names[i])
	}
}

// countNames counts the entities that the text names with a name of theirs
// alone, so that of two that share a name the one spoken of is chosen.
func (l *Linker) countNames(d *Doc) {
	for _, s := range d.Sentences {
		for _, ms := range l.groups(tokenTexts(s)) {
			if ids := entries(ms); len(ids) == 1 {
				d.counts[ids[0]]++
			}
		}
	}
}

// entries are the different states or other entities of matches; a capital's own place counts as its state.
func entries(ms []gazetteer.Match) []string {
	var ids []string
	for _, m := range ms {
		id := m.Entry.ID
		if m.Entry.Type == schema.Place && len(ms) > 1 && slices.ContainsFunc(ms, func(o gazetteer.Match) bool { return o.Kind == gazetteer.Capital && o.Entry.Country == m.Entry.Country }) {
			continue
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// groups are the names in the tokens, each with all its matches.
func (l *Linker) groups(words []string) [][]gazetteer.Match {
	var out [][]gazetteer.Match
	matches := l.gaz.Find(words)
	for i := 0; i < len(matches); {
		j := i
		for j < len(matches) && matches[j].First == matches[i].First {
			j++
		}
		out = append(out, matches[i:j])
		i = j
	}
	return out
}

func tokenTexts(s nlp.Sentence) []string {
	words := make([]string, len(s.Tokens))
	for i, t := range s.Tokens {
		words[i] = t.Text
	}
	return words
}

func (l *Linker) known(d *Doc, s nlp.Sentence) []name {
	words := tokenTexts(s)
	var out []name
	for _, ms := range l.groups(words) {
		if n, ok := l.choose(d, words, ms); ok && !l.givenName(s, n) {
			out = append(out, n)
		}
	}
	taken := make([]bool, len(words))
	for _, n := range out {
		for i := n.first; i < n.last; i++ {
			taken[i] = true
		}
	}
	for i := 0; i < len(words); {
		o, n, ok := l.gaz.FindOffice(words, i)
		if !ok || slices.Contains(taken[i:i+n], true) {
			i++
			continue
		}
		out = append(out, name{first: i, last: i + n, office: &o})
		i += n
	}
	slices.SortFunc(out, func(a, b name) int { return a.first - b.first })
	return out
}

// choose picks among the entries that share a name: the one whose context stands
// in the sentence, else the one that the text names otherwise too; the state before
// its capital (the place is kept as city).
func (l *Linker) choose(d *Doc, words []string, ms []gazetteer.Match) (name, bool) {
	var fit []gazetteer.Match
	for _, m := range ms {
		if !m.Needs || d.context(m.Entry) {
			fit = append(fit, m)
		}
	}
	if ids := entries(fit); len(ids) > 1 {
		best := slices.MaxFunc(ids, func(a, b string) int { return d.counts[a] - d.counts[b] })
		for _, m := range fit {
			if m.Kind != gazetteer.Capital && m.Entry.Near(words) {
				best = m.Entry.ID
				break
			}
		}
		if keep := slices.DeleteFunc(slices.Clone(fit), func(m gazetteer.Match) bool { return m.Entry.ID != best }); d.counts[best] > 0 || keep[0].Entry.Near(words) {
			fit = keep
		}
	}
	if len(fit) == 0 {
		return name{}, false
	}
	n := name{first: fit[0].First, last: fit[0].Last, kind: fit[0].Kind}
	for _, m := range fit {
		switch {
		case m.Kind == gazetteer.Capital:
			n.entity, n.kind = m.Entry.ID, m.Kind
			d.enter(m.Entry.Entity, "")
		case n.entity == "" || m.Entry.Type == schema.Country && n.kind != gazetteer.Capital:
			n.entity, n.kind = m.Entry.ID, m.Kind
			d.enter(m.Entry.Entity, "")
		}
	}
	for _, m := range fit {
		if n.kind == gazetteer.Capital && m.Kind == gazetteer.Name && m.Entry.Type == schema.Place {
			n.city = m.Entry.ID
			d.enter(m.Entry.Entity, "")
		}
	}
	n.adjective = n.kind == gazetteer.Demonym
	return n, true
}

// context tells whether a word that speaks for the entry stands in the text.
func (d *Doc) context(e *gazetteer.Entry) bool {
	for _, c := range e.Context {
		words := strings.Fields(c)
		if len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !d.said[w] }) {
			return true
		}
	}
	return false
}

// Names of states and cities that people bear as given names.
var givenNames = map[string]bool{"jordan": true, "chad": true, "georgia": true, "israel": true, "paris": true, "austin": true, "sydney": true,
	"florence": true, "victoria": true, "kenya": true, "malta": true, "cuba": true, "francis": true, "sofia": true, "adelaide": true}

// givenName tells Jordan Hale and Chad Brunner from the states.
func (l *Linker) givenName(s nlp.Sentence, n name) bool {
	t := s.Tokens
	if n.last-n.first != 1 || !givenNames[strings.ToLower(t[n.first].Text)] || n.last >= len(t) {
		return false
	}
	next := t[n.last]
	return capitalised(next.Text) && !calendar[next.Lower] && !orgWords[next.Lower] && !headlineCase(s) &&
		len(l.gaz.Find([]string{next.Text})) == 0 && !l.isOffice(next.Text)
}

func (l *Linker) isOffice(w string) bool {
	_, _, ok := l.gaz.FindOffice([]string{w}, 0)
	return ok
}

// newNames adds the capitalised runs that the gazetteer does not know.
func (l *Linker) newNames(d *Doc, si int, have []name) []name {
	t := d.Sentences[si].Tokens
	at := covered(t, have)
	out := slices.Clone(have)
	for i := 0; i < len(t); {
		n, ok := d.tail(si, at, i)
		if !ok {
			n, ok = l.unit(d, si, at, have, i)
		}
		if !ok {
			n, ok = l.organisation(d, si, at, have, i)
		}
		if !ok {
			n, ok = l.hinted(d, si, at, have, i)
		}
		j := n.last
		if !ok {
			if j = l.run(t, at, have, i); j == i {
				i++
				continue
			}
			n, ok = l.newName(d, si, at, have, i, j)
		}
		if ok {
			out = slices.DeleteFunc(out, func(h name) bool { return h.first < n.last && n.first < h.last })
			out = append(out, n)
			j = n.last
		}
		i = j
	}
	slices.SortFunc(out, func(a, b name) int { return a.first - b.first })
	return out
}

// covered tells for every token which of the names it is part of: one more than the
// name's index, or 0.
func covered(t []nlp.Token, names []name) []int {
	at := make([]int, len(t))
	for n, nm := range names {
		for i := nm.first; i < nm.last; i++ {
			at[i] = n + 1
		}
	}
	return at
}

// countTails notes by what last word a group that the text names in full may be called after it: the
// Tigers, the Brotherhood. Of two with one last word neither is.
func (d *Doc) countTails() {
	for si, s := range d.Sentences {
		for _, n := range d.names[si] {
			if n.last-n.first < 2 || n.office != nil || n.adjective {
				continue
			}
			last := s.Tokens[n.last-1]
			switch d.entities[n.entity].Type {
			case schema.ArmedGroup, schema.Party, schema.Organization:
			default:
				continue
			}
			if !capitalised(last.Text) || orgWords[last.Lower] && !shortened[last.Lower] {
				continue
			}
			if id, ok := d.tails[last.Lower]; ok && id != n.entity {
				d.tails[last.Lower] = ""
			} else {
				d.tails[last.Lower] = n.entity
			}
		}
	}
}

// shortened are the words for a body that stand for its whole name with an article.
var shortened = words("front movement brigades resistance legion cartel clan party alliance league")

// tail is the group that token i calls by the last word of its name: the Tigers.
func (d *Doc) tail(si int, at []int, i int) (name, bool) {
	t := d.Sentences[si].Tokens
	if i == 0 || at[i] > 0 || t[i-1].Lower != "the" || !capitalised(t[i].Text) || i+1 < len(t) && (capitalised(t[i+1].Text) || t[i+1].Lower == "of") {
		return name{}, false
	}
	id := d.tails[t[i].Lower]
	return name{first: i, last: i + 1, entity: id, kind: gazetteer.Alias}, id != ""
}

// organisation is the name at token i that ends in a word for an organisation,
// whatever known names stand in it: the Blue Nile Liberation Army. It has a word
// of its own: the Ethiopian Army is Ethiopia's.
func (l *Linker) organisation(d *Doc, si int, at []int, have []name, i int) (name, bool) {
	t := d.Sentences[si].Tokens
	if !capitalised(t[i].Text) || stopWords[t[i].Lower] || i > 0 && at[i] > 0 && at[i-1] == at[i] || i+1 < len(t) && t[i+1].Lower == "of" && l.people(t[i].Lower) {
		return name{}, false
	}
	last, own, bare := -1, false, true
	state := ""
	for j := i; j < len(t) && j < i+7; j++ {
		w := t[j]
		if j > i && w.Lower == "'s" && at[i] > 0 && at[j-1] == at[i] && !have[at[i]-1].adjective {
			return name{}, false // Britain's Royal Navy is the Royal Navy
		}
		linking := j > i && (w.Text == "-" || w.Lower == "of" || w.Lower == "and" || w.Lower == "for" || w.Lower == "'s") && j+1 < len(t) && capitalised(t[j+1].Text)
		if linking {
			continue
		}
		if !capitalised(w.Text) || calendar[w.Lower] || stopWords[w.Lower] {
			break
		}
		switch n := at[j]; {
		case n > 0 && (have[n-1].office != nil || person(have[n-1].entity)):
			return name{}, false
		case n > 0 && state == "" && d.entities[have[n-1].entity].Country != "":
			state = have[n-1].entity
		case n == 0 && !orgWords[w.Lower]:
			own = true
			bare = bare && generic[w.Lower]
		}
		bare = bare && at[j] == 0
		if orgWords[w.Lower] && j > i && at[j] == 0 {
			last = j + 1
		}
	}
	if last < 0 {
		return name{}, false
	}
	if civic[t[last-1].Lower] && at[i] > 0 && have[at[i]-1].adjective {
		own = true // the British Museum
	}
	typ := bodyType(t[i:last])
	last = numbered(t, last)
	last, state = l.ofWhat(d, t, at, have, last, state)
	if !own || bare && state == "" {
		return name{}, false // the Supreme Court is not one body but every state's
	}
	form := l.form(d, si, i, last)
	return l.enterBody(d, t, last, schema.Entity{ID: ID(typ, form), Name: form, Type: typ, Country: cmp.Or(d.entities[state].Country, d.ownerBefore(t, have, at, i))}, i), true
}

// ofWhat is where the name of a body ends that goes on behind “of” or “for”, and
// its state: the Union of Teachers, the Supreme Court of India.
func (l *Linker) ofWhat(d *Doc, t []nlp.Token, at []int, have []name, last int, state string) (int, string) {
	j := last
	if j+1 >= len(t) || t[j].Lower != "of" && t[j].Lower != "for" {
		return last, state
	}
	j++
	if t[j].Lower == "the" && j+1 < len(t) {
		j++
	}
	if n := at[j]; n > 0 {
		e := d.entities[have[n-1].entity]
		if t[last].Lower != "of" || e.Type != schema.Country || have[n-1].adjective {
			return last, state
		}
		return have[n-1].last, cmp.Or(state, e.ID)
	}
	end := last
	for j < len(t) && at[j] == 0 && capitalised(t[j].Text) && !calendar[t[j].Lower] && !stopWords[t[j].Lower] {
		j++
		end = j
		if j+1 < len(t) && t[j].Lower == "and" && capitalised(t[j+1].Text) && at[j+1] == 0 {
			j++
		}
	}
	return end, state
}

var (
	// Words of bodies of which many states have one.
	generic = words(`supreme high federal national central interior foreign constitutional electoral defence defense home finance health education
		justice royal public general special civil military security appeals criminal district regional provincial municipal local agriculture
		energy trade environment culture information labour labor tourism transport planning upper lower legislative executive presidential county city state`)
	// Bodies that are no organs of their state.
	civic = words("museum university institute academy association federation foundation society chamber airlines airways club confederation")
)

// enterBody enters the body that tokens [i, last) name, with the acronym behind it.
func (l *Linker) enterBody(d *Doc, t []nlp.Token, last int, e schema.Entity, i int) name {
	d.enter(e, e.Name)
	n := name{first: i, last: last, entity: e.ID, kind: gazetteer.Name}
	if a, end := bracketed(t, last); a != "" {
		d.acronyms[a] = e.ID
		d.seen[e.ID][a] = true
		n.last = end
	}
	return n
}

// ownerBefore is the state whose name with 's stands before the name at token i.
func (d *Doc) ownerBefore(t []nlp.Token, have []name, at []int, i int) string {
	if i < 2 || t[i-1].Lower != "'s" || at[i-2] == 0 {
		return ""
	}
	return d.entities[have[at[i-2]-1].entity].Country
}

var where = words("in at near around outside inside across throughout")

var particles = words("al el ul de del della da dos di du von van der bin ibn ben bint abu abd of")

// run is the end of the capitalised run that begins at i.
func (l *Linker) run(t []nlp.Token, at []int, have []name, i int) int {
	j, last := i, i
	for j < len(t) {
		w := t[j]
		inName := at[j] > 0
		switch {
		case inName && (have[at[j]-1].office != nil || have[at[j]-1].adjective || !person(have[at[j]-1].entity) && j > i):
			return last
		case inName && !person(have[at[j]-1].entity):
			return last
		case inName: // Theresa May is a whole name
			j++
			last = j
		case capitalised(w.Text) && !calendar[w.Lower] && !(i == j && i == 0 && stopWords[w.Lower]) && !(stopWords[w.Lower] && !inName):
			j++
			last = j
		case (w.Text == "-" || isApostrophe(w.Text)) && j > i && j+1 < len(t) && t[j].Start == t[j-1].End && t[j+1].Start == t[j].End:
			j++
		case j > i+1 && t[j-1].Text == "-" && w.Start == t[j-1].End && t[j-1].Start == t[j-2].End && syllable(w.Lower): // Nak-yon
			j++
			last = j
		case j > i && particles[w.Lower] && w.Lower != "of" && j+1 < len(t):
			j++
		case j == i && particles[w.Lower] && j+2 < len(t) && t[j+1].Text == "-" && capitalised(t[j+2].Text):
			j++
		default:
			return last
		}
	}
	return last
}

// syllable tells the second half of a given name from the participle of a compound: Nak-yon, Moscow-led.
func syllable(w string) bool {
	return len(w) > 1 && len(w) < 7 && !strings.HasSuffix(w, "ed") && !halves[w] && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

var halves = words("led run held born era style like wide area made built bound owned type class size level turned free only")

func (l *Linker) newName(d *Doc, si int, at []int, have []name, i, j int) (name, bool) {
	t := d.Sentences[si].Tokens
	titled := i > 0 && at[i-1] > 0 && have[at[i-1]-1].office != nil
	last := t[j-1].Lower
	n := 0
	for k := i; k < j; k++ {
		if capitalised(t[k].Text) {
			n++
		}
		if at[k] > 0 && have[at[k]-1].last >= j && have[at[k]-1].first == i {
			return name{}, false // the gazetteer's own name, whole
		}
	}
	for n > 2 && j-i > 2 && human(t[i].Lower) && !l.given[foldKey(t[i].Text)] && capitalised(t[i+1].Text) {
		i++ // Attorney Robert Hale
		n--
	}
	form := l.form(d, si, i, j)
	if k := at[j-1]; k > 0 && have[k-1].first > i && person(have[k-1].entity) {
		if e := d.entities[have[k-1].entity]; spelt(t[i].Text, e.Name) { // Omer al-Bashir is Omar al-Bashir
			d.enter(e, form)
			return name{first: i, last: j, entity: e.ID, kind: gazetteer.Name}, true
		}
	}
	switch {
	case orgWords[last]:
		return name{}, false
	case placeWords[last] || otherWords[last] || !titled && things[t[i].Lower]:
		return name{}, false
	case i > 0 && !titled && vessels[t[i-1].Lower]:
		return name{}, false // the freighter Eternity
	case i > 0 && where[t[i-1].Lower] && !l.given[foldKey(t[i].Text)] && d.hintedAs(si, i, j, schema.Place):
		return name{}, false
	case n > 1 && n < 5 || titled && n == 1:
		if n == 1 && len(d.families[foldKey(form)]) > 0 {
			return name{}, false
		}
		if n == 1 && i == 0 {
			return name{}, false
		}
		e := schema.Entity{ID: ID(schema.Person, form), Name: form, Type: schema.Person, Country: d.homeland(t, have, at, i)}
		if id := d.sameButMiddle(form); id != "" {
			d.enter(d.entities[id], form)
			return name{first: i, last: j, entity: id, kind: gazetteer.Name}, true
		}
		if _, known := d.entities[e.ID]; !known {
			d.doubtful[e.ID] = !titled && !l.given[foldKey(t[i].Text)]
		}
		d.enter(e, form)
		if n > 1 {
			key := foldKey(t[j-1].Text)
			if !slices.Contains(d.families[key], e.ID) {
				d.families[key] = append(d.families[key], e.ID)
			}
		}
		return name{first: i, last: j, entity: e.ID, kind: gazetteer.Name}, true
	}
	return name{}, false
}

// things are words that open the names of storms, operations and places.
var things = words("hurricane typhoon cyclone storm tropical operation exercise lake mount port fort camp hotel highway flight interstate route project house")

// vessels have names that are nobody's.
var vessels = words("ship warship freighter tanker frigate destroyer cruiser vessel ferry trawler submarine carrier corvette yacht boat liner carriers gunboat minesweeper battleship")

// spelt tells whether a given name may be the first of the full name in another spelling.
func spelt(given, full string) bool {
	first, _, more := strings.Cut(full, " ")
	a, b := []rune(foldKey(given)), []rune(foldKey(first))
	if !more || len(a) < 3 || len(b) < 3 || a[0] != b[0] {
		return false
	}
	i := 1
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	a, b = a[i:], b[i:]
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) < 2 && len(b) < 2 // but for one letter
}

// sameButMiddle is the only person of the text so far whose name is this one
// with middle names more or fewer: Odd Bakkerud, Odd M. Bakkerud.
func (d *Doc) sameButMiddle(form string) string {
	w := strings.Fields(form)
	if len(w) < 2 {
		return ""
	}
	ids := d.families[foldKey(w[len(w)-1])]
	found := ""
	for _, id := range ids {
		o := strings.Fields(d.entities[id].Name)
		long, short := w, o
		if len(long) < len(short) {
			long, short = short, long
		}
		if len(short) != 2 || len(long) < 3 || len(long) > 4 || foldKey(short[0]) != foldKey(long[0]) || foldKey(short[1]) != foldKey(long[len(long)-1]) {
			continue
		}
		if found != "" {
			return ""
		}
		found = id
	}
	return found
}

// form is the name as the text writes it.
func (l *Linker) form(d *Doc, si, i, j int) string {
	s := d.span(si, i, j)
	return strings.Join(strings.Fields(d.Text[s.Start:s.End]), " ")
}

// bracketed is the acronym in brackets at token j, and the token behind it.
func bracketed(t []nlp.Token, j int) (string, int) {
	if j+2 < len(t) && t[j].Text == "(" && t[j+2].Text == ")" && len(t[j+1].Text) > 1 && capitalised(t[j+1].Text) &&
		(strings.ToUpper(t[j+1].Text) == t[j+1].Text || upperCount(t[j+1].Text) > 1) {
		return t[j+1].Text, j + 3
	}
	return "", j
}

// shortNames links surnames of the persons that the document names in full,
// and acronyms that it explained; and takes a known name's bracket into it.
func (l *Linker) shortNames(d *Doc, si int, have []name) []name {
	t := d.Sentences[si].Tokens
	taken := map[int]bool{}
	for n := range have {
		nm := &have[n]
		if acr, end := bracketed(t, nm.last); acr != "" && nm.entity != "" && !person(nm.entity) && !nm.adjective {
			d.acronyms[acr] = nm.entity
			d.seen[nm.entity][acr] = true
			nm.last = end
		}
		for i := nm.first; i < nm.last; i++ {
			taken[i] = true
		}
		// Of two known men of one surname the text names one: Kabila is he.
		if key := foldKey(t[nm.last-1].Text); person(nm.entity) && nm.office == nil && nm.last-nm.first > 1 && !slices.Contains(d.families[key], nm.entity) {
			d.families[key] = append(d.families[key], nm.entity)
		}
	}
	have = slices.DeleteFunc(have, func(n name) bool {
		return slices.ContainsFunc(have, func(o name) bool {
			return o != n && o.first <= n.first && n.last <= o.last && o.last-o.first > n.last-n.first
		})
	})
	for i, w := range t {
		if taken[i] || !capitalised(w.Text) {
			continue
		}
		if id := d.acronyms[w.Text]; id != "" {
			have = append(have, name{first: i, last: i + 1, entity: id, kind: gazetteer.Alias})
		} else if ids := d.families[foldKey(w.Text)]; len(ids) == 1 && !calendar[w.Lower] {
			have = append(have, name{first: i, last: i + 1, entity: ids[0], kind: gazetteer.Alias})
			d.doubtful[ids[0]] = false // who is called by his surname alone is a person
		}
	}
	have = l.oneNames(d, si, have)
	slices.SortFunc(have, func(a, b name) int { return a.first - b.first })
	for _, n := range have {
		if n.entity == "" {
			continue
		}
		sp := d.span(si, n.first, n.last)
		d.seen[n.entity][d.Text[sp.Start:sp.End]] = true
		typ := d.entities[n.entity].Type
		if n.adjective {
			typ = schema.Nationality
		}
		d.mention(sp, typ, n.entity)
	}
	return have
}

func person(id string) bool { return strings.HasPrefix(id, "person/") }

func capitalised(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

func upperCount(w string) (n int) {
	for _, r := range w {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

func isApostrophe(w string) bool { return w == "'" || w == "’" }

// headlineCase tells a sentence in which nearly every word has a capital: its
// capitals say nothing. A headline has no full stop.
func headlineCase(s nlp.Sentence) bool {
	long, caps := 0, 0
	for _, t := range s.Tokens {
		if r, _ := utf8.DecodeRuneInString(t.Text); len(t.Text) > 3 && unicode.IsLetter(r) {
			long++
			if unicode.IsLower(r) && len(s.Tokens) > 6 && !stopWords[t.Lower] && s.Tokens[len(s.Tokens)-1].Text == "." {
				return false // a headline has no full stop
			}
			if unicode.IsUpper(r) {
				caps++
			}
		}
	}
	stop := len(s.Tokens) > 0 && s.Tokens[len(s.Tokens)-1].Text == "."
	return long > 3 && caps*10 >= long*8 && !stop
}
