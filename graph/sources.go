package graph

import (
	"cmp"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// source is an article and, where an index named them, those of its assertions that may be chosen.
type source struct {
	doc        schema.DocInfo // its ID and date only
	article    cayley.Ref
	assertions []cayley.Ref // nil for all
}

func batchOf(sources []source) int {
	n := 0
	for i, src := range sources {
		// An article read whole counts as if it had eight assertions.
		if n += max(len(src.assertions), 8); n >= chunk {
			return i + 1
		}
	}
	return len(sources)
}

// sources finds where the filter's statements can be, in the order of the answer.
func (r reader) sources(f schema.Filter) ([]source, error) {
	byArticle := map[any]*source{}
	for _, k := range entryPoints(f) {
		edges, err := r.find(k)
		if err != nil {
			return nil, err
		}
		for _, e := range edges {
			src := byArticle[e.label().Key()]
			if src == nil {
				src = &source{article: e.label()}
				byArticle[e.label().Key()] = src
			}
			if k.Object != model.ClassArticle {
				src.assertions = append(src.assertions, e.subject())
			}
		}
	}
	sources := make([]source, 0, len(byArticle))
	refs := make([]cayley.Ref, 0, len(byArticle))
	for _, src := range byArticle {
		sources = append(sources, *src)
		refs = append(refs, src.article)
	}
	names, err := r.values(refs)
	if err != nil {
		return nil, err
	}
	published := r.ref(model.Published)
	for i := range sources {
		src := &sources[i]
		src.doc.ID, _ = model.DocID(names[src.article.Key()])
		if published != nil {
			dates, err := r.match(edge{src.article, published, nil, nil})
			if err != nil {
				return nil, err
			}
			quads, err := r.quads(dates)
			if err != nil {
				return nil, err
			}
			for _, q := range quads {
				d, _ := q.Object.(quad.String)
				src.doc.Published = string(d)
			}
		}
	}
	slices.SortFunc(sources, func(a, b source) int { return model.CompareDocuments(a.doc, b.doc) })
	return sources, nil
}

// entryPoints are the quads by which every statement that the filter chooses
// can be found: those of its narrowest part that has an index.
func entryPoints(f schema.Filter) (keys []quad.Quad) {
	key := func(p quad.IRI, o quad.Value) { keys = append(keys, quad.Quad{Predicate: p, Object: o}) }
	ends := len(f.Subjects) * len(f.Objects)
	const few = 64
	switch {
	case f.Between != [2]string{}:
		key(model.Pair, model.PairKey(f.Between[0], f.Between[1]))
	case ends > 0 && ends <= few && len(f.Predicates) > 0 && ends*len(f.Predicates) <= few:
		for _, p := range f.Predicates {
			eachPair(f, func(a, b string) {
				key(model.Key, model.TripleKey(a, p, b))
				key(model.Key, model.TripleKey(b, p, a)) // a symmetric one kept the other way round
			})
		}
	case ends > 0 && ends <= few:
		eachPair(f, func(a, b string) { key(model.Pair, model.PairKey(a, b)) })
	case len(f.Docs) > 0 && (len(f.Docs) <= few || len(f.Subjects)+len(f.Objects)+len(f.Entities) == 0):
		for _, id := range f.Docs {
			keys = append(keys, quad.Quad{Subject: model.ArticleIRI(id), Predicate: model.Type, Object: model.ClassArticle})
		}
	case len(f.Subjects) > 0:
		for _, id := range f.Subjects {
			key(model.Subject, model.EntityIRI(id))
			key(model.Either, model.EntityIRI(id))
		}
	case len(f.Objects) > 0:
		for _, id := range f.Objects {
			key(model.Object, model.EntityIRI(id))
			key(model.Either, model.EntityIRI(id))
		}
	case len(f.Entities) > 0:
		for _, id := range f.Entities {
			key(model.Subject, model.EntityIRI(id))
			key(model.Object, model.EntityIRI(id))
		}
	case len(f.Predicates) > 0:
		for _, p := range f.Predicates {
			key(model.Predicate, model.RelationIRI(p))
		}
	case len(f.Statuses) > 0 && !slices.Contains(f.Statuses, schema.Asserted):
		for _, status := range f.Statuses {
			key(model.Status, quad.String(status))
		}
	default:
		key(model.Type, model.ClassArticle)
	}
	return keys
}

func eachPair(f schema.Filter, fn func(a, b string)) {
	for _, a := range f.Subjects {
		for _, b := range f.Objects {
			fn(a, b)
		}
	}
}

// statements reads what the sources hold and the filter chooses, in order.
func (r reader) statements(sources []source, f schema.Filter) ([]schema.Statement, error) {
	wanted := r.fields()
	var edges []edge
	for _, src := range sources {
		var err error
		if edges, err = r.gather(edges, src, wanted); err != nil {
			return nil, err
		}
	}
	quads, err := r.quads(edges)
	if err != nil {
		return nil, err
	}
	bySubject := map[quad.Value][]quad.Quad{}
	for _, q := range quads {
		bySubject[q.Subject] = append(bySubject[q.Subject], q)
	}
	docs := map[string]schema.DocInfo{}
	var found []schema.Statement
	for s, qs := range bySubject {
		if _, ok := model.DocID(s); ok {
			d, err := model.ParseDocument(qs)
			if err != nil {
				return nil, err
			}
			docs[d.ID] = d
		}
	}
	for s, qs := range bySubject {
		if _, ok := model.AssertionID(s); !ok {
			continue
		}
		a, docID, err := model.ParseAssertion(qs)
		if err != nil {
			return nil, err
		}
		if st, ok := choose(f, schema.Statement{Assertion: a, Doc: docs[docID]}); ok {
			found = append(found, st)
		}
	}
	// The order among sources is kept even if a date changed since they were found.
	place := map[string]int{}
	for i, src := range sources {
		place[src.doc.ID] = i
	}
	slices.SortFunc(found, func(a, b schema.Statement) int {
		return cmp.Or(cmp.Compare(place[a.Doc.ID], place[b.Doc.ID]), model.CompareStatements(a, b))
	})
	return found, nil
}

// gather adds the quads from which a source's statements are read.
func (r reader) gather(edges []edge, src source, wanted map[any]bool) ([]edge, error) {
	from := []edge{{nil, nil, nil, src.article}}
	if src.assertions != nil {
		from = nil
		for _, p := range model.DocumentFields {
			if ref := r.ref(p); ref != nil {
				from = append(from, edge{src.article, ref, nil, nil})
			}
		}
		seen := map[any]bool{}
		for _, a := range src.assertions {
			if !seen[a.Key()] {
				seen[a.Key()] = true
				from = append(from, edge{a, nil, nil, nil})
			}
		}
	}
	for _, want := range from {
		found, err := r.match(want)
		if err != nil {
			return nil, err
		}
		for _, e := range found {
			if wanted[e.predicate().Key()] {
				edges = append(edges, e)
			}
		}
	}
	return edges, nil
}

// fields are the predicates that statements are read from.
func (r reader) fields() map[any]bool {
	wanted := map[any]bool{}
	for _, p := range slices.Concat(model.DocumentFields, model.AssertionFields) {
		if ref := r.ref(p); ref != nil {
			wanted[ref.Key()] = true
		}
	}
	return wanted
}
