package ud

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// split shows a text as it was cut: a line a sentence, a space between words.
func split(text string) []string {
	var out []string
	for _, s := range Tokenize(text) {
		var words []string
		for _, t := range s.Tokens {
			words = append(words, t.Text)
		}
		out = append(out, strings.Join(words, " "))
	}
	return out
}

func TestWordsAreCutByTheTreebanksConventions(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Moscow's envoy didn't, she'll say, can't or won't sign.", "Moscow 's envoy did n't , she 'll say , ca n't or wo n't sign ."},
		{"The ministers’ talks cannot wait.", "The ministers ’ talks can not wait ."},
		{"A U.S.-led, pro-Western co-operation pact for the Gulf-based fleet.", "A U.S. - led , pro-Western co-operation pact for the Gulf - based fleet ."},
		{"It paid $3.5bn (€3,200,000) or 2.5% in 2019-2021.", "It paid $ 3.5 bn ( € 3,200,000 ) or 2.5 % in 2019 - 2021 ."},
		{"“We refuse,” he said—twice... at 10:30 a.m. on 9/11.", "“ We refuse , ” he said — twice ... at 10:30 a.m. on 9/11 ."},
		{"Write to press@mfa.example or see https://mfa.example/a-b?c=1.", "Write to press@mfa.example or see https://mfa.example/a-b?c=1 ."},
		{"The party (AKP)'s list, and/or the army's.", "The party ( AKP ) 's list , and / or the army 's ."},
		{"Peru ’ s navy left ; Chile ' s stayed .", "Peru ’s navy left ; Chile 's stayed ."},
		{"Why?! No!!! Well...", "Why ?!|No !!!|Well ..."},
		{"US$5 million and 20th-century AK-47 rifles", "US$ 5 million and 20th - century AK - 47 rifles"},
		{"Gen. J. R. Okoro met Sen. Lee at St. Mary's.", "Gen. J. R. Okoro met Sen. Lee at St. Mary 's ."},
	} {
		if d := cmp.Diff(c.want, strings.Join(split(c.in), "|")); d != "" {
			t.Errorf("%s: %s", c.in, d)
		}
	}
}

func TestSentencesEndWhereTheyEnd(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"He left the U.S. The envoy stayed in the U.S. Embassy.", []string{"He left the U.S.", "The envoy stayed in the U.S. Embassy ."}},
		{"It happened on Jan. 3 near Acme Corp. He denied it.", []string{"It happened on Jan. 3 near Acme Corp.", "He denied it ."}},
		{"“We will strike.” The general left. “Will you?” Petrov asked.", []string{"“ We will strike . ”", "The general left .", "“ Will you ? ” Petrov asked ."}},
		{"He won 3.5 points vs. Mr. Lee. (The rest lost.) No. 7 came next.", []string{"He won 3.5 points vs. Mr. Lee .", "( The rest lost . )", "No. 7 came next ."}},
		{"ANKARA, Nov. 3 (Newswire) - The minister resigned.", []string{"ANKARA , Nov. 3 ( Newswire ) - The minister resigned ."}},
		{"Ministers meet in Oslo\nThe talks began on Monday.\n\nBy A. Writer\n\n- first point\n- second point\n",
			[]string{"Ministers meet in Oslo", "The talks began on Monday .", "By A. Writer", "- first point", "- second point"}},
		{"The treaty was signed in 1921. [4] It was never kept.", []string{"The treaty was signed in 1921 . [ 4 ]", "It was never kept ."}},
		{"1. Open the gate.\n2. Close it.", []string{"1. Open the gate .", "2. Close it ."}},
		{"This text was cut at a width by a program that sends mail,\nso that a sentence goes on in the next line of the text and\nends there. Another one follows it.\n",
			[]string{"This text was cut at a width by a program that sends mail , so that a sentence goes on in the next line of the text and ends there .", "Another one follows it ."}},
		{"", nil},
		{" \n\t\n", nil},
	} {
		if d := cmp.Diff(c.want, split(c.in)); d != "" {
			t.Errorf("%q: %s", c.in, d)
		}
	}
}

func TestCliticsAreJoinedToTheirWord(t *testing.T) {
	var got []string
	for _, w := range Tokenize("Syria's army didn't. It's (it)'s it 's")[0].Tokens {
		if w.Joined {
			got = append(got, "+"+w.Text)
		}
	}
	for _, w := range Tokenize("Syria's army didn't. It's (it)'s it 's")[1].Tokens {
		got = append(got, map[bool]string{true: "+", false: ""}[w.Joined]+w.Text)
	}
	want := []string{"+'s", "+n't", "It", "+'s", "(", "it", ")", "'s", "it", "'s"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// parted tells the one word that is not written as its text is: Peru ’ s.
func parted(written, word string) bool {
	return written == "' s" && word == "'s" || written == "’ s" && word == "’s"
}

// hold fails unless the sentences' words lie in order in the text and only
// space lies between them.
func hold(t *testing.T, text string, sents []Sentence) {
	at := 0
	for _, s := range sents {
		if len(s.Tokens) == 0 || s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
			t.Fatalf("%q: sentence %v around its words", text, s.Span)
		}
		for i, w := range s.Tokens {
			if w.Start < at || w.End <= w.Start || w.End > len(text) || text[w.Start:w.End] != w.Text && !parted(text[w.Start:w.End], w.Text) {
				t.Fatalf("%q: word %q at %v behind %d", text, w.Text, w.Span, at)
			}
			if strings.TrimFunc(text[at:w.Start], space) != "" {
				t.Fatalf("%q: %q was lost", text, text[at:w.Start])
			}
			if w.Joined && (i == 0 || at != w.Start) {
				t.Fatalf("%q: %q joined to nothing", text, w.Text)
			}
			at = w.End
		}
	}
	if strings.TrimFunc(text[at:], space) != "" {
		t.Fatalf("%q: %q was lost", text, text[at:])
	}
}

func FuzzTokenize(f *testing.F) {
	for _, s := range []string{"Mr. Lee's U.S.-led", "“a” 'b' ...--…—", "US$5 $A,;:)(", "l'État c'est d’état", "\xff\xfe.\x80's", "a.b@c.d://e", "''s s' 's'", "1.\n2)\n-x\n\n\n•",
		"中文。句子", "e\u0301\u200d'", "[1] [2].", "dont cannot x'", "A. B. C., D.", "_-_ **!!??", "5km 3am 2.5bn", "\u00a0\u200b\ufeff x", "US$\n5", "US$5$", "AB$1$2", "0000\xe20", "a--b–c", "''s s\x1b ' s", "Peru ’ s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { hold(t, text, Tokenize(text)) })
}
