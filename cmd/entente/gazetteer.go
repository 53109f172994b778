package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/source"
	"github.com/entente-kg/entente/schema/datafile"
)

// loadNames is the gazetteer with the user's files, and with the YAML files of the
// folder where there is one; nil where no file is given. What is faulty in them is
// left out and told of.
func loadNames(paths []string, folder string) (*gazetteer.Gazetteer, []source.Fault, error) {
	if len(paths) == 0 {
		return nil, nil, nil
	}
	if folder != "" {
		more, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
		if err != nil {
			return nil, nil, fmt.Errorf("names %s: %w", folder, err)
		}
		paths = append(more, paths...)
	}
	var own []gazetteer.File
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			return nil, nil, fmt.Errorf("gazetteer %s: %w", p, bare(err))
		}
		own = append(own, gazetteer.File{Name: p, Data: data})
	}
	names, wrong := gazetteer.LoadFiles(own...)
	var faults []source.Fault
	if many, ok := wrong.(interface{ Unwrap() []error }); ok {
		for _, err := range many.Unwrap() {
			faults = append(faults, namesFault(err))
		}
	} else if wrong != nil {
		faults = append(faults, namesFault(wrong))
	}
	return names, faults, nil
}

func namesFault(err error) source.Fault {
	f := datafile.Fault{}
	if !errors.As(err, &f) {
		return source.Fault{Place: "gazetteer", Level: source.Bad, Err: err}
	}
	place, text := f.File, f.Text
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	if f.Entry != "" {
		text = f.Entry + ": " + text
	}
	return source.Fault{Place: place, Level: source.Bad, Err: errors.New(text)}
}
