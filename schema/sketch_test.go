package schema

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"gotest.tools/v3/assert"
)

const local = `Residents of our own valley followed the news closely on Wednesday evening, since many families here have
relatives abroad and several local firms trade with the region. The mayor told this newspaper that the town hall
would open its doors to anybody who wished to talk about it.`

var number = regexp.MustCompile(`[0-9]+`)

// copies are what other papers make of one wire story.
var copies = []struct {
	name string
	make func(text string) string
}{
	{"another headline", headline},
	{"a local first paragraph", func(s string) string { return local + "\n\n" + headline(s) }},
	{"another agency's tags", func(s string) string {
		return strings.Replace(s, "\n\n", "\n\nBy OUR CORRESPONDENT\n\nHARBOUR CITY (Our Agency) - ", 1) + "\n\n(Writing by A. N. Other; additional reporting by our desk)"
	}},
	{"every number edited", func(s string) string {
		return number.ReplaceAllStringFunc(s, func(n string) string { i, _ := strconv.Atoi(n); return strconv.Itoa(i + 1) })
	}},
	{"every 15th word another", func(s string) string { return everyNth(s, 15) }},
	{"every 8th word another", func(s string) string { return everyNth(s, 8) }},
	{"cut to a half", func(s string) string { return first(s, 2) }},
	{"cut to a quarter", func(s string) string { return first(s, 4) }},
	{"headline, tags, local paragraph, numbers, half", func(s string) string {
		return local + "\n\nBy OUR CORRESPONDENT\n\n" + number.ReplaceAllString(first(headline(s), 2), "7")
	}},
}

func headline(s string) string {
	_, rest, _ := strings.Cut(s, "\n")
	return "Quite another headline for it\n" + rest
}

func everyNth(s string, n int) string {
	words := strings.Fields(s)
	for i := n / 2; i < len(words); i += n {
		words[i] = "word" + strconv.Itoa(i)
	}
	return strings.Join(words, " ")
}

// first is a text's first nth.
func first(s string, nth int) string {
	words := strings.Fields(s)
	return strings.Join(words[:len(words)/nth], " ")
}

func articleTexts(t *testing.T) []string {
	files, err := filepath.Glob("../testdata/articles/*.txtar")
	assert.NilError(t, err)
	var out []string
	for _, f := range files {
		a, err := txtar.ParseFile(f)
		assert.NilError(t, err)
		for _, part := range a.Files {
			if part.Name == "article.txt" {
				out = append(out, string(part.Data))
			}
		}
	}
	return out
}

// The table of Alike.
func TestACopyIsFoundAndAnotherTextIsNot(t *testing.T) {
	texts := articleTexts(t)
	sketches, made := make([]string, len(texts)), make([][]string, len(texts))
	for i, text := range texts {
		sketches[i] = Sketch(text)
		for _, c := range copies {
			made[i] = append(made[i], Sketch(c.make(text)))
		}
	}
	keys, alike, n := 0, 0, 0
	count := func(a, b string) {
		n++
		if slices.ContainsFunc(SketchKeys(a), func(k string) bool { return slices.Contains(SketchKeys(b), k) }) {
			keys++
		}
		if Alike(a, b) {
			alike++
		}
	}
	got := ""
	row := func(name string) {
		got += fmt.Sprintf("%5d  %4d  %5d  %s\n", n, keys, alike, name)
		keys, alike, n = 0, 0, 0
	}
	for k, c := range copies {
		for i := range texts {
			count(sketches[i], made[i][k])
		}
		row(c.name)
	}
	for i := range texts {
		for j := range texts {
			if i != j {
				count(sketches[i], sketches[j])
				for _, c := range made[j] {
					count(sketches[i], c)
				}
			}
		}
	}
	row("another article, or a copy of it")
	for i := range texts {
		for j := range texts {
			if words := strings.Fields(texts[j]); i != j && len(words) > 100 {
				at := len(words) / 3
				count(Sketch(texts[i]+"\n\n"+strings.Join(words[at:at+45], " ")), sketches[j])
			}
		}
	}
	row("another article that quotes 45 words of it")
	assert.Equal(t, got, `   42    42     42  another headline
   42    42     42  a local first paragraph
   42    42     42  another agency's tags
   42    42     42  every number edited
   42    42     42  every 15th word another
   42    42     33  every 8th word another
   42    41     41  cut to a half
   42    41     41  cut to a quarter
   42    41     36  headline, tags, local paragraph, numbers, half
17220    13      0  another article, or a copy of it
 1681  1388      9  another article that quotes 45 words of it
`)
}

func TestReportsOfOneEventAndBriefsOfOneTemplateAreNoCopies(t *testing.T) {
	for _, c := range []struct{ name, a, b string }{
		{"two reports of one event, with one quotation",
			`Estonia expelled two Russian diplomats on Tuesday and accused Moscow of trying to cut a cable in the Gulf of Finland. "We
			will not be intimidated by acts of sabotage in our own waters," Foreign Minister Liis Parn told reporters in Tallinn. Russia
			denied any part in the incident and promised to answer in kind. The cable carries data to Helsinki and was repaired within a
			week. Finland said that it stood by its neighbour, and NATO sent two frigates to the area.`,
			`TALLINN - Two members of the Russian embassy must leave Estonia by Friday, the government said after a cabinet meeting, because
			it holds their country responsible for damage to an undersea data line. Liis Parn, the foreign minister, said: "We will not be
			intimidated by acts of sabotage in our own waters." The embassy called the charge absurd. A spokesman in Moscow spoke of a
			response that would not be long in coming. Helsinki, to which the line runs, has opened an investigation of its own.`},
		{"two days' briefs of one template",
			`Air defence units shot down 34 of 41 drones that Russia launched overnight, the air force said on Monday. Debris fell in the
			Odesa region, where two people were wounded and a warehouse caught fire, governor Oleh Kiper said. In Kharkiv a glide bomb hit
			a block of flats and killed a woman of 61. The energy ministry reported cuts in four regions. Russia's defence ministry said that
			its forces had destroyed 17 Ukrainian drones over Kursk and Belgorod during the night.`,
			`Air defence units shot down 58 of 72 drones that Russia launched overnight, the air force said on Thursday. Debris fell in the
			Sumy region, where a child was wounded and a school lost its roof, governor Volodymyr Artiukh said. In Zaporizhzhia a missile hit
			a railway depot and killed three workers. The energy ministry reported cuts in nine regions. Russia's defence ministry said that
			its forces had destroyed 29 Ukrainian drones over Bryansk and the Black Sea during the night.`},
		{"short texts that say nearly the same", "M23 rebels seized the town of Masisi from Congolese forces on Monday.",
			"M23 rebels seized the town of Walikale from Congolese forces on Sunday."},
		{"a short text that a long one quotes", "M23 rebels seized the town of Masisi from Congolese forces on Monday.",
			"M23 rebels seized the town of Masisi from Congolese forces on Monday. " + local},
		{"no text", "", ""},
		{"a text without a word", "...", "..."},
	} {
		assert.Check(t, !Alike(Sketch(c.a), Sketch(c.b)), c.name)
		assert.Check(t, !Alike(Sketch(c.b), Sketch(c.a)), c.name)
	}
}

func TestCaseAccentsAndPunctuationMakeNoOtherText(t *testing.T) {
	a := "“Türkiye’s” envoy met al-Sisi\nin N'Djamena, on 3 May 2024"
	assert.Equal(t, Sketch(a), Sketch(`TURKIYE'S ENVOY met "Al Sisi" in N’Djamena on 3 May, 2024.`))
	assert.Assert(t, Alike(Sketch(a), Sketch(a)))
	assert.Assert(t, Alike(Sketch("Mali"), Sketch("Mali.")))
	assert.Assert(t, Sketch("a man bites a dog") != Sketch("a dog bites a man"))
}

// Stores keep sketches for years: another method would need another name for them.
func TestASketchStaysTheSame(t *testing.T) {
	s := Sketch("Chad expelled two Sudanese diplomats on Thursday.")
	assert.Equal(t, s, "R0yQeWMxw5GyHzwGxwFNuA")
	assert.DeepEqual(t, SketchKeys(s), []string{"474c9079", "6331c391", "b21f3c06", "c7014db8"})
	assert.Equal(t, len(Sketch(everyNth(strings.Repeat(local, 9), 3))), 342)
}

func FuzzSketchesOfAnything(f *testing.F) {
	f.Add("Chad expelled two Sudanese diplomats.", Sketch(local))
	f.Add(local, "AAAAAQAAAAA")
	f.Add("\xff\u0301", "====")
	f.Fuzz(func(t *testing.T, text, sketch string) {
		made := Sketch(text)
		assert.Assert(t, len(SketchKeys(sketch)) <= sketchKeys && len(made) <= 342)
		assert.Equal(t, Alike(made, sketch), Alike(sketch, made))
		assert.Equal(t, Alike(made, made), made != "")
		assert.Equal(t, len(SketchKeys(made)) > 0, made != "")
	})
}

func BenchmarkSketch(b *testing.B) {
	text := strings.Repeat(local, 10)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Sketch(text)
	}
}
