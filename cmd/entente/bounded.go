package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/entente-kg/entente/graph"
)

// A query in a language of Cayley's runs in a process of its own, since nothing
// within a Go process keeps it from taking all memory or overflowing the stack.
// boundedProcess is set in its environment.
const boundedProcess = "ENTENTE_BOUNDED"

// overtime is how long that process may take to end beyond the time of the query.
const overtime = time.Second

func runBounded(ctx context.Context, o queryOptions) error {
	if o.env.getenv(boundedProcess) != "" {
		return runWithin(ctx, o)
	}
	exe, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the program itself: %w", err)
	}
	limited, cancel := context.WithTimeout(ctx, o.timeout+overtime)
	defer cancel()
	said := &head{most: 64 << 10}
	cmd := exec.CommandContext(limited, exe)
	cmd.Args = []string{"entente", "query", "--timeout", o.timeout.String(),
		"--limit", strconv.Itoa(o.limit), "--memory", o.memory.String()}
	if o.graphql != "" {
		cmd.Args = append(cmd.Args, "--graphql="+o.graphql)
	} else {
		cmd.Args = append(cmd.Args, "--gizmo="+o.gizmo)
	}
	// Everybody on the machine sees a process's arguments, and a store's URL may have a password.
	cmd.Env = append(os.Environ(), boundedProcess+"=1", "ENTENTE_STORE="+o.store, "GOTRACEBACK=none")
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = o.env.stdout, said, overtime
	switch err := cmd.Run(); {
	case err == nil || ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		return o.tooLong()
	case cmd.ProcessState == nil:
		return fmt.Errorf("start the query: %w", err)
	default:
		return o.ended(err, said.String())
	}
}

// starved is what Go says when it gets no more memory, be it for a thread.
var starved = []string{"out of memory", "cannot allocate memory", "failed to allocate", "pthread_create failed", "failed to create new OS thread"}

// ended is what the process of a query ended with, and what it said about it.
func (o queryOptions) ended(err error, said string) error {
	ee := (*exec.ExitError)(nil)
	if text, ok := strings.CutPrefix(strings.TrimSpace(said), "entente: "); ok && errors.As(err, &ee) && ee.ExitCode() == exitFailed {
		return errors.New(text)
	}
	for _, s := range starved {
		if strings.Contains(said, s) {
			return o.tooMuch()
		}
	}
	// Go says "fatal error" of most faults, but where memory is short it may fail in any way.
	fault, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	if _, fatal, ok := strings.Cut(said, "fatal error: "); ok {
		fault, _, _ = strings.Cut(fatal, "\n")
	}
	if fault == "" {
		fault = err.Error()
	}
	return fmt.Errorf("the query broke the process it ran in, which had --memory %s: %s", &o.memory, fault)
}

// runWithin runs the query in this process and bounds it. It answers in JSON
// Lines: what a script gives has no columns.
func runWithin(ctx context.Context, o queryOptions) error {
	limited, cancel := context.WithTimeout(ctx, o.timeout)
	defer cancel()
	return withStore(limited, o.store, func(store *graph.Store) error {
		// The store stops what grows slowly. What grows at once meets a bound that is wider, since
		// Go's own needs count there, too, and it dies untidily.
		most := int64(o.memory) * 3 / 2
		debug.SetMemoryLimit(most)
		if err := boundMemory(most + 128<<20); err != nil {
			return fmt.Errorf("bound the memory of the query: %w", err)
		}
		ask, query := store.Gizmo, o.gizmo
		if o.graphql != "" {
			ask, query = store.GraphQL, o.graphql
		}
		err := ask(limited, query, graph.Limits{Rows: o.limit, Memory: int64(o.memory)},
			func(row map[string]any) error { return writeLine(o.env.stdout, row) })
		switch {
		case errors.Is(err, graph.ErrMemory):
			return o.tooMuch()
		case errors.Is(limited.Err(), context.DeadlineExceeded) && ctx.Err() == nil:
			return o.tooLong()
		}
		return err
	})
}

func (o queryOptions) tooLong() error {
	return fmt.Errorf("the query ran longer than --timeout %s", o.timeout)
}

func (o queryOptions) tooMuch() error {
	return fmt.Errorf("the query needed more than --memory %s", &o.memory)
}

// head keeps the beginning of what is written to it.
type head struct {
	bytes.Buffer
	most int
}

func (h *head) Write(p []byte) (int, error) {
	h.Buffer.Write(p[:min(len(p), max(0, h.most-h.Len()))])
	return len(p), nil
}
