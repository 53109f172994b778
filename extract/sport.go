package extract

import (
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
		peloton cyclist cyclists rider riders breakaway sprint sprinted podium stage jersey climb finisher standings extra-time qualifier whistle dugout winger`)
	offField = map[string]bool{"president-of": true, "head-of-government-of": true, "foreign-minister-of": true, "official-of": true,
		"leader-of": true, "visited": true}
)

func sport(d *link.Doc) bool {
	seen := map[string]bool{}
	for _, s := range d.Sentences {
		for _, t := range s.Tokens {
			if sporting[t.Lower] {
				seen[t.Lower] = true
			}
		}
	}
	return len(seen) >= sportWords
}
