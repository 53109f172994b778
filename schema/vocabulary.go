package schema

import (
	"embed"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/entente-kg/entente/schema/datafile"
)

// ErrUnknownRelation says that the vocabulary has no relation of that name.
var ErrUnknownRelation = errors.New("unknown relation")

// Relation is a kind of edge. Its name reads aloud between its ends:
// Turkey intervened-in Libya. It is symmetric or it has an inverse; either is
// a way of asking, never a second edge.
type Relation struct {
	Name      string       `data:"name,required"`
	Family    string       `data:"-"` // the name of its file
	Label     string       `data:"label,required"`
	Symmetric bool         `data:"symmetric"`
	Inverse   string       `data:"inverse"`
	Subject   []EntityType `data:"subject,required"` // groups of types are spelt out by the loader
	Object    []EntityType `data:"object,required"`

	// What the relation is called elsewhere; empty where the other scheme has no word for it.
	Plover   string   `data:"plover"` // a standing relation is no event and has none
	Mode     string   `data:"mode"`
	Context  []string `data:"context"` // PLOVER's why
	Cameo    string   `data:"cameo"`
	Quad     string   `data:"quad"`
	Re3d     string   `data:"re3d"`
	Wikidata string   `data:"wikidata"` // property

	Sign string `data:"sign"` // positive, negative or none, where the quad class does not say it: ask Valence

	// ByStatus replaces what PLOVER's general rule makes of a status; ask Coding.
	ByStatus map[Status]Coding `data:"by_status"`

	Example string `data:"example,required"`
	Note    string `data:"note"`
}

// Allows tells whether the relation may run from a subject to an object of these types.
func (r Relation) Allows(subject, object EntityType) bool {
	return slices.Contains(r.Subject, subject) && slices.Contains(r.Object, object)
}

// Vocabulary is the set of relations. It does not change once loaded.
type Vocabulary struct {
	relations []Relation
	byName    map[string]int
	byInverse map[string]int
}

//go:embed vocab/*.yaml
var vocabFiles embed.FS

// DefaultVocabulary is the vocabulary that the binary carries.
var DefaultVocabulary = sync.OnceValue(func() *Vocabulary {
	sub, err := fs.Sub(vocabFiles, "vocab")
	if err != nil {
		panic(err)
	}
	v, err := LoadVocabulary(sub)
	if err != nil {
		panic(err)
	}
	return v
})

// LoadVocabulary reads every *.yaml file of fsys; a file is a family of
// relations. Its error holds every fault of every file.
func LoadVocabulary(fsys fs.FS) (*Vocabulary, error) {
	entries, err := datafile.Load[Relation](fsys, "*.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var faults datafile.Faults
	faults.Add(err)
	v := &Vocabulary{byName: map[string]int{}, byInverse: map[string]int{}}
	for i, e := range entries {
		r := e.Value
		r.Family = strings.TrimSuffix(path.Base(e.File), ".yaml")
		checkRelation(&r, func(format string, args ...any) {
			faults.At(e.File, e.Line, e.Name, format, args...)
		})
		v.relations = append(v.relations, r)
		v.byName[r.Name] = i
	}
	for i, e := range entries {
		r := v.relations[i]
		if r.Inverse == "" {
			continue
		}
		if j, taken := v.byName[r.Inverse]; taken {
			faults.At(e.File, e.Line, e.Name, "inverse %q is the relation at %s:%d", r.Inverse, entries[j].File, entries[j].Line)
		}
		if j, taken := v.byInverse[r.Inverse]; taken {
			faults.At(e.File, e.Line, e.Name, "inverse %q is already that of %s", r.Inverse, entries[j].Name)
			continue
		}
		v.byInverse[r.Inverse] = i
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return v, nil
}

// Relation answers with the relation of that name; the name of an inverse is none.
func (v *Vocabulary) Relation(name string) (Relation, bool) { return v.at(v.byName, name) }

// ByInverse answers with the relation that is called name when it is read from its object.
func (v *Vocabulary) ByInverse(name string) (Relation, bool) { return v.at(v.byInverse, name) }

func (v *Vocabulary) at(index map[string]int, name string) (Relation, bool) {
	i, ok := index[name]
	if !ok {
		return Relation{}, false
	}
	return v.relations[i], true
}

// Relations lists every relation in the order of family names, and within a family as written.
func (v *Vocabulary) Relations() []Relation { return slices.Clone(v.relations) }

// Families lists the families' names in order.
func (v *Vocabulary) Families() []string {
	var names []string
	for _, r := range v.relations {
		names = append(names, r.Family)
	}
	return slices.Compact(names)
}
