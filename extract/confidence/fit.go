package confidence

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
)

// Sample is an assertion that a gold set judged.
type Sample struct {
	Set, Doc, Rule string
	Confidence     float64 // the rule's own
	Right          bool
}

// The penalties are those of normal priors, each one over the variance: a rule's offset
// lies within about 0.4 of none, a slope about as near to one, and a set's offset is free.
// Chosen by the loss on documents held out, of 2 and 6 for rules and 1, 5 and 15 for slopes.
const (
	rulePenalty  = 6
	slopePenalty = 5
	setPenalty   = 0.01
	rounds       = 60
)

// Fit finds the table. Sets differ in what they judge and how strictly, so each has a
// slope and an offset of its own; the table is for text judged as the set named level is.
func Fit(samples []Sample, level string) []Entry {
	slopes, sets, rules := map[string]float64{}, map[string]float64{}, map[string]float64{}
	for _, s := range samples {
		slopes[s.Set] = 1
	}
	at := func(s Sample) float64 {
		return logistic(sets[s.Set] + slopes[s.Set]*logOdds(s.Confidence) + rules[s.Rule])
	}
	// Newton's steps, one group of parameters after the other.
	for range rounds {
		move(samples, func(s Sample) string { return s.Set }, sets, at, setPenalty)
		move(samples, func(s Sample) string { return s.Rule }, rules, at, rulePenalty)
		for set, slope := range slopes {
			gradient, curve := slopePenalty*(1-slope), float64(slopePenalty)
			for _, s := range samples {
				if s.Set == set {
					p, x := at(s), logOdds(s.Confidence)
					gradient += x * (truth(s) - p)
					curve += x * x * p * (1 - p)
				}
			}
			slopes[set] += gradient / curve
		}
	}
	out := []Entry{{ID: Every, Slope: places(slopes[level]), Offset: places(sets[level])}}
	seen := map[string]*Entry{}
	for _, s := range samples {
		e := seen[s.Rule]
		if e == nil {
			e = &Entry{ID: s.Rule, Offset: places(rules[s.Rule])}
			seen[s.Rule] = e
		}
		if e.Judged++; s.Right {
			e.Right++
		}
	}
	for _, e := range seen {
		out[0].Judged, out[0].Right = out[0].Judged+e.Judged, out[0].Right+e.Right
		out = append(out, *e)
	}
	slices.SortFunc(out[1:], func(a, b Entry) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// move makes one step for the parameters of a group, each by the samples that it is in.
func move(samples []Sample, of func(Sample) string, params map[string]float64, at func(Sample) float64, penalty float64) {
	gradient, curve := map[string]float64{}, map[string]float64{}
	for _, s := range samples {
		p := at(s)
		gradient[of(s)] += truth(s) - p
		curve[of(s)] += p * (1 - p)
	}
	for k, g := range gradient {
		params[k] += (g - penalty*params[k]) / (curve[k] + penalty)
	}
}

func truth(s Sample) float64 {
	if s.Right {
		return 1
	}
	return 0
}

func places(x float64) float64 { return math.Round(x*1000) / 1000 }

// Held answers for each sample the probability that a table gives it which was
// fitted without the documents of its fold, at the level of the sample's own set.
func Held(samples []Sample, folds int) []float64 {
	out := make([]float64, len(samples))
	levels := map[string]bool{}
	for _, s := range samples {
		levels[s.Set] = true
	}
	for fold := range folds {
		var rest []Sample
		for _, s := range samples {
			if foldOf(s, folds) != fold {
				rest = append(rest, s)
			}
		}
		for level := range levels {
			t := table(Fit(rest, level))
			for i, s := range samples {
				if s.Set == level && foldOf(s, folds) == fold {
					out[i] = t.Of(s.Rule, s.Confidence)
				}
			}
		}
	}
	return out
}

func foldOf(s Sample, folds int) int {
	h := fnv.New32a()
	h.Write([]byte(s.Set + " " + s.Doc))
	return int(h.Sum32() % uint32(folds))
}

// Loss is the mean log loss of probabilities in nats: what a wrong sureness costs.
func Loss(samples []Sample, of []float64) float64 {
	sum := 0.0
	for i, s := range samples {
		p := min(max(of[i], 0.001), 0.999)
		if !s.Right {
			p = 1 - p
		}
		sum -= math.Log(p)
	}
	return sum / float64(max(len(samples), 1))
}
