package link

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

var words = nlp.WordSet

// The words below are those by which news English marks what a phrase is. By hand, from general knowledge.
var (
	calendar = words(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
		october november december christmas easter ramadan nowruz eid`)
	stopWords = words(`the a an this that these those he she it they we i you his her its their our my your in on at by for with from to of and or but
		if when while as after before since until although though because however meanwhile earlier later last next there here what who why
		how where which not no yes some many most all both each every any other another such only just even also still yet so then thus
		read sign skip see more also related live breaking updated photo image analysis opinion explainer timeline exclusive mr mrs ms
		under over between among against during despite amid two three four five six seven eight nine ten one first second third once
		asked following together including besides unlike within throughout speaking according late early mid nobody nothing neither either let`)
	// The last word of an organisation's name.
	orgWords = words(`party front movement army brigade brigades militia forces force council ministry agency organization organisation union
		league association committee commission institute university bank fund group company corporation corp inc court tribunal
		parliament assembly senate congress department bureau office authority alliance coalition federation foundation center centre
		society network command guard guards corps battalion regiment division service services police navy mission network group
		initiative forum observatory academy club newspaper times post news herald tribune agency television radio
		government administration marines exchange registry register treasury airlines airways bancorp confederation ministries directorate secretariat
		constabulary gendarmerie legion fighters resistance militias cartel clan syndicate consortium holdings conglomerate broadcasting
		observatory watchdog mission chamber`)
	placeWords = words(`city province region district island islands river sea lake mountain mountains valley desert strait gulf bay
		street avenue square airport port bridge road camp border peninsula coast ocean dam line county state village town base hospital`)
	otherWords = words(`war agreement accord accords treaty pact declaration conference summit act law resolution protocol convention cup
		league games day year week month century age award prize plan deal operation forum street terms policy conditions championship
		college school gallery festival cathedral cemetery theatre theater opera scholarship podcast
		final stadium world images photo via`)
	forceNouns = words(`army armies force forces troops troop soldier soldiers military navy jet jets warplane warplanes aircraft plane planes
		drone drones fighter fighters militant militants insurgent insurgents rebel rebels police policeman policemen commandos commando
		paratroopers paratrooper artillery warship warships ship ships tanks tank missile missiles marine marines gunman gunmen militia
		militias militiaman guard guards guardsmen battalion brigade squad helicopter helicopters rocket rockets bomber bombers frigate
		submarine convoy convoys column gunboat gunboats vessel vessels airstrikes troopers garrison regiment coastguard infantry
		peacekeeper peacekeepers guerrilla guerrillas combatants
		patrol patrols navies terrorist terrorists jihadist jihadists extremist extremists mercenary mercenaries`)
	// Whose state they are of does not tell whom they fight for: Syrian rebels.
	irregulars = words(`militant militants insurgent insurgents rebel rebels gunman gunmen militia militias militiaman guerrilla guerrillas
		terrorist terrorists jihadist jihadists extremist extremists mercenary mercenaries`)
	officialNouns = words(`government governments official officials authorities authority leadership leader leaders diplomat diplomats ministry
		delegation administration regime state side parliament envoy envoys negotiator negotiators negotiation team intelligence
		embassy embassies lawmakers legislature cabinet court prosecutor prosecutors spokesman spokeswoman junta monarchy republic nation
		presidency commander commanders officer officers people agents spies security counterpart counterparts ministers generals
		representatives representative mediators mediator foreign-ministry`)
	regionNouns = words("region city town province village district area peninsula island islands port enclave exclave camp valley corridor strip")
	landNouns   = words(`north south east west northeast northwest southeast southwest territory territories land lands soil villages towns cities airspace waters coast border borders position positions
		base bases targets target ports airport airports oilfield oilfields stronghold strongholds embassy consulate adviser advisers
		advisors advisor weapons airstrike sites facilities facility outpost outposts garrison infrastructure`)
	mediaNouns = words("media newspaper newspapers television tv press radio outlet outlets reports broadcaster journalists reporter daily")
)

// orgType tells by its last word what an organisation is.
func orgType(last string) schema.EntityType {
	switch last {
	case "party":
		return schema.Party
	case "front", "movement", "army", "brigade", "brigades", "militia", "battalion":
		return schema.ArmedGroup
	case "ministry", "department", "parliament", "senate", "congress", "court":
		return schema.Government
	case "navy", "corps", "command", "guard", "guards", "regiment", "division":
		return schema.Military
	case "times", "post", "news", "herald", "tribune", "television", "radio", "newspaper":
		return schema.Media
	case "company", "corporation", "corp", "inc", "bank":
		return schema.Company
	}
	return schema.Organization
}

// bodyType tells by its words what an organisation is: an air force is a military
// whatever a force is, and a labour congress no parliament.
func bodyType(t []nlp.Token) schema.EntityType {
	last := t[len(t)-1].Lower
	switch last {
	case "force", "forces":
		for _, w := range t {
			switch w.Lower {
			case "air", "armed", "defence", "defense", "ground", "naval", "security":
				return schema.Military
			}
		}
	case "government", "administration", "treasury", "constabulary", "gendarmerie":
		return schema.Government
	case "police":
		if len(t) > 1 {
			return schema.Government
		}
	case "office":
		if len(t) == 2 && t[0].Lower == "foreign" {
			return schema.Government
		}
	case "marines":
		return schema.Military
	case "congress":
		for _, w := range t {
			if w.Lower == "labour" || w.Lower == "labor" || w.Lower == "trade" || w.Lower == "trades" || w.Lower == "workers" {
				return schema.Organization
			}
		}
	case "airlines", "airways", "holdings":
		return schema.Company
	}
	return orgType(last)
}

// foldKey is a word without case and accents.
func foldKey(w string) string {
	if strings.IndexFunc(w, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return strings.ToLower(w)
	}
	// A transformer keeps state, so each call has its own.
	t := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	s, _, err := transform.String(t, w)
	if err != nil {
		s = w
	}
	return strings.ToLower(unmarked.Replace(s))
}

// Letters that Unicode does not take apart into a letter and a mark.
var unmarked = strings.NewReplacer("ı", "i", "ł", "l", "đ", "d", "ø", "o")

// ID is the ID of an entity that only its name is known of.
func ID(t schema.EntityType, name string) string { return string(t) + "/" + slug(name) }

// slug is the last part of an entity's ID.
func slug(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range foldKey(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		case r != '\'' && r != '’':
			dash = true
		}
	}
	return b.String()
}
