package extract

import (
	"context"
	"slices"
	"testing"

	"github.com/entente-kg/entente/schema"
)

// The plainest sentence of each relation; an end "*" is anything.
var plain = []struct{ say, want string }{
	{"Colombia is a NATO partner and an ally of the United States.", "country/COL ally country/USA asserted"},
	{"The alliance between Russia and Belarus has deepened.", "country/RUS ally country/BLR asserted"},
	{"Canberra and Tokyo declared a strategic partnership in 2022.", "country/AUS strategic-partner-of country/JPN asserted"},
	{"Riyadh and Tehran have been rivals for decades.", "country/SAU rival country/IRN asserted"},
	{"Tensions between Algeria and Morocco are rising.", "country/DZA tensions-with country/MAR asserted"},
	{"Relations between Mali and Algeria have soured.", "country/MLI tensions-with country/DZA asserted"},
	{"Rwanda's relations with Burundi are strained.", "country/RWA tensions-with country/BDI asserted"},
	{"Japan and South Korea both claim the Liancourt Rocks.", "country/JPN disputes-territory-with country/KOR asserted"},
	{"Venezuela claims two thirds of Guyana.", "country/VEN disputes-territory-with country/GUY asserted"},
	{"Bahrain and Qatar restored diplomatic relations in 2023.", "country/BHR diplomatic-ties-with country/QAT asserted"},
	{"Honduras established diplomatic ties with China.", "country/HND diplomatic-ties-with country/CHN asserted"},
	{"Spain recognised the State of Palestine in May.", "country/ESP recognizes country/PSE asserted"},
	{"Sweden became a member of NATO in March 2024.", "country/SWE member-of igo/nato asserted"},
	{"Zambia shares a border with Angola.", "country/ZMB borders country/AGO asserted"},
	{"The M23 controls the city of Goma.", "armed-group/m23 controls place/goma asserted"},
	{"Goma is under the control of the M23.", "armed-group/m23 controls place/goma asserted"},
	{"The Houthis are backed by Iran.", "country/IRN backs armed-group/houthis asserted"},
	{"Bahrain hosts the United States Fifth Fleet.", "country/BHR hosts-forces-of country/USA asserted"},
	{"The United States has 10,000 troops in Qatar.", "country/QAT hosts-forces-of country/USA asserted"},
	{"Lula da Silva is the president of Brazil.", "person/luiz-inacio-lula-da-silva president-of country/BRA asserted"},
	{"Giorgia Meloni, the Italian prime minister, flew home.", "person/giorgia-meloni head-of-government-of country/ITA asserted"},
	{"Turkish Foreign Minister Hakan Fidan spoke first.", "person/hakan-fidan foreign-minister-of country/TUR asserted"},
	{"Iran and Iraq fought a war from 1980 to 1988.", "country/IRN war-with country/IRQ asserted"},
	{"The war in Ukraine began when Russia invaded it in 2022.", "country/RUS invaded country/UKR asserted"},
	{"Israeli warplanes bombed Damascus on Monday.", "country/ISR attacked place/damascus asserted"},
	{"Rockets fired by Hamas hit Tel Aviv.", "armed-group/hamas attacked place/tel-aviv asserted"},
	{"Iraq invaded Kuwait in August 1990.", "country/IRQ invaded country/KWT asserted"},
	{"Turkey intervened in Libya in 2020.", "country/TUR intervened-in country/LBY asserted"},
	{"France sent 5,000 troops to Mali.", "country/FRA deployed-forces-to country/MLI asserted"},
	{"Egypt deployed soldiers to Somalia.", "country/EGY deployed-forces-to country/SOM asserted"},
	{"Japan occupied Korea until 1945.", "country/JPN occupied * asserted"},
	{"Russia annexed Crimea.", "country/RUS annexed region/crimea asserted"},
	{"Ukrainian forces recaptured Kherson from Russia.", "country/UKR captured-territory-from country/RUS asserted"},
	{"Vietnam defeated France at Dien Bien Phu in 1954.", "country/VNM defeated country/FRA asserted"},
	{"The Taliban overthrew President Ashraf Ghani in 2021.", "armed-group/taliban overthrew person/ashraf-ghani asserted"},
	{"Israel and Hezbollah agreed to a ceasefire in November.", "country/ISR ceasefire-with armed-group/hezbollah asserted"},
	{"A ceasefire between Israel and Hezbollah took effect on Wednesday.", "country/ISR ceasefire-with armed-group/hezbollah asserted"},
	{"American troops left Niger in September.", "country/USA withdrew-from country/NER asserted"},
	{"Saudi Arabia imposed a naval blockade on Yemen.", "country/SAU blockaded country/YEM asserted"},
	{"Gunmen of Boko Haram kidnapped forty Nigerian girls.", "armed-group/boko-haram abducted * asserted"},
	{"Moscow sent military advisers to Burkina Faso.", "country/RUS sent-advisers-to country/BFA asserted"},
	{"Iran has supplied drones to Russia.", "country/IRN supplied-arms-to country/RUS asserted"},
	{"Russia received artillery shells from North Korea.", "country/PRK supplied-arms-to country/RUS asserted"},
	{"South Korea sold Poland a thousand tanks.", "country/KOR supplied-arms-to country/POL asserted"},
	{"Japan lent Ukraine three billion dollars.", "country/JPN aided country/UKR asserted"},
	{"Qatar gave Lebanon fuel worth 30 million dollars.", "country/QAT aided country/LBN asserted"},
	{"Germany refused to send tanks to Ukraine.", "country/DEU declined-to-aid country/UKR asserted"},
	{"Egypt and Turkey held joint naval exercises.", "country/EGY cooperated-with country/TUR asserted"},
	{"The navies of India and France trained together in the Arabian Sea.", "country/IND cooperated-with country/FRA asserted"},
	{"Russia granted asylum to Bashar al-Assad.", "country/RUS granted-asylum-to person/bashar-al-assad asserted"},
	{"Bashar al-Assad fled to Moscow.", "person/bashar-al-assad sought-refuge-in country/RUS asserted"},
	{"Xi Jinping met Joe Biden in Lima.", "person/xi-jinping met-with person/joe-biden asserted"},
	{"The presidents of Kenya and Ethiopia met in Nairobi.", "country/KEN met-with country/ETH asserted"},
	{"Emmanuel Macron visited Rabat in October.", "person/emmanuel-macron visited country/MAR asserted"},
	{"Macron will travel to Cairo next week.", "person/emmanuel-macron visited country/EGY planned"},
	{"Vladimir Putin arrived in Pyongyang on Tuesday.", "person/vladimir-putin visited country/PRK asserted"},
	{"Narendra Modi invited Donald Trump to Delhi.", "person/narendra-modi invited person/donald-trump asserted"},
	{"Armenia and Azerbaijan held peace talks in Abu Dhabi.", "country/ARM talks-with country/AZE asserted"},
	{"Qatar is mediating between Rwanda and Congo.", "country/QAT mediated-between country/RWA asserted"},
	{"Peru and China signed a trade agreement.", "country/PER agreed-with country/CHN asserted"},
	{"The prime minister of Spain praised Morocco.", "* supported country/MAR asserted"},
	{"South Africa accused Israel of genocide.", "country/ZAF accused country/ISR asserted"},
	{"Iran threatened Israel with retaliation.", "country/IRN threatened country/ISR asserted"},
	{"Donald Trump threatened to annex Greenland.", "person/donald-trump threatened * asserted"},
	{"Cairo urged Addis Ababa to resume talks.", "country/EGY demanded-of country/ETH asserted"},
	{"Ukraine asked Germany for more missiles.", "country/UKR demanded-of country/DEU asserted"},
	{"Hungary rejected the European Union's migration plan.", "country/HUN rejected igo/european-union asserted"},
	{"Russia vetoed a resolution drafted by Britain.", "country/RUS rejected country/GBR asserted"},
	{"The European Union imposed sanctions on Belarus.", "igo/european-union sanctioned country/BLR asserted"},
	{"Sanctions against Syria were lifted by the United States.", "country/USA lifted-sanctions-on country/SYR asserted"},
	{"Bolivia severed diplomatic relations with Israel.", "country/BOL cut-ties-with country/ISR asserted"},
	{"Poland expelled 45 Russian diplomats.", "country/POL expelled country/RUS asserted"},
	{"Turkish police detained the mayor of Istanbul.", "country/TUR detained * asserted"},
	{"Israel released 90 Palestinian prisoners.", "country/ISR released * asserted"},
	{"Chinese hackers broke into the computers of the Philippine government.", "country/CHN cyberattacked country/PHL asserted"},
	{"Thousands protested against the government in Belgrade.", "* protested-against country/SRB asserted"},
	{"Armenia left the Collective Security Treaty Organization.", "country/ARM left igo/csto asserted"},
	{"Prime Minister Justin Trudeau resigned.", "person/justin-trudeau resigned-from country/CAN asserted"},
	{"Iran will not attack Israel.", "country/IRN attacked country/ISR negated"},
	{"Iran did not supply missiles to Russia.", "country/IRN supplied-arms-to country/RUS negated"},
	{"Iran has denied supplying missiles to Russia.", "country/IRN supplied-arms-to country/RUS denied"},
	{"Washington says that Iran supplied missiles to Russia.", "country/IRN supplied-arms-to country/RUS claimed"},
	{"Iran allegedly supplied missiles to Russia.", "country/IRN supplied-arms-to country/RUS claimed"},
	{"If Iran supplied missiles to Russia, Europe would respond.", "country/IRN supplied-arms-to country/RUS hypothetical"},
	{"Iran may supply missiles to Russia.", "country/IRN supplied-arms-to country/RUS hypothetical"},
	{"Iran plans to supply missiles to Russia.", "country/IRN supplied-arms-to country/RUS planned"},
	{"Iran has yet to supply missiles to Russia.", "country/IRN supplied-arms-to country/RUS negated"},
	{"Iran stopped short of supplying missiles to Russia.", "country/IRN supplied-arms-to country/RUS negated"},
	{"Iran refused to supply missiles to Russia.", "country/IRN declined-to-aid country/RUS asserted"},
	{"Kenya accused Somalia of invading Ethiopia.", "country/SOM invaded country/ETH claimed"},
	{"According to Kyiv, Belarus has sent troops to Russia.", "country/BLR deployed-forces-to country/RUS claimed"},
	{"Chad refused to rule out sending troops to Niger.", "country/TCD deployed-forces-to country/NER hypothetical"},
	{"Kenya vowed to send troops to Haiti.", "country/KEN deployed-forces-to country/HTI planned"},
	{"Russian withdrawal from Kherson was hailed in Kyiv.", "country/RUS withdrew-from place/kherson asserted"},
	{"The blockade of Gaza by Israel goes on.", "country/ISR blockaded region/gaza-strip asserted"},
	{"Talks between Serbia and Kosovo broke down.", "country/SRB talks-with country/XKX asserted"},
	{"Turkey's drone sales to Ukraine continue.", "country/TUR supplied-arms-to country/UKR asserted"},
	{"Niger junta expels French ambassador", "country/NER expelled country/FRA asserted"},
	{"India summons Canadian envoy", "country/IND demanded-of * asserted"},
	{"Ghana offered to mediate between Niger and Nigeria.", "country/GHA mediated-between country/NER planned"},
	{"Chinese warplanes entered Taiwan's air defence zone.", "country/CHN mobilized-against country/TWN asserted"},
	{"Iraq's parliament voted to expel American troops.", "country/IRQ expelled country/USA planned"},
	{"Kenya says Somali troops shelled Mandera.", "country/SOM attacked place/mandera claimed"},
}

func TestPlainSentences(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	end := func(id string) []string { return []string{id, "*"} }
	for _, c := range plain {
		r, err := p.Extract(context.Background(), schema.Document{ID: "x", Text: c.say, Published: "2024-06-01"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range r.Assertions {
			for _, s := range end(a.Subject) {
				for _, o := range end(a.Object) {
					got = append(got, s+" "+a.Predicate+" "+o+" "+string(a.Status))
					if a.Symmetric {
						got = append(got, o+" "+a.Predicate+" "+s+" "+string(a.Status))
					}
				}
			}
		}
		if !slices.Contains(got, c.want) {
			t.Errorf("%s: want %s, read %q", c.say, c.want, got)
		}
	}
}
