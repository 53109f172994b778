package nlp

// An argument is found by word order: where a subject or an object of English
// stands, what may stand between it and its verb, and what ends the search.
// Where two readings are open the answer is NoPhrase: no edge beats a wrong one.

// Subject is the phrase in the place of the subject of the verb at v: of an
// infinitive or a participle, the phrase that controls it.
func (s *Sentence) Subject(v int) int { return s.subject(v, 0) }

func (s *Sentence) subject(v, depth int) int {
	if depth > 6 {
		return NoPhrase
	}
	g := s.Group(v)
	t := s.Tokens
	switch {
	case g.Infinitive && t[g.First].Lower == "to":
		return s.controller(g.First, depth)
	case t[v].Form == Gerund && !g.Finite:
		return s.participleSubject(g.First, depth)
	case g.Reduced:
		if k := s.Before(g.First); k >= 0 {
			return k
		}
		if g.First > 1 && t[g.First-1].Text == "," {
			if k := s.Before(g.First - 1); k >= 0 {
				return k
			}
		}
		return NoPhrase
	}
	return s.subjectLeft(g.First, depth)
}

// subjectLeft looks left from token i for the subject of the finite verb there.
func (s *Sentence) subjectLeft(i, depth int) int {
	t := s.Tokens
	for j := i - 1; j >= 0; {
		w := t[j]
		if k := s.PhraseAt(j); k >= 0 && !relative(w) {
			first := s.listStart(k)
			start := s.StartOf(first)
			if s.Phrases[k].Time && !(s.Phrases[k].Prep < 0 && start == 0) {
				j = start - 1
				if p := s.Phrases[k].Prep; p >= 0 {
					j = p - 1
				}
				continue
			}
			if start > 0 && wordIs(w, "both each all") && s.Phrases[k].Last == s.Phrases[k].First+1 && t[start-1].Tag == AUX && s.Phrases[first].Prep < 0 {
				j = s.auxStart(start-1) - 1 // Egypt and Lebanon have both signed
				continue
			}
			if p := s.Phrases[first].Prep; p >= 0 {
				if conjunctive[t[p].Lower] && s.Phrases[k].Last == i && (t[p].Lower == "as" || s.otherVerb(p, i)) {
					return k
				}
				j = p - 1
				continue
			}
			if start == 0 {
				return k
			}
			before := t[start-1]
			if before.Tag == VERB {
				switch bg := s.Group(start - 1); {
				case clausal[before.Lemma] || smallClause[before.Lemma]:
					return k
				case !bg.Finite:
					j = bg.First - 1
					continue
				default:
					return NoPhrase
				}
			}
			return k
		}
		switch {
		case relative(w):
			return s.antecedent(j)
		case w.Tag == ADV || quote(w):
			j--
		case w.Text == "," || w.Text == ")" || w.Text == "-" || w.Text == "–" || w.Text == "—":
			if open := s.parenthesis(j); open > 0 {
				j = open - 1
				continue
			}
			if j+1 == i && w.Text == "," {
				return s.shared(j, depth)
			}
			return NoPhrase
		case w.Tag == CCONJ && j+1 == i:
			return s.shared(j, depth)
		case w.Tag == VERB && !s.Group(j).Finite:
			j = s.Group(j).First - 1 // rebels seeking power attacked
		case w.Tag == ADP || w.Tag == ADJ:
			j--
			if w.Tag == ADP && j >= 0 && s.PhraseAt(j) < 0 && t[j].Tag != VERB {
				return NoPhrase
			}
		default:
			return NoPhrase
		}
	}
	return NoPhrase
}

// clausal verbs take a clause without “that”: he said Turkey had attacked.
var clausal = set(`say think believe claim admit announce argue insist know hope fear report suggest tell warn allege acknowledge confirm
	declare deny mean show reveal note add state maintain assert stress guess expect concede`)

// Words that govern a noun or open a clause.
var conjunctive = set("after before since until as")

func (s *Sentence) otherVerb(a, b int) bool {
	for i, t := range s.Tokens {
		if t.Tag == VERB && s.PhraseAt(i) < 0 && (i < a || i > b) && s.Group(i).Finite {
			return true
		}
	}
	return false
}

// shared is the subject of the verb that is coordinated with the one behind j.
func (s *Sentence) shared(j, depth int) int {
	v := j + 1
	for v < len(s.Tokens) && s.Tokens[v].Tag != VERB {
		v++
	}
	if v == len(s.Tokens) {
		return NoPhrase
	}
	form := s.Tokens[v].Form
	u := s.verbBefore(j, form)
	if u < 0 {
		return NoPhrase
	}
	return s.subject(u, depth+1)
}

func relative(t Token) bool {
	return wordIs(t, "who which whom") || t.Lower == "that" && t.Tag == SCONJ
}

func quote(t Token) bool {
	switch t.Text {
	case `"`, "“", "”", "'", "‘", "’":
		return true
	}
	return false
}

// antecedent is the phrase that the relative pronoun at j stands for, or NoPhrase:
// a “that” behind a verb opens a clause and stands for nothing.
func (s *Sentence) antecedent(j int) int {
	i := j - 1
	if i >= 0 && s.Tokens[i].Text == "," {
		if s.Tokens[j].Lower == "that" {
			return NoPhrase
		}
		i--
	}
	if i > 0 && s.Tokens[i].Tag == CCONJ {
		// “which lost its coast and which cut ties”: the second stands for the same.
		for r := i - 1; r > 0; r-- {
			if s.Tokens[r].Lower == s.Tokens[j].Lower && relative(s.Tokens[r]) {
				return s.antecedent(r)
			}
		}
		return NoPhrase
	}
	k := s.PhraseAt(i)
	// President Ortega of Nicaragua, who leads ...
	if k >= 0 && s.Tokens[j].Lower == "who" && s.Phrases[k].Prep > 0 && wordIs(s.Tokens[s.Phrases[k].Prep], "of from") {
		if up := s.Before(s.Phrases[k].Prep); up >= 0 && len(s.Phrases[up].Names) > 0 {
			return up
		}
	}
	if k < 0 || s.Tokens[j].Lower == "that" && (speechNouns[s.Tokens[s.Phrases[k].Head].Lemma] || s.told(k) || s.reported(k)) {
		return NoPhrase
	}
	return k
}

// reported tells whether phrase k, with what stands before it, only says when, where, to
// whom or by whom something was said: “revealed on Monday that”, “reports by doctors
// that”, “let slip that”.
func (s *Sentence) reported(k int) bool {
	if i := s.StartOf(k) - 1; i >= 0 && s.Tokens[i].Lemma == "let" && s.Tokens[s.Phrases[k].Head].Lower == "slip" {
		return true
	}
	for k >= 0 && (s.Phrases[k].Prep >= 0 || s.Phrases[k].Time) {
		i := s.StartOf(k) - 1
		if s.Phrases[k].Prep >= 0 {
			i = s.Phrases[k].Prep - 1
		}
		if i >= 0 && s.Tokens[i].Tag == CCONJ {
			i-- // by refugees and by the opposition
		}
		if i >= 0 && s.Tokens[i].Tag == VERB && reporting[s.Tokens[i].Lemma] {
			return true
		}
		if k = s.PhraseAt(i); k >= 0 && speechNouns[s.Tokens[s.Phrases[k].Head].Lemma] {
			return true
		}
	}
	return false
}

var reporting = set("say announce reveal claim declare insist argue maintain warn report admit acknowledge concede confirm deny state complain stress")

// told tells whether phrase k is whom something is said to: “told reporters that”.
func (s *Sentence) told(k int) bool {
	i := s.StartOf(s.listStart(k)) - 1
	return i >= 0 && s.Tokens[i].Tag == VERB && addressing[s.Tokens[i].Lemma]
}

var addressing = set("tell warn inform remind assure promise convince persuade notify advise show teach reassure ask")

// Relative tells whether the word at token i is a relative pronoun: it stands
// for the phrase before it, and what it opens is told in passing, not claimed.
func (s *Sentence) Relative(i int) bool { return relative(s.Tokens[i]) && s.antecedent(i) >= 0 }

var speechNouns = set(`claim report allegation accusation statement charge fact news suggestion assertion denial warning hope fear belief
	evidence sign view idea promise pledge threat demand rumor rumour account`)

// parenthesis is the opening mark of the aside that the mark at j closes, or -1.
func (s *Sentence) parenthesis(j int) int {
	t := s.Tokens
	if t[j].Text == ")" {
		for o := j - 1; o > 0; o-- {
			if t[o].Text == "(" {
				return o
			}
		}
		return NoPhrase
	}
	verbs, said := 0, false
	for o := j - 1; o > 0; o-- {
		if t[o].Tag == VERB && s.PhraseAt(o) < 0 && s.Group(o).Finite {
			verbs++
			said = clausal[t[o].Lemma]
		}
		if t[o].Text != t[j].Text || s.PhraseAt(o-1) < 0 {
			continue
		}
		n := t[o+1]
		switch {
		case wordIs(n, "who which whose where when whom"), n.Tag == VERB && (n.Form == Participle || n.Form == Gerund),
			n.Tag == ADP && verbs == 0, wordIs(n, "including along together like as"):
			return o
		case verbs == 1 && said && s.PhraseAt(o+1) >= 0: // Chad, the ministry said, shelled Niger
			return o
		case verbs == 0 && (s.PhraseAt(o+1) >= 0 || n.Tag == ADV || n.Tag == ADJ || t[j].Text != ","):
			return o
		}
	}
	return NoPhrase
}

func (s *Sentence) listStart(k int) int { return s.Phrases[k].List }

// objectControl verbs pass their object on to the infinitive: urged Turkey to withdraw.
var objectControl = set(`urge ask tell order force allow help invite persuade want expect lead enable compel encourage advise warn press
	request instruct command oblige require permit push direct`)

// controller is the phrase that governs the infinitive whose “to” stands at i.
func (s *Sentence) controller(i, depth int) int {
	t := s.Tokens
	for j := i - 1; j >= 0; {
		w := t[j]
		if k := s.PhraseAt(j); k >= 0 {
			p := s.Phrases[k]
			start := s.StartOf(s.listStart(k))
			if p.Time || p.Prep >= 0 {
				j = start - 1
				if p.Prep >= 0 {
					j = p.Prep - 1
					// “called on Turkey to withdraw”
					if j >= 0 && t[j].Tag == VERB && (t[j].Lemma == "call" || t[j].Lemma == "appeal" || t[j].Lemma == "rely") {
						return k
					}
				}
				continue
			}
			if start > 0 && t[start-1].Tag == VERB {
				u := start - 1
				if objectControl[t[u].Lemma] {
					return k
				}
				if complementNouns[t[p.Head].Lemma] && p.Possessor >= 0 {
					return p.Possessor
				}
				return s.subject(u, depth+1)
			}
			if complementNouns[t[p.Head].Lemma] && j == i-1 {
				if p.Possessor >= 0 {
					return p.Possessor
				}
				return NoPhrase
			}
			if j == i-1 && !s.verbIn(0, start) {
				return k // a headline: minister to visit Baku
			}
			return NoPhrase
		}
		switch {
		case w.Tag == VERB:
			return s.subject(j, depth+1)
		case w.Tag == AUX:
			return s.subjectLeft(s.auxStart(j), depth+1)
		case w.Tag == ADV || w.Tag == ADJ || quote(w) || w.Lower == "not":
			j--
		case w.Tag == CCONJ || w.Text == ",":
			if u := s.verbBefore(j, Base); u >= 0 {
				return s.subject(u, depth+1)
			}
			return NoPhrase
		default:
			return NoPhrase
		}
	}
	return NoPhrase
}

func (s *Sentence) auxStart(j int) int {
	for j > 0 && (s.Tokens[j-1].Tag == AUX || s.Tokens[j-1].Tag == ADV) {
		j--
	}
	return j
}

var complementNouns = set(`decision plan promise pledge offer refusal threat attempt bid effort vow agreement intention willingness failure
	readiness proposal invitation right desire move`)

func (s *Sentence) verbIn(a, b int) bool {
	for i := a; i < b; i++ {
		if s.Tokens[i].Tag == VERB && s.PhraseAt(i) < 0 {
			return true
		}
	}
	return false
}

// participleSubject is the phrase that the participle or gerund at i belongs to.
func (s *Sentence) participleSubject(i, depth int) int {
	t := s.Tokens
	j := i - 1
	if j < 0 {
		// “Accusing Chad of treason, Sudan closed ...”: the subject of the clause behind.
		for c := i + 1; c < len(t); c++ {
			if t[c].Tag == VERB && s.PhraseAt(c) < 0 && s.Group(c).Finite {
				if k := s.Before(s.Group(c).First); k > 0 && s.StartOf(s.listStart(k)) > i && t[s.StartOf(s.listStart(k))-1].Text == "," {
					return k
				}
				return NoPhrase
			}
		}
		return NoPhrase
	}
	switch w := t[j]; {
	case w.Tag == ADP || w.Lower == "after" || w.Lower == "before" || w.Lower == "while" || w.Lower == "when" || w.Tag == SCONJ && w.Lower != "that":
		k := s.PhraseAt(j - 1)
		for k >= 0 && w.Lower == "of" && (s.Phrases[k].Prep > 0 || s.Phrases[k].Time && s.Phrases[k].First > 0) {
			behind := s.Phrases[k].First // accused Eritrea last spring of arming
			if s.Phrases[k].Prep > 0 {
				behind = s.Phrases[k].Prep // accused Eritrea in 2009 of arming
			}
			k = s.PhraseAt(behind - 1)
		}
		if k >= 0 && j > 0 {
			start := s.StartOf(s.listStart(k))
			if start > 0 && t[start-1].Tag == VERB && gerundControl[t[start-1].Lemma] {
				// “accused Sudan of arming”; of a passive the subject is meant: “was accused of arming”.
				return k
			}
		}
		if j > 0 && t[j-1].Tag == VERB && gerundControl[t[j-1].Lemma] {
			return s.subject(j-1, depth+1)
		}
		if u := s.verbBefore(j, Past); u >= 0 && u < j {
			return s.subject(u, depth+1)
		}
		return NoPhrase
	case w.Tag == VERB:
		return s.subject(j, depth+1) // denied arming, began shelling
	case w.Tag == CCONJ:
		if u := s.verbBefore(j, Gerund); u >= 0 {
			return s.subject(u, depth+1)
		}
		return NoPhrase
	case w.Text == ",":
		if u := s.finiteBefore(j); u >= 0 {
			return s.subject(u, depth+1)
		}
		return s.Before(j) // Sudan, accusing Chad, closed the crossing
	}
	if k := s.PhraseAt(j); k >= 0 {
		return k
	}
	return NoPhrase
}

var gerundControl = set(`accuse suspect convict prevent stop ban bar discourage dissuade blame thank criticize criticise condemn charge prohibit
	denounce sanction praise warn expel forgive punish fault chide rebuke thank`)

func (s *Sentence) finiteBefore(i int) int {
	for j := i - 1; j >= 0; j-- {
		if s.Tokens[j].Tag == VERB && s.PhraseAt(j) < 0 && s.Group(j).Finite {
			return j
		}
	}
	return NoPhrase
}

// Object is the direct object of the verb at v in word order, or the
// antecedent of an object clause (“the town that rebels seized”), or NoPhrase.
func (s *Sentence) Object(v int) int {
	if s.Group(v).Passive {
		return NoPhrase
	}
	i := v + 1
	for i < len(s.Tokens) && (s.Tokens[i].Tag == ADV || quote(s.Tokens[i]) || particles[s.Tokens[i].Lower] && s.After(i+1) >= 0 && (s.Tokens[i].Lower != "over" || passesOver[s.Tokens[v].Lemma])) {
		i++
	}
	if i+1 < len(s.Tokens) && s.Tokens[i].Tag == ADP && s.After(i+1) >= 0 && s.Phrases[s.After(i+1)].Time {
		i = s.Phrases[s.After(i+1)].Last // rejected on Monday an offer
	}
	if k := s.After(i); k >= 0 && !s.Phrases[k].Time {
		return k
	}
	// An object clause: its pronoun stands before the subject.
	sub := s.Subject(v)
	if sub < 0 {
		return NoPhrase
	}
	if wordIs(s.Tokens[s.Phrases[sub].First], "both each") && s.Before(s.Phrases[sub].First) >= 0 && s.Phrases[sub].Last == s.Phrases[sub].First+1 {
		sub = s.Before(s.Phrases[sub].First) // which Eritrea and Yemen both claim
	}
	r := s.StartOf(s.listStart(sub)) - 1
	if r > 1 && s.Tokens[r].Lower == "both" {
		r-- // that both it and Chad claim
	}
	if r > 0 && relative(s.Tokens[r]) {
		return s.antecedent(r)
	}
	return NoPhrase
}

// Fronted is what a relative clause with the verb at v says its preposition of:
// “Chad, against which Libya fought a war”, or NoPhrase.
func (s *Sentence) Fronted(v int, prep string) int {
	sub := s.Subject(v)
	if sub < 0 {
		return NoPhrase
	}
	i := s.StartOf(s.listStart(sub)) - 2
	if i < 1 || s.Tokens[i].Lower != prep || !wordIs(s.Tokens[i+1], "which whom") {
		return NoPhrase
	}
	if s.Tokens[i-1].Text == "," {
		i--
	}
	return s.Before(i)
}

var particles = set("off out up down back over away")

// With these “over” is no preposition: take over the town, hand over the rebels.
var passesOver = set("take hand turn win pull")

// Obliques are the phrases behind token i that one of the prepositions governs:
// those of its own clause, the nearest first.
func (s *Sentence) Obliques(i int, preps []string) []int {
	var out []int
	t := s.Tokens
	verbs := 0
	for j := i + 1; j < len(t) && j < i+30; j++ {
		w := t[j]
		if w.Text == ";" || w.Text == ":" || relative(w) || w.Tag == SCONJ || quote(w) {
			break
		}
		if w.Text == "," && !s.timeBehind(j) {
			break
		}
		if w.Tag == VERB && s.PhraseAt(j) < 0 {
			// A participle of its own (“talks aimed at”) ends the reach of the first verb.
			if verbs++; verbs > 0 {
				break
			}
		}
		if w.Tag == CCONJ && s.PhraseAt(j+1) < 0 {
			if j+1 < len(t) && t[j+1].Tag != ADP && t[j+1].Tag != ADV {
				break
			}
		}
		if w.Tag != ADP && !(w.Tag == SCONJ && conjunctive[w.Lower]) {
			continue
		}
		for _, p := range preps {
			if w.Lower != p {
				continue
			}
			if k := s.After(j + 1); k >= 0 && !s.Phrases[k].Time {
				out = append(out, k)
			}
		}
	}
	return out
}

func (s *Sentence) timeBehind(comma int) bool {
	k := s.PhraseAt(comma - 1)
	return k >= 0 && s.Phrases[k].Time
}

// Apposition is the phrase set beside phrase k: “Turkey, a close ally of Baku”
// gives the ally of Turkey, or NoPhrase.
func (s *Sentence) Apposition(k int) int {
	i := s.Phrases[k].Last
	if i+1 < len(s.Tokens) && s.Tokens[i].Text == "," {
		n := s.After(i + 1)
		if n >= 0 && s.Phrases[n].List != s.Phrases[k].List && !s.Phrases[n].Time {
			return n
		}
	}
	return NoPhrase
}

// AppositionBefore is the phrase that phrase k is set beside, or NoPhrase.
func (s *Sentence) AppositionBefore(k int) int {
	i := s.StartOf(k) - 1
	if i > 0 && s.Tokens[i].Text == "," {
		n := s.PhraseAt(i - 1)
		if n >= 0 && s.Phrases[n].List != s.Phrases[k].List && !s.Phrases[n].Time {
			return n
		}
	}
	return NoPhrase
}

// SubjectOf is the subject of the auxiliary or verb at token i.
func (s *Sentence) SubjectOf(i int) int {
	if s.Tokens[i].Tag == VERB {
		return s.Subject(i)
	}
	return s.subjectLeft(s.auxStart(i), 0)
}
