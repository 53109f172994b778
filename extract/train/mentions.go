package train

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/mention"
	"github.com/entente-kg/entente/extract/nlp/mention/corpus"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/schema"
)

// MentionData is what the recognizer of mentions learns from and is measured on.
type MentionData struct {
	Documents []corpus.Document
	Read      [][]mention.Example // the documents' sentences
	Others    []mention.Example   // of the treebank, and of our own
}

// ReadMentionData reads re3d's documents, a treebank with GUM's entities, and
// sentences marked by hand, all tagged by the model.
func ReadMentionData(m *ud.Model, re3d, treebank, byHand string) (*MentionData, error) {
	docs, err := corpus.ReadRe3d(re3d)
	if err != nil {
		return nil, err
	}
	d := &MentionData{Documents: docs, Read: make([][]mention.Example, len(docs))}
	for i := range docs {
		d.Read[i] = docs[i].Examples(m)
	}
	sents, err := conllu.ReadFile(treebank)
	if err != nil {
		return nil, fmt.Errorf("read treebank: %w", err)
	}
	d.Others = corpus.Treebank(m, sents)
	own, err := ReadMarked(m, byHand)
	if err != nil {
		return nil, err
	}
	d.Others = append(d.Others, own...)
	return d, nil
}

// ReadMarked reads and parses sentences marked by hand.
func ReadMarked(m *ud.Model, path string) ([]mention.Example, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read marked sentences: %w", err)
	}
	defer f.Close()
	return corpus.ByHand(f, m.Parse)
}

// Recognizer trains on all that is free to train on.
func (d *MentionData) Recognizer(m *ud.Model, names *gazetteer.Gazetteer, o mention.Options) *mention.Recognizer {
	return d.without(m, names, o, func(int) bool { return false })
}

// without trains without some documents.
func (d *MentionData) without(m *ud.Model, names *gazetteer.Gazetteer, o mention.Options, leave func(doc int) bool) *mention.Recognizer {
	examples := slices.Clone(d.Others)
	for i := range d.Documents {
		if d.Documents[i].Free() && !leave(i) {
			examples = append(examples, d.Read[i]...)
		}
	}
	return mention.Train(examples, m.Lexicon, names, o)
}

// Mentions measures by cross-validation over documents: each is read by a
// recognizer that never saw it, trained on the free ones of the other folds.
func Mentions(m *ud.Model, names *gazetteer.Gazetteer, d *MentionData, folds, workers int, o mention.Options) *MentionReport {
	found := make([][]corpus.Mark, len(d.Documents))
	parallel(workers, folds, func(f int) {
		in := func(doc int) bool { return doc%folds == f }
		r := d.without(m, names, o, in)
		for i := range found {
			if in(i) {
				found[i] = marksFound(r, d.Read[i])
			}
		}
	})
	rep := NewMentionReport()
	for i := range found {
		rep.Add(d.Documents[i].Marks, found[i])
	}
	return rep
}

// marksFound are a recognizer's mentions in the sentences of one text.
func marksFound(r *mention.Recognizer, sents []mention.Example) []corpus.Mark {
	var out []corpus.Mark
	for i := range sents {
		out = append(out, marks(sents[i].Tokens, r.Find(sents[i].Tokens))...)
	}
	return out
}

func marks(t []mention.Token, spans []mention.Span) []corpus.Mark {
	var out []corpus.Mark
	for _, s := range spans {
		out = append(out, corpus.Mark{Span: schema.Span{Start: t[s.First].Start, End: t[s.Last].End}, Type: s.Type})
	}
	return out
}

// MentionReport holds the scores over persons, organisations, places and
// nationalities together, and by type.
type MentionReport struct {
	All    MentionScore
	byType []MentionScore // by number in mention.Types
}

// NewMentionReport makes an empty report.
func NewMentionReport() *MentionReport {
	return &MentionReport{byType: make([]MentionScore, len(mention.Types))}
}

// Of is the score of one type.
func (r *MentionReport) Of(t schema.EntityType) MentionScore {
	return r.byType[slices.Index(mention.Types, t)]
}

// MentionScore scores mentions with exactly the marked bounds, and mentions
// that overlap a marked one of their type.
type MentionScore struct{ Exact, Overlap Tally }

// Tally counts what was found.
type Tally struct{ Hits, False, Missed int }

// Precision is the share of the found that is right.
func (t Tally) Precision() float64 { return float64(t.Hits) / float64(max(1, t.Hits+t.False)) }

// Recall is the share of the marked that was found.
func (t Tally) Recall() float64 { return float64(t.Hits) / float64(max(1, t.Hits+t.Missed)) }

// F1 is the harmonic mean of both.
func (t Tally) F1() float64 { return 2 * float64(t.Hits) / float64(max(1, 2*t.Hits+t.False+t.Missed)) }

var coreMentions = []schema.EntityType{schema.Person, schema.Organization, schema.Place, schema.Nationality}

// Add scores one text as re3d's scorer does: a place read as an organisation,
// or the other way round, is right either way. By type it is wrong.
func (r *MentionReport) Add(gold, found []corpus.Mark) {
	body := func(t schema.EntityType) schema.EntityType {
		if t == schema.Place {
			return schema.Organization
		}
		return t
	}
	r.All.add(only(gold, coreMentions...), only(found, coreMentions...), body)
	for c, t := range mention.Types {
		r.byType[c].add(only(gold, t), only(found, t), body)
	}
}

func only(marks []corpus.Mark, types ...schema.EntityType) []corpus.Mark {
	return slices.DeleteFunc(slices.Clone(marks), func(m corpus.Mark) bool { return !slices.Contains(types, m.Type) })
}

func (s *MentionScore) add(gold, found []corpus.Mark, typ func(schema.EntityType) schema.EntityType) {
	s.Exact.add(gold, found, func(a, b corpus.Mark) bool { return a.Span == b.Span && typ(a.Type) == typ(b.Type) })
	s.Overlap.add(gold, found, func(a, b corpus.Mark) bool { return a.Overlaps(b.Span) && typ(a.Type) == typ(b.Type) })
}

// add pairs every found mark with the first marked one that fits and is free.
func (t *Tally) add(gold, found []corpus.Mark, fits func(a, b corpus.Mark) bool) {
	left := slices.Clone(gold)
	for _, f := range found {
		if i := slices.IndexFunc(left, func(g corpus.Mark) bool { return fits(g, f) }); i >= 0 {
			left = slices.Delete(left, i, i+1)
			t.Hits++
		} else {
			t.False++
		}
	}
	t.Missed += len(left)
}

// String is a table, one line a type.
func (r *MentionReport) String() string {
	var b strings.Builder
	line := func(name string, s MentionScore) {
		e, o := s.Exact, s.Overlap
		fmt.Fprintf(&b, "%-18s exact P %.3f R %.3f F1 %.3f   overlap P %.3f R %.3f F1 %.3f   of %d\n", name,
			e.Precision(), e.Recall(), e.F1(), o.Precision(), o.Recall(), o.F1(), e.Hits+e.Missed)
	}
	line("all four", r.All)
	for c, t := range mention.Types {
		if c > 0 {
			line(string(t), r.byType[c])
		}
	}
	return b.String()
}
