package nlp

import "strings"

// Phrase is a noun phrase without what follows its head: “the Turkish army”.
// A possessor is a phrase of its own: “Turkey” in “Turkey's army”.
type Phrase struct {
	First, Last int // tokens, half open; a possessor lies before First
	Head        int // token
	Possessor   int // phrase, or -1
	Pronoun     int // token of a possessive pronoun in it, or -1
	Prep        int // token of the preposition that governs it, or -1
	Names       []int
	Time        bool // Tuesday, last week, 2020
	List        int  // phrases coordinated with one another share a List; its number is the first one's index
}

// NoPhrase stands for the absence of a phrase or token.
const NoPhrase = -1

var timeNouns = set(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
	october november december day week month year decade century morning afternoon evening night weekend today yesterday tomorrow
	tonight hour minute spring summer autumn winter noon midnight mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
	monday. time moment dawn`)

// A month's name is one only with its capital: may, march.
func timeWord(t Token) bool {
	if !timeNouns[t.Lower] && !timeNouns[t.Lemma] && !timeNouns[singular(t.Lower)] {
		return t.Tag == NUM && year(t.Lower)
	}
	return t.Name == 0 && (t.Lower != "may" && t.Lower != "march" || startsUpper(t.Text))
}

func (s *Sentence) findPhrases() {
	t := s.Tokens
	s.phraseAt = make([]int, len(t))
	s.Phrases = s.Phrases[:0]
	owner := NoPhrase // the possessor of the phrase that begins here
	for i := 0; i < len(t); {
		if !s.starts(i) {
			owner = NoPhrase
			i++
			continue
		}
		p := Phrase{First: i, Possessor: owner, Pronoun: NoPhrase, Prep: NoPhrase}
		owner = NoPhrase
		j := i
		for j < len(t) && s.continues(p, i, j) {
			if possessives[t[j].Lower] && t[j].Name == 0 {
				p.Pronoun = j
			}
			if n := t[j].Name; n > 0 && !s.Names[n-1].Office {
				if len(p.Names) == 0 || p.Names[len(p.Names)-1] != n-1 {
					p.Names = append(p.Names, n-1)
				}
				j = max(j+1, s.Names[n-1].Last)
				continue
			}
			j++
		}
		for j > i+1 && t[j-1].Text == "-" {
			j--
		}
		p.Last, p.Head = j, s.head(i, j)
		p.Time = timeWord(t[p.Head])
		k := len(s.Phrases)
		p.List = k
		s.Phrases = append(s.Phrases, p)
		for x := i; x < j; x++ {
			s.phraseAt[x] = k + 1
		}
		if j < len(t) && (t[j].Tag == PART && (t[j].Lower == "'s" || t[j].Lower == "'")) {
			owner = k
			j++
		}
		i = j
	}
	for k := range s.Phrases {
		s.Phrases[k].Prep = s.preposition(k)
	}
	s.coordinate()
}

// starts tells whether a phrase may begin at token i.
func (s *Sentence) starts(i int) bool {
	t := s.Tokens[i]
	switch t.Tag {
	case DET, NOUN, PROPN, NUM:
		return true
	case ADJ:
		return t.Name > 0 || s.modifies(i)
	case PRON:
		return t.Lower != "there"
	}
	return false
}

// modifies tells whether the adjective at i stands before a noun.
func (s *Sentence) modifies(i int) bool {
	for j := i + 1; j < len(s.Tokens); j++ {
		switch s.Tokens[j].Tag {
		case ADJ, NUM, ADV:
		case NOUN, PROPN:
			return true
		default:
			return s.Tokens[j].Text == "-"
		}
	}
	return false
}

func (s *Sentence) continues(p Phrase, i, j int) bool {
	t := s.Tokens
	if j == i {
		return true
	}
	prev := t[j-1]
	if prev.Tag == PRON && !possessives[prev.Lower] {
		return false // a pronoun is a phrase by itself
	}
	switch {
	case prev.Name > 0 && t[j].Name == prev.Name:
		return true
	case nounish(prev) && s.timeAhead(j):
		return false // to Canberra next week, Beirut two days after
	case timeWord(t[j]) && !timeWord(prev) && prev.Text != "-" && prev.Tag != DET && prev.Tag != ADJ && prev.Tag != NUM && !(year(t[j].Lower) && j+1 < len(t) && (t[j+1].Tag == NOUN || t[j+1].Tag == ADJ)) && !possessives[prev.Lower]:
		return false // in Ankara Tuesday
	case prev.Tag == NUM && j > 1 && timeWord(t[j-2]) && t[j].Name > 0:
		return false // on December 14 Maduro met
	case timeWord(prev) && !timeWord(t[j]) && t[j].Tag != NUM && !year(prev.Lower) && t[j].Name > 0:
		return false // on Tuesday Turkish troops
	case t[j].Name > 0 && s.Names[t[j].Name-1].Adjective && prev.Name > 0 && !s.Names[prev.Name-1].Adjective && !s.Names[prev.Name-1].Office:
		return false // in Libya Turkish troops
	}
	switch t[j].Tag {
	case NOUN, PROPN:
		return true
	case NUM:
		return true
	case ADJ:
		return t[j].Name > 0 || s.modifies(j) || prev.Lower == "the" && wordIs(t[j], "former latter") || prev.Tag == DET && j+1 < len(t) && t[j+1].Text == "-"
	case DET:
		return prev.Tag == DET || prev.Tag == NUM && wordIs(t[j], "other more such") // three other states
	case ADV:
		// the internationally recognized government
		return (prev.Tag == DET || prev.Tag == ADJ) && j+1 < len(t) && t[j+1].Tag == ADJ
	case PRON:
		return possessives[t[j].Lower] && prev.Tag == DET
	case VERB:
		return t[j].Form == Participle && hyphened(t, j) && j+1 < len(t) && (t[j+1].Tag == NOUN || t[j+1].Tag == ADJ || t[j+1].Tag == PROPN)
	case PUNCT:
		return t[j].Text == "-" && t[j].Start == prev.End && j+1 < len(t) && t[j+1].Start == t[j].End && t[j+1].Tag != ADP
	}
	return false
}

// timeAhead tells whether a phrase of time begins at token j: next week, two days.
func (s *Sentence) timeAhead(j int) bool {
	t := s.Tokens
	if t[j].Tag != NUM && !wordIs(t[j], "next last this earlier late early") || year(t[j].Lower) {
		return false
	}
	for j++; j < len(t); j++ {
		if timeWord(t[j]) {
			return true
		}
		if t[j].Tag != ADJ && t[j].Tag != NUM {
			return false
		}
	}
	return false
}

// head is the last noun of the phrase, else its last word.
func (s *Sentence) head(i, j int) int {
	for h := j - 1; h >= i; h-- {
		if tag := s.Tokens[h].Tag; tag == NOUN || tag == PROPN || tag == PRON {
			return h
		}
	}
	return j - 1
}

// StartOf is the phrase's first token, its possessors counted in.
func (s *Sentence) StartOf(k int) int {
	for s.Phrases[k].Possessor >= 0 {
		k = s.Phrases[k].Possessor
	}
	return s.Phrases[k].First
}

// PhraseAt is the phrase that token i belongs to, or NoPhrase.
func (s *Sentence) PhraseAt(i int) int {
	if i < 0 || i >= len(s.phraseAt) {
		return NoPhrase
	}
	return s.phraseAt[i] - 1
}

// preposition is the token that governs phrase k, or NoPhrase. Verbs that end
// in a preposition (“called on”) count as governed too.
func (s *Sentence) preposition(k int) int {
	i := s.StartOf(k) - 1
	if i >= 0 && s.Tokens[i].Tag == ADP {
		return i
	}
	return NoPhrase
}

// coordinate joins the phrases of a list: A, B and C.
func (s *Sentence) coordinate() {
	for k := 1; k < len(s.Phrases); k++ {
		prev := k - 1
		for prev > 0 && s.Phrases[prev].Last > s.StartOf(k) {
			prev--
		}
		a, b := s.Phrases[prev].Last, s.StartOf(k)
		if b <= a || s.Phrases[k].Time || s.Phrases[prev].Time || s.isOwner(prev) || s.isOwner(k) && s.Phrases[prev].Possessor >= 0 || s.peopleBehindPlace(prev, k) {
			continue
		}
		gap := s.Tokens[a:b]
		i := 0
		for i < len(gap) && (gap[i].Text == "," || gap[i].Lower == "both") {
			i++
		}
		switch rest := gap[i:]; {
		case len(rest) == 1 && rest[0].Tag == CCONJ && rest[0].Lower != "but" && !s.newClause(prev, k, i > 0):
		case len(rest) == 3 && rest[0].Lower == "as" && rest[1].Lower == "well":
		case len(rest) == 2 && rest[0].Lower == "along" && rest[1].Lower == "with":
		case len(rest) == 0 && i == 1 && s.listGoesOn(k):
		default:
			continue
		}
		s.Phrases[k].List = s.Phrases[prev].List
		if s.Phrases[k].Prep == NoPhrase {
			s.Phrases[k].Prep = s.Phrases[prev].Prep
		}
	}
}

// peopleBehindPlace tells people behind a comma from one more place: “soldiers in
// Chad, Kenyans and Ghanaians among them”.
func (s *Sentence) peopleBehindPlace(prev, k int) bool {
	p, q := s.Phrases[prev], s.Phrases[k]
	if p.Prep < 0 || s.StartOf(k) != q.Head || s.Tokens[s.StartOf(k)-1].Text != "," && s.Tokens[s.StartOf(k)-1].Tag != CCONJ {
		return false
	}
	people := func(i int) bool { return s.Tokens[i].Name > 0 && strings.HasSuffix(s.Tokens[i].Lower, "ans") }
	return people(q.Head) && !people(p.Head) && wordIs(s.Tokens[p.Prep], "in at near across inside outside")
}

// newClause tells whether behind the “and” a clause begins, and not one more of
// a list: “recalled its envoy, and Egypt opposes the plan”.
func (s *Sentence) newClause(prev, k int, comma bool) bool {
	t := s.Tokens
	i := s.Phrases[k].Last
	for i+1 < len(t) && t[i].Tag == CCONJ && s.PhraseAt(i+1) >= 0 {
		i = s.Phrases[s.PhraseAt(i+1)].Last // and Egypt and Sudan oppose it
	}
	for i < len(t) && t[i].Tag == ADV {
		i++
	}
	if i >= len(t) || t[i].Tag != AUX && (t[i].Tag != VERB || t[i].Form != Past && t[i].Form != ThirdForm) || s.isOwner(k) {
		return false
	}
	commaBefore := s.Phrases[prev].List != prev && t[s.StartOf(prev)-1].Text == ","
	if comma && !commaBefore && s.verbIn(0, s.StartOf(s.Phrases[prev].List)) {
		return true
	}
	// “sent tanks towards Bogotá and Quito closed the border”: the first verb has its subject.
	if p := s.Phrases[prev].Prep; p >= 0 && !wordIs(t[p], "between among") {
		for j := p - 1; j >= 0 && t[j].Text != "," && t[j].Text != ";" && !relative(t[j]) && t[j].Tag != SCONJ; j-- {
			if t[j].Tag == VERB && s.PhraseAt(j) < 0 {
				return (t[j].Form == Past || t[j].Form == ThirdForm) && !clausal[t[j].Lemma] && !smallClause[t[j].Lemma]
			}
		}
	}
	b := s.StartOf(prev) - 1
	return b >= 0 && t[b].Tag == VERB && !clausal[t[b].Lemma] && !smallClause[t[b].Lemma]
}

func (s *Sentence) isOwner(k int) bool {
	return k+1 < len(s.Phrases) && s.Phrases[k+1].Possessor == k
}

// listGoesOn tells a list from an apposition: behind the comma and its phrase
// there is an “and” with one more phrase of the same make.
func (s *Sentence) listGoesOn(k int) bool {
	for n := 0; n < 8 && k < len(s.Phrases); n++ {
		i := s.Phrases[k].Last
		if i+1 >= len(s.Tokens) || len(s.Phrases[k].Names) == 0 {
			return false
		}
		if s.Tokens[i].Lower == "and" || s.Tokens[i].Text == "," && s.Tokens[i+1].Lower == "and" {
			and := i
			if s.Tokens[i].Text == "," {
				and++
			}
			next := s.PhraseAt(and + 1)
			return next >= 0 && len(s.Phrases[next].Names) > 0
		}
		if s.Tokens[i].Text != "," {
			return false
		}
		k = s.PhraseAt(i + 1)
		if k < 0 {
			return false
		}
	}
	return false
}

// Members are the phrases coordinated with k, k among them, in order.
func (s *Sentence) Members(k int) []int {
	var out []int
	for i := range s.Phrases {
		if s.Phrases[i].List == s.Phrases[k].List {
			out = append(out, i)
		}
	}
	return out
}

// Before is the phrase that ends right before token i, or NoPhrase.
func (s *Sentence) Before(i int) int { return s.PhraseAt(i - 1) }

// After is the phrase that begins at token i (possessors counted in), or NoPhrase:
// of “Turkey's army” it is the army.
func (s *Sentence) After(i int) int {
	k := s.PhraseAt(i)
	if k < 0 || s.Phrases[k].First != i {
		return NoPhrase
	}
	for s.isOwner(k) {
		k++
	}
	return k
}
