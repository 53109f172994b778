package status

import "github.com/entente-kg/entente/schema"

// verdict is a reading as it is made, by word order or over a tree: from the
// word outward, so that what is said nearest to it comes first.
type verdict struct{ out Reading }

func unread() verdict { return verdict{Reading{Status: schema.Asserted, Weight: 1}} }

// set lowers the status; the first thing said about it, nearest to the verb, wins over what stands above.
func (v *verdict) set(st schema.Status) {
	if v.out.Status == schema.Asserted || v.out.Status == schema.Negated && st == schema.Hypothetical {
		v.out.Status = st
	}
}

// claim lays a speaker over what has been read so far.
func (v *verdict) claim(who string) {
	switch v.out.Status {
	case schema.Asserted:
		v.out.Status = schema.Claimed
	case schema.Negated:
		// “Turkey said it had not sent troops” is a denial.
		v.out.Status = schema.Denied
	}
	if v.out.Speaker == "" {
		v.out.Speaker = who
	}
}

// deny lays a denial over it: who denies that it did not happen claims it.
func (v *verdict) deny(who string) {
	if v.out.Status == schema.Negated {
		v.out.Status = schema.Claimed
	} else {
		v.out.Status = schema.Denied
	}
	v.out.Speaker = who
}

// rejected lays the denial of an account over it, and remembers whose account it is:
// “rejected reports by doctors that” is a claim and a denial.
func (v *verdict) rejected(who, teller string) {
	v.deny(who)
	if teller != "" && teller != who && v.out.Status == schema.Denied {
		v.out.Teller = teller
	}
}
