package lex

import "strings"

// irregular maps the past forms of irregular verbs to their lemmas.
var irregular = func() map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(irregularVerbs, ";") {
		f := strings.Fields(line)
		for _, past := range f[1:] {
			m[past] = f[0]
		}
	}
	return m
}()

// Irregular is the verb that a folded past form belongs to, or "".
func Irregular(form string) string { return irregular[form] }

// irregularVerbs lists lemma, past, participle; the first of two verbs with a
// common form (lay, found) is overruled by the later one.
const irregularVerbs = `arise arose arisen; awake awoke awoken; bear bore borne; beat beat beaten; become became become;
befall befell befallen; begin began begun; behold beheld; bend bent; beset beset; bet bet; bid bid bade bidden; bind bound;
bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought; broadcast broadcast;
build built; burn burnt; burst burst; buy bought; cast cast; catch caught; choose chose chosen; cling clung; come came come;
cost cost; creep crept; cut cut; deal dealt; dig dug; do did done; draw drew drawn; dream dreamt; drink drank drunk;
drive drove driven; dwell dwelt; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled;
fling flung; fly flew flown; forbid forbade forbidden; forecast forecast; foresee foresaw foreseen; forget forgot forgotten;
forgive forgave forgiven; forgo forwent forgone; forsake forsook forsaken; freeze froze frozen; get got gotten; give gave given;
go went gone; grind ground; grow grew grown; hang hung; have had; hear heard; hide hid hidden; hit hit; hold held; hurt hurt;
keep kept; kneel knelt; know knew known; lay laid; lead led; lean leant; leap leapt; learn learnt; leave left; lend lent;
let let; lie lay lain; light lit; lose lost; make made; mean meant; meet met; mislead misled; mistake mistook mistaken;
misunderstand misunderstood; mow mown; offset offset; outbid outbid; outdo outdid outdone; overcome overcame overcome;
overhear overheard; override overrode overridden; overrun overran overrun; oversee oversaw overseen; overtake overtook overtaken;
overthrow overthrew overthrown; pay paid; plead pled; prove proven; put put; quit quit; read read; rebuild rebuilt; repay repaid;
rerun reran; resell resold; reset reset; rethink rethought; rewrite rewrote rewritten; rid rid; ride rode ridden; ring rang rung;
rise rose risen; run ran run; saw sawn; say said; see saw seen; seek sought; sell sold; send sent; set set; sew sewn;
shake shook shaken; shed shed; shine shone; shoot shot; show shown; shrink shrank shrunk; shut shut; sing sang sung;
sink sank sunk; sit sat; slay slew slain; sleep slept; slide slid; sling slung; slit slit; sow sown; speak spoke spoken;
speed sped; spell spelt; spend spent; spin spun; spit spat; split split; spoil spoilt; spread spread; spring sprang sprung;
stand stood; steal stole stolen; stick stuck; sting stung; stink stank stunk; strike struck stricken; strive strove striven;
swear swore sworn; sweep swept; swell swollen; swim swam swum; swing swung; take took taken; teach taught; tear tore torn;
tell told; think thought; throw threw thrown; thrust thrust; tread trod trodden; undercut undercut; undergo underwent undergone;
understand understood; undertake undertook undertaken; undo undid undone; uphold upheld; upset upset; wake woke woken;
wear wore worn; weave wove woven; weep wept; win won; wind wound; withdraw withdrew withdrawn; withhold withheld;
withstand withstood; wring wrung; write wrote written`
