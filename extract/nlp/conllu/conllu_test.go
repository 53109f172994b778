package conllu

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const sample = `# newpar
# sent_id = s1
# text = Don't go.
1-2	Don't	_	_	_	_	_	_	_	_
1	Do	do	AUX	VB	_	3	aux	_	_
2	n't	not	PART	RB	_	3	advmod	_	_
3	go	go	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
3.1	there	there	ADV	RB	_	_	_	3:advmod	_
4	.	.	PUNCT	.	_	3	punct	_	_

`

func TestWhatWasReadIsWrittenAgain(t *testing.T) {
	sents, err := Read(strings.NewReader(sample), "sample")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, sents); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(sample, b.String()); d != "" {
		t.Error(d)
	}
	if !sents[0].NewParagraph() || sents[0].Comment("sent_id") != "s1" {
		t.Errorf("comments not found in %q", sents[0].Comments)
	}
	want := []Token{{"Don't", 1, 2, true}, {"go", 3, 3, false}, {".", 4, 4, true}}
	if d := cmp.Diff(want, sents[0].Tokens()); d != "" {
		t.Error(d)
	}
}

func TestTreebanksAreWrittenAsTheyWere(t *testing.T) {
	files, err := filepath.Glob("../../../../shared/corpora/*-dev.conllu.gz")
	if err != nil || len(files) == 0 {
		t.Skip("no treebanks beside the project")
	}
	for _, path := range files {
		sents, err := ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var once, twice bytes.Buffer
		if err := Write(&once, sents); err != nil {
			t.Fatal(err)
		}
		again, err := Read(bytes.NewReader(once.Bytes()), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := Write(&twice, again); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Errorf("%s changes when written twice", path)
		}
	}
}

func TestFaultsNameFileAndLine(t *testing.T) {
	word := "\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n"
	for _, c := range []struct{ in, want string }{
		{"1\tgo\n\n", "f:1: 2 columns, want 10"},
		{"# c\n2" + word + "\n", `f:2: word number "2", want 1`},
		{"1" + strings.Replace(word, "\t0\t", "\tx\t", 1), `f:1: head "x" of word 1`},
		{"1" + strings.Replace(word, "\t0\t", "\t1\t", 1), `f:1: head "1" of word 1`},
		{"1" + strings.Replace(word, "\t0\t", "\t4\t", 1), `f:1: head 4 of word 1 in a sentence of 1`},
		{"1-2\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n1" + word, `f:1: multiword token 1-2 in a sentence of 1`},
		{"2-3\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n1" + word, `f:1: multiword token "2-3" before word 1`},
		{"# alone\n\n", `f:1: sentence without words`},
		{"1" + word + "# late\n", `f:2: comment inside a sentence`},
	} {
		sents, err := Read(strings.NewReader(c.in), "f")
		if err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v, want %s", c.in, err, c.want)
		}
		if len(sents) != 0 {
			t.Errorf("%q: a faulty sentence came through", c.in)
		}
	}
}

func TestAFaultSpoilsItsOwnSentenceAlone(t *testing.T) {
	sents, err := Read(strings.NewReader("1\tbad\n\n"+sample+"9\tbad\n"), "f")
	if len(sents) != 1 || sents[0].Line != 3 {
		t.Errorf("got %d sentences", len(sents))
	}
	if err == nil || strings.Count(err.Error(), "f:") != 2 {
		t.Errorf("want both faults, got %v", err)
	}
}
