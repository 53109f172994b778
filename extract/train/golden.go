package train

import (
	"fmt"
	"io"

	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/ud"
)

// roles are the relations that tell who did what to whom.
var roles = map[string]bool{"nsubj": true, "nsubj:pass": true, "obj": true, "iobj": true, "obl:agent": true}

// Golden counts what a model reads right in sentences that were checked by eye,
// on their own words, the tags being the model's. Labels count with subtypes.
type Golden struct {
	Sentences, Trees   int // Trees have every head and label right, marks counted
	Roles, Read, Right int // subject and object arcs: there, read, read as they are
}

// OnGolden reads the sentences, and calls wrong, if there is one, for every
// sentence whose tree is not right.
func OnGolden(m *ud.Model, sents []conllu.Sentence, wrong func(want *conllu.Sentence, got []ud.Token)) Golden {
	g := Golden{Sentences: len(sents)}
	for i := range sents {
		words := sents[i].Words
		toks := make([]ud.Token, len(words))
		for j, w := range words {
			toks[j].Text = w.Form
		}
		m.Parse(toks)
		whole := true
		for j, w := range words {
			same := toks[j].Head == w.Head && toks[j].Deprel == w.Deprel
			whole = whole && same
			if roles[w.Deprel] {
				g.Roles++
				if same {
					g.Right++
				}
			}
			if roles[toks[j].Deprel] {
				g.Read++
			}
		}
		if whole {
			g.Trees++
		} else if wrong != nil {
			wrong(&sents[i], toks)
		}
	}
	return g
}

// Write writes the counts as two lines of the report.
func (g Golden) Write(w io.Writer) error {
	_, err := fmt.Fprintf(w, "whole trees right       %d of %d\nsubjects, objects right %d of %d, %d read\n", g.Trees, g.Sentences, g.Right, g.Roles, g.Read)
	return err
}
