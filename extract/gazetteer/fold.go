package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// atom is the smallest piece of a name. A token is one atom, or several where a
// hyphen, a slash or an apostrophe stands in it, or none where it is itself a
// hyphen: so Nagorno-Karabakh is the same name in one token, in three, and with a space.
type atom struct {
	plain  string // as written
	folded string // without accents and full stops; case kept
	token  int
	first  bool // the token starts with it
	last   bool // the token ends with it
}

const separators = "-‐‑–/'’‘ʼ′`´"

// atoms appends the atoms of a token.
func atoms(to []atom, token string, index int) []atom {
	if plainASCII(token) {
		return append(to, atom{token, saint(token), index, true, true})
	}
	start := len(to)
	for _, piece := range strings.FieldsFunc(token, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		to = append(to, atom{plain: piece, folded: saint(fold(piece)), token: index})
	}
	if start < len(to) {
		to[start].first, to[len(to)-1].last = true, true
	}
	return to
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || c == '-' || c == '/' || c == '\'' || c == '`' || c == '.' || c == '&' {
			return false
		}
	}
	return s != ""
}

// saint writes out the one abbreviation that stands within names of states.
func saint(word string) string {
	if word == "St" {
		return "Saint"
	}
	return word
}

// Letters that Unicode does not decompose, and marks that transliterations add or leave out.
var undecomposed = strings.NewReplacer("ı", "i", "ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D",
	"ß", "ss", "æ", "ae", "Æ", "Ae", "œ", "oe", "Œ", "Oe", "ə", "a", "Ə", "A", "ð", "d", "Ð", "D", "þ", "th", "Þ", "Th",
	"ʿ", "", "ʾ", "", "ʻ", "", "ʹ", "")

// fold drops accents, and the full stops of abbreviations: U.S. is US.
func fold(word string) string {
	if word == "&" {
		return "and"
	}
	if ascii(word) {
		if strings.ContainsFunc(word, unicode.IsLetter) {
			return strings.ReplaceAll(word, ".", "")
		}
		return word
	}
	var b strings.Builder
	letters := false
	for _, r := range norm.NFD.String(undecomposed.Replace(word)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
			letters = letters || unicode.IsLetter(r)
		}
	}
	if letters {
		return strings.ReplaceAll(b.String(), ".", "")
	}
	return b.String()
}

// nameAtoms splits a name of the data files as a tokenizer would split it in a text.
func nameAtoms(name string) []atom {
	var all []atom
	for i, word := range strings.Fields(spaced.Replace(name)) {
		all = atoms(all, word, i)
	}
	return all
}

var spaced = strings.NewReplacer("(", " ( ", ")", " ) ", ",", " , ")

func folded(all []atom) []string {
	words := make([]string, len(all))
	for i, a := range all {
		words[i] = a.folded
	}
	return words
}

// lookupKey is what two spellings of one name have in common.
func lookupKey(name string) string { return keyOf(nameAtoms(name)) }

func keyOf(all []atom) string {
	var words []string
	for _, a := range all {
		w := strings.ToLower(a.folded)
		if w == "st" {
			w = "saint"
		}
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			words = append(words, w)
		}
	}
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// slug is the part of an ID that is made from a name: ndjamena, st-johns.
func slug(name string) string {
	name = strings.NewReplacer("'", "", "’", "").Replace(name)
	words := strings.FieldsFunc(strings.ToLower(fold(name)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}
