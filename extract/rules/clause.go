package rules

import (
	"github.com/entente-kg/entente/extract/nlp/tree"
)

// beside is what the noun is set beside: “its foe, Armenia”, “Turkey, an ally of
// Baku”, “Turkey's ally Azerbaijan”.
func (b *branch) beside() group {
	t := b.t
	if k := t.Kid(b.word, "appos", "flat"); k >= 0 {
		if out := b.linkedAll(k); len(out) > 0 {
			return out
		}
	}
	if t.Is(b.word, "nmod:desc", "compound") && t.Words[b.word].XPOS != "NNS" {
		return b.linked(t.Head(b.word)) // leader Omar Diallo and President Ana Lund
	}
	if t.Is(b.word, "appos", "nmod:desc", "compound") || t.Is(b.word, "nmod") && t.Case(b.word) == "as" {
		return b.linkedAll(t.Head(b.word))
	}
	return nil
}

func (b *branch) linkedAll(h int) group {
	var out group
	for _, w := range b.t.Conjuncts(h) {
		out = out.with(b.linked(w))
	}
	return out
}

// copula is the subject of “is”, “became” or “remains” before the noun.
func (b *branch) copula() group {
	t := b.t
	w := t.First(b.word) // neighbours and rivals
	if up := t.Head(w); up >= 0 && t.Is(w, "nmod") && t.Lower(up) == "one" {
		w = up // one of its allies
	}
	if t.Kid(w, "cop") >= 0 {
		return b.all(t.Kid(w, "nsubj"))
	}
	if h := t.Head(b.word); h >= 0 && t.Is(b.word, "xcomp", "obj") && copulas[t.Lemma(h)] {
		return b.all(t.Subject(h))
	}
	return nil
}

// cause is whose victory or defence the clause of the noun is about: “the jets played a
// part in Chad's victory”, “the weapons decided the battle for Chad”.
func (b *branch) cause() group {
	t := b.t
	v := t.First(b.word)
	for n := 0; n < 5 && v >= 0 && !t.Verb(v) && t.Kid(v, "cop") < 0; n++ {
		v = t.Head(v)
	}
	if v < 0 || t.Verb(v) && !serving[t.Lemma(v)] || t.Kid(v, "nsubj") < 0 || !t.Under(b.word, t.Kid(v, "nsubj")) {
		return nil
	}
	for i := v + 1; i < len(t.Words); i++ {
		if !causes[t.Lemma(i)] || !t.Under(i, v) {
			continue
		}
		switch t.Case(i) {
		case "in", "to", "for", "of", "behind", "":
			if out := b.others(b.owners(i)); len(out) > 0 {
				return weaken(out, 0.85)
			}
		}
	}
	return nil
}

// serving are verbs of what serves somebody's cause.
var serving = lemmas("play help prove contribute enable make secure ensure decide bring aid assist")

// causes are what arms and advisers from abroad may have served.
var causes = lemmas("victory win success triumph advance offensive counteroffensive defence defense survival comeback recovery gain conquest breakthrough resistance")

// clause is the subject of the clause that the verb takes; with must, of one
// that says what they must do.
func (b *branch) clause(must string) group {
	t := b.t
	under := t.All(b.word, "ccomp", "xcomp", "advcl", "parataxis")
	if b.taken >= 0 && must == "" { // its demand that Chad pay
		under = append(under, t.All(b.taken, "acl", "ccomp")...)
	}
	for _, k := range under {
		if !t.Verb(k) && t.Kid(k, "cop", "aux", "nsubj") < 0 || t.Is(k, "advcl") && must != "" || t.Is(k, "parataxis") && k < b.word && must == "" {
			continue
		}
		if must != "" && !b.obliged(k) {
			continue
		}
		if s := t.Kid(k, "nsubj", "nsubj:pass"); s >= 0 {
			return b.reach(s)
		}
	}
	if must == "" { // “until Chad pays” taken for a phrase
		for _, w := range []int{b.word, b.taken} {
			if w < 0 {
				continue
			}
			for _, v := range t.All(w, "acl", "advcl") {
				if q := t.Subject(v); q >= 0 && q < v && t.Case(q) == "until" {
					return b.all(q)
				}
			}
		}
	}
	if must != "" && t.Is(b.word, "parataxis") {
		if h := t.Head(b.word); h >= 0 && b.obliged(h) { // “Togo must yield, he said”
			if s := t.Kid(h, "nsubj", "nsubj:pass"); s >= 0 {
				return b.reach(s)
			}
		}
	}
	return nil
}

// destined says of a thing whose it is to be: bombed weapons meant for Hezbollah.
var destined = lemmas("intend destine mean bind plan design earmark head")

func (b *branch) obliged(v int) bool {
	for _, k := range b.t.All(v, "aux") {
		switch b.t.Lower(k) {
		case "must", "should", "ought":
			if s := b.t.Kid(v, "nsubj", "nsubj:pass"); s < 0 || s < k { // but: should Togo yield, we would
				return true
			}
		}
	}
	if b.t.Lemma(b.word) == "insist" && b.t.Words[v].XPOS == "VB" && b.t.Kid(v, "aux", "xcomp") < 0 {
		return true // insists that Chad pay
	}
	x := b.t.Kid(v, "xcomp")
	return (b.t.Lemma(v) == "have" || b.t.Lemma(v) == "need") && x >= 0 && b.t.Infinitive(x)
}

// infinitive is whom the clause under the trigger is done to.
func (b *branch) infinitive() group {
	t := b.t
	under := t.All(b.word, "xcomp", "ccomp", "advcl")
	if b.taken >= 0 {
		under = append(under, t.All(b.taken, "acl", "xcomp")...)
		for _, q := range t.All(b.taken, "nmod", "appos") { // two million euros in aid to help Chad
			under = append(under, t.All(q, "acl")...)
			for _, r := range t.All(q, "nmod") {
				under = append(under, t.All(r, "acl")...)
			}
		}
	}
	if b.noun {
		under = t.All(b.word, "acl")
	}
	for _, o := range t.All(b.word, "obj", "obl") { // called on the miners to rise against him
		if o != b.taken && !b.noun && (t.Is(o, "obj") || t.Case(o) == "on" || t.Case(o) == "upon" || t.Case(o) == "for") {
			for _, v := range t.All(o, "acl") {
				if t.Infinitive(v) {
					under = append(under, v)
				}
			}
		}
	}
	for _, v := range under {
		if !t.Verb(v) || t.Kid(v, "nsubj") >= 0 && t.Is(v, "advcl") {
			continue
		}
		if out := b.done(v, 0); len(out) > 0 {
			return weaken(out, 0.9)
		}
	}
	return nil
}

// done is whom verb v is done to, by any of its complements.
func (b *branch) done(v, depth int) group {
	t := b.t
	if o := t.Kid(v, "obj"); o >= 0 && !b.sent(v, o) {
		out := b.deep(o)
		if founding[t.Lemma(v)] {
			out = b.owned(o) // set up a bank for Chad
		}
		if len(out) > 0 {
			return out
		}
	}
	for _, prep := range []string{"against", "on", "with", "to", "into", "from", "for", "in", "over"} {
		for _, q := range t.Obliques(v, prep) {
			if b.time(q) {
				continue
			}
			if out := b.deep(q); len(out) > 0 {
				return out
			}
		}
	}
	if depth < 2 {
		for _, x := range t.All(v, "xcomp") {
			if t.Verb(x) {
				return b.done(x, depth+1)
			}
		}
	}
	return nil
}

// deep is what the phrase h stands for, or whose it is, or whose what it is of or in
// is: the return to order in Chad, an end of the siege of villages in Mali.
func (b *branch) deep(h int) group {
	for n := 0; n < 3 && h >= 0; n++ {
		if out := b.reach(h); len(out) > 0 {
			return weaken(out, 1-0.1*float64(n))
		}
		next := tree.None
		for _, prep := range []string{"of", "in", "for", "to"} {
			if q := b.t.Oblique(h, prep); q >= 0 && b.t.Head(q) == h && !b.time(q) {
				next = q
				break
			}
		}
		h = next
	}
	return nil
}

// sent tells whether verb v moves its object o, troops or observers, and does nothing to them.
func (b *branch) sent(v, o int) bool {
	role, ok := b.d.Role(b.t.Lemma(o))
	return ok && role.Code != "REF" && moving[b.t.Lemma(v)]
}

var moving = lemmas("send deploy dispatch withdraw pull station commit contribute move keep rotate mobilize mobilise mass bring provide")

// parties are those between whom the object of the verb is.
func (b *branch) parties() group {
	k := b.taken
	if k < 0 {
		k = b.t.Object(b.word)
	}
	if b.noun {
		k = b.word
	}
	if k < 0 {
		return nil
	}
	if p := b.at[k]; p.Phrase >= 0 {
		if g := b.d.Joined(p.Sentence, p.Phrase); len(g) > 0 {
			return g
		}
	}
	for _, w := range []int{k, b.word} {
		for _, q := range b.t.Obliques(w, "between") {
			if out := b.all(q); len(out) > 1 {
				return out
			}
		}
	}
	return nil
}
