package eval

import (
	"cmp"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// ArticleReport is how records do on articles: recall by tier, with and without the
// status right; precision of what is asserted or claimed; and the traps that were sprung.
type ArticleReport struct {
	Docs, Missing              int
	Tiers                      [4]RecallRow // by tier; 0 is tiers 1 and 2 together
	Precision, PrecisionStatus float64
	Predicted                  int // asserted or claimed
	F1Tier1, F1, F1Status      float64
	Traps                      int
	Sprung                     []Sprung
	Attribution                Share // of rows found with their status, those whose speaker is right
	Distinct                   Share // of several dated events of one triple, those kept apart
	Evidence                   Share // of sentences given, those that the text has
	ByPredicate, ByStatus      []RecallRow
	ByDoc                      []DocRow
}

// RecallRow is how many rows were found, and how many with their status.
type RecallRow struct {
	Name string
	Tally
}

// Recall is the share found; of no rows it is 1.
func (r RecallRow) Recall() float64 { return shareOrOne(r.Found, r.Want) }

// WithStatus is the share found with the status right; of no rows it is 1.
func (r RecallRow) WithStatus() float64 { return shareOrOne(r.Status, r.Want) }

// DocRow is a document's figures, of tiers 1 and 2.
type DocRow struct {
	RecallRow
	Predicted, Right int
	Traps, Sprung    int
}

// Precision is the share of what was asserted or claimed that a row asks for.
func (r DocRow) Precision() float64 { return share01(r.Right, r.Predicted) }

// Sprung is a trap that was sprung.
type Sprung struct {
	Doc   string `json:"doc"`
	Trap  string `json:"trap"`
	Got   string `json:"got"` // the first prediction that did it
	Count int    `json:"count"`
	Why   string `json:"why"`
}

func shareOrOne(n, d int) float64 {
	if d == 0 {
		return 1
	}
	return share01(n, d)
}

// articleScorer counts while it goes through the documents.
type articleScorer struct {
	Report
	out                *ArticleReport
	entities           map[string]goldEntity // by name, as first described
	predicates, status map[string]*RecallRow
	statuses           []string // as first met
	right, rightStatus int
}

// scoreArticles compares articles with their rows. A verdict is of every prediction that is
// asserted or claimed, and right where a row asks for it, whatever the row's status.
func (g *Gold) scoreArticles(recs []Record) Report {
	records := map[string]Record{}
	for _, r := range recs {
		records[docKey(r.Doc.ID)] = r
	}
	s := articleScorer{out: &ArticleReport{Docs: len(g.docs)}, entities: map[string]goldEntity{},
		predicates: map[string]*RecallRow{}, status: map[string]*RecallRow{}}
	s.Report = g.report(func(d goldDoc) bool { _, ok := records[docKey(d.ID)]; return ok })
	s.Errors = []Errors{{"missed", []Error{}}, {"wrong_status", []Error{}}, {"wrong", []Error{}}}
	s.out.Missing = len(s.Missing)
	for _, d := range g.docs {
		for _, r := range d.Rows {
			for _, e := range slices.Concat([]goldEntity{r.Subject}, r.SubjectAlt, []goldEntity{r.Object}, r.ObjectAlt) {
				if _, ok := s.entities[e.Name]; !ok {
					s.entities[e.Name] = e
				}
			}
		}
	}
	for _, d := range g.docs {
		s.doc(d, records[docKey(d.ID)].predictions())
	}
	return s.finish()
}

func (s *articleScorer) finish() Report {
	o := s.out
	o.Tiers[0] = RecallRow{Name: "tier12"}
	for t := 1; t <= 3; t++ {
		if o.Tiers[t].Name = fmt.Sprint("tier", t); t < 3 {
			o.Tiers[0].add(o.Tiers[t].Tally)
		}
	}
	o.Precision, o.PrecisionStatus = share01(s.right, o.Predicted), share01(s.rightStatus, o.Predicted)
	o.F1Tier1, o.F1 = f1(o.Precision, o.Tiers[1].Recall()), f1(o.Precision, o.Tiers[0].Recall())
	o.F1Status = f1(o.PrecisionStatus, o.Tiers[0].WithStatus())
	for name, r := range s.predicates {
		r.Name = name
		o.ByPredicate = append(o.ByPredicate, *r)
	}
	slices.SortFunc(o.ByPredicate, func(a, b RecallRow) int { return cmp.Or(cmp.Compare(b.Want, a.Want), cmp.Compare(a.Name, b.Name)) })
	for _, name := range s.statuses {
		s.status[name].Name = name
		o.ByStatus = append(o.ByStatus, *s.status[name])
	}
	slices.SortStableFunc(o.ByStatus, func(a, b RecallRow) int { return cmp.Compare(b.Want, a.Want) })
	s.Articles = o
	return s.Report
}

func (s *articleScorer) doc(d goldDoc, predictions []prediction) {
	row := DocRow{RecallRow: RecallRow{Name: d.ID}}
	for _, r := range d.Rows {
		s.row(d, r, predictions, &row)
	}
	s.apart(d, predictions)
	text := plainText(d.Text)
	for _, p := range predictions {
		s.prediction(d, p, text, &row)
	}
	for _, t := range d.Traps {
		s.trap(d, t, predictions, &row)
	}
	s.out.ByDoc = append(s.out.ByDoc, row)
}

// row looks for a wanted row among the predictions.
func (s *articleScorer) row(d goldDoc, r goldRow, predictions []prediction, doc *DocRow) {
	var found, right []prediction
	for _, p := range predictions {
		if r.asks(p) {
			if found = append(found, p); r.hasStatus(p.Status) {
				right = append(right, p)
			}
		}
	}
	one := Tally{Want: 1, Found: min(len(found), 1), Status: min(len(right), 1)}
	s.out.Tiers[r.Tier].add(one)
	if len(right) > 0 && r.Attribution != "" {
		s.out.Attribution.add(slices.ContainsFunc(right, func(p prediction) bool { return r.speaks(p, s.entities) }))
	}
	if r.Tier == 3 {
		return
	}
	doc.add(one)
	tallied(s.predicates, r.Predicate).add(one)
	if s.status[string(r.Status)] == nil {
		s.statuses = append(s.statuses, string(r.Status))
	}
	tallied(s.status, string(r.Status)).add(one)
	line := fmt.Sprintf("%s t%d %s | %s | %s  [%s]  \"%s\"", r.ID, r.Tier, r.Subject.Name, r.Predicate, r.Object.Name, r.Status, r.Evidence)
	switch {
	case len(found) == 0:
		s.wrong("missed", d, line)
	case len(right) == 0:
		s.wrong("wrong_status", d, line+"  got "+statusesOf(found))
	}
}

var year = regexp.MustCompile(`\p{Nd}{4}`)

// apart counts, where a document has several dated events of one triple, how many came out each for itself.
func (s *articleScorer) apart(d goldDoc, predictions []prediction) {
	events := map[[3]string][]goldRow{}
	for _, r := range d.Rows {
		if r.Tier == 3 || r.Status != schema.Asserted || !year.MatchString(r.Date) {
			continue
		}
		k := [3]string{r.Predicate, r.Subject.Name, r.Object.Name}
		if symmetric[r.Predicate] && k[2] < k[1] {
			k[1], k[2] = k[2], k[1]
		}
		events[k] = append(events[k], r)
	}
	for _, rows := range events { // only sums leave the loop
		if !slices.ContainsFunc(rows, func(r goldRow) bool { return r.Date != rows[0].Date }) {
			continue
		}
		n := 0
		for _, p := range predictions {
			if rows[0].asks(p) && p.Status == rows[0].Status {
				n++
			}
		}
		s.out.Distinct.Judged += len(rows)
		s.out.Distinct.Right += min(n, len(rows))
	}
}

func (s *articleScorer) prediction(d goldDoc, p prediction, text string, doc *DocRow) {
	if e := p.Evidence.Text; e != "" {
		s.out.Evidence.add(strings.Contains(text, squeeze(html.UnescapeString(e))) || strings.Contains(d.Text, e))
	}
	if p.Status != schema.Asserted && p.Status != schema.Claimed {
		return
	}
	right, status := false, false
	for _, r := range d.Rows {
		if r.asks(p) {
			right, status = true, status || r.hasStatus(p.Status)
		}
	}
	s.judge(d, p, right)
	s.out.Predicted++
	doc.Predicted++
	if right {
		s.right++
		doc.Right++
	} else {
		s.wrong("wrong", d, p.line()+"  \""+first(p.Evidence.Text, 110)+"\"")
	}
	if status {
		s.rightStatus++
	}
}

func (s *articleScorer) trap(d goldDoc, t trap, predictions []prediction, doc *DocRow) {
	s.out.Traps++
	doc.Traps++
	var got []prediction
	for _, p := range predictions {
		if t.springs(p) {
			got = append(got, p)
		}
	}
	if len(got) == 0 {
		return
	}
	doc.Sprung++
	s.out.Sprung = append(s.out.Sprung, Sprung{d.ID, t.ID, got[0].line(), len(got), t.Why})
}

func (t *Tally) add(o Tally) {
	t.Want, t.Found, t.Status = t.Want+o.Want, t.Found+o.Found, t.Status+o.Status
}

func (s *Share) add(right bool) {
	if s.Judged++; right {
		s.Right++
	}
}

// line writes a prediction for a list of errors.
func (p prediction) line() string {
	name := func(e *schema.Entity) string {
		if e == nil {
			return "?"
		}
		return e.Name
	}
	return fmt.Sprintf("%s | %s | %s  [%s]", name(p.subject), p.Predicate, name(p.object), p.Status)
}

func statusesOf(predictions []prediction) string {
	var out []string
	for _, p := range predictions {
		out = append(out, string(p.Status))
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), ",")
}

var docSuffix = regexp.MustCompile(`(?i)\.(txt|html?|json|md)$`)

// docKey is a document's ID without folder and ending: records made from files are known by their path.
func docKey(id string) string {
	return docSuffix.ReplaceAllString(id[strings.LastIndexByte(id, '/')+1:], "")
}

func (r RecallRow) fields() object {
	return object{{"gold", r.Want}, {"recall", r.Recall()}, {"recall_status", r.WithStatus()}}
}

func (r ArticleReport) fields() object {
	o := object{{"docs", r.Docs}, {"docs_missing", r.Missing}}
	for _, t := range []int{1, 2, 3, 0} {
		o = append(o, field{r.Tiers[t].Name, r.Tiers[t].fields()})
	}
	which := r.Sprung
	if which == nil {
		which = []Sprung{}
	}
	o = append(o, field{"precision", r.Precision}, field{"precision_status", r.PrecisionStatus}, field{"predicted_factual", r.Predicted},
		field{"f1_tier1", r.F1Tier1}, field{"f1_tier12", r.F1}, field{"f1_status_tier12", r.F1Status},
		field{"traps", object{{"total", r.Traps}, {"violated", len(r.Sprung)}, {"which", which}}},
		field{"attribution", object{{"checked", r.Attribution.Judged}, {"right", r.Attribution.Right}}},
		field{"distinct_events", object{{"gold", r.Distinct.Judged}, {"found", r.Distinct.Right}}},
		field{"evidence", object{{"given", r.Evidence.Judged}, {"in_text", r.Evidence.Right}}})
	var predicates, statuses, docs object
	for _, x := range r.ByPredicate {
		predicates = append(predicates, field{x.Name, x.fields()})
	}
	for _, x := range r.ByStatus {
		statuses = append(statuses, field{x.Name, x.fields()})
	}
	for _, x := range r.ByDoc {
		docs = append(docs, field{x.Name, object{{"recall", x.Recall()}, {"recall_status", x.WithStatus()}, {"gold", x.Want},
			{"precision", x.Precision()}, {"predicted", x.Predicted}, {"traps_violated", x.Sprung}, {"traps", x.Traps}}})
	}
	return append(o, field{"by_predicate", predicates}, field{"by_status", statuses}, field{"by_doc", docs})
}
