package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/link"
	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

type mergeOptions struct {
	env          *env
	store        string
	entity, into string
	pick         []int
	json         bool
}

func newMerge(e *env, run func(context.Context, mergeOptions) error) *cobra.Command {
	o := mergeOptions{env: e}
	cmd := &cobra.Command{
		Use:   "merge ENTITY INTO",
		Short: "Decide that two entities are one",
		Long: `Decide that two entities are one: every answer has INTO from now on where articles
speak of ENTITY. The articles stay as they are read, and articles that are read later
are answered for alike; 'entente split ENTITY' undoes it.`,
		Example:           "  entente merge 'R. Haldane' person/rosa-haldane",
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: completeEntities(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.entity, o.into = args[0], args[1]
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	pickFlag(cmd, &o.pick)
	jsonFlag(cmd, &o.json)
	return cmd
}

// completeEntities offers a shell the names of entities for the first n arguments.
func completeEntities(n int) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= n {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return entityNames(cmd), cobra.ShellCompDirectiveNoFileComp
	}
}

func runMerge(ctx context.Context, o mergeOptions) error {
	return withWriter(ctx, o.store, func(store *graph.Store) error {
		names := newPicker(store, o.pick)
		entity, err := names.Resolve(ctx, o.entity)
		if err != nil {
			return err
		}
		into, err := names.Resolve(ctx, o.into)
		if err != nil {
			return err
		}
		if entity.ID == into.ID {
			return fmt.Errorf("%q and %q are one already: %s", o.entity, o.into, list([]schema.Entity{into}))
		}
		if err := store.Merge(ctx, entity.ID, into.ID); err != nil {
			return err
		}
		if o.json {
			return writeJSON(o.env.stdout, graph.Decision{Kind: "merge", Entity: entity.ID, Is: into.ID})
		}
		_, err = fmt.Fprintf(o.env.stdout, "%s (%s) is %s (%s) now\n", oneLine(entity.Name), entity.ID, oneLine(into.Name), into.ID)
		return err
	})
}

type splitOptions struct {
	env      *env
	store    string
	entity   string
	articles []string
	as       string
	undo     bool
	pick     []int
	json     bool
}

func newSplit(e *env, run func(context.Context, splitOptions) error) *cobra.Command {
	o := splitOptions{env: e}
	cmd := &cobra.Command{
		Use:   "split ENTITY [--in ARTICLE --as NAME]",
		Short: "Undo a merge, or decide that some articles speak of a namesake",
		Long: `Undo the merge of an entity into another one.

With --in and --as, decide that some articles speak of a namesake of the entity: in
these, answers have the namesake instead. More articles may be added later by the
same NAME. With --undo the ENTITY is such a namesake, and is one again with the
entity that it was split off.`,
		Example: `  entente split 'R. Haldane'
  entente split 'Rosa Haldane' --in wire-7 --in wire-9 --as 'Rosa Haldane (judge)'
  entente split 'Rosa Haldane (judge)' --undo`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeEntities(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.entity = args[0]
			switch off := len(o.articles) > 0 || o.as != ""; {
			case off && o.undo:
				return usagef("--undo, or --in and --as")
			case off && (len(o.articles) == 0 || strings.TrimSpace(o.as) == ""):
				return usagef("--in ARTICLE and --as NAME go together")
			}
			return run(cmd.Context(), o)
		},
	}
	storeFlag(cmd, e, &o.store)
	cmd.Flags().StringArrayVar(&o.articles, "in", nil, "an article that speaks of the namesake; may be given again")
	cmd.Flags().StringVar(&o.as, "as", "", "what the namesake is called")
	pickFlag(cmd, &o.pick)
	cmd.Flags().BoolVar(&o.undo, "undo", false, "make the namesake one with the other again")
	jsonFlag(cmd, &o.json)
	complete(cmd, "in", completeArticles)
	return cmd
}

func runSplit(ctx context.Context, o splitOptions) error {
	return withWriter(ctx, o.store, func(store *graph.Store) error {
		if len(o.articles) > 0 {
			return splitOff(ctx, o, store)
		}
		kind, undo, told := "merge", store.Split, "%s (%s) is no longer %s\n"
		if o.undo {
			kind, undo, told = "split", store.Rejoin, "%s (%s) is %s again\n"
		}
		x, entity, err := decidedOn(ctx, store, kind, o.entity)
		if err != nil {
			return err
		}
		if err := undo(ctx, entity.ID); err != nil {
			return err
		}
		other := x.Is
		if o.undo {
			other = x.Entity
		}
		if o.json {
			return writeJSON(o.env.stdout, map[string]any{"undone": x})
		}
		_, err = fmt.Fprintf(o.env.stdout, told, oneLine(entity.Name), entity.ID, other)
		return err
	})
}

// decidedOn finds the entity of a merge or a split that a name means, and a decision on it.
func decidedOn(ctx context.Context, store *graph.Store, kind, name string) (x graph.Decision, e schema.Entity, err error) {
	all, err := store.Decisions(ctx)
	if err != nil {
		return x, e, err
	}
	var found []schema.Entity
	for _, d := range all {
		id := d.Entity
		if kind == "split" {
			id = d.Is
		}
		if d.Kind != kind || len(found) > 0 && found[len(found)-1].ID == id {
			continue
		}
		own, ok, err := store.Described(ctx, id)
		if err != nil {
			return x, e, err
		}
		if !ok {
			own = schema.Entity{ID: id, Name: id} // its articles are gone
		}
		if id == name {
			return d, own, nil
		}
		if called(own, name) {
			found, x = append(found, own), d
		}
	}
	switch {
	case len(found) == 1:
		return x, found[0], nil
	case len(found) > 1:
		return x, e, fmt.Errorf("%q may mean %s: give one of the ids", name, list(found))
	}
	if e, err = (resolver{store}).Resolve(ctx, name); err != nil {
		return x, e, err
	}
	if kind == "merge" {
		return x, e, fmt.Errorf("%s was not merged into another; 'entente decisions' lists what was", list([]schema.Entity{e}))
	}
	return x, e, fmt.Errorf("%s was not split off another; 'entente decisions' lists what was", list([]schema.Entity{e}))
}

func called(e schema.Entity, name string) bool {
	for _, n := range append([]string{e.Name}, e.Aliases...) {
		if strings.EqualFold(n, strings.TrimSpace(name)) {
			return true
		}
	}
	return false
}

func splitOff(ctx context.Context, o splitOptions, store *graph.Store) error {
	entity, ok, err := store.Described(ctx, o.entity) // of one that was merged, itself
	if err == nil && !ok {
		entity, err = newPicker(store, o.pick).Resolve(ctx, o.entity)
	}
	if err != nil {
		return err
	}
	as, err := namesake(ctx, store, entity, strings.TrimSpace(o.as))
	if err != nil {
		return err
	}
	err = store.SplitOff(ctx, entity.ID, as, o.articles...)
	if errors.Is(err, graph.ErrTaken) {
		return fmt.Errorf("%w; say another name with --as, and 'entente merge' can make the two one", err)
	}
	if err != nil {
		return err
	}
	if o.json {
		made := []graph.Decision{}
		for _, id := range o.articles {
			made = append(made, graph.Decision{Kind: "split", Entity: entity.ID, Is: as.ID, As: &as, Article: id})
		}
		return writeJSON(o.env.stdout, made)
	}
	_, err = fmt.Fprintf(o.env.stdout, "%s (%s) is %s (%s) in %s\n", oneLine(entity.Name), entity.ID, oneLine(as.Name), as.ID,
		count(len(o.articles), "article"))
	return err
}

// namesake is the entity that a name means beside the one that it is split off:
// whom the gazetteer so calls, or else one as the extractor makes of a name.
func namesake(ctx context.Context, store *graph.Store, of schema.Entity, name string) (schema.Entity, error) {
	before, err := store.Decisions(ctx)
	if err != nil {
		return schema.Entity{}, err
	}
	for _, x := range before {
		if x.Kind == "split" && x.Entity == of.ID && x.As != nil && (x.Is == name || called(*x.As, name)) {
			return *x.As, nil
		}
	}
	for _, known := range gazetteer.Default().Lookup(name) {
		if known.Type == of.Type && known.ID != of.ID {
			return schema.Entity{ID: known.ID, Name: known.Name, Type: known.Type, Country: known.Country, Wikidata: known.Wikidata}, nil
		}
	}
	e := schema.Entity{ID: link.ID(of.Type, name), Name: name, Type: of.Type}
	if e.ID == link.ID(of.Type, "") {
		return e, usagef("--as %q: want a name", name)
	}
	for n := 2; e.ID == of.ID; n++ {
		e.ID = fmt.Sprint(link.ID(of.Type, name), "-", n)
	}
	return e, nil
}
