// Package gazetteer knows the names that the news uses: states with their
// adjectives, peoples and capitals, organisations, groups, places, persons,
// the offices that stand beside a person's name, and the common nouns that say
// what an actor does.
//
//	YAML files -> Load -> Gazetteer; tokens -> Find -> []Match; a name -> Lookup -> []*Entry; a lemma -> Role
//	YAML, CSV, actor and agent files of the user's -> LoadFiles -> a Gazetteer with ours and theirs; a date -> On
//
// A name that belongs to several entries is answered with all of them. The
// gazetteer never chooses between them: whoever sees the whole text does.
package gazetteer

import (
	"embed"
	"fmt"
	"sync"
)

//go:embed *.yaml
var files embed.FS

// Default is the gazetteer of the embedded files, loaded once.
var Default = sync.OnceValue(func() *Gazetteer {
	g, err := Load(files)
	if err != nil {
		// The tests load the same files: a binary that gets here was never tested.
		panic(fmt.Sprintf("embedded gazetteer: %v", err))
	}
	return g
})
