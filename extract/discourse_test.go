package extract_test

import (
	"slices"
	"testing"

	"github.com/entente-kg/entente/schema"
)

// reads is a text with what must be read in it and what must not.
type reads struct {
	text  string
	want  []string
	never []string
}

func (r reads) check(t *testing.T) {
	t.Helper()
	got := triples(record(t, schema.Document{ID: "d", Text: r.text}))
	for _, w := range r.want {
		if !slices.Contains(got, w) {
			t.Errorf("%s\n  no %s in %q", r.text, w, got)
		}
	}
	for _, n := range r.never {
		if slices.Contains(got, n) {
			t.Errorf("%s\n  reads %s", r.text, n)
		}
	}
}

func TestWhatIsDeniedInOtherWords(t *testing.T) {
	for _, c := range []reads{
		{"Uganda armed the M23, a charge Kampala has always denied.",
			[]string{"country/UGA supplied-arms-to armed-group/m23 claimed", "country/UGA supplied-arms-to armed-group/m23 denied country/UGA"},
			[]string{"country/UGA supplied-arms-to armed-group/m23 asserted"}},
		{"Sudan armed the M23, which Khartoum denies.",
			[]string{"country/SDN supplied-arms-to armed-group/m23 denied country/SDN"},
			[]string{"country/SDN supplied-arms-to armed-group/m23 asserted"}},
		{"The UN accused Libya last spring of arming Boko Haram, a charge that Tripoli still denies.",
			[]string{"country/LBY supplied-arms-to armed-group/boko-haram claimed igo/united-nations", "country/LBY supplied-arms-to armed-group/boko-haram denied country/LBY"}, nil},
		{"Kenya dismissed accounts from Somali elders and from the UN that its soldiers had shelled Kismayo.",
			[]string{"country/KEN attacked place/kismayo denied country/KEN", "country/KEN attacked place/kismayo claimed igo/united-nations"},
			[]string{"country/KEN attacked place/kismayo asserted"}},
		{"Norway said that Russia had shelled Kirkenes. Moscow called the charge a lie.",
			[]string{"country/RUS attacked place/kirkenes denied country/RUS"}, nil},
		{"Norway said that Russia had shelled Kirkenes. Moscow called the border a line.", nil,
			[]string{"country/RUS attacked place/kirkenes denied country/RUS"}},
		{"President Lula has never said that Brazilian soldiers would fight for Guyana.",
			[]string{"country/BRA supported-militarily country/GUY negated"}, []string{"country/BRA supported-militarily country/GUY planned"}},
	} {
		c.check(t)
	}
}

func TestWhatIsToldInPassingIsNotClaimed(t *testing.T) {
	for _, c := range []reads{
		{"Santiago, which beat Peru in the war of the Pacific, said on Friday that it wanted a new map.", []string{"country/CHL defeated country/PER asserted"}, nil},
		{"Media in Lagos reported that the two will discuss the border talks between Togo and Benin.", []string{"country/BEN talks-with country/TGO asserted"}, nil},
		{"Ties soured after President Xi Jinping let slip that Beijing had armed Khartoum.", []string{"country/CHN supplied-arms-to country/SDN claimed person/xi-jinping"}, nil},
		{"Nairobi revealed on Monday that Sudan had armed Chad.", []string{"country/SDN supplied-arms-to country/TCD claimed country/KEN"}, nil},
	} {
		c.check(t)
	}
}

func TestWhatTheTextItselfCorrects(t *testing.T) {
	for _, c := range []reads{
		{"Togo has deported Eva Lund, a poet. To be clear: it was Benin that expelled her.",
			[]string{"country/BEN expelled person/eva-lund asserted"}, []string{"country/TGO expelled person/eva-lund asserted"}},
		{"Togo has expelled Eva Lund. It was Benin, not Togo, that expelled her in May.",
			[]string{"country/BEN expelled person/eva-lund asserted"}, []string{"country/TGO expelled person/eva-lund asserted"}},
		{"Togo has expelled Eva Lund. It was Benin that sheltered her.", []string{"country/TGO expelled person/eva-lund asserted"}, nil},
	} {
		c.check(t)
	}
}

func TestWhatIsRepeatedWithoutItsVerb(t *testing.T) {
	for _, c := range []reads{
		{"On Friday Peru expelled Cuba's ambassador. Chile and Brazil followed; Bolivia merely recalled its own.",
			[]string{"country/CHL expelled country/CUB asserted", "country/BRA expelled country/CUB asserted"}, []string{"country/BOL expelled country/CUB asserted"}},
		{"Russia recognised Abkhazia. Syria followed. Belarus, for all the pressure, never has.",
			[]string{"country/SYR recognizes region/abkhazia asserted", "country/BLR recognizes region/abkhazia negated"}, nil},
		{"Serbia does not recognise Kosovo; neither does Romania.", []string{"country/ROU recognizes country/XKX negated"}, nil},
		{"Chad has not sent troops to Mali. Kenya did, on Saturday.", []string{"country/KEN deployed-forces-to country/MLI asserted"}, nil},
		{"Will Kenya send police to Haiti? Kenya did, on Saturday; Uganda will.",
			[]string{"country/KEN deployed-forces-to country/HTI asserted", "country/UGA deployed-forces-to country/HTI planned"}, nil},
		{"Mali left ECOWAS in January, together with Niger.", []string{"country/NER left igo/ecowas asserted"}, nil},
		{"China imposed sanctions on Libya, Chad and Niger, along with Mali.", []string{"country/CHN sanctioned country/MLI asserted"}, []string{"country/LBY sanctioned country/TCD asserted"}},
		{"Norway condemned Iran. So did Denmark.", []string{"country/DNK criticized country/IRN asserted"}, nil},
		{"Norway said Russia had attacked Ukraine. Sweden did too.", nil, []string{"country/SWE attacked country/UKR claimed country/NOR"}},
		{"Russia invaded Georgia in 2008. Ukraine followed in 2014.", nil, []string{"country/UKR invaded country/GEO asserted"}},
		{"Chad bombed Sirte, and protests in Niger followed.", nil, []string{"country/NER attacked place/sirte asserted"}},
		{"Chad keeps more soldiers in Mali than Niger has.", nil, []string{"country/NER deployed-forces-to country/MLI asserted"}},
	} {
		c.check(t)
	}
}

func TestTheTwoAreThoseOfWhomTheTextSpeaks(t *testing.T) {
	for _, c := range []reads{
		{"Malaysia broke off relations with North Korea. Laos mediated between the two sides.",
			[]string{"country/LAO mediated-between country/MYS asserted", "country/LAO mediated-between country/PRK asserted"}, nil},
		{"Ethiopia fought Eritrea until 2000. Algeria mediated between them.", []string{"country/DZA mediated-between country/ERI asserted"}, nil},
		{"The row between Chad and Sudan goes on. Libya, which borders both, closed its camps.",
			[]string{"country/LBY borders country/TCD asserted", "country/LBY borders country/SDN asserted"}, nil},
		{"Jamil Mahuad met Alberto Fujimori in Quito in 1998, and the two men signed a peace treaty in Brasília.",
			[]string{"person/alberto-fujimori agreed-with person/jamil-mahuad asserted"}, nil},
		{"Israel and Kosovo recognise each other.",
			[]string{"country/ISR recognizes country/XKX asserted", "country/XKX recognizes country/ISR asserted"}, nil},
		{"The foreign ministers of Sudan and Chad agreed to a truce. They met in Tripoli under the mediation of João Lourenço.",
			[]string{"country/SDN met-with country/TCD asserted", "person/joao-lourenco mediated-between country/SDN asserted"}, nil},
		{"Chad and Niger: a history\n\nChad bombed Diffa in 1990. Niger answered.\n\n1991 - Chad and Niger talk. Niger frees two men of Chad.\n\n1992 - Libyan mediation between the two failed.",
			[]string{"country/LBY mediated-between country/TCD asserted", "country/LBY mediated-between country/NER asserted"}, nil},
		{"The secretary will see Lavrov of Russia when the two meet in Oslo, says Norway.", nil, []string{"country/NOR met-with country/RUS planned"}},
		{"Washington has imposed no sanctions on Asmara. The two neighbours were enemies.", nil,
			[]string{"country/ERI rival country/USA asserted", "country/ERI borders country/USA asserted"}},
	} {
		c.check(t)
	}
}

func TestWhoSpeaksInATranscriptClaims(t *testing.T) {
	const intro = "Tamar Kobe, a former deputy foreign minister of Georgia, spoke to us.\n\nQ: Why?\n\nKOBE: Russia invaded us. We never recognised Abkhazia.\n\nQ: And then?\n\nKOBE: Kyiv sold us missiles. Chad has not invaded Libya."
	for _, c := range []reads{
		{intro, []string{"country/RUS invaded country/GEO claimed person/tamar-kobe", "country/UKR supplied-arms-to country/GEO claimed person/tamar-kobe",
			"country/TCD invaded country/LBY negated person/tamar-kobe"}, nil},
		{"NOTE: Chad invaded Libya.\n\nNiger was silent.", []string{"country/TCD invaded country/LBY asserted"}, nil},
	} {
		c.check(t)
	}
}

func TestWeInAStatementIsItsState(t *testing.T) {
	const head = "MINISTRY OF FOREIGN AFFAIRS\nStatement on the incident\n\nOslo, 4 July 2025\n\n"
	for _, c := range []reads{
		{head + "We regret the loss. Our neighbours know. We have expelled the Russian ambassador.", []string{"country/NOR expelled country/RUS asserted"}, nil},
		{"We regret the loss. Our neighbours know. We have expelled the Russian ambassador.", nil, []string{"country/NOR expelled country/RUS asserted"}},
	} {
		c.check(t)
	}
}

func TestTheKingdomAndTheNeighbour(t *testing.T) {
	for _, c := range []reads{
		{"Morocco held an election. Chadian diplomats said the kingdom had invaded Algeria.", []string{"country/MAR invaded country/DZA claimed country/TCD"}, nil},
		{"Chad and Libya are at odds. Libya once invaded its neighbour.", []string{"country/LBY invaded country/TCD asserted"}, nil},
		{"Chad, Niger and Libya are at odds. Chad has invaded its neighbour before.", nil, []string{"country/TCD invaded country/NER asserted", "country/TCD invaded country/LBY asserted"}},
		{"Riyadh quarrels with Hezbollah, the movement that Tehran arms. The Emiratis accuse it of arming the Houthis.", nil, []string{"country/ARE accused country/IRN asserted"}},
	} {
		c.check(t)
	}
}

func TestWhoHoldsAnOfficeHere(t *testing.T) {
	for _, c := range []reads{
		{"Estonia votes. Estonia has a long border. Tallinn guards it. Prime Minister Kadri Maasik spoke.", []string{"person/kadri-maasik head-of-government-of country/EST asserted"}, nil},
		{"Estonia and Latvia vote. It rains. Riga and Tallinn are calm. Estonia, Latvia. Prime Minister Kadri Maasik spoke.", nil, []string{"person/kadri-maasik head-of-government-of country/EST asserted"}},
		{"Laurent-Désiré Kabila fled. Angola sent troops to save Kabila.", []string{"country/AGO supported-militarily person/laurent-kabila asserted"}, nil},
	} {
		c.check(t)
	}
}

func TestNobodyAndSomebodyElse(t *testing.T) {
	for _, c := range []reads{
		{"Uzbekistan and Turkmenistan objected in private. Neither has threatened the Taliban.", []string{"country/UZB threatened armed-group/taliban negated"}, nil},
		{"Djibouti hosts American, French, Chinese and Japanese troops.", []string{"country/DJI hosts-forces-of country/USA asserted", "country/DJI hosts-forces-of country/CHN asserted"}, nil},
		{"India accused Pakistani intelligence of helping Lashkar-e-Taiba. Islamabad denies any role.",
			[]string{"country/PAK aided armed-group/lashkar-e-taiba claimed country/IND", "country/PAK aided armed-group/lashkar-e-taiba denied country/PAK"}, nil},
		{"Ankara sent troops to Qatar after Doha rejected the Saudis' demands.", nil, []string{"country/TUR rejected country/SAU asserted"}},
		{"Ukrainian soldiers had fought for Georgia, as Russian television insisted.", []string{"country/UKR supported-militarily country/GEO claimed"}, nil},
		{"On Sunday Libya began the invasion of Chad with which it had threatened for a year.", []string{"country/LBY invaded country/TCD asserted"}, nil},
	} {
		c.check(t)
	}
}

func TestWhoSpeaksForABody(t *testing.T) {
	for _, c := range []reads{
		{"The Council met. The representative of South Sudan accused Chad of arming the rebels.", []string{"country/SSD accused country/TCD asserted"}, nil},
		{"UN experts said in June that Chadian soldiers shelled Diffa.", []string{"country/TCD attacked place/diffa claimed igo/united-nations"}, nil},
		{"Bush administration officials urged Sudan to disarm the militia.", []string{"country/USA demanded-of country/SDN asserted"}, nil},
	} {
		c.check(t)
	}
}

func TestWhatWasNotSaid(t *testing.T) {
	for _, c := range []reads{
		{"Kenya stopped short of accusing Rwanda of backing the M23.", []string{"country/KEN accused country/RWA negated"}, []string{"country/RWA backs armed-group/m23 claimed country/KEN"}},
		{"Macron did not accuse Azerbaijan of invading Armenia.", []string{"country/AZE invaded country/ARM hypothetical"}, nil},
		{"Eritrea insists it never attacked Djibouti.", []string{"country/ERI attacked country/DJI denied country/ERI"}, nil},
		{"Egypt and Ethiopia are no longer on speaking terms, and the former has threatened the latter with war.", []string{"country/EGY threatened country/ETH asserted"}, nil},
	} {
		c.check(t)
	}
}

func TestWhoIsLikeAnother(t *testing.T) {
	for _, c := range []reads{
		{"Sudan, which like Egypt opposes Chad, was silent.", []string{"country/EGY opposed country/TCD asserted"}, nil},
		{"Unlike Hungary, Poland has sanctioned Russia.", []string{"country/HUN sanctioned country/RUS negated"}, nil},
		{"Chad recognised Kosovo. Niger did the same.", []string{"country/NER recognizes country/XKX asserted"}, nil},
		{"Would it help if France recognised Kosovo? If Chad did so, Mali would thank it.", nil, []string{"country/TCD recognizes country/XKX asserted"}},
		{"Chad did so because Niger invaded Mali.", nil, []string{"country/TCD invaded country/MLI asserted"}},
	} {
		c.check(t)
	}
}

func TestWhatIsCalledByLessThanItsName(t *testing.T) {
	for _, c := range []reads{
		{"The Tamil Tigers and the Sri Lankan government signed a truce. It did not last. The government attacked the Tigers in 2006.",
			[]string{"country/LKA attacked armed-group/ltte asserted"}, nil},
		{"The Chadian government met envoys. In Niger, the government attacked Boko Haram.", nil,
			[]string{"country/TCD attacked armed-group/boko-haram asserted"}},
		{"Rwanda will send help. Frelimo, which has ruled the country since 1975, fought Portugal.",
			[]string{"party/frelimo ruling-party-of country/MOZ asserted"},
			[]string{"party/frelimo ruling-party-of country/RWA asserted"}},
	} {
		c.check(t)
	}
}

func TestAStateDoesNotOccupyItsOwnTown(t *testing.T) {
	reads{"Sri Lankan troops captured Kilinochchi in January.",
		[]string{"country/LKA controls place/kilinochchi asserted"},
		[]string{"country/LKA occupied place/kilinochchi asserted"}}.check(t)
}
