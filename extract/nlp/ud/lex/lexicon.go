package lex

import (
	"fmt"
	"strings"

	"github.com/entente-kg/entente/extract/nlp/ud/linear"
	"github.com/entente-kg/entente/extract/nlp/ud/pack"
)

// Lexicon holds what is known of forms and lemmas. It is read only.
type Lexicon struct {
	lemmas *table // hash of a lemma -> Info
	seen   *table // hash of a folded form -> hash of the tags seen with it
	fixed  *table // hash of a form -> the only tag seen with it
}

// Info is a dictionary's word on a lemma.
type Info uint32

// Parts of an Info: four class bits, the semantic fields of the first noun and
// verb sense (WordNet's lexicographer files), the verb's frames, the class used
// most, and whether the noun is a name.
const (
	IsNoun Info = 1 << iota
	IsVerb
	IsAdj
	IsAdv
	nounShift       = 4  // 5 bits
	verbShift       = 9  // 4 bits
	frameShift      = 13 // 5 bits
	usualShift      = 18 // 3 bits
	IsName     Info = 1 << 21
)

// MakeInfo packs the parts; noun and verb are 1 + field, usual is 1 + class.
func MakeInfo(classes Info, noun, verb, frames, usual uint32) Info {
	return classes | Info(noun&31)<<nounShift | Info(verb&15)<<verbShift | Info(frames&31)<<frameShift | Info(usual&7)<<usualShift
}

// New makes a lexicon from an Info per lemma; tags come with WithTags.
func New(lemmas map[string]Info) *Lexicon {
	m := make(map[uint32]uint32, len(lemmas))
	for w, i := range lemmas {
		m[linear.Hash(w)] |= uint32(i)
	}
	return &Lexicon{lemmas: newTable(m), seen: newTable(nil), fixed: newTable(nil)}
}

// WithTags is the same lexicon knowing the tags that forms were seen with:
// seen by folded form, fixed by form.
func (l *Lexicon) WithTags(seen, fixed map[string]uint32) *Lexicon {
	hash := func(in map[string]uint32) *table {
		m := make(map[uint32]uint32, len(in))
		for w, v := range in {
			h := linear.Hash(w)
			if old, ok := m[h]; !ok || v < old { // two words on one hash: any fixed choice will do
				m[h] = v
			}
		}
		return newTable(m)
	}
	return &Lexicon{lemmas: l.lemmas, seen: hash(seen), fixed: hash(fixed)}
}

// Lemma is what the dictionary says of a lower-case lemma, 0 if unknown.
func (l *Lexicon) Lemma(lemma string) Info {
	v, _ := l.lemmas.get(linear.Hash(lemma))
	return Info(v)
}

type entry struct{ bits, noun, verb, frames uint32 }

// Inflection bits, above the class bits.
const (
	pluralBit = 16 << iota
	thirdBit
	pastBit
	ingBit
	degreeBit
	nameBit
)

// classes gathers what a folded form may be, also as an inflected form.
func (l *Lexicon) classes(f string) entry {
	base := l.Lemma(f)
	e := entry{bits: uint32(base & 15), frames: uint32(base>>frameShift) & 31}
	e.noun, e.verb = uint32(base>>nounShift)&31, uint32(base>>verbShift)&15
	e.bits |= uint32(base>>usualShift&7) << 10
	if base&IsName != 0 {
		e.bits |= nameBit
	}
	as := func(class Info, bit uint32, lemma string) {
		i := l.Lemma(lemma)
		if i&class == 0 {
			return
		}
		e.bits |= bit
		if class == IsNoun && e.noun == 0 {
			e.noun = uint32(i>>nounShift) & 31
		}
		if class == IsVerb && e.verb == 0 {
			e.verb, e.frames = uint32(i>>verbShift)&15, uint32(i>>frameShift)&31
		}
	}
	if v, ok := irregular[f]; ok {
		as(IsVerb, pastBit, v)
	}
	for _, s := range Stems(f, "s") {
		as(IsNoun, pluralBit, s)
		as(IsVerb, thirdBit, s)
	}
	for _, s := range Stems(f, "ed") {
		as(IsVerb, pastBit, s)
	}
	for _, s := range Stems(f, "ing") {
		as(IsVerb, ingBit, s)
	}
	for _, end := range [...]string{"er", "est"} {
		for _, s := range Stems(f, end) {
			as(IsAdj, degreeBit, s)
		}
	}
	return e
}

// Stems gives the lemmas that a form with this regular ending may have.
func Stems(f, ending string) []string {
	if !strings.HasSuffix(f, ending) || len(f) < len(ending)+2 || strings.HasSuffix(f, "ss") {
		return nil
	}
	stem := f[:len(f)-len(ending)]
	last := stem[len(stem)-1]
	out := make([]string, 0, 4)
	out = append(out, stem)
	if ending == "s" {
		if last == 'e' {
			out = append(out, stem[:len(stem)-1]) // boxes
			if n := len(stem); n > 2 && stem[n-2] == 'i' {
				out = append(out, stem[:n-2]+"y") // cities
			}
		}
		return out
	}
	out = append(out, stem+"e")
	if last == 'i' {
		out = append(out, stem[:len(stem)-1]+"y")
	}
	if n := len(stem); n > 2 && stem[n-2] == last {
		out = append(out, stem[:n-1]) // stopped
	}
	return out
}

// Encode writes the lexicon.
func (l *Lexicon) Encode(w *pack.Writer) {
	l.lemmas.encode(w)
	l.seen.encode(w)
	l.fixed.encode(w)
}

// Decode reads what Encode wrote.
func Decode(r *pack.Reader) (*Lexicon, error) {
	l := &Lexicon{decodeTable(r), decodeTable(r), decodeTable(r)}
	if r.Err() != nil {
		return nil, fmt.Errorf("lexicon: %w", r.Err())
	}
	return l, nil
}
