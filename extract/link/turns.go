package link

import (
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// findTurns reads the transcript of a conversation: paragraphs that open with who
// speaks and a colon. What a person of the text says there is his as if it were quoted;
// those who only ask (an outlet, Q) are left out.
func (d *Doc) findTurns() {
	d.turns = make([]string, len(d.Sentences))
	type turn struct {
		from  int
		label string
	}
	var all []turn
	labels := map[string]int{}
	for si := range d.Sentences {
		if l := d.label(si); l != "" {
			all = append(all, turn{si, l})
			labels[l]++
		}
	}
	if len(all) < 3 || len(labels) < 2 || len(labels) > len(all)-1 && len(all) < 6 {
		return
	}
	for i, t := range all {
		who := d.interviewee(t.from, t.label)
		if who == "" {
			continue
		}
		end := len(d.Sentences)
		if i+1 < len(all) {
			end = all[i+1].from
		}
		for si := t.from; si < end; si++ {
			d.turns[si] = who
		}
	}
}

// label is what stands before the colon that opens the paragraph of sentence si, or empty.
func (d *Doc) label(si int) string {
	s := &d.Sentences[si]
	if si > 0 && !strings.Contains(d.Text[d.Sentences[si-1].End:s.Start], "\n") {
		return ""
	}
	for i, t := range s.Tokens {
		switch {
		case i > 0 && i < 4 && t.Text == ":":
			if span := d.span(si, 0, i); span.Len() < 40 {
				return d.Text[span.Start:span.End]
			}
			return ""
		case i >= 4 || !capitalised(t.Text):
			return ""
		}
	}
	return ""
}

// interviewee is the person whom a label names by his surname or whole, or where it is
// an A the only person of the lines before the first question.
func (d *Doc) interviewee(si int, label string) string {
	if label == "A" {
		var ids []string
		for sj := range d.Sentences[:min(si, 4)] {
			for _, refs := range d.refs[sj] {
				for _, r := range refs {
					if person(r.Entity) && !slices.Contains(ids, r.Entity) {
						ids = append(ids, r.Entity)
					}
				}
			}
		}
		if len(ids) == 1 {
			return ids[0]
		}
		return ""
	}
	words := strings.Fields(label)
	if ids := d.families[foldKey(words[len(words)-1])]; len(ids) == 1 {
		return ids[0]
	}
	if all := d.refs[si]; len(all) > 0 && len(all[0]) == 1 {
		if r := all[0][0]; person(r.Entity) && r.Span.Start == d.Sentences[si].Start {
			return r.Entity
		}
	}
	return ""
}

// Turn is the person who speaks sentence si of a transcript, or empty.
func (d *Doc) Turn(si int) string { return d.turns[si] }

// voice is the state in whose name a statement is made that says “we” outside of
// quotations: of a ministry or an army that published it, or by its heading, where
// that or its dateline tells of which state.
func (d *Doc) voice() string {
	if d.voiced {
		return d.we
	}
	d.voiced = true
	we := 0
	for si := range d.Sentences {
		for i, t := range d.Sentences[si].Tokens {
			if (speaking[t.Lower] || t.Lower == "ours") && d.quotes[si][i] == 0 && d.turns[si] == "" {
				we++
			}
		}
	}
	if we > 0 {
		d.we = d.publisher
	}
	if we < 2 || d.we != "" {
		return d.we
	}
	organ, statement := false, false
	var states []string
	for si := 0; si < len(d.Sentences) && si < 4; si++ {
		s := &d.Sentences[si]
		if n := len(s.Tokens); n == 0 || s.Tokens[n-1].Text == "." && si > 0 {
			break
		}
		for _, t := range s.Tokens {
			organ = organ || organs[t.Lower]
			statement = statement || statements[t.Lower]
		}
		for _, n := range d.names[si] {
			e := d.entities[n.entity]
			if id, ok := d.State(e.Country); ok && e.Type != schema.Person && !slices.Contains(states, id) {
				states = append(states, id)
			}
		}
	}
	if organ && statement && len(states) == 1 {
		d.we = states[0]
	}
	return d.we
}

// speaksFor is the state or the body of states of which the publisher is an organ:
// the State Department speaks for its state, a newspaper for nobody.
func (l *Linker) speaksFor(d *Doc, publisher string) string {
	words := strings.Fields(publisher)
	of := ""
	for _, m := range l.gaz.Find(words) {
		e := m.Entry.Entity
		if e.Type == schema.Military || e.Type == schema.Government {
			return d.stateOrNone(e.Country)
		}
		if (e.Type == schema.Country || e.Type == schema.IGO) && of == "" {
			d.enter(e, "")
			of = e.ID
		}
	}
	for _, w := range words {
		if organs[strings.ToLower(w)] {
			return of
		}
	}
	return ""
}

func (d *Doc) stateOrNone(code string) string {
	id, _ := d.State(code)
	return id
}

var (
	organs     = nlp.WordSet("ministry department embassy government army navy presidency forces cabinet chancellery mission staff secretariat delegation commission office council")
	statements = nlp.WordSet("statement communique communiqué declaration release note announcement")
)
