package ud

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// marked makes words of "text/head/relation" fields.
func marked(s string) []Token {
	var out []Token
	for _, f := range strings.Fields(s) {
		p := strings.Split(f, "/")
		w := Token{Text: p[0], Deprel: p[2]}
		for _, c := range p[1] {
			w.Head = 10*w.Head + int(c-'0')
		}
		if len(p) > 3 {
			w.XPOS = p[3]
		}
		out = append(out, w)
	}
	return out
}

func TestMarksHangByRule(t *testing.T) {
	for _, c := range []struct{ name, words, want string }{
		{"the last one on the root", "Chad/2/nsubj said/0/root it/4/nsubj won/2/ccomp ./4/punct", "2 0 4 2 2"},
		{"brackets on what they enclose", "Chad/6/nsubj (/6/punct now/4/advmod free/1/amod )/1/punct left/0/root", "6 4 4 1 4 0"},
		{"quotes on what they enclose", "“/5/punct/`` We/3/nsubj won/5/ccomp ”/3/punct/'' he/6/nsubj said/0/root", "3 3 5 3 6 0"},
		{"not on several", "(/3/punct Chad/5/nsubj Mali/5/obj )/2/punct left/0/root", "3 5 5 2 0"},
		{"not what bears a word", "Chad/3/nsubj ./1/punct left/0/root ./1/punct too/4/advmod", "3 1 0 1 4"},
		{"a closing bracket alone stays", "Chad/2/nsubj left/0/root )/1/punct", "2 0 1"},
	} {
		words := marked(c.words)
		hangMarks(words)
		var got []string
		for _, w := range words {
			got = append(got, string(rune('0'+w.Head)))
		}
		if d := cmp.Diff(c.want, strings.Join(got, " ")); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
	hangMarks(nil)
}
