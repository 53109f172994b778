package nlp

// Group is a verb with the auxiliaries, adverbs and negations before it.
type Group struct {
	First, Verb int
	Modal       string // will, may, ...: the lemma, or empty
	Negator     int    // token, or -1
	Infinitive  bool   // to attack
	Perfect     bool   // has attacked
	Passive     bool   // was attacked, or a bare participle: a town attacked by rebels
	Reduced     bool   // a bare participle
	Finite      bool
}

var modals = set("will would shall should can could may might must")

// Group reads the verb group of the verb at token v.
func (s *Sentence) Group(v int) Group { return s.group(v, 0) }

func (s *Sentence) group(v, depth int) Group {
	t := s.Tokens
	g := Group{First: v, Verb: v, Negator: NoPhrase}
	aux := false
	i := v - 1
	for ; i >= 0; i-- {
		w := t[i]
		switch {
		case w.Tag == AUX:
			aux = true
			switch {
			case modals[w.Lemma]:
				g.Modal = w.Lemma
			case w.Lemma == "have":
				g.Perfect = true
			case w.Lemma == "be" && t[v].Form == Participle:
				g.Passive = true
			}
			g.First = i
			continue
		case w.Lower == "not" || w.Lower == "n't" || w.Lower == "never" || w.Lower == "no" && i+1 < len(t) && wordIs(t[i+1], "longer"):
			g.Negator, g.First = i, i
			continue
		case w.Tag == PART && w.Lower == "to":
			g.Infinitive, g.First = true, i
		case w.Tag == ADV && i > 0:
			continue
		}
		break
	}
	if g.Infinitive && i > 0 && (t[i-1].Lower == "not" || t[i-1].Lower == "never") {
		g.Negator = i - 1
	}
	if g.Passive && t[v].Form != Participle {
		g.Passive = false
	}
	if t[v].Form == Participle && !aux {
		g.Passive, g.Reduced = true, true
	}
	form := t[v].Form
	g.Finite = !g.Infinitive && (form == Past || form == ThirdForm || aux || form == Base && !s.bare(v))
	if form == Gerund && !aux {
		g.Finite = false
	}
	if g.Reduced {
		g.Finite = false
	}
	// “will visit Baku and meet Aliyev”: the second verb shares what stands before the first.
	if p := g.First - 1; depth < 4 && p > 0 && t[p].Tag == CCONJ && !aux && (form == Base || g.Reduced || form == Participle) {
		if u := s.verbBefore(p, form); u >= 0 {
			h := s.group(u, depth+1)
			if t[u].Form == form {
				g.Modal, g.Infinitive, g.Finite = h.Modal, g.Infinitive || h.Infinitive, h.Finite
				g.Passive, g.Reduced, g.Perfect = h.Passive, h.Reduced, h.Perfect
				if g.Negator < 0 && t[p].Lower == "or" {
					g.Negator = h.Negator
				}
			}
		}
	}
	return g
}

// bare tells a bare infinitive: “helped Baku win”, “saw Armenia lose”.
func (s *Sentence) bare(v int) bool {
	k := s.Before(v)
	if k < 0 {
		return false
	}
	i := s.StartOf(k) - 1
	return i >= 0 && smallClause[s.Tokens[i].Lemma]
}

var smallClause = set("help see watch let make have hear")

// verbBefore is the nearest verb left of i, one of the given form if there is one.
func (s *Sentence) verbBefore(i int, form Form) int {
	found := NoPhrase
	for j := i - 1; j >= 0; j-- {
		t := s.Tokens[j]
		if t.Text == ";" || t.Text == ":" {
			break
		}
		if t.Tag != VERB || s.PhraseAt(j) >= 0 {
			continue
		}
		if t.Form == form {
			return j
		}
		if found < 0 {
			found = j
		}
	}
	return found
}
