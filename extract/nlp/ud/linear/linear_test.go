package linear

import (
	"errors"
	"math"
	"testing"

	"github.com/entente-kg/entente/extract/nlp/ud/pack"
	"github.com/google/go-cmp/cmp"
)

func score(t *Table, keys ...uint32) []int32 {
	out := make([]int32, t.Classes())
	t.Score(keys, make([]uint32, len(keys)), out)
	return out
}

func TestAverageIsTheMeanOverAllSteps(t *testing.T) {
	tr := NewTrainer(3)
	tr.Step()
	tr.Update([]uint32{7}, 1, 2) // weights 1, -1 from the end of step 1
	tr.Step()
	tr.Step()
	tr.Update([]uint32{7, 0}, 1, 0)
	tr.Step()
	want := []Entry{{0, 0, -0.25}, {0, 1, 0.25}, {7, 0, -0.25}, {7, 1, 1}, {7, 2, -0.75}}
	if d := cmp.Diff(want, tr.Average(0.01)); d != "" {
		t.Error(d)
	}
	now := make([]int32, 3)
	tr.Score([]uint32{7, 0, 99}, make([]uint32, 3), now)
	if d := cmp.Diff([]int32{-2, 3, -1}, now); d != "" {
		t.Error(d)
	}
}

func TestManyClassesOfOneFeatureAreKept(t *testing.T) {
	tr := NewTrainer(255)
	for c := range 254 {
		tr.Update([]uint32{5}, c+1, 0)
	}
	tr.Step()
	if got := len(tr.Average(0.5)); got != 255 {
		t.Errorf("got %d weights", got)
	}
}

func TestMixIsTheMeanOfRuns(t *testing.T) {
	got := Mix([]Entry{{1, 0, 2}, {1, 3, 4}, {9, 0, 1}}, []Entry{{1, 3, 2}, {4, 0, -6}})
	want := []Entry{{1, 0, 1}, {1, 3, 3}, {4, 0, -3}, {9, 0, 0.5}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func entries() []Entry {
	var out []Entry
	for k := range uint32(3000) {
		for c := range 1 + k%4 {
			out = append(out, Entry{k * 1431655, uint8(c * 3), float32(math.Sin(float64(k*5+c))) * 80})
		}
	}
	for i := 1; i < len(out); i++ {
		if compareEntries(out[i-1], out[i]) >= 0 {
			panic("entries are not sorted")
		}
	}
	return out
}

func TestFrozenWeightsAreNearTheTrained(t *testing.T) {
	es := entries()
	table := Freeze(12, es, 0.5)
	for _, e := range es {
		got := float64(score(table, e.Key)[e.Class]) / scale
		want := float64(e.W)
		if math.Abs(want) < 0.5 {
			want = 0
		}
		if math.Abs(got-want) > 0.7 { // half a step at the top of the scale
			t.Fatalf("key %d class %d: %f, want %f", e.Key, e.Class, got, want)
		}
	}
	if s := score(table, 3, 4, 5); s[0]|s[3]|s[6] != 0 {
		t.Errorf("unknown features score %v", s)
	}
}

func TestTablesComeBackAsTheyWere(t *testing.T) {
	table := Freeze(12, entries(), 0.5)
	var w pack.Writer
	table.Encode(&w)
	again, err := Decode(&pack.Reader{B: w.B})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries() {
		if d := cmp.Diff(score(table, e.Key), score(again, e.Key)); d != "" {
			t.Fatalf("key %d: %s", e.Key, d)
		}
	}
	for _, n := range []int{0, 1, 5, 9, 100, len(w.B) / 2, len(w.B) - 1} {
		if _, err := Decode(&pack.Reader{B: w.B[:n]}); !errors.Is(err, pack.ErrBroken) {
			t.Errorf("cut at %d: got %v", n, err)
		}
	}
}
