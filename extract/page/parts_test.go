package page

import (
	"strings"
	"testing"

	"github.com/entente-kg/entente/schema"
	"gotest.tools/v3/assert"
)

func dropped(p Page, reason string) string {
	var all []string
	for _, d := range p.Dropped {
		if d.Reason == reason {
			all = append(all, p.at(d.Span))
		}
	}
	return strings.Join(all, "|")
}

func TestDatelineIsCutOffAndItsFullDateKept(t *testing.T) {
	const body = "Kenya closed its border with Somalia, and Mogadishu protested at once in a letter to the council."
	for _, c := range []struct{ line, date string }{
		{"NAIROBI, May 9 (Lakes Desk) - ", ""},
		{"NAIROBI, 9 May 2026 (Lakes Desk) - ", "2026-05-09"},
		{"NAIROBI, Kenya (DPN) — ", ""},
		{"NAIROBI — ", ""},
		{"NAIROBI/MOGADISHU, May 4 (Lakes Desk) -- ", ""},
		{"NAIROBI: ", ""},
		{"Nairobi (Desk Africa) – ", ""},
		{"Nairobi, 9 May - ", ""},
		{"ADDIS ABABA, May 9, 2026 - ", "2026-05-09"},
		{"(Lakes Desk) - ", ""},
	} {
		p := mustRead(t, schema.Document{Text: "Border closed\n\n" + c.line + body})
		assert.Equal(t, dropped(p, Dateline), strings.TrimSpace(c.line))
		assert.Equal(t, p.Published, c.date, c.line)
		assert.Assert(t, strings.Contains(kept(p), "\n\n"+body), kept(p))
	}
	for _, line := range []string{
		"NATO — The alliance that Sweden joined said nothing of the letter from Moscow on Tuesday.",
		"UN: The council met for nine hours and agreed on nothing about the border of Chad.",
		"1879 - A second war began over the nitrate, and Lima saw its end a year later.",
		"June 25, 2024 - Peru and Chile said that they would keep the truce again.",
		"Kenya - which shares a long border with Somalia - closed it on Tuesday without a warning.",
	} {
		p := mustRead(t, schema.Document{Text: "Border closed\n\n" + line})
		assert.Equal(t, dropped(p, Dateline), "", line)
		assert.Equal(t, p.Published, "", line)
	}
}

func TestASpeakerIsNoDateline(t *testing.T) {
	p := mustRead(t, schema.Document{Text: "MILLER: We have seen the reports of the raid and we ask both to step back.\n\nHADDAD: They have heard nothing from Washington in a week, and they say so."})
	assert.Equal(t, dropped(p, Dateline), "")
}

func TestPublishedIsOnlyThePagesOwnDate(t *testing.T) {
	const body = "\n\nChad closed its border on 4 May 2019 and opened it again on 9 May 2019, the ministry said on Friday."
	for head, want := range map[string]string{
		"Border closed\n\n17 October 2027":                                    "2027-10-17",
		"Border closed\n\nSunday, October 17, 2027 at 10:30 GMT":              "2027-10-17",
		"Border closed\n\nPublished: 2027-10-17":                              "2027-10-17",
		"Border closed\n\nPublished 17 October 2027, updated 19 October 2027": "2027-10-17",
		"Border closed\n\nUpdated 19 October 2027":                            "2027-10-19",
		"Border closed\n\nUpdated 19 October 2027\nPublished 17 October 2027": "2027-10-17",
		"Border closed\n\nBy Ana Ruiz | 17 October 2027":                      "2027-10-17",
		"LIVE: Talks in Gaborone - 3 July 2029":                               "2029-07-03",
		"Border closed\n\n17 October":                                         "",
		"Border closed\n\n31 June 2018":                                       "",
		"Border closed\n\n03/04/2018":                                         "",
		"The treaty of Bern - 3 July 1924":                                    "",
		"Border closed":                                                       "",
		"Border closed\n\nSoldiers at the gate, 3 May 2019. Photo: Li Wen":    "",
	} {
		p := mustRead(t, schema.Document{Text: head + body})
		assert.Equal(t, p.Published, want, head)
	}
	p := mustRead(t, schema.Document{Text: "Border closed" + body + "\n\n" + opening + "\n\n17 October 2027\n"})
	assert.Equal(t, p.Published, "", "a date under the article may be another's")
}

func TestCreditsAreCutOffCaptions(t *testing.T) {
	const caption = "Guards wait at the gate of the camp near Dadaab on Monday."
	for _, credit := range []string{
		"Photograph: Ana Ruiz/Cedar Images",
		"(Photo by Ana Ruiz/AFP)",
		"— ANA RUIZ/EPX via Stock Library",
		"Image: Petra V./Lake Press Agency",
		"(AP Photo/Ana Ruiz)",
		"© Ana Ruiz",
		"REUTERS/Ana Ruiz",
		"[File: Ana Ruiz/Reuters]",
		"Ana Ruiz/AFP via Getty Images",
		"Photo credit: Ministry of Defence",
		"| Photo: Ana Ruiz, Lake Press Agency",
	} {
		text := "Camp to close by June\n\n" + caption + " " + credit + "\n\n" + opening + "\n\n" + closing
		p := mustRead(t, schema.Document{Text: text})
		assert.Check(t, dropped(p, PhotoCredit) == credit, "%q: dropped %q", credit, dropped(p, PhotoCredit))
		assert.Check(t, p.Blocks[1] == Block{p.Blocks[1].Span, Caption} && p.at(p.Blocks[1].Span) == caption, kept(p))
	}
}

func TestASentenceIsNoCredit(t *testing.T) {
	for _, line := range []string{
		"Oil goes from Basra to Haifa via Amman, or from Kirkuk to Ceyhan via Mosul, whoever rules.",
		"The envoy named his source: the army of Chad, which had seen the convoy and/or its tracks.",
		"He spoke for the Palestinian Authority (PA).",
		"Troops took the hill on Monday night (Reuters reported that they lost it again).",
		"Berlin has three demands — gas, grain and a truce/armistice — and no answer.",
	} {
		p := mustRead(t, schema.Document{Text: "Camp to close by June\n\n" + opening + "\n\n" + line + "\n\n" + closing})
		assert.Check(t, dropped(p, PhotoCredit) == "", "%q", dropped(p, PhotoCredit))
	}
}

func TestACaptionPrintedTwiceIsKeptOnce(t *testing.T) {
	const caption = "Guards wait at the gate of the camp near Dadaab on Monday."
	for _, text := range []string{
		caption + "\n" + caption + " — ANA RUIZ/EPX via Stock Library",
		caption + " — ANA RUIZ/EPX via Stock Library\n" + caption,
	} {
		p := mustRead(t, schema.Document{Text: "Camp to close by June\n\n" + text + "\n\n" + opening})
		assert.Equal(t, kept(p), "Camp to close by June\n\n"+caption+"\n\n"+opening+"\n\n")
		assert.Equal(t, dropped(p, DuplicateCaption), caption)
		assert.Equal(t, dropped(p, PhotoCredit), "— ANA RUIZ/EPX via Stock Library")
	}
}

func TestBylines(t *testing.T) {
	for line, want := range map[string]string{
		"By Ana Ruiz in Ohrid":                       "Ana Ruiz",
		"By Ana Ruiz and Li Wen":                     "Ana Ruiz and Li Wen",
		"By our correspondent in Ohrid":              "our correspondent in Ohrid",
		"By Ana de la Cruz, diplomatic editor":       "Ana de la Cruz",
		"By Tuesday Armenia had lost the whole town": "",
		"By sea and by land":                         "",
	} {
		p := mustRead(t, schema.Document{Text: "Border closed after raid\n\n" + line + "\n\n" + opening})
		assert.Equal(t, p.Byline, want)
	}
}

func TestHardWrappedLinesAreOneBlock(t *testing.T) {
	const wrapped = `Quito recalled its envoy from Bogotá on Tuesday after a raid
across the San Miguel river. The foreign ministry called the
raid an act of war, and asked the neighbours to judge it.`
	p := mustRead(t, schema.Document{Text: "Envoy recalled\n\n" + wrapped + "\n\n" + "The two armies have kept apart\nsince.\n"})
	assert.Equal(t, p.at(p.Blocks[1].Span), wrapped)
}

func TestAParagraphALineIsABlockALine(t *testing.T) {
	p := mustRead(t, schema.Document{Text: "Envoy recalled after a raid\n" + opening + "\r\n" + closing})
	assert.Equal(t, kept(p), "Envoy recalled after a raid\n\n"+opening+"\n\n"+closing+"\n\n")
}

func TestTailOfLinksGoesButNotTheSecondHalf(t *testing.T) {
	article := "Envoy recalled after a raid\n\n" + opening + "\n\n" + closing
	p := mustRead(t, schema.Document{Text: article + "\n\nMost read\n\nLima sinks a Chilean boat\n\nWhy Quito waits\n\nOne innocent line\n"})
	assert.Equal(t, kept(p), article+"\n\n")
	p = mustRead(t, schema.Document{Text: "Envoy recalled after a raid\n\n" + opening + "\n\nMost read\n- Lima sinks a Chilean boat\n- Why Quito waits\n\nWhat now?\n\n" + closing})
	assert.Equal(t, kept(p), "Envoy recalled after a raid\n\n"+opening+"\n\nWhat now?\n\n"+closing+"\n\n")
	assert.Equal(t, dropped(p, RelatedLinks), "Most read|- Lima sinks a Chilean boat|- Why Quito waits")
}

func TestAShortLastSentenceIsKept(t *testing.T) {
	p := mustRead(t, schema.Document{Text: "Envoy recalled after a raid\n\n" + opening + "\n\nAdvertisement\n\nLima regrets it.\n\nShare\n"})
	assert.Equal(t, kept(p), "Envoy recalled after a raid\n\n"+opening+"\n\nLima regrets it.\n\n")
}

func TestReadersCommentsAreDropped(t *testing.T) {
	p := mustRead(t, schema.Document{Text: "Envoy recalled after a raid\n\n" + opening + "\n\n" + closing +
		"\n\n2 comments\n\nriverman\n\nColombia should invade Ecuador and be done with it. They attacked us before and they will attack us again, I say.\n\nReply\n\n3 hours ago\n\nlola\n\nPeru bombed Quito in my dreams, and nobody here cares about it at all, do they?\n\nReply\n"})
	assert.Equal(t, kept(p), "Envoy recalled after a raid\n\n"+opening+"\n\n"+closing+"\n\n")
}

func TestTheHeadlineIsFoundAmongOtherHeadlines(t *testing.T) {
	p := mustRead(t, schema.Document{Text: "Harbour Courier\nWorld\nSport\nUnited crush Rovers in cup tie\n\nQuito recalls envoy from Bogotá after raid on San Miguel\n\n" + opening + "\n\n" + closing})
	assert.Equal(t, p.Title, "Quito recalls envoy from Bogotá after raid on San Miguel")
	assert.Equal(t, kept(p), p.Title+"\n\n"+opening+"\n\n"+closing+"\n\n")
}

func TestSiteNameLeavesTheTitle(t *testing.T) {
	for _, c := range []struct{ title, site, want string }{
		{"Why the Gulf turned | The Harbour Courier", "", "Why the Gulf turned"},
		{"Envoy recalled after raid - Harbour Courier", "Harbour Courier", "Envoy recalled after raid"},
		{"Quito and Bogotá - a short history of hate", "Harbour Courier", "Quito and Bogotá - a short history of hate"},
		{"Raid | World", "", "Raid | World"},
	} {
		assert.Equal(t, withoutSite(c.title, c.site), c.want)
	}
}
