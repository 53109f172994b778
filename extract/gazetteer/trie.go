package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// trie leads from lower-cased atoms to the terms that are written with them.
type trie struct {
	words map[string]uint32
	next  map[uint64]uint32 // node<<32 | word -> node; 0 is the root
	terms map[uint32][]term
}

// term is one name of one entry, with the case that it is written in.
type term struct {
	atoms []string
	exact []string // the atoms as written, where the accents must be in the text; else nil
	entry *Entry   // nil for a phrase that only holds another's name
	dated []dated  // what it means in its time, where it does not mean entry always
	kind  Kind
	needs bool // only where the entry's context is near
	id    int  // an office's index, where the trie holds offices
}

func newTrie(terms int) *trie {
	return &trie{words: make(map[string]uint32, terms), next: make(map[uint64]uint32, 2*terms), terms: make(map[uint32][]term, terms)}
}

func (t *trie) add(tm term) {
	var node uint32
	for _, a := range tm.atoms {
		a = strings.ToLower(a)
		w, ok := t.words[a]
		if !ok {
			w = uint32(len(t.words) + 1)
			t.words[a] = w
		}
		key := uint64(node)<<32 | uint64(w)
		n, ok := t.next[key]
		if !ok {
			n = uint32(len(t.next) + 1)
			t.next[key] = n
		}
		node = n
	}
	t.terms[node] = append(t.terms[node], tm)
}

// word is the number of an atom in any case; 0 where no name has it.
func (t *trie) word(folded string) uint32 {
	var buf [48]byte
	if len(folded) > len(buf) {
		return t.words[strings.ToLower(folded)]
	}
	for i := range len(folded) {
		c := folded[i]
		if c >= utf8.RuneSelf {
			return t.words[strings.ToLower(folded)]
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	return t.words[string(buf[:len(folded)])]
}

// particles may be written large or small within a name.
var particles = set("a ad al an and ar as ash at az bin ben da de del der des di dos du e el es for ibn in la le les of on the to um van von y")

// ordinary are the words that a text in capitals may hold as words and not as acronyms.
var ordinary = set("act aid all an arm as car cia do go has he her him i ice is it la me no of on or pan pen sad so star start us war we who")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// fits tells whether the text writes the term's name in a case that can be the
// name: as the data has it, with a capital where a sentence or a title starts,
// or all in capitals where it is long enough to be told from an acronym.
func (tm *term) fits(text []atom) bool {
	shout, letters, some := false, 0, false
	for i, want := range tm.atoms {
		got := text[i].folded
		if tm.exact != nil && text[i].plain != tm.exact[i] {
			return false
		}
		letters += len(got)
		if got == want {
			some = some || !particles[got]
			continue
		}
		switch {
		case particles[strings.ToLower(want)]:
		case capitalised(want, got):
			some = true
		case got == strings.ToUpper(want):
			shout, some = true, true
		default:
			return false
		}
	}
	return (some || len(tm.atoms) == 1) && (!shout || letters >= 4)
}

// capitalised tells whether got is want with its first letter made large.
func capitalised(want, got string) bool {
	r, n := utf8.DecodeRuneInString(want)
	g, m := utf8.DecodeRuneInString(got)
	return unicode.IsLower(r) && unicode.ToUpper(r) == g && want[n:] == got[m:]
}

// everyday are words that stand alone as names in actor files, and at the start of
// any sentence.
var everyday = set(`about champagne marches occupied paradise saga action advance alliance allies alpha answer assembly association authority base black blue board bridge
	business call care cell center central centre challenge chance change choice church city class coalition command committee common
	community concern congress council country court crisis day defence defense democracy democrats development direct east economy education
	election enterprise equality exchange faith family federation field first focus force forum forward foundation freedom front future
	general global gold green group guard health help home hope house humanity human independence industry initiative institute international
	islam islamic issue joint journal justice key land law league liberation liberty life light link live man march market mercy mission
	moderate movement nation national network new news north office one open operation orange organisation organization
	outreach parliament party pact patriot peace people pioneer plan plus point police power press progress project public question red reform
	relief republic resistance rights rule safe save school sea secretariat sector security senate service share shield silver social society
	solidarity south speaker spirit stand state stop strategy strike students success support syndicate target task team technology
	the today together tomorrow trade trust truth unfair union unite united unity university unknown value vanguard victory village vision voice war
	watch water west white will win women work workers world young youth zero`)
