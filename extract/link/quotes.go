package link

import (
	"slices"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// findQuotes numbers the quotations of the text: which tokens stand in which.
// A straight quotation mark opens and closes in turn within a sentence's block.
//
// What a sentence announces that ends in a colon is spoken by its subject: a
// quotation, or without marks all that follows, as in the statements of ministries.
func (d *Doc) findQuotes() {
	d.quotes = make([][]int, len(d.Sentences))
	d.announced = map[int]int{}
	open, n, stated := 0, 0, 0
	for si, s := range d.Sentences {
		d.quotes[si] = make([]int, len(s.Tokens))
		starts := si > 0 && s.Start-d.Sentences[si-1].End > 1 // a paragraph
		if starts && open > 0 && !opensQuote(s) {
			open = 0 // a quotation left open ends with its paragraph
		}
		by, announced := -1, false
		if starts {
			by, announced = d.announcer(si - 1)
		}
		switch {
		case announced && opensQuote(s):
			stated = 0
			d.announced[n+1] = by
		case announced:
			n++
			stated = n
			d.announced[n] = by
		case starts && opensQuote(s):
			if prev := d.quotes[si-1]; by >= 0 && len(prev) > 0 && n > 0 {
				d.announced[n+1] = by // the next paragraph of what is quoted
			}
			stated = 0
		case stated > 0 && starts && d.resumes(s):
			stated = 0
		}
		for i, t := range s.Tokens {
			if stated > 0 {
				d.quotes[si][i] = stated
				continue
			}
			switch {
			case t.Text == "“" || t.Text == `"` && open == 0:
				n++
				open = n
			case t.Text == "”" || t.Text == `"`:
				open = 0
			default:
				d.quotes[si][i] = open
			}
		}
	}
}

// announcer is the sentence that tells who speaks what stands behind sentence si: one
// with a verb of saying that ends in a colon, or that of the quotation in which
// sentence si ends. The second result is true of the first kind.
func (d *Doc) announcer(si int) (int, bool) {
	t := d.Sentences[si].Tokens
	if len(t) < 3 {
		return -1, false
	}
	if t[len(t)-1].Text == ":" {
		for _, w := range t {
			if w.Tag == nlp.VERB && Saying[w.Lemma] || w.Lower == "statement" {
				return si, true
			}
		}
		return -1, false
	}
	for i := len(t) - 1; i >= len(t)-3; i-- {
		if q := d.quotes[si][i]; q > 0 {
			if by, ok := d.announced[q]; ok {
				return by, false
			}
		}
	}
	return -1, false
}

// resumes tells a paragraph in which the writer speaks again.
func (d *Doc) resumes(s nlp.Sentence) bool {
	if len(s.Tokens) < 2 {
		return false
	}
	switch s.Tokens[0].Lower {
	case "he", "she", "note", "notes", "further", "background", "media", "contact", "follow", "editor", "editors":
		return true
	}
	return slices.ContainsFunc(s.Tokens, func(t nlp.Token) bool { return t.Lower == "said" || isQuote(t.Text) }) || s.Tokens[len(s.Tokens)-1].Text == ":"
}

func isQuote(w string) bool { return w == "“" || w == "”" || w == `"` }

func opensQuote(s nlp.Sentence) bool {
	return len(s.Tokens) > 0 && (s.Tokens[0].Text == "“" || s.Tokens[0].Text == `"`)
}

// InQuote is the quotation that token i stands in, or 0.
func (d *Doc) InQuote(si, i int) int { return d.quotes[si][i] }

// Speaker is who speaks the quotation that token i stands in: the subject of a
// verb of saying beside it in the sentence, or empty.
func (d *Doc) Speaker(si, i int) string {
	q := d.quotes[si][i]
	if q == 0 {
		return ""
	}
	if id, ok := d.speakers[q]; ok {
		return id
	}
	d.speakers[q] = "" // against a quotation that asks for itself
	for at := max(0, si-1); at < len(d.Sentences) && at <= si+2; at++ {
		if !d.holds(at, q) {
			continue
		}
		if id := d.sayer(at, q); id != "" {
			d.speakers[q] = id
			break
		}
	}
	if by, ok := d.announced[q]; ok && d.speakers[q] == "" {
		d.speakers[q] = d.sayer(by, q)
	}
	return d.speakers[q]
}

func (d *Doc) holds(si, q int) bool {
	for _, x := range d.quotes[si] {
		if x == q {
			return true
		}
	}
	return false
}

// Saying are the verbs that introduce what somebody said.
var Saying = words(`say tell add warn announce claim declare insist argue state note stress write reply respond explain acknowledge confirm
	maintain assert allege admit report suggest caution repeat reiterate concede vow pledge reveal quote comment call complain`)

// issuing are what is done with a statement.
var issuing = words("release issue provide give make publish deliver offer")

func (d *Doc) sayer(si, q int) string {
	s := &d.Sentences[si]
	for v, t := range s.Tokens {
		if t.Tag != nlp.VERB || !Saying[t.Lemma] && !(issuing[t.Lemma] && s.Tokens[len(s.Tokens)-1].Text == ":") || d.quotes[si][v] == q {
			continue
		}
		k := s.Subject(v)
		if v > 1 && (s.Tokens[v-1].Text == "”" || s.Tokens[v-1].Text == `"` || s.Tokens[v-1].Text == ",") {
			k = s.After(v + 1) // “…,” said the minister
		}
		if k >= 0 && d.quotes[si][s.Phrases[k].Head] != q && len(d.refs[si][k]) > 0 {
			return d.refs[si][k][0].Entity
		}
	}
	return ""
}

// side is the state that a quoted “we” means: the one that the speaker holds an office of.
func (d *Doc) side(si, i int) string {
	id := d.Speaker(si, i)
	if d.quotes[si][i] == 0 {
		if id = d.turns[si]; id == "" {
			return d.voice()
		}
	}
	e := d.entities[id]
	if id == "" || e.Type != schema.Person {
		if actor(e.Type) {
			return id
		}
		return ""
	}
	for _, o := range d.roles[id] {
		if actor(d.entities[o.of].Type) {
			return o.of
		}
	}
	if d.turns[si] == id {
		return d.once(id)
	}
	return ""
}

// once is the state that a person held an office of, of whom the text says so.
func (d *Doc) once(id string) string {
	for si := range d.Sentences {
		s := &d.Sentences[si]
		for k := range s.Phrases {
			if len(d.refs[si][k]) != 1 || d.refs[si][k][0].Entity != id {
				continue
			}
			for _, q := range []int{k, s.Apposition(k), s.AppositionBefore(k)} {
				if q < 0 {
					continue
				}
				if o := d.officeOf(si, q); d.entities[o.of].Type == schema.Country {
					return o.of
				}
			}
		}
	}
	return ""
}
