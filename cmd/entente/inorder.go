package main

import "context"

// inOrder applies work to every item that produce emits, on n goroutines, and
// calls use in the order of the items. It stops at the first error.
func inOrder[T any](ctx context.Context, n int, produce func(emit func(T) error) error,
	work func(context.Context, T) T, use func(T) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type job struct {
		item T
		done chan T
	}
	jobs := make(chan job)
	queue := make(chan chan T, 2*n) // the order; its length bounds what is held
	for range n {
		go func() {
			for j := range jobs {
				j.done <- work(ctx, j.item)
			}
		}()
	}
	var produced error
	go func() {
		defer close(queue)
		defer close(jobs)
		produced = produce(func(item T) error {
			j := job{item, make(chan T, 1)}
			select {
			case queue <- j.done:
			case <-ctx.Done():
				return ctx.Err()
			}
			select {
			case jobs <- j:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	for {
		var done chan T
		var more bool
		select {
		case done, more = <-queue:
		case <-ctx.Done(): // produce may be deep in a read that nothing ends
			return ctx.Err()
		}
		if !more {
			return produced
		}
		select {
		case item := <-done:
			if err := use(item); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
