package main

import (
	"errors"
	"fmt"
)

// soft is an error that concerns one of several arguments alone.
type soft struct{ error }

func (s soft) Unwrap() error { return s.error }

// eachOf does something for each of the arguments. A soft error is told of and
// the others go on; where all end in one, the last is the error.
func eachOf(e *env, args []string, do func(arg string) error) error {
	var bad []error
	for _, arg := range args {
		err := do(arg)
		if s := (soft{}); errors.As(err, &s) {
			bad = append(bad, s.error)
		} else if err != nil {
			return err
		}
	}
	var last error
	if len(bad) == len(args) {
		bad, last = bad[:len(bad)-1], bad[len(bad)-1]
	} else if len(bad) > 0 {
		last = errPartly
	}
	for _, err := range bad {
		fmt.Fprintf(e.stderr, "error: %v\n", err)
	}
	return last
}
