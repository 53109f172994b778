package page

import (
	"html"
	"strings"
)

func plain(s string) string { return strings.Join(strings.Fields(html.UnescapeString(s)), " ") }

var titlePart = lazy(`\s+[|»·•–—-]\s+|\s*\|\s*|\s+::\s+`)

// withoutSite takes the site's name off the end of a page's title. A dash also
// stands in headlines: what is behind it goes only if it is the site, or is
// short while a bar or the rest of the title is not.
func withoutSite(title, site string) string {
	for {
		marks := titlePart().FindAllStringIndex(title, -1)
		if len(marks) == 0 {
			return title
		}
		m := marks[len(marks)-1]
		head, tail := title[:m[0]], title[m[1]:]
		bar := strings.ContainsAny(title[m[0]:m[1]], "|»·•:")
		isSite := site != "" && (letters(tail) == letters(site) || strings.Contains(letters(site), letters(tail)) && letters(tail) != "")
		if !isSite && !(bar && words(tail) <= 5 && words(head) >= 3) {
			return title
		}
		if words(head) == 0 {
			return title
		}
		title = strings.TrimSpace(head)
	}
}
