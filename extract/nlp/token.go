package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-kg/entente/schema"
)

// Token is one word or mark. Span counts bytes of the whole text.
type Token struct {
	schema.Span
	Text  string
	Lower string // folded: lower case, straight apostrophes
	Tag   Tag
	Lemma string // of a verb or noun that the word lists know, else Lower
	Form  Form   // of a verb
	Name  int    // 1 + index into Sentence.Names, or 0
}

// Tokens splits text[s.Start:s.End] by Universal Dependencies conventions:
// punctuation apart, possessive 's and n't apart, hyphens between letters
// apart, abbreviations and decimal numbers whole.
func Tokens(text string, s schema.Span) []Token {
	var out []Token
	add := func(a, b int) {
		if a < b {
			w := text[a:b]
			out = append(out, Token{Span: schema.Span{Start: a, End: b}, Text: w, Lower: fold(w)})
		}
	}
	for i := s.Start; i < s.End; {
		r, w := utf8.DecodeRuneInString(text[i:s.End])
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
			i += w // a direction mark or a soft hyphen is no letter
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			j := wordEnd(text, i, s.End)
			cut := clitic(text[i:j])
			add(i, i+cut)
			add(i+cut, j)
			i = j
		case isApostrophe(r) && apart(text, i+w, s.End) > 0 && len(out) > 0:
			j := apart(text, i+w, s.End) // Peru ’ s
			out = append(out, Token{Span: schema.Span{Start: i, End: j}, Text: text[i:i+w] + "s", Lower: "'s"})
			i = j
		case isApostrophe(r) && clitic("x"+word(text, i, s.End)) == 1:
			j := i + len(word(text, i, s.End)) // a clitic after a mark: “(AKP)’s”
			add(i, j)
			i = j
		default:
			j := i + w
			for j < s.End && strings.ContainsRune(".-*_=", r) && strings.HasPrefix(text[j:s.End], string(r)) {
				j += w // an ellipsis or a rule is one token
			}
			add(i, j)
			i = j
		}
	}
	return out
}

// apart is the end of an s that a space parts from its apostrophe, which ends at i, or 0.
func apart(text string, i, end int) int {
	if i+2 > end || text[i:i+2] != " s" || i+2 < end && text[i+2] != ' ' {
		return 0
	}
	return i + 2
}

// word is the run of letters behind the apostrophe at i, with the apostrophe.
func word(text string, i, end int) string {
	_, w := utf8.DecodeRuneInString(text[i:end])
	j := i + w
	for j < end {
		r, n := utf8.DecodeRuneInString(text[j:end])
		if !unicode.IsLetter(r) {
			break
		}
		j += n
	}
	return text[i:j]
}

func wordEnd(text string, i, end int) int {
	start := i
	for i < end {
		r, w := utf8.DecodeRuneInString(text[i:end])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			i += w
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+w : end])
		prev, _ := utf8.DecodeLastRuneInString(text[start:i])
		switch {
		case isApostrophe(r) && unicode.IsLetter(prev) && unicode.IsLetter(next):
			i += w
		case (r == '.' || r == ',' || r == ':') && unicode.IsDigit(prev) && unicode.IsDigit(next):
			i += w
		case r == '.' && unicode.IsLetter(prev) && (unicode.IsLetter(next) && len(text[start:i]) <= 6 && dotted(text[start:i]) || abbreviation(text[start:i])):
			i += w
		default:
			return i
		}
	}
	return i
}

// dotted tells whether w is letters one at a time with dots between: U, U.S, e.g
func dotted(w string) bool {
	for i, p := range strings.Split(w, ".") {
		if utf8.RuneCountInString(p) != 1 {
			return i > 0 && utf8.RuneCountInString(p) <= 1
		}
	}
	return true
}

// abbreviation tells whether a full stop after w belongs to it.
func abbreviation(w string) bool {
	if r, n := utf8.DecodeRuneInString(w); n == len(w) {
		return unicode.IsUpper(r) // an initial
	}
	return strings.Contains(w, ".") && dotted(w) || abbreviations[strings.ToLower(w)]
}

// Titles and months stand before a name or a number, so their stop ends no sentence.
var abbreviations = set(`mr mrs ms dr prof gen lt col maj capt sgt adm brig cmdr sen rep gov pres st sr jr rev hon
	jan feb mar apr jun jul aug sep sept oct nov dec vs etc approx inc ltd corp co dept est fig vol`)

func clitic(w string) int {
	l := fold(w)
	for _, c := range []string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"} {
		if strings.HasSuffix(l, c) && len(l) > len(c) {
			n := len(c)
			if strings.Contains(w[len(w)-min(len(w), n+2):], "’") {
				n += len("’") - 1
			}
			return len(w) - n
		}
	}
	return len(w)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

func fold(w string) string { return strings.ToLower(strings.ReplaceAll(w, "’", "'")) }

// WordSet is the set of the words in a list, which spaces and line ends part.
func WordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

var set = WordSet
