package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entente-kg/entente/schema"
)

type schemaOptions struct {
	env      *env
	name     string
	json     bool
	markdown bool
}

func newSchema(e *env, run func(context.Context, schemaOptions) error) *cobra.Command {
	o := schemaOptions{env: e}
	cmd := &cobra.Command{
		Use:   "schema [RELATION]",
		Short: "List the relations, or show one",
		Long: `List the relations that a graph is made of, or show one of them: what it may
hold between, how it reads from its object, an example, and its codes in PLOVER,
CAMEO, re3d and Wikidata.`,
		Example: `  entente schema
  entente schema intervened-in
  entente schema --markdown > relations.md`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return relationNames(schema.DefaultVocabulary()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.name = args[0]
			}
			if o.json && o.markdown {
				return usagef("--json or --markdown, not both")
			}
			return run(cmd.Context(), o)
		},
	}
	jsonFlag(cmd, &o.json)
	cmd.Flags().BoolVar(&o.markdown, "markdown", false, "answer in Markdown, for a manual")
	return cmd
}

func runSchema(_ context.Context, o schemaOptions) error {
	v := schema.DefaultVocabulary()
	relations := v.Relations()
	if o.name != "" {
		r, err := findRelation(v, o.name)
		if err != nil {
			return err
		}
		relations = []schema.Relation{r.Relation}
	}
	switch {
	case o.json:
		out := make([]relationView, len(relations))
		for i, r := range relations {
			out[i] = viewOf(r)
		}
		return writeJSON(o.env.stdout, out)
	case o.markdown:
		return relationsMarkdown(o.env.stdout, relations)
	case o.name != "":
		return relationText(o.env.stdout, relations[0])
	}
	return relationsText(o.env.stdout, relations)
}

// relationView is a relation as a machine reads it.
type relationView struct {
	Name      string              `json:"name"`
	Family    string              `json:"family"`
	Label     string              `json:"label"`
	Symmetric bool                `json:"symmetric"`
	Inverse   string              `json:"inverse"`
	Subject   []schema.EntityType `json:"subject"`
	Object    []schema.EntityType `json:"object"`
	Plover    string              `json:"plover"`
	Mode      string              `json:"mode"`
	Context   []string            `json:"context"`
	Cameo     string              `json:"cameo"`
	Quad      string              `json:"quad"`
	Sign      int                 `json:"sign"` // 1 joins its ends, -1 sets them apart
	Re3d      string              `json:"re3d"`
	Wikidata  string              `json:"wikidata"`
	Example   string              `json:"example"`
	Note      string              `json:"note"`
}

func viewOf(r schema.Relation) relationView {
	orEmpty := func(s []string) []string { return append([]string{}, s...) }
	return relationView{r.Name, r.Family, r.Label, r.Symmetric, r.Inverse, r.Subject, r.Object, r.Plover, r.Mode,
		orEmpty(r.Context), r.Cameo, r.Quad, r.Valence(), r.Re3d, r.Wikidata, r.Example, r.Note}
}

// turned says how a relation reads from its object.
func turned(r schema.Relation) string {
	if r.Symmetric {
		return "the same both ways"
	}
	return r.Inverse
}

func relationsText(w io.Writer, relations []schema.Relation) error {
	var rows [][]string
	for _, r := range relations {
		rows = append(rows, []string{r.Family, r.Name, turned(r), r.Plover, r.Example})
	}
	return table(w, []string{"FAMILY", "RELATION", "FROM THE OBJECT", "PLOVER", "EXAMPLE"}, rows)
}

func relationText(w io.Writer, r schema.Relation) error {
	rows := [][]string{
		{"family", r.Family},
		{"label", r.Label},
		{"from the object", turned(r)},
		{"subject", typeList(r.Subject)},
		{"object", typeList(r.Object)},
		{"example", r.Example},
		{"PLOVER", strings.TrimSpace(r.Plover + " " + r.Mode)},
		{"contexts", strings.Join(r.Context, ", ")},
		{"CAMEO", r.Cameo},
		{"quad class", r.Quad},
		{"its ends", [...]string{"set apart", "neither joined nor set apart", "joined"}[r.Valence()+1]},
		{"re3d", r.Re3d},
		{"Wikidata", r.Wikidata},
		{"note", r.Note},
	}
	fmt.Fprintln(w, r.Name)
	return table(w, nil, rows)
}

func typeList(types []schema.EntityType) string {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = string(t)
	}
	return strings.Join(names, ", ")
}

func relationsMarkdown(w io.Writer, relations []schema.Relation) error {
	family := ""
	for _, r := range relations {
		if r.Family != family {
			if family != "" {
				fmt.Fprintln(w)
			}
			family = r.Family
			fmt.Fprintf(w, "## %s\n\n| relation | from the object | PLOVER | CAMEO | re3d | Wikidata | example |\n|---|---|---|---|---|---|---|\n", family)
		}
		cells := []string{"`" + r.Name + "`", turned(r), strings.TrimSpace(r.Plover + " " + r.Mode), r.Cameo, r.Re3d, r.Wikidata, r.Example}
		for i, c := range cells {
			cells[i] = strings.ReplaceAll(orDash(oneLine(c)), "|", `\|`)
		}
		if _, err := fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | ")); err != nil {
			return err
		}
	}
	return nil
}
