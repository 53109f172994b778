package page

import "strings"

// A cue of a prompt weighs nothing alone: articles are about newsletters and
// subscriptions too. Two of them, said to the reader, make a prompt.
type cue struct {
	reason string
	re     func() *expression
}

var cues = []cue{
	{Newsletter, within(`\b(?:newsletters?|inbox|mailing list|e-?mail updates?|daily digest|briefing|alerts|notifications)\b`)},
	{Newsletter, within(`\b(?:sign up|signing up|signed up|unsubscribe|opt out)\b`)},
	{Paywall, within(`\b(?:subscribe|subscribing|subscribers?|subscription|membership|paywall|become a member)\b`)},
	{Paywall, within(`[$€£]\s?\d[\d.,]*\s?(?:/|a |per |each |every )?(?:month|week|year|annually|monthly|yearly|weekly)`)},
	{Paywall, within(`\b(?:free (?:article|trial|access|account)s?|unlimited|premium|ad-free|keep reading|continue reading|full access|exclusive access|cancel any ?time|our journalism)\b`)},
	{Paywall, within(`\b(?:terms (?:and conditions|of (?:use|service))|privacy policy|privacy notice)\b`)},
	{Cookie, within(`\bcookies?\b`)},
	{Cookie, within(`\b(?:personali[sz]e|your (?:consent|browser|device|preferences|experience|data|privacy)|tracking technologies|third[- ]part(?:y|ies))\b`)},
	{Share, within(`\b(?:follow us|like us|join us|our (?:channel|app|podcast|page|website|site)|download the app|app store|google play)\b`)},
	{Comments, within(`\b(?:comments? (?:below|section)|community guidelines|house rules)\b`)},
}

var (
	toReader = lazy(`(?i)\b(?:you|your|our|click|tap|please|subscribe to|sign up (?:to|for|now|here)|now|today)\b`)
	// What a newspaper writes about others: somebody says or did it.
	narrated = lazy(`(?i)["“”]|\b(?:said|says|told|tells|announced|accused|accuses|according to|reported|warned|denied|ruled|fined|arrested|voted|passed|banned|blocked|ministers?|government|president|parliament|court|officials?|troops|army)\b`)
)

// prompt reads a sentence that no phrase knows: an offer to the reader, or "".
func prompt(s string) string {
	if words(s) > 45 || !toReader().MatchString(s) || narrated().MatchString(s) {
		return ""
	}
	reason, n := "", 0
	lower := strings.ToLower(s)
	for _, c := range cues {
		if c.re().matches(s, lower) {
			n++
			if reason == "" {
				reason = c.reason
			}
		}
	}
	if n < 2 {
		return ""
	}
	return reason
}
