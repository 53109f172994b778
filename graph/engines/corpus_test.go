package engines

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// corpus makes up articles of four assertions each, always the same ones. A few
// entities are in very many of them and most are in few (Zipf, 1.15); there are
// 40 relations, and sentences of some 100 to 160 bytes.
type corpus struct {
	rng       *rand.Rand
	zipf      *rand.Zipf
	made      int
	articles  int // it ends after so many
	described map[string]bool

	// spent is how long the making took, which is no engine's affair.
	spent time.Duration
}

func newCorpus(articles int) *corpus {
	rng := rand.New(rand.NewPCG(7, 11))
	return &corpus{rng: rng, zipf: rand.NewZipf(rng, 1.15, 8, 20_000), articles: articles, described: map[string]bool{}}
}

// entityID names the entity of that rank; rank 0 is in most articles.
func entityID(rank uint64) string {
	kinds := []string{"country", "person", "organization"}
	return fmt.Sprintf("%s/actor-%d", kinds[rank%3], rank)
}

const articleID = "wire-%06d"

var words = strings.Fields(`after agreed an and announced army at attack border ceasefire city coast convoy council crossing
	delegation deployed during embassy exercise for forces from frontier governor had harbour in joint late led man meeting minister near
	negotiators new night northern of officials on over patrol peace port president province ready region reported said sea senior
	signed soldiers south statement talks that the their then to town treaty troops under vessel village visited warned was week with`)

// next answers false when all articles are made.
func (c *corpus) next() (rec schema.Record, ok bool) {
	if c.made == c.articles {
		return rec, false
	}
	start := time.Now()
	defer func() { c.spent += time.Since(start) }()
	id := fmt.Sprintf(articleID, c.made)
	c.made++
	rec.Doc = schema.DocInfo{ID: id, Title: c.words(50), URL: "https://wire.example/" + id, Publisher: fmt.Sprint("Wire ", c.rng.IntN(30)),
		Published: c.day(), Language: "en"}
	for i := 0; i < 4; {
		a := schema.Assertion{Subject: c.entity(), Object: c.entity(), Status: schema.Asserted, Confidence: float64(50+c.rng.IntN(50)) / 100,
			Plover: "CONSULT", Mode: "visit", Cameo: "042", Quad: "verbal-cooperation", Re3d: "CommunicatedWith"}
		if a.Subject == a.Object {
			continue
		}
		relation := c.rng.IntN(40)
		a.Predicate, a.Symmetric = fmt.Sprint("relation-", relation), relation%8 == 0
		if c.rng.IntN(4) == 0 {
			a.Status = schema.Statuses[c.rng.IntN(len(schema.Statuses))]
		}
		if c.rng.IntN(2) == 0 {
			a.Date = c.day()
		}
		at := 400 * i
		a.Evidence = schema.Evidence{Span: schema.Span{Start: at, End: at + 130}, SubjectSpan: schema.Span{Start: at, End: at + 8},
			ObjectSpan: schema.Span{Start: at + 20, End: at + 28}, Text: c.words(100 + c.rng.IntN(60)), Rule: a.Predicate + "-active"}
		a.ID = schema.AssertionID(id, a)
		rec.Assertions = append(rec.Assertions, a)
		for _, end := range []string{a.Subject, a.Object} {
			if !slices.ContainsFunc(rec.Entities, func(e schema.Entity) bool { return e.ID == end }) {
				rec.Entities = append(rec.Entities, describe(end))
			}
		}
		i++
	}
	return rec, true
}

// quads are what the record says and no record before it said. To find the
// others again would cost an engine time, and Cayley wrong counts.
func (c *corpus) quads(rec schema.Record) []quad.Quad {
	start := time.Now()
	defer func() { c.spent += time.Since(start) }()
	all := model.Quads(rec)
	fresh := all[:0]
	for _, q := range all {
		if q.Label == nil {
			id, _ := model.EntityID(q.Subject)
			if c.described[id] {
				continue
			}
		}
		fresh = append(fresh, q)
	}
	for _, e := range rec.Entities {
		c.described[e.ID] = true
	}
	return fresh
}

func describe(id string) schema.Entity {
	kind, slug, _ := strings.Cut(id, "/")
	return schema.Entity{ID: id, Name: "The " + slug, Type: schema.EntityType(kind), Aliases: []string{slug + " of old"}}
}

func (c *corpus) entity() string { return entityID(c.zipf.Uint64()) }

func (c *corpus) day() string {
	return fmt.Sprintf("20%02d-%02d-%02d", 15+c.rng.IntN(10), 1+c.rng.IntN(12), 1+c.rng.IntN(28))
}

func (c *corpus) words(length int) string {
	var b strings.Builder
	for b.Len() < length {
		b.WriteString(words[c.rng.IntN(len(words))])
		b.WriteByte(' ')
	}
	return b.String()
}

// articlesOf is how many articles it takes to say so many quads.
func articlesOf(quads int) int {
	c := newCorpus(-1)
	for said := 0; said < quads; {
		rec, _ := c.next()
		said += len(c.quads(rec))
	}
	return c.made
}

// cast is whom the questions ask about.
type cast struct {
	article      string
	hub, other   string // the two entities of which most is said
	mid          string // of some 40 statements, one of them with hub
	start        string // from which asserted relations lead to some 1,000 others in two steps
	twoSteps     int
	hubRelations int
}

func castOf(articles int) cast {
	c := newCorpus(articles)
	said := map[string]int{}
	out := map[string]map[string]bool{}
	hub, other := entityID(0), entityID(1)
	withHub := map[string]bool{}
	for {
		rec, ok := c.next()
		if !ok {
			break
		}
		for _, a := range rec.Assertions {
			a = model.Canonical(a)
			said[a.Subject]++
			said[a.Object]++
			withHub[a.Subject] = withHub[a.Subject] || a.Object == hub
			withHub[a.Object] = withHub[a.Object] || a.Subject == hub
			if model.Plain(a) {
				if out[a.Subject] == nil {
					out[a.Subject] = map[string]bool{}
				}
				out[a.Subject][a.Object] = true
			}
		}
	}
	who := cast{article: fmt.Sprintf(articleID, articles/2), hub: hub, other: other, hubRelations: said[hub]}
	nearest := func(want int, count func(id string) int) string {
		return slices.MinFunc(slices.Sorted(maps.Keys(out)), func(a, b string) int {
			return cmp.Compare(distance(count(a), want), distance(count(b), want))
		})
	}
	who.mid = nearest(40, func(id string) int {
		if !withHub[id] {
			return -1000
		}
		return said[id]
	})
	steps := map[string]int{}
	for id := range out {
		ends := map[string]bool{}
		for step := range out[id] {
			maps.Copy(ends, out[step])
		}
		steps[id] = len(ends)
	}
	who.start = nearest(1000, func(id string) int { return steps[id] })
	who.twoSteps = steps[who.start]
	return who
}

func distance(a, b int) int { return max(a, b) - min(a, b) }
