package gazetteer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/entente-kg/entente/schema"
)

// An actor file of PETRARCH, Phoenix or TABARI is a list of records:
//
//	HAMID_KARZAI_          a name; _ is a space, and one at the end says nothing
//	+KARZAI_  # a comment  another name for the same
//	    [AFGELI 750101-000101]  what he is, between two days
//	    [AFGGOV >011222]        from a day on; < is up to a day
//	    [AFGELI]                else
//
// A code may stand in the line of the first name too. [---] is nobody.
type actorRecord struct {
	names []string // as texts write them
	line  int
	codes []actorCode
	coded bool // a code stood there, whatever it was
}

type actorCode struct {
	country  string
	typ      schema.EntityType
	from, to string
}

var (
	actorCodes = regexp.MustCompile(`\[([^\]]*)\]`)
	restricted = regexp.MustCompile(`^(?:([<>])\s*(\S+)|(\S+?)\s*-\s*(\S+))$`)
	xmlComment = regexp.MustCompile(`<!--.*?-->`)
)

func (b *builder) actors(f File, k *known) {
	var rec actorRecord
	done := func() {
		if rec.line > 0 && !rec.coded {
			b.faults.At(f.Name, rec.line, rec.entry(), "no code")
		}
		if len(rec.names) > 0 && len(rec.codes) > 0 {
			b.actor(f, rec, k)
		}
		rec = actorRecord{}
	}
	number := 0
	for text := range strings.Lines(string(f.Data)) {
		number++
		text = uncommented(text)
		if strings.Contains(text, "---STOP---") {
			break
		}
		if text == "" {
			continue
		}
		first, code := text, ""
		if i := strings.IndexByte(text, '['); i >= 0 {
			first, code = strings.TrimSpace(text[:i]), text[i:]
		}
		if first != "" {
			if first[0] != '+' {
				done()
				rec.line = number
			} else if rec.line == 0 {
				b.faults.At(f.Name, number, first, "a synonym of nothing")
				continue
			}
			if name, err := actorName(strings.TrimPrefix(first, "+")); err != nil {
				b.faults.At(f.Name, number, first, "%v", err)
			} else {
				rec.names = append(rec.names, name)
			}
		}
		if code == "" {
			continue
		}
		if rec.line == 0 {
			b.faults.At(f.Name, number, code, "a code of nobody")
			continue
		}
		rec.coded = true
		b.codes(f, number, &rec, code)
	}
	done()
}

// entry names the record in a fault.
func (r actorRecord) entry() string {
	if len(r.names) == 0 {
		return ""
	}
	return r.names[0]
}

// uncommented is a line without its comment and the space around it.
func uncommented(line string) string {
	line = xmlComment.ReplaceAllString(line, "")
	if i := strings.IndexAny(line, "#;"); i >= 0 {
		line = line[:i]
	}
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, "<") {
		return ""
	}
	return line
}

func (b *builder) codes(f File, line int, rec *actorRecord, text string) {
	fault := func(format string, args ...any) { b.faults.At(f.Name, line, rec.entry(), format, args...) }
	found := actorCodes.FindAllStringSubmatchIndex(text, -1)
	end := 0
	for _, m := range found {
		if rest := strings.TrimSpace(text[end:m[0]]); rest != "" {
			fault("what is %q?", rest)
		}
		end = m[1]
		code, when, _ := strings.Cut(strings.TrimSpace(text[m[2]:m[3]]), " ")
		if code == "---" {
			continue
		}
		code, _, _ = strings.Cut(code, "/") // the first of several
		country, typ, wrong := b.cameoActor(code)
		if wrong != "" {
			fault("code %q: %s", code, wrong)
			continue
		}
		from, to, err := period(strings.TrimSpace(when))
		if err != nil {
			fault("code %s: %v", code, err)
			continue
		}
		rec.codes = append(rec.codes, actorCode{country, typ, from, to})
	}
	if rest := strings.TrimSpace(text[end:]); rest != "" {
		fault("what is %q?", rest)
	}
}

// period reads a date restriction; both days are in it.
func period(s string) (from, to string, err error) {
	if s == "" {
		return "", "", nil
	}
	m := restricted.FindStringSubmatch(s)
	if m == nil {
		return "", "", fmt.Errorf("period %q: want <date, >date or date-date", s)
	}
	switch m[1] {
	case "<":
		to, err = day(m[2])
	case ">":
		from, err = day(m[2])
	default:
		if from, err = day(m[3]); err == nil {
			to, err = day(m[4])
		}
		if err == nil && from > to {
			err = fmt.Errorf("period %q ends before it begins", s)
		}
	}
	return from, to, err
}

// day reads YYMMDD, where years up to 30 are of this century, or YYYYMMDD.
func day(s string) (string, error) {
	full := s
	if len(s) == 6 {
		if full = "19" + s; s[:2] <= "30" {
			full = "20" + s
		}
	}
	t, err := time.Parse("20060102", full)
	if err != nil {
		return "", fmt.Errorf("%q is no day: want YYMMDD or YYYYMMDD", s)
	}
	return t.Format("2006-01-02"), nil
}

// actorName writes a name as texts do: HAMID_KARZAI_ is Hamid Karzai. A word of up to
// three letters that stands alone stays an acronym.
func actorName(s string) (string, error) {
	switch {
	case !utf8.ValidString(s):
		return "", fmt.Errorf("not UTF-8")
	case strings.ContainsAny(s, "[]{}"):
		return "", fmt.Errorf("a bracket in a name")
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return r == '_' || unicode.IsSpace(r) })
	if !strings.ContainsFunc(s, unicode.IsLetter) {
		return "", fmt.Errorf("no letter in it")
	}
	for i, w := range words {
		if strings.ToUpper(w) != w || len(words) == 1 && acronym(w) {
			continue // written with care, or an acronym
		}
		words[i] = titled(w)
	}
	return strings.Join(words, " "), nil
}

func acronym(w string) bool {
	letters := 0
	for _, r := range w {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters <= 3
}

// titled makes the first letter of each part of a word large and the others small.
func titled(w string) string {
	if particles[strings.ToLower(w)] {
		return strings.ToLower(w)
	}
	if strings.Count(w, ".") > 1 || len(w) == 2 && w[1] == '.' {
		return w // U.N., K.
	}
	var out strings.Builder
	start := true
	for i, r := range w {
		switch {
		case start:
			out.WriteRune(unicode.ToUpper(r))
		default:
			out.WriteRune(unicode.ToLower(r))
		}
		// Qur'an and D'Alema: what follows an apostrophe is large behind a single letter.
		start = r != '\'' && r != '’' && strings.ContainsRune(separators+"(", r) || (r == '\'' || r == '’') && i == 1
	}
	return out.String()
}

// known tells what the names mean that were read before an actor file.
type known struct {
	names map[string][]*Entry // by lookup key
	given map[string]bool     // given names of persons
}

func newKnown(b *builder) *known {
	k := &known{names: make(map[string][]*Entry, 2*len(b.named)), given: map[string]bool{}}
	for _, n := range b.named {
		if n.kind != Code {
			key := keyOf(n.atoms)
			k.names[key] = append(k.names[key], n.entry)
		}
	}
	for _, e := range b.g.entries {
		if first, _, more := strings.Cut(e.Name, " "); more && e.Type == schema.Person {
			k.given[lookupKey(first)] = true
		}
	}
	return k
}

// actor takes a record in: its new names become names of an entry that is known
// by one of the others, else of one that is made.
func (b *builder) actor(f File, rec actorRecord, k *known) {
	var fresh, acronyms []string
	var have *Entry
	context := map[string]bool{}
	for i, name := range rec.names {
		name, inside := withoutBracket(name)
		full := b.withoutOffice(name)
		if full == "" || i > 0 && common(b, full) {
			continue
		}
		if inside != "" {
			if owners := k.names[lookupKey(inside)]; len(owners) > 0 && owners[0] != nil && owners[0].Type == schema.Country {
				context[strings.ToLower(inside)] = true // Liberation Army (Colombia)
			} else if !strings.Contains(inside, " ") {
				acronyms = append(acronyms, strings.ToUpper(inside))
			}
		}
		key := lookupKey(full)
		if key == "" {
			continue
		}
		if owners, ok := k.names[key]; ok {
			if have == nil && len(owners) == 1 && owners[0] != nil && rec.fits(owners[0]) {
				have = owners[0]
			}
			continue
		}
		fresh = append(fresh, full)
	}
	fresh = slices.DeleteFunc(append(fresh, acronyms...), func(n string) bool { _, ok := k.names[lookupKey(n)]; return ok || common(b, n) })
	fresh = distinct(fresh)
	if len(fresh) == 0 {
		return
	}
	periods := b.targets(f, rec, fresh, have, k)
	if len(periods) == 0 {
		return
	}
	main := last(periods).entry
	for i, name := range fresh {
		n := named{entry: main, kind: Alias, text: name, atoms: nameAtoms(name)}
		if main == have || main.Type == schema.Country {
			main.Aliases = append(slices.Clip(main.Aliases), name)
		} else if i == 0 {
			n.kind = Name
		}
		if len(periods) > 1 || periods[0].from != "" || periods[0].to != "" {
			n.dated = periods
			b.g.dated = true
		}
		b.named = append(b.named, n)
		k.names[lookupKey(name)] = []*Entry{main}
	}
	if len(context) > 0 && main != have {
		for c := range context {
			main.Context = append(main.Context, c)
		}
		slices.Sort(main.Context)
		for _, c := range main.Context {
			main.context = append(main.context, strings.Split(lookupKey(c), " "))
		}
	}
}

// distinct drops the names that are spelt like an earlier one.
func distinct(names []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(names, func(n string) bool {
		key := lookupKey(n)
		again := seen[key]
		seen[key] = true
		return again
	})
}

// fits tells whether a known entry can be the record's actor.
func (r actorRecord) fits(e *Entry) bool {
	switch e.Type {
	case schema.Country, schema.Region, schema.Place:
		return false
	}
	return slices.ContainsFunc(r.codes, func(c actorCode) bool {
		return c.typ != schema.Country && (c.country == e.Country || c.country == "" || e.Country == "")
	})
}

// targets are the entries that the record's names mean, each with its time.
func (b *builder) targets(f File, rec actorRecord, names []string, have *Entry, k *known) []dated {
	var out []dated
	var own *Entry
	person := rec.person(names[0], k)
	for _, c := range rec.codes {
		e := have
		switch {
		case c.typ == schema.Country:
			e = b.g.entries["country/"+c.country]
		case have == nil:
			if own == nil {
				own = b.newActor(f, rec, c, names[0], person)
				own.Aliases = append([]string(nil), names[1:]...)
			}
			if e = own; e.Country != c.country {
				other := *own // the same actor, acting for another state
				other.Country = c.country
				e = &other
			}
		}
		if e != nil {
			out = append(out, dated{c.from, c.to, e})
		}
	}
	return out
}

func (b *builder) newActor(f File, rec actorRecord, c actorCode, name string, person bool) *Entry {
	typ := c.typ
	if person {
		typ = schema.Person
	} else if typ == schema.Person {
		typ = schema.Organization
	}
	id := string(typ) + "/" + slug(name)
	if _, taken := b.where[id]; taken && c.country != "" {
		id += "-" + strings.ToLower(c.country)
	}
	for n := 2; ; n++ {
		if _, taken := b.where[id]; !taken {
			break
		}
		id = fmt.Sprintf("%s/%s-%d", typ, slug(name), n)
	}
	e := &Entry{Entity: schema.Entity{ID: id, Name: name, Type: typ, Country: c.country}}
	b.add(e, origin{file: f.Name, line: rec.line, shared: true})
	return e
}

// person tells whether a record is one: who was of the elite, whose offices have
// their time, or who bears a given name.
func (r actorRecord) person(name string, k *known) bool {
	first, rest, several := strings.Cut(name, " ")
	if slices.ContainsFunc(strings.Fields(name), func(w string) bool { return bodyWords[strings.ToLower(w)] }) {
		return false
	}
	for _, c := range r.codes {
		if c.typ == schema.Person || c.typ == schema.Government && (c.from != "" || c.to != "") {
			return true
		}
	}
	return several && len(strings.Fields(rest)) < 4 && k.given[lookupKey(first)]
}

// bodyWords stand in the names of organisations and not of persons.
var bodyWords = set(`agency alliance and army assembly association authority bank brigade brigades bureau center centre coalition command
	commission committee company conference congress corporation council court department embassy federation for force forces foundation
	front fund government group guard institute international league legislature liberation military ministry mission movement national
	network office organisation organization parliament party police program programme project republic security senate service society
	the trust union united university world`)

// withoutBracket takes what stands in brackets out of a name.
func withoutBracket(name string) (rest, inside string) {
	i := strings.IndexByte(name, '(')
	if i < 0 {
		return name, ""
	}
	j := strings.IndexByte(name[i:], ')')
	if j < 0 {
		return strings.TrimSpace(name[:i]), ""
	}
	rest = strings.Join(strings.Fields(name[:i]+" "+name[i+j+1:]), " ")
	return rest, strings.TrimSpace(name[i+1 : i+j])
}

// withoutOffice leaves the name of "President Hamid Karzai": offices are found
// apart. It is empty where no more than a surname stays, or nothing.
func (b *builder) withoutOffice(name string) string {
	words := strings.Fields(name)
	start := 0
	for start < len(words) {
		o, n, ok := b.g.FindOffice(words, start)
		if !ok || o.ID == "" && n == 0 {
			break
		}
		start += n
	}
	if start == 0 {
		return name
	}
	if len(words)-start < 2 || particles[words[start]] {
		if start < len(words) && particles[words[start]] {
			return name // Secretary of the League
		}
		return ""
	}
	return strings.Join(words[start:], " ")
}

// common tells whether a name is a word that texts use otherwise: a role, an office,
// or an everyday noun at the start of a sentence.
func common(b *builder, name string) bool {
	if strings.ContainsRune(name, ' ') {
		return false
	}
	word := strings.ToLower(name)
	if ordinary[word] && !acronym(name) || everyday[word] {
		return true
	}
	_, role := b.g.roles[roleKey(word)]
	return role
}
