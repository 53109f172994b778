package graph

import (
	"context"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/dop251/goja"
)

// Gizmo runs a script in Cayley's query language, which can read but not write,
// and calls fn for each of its results as they come. Results that are no objects
// come as {"value": …}. A script sees the store as it was when it began; fn must
// not write to it.
//
// Besides Cayley's own names a script has entity("country/TUR"),
// article("wire-1"), rel("ally") and ns("speaker") for the IRIs of MODEL.md.
func (s *Store) Gizmo(ctx context.Context, script string, l Limits, fn func(row map[string]any) error) error {
	return s.ask(ctx, script, l, fn, func(ctx context.Context, qs cayley.QuadStore, give func(map[string]any) bool) error {
		if err := runScript(ctx, qs, script, give); err != nil {
			return fmt.Errorf("gizmo: %w", err)
		}
		return nil
	})
}

func runScript(ctx context.Context, qs cayley.QuadStore, script string, give func(row map[string]any) bool) error {
	session := gizmo.NewSession(qs)
	failed, err := prepare(session, script)
	if err != nil {
		return err
	}
	it, err := session.Execute(ctx, "entente()", query.Options{Collation: query.JSON})
	if err != nil {
		return err
	}
	defer it.Close() // which stops the script, at the latest when it comes back from what it calls
	for n := 1; it.Next(ctx); n++ {
		row, err := plain(it.Result())
		if err != nil {
			return fmt.Errorf("result %d: %w", n, err)
		}
		m, ok := row.(map[string]any)
		if !ok {
			if row == nil {
				continue
			}
			m = map[string]any{"value": row}
		}
		if !give(m) {
			return nil
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if so := (*goja.StackOverflowError)(nil); errors.As(*failed, &so) {
		return errors.New("a function calls itself too often")
	}
	if *failed != nil {
		return *failed
	}
	return it.Err()
}
