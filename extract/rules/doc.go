// Package rules reads relations out of linked sentences by rules that are data.
//
//	rules/*.yaml -> Load -> Set; a linked document and its trees -> Set.Match -> []Match
//
// A rule names a word that speaks of a relation and the places where its two
// ends stand. The places are looked up by word order and over dependency trees;
// described rules are read over trees alone, and take actors without a name. It
// carries sentences that it must match and sentences that it must not; a test runs
// them all. A rule never decides whether the relation
// holds: package status does.
package rules

import (
	"embed"
	"fmt"
	"io/fs"
	"sync"

	"github.com/entente-kg/entente/schema"
)

//go:embed *.yaml
var files embed.FS

// Default is the set of the embedded files, loaded once.
var Default = sync.OnceValue(func() *Set {
	s, err := Load(schema.DefaultVocabulary(), files)
	if err != nil {
		// The tests load the same files: a binary that gets here was never tested.
		panic(fmt.Sprintf("embedded rules: %v", err))
	}
	return s
})

// LoadWith is the embedded rules with the user's own files beside them.
func LoadWith(v *schema.Vocabulary, extra fs.FS) (*Set, error) { return Load(v, files, extra) }
