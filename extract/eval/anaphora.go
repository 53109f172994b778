package eval

import (
	"fmt"
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// AnaphorKinds are the kinds of words that stand for what was named before, as the sheet lists them.
var AnaphorKinds = []string{"he she", "it", "they", "his her", "its", "their", "the latter, both", "description", "apposition",
	"surname", "acronym", "other name"}

// AnaphorScore counts, for one kind, what was to be answered and what was.
type AnaphorScore struct {
	Gold     int // anaphors whose chain was named before by a name that the linker knows
	Answered int // of these
	Right    int // of these
	Stray    int // answers to anaphors of which the linker could not know the name
	Of       int // anaphors that it could not
}

// AnaphorTable is the scores by kind, the answers that were not right, and what had none.
type AnaphorTable struct {
	Kinds map[string]*AnaphorScore
	Wrong []string
	Still []string // anaphors that were not answered
}

// Anaphora links the documents and compares what the anaphors stand for.
func Anaphora(l *link.Linker, docs []Chained) AnaphorTable {
	t := AnaphorTable{Kinds: map[string]*AnaphorScore{}}
	for _, k := range AnaphorKinds {
		t.Kinds[k] = &AnaphorScore{}
	}
	for _, c := range docs {
		var sents []nlp.Sentence
		for _, b := range c.Blocks {
			sents = append(sents, nlp.Sentences(c.Text, b)...)
		}
		r := chainReader{Chained: c, d: l.Link("", c.Text, sents), all: map[string][]string{}, before: map[string][]string{}, names: map[string][]string{}}
		r.read(&t)
	}
	return t
}

// chainReader reads one linked document beside its chains.
type chainReader struct {
	Chained
	d      *link.Doc
	all    map[string][]string // chain -> the entities that its names are linked to, anywhere
	before map[string][]string // the same, up to the mention looked at
	names  map[string][]string // chain -> its names up to there
}

func (r *chainReader) read(t *AnaphorTable) {
	for _, m := range r.Mentions {
		add(r.all, m.Chain, r.entity(m))
	}
	for _, m := range r.Mentions {
		if kind := r.kind(m); kind != "" {
			r.score(t, kind, m)
		}
		add(r.before, m.Chain, r.entity(m))
		if m.named() {
			add(r.names, m.Chain, m.text())
		}
	}
}

func add(to map[string][]string, key, value string) {
	if value != "" && !slices.Contains(to[key], value) {
		to[key] = append(to[key], value)
	}
}

// want is what the chain stands for: one set a part, each of the entities that its names were linked to.
func (r *chainReader) want(chain string, known map[string][]string) [][]string {
	if ids := known[chain]; len(ids) > 0 {
		return [][]string{ids}
	}
	var out [][]string
	for _, part := range r.Split[chain] {
		if len(known[part]) == 0 {
			return nil
		}
		out = append(out, known[part])
	}
	return out
}

func (r *chainReader) score(t *AnaphorTable, kind string, m ChainMention) {
	k := t.Kinds[kind]
	got := r.answer(kind, m)
	want := r.want(m.Chain, r.before)
	if want == nil {
		k.Of++
		if len(got) > 0 && !agree(got, r.want(m.Chain, r.all)) {
			k.Stray++
			t.Wrong = append(t.Wrong, r.line(kind, m, got, nil))
		}
		return
	}
	k.Gold++
	if len(got) == 0 {
		t.Still = append(t.Still, r.line(kind, m, got, want))
		return
	}
	k.Answered++
	if agree(got, want) {
		k.Right++
		return
	}
	t.Wrong = append(t.Wrong, r.line(kind, m, got, want))
}

// agree tells whether every answer is a part of what is wanted, and every part has its answer.
func agree(got []string, want [][]string) bool {
	if len(got) != len(want) {
		return false
	}
	for _, part := range want {
		if !slices.ContainsFunc(got, func(g string) bool { return slices.Contains(part, g) }) {
			return false
		}
	}
	return true
}

func (r *chainReader) line(kind string, m ChainMention, got []string, want [][]string) string {
	from := m.Start - min(m.Start, 160)
	to := min(len(r.Text), m.End+60)
	cut := strings.ToValidUTF8(r.Text[from:m.Start]+"["+m.text()+"]"+r.Text[m.End:to], "")
	return fmt.Sprintf("%s: %s: got %v, want %v: %s", r.Name, kind, got, want, strings.Join(strings.Fields(cut), " "))
}

func (m ChainMention) text() string {
	var out []string
	for _, w := range m.Words {
		out = append(out, w.Form)
	}
	return strings.Join(out, " ")
}

func (m ChainMention) named() bool {
	return len(m.Head) > 0 && m.Words[m.head()].UPOS == "PROPN" && !m.group()
}

// owned tells a description that a name in it explains: the Mexican government.
func (m ChainMention) owned() bool {
	return slices.ContainsFunc(m.Words[1:], func(w ChainWord) bool { return strings.ToLower(w.Form) != w.Form })
}

func only(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

var (
	personal   = only("he him himself she her herself")
	neuter     = only("it itself")
	plural     = only("they them themselves")
	pairs      = only("former latter pair two both duo")
	actorTypes = only("person place organization")
)

// kind is which sort of anaphor the mention is, or empty.
func (r *chainReader) kind(m ChainMention) string {
	if len(m.Head) == 0 || !actorTypes[m.Type] || m.Link == "cata" {
		return ""
	}
	w := m.Words[m.head()]
	lower := strings.ToLower(w.Form)
	switch first := strings.ToLower(m.Words[0].Form); {
	case w.XPOS == "PRP$" && len(m.Words) == 1:
		switch lower {
		case "his", "her":
			return "his her"
		case "its", "their":
			return lower
		}
	case w.UPOS == "PRON" && personal[lower]:
		return "he she"
	case w.UPOS == "PRON" && neuter[lower]:
		return "it"
	case w.UPOS == "PRON" && plural[lower]:
		return "they"
	case pairs[lower] && len(m.Words) < 3:
		return "the latter, both"
	case m.named():
		return r.nameKind(m)
	case m.Link == "appos":
		return "apposition"
	case m.Link == "coref" && w.UPOS == "NOUN" && (first == "the" || first == "this" || first == "both" || first == "these") && len(m.Words) < 5 && !m.owned():
		return "description"
	}
	return ""
}

// nameKind tells a name unlike all the names of its chain before it.
func (r *chainReader) nameKind(m ChainMention) string {
	names := r.names[m.Chain]
	if len(names) == 0 || slices.Contains(names, m.text()) {
		return ""
	}
	last := m.Words[len(m.Words)-1].Form
	for _, n := range names {
		switch {
		case m.Type == "person" && len(m.Words) == 1 && strings.HasSuffix(n, " "+last):
			return "surname"
		case len(m.Words) == 1 && len(last) > 1 && last == strings.ToUpper(last) && strings.Contains(n, " "):
			return "acronym"
		}
	}
	return "other name"
}

// entity is what the linker takes the name for, or empty where the mention is no name of its own.
func (r *chainReader) entity(m ChainMention) string {
	if !m.named() {
		return ""
	}
	w := m.Words[m.head()]
	for _, x := range r.d.Mentions() {
		if x.Start <= w.Start && w.End <= x.End && m.Start <= x.Start && x.Type != schema.Nationality && fits(m.Type, x.Type) {
			return x.Entity
		}
	}
	return ""
}

// A state is an organization here and a place there.
func fits(gold string, t schema.EntityType) bool {
	switch t {
	case schema.Person:
		return gold == "person"
	case schema.Place, schema.Region:
		return gold == "place"
	case schema.Country:
		return gold == "place" || gold == "organization"
	}
	return gold == "organization"
}

// answer is what the linker says that the anaphor stands for.
func (r *chainReader) answer(kind string, m ChainMention) []string {
	switch kind {
	case "surname", "acronym", "other name":
		if e := r.entity(m); e != "" {
			return []string{e}
		}
		return nil
	}
	w := m.Words[m.head()]
	for si := range r.d.Sentences {
		s := &r.d.Sentences[si]
		if w.Start < s.Start || w.Start >= s.End {
			continue
		}
		i := slices.IndexFunc(s.Tokens, func(t nlp.Token) bool { return t.Start <= w.Start && w.Start < t.End })
		k := s.PhraseAt(i)
		if i < 0 || k < 0 {
			return nil
		}
		switch p := s.Phrases[k]; {
		case p.Pronoun == i && p.Head != i:
			return ids(r.d.Possessor(si, k))
		case p.Head == i:
			return ids(r.d.Refs(si, k))
		}
	}
	return nil
}

func ids(refs []link.Ref) []string {
	var out []string
	for _, r := range refs {
		if !slices.Contains(out, r.Entity) {
			out = append(out, r.Entity)
		}
	}
	return out
}

// Score is the score of a kind, or of all.
func (t AnaphorTable) Score(kind string) AnaphorScore {
	var sum AnaphorScore
	for _, k := range AnaphorKinds {
		if s := t.Kinds[k]; k == kind || kind == "all" {
			sum.Gold, sum.Answered, sum.Right = sum.Gold+s.Gold, sum.Answered+s.Answered, sum.Right+s.Right
			sum.Stray, sum.Of = sum.Stray+s.Stray, sum.Of+s.Of
		}
	}
	return sum
}

// Strict is the precision with stray answers counted as wrong; of no answers it is 1.
func (s AnaphorScore) Strict() float64 {
	if s.Answered+s.Stray == 0 {
		return 1
	}
	return float64(s.Right) / float64(s.Answered+s.Stray)
}

// Sheet writes the scores as a table, one kind a line. Strict precision counts
// the stray answers as wrong.
func (t AnaphorTable) Sheet() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-18s %6s %9s %6s %6s %10s %7s %12s\n", "kind", "gold", "answered", "right", "recall", "precision", "strict", "stray")
	line := func(name string, s AnaphorScore) {
		fmt.Fprintf(&b, "%-18s %6d %9d %6d %6s %10s %7s %12s\n", name, s.Gold, s.Answered, s.Right, ratio(s.Right, s.Gold),
			ratio(s.Right, s.Answered), ratio(s.Right, s.Answered+s.Stray), fmt.Sprintf("%d of %d", s.Stray, s.Of))
	}
	for _, k := range AnaphorKinds {
		line(k, t.Score(k))
	}
	line("all", t.Score("all"))
	return b.String()
}
