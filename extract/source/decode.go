package source

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

var utf8BOM = []byte("\xef\xbb\xbf")

var errNotText = errors.New("neither UTF-8 nor windows-1252: save it as UTF-8")

// utf16BOM gives the encoding that a byte order mark announces, and the mark's length.
func utf16BOM(b []byte) (encoding.Encoding, int) {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2
	}
	return nil, 0
}

// decodeText gives b as UTF-8. Where b is something else, mended says what was made of it.
func decodeText(b []byte) (text, mended string, err error) {
	if utf8.Valid(b) {
		return string(b), "", nil
	}
	first, broken, whole := countUTF8(b)
	// Sequences of UTF-8 hardly arise by chance: text that has more of them than
	// stray bytes is damaged UTF-8, and another charset would only garble it.
	if whole > broken {
		return strings.ToValidUTF8(string(b), "\uFFFD"), fmt.Sprintf("damaged UTF-8 from byte %d on: put U+FFFD for what cannot be read", first), nil
	}
	if !plausible1252(b) {
		return "", "", errNotText
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return "", "", errNotText
	}
	return string(out), fmt.Sprintf("not UTF-8 at byte %d: read as windows-1252", first), nil
}

// countUTF8 gives the first stray byte, and counts stray bytes and multi-byte sequences.
func countUTF8(b []byte) (first, broken, whole int) {
	first = -1
	for i := 0; i < len(b); {
		r, w := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && w == 1:
			if first < 0 {
				first = i
			}
			broken++
		case w > 1:
			whole++
		}
		i += w
	}
	return first, broken, whole
}

// plausible1252 tells whether b reads as western text: no byte that the charset
// leaves undefined, and letters and spaces mostly of ASCII.
func plausible1252(b []byte) bool {
	high, plain := 0, 0
	for _, c := range b {
		switch {
		case c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d:
			return false
		case c >= 0x80:
			high++
		case c == ' ' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			plain++
		}
	}
	return high*3 <= plain
}

// decodeHTML gives a page as UTF-8, by what it declares.
func decodeHTML(b []byte) (text, mended string, err error) {
	if _, broken, whole := countUTF8(b); broken == 0 && whole > 0 {
		return string(b), "", nil // a page saved as UTF-8 often keeps its old declaration
	}
	enc, name, _ := charset.DetermineEncoding(b, "")
	declares := bytes.Contains(bytes.ToLower(b[:min(len(b), 1024)]), []byte("charset"))
	if name == "utf-8" || name == "windows-1252" && !declares {
		return decodeText(b)
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return "", "", fmt.Errorf("declares the charset %s and is not in it: %w", name, err)
	}
	return string(out), "", nil
}

// looksHTML tells by the content, so that a page saved as .txt is a page; the
// name decides only for fragments that start with text.
func looksHTML(ext string, b []byte) bool {
	if strings.HasPrefix(http.DetectContentType(b), "text/html") {
		return true
	}
	head := bytes.ToLower(b[:min(len(b), sniffLen)])
	if bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html")) {
		return true
	}
	switch strings.ToLower(ext) {
	case ".html", ".htm", ".xhtml":
		return true
	}
	return false
}

// binaryKind tells what b is when it is no text, and is empty when it is.
func binaryKind(b []byte) string {
	if bytes.HasPrefix(b, []byte("%PDF-")) {
		return "a PDF: save its text, and give that"
	}
	control := 0
	for _, c := range b {
		switch {
		case c == 0:
			return binaryNamed(b, "it holds NUL bytes")
		case c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' || c == 0x7f:
			control++
		}
	}
	if control*10 > len(b) {
		return binaryNamed(b, "more than a tenth are control characters")
	}
	return ""
}

// binaryNamed names the kind where it is known. It is asked only of what is binary
// already: by the first bytes alone, a text on BMW would be a bitmap.
func binaryNamed(b []byte, why string) string {
	if kind := http.DetectContentType(b); kind != "application/octet-stream" && !strings.HasPrefix(kind, "text/") {
		why = kind
	}
	return "binary, not text (" + why + ")"
}

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }
