package gazetteer

// dated is an entry that a name means between two days, both included. An empty
// end is open.
type dated struct {
	from, to string // ISO 8601, whole days
	entry    *Entry
}

// On answers the gazetteer for an article of a date, ISO 8601 and possibly partial:
// names that mean someone only for a time mean them only then. Without a date
// such a name means what its last period says, which is the one that ends last.
func (g *Gazetteer) On(date string) *Gazetteer {
	if !g.dated || date == g.on {
		return g
	}
	dated := *g
	dated.on = date
	return &dated
}

// holds tells whether any of the day, month or year lies in the period.
func (d dated) holds(date string) bool {
	return (d.from == "" || cut(d.from, date) <= date) && (d.to == "" || cut(d.to, date) >= date)
}

// cut makes a day as coarse as a date is.
func cut(day, date string) string { return day[:min(len(day), len(date))] }

// on is the entry that the term means on a date; nil where it means none.
func (tm *term) on(date string) *Entry {
	if len(tm.dated) == 0 {
		return tm.entry
	}
	if date == "" {
		return last(tm.dated).entry
	}
	date = date[:min(len(date), len("2006-01-02"))]
	var always *Entry
	for _, d := range tm.dated {
		switch {
		case d.from == "" && d.to == "":
			always = d.entry
		case d.holds(date):
			return d.entry
		}
	}
	return always
}

// last is the period that ends last, of those the one that starts last. What holds
// always is none, unless nothing else is given.
func last(periods []dated) dated {
	best := periods[0]
	for _, d := range periods[1:] {
		if later(d, best) {
			best = d
		}
	}
	return best
}

func later(d, than dated) bool {
	always, other := d.from == "" && d.to == "", than.from == "" && than.to == ""
	if always || other {
		return other && !always
	}
	if d.to != than.to {
		return d.to == "" || than.to != "" && d.to > than.to
	}
	return d.from >= than.from
}
