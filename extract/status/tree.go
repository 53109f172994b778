package status

import (
	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp/tree"
	"github.com/entente-kg/entente/schema"
)

// Branch is where a relation stands in a dependency tree.
type Branch struct {
	Tree  *tree.Tree
	Word  int // the verb or noun that speaks of it
	Taken int // of a verb, the noun that it takes (impose sanctions), or tree.None

	// Who tells what entity the noun phrase with a head stands for, or empty; of tree.None nobody.
	Who func(head int) string
}

// ReadTree reads the status at a branch; place is the same word among the
// linker's tokens, for what reaches beyond the sentence: quotations.
func ReadTree(d *link.Doc, b Branch, place Place) Reading {
	r := &climber{Branch: b, t: b.Tree, verdict: unread()}
	if b.Taken >= 0 && !r.undoes(b.Word) {
		r.thing(b.Taken)
	}
	switch {
	case r.t.Verb(b.Word):
		r.local(b.Word)
	default:
		r.thing(b.Word)
		if r.t.Kid(b.Word, "cop") != tree.None { // is not at war
			r.local(b.Word)
		}
	}
	r.climb(b.Word)
	r.source()
	if place.Trigger >= 0 && r.out.Speaker == "" {
		if q := d.InQuote(place.Sentence, place.Trigger); q > 0 {
			r.claim(d.Speaker(place.Sentence, place.Trigger))
		}
	}
	return r.out
}

// undoing verbs say what becomes of a plan: a planned visit that is cancelled is cancelled.
var undoing = words("cancel scrap postpone suspend shelve halt abandon scuttle abort boycott ban reject dismiss rebuff veto quash oppose")

var dropping = words("drop renounce forgo freeze bury ditch withdraw retract forswear relinquish")

func (r *climber) undoes(v int) bool {
	return undoing[r.t.Lemma(v)] || r.t.Lemma(v) == "call" && r.t.Particle(v, []string{"off"})
}

type climber struct {
	Branch
	t *tree.Tree
	verdict
}

// negated tells a word with a not, a never or a “no longer” of its own.
func (r *climber) negated(i int) bool {
	for _, k := range r.t.Kids(i) {
		switch w := r.t.Lower(k); {
		case w == "not" || w == "n't" || w == "never" || w == "hardly":
			return !(k+1 < len(r.t.Words) && r.t.Lower(k+1) == "only")
		case w == "longer" && k > 0 && r.t.Lower(k-1) == "no":
			return !r.parted(k, i)
		case r.t.Is(k, "cc:preconj") && w == "neither", w == "neither" || w == "nor":
			return true
		case r.t.Is(k, "nsubj", "nsubj:pass", "obj") && r.none(k) && k < i+6:
			return true
		}
	}
	return false
}

// parted tells whether a comma stands between words a and b.
func (r *climber) parted(a, b int) bool {
	for i := a + 1; i < b; i++ {
		if r.t.Lower(i) == "," {
			return true
		}
	}
	return false
}

// none tells “no troops”, “nobody”, “neither side”.
func (r *climber) none(i int) bool {
	if w := r.t.Lower(i); w == "nobody" || w == "none" || w == "nothing" || w == "neither" {
		return true
	}
	for _, k := range r.t.Kids(i) {
		if w := r.t.Lower(k); r.t.Is(k, "det") && (w == "no" || w == "neither") {
			return true
		}
	}
	return false
}

func (r *climber) modal(i int) string {
	for _, k := range r.t.All(i, "aux") {
		switch w := r.t.Lower(k); w {
		case "will", "wo", "'ll", "shall":
			return "will"
		case "would", "'d", "could", "may", "might", "can", "ca", "should", "must", "ought":
			return w
		}
	}
	return ""
}

// marked is the conjunction that opens the clause of word i.
func (r *climber) marked(i int) string {
	for _, k := range r.t.Kids(i) {
		if k < i && (r.t.Is(k, "mark") || r.t.Is(k, "advmod") && r.t.Words[k].UPOS == "SCONJ") {
			return r.t.Lower(k)
		}
	}
	return ""
}

// local reads the verb's own group: not, will, would, and the if before it.
func (r *climber) local(v int) {
	bare := r.t.Is(v, "conj") && r.t.Kid(v, "aux", "nsubj", "nsubj:pass") == tree.None && r.t.Verb(r.t.Head(v))
	neg := r.negated(v)
	modal := r.modal(v)
	if bare {
		h := r.t.Head(v)
		if r.t.Words[v].XPOS == "VB" || r.t.Words[v].XPOS == r.t.Words[h].XPOS {
			if modal == "" {
				modal = r.modal(h)
			}
		}
		if r.t.Words[v].XPOS == "VB" {
			neg = neg || r.negated(h)
		}
	}
	switch modal {
	case "will":
		if neg {
			r.set(schema.Negated)
			return
		}
		r.set(schema.Planned)
	case "would", "'d":
		if r.reported(v) {
			if neg {
				r.set(schema.Negated)
			}
			r.set(schema.Planned) // said it would send troops
			return
		}
		r.out.Status = schema.Hypothetical
	case "":
		if neg {
			r.set(schema.Negated)
		}
	default:
		r.out.Status = schema.Hypothetical
	}
	if r.t.Infinitive(v) && r.t.Lower(0) == "were" && r.t.Kid(v, "aux") == 0 {
		r.out.Status = schema.Hypothetical // were it to attack
		return
	}
	if r.t.Infinitive(v) && (r.t.Head(v) < 0 || r.t.Is(v, "ccomp", "acl:relcl", "advcl") && r.t.Kid(v, "nsubj") >= 0 && r.t.Case(r.t.Kid(v, "nsubj")) == "") {
		r.set(schema.Planned) // a headline: Estonia to close border
	}
	r.condition(v)
	r.hedged(v)
}

// hedged reads the words about the verb that take back what it says: allegedly,
// nearly, has yet to, is about to, had it sent.
func (r *climber) hedged(v int) {
	for _, k := range r.t.All(v, "advmod") {
		switch w := r.t.Lower(k); {
		case w == "allegedly" || w == "reportedly" || w == "supposedly" || w == "purportedly":
			r.claim("")
		case (w == "nearly" || w == "almost" || w == "virtually" || w == "hardly" || w == "barely") && k+1 == v:
			r.set(schema.Hypothetical)
		}
	}
	if to := r.t.Kid(v, "mark"); to > 1 && r.t.Lower(to) == "to" {
		switch before := r.t.Lower(to - 1); {
		case before == "yet" && (r.t.Lemma(to-2) == "have" || r.t.Lemma(to-2) == "be" || r.t.Lemma(to-2) == "remain"):
			r.set(schema.Negated)
		case before == "about" && r.t.Lemma(to-2) == "be":
			r.set(schema.Planned)
		}
	}
	s := r.t.Kid(v, "nsubj", "nsubj:pass")
	for _, k := range r.t.All(v, "aux") {
		if w := r.t.Lower(k); s > k && (w == "had" || w == "should" || w == "were") && r.t.Is(v, "advcl") {
			r.out.Status = schema.Hypothetical // had it sent troops
		}
	}
}

// asSaid tells a clause that “as” opens behind a comma, however the tree has it.
func (r *climber) asSaid(i int) bool {
	for j := i - 1; j > 0 && j > i-8; j-- {
		if r.t.Lower(j) == "as" {
			return r.t.Lower(j-1) == ","
		}
	}
	return false
}

func (r *climber) condition(v int) {
	if r.supposed(v) {
		r.out.Status = schema.Hypothetical
		return
	}
	switch r.marked(v) {
	case "if", "unless", "whether", "lest":
		r.out.Status = schema.Hypothetical
	case "until":
		if r.out.Status == schema.Asserted {
			r.out.Status = schema.Hypothetical
		}
	}
}

// supposing pairs of words open a clause of what may or may not be; trees hang it anywhere.
var supposing = map[[2]string]bool{
	{"in", "case"}: true, {"as", "if"}: true, {"as", "though"}: true, {"condition", "that"}: true, {"provided", "that"}: true,
	{"providing", "that"}: true, {"proviso", "that"}: true, {"assuming", "that"}: true, {"supposing", "that"}: true, {"event", "that"}: true,
}

// supposed tells a verb before whose subject “in case” or one like it stands.
func (r *climber) supposed(v int) bool {
	for j := v - 1; j > 0 && j > v-9; j-- {
		w := r.t.Lower(j)
		if supposing[[2]string{r.t.Lower(j - 1), w}] {
			return true
		}
		if w == "," || w == "of" || r.t.Words[j].UPOS == "VERB" && !r.t.Infinitive(v) {
			return false
		}
	}
	return false
}

func (r *climber) reported(v int) bool {
	h := r.t.Head(v)
	for n := 0; h >= 0 && r.t.Is(v, "conj", "xcomp") && n < 5; n++ {
		v, h = h, r.t.Head(h)
	}
	if r.t.Kid(v, "parataxis") != tree.None {
		return true
	}
	return h >= 0 && r.t.Is(v, "ccomp") && (saying[r.t.Lemma(h)] || r.t.Lemma(h) == "tell")
}

// thing reads the noun's own phrase: no war, a possible invasion, alleged support.
func (r *climber) thing(i int) {
	for _, k := range r.t.Kids(i) {
		if k > i {
			break
		}
		if k > 1 && r.t.Lower(k-1) == "-" {
			continue // long-threatened
		}
		switch w := r.t.Lower(k); {
		case (w == "no" || w == "neither") && r.t.Is(k, "det"):
			r.set(schema.Negated)
		case possible[w] && w != "any":
			r.set(schema.Hypothetical)
		case w == "planned" || w == "upcoming" || w == "forthcoming" || w == "proposed" || w == "scheduled":
			r.set(schema.Planned)
		case w == "threatened":
			r.set(schema.Threatened)
		case w == "alleged" || w == "purported" || w == "reported" || w == "suspected" || w == "supposed":
			r.claim("")
		case w == "without":
			r.set(schema.Negated)
		}
	}
}

// promising adjectives and participles open a clause on what is to come: is set
// to visit, is ready to talk.
var promising = words("set due ready prepared willing bound determined poised likely expected scheduled committed slated supposed obliged keen eager")

// climb reads what the word depends on, up to the root.
func (r *climber) climb(v int) {
	for range 12 {
		h := r.t.Head(v)
		if h < 0 {
			r.spoken(v)
			return
		}
		switch {
		case r.t.Is(v, "conj"):
			// What governs the first governs all; its own “not” is read where it is shared.
			if r.t.Kid(v, "nsubj", "nsubj:pass") != tree.None {
				r.spoken(v)
			}
		case r.t.Words[v].Deprel == "acl:relcl" && r.content(h, v):
			r.noun(h, v)
		case r.t.Words[v].Deprel == "acl:relcl" && r.account(v) >= 0:
			h = r.account(v) // reports by doctors that it had
			r.noun(h, v)
		case r.t.Words[v].Deprel == "acl:relcl":
			return // told in passing
		case r.t.Is(v, "parataxis"):
			r.spoken(v)
			return
		case r.t.Is(v, "xcomp"), r.t.Is(v, "acl") && r.t.Infinitive(v):
			r.infinitive(h, v)
		case r.t.Is(v, "acl"):
			r.noun(h, v)
		case r.t.Is(v, "ccomp") && v < h && r.relative(v):
			return // “Beijing, which beat India in 1962, said”: told in passing, however it is read
		case (r.t.Is(v, "ccomp", "csubj") || r.t.Is(v, "advcl") && r.that(h, v)) && r.judged(h):
		case r.t.Is(v, "ccomp") && h == 0 && r.t.Lower(h) == "had":
			r.out.Status = schema.Hypothetical // had it sent troops, read as what it had
		case r.t.Is(v, "ccomp"):
			if r.t.Gerund(v) || r.t.Infinitive(v) {
				r.infinitive(h, v)
			} else {
				r.clause(h, v)
			}
		case r.t.Is(v, "advcl") && saying[r.t.Lemma(h)] && r.that(h, v):
			r.clause(h, v)
		case r.t.Is(v, "advcl"):
			r.adverbial(h, v)
		case r.t.Verb(v):
		case r.t.Is(v, "obj", "nsubj:pass"):
			r.done(h, v)
		case r.t.Is(v, "nsubj"):
			r.subject(h)
		case r.t.Is(v, "nmod", "obl"):
			r.hanging(h, v)
		}
		v = h
	}
}

// judged reads what is said of a whole clause: it is not true that, it is possible that.
func (r *climber) judged(h int) bool {
	negated := r.negated(h)
	switch r.t.Lemma(h) {
	case "true", "correct", "accurate", "right":
		if negated {
			r.set(schema.Negated)
		}
	case "false", "untrue", "wrong", "incorrect", "nonsense", "lie":
		if !negated {
			r.set(schema.Negated)
		}
	case "possible", "likely", "unlikely", "plausible", "conceivable", "doubtful", "unclear", "uncertain", "impossible", "inconceivable", "unthinkable":
		r.set(schema.Hypothetical)
	case "clear", "certain", "known", "sure", "evident":
		if negated {
			r.set(schema.Hypothetical)
		}
	default:
		return false
	}
	return true
}

// that tells whether a “that” of verb v stands between it and h: revealed on Monday that.
func (r *climber) that(h, v int) bool {
	for _, k := range r.t.Kids(v) {
		if r.t.Lower(k) == "that" && h < k && k < v {
			return true
		}
	}
	return false
}

// account is the noun whose content a “that” clause tells, where the clause was hung on
// whose account it is, or tree.None.
func (r *climber) account(v int) int {
	h := r.t.Head(v)
	if h < 0 || !r.t.Is(h, "nmod", "conj") || !r.that(h, v) || r.t.Kid(v, "nsubj", "nsubj:pass") == tree.None {
		return tree.None
	}
	h = r.t.First(h)
	switch r.t.Case(h) {
	case "by", "from", "of", "in":
		if g := r.t.Head(h); g >= 0 && alleging[r.t.Lemma(g)] && r.t.Antecedent(r.t.Kid(v, "nsubj", "nsubj:pass")) == r.t.Kid(v, "nsubj", "nsubj:pass") {
			return g
		}
	}
	return tree.None
}

// relative tells whether the verb's subject or object is a relative pronoun right behind a comma.
func (r *climber) relative(v int) bool {
	for _, k := range r.t.All(v, "nsubj", "nsubj:pass", "obj") {
		if w := r.t.Lower(k); (w == "which" || w == "who" || w == "whom") && k > 0 && r.t.Lower(k-1) == "," {
			return true
		}
	}
	return false
}

// content tells whether the clause of verb v says what noun h is about: denied
// charges that it had helped rebels.
func (r *climber) content(h, v int) bool {
	if r.t.Content(v) {
		return true
	}
	o := r.t.Kid(v, "obj")
	return o >= 0 && r.t.Lower(o) == "that" && r.t.Kid(v, "nsubj") > o && alleging[r.t.Lemma(h)] && r.t.Kid(v, "obl") >= 0
}

// spoken reads the speaker beside a main clause: “…, the minister said”.
func (r *climber) spoken(v int) {
	for _, k := range r.t.All(v, "parataxis", "ccomp") {
		if !r.t.Is(k, "parataxis") {
			continue
		}
		if l := r.t.Lemma(k); (saying[l] || link.Saying[l]) && r.t.Kid(k, "ccomp") == tree.None && r.modal(k) == "" {
			if s := r.t.Kid(k, "nsubj"); s != tree.None {
				r.claim(r.Who(s))
				return
			}
		}
	}
}

// infinitive reads the verb, adjective or noun over “to V” or “V-ing”.
func (r *climber) infinitive(h, v int) {
	lemma := r.t.Lemma(h)
	if r.t.Words[h].UPOS == "NOUN" {
		r.noun(h, v)
		return
	}
	gerund := r.t.Gerund(v)
	switch {
	case lemma == "deny":
		if r.negated(h) {
			r.set(schema.Hypothetical)
			return
		}
		r.deny(r.Who(r.t.Subject(h)))
		return
	case lemma == "threaten":
		r.set(schema.Threatened)
		if r.out.Status == schema.Threatened {
			r.out.Speaker = r.Who(r.t.Subject(h))
		}
		return
	case refusing[lemma] || lemma == "avoid":
		if r.negated(h) {
			return // did not fail to
		}
		r.set(schema.Negated)
		return
	case averting[lemma] && lemma != "rule":
		r.set(schema.Hypothetical)
		return
	case promising[lemma]:
		r.future(h)
		return
	case r.t.Words[h].UPOS == "ADJ" || r.t.Words[h].UPOS == "ADV":
		r.set(schema.Hypothetical)
		return
	case wishing[lemma], demanding[lemma], lemma == "try", lemma == "attempt", lemma == "struggle":
		r.set(schema.Hypothetical)
		return
	case planning[lemma]:
		if gerund && (lemma == "propose" || lemma == "hope") {
			r.set(schema.Hypothetical)
			return
		}
		r.future(h)
		return
	case lemma == "be" && h == 0 && r.t.Lower(h) == "were":
		r.set(schema.Hypothetical) // were it to attack
		return
	case (lemma == "help" || lemma == "enable" || lemma == "let" || lemma == "assist") && r.t.Infinitive(h) && r.t.Is(h, "advcl", "acl") && (r.t.Kid(h, "obj") >= 0 || r.t.Kid(v, "nsubj") >= 0):
		r.set(schema.Hypothetical) // sent troops to help it retake a town
		return
	case lemma == "be": // is to visit
		r.set(schema.Planned)
		return
	case lemma == "do" && r.undone(h):
		r.set(schema.Negated)
		return
	case lemma == "say" || lemma == "report" || lemma == "allege" || lemma == "believe" || lemma == "think" || lemma == "suspect" || accounting[lemma] && r.t.Passive(h):
		r.claim("")
		return
	}
	// The verbs that add nothing: began to, continued to, managed to, went on to.
	if r.negated(h) {
		r.set(schema.Negated)
	} else if r.modal(h) != "" {
		r.local(h)
	}
	r.condition(h)
}

// future is a plan, or where it is negated its absence.
func (r *climber) future(h int) {
	switch {
	case r.negated(h):
		r.set(schema.Negated)
	case r.modal(h) != "" && r.modal(h) != "will":
		r.set(schema.Hypothetical)
	default:
		r.set(schema.Planned)
	}
}

// undone tells “do nothing”, “did little”.
func (r *climber) undone(h int) bool {
	for _, k := range r.t.All(h, "obj") {
		if w := r.t.Lower(k); w == "nothing" || w == "little" {
			return true
		}
	}
	return false
}

// noun reads the noun over a clause: a plan to invade, the claim that it invaded.
func (r *climber) noun(h, v int) {
	lemma := r.t.Lemma(h)
	if g := r.t.Head(h); g >= 0 && r.t.Gerund(v) && r.t.Case(v) == "of" && r.t.Is(h, "obj") {
		switch r.t.Lemma(g) {
		case "accuse", "suspect", "convict": // accused the police of killing
			if r.unsaid(g) {
				r.set(schema.Hypothetical)
			} else {
				r.claim(r.Who(r.t.Agent(g)))
			}
			return
		}
	}
	if r.none(h) {
		r.set(schema.Negated) // no plans to invade
		return
	}
	if g := r.t.Head(h); g >= 0 && r.t.Infinitive(v) && r.t.Is(h, "obj", "nsubj:pass", "obl") && (r.undoes(g) || dropping[r.t.Lemma(g)]) {
		r.set(schema.Negated) // abandoned plans to invade
		return
	}
	if r.t.Infinitive(v) || r.t.Gerund(v) && r.t.Case(v) == "of" {
		switch st := promises[lemma]; st {
		case "":
			if r.t.Infinitive(v) && !factual[lemma] {
				r.out.Weight *= 0.9
			}
		case schema.Threatened:
			r.set(st)
			if r.out.Speaker == "" {
				r.out.Speaker = r.Who(r.t.Owner(h))
			}
		default:
			r.set(st)
		}
		return
	}
	switch {
	case lemma == "denial":
		r.deny(r.Who(r.t.Owner(h)))
	case alleging[lemma]:
		r.claim(r.teller(h))
	case unreal[lemma]:
		r.set(schema.Hypothetical)
	}
}

// teller is whose account noun h is: Kigali's claim, accounts by refugees.
func (r *climber) teller(h int) string {
	if id := r.Who(r.t.Owner(h)); id != "" {
		return id
	}
	for _, prep := range []string{"by", "from"} {
		for _, q := range r.t.Obliques(h, prep) {
			for _, w := range r.t.Conjuncts(q) {
				if id := r.Who(w); id != "" {
					return id
				}
			}
		}
	}
	return ""
}

// clause reads the verb that a clause is the object of: said that, denied that.
func (r *climber) clause(h, v int) {
	lemma := r.t.Lemma(h)
	subject := func() string {
		s := r.t.Subject(h)
		if lemma == "slip" && s == tree.None {
			s = r.t.Subject(r.t.Head(h))
		}
		if s == tree.None && r.t.Passive(h) {
			s = r.t.Agent(h)
		}
		return r.Who(s)
	}
	negated := r.negated(h)
	switch {
	case lemma == "deny":
		if negated {
			r.set(schema.Hypothetical)
			return
		}
		r.deny(subject())
	case denying[lemma] && !negated: // dismissed reports that
		teller := ""
		for _, o := range r.t.All(h, "obj") {
			if alleging[r.t.Lemma(o)] {
				teller = r.teller(o)
			}
		}
		r.rejected(subject(), teller)
	case lemma == "threaten":
		r.set(schema.Threatened)
		r.out.Speaker = subject()
	case promiseVerbs[lemma]:
		r.set(schema.Planned)
		if r.out.Speaker == "" {
			r.out.Speaker = subject()
		}
	case (lemma == "insist" || lemma == "suggest") && r.tensed(v) && !negated:
		r.claim(subject())
	case demandVerbs[lemma], believing[lemma] && !(lemma == "believe" || lemma == "think"):
		r.set(schema.Hypothetical)
	case lemma == "believe" || lemma == "think":
		r.claim(subject())
	case saying[lemma] || link.Saying[lemma] || lemma == "tell" || lemma == "accuse":
		switch m := r.modal(h); {
		case negated && r.out.Status == schema.Planned:
			r.out.Status = schema.Negated // never said that it would
		case negated:
			r.set(schema.Hypothetical)
		case m != "" && m != "will" && m != "can":
		default:
			r.claim(subject())
		}
	}
}

// tensed tells a clause that says what is or was, and not what should be.
func (r *climber) tensed(v int) bool {
	switch r.t.Words[v].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	for _, k := range r.t.All(v, "aux", "cop") {
		switch r.t.Lower(k) {
		case "has", "have", "had", "did", "does", "do", "is", "are", "was", "were", "will":
			return true
		}
	}
	return false
}

// unsaid tells whether a charge in verb g was not made: did not accuse, stopped short of accusing.
func (r *climber) unsaid(g int) bool {
	if r.negated(g) {
		return true
	}
	h := r.t.Head(g)
	if h < 0 || !r.t.Is(g, "xcomp", "advcl", "ccomp") {
		return false
	}
	l := r.t.Lemma(h)
	return refusing[l] || l == "avoid" || (l == "stop" || l == "fall") && h+1 < len(r.t.Words) && r.t.Lower(h+1) == "short"
}

var (
	promiseVerbs = words("promise vow pledge swear undertake agree decide")
	demandVerbs  = words("demand insist urge request require propose recommend suggest ask order want")
)

// adverbial reads what an adverbial clause hangs on.
func (r *climber) adverbial(h, v int) {
	lemma, prep := r.t.Lemma(h), r.t.Case(v)
	switch {
	case r.t.Gerund(v) && (lemma == "accuse" || lemma == "suspect" || lemma == "charge" || (lemma == "blame" || lemma == "criticize" || lemma == "criticise" || lemma == "condemn") && prep == "for" || lemma == "convict"):
		if r.unsaid(h) {
			r.set(schema.Hypothetical)
			return
		}
		r.claim(r.Who(r.t.Agent(h)))
	case r.t.Gerund(v) && prep == "of" && (lemma == "stop" || lemma == "fall") && h+1 < len(r.t.Words) && r.t.Lower(h+1) == "short":
		r.set(schema.Negated)
	case r.t.Gerund(v) && (prep == "without" || prep == "instead of" || r.farFrom(v)):
		r.set(schema.Negated)
	case r.t.Gerund(v) && (prep == "from" || prep == "against"):
		r.set(schema.Hypothetical)
	case r.t.Gerund(v) && (prep == "on" && planning[lemma] || prep == "for" && (lemma == "call" || lemma == "press" || lemma == "prepare" || lemma == "plan")):
		r.set(schema.Hypothetical)
	case r.t.Infinitive(v):
		// “sent troops to fight rebels”: the purpose may not have been reached.
		if r.out.Status == schema.Asserted {
			r.out.Weight *= 0.85
		}
		if r.modal(h) != "" || r.negated(h) || planning[lemma] || promising[lemma] {
			r.infinitive(h, v)
		}
	}
}

// farFrom tells “far from attacking”.
func (r *climber) farFrom(v int) bool {
	return v > 1 && r.t.Lower(v-1) == "from" && r.t.Lower(v-2) == "far"
}

// done reads the verb that the noun is the object of.
func (r *climber) done(h, v int) {
	lemma := r.t.Lemma(h)
	if r.t.Words[h].UPOS != "VERB" && r.t.Words[h].UPOS != "AUX" {
		return
	}
	who := func() string { return r.Who(r.t.Agent(h)) }
	owned := r.t.Owner(v) != tree.None
	switch {
	case denying[lemma] && alleging[r.t.Lemma(v)] && !r.negated(h): // rejected accounts that
		r.out.Speaker = ""
		if r.out.Status == schema.Denied {
			r.out.Status = schema.Negated
		}
		r.rejected(who(), r.teller(v))
	case lemma == "deny":
		if r.negated(h) {
			r.set(schema.Hypothetical)
			return
		}
		r.deny(who())
	case lemma == "threaten":
		r.set(schema.Threatened)
		r.out.Speaker = who()
	case spurning[lemma] && !owned, averting[lemma], lemma == "rule", (lemma == "call" || lemma == "break") && r.t.Particle(h, []string{"off"}),
		(lemma == "suspend" || lemma == "postpone" || lemma == "abandon") && meetings[r.t.Lemma(v)]:
		r.set(schema.Hypothetical)
	case lemma == "undertake" || lemma == "move":
		r.local(h)
	case wishing[lemma] || planning[lemma] || lemma == "demand" || lemma == "seek" || lemma == "propose" || lemma == "offer":
		if planning[lemma] && !wishing[lemma] && lemma != "seek" && lemma != "propose" && lemma != "expect" {
			r.set(schema.Planned)
		} else {
			r.set(schema.Hypothetical)
		}
	case (lemma == "allege" || lemma == "claim" || lemma == "report") && !owned:
		r.claim(who())
	default:
		if making[lemma] || happening[lemma] || lemma == "provide" || lemma == "impose" || lemma == "conduct" || lemma == "carry" || lemma == "give" || lemma == "send" || lemma == "offer" || lemma == "mount" || lemma == "wage" || lemma == "stage" || lemma == "see" {
			r.local(h)
		} else if r.negated(h) && !owned && !r.definite(v) {
			r.set(schema.Negated)
		}
	}
}

func (r *climber) definite(i int) bool {
	for _, k := range r.t.All(i, "det") {
		if w := r.t.Lower(k); w == "the" || w == "this" || w == "that" || w == "these" {
			return true
		}
	}
	return false
}

// subject reads the verb of which the noun is the subject.
func (r *climber) subject(h int) {
	lemma := r.t.Lemma(h)
	switch {
	case r.t.Kid(h, "cop") != tree.None && thinkable[lemma]:
		r.set(schema.Hypothetical)
	case happening[lemma] || making[lemma] || r.t.Kid(h, "cop") != tree.None || r.t.Is(h, "root") && r.modal(h) != "":
		r.local(h)
	}
}

// hanging reads the noun or verb that the noun hangs on by a preposition.
func (r *climber) hanging(h, v int) {
	prep, lemma := r.t.Case(v), r.t.Lemma(h)
	if prep == "without" {
		r.set(schema.Negated)
		return
	}
	if r.t.Words[h].UPOS == "NOUN" {
		switch {
		case lemma == "denial":
			r.deny(r.Who(r.t.Owner(h)))
		case alleging[lemma] && (prep == "of" || prep == "about"):
			r.claim(r.Who(r.t.Owner(h)))
		case unreal[lemma] && (prep == "of" || prep == "for" || prep == "about"):
			r.set(schema.Hypothetical)
		}
		return
	}
	switch {
	case (lemma == "call" || lemma == "push" || lemma == "press" || lemma == "appeal" || lemma == "prepare" || lemma == "vote" || lemma == "ask") && prep == "for",
		lemma == "warn" && (prep == "of" || prep == "against"), lemma == "talk" && prep == "of":
		r.set(schema.Hypothetical)
	case lemma == "accuse" && prep == "of":
		r.claim(r.Who(r.t.Agent(h)))
	}
}

// source reads “according to X” anywhere in the sentence.
func (r *climber) source() {
	for i := range r.t.Words {
		if r.t.Case(i) == "according to" && !r.t.Under(r.Word, i) {
			r.claim(r.Who(i))
			return
		}
		// “…, as the ministry insisted”
		if r.t.Is(i, "advcl") && i > r.Word && link.Saying[r.t.Lemma(i)] && r.asSaid(i) && r.t.Kid(i, "ccomp", "obj", "xcomp") == tree.None && r.modal(i) == "" {
			if s := r.t.Kid(i, "nsubj", "nsubj:pass"); s != tree.None {
				r.claim(r.Who(s))
				return
			}
		}
		// “Chad, the ministry said, shelled Niger”: inserted between subject and verb.
		if r.t.Is(i, "parataxis") && r.t.Verb(i) && link.Saying[r.t.Lemma(i)] && i < r.Word && r.t.Head(i) >= 0 && i+1 < len(r.t.Words) && r.t.Lower(i+1) == "," &&
			r.t.Kid(i, "ccomp", "obj") == tree.None && r.modal(i) == "" && (r.t.Head(i) == r.Word || r.t.Under(r.Word, r.t.Head(i))) {
			if s := r.t.Kid(i, "nsubj"); s != tree.None && r.t.Lower(s) != "it" {
				r.claim(r.Who(s))
				return
			}
		}
		// “…, the ministry said.” read as an insertion at the end.
		if r.t.Is(i, "parataxis") && r.t.Verb(i) && link.Saying[r.t.Lemma(i)] && i > r.Word && !r.t.Under(r.Word, i) && r.t.Kid(i, "ccomp", "obj") == tree.None && r.modal(i) == "" {
			if s := r.t.Kid(i, "nsubj"); s != tree.None && r.t.Lower(s) != "it" {
				r.claim(r.Who(s))
				return
			}
		}
	}
}
