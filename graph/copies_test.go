package graph

import (
	"path/filepath"
	"strings"
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

// harbour is a wire story, as two papers print it, and third is another's own report.
const harbour = `The harbour master of Velmora closed both piers on Tuesday after a freighter from Tirland struck the
northern mole during a storm. Nobody was hurt, but the crane that loads grain was bent, and the ministry said that repairs
would take a month. Tirland offered to pay for a new crane. Velmora's foreign minister thanked the neighbours for the offer, and asked
for an inquiry into why the pilot had not waited for the wind to fall. Fishermen moved their boats to the southern basin.`

func TestCopiesOfOneStoryAreOneSource(t *testing.T) {
	article := func(id, text string) schema.Record {
		rec := says(id, "2024-03-0"+id[len(id)-1:], "country/TUR ally country/AZE asserted")
		rec.Doc.Sketch = schema.Sketch(text)
		return rec
	}
	own := article("d-4", strings.Repeat("Our reporter walked along the quays and counted what was left of eleven cranes. ", 1)+
		"An old keeper of the lights said that storms had become worse in the thirty years that he had watched, and that no insurer came any more to look.")
	wire := []schema.Record{article("d-1", harbour), article("d-2", "VELMORA, Tuesday (Agency) "+harbour), article("d-3", harbour[:len(harbour)*3/4])}
	f := schema.Filter{Between: [2]string{"country/TUR", "country/AZE"}}
	eachBackend(t, func(t *testing.T, s *Store) {
		count := func() (articles, independent int) {
			t.Helper()
			edges, err := s.Edges(ctx, f)
			assert.NilError(t, err)
			assert.Equal(t, len(edges), 1)
			months, err := s.Timeline(ctx, f)
			assert.NilError(t, err)
			assert.Equal(t, len(months), 1)
			assert.Equal(t, months[0].Month, "2024-03")
			assert.Equal(t, months[0].Independent, edges[0].Independent)
			return edges[0].Articles, edges[0].Independent
		}
		add(t, s, wire[1], own)
		add(t, s, wire[0])
		add(t, s, wire[2])
		n, independent := count()
		assert.Equal(t, n, 4)
		assert.Equal(t, independent, 2)
		n, err := s.Independent(ctx, []string{"d-1", "d-3", "d-1"})
		assert.NilError(t, err)
		assert.Equal(t, n, 1)
		st, err := s.Stats(ctx)
		assert.NilError(t, err)
		assert.Equal(t, st.Stories, 2)
		sound(t, s)

		// What is no copy any more counts again.
		add(t, s, article("d-2", own.Doc.ID+" is quite another text now, of a dozen words or a few more"))
		_, independent = count()
		assert.Equal(t, independent, 3)
		_, err = s.Retract(ctx, "d-4")
		assert.NilError(t, err)
		n, independent = count()
		assert.Equal(t, n, 3)
		assert.Equal(t, independent, 2)
		sound(t, s)
		if s.opts.Backend != "bolt" {
			return
		}
		want := storeRows(t, s)
		built := filepath.Join(t.TempDir(), "built")
		_, err = Build(ctx, built, func(add func(schema.Record) error) error { return s.Records(ctx, add) })
		assert.NilError(t, err)
		assert.DeepEqual(t, storeRows(t, openAt(t, "bolt", built)), want, allowRows)
	})
}
