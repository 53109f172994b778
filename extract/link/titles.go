package link

import (
	"slices"
	"strings"
)

// title is by what the text calls a person: general, defence minister.
type title struct {
	person   string
	sentence int
}

// findTitles notes what stands before or beside the names of persons, so that “the
// general” is known where the text has but one.
func (l *Linker) findTitles(d *Doc) {
	d.titles = map[string][]title{}
	for si := range d.Sentences {
		s := &d.Sentences[si]
		for _, n := range d.names[si] {
			if person(n.entity) && n.office == nil {
				l.titleBefore(d, si, n.first, n.entity)
			}
		}
		for k, p := range s.Phrases {
			n := d.nameAt(si, p.Head)
			if n == nil || !person(n.entity) {
				continue
			}
			if q := s.Apposition(k); q >= 0 {
				l.titleBefore(d, si, s.Phrases[q].Last, n.entity)
			}
		}
	}
}

// titleBefore enters the title that ends before token end for the person.
func (l *Linker) titleBefore(d *Doc, si, end int, who string) {
	t := d.Sentences[si].Tokens
	if end > 1 && t[end-1].Text == "." {
		end-- // Gen.
	}
	if end < 1 || !l.calling(d, si, end-1) {
		return
	}
	form := ranks[strings.TrimSuffix(t[end-1].Lower, ".")]
	if form == "" {
		form = t[end-1].Lower
	}
	for first := end - 1; ; {
		if first > 0 && formerWords[t[first-1].Lower] {
			return
		}
		if form != "minister" || first == 0 || t[first-1].Lower != "prime" { // a prime minister is never the minister
			d.entitle(form, who, si)
		}
		first--
		if first < 0 || end-first > 3 || t[first].Lower == "the" || d.nameAt(si, first) != nil && d.nameAt(si, first).office == nil || !isWord(t[first].Text) {
			return
		}
		form = t[first].Lower + " " + form
	}
}

func (d *Doc) entitle(form, who string, si int) {
	if !slices.ContainsFunc(d.titles[form], func(o title) bool { return o.person == who }) {
		d.titles[form] = append(d.titles[form], title{who, si})
	}
}

// calling tells a word for one person that a name may follow: an office, a rank, a role.
func (l *Linker) calling(d *Doc, si, i int) bool {
	t := d.Sentences[si].Tokens[i]
	if ranks[strings.TrimSuffix(t.Lower, ".")] != "" {
		return true
	}
	if n := d.nameAt(si, i); n != nil {
		return n.office != nil && !n.office.Honorific
	}
	return l.role(t.Lower)
}

// ranks are short forms of titles.
var ranks = map[string]string{"gen": "general", "col": "colonel", "maj": "major", "capt": "captain", "sgt": "sergeant", "cpl": "corporal",
	"lt": "lieutenant", "adm": "admiral", "cmdr": "commander", "sen": "senator", "rep": "congressman", "gov": "governor", "amb": "ambassador", "pres": "president"}

func isWord(w string) bool {
	for _, r := range w {
		if r < 'A' || r > 'z' {
			return false
		}
	}
	return w != ""
}

// callTitles links what is called by a title, when the pronouns are linked: who was
// named counts for more with these than who was only spoken of.
func (d *Doc) callTitles() {
	for si := range d.Sentences {
		for k, p := range d.Sentences[si].Phrases {
			if d.refs[si][k] == nil && !p.Time {
				d.refs[si][k] = d.titled(si, k)
			}
		}
	}
}

// titled is the only person whom the text calls so before phrase k: the general, the
// defence minister.
func (d *Doc) titled(si, k int) []Ref {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	t := s.Tokens
	if t[p.First].Lower != "the" || p.Last-p.First < 2 || p.Last-p.First > 4 || p.Head != p.Last-1 ||
		p.Last < len(t) && (t[p.Last].Lower == "of" || t[p.Last].Lower == "for" || t[p.Last].Lower == "to") || s.Apposition(k) >= 0 || s.AppositionBefore(k) >= 0 {
		return nil
	}
	form := ""
	for i := p.First + 1; i < p.Last; i++ {
		if n := d.nameAt(si, i); n != nil && n.office == nil {
			return nil
		}
		form = strings.TrimSpace(form + " " + t[i].Lower)
	}
	called := d.titles[form]
	if len(called) != 1 || called[0].sentence > si || d.predicate(si, k) {
		return nil
	}
	return []Ref{{Entity: called[0].person, Span: d.phraseSpan(si, k), Weight: 0.8}}
}
