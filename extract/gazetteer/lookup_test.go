package gazetteer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLookupForgivesHowANameIsTyped(t *testing.T) {
	g := loaded(t)
	for name, want := range map[string]string{
		"Turkey": "country/TUR", "turkey": "country/TUR", "TUR": "country/TUR", "tr": "country/TUR", "TR": "country/TUR",
		"Türkiye": "country/TUR", "turkiye": "country/TUR", "country/TUR": "country/TUR", "country/tur": "country/TUR",
		"the United States": "country/USA", "u.s.": "country/USA", "usa": "country/USA", "america": "country/USA",
		"cote d'ivoire": "country/CIV", "CÔTE D’IVOIRE": "country/CIV", "ivory coast": "country/CIV",
		"ankara": "place/ankara", "place/ankara": "place/ankara", "kiev": "place/kyiv", "sao tome": "place/sao-tome",
		" Burma ": "country/MMR", "dprk": "country/PRK", "bosnia herzegovina": "country/BIH", "NLD": "country/NLD",
		"russians": "country/RUS", "st lucia": "country/LCA", "kremlin": "country/RUS", "The Hague": "place/the-hague",
	} {
		found := g.Lookup(name)
		if len(found) == 0 || found[0].ID != want {
			t.Errorf("Lookup(%q): want %s first, got %v", name, want, ids(found))
		}
	}
	for _, name := range []string{"", "  ", "the", "?", "Atlantis", "no such place"} {
		if found := g.Lookup(name); len(found) > 0 {
			t.Errorf("Lookup(%q): want nothing, got %v", name, ids(found))
		}
	}
}

func TestLookupAnswersEveryBearerOfAName(t *testing.T) {
	got := ids(loaded(t).Lookup("Congolese"))
	if diff := cmp.Diff([]string{"country/COD", "country/COG"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	got = ids(loaded(t).Lookup("Ankara"))
	if diff := cmp.Diff([]string{"place/ankara", "country/TUR"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEveryEntryIsFoundByItsIDAndName(t *testing.T) {
	g := loaded(t)
	for _, e := range g.Entries() {
		if found := g.Lookup(e.ID); len(found) == 0 || found[0] != e {
			t.Errorf("Lookup(%q): got %v", e.ID, ids(found))
		}
		if !has(g.Lookup(e.Name), e.ID) {
			t.Errorf("%s: Lookup(%q) misses it: %v", e.ID, e.Name, ids(g.Lookup(e.Name)))
		}
	}
}

func TestEveryQidIsAQidAndOneEntrys(t *testing.T) {
	owner := map[string]string{}
	for _, e := range loaded(t).Entries() {
		if e.Wikidata == "" {
			continue
		}
		if !qid.MatchString(e.Wikidata) {
			t.Errorf("%s: %q is no Qid", e.ID, e.Wikidata)
		}
		if first := owner[e.Wikidata]; first != "" {
			t.Errorf("%s is that of %s and of %s", e.Wikidata, first, e.ID)
		}
		owner[e.Wikidata] = e.ID
	}
	for id, want := range map[string]string{"igo/united-nations": "Q1065", "igo/nato": "Q7184", "igo/european-union": "Q458", "country/TUR": "Q43", "country/DEU": "Q183"} {
		if owner[want] != id {
			t.Errorf("%s: want it for %s, got it for %q", want, id, owner[want])
		}
	}
}

func TestNoNameAloneIsAWordOfEveryDay(t *testing.T) {
	g := loaded(t)
	for _, e := range g.Entries() {
		if len(e.Context) > 0 {
			continue
		}
		for _, name := range append(append([]string{e.Name}, e.Aliases...), e.Metonyms...) {
			word := strings.ToLower(name)
			if _, role := g.Role(word); !strings.Contains(word, " ") && strings.ToUpper(name) != name && (everyday[word] || role) {
				t.Errorf("%s: its name %q is a word that any sentence may begin with", e.ID, name)
			}
		}
	}
}
