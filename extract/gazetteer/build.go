package gazetteer

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
	"github.com/entente-kg/entente/schema/datafile"
)

// origin is where an entry was read, for the faults.
type origin struct {
	file   string
	line   int
	shared bool
	added  bool // from the extra files: ours cannot have known of it
}

// builder turns what the files hold into a Gazetteer.
type builder struct {
	g      *Gazetteer
	faults *datafile.Faults
	where  map[string]origin
	named  []named
	added  bool              // now reading the extra files
	forms  map[string]string // an office's form -> its ID
}

// named is one name of one entry before it is indexed.
type named struct {
	entry *Entry // nil where text is no name but holds one
	kind  Kind
	text  string
	exact bool
	atoms []atom
	dated []dated // what it means in its time; entry is then the last of these
}

func (b *builder) fault(id, format string, args ...any) {
	o := b.where[id]
	b.faults.At(o.file, o.line, id, format, args...)
}

var qid = regexp.MustCompile(`^Q[1-9][0-9]*$`)

// add takes an entry in, or reports why not.
func (b *builder) add(e *Entry, o origin) bool {
	if first, ok := b.where[e.ID]; ok {
		b.faults.At(o.file, o.line, e.ID, "already given at %s:%d", first.file, first.line)
		return false
	}
	o.added = b.added
	b.where[e.ID] = o
	before := b.faults.Len()
	if !slices.Contains(schema.EntityTypes, e.Type) {
		b.fault(e.ID, "unknown type %q", e.Type)
	} else if want := string(e.Type) + "/"; !strings.HasPrefix(e.ID, want) || e.ID == want {
		b.fault(e.ID, "the id of a %s starts with %s", e.Type, want)
	}
	if e.Wikidata != "" && !qid.MatchString(e.Wikidata) {
		b.fault(e.ID, "wikidata %q is no Qid", e.Wikidata)
	}
	if b.added && b.faults.Len() > before {
		return false // a user's faulty entry is left out
	}
	lower := make([]string, len(e.Context))
	for i, c := range e.Context {
		lower[i] = strings.ToLower(c)
		e.context = append(e.context, strings.Split(lookupKey(c), " "))
	}
	e.Context = lower
	b.g.entries[e.ID] = e
	return true
}

func (b *builder) name(e *Entry, k Kind, exact []string, texts ...string) {
	for _, t := range texts {
		// "the" is no part of a name; "The Hague" keeps it.
		t = strings.TrimPrefix(t, "the ")
		if strings.TrimSpace(t) != "" {
			b.named = append(b.named, named{entry: e, kind: k, text: t, exact: slices.Contains(exact, t), atoms: nameAtoms(t)})
		}
	}
}

func (b *builder) states(states []datafile.Entry[state]) {
	for _, s := range states {
		v := s.Value
		e := &Entry{
			Entity: schema.Entity{ID: "country/" + v.ID, Name: v.Name, Type: schema.Country, Country: v.ID,
				Wikidata: v.Wikidata, Aliases: v.Aliases},
			Official: v.Official, Demonyms: v.Demonyms, People: v.People, Metonyms: v.Metonyms, Context: v.Context,
			Territory: v.Sovereign != nil && !*v.Sovereign, Historic: v.Historic,
		}
		if v.Official != "" {
			e.Aliases = append([]string{v.Official}, e.Aliases...)
		}
		if !b.add(e, origin{file: s.File, line: s.Line, shared: v.Shared || len(v.Context) > 0}) {
			continue
		}
		if !alpha(v.ID, 3) || v.Alpha2 != "" && !alpha(v.Alpha2, 2) {
			b.fault(e.ID, "want an alpha-3 and an alpha-2 code, got %q and %q", v.ID, v.Alpha2)
		}
		b.name(e, Name, v.Exact, v.Name)
		b.name(e, Official, v.Exact, v.Official)
		b.name(e, Alias, v.Exact, v.Aliases...)
		b.name(e, Demonym, nil, v.Demonyms...)
		b.name(e, People, nil, v.People...)
		if v.CapitalActs == nil || *v.CapitalActs {
			b.name(e, Capital, v.Exact, v.Capital)
			b.name(e, Capital, v.Exact, v.CapitalAliases...)
		}
		b.name(e, Capital, v.Exact, v.Seats...)
		b.name(e, Metonym, nil, v.Metonyms...)
		b.name(e, Code, nil, v.ID, v.Alpha2)
		b.name(nil, "", nil, v.NotIn...)
	}
}

func alpha(code string, n int) bool {
	return len(code) == n && !strings.ContainsFunc(code, func(r rune) bool { return r < 'A' || r > 'Z' })
}

func (b *builder) entities(entities []datafile.Entry[entity]) {
	for _, s := range entities {
		v := s.Value
		e := &Entry{
			Entity: schema.Entity{ID: v.ID, Name: v.Name, Type: v.Type, Country: v.Country, Wikidata: v.Wikidata,
				Aliases: v.Aliases},
			Demonyms: v.Demonyms, People: v.People, Metonyms: v.Metonyms, Context: v.Context, PartOf: v.PartOf,
			Offices: v.Offices,
		}
		if !b.add(e, origin{file: s.File, line: s.Line, shared: v.Shared || len(v.Context) > 0}) {
			continue
		}
		b.name(e, Name, v.Exact, v.Name)
		b.name(e, Alias, v.Exact, v.Aliases...)
		b.name(e, Demonym, v.Exact, v.Demonyms...)
		b.name(e, People, v.Exact, v.People...)
		b.name(e, Metonym, v.Exact, v.Metonyms...)
		b.name(nil, "", nil, v.NotIn...)
	}
}

// capitals makes a place of every capital that no file gives as one.
func (b *builder) capitals(states []datafile.Entry[state]) {
	for _, s := range states {
		v := s.Value
		state := b.g.entries["country/"+v.ID]
		for i, city := range append([]string{v.Capital}, v.Seats...) {
			if city == "" {
				continue
			}
			id := "place/" + slug(city)
			place, given := b.g.entries[id]
			if !given {
				place = &Entry{Entity: schema.Entity{ID: id, Name: city, Type: schema.Place, Country: v.ID}}
				b.add(place, origin{file: s.File, line: s.Line, shared: true})
				b.name(place, Name, v.Exact, city)
			}
			if i == 0 {
				state.Capital = id
				for _, alias := range v.CapitalAliases {
					if !slices.Contains(place.Aliases, alias) && place.Name != alias {
						place.Aliases = append(slices.Clone(place.Aliases), alias)
						b.name(place, Alias, v.Exact, alias)
					}
				}
			}
		}
	}
}

// references checks what entries say about each other. What an added entry says
// wrongly is left out of it.
func (b *builder) references() {
	byQid := map[string]string{}
	offices := map[string]bool{}
	for _, o := range b.g.offices {
		if o.Kind != Modifier {
			offices[o.ID] = true
		}
	}
	ids := slices.Sorted(maps.Keys(b.g.entries))
	slices.SortStableFunc(ids, func(x, y string) int { return boolCompare(b.where[x].added, b.where[y].added) })
	for _, id := range ids {
		e := b.g.entries[id]
		if _, ok := b.g.entries["country/"+e.Country]; e.Country != "" && !ok {
			b.fault(id, "unknown country %q", e.Country)
			e.Country = ""
		}
		if _, ok := b.g.entries[e.PartOf]; e.PartOf != "" && !ok {
			b.fault(id, "part of an unknown entry %q", e.PartOf)
			e.PartOf = ""
		}
		if first := byQid[e.Wikidata]; first != "" {
			b.fault(id, "wikidata %s is already that of %s", e.Wikidata, first)
			e.Wikidata = ""
		} else if e.Wikidata != "" {
			byQid[e.Wikidata] = id
		}
		e.Offices = slices.DeleteFunc(e.Offices, func(h Holding) bool {
			_, of := b.g.entries[h.Of]
			if !offices[h.Office] {
				b.fault(id, "unknown office %q", h.Office)
			}
			if !of {
				b.fault(id, "office of an unknown entry %q", h.Of)
			}
			return !offices[h.Office] || !of
		})
	}
}

func boolCompare(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}
