package mention

import "github.com/entente-kg/entente/extract/nlp/ud/linear"

// maxFeatures is an upper bound of what one candidate has: 64 of its own, and of
// each word at most six, and three for a name known.
const maxFeatures = 64 + 10*maxWords

// features appends the features of a candidate. A change here changes every
// model: a model file carries a hash of what this gives.
func (s *sentence) features(keys []uint32, c *candidate) []uint32 {
	K := linear.Key
	h, f, l := s.at(c.head), s.at(c.first), s.at(c.last)
	p, p2, n, n2 := s.at(c.first-1), s.at(c.first-2), s.at(c.last+1), s.at(c.last+2)
	size := uint32(c.last - c.first)
	hp, fp, lp, pp, np := uint32(h.pos), uint32(f.pos), uint32(l.pos), uint32(p.pos), uint32(n.pos)
	num, start := bit(h.plural)<<1|bit(h.capital), bit(c.first == 0)
	content := c.first // where it begins behind a determiner
	if f.pos == det && size > 0 {
		content++
	}
	o := s.outline(c, content)
	keys = append(keys,
		// the head
		K(1, 0, 0, 0), K(2, h.form, 0, 0), K(3, h.lemma, num, 0), K(4, h.field, num, 0), K(5, h.suffix[0], num, 0), K(6, h.suffix[1], hp, 0),
		K(7, h.shape, hp, 0), K(8, hp, num, min(size, 6)),
		// the edges
		K(9, f.form, 0, 0), K(10, fp, 0, 0), K(11, f.form, h.form, 0), K(12, f.form, hp, num), K(13, f.form, h.field, num), K(44, f.field, fp, 0),
		K(14, l.form, 0, 0), K(15, lp, l.field, 0), K(39, h.lemma, l.form, size), K(40, start, num, hp), K(41, start, f.form, bit(f.capital)),
		// what stands before and behind
		K(16, p.form, 0, 0), K(17, pp, fp, 0), K(18, n.form, 0, 0), K(19, lp, np, bit(l.capital)<<1|bit(n.capital)),
		K(20, p.form, f.form, 0), K(21, p.form, fp, 0), K(22, l.form, n.form, 0), K(23, lp, n.form, 0), K(24, p2.form, p.form, 0), K(25, n.form, n2.form, 0),
		K(31, h.lemma, p.form, 0), K(32, h.lemma, n.form, 0), K(33, h.field, num, pp<<5|np), K(34, h.field, p.form, num), K(35, h.field, n.form, num),
		K(37, pp<<5|fp, bit(p.capital)<<1|bit(f.capital), 0), K(42, uint32(p2.pos)<<5|pp, fp, 0), K(43, np<<5|uint32(n2.pos), lp, 0),
		K(48, h.shape, p.form, 0), K(49, h.shape, n.form, 0),
		// the whole
		K(26, size, 0, 0), K(27, o.tags, 0, 0), K(28, o.tags, np, pp), K(29, o.shapes, 0, 0), K(30, o.forms, 0, 0),
		K(36, min(o.capitals, 4), min(o.lower, 4), min(size, 5)), K(38, p.form, o.forms, 0),
	)
	for i := c.first; i <= c.last; i++ {
		w := &s.words[i]
		if i != c.head {
			behind := bit(i > c.head)
			keys = append(keys, K(60, w.form, behind, 0), K(61, w.form, behind, h.field<<2|num), K(65, w.field, behind, h.field<<2|num))
		}
		switch w.pos {
		case adp, cconj, punct, verb, part:
			if i > c.first {
				next := s.at(i + 1)
				keys = append(keys, K(62, w.form, h.lemma, 0), K(63, w.form, h.field, num), K(64, w.form, hp, uint32(next.pos)<<1|bit(next.capital)))
			}
		}
	}
	keys = s.treeFeatures(keys, c, num)
	return s.nameFeatures(keys, c, content, num)
}

// outline is what a candidate looks like as a whole.
type outline struct {
	forms, tags, shapes uint32
	capitals, lower     uint32 // words with a capital; nouns without
}

func (s *sentence) outline(c *candidate, content int) outline {
	o := outline{forms: 1, tags: 1, shapes: 1}
	last := uint32(99)
	for i := c.first; i <= c.last; i++ {
		w := &s.words[i]
		if i >= content {
			o.forms = linear.Key(o.forms, w.form, 0, 0)
		}
		if tag := uint32(w.pos)<<1 | bit(w.capital); tag != last { // runs count once
			o.tags = linear.Key(o.tags, tag, 0, 0)
			last = tag
		}
		o.shapes = linear.Key(o.shapes, w.shape, 0, 0)
		if w.capital {
			o.capitals++
		} else if w.pos == noun || w.pos == propn {
			o.lower++
		}
	}
	return o
}

// nameFeatures tell how the candidate lies to the names known.
func (s *sentence) nameFeatures(keys []uint32, c *candidate, content int, num uint32) []uint32 {
	K := linear.Key
	h, n := s.at(c.head), s.at(c.last+1)
	cut := uint32(0)
	if m := s.words[c.first].match; m >= 0 && s.matches[m].first < c.first {
		cut |= 1
	}
	if m := s.words[c.last].match; m >= 0 && s.matches[m].last > c.last {
		cut |= 2
	}
	keys = append(keys, K(85, cut, 0, 0))
	if m := s.words[content].match; m >= 0 && s.matches[m].first == content && s.matches[m].last == c.last {
		k := s.matches[m].kind
		keys = append(keys, K(80, k, 0, 0), K(81, k, uint32(content-c.first), s.at(c.first).form),
			K(82, k, uint32(n.pos), bit(n.capital)), K(83, k, s.at(c.first-1).form, 0), K(84, k, n.form, 0))
	}
	if h.match >= 0 {
		keys = append(keys, K(86, s.matches[h.match].kind, uint32(c.last-c.first), 0))
	} else {
		keys = append(keys, K(87, uint32(h.pos), num, 0))
	}
	seen := -1
	for i := c.first; i <= c.last; i++ {
		if m := s.words[i].match; m > seen {
			seen = m
			k, behind := s.matches[m].kind, bit(i > c.head)
			keys = append(keys, K(88, k, behind, 0), K(89, k, behind, h.lemma), K(90, k, behind, h.field<<2|num))
		}
	}
	if m := s.at(c.first - 1).match; m >= 0 {
		keys = append(keys, K(91, s.matches[m].kind, uint32(s.at(c.first).pos), num))
	}
	if m := n.match; m >= 0 {
		keys = append(keys, K(92, s.matches[m].kind, uint32(s.at(c.last).pos), num))
	}
	return keys
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// treeFeatures tell how the candidate lies to the tree.
func (s *sentence) treeFeatures(keys []uint32, c *candidate, num uint32) []uint32 {
	if !s.tree {
		return keys
	}
	K := linear.Key
	roots, root := uint32(0), c.head
	for i := c.first; i <= c.last; i++ {
		if h := s.words[i].head; h < c.first || h > c.last {
			roots++
			root = i
		}
	}
	r := s.at(root)
	edges := side(c.first, r.low)<<2 | side(c.last, r.high)
	h := s.at(c.head)
	return append(keys, K(45, h.deprel, num, 0), K(46, h.deprel, h.gov, 0), K(47, h.deprel, h.field, num),
		K(50, min(roots, 3), bit(root == c.head), 0), K(51, min(roots, 3), edges, uint32(r.pos)),
		K(52, edges, r.lemma, 0), K(53, edges, r.field, num), K(54, r.deprel, r.gov, 0), K(55, r.deprel, uint32(r.pos), edges))
}

func side(a, b int) uint32 {
	switch {
	case a < b:
		return 1
	case a > b:
		return 2
	}
	return 0
}
