package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/entente-kg/entente/graph/model"
	"github.com/entente-kg/entente/schema"
)

// Article is a document, and how much it says.
type Article struct {
	schema.DocInfo
	Assertions int    `json:"assertions"`
	CopyOf     string `json:"copy_of,omitempty"` // the first article that tells the same story in the same words
}

// Articles lists the articles by when they were published, then by ID. Of copies
// of one text the first is the story, and the others are copies of it.
func (s *Store) Articles(ctx context.Context) (out []Article, err error) {
	err = s.view(ctx, func(r rows) error {
		var arts []artKey
		err := r.scan([]byte{famArticle}, nil, func(k, v []byte) (bool, error) {
			a, err := unpackArticle(v)
			if err != nil {
				return false, fmt.Errorf("article %x: %w", k[1:], err)
			}
			a.doc.Sketch = ""
			out = append(out, Article{DocInfo: a.doc, Assertions: a.assertions})
			arts = append(arts, artIn(k))
			return true, nil
		})
		if err != nil {
			return err
		}
		told, story := stories{r: r}, map[string]artKey{}
		for i, art := range arts {
			if story[out[i].ID], err = told.story(art); err != nil {
				return err
			}
		}
		slices.SortFunc(out, func(a, b Article) int { return model.CompareDocuments(a.DocInfo, b.DocInfo) })
		first := map[artKey]string{}
		for i, a := range out {
			if id, ok := first[story[a.ID]]; ok {
				out[i].CopyOf = id
			} else {
				first[story[a.ID]] = a.ID
			}
		}
		return nil
	})
	return out, s.fault("read", err)
}
