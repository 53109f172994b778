package eval

import "encoding/json"

// Show tells what JSON adds to the figures.
type Show struct {
	Errors      int // at most so many of each sort; 0 is none
	Reliability bool
}

// JSON is the report for machines. Its figures have the keys of the scripts that define
// the measures (score.py and score_articles.py); what those do not give comes after.
func (r Report) JSON(show Show) json.Marshaler {
	var o object
	if r.Articles != nil {
		o = append(o, r.Articles.fields()...)
	} else {
		o = append(o, field{"missing", len(r.Missing)})
		for _, row := range r.Rows {
			o = append(o, field{row.Name, row.fields()})
		}
	}
	switch r.Kind {
	case Relations: // the script sets them in under the row before
		for _, c := range r.Classes {
			o = append(o, field{"  " + c.Name, c.fields()})
		}
	case Events:
		o = append(o, field{"by_type", classFields(r.Classes)})
	case Quads:
		o = append(o, field{"by_quad", classFields(r.Classes)})
	}
	o = append(o, field{"kind", r.Kind},
		field{"precision_by_relation", shareFields(r.Shares(ByRelation))},
		field{"precision_by_status", shareFields(r.Shares(ByStatus))},
		field{"precision_by_rule", shareFields(r.Shares(ByRule))})
	if show.Reliability {
		o = append(o, field{"reliability", r.Reliability()})
	}
	if show.Errors > 0 {
		errs := object{}
		for _, e := range r.Errors {
			errs = append(errs, field{e.Name, e.List[:min(len(e.List), show.Errors)]})
		}
		o = append(o, field{"errors", errs})
	}
	return o
}

func (r Row) fields() object {
	o := object{{"p", r.Precision}, {"r", r.Recall}, {"f1", r.F1}, {"gold", r.Gold}}
	if r.Accuracy != nil {
		o = append(o, field{"accuracy", *r.Accuracy})
	}
	return o
}

func classFields(rows []Row) object {
	o := object{}
	for _, r := range rows {
		o = append(o, field{r.Name, r.fields()})
	}
	return o
}

func shareFields(shares []Share) object {
	o := object{}
	for _, s := range shares {
		o = append(o, field{s.Name, object{{"judged", s.Judged}, {"right", s.Right}, {"precision", s.Precision()}}})
	}
	return o
}
