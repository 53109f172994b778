package page

import (
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
)

// mainText is the article as go-readability finds it, letters only: one vote
// among others on which blocks are the article.
//
// go-trafilatura was tried in its place: on the 983 pages of its own comparison
// set both lead to the same score (F1 0.90, and 0.91 on the English ones), but
// linking it costs every start of the program 0.14 s and more, for the tables of
// go-dateparser, on which it depends.
func mainText(src string) string {
	a, err := readability.FromReader(strings.NewReader(src), &url.URL{Scheme: "http", Host: "localhost"})
	if err != nil {
		return ""
	}
	var text strings.Builder
	if err := a.RenderText(&text); err != nil {
		return "" // it found no article
	}
	return letters(text.String())
}
