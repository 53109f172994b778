package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"golang.org/x/tools/txtar"

	"github.com/entente-kg/entente/schema"
)

// Archive is the document in a txtar archive: its text is the part article.txt
// or article.html, its other fields stand in the part doc.json. Other parts, such as
// what must be read in the article, are for whoever brought it.
func Archive(b []byte) (schema.Document, error) {
	var doc schema.Document
	var text, format string
	for _, f := range txtar.Parse(b).Files {
		switch f.Name {
		case "article.txt":
			text, format = string(f.Data), schema.FormatText
		case "article.html":
			text, format = string(f.Data), schema.FormatHTML
		case "doc.json":
			if err := json.Unmarshal(f.Data, &doc); err != nil {
				return doc, fmt.Errorf("doc.json: %w", jsonCause(err))
			}
		}
	}
	if text == "" {
		return doc, errors.New("no part article.txt or article.html")
	}
	doc.Text, doc.Format = text, format
	return doc, nil
}

// archive reads a file that is a txtar archive of one document.
func (r *reader) archive(place, url string, in io.Reader) error {
	raw, err := io.ReadAll(io.LimitReader(in, int64(r.opts.MaxDocument)+1))
	if err != nil {
		r.readErr(place, err)
		return nil
	}
	text, mended, err := decodeText(raw)
	if err != nil {
		r.fault(Bad, place, "%w", err)
		return nil
	}
	if mended != "" {
		r.fault(Warning, place, "%s", mended)
	}
	doc, err := Archive([]byte(text))
	if err != nil {
		r.fault(Bad, place, "%w", err)
		return nil
	}
	if doc.URL == "" {
		doc.URL = url
	}
	return r.emit(place, doc)
}
