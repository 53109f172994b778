package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	agency = `(?:Getty|AFP|Reuters|REUTERS|AP|Associated Press|EPA(?:-EFE)?|EFE|TASS|Tass|Xinhua|Anadolu|AA|ANSA|dpa|DPA|PA|Bloomberg|Shutterstock|Alamy|iStock|Magnum|Sputnik|Kyodo|Yonhap|Ukrinform|UPI|SIPA|Sipa|NurPhoto|Zuma|ZUMA|IRNA|MEHR|Handout|handout|Pool|POOL|[Ff]ile [Pp]hoto|[Ss]creengrab|[Ss]creenshot|[Cc]ourtesy|Wikimedia(?: Commons)?|CC[ -]BY\S*|WireImage|Planet Labs|Maxar|\p{Lu}[\p{L}.]+ (?:Images|Photos?|Pictures|Agency|News Agency|Press Agency|Photo Pool))`
	// The word that announces who took the picture.
	creditLabel = `(?:(?:Photo|PHOTO)(?:graph(?:s|er|y)?|s|GRAPH|S|\s?[Cc]redit|\s?CREDIT)?|(?:Image|IMAGE|Picture|PICTURE|File (?:photo|image|picture))(?:\s?[Cc]redit|\s?CREDIT)?|Pic|Credits?|CREDIT|Illustration|Graphic|Map|Cartoon|Video|Screengrab|Screenshot|Source)`
	creditWord  = `(?:photo(?:graph(?:s|er|y)?|s|\s?credit| courtesy)?|image(?: credit)?|picture(?: credit)?|pic|credits?|illustration|graphic|map|cartoon|video|screengrab|screenshot|copyright|source|file (?:photo|image|picture))`
)

var (
	creditTail = []pattern{
		// (Photo by Ana Ruiz / Agency), (AP Photo/Ana Ruiz), [File: Ana Ruiz/Reuters]
		lazy(`[(\[](?:(?i:` + creditWord + `)\b(?: by|:|/| ©| -|,)|AP |` + agency + `|©|[^()\[\]]{2,60}/\s?[^()\[\]]{2,60}|[^()\[\]]{2,60}\bvia\b[^()\[\]]{2,60}|[^()\[\]]{2,60},\s?` + agency + `)[^()\[\]]*[)\]]?\s*\.?$`),
		// Photograph: Ana Ruiz/Agency
		lazy(`(?:^|[.!?"”’)|\]]\s*|\s{2,})` + creditLabel + `(?: by)?\s?[:©|]\s?.{2,120}$`),
		lazy(`(?:^|[\s.!?"”’)|])(?:Photos?|Photographs?|Images?|Pictures?|Illustrations?|Graphics?|Maps?|PHOTOS?|IMAGE) by \p{Lu}.{2,90}$`),
		// — ANA RUIZ/AGENCY via Library
		lazy(`\s*(?:[—–|•]|\s-|--)\s?(?:(?:©|AP |` + agency + `)[^.!?]{0,90}|[^.!?]{2,70}\bvia\b[^.!?]{2,50}|\p{Lu}[^.!?]{2,50}, ` + agency + `[^.!?]{0,40})$`),
		lazy(`[.!?"”’]\s*(?:[—–|•]|-{1,2})\s?[^.!?/]{2,50}(?:\.[^.!?/]{0,20})?/[^.!?]{2,70}$`),
		// © Ana Ruiz
		lazy(`(?:^|\s)(?:©|\(c\)|\(C\))\s?.{2,90}$`),
		// Soldiers at the gate. REUTERS/Ana Ruiz; ... gate. Ana Ruiz/AFP/Getty Images; ... gate. AP Photo
		lazy(`(?:^|[.!?"”’)]\s+)(?:AP Photo|` + agency + `)(?:\s?/\s?[^.!?]{2,80}|\s*)\.?$`),
		lazy(`(?:^|[.!?"”’)]\s+)` + fullName + `\s?(?:/|via|for|,)\s?[^.!?]{0,40}` + agency + `[^.!?]{0,40}\.?$`),
		lazy(`(?:^|[.!?"”’)]\s+)\p{Lu}[\p{L}'’.-]*(?: \p{L}[\p{L}'’.-]*){0,3}/\p{Lu}[^.!?]{1,60}$`),
	}
	surely      = lazy(`(?i)photo|image|picture|credit|©|getty|shutterstock|reuters|afp|\bap\b|\bepa\b|\bvia\b|/`)
	captionLine = lazy(`^(?i:image|media|photo|video) caption\s?[,:]?$`)
	captionWord = lazy(`^(?i:image caption|media caption|photo caption|caption|image source|image|photo|picture)\s?[,:]\s*|^(?i:image caption|media caption)\s+`)
	pictured    = lazy(`(?i)\b(?:file (?:photo|picture|image)|pictured|from left|\(left\)|\(right\)|\(centre\)|\(center\)|seen here|\bfile\)|\(l-r\))`)
)

// A caption is at most this long; behind a longer text a slash is no credit.
const longestCaption = 90

// captions cuts the credits off the captions, and drops the second of two
// captions that say the same.
func (s *sheet) captions() {
	first := map[string]*block{}
	for i, b := range s.blocks {
		if b.reason != "" || words(b.text) > longestCaption {
			continue
		}
		if i > 0 && captionLine().MatchString(s.blocks[i-1].text) {
			b.kind = Caption
		}
		body := b.rest()
		at := len(b.text) - len(strings.TrimLeftFunc(b.afterCuts(), isSpace))
		if m := captionWord().FindStringIndex(b.text[at:]); m != nil && m[1] < len(b.text)-at {
			b.cut(at, at+m[1], PhotoCredit)
			at += m[1]
			b.kind = Caption
		}
		if c := credit(b.text[at:]); c >= 0 && (b.kind == Caption || s.captionLike(b, b.text[at:at+c])) {
			b.cut(at+c, len(b.text), PhotoCredit)
			b.kind = Caption
			body = b.rest()
		} else if pictured().MatchString(b.text) && words(b.text) < 40 && b.kind == "" && s.nearTop(i) {
			b.kind = Caption
		}
		key := letters(body)
		if words(body) < 4 {
			continue
		}
		if twin := first[key]; twin != nil && (twin.kind == Caption || b.kind == Caption) {
			b.reason, b.kind, twin.kind = DuplicateCaption, Caption, Caption
		} else if twin == nil {
			first[key] = b
		}
	}
}

// credit is where the credit at the end of a caption begins, or -1.
func credit(t string) int {
	if ended(t) && !strings.ContainsAny(t, "([") && !surely().MatchString(t) {
		return -1
	}
	at := -1
	for _, re := range creditTail {
		for _, m := range re().FindAllStringIndex(t, -1) {
			from := m[0]
			for from < m[1] && strings.ContainsRune(".!?\"”’) \t\n", rune(t[from])) && t[from] != '(' {
				from++
			}
			// What is left of the cut must be a whole: nothing, or a sentence or a phrase.
			if tail := t[from:]; words(tail) <= 16 && (at < 0 || from < at) && (surely().MatchString(tail) || !paragraph(t)) && named(tail) && !inSentence(t[:from], tail) {
				at = from
			}
		}
	}
	return at
}

var ofPicture = lazy(`(?i)photo|image|picture|credit|©|getty|\bvia\b|\bfile\b|/`)

// inSentence tells "the Palestinian Authority (PA)." from "at the gate. (AP)".
func inSentence(before, tail string) bool {
	return strings.ContainsAny(tail[:1], "([") && hasWord(before) && !ended(before) && !ofPicture().MatchString(tail)
}

// named tells a credit from a sentence: most of its words are names.
func named(t string) bool {
	upper, lower := 0, 0
	for _, w := range strings.FieldsFunc(t, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		switch r, _ := utf8.DecodeRuneInString(w); {
		case unicode.IsUpper(r):
			upper++
		case !creditSmall[strings.ToLower(w)]:
			lower++
		}
	}
	return upper > 0 && lower*2 <= upper
}

var creditSmall = map[string]bool{"by": true, "via": true, "for": true, "of": true, "the": true, "and": true, "courtesy": true,
	"file": true, "photo": true, "image": true, "handout": true, "credit": true, "from": true, "de": true, "al": true, "c": true}

// captionLike keeps a slash in a sentence from being read as a credit: the
// credit's block is a line of its own, short, and not in the middle of prose.
func (s *sheet) captionLike(b *block, body string) bool {
	body = strings.TrimSpace(body)
	if body == "" {
		return words(b.text) <= 16
	}
	return words(body) <= 60 && len(sentences(body)) <= 3
}

func (s *sheet) nearTop(i int) bool {
	for _, b := range s.blocks[:i] {
		if b.reason == "" && paragraph(b.text) {
			return false
		}
	}
	return true
}
