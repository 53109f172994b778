package eval

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/entente-kg/entente/extract/source"
	"github.com/entente-kg/entente/schema"
	"github.com/entente-kg/entente/schema/datafile"
)

// Article is a document with what must, may and must not be read in it.
type Article struct {
	Name  string // of its file, without the ending
	Doc   schema.Document
	Want  []Want
	Never []Never
}

// Want is an assertion that must come out (tier 1), should (2) or may (3).
type Want struct {
	Tier                       int
	Subject, Predicate, Object string // an end may be "*"
	Status                     schema.Status
	Attribution, Date          string // may be empty: not compared
	Evidence                   string
}

// Never is a triple that must not come out with one of the statuses; none means any.
type Never struct {
	Subject, Predicate, Object string // each may be "*"
	Statuses                   []schema.Status
	Why                        string
}

// ReadArticles reads every *.txtar of a folder. The error holds every fault, each with its file and line.
func ReadArticles(fsys fs.FS) ([]Article, error) {
	names, err := fs.Glob(fsys, "*.txtar")
	if err != nil {
		return nil, err
	}
	var out []Article
	var faults datafile.Faults
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		out = append(out, parse(name, b, &faults))
	}
	return out, faults.Err()
}

func parse(file string, b []byte, faults *datafile.Faults) Article {
	a := Article{Name: strings.TrimSuffix(path.Base(file), ".txtar")}
	var err error
	if a.Doc, err = source.Archive(b); err != nil {
		faults.At(file, 0, "", "%v", err)
	}
	for _, f := range txtar.Parse(b).Files {
		start := 1 + strings.Count(string(b[:strings.Index(string(b), "-- "+f.Name+" --")]), "\n")
		text := string(f.Data)
		switch f.Name {
		case "article.txt", "article.html", "doc.json":
		case "want", "never":
			for i, line := range strings.Split(text, "\n") {
				if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
					continue
				}
				if err := a.row(f.Name, line); err != nil {
					faults.At(file, start+1+i, f.Name, "%v", err)
				}
			}
		default:
			faults.At(file, start, f.Name, "unknown part")
		}
	}
	if a.Doc.ID != a.Name {
		faults.At(file, 0, "doc.json", "id %q is not the file's name", a.Doc.ID)
	}
	return a
}

func (a *Article) row(part, line string) error {
	cell := strings.Split(line, "|")
	for i := range cell {
		cell[i] = strings.TrimSpace(cell[i])
	}
	if part == "never" {
		if len(cell) != 5 {
			return fmt.Errorf("want 5 cells, got %d", len(cell))
		}
		n := Never{Subject: cell[0], Predicate: cell[1], Object: cell[2], Why: cell[4]}
		if cell[3] != "*" {
			for s := range strings.SplitSeq(cell[3], ",") {
				st := schema.Status(strings.TrimSpace(s))
				if !slices.Contains(schema.Statuses, st) {
					return fmt.Errorf("unknown status %q", st)
				}
				n.Statuses = append(n.Statuses, st)
			}
		}
		a.Never = append(a.Never, n)
		return known(n.Predicate)
	}
	if len(cell) != 8 {
		return fmt.Errorf("want 8 cells, got %d", len(cell))
	}
	w := Want{Subject: cell[1], Predicate: cell[2], Object: cell[3], Status: schema.Status(cell[4]),
		Attribution: cell[5], Date: cell[6], Evidence: cell[7]}
	if _, err := fmt.Sscanf(cell[0], "%d", &w.Tier); err != nil || w.Tier < 1 || w.Tier > 3 {
		return fmt.Errorf("tier %q is not 1, 2 or 3", cell[0])
	}
	if !slices.Contains(schema.Statuses, w.Status) {
		return fmt.Errorf("unknown status %q", w.Status)
	}
	a.Want = append(a.Want, w)
	return known(w.Predicate)
}

func known(predicate string) error {
	if _, ok := schema.DefaultVocabulary().Relation(predicate); !ok && predicate != "*" {
		return fmt.Errorf("%w %q", schema.ErrUnknownRelation, predicate)
	}
	return nil
}
