package page

import (
	"sort"

	"github.com/entente-kg/entente/schema"
)

// origin maps the text of an HTML page to its source. Runs copied to the letter
// map byte by byte; an entity, or white space of any length, maps as one.
type origin []run

type run struct {
	text, textEnd int
	src, srcEnd   int
	verbatim      bool
}

// put notes where the next stretch of text comes from; neighbours that are
// both copied grow together.
func (o *origin) put(r run) {
	if n := len(*o); n > 0 && r.verbatim {
		if last := &(*o)[n-1]; last.verbatim && last.srcEnd == r.src && last.textEnd == r.text {
			last.textEnd, last.srcEnd = r.textEnd, r.srcEnd
			return
		}
	}
	*o = append(*o, r)
}

func (o origin) source(s schema.Span) schema.Span {
	if s.Len() <= 0 || len(o) == 0 {
		return schema.Span{}
	}
	a, b := o.at(s.Start), o.at(s.End-1)
	out := schema.Span{Start: a.src, End: b.srcEnd}
	if a.verbatim {
		out.Start += s.Start - a.text
	}
	if b.verbatim {
		out.End = b.src + s.End - b.text
	}
	return out
}

// at is the run that holds the byte.
func (o origin) at(pos int) run {
	i := sort.Search(len(o), func(i int) bool { return o[i].textEnd > pos })
	return o[min(i, len(o)-1)]
}
