package status

import (
	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
)

// Denial is a place where somebody denies what was said of him before: “Riyadh
// denied it”, “…, a charge that Sudan has always denied”.
type Denial struct {
	Sentence int
	Trigger  int // token: what it denies stands before
	Speaker  string
}

// Denials lists the places in a document where a charge is denied that is not told again.
func Denials(d *link.Doc) []Denial {
	var out []Denial
	for si := range d.Sentences {
		s := &d.Sentences[si]
		for v, t := range s.Tokens {
			if t.Tag != nlp.VERB || !denying[t.Lemma] && !calling[t.Lemma] || s.PhraseAt(v) >= 0 {
				continue
			}
			g, who := s.Group(v), s.Subject(v)
			if g.Negator >= 0 || g.Modal != "" || g.Passive || who < 0 {
				continue
			}
			if denying[t.Lemma] && !charge(s, deniedObject(s, v, who)) && !relatively(s, who) || calling[t.Lemma] && !untrue(s, v) {
				continue
			}
			if refs := d.Refs(si, who); len(refs) == 1 {
				out = append(out, Denial{Sentence: si, Trigger: v, Speaker: refs[0].Entity})
			}
		}
	}
	return out
}

var denying = words("deny reject dismiss refute rebut repudiate")

var calling = words("call say describe brand label term declare insist denounce")

// untrue tells “called the charge a lie”, “says that this is false”: behind the verb at v
// what points back at a charge, and a word for what is not true.
func untrue(s *nlp.Sentence, v int) bool {
	pointed := false
	for i := v + 1; i < len(s.Tokens) && i < v+10; i++ {
		t := s.Tokens[i]
		switch {
		case t.Text == "." || t.Text == ";" || t.Tag == nlp.VERB && s.PhraseAt(i) < 0:
			return false
		case falsehoods[t.Lower] || falsehoods[t.Lemma]:
			return pointed
		}
		if k := s.PhraseAt(i); k >= 0 && s.Phrases[k].Head == i {
			pointed = pointed || charge(s, k)
		}
	}
	return false
}

var falsehoods = words(`false untrue lie fabrication baseless groundless unfounded nonsense absurd propaganda fake fiction fantasy invention slander
	fabricated ridiculous rubbish disinformation tale`)

// relatively tells whether the subject stands right behind the relative pronoun that
// is what its verb denies: “…, which Khartoum denies”.
func relatively(s *nlp.Sentence, who int) bool {
	i := s.StartOf(who) - 1
	p := s.Phrases[who]
	if t := s.Tokens[p.First]; i > 0 && s.Tokens[i].Text == "," && (t.Lower == "a" || t.Lower == "an") && p.First+1 < p.Head && charges[s.Tokens[p.First+1].Lemma] {
		return true // “…, a charge Kampala denies”, read as one phrase
	}
	return i > 0 && s.Tokens[i].Lower == "which" && s.Tokens[i-1].Text == ","
}

// deniedObject is what the verb's subject denies: its object, or the noun right
// before the subject in “a charge Sudan denies”.
func deniedObject(s *nlp.Sentence, v, who int) int {
	if k := s.Object(v); k >= 0 {
		return k
	}
	i := s.StartOf(who)
	if i > 0 && (s.Tokens[i-1].Lower == "that" || s.Tokens[i-1].Lower == "which") {
		i-- // a charge that Sudan denies
	}
	return s.Before(i)
}

// charge tells whether phrase k points back at a charge without telling it.
func charge(s *nlp.Sentence, k int) bool {
	if k < 0 {
		return false
	}
	p := s.Phrases[k]
	head := s.Tokens[p.Head]
	if p.First == p.Head && (head.Lower == "it" || head.Lower == "this" || head.Lower == "that" || head.Lower == "them") {
		return true
	}
	if next := p.Last; next < len(s.Tokens) && s.Tokens[next].Tag == nlp.ADP {
		return false // the charge is told again
	}
	if d := s.Tokens[p.First].Lower; involvement[head.Lemma] && (d == "any" || d == "all") {
		return true // denies any part
	}
	return charges[head.Lemma] && len(p.Names) == 0
}

var involvement = words("role part involvement responsibility wrongdoing complicity knowledge hand link connection")

var charges = words("charge accusation allegation claim report assertion suggestion something")
