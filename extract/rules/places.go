package rules

import (
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
)

// The places where an end of a relation may stand, beside the prepositions
// (in, against, between ...), each written as the rules write it.
const (
	placeSubject     = "subject"        // who does it: of a passive, the one behind "by"
	placeObject      = "object"         // whom it is done to: of a passive, its subject
	placeOwned       = "object-owner"   // whose the object is: expelled Lebanon's ambassador
	placePoss        = "poss"           // Turkey's intervention, the Turkish intervention, its war
	placeAppos       = "appos"          // Azerbaijan and its foe, Armenia; Turkey, an ally of Baku
	placeCopula      = "copula"         // Turkey is an ally
	placeItself      = "itself"         // the two allies
	placeHolder      = "holder"         // Turkey denied involvement; Bayramov came after an invitation
	placeBacker      = "backer"         // Moscow-backed
	placeHead        = "head"           // the noun behind it: Moscow-backed Haftar
	placePair        = "pair"           // the Iran-Iraq war
	placeRecipient   = "recipient"      // gave Ukraine weapons
	placeNamed       = "named"          // the ruling ZANU party
	placeClause      = "clause"         // demanded that Minsk free her
	placeInf         = "infinitive"     // threatened to expel Turkey
	placeParties     = "object-between" // a deal between them brokered by Oman
	placeContext     = "context"        // of a bare noun, the two states last spoken of together: relations soured
	placeTopic       = "topic"          // of an entry without a verb, the two states that the text is about: 1965: a second war
	placeWhosePrefix = "whose "         // the owner of what is behind a preposition: complained over a Greek patrol
	placeMust        = "must"           // said that Togo must yield
	placeFighter     = "fighter"        // of a fight: who wages it or is helped in it
	placeBorne       = "borne"          // to whom it goes: our thoughts are with the families
	placeDoerPrefix  = "doer "          // who did what is behind a preposition: appalled by an attack by Chad
	placeFarPrefix   = "far "           // a preposition anywhere behind, verbs passed over

	// Places that only a tree can tell.
	placeOwnState = "own-state"   // the state of whom stands at the subject: of a rally that names no target
	placePeople   = "own-people"  // the people of that state: whom its curfew weighs on
	placeCause    = "cause"       // whose victory, war or defence the verb over the noun serves: Iranian drones helped in Russia's offensive
	placeCaptor   = "captor"      // who held those who were freed: monks held by the rebels were released
	placeLoser    = "loser"       // from whom the object was taken: returned the boats seized from Peru
	placeDoer     = "object-doer" // who did what the object names: condemned Israel's strike, an offer by Chad
)

var prepositions = []string{"of", "in", "on", "at", "by", "for", "with", "from", "into", "onto", "over", "under", "against", "between", "among",
	"about", "toward", "towards", "across", "along", "around", "outside", "to", "alongside", "near", "behind", "inside", "within", "than", "upon", "beside", "including", "such as", "throughout", "through"}

func isPlace(p string) bool {
	switch p {
	case placeSubject, placeObject, placeOwned, placePoss, placeAppos, placeCopula, placeItself, placeHolder, placeBacker, placeHead,
		placePair, placeOwnState, placePeople, placeDoer, placeCause, placeRecipient, placeMust, placeNamed, placeClause, placeInf, placeParties, placeContext, placeTopic, placeFighter, placeLoser, placeBorne, placeCaptor:
		return true
	}
	for _, prefix := range []string{placeFarPrefix, placeWhosePrefix, placeDoerPrefix} {
		p = strings.TrimPrefix(p, prefix)
	}
	return slices.Contains(prepositions, p)
}

// finder looks up the places around one trigger.
type finder struct {
	d       *link.Doc
	si      int
	s       *nlp.Sentence
	trigger int
	shown   int // the token that the match is shown and read at: mostly the trigger
	behind  int // of a verb, the token behind it and the words that belong to it
	noun    bool
	phrase  int // of a noun trigger; of a verb with a taken object, the object's

	recipient int // of a verb with two objects, the first one's phrase
	near      []string
}

// group is what stands at one place: the entities of a list, each on its own.
type group []link.Ref

// at is what stands at the first of the places that holds an entity, and which place it was.
func (f *finder) at(places []string) (group, string) {
	for _, p := range places {
		if g := f.place(p); len(g) > 0 {
			return g, p
		}
	}
	return nil, ""
}

func (f *finder) place(p string) group {
	switch p {
	case placeSubject:
		return f.agent()
	case placeObject:
		return f.members(f.patient())
	case placeOwned:
		if f.phrase >= 0 && !f.noun {
			return f.owned(f.phrase)
		}
		return f.owned(f.patient())
	case placePoss:
		return f.owners(f.phrase)
	case placeAppos:
		return f.beside()
	case placeCopula:
		return f.copula()
	case placeItself:
		return f.d.Refs(f.si, f.phrase)
	case placeHolder:
		return f.holder()
	case placePair:
		return f.d.Joined(f.si, f.phrase)
	case placeNamed:
		return f.d.Modifiers(f.si, f.phrase)
	case placeClause:
		return f.members(f.clause(false))
	case placeMust:
		return f.must()
	case placeInf:
		return f.infinitive()
	case placeParties:
		return f.parties()
	case placeContext:
		return f.context()
	case placeTopic:
		return f.topic()
	case placeRecipient:
		return f.given()
	case placeBacker, placeHead, placeOwnState, placePeople, placeDoer, placeCause, placeFighter, placeLoser, placeBorne, placeCaptor:
		return nil // read by Set.compounds, or in trees
	}
	if prep, far := strings.CutPrefix(p, placeFarPrefix); far {
		return f.far(prep)
	}
	if strings.HasPrefix(p, placeDoerPrefix) {
		return nil
	}
	if prep, whose := strings.CutPrefix(p, placeWhosePrefix); whose {
		return f.whose(prep)
	}
	return f.oblique(p)
}

// members are the entities of phrase k and of those coordinated with it.
func (f *finder) members(k int) group {
	if k < 0 {
		return nil
	}
	var out group
	for _, m := range f.s.Members(k) {
		if i := f.s.StartOf(m); m != k && i > 0 && f.s.Tokens[i-1].Lower == "not" {
			continue // Benin, not Togo
		}
		for _, r := range f.refs(m) {
			if !slices.ContainsFunc(out, func(o link.Ref) bool { return o.Entity == r.Entity }) {
				out = append(out, r)
			}
		}
	}
	return out
}

// refs is what phrase k stands for, or where it is a foe or a neighbour named
// in apposition (“its foe, Armenia”), that name.
func (f *finder) refs(k int) []link.Ref {
	if r := f.d.Refs(f.si, k); len(r) > 0 {
		return r
	}
	if q := f.counted(k); q != k {
		return f.refs(q)
	}
	if f.aside(k) {
		return f.refs(f.s.AppositionBefore(k))
	}
	if relational[f.s.Tokens[f.s.Phrases[k].Head].Lemma] {
		if q := f.s.Apposition(k); q >= 0 {
			return f.d.Refs(f.si, q)
		}
	}
	if q := f.s.Apposition(k); q >= 0 && collective[f.s.Tokens[f.s.Phrases[k].Head].Lemma] {
		if last := f.s.Phrases[q].Last; last < len(f.s.Tokens) && f.s.Tokens[last].Text == "," {
			return f.d.Refs(f.si, q)
		}
	}
	return nil
}

// collective are nouns whose name stands behind them between commas.
var collective = lemmas("party movement militia organization organisation bloc faction")

var relational = lemmas("foe rival enemy neighbour neighbor ally partner adversary opponent counterpart patron backer protector nemesis")

// aside tells whether phrase k says over what the name before it is:
// “Hezbollah, the movement that Tehran arms”.
func (f *finder) aside(k int) bool {
	q := f.s.AppositionBefore(k)
	if q < 0 || len(f.s.Phrases[q].Names) != 1 || len(f.s.Phrases[k].Names) > 0 || f.s.Tokens[f.s.Phrases[k].First].Tag != nlp.DET {
		return false
	}
	// “In Yemen, the movement ...” begins anew.
	return !(f.s.Phrases[q].Prep == 0 || f.s.Phrases[q].Possessor >= 0) && sorts[f.s.Tokens[f.s.Phrases[k].Head].Lemma]
}

var sorts = lemmas("movement group militia organization organisation party faction rebel militant country state republic nation bloc alliance insurgent army force")

// owners are whose phrase k is.
func (f *finder) owners(k int) group {
	if k < 0 {
		return nil
	}
	if p := f.d.Possessor(f.si, k); len(p) > 0 {
		if q := f.s.Phrases[k].Possessor; q >= 0 {
			return f.members(q)
		}
		return p
	}
	return f.d.Modifiers(f.si, k)
}

// owned are whose phrase k is, by an “of” too where its head is what somebody
// does: the policies of Ankara, the building of Bolivia's canal.
func (f *finder) owned(k int) group {
	if k < 0 {
		return nil
	}
	if somebodyElse[f.s.Tokens[f.s.Phrases[k].Head].Lemma] {
		return nil // Chad's lawyer is somebody else
	}
	if out := f.owners(k); len(out) > 0 {
		return out.with(f.halves(k))
	}
	t, last := f.s.Tokens, f.s.Phrases[k].Last
	if last+1 >= len(t) || t[last].Lower != "of" || !doings[t[f.s.Phrases[k].Head].Lemma] {
		return nil
	}
	q := f.s.After(last + 1)
	if q < 0 {
		return nil
	}
	if out := f.members(q); len(out) > 0 {
		return out
	}
	return f.owners(q)
}

// halves are the owners of phrase k that stand before it by themselves: American, French
// and Japanese troops.
func (f *finder) halves(k int) group {
	var out group
	for q := k - 1; q >= 0 && f.s.Phrases[q].List == f.s.Phrases[k].List; q-- {
		p := f.s.Phrases[q]
		if p.Last != p.First+1 || f.s.Tokens[p.First].Tag != nlp.ADJ {
			break
		}
		out = out.with(f.refs(q))
	}
	return out
}

var doings = lemmas(`action policy decision plan stance statement behaviour behavior conduct filling building construction expansion use
	development testing launch launching deployment membership leadership handling role claim proposal position government rule treatment
	demand accusation conduct refusal failure response involvement presence election sovereignty independence integrity
	decision step effort move announcement commitment willingness readiness courage generosity bravery`)

func (f *finder) agent() group {
	v := f.trigger
	g := f.s.Group(v)
	if g.Passive {
		if by := f.oblique("by"); len(by) > 0 {
			return by
		}
		return f.deed("by", "in") // killed in an Israeli air strike
	}
	k := f.s.Subject(v)
	if k < 0 {
		return nil
	}
	if h := f.s.Phrases[k].Head; h > f.s.Phrases[k].First && forceThings[f.s.Tokens[h].Lemma] && civil[f.s.Tokens[h-1].Lower] {
		return nil // a Norwegian cruise ship rams no pier for Norway
	}
	if g.Infinitive && f.s.Tokens[f.s.Phrases[k].Head].Lower == "it" {
		if i := f.s.Phrases[k].Last; i+1 < len(f.s.Tokens) && f.s.Tokens[i].Lemma == "be" && (f.s.Tokens[i+1].Lower == "time" || f.s.Tokens[i+1].Tag == nlp.ADJ && f.s.Tokens[i+2].Lower == "to") {
			return nil // it is time to, hard to
		}
	}
	if out := f.members(k); len(out) > 0 {
		return out
	}
	k = f.counted(k)
	// What an act of somebody did, he did: “Iran's intervention helped ...”
	if deeds[f.s.Tokens[f.s.Phrases[k].Head].Lemma] {
		return weaken(f.owners(k), 0.85)
	}
	return nil
}

// deed is who did what stands behind one of the prepositions.
func (f *finder) deed(preps ...string) group {
	for _, k := range f.s.Obliques(f.trigger, preps) {
		if deeds[f.s.Tokens[f.s.Phrases[k].Head].Lemma] {
			return weaken(f.owners(k), 0.9)
		}
	}
	return nil
}

var deeds = lemmas(`raid bombing bombardment shelling ambush assault hacker intervention support aid assistance invasion offensive attack campaign operation strike decision move airstrike help backing
	troops weapon presence involvement`)

func weaken(g group, w float64) group {
	out := slices.Clone(g)
	for i := range out {
		out[i].Weight *= w
	}
	return out
}

// patient is the phrase of whom it is done to.
func (f *finder) patient() int {
	if f.s.Group(f.trigger).Passive {
		return f.s.Subject(f.trigger)
	}
	if f.behind > f.trigger+1 {
		if k := f.s.After(f.behind); k >= 0 && !f.s.Phrases[k].Time {
			return k
		}
	}
	return f.s.Object(f.trigger)
}

// take looks for an object with one of the heads: among several, in a list or
// behind a recipient, as in “gave it weapons”.
func (f *finder) take(heads []string) bool {
	k := f.patient()
	if k < 0 {
		return false
	}
	fits := func(k int) bool {
		return slices.Contains(heads, f.s.Tokens[f.s.Phrases[k].Head].Lemma)
	}
	for _, m := range f.s.Members(k) {
		if q := f.counted(m); fits(q) {
			f.phrase = q
			if q != m {
				f.recipient = m
			}
			return true
		}
	}
	if q := f.s.After(f.s.Phrases[k].Last); q >= 0 {
		if c := f.counted(q); fits(c) {
			f.phrase, f.recipient = c, k
			return true
		}
	}
	return false
}

// counted is what phrase k counts out: the missiles of “dozens of missiles”, or k itself.
func (f *finder) counted(k int) int {
	t, last := f.s.Tokens, f.s.Phrases[k].Last
	if last+1 < len(t) && t[last].Lower == "of" && measures[t[last-1].Lower] {
		if q := f.s.After(last + 1); q >= 0 {
			return q
		}
	}
	return k
}

var measures = lemmas(`dozens scores tens hundreds thousands millions billions number batch shipment shipments consignment package convoy
	convoys series wave waves barrage volley majority pair handful group groups dozen hundred thousand million billion lot rest most much half thirds
	many some several part parts delivery deliveries supply supplies fleet load all both each one two three four five six members day days week weeks month months hours round rounds worth percent % percentage share quarter fifth`)

// given is who was given the taken object: “gave Ukraine weapons”.
func (f *finder) given() group {
	k := f.phrase
	if f.recipient >= 0 {
		if out := f.members(f.recipient); len(out) > 0 && f.s.Phrases[f.recipient].Prep < 0 {
			return out
		}
		k = f.recipient
	}
	if k < 0 {
		return nil
	}
	i := f.s.Phrases[k].First
	if f.s.Tokens[i].Lower == "her" {
		return f.d.Possessor(f.si, k) // granted her asylum
	}
	if f.s.Tokens[i].Tag == nlp.DET {
		i++
	}
	if n := f.s.Tokens[i].Name; n == 0 || f.s.Names[n-1].Adjective {
		return nil
	}
	return slices.DeleteFunc(f.d.Modifiers(f.si, k), func(r link.Ref) bool { return r.Span.Start != f.s.Tokens[i].Start })
}

func (f *finder) oblique(prep string) group {
	i := f.trigger
	if f.noun {
		i = f.s.Phrases[f.phrase].Last - 1
		if prep == "between" || prep == "among" {
			return f.between(i, prep)
		}
	}
	obliques := f.s.Obliques(i, []string{prep})
	if !f.noun && f.phrase >= 0 && f.s.Phrases[f.phrase].Last <= f.s.Group(i).First {
		// Sanctions on Iran were imposed: of a passive they hang on its subject.
		obliques = append(f.s.Obliques(f.s.Phrases[f.phrase].Last-1, []string{prep}), obliques...)
	}
	for _, k := range obliques {
		if f.noun && !f.attached(k) || !f.noun && f.bound(k) {
			continue
		}
		if out := f.members(k); len(out) > 0 {
			return out
		}
		if out := f.inside(k); len(out) > 0 {
			return out
		}
	}
	if k := f.s.Fronted(i, prep); !f.noun && k >= 0 {
		return f.members(k)
	}
	return nil
}

// bound tells whether phrase k belongs to another noun before it, and not to
// the verb: held war games near the border with Ethiopia.
func (f *finder) bound(k int) bool {
	p := f.s.Phrases[k].Prep
	if p < 1 || f.s.Tokens[p].Lower != "with" {
		return false
	}
	q := f.s.PhraseAt(p - 1)
	if q >= 0 && f.s.Phrases[q].Last <= f.behind {
		return false // went to war with
	}
	return q >= 0 && q != f.phrase && q != f.patient() && pairing[f.s.Tokens[f.s.Phrases[q].Head].Lemma] && !slices.Contains(f.near, "border")
}

var pairing = lemmas("border frontier tie relation war conflict dispute agreement treaty pact deal")

// attached tells whether the phrase may hang on the noun: a verb between the
// two would own it, which Obliques sees to, and so would another noun's owner.
func (f *finder) attached(k int) bool {
	return k < 0 || f.s.Phrases[k].Prep-f.s.Phrases[f.phrase].Last < 9
}

// inside is where a conflict is fought: “the latest Karabakh conflict”.
func (f *finder) inside(k int) group {
	k = f.counted(k)
	if conflicts[f.s.Tokens[f.s.Phrases[k].Head].Lemma] {
		return weaken(f.owners(k), 0.95)
	}
	return nil
}

var conflicts = lemmas(`conflict war crisis fighting quagmire uprising insurgency region territory affair politics election soil village town city province airspace water capital oilfield website network computer server
	victory win advance success`)

func (f *finder) between(i int, prep string) group {
	for _, k := range f.s.Obliques(i, []string{prep}) {
		if out := f.members(k); len(out) > 1 {
			return out
		}
	}
	return nil
}

// far looks for the preposition anywhere behind the trigger, to the end of the clause.
func (f *finder) far(prep string) group {
	for j := f.trigger + 1; j < len(f.s.Tokens); j++ {
		t := f.s.Tokens[j]
		if t.Text == ";" || t.Text == "," {
			return nil
		}
		if t.Lower == prep {
			if k := f.s.After(j + 1); k >= 0 {
				if out := f.members(k); len(out) > 0 {
					return out
				}
			}
		}
	}
	return nil
}

// beside is what the noun's phrase is set beside: “its historic foe, Armenia”,
// “Turkey, a close ally of Azerbaijan”, “Turkey's ally Azerbaijan”.
func (f *finder) beside() group {
	p := f.s.Phrases[f.phrase]
	if f.trigger < p.Head {
		return f.d.Refs(f.si, f.phrase) // the name is the phrase's own head
	}
	end := f.phrase
	// An “of Y” may stand between the noun and the comma.
	if i := p.Last; i+1 < len(f.s.Tokens) && f.s.Tokens[i].Tag == nlp.ADP {
		if q := f.s.After(i + 1); q >= 0 {
			end = q
		}
	}
	if q := f.s.AppositionBefore(f.phrase); q >= 0 {
		if r := f.d.Refs(f.si, q); len(r) > 0 {
			return r
		}
	}
	if q := f.s.Apposition(end); q >= 0 && len(f.s.Phrases[q].Names) > 0 {
		return f.d.Refs(f.si, q)
	}
	return nil
}

// copula is the subject of “is”, “became” or “remains” before the noun's phrase.
func (f *finder) copula() group {
	i := f.s.StartOf(f.phrase) - 1
	for i >= 0 && (f.s.Tokens[i].Tag == nlp.ADV || f.s.Tokens[i].Lower == "not" || f.s.Tokens[i].Lower == "n't") {
		i--
	}
	if i < 0 {
		return nil
	}
	t := f.s.Tokens[i]
	switch {
	case t.Tag == nlp.AUX && t.Lemma == "be":
	case t.Tag == nlp.VERB && copulas[t.Lemma]:
	default:
		return nil
	}
	return f.members(f.s.SubjectOf(i))
}

var copulas = lemmas("become remain stay")

// holder is who a noun is said of when it has no owner: the subject of the
// verb that it belongs to, or the owner of the noun that it hangs on.
func (f *finder) holder() group {
	i := f.s.StartOf(f.phrase) - 1
	for i >= 0 {
		t := f.s.Tokens[i]
		switch {
		case t.Tag == nlp.VERB:
			return f.members(f.s.Subject(i))
		case t.Tag == nlp.AUX && t.Lemma == "be":
			return f.members(f.s.SubjectOf(i)) // is in talks
		case t.Tag == nlp.ADP || t.Tag == nlp.ADV:
			i--
		case f.s.PhraseAt(i) >= 0:
			k := f.s.PhraseAt(i)
			if o := f.owners(k); len(o) > 0 && f.s.Phrases[k].Prep < 0 && f.d.Refs(f.si, k) == nil {
				return o
			}
			i = f.s.StartOf(k) - 1
		default:
			return nil
		}
	}
	// “After a call with Putin, Macron left”: whose clause the sentence opens.
	for j := f.s.Phrases[f.phrase].Last; j < len(f.s.Tokens) && f.s.Phrases[f.phrase].Prep >= 0; j++ {
		if f.s.Tokens[j].Tag == nlp.VERB && f.s.PhraseAt(j) < 0 {
			if f.s.Group(j).Finite {
				return f.members(f.s.Subject(j))
			}
			return nil
		}
	}
	return nil
}

// clause is the subject of the clause that the verb takes, with or without
// “that”, or nlp.NoPhrase.
func (f *finder) clause(bare bool) int {
	t := f.s.Tokens
	for i := f.trigger + 1; i < len(t); {
		k := f.s.PhraseAt(i)
		switch {
		case t[i].Tag == nlp.ADP && k < 0 && f.s.PhraseAt(i+1) >= 0:
			i = f.s.Phrases[f.s.PhraseAt(i+1)].Last // alleged in The Hague that
		case k >= 0 && f.s.Phrases[k].Time:
			i = f.s.Phrases[k].Last
		case t[i].Tag == nlp.ADV:
			i++
		case t[i].Lower == "that":
			return f.s.After(i + 1)
		case bare:
			return f.s.After(i)
		default:
			return nlp.NoPhrase
		}
	}
	return nlp.NoPhrase
}

// whose are the owners of what stands behind the preposition.
func (f *finder) whose(prep string) group {
	for _, k := range f.s.Obliques(f.trigger, []string{prep}) {
		if out := f.owners(k); len(out) > 0 {
			return weaken(out, 0.95)
		}
	}
	return nil
}

// must are those of whom the clause behind a verb of saying says what they must do.
func (f *finder) must() group {
	k := f.clause(true)
	if k < 0 {
		return nil
	}
	if first := f.s.StartOf(k); first > 0 && f.s.Tokens[first-1].Lower == "should" {
		return nil
	}
	last := k
	for _, m := range f.s.Members(k) {
		last = max(last, m)
	}
	t, i := f.s.Tokens, f.s.Phrases[last].Last
	if i+1 < len(t) && (t[i].Tag == nlp.AUX && t[i].Lemma == "must" || (t[i].Lemma == "have" || t[i].Lemma == "need") && t[i+1].Lower == "to") {
		return f.members(k)
	}
	return nil
}

// infinitive is whom the infinitive behind the verb is done to.
func (f *finder) infinitive() group {
	t := f.s.Tokens
	for i := f.trigger + 1; i < len(t) && i < f.trigger+7; i++ {
		if t[i].Tag != nlp.VERB || f.s.PhraseAt(i) >= 0 {
			if t[i].Tag == nlp.PUNCT {
				return nil
			}
			continue
		}
		if !f.s.Group(i).Infinitive {
			return nil
		}
		g := *f
		g.trigger, g.behind = i, i+1
		out, _ := g.at([]string{placeObject, placeOwned, "on", "against", "into", "with", "whose against", "whose on"})
		return weaken(out, 0.95)
	}
	return nil
}

// parties are those between whom the object of the verb is.
func (f *finder) parties() group {
	k := f.patient()
	if f.phrase >= 0 {
		k = f.phrase
	}
	if k < 0 {
		return nil
	}
	if g := f.d.Joined(f.si, k); len(g) > 0 {
		return g
	}
	return f.between(f.s.Phrases[k].Last-1, "between")
}

// context is the pair of states last spoken of, for a noun with nobody's name on it.
func (f *finder) context() group {
	p := f.s.Phrases[f.phrase]
	if first := f.s.Tokens[p.First]; first.Tag == nlp.DET && first.Lower != "the" && first.Lower != "that" && first.Lower != "this" {
		return nil
	}
	if len(p.Names) > 0 || p.Pronoun >= 0 || p.Possessor >= 0 || p.Prep >= 0 {
		return nil
	}
	if last := p.Last; last < len(f.s.Tokens) && f.s.Tokens[last].Tag == nlp.ADP {
		return nil
	}
	return weaken(f.d.States(f.si, f.phrase), 0.9)
}

// topic is whom an entry of a timeline that names no doer is about: “2008: war with
// Georgia”, “1965: A second war”.
func (f *finder) topic() group {
	if p := f.s.Phrases[f.phrase]; !f.noun || len(p.Names) > 0 || p.Pronoun >= 0 || p.Possessor >= 0 || p.Prep >= 0 || !verbless(f.s) {
		return nil
	}
	with := ""
	for _, k := range f.s.Obliques(f.trigger, []string{"with"}) {
		if r := f.refs(k); len(r) == 1 {
			with = r[0].Entity
		}
	}
	return weaken(f.d.Topic(f.si, f.phrase, with), 0.9)
}

func verbless(s *nlp.Sentence) bool {
	for i, t := range s.Tokens {
		if t.Tag == nlp.AUX || t.Tag == nlp.VERB && s.PhraseAt(i) < 0 && t.Form != nlp.Participle && t.Form != nlp.Gerund {
			return false
		}
	}
	return len(s.Tokens) < 25
}

var lemmas = nlp.WordSet
