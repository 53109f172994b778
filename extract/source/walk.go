package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Stdin is the path that stands for standard input, and its name in faults.
const (
	Stdin     = "-"
	stdinName = "standard input"
)

// extensions are those read in a folder. A file named by itself may have any.
var extensions = []string{".txt", ".html", ".htm", ".xhtml", ".md", ".json", ".jsonl", ".ndjson", ".txtar"}

// path reads one argument: "-", a file, a folder, or a glob.
func (r *reader) path(p string) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if p == Stdin {
		if r.opts.Stdin == nil {
			r.fault(Bad, stdinName, "there is none")
			return nil
		}
		return r.stream(stdinName, "", r.opts.Stdin)
	}
	info, err := os.Stat(p)
	switch {
	case err == nil && info.IsDir():
		return r.folder(p)
	case err == nil:
		return r.file(p)
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(p, "*?["):
		return r.glob(p)
	}
	r.fault(Bad, p, "%w", cause(err))
	return nil
}

func (r *reader) glob(pattern string) error {
	matches, err := filepath.Glob(pattern)
	if err != nil {
		r.fault(Bad, pattern, "%w", err)
		return nil
	}
	if len(matches) == 0 {
		r.fault(Bad, pattern, "no file matches")
		return nil
	}
	slices.Sort(matches)
	for _, m := range matches {
		if hidden(m) {
			continue
		}
		if err := r.path(m); err != nil {
			return err
		}
	}
	return nil
}

// folder walks in the order of names, so that a run repeats itself to the letter.
func (r *reader) folder(root string) error {
	return filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			r.fault(Bad, p, "%w", cause(err))
			return nil
		}
		if p != root && hidden(p) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return r.ctx.Err()
		}
		if !slices.Contains(extensions, strings.ToLower(filepath.Ext(p))) {
			r.fault(Note, p, "skipped: not one of %s", strings.Join(extensions, " "))
			return nil
		}
		info, err := os.Stat(p) // a link counts as what it leads to
		if err != nil {
			r.fault(Bad, p, "%w", cause(err))
			return nil
		}
		if !info.Mode().IsRegular() {
			r.fault(Note, p, "skipped: not a plain file")
			return nil
		}
		return r.file(p)
	})
}

func (r *reader) file(p string) error {
	if !r.once(p) {
		return nil
	}
	f, err := os.Open(p)
	if err != nil {
		r.fault(Bad, p, "%w", cause(err))
		return nil
	}
	defer f.Close()
	return r.stream(p, p, f)
}

func hidden(p string) bool {
	base := filepath.Base(p)
	return strings.HasPrefix(base, ".") && base != "." && base != ".."
}

// cause drops the path from an error of package os: a Fault names it already.
func cause(err error) error {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// readErr is an error of reading, told apart from one of fn.
func (r *reader) readErr(place string, err error) {
	if err != nil && err != io.EOF {
		r.fault(Bad, place, "read: %w", cause(err))
	}
}
