package graph

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// An assertion is named by its ID, by the beginning of it where only one begins
// so, or, where several articles have one of that ID, by ID@article.
const (
	fewest = 4   // letters that a beginning must have
	shown  = 8   // letters that are shown where they are enough
	where  = "@" // between an ID and its article
)

// findAssertion finds the assertion that somebody names.
func findAssertion(r rows, name string) (spot, error) {
	name = model.Clean(name)
	var exact, begins []spot
	prefix := key(famID, name)
	if len(name) >= fewest {
		prefix = prefix[:len(prefix)-1]
	}
	if name != "" {
		err := r.scan(prefix, nil, func(k, _ []byte) (bool, error) {
			begins = append(begins, spotIn(k))
			if textIn(k, 1) == name {
				exact = append(exact, spotIn(k))
			}
			return len(begins) < 100, nil
		})
		if err != nil {
			return spot{}, err
		}
	}
	switch {
	case len(exact) == 1:
		return exact[0], nil
	case len(exact) > 1:
		return spot{}, fmt.Errorf("%w has the ID %q: say %s%sARTICLE", ErrAmbiguous, name, name, where)
	case len(begins) == 1:
		return begins[0], nil
	case len(begins) > 1:
		return spot{}, fmt.Errorf("%w begins with %q", ErrAmbiguous, name)
	}
	for i := range name {
		if !strings.HasPrefix(name[i:], where) {
			continue
		}
		found := spot{n: -1}
		err := r.scan(in(key(famID, name[:i]), keyOf(name[i+len(where):])), nil, func(k, _ []byte) (bool, error) {
			found = spotIn(k)
			return false, nil
		})
		if err != nil || found.n >= 0 {
			return found, err
		}
	}
	return spot{}, fmt.Errorf("%w: %q", ErrNoAssertion, name)
}

// Assertion answers the assertion that is so named, rejected or not.
func (s *Store) Assertion(ctx context.Context, name string) (st schema.Statement, err error) {
	err = s.view(ctx, func(r rows) error {
		at, err := findAssertion(r, name)
		if err != nil {
			return err
		}
		art, err := load(r, at.art)
		if err != nil {
			return err
		}
		who, err := readIdentity(r)
		if err != nil {
			return err
		}
		marks, err := remarks(r, at.art)
		if err != nil {
			return err
		}
		a := art.kept[at.n]
		m := marks[a.ID]
		a, _ = who.lay(at.art, a)
		st = schema.Statement{Assertion: a, Doc: art.doc, Review: m.Review, Note: m.note}
		return nil
	})
	return st, s.fault("read", err)
}

// Names gives each statement's assertion the shortest name by which it is found
// and that is not too short to look like one.
func (s *Store) Names(ctx context.Context, found []schema.Statement) ([]string, error) {
	out := make([]string, len(found))
	err := s.view(ctx, func(r rows) error {
		for i, st := range found {
			name, err := shortName(r, st.ID, st.Doc.ID)
			if err != nil {
				return err
			}
			out[i] = name
		}
		return nil
	})
	return out, s.fault("read", err)
}

func shortName(r rows, id, docID string) (string, error) {
	n, twins := min(shown, len(id)), 0
	for n < len(id) && !utf8.RuneStart(id[n]) {
		n++
	}
	err := r.scan(append([]byte{famID}, id[:n]...), nil, func(k, _ []byte) (bool, error) {
		other := textIn(k, 1)
		if other == id {
			twins++
			return twins < 2, nil
		}
		for n < len(id) && strings.HasPrefix(other, id[:n]) {
			n++
			for n < len(id) && !utf8.RuneStart(id[n]) {
				n++
			}
		}
		return true, nil
	})
	if twins > 1 {
		return id + where + docID, err
	}
	return id[:n], err
}
