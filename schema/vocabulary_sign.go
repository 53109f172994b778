package schema

// What a relation says of how its two ends stand to each other.
const (
	positive = "positive"
	negative = "negative"
	unsigned = "none"
)

var signs = []string{positive, negative, unsigned}

// Valence is 1 where the relation joins its ends, -1 where it sets them against
// each other, and 0 where it does neither, as an office or a border does. A
// relation that is an event has it from its quad class unless the file says otherwise.
func (r Relation) Valence() int {
	switch r.Sign {
	case positive:
		return 1
	case negative:
		return -1
	case unsigned:
		return 0
	}
	switch r.Quad {
	case VerbalCooperation, MaterialCooperation:
		return 1
	case VerbalConflict, MaterialConflict:
		return -1
	}
	return 0
}
