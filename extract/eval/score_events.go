package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// goldEvent is an event of a sentence: a PLOVER type, and who did it to whom.
type goldEvent struct {
	plover string
	dyads  [][2]string // actor codes
}

// UnmarshalJSON reads an event coded in PLOVER, with lists of actors, or one in CAMEO, with a code for each end.
func (e *goldEvent) UnmarshalJSON(b []byte) error {
	var raw struct {
		Plover         *string
		Cameo          string
		Reciprocal     bool
		Source, Target json.RawMessage
	}
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	if raw.Plover == nil {
		var source, target string
		if err := errors.Join(unmarshalGiven(raw.Source, &source), unmarshalGiven(raw.Target, &target)); err != nil {
			return fmt.Errorf("event %s: %w", raw.Cameo, err)
		}
		e.plover = ploverOf(raw.Cameo)
		if target != "" {
			e.dyads = [][2]string{{first(source, 3), first(target, 3)}}
		}
		return nil
	}
	var source, target []struct{ Code string }
	if err := errors.Join(unmarshalGiven(raw.Source, &source), unmarshalGiven(raw.Target, &target)); err != nil {
		return fmt.Errorf("event %s: %w", *raw.Plover, err)
	}
	e.plover = *raw.Plover
	if raw.Reciprocal { // each of the sources with each other one
		target = source
	}
	for i, s := range source {
		for j, t := range target {
			if !raw.Reciprocal || i != j {
				e.dyads = append(e.dyads, [2]string{s.Code, t.Code})
			}
		}
	}
	return nil
}

func unmarshalGiven(b json.RawMessage, v any) error {
	if b == nil {
		return nil
	}
	return json.Unmarshal(b, v)
}

// first is the first n letters of a code.
func first(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// cameoPlover is the PLOVER type of the CAMEO codes that begin so.
var cameoPlover = map[string]string{"02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID",
	"08": "CONCEDE", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
	"15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT"}

func ploverOf(cameo string) string {
	if c := first(cameo, 3); c == "084" || c == "087" {
		return "RETREAT"
	}
	return cameoPlover[first(cameo, 2)]
}

// actorCode is the code of an entity in the gold events: its state's, or what it is where it has none.
func actorCode(e *schema.Entity) string {
	switch {
	case e == nil:
		return ""
	case e.Country != "":
		return e.Country
	case e.Type == schema.IGO:
		return "IGO"
	case e.Type == schema.NGO || e.Type == schema.Organization:
		return "NGO"
	}
	return ""
}

// coded is a PLOVER type with a dyad.
type coded [3]string

// codes are several, in order.
type codes []coded

// String writes them for a list of errors.
func (cs codes) String() string {
	var out []string
	for _, c := range cs {
		out = append(out, strings.Join(c[:], " "))
	}
	return strings.Join(out, "; ")
}

// scoreEvents compares the sets of types, of dyads, and of both together, document by
// document. A right verdict is of a prediction whose type and dyad the gold has.
func (g *Gold) scoreEvents(recs map[string]Record) Report {
	r := g.report(func(d goldDoc) bool { _, ok := recs[d.ID]; return ok })
	var event, dyad, both hits
	classes := map[string]*hits{}
	for _, d := range g.docs {
		goldTypes, goldDyads, goldCoded := map[string]bool{}, map[[2]string]bool{}, map[coded]bool{}
		for _, e := range d.Events {
			if e.plover != "" {
				goldTypes[e.plover] = true
			}
			for _, p := range e.dyads {
				goldDyads[p], goldCoded[coded{e.plover, p[0], p[1]}] = true, true
			}
		}
		types, dyads, all := map[string]bool{}, map[[2]string]bool{}, map[coded]bool{}
		for _, p := range recs[d.ID].happened() {
			if p.Plover == "" {
				continue
			}
			types[p.Plover] = true
			s, o := actorCode(p.subject), actorCode(p.object)
			if s == "" || o == "" {
				continue
			}
			ways := [][2]string{{s, o}}
			if p.Symmetric && goldDyads[[2]string{o, s}] { // the other way counts where it is asked for
				ways = append(ways, [2]string{o, s})
			}
			right := false
			for _, w := range ways {
				c := coded{p.Plover, w[0], w[1]}
				dyads[w], all[c] = true, true
				right = right || goldCoded[c]
			}
			r.judge(d, p, right)
		}
		addSets(&event, goldTypes, types)
		addSets(&dyad, goldDyads, dyads)
		addSets(&both, goldCoded, all)
		for c := range all {
			tallied(classes, c[0]).add(goldCoded[c], true)
		}
		for c := range goldCoded {
			if !all[c] {
				tallied(classes, c[0]).add(true, false)
			}
		}
		if !maps.Equal(goldCoded, all) {
			r.differs(d, d.Text, sortedCodes(goldCoded), sortedCodes(all))
		}
	}
	r.Rows = []Row{event.row("event"), dyad.row("dyad"), both.row("event+dyad")}
	r.Classes = rows(classes)
	return r
}

func sortedCodes(set map[coded]bool) codes {
	out := codes{}
	for c := range set {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b coded) int { return slices.Compare(a[:], b[:]) })
	return out
}
