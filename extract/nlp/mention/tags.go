package mention

// The universal tags by number.
const (
	untagged uint8 = iota
	adj
	adp
	adv
	aux
	cconj
	det
	intj
	noun
	num
	part
	pron
	propn
	punct
	sconj
	sym
	verb
)

var posOf = map[string]uint8{"ADJ": adj, "ADP": adp, "ADV": adv, "AUX": aux, "CCONJ": cconj, "DET": det, "INTJ": intj,
	"NOUN": noun, "NUM": num, "PART": part, "PRON": pron, "PROPN": propn, "PUNCT": punct, "SCONJ": sconj, "SYM": sym, "VERB": verb}
