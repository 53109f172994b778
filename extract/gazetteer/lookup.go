package gazetteer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// ref is an entry that a looked-up name leads to.
type ref struct {
	entry *Entry
	rank  int
}

// Lookup answers the entries that a name can mean, the surest first. It forgives
// case, accents, hyphens, full stops and a leading "the", and reads IDs and codes.
func (g *Gazetteer) Lookup(name string) []*Entry {
	var found []*Entry
	for _, r := range g.lookup()[lookupKey(strings.TrimSpace(name))] {
		found = append(found, r.entry)
	}
	return found
}

// Entry answers the entry of an ID.
func (g *Gazetteer) Entry(id string) (*Entry, bool) {
	e, ok := g.entries[id]
	return e, ok
}

// Entries lists every entry in the order of IDs.
func (g *Gazetteer) Entries() []*Entry {
	all := make([]*Entry, 0, len(g.entries))
	for _, e := range g.entries {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b *Entry) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// lookupTable leads from every spelling's key to its entries, the surest first.
func lookupTable(names []named, entries []*Entry) map[string][]ref {
	table := make(map[string][]ref, 2*len(names))
	refer := func(key string, e *Entry, rank int) {
		if key != "" {
			table[key] = append(table[key], ref{e, rank})
		}
	}
	for _, n := range names {
		r := rank[n.kind]
		if n.kind == Code && len(n.text) == 3 {
			r = rank[Name] // whoever asks for NLD means the Netherlands
		}
		if n.entry != nil {
			refer(keyOf(n.atoms), n.entry, r)
		}
	}
	for _, e := range entries {
		refer(lookupKey(e.ID), e, -1)
		if _, slug, ok := strings.Cut(e.ID, "/"); ok && e.Type != schema.Country {
			refer(lookupKey(slug), e, rank[Alias])
		}
	}
	for key, refs := range table {
		table[key] = sorted(refs)
	}
	return table
}

func sorted(refs []ref) []ref {
	slices.SortStableFunc(refs, func(a, b ref) int { return surer(a.entry, b.entry, a.rank, b.rank) })
	kept := refs[:0]
	for _, r := range refs {
		if !slices.ContainsFunc(kept, func(k ref) bool { return k.entry == r.entry }) {
			kept = append(kept, r)
		}
	}
	return kept
}
