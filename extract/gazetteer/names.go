package gazetteer

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// index puts the names into the trie, and reports those that two entries have
// and that not both declare as shared.
func (b *builder) index() {
	b.g.names = newTrie(len(b.named))
	first := make(map[string]*Entry, len(b.named))
	shared := map[string][]*Entry{} // names of more than one entry
	keys := make([]string, len(b.named))
	for i, n := range b.named {
		if n.entry == nil || n.kind == Capital || n.kind == Metonym || n.kind == Code {
			continue
		}
		key := strings.Join(folded(n.atoms), " ")
		keys[i] = key
		owner, given := first[key]
		switch {
		case !given:
			first[key] = n.entry
		case owner != n.entry && len(shared[key]) == 0:
			shared[key] = []*Entry{owner, n.entry}
		case owner != n.entry && !slices.Contains(shared[key], n.entry):
			shared[key] = append(shared[key], n.entry)
		}
	}
	for key, owners := range shared {
		shared[key] = withoutTerritories(owners)
	}
	for _, key := range slices.Sorted(maps.Keys(shared)) {
		shared[key] = b.clash(key, shared[key])
	}
	for i, n := range b.named {
		owners, several := shared[keys[i]]
		if n.kind != Code && (keys[i] == "" || !several || slices.Contains(owners, n.entry)) {
			b.addTerm(n, len(owners) > 1)
		}
	}
}

func (b *builder) addTerm(n named, shared bool) {
	if len(n.atoms) == 0 {
		id := ""
		if n.entry != nil {
			id = n.entry.ID
		}
		b.fault(id, "%q is no name", n.text)
		return
	}
	tm := term{atoms: folded(n.atoms), entry: n.entry, kind: n.kind, dated: n.dated}
	tm.needs = n.entry != nil && len(n.entry.Context) > 0 && (shared || n.entry.Type != schema.Country)
	if n.exact {
		for _, a := range n.atoms {
			tm.exact = append(tm.exact, a.plain)
		}
	}
	b.g.names.add(tm)
}

// withoutTerritories leaves a territory's word to the sovereign states that have it:
// the Virgin Islands are never "British" on their own.
func withoutTerritories(owners []*Entry) []*Entry {
	if !slices.ContainsFunc(owners, func(e *Entry) bool { return standing(e) == 0 }) {
		return owners
	}
	return slices.DeleteFunc(owners, func(e *Entry) bool { return e.Territory })
}

// clash reports the owners of a name that do not say that they share it, and
// answers those that have it: an added entry that does not say so does without.
func (b *builder) clash(name string, owners []*Entry) []*Entry {
	if len(owners) < 2 {
		return owners
	}
	slices.SortFunc(owners, func(x, y *Entry) int { return cmp.Compare(x.ID, y.ID) })
	// Beside an added entry ours counts as shared: who adds cannot edit it.
	added := slices.ContainsFunc(owners, func(e *Entry) bool { return b.where[e.ID].added })
	var kept []*Entry
	for i, e := range owners {
		o := b.where[e.ID]
		if o.shared || !o.added && added {
			kept = append(kept, e)
			continue
		}
		other := owners[0]
		if i == 0 {
			other = owners[1]
		}
		b.fault(e.ID, "%q is also a name of %s: give both a context, or shared: true", name, other.ID)
	}
	if len(kept) == 0 {
		return owners[:1]
	}
	return kept
}
