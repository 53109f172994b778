package eval

import (
	"testing"

	"gotest.tools/v3/assert"

	"github.com/entente-kg/entente/schema"
)

func TestSpellingsOfOneNameAreAlike(t *testing.T) {
	for in, want := range map[string]string{
		"The  Ivory\u00a0Coast": "ivory coast",
		"Łódź":                  "łodz", // a capital is folded after the letters that have no plain form
		"łódź":                  "lodz",
		"Aydın":                 "aydin",
		"Straße":                "strasse",
		"Côte d’Ivoire":         "cote d'ivoire",
		"Theba":                 "theba",
		"the":                   "the",
	} {
		assert.Equal(t, foldName(in), want, in)
	}
	assert.Equal(t, surname("Gen. Idriss  Kanté Jr."), "kante")
	assert.Equal(t, surname("Prime Minister"), "")
}

func TestThePlainTextOfAPageHasNoMarkup(t *testing.T) {
	for in, want := range map[string]string{
		"<p>One &amp;\n two</p><SCRIPT>x <p> y</Script>three": "One & two three",
		"a <style> b":        "a b", // never closed: only the tag goes
		"if 3 < 4 then <b>5": "if 3 5",
	} {
		assert.Equal(t, plainText(in), want, in)
	}
}

func TestWhoStandsForWhom(t *testing.T) {
	kenya := goldEntity{Name: "Kenya", ISO3: "KEN", Type: "country", Aliases: []string{"Kenyan government"}}
	soviets := goldEntity{Name: "Soviet Union", ISO3: "SUN", Type: "country"}
	nairobi := goldEntity{Name: "Nairobi", Type: "place"}
	person := goldEntity{Name: "Wanjiru Odhiambo", Type: "person"}
	minister := goldEntity{Name: "Kenya's interior minister", Type: "person"}
	rift := goldEntity{Name: "Rift (Kenya)", Type: "place", In: "KEN", AliasesIn: []string{"The Rift"}}
	for _, c := range []struct {
		says string
		gold goldEntity
		got  schema.Entity
		want bool
	}{
		{"a country by its code", kenya, schema.Entity{Name: "Republic", Type: "government", Country: "ken"}, true},
		{"another country of the same name", kenya, schema.Entity{Name: "Kenya", Type: "country", Country: "UGA"}, false},
		{"a body of the country by its name", kenya, schema.Entity{Name: "the Kenyan Government", Type: "organization", Country: "KEN"}, true},
		{"a body of the country is not it", kenya, schema.Entity{Name: "Kenyan police", Type: "organization", Country: "KEN"}, false},
		{"a body of another country", kenya, schema.Entity{Name: "Kenya", Type: "organization", Country: "UGA"}, false},
		{"a country without a code by its name", kenya, schema.Entity{Name: "KENYA", Type: "country"}, true},
		{"a state that is gone by its name", soviets, schema.Entity{Name: "Soviet Union", Type: "country", Country: "RUS"}, true},
		{"a capital that is an alias of its country", nairobi, schema.Entity{Name: "Kenya", Type: "country", Aliases: []string{"Nairobi"}}, false},
		{"a city by an alias", nairobi, schema.Entity{Name: "City of Nairobi", Type: "place", Aliases: []string{"Nairobi"}}, true},
		{"a person by the surname", person, schema.Entity{Name: "Mr Odhiambo", Type: "person"}, true},
		{"a company by a surname", person, schema.Entity{Name: "Odhiambo", Type: "company"}, false},
		{"an office has no surname", minister, schema.Entity{Name: "The minister", Type: "person"}, false},
		{"a name that counts in its country", rift, schema.Entity{Name: "Rift", Type: "region", Country: "KEN"}, true},
		{"and in no other", rift, schema.Entity{Name: "Rift", Type: "region", Country: "ISL"}, false},
	} {
		assert.Equal(t, c.gold.is(&c.got), c.want, c.says)
	}
	assert.Assert(t, goldEntity{Name: "*"}.is(nil))
	assert.Assert(t, !kenya.is(nil))
}

func TestTierOneWantsTheVeryRelation(t *testing.T) {
	e := func(name string) *schema.Entity { return &schema.Entity{Name: name, Type: "armed-group"} }
	row := goldRow{Tier: 2, Subject: goldEntity{Name: "Ox"}, Predicate: "talks-with", Object: goldEntity{Name: "Elk"}}
	p := prediction{Assertion: schema.Assertion{Predicate: "met-with"}, subject: e("Elk"), object: e("Ox")}
	assert.Assert(t, row.asks(p))
	row.Tier = 1
	assert.Assert(t, !row.asks(p))
	p.Predicate = "talks-with"
	assert.Assert(t, row.asks(p))
	row.Predicate, p.Predicate = "attacked", "attacked"
	assert.Assert(t, !row.asks(p), "attacking has a direction")
}
