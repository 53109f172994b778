package status

import (
	"strings"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// verb reads the verb's own group: not, will, would, is to.
func (r *reader) verb(v int) {
	g := r.s.Group(v)
	if g.Negator >= 0 || r.nobody(v) {
		r.set(schema.Negated)
	}
	switch g.Modal {
	case "will", "shall":
		r.set(schema.Planned)
	case "would", "could", "may", "might", "can", "should", "must":
		if g.Negator >= 0 && g.Modal != "may" && g.Modal != "might" {
			r.out.Status = schema.Negated
		}
		if g.Modal == "would" && g.Negator < 0 && r.reported(v) {
			r.set(schema.Planned) // said it would send troops
			return
		}
		r.set(schema.Hypothetical)
		if r.out.Status == schema.Negated {
			r.out.Status = schema.Hypothetical
		}
	}
}

// inverted tells a condition that its auxiliary opens: had it sent troops, were it to
// send them, should it do so, war would follow.
func (r *reader) inverted(v int) bool {
	t := r.s.Tokens
	if w := t[0].Lower; w != "had" && w != "were" && w != "should" || v == 0 {
		return false
	}
	for i, w := range t {
		if w.Text == "," {
			return i > v
		}
	}
	return false
}

// nobody tells whether the verb's subject is neither of two, or none.
func (r *reader) nobody(v int) bool {
	k := r.s.Subject(v)
	if k < 0 || r.s.Phrases[k].Last != r.s.Phrases[k].First+1 || r.s.Phrases[k].Last > v {
		return false
	}
	w := r.s.Tokens[r.s.Phrases[k].First].Lower
	return w == "neither" || w == "none"
}

// reported tells whether the clause of v is what somebody said.
func (r *reader) reported(v int) bool {
	u, kind := r.governor(v)
	return u >= 0 && kind == clause && saying[r.s.Tokens[u].Lemma]
}

// noun reads the noun's own phrase, and what its verb does to it.
func (r *reader) noun(k int) {
	r.phrase(k)
	i := r.s.StartOf(k) - 1
	if r.imagined(k) {
		r.set(schema.Hypothetical)
	}
	if u := r.verbOf(k); u >= 0 {
		lemma := r.s.Tokens[u].Lemma
		object := r.s.Object(u) == k || r.governs(u, k)
		switch {
		case lemma == "deny" && object:
			r.denied(u, r.who(r.s.Subject(u)))
		case lemma == "threaten" && object:
			r.set(schema.Threatened)
			r.out.Speaker = r.who(r.s.Subject(u))
		case object && spurning[lemma]:
			r.out.Status = schema.Negated // cancelled a planned visit
		case object && (averting[lemma] || r.s.Tokens[u].Lower == "ruled" && r.after(u, "out") || (lemma == "call" || lemma == "break") && r.after(u, "off") ||
			(lemma == "suspend" || lemma == "postpone" || lemma == "abandon") && meetings[r.s.Tokens[r.s.Phrases[k].Head].Lemma]):
			r.set(schema.Hypothetical)
		case object && (wishing[lemma] || planning[lemma]) && lemma != "undertake" && lemma != "move":
			r.set(schema.Hypothetical)
		}
		if object || r.s.Subject(u) == k {
			if g := r.s.Group(u); g.Negator >= 0 && !planning[lemma] && !r.presupposed(u, k) || r.s.Tokens[u].Tag == nlp.AUX && r.notBehind(u) {
				r.set(schema.Negated)
			} else if (happening[lemma] || object && making[lemma]) && g.Modal != "" {
				r.verb(u)
			}
		}
	}
	r.disowned(k)
	// The threat of war, a plan for an invasion, talk of an alliance.
	if i <= 0 {
		return
	}
	if t := r.s.Tokens[i]; t.Tag == nlp.ADP {
		if q := r.s.PhraseAt(i - 1); q >= 0 {
			switch l := r.s.Tokens[r.s.Phrases[q].Head].Lemma; {
			case unreal[l]:
				r.set(schema.Hypothetical)
			case l == "denial":
				r.deny(r.owner(q))
			case alleging[l]:
				r.claim(r.owner(q))
			}
		}
		if t.Lower == "without" {
			r.set(schema.Negated)
		}
	}
}

// disowned reads “support for them is something that Tunis denies”.
func (r *reader) disowned(k int) {
	s := r.s
	for i := s.Phrases[k].Last; i+1 < len(s.Tokens); i++ {
		if s.Tokens[i].Tag == nlp.VERB && s.PhraseAt(i) < 0 {
			return
		}
		if s.Tokens[i].Tag != nlp.AUX || s.Tokens[i].Lemma != "be" || s.SubjectOf(i) != k {
			continue
		}
		q := s.After(i + 1)
		for v := i + 2; q >= 0 && v < len(s.Tokens); v++ {
			if s.Tokens[v].Tag == nlp.VERB && s.Tokens[v].Lemma == "deny" && s.Object(v) == q {
				r.deny(r.who(s.Subject(v)))
			}
		}
		return
	}
}

// made tells whether the verb at u brings the noun of phrase k about, so that
// what is said of the one is said of the other: hold talks, be an ally.
func (r *reader) made(u, k int) bool {
	return making[r.s.Tokens[u].Lemma] && (r.s.Object(u) == k || r.governs(u, k) || r.s.Tokens[u].Tag == nlp.AUX)
}

// presupposed tells a thing that stands fast whatever is denied of it: nobody
// recognized the annexation, they will not join its war.
func (r *reader) presupposed(u, k int) bool {
	p, lemma := r.s.Phrases[k], r.s.Tokens[u].Lemma
	owned := p.Possessor >= 0 || p.Pronoun >= 0 || r.s.Tokens[p.First].Lower == "the"
	return owned && !happening[lemma] && !making[lemma] && lemma != "impose" && lemma != "provide" && lemma != "see"
}

// imagined tells a thing that is spoken of as thinkable only: a war would
// ruin both, another war is unlikely.
func (r *reader) imagined(k int) bool {
	s := r.s
	if s.Phrases[k].Prep >= 0 {
		return false
	}
	first := s.Tokens[s.StartOf(k)].Lower
	indefinite := first == "a" || first == "an" || first == "another" || first == "any"
	for i := s.Phrases[k].Last; i < len(s.Tokens) && i < s.Phrases[k].Last+10; i++ {
		t := s.Tokens[i]
		if t.Tag != nlp.AUX {
			if t.Tag == nlp.VERB && s.PhraseAt(i) < 0 || t.Tag == nlp.PUNCT || t.Tag == nlp.SCONJ {
				return false
			}
			continue
		}
		if s.SubjectOf(i) != k {
			return false
		}
		if indefinite && (t.Lemma == "would" || t.Lemma == "could" || t.Lemma == "might" || t.Lemma == "may" || t.Lemma == "can") {
			return true
		}
		for j := i + 1; t.Lemma == "be" && j < len(s.Tokens) && j < i+5; j++ {
			if thinkable[s.Tokens[j].Lower] {
				return true
			}
		}
		return false
	}
	return false
}

// notBehind tells “is not”, “was never”.
func (r *reader) notBehind(u int) bool {
	for i := u + 1; i < len(r.s.Tokens) && i < u+3; i++ {
		switch r.s.Tokens[i].Lower {
		case "not", "n't", "never", "longer":
			return true
		}
	}
	return false
}

func (r *reader) after(u int, w string) bool {
	return u+1 < len(r.s.Tokens) && r.s.Tokens[u+1].Lower == w
}

// governs tells whether phrase k hangs on verb u by a preposition or as its object.
func (r *reader) governs(u, k int) bool {
	i := r.s.StartOf(k) - 1
	for j := u + 1; j < i; j++ {
		if r.s.Tokens[j].Tag != nlp.ADV && r.s.Tokens[j].Lower != "hard" {
			return false
		}
	}
	return i >= u
}

// teller is whose account the noun of phrase k is: Kigali's claim, accounts by refugees.
func (r *reader) teller(k int) string {
	if id := r.owner(k); id != "" || k < 0 {
		return id
	}
	for q := k + 1; q < len(r.s.Phrases); q++ {
		p := r.s.Phrases[q]
		if p.Prep < 0 || p.Prep > r.s.Phrases[q-1].Last+1 {
			break
		}
		if w := r.s.Tokens[p.Prep].Lower; w == "by" || w == "from" {
			if id := r.who(q); id != "" {
				return id
			}
		}
	}
	return ""
}

func (r *reader) owner(k int) string {
	if k < 0 {
		return ""
	}
	if p := r.d.Possessor(r.si, k); len(p) > 0 {
		return p[0].Entity
	}
	if m := r.d.Modifiers(r.si, k); len(m) > 0 {
		return m[0].Entity
	}
	return ""
}

// phrase reads what stands in a noun phrase: no war, a possible invasion, alleged support.
func (r *reader) phrase(k int) {
	p := r.s.Phrases[k]
	for i := p.First; i <= p.Head; i++ {
		if i > p.First && r.s.Tokens[i-1].Text == "-" {
			continue // long-threatened
		}
		switch w := r.s.Tokens[i].Lower; {
		case w == "no" || w == "neither":
			r.set(schema.Negated)
		case w == "any" && (r.undone(k) || p.First > 0 && r.s.Tokens[p.First-1].Tag == nlp.VERB):
		case possible[w]:
			r.set(schema.Hypothetical)
		case w == "planned" || w == "upcoming" || w == "forthcoming" || w == "proposed":
			r.set(schema.Planned)
		case w == "threatened":
			r.set(schema.Threatened)
		case w == "alleged" || w == "purported" || w == "reported" || w == "suspected":
			r.claim("")
		}
	}
}

// undone tells whether phrase k is the object of a negated verb: has not sent any troops.
func (r *reader) undone(k int) bool {
	i := r.s.StartOf(k) - 1
	return i >= 0 && r.s.Tokens[i].Tag == nlp.VERB && r.s.Group(i).Negator >= 0
}

// verbOf is the verb that phrase k is the object or the subject of, or -1.
func (r *reader) verbOf(k int) int {
	s := r.s
	for i := s.StartOf(s.Phrases[k].List) - 1; i >= 0; i-- {
		t := s.Tokens[i]
		if t.Tag == nlp.VERB && s.PhraseAt(i) < 0 || t.Tag == nlp.AUX && t.Lemma == "be" {
			return i
		}
		if t.Text == "," || t.Text == ";" || t.Tag == nlp.SCONJ && t.Lower != "after" && t.Lower != "before" || t.Tag == nlp.CCONJ && s.PhraseAt(i-1) < 0 {
			break
		}
	}
	for i := s.Phrases[k].Last; i < len(s.Tokens) && i < s.Phrases[k].Last+14; i++ {
		t := s.Tokens[i]
		if t.Tag == nlp.VERB && s.PhraseAt(i) < 0 {
			if s.Group(i).Finite {
				return i
			}
			return -1
		}
		if t.Text == ";" || t.Tag == nlp.SCONJ {
			break
		}
	}
	return -1
}

type kind int

const (
	none kind = iota
	infinitive
	gerund
	clause
	condition
)

// governor is the word that the verb at v depends on, and how.
func (r *reader) governor(v int) (int, kind) {
	s := r.s
	g := s.Group(v)
	t := s.Tokens
	i := g.First - 1
	switch {
	case g.Infinitive && g.First >= 0 && t[g.First].Lower == "to":
		for ; i >= 0; i-- {
			w := t[i]
			if w.Tag == nlp.VERB && s.PhraseAt(i) < 0 || w.Tag == nlp.AUX {
				return i, infinitive
			}
			if k := s.PhraseAt(i); k >= 0 {
				if promises[t[s.Phrases[k].Head].Lemma] != "" {
					return s.Phrases[k].Head, infinitive
				}
				i = s.StartOf(s.Phrases[k].List)
				continue
			}
			if w.Tag == nlp.ADJ {
				return i, infinitive
			}
			if w.Tag == nlp.PUNCT && !isQuote(w.Text) || w.Tag == nlp.SCONJ {
				break
			}
		}
		if k := s.Before(g.First); k >= 0 && i < 0 {
			return s.Phrases[k].Head, infinitive
		}
		return -1, none
	case t[v].Form == nlp.Gerund && !g.Finite && i >= 0:
		if t[i].Tag == nlp.VERB {
			return i, gerund
		}
		if t[i].Tag == nlp.ADP || t[i].Tag == nlp.SCONJ {
			if k := s.PhraseAt(i - 1); k >= 0 && t[i].Lower == "of" && promises[t[s.Phrases[k].Head].Lemma] != "" {
				return s.Phrases[k].Head, infinitive // no intention of sending troops
			}
			for j := i - 1; j >= 0; j-- {
				if t[j].Tag == nlp.VERB && s.PhraseAt(j) < 0 {
					return j, gerund
				}
				if t[j].Text == "," || t[j].Text == ";" {
					break
				}
			}
		}
		if t[i].Tag == nlp.CCONJ {
			return r.sibling(i)
		}
		return -1, none
	}
	// A finite verb: what stands before its subject.
	if sub := s.Subject(v); sub >= 0 && s.Phrases[sub].Last <= g.First {
		i = s.StartOf(s.Phrases[sub].List) - 1
	}
	for ; i >= 0; i-- {
		w := t[i]
		switch {
		case w.Lower == "if" || w.Lower == "unless" || w.Lower == "whether" || w.Lower == "lest":
			return i, condition
		case w.Tag == nlp.VERB && s.PhraseAt(i) < 0:
			if saying[w.Lemma] || believing[w.Lemma] || w.Lemma == "deny" || w.Lemma == "slip" || w.Lemma == "threaten" {
				return i, clause
			}
			return -1, none
		case s.Relative(i):
			return -1, none
		case w.Tag == nlp.SCONJ && w.Lower == "that":
			if u := r.sayerBefore(i); u >= 0 {
				return u, clause
			}
			return -1, none
		case w.Tag == nlp.ADV || isQuote(w.Text):
		case w.Tag == nlp.NUM || w.Lower == "to" && i > 0 && s.Tokens[i-1].Tag == nlp.NUM: // 3,000 to 4,000 soldiers
		case s.PhraseAt(i) >= 0 && s.Phrases[s.PhraseAt(i)].Time:
		case w.Tag == nlp.ADP && s.PhraseAt(i+1) >= 0 && s.Phrases[s.PhraseAt(i+1)].Time:
		default:
			if w.Tag == nlp.CCONJ && i == g.First-1 {
				return r.sibling(i)
			}
			return -1, none
		}
	}
	return -1, none
}

// sibling gives a coordinated verb the governor of the one before it.
func (r *reader) sibling(i int) (int, kind) {
	for j := i - 1; j >= 0; j-- {
		if r.s.Tokens[j].Tag == nlp.VERB && r.s.PhraseAt(j) < 0 {
			return r.governor(j)
		}
	}
	return -1, none
}

// sayerBefore is the verb or noun that the “that” at i belongs to: told Y that, the claim that.
func (r *reader) sayerBefore(i int) int {
	s, hung := r.s, false
	for j := i - 1; j >= 0 && j > i-18; j-- {
		t := s.Tokens[j]
		if t.Tag == nlp.VERB && s.PhraseAt(j) < 0 {
			return j
		}
		if k := s.PhraseAt(j); k >= 0 && j == s.Phrases[k].Head && (j == i-1 || hung) && (alleging[t.Lemma] || t.Lemma == "denial") {
			return j
		}
		// accounts by refugees and by the opposition that
		if k := s.PhraseAt(j); k >= 0 && s.Phrases[k].Prep >= 0 {
			j, hung = s.Phrases[k].Prep, true
		} else if t.Tag != nlp.CCONJ {
			hung = false
		}
		if t.Text == ";" || t.Text == ":" {
			break
		}
	}
	return -1
}

// above climbs from the verb at v to what it depends on, and reads each.
func (r *reader) above(v int, noun bool) {
	for range 5 {
		u, k := r.governor(v)
		if u < 0 {
			return
		}
		t := r.s.Tokens[u]
		switch k {
		case condition:
			r.set(schema.Hypothetical)
			return
		case infinitive:
			r.infinitive(u, noun)
		case gerund:
			r.gerund(u, v)
		case clause:
			r.clause(u)
		}
		if t.Tag != nlp.VERB {
			k := r.s.PhraseAt(u)
			if k < 0 {
				if t.Tag == nlp.AUX && r.conditional(u) {
					r.out.Status = schema.Hypothetical // if they were to fire again
				}
				return
			}
			if u = r.verbOf(k); u < 0 || u == v {
				return
			}
		}
		if k == infinitive && !noun {
			// What happened to the governing verb happened to the one under it.
			if g := r.s.Group(u); g.Negator >= 0 {
				r.set(schema.Negated)
			} else if g.Modal != "" && r.out.Status == schema.Asserted {
				r.verb(u)
			}
		}
		v = u
	}
}

// conditional tells whether the clause of the auxiliary at u is a condition.
func (r *reader) conditional(u int) bool {
	k := r.s.SubjectOf(u)
	if k < 0 {
		return false
	}
	i := r.s.StartOf(r.s.Phrases[k].List) - 1
	return i >= 0 && (r.s.Tokens[i].Lower == "if" || r.s.Tokens[i].Lower == "unless" || r.s.Tokens[i].Lower == "should")
}

func (r *reader) infinitive(u int, noun bool) {
	t := r.s.Tokens[u]
	lemma := t.Lemma
	subject := func() string {
		if t.Tag == nlp.VERB {
			return r.who(r.s.Subject(u))
		}
		return r.owner(r.s.PhraseAt(u))
	}
	if t.Tag == nlp.NOUN || t.Tag == nlp.PROPN {
		if k := r.s.PhraseAt(u); k >= 0 && r.s.Tokens[r.s.Phrases[k].First].Lower == "no" {
			r.set(schema.Negated) // no plans to invade
			return
		}
		switch st := promises[lemma]; {
		case st == schema.Threatened:
			r.set(st)
			r.out.Speaker = subject()
		case st != "":
			r.set(st)
		default:
			r.set(schema.Planned) // a headline: minister to visit Baku
		}
		return
	}
	if noun {
		return // “expected to discuss the war” leaves the war as it is
	}
	switch {
	case lemma == "threaten":
		r.set(schema.Threatened)
		r.out.Speaker = subject()
	case refusing[lemma]:
		r.set(schema.Negated)
	case planning[lemma], t.Tag == nlp.AUX && lemma == "be":
		r.set(schema.Planned)
	case wishing[lemma], demanding[lemma]:
		r.set(schema.Hypothetical)
	case t.Tag == nlp.ADJ && (lemma == "ready" || lemma == "set" || lemma == "due" || lemma == "willing" || lemma == "prepared"):
		r.set(schema.Planned)
	case t.Tag == nlp.ADJ:
		r.set(schema.Hypothetical)
	case lemma == "do" && u+1 < len(r.s.Tokens) && r.s.Tokens[u+1].Lower == "nothing":
		r.set(schema.Negated)
	case lemma == "say" || lemma == "report" || lemma == "allege" || lemma == "believe" || lemma == "think":
		r.claim("") // is said to have armed
	case !factual[lemma]:
		r.out.Weight *= 0.8
	}
}

func (r *reader) gerund(u, v int) {
	lemma := r.s.Tokens[u].Lemma
	adp := r.s.Tokens[r.s.Group(v).First-1].Lower
	switch {
	case lemma == "deny":
		r.denied(u, r.who(r.s.Subject(u)))
	case lemma == "accuse" || lemma == "suspect" || lemma == "blame" && adp == "for" || lemma == "charge":
		g := r.s.Group(u)
		if r.unsaid(u) {
			r.set(schema.Hypothetical)
			return
		}
		if g.Passive {
			who := ""
			if by := r.s.Obliques(u, []string{"by"}); len(by) > 0 {
				who = r.who(by[0])
			}
			r.claim(who)
			return
		}
		r.claim(r.who(r.s.Subject(u)))
	case adp == "without", adp == "of" && r.after(u, "short"):
		r.set(schema.Negated)
	case adp == "on" || adp == "at" || adp == "to" && lemma != "admit" && lemma != "confess":
		r.set(schema.Hypothetical) // focused on defeating, aimed at toppling, committed to arming
	case adp == "from" || averting[lemma]:
		r.set(schema.Hypothetical)
	case planning[lemma] || wishing[lemma] || lemma == "consider":
		r.set(schema.Hypothetical)
	case lemma == "threaten":
		r.set(schema.Threatened)
		r.out.Speaker = r.who(r.s.Subject(u))
	}
}

// unsaid tells whether a charge in the verb at u was not made: did not accuse, stopped
// short of accusing, refused to blame.
func (r *reader) unsaid(u int) bool {
	g := r.s.Group(u)
	if g.Negator >= 0 {
		return true
	}
	for i := g.First - 1; i >= 0 && i > g.First-3; i-- {
		if w := r.s.Tokens[i]; w.Lower == "short" || w.Lower == "without" || w.Tag == nlp.VERB && (refusing[w.Lemma] || w.Lemma == "avoid") {
			return true
		}
	}
	return false
}

func (r *reader) clause(u int) {
	t := r.s.Tokens[u]
	if t.Tag != nlp.VERB {
		k := r.s.PhraseAt(u)
		if t.Lemma == "denial" {
			r.deny(r.owner(k))
		} else if v := r.verbOf(k); v >= 0 && denying[r.s.Tokens[v].Lemma] && r.s.Object(v) == k && r.s.Group(v).Negator < 0 {
			r.rejected(r.who(r.s.Subject(v)), r.teller(k))
		} else {
			r.claim(r.teller(k))
		}
		return
	}
	sub := r.s.Subject(u)
	if t.Lemma == "slip" {
		for j := u - 1; j >= 0 && j > u-4; j-- {
			if r.s.Tokens[j].Lemma == "let" {
				sub = r.s.Subject(j)
			}
		}
	}
	negated := r.s.Group(u).Negator >= 0
	switch {
	case t.Lemma == "deny":
		r.denied(u, r.who(sub))
	case t.Lemma == "threaten":
		r.set(schema.Threatened)
		r.out.Speaker = r.who(sub)
	case believing[t.Lemma]:
		r.set(schema.Hypothetical)
	case negated && r.out.Status == schema.Planned:
		r.out.Status = schema.Negated // has never said that it would
	case !negated:
		if r.out.Status == schema.Planned && r.out.Speaker == "" {
			r.out.Speaker = r.who(sub)
		}
		r.claim(r.who(sub))
	}
}

// source reads who is quoted or named as the source of the whole sentence.
func (r *reader) source(trigger int) {
	s := r.s
	if q := r.d.InQuote(r.si, trigger); q > 0 {
		r.claim(r.d.Speaker(r.si, trigger))
		return
	}
	for i, t := range s.Tokens {
		if t.Lower == "according" && i+2 < len(s.Tokens) && s.Tokens[i+1].Lower == "to" {
			k := s.After(i + 2)
			r.claim(r.who(k))
			return
		}
		// “…, as the minister insisted”: the clause ends with the verb.
		if k := s.Before(i); t.Tag == nlp.VERB && link.Saying[t.Lemma] && k >= 0 && s.Phrases[k].Prep > 0 && i > trigger && s.PhraseAt(i) < 0 &&
			s.Tokens[s.Phrases[k].Prep].Lower == "as" && s.Tokens[s.Phrases[k].Prep-1].Text == "," && (i+1 == len(s.Tokens) || s.Tokens[i+1].Tag == nlp.PUNCT) {
			r.claim(r.who(k))
			return
		}
		// “…, the minister said.”: the verb of saying ends the sentence or stands between commas.
		if t.Tag != nlp.VERB || !link.Saying[t.Lemma] && t.Lemma != "find" || i == trigger || t.Form == nlp.Gerund || s.PhraseAt(i) >= 0 {
			continue
		}
		if s.Group(i).Modal != "" {
			continue // whatever he may say
		}
		k := s.Before(s.Group(i).First)
		if k < 0 {
			k = s.After(i + 1)
		}
		// The ministry in Beirut said: the speaker stands before what hangs on it.
		for k >= 0 && k < i && s.Phrases[k].Prep > 0 && s.Before(s.Phrases[k].Prep) >= 0 {
			k = s.Before(s.Phrases[k].Prep)
		}
		if k < 0 || s.Phrases[k].Prep >= 0 || relatives[s.Tokens[s.Phrases[k].Head].Lower] || k > s.PhraseAt(i) && idle[s.Tokens[s.Phrases[k].Head].Lower] {
			continue // Kosovo, which declared independence
		}
		first, last := min(s.StartOf(k), i), max(s.Phrases[k].Last, i+1)
		// What follows may be to whom, where and when: told reporters in Baku on Friday.
		for last < len(s.Tokens) && (s.PhraseAt(last) >= 0 || s.Tokens[last].Tag == nlp.ADP || s.Tokens[last].Tag == nlp.ADV) {
			last++
		}
		if first == 0 || s.Tokens[first-1].Text != "," || last >= len(s.Tokens) {
			continue
		}
		sub := nlp.NoPhrase
		if s.Tokens[trigger].Tag == nlp.VERB {
			sub = s.Subject(trigger)
		}
		between := trigger >= last && s.Tokens[last].Text == "," && sub >= 0 && s.Phrases[sub].Last < first // Chad, the ministry said, shelled Niger
		if trigger < first && strings.Contains(".,;”\"", s.Tokens[last].Text) || between {
			r.claim(r.who(k))
			return
		}
	}
}

func isQuote(w string) bool {
	return w == `"` || w == "“" || w == "”" || w == "'" || w == "‘" || w == "’"
}
