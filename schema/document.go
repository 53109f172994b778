package schema

// Document is an article as its reader was given it.
type Document struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Format    string `json:"format,omitempty"` // FormatText when empty
	Title     string `json:"title,omitempty"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"` // ISO 8601, or empty
	Language  string `json:"language,omitempty"`  // BCP 47

	// DateHint stands in for Published, and only where the page itself gives no date.
	DateHint string `json:"date_hint,omitempty"`
}

// The values of Document.Format.
const (
	FormatText = "text"
	FormatHTML = "html"
)
