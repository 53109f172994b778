package eval

import (
	"maps"
	"slices"
	"strconv"
)

// Rates are precision, recall and F1 over what was asked for, each to four places.
type Rates struct {
	Precision float64 `json:"p"`
	Recall    float64 `json:"r"`
	F1        float64 `json:"f1"`
	Gold      int     `json:"gold"`
}

// Row is the rates of one thing that was measured.
type Row struct {
	Name string
	Rates
	Accuracy *float64 // the share of right answers, none among them, where that is asked
}

// hits counts what was predicted and asked for, predicted only, and asked for only.
type hits struct{ both, predicted, asked int }

func (h *hits) add(asked, predicted bool) {
	switch {
	case asked && predicted:
		h.both++
	case predicted:
		h.predicted++
	case asked:
		h.asked++
	}
}

// addSets counts two sets.
func addSets[K comparable](h *hits, gold, got map[K]bool) {
	for k := range got {
		h.add(gold[k], true)
	}
	for k := range gold {
		if !got[k] {
			h.add(true, false)
		}
	}
}

func (h hits) row(name string) Row {
	p, r := share01(h.both, h.both+h.predicted), share01(h.both, h.both+h.asked)
	return Row{Name: name, Rates: Rates{fourPlaces(p), fourPlaces(r), fourPlaces(f1(p, r)), h.both + h.asked}}
}

// rows are the rates by name, in the order of the names.
func rows(by map[string]*hits) []Row {
	var out []Row
	for _, name := range slices.Sorted(maps.Keys(by)) {
		out = append(out, by[name].row(name))
	}
	return out
}

// tallied is the entry of a name, made where there is none.
func tallied[T any](by map[string]*T, name string) *T {
	if by[name] == nil {
		by[name] = new(T)
	}
	return by[name]
}

// share01 is n of d, and 0 of none.
func share01(n, d int) float64 {
	if d == 0 {
		return 0
	}
	return float64(n) / float64(d)
}

func f1(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// fourPlaces rounds as the decimal notation of the exact value does.
func fourPlaces(x float64) float64 {
	out, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 4, 64), 64)
	return out
}
