package train

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/nlp/conllu"
)

// Part is one part of a treebank: GUM's test part, say.
type Part struct {
	Name  string // as in ewt-dev
	Sents []conllu.Sentence
}

// ReadParts reads all files `treebank-part.conllu` (or .conllu.gz) of one part
// (train, dev or test), in the order of their names. Files named
// `treebank-genre-part` hold again what the treebank's own file holds, and are
// left out, so that nothing is trained on twice.
func ReadParts(dir, part string) ([]Part, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*-"+part+".conllu*"))
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var out []Part
	for _, path := range names {
		name, _, _ := strings.Cut(filepath.Base(path), ".conllu")
		if strings.Count(name, "-") != 1 {
			continue
		}
		sents, err := conllu.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read treebank: %w", err)
		}
		out = append(out, Part{name, sents})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("read treebank: %s: no %s part: %w", dir, part, os.ErrNotExist)
	}
	return out, nil
}

// Apart gives the training sentences without the documents that the held parts
// hold too, and names those documents: some editions of GUM carry a court
// hearing in two parts, and a score on what was learnt by heart says nothing.
func Apart(training, held []Part) (sents []conllu.Sentence, shared []string) {
	known := map[string]bool{}
	for _, p := range held {
		for i := range p.Sents {
			if id := p.Sents[i].Comment("newdoc id"); id != "" {
				known[id] = true
			}
		}
	}
	for _, p := range training {
		drop := false
		for i := range p.Sents {
			if id := p.Sents[i].Comment("newdoc id"); id != "" {
				if drop = known[id]; drop {
					shared = append(shared, id)
				}
			}
			if !drop {
				sents = append(sents, p.Sents[i])
			}
		}
	}
	return sents, shared
}

// Genre is the kind of text a sentence is from, by the habit of its treebank's
// sentence names: GUM_news_…, weblog-….
func Genre(s *conllu.Sentence) string {
	id := s.Comment("sent_id")
	if rest, ok := strings.CutPrefix(id, "GUM_"); ok {
		genre, _, _ := strings.Cut(rest, "_")
		return genre
	}
	genre, _, _ := strings.Cut(id, "-")
	return genre
}

// tagOf is the tag that is learnt: both tag sets' at once.
func tagOf(w *conllu.Word) string { return w.UPOS + "|" + w.XPOS }
