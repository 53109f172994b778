package tag

import (
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/linear"
)

// MaxFeatures bounds the features of one word.
const MaxFeatures = 80

var outside = lex.Word{Form: 1, Seen: 3, Shape: 2}

// Features appends the features of word i, whose forerunners have their tags.
// A change here changes every model: models carry a hash of what it gives.
func Features(keys []uint32, words []lex.Word, tags []uint8, i int) []uint32 {
	at := func(j int) *lex.Word {
		if j < 0 || j >= len(words) {
			return &outside
		}
		return &words[j]
	}
	tag := func(j int) uint32 {
		if j < 0 {
			return 0
		}
		return 1 + uint32(tags[j])
	}
	w, l1, l2, r1, r2, r3 := at(i), at(i-1), at(i-2), at(i+1), at(i+2), at(i+3)
	t1, t2 := tag(i-1), tag(i-2)
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	K := linear.Key
	return append(keys,
		K(1, 0, 0, 0),
		K(2, w.Form, 0, 0), K(3, l1.Form, 0, 0), K(4, r1.Form, 0, 0), K(5, l2.Form, 0, 0), K(6, r2.Form, 0, 0),
		K(7, l1.Form, w.Form, 0), K(8, w.Form, r1.Form, 0), K(9, l1.Form, r1.Form, 0), K(10, l2.Form, l1.Form, 0), K(11, r1.Form, r2.Form, 0),
		K(12, w.Form, l2.Form, 0), K(13, w.Form, r2.Form, 0), K(14, l1.Form, w.Form, r1.Form),
		K(15, t1, 0, 0), K(16, t2, t1, 0), K(17, t1, w.Form, 0), K(18, t1, r1.Form, 0), K(19, t2, t1, w.Form), K(20, t1, w.Seen, 0), K(21, t2, t1, w.Seen),
		K(22, t1, r1.Seen, 0), K(23, t1, w.Seen, r1.Seen), K(24, t1, r1.Seen, r2.Seen), K(25, t1, w.Form, r1.Seen),
		K(26, w.Seen, 0, 0), K(27, r1.Seen, 0, 0), K(28, r2.Seen, 0, 0), K(29, w.Seen, r1.Seen, 0), K(30, r1.Seen, r2.Seen, 0), K(31, l1.Seen, w.Seen, r1.Seen),
		K(32, w.Seen, r1.Seen, r2.Seen), K(33, w.Form, r1.Seen, r2.Seen), K(34, r1.Seen, r2.Seen, r3.Seen),
		K(35, w.Suffix[0], 0, 0), K(36, w.Suffix[1], 0, 0), K(37, w.Suffix[2], 0, 0), K(38, w.Suffix[3], 0, 0),
		K(39, w.Prefix[0], 0, 0), K(40, w.Prefix[1], 0, 0), K(41, w.Prefix[2], 0, 0),
		K(42, w.Suffix[1], w.Shape, 0), K(43, w.Suffix[2], t1, 0), K(44, w.Suffix[1], t1, r1.Seen), K(45, w.Suffix[2], w.Classes, 0),
		K(46, l1.Suffix[2], 0, 0), K(47, r1.Suffix[2], 0, 0), K(48, r1.Suffix[1], t1, 0), K(49, r2.Suffix[2], 0, 0),
		K(50, w.Shape, 0, 0), K(51, w.Shape, first, w.Classes), K(52, l1.Shape, w.Shape, 0), K(53, w.Shape, r1.Shape, 0), K(54, w.Shape, t1, 0),
		K(55, l1.Shape, w.Shape, r1.Shape), K(56, w.Form, w.Shape, first), K(57, w.Shape, t1, r1.Shape),
		K(58, w.Classes, 0, 0), K(59, r1.Classes, 0, 0), K(60, t1, w.Classes, 0), K(61, t1, w.Classes, r1.Classes), K(62, w.Classes, r1.Classes, 0),
		K(63, t2, t1, w.Classes), K(64, t1, w.Classes, r1.Seen), K(65, w.Classes, r1.Seen, r2.Seen), K(66, w.Classes, w.Shape, t1),
		K(67, w.Noun, w.Verb, t1), K(68, w.Noun, w.Verb, r1.Seen), K(69, t1, w.Verb, w.Frames),
	)
}
