// Package link turns the names and descriptions in a text into entities.
//
//	sentences + gazetteer + hints -> names (known, and new ones by their shape or by what the mention model says)
//	names -> one entity a document for each actor: surname -> person, acronym -> organisation
//	phrases -> entities: "the Turkish army", "Ankara said", "its", "the latter"
//	pronouns -> who or what is likeliest, if nobody else is nearly so: gender, place in the sentence, quotations
//
// A phrase that could stand for two things stands for nothing: no entity is
// ever guessed that the document does not name or describe.
package link

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// Doc is a document with its sentences read and its names linked.
type Doc struct {
	Text      string
	Key       string // of the document, for what is known in it alone
	Sentences []nlp.Sentence

	gaz   *gazetteer.Gazetteer
	hints []Hint
	// oneWord counts for words what the hints call them where they stand alone
	oneWord map[string]map[schema.EntityType]int

	names     [][]name // by sentence, beside nlp.Sentence.Names
	entities  map[string]schema.Entity
	seen      map[string]map[string]bool // entity -> the forms it takes in this text
	mentions  map[schema.Span]schema.Mention
	refs      [][][]Ref           // sentence, phrase
	holders   map[office][]string // who holds an office here: entity IDs of persons
	roles     map[string][]office // the offices of a person
	said      map[string]bool     // words of the text, for the context of ambiguous names
	doubtful  map[string]bool     // persons of whom only their capitals speak
	counts    map[string]int      // entity -> how often it is named by a name of its own
	quotes    [][]int             // sentence -> token -> the quotation it stands in, or 0
	speakers  map[int]string      // quotation -> entity
	announced map[int]int         // quotation -> the sentence that says whose it is
	turns     []string            // by sentence, who speaks it in a transcript, or empty
	we        string              // the state that says we in a statement of its own, once voiced
	voiced    bool
	publisher string              // the state or body whose organ published the text, or empty
	titles    map[string][]title  // title -> whom the text calls so
	acronyms  map[string]string   // acronym -> entity
	families  map[string][]string // surname -> persons
	tails     map[string]string   // last word of a group's name -> the group, "" of two
	holdings  []Holding
	genders   map[string]gender
	speaks    map[string]bool // entities that do what persons do
	capitals  map[string]bool // words with a capital that opens no sentence
	owners    map[at][]Ref    // what the possessive pronoun of a phrase stands for
}

// at is a phrase of a sentence.
type at struct{ sentence, phrase int }

// name is one run of tokens and what it names.
type name struct {
	first, last int
	entity      string // or empty: an office
	city        string // where entity is a state named by its capital: the city
	kind        gazetteer.Kind
	adjective   bool
	office      *gazetteer.Office
}

type office struct{ id, of string }

// Ref is one entity that a phrase stands for.
type Ref struct {
	Entity string
	Span   schema.Span // bytes
	Alt    []string    // what a pronoun stands for if not Entity, the likelier first
	Weight float64     // 1 for a name, less for a pronoun
}

// Linker holds what every document shares.
type Linker struct {
	gaz   *gazetteer.Gazetteer
	lex   *nlp.Lexicon
	given map[string]bool // given names of known persons, folded

	publisher string
}

// New makes a Linker.
func New(gaz *gazetteer.Gazetteer, lex *nlp.Lexicon) *Linker {
	l := &Linker{gaz: gaz, lex: lex, given: map[string]bool{}}
	for _, e := range gaz.Entries() {
		if first, _, full := strings.Cut(e.Name, " "); full && e.Type == schema.Person {
			l.given[foldKey(first)] = true
		}
	}
	return l
}

// On is the Linker for a text of a date, ISO 8601 and possibly partial or empty:
// names that mean someone only for a time mean them only then.
func (l *Linker) On(date string) *Linker {
	gaz := l.gaz.On(date)
	if gaz == l.gaz {
		return l
	}
	dated := *l
	dated.gaz = gaz
	return &dated
}

// By is the Linker for a text of a publisher: a ministry says “we” of its state.
func (l *Linker) By(publisher string) *Linker {
	if publisher == "" {
		return l
	}
	its := *l
	its.publisher = publisher
	return &its
}

// Link reads the sentences of the document with the id, in order. The hints, in
// the order of the text, tell what the names may be that nobody knows.
func (l *Linker) Link(id, text string, sentences []nlp.Sentence, hints ...Hint) *Doc {
	d := &Doc{Key: slug(id), Text: text, Sentences: sentences, gaz: l.gaz, hints: hints,
		entities: map[string]schema.Entity{}, seen: map[string]map[string]bool{}, mentions: map[schema.Span]schema.Mention{},
		holders: map[office][]string{}, roles: map[string][]office{}, said: map[string]bool{}, counts: map[string]int{}, doubtful: map[string]bool{},
		speakers: map[int]string{}, acronyms: map[string]string{}, families: map[string][]string{}, tails: map[string]string{},
		genders: map[string]gender{}, speaks: map[string]bool{}, capitals: map[string]bool{}, owners: map[at][]Ref{}}
	for _, s := range sentences {
		for i, t := range s.Tokens {
			d.said[t.Lower] = true
			if i > 0 && capitalised(t.Text) && !strings.ContainsAny(s.Tokens[i-1].Text, `"“”:.`) && !stopWords[t.Lower] && !calendar[t.Lower] && !headlineCase(s) {
				d.capitals[t.Lower] = true
			}
		}
	}
	l.findNames(d)
	for i := range d.Sentences {
		names := make([]nlp.Name, len(d.names[i]))
		for n, nm := range d.names[i] {
			names[n] = nlp.Name{First: nm.first, Last: nm.last, Adjective: nm.adjective, Office: nm.office != nil}
		}
		d.Sentences[i] = l.lex.Analyse(d.Sentences[i], names)
	}
	l.findOffices(d)
	l.findTitles(d)
	d.refs = make([][][]Ref, len(d.Sentences))
	d.findQuotes()
	for i := range d.Sentences {
		d.resolve(i)
	}
	d.findTurns()
	if l.publisher != "" {
		d.publisher = l.speaksFor(d, l.publisher)
	}
	d.findGenders()
	// What stands in quotations comes last: who speaks them must be known.
	for _, quoted := range []bool{false, true} {
		for i := range d.Sentences {
			d.pronouns(i, quoted)
		}
		clear(d.speakers)
	}
	d.callTitles()
	d.lateOffices()
	return d
}

// Refs is what phrase k of sentence s stands for: one entity, several of a
// plural (“the pair”), or none.
func (d *Doc) Refs(s, k int) []Ref {
	if k < 0 {
		return nil
	}
	return d.refs[s][k]
}

// Entity is an entity of this document by its ID.
func (d *Doc) Entity(id string) schema.Entity {
	e := d.entities[id]
	e.ID = id
	e.Aliases = slices.DeleteFunc(slices.Sorted(maps.Keys(d.seen[id])), func(a string) bool { return a == e.Name })
	return e
}

// Mentions are the spans of the text that name or describe an entity, in order. They count bytes.
func (d *Doc) Mentions() []schema.Mention {
	return slices.SortedFunc(maps.Values(d.mentions), func(a, b schema.Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
}

// enter makes the entity known to the document, under the form that it takes there.
func (d *Doc) enter(e schema.Entity, form string) {
	if _, ok := d.entities[e.ID]; !ok {
		e.Aliases = nil
		d.entities[e.ID] = e
		d.seen[e.ID] = map[string]bool{}
	}
	if form != "" {
		d.seen[e.ID][form] = true
	}
}

func (d *Doc) mention(span schema.Span, typ schema.EntityType, entity string) {
	d.mentions[span] = schema.Mention{Start: span.Start, End: span.End, Text: d.Text[span.Start:span.End], Type: typ, Entity: entity}
}

func (d *Doc) span(s, first, last int) schema.Span {
	t := d.Sentences[s].Tokens
	return schema.Span{Start: t[first].Start, End: t[last-1].End}
}

// State is the entity of the state with the alpha-3 code, entered where the text only implies it.
func (d *Doc) State(code string) (string, bool) {
	id := "country/" + code
	if _, ok := d.entities[id]; ok {
		return id, true
	}
	if e, ok := d.gaz.Entry(id); ok {
		d.enter(e.Entity, "")
		return id, true
	}
	return "", false
}

// StateOf is the state that the person holds an office of, or empty.
func (d *Doc) StateOf(id string) string {
	for _, o := range d.roles[id] {
		if d.entities[o.of].Type == schema.Country {
			return o.of
		}
	}
	return ""
}

// Place is where a word stands among the linker's sentences, tokens and
// phrases; each is -1 where there is none.
type Place struct{ Sentence, Token, Phrase int }

// Find is the place of the word at a byte of the text.
func (d *Doc) Find(offset int) Place {
	si := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Start > offset }) - 1
	if si < 0 {
		return Place{-1, -1, -1}
	}
	s := &d.Sentences[si]
	i := sort.Search(len(s.Tokens), func(i int) bool { return s.Tokens[i].End > offset })
	if i == len(s.Tokens) || s.Tokens[i].Start > offset {
		return Place{si, -1, -1}
	}
	return Place{si, i, s.PhraseAt(i)}
}

// NameAt is the entity that the name at a token names, whatever its phrase stands for.
func (d *Doc) NameAt(si, i int) (Ref, bool) {
	n := d.nameAt(si, i)
	if n == nil || n.entity == "" || n.office != nil {
		return Ref{}, false
	}
	return Ref{Entity: n.entity, Span: d.span(si, n.first, n.last), Weight: 1}, true
}

// People tells whether the name at a token is a word for people of its entity: Turks, a Turk.
func (d *Doc) People(si, i int) bool {
	n := d.nameAt(si, i)
	return n != nil && n.entity != "" && n.office == nil && n.last-n.first == 1 && (n.adjective || n.kind == gazetteer.People)
}

// Role is what a noun says of those whom it describes: police, rebels, voters.
func (d *Doc) Role(lemma string) (gazetteer.Role, bool) { return d.gaz.Role(lemma) }

// OnlyBody is the one body of several states named in the text whose name ends in
// the noun, or empty: the coalition, where one is named.
func (d *Doc) OnlyBody(noun string) string {
	only := ""
	for id, e := range d.entities {
		if e.Type != schema.IGO || !strings.HasSuffix(strings.ToLower(e.Name), noun) {
			continue
		}
		if only != "" {
			return ""
		}
		only = id
	}
	return only
}

// Describe enters the unnamed actors of a role, who belong to the owner or to
// nobody said: the same words about the same owner are the same actors in every
// article, and without an owner in this article alone.
func (d *Doc) Describe(role gazetteer.Role, lemma, owner string, span schema.Span) string {
	e := schema.Entity{Type: role.Type}
	name := titleCase(lemma)
	if owner == "" {
		e.ID, e.Name = "group/"+d.Key+"-"+slug(lemma), name
	} else {
		of := d.entities[owner]
		_, tail, _ := strings.Cut(owner, "/")
		e.ID, e.Name, e.Country = "group/"+slug(tail)+"-"+slug(lemma), name+" ("+of.Name+")", of.Country
	}
	d.enter(e, d.Text[span.Start:span.End])
	return e.ID
}

// Passing tells an entity that this document alone knows: actors whom Describe entered
// without an owner.
func (d *Doc) Passing(id string) bool { return strings.HasPrefix(id, "group/"+d.Key+"-") }

// Named is the stretch of the sentence that names or describes what a pronoun at
// span stands for: the nearest before it, else the first behind. Of anything but
// such a pronoun it is span itself.
func (d *Doc) Named(si int, span schema.Span, entity string) schema.Span {
	p := d.Find(span.Start)
	if p.Sentence != si || p.Token < 0 || d.Sentences[si].Tokens[p.Token].End != span.End || d.Sentences[si].Tokens[p.Token].Tag != nlp.PRON {
		return span
	}
	s := &d.Sentences[si]
	out := span
	for k, refs := range d.refs[si] {
		if s.Tokens[s.Phrases[k].Head].Tag == nlp.PRON {
			continue
		}
		for _, r := range refs {
			if r.Entity == entity && d.Text[r.Span.Start:r.Span.End] != d.Text[span.Start:span.End] && (r.Span.Start < span.Start || out == span) {
				out = r.Span
			}
		}
	}
	return out
}

// NameOf is where the sentence names the state, by any of its names or a place in it.
func (d *Doc) NameOf(si int, state string) (schema.Span, bool) {
	out, found := schema.Span{}, false
	for _, n := range d.names[si] {
		e := d.entities[n.entity]
		if n.entity == state {
			return d.span(si, n.first, n.last), true
		}
		if !found && e.Country != "" && e.Country == d.entities[state].Country && place(e.Type) {
			out, found = d.span(si, n.first, n.last), true
		}
	}
	return out, found
}
