package tree

import (
	"slices"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/extract/nlp/ud"
)

// stranded mends the commonest slip of the parser in news: a sentence of which it
// takes the subject for the root, and the verb for a participle that describes
// the subject: “The council released two monks”. It answers the words as they are
// where nothing is amiss, and changes a copy.
func stranded(words []ud.Token) []ud.Token {
	root := slices.IndexFunc(words, func(w ud.Token) bool { return w.Deprel == "root" })
	if root < 0 || words[root].UPOS != "NOUN" && words[root].UPOS != "PROPN" {
		return words
	}
	for _, w := range words {
		if w.Head == root+1 && (w.Deprel == "cop" || w.Deprel == "nsubj" || w.Deprel == "aux" || w.Deprel == "mark") {
			return words // it is a predicate
		}
	}
	v := slices.IndexFunc(words, func(w ud.Token) bool { return w.UPOS == "VERB" && (w.Deprel == "acl" || w.Deprel == "acl:relcl") })
	if v <= root || !under(words, v, root) {
		return words
	}
	if s := firstOfTwo(words, v, root); s >= 0 {
		out := slices.Clone(words)
		out[v].Head, out[v].Deprel = 0, "root"
		out[root].Head, out[root].Deprel = s+1, "compound"
		for i := range out {
			if out[i].Head == root+1 && i > v {
				out[i].Head = v + 1
			}
		}
		return out
	}
	name := besideRoot(words, v, root)
	if name < 0 && !predicates(words, v) {
		return words
	}
	out := slices.Clone(words)
	if name >= 0 {
		out[name].Head, out[name].Deprel = root+1, "appos"
	}
	out[v].Head, out[v].Deprel = 0, "root"
	out[root].Head, out[root].Deprel = v+1, "nsubj"
	for i := range out {
		// What stands behind the verb and hung on the old root is the verb's.
		if out[i].Head == root+1 && i > v {
			switch out[i].Deprel {
			case "nmod":
				out[i].Deprel = "obl"
			case "appos", "conj", "flat", "compound":
				continue
			}
			out[i].Head = v + 1
		}
	}
	return out
}

// told mends what is said without a “that” where the parser takes its subject for what
// is said and its verb for a participle: “Chad says Libyan soldiers shelled Faya”.
func told(words []ud.Token) []ud.Token {
	for i, v := range words {
		if v.Deprel != "acl" || v.UPOS != "VERB" || v.XPOS != "VBD" && v.XPOS != "VBN" || i == 0 {
			continue
		}
		noun := words[v.Head-1]
		if noun.Deprel != "obj" || noun.Head >= v.Head || v.Head > i || !asserting[words[noun.Head-1].Lemma] || words[i-1].Text == "," {
			continue
		}
		if slices.ContainsFunc(words, func(w ud.Token) bool { return w.Head == noun.Head && w.Deprel == "ccomp" }) {
			continue
		}
		out := slices.Clone(words)
		out[i].Head, out[i].Deprel = noun.Head, "ccomp"
		out[v.Head-1].Head, out[v.Head-1].Deprel = i+1, "nsubj"
		return out
	}
	return words
}

// asserting verbs have no actor for their object.
var asserting = nlp.WordSet("say insist argue think reckon maintain")

// charged mends “of” and its gerund where the parser hung it on a time: “accused Libya
// last spring of arming rebels”. What one is accused of hangs on the verb.
func charged(words []ud.Token) []ud.Token {
	for i, w := range words {
		of := i > 0 && words[i-1].Text == "of" && words[i-1].Head == i+1
		if w.Deprel != "acl" || w.XPOS != "VBG" || !of {
			continue
		}
		noun := words[w.Head-1]
		if noun.Head == 0 || noun.Deprel != "obl" && noun.Deprel != "obl:unmarked" && noun.Deprel != "obl:tmod" || !accusing[words[noun.Head-1].Lemma] {
			continue
		}
		out := slices.Clone(words)
		out[i].Head, out[i].Deprel = noun.Head, "advcl"
		return out
	}
	return words
}

var accusing = nlp.WordSet("accuse suspect convict acquit warn boast complain")

// firstOfTwo is the subject of verb v of whose two owners the first was taken for the
// root: “Peru and Chile negotiators agreed on a border”; or None.
func firstOfTwo(words []ud.Token, v, root int) int {
	s := slices.IndexFunc(words, func(w ud.Token) bool { return w.Head == v+1 && w.Deprel == "nsubj" })
	if s < root+3 || s > v || words[s].UPOS != "NOUN" || words[root].UPOS != "PROPN" {
		return None
	}
	if c := words[s-1]; c.Head != root+1 || c.Deprel != "conj" || c.UPOS != "PROPN" || words[s-2].UPOS != "CCONJ" {
		return None
	}
	return s
}

// besideRoot is the name of the root, which was taken for the subject of verb v in a
// relative clause that lacks nothing: “The group Ansar freed two nurses”; or None.
func besideRoot(words []ud.Token, v, root int) int {
	name, object := None, false
	for i, w := range words {
		if w.Head != v+1 {
			continue
		}
		switch w.Deprel {
		case "nsubj":
			if words[i].UPOS == "PROPN" && i > root {
				name = i
			}
		case "obj":
			object = i > v
		}
	}
	if name < 0 || !object {
		return None
	}
	for i := root + 1; i < name; i++ { // nothing but the name stands between
		if words[i].Head != name+1 {
			return None
		}
	}
	return name
}

func under(words []ud.Token, i, top int) bool {
	for n := 0; i >= 0 && n <= len(words); i, n = words[i].Head-1, n+1 {
		if i == top {
			return true
		}
	}
	return false
}

// predicates tells whether the participle, or past tense, at v says what somebody
// did rather than what was done to him: it has “have” or an object with it.
func predicates(words []ud.Token, v int) bool {
	object, clause, have, with := false, false, false, ""
	for i, w := range words {
		if w.Head != v+1 {
			continue
		}
		switch w.Deprel {
		case "nsubj", "nsubj:pass", "aux:pass", "expl", "obl:agent":
			return false
		case "obj":
			if i < v {
				return false // what he released
			}
			object = true
		case "xcomp":
			clause = true
		case "aux":
			if w.Lemma != "have" {
				return false
			}
			have = true
		case "obl":
			for _, c := range words {
				if c.Head == i+1 && c.Deprel == "case" && i > v && with == "" {
					with = c.Lemma
				}
			}
		}
	}
	switch w := words[v]; {
	case w.XPOS != "VBN" && w.XPOS != "VBD":
		return false
	case have || w.XPOS == "VBD" || intransitive[w.Lemma]:
		return true
	case object:
		return !giving[w.Lemma]
	case clause:
		return resolving[w.Lemma]
	default:
		return calling[w.Lemma] && with == "for" || with == "at" && numbered(words, v) && !giving[w.Lemma]
	}
}

// numbered tells whether a number goes with what stands right behind verb v: “freed at least six men”.
func numbered(words []ud.Token, v int) bool {
	return v+3 < len(words) && words[v+1].Lemma == "at" && (words[v+2].Lemma == "least" || words[v+2].Lemma == "most") && words[v+3].UPOS == "NUM"
}

var (
	// of whom something is given, told or called in the passive too: a family given a house
	giving = nlp.WordSet("give grant offer award pay show tell deny teach ask call name elect appoint make declare consider send hand lend leave promise refuse")
	// with an infinitive in the active voice only
	resolving = nlp.WordSet("agree threaten refuse vow pledge decline decide fail promise offer manage want try attempt begin start continue seek hope aim intend")
	// never in the passive
	intransitive = nlp.WordSet("demonstrate rally march protest clash flee arrive die vote riot fall rise retreat collaborate cooperate intervene react respond reply travel go come appear emerge remain stay resign agree")
	calling      = nlp.WordSet("call appeal ask press push vote")
)

// swallowed mends a verb that was taken for a participle before its own object: of
// “Danish nurses handed out books” the object then hangs on the nurses, and of “Chad
// returned two captured boats” on the participle.
func swallowed(words []ud.Token) []ud.Token {
	for v, w := range words {
		if w.UPOS != "VERB" || w.XPOS != "VBN" && w.XPOS != "VBD" || v == 0 {
			continue
		}
		switch o := w.Head - 1; {
		case w.Deprel == "amod" && o > v && words[o].Deprel == "obj" && words[o].Head == v && nominal(words[v-1]) && words[v-1].Deprel == "root":
			out := slices.Clone(words)
			s := v - 1
			out[v].Head, out[v].Deprel = 0, "root"
			out[o].Head = v + 1
			out[s].Head, out[s].Deprel = v+1, "nsubj"
			for i := range out {
				if i > v && i != o && out[i].Head == s+1 {
					out[i].Head = v + 1
				}
			}
			return out
		case w.Deprel == "xcomp" && o >= 0 && o < v && words[v-1].UPOS == "NUM" && words[v-1].Deprel == "obj" && words[v-1].Head == o+1:
			k := slices.IndexFunc(words, func(w ud.Token) bool { return w.Head == v+1 && w.Deprel == "obj" })
			if k < v {
				continue
			}
			out := slices.Clone(words)
			out[v-1].Head, out[v-1].Deprel = k+1, "nummod"
			out[k].Head = o + 1
			out[v].Head, out[v].Deprel = k+1, "amod"
			return out
		}
	}
	return words
}

// listed mends a subject of two names that the parser takes for places more, because a place and a
// comma stand before them: “In Geneva, Chad and Niger urged”.
func listed(words []ud.Token) []ud.Token {
	if len(words) < 6 || words[0].UPOS != "ADP" || words[2].Text != "," {
		return words
	}
	o, first := 1, 3
	v := words[o].Head - 1
	if v < first+2 || words[o].UPOS != "PROPN" || words[first].Head != o+1 || words[first].Deprel != "conj" || words[v].UPOS != "VERB" {
		return words
	}
	last := first
	for i, w := range words {
		if w.Head == v+1 && (w.Deprel == "nsubj" || w.Deprel == "nsubj:pass") {
			return words
		}
		if i > first && w.Head == o+1 && w.Deprel == "conj" {
			last = i
		}
	}
	if last == first {
		return words
	}
	for _, w := range words[last+1 : max(v, last+1)] {
		if w.Deprel == "punct" {
			return words
		}
	}
	rel := "nsubj"
	for _, w := range words {
		if w.Head == v+1 && w.Deprel == "aux:pass" {
			rel = "nsubj:pass"
		}
	}
	out := slices.Clone(words)
	for i := first + 1; i < v; i++ {
		if out[i].Head == o+1 {
			out[i].Head = first + 1
		}
	}
	out[first].Head, out[first].Deprel = v+1, rel
	return out
}

// captive mends “holds Ana Silva hostage”, of which the parser makes one noun with the name as its
// describing word: the name is who is held.
func captive(words []ud.Token) []ud.Token {
	for i, w := range words {
		v := w.Head - 1
		if w.Deprel != "obj" || w.Lemma != "hostage" && w.Lemma != "captive" && w.Lemma != "prisoner" || v < 0 || v > i {
			continue
		}
		switch words[v].Lemma {
		case "hold", "take", "keep", "seize":
		default:
			continue
		}
		n := slices.IndexFunc(words, func(w ud.Token) bool {
			return w.Head == i+1 && w.UPOS == "PROPN" && (w.Deprel == "compound" || w.Deprel == "nmod" || w.Deprel == "nmod:desc" || w.Deprel == "flat")
		})
		if n != v+1 || words[i-1].UPOS != "PROPN" {
			continue // holds the American hostage
		}
		out := slices.Clone(words)
		out[n].Head, out[n].Deprel = v+1, "obj"
		for j := n + 1; j < i; j++ {
			if out[j].Head == i+1 {
				out[j].Head = n + 1
			}
		}
		out[i].Head, out[i].Deprel = v+1, "xcomp"
		return out
	}
	return words
}

// given mends who is given something where the parser takes him for the thing: “sold the Chadian
// army six jets”, and “lent Togo two Mirages”, which it makes one name.
func given(words []ud.Token) []ud.Token {
	for o, w := range words {
		v := w.Head - 1
		if w.Deprel != "obj" || v < 0 || v > o || words[v].UPOS != "VERB" || !handing[words[v].Lemma] || o+2 >= len(words) {
			continue
		}
		if n, x := o+1, o+2; words[n].UPOS == "NUM" && words[n].Head == o+1 && words[x].UPOS == "PROPN" && words[x].Head == o+1 && words[x].Deprel == "flat" {
			out := slices.Clone(words)
			out[o].Deprel = "iobj"
			out[x].Head, out[x].Deprel = v+1, "obj"
			out[n].Head, out[n].Deprel = x+1, "nummod"
			return out
		}
		x := slices.IndexFunc(words, func(w ud.Token) bool { return w.Head == v+1 && w.Deprel == "obl" && w.UPOS == "NOUN" })
		if x < o+2 || words[o+1].UPOS != "NUM" || words[o+1].Head != x+1 || spells[words[x].Lemma] {
			continue
		}
		if slices.ContainsFunc(words, func(w ud.Token) bool { return w.Head == x+1 && w.Deprel == "case" }) {
			continue
		}
		out := slices.Clone(words)
		out[o].Deprel, out[x].Deprel = "iobj", "obj"
		return out
	}
	return words
}

var handing = nlp.WordSet("give sell send lend supply hand grant offer lease loan")

var spells = nlp.WordSet("time day week month year hour minute decade night second percent")

func nominal(w ud.Token) bool { return w.UPOS == "NOUN" || w.UPOS == "PROPN" }

// smitten mends “to quake-hit Nepal”, whose “to” makes an infinitive for the parser.
func smitten(words []ud.Token) []ud.Token {
	for i, w := range words {
		if w.UPOS != "PART" || i+4 >= len(words) || words[i+2].Text != "-" || !struck[words[i+3].Text] {
			continue
		}
		k := slices.IndexFunc(words, func(w ud.Token) bool {
			return (w.Head == i+4 || w.Head == i+2) && w.Deprel == "obj" && nominal(w)
		})
		if k < i+4 || words[i+1].Head == 0 {
			continue
		}
		up := words[i+1].Head
		for nominal(words[up-1]) && words[up-1].Head > 0 { // sent a batch of tents to
			up = words[up-1].Head
		}
		out := slices.Clone(words)
		out[k].Head, out[k].Deprel = up, "obl"
		if nominal(words[up-1]) {
			out[k].Deprel = "nmod"
		}
		out[i].Head, out[i].Deprel, out[i].UPOS = k+1, "case", "ADP"
		out[i+1].Head, out[i+1].Deprel, out[i+1].UPOS = i+4, "compound", "NOUN"
		out[i+3].Head, out[i+3].Deprel = k+1, "amod"
		return out
	}
	return words
}

var struck = nlp.WordSet("hit torn stricken ravaged battered plagued affected held occupied controlled besieged devastated")
