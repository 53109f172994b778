package graph

import (
	"fmt"
	"maps"
	"slices"

	"github.com/entente-kg/entente/schema"
)

// findCopies links an article with those that are copies of the same text.
func (d *draft) findCopies(art artKey, sketch string) error {
	candidates := map[artKey]bool{}
	for _, k := range schema.SketchKeys(sketch) {
		err := d.scan(key(famSketch, k), nil, func(k, _ []byte) (bool, error) {
			if other := artIn(k); other != art {
				candidates[other] = true
			}
			return true, nil
		})
		if err != nil {
			return err
		}
	}
	for _, other := range slices.Sorted(maps.Keys(candidates)) {
		b, err := d.get(ofArticle(famArticle, other))
		if err != nil {
			return err
		}
		doc, _, err := unpackDoc(b)
		if err != nil {
			return fmt.Errorf("article %x: %w", other, err)
		}
		if schema.Alike(sketch, doc.Sketch) {
			d.mark(in(ofArticle(famCopy, art), other))
			d.mark(in(ofArticle(famCopy, other), art))
		}
	}
	return nil
}

func (d *draft) forgetCopies(art artKey) error {
	others, err := copiesOf(d, art)
	for _, other := range others {
		d.del(in(ofArticle(famCopy, art), other))
		d.del(in(ofArticle(famCopy, other), art))
	}
	return err
}

func copiesOf(r rows, art artKey) (others []artKey, err error) {
	err = r.scan(ofArticle(famCopy, art), nil, func(k, _ []byte) (bool, error) {
		others = append(others, artIn(k))
		return true, nil
	})
	return others, err
}

// stories tells which articles are copies of one text, or copies of copies.
type stories struct {
	r  rows
	of map[artKey]artKey // the least key among the copies
}

// count counts articles, each given once, copies of one text as one.
func (s *stories) count(arts []artKey) (int, error) {
	if len(arts) < 2 {
		return len(arts), nil
	}
	told := map[artKey]bool{}
	for _, art := range arts {
		first, err := s.story(art)
		if err != nil {
			return 0, err
		}
		told[first] = true
	}
	return len(told), nil
}

func (s *stories) story(art artKey) (artKey, error) {
	if first, ok := s.of[art]; ok {
		return first, nil
	}
	if s.of == nil {
		s.of = map[artKey]artKey{}
	}
	all, seen := []artKey{art}, map[artKey]bool{art: true}
	for i := 0; i < len(all); i++ {
		others, err := copiesOf(s.r, all[i])
		if err != nil {
			return "", err
		}
		for _, o := range others {
			if !seen[o] {
				seen[o] = true
				all = append(all, o)
			}
		}
	}
	first := slices.Min(all)
	for _, a := range all {
		s.of[a] = first
	}
	return first, nil
}
