package extract

import (
	"strings"

	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/extract/nlp"
)

// Sport speaks of war in every line. Of a report in which so many of these
// different words stand, only what happens off the field is kept.
const sportWords = 6

var (
	sporting = nlp.WordSet(`goal goals striker midfield midfielder defender goalkeeper keeper penalty penalties offside referee scored scorer
		championship league cup semi-final semifinal quarterfinal kick-off kickoff stadium footballer football soccer rugby cricket
		tennis coach captain squad fixture halftime half-time substitute shootout hat-trick header equaliser equalizer wicket innings
		batsman bowler playoff playoffs touchdown quarterback medal olympic olympics sprinter fans pitch dribble tournament match
		peloton cyclist cyclists rider riders breakaway sprint sprinted podium stage jersey climb finisher chase standings extra-time qualifier whistle dugout winger`)
	offField = map[string]bool{"president-of": true, "head-of-government-of": true, "foreign-minister-of": true, "official-of": true,
		"leader-of": true, "visited": true}
)

func sport(d *link.Doc) bool { return speaks(d, sporting) >= sportWords }

// onField tells a sentence about a game in a text that is not about sport: by a word that
// no war has, by a score beside a word of games, or by three of these.
func onField(s *nlp.Sentence) bool {
	score, words := false, map[string]bool{}
	for i, t := range s.Tokens {
		w := t.Lower
		last := ""
		if i > 0 {
			last = s.Tokens[i-1].Lower
		}
		switch {
		case gameOnly[w], gamePairs[last+" "+w]:
			return true
		case len(w) >= 3 && len(w) <= 5 && w[0] >= '0' && w[0] <= '9' && strings.ContainsAny(w, "-–"):
			score = true
		case (w == "-" || w == "–") && i > 0 && i+1 < len(s.Tokens) && short(last) && short(s.Tokens[i+1].Lower):
			score = true
		}
		if sporting[w] {
			words[w] = true
		}
	}
	return len(words) >= 3 || score && len(words) > 0
}

func short(w string) bool { return len(w) > 0 && len(w) < 3 && w[0] >= '0' && w[0] <= '9' }

var (
	gameOnly = nlp.WordSet(`goalkeeper midfielder wicket wickets innings batsman hat-trick equaliser equalizer halftime half-time touchdown
		quarterback semifinal semifinals semi-final semi-finals quarterfinal quarterfinals quarter-final quarter-finals playoff playoffs
		qualifier qualifiers goalless outkicked rbi homers inning`)
	gamePairs = map[string]bool{"on penalties": true, "straight sets": true, "two sets": true, "three sets": true, "four sets": true, "five sets": true, "last lap": true,
		"final lap": true, "home run": true, "home runs": true, "group stage": true, "in overtime": true, "in extra-time": true}
)

// invented tells a review of films or books, or a recipe: what happens there
// happens in no world, and what countries do is a manner of speaking.
func invented(d *link.Doc) bool {
	return speaks(d, fiction) >= fictionWords || speaks(d, kitchen) >= kitchenWords
}

// How many different words of a kind make a text one of it: tried on our own
// articles, where no report comes near.
const (
	fictionWords = 4
	kitchenWords = 7
)

var (
	fiction = nlp.WordSet(`film films movie movies cinema novel novels novelist actor actress actors director filmmaker plot sequel prequel screenplay
		scene scenes starring thriller comedy protagonist heroine hero villain script soundtrack premiere trailer chapter chapters
		paperback hardback played directed screen reel audience narrator author screenwriter remake franchise box-office camera`)
	kitchen = nlp.WordSet(`recipe onion onions garlic pepper peppers tomato tomatoes simmer stir boil boiled fry fried cup cups tablespoon tablespoons
		teaspoon oven pan pot rice butter flour sauce ginger salt broth stock oil chopped bake baked dish spice spices serve thyme`)
)

// speaks is how many different words of a set stand in the document.
func speaks(d *link.Doc, of map[string]bool) int {
	seen := map[string]bool{}
	for _, s := range d.Sentences {
		for _, t := range s.Tokens {
			if of[t.Lower] {
				seen[t.Lower] = true
			}
		}
	}
	return len(seen)
}
