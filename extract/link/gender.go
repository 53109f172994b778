package link

import (
	_ "embed"
	"strings"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// gender is what pronoun a person takes, where the text or his given name tells.
type gender byte

const (
	unknown gender = 0
	female  gender = 'f'
	male    gender = 'm'
	neither gender = 'n' // a state, a group, a place
)

//go:embed given.txt
var givenList string

var givenGender = func() map[string]gender {
	m := map[string]gender{}
	for line := range strings.Lines(givenList) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		for _, w := range f[1:] {
			m[foldKey(w)] = gender(f[0][0])
		}
	}
	return m
}()

var (
	femaleWords = words(`mrs ms miss lady dame queen princess empress madam baroness countess duchess wife mother daughter sister widow woman
		girl actress chairwoman spokeswoman congresswoman councilwoman businesswoman policewoman grandmother aunt niece girlfriend mistress
		heroine nun goddess stepmother stepdaughter mom mum she her herself`)
	maleWords = words(`mr sir lord king prince emperor pope sheikh sheik mullah ayatollah imam husband father son brother widower man boy
		chairman spokesman congressman councilman businessman policeman grandfather uncle nephew boyfriend gentleman monk bishop archbishop
		cardinal friar baron duke earl czar tsar sultan stepfather stepson dad he him his himself`)
	// Nouns for one person. They can be what a pronoun stands for, and then no name is.
	humanNouns = words(`person somebody someone anybody anyone everyone nobody official officer soldier minister president premier leader chief head
		general colonel commander captain sergeant ambassador envoy diplomat spokesperson senator lawmaker lawyer judge prosecutor attorney witness
		victim suspect defendant plaintiff teacher student pupil professor doctor nurse patient scientist researcher author writer poet
		journalist reporter editor artist actor singer musician player coach captain director manager owner founder president-elect candidate
		politician activist citizen resident worker farmer driver pilot child baby kid infant teenager adult parent friend colleague
		neighbour neighbor partner cousin relative guest host visitor tourist user customer client reader winner member veteran refugee
		prisoner hostage detainee gunman attacker bomber militant fighter rebel terrorist killer murderer thief priest cleric monk rabbi
		governor mayor secretary chancellor deputy adviser advisor aide assistant analyst expert economist historian engineer interviewer
		heir successor predecessor counterpart rival opponent critic supporter follower servant boss employee employer`)
)

func genderOf(word string) gender {
	switch {
	case femaleWords[word]:
		return female
	case maleWords[word]:
		return male
	}
	return unknown
}

func human(word string) bool {
	return humanNouns[word] || genderOf(word) != unknown || len(word) > 6 && strings.HasSuffix(word, "ist")
}

// findGenders reads from the words beside every person which pronoun he takes:
// a title or a kinship before the name, the noun set beside it, else his given name.
func (d *Doc) findGenders() {
	told := map[string]map[gender]bool{}
	tell := func(id string, g gender) {
		if g != unknown && person(id) {
			if told[id] == nil {
				told[id] = map[gender]bool{}
			}
			told[id][g] = true
		}
	}
	for si := range d.Sentences {
		s := &d.Sentences[si]
		for k, p := range s.Phrases {
			n := d.nameAt(si, p.Head)
			if n == nil || !person(n.entity) {
				continue
			}
			for i := p.First; i < n.last; i++ {
				if w := s.Tokens[i].Lower; w != "her" && w != "his" && i < n.first+1 {
					tell(n.entity, genderOf(w))
				}
			}
			if q := s.Apposition(k); q >= 0 && d.nameAt(si, s.Phrases[q].Head) == nil && (s.Phrases[q].Names == nil || s.Tokens[s.Phrases[q].First].Tag == nlp.DET) {
				tell(n.entity, genderOf(s.Tokens[s.Phrases[q].Head].Lower))
			}
			if q := s.AppositionBefore(k); q >= 0 && d.nameAt(si, s.Phrases[q].Head) == nil {
				tell(n.entity, genderOf(s.Tokens[s.Phrases[q].Head].Lower))
			}
		}
	}
	d.findActs()
	for id, e := range d.entities {
		if e.Type != schema.Person {
			continue
		}
		switch g := told[id]; {
		case len(g) == 1 && g[female]:
			d.genders[id] = female
		case len(g) == 1:
			d.genders[id] = male
		case len(g) == 0:
			first, _, _ := strings.Cut(e.Name, " ")
			d.genders[id] = givenGender[foldKey(first)]
		}
	}
}

// humane tells whether more than capitals says that the entity is a person.
func (d *Doc) humane(id string) bool {
	return d.entities[id].Type == schema.Person && (!d.doubtful[id] || d.genders[id] != unknown || len(d.roles[id]) > 0 || d.speaks[id])
}

// findActs marks who does what a person does: he says, is born, marries, or is a “who”.
func (d *Doc) findActs() {
	for si := range d.Sentences {
		s := &d.Sentences[si]
		for i, t := range s.Tokens {
			k := nlp.NoPhrase
			switch {
			case t.Tag == nlp.VERB && s.PhraseAt(i) < 0 && (Saying[t.Lemma] || humanActs[t.Lemma]):
				k = s.Subject(i)
			case t.Lower == "who" && i > 1:
				if k = s.PhraseAt(i - 1); k < 0 && s.Tokens[i-1].Text == "," {
					k = s.PhraseAt(i - 2)
				}
			}
			if k < 0 {
				continue
			}
			if n := d.nameAt(si, s.Phrases[k].Head); n != nil && n.entity != "" {
				d.speaks[n.entity] = true
			}
		}
	}
}

// Verbs whose subject is a person.
var humanActs = words(`bear die marry divorce graduate study resign retire speak think believe feel know smile laugh cry sit walk sleep
	wonder remember live grow teach learn sing read smile nod arrest convict jail imprison sentence`)
