package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/entente-kg/entente/extract/source"
)

// tally tells of faults as they come and remembers how the run went.
type tally struct {
	stderr io.Writer
	before func() // called before a line is written to stderr
	good   int
	bad    int
}

func (t *tally) fault(f source.Fault) {
	if f.Level == source.Bad {
		t.bad++
	}
	if t.before != nil {
		t.before()
	}
	fmt.Fprintf(t.stderr, "%s: %v\n", f.Level, f)
}

// result is the error that a run with these inputs ends in.
func (t *tally) result() error {
	switch {
	case t.bad == 0:
		return nil
	case t.good == 0:
		return errors.New("no input could be read")
	}
	return errPartly
}
