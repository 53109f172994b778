package export

import (
	"context"
	"encoding/csv"
	"io"
	"strings"

	"github.com/entente-kg/entente/schema"
)

func init() {
	register(Format{Name: "neo4j-nodes", Extension: ".nodes.csv", write: writeNeo4jNodes,
		Help: "the nodes of the network of graphml, for neo4j-admin database import --multiline-fields=true --nodes"})
	register(Format{Name: "neo4j-edges", Extension: ".edges.csv", write: writeNeo4jEdges,
		Help: "the edges of neo4j-nodes, for --relationships: (:Country)-[:INVADED]->(:Country), [:DENIED_BACKS] if --status asks"})
}

var neo4jTypes = types{text: "string", truth: "boolean", whole: "int", real: "double"}

func writeNeo4jNodes(ctx context.Context, w io.Writer, g sorted) error {
	return writeNeo4j(ctx, w, networkOf(g).nodes, nodeFields, []mark[schema.Entity]{
		{":ID", func(e schema.Entity) string { return e.ID }},
		{":LABEL", func(e schema.Entity) string { return "Entity;" + neo4jLabel(string(e.Type)) }},
	})
}

func writeNeo4jEdges(ctx context.Context, w io.Writer, g sorted) error {
	return writeNeo4j(ctx, w, networkOf(g).ties, tieFields, []mark[tie]{
		{":START_ID", func(t tie) string { return t.source }},
		{":END_ID", func(t tie) string { return t.target }},
		{":TYPE", func(t tie) string { return strings.ToUpper(strings.Join(words(t.kind()), "_")) }},
	})
}

// mark is a column that tells Neo4j what the row is.
type mark[T any] struct {
	name string
	cell func(T) string
}

func writeNeo4j[T any](ctx context.Context, w io.Writer, all []T, fields []field[T], own []mark[T]) error {
	out := csv.NewWriter(w)
	var row []string
	for _, c := range own {
		row = append(row, c.name)
	}
	for _, f := range fields {
		row = append(row, f.name+":"+f.in(neo4jTypes))
	}
	if err := out.Write(row); err != nil {
		return err
	}
	for _, v := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		row = row[:0]
		for _, c := range own {
			row = append(row, guard(c.cell(v)))
		}
		for _, f := range fields {
			row = append(row, guard(f.text(v)))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// neo4jLabel writes armed-group as ArmedGroup.
func neo4jLabel(typ string) string {
	var b strings.Builder
	for _, word := range words(typ) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// words are of letters and digits alone: Cypher takes a name of them without quotes.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')
	})
}
