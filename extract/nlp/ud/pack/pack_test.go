package pack

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestValuesComeBackInOrder(t *testing.T) {
	var w Writer
	w.Uint(0)
	w.Uint(1 << 40)
	w.Bool(true)
	w.Strings([]string{"", "é"})
	w.Byte(9)
	r := Reader{B: w.B}
	got := []any{r.Uint(), r.Uint(), r.Bool(), r.Strings(), r.Byte(), r.Err(), len(r.B)}
	want := []any{uint64(0), uint64(1 << 40), true, []string{"", "é"}, byte(9), nil, 0}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestABrokenFileGivesItsFirstFault(t *testing.T) {
	r := Reader{B: []byte{200, 1, 'x'}} // a string of 200 bytes, of which one is there
	if s := r.String(); s != "" {
		t.Errorf("got %q", s)
	}
	first := r.Err()
	if !errors.Is(first, ErrBroken) {
		t.Fatalf("got %v", first)
	}
	if r.Uint() != 0 || r.Byte() != 0 || len(r.Strings()) != 0 || r.Fault("later") != first {
		t.Error("values after the first fault")
	}
}
