package nlp

import (
	_ "embed"
	"strings"
)

// Form is the form of a verb. A past form may also be a participle.
type Form string

// The forms of a verb, by the field's tag set (Penn Treebank).
const (
	Base       Form = "VB"
	ThirdForm  Form = "VBZ"
	Past       Form = "VBD"
	Participle Form = "VBN"
	Gerund     Form = "VBG"
)

type verbForm struct {
	lemma string
	form  Form
	noun  bool // as often a noun
	only  bool // a past that is no participle: spoke
}

// Lexicon knows the inflected forms of verbs.
type Lexicon struct{ forms map[string][]verbForm }

//go:embed verbs.txt
var verbsFile string

// NewLexicon holds the verbs of verbs.txt and the more ones, which inflect regularly.
func NewLexicon(more []string) *Lexicon {
	l := &Lexicon{forms: map[string][]verbForm{}}
	known := map[string]bool{}
	for line := range strings.Lines(verbsFile) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		noun := f[len(f)-1] == "n" && len(f) > 1
		if noun {
			f = f[:len(f)-1]
		}
		if !known[f[0]] {
			known[f[0]] = true
			l.add(f, noun)
		}
	}
	for _, v := range more {
		if !known[v] && !strings.Contains(v, " ") {
			known[v] = true
			l.add([]string{v}, false)
		}
	}
	return l
}

// add takes a lemma, and where they are irregular its past and its participle.
func (l *Lexicon) add(f []string, noun bool) {
	lemma, past := f[0], regularPast(f[0])
	part := past
	if len(f) > 1 {
		past, part = f[1], f[1]
	}
	if len(f) > 2 {
		part = f[2]
	}
	put := func(w string, form Form) {
		l.forms[w] = append(l.forms[w], verbForm{lemma, form, noun, form == Past && part != past})
	}
	put(lemma, Base)
	put(plural(lemma), ThirdForm)
	put(past, Past)
	if part != past {
		put(part, Participle)
	}
	put(gerund(lemma), Gerund)
}

// plural is also the third form of a verb.
func plural(w string) string {
	switch {
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "z"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"), w == "go", w == "do", w == "veto":
		return w + "es"
	case strings.HasSuffix(w, "y") && !vowel(w[len(w)-2]):
		return w[:len(w)-1] + "ies"
	case w == "have":
		return "has"
	}
	return w + "s"
}

func regularPast(w string) string {
	switch {
	case strings.HasSuffix(w, "e"):
		return w + "d"
	case strings.HasSuffix(w, "y") && !vowel(w[len(w)-2]):
		return w[:len(w)-1] + "ied"
	case doubles(w):
		return w + w[len(w)-1:] + "ed"
	}
	return w + "ed"
}

func gerund(w string) string {
	switch {
	case strings.HasSuffix(w, "ie"):
		return w[:len(w)-2] + "ying"
	case strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "ee"):
		return w[:len(w)-1] + "ing"
	case doubles(w):
		return w + w[len(w)-1:] + "ing"
	}
	return w + "ing"
}

var doubling = set(`admit commit submit permit compel expel repel occur refer prefer regret transfer kidnap rebut
	ban bar cut drop get grab hit let plan plot put rob run set shut ship slam slip split spin stab step stop strip swap
	win wrap beg begin forget chat quit equip snub ram rig gun pin tap tip top hug drag flag dig sit fit control patrol
	travel cancel signal quarrel label level`)

func doubles(w string) bool { return doubling[w] }

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// singular undoes the plural of a noun where that is regular or known.
func singular(w string) string {
	if s, ok := irregularPlurals[w]; ok {
		return s
	}
	if strings.HasSuffix(w, "men") && len(w) > 5 && w != "specimen" && w != "regimen" && w != "abdomen" {
		return w[:len(w)-2] + "an" // gunmen
	}
	switch {
	case len(w) < 4 || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "ies"):
		if w == "ties" {
			return "tie"
		}
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "oes"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}

var irregularPlurals = map[string]string{"men": "man", "women": "woman", "people": "person", "children": "child",
	"forces": "forces", "troops": "troops", "talks": "talks", "policemen": "policeman", "spokesmen": "spokesman", "series": "series",
	"aircraft": "aircraft", "jets": "jet", "armies": "army", "allies": "ally", "enemies": "enemy", "foes": "foe", "ties": "tie"}
