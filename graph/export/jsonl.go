package export

import (
	"context"
	"encoding/json"
	"io"

	"github.com/entente-kg/entente/schema"
)

func init() {
	register(Format{Name: "jsonl", Extension: ".jsonl", write: writeJSONL,
		Help: "a JSON object per statement, with the names of its entities and its article"})
}

// namedStatement adds names to the fields of the extraction record.
type namedStatement struct {
	SubjectName string            `json:"subject_name"`
	SubjectType schema.EntityType `json:"subject_type"`
	ObjectName  string            `json:"object_name"`
	ObjectType  schema.EntityType `json:"object_type"`
	SpeakerName string            `json:"attribution_name"`
	schema.Statement
}

// writeJSONL leaves out the article's text, which would be repeated on every line.
func writeJSONL(ctx context.Context, w io.Writer, g sorted) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, s := range g.statements {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.Doc.Text = ""
		subject, object := g.entity(s.Subject), g.entity(s.Object)
		err := out.Encode(namedStatement{
			SubjectName: subject.Name, SubjectType: subject.Type,
			ObjectName: object.Name, ObjectType: object.Type,
			SpeakerName: g.name(s.Attribution), Statement: s,
		})
		if err != nil {
			return err
		}
	}
	return nil
}
