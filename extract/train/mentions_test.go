package train

import (
	"os"
	"path/filepath"
	"testing"

	"gotest.tools/v3/assert"
	is "gotest.tools/v3/assert/cmp"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp/mention"
	"github.com/entente-kg/entente/extract/nlp/mention/corpus"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/schema"
)

const (
	marked       = "../nlp/mention/corpus/testdata"
	mentionModel = "../nlp/mention/english.model"
)

// languageModel is the shipped model, without which nothing can be tagged.
func languageModel(t *testing.T) *ud.Model {
	t.Helper()
	m, err := ud.English()
	if err != nil {
		t.Skipf("no language model: %v", err)
	}
	return m
}

// beside finds a folder that stands beside a folder above this one.
func beside(t *testing.T, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	assert.NilError(t, err)
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		at := filepath.Join(filepath.Dir(dir), name)
		if info, err := os.Stat(at); err == nil && info.IsDir() {
			return at
		}
	}
	t.Skipf("no folder %s above", name)
	return ""
}

func mentionData(t *testing.T, m *ud.Model) *MentionData {
	t.Helper()
	shared := beside(t, "shared")
	d, err := ReadMentionData(m, filepath.Join(shared, "gold/re3d.dev.jsonl"),
		filepath.Join(shared, "corpora/gum-train.conllu.gz"), filepath.Join(marked, "own-train.txt"))
	assert.NilError(t, err)
	return d
}

func TestMentionsOfUnseenDocumentsAreFound(t *testing.T) {
	if testing.Short() {
		t.Skip("trains five times")
	}
	m := languageModel(t)
	rep := Mentions(m, gazetteer.Default(), mentionData(t, m), 5, 2, mention.Defaults())
	t.Logf("\n%s", rep)
	assert.Check(t, rep.All.Exact.F1() > 0.63, "exact")
	assert.Check(t, rep.All.Overlap.F1() > 0.75, "overlap")
}

func TestTheShippedRecognizerFindsActorsInAgencyProse(t *testing.T) {
	m := languageModel(t)
	file, err := os.ReadFile(mentionModel)
	assert.NilError(t, err)
	assert.Check(t, len(file) < 2<<20, "%d bytes", len(file))
	r, err := mention.Load(file, m.Lexicon, gazetteer.Default())
	assert.NilError(t, err)
	own, err := ReadMarked(m, filepath.Join(marked, "own-test.txt"))
	assert.NilError(t, err)
	rep := NewMentionReport()
	for _, e := range own {
		rep.Add(marks(e.Tokens, e.Mentions), marks(e.Tokens, r.Find(e.Tokens)))
	}
	t.Logf("\n%s", rep)
	assert.Check(t, rep.All.Exact.F1() > 0.8, "exact")
	assert.Check(t, rep.All.Overlap.F1() > 0.88, "overlap")
}

func TestAPlaceReadAsAnOrganisationCountsInAllButNotByType(t *testing.T) {
	mark := func(start, end int, typ schema.EntityType) corpus.Mark {
		return corpus.Mark{Span: schema.Span{Start: start, End: end}, Type: typ}
	}
	r := NewMentionReport()
	r.Add([]corpus.Mark{mark(0, 4, schema.Place), mark(6, 9, schema.Person), mark(20, 30, schema.Organization), mark(40, 44, schema.Date)},
		[]corpus.Mark{mark(0, 4, schema.Organization), mark(6, 8, schema.Person), mark(11, 13, schema.Nationality)})
	assert.Check(t, is.Equal(r.All, MentionScore{Exact: Tally{1, 2, 2}, Overlap: Tally{2, 1, 1}}))
	assert.Check(t, is.Equal(r.Of(schema.Place), MentionScore{Exact: Tally{0, 0, 1}, Overlap: Tally{0, 0, 1}}))
	assert.Check(t, is.Equal(r.Of(schema.Date), MentionScore{Exact: Tally{0, 0, 1}, Overlap: Tally{0, 0, 1}}))
}

func TestATallyWithoutHitsScoresNothing(t *testing.T) {
	assert.Check(t, is.Equal(Tally{}.F1(), 0.0))
	assert.Check(t, is.Equal(Tally{1, 1, 3}.F1(), 1.0/3))
}
