package page

import (
	"strings"
	"testing"

	"github.com/entente-kg/entente/schema"
	"gotest.tools/v3/assert"
)

const (
	opening = "Quito recalled its envoy from Bogotá on Tuesday after a raid across the San Miguel river. The foreign ministry called the raid an act of war, and asked the neighbours to judge it."
	closing = "Bogotá says that its soldiers chased rebels who had fired first from the other bank. It has offered an inquiry, and the two armies have kept apart since Wednesday."
)

// around is an article with the line at the top, in the middle and at the end.
func around(line string) map[string]string {
	return map[string]string{
		"alone":  line,
		"middle": "Envoy recalled after a raid on the river\n\n" + opening + "\n\n" + line + "\n\n" + closing + "\n",
		"end":    "Envoy recalled after a raid on the river\n\n" + opening + "\n\n" + closing + "\n\n" + line + "\n",
		"lines":  "Envoy recalled after a raid on the river\n" + opening + "\n" + line + "\n" + closing + "\n",
	}
}

func kept(p Page) string {
	var sb strings.Builder
	for _, b := range p.Blocks {
		sb.WriteString(p.at(b.Span) + "\n\n")
	}
	return sb.String()
}

func TestEveryPhraseDropsAndKeepsItsOwnExamples(t *testing.T) {
	list, err := loadPhrases()
	assert.NilError(t, err)
	for _, ph := range list {
		t.Run(ph.ID, func(t *testing.T) {
			for _, line := range ph.Drop {
				got := furnitureAt(line, true)
				if got == "" {
					got = menu(line)
				}
				assert.Assert(t, got != "", "%q is kept", line)
				assert.Assert(t, strings.Contains(" "+got+" ", " "+ph.Reason+" ") || ph.re.MatchString(strings.TrimRight(line, " .?»…")), "%q is %s", line, got)
				for where, text := range around(line) {
					if where == "alone" {
						continue
					}
					k := kept(mustRead(t, schema.Document{Text: text}))
					assert.Assert(t, !strings.Contains(k, line), "%s: kept %q", where, line)
					assert.Assert(t, strings.Contains(k, opening) && strings.Contains(k, closing), "%s: %q takes a paragraph with it", where, line)
				}
			}
			for _, line := range ph.Keep {
				for where, text := range around(line) {
					assert.Assert(t, strings.Contains(kept(mustRead(t, schema.Document{Text: text})), line), "%s: dropped %q", where, line)
				}
			}
		})
	}
}

// Paragraphs that speak of what prompts are made of.
func TestParagraphsAboutFurnitureAreKept(t *testing.T) {
	for _, line := range []string{
		"The ministry's newsletter told conscripts to sign up at once, and 4,000 of them did.",
		"Minsk's most read daily went behind a paywall in May, and the government bought 10,000 subscriptions at $14 monthly.",
		"Share prices in Ankara fell after Moscow closed the pipeline to Turkish buyers.",
		"Sign up for the army or lose your land, the rebels told villagers near Ituri.",
		"“Subscribe to the theory of a short war and you will lose it,” the general told parliament.",
		"Related to this is the quarrel between Cairo and Addis Ababa over the dam.",
		"Log in data from the ministry's servers shows that the attack came from North Korea.",
		"Parliament in Bern passed a law on cookies that lets users reject all tracking, and Brussels welcomed it.",
		"The cookie law obliges every site to ask you for your consent, the minister said.",
		"Follow the river north and you come to the border that Togo closed.",
		"Print shops in Tehran were raided, and so was the office of the daily Shargh.",
		"More on the border: two Kyrgyz guards were wounded by Tajik fire.",
		"Comments by the Greek defence minister angered Ankara.",
		"Advertising by Gazprom in Serbia doubled after the sanctions.",
		"Watch towers were built along the line by Algeria.",
		"By signing the accord, Khartoum gave up its claim to Abyei.",
		"By Tuesday Armenia had lost the town.",
		"Source countries of the migrants include Mali and Chad.",
		"Photographs by satellite show that North Korea rebuilt the site.",
		"The author of the decree, President Lukashenko, did not speak.",
		"Copyright is not what divides Washington and Beijing.",
		"Press the button and Pyongyang burns, the aide said.",
		"Iran and Oman share a border at sea.",
		"The two sides agreed to “continue reading” the text on Monday, the envoy said.",
		"Terms of the truce were not disclosed by Doha.",
		"No.",
		"Neither did.",
		"It did, and then it did not.",
		"Turkey denies it.",
		"NATO — the alliance that Sweden joined — said nothing.",
	} {
		for where, text := range around(line) {
			if where == "alone" && words(line) < 3 {
				continue
			}
			assert.Check(t, strings.Contains(kept(mustRead(t, schema.Document{Text: text})), line), "%s: dropped %q", where, line)
		}
	}
}

func TestPromptsThatNoPhraseKnowsAreDropped(t *testing.T) {
	for _, line := range []string{
		"Our weekly briefing on the Andes lands on your desk every Friday: subscribe today.",
		"Become a member now and enjoy an ad-free site with full access to the archive.",
		"Please choose whether third parties may use cookies to personalise what you see.",
		"Europe Markets Culture Weather",
		"World | Americas | Business | Opinion | Log in",
		"Post  Telegram  Print  Save",
		"Facebook · X · WhatsApp · Copy link",
	} {
		for where, text := range around(line) {
			if where != "alone" {
				assert.Check(t, !strings.Contains(kept(mustRead(t, schema.Document{Text: text})), line), "%s: kept %q", where, line)
			}
		}
	}
}

func TestASentenceOfAPromptLeavesItsParagraph(t *testing.T) {
	p := mustRead(t, schema.Document{Text: "Envoy recalled after a raid on the river\n\n" + opening + " Read more: Rebels cross the river. \n\n" + closing + " Sign up for our newsletter."})
	assert.Equal(t, kept(p), "Envoy recalled after a raid on the river\n\n"+opening+"\n\n"+closing+"\n\n")
}
