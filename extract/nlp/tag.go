package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tag is a universal part-of-speech tag (UPOS).
type Tag string

// The tags in use. PART is the possessive 's and the to of an infinitive.
const (
	ADJ   Tag = "ADJ"
	ADP   Tag = "ADP"
	ADV   Tag = "ADV"
	AUX   Tag = "AUX"
	CCONJ Tag = "CCONJ"
	DET   Tag = "DET"
	NOUN  Tag = "NOUN"
	NUM   Tag = "NUM"
	PART  Tag = "PART"
	PRON  Tag = "PRON"
	PROPN Tag = "PROPN"
	PUNCT Tag = "PUNCT"
	SCONJ Tag = "SCONJ"
	VERB  Tag = "VERB"
)

// closedClasses are the words of closed classes. A word of two classes stands in
// the one that news uses more; context may overrule it.
var closedClasses = []struct {
	tag   Tag
	words string
}{
	{DET, `the a an this these those all both each every some any no another either neither such several many few more most much other`},
	{ADP, `of in on at by for with from into onto over under against between among amongst amid toward towards across through throughout during without within about above below behind beside besides beyond despite inside outside near off per via upon around along alongside until till since than up down out ahead like unlike following including versus concerning regarding aboard`},
	{CCONJ, `and or but nor &`},
	{SCONJ, `that because although though while whereas if unless whether when where after before as lest wherever whenever why how so`},
	{PRON, `he she it they we i you him them us me himself herself itself themselves ourselves who whom which whose what whoever
		one anyone everyone someone nobody nothing something everything anything none there its his her their our my your`},
	{AUX, `be am is are was were been being 're 'm have has had 've do does did will would shall should can could may might must 'll 'd ca wo ought`},
	{PART, `to not n't 's`},
	{ADV, `again also already always just even ever never now often once only perhaps quite rather soon still then thus together too very well
		yesterday today tomorrow tonight overnight outright instead however meanwhile later earlier ago abroad twice almost nearly further far long back away
		home here moreover nevertheless nonetheless otherwise therefore yet merely wholly first`},
	{NUM, `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundreds thousands hundred thousand million billion`},
	{ADJ, `past`},
}

var closed = func() map[string]Tag {
	m := map[string]Tag{}
	for _, c := range closedClasses {
		for _, w := range strings.Fields(c.words) {
			m[w] = c.tag
		}
	}
	return m
}()

var possessives = set("its his her their our my your whose")

var adjectives = set(`new old big small large great good bad long short high low early late last next recent former current previous main
	major minor key top senior junior deep close strong weak strategic historic military political economic diplomatic foreign
	defense defence nuclear own bitter fierce strict heavy light full free open common joint mutual bilateral regional
	international national federal local public private armed unarmed neighboring neighbouring eastern western northern southern north
	south east west central greater traditional longtime staunch key ruling rebel civil cold hot fresh same different breakaway
	de-facto formal informal direct indirect massive secret independent sovereign democratic republican islamic islamist muslim
	christian jewish sunni shia shiite kurdish ethnic racist right left far anti pro dead alive wounded able unable ready due
	likely unlikely willing unwilling reluctant eager keen poised hesitant possible latest newest biggest largest third second first final total whole entire many several undue unprecedented`)

func isNumber(w string) bool {
	return w != "" && w[0] >= '0' && w[0] <= '9'
}

// Analyse tags the sentence, given the names in it, and finds its phrases.
func (l *Lexicon) Analyse(s Sentence, names []Name) Sentence {
	s.Names = names
	t := s.Tokens
	for n, name := range names {
		for i := name.First; i < name.Last; i++ {
			t[i].Name, t[i].Lemma = n+1, t[i].Lower
			switch {
			case name.Office:
				t[i].Tag, t[i].Lemma = NOUN, singular(t[i].Lower)
			case name.Adjective:
				t[i].Tag = ADJ
			default:
				t[i].Tag = PROPN
			}
		}
	}
	for i := range t {
		if t[i].Name == 0 {
			t[i].Tag, t[i].Lemma, t[i].Form = l.tag(t, i)
		}
	}
	approximate(t)
	s.findPhrases()
	return s
}

// approximate turns what stands before a number and belongs to it into a
// determiner: about 200 supporters, up to 50 tanks, more than a hundred soldiers.
func approximate(t []Token) {
	for i := range t {
		if t[i].Tag != NUM || t[i].Name > 0 || year(t[i].Lower) || i == 0 {
			continue
		}
		i := i
		if t[i-1].Lower == "a" && i > 1 {
			i-- // more than a dozen
		}
		w := t[i-1].Lower
		two := ""
		if i > 1 {
			two = t[i-2].Lower + " " + w
		}
		n := 0
		switch {
		case two == "more than", two == "fewer than", two == "less than", two == "up to", two == "at least", two == "as many", two == "at most":
			n = 2
		case w == "nearly", w == "almost", w == "roughly", w == "approximately":
			n = 1
		case (w == "about" || w == "around" || w == "over") && (i < 2 || t[i-2].Tag != NOUN && t[i-2].Tag != PROPN):
			n = 1
		}
		for j := i - n; j < i; j++ {
			t[j].Tag = DET
		}
	}
}

func (l *Lexicon) tag(t []Token, i int) (Tag, string, Form) {
	w := t[i].Lower
	if (w == "$" || w == "€" || w == "£" || w == "¥") && i+1 < len(t) && isNumber(t[i+1].Lower) {
		return DET, w, ""
	}
	if len(w) > 0 && !isLetter(w) && !isNumber(w) && closed[w] == "" {
		return PUNCT, w, ""
	}
	if isNumber(w) {
		return NUM, w, ""
	}
	switch {
	case w == "to" && i+1 < len(t):
		// An infinitive has its verb behind it, perhaps after an adverb.
		for j := i + 1; j < len(t) && j < i+3; j++ {
			if l.has(t[j].Lower, Base) && t[j].Name == 0 || t[j].Lower == "be" || t[j].Lower == "have" || t[j].Lower == "do" {
				if j == i+1 || !strings.HasPrefix(t[j].Text, strings.ToUpper(t[j].Text[:1])) {
					return PART, w, ""
				}
			}
			if closed[t[j].Lower] != ADV && !strings.HasSuffix(t[j].Lower, "ly") {
				break
			}
		}
		return ADP, w, ""
	case (w == "may" || w == "march") && startsUpper(t[i].Text) && (i+1 < len(t) && isNumber(t[i+1].Lower) || i > 0 && (isNumber(t[i-1].Lower) || t[i-1].Tag == ADP || wordIs(t[i-1], "last next early late mid this"))):
		return PROPN, w, ""
	case w == "that":
		return SCONJ, w, ""
	case w == "her" || w == "his":
		return PRON, w, ""
	case w == "'s" && i > 0 && (t[i-1].Tag == PRON || t[i-1].Lower == "there"):
		return AUX, "be", ""
	case (w == "before" || w == "after" || w == "since" || w == "until" || w == "as") && nounAhead(t, i+1):
		return ADP, w, "" // refined by clause analysis: a verb behind the noun makes it a conjunction
	}
	if w == "no" && i+1 < len(t) && t[i+1].Lower == "longer" || w == "longer" && i > 0 && t[i-1].Lower == "no" {
		return ADV, w, ""
	}
	if tag, ok := closed[w]; ok {
		if tag == ADV && wordIs(t[i], "long first far further only home") && i > 0 && i+1 < len(t) && isLetter(t[i+1].Lower) && closed[t[i+1].Lower] == "" &&
			(t[i-1].Tag == DET || possessives[t[i-1].Lower] || t[i-1].Tag == PART) {
			return ADJ, w, "" // a long war
		}
		if tag == AUX {
			return l.auxOrVerb(t, i)
		}
		return tag, w, ""
	}
	if startsUpper(t[i].Text) && i > 0 && t[i-1].Tag != PUNCT && len(l.forms[w]) == 0 {
		return PROPN, w, ""
	}
	if w == "last" && i+1 < len(t) && (timeNouns[t[i+1].Lower] || closed[t[i+1].Lower] == NUM) {
		return ADJ, w, ""
	}
	if fs := l.forms[w]; len(fs) > 0 {
		return l.verbOrNot(t, i, fs)
	}
	switch {
	case eitherWay[w] && (i+1 == len(t) || !isLetter(t[i+1].Lower) || closed[t[i+1].Lower] == ADP || closed[t[i+1].Lower] == AUX || closed[t[i+1].Lower] == CCONJ):
		return NOUN, w, "" // to the defence of
	case adjectives[w]:
		return ADJ, w, ""
	case strings.HasSuffix(w, "ly") && len(w) > 4 && w != "ally" && w != "family" && w != "assembly" && w != "monopoly":
		return ADV, w, ""
	case strings.HasSuffix(w, "ed") && len(w) > 4 && !startsUpper(t[i].Text):
		return l.verbOrNot(t, i, []verbForm{{lemma: strings.TrimSuffix(w, "ed"), form: Past}})
	case strings.HasSuffix(w, "ing") && len(w) > 5 && !startsUpper(t[i].Text):
		return l.verbOrNot(t, i, []verbForm{{lemma: strings.TrimSuffix(w, "ing"), form: Gerund}})
	case startsUpper(t[i].Text) && i > 0 && !(eventNouns[w] && dated(t, i)):
		return PROPN, w, ""
	}
	for _, suf := range []string{"al", "ous", "ive", "ful", "ic", "able", "ible", "ary", "ern", "less", "ish"} {
		if strings.HasSuffix(w, suf) && len(w) > len(suf)+2 && !nounSuffixed[w] {
			return ADJ, w, ""
		}
	}
	return NOUN, singular(w), ""
}

// Adjectives of the list above that are nouns where no noun follows.
var eitherWay = set("defence defense right left public south north east west")

var nounSuffixed = set(`shoal coal goal admiral marshal corporal cardinal funeral scandal canal medal metal mineral cathedral portal ritual interval burial
	betrayal dismissal disposal portrayal rebuttal upheaval fugitive alternative emissary commentary judiciary subsidiary skirmish
	concern pattern handful academic constable luminary library rival general official capital arrival withdrawal proposal approval denial trial refusal deal hospital council
	missile archival journal criminal principal signal public republic traffic critic attic topic music offensive representative executive
	initiative motive native perspective objective narrative archive adversary military secretary missionary anniversary boundary
	mercenary territory january february salary parish british table variable festival animal material potential professional potential
	referral removal terminal tribunal memorial rehearsal renewal reversal revival survival individual carnival manual multinational
	captive timetable detective directive operative cleric fabric rhetoric statistic panic epidemic pandemic picnic mechanic`)

func isLetter(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r)
}

func (l *Lexicon) has(w string, f Form) bool {
	for _, v := range l.forms[w] {
		if v.form == f {
			return true
		}
	}
	return false
}

func nounAhead(t []Token, i int) bool {
	if i >= len(t) {
		return false
	}
	tag := closed[t[i].Lower]
	return tag == DET || possessives[t[i].Lower] || t[i].Name > 0 || isNumber(t[i].Lower)
}

var auxLemma = map[string]string{"am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "'re": "be", "'m": "be",
	"has": "have", "had": "have", "'ve": "have", "does": "do", "did": "do", "'ll": "will", "'d": "would", "ca": "can", "wo": "will"}

// auxOrVerb tells an auxiliary from the main verbs have and do: an auxiliary has a verb behind it.
func (l *Lexicon) auxOrVerb(t []Token, i int) (Tag, string, Form) {
	w := t[i].Lower
	lemma := w
	if a, ok := auxLemma[w]; ok {
		lemma = a
	}
	if lemma != "have" && lemma != "do" {
		return AUX, lemma, ""
	}
	for j := i + 1; j < len(t) && j < i+5; j++ {
		n := t[j].Lower
		if closed[n] == ADV || n == "not" || n == "n't" || strings.HasSuffix(n, "ly") || j == i+1 && (n == "both" || n == "each" || n == "all") {
			continue
		}
		if lemma == "have" && (n == "been" || n == "to" || l.has(n, Past) || l.has(n, Participle) || strings.HasSuffix(n, "ed")) {
			return AUX, lemma, ""
		}
		if lemma == "do" && (l.has(n, Base) || n == "have") && t[j].Name == 0 {
			return AUX, lemma, ""
		}
		break
	}
	form := Past
	switch {
	case strings.HasSuffix(w, "s"):
		form = ThirdForm
	case w == lemma:
		form = Base
	}
	return VERB, lemma, form
}

// verbOrNot decides by its neighbours whether a form of a verb is one here.
func (l *Lexicon) verbOrNot(t []Token, i int, fs []verbForm) (Tag, string, Form) {
	w := t[i].Lower
	p := i - 1 // the word before, adverbs passed over
	for p >= 0 && (t[p].Tag == ADV || t[p].Lower == "not" || t[p].Lower == "n't") {
		p--
	}
	f := fs[0]
	var prev Token
	if p >= 0 {
		prev = t[p]
	}
	if hyphened(t, i) {
		if f.form == Past || f.form == Participle {
			return VERB, f.lemma, Participle // Moscow-backed
		}
		return NOUN, singular(w), ""
	}
	inPhrase := prev.Tag == DET && prev.Lower != "all" && prev.Lower != "both" || prev.Tag == ADJ && !wordIs(prev, "last next due ready likely unlikely set able unable dead") || possessives[prev.Lower] ||
		prev.Lower == "'s" && prev.Tag == PART || prev.Tag == NUM && !year(prev.Lower)
	if wordIs(prev, "two pair duo latter former") && p > 0 && t[p-1].Lower == "the" && !f.noun && f.form == Base {
		return VERB, f.lemma, f.form // the two meet
	}
	next := Token{}
	if i+1 < len(t) {
		next = t[i+1]
	}
	switch f.form {
	case Past, Participle:
		if p > 0 && wordIs(prev, "former latter") && t[p-1].Lower == "the" && (closed[next.Lower] != "" || next.Name > 0) {
			return VERB, f.lemma, Past // and the former thanked Mali
		}
		if p > 0 && wordIs(prev, "two three pair duo trio") && t[p-1].Lower == "the" && (closed[next.Lower] == DET || next.Name > 0 && !strings.HasSuffix(next.Lower, "s")) {
			return VERB, f.lemma, Past // the three left ECOWAS; but: the two jailed Kenyans
		}
		if inPhrase && (next.Tag != ADP || next.Name > 0) && closed[next.Lower] != ADP {
			return ADJ, w, ""
		}
		if prev.Tag == AUX && (prev.Lemma == "have" || prev.Lemma == "be") {
			return VERB, f.lemma, Participle
		}
		if f.form == Participle || next.Lower == "by" && !f.only {
			return VERB, f.lemma, Participle
		}
		if prev.Text == "," && closed[next.Lower] == ADP && l.opening(t, p) {
			return VERB, f.lemma, Participle // Iran, allied with Syria, kept silent
		}
		if prev.Tag == ADP && closed[next.Lower] != DET {
			return ADJ, w, "" // with increased pressure
		}
		for _, alt := range fs[1:] {
			// “found” and “left” are pasts before they are bases, “read” is either.
			if alt.form == Base && prev.Tag == PART && prev.Lower == "to" {
				return VERB, alt.lemma, Base
			}
		}
		return VERB, f.lemma, Past
	case Gerund:
		if actions[w] && (wordIs(next, "between of") || (p < 0 || prev.Tag == PUNCT) && closed[next.Lower] == ADP) {
			return NOUN, w, ""
		}
		if inPhrase || prev.Tag == NOUN && prev.Lemma != "" && closed[next.Lower] == "" && next.Name == 0 && f.noun {
			return NOUN, w, ""
		}
		if prev.Lower == "of" && accusedBefore(t, p) {
			return VERB, f.lemma, Gerund // accused Sudan of arming rebels
		}
		if prev.Tag == ADP && closed[next.Lower] == "" && next.Name == 0 && isLetter(next.Lower) && (f.noun || !l.hasAny(w)) {
			return ADJ, w, "" // amid burgeoning tensions
		}
		return VERB, f.lemma, Gerund
	}
	// A base or a third form: the same letters are often a noun.
	opens := closed[next.Lower] == DET || next.Name > 0 || possessives[next.Lower] || next.Lower == "that" && (clausal[f.lemma] || demanding[f.lemma]) || wordIs(next, "him them it us") ||
		startsUpper(next.Text) && next.Tag != PUNCT || (particles[next.Lower] && f.form == ThirdForm)
	if p > 0 && wordIs(prev, "former latter") && t[p-1].Lower == "the" && opens {
		return VERB, f.lemma, f.form // saw the former help the latter
	}
	for _, v := range fs {
		if (v.form == Past || v.form == Participle) && prev.Tag == AUX && (prev.Lemma == "have" || prev.Lemma == "be") && f.form == Base {
			return VERB, v.lemma, Participle // is set to arrive
		}
		if v.form == Past && (prev.Tag == AUX && prev.Lemma == "have" || f.form == Base && nounish(prev)) && v.lemma != w {
			return VERB, v.lemma, Past
		}
	}
	noun := func() (Tag, string, Form) { return NOUN, singular(w), "" }
	switch {
	case prev.Tag == PART && prev.Lower == "to", prev.Tag == AUX && f.form == Base && prev.Lemma != "be" && prev.Lemma != "have":
		return VERB, f.lemma, f.form
	case prev.Tag == VERB && smallClause[prev.Lemma] && f.form == Base && p == i-1 && opens:
		return VERB, f.lemma, f.form // helped tip the balance
	case inPhrase, prev.Tag == AUX:
		return noun()
	case prev.Tag == PRON && !possessives[prev.Lower], prev.Lower == "that" && prev.Tag == SCONJ:
		return VERB, f.lemma, f.form
	case prev.Tag == ADP:
		return noun()
	case !f.noun:
		if f.form == Base && !wordIs(prev, "help let make see and or") && !(prev.Tag == NOUN || prev.Tag == PROPN || prev.Tag == PUNCT || p < 0) {
			return noun()
		}
		return VERB, f.lemma, f.form
	}
	if f.form == Base && beside[f.lemma] && next.Name > 0 {
		return noun() // NATO ally Turkey
	}
	if prev.Name > 0 && prev.Tag == PROPN && f.form == ThirdForm && next.Lower == "to" && i+2 < len(t) && l.has(t[i+2].Lower, Base) {
		return VERB, f.lemma, f.form // Germany plans to withdraw
	}
	if prev.Name > 0 && prev.Tag == PROPN && p == i-1 && isLetter(next.Lower) {
		switch {
		case f.form == Base && regularPast(f.lemma) != w && next.Lower != "of" && pastOf(fs, w):
			return VERB, f.lemma, Past // Honduras cut ties, Russia hit targets
		case f.form == ThirdForm && p > 0 && wordIs(t[p-1], "that which whom"):
			return VERB, f.lemma, f.form // the movement that Tehran arms
		case f.form == ThirdForm && takers[f.lemma] && closed[next.Lower] == "" &&
			(len(l.forms[next.Lower]) == 0 || i+2 < len(t) && closed[t[i+2].Lower] == ADP):
			return VERB, f.lemma, f.form // Jordan shares intelligence
		}
	}
	subject := prev.Name > 0 && prev.Tag == PROPN || prev.Tag == NOUN || prev.Tag == PROPN || prev.Tag == ADV ||
		wordIs(prev, "both all each") && p > 0 && nounish(t[p-1])
	if subject && (opens || f.form != Gerund && intends[f.lemma] && next.Lower == "to" && i+2 < len(t) && l.has(t[i+2].Lower, Base) ||
		wordIs(next, "out off away back") && pastLike(fs) || (next.Tag == PUNCT || closed[next.Lower] == "" && !isLetter(next.Lower)) && l.relativeOpen(t, p)) {
		return VERB, f.lemma, f.form
	}
	if prev.Text == "," && f.form == ThirdForm && opens && l.closesRelative(t, p) {
		return VERB, f.lemma, f.form // Vietnam, which fought China, supports Manila
	}
	if prev.Tag == CCONJ && f.form == ThirdForm && (closed[next.Lower] == DET || possessives[next.Lower]) {
		return VERB, f.lemma, f.form // and hosts a base
	}
	if prev.Tag == CCONJ && opens && p > 0 && t[p-1].Tag != NOUN && t[p-1].Tag != PROPN {
		return VERB, f.lemma, f.form
	}
	return noun()
}

// demanding are verbs that take a clause as clausal ones do, and look like nouns.
var demanding = set("demand propose order request agree promise pledge vow question signal hint object protest reply answer comment complain quote")

// intends are verbs that take an infinitive and look like nouns: Fiji plans to leave.
var intends = set("plan need promise offer attempt struggle vow pledge move aim hope")

// pastLike tells a verb whose past looks like its base: Algeria hit out.
func pastLike(fs []verbForm) bool {
	return fs[0].form == Base && len(fs) > 1 && fs[1].form == Past
}

// opening tells whether the noun before token p is the subject that opens its
// clause: no verb stands before it there.
func (l *Lexicon) opening(t []Token, p int) bool {
	if p == 0 || !nounish(t[p-1]) {
		return false
	}
	for j := p - 1; j >= 0; j-- {
		switch {
		case t[j].Tag == VERB || t[j].Tag == AUX || t[j].Text == "," || t[j].Tag == PUNCT && t[j].Text != "-":
			return false
		case t[j].Tag == SCONJ:
			return true
		}
	}
	return true
}

// closesRelative tells whether the comma at p ends a relative clause: behind it the main verb stands.
func (l *Lexicon) closesRelative(t []Token, p int) bool {
	verb := false
	for j := p - 1; j > 0; j-- {
		switch {
		case wordIs(t[j], "which who"):
			return verb && t[j-1].Text == ","
		case t[j].Tag == VERB:
			verb = true
		case t[j].Tag == PUNCT && t[j].Text != "-":
			return false
		}
	}
	return false
}

// relativeOpen tells whether the words up to p began with a relative pronoun
// and have no verb yet: the strip that both Niger and Algeria claim.
func (l *Lexicon) relativeOpen(t []Token, p int) bool {
	for j := p; j >= 0 && j > p-7; j-- {
		switch {
		case wordIs(t[j], "that which whom"):
			return j > 0 && (nounish(t[j-1]) || t[j-1].Text == ",")
		case t[j].Tag == VERB || t[j].Tag == AUX || t[j].Tag == PUNCT || t[j].Tag == ADP:
			return false
		}
	}
	return false
}

// beside are nouns that stand right before the name of whom they describe.
var beside = set("ally partner")

func accusedBefore(t []Token, i int) bool {
	for j := i - 1; j >= 0 && j > i-8; j-- {
		if t[j].Tag == VERB {
			return t[j].Lemma == "accuse" || t[j].Lemma == "suspect" || t[j].Lemma == "convict"
		}
	}
	return false
}

// pastOf tells whether the base form w is its verb's past as well: cut, hit.
func pastOf(fs []verbForm, w string) bool {
	for _, v := range fs {
		if v.form == Past && v.lemma == w {
			return true
		}
	}
	return false
}

// Verbs that the name of a state takes for one more often than for a noun, even before a bare object.
var takers = set(`share back arm host claim target need face support train aid fund help supply control block ship use head
	harbor harbour finance sponsor lift ease end halt release deploy`)

// Gerunds that are nouns where a preposition follows.
var actions = set("fighting bombing shelling killing meeting training sinking shooting")

func (l *Lexicon) hasAny(w string) bool { return len(l.forms[w]) > 0 }

// dated tells whether only a date, and a dash or colon, stand before token i: an entry
// of a timeline, whose first word has its capital from there.
func dated(t []Token, i int) bool {
	if !wordIs(t[i-1], ": - – —") {
		return false
	}
	number := false
	for _, w := range t[:i-1] {
		number = number || isNumber(w.Lower)
		if !isNumber(w.Lower) && !months[w.Lower] && w.Tag != PUNCT {
			return false
		}
	}
	return number
}

var (
	months     = set("january february march april may june july august september october november december late early mid spring summer autumn winter")
	eventNouns = set(`war truce ceasefire armistice invasion attack raid clash clashes fighting talks coup siege battle offensive referendum
		protests withdrawal treaty agreement`)
)

func nounish(t Token) bool { return t.Tag == NOUN || t.Tag == PROPN || t.Tag == PRON }

func hyphened(t []Token, i int) bool {
	return i > 1 && t[i-1].Text == "-" && t[i-1].End == t[i].Start && t[i-2].End == t[i-1].Start
}

func year(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20" || w[:2] == "18") && isNumber(w[2:])
}

func wordIs(t Token, words string) bool {
	for w := range strings.FieldsSeq(words) {
		if t.Lower == w {
			return true
		}
	}
	return false
}
