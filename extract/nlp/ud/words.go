package ud

import "strings"

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	// abbreviations keep their full stop and never end a sentence.
	abbreviations = set(`Mr. Mrs. Ms. Mx. Messrs. Dr. Drs. Prof. Gen. Col. Lt. Sgt. Capt. Cpl. Pvt. Cmdr. Adm. Maj. Brig. Gov. Sen. Sens. Rep. Reps.
		Rev. Hon. St. Ste. Pres. Amb. Mt. Ft. Fr. Msgr. Supt. Det. Insp. Atty. Sec. vs. v. cf. e.g. i.e. eg. ie. ca. approx. est. Fig. Figs. Eq. Vol. Nos.
		pp. viz. Ald. Asst. Assoc. Bro. Comdr. Dist. Secy. Treas. al-. Sh.`)
	// closers keep their full stop and may also end a sentence.
	closers = set(`Inc. Corp. Co. Cos. Ltd. Bros. Jr. Sr. Esq. etc. al. a.m. p.m. A.M. P.M. U.S. U.N. U.K. E.U. U.S.A. U.S.S.R. U.A.E. D.C. L.A. N.Y. N.J. Ph.D. M.D. M.A. B.A. B.C. A.D.
		B.C.E. C.E. T.V. R.I. N.C. S.C. N.H. N.M. N.D. S.D. W.Va. P.O. Calif. Conn. Fla. Minn. Tenn. Va. Wis. Ariz. Ala. Ark. Colo. Ga. Kan. Ky. Md. Mich. Mont. Neb. Nev.
		Okla. Pa. Tex. Vt. Wyo. Ont. Que. Ave. Blvd. Rd. Dept. Univ. Assn. Intl. Natl. S.p.A. N.V. B.V. S.A. Pty. Plc. Bhd. ft. oz. lb. lbs. sq. mi. hrs. hr. min. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri.`)
	// beforeNumber keep their full stop before a number only, being words too.
	beforeNumber = set(`No. no. p. Art. art. Sat. Sun. Jan. Ch. ch. Par. par. Op. op. c. fig. sec. vol. ed. Ex.`)
	// openers begin sentences; behind a closer they tell that one ended.
	openers = set(`The A An In On At It He She They We I You This That These Those But And Or So Yet If When While As After Before Since Although Though
		However Meanwhile There Here His Her Their Its Our My Your What Who Why How Where Which For From By With Under Over During Last Earlier Later
		According Both Some Many Most Several Few All Each Every No Not Only Also Then Now Once Until Because Despite Instead Moreover Still Thus`)
	// pronouns begin sentences in careless writing.
	pronouns = set(`i i'm im it it's he she we they you u this`)
	// prefixes stay with their word behind a hyphen; any other hyphen is a word of its own.
	prefixes = set(`non e re anti pre co pro mid cross post over sub semi multi ex counter mini socio neo inter un micro intra ultra psycho bi tri hyper anarcho quasi`)
	// speechVerbs behind a quotation show that the sentence goes on.
	speechVerbs = set(`said says asked asks told added adds wrote writes replied shouted cried warned declared insisted stated tweeted explained continued recalled argued`)
	// units are written together with their number, and are words of their own.
	units = set(`km kg cm mm mg m g ft km² m² mph kph am pm a.m. p.m. bn tn GB MB TB GHz MHz Hz kW MW GW mW nm ml hp`)
	// twoWords are two words in one, with the length of the first.
	twoWords = map[string]int{"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "dont": 2, "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3,
		"couldnt": 5, "wouldnt": 5, "shouldnt": 6, "havent": 4, "hasnt": 3, "arent": 3, "lemme": 3, "gimme": 3}
	clitics = []string{"n't", "'s", "'ll", "'re", "'ve", "'d", "'m"}
)
