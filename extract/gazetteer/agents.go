package gazetteer

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/entente-kg/entente/schema"
)

// An agent file is a list of nouns with their sectors:
//
//	POLICE_OFFICER [~COP]                          its plural is regular
//	GENDARME {GENDARMERIE} [~COP]                  or stands in braces
//	POLICE {} [~COP]                               or is the noun itself
//	!PERSON! = MAN, MEN, WOMAN, WOMEN, PERSON      what a marker stands for
//	CONGRESS!PERSON! [~LEG]                        a noun for each of these
var (
	agentLine   = regexp.MustCompile(`^([^\[\]{}]+?)\s*(?:\{([^}]*)\})?\s*\[\s*(~?)([A-Z0-9]+)(~?)\s*\]$`)
	agentMarker = regexp.MustCompile(`!([A-Z]+)!`)
)

func (b *builder) agents(f File) {
	markers := map[string][]string{}
	number := 0
	for text := range strings.Lines(string(f.Data)) {
		number++
		text = uncommented(text)
		fault := func(format string, args ...any) {
			b.faults.At(f.Name, number, shortened(text), format, args...)
		}
		switch {
		case text == "" || strings.Contains(text, "=>") || strings.Contains(text, "+>"):
			continue // rules for joining codes: a noun has one role here
		case !utf8.ValidString(text):
			fault("not UTF-8")
			continue
		}
		if marker, list, ok := strings.Cut(text, "="); ok {
			m := agentMarker.FindStringSubmatch(marker)
			if m == nil {
				fault("want !MARKER! = WORD, WORD")
				continue
			}
			for _, w := range strings.Split(list, ",") {
				if w = strings.TrimSpace(w); w != "" {
					markers[m[1]] = append(markers[m[1]], w)
				}
			}
			continue
		}
		m := agentLine.FindStringSubmatch(text)
		if m == nil {
			fault("want NOUN {PLURAL} [~CODE]")
			continue
		}
		noun, collective := m[1], strings.Contains(text, "{") && strings.TrimSpace(m[2]) == ""
		if m[3] == "" && m[5] == "" {
			fault("no ~ in the code %s: it stands where the actor's own code goes", m[4])
			continue
		}
		sector, ok := agentSector(m[4])
		if !ok {
			fault("code %q: no sector is known in it", m[4])
			continue
		}
		nouns := []string{noun}
		if mark := agentMarker.FindStringSubmatch(noun); mark != nil {
			if len(markers[mark[1]]) == 0 {
				fault("unknown marker %s", mark[0])
				continue
			}
			nouns = nil
			for _, w := range markers[mark[1]] {
				nouns = append(nouns, strings.Replace(noun, mark[0], w, 1))
			}
		}
		for _, n := range nouns {
			lemma := strings.ToLower(strings.Join(strings.FieldsFunc(n, func(r rune) bool { return r == '_' || r == ' ' || r == '\t' }), " "))
			key := roleKey(lemma)
			if key == "" {
				fault("no noun")
				continue
			}
			b.g.roles[key] = Role{Lemma: lemma, Type: cmp.Or(roleTypes[sector], schema.Group), Code: sector, Collective: collective}
		}
	}
}

// agentSector is the first sector of a code that is one of ours or stands for one.
func agentSector(code string) (string, bool) {
	parts, ok := blocks(code)
	if !ok {
		return "", false
	}
	for _, p := range parts {
		p = cmp.Or(agentSectors[p], p)
		if slices.Contains(Sectors, p) {
			return p, true
		}
	}
	return "", false
}

func shortened(text string) string {
	if len(text) > 40 {
		return strings.ToValidUTF8(text[:40], "") + "..."
	}
	return text
}
