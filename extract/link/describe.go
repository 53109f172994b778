package link

import (
	"slices"
	"strings"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// described links a definite description: the former, the pair, the two
// countries, the country, the group.
func (d *Doc) described(si, k int) []Ref {
	s := &d.Sentences[si]
	p := s.Phrases[k]
	t := s.Tokens
	head := t[p.Head]
	span := d.phraseSpan(si, k)
	if p.Last-p.First == 2 && (t[p.First].Lower == "each" && head.Lower == "other" || t[p.First].Lower == "one" && head.Lower == "another") {
		return d.reciprocal(si, k)
	}
	definite := t[p.First].Lower == "the" || t[p.First].Lower == "both" || t[p.First].Lower == "these"
	if w := t[p.First].Lower; !definite && (w == "neither" || w == "either") && (p.Last == p.First+1 || p.Last == p.First+2 && (head.Lower == "side" || head.Lower == "country" || head.Lower == "state" || head.Lower == "government" || head.Lower == "party")) {
		return d.anyPair(si, k, span)
	}
	if w := t[p.First].Lower; w == "both" && p.First > 0 && t[p.First-1].Tag == nlp.AUX && p.Last == p.First+1 {
		return nil // have both signed: of the subject
	}
	if !definite {
		return nil
	}
	if p.Last == p.First+2 || p.Last == p.First+1 {
		switch last := t[p.Last-1].Lower; last {
		case "former", "latter":
			if e := d.ends(si, k); len(e) == 2 {
				r := e[0]
				if last == "latter" {
					r = e[1]
				}
				r.Span = span
				return []Ref{r}
			}
			return nil
		case "pair", "two", "duo", "both":
			return d.anyPair(si, k, span)
		case "three", "trio":
			return d.trio(si, k, span)
		}
	}
	if p.First+2 < p.Last && t[p.First+1].Lower == "three" && (head.Lower == "countries" || head.Lower == "states" || head.Lower == "governments" || head.Lower == "neighbours") {
		return d.trio(si, k, span)
	}
	numeral := p.First+1 < p.Last && t[p.First+1].Lower == "two"
	switch head.Lower {
	case "countries", "states", "nations", "neighbours", "neighbors", "sides", "governments", "capitals", "allies", "rivals", "foes", "enemies", "powers", "republics":
		// Without a numeral or a shared adjective the plural may be any of them.
		if numeral || t[p.First].Lower == "both" || head.Lemma == "ally" || head.Lemma == "rival" || head.Lemma == "foe" {
			if r := d.pair(si, k, span, true); r != nil && isParty(d.entities[r[0].Entity]) {
				return r
			}
			bare := p.Head-p.First == 1 || p.Head-p.First == 2 && numeral
			if !bare || head.Lemma == "neighbour" || head.Lemma == "neighbor" {
				if about := d.central(); bare && about != nil {
					return pairOf(about, span)
				}
				return d.only(si, k, span, 0, isState) // the two nuclear-armed rivals; two who border each other
			}
			return d.sides(si, k, span)
		}
	case "men", "women", "leaders", "presidents", "ministers", "premiers", "diplomats":
		if numeral {
			if r := d.pair(si, k, span, true); r != nil && d.entities[r[0].Entity].Type == schema.Person {
				return r
			}
			return d.only(si, k, span, 1, isPerson)
		}
	case "town", "city", "village", "region", "province", "peninsula", "enclave":
		if p.Last == p.First+2 && !followedByOf(t, p.Last) {
			return d.single(si, k, span, func(e schema.Entity) bool { return place(e.Type) && mayBe(e, head.Lower) })
		}
	case "country", "republic", "nation":
		if p.Last == p.First+2 {
			if home := d.ruled(si, k); home != "" {
				return []Ref{{Entity: home, Span: span, Weight: 0.8}}
			}
			return d.single(si, k, span, isState)
		}
	case "island":
		if p.Last == p.First+2 && !followedByOf(t, p.Last) {
			if r := d.single(si, k, span, func(e schema.Entity) bool { return place(e.Type) && mayBe(e, head.Lower) }); r != nil {
				return r
			}
			return d.realm(si, k, span, head.Lower)
		}
	case "kingdom", "emirate", "sultanate":
		if p.Last == p.First+2 {
			return d.realm(si, k, span, head.Lower)
		}
	case "group", "movement", "militia", "militants", "rebels", "insurgents":
		if p.Last == p.First+2 || p.Last == p.First+3 && warlike[t[p.First+1].Lower] {
			return d.single(si, k, span, func(e schema.Entity) bool { return e.Type == schema.ArmedGroup })
		}
	case "court", "tribunal":
		if p.Last == p.First+2 {
			return d.single(si, k, span, func(e schema.Entity) bool {
				return e.Type != schema.Person && strings.Contains(strings.ToLower(e.Name), head.Lower)
			})
		}
	case "bloc", "alliance", "organization", "organisation":
		if p.Last == p.First+2 {
			return d.single(si, k, span, func(e schema.Entity) bool { return e.Type == schema.IGO })
		}
	}
	return nil
}

// ruled is the home of whoever the sentence says to rule “the country” in phrase k, where it names
// no state before: the National Front, which has governed the country.
func (d *Doc) ruled(si, k int) string {
	s := &d.Sentences[si]
	i := s.Phrases[k].First
	if i == 0 || !ruling[s.Tokens[i-1].Lower] {
		return ""
	}
	home := ""
	for q := range k {
		for _, r := range d.refs[si][q] {
			e := d.entities[r.Entity]
			if isState(e) || home != "" && home != e.Country {
				return ""
			}
			home = e.Country
		}
	}
	id, _ := d.State(home)
	return id
}

var ruling = words("rule ruled rules ruling govern governed governs governing run ran runs running led leads lead leading")

// realm is the kingdom, emirate, sultanate or island spoken of: the last before, else the only
// one that the text names.
func (d *Doc) realm(si, k int, span schema.Span, noun string) []Ref {
	is := func(e schema.Entity) bool { return isState(e) && realms[e.Country] == noun }
	if r := d.single(si, k, span, is); r != nil {
		return r
	}
	var ids []string
	for id, e := range d.entities {
		if is(e) && d.counts[id] > 0 {
			ids = append(ids, id)
		}
	}
	if len(ids) != 1 {
		return nil
	}
	return []Ref{{Entity: ids[0], Span: span, Weight: 0.65}}
}

// By ISO 3166-1, what the news calls states. From general knowledge.
var realms = map[string]string{"SAU": "kingdom", "JOR": "kingdom", "MAR": "kingdom", "GBR": "kingdom", "ESP": "kingdom", "NLD": "kingdom",
	"BEL": "kingdom", "SWE": "kingdom", "NOR": "kingdom", "DNK": "kingdom", "THA": "kingdom", "KHM": "kingdom", "BHR": "kingdom",
	"ESW": "kingdom", "LSO": "kingdom", "TON": "kingdom", "BTN": "kingdom", "QAT": "emirate", "KWT": "emirate", "OMN": "sultanate", "BRN": "sultanate",
	"CYP": "island", "TWN": "island", "CUB": "island", "LKA": "island", "ISL": "island", "MLT": "island", "JAM": "island", "MUS": "island", "GRL": "island"}

// other is whom “its neighbour” or “Chad's old foe” is, where nothing names it: the only
// other state of the sentence and the two before, or of the two that the text is about.
func (d *Doc) other(si, k int, owner string) []Ref {
	span := d.phraseSpan(si, k)
	s := &d.Sentences[si]
	if last := s.Phrases[k].Last; last < len(s.Tokens) && s.Tokens[last].Text == ":" && k+1 < len(s.Phrases) {
		if r := d.refs[si][k+1]; len(r) == 1 && isState(d.entities[r[0].Entity]) && r[0].Entity != owner {
			return []Ref{{Entity: r[0].Entity, Span: span, Weight: 0.8}} // with its neighbour: Chad invaded
		}
	}
	var ids []string
	for back := 0; back <= 2 && si-back >= 0; back++ {
		for q := range d.refs[si-back] {
			if back == 0 && q >= k {
				break
			}
			for _, r := range d.refs[si-back][q] {
				if isState(d.entities[r.Entity]) && r.Entity != owner && !slices.Contains(ids, r.Entity) {
					ids = append(ids, r.Entity)
				}
			}
		}
	}
	about := d.central()
	if i := slices.Index(about, owner); i >= 0 && (len(ids) == 0 || slices.Contains(ids, about[1-i])) {
		ids = []string{about[1-i]}
	}
	if len(ids) != 1 {
		return nil
	}
	return []Ref{{Entity: ids[0], Span: span, Weight: 0.65}}
}

var counterparts = words("neighbour neighbor foe rival enemy adversary arch-enemy arch-rival")

// warlike are what an armed group is called: the terrorist group.
var warlike = words("terrorist terror militant armed rebel jihadist jihadi extremist islamist insurgent guerrilla separatist")

func followedByOf(t []nlp.Token, i int) bool { return i < len(t) && t[i].Lower == "of" }

func (d *Doc) single(si, k int, span schema.Span, fits func(schema.Entity) bool) []Ref {
	ids := d.candidates(si, k, fits)
	if len(ids) == 0 || place(d.entities[ids[0]].Type) && d.elsewhere(si, k) {
		return nil
	}
	return []Ref{{Entity: ids[0], Span: span, Alt: ids[1:min(len(ids), 3)], Weight: 0.65}}
}

// mayBe tells whether a place may be called a town, or a region, by its name and type.
func mayBe(e schema.Entity, noun string) bool {
	switch noun {
	case "town", "city", "village":
		return e.Type == schema.Place && !slices.ContainsFunc(strings.Fields(strings.ToLower(e.Name)), func(w string) bool { return landforms[w] })
	case "region", "province":
		return e.Type == schema.Region || slices.ContainsFunc(strings.Fields(strings.ToLower(e.Name)), func(w string) bool { return landforms[w] })
	}
	return true
}

var landforms = words(`gulf sea lake river mount mountains mountain valley desert strait straits bay island islands peninsula ocean canal strip
	base airport dam province region district plateau cape heights channel shoal reef pass crossing zone corridor`)

// elsewhere tells whether a name that nothing is known of is the subject of the
// sentence, or of the one before: the city may be that one.
func (d *Doc) elsewhere(si, k int) bool {
	for back := 0; back <= 1 && si-back >= 0; back++ {
		s := &d.Sentences[si-back]
		for q, p := range s.Phrases {
			if (back > 0 || q < k) && p.Prep < 0 && len(d.refs[si-back][q]) == 0 && !p.Time && d.proper(si-back, p.Head) && !headlineCase(*s) {
				return true
			}
		}
	}
	return false
}
