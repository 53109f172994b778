package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// chunk is about how many statements are read at once. Between chunks the store is free for others.
const chunk = 256

// Statements calls fn for every statement that the filter chooses, by when its
// article was published, then by article, then by where it stands there. It
// stops at fn's first error. A symmetric relation is chosen either way round
// and comes the way round that was asked for. An article that is replaced
// meanwhile is answered for as it was or as it is, never as a mixture.
func (s *Store) Statements(ctx context.Context, f schema.Filter, fn func(schema.Statement) error) error {
	var sources []source
	err := s.view(ctx, func(r rows) (err error) {
		sources, err = findSources(r, f)
		return err
	})
	for len(sources) > 0 && err == nil {
		n := batchOf(sources)
		var found []schema.Statement
		err = s.view(ctx, func(r rows) (err error) {
			found, err = readSources(r, sources[:n], f)
			return err
		})
		sources = sources[n:]
		if err != nil {
			break
		}
		for _, st := range found {
			if err := fn(st); err != nil {
				return err
			}
		}
	}
	return s.fault("read", err)
}

// choose turns a symmetric statement round where only that way round is wanted.
func choose(f schema.Filter, st schema.Statement) (schema.Statement, bool) {
	if f.Match(st) {
		return st, true
	}
	if !st.Symmetric {
		return st, false
	}
	st.Assertion = model.Turned(st.Assertion)
	return st, f.Match(st)
}

// source is an article and those of its assertions that may be chosen.
type source struct {
	art     artKey
	doc     schema.DocInfo
	digest  string
	numbers []int // nil for all
}

func batchOf(sources []source) int {
	n := 0
	for i, src := range sources {
		// An article read whole counts as if it had eight assertions.
		if n += max(len(src.numbers), 8); n >= chunk {
			return i + 1
		}
	}
	return len(sources)
}

// findSources finds where the filter's statements can be, in the order of the answer.
func findSources(r rows, f schema.Filter) ([]source, error) {
	who, err := readIdentity(r)
	if err != nil {
		return nil, err
	}
	byArticle := map[artKey]*source{}
	found := func(at spot) {
		src := byArticle[at.art]
		if src == nil {
			src = &source{art: at.art}
			byArticle[at.art] = src
		}
		src.numbers = append(src.numbers, at.n)
	}
	whole := func(k, _ []byte) (bool, error) {
		byArticle[artIn(k)] = &source{art: artIn(k)}
		return true, nil
	}
	relation := func(k, v []byte) (bool, error) {
		if len(f.Statuses) == 0 || slices.Contains(f.Statuses, schema.Status(v)) {
			found(spotIn(k))
		}
		return true, nil
	}
	const few = 64
	ends := endsOf(f)
	switch {
	case len(f.Docs) > 0 && (len(ends) == 0 || len(f.Docs) <= few):
		for _, id := range f.Docs {
			byArticle[keyOf(id)] = &source{art: keyOf(id)}
		}
	case len(ends) > 0:
		err = eachBrief(r, who, f, ends, func(at spot, _ schema.Statement) { found(at) })
	case len(f.Predicates) > 0:
		for _, p := range f.Predicates {
			if err = r.scan(key(famRelation, p), nil, relation); err != nil {
				break
			}
		}
	case len(f.Statuses) > 0 && !slices.Contains(f.Statuses, schema.Asserted):
		err = r.scan([]byte{famRelation}, nil, relation)
	default:
		err = r.scan([]byte{famTime}, nil, whole)
	}
	if err != nil {
		return nil, err
	}
	sources := make([]source, 0, len(byArticle))
	keys := make([][]byte, 0, len(byArticle))
	for art := range byArticle {
		keys = append(keys, ofArticle(famArticle, art))
	}
	if err := ahead(r, keys); err != nil {
		return nil, err
	}
	for art, src := range byArticle {
		b, err := r.get(ofArticle(famArticle, art))
		if err != nil {
			return nil, err
		}
		if b == nil {
			continue // a document that the filter names and the store has not
		}
		if src.doc, src.digest, err = unpackDoc(b); err != nil {
			return nil, fmt.Errorf("article %x: %w", art, err)
		}
		slices.Sort(src.numbers)
		src.numbers = slices.Compact(src.numbers)
		sources = append(sources, *src)
	}
	slices.SortFunc(sources, func(a, b source) int { return model.CompareDocuments(a.doc, b.doc) })
	return sources, nil
}

// end is what a filter says of the ends of a statement: one is first, and the
// other, where it is not empty, second.
type end struct{ first, second string }

// endsOf lists the ends by which the filter's statements can be found: pairs
// where there are few of them, else each entity of the shortest list.
func endsOf(f schema.Filter) (ends []end) {
	const few = 64
	n := len(f.Subjects) * len(f.Objects)
	switch {
	case f.Between != [2]string{}:
		return []end{{f.Between[0], f.Between[1]}}
	case n > 0 && n <= few:
		for _, a := range f.Subjects {
			for _, b := range f.Objects {
				ends = append(ends, end{a, b})
			}
		}
	case len(f.Subjects) > 0 && (len(f.Objects) == 0 || len(f.Subjects) <= len(f.Objects)):
		for _, id := range f.Subjects {
			ends = append(ends, end{first: id})
		}
	case len(f.Objects) > 0:
		for _, id := range f.Objects {
			ends = append(ends, end{first: id})
		}
	default:
		for _, id := range f.Entities {
			ends = append(ends, end{first: id})
		}
	}
	return ends
}

// eachBrief calls fn for every assertion with those ends that the filter may
// choose, with what a brief holds of it. One may come twice.
func eachBrief(r rows, who identity, f schema.Filter, ends []end, fn func(at spot, st schema.Statement)) error {
	f = who.filter(f)
	f.Docs = nil
	f.Rejected = true
	for _, e := range ends {
		for _, first := range who.names(e.first) {
			prefixes := [][]byte{key(famPair, first)}
			if e.second != "" {
				prefixes = nil
				for _, second := range who.names(e.second) {
					prefixes = append(prefixes, key(famPair, first, second))
				}
			}
			for _, prefix := range prefixes {
				err := r.scan(prefix, nil, func(k, v []byte) (bool, error) {
					c, err := unpackBrief(v)
					if err != nil {
						return false, err
					}
					at := spotIn(k)
					if st, ok := c.choose(f, who, at, first, textIn(k, len(first)+2)); ok {
						fn(at, st)
					}
					return true, nil
				})
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// choose is choose for what a brief holds of a statement.
func (c brief) choose(f schema.Filter, who identity, at spot, first, second string) (schema.Statement, bool) {
	st := schema.Statement{Doc: schema.DocInfo{Published: c.published}, Assertion: schema.Assertion{
		Subject: first, Object: second, Predicate: c.relation, Status: c.status, Date: c.date, Confidence: c.confidence, Symmetric: c.symmetric}}
	if !c.outgoing {
		st.Subject, st.Object = second, first
	}
	var ok bool
	if st.Assertion, ok = who.lay(at.art, st.Assertion); !ok {
		return st, false
	}
	return choose(f, st)
}

// readSources reads what the sources hold and the filter chooses, in order.
func readSources(r rows, sources []source, f schema.Filter) (out []schema.Statement, err error) {
	who, err := readIdentity(r)
	if err != nil {
		return nil, err
	}
	f = who.filter(f)
	marked := false // most stores have no remarks at all
	err = r.scan([]byte{famRemark}, nil, func(_, _ []byte) (bool, error) {
		marked = true
		return false, nil
	})
	if err != nil {
		return nil, err
	}
	var keys [][]byte
	for _, src := range sources {
		keys = append(keys, ofArticle(famArticle, src.art))
		for _, n := range src.numbers {
			keys = append(keys, at([]byte{famStatement}, src.art, n))
		}
	}
	if err := ahead(r, keys); err != nil {
		return nil, err
	}
	for _, src := range sources {
		b, err := r.get(ofArticle(famArticle, src.art))
		if err != nil {
			return nil, err
		}
		if b == nil {
			continue // taken back since
		}
		doc, digest, err := unpackDoc(b)
		if err != nil {
			return nil, fmt.Errorf("article %x: %w", src.art, err)
		}
		var marks map[string]remark
		if marked {
			if marks, err = remarks(r, src.art); err != nil {
				return nil, err
			}
		}
		use := func(b []byte) error {
			a, err := unpackAssertion(b)
			if err != nil {
				return fmt.Errorf("article %q: %w", doc.ID, err)
			}
			m := marks[a.ID]
			a, ok := who.lay(src.art, a)
			if !ok {
				return nil
			}
			if st, ok := choose(f, schema.Statement{Assertion: a, Doc: doc, Review: m.Review, Note: m.note}); ok {
				out = append(out, st)
			}
			return nil
		}
		if src.numbers == nil || digest != src.digest {
			err = r.scan(ofArticle(famStatement, src.art), nil, func(_, v []byte) (bool, error) { return true, use(v) })
		} else {
			for _, n := range src.numbers {
				var b []byte
				if b, err = r.get(at([]byte{famStatement}, src.art, n)); err == nil {
					err = use(b)
				}
				if err != nil {
					break
				}
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
