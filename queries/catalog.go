package queries

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
	"github.com/entente-kg/entente/schema/datafile"
)

//go:embed catalog/*.yaml
var embedded embed.FS

// Catalog holds the questions. It does not change once loaded.
type Catalog struct {
	vocabulary *schema.Vocabulary
	queries    []Query
}

// Load reads the questions that the binary carries and those of each extra file
// system's *.yaml. An extra question must also give its own example's rows. The
// error holds every fault of every file.
func Load(v *schema.Vocabulary, extra ...fs.FS) (*Catalog, error) {
	own, err := fs.Sub(embedded, "catalog")
	if err != nil {
		return nil, err
	}
	c := &Catalog{vocabulary: v}
	var faults datafile.Faults
	first := map[string]datafile.Entry[Query]{}
	for i, files := range append([]fs.FS{own}, extra...) {
		entries, err := datafile.LoadEach[Query](files, "*.yaml")
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("questions: %w", err)
		}
		faults.Add(err)
		broken := filesIn(err)
		for _, e := range entries {
			sound := !broken[e.File]
			fault := func(format string, args ...any) {
				sound = false
				faults.At(e.File, e.Line, e.Name, format, args...)
			}
			if f, taken := first[e.Name]; taken {
				fault("already given at %s:%d", f.File, f.Line)
			}
			first[e.Name] = e
			check(e.Value, v, fault)
			if !sound {
				continue
			}
			if i > 0 {
				if err := c.RunExample(context.Background(), e.Value); err != nil {
					fault("%v", err)
				}
			}
			c.queries = append(c.queries, e.Value)
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(c.queries, func(a, b Query) int { return cmp.Compare(a.Name, b.Name) })
	return c, nil
}

// filesIn are the files that err finds fault with.
func filesIn(err error) map[string]bool {
	files := map[string]bool{}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return files
	}
	for _, e := range joined.Unwrap() {
		var f datafile.Fault
		if errors.As(e, &f) {
			files[f.File] = true
		}
	}
	return files
}

// Queries lists the questions by name.
func (c *Catalog) Queries() []Query { return slices.Clone(c.queries) }

// Query answers with the question of that name.
func (c *Catalog) Query(name string) (Query, error) {
	i := slices.IndexFunc(c.queries, func(q Query) bool { return q.Name == name })
	if i < 0 {
		return Query{}, fmt.Errorf("%w %q", ErrUnknownQuery, name)
	}
	return c.queries[i], nil
}

// Usage is the question's name and its params as a command line shows them.
func (q Query) Usage() string {
	parts := []string{q.Name}
	for _, p := range q.Params {
		if p.Required {
			parts = append(parts, "<"+p.Name+">")
		} else {
			parts = append(parts, "["+p.Name+"]")
		}
	}
	return strings.Join(parts, " ")
}
