package schema

import (
	"testing"
	"testing/fstest"

	"gotest.tools/v3/assert"
)

func TestARelationJoinsItsEndsSetsThemApartOrDoesNeither(t *testing.T) {
	for name, want := range map[string]int{
		"ally": 1, "aided": 1, "met-with": 1, "backs": 1,
		"attacked": -1, "criticized": -1, "rival": -1, "claimed-attack-on": -1,
		"borders": 0, "president-of": 0, "resigned-from": 0, "sought-refuge-in": 0, // the last two have quad classes
	} {
		r, ok := DefaultVocabulary().Relation(name)
		assert.Assert(t, ok, name)
		assert.Equal(t, r.Valence(), want, name)
	}
}

func TestASignThatThereIsNotIsAFault(t *testing.T) {
	_, err := LoadVocabulary(fstest.MapFS{"x.yaml": {Data: []byte(`source: s
note: n
entries:
  - name: likes
    label: likes
    inverse: liked-by
    subject: actor
    object: actor
    sign: friendly
    example: A likes B.
`)}})
	assert.ErrorContains(t, err, `x.yaml:4: likes: unknown sign "friendly"; want one of ["positive" "negative" "none"]`)
}
