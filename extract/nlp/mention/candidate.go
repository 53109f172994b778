package mention

// maxWords bounds a mention.
const maxWords = 11

// candidates gives every stretch that could be a noun phrase, sorted by where
// it ends and then by where it begins. They are many: what a tagger gets wrong
// must not hide a name.
func (s *sentence) candidates() []candidate {
	var out []candidate
	for last := range s.words {
		if !s.may(last, false) {
			continue
		}
		for first := max(0, last-maxWords+1); first <= last; first++ {
			if s.may(first, true) && s.holds(first, last) {
				out = append(out, candidate{first: first, last: last, head: s.head(first, last)})
			}
		}
	}
	return out
}

// may tells whether a mention may begin, or else end, with a word.
func (s *sentence) may(i int, begin bool) bool {
	w := &s.words[i]
	switch w.pos {
	case adp, aux, cconj, sconj, intj, part, punct:
		// the edge of a known name that the tagger took for something else
		return w.match >= 0 && (begin && s.matches[w.match].first == i || !begin && s.matches[w.match].last == i)
	}
	return true
}

// holds tells whether no clause begins within the stretch.
func (s *sentence) holds(first, last int) bool {
	verbs := 0
	for i := first; i <= last; i++ {
		switch s.words[i].pos {
		case aux, sconj:
			return false
		case verb:
			verbs++
		}
	}
	return verbs <= 2
}

// head is the word that a noun phrase is about: the last nominal before the
// first preposition, comma, conjunction or clause behind it.
func (s *sentence) head(first, last int) int {
	h := -1
	for i := first; i <= last; i++ {
		w := &s.words[i]
		switch w.pos {
		case noun, propn, num, pron, sym, untagged:
			h = i
		case adj:
			if h < 0 || w.capital {
				h = i
			}
		case adp, punct, cconj, verb:
			if h >= 0 && !w.joiner && w.match < 0 {
				return h
			}
		}
	}
	if h < 0 {
		return last
	}
	return h
}
