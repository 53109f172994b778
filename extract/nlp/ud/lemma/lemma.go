// Package lemma finds the dictionary form of a word.
//
//	form + tag -> lemma
//
// Words that the rules would get wrong are listed; all others go by the ending
// that a treebank's words have, checked against the dictionary. It never gives
// an empty lemma.
package lemma

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/pack"
)

// Edit turns the end of a form into the end of its lemma.
type Edit struct{ Strip, Add string }

// apply edits a form, if it ends as the edit asks and more is left of it.
func (e Edit) apply(form string) (string, bool) {
	stem, ok := strings.CutSuffix(form, e.Strip)
	return stem + e.Add, ok && stem != ""
}

// Key is an ending, or a whole form, under a tag.
type Key struct {
	Tag  uint8
	Text string
}

// Lemmatizer holds what was learnt. It is read only.
type Lemmatizer struct {
	Listed  map[Key]string // lower-case form -> lemma
	Endings map[Key][]Edit // the likeliest first
	Cased   []bool         // by tag: a capital inside a sentence stays
	Class   []lex.Info     // by tag: the dictionary's class, or 0
}

// LongestEnding bounds the endings that rules look at.
const LongestEnding = 5

// Lemma gives the lemma of a form; first tells that it begins its sentence,
// where a capital means nothing.
func (z *Lemmatizer) Lemma(form string, tag uint8, first bool, words *lex.Lexicon) string {
	low := strings.ToLower(straight.Replace(form))
	keep := z.Cased[tag]
	if l, ok := slipped[low]; ok && z.Class[tag] == lex.IsVerb {
		return l
	}
	if l, ok := z.Listed[Key{tag, low}]; ok {
		if right, slip := slips[l]; slip {
			return right
		}
		return l
	}
	out := z.byEnding(low, tag, words)
	if keep && !(first && z.Class[tag] != 0) && lex.Capital(form) {
		return recase(form, out)
	}
	return out
}

// slips are lemmas that a treebank has wrong, and the model with it: freed, of fre.
var slips = map[string]string{"fre": "free"}

// slipped are forms of verbs of which treebanks or endings make another verb.
var slipped = map[string]string{"fled": "flee", "fined": "fine", "fining": "fine", "raped": "rape", "raping": "rape", "axed": "axe", "axing": "axe",
	"clamped": "clamp", "doled": "dole", "doling": "dole", "enrolled": "enroll", "meted": "mete", "meting": "mete", "besought": "beseech",
	"lambasted": "lambast", "stymied": "stymie", "routing": "rout", "ramped": "ramp"}

var straight = strings.NewReplacer("’", "'", "`", "'")

// byEnding applies the first edit that makes a word of the dictionary, those of
// the longest known ending before those of shorter ones; if none does, the
// likeliest edit of the longest.
func (z *Lemmatizer) byEnding(low string, tag uint8, words *lex.Lexicon) string {
	class := z.Class[tag]
	if v := lex.Irregular(low); v != "" && class == lex.IsVerb {
		return v
	}
	likeliest := ""
	for n := min(LongestEnding, len(low)); n >= 0; n-- {
		for _, e := range z.Endings[Key{tag, low[len(low)-n:]}] {
			l, ok := e.apply(low)
			if !ok {
				continue
			}
			if likeliest == "" {
				likeliest = l
			}
			if class == 0 || words.Lemma(l)&class != 0 {
				return l
			}
		}
	}
	if likeliest == "" {
		return low
	}
	return likeliest
}

// recase writes a lower-case lemma with the capitals of its form.
func recase(form, low string) string {
	var b strings.Builder
	rest := form
	for i, r := range low {
		f, n := utf8.DecodeRuneInString(rest)
		if n == 0 || unicode.ToLower(f) != r {
			b.WriteString(low[i:])
			return b.String()
		}
		b.WriteRune(f)
		rest = rest[n:]
	}
	return b.String()
}

// Encode writes the lemmatizer.
func (z *Lemmatizer) Encode(w *pack.Writer) {
	w.Uint(uint64(len(z.Cased)))
	for t, c := range z.Cased {
		v := uint64(z.Class[t]) << 1
		if c {
			v |= 1
		}
		w.Uint(v)
	}
	listed := sortedKeys(z.Listed)
	w.Uint(uint64(len(listed)))
	for _, k := range listed {
		w.Byte(k.Tag)
		w.String(k.Text)
		w.String(z.Listed[k])
	}
	endings := sortedKeys(z.Endings)
	w.Uint(uint64(len(endings)))
	for _, k := range endings {
		w.Byte(k.Tag)
		w.String(k.Text)
		w.Uint(uint64(len(z.Endings[k])))
		for _, e := range z.Endings[k] {
			w.String(e.Strip)
			w.String(e.Add)
		}
	}
}

// Decode reads what Encode wrote, for a model of so many tags.
func Decode(r *pack.Reader, tags int) (*Lemmatizer, error) {
	z := &Lemmatizer{Listed: map[Key]string{}, Endings: map[Key][]Edit{}}
	for range r.Len() {
		v := r.Uint()
		z.Cased = append(z.Cased, v&1 != 0)
		z.Class = append(z.Class, lex.Info(v>>1))
	}
	for range r.Len() {
		k := Key{r.Byte(), r.String()}
		z.Listed[k] = r.String()
	}
	for range r.Len() {
		k := Key{r.Byte(), r.String()}
		var edits []Edit
		for range r.Len() {
			edits = append(edits, Edit{r.String(), r.String()})
		}
		z.Endings[k] = edits
	}
	if r.Err() == nil && len(z.Cased) != tags {
		r.Fault("tags")
	}
	if r.Err() != nil {
		return nil, fmt.Errorf("lemmas: %w", r.Err())
	}
	return z, nil
}
