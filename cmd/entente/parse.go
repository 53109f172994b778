package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/extract"
	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp/conllu"
	"github.com/entente-kg/entente/extract/nlp/mention"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/extract/source"
	"github.com/entente-kg/entente/schema"
)

type parseOptions struct {
	env          *env
	path         string
	gazetteers   []string
	from, format string
}

// parseFormats are the ways to write what was parsed.
var parseFormats = map[string]func(io.Writer, []parsedSentence) error{"conllu": writeCoNLLU, "json": writeParsedJSON, "tree": writeTrees}

func newParse(e *env, run func(context.Context, parseOptions) error) *cobra.Command {
	o := parseOptions{env: e}
	cmd := &cobra.Command{
		Use:   "parse [FILE]",
		Short: "Show sentences, tags, trees and mentions, for those who write rules",
		Long: `Read a text as Universal Dependencies: its sentences and words, their tags and
lemmas, the tree over each sentence, and the actors and places that it mentions.

With --from conllu the file's own sentences and words are kept and the rest is
predicted anew, so that any treebank can be scored. Without FILE, or with -,
standard input is read.`,
		Example: `  echo 'Turkey denied that its army had entered Syria.' | entente parse
  entente parse --format conllu article.txt
  entente parse --from conllu --format conllu treebank.conllu`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.path = "-"
			if len(args) > 0 {
				o.path = args[0]
			}
			if o.from != "text" && o.from != "conllu" {
				return usagef("--from %q: want text or conllu", o.from)
			}
			if parseFormats[o.format] == nil {
				return usagef("--format %q: want conllu, json or tree", o.format)
			}
			if o.from == "conllu" && len(o.gazetteers) > 0 {
				return usagef("--gazetteer links the names of a text: not with --from conllu")
			}
			return run(cmd.Context(), o)
		},
	}
	gazetteerFlag(cmd, &o.gazetteers)
	cmd.Flags().StringVar(&o.from, "from", "text", "what FILE holds: text or conllu")
	cmd.Flags().StringVarP(&o.format, "format", "f", "tree", "what to write: conllu, json or tree")
	return cmd
}

// parsedSentence is one sentence with what was read in it.
type parsedSentence struct {
	conllu.Sentence
	spans    []schema.Span // of its words, in code points of the whole text; nil for a treebank
	mentions []parsedMention
}

// parsedMention is a stretch of words, and the entity that it is linked to, if any.
type parsedMention struct {
	First  int               `json:"first"` // word, counted from 1
	Last   int               `json:"last"`  // within it
	Type   schema.EntityType `json:"type"`
	Named  bool              `json:"named"`
	Entity string            `json:"entity,omitempty"`
}

func runParse(ctx context.Context, o parseOptions) error {
	name, in := o.path, o.env.stdin
	if o.path == "-" {
		name = "standard input"
	} else {
		f, err := os.Open(o.path)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	names, faults, err := loadNames(o.gazetteers, "")
	if err != nil {
		return err
	}
	t := tally{stderr: o.env.stderr}
	for _, f := range faults {
		t.fault(f)
	}
	var sents []parsedSentence
	if o.from == "conllu" {
		sents, err = parseTreebank(in, name)
	} else {
		sents, err = parseText(ctx, in, name, names)
	}
	if err != nil {
		return err
	}
	t.good++
	if err := parseFormats[o.format](o.env.stdout, sents); err != nil {
		return err
	}
	return t.result()
}

// parseText reads a plain text. Entities come from the pipeline's own linker.
func parseText(ctx context.Context, in io.Reader, name string, names *gazetteer.Gazetteer) ([]parsedSentence, error) {
	b, err := io.ReadAll(io.LimitReader(in, source.DefaultMaxDocument+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	case len(b) > source.DefaultMaxDocument:
		return nil, fmt.Errorf("%s: longer than %d MiB", name, source.DefaultMaxDocument>>20)
	case !utf8.Valid(b):
		return nil, fmt.Errorf("%s: not UTF-8", name)
	}
	text := string(b)
	model, err := ud.English()
	if err != nil {
		return nil, err
	}
	p, err := extract.New(extract.Options{Gazetteer: names})
	if err != nil {
		return nil, err
	}
	rec, err := p.Extract(ctx, schema.Document{ID: name, Text: text, Format: schema.FormatText})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	offsets := schema.NewOffsets(text)
	var out []parsedSentence
	for i, s := range model.Analyse(text) {
		ps, err := withMentions(s.Tokens)
		if err != nil {
			return nil, err
		}
		ps.Comments = []string{fmt.Sprintf("# sent_id = %d", i+1),
			"# text = " + strings.Join(strings.Fields(text[s.Start:s.End]), " ")}
		for w, t := range s.Tokens {
			ps.spans = append(ps.spans, offsets.Runes(t.Span))
			if w+1 < len(s.Tokens) && !s.Tokens[w+1].Joined && s.Tokens[w+1].Start == t.End {
				ps.Words[w].Misc = "SpaceAfter=No"
			}
		}
		ps.Ranges = joined(text, s.Tokens)
		for m := range ps.mentions {
			ps.mentions[m].link(ps.spans, rec.Mentions)
		}
		out = append(out, ps)
	}
	return out, nil
}

// parseTreebank keeps the sentences and words of a treebank and predicts the rest.
func parseTreebank(in io.Reader, name string) ([]parsedSentence, error) {
	sents, err := conllu.Read(in, name)
	if err != nil {
		return nil, err
	}
	model, err := ud.English()
	if err != nil {
		return nil, err
	}
	var out []parsedSentence
	for _, s := range sents {
		tokens := make([]ud.Token, len(s.Words))
		for w := range s.Words {
			tokens[w].Text = s.Words[w].Form
		}
		model.Parse(tokens)
		ps, err := withMentions(tokens)
		if err != nil {
			return nil, err
		}
		for w, word := range s.Words {
			ps.Words[w].Misc = withoutMentions(word.Misc)
		}
		ps.Comments, ps.Ranges, ps.Empties = s.Comments, s.Ranges, s.Empties
		out = append(out, ps)
	}
	return out, nil
}

// withoutMentions takes out of a MISC column what an earlier run put there.
func withoutMentions(misc string) string {
	kept := slices.DeleteFunc(strings.Split(misc, "|"), func(f string) bool { return strings.HasPrefix(f, "Mention=") })
	if len(kept) == 0 {
		return "_"
	}
	return strings.Join(kept, "|")
}

// withMentions turns a parsedSentence sentence into a treebank's and finds its mentions.
func withMentions(tokens []ud.Token) (parsedSentence, error) {
	finder, err := mention.English()
	if err != nil {
		return parsedSentence{}, err
	}
	var ps parsedSentence
	for _, t := range tokens {
		ps.Words = append(ps.Words, conllu.Word{Form: t.Text, Lemma: t.Lemma, UPOS: t.UPOS, XPOS: t.XPOS,
			Feats: "_", Head: t.Head, Deprel: t.Deprel, Deps: "_", Misc: "_"})
	}
	for _, m := range finder.Find(tokens) {
		ps.mentions = append(ps.mentions, parsedMention{First: m.First + 1, Last: m.Last + 1, Type: m.Type, Named: m.Named})
	}
	return ps, nil
}

// joined are the tokens that several words are written as: didn't.
func joined(text string, tokens []ud.Token) []conllu.Range {
	var out []conllu.Range
	for w := 0; w < len(tokens); {
		end := w + 1
		for end < len(tokens) && tokens[end].Joined {
			end++
		}
		if end > w+1 {
			r := conllu.Range{First: w + 1, Last: end, Form: text[tokens[w].Start:tokens[end-1].End], Misc: "_"}
			if end < len(tokens) && tokens[end].Start == tokens[end-1].End {
				r.Misc = "SpaceAfter=No"
			}
			out = append(out, r)
		}
		w = end
	}
	return out
}

// link gives the mention the entity of the longest linked name or description in it.
func (m *parsedMention) link(words []schema.Span, linked []schema.Mention) {
	whole := schema.Span{Start: words[m.First-1].Start, End: words[m.Last-1].End}
	longest := 0
	for _, l := range linked {
		if s := (schema.Span{Start: l.Start, End: l.End}); whole.Contains(s) && s.Len() > longest {
			longest, m.Entity = s.Len(), l.Entity
		}
	}
}

func writeCoNLLU(w io.Writer, sents []parsedSentence) error {
	var out []conllu.Sentence
	for _, s := range sents {
		words := slices.Clone(s.Words)
		for _, m := range s.mentions {
			label := "Mention=" + string(m.Type)
			if m.Entity != "" {
				label += ":" + m.Entity
			}
			if m.Last > m.First {
				label += fmt.Sprintf(":%d-%d", m.First, m.Last)
			}
			if misc := &words[m.First-1].Misc; *misc == "_" {
				*misc = label
			} else {
				*misc += "|" + label
			}
		}
		s.Sentence.Words = words
		out = append(out, s.Sentence)
	}
	return conllu.Write(w, out)
}

// parsedWord is a word as JSON.
type parsedWord struct {
	ID     int    `json:"id"`
	Form   string `json:"form"`
	Lemma  string `json:"lemma"`
	UPOS   string `json:"upos"`
	XPOS   string `json:"xpos"`
	Head   int    `json:"head"`
	Deprel string `json:"deprel"`
	Start  *int   `json:"start,omitempty"` // code points; not for a treebank
	End    *int   `json:"end,omitempty"`
}

func writeParsedJSON(w io.Writer, sents []parsedSentence) error {
	for _, s := range sents {
		line := struct {
			Text     string          `json:"text,omitempty"`
			Words    []parsedWord    `json:"words"`
			Mentions []parsedMention `json:"mentions"`
		}{Text: s.Comment("text"), Words: []parsedWord{}, Mentions: []parsedMention{}}
		for i, word := range s.Words {
			pw := parsedWord{ID: i + 1, Form: word.Form, Lemma: word.Lemma, UPOS: word.UPOS, XPOS: word.XPOS, Head: word.Head, Deprel: word.Deprel}
			if s.spans != nil {
				pw.Start, pw.End = &s.spans[i].Start, &s.spans[i].End
			}
			line.Words = append(line.Words, pw)
		}
		line.Mentions = append(line.Mentions, s.mentions...)
		if err := writeLine(w, line); err != nil {
			return err
		}
	}
	return nil
}

// writeTrees draws each sentence with a word's dependents indented below it, in the order of the text.
func writeTrees(w io.Writer, sents []parsedSentence) error {
	for i, s := range sents {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, "#", s.Comment("text"))
		s.draw(w, 0, "")
		for _, m := range s.mentions {
			line := fmt.Sprintf("[%d-%d] %s  %s", m.First, m.Last, m.Type, s.words(m.First, m.Last))
			if m.Entity != "" {
				line += "  = " + m.Entity
			}
			if _, err := fmt.Fprintln(w, line); err != nil {
				return err
			}
		}
	}
	return nil
}

// words are the words first to last as the text has them, or spaced where there is no text.
func (s parsedSentence) words(first, last int) string {
	var b strings.Builder
	for w := first; w <= last; w++ {
		if w > first && (s.spans == nil || s.spans[w-1].Start > s.spans[w-2].End) {
			b.WriteByte(' ')
		}
		b.WriteString(s.Words[w-1].Form)
	}
	return b.String()
}

// draw writes the words whose head is the word numbered head, each with its own below it.
func (s parsedSentence) draw(w io.Writer, head int, indent string) {
	for i, word := range s.Words {
		if word.Head == head {
			fmt.Fprintf(w, "%s%d %s  %s %s %s  %s\n", indent, i+1, word.Form, word.UPOS, word.XPOS, word.Lemma, word.Deprel)
			s.draw(w, i+1, indent+"   ")
		}
	}
}
