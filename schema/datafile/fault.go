package datafile

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing wrong with a data file.
type Fault struct {
	File  string
	Line  int    // 0 where no line is known
	Entry string // empty where the fault is the file's own
	Text  string
}

// Error is `file:line: entry: fault`.
func (f Fault) Error() string {
	var b strings.Builder
	b.WriteString(cmp.Or(f.File, "data file"))
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Line)
	}
	if f.Entry != "" {
		b.WriteString(": " + f.Entry)
	}
	return b.String() + ": " + f.Text
}

// Faults collects what is wrong with data files, so that a contributor sees it
// all at once. The zero value is ready to use.
type Faults struct{ list []Fault }

// At adds a fault.
func (f *Faults) At(file string, line int, entry, format string, args ...any) {
	f.list = append(f.list, Fault{file, line, entry, fmt.Sprintf(format, args...)})
}

// Add takes over every fault that err holds; a nil err has none.
func (f *Faults) Add(err error) {
	var fault Fault
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			f.Add(e)
		}
	} else if errors.As(err, &fault) {
		f.list = append(f.list, fault)
	} else if err != nil {
		f.list = append(f.list, Fault{Text: err.Error()})
	}
}

// Len is how many there are.
func (f *Faults) Len() int { return len(f.list) }

// Err joins the faults in the order of files and lines; nil where there are none.
func (f *Faults) Err() error {
	slices.SortStableFunc(f.list, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	errs := make([]error, len(f.list))
	for i, fault := range f.list {
		errs[i] = fault
	}
	return errors.Join(errs...)
}
