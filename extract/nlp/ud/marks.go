package ud

// hangMarks hangs the marks of a read sentence by rule where the treebanks have
// one: the mark that ends it on the root, brackets and quotation marks on the
// head of what they enclose. The parsers attach a mark when they know least of
// what is around it; they are right on four such marks of five.
func hangMarks(words []Token) {
	bears := make([]bool, len(words)) // another word: it stays, or a ring could come about
	root := -1
	for i, w := range words {
		if w.Head > 0 {
			bears[w.Head-1] = true
		} else {
			root = i
		}
	}
	hang := func(i, head int) {
		if words[i].Deprel == "punct" && !bears[i] {
			words[i].Head = head + 1
		}
	}
	if last := len(words) - 1; root >= 0 && root != last && words[root].Deprel != "punct" && !closes(&words[last]) {
		hang(last, root)
	}
	var open []int
	quote := -1
	for i := range words {
		w := &words[i]
		switch {
		case w.Deprel != "punct":
		case w.Text == "(" || w.Text == "[":
			open = append(open, i)
		case w.Text == ")" || w.Text == "]":
			for n := len(open) - 1; n >= 0; n-- {
				from := open[n]
				open = open[:n]
				if (words[from].Text == "(") == (w.Text == ")") {
					if h := headOf(words, from+1, i); h >= 0 {
						hang(from, h)
						hang(i, h)
					}
					break
				}
			}
		case w.XPOS == "``":
			quote = i
		case w.XPOS == "''" && quote >= 0:
			if h := headOf(words, quote+1, i); h >= 0 {
				hang(quote, h)
				hang(i, h)
			}
			quote = -1
		}
	}
}

func closes(w *Token) bool {
	return w.Text == ")" || w.Text == "]" || w.XPOS == "''" || w.XPOS == "``" || w.XPOS == "-RRB-"
}

// headOf is the only word of words[from:to] whose head is outside of it, marks
// left aside; -1 if there are several or none.
func headOf(words []Token, from, to int) int {
	head := -1
	for i := from; i < to; i++ {
		if h := words[i].Head - 1; words[i].Deprel == "punct" || h >= from && h < to {
			continue
		}
		if head >= 0 {
			return -1
		}
		head = i
	}
	return head
}
