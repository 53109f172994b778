package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/entente-kg/entente/graph"
)

// runGizmo answers in JSON Lines: what a script gives has no columns.
func runGizmo(ctx context.Context, o queryOptions) error {
	limited, cancel := context.WithTimeout(ctx, o.timeout)
	defer cancel()
	return withStore(limited, o.store, func(store *graph.Store) error {
		err := store.Gizmo(limited, o.gizmo, o.limit, func(row map[string]any) error { return writeLine(o.env.stdout, row) })
		if errors.Is(limited.Err(), context.DeadlineExceeded) && ctx.Err() == nil {
			return fmt.Errorf("the query ran longer than --timeout %s", o.timeout)
		}
		return err
	})
}
