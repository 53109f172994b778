package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
)

// Write writes sentences, each followed by an empty line.
func Write(w io.Writer, sents []Sentence) error {
	b := bufio.NewWriter(w)
	for i := range sents {
		writeSentence(b, &sents[i])
	}
	return b.Flush()
}

func writeSentence(b *bufio.Writer, s *Sentence) {
	for _, c := range s.Comments {
		fmt.Fprintln(b, c)
	}
	r, e := 0, 0
	empties := func(after int) {
		for ; e < len(s.Empties) && s.Empties[e].After == after; e++ {
			fmt.Fprintln(b, s.Empties[e].Line)
		}
	}
	empties(0)
	for i, w := range s.Words {
		if r < len(s.Ranges) && s.Ranges[r].First == i+1 {
			g := s.Ranges[r]
			fmt.Fprintf(b, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", g.First, g.Last, g.Form, column(g.Misc))
			r++
		}
		head := "_"
		if w.Head >= 0 {
			head = strconv.Itoa(w.Head)
		}
		fmt.Fprintf(b, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", i+1, w.Form, column(w.Lemma), column(w.UPOS),
			column(w.XPOS), column(w.Feats), head, column(w.Deprel), column(w.Deps), column(w.Misc))
		empties(i + 1)
	}
	fmt.Fprintln(b)
}

func column(s string) string {
	if s == "" {
		return "_"
	}
	return s
}
