package corpus

import (
	"strings"

	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/mention"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/schema"
)

// Treebank gives the sentences of a treebank with the entities that GUM marks,
// as foreign examples. The model tags them but lends no tree: it was trained on
// these sentences, and its trees are better here than anywhere else.
func Treebank(m *ud.Model, sents []conllu.Sentence) []mention.Example {
	var out []mention.Example
	for i := range sents {
		s := &sents[i]
		tokens := make([]ud.Token, len(s.Words))
		for j, w := range s.Words {
			tokens[j].Text = w.Form
		}
		m.Tag(tokens)
		out = append(out, mention.Example{Tokens: tokens, Mentions: entities(s), Foreign: true})
	}
	return out
}

// entity is one opened by a bracket.
type entity struct {
	id, typ string
	first   int
}

// entities reads GUM's brackets: (3-person-… opens, 3) closes, and an entity
// of one word is (3-person-…).
func entities(s *conllu.Sentence) []mention.Span {
	var open []entity
	var out []mention.Span
	for i, w := range s.Words {
		for v := value(w.Misc, "Entity="); v != ""; {
			if v[0] != '(' {
				id, rest, _ := strings.Cut(v, ")")
				v = rest
				for k := len(open) - 1; k >= 0; k-- {
					if open[k].id == id {
						out = appendEntity(out, s, open[k], i)
						open = append(open[:k], open[k+1:]...)
						break
					}
				}
				continue
			}
			end := len(v)
			if n := strings.IndexAny(v[1:], "()"); n >= 0 {
				end = n + 1
			}
			id, rest, _ := strings.Cut(v[1:end], "-")
			typ, _, _ := strings.Cut(rest, "-")
			e := entity{id, typ, i}
			if v = v[end:]; strings.HasPrefix(v, ")") {
				v = v[1:]
				out = appendEntity(out, s, e, i)
			} else {
				open = append(open, e)
			}
		}
	}
	return flat(out)
}

func value(misc, key string) string {
	for f := range strings.SplitSeq(misc, "|") {
		if v, ok := strings.CutPrefix(f, key); ok {
			return v
		}
	}
	return ""
}

// appendEntity adds an entity as re3d would mark it: no pronoun, nothing from
// the first clause, apposition or comma behind its head on, and people in the
// plural as a body.
func appendEntity(out []mention.Span, s *conllu.Sentence, e entity, last int) []mention.Span {
	head := e.first
	for head < last && inside(s.Words[head].Head, e.first, last) {
		head++
	}
	w := &s.Words[head]
	if w.UPOS == "PRON" || w.UPOS == "DET" {
		return out
	}
	for i := head + 1; i <= last; i++ {
		if behind(&s.Words[i]) {
			last = i - 1
		}
	}
	for last > head && (s.Words[last].UPOS == "PUNCT" || s.Words[last].UPOS == "PRON" || s.Words[last].UPOS == "ADP") {
		last--
	}
	typ := entityTypes[e.typ]
	if typ == schema.Person && (w.XPOS == "NNS" || w.XPOS == "NNPS" || w.Lemma == "people") {
		typ = schema.Organization
	}
	if typ == "" {
		return out
	}
	return append(out, mention.Span{First: e.first, Last: last, Type: typ})
}

var entityTypes = map[string]schema.EntityType{"person": schema.Person, "organization": schema.Organization,
	"place": schema.Place, "time": schema.Date}

func inside(head, first, last int) bool { return head-1 >= first && head-1 <= last }

// behind tells whether a word begins what a mention does not reach.
func behind(w *conllu.Word) bool {
	d, _, _ := strings.Cut(w.Deprel, ":")
	switch d {
	case "acl", "appos", "parataxis", "advcl":
		return true
	}
	return w.Form == "," || w.Form == "("
}
