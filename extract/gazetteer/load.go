package gazetteer

import (
	"io/fs"
	"path"
	"slices"
	"sync"

	"github.com/entente-kg/entente/schema"
	"github.com/entente-kg/entente/schema/datafile"
)

// Gazetteer holds the entries and finds their names. It never changes once loaded.
type Gazetteer struct {
	entries map[string]*Entry
	names   *trie
	lookup  func() map[string][]ref // made on first use: reading articles needs none

	offices     []Office
	officeForms *trie
	roles       map[string]Role // by roleKey

	dated bool   // some names have their time
	on    string // the date of the article that names are looked for in, or empty
}

// The files with a form of their own. Every other *.yaml holds entities.
const (
	countriesFile = "countries.yaml"
	officesFile   = "offices.yaml"
	rolesFile     = "roles.yaml"
)

// state is an entry of countries.yaml.
type state struct {
	ID             string `data:"id,required"` // alpha-3
	Alpha2         string
	Name           string `data:"name,required"`
	Official       string
	Aliases        []string
	Demonyms       []string
	People         []string
	Capital        string
	CapitalAliases []string `data:"capital_aliases"`
	CapitalActs    *bool    `data:"capital_acts"`
	Seats          []string
	Metonyms       []string
	NotIn          []string `data:"not_in"`
	Exact          []string
	Context        []string
	Shared         bool
	Sovereign      *bool
	Historic       bool
	Wikidata       string
}

// entity is an entry of any other file.
type entity struct {
	ID       string            `data:"id,required"`
	Name     string            `data:"name,required"`
	Type     schema.EntityType `data:"type,required"`
	Country  string
	Wikidata string
	Aliases  []string
	Demonyms []string
	People   []string
	Metonyms []string
	Context  []string
	NotIn    []string `data:"not_in"`
	Exact    []string
	PartOf   string `data:"part_of"`
	Shared   bool   // its names may be another's too
	Offices  []Holding
}

// source is what the files of all file systems hold.
type source struct {
	states   []datafile.Entry[state]
	entities []datafile.Entry[entity]
	offices  []datafile.Entry[Office]
	roles    []datafile.Entry[roleClass]
}

// Load reads every *.yaml of fsys, and of the extra file systems: the user's own
// files beside ours. The error holds the faults of all files together.
func Load(fsys fs.FS, extra ...fs.FS) (*Gazetteer, error) {
	return load(append([]fs.FS{fsys}, extra...), nil)
}

// load reads file systems, the first of which is ours, and files of the user's own.
func load(systems []fs.FS, own []File) (*Gazetteer, error) {
	var faults datafile.Faults
	b := builder{
		g:      &Gazetteer{entries: map[string]*Entry{}, officeForms: newTrie(256), roles: make(map[string]Role, 1024)},
		faults: &faults,
		where:  map[string]origin{},
		forms:  map[string]string{},
	}
	var states []datafile.Entry[state]
	for i, fsys := range systems {
		var s source
		b.added = i > 0
		s.read(fsys, &faults)
		b.states(s.states)
		b.entities(s.entities)
		b.offices(s.offices)
		b.roles(s.roles)
		states = append(states, s.states...)
	}
	b.capitals(states)
	b.own(own)
	b.references()
	b.index()
	b.g.lookup = sync.OnceValue(func() map[string][]ref { return lookupTable(b.named, b.g.Entries()) })
	return b.g, faults.Err()
}

func (s *source) read(fsys fs.FS, faults *datafile.Faults) {
	files, err := fs.Glob(fsys, "*.yaml")
	faults.Add(err)
	slices.Sort(files)
	parts, errs := make([]source, len(files)), make([]error, len(files))
	var wg sync.WaitGroup
	for i, file := range files {
		wg.Go(func() {
			switch path.Base(file) {
			case countriesFile:
				parts[i].states, errs[i] = datafile.Load[state](fsys, file)
			case officesFile:
				parts[i].offices, errs[i] = datafile.Load[Office](fsys, file)
			case rolesFile:
				parts[i].roles, errs[i] = datafile.Load[roleClass](fsys, file)
			default:
				parts[i].entities, errs[i] = datafile.Load[entity](fsys, file)
			}
		})
	}
	wg.Wait()
	for i, p := range parts {
		faults.Add(errs[i])
		s.states = append(s.states, p.states...)
		s.entities = append(s.entities, p.entities...)
		s.offices = append(s.offices, p.offices...)
		s.roles = append(s.roles, p.roles...)
	}
}
