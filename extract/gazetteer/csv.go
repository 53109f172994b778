package gazetteer

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
	"github.com/entente-kg/entente/schema/datafile"
)

// csvColumns are those that a CSV gazetteer may have, in any order; name and type
// must be there. aliases and context hold several, with | between them.
var csvColumns = []string{"id", "name", "type", "country", "aliases", "context", "wikidata"}

// csvHeader tells whether a line is the first of a CSV gazetteer.
func csvHeader(line string) bool {
	columns := strings.Split(strings.TrimPrefix(line, "\ufeff"), ",")
	for i, c := range columns {
		columns[i] = strings.TrimSpace(c)
	}
	return slices.Contains(columns, "name") && slices.Contains(columns, "type")
}

// readCSV reads a CSV gazetteer. An entry without an id gets one from its type and
// name.
func readCSV(f File, faults *datafile.Faults) []datafile.Entry[entity] {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(f.Data, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	r.Comment = '#'
	r.TrimLeadingSpace = true
	header, err := r.Read()
	if err != nil {
		if errors.Is(err, io.EOF) {
			faults.At(f.Name, 1, "", "empty file")
		} else {
			csvFault(f.Name, err, faults)
		}
		return nil
	}
	line, _ := r.FieldPos(0)
	at := map[string]int{}
	for i, c := range header {
		c = strings.TrimSpace(c)
		if _, given := at[c]; given {
			faults.At(f.Name, line, "", "column %q given twice", c)
		} else if !slices.Contains(csvColumns, c) {
			faults.At(f.Name, line, "", "unknown column %q: want some of %s", c, strings.Join(csvColumns, ","))
		}
		at[c] = i
	}
	for _, must := range []string{"name", "type"} {
		if _, ok := at[must]; !ok {
			faults.At(f.Name, line, "", "no column %q", must)
			return nil
		}
	}
	var entries []datafile.Entry[entity]
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return entries
		}
		if err != nil {
			csvFault(f.Name, err, faults)
			if !errors.Is(err, csv.ErrQuote) && !errors.Is(err, csv.ErrBareQuote) {
				return entries
			}
			continue
		}
		line, _ := r.FieldPos(0)
		field := func(column string) string {
			if i, ok := at[column]; ok && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		e := entity{ID: field("id"), Name: field("name"), Type: schema.EntityType(field("type")), Country: strings.ToUpper(field("country")),
			Wikidata: field("wikidata"), Aliases: several(field("aliases")), Context: several(field("context"))}
		name := cmp.Or(e.ID, e.Name)
		switch {
		case len(row) != len(header):
			faults.At(f.Name, line, name, "%d fields: the header has %d", len(row), len(header))
			continue
		case e.Name == "":
			faults.At(f.Name, line, name, "no name")
			continue
		case e.Type == "":
			faults.At(f.Name, line, name, "no type")
			continue
		}
		e.ID = cmp.Or(e.ID, string(e.Type)+"/"+slug(e.Name))
		entries = append(entries, datafile.Entry[entity]{File: f.Name, Line: line, Name: e.ID, Value: e})
	}
}

func csvFault(file string, err error, faults *datafile.Faults) {
	var pe *csv.ParseError
	if errors.As(err, &pe) {
		faults.At(file, pe.StartLine, "", "%v", pe.Err)
		return
	}
	faults.At(file, 0, "", "%v", err)
}

// several splits a field of many values.
func several(field string) []string {
	var out []string
	for _, v := range strings.Split(field, "|") {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}
