package graph

import (
	"cmp"
	"context"
	"slices"

	"github.com/entente-kg/entente/schema"
)

// Records calls fn with the record of every article, by ID: all that was added
// but for mentions, what was dropped and the text of pages, which a store does not
// keep. Adding them to another store makes the same one. It stops at fn's first error.
func (s *Store) Records(ctx context.Context, fn func(schema.Record) error) error {
	return s.records(ctx, func(rec schema.Record, _ map[string]remark) error { return fn(rec) })
}

// records also tells what was decided on each article's assertions.
func (s *Store) records(ctx context.Context, fn func(rec schema.Record, marks map[string]remark) error) error {
	type known struct {
		id  string
		art artKey
	}
	var all []known
	err := s.view(ctx, func(r rows) error {
		return r.scan([]byte{famArticle}, nil, func(k, v []byte) (bool, error) {
			d, _, err := unpackDoc(v)
			all = append(all, known{d.ID, artIn(k)})
			return true, err
		})
	})
	if err != nil {
		return s.fault("read", err)
	}
	slices.SortFunc(all, func(a, b known) int { return cmp.Compare(a.id, b.id) })
	for part := range slices.Chunk(all, chunk/8) {
		var recs []schema.Record
		var marked []map[string]remark
		err := s.view(ctx, func(r rows) error {
			for _, a := range part {
				found, err := load(r, a.art)
				if err != nil {
					return err
				}
				if found == nil { // taken back since it was listed
					continue
				}
				marks, err := remarks(r, a.art)
				if err != nil {
					return err
				}
				recs, marked = append(recs, found.record(found.kept)), append(marked, marks)
			}
			return nil
		})
		if err != nil {
			return s.fault("read", err)
		}
		for i, rec := range recs {
			if err := fn(rec, marked[i]); err != nil {
				return err
			}
		}
	}
	return nil
}
