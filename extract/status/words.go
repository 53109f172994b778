package status

import (
	"github.com/entente-kg/entente/extract/nlp"
	"github.com/entente-kg/entente/schema"
)

// The words below are what news English says about an act that it does not
// assert. By hand, from general knowledge.
var (
	saying = words(`say tell report announce claim declare insist argue maintain assert allege state note add stress warn acknowledge admit
		confirm concede reveal write reply explain suggest conclude find charge complain testify show indicate repeat reiterate slip
		boast estimate recall mean rule`)
	believing = words("suppose hope fear expect believe think worry wonder suspect imagine predict pray wish doubt assume want urge demand propose recommend ask")
	planning  = words(`plan agree decide intend prepare vow pledge promise schedule set due expect seek aim offer move mobilize arrange undertake
		commit slate vote hope want consider propose apply aspire volunteer opt resolve swear`)
	meetings = words("talk talks negotiation negotiations meeting visit summit dialogue mediation") // that are suspended
	wishing  = words(`want wish hope urge ask call demand seek press appeal consider mull contemplate favor favour propose recommend encourage
		advise push need authorize authorise bid lobby petition`)
	demanding = words("tell order urge ask invite beg instruct require permit allow forbid expect enable warn")
	refusing  = words("refuse decline fail stop cease forget hesitate deny reject")
	averting  = words("avoid avert prevent forestall fear oppose rule reject stop halt discourage risk resist forbid ban block")
	// Is understood to have, is rumoured to have.
	accounting = words("understand presume assume rumor rumour reckon claim")
	happening  = words("take begin start follow occur happen continue resume break erupt end")
	making     = words("be become have hold form sign reach establish make conclude launch begin start open give create build enter share host")
	factual    = words(`help manage continue begin start come go use proceed move send deploy intervene rush return try force lead serve agree
		have do join act work fight combine unite act allow see turn step`)
	// What is talked of is there, whoever says that it is talked of.
	talking   = words("discuss debate address review recall remember commemorate mark mention")
	spurning  = words("reject refuse decline spurn rebuff boycott cancel scrap shelve")
	idle      = words("nothing something anything little it so this that they we he she")
	relatives = words("who which that whom whose")
	possible  = words("possible potential imminent likely feared would-be prospective hypothetical possible any")
	thinkable = words("likely unlikely possible impossible unthinkable thinkable imminent inevitable conceivable inconceivable improbable")
	unreal    = words(`threat risk possibility prospect plan proposal fear danger idea call talk demand request question chance likelihood
		warning hope offer bid`)
	alleging = words("claim report allegation accusation assertion statement charge suggestion account suspicion rumor rumour")
)

// Tellers are those who speak for the body that they are of: UN experts, its monitors.
var Tellers = words(`expert monitor investigator inspector observer panel inquiry commission official general commander officer diplomat aide
	spokesman spokeswoman spokesperson delegate negotiator report`)

// What an infinitive behind one of these nouns is: a plan to invade, a threat to sanction.
var promises = map[string]schema.Status{
	"plan": schema.Planned, "decision": schema.Planned, "promise": schema.Planned, "pledge": schema.Planned, "vow": schema.Planned,
	"agreement": schema.Planned, "intention": schema.Planned, "deal": schema.Planned, "move": schema.Planned, "commitment": schema.Planned,
	"bill": schema.Planned, "motion": schema.Planned, "resolution": schema.Planned, "mandate": schema.Planned, "permission": schema.Hypothetical,
	"threat": schema.Threatened, "refusal": schema.Negated, "failure": schema.Negated, "offer": schema.Planned, "proposal": schema.Hypothetical,
	"attempt": schema.Hypothetical, "bid": schema.Hypothetical, "call": schema.Hypothetical, "request": schema.Hypothetical,
	"appeal": schema.Hypothetical, "demand": schema.Hypothetical, "plea": schema.Hypothetical, "order": schema.Hypothetical,
	"ultimatum": schema.Hypothetical, "suggestion": schema.Hypothetical, "invitation": schema.Hypothetical, "pressure": schema.Hypothetical,
	"verge": schema.Hypothetical, "brink": schema.Hypothetical, "point": schema.Hypothetical, "cusp": schema.Hypothetical,
	"opportunity": schema.Hypothetical, "chance": schema.Hypothetical, "need": schema.Hypothetical, "obligation": schema.Hypothetical,
	"readiness": schema.Planned, "willingness": schema.Planned, "right": schema.Hypothetical, "ability": schema.Hypothetical,
}

var words = nlp.WordSet
