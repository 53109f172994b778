package gazetteer

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/entente-kg/entente/schema/datafile"
)

// File is a gazetteer of the user's own: YAML as our files are, CSV, or an actor
// or agent file of PETRARCH, Phoenix or TABARI. Its name stands in the faults, and
// its ending, else its content, tells the format.
type File struct {
	Name string
	Data []byte
}

// LoadFiles is the embedded gazetteer with the user's files beside it. The
// Gazetteer is always usable: what is faulty is left out, and the error holds
// every fault of every file.
//
// A name that is known already keeps its entry: an actor file only adds to it.
func LoadFiles(own ...File) (*Gazetteer, error) { return load([]fs.FS{files}, own) }

// format is how a file is written.
type format int

const (
	yamlFormat format = iota
	csvFormat
	actorFormat
	agentFormat
)

// formatOf tells a file's format.
func formatOf(f File) format {
	switch strings.ToLower(path.Ext(f.Name)) {
	case ".yaml", ".yml":
		return yamlFormat
	case ".csv":
		return csvFormat
	case ".actors":
		return actorFormat
	case ".agents":
		return agentFormat
	}
	first := true
	for line := range bytes.Lines(f.Data) {
		text := strings.TrimSpace(string(line))
		switch {
		case strings.HasPrefix(text, "entries:"), strings.HasPrefix(text, "source:"), strings.HasPrefix(text, "note:"):
			return yamlFormat
		case text == "" || strings.HasPrefix(text, "#") || strings.HasPrefix(text, "<!"):
			continue
		case first && csvHeader(text):
			return csvFormat
		case strings.Contains(text, "[~") || strings.Contains(text, "~]") || strings.HasPrefix(text, "!"):
			return agentFormat
		}
		first = false
	}
	return actorFormat
}

// own takes the user's files in: first those that say what their entries are,
// then the actor files, whose names may be among these.
func (b *builder) own(own []File) {
	b.added = true
	var actors []File
	for _, f := range own {
		kind := formatOf(f)
		if !utf8.Valid(f.Data) && kind != actorFormat && kind != agentFormat {
			b.faults.At(f.Name, 0, "", "not UTF-8")
			continue
		}
		switch kind {
		case yamlFormat:
			b.yaml(f)
		case csvFormat:
			b.entities(readCSV(f, b.faults))
		case agentFormat:
			b.agents(f)
		case actorFormat:
			actors = append(actors, f)
		}
	}
	if len(actors) == 0 {
		return
	}
	k := newKnown(b)
	for _, f := range actors {
		b.actors(f, k)
	}
}

func (b *builder) yaml(f File) {
	switch path.Base(f.Name) {
	case countriesFile:
		states := sound(b, f, datafile.Parse[state])
		b.states(states)
		b.capitals(states)
	case officesFile:
		b.offices(sound(b, f, datafile.Parse[Office]))
	case rolesFile:
		b.roles(sound(b, f, datafile.Parse[roleClass]))
	default:
		b.entities(sound(b, f, datafile.Parse[entity]))
	}
}

// sound are the entries of a file that have no fault.
func sound[T any](b *builder, f File, parse func(string, []byte) ([]datafile.Entry[T], error)) []datafile.Entry[T] {
	entries, err := parse(f.Name, f.Data)
	b.faults.Add(err)
	bad := map[string]bool{}
	for _, fault := range faultsOf(err) {
		bad[fault.Entry] = true
	}
	var good []datafile.Entry[T]
	for _, e := range entries {
		if !bad[e.Name] {
			good = append(good, e)
		}
	}
	return good
}

func faultsOf(err error) []datafile.Fault {
	var fault datafile.Fault
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []datafile.Fault
		for _, e := range joined.Unwrap() {
			all = append(all, faultsOf(e)...)
		}
		return all
	} else if errors.As(err, &fault) {
		return []datafile.Fault{fault}
	}
	return nil
}
