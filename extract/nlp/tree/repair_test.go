package tree

import (
	"strings"
	"testing"

	"github.com/entente-kg/entente/extract/nlp/ud"
)

// drawn makes a tree of lines “word lemma UPOS XPOS head relation”.
func drawn(lines string) *Tree {
	var s ud.Sentence
	for line := range strings.Lines(lines) {
		f := strings.Fields(line)
		head := int(f[4][0] - '0')
		s.Tokens = append(s.Tokens, ud.Token{Text: f[0], Lemma: f[1], UPOS: f[2], XPOS: f[3], Head: head, Deprel: f[5]})
	}
	return New(s)
}

func TestSubjectTakenForRoot(t *testing.T) {
	tr := drawn(`The the DET DT 2 det
council council NOUN NN 0 root
released release VERB VBN 2 acl
two two NUM CD 5 nummod
monks monk NOUN NNS 3 obj
yesterday yesterday NOUN NN 2 nmod`)
	v := word(t, tr, "released")
	if got := name(tr, tr.Agent(v)) + " " + name(tr, tr.Object(v)); got != "council monks" {
		t.Errorf("read %q", got)
	}
	if tr.Head(word(t, tr, "yesterday")) != v {
		t.Error("what stands behind the verb is not the verb's")
	}
}

func TestParticipleThatDescribesStays(t *testing.T) {
	for _, lines := range []string{`Monks monk NOUN NNS 0 root
released release VERB VBN 1 acl
in in ADP IN 4 case
Bern Bern PROPN NNP 2 obl`, `Families family NOUN NNS 0 root
granted grant VERB VBN 1 acl
asylum asylum NOUN NN 2 obj`, `Monks monk NOUN NNS 0 root
ordered order VERB VBN 1 acl
to to PART TO 4 mark
leave leave VERB VB 2 xcomp`} {
		if tr := drawn(lines); tr.Head(0) != None {
			t.Errorf("%q: the noun is no longer the root", lines)
		}
	}
}

func TestNameOfTheSubjectIsNoSubject(t *testing.T) {
	tr := drawn(`The the DET DT 2 det
group group NOUN NN 0 root
Ansar Ansar PROPN NNP 4 nsubj
freed free VERB VBD 2 acl:relcl
two two NUM CD 6 nummod
nurses nurse NOUN NNS 4 obj`)
	v := word(t, tr, "freed")
	if got := name(tr, tr.Agent(v)) + " " + name(tr, tr.Object(v)); got != "group nurses" {
		t.Errorf("read %q", got)
	}
}

func TestFirstOfTwoOwnersIsNoRoot(t *testing.T) {
	tr := drawn(`Peru Peru PROPN NNP 0 root
and and CCONJ CC 3 cc
Chile Chile PROPN NNP 1 conj
negotiators negotiator NOUN NNS 5 nsubj
agreed agree VERB VBD 3 acl
terms term NOUN NNS 5 obj`)
	v := word(t, tr, "agreed")
	if got := name(tr, tr.Agent(v)) + " " + name(tr, tr.Head(0)); got != "negotiators negotiators" {
		t.Errorf("read %q", got)
	}
}

func TestVerbTakenForParticipleBeforeItsObject(t *testing.T) {
	tr := drawn(`Danish Danish ADJ JJ 2 amod
nurses nurse NOUN NNS 0 root
distributed distribute VERB VBN 4 amod
books book NOUN NNS 2 obj
yesterday yesterday NOUN NN 2 obl:unmarked`)
	v := word(t, tr, "distributed")
	if got := name(tr, tr.Agent(v)) + " " + name(tr, tr.Object(v)); got != "nurses books" {
		t.Errorf("read %q", got)
	}
	tr = drawn(`Chad Chad PROPN NNP 2 nsubj
returned return VERB VBD 0 root
two two NUM CD 2 obj
captured capture VERB VBD 2 xcomp
boats boat NOUN NNS 4 obj`)
	v = word(t, tr, "returned")
	if got := name(tr, tr.Object(v)); got != "boats" {
		t.Errorf("read %q", got)
	}
}

func TestPlaceBehindItsPlight(t *testing.T) {
	tr := drawn(`Oman Oman PROPN NNP 2 nsubj
sent send VERB VBD 0 root
tents tent NOUN NNS 2 obj
to to PART TO 5 mark
flood flood VERB VB 3 acl
- - PUNCT HYPH 7 punct
hit hit VERB VB 5 conj
Chad Chad PROPN NNP 7 obj`)
	if got := name(tr, tr.Oblique(word(t, tr, "sent"), "to")); got != "Chad" {
		t.Errorf("read %q", got)
	}
}

func TestPlaceBeforeTwoSubjects(t *testing.T) {
	tr := drawn(`In in ADP IN 2 case
Oslo Oslo PROPN NNP 7 obl
, , PUNCT , 4 punct
Chad Chad PROPN NNP 2 conj
and and CCONJ CC 6 cc
Niger Niger PROPN NNP 2 conj
urged urge VERB VBD 0 root
Mali Mali PROPN NNP 7 obj`)
	s := tr.Subject(word(t, tr, "urged"))
	if got := name(tr, s) + " " + name(tr, tr.Conjuncts(s)[1]); got != "Chad Niger" {
		t.Errorf("read %q", got)
	}
}

func TestWhoIsHeldHostage(t *testing.T) {
	tr := drawn(`Rebels rebel NOUN NNS 2 nsubj
hold hold VERB VBP 0 root
Ana Ana PROPN NNP 5 compound
Silva Silva PROPN NNP 3 flat
hostage hostage NOUN NN 2 obj`)
	if got := name(tr, tr.Object(word(t, tr, "hold"))); got != "Ana" {
		t.Errorf("read %q", got)
	}
}

func TestWhoIsGivenANumberOfThem(t *testing.T) {
	tr := drawn(`Mali Mali PROPN NNP 2 nsubj
lent lend VERB VBD 0 root
Togo Togo PROPN NNP 2 obj
two two NUM CD 3 flat
Mirages Mirages PROPN NNP 3 flat`)
	if got := name(tr, tr.Object(word(t, tr, "lent"))); got != "Mirages" {
		t.Errorf("read %q", got)
	}
	tr = drawn(`Mali Mali PROPN NNP 2 nsubj
sold sell VERB VBD 0 root
Togo Togo PROPN NNP 2 obj
two two NUM CD 5 nummod
jets jet NOUN NNS 2 obl`)
	if got := name(tr, tr.Object(word(t, tr, "sold"))); got != "jets" {
		t.Errorf("read %q", got)
	}
}
