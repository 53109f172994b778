package link

import (
	"strings"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// unitWords are what the units of an army and its fleets are called; which one it is
// a number tells.
var unitWords = words(`battalion brigade division regiment wing squadron corps fleet army battery company platoon group flotilla detachment
	infantry cavalry`)

// ordinals are numbers in words that open the name of a unit.
var ordinals = words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")

// leagues are units that others than soldiers count in words.
var leagues = words("division group company")

// numbers are what stands behind the name of a unit: Task Force 50, Unit Two.
var numbers = words("one two three four five six seven eight nine ten eleven twelve")

// unit is the name at token i of a unit that a number tells from others of its kind: the
// 71st Engineer Battalion. Every army has a 3rd Battalion, so it is one of a state where
// the text says whose, or else of this text alone.
func (l *Linker) unit(d *Doc, si int, at []int, have []name, i int) (name, bool) {
	t := d.Sentences[si].Tokens
	if at[i] > 0 || !ordinal(t[i].Text) || i+1 == len(t) {
		return name{}, false
	}
	last := -1
	for j := i + 1; j < len(t) && j < i+6 && capitalised(t[j].Text) && !calendar[t[j].Lower]; j++ {
		if unitWords[t[j].Lower] {
			last = j + 1
		}
	}
	if last == i+2 && ordinals[t[i].Lower] && leagues[t[last-1].Lower] {
		return name{}, false // the First Division of a league
	}
	if last < 0 || at[last-1] > 0 && have[at[last-1]-1].last > last {
		return name{}, false
	}
	form := l.form(d, si, i, last)
	country := d.ownerBefore(t, have, at, i)
	if i > 0 && at[i-1] > 0 {
		country = d.entities[have[at[i-1]-1].entity].Country
	}
	key := d.Key
	if country != "" {
		key = strings.ToLower(country)
	}
	e := schema.Entity{ID: "military/" + key + "-" + slug(form), Name: form, Type: schema.Military, Country: country}
	d.enter(e, form)
	return name{first: i, last: last, entity: e.ID, kind: gazetteer.Name}, true
}

// ordinal tells 71st and Fifth.
func ordinal(w string) bool {
	if ordinals[strings.ToLower(w)] && capitalised(w) {
		return true
	}
	n := strings.TrimLeft(w, "0123456789")
	switch strings.ToLower(n) {
	case "st", "nd", "rd", "th":
		return n != w && len(w) < 7
	}
	return false
}

// numbered is where the name of a unit ends that goes on with its number behind token
// last: Task Force 50.
func numbered(t []nlp.Token, last int) int {
	if last >= len(t) || !unitWords[t[last-1].Lower] && t[last-1].Lower != "force" && t[last-1].Lower != "unit" {
		return last
	}
	w := t[last].Text
	if digits := strings.Trim(w, "0123456789") == ""; digits && len(w) < 4 || capitalised(w) && numbers[t[last].Lower] {
		return last + 1
	}
	return last
}
