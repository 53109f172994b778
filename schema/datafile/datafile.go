// Package datafile reads the project's YAML data: relations, names, rules,
// questions. In come files of entries, out come typed entries that know where
// they stand, or every fault of every file at once as `file:line: entry: fault`.
//
//	source: where the facts come from        (optional, text)
//	note: what a contributor should know     (optional, text)
//	entries:
//	  - {name: ally, label: is an ally of, symmetric: true}
//
// The entry's struct says what may stand in it, as `data:"key"`,
// `data:"key,required"` or `data:"-"`; without a tag the key is the field's name in
// lower case. Embedded structs are part of the struct around them. No key is
// ever skipped because it is unknown, and no later value ever replaces an earlier one.
package datafile

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

// Entry is one element of a file's entries, and where it was read.
type Entry[T any] struct {
	File  string
	Line  int
	Name  string // the entry's id, else its name, else "#3" for a file's third
	Value T
}

// Load reads the entries of every file that matches glob, in the order of file
// names and within a file as written. A name may be given once among them all.
//
// The error wraps fs.ErrNotExist where no file matches. Otherwise it holds every
// fault, and what could be read comes along with it, so that a caller checks that
// too and reports both at once: Faults.Add.
func Load[T any](fsys fs.FS, glob string) ([]Entry[T], error) {
	return load[T](fsys, glob, readEntries[T])
}

// LoadEach is Load for files that are each one entry and have no list.
func LoadEach[T any](fsys fs.FS, glob string) ([]Entry[T], error) {
	return load[T](fsys, glob, readSingle[T])
}

// Parse reads the entries of one file's bytes. The name stands in the faults.
func Parse[T any](file string, data []byte) ([]Entry[T], error) {
	var faults Faults
	entries := readEntries[T](file, data, &faults)
	once(entries, &faults)
	return entries, faults.Err()
}

func load[T any](fsys fs.FS, glob string, read func(string, []byte, *Faults) []Entry[T]) ([]Entry[T], error) {
	files, err := fs.Glob(fsys, glob)
	if err != nil {
		return nil, fmt.Errorf("data files %s: %w", glob, err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("data files %s: %w", glob, fs.ErrNotExist)
	}
	slices.Sort(files)
	entries, faults := make([][]Entry[T], len(files)), make([]Faults, len(files))
	var wg sync.WaitGroup
	for i, file := range files {
		wg.Go(func() {
			data, err := fs.ReadFile(fsys, file)
			if err != nil {
				faults[i].At(file, 0, "", "%v", err)
				return
			}
			entries[i] = read(file, data, &faults[i])
		})
	}
	wg.Wait()
	var found Faults
	for _, f := range faults {
		found.list = append(found.list, f.list...)
	}
	all := slices.Concat(entries...)
	once(all, &found)
	return all, found.Err()
}

func once[T any](entries []Entry[T], faults *Faults) {
	first := make(map[string]Entry[T], len(entries))
	for _, e := range entries {
		if f, given := first[e.Name]; given && e.Name[0] != '#' {
			faults.At(e.File, e.Line, e.Name, "already given at %s:%d", f.File, f.Line)
			continue
		}
		first[e.Name] = e
	}
}

func readEntries[T any](file string, data []byte, faults *Faults) []Entry[T] {
	d := &decoder{file: file, faults: faults}
	root := d.document(data)
	if root == nil {
		return nil
	}
	var list *yaml.Node
	d.mapping(root, func(key, value *yaml.Node) {
		switch key.Value {
		case "source", "note":
			var s string
			d.value(value, reflect.ValueOf(&s).Elem(), key.Value)
		case "entries":
			list = value
		default:
			d.fault(key, "unknown key %q", key.Value)
		}
	})
	if list == nil || list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		d.fault(root, "no list of entries")
		return nil
	}
	entries := make([]Entry[T], len(list.Content))
	for i, n := range list.Content {
		readEntry(d, n, "#"+strconv.Itoa(i+1), &entries[i])
	}
	return entries
}

func readSingle[T any](file string, data []byte, faults *Faults) []Entry[T] {
	d := &decoder{file: file, faults: faults}
	root := d.document(data)
	if root == nil {
		return nil
	}
	entries := make([]Entry[T], 1)
	readEntry(d, root, "#1", &entries[0])
	return entries
}

func readEntry[T any](d *decoder, n *yaml.Node, number string, e *Entry[T]) {
	d.entry = cmp.Or(scalar(n, "id"), scalar(n, "name"), number)
	e.File, e.Line, e.Name = d.file, n.Line, d.entry
	d.value(n, reflect.ValueOf(&e.Value).Elem(), "entry")
	d.entry = ""
}

func scalar(n *yaml.Node, key string) string {
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key && n.Content[i+1].Kind == yaml.ScalarNode {
				return n.Content[i+1].Value
			}
		}
	}
	return ""
}

var (
	yamlLine = regexp.MustCompile(`^line (\d+): `)
	// The library counts from 1 where its scanner fails and from 0 where its parser does, which says these.
	yamlParser = regexp.MustCompile(`^did not find expected (?:'|<|key|node content)`)
)

// document is the root of the file's only YAML document, or nil.
func (d *decoder) document(data []byte) *yaml.Node {
	if n := quick(data); n != nil {
		return n
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	err := dec.Decode(&doc)
	switch {
	case errors.Is(err, io.EOF):
		d.faults.At(d.file, 1, "", "empty file")
		return nil
	case err != nil:
		d.syntax(err)
		return nil
	}
	if err := dec.Decode(&second); err == nil {
		d.fault(&second, "a second document in one file")
	} else if !errors.Is(err, io.EOF) {
		d.syntax(err)
	}
	return doc.Content[0]
}

func (d *decoder) syntax(err error) {
	line, text := 0, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = text[len(m[0]):]
		if yamlParser.MatchString(text) {
			line++
		}
	}
	d.faults.At(d.file, line, "", "%s", text)
}
