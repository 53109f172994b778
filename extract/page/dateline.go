package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	capsName  = `\p{Lu}[\p{Lu}.'’-]+(?:[ /-](?:\p{Lu}[\p{Lu}.'’-]*|[Aa]l|de|el))*`
	mixedName = `\p{Lu}[\p{L}.'’-]+(?:[ /]\p{Lu}[\p{L}.'’-]*){0,3}`
	anyDay    = `(?:` + fullDate + `|` + weekday + `?(?:` + dayNumber + ` ` + monthName + `|` + monthName + ` ` + dayNumber + `)(?:,? \d{4})?)`
	region    = `(?:, ?` + mixedName + `){0,2}`
	wire      = `\((?:\p{Lu}[\p{L}\d.&’'-]*(?:[ /]\p{L}[\p{L}\d.&’'-]*){0,3})\)`
	dash      = `(?:\s*[—–]\s*|\s+-{1,2}\s*)`
)

const colonForm = 1

var datelineForms = []pattern{
	lazy(`^(` + capsName + `)` + region + `(?:,? ?(?i:` + anyDay + `))?,? ?(?:` + wire + `(?:` + dash + `|\s*:?\s+)|(?:/\p{Lu}[\p{L} ]*/)?` + dash + `)`),
	lazy(`^(` + capsName + `)` + region + `(?:,? ?(?i:` + anyDay + `))?: `),
	lazy(`^(` + mixedName + `)` + region + `(?:,? ?(?i:` + anyDay + `))?,? ?` + wire + dash),
	lazy(`^(` + mixedName + `)` + region + `,? ?(?i:` + anyDay + `)(?: ` + wire + `)?` + dash),
	lazy(`^` + wire + dash),
}

// A name in capitals that is no place: an actor, or a label of the newsroom.
var noPlace = lazy(`^(?:NATO|OPEC\+?|ASEAN|SADC|ECOWAS|HAMAS|FATAH|UNICEF|UNESCO|UNHCR|UNRWA|MONUSCO|UNIFIL|IAEA|OSCE|AUKUS|BRICS|MERCOSUR|IS|ISIS|ISIL|ISI|CIA|FBI|MI6|IDF|IRGC|PKK|YPG|TPLF|FARC|ELN|RSF|SDF|HTS|M23|EU|UN|US|USA|UK|UAE|U\.S\.|U\.N\.|U\.K\.|WHO|IMF|WTO|ICC|ICJ|AU|BREAKING|JUST IN|DEVELOPING|UPDATE|UPDATED|EXCLUSIVE|CORRECTED|CORRECTION|REFILE|ANALYSIS|EXPLAINER|FACTBOX|TIMELINE|LIVE|WATCH|VIDEO|OPINION|COMMENT|INTERVIEW|INSIGHT|FEATURE|MAP|PHOTOS?|NOTE|EDITOR'S NOTE|QUESTION|ANSWER|MODERATOR|Q|A|WHAT|WHY|WHEN|WHERE|HOW)$|^(?i:` + monthName + `)$`)

var kickers = lazy(`^(?:(BREAKING(?: NEWS)?|JUST IN|DEVELOPING|ALERT)(?:\s*[:|–—-])?\s+|(?:UPDATE(?: ?\d+)?|UPDATED|EXCLUSIVE|CORRECTED|REFILE|WRAPUP(?: ?\d+)?|ANALYSIS|EXPLAINER|FACTBOX|TIMELINE|LIVE(?: UPDATES| BLOG)?|WATCH|VIDEO|OPINION|COMMENT|INTERVIEW|INSIGHT|FEATURE)(?:\s*[:|]\s*|\s*[–—-]\s*))`)

// datelines cuts off where and by whom an agency's report was filed: the city
// there acts in nothing. A date in it is the page's own if it has its year.
func (s *sheet) datelines() {
	seen := 0
	// In a transcript a name in capitals and a colon is the speaker.
	kept := s.kept()
	turns := 0
	for _, b := range kept {
		if datelineForms[colonForm]().MatchString(b.text) {
			turns++
		}
	}
	for _, b := range kept {
		if b.kind == Caption || b.bullet {
			continue
		}
		start := len(b.text) - len(strings.TrimLeftFunc(b.afterCuts(), isSpace))
		t := b.text[start:]
		if m := kickers().FindStringIndex(t); m != nil && capital(t[m[1]:]) {
			b.cut(start, start+m[1], Kicker)
			start, t = start+m[1], t[m[1]:]
		}
		// A report has one dateline; a page may hold a few reports.
		if b.kind == Headline || seen >= 3 && !s.live || words(t) < 8 {
			continue
		}
		if ended(t) {
			seen++
		}
		for i, form := range datelineForms {
			m := form().FindStringSubmatchIndex(t)
			if m == nil || !capital(t[m[1]:]) {
				continue
			}
			if len(m) > 2 && m[2] >= 0 && noPlace().MatchString(t[m[2]:m[3]]) {
				continue
			}
			if i == colonForm && (seen > 1 || turns > 1) {
				continue
			}
			b.cut(start, start+m[1], Dateline)
			if day := isoDay(t[:m[1]]); day != "" && s.meta.published == "" {
				s.meta.published = day
			}
			break
		}
	}
}

func capital(s string) bool {
	s = strings.TrimLeft(s, `"'“‘«([`)
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}
