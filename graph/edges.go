package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// Edge is what all articles together say of two entities with one relation and
// one status.
type Edge struct {
	Subject     string        `json:"subject"`
	Relation    string        `json:"relation"`
	Object      string        `json:"object"`
	Status      schema.Status `json:"status"`
	Symmetric   bool          `json:"symmetric,omitempty"`
	Statements  int           `json:"statements"`
	Articles    int           `json:"articles"`
	Independent int           `json:"independent"` // articles, copies of one text counted once
	First       string        `json:"first"`       // when it was, or else when it was printed, at the earliest
	Last        string        `json:"last"`
	Confidence  float64       `json:"confidence"` // of the surest statement
}

// Edges counts the statements that the filter chooses by edge, in the order of
// subject, relation, object and status. It reads no sentence, so that it is quick
// for an entity of thousands of statements.
func (s *Store) Edges(ctx context.Context, f schema.Filter) (out []Edge, err error) {
	err = s.view(ctx, func(r rows) error {
		t := &edgeTally{r: r, told: stories{r: r}, edges: map[edgeKey]*edgeCount{}}
		if err := tallyBriefs(r, f, t); err != nil {
			return err
		}
		out, err = t.sorted()
		return err
	})
	return out, s.fault("read", err)
}

// Month counts statements by when they were.
type Month struct {
	Month       string        `json:"month"` // 2020-09, or 2020 where no more is known
	Relation    string        `json:"relation"`
	Status      schema.Status `json:"status"`
	Statements  int           `json:"statements"`
	Articles    int           `json:"articles"`
	Independent int           `json:"independent"`
}

// Timeline counts the statements that the filter chooses by month, relation and
// status. What has no date, and no article's either, is left out.
func (s *Store) Timeline(ctx context.Context, f schema.Filter) (out []Month, err error) {
	err = s.view(ctx, func(r rows) error {
		t := &edgeTally{r: r, told: stories{r: r}, edges: map[edgeKey]*edgeCount{}, byMonth: true}
		if err := tallyBriefs(r, f, t); err != nil {
			return err
		}
		edges, err := t.sorted()
		for _, e := range edges {
			out = append(out, Month{e.Subject, e.Relation, e.Status, e.Statements, e.Articles, e.Independent})
		}
		return err
	})
	return out, s.fault("read", err)
}

// Independent counts articles, copies of one text counted once.
func (s *Store) Independent(ctx context.Context, docIDs []string) (n int, err error) {
	err = s.view(ctx, func(r rows) error {
		arts := make([]artKey, len(docIDs))
		for i, id := range docIDs {
			arts[i] = keyOf(id)
		}
		slices.Sort(arts)
		n, err = (&stories{r: r}).count(slices.Compact(arts))
		return err
	})
	return n, s.fault("read", err)
}

type edgeKey struct {
	subject, relation, object string
	status                    schema.Status
	symmetric                 bool
}

type edgeCount struct {
	Edge
	arts []artKey
}

type edgeTally struct {
	r       rows
	told    stories
	edges   map[edgeKey]*edgeCount
	byMonth bool // the month stands for the subject, and no object counts
}

func (t *edgeTally) add(art artKey, st schema.Statement) {
	first, last := st.When()
	k := edgeKey{st.Subject, st.Predicate, st.Object, st.Status, st.Symmetric}
	if t.byMonth {
		if first = cmp.Or(first, last); first == "" {
			return
		}
		k.subject, k.object, k.symmetric = first[:min(len(first), len("2006-01"))], "", false
	}
	e := t.edges[k]
	if e == nil {
		e = &edgeCount{Edge{Subject: k.subject, Relation: k.relation, Object: k.object, Status: k.status, Symmetric: k.symmetric, First: first}, nil}
		t.edges[k] = e
	}
	e.Statements++
	e.arts = append(e.arts, art)
	if first != "" && (e.First == "" || first < e.First) {
		e.First = first
	}
	e.Last, e.Confidence = max(e.Last, last), max(e.Confidence, st.Confidence)
}

func (t *edgeTally) sorted() ([]Edge, error) {
	found := make([]*Edge, 0, len(t.edges))
	for _, e := range t.edges {
		slices.Sort(e.arts)
		e.arts = slices.Compact(e.arts)
		e.Articles = len(e.arts)
		var err error
		if e.Independent, err = t.told.count(e.arts); err != nil {
			return nil, err
		}
		found = append(found, &e.Edge)
	}
	slices.SortFunc(found, func(a, b *Edge) int {
		return cmp.Or(strings.Compare(a.Subject, b.Subject), strings.Compare(a.Relation, b.Relation), strings.Compare(a.Object, b.Object),
			strings.Compare(string(a.Status), string(b.Status)))
	})
	out := make([]Edge, len(found))
	for i, e := range found {
		out[i] = *e
	}
	return out, nil
}

// tallyBriefs hands every statement that the filter chooses to the tally once,
// without reading it.
func tallyBriefs(r rows, f schema.Filter, t *edgeTally) error {
	who, err := readIdentity(r)
	if err != nil {
		return err
	}
	rejected, err := rejectedSpots(r)
	if err != nil {
		return err
	}
	docs := map[artKey]bool{}
	for _, id := range f.Docs {
		docs[keyOf(id)] = true
	}
	ends := endsOf(f)
	among := map[string]bool{}
	for _, e := range ends {
		among[e.first] = true
	}
	seen := map[spot]bool{}
	laid := who.filter(f)
	laid.Docs, laid.Rejected = nil, true
	use := func(at spot, st schema.Statement) {
		if len(docs) > 0 && !docs[at.art] || rejected[at] && !f.Rejected {
			return
		}
		if !who.none() || among[st.Subject] && among[st.Object] { // it is found from either end
			if seen[at] {
				return
			}
			seen[at] = true
		}
		t.add(at.art, st)
	}
	if len(ends) > 0 {
		return eachBrief(r, who, f, ends, use)
	}
	return r.scan([]byte{famPair}, nil, func(k, v []byte) (bool, error) {
		c, err := unpackBrief(v)
		if err != nil || !c.outgoing {
			return true, err
		}
		first := textIn(k, 1)
		if st, ok := c.choose(laid, who, spotIn(k), first, textIn(k, len(first)+2)); ok {
			use(spotIn(k), st)
		}
		return true, nil
	})
}

// rejectedSpots finds where the assertions stand that an analyst rejected.
func rejectedSpots(r rows) (map[spot]bool, error) {
	out := map[spot]bool{}
	var ids []string
	err := r.scan([]byte{famRemark}, nil, func(k, v []byte) (bool, error) {
		m, err := unpackRemark(v)
		if m.Review == schema.Rejected {
			ids = append(ids, string(k[1:]))
		}
		return true, err
	})
	for _, k := range ids {
		art, id := artKey(k[:artKeyLen]), k[artKeyLen:len(k)-1]
		if err == nil {
			err = r.scan(in(key(famID, id), art), nil, func(k, _ []byte) (bool, error) {
				out[spotIn(k)] = true
				return true, nil
			})
		}
	}
	return out, err
}
