package mention

import (
	"strings"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/linear"
)

// word is what the features see of a token.
type word struct {
	form, lemma uint32 // folded
	field       uint32 // WordNet's field of the noun, 0 if none
	suffix      [2]uint32
	shape       uint32
	gov, deprel uint32 // the head's lemma and the relation to it, 0 without a tree
	pos         uint8
	head        int // in the tree, or -1
	low, high   int // of what hangs on it within a noun phrase
	capital     bool
	plural      bool
	joiner      bool // a hyphen or a slash, which does not end a name
	match       int  // number of the gazetteer's match it is in, or -1
}

type match struct {
	first, last int
	kind        uint32 // its entry's type, and what the name is to it
}

type sentence struct {
	words   []word
	matches []match
	tree    bool
}

var blank = word{form: 1, shape: 1, match: -1}

func (s *sentence) at(i int) *word {
	if i < 0 || i >= len(s.words) {
		return &blank
	}
	return &s.words[i]
}

// look prepares a sentence.
func look(tokens []Token, words *lex.Lexicon, names *gazetteer.Gazetteer) *sentence {
	s := &sentence{words: make([]word, len(tokens))}
	texts := make([]string, len(tokens))
	for i := range tokens {
		texts[i] = tokens[i].Text
		s.words[i] = lookWord(&tokens[i], words)
	}
	for i := range tokens {
		if t := &tokens[i]; t.Deprel != "" {
			s.tree = true
			s.words[i].deprel = linear.Hash(t.Deprel)
			if h := t.Head - 1; h >= 0 && h < len(tokens) {
				s.words[i].gov = s.words[h].lemma
				s.words[i].head = h
			}
		}
	}
	s.reach(tokens)
	if names == nil {
		return s
	}
	end := 0
	for _, m := range names.Find(texts) {
		if m.First < end { // the same name means another entry too
			continue
		}
		end = m.Last
		for i := m.First; i < m.Last; i++ {
			s.words[i].match = len(s.matches)
		}
		kind := linear.Hash(string(m.Entry.Type) + "/" + string(m.Kind))
		s.matches = append(s.matches, match{m.First, m.Last - 1, kind})
	}
	return s
}

func lookWord(t *Token, words *lex.Lexicon) word {
	l, f := words.Look(t.Text), lex.Fold(t.Text)
	w := word{form: linear.Hash(f), field: l.Noun, suffix: [2]uint32{l.Suffix[1], l.Suffix[2]}, shape: l.Shape,
		pos: posOf[t.UPOS], capital: lex.Capital(t.Text), joiner: f == "-" || f == "/", match: -1, head: -1,
		plural: t.XPOS == "NNS" || t.XPOS == "NNPS"}
	w.lemma = w.form
	if t.Lemma != "" {
		w.lemma = linear.Hash(strings.ToLower(t.Lemma))
	}
	return w
}

// reach finds how far the phrase of every word goes, without the clauses,
// conjuncts, appositions and prepositions that hang on it too.
func (s *sentence) reach(tokens []Token) {
	for i := range s.words {
		s.words[i].low, s.words[i].high = i, i
	}
	for i := range s.words {
		low, high := i, i
		for k, n := i, 0; k >= 0 && n < 12; n++ {
			w := &s.words[k]
			w.low, w.high = min(w.low, low), max(w.high, high)
			switch d, _, _ := strings.Cut(tokens[k].Deprel, ":"); d {
			case "det", "amod", "nummod", "compound", "nmod", "flat", "fixed", "advmod", "goeswith":
				k = w.head
			case "case":
				if tokens[k].XPOS != "POS" {
					k = -1
					continue
				}
				k = w.head
			default:
				k = -1
			}
		}
	}
}
