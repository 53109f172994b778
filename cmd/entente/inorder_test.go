package main

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func numbers(n int) func(func(int) error) error {
	return func(emit func(int) error) error {
		for i := range n {
			if err := emit(i); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestWorkOnManyCoresComesBackInOrder(t *testing.T) {
	for _, jobs := range []int{1, 2, 7} {
		var got, want []int
		// An even item waits for the odd one after it, where there are workers enough.
		odd := make([]chan bool, 101)
		for i := range odd {
			odd[i] = make(chan bool)
			want = append(want, i*i)
		}
		err := inOrder(t.Context(), jobs, numbers(101), func(_ context.Context, i int) int {
			switch {
			case jobs == 1 || i == 100:
			case i%2 == 1:
				close(odd[i])
			default:
				<-odd[i+1]
			}
			return i * i
		}, func(i int) error { got = append(got, i); return nil })
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%d jobs: %v, -want +got\n%s", jobs, err, diff)
		}
	}
}

func TestTheFirstErrorEndsTheWork(t *testing.T) {
	same := func(_ context.Context, i int) int { return i }
	stop := errors.New("stop")
	used := 0
	err := inOrder(t.Context(), 2, numbers(1000), same, func(i int) error {
		used++
		if i == 3 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || used != 4 {
		t.Errorf("use failed: got %v after %d items, want %v after 4", err, used, stop)
	}
	err = inOrder(t.Context(), 2, func(func(int) error) error { return stop }, same, func(int) error { return nil })
	if !errors.Is(err, stop) {
		t.Errorf("produce failed: got %v, want %v", err, stop)
	}
}

func TestCancellingDoesNotWaitForARead(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	forever := make(chan bool)
	defer close(forever)
	err := inOrder(ctx, 2, func(func(int) error) error { cancel(); <-forever; return nil },
		func(_ context.Context, i int) int { return i }, func(int) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}
