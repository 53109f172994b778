package graph

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
)

// Gizmo runs a script in Cayley's query language, which can read but not write,
// and calls fn for each of its results, at most limit of them where limit is
// above zero. Results that are no objects come as {"value": …}.
//
// Besides Cayley's own names a script has entity("country/TUR"),
// article("wire-1"), rel("ally") and ns("speaker") for the IRIs of MODEL.md.
//
// The script stops at ctx's end, but may take all memory until then: run only
// scripts that you would run yourself. Results are handed to fn when the script
// is done or stopped; then comes the error, if there was one.
func (s *Store) Gizmo(ctx context.Context, script string, limit int, fn func(row map[string]any) error) error {
	rows, err := s.run(ctx, script, limit)
	for _, row := range rows {
		if err := fn(row); err != nil {
			return err
		}
	}
	return s.fault("query", err)
}

func (s *Store) run(ctx context.Context, script string, limit int) (rows []map[string]any, err error) {
	// Listing all nodes of the memory store writes to it, so a script has the store to itself.
	s.mu.Lock()
	held := true
	defer func() {
		if held {
			s.mu.Unlock()
		}
	}()
	if s.back == nil {
		return nil, ErrClosed
	}
	// A file that is damaged makes the machine fault, here and where the script runs.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("gizmo: %v", p)
		}
	}()
	session := gizmo.NewSession(s.back.quads())
	failed, err := prepare(session, script)
	if err != nil {
		return nil, fmt.Errorf("gizmo: %w", err)
	}
	it, err := session.Execute(ctx, "entente()", query.Options{Limit: limit, Collation: query.JSON})
	if err != nil {
		return nil, fmt.Errorf("gizmo: %w", err)
	}
	ended := false
	for limit <= 0 || len(rows) < limit {
		if !it.Next(ctx) {
			ended = ctx.Err() == nil
			break
		}
		row, err := plain(it.Result(), 0)
		if err != nil {
			return rows, fmt.Errorf("gizmo: result %d: %w", len(rows)+1, err)
		}
		if m, ok := row.(map[string]any); ok {
			rows = append(rows, m)
		} else if row != nil {
			rows = append(rows, map[string]any{"value": row})
		}
	}
	err = it.Err()
	if cerr := it.Close(); err == nil {
		err = cerr
	}
	if !ended {
		// The script may still be reading: whoever wants the store next waits for its end, not we.
		held = false
		go func() {
			for it.Next(context.Background()) {
			}
			s.mu.Unlock()
		}()
		return rows, err
	}
	if *failed != nil {
		err = *failed
	}
	if err != nil {
		err = fmt.Errorf("gizmo: %w", err)
	}
	return rows, err
}
