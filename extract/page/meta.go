package page

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// meta is what a page says of itself.
type meta struct {
	title, byline, publisher string
	published, updated       string
	language, url            string
}

// metaReader collects what an HTML page says of itself: its JSON-LD, its
// <meta>s, its <time>, its <title>, in the order in which they are believed.
type metaReader struct {
	named       map[string]string
	page        meta // from JSON-LD
	title, lang string
	canonical   string
	time        string
	jsonScript  bool
}

func (m *metaReader) open(tag string, attrs map[string]string, hidden bool) {
	switch tag {
	case "html":
		m.lang = cmp.Or(m.lang, attrs["lang"], attrs["xml:lang"])
	case "meta":
		if m.named == nil {
			m.named = map[string]string{}
		}
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			if k, v := strings.ToLower(strings.TrimSpace(attrs[key])), strings.TrimSpace(attrs["content"]); k != "" && v != "" && m.named[k] == "" {
				m.named[k] = v
			}
		}
	case "link":
		if slices.Contains(strings.Fields(strings.ToLower(attrs["rel"])), "canonical") {
			m.canonical = cmp.Or(m.canonical, attrs["href"])
		}
	case "time":
		_, pubdate := attrs["pubdate"]
		if !hidden && (pubdate || strings.Contains(strings.ToLower(attrs["itemprop"]), "datepublished")) {
			m.time = cmp.Or(m.time, attrs["datetime"])
		}
	case "script":
		m.jsonScript = strings.Contains(strings.ToLower(attrs["type"]), "ld+json")
	}
}

func (m *metaReader) raw(at *node, text string) {
	switch {
	case at.tag == "title" && !at.within("svg"):
		m.title = cmp.Or(m.title, text)
	case at.tag == "script" && m.jsonScript:
		m.linkedData(text)
	}
}

var (
	articleType    = lazy(`(?i)(?:article|posting|report|newsitem)$`)
	loosePublished = lazy(`"datePublished"\s*:\s*"([^"]{8,40})"`)
)

// linkedData reads the article out of a JSON-LD block.
func (m *metaReader) linkedData(text string) {
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(text)), &v) != nil {
		// Cut off or badly quoted: its date can still be read.
		if f := loosePublished().FindStringSubmatch(text); f != nil {
			m.page.published = cmp.Or(m.page.published, isoDay(f[1]))
		}
		return
	}
	m.things(v, 0)
}

func (m *metaReader) things(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			m.things(x, depth+1)
		}
	case map[string]any:
		if articleType().MatchString(text(v["@type"])) {
			m.page.published = cmp.Or(m.page.published, isoDay(text(v["datePublished"])))
			m.page.updated = cmp.Or(m.page.updated, isoDay(text(v["dateModified"])))
			m.page.title = cmp.Or(m.page.title, text(v["headline"]))
			m.page.publisher = cmp.Or(m.page.publisher, text(v["publisher"]))
			m.page.byline = cmp.Or(m.page.byline, text(v["author"]))
			m.page.language = cmp.Or(m.page.language, text(v["inLanguage"]))
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"} {
			m.things(v[key], depth+1)
		}
	}
}

// text is a JSON-LD value as text: itself, its name, or those of its members.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case map[string]any:
		return text(v["name"])
	case []any:
		var all []string
		for _, x := range v {
			if t := text(x); t != "" {
				all = append(all, t)
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}

func (m *metaReader) first(keys ...string) string {
	for _, k := range keys {
		if v := m.named[k]; v != "" {
			return v
		}
	}
	return ""
}

func (m *metaReader) done() meta {
	out := m.page
	out.publisher = cmp.Or(m.first("og:site_name"), out.publisher, m.first("publisher", "dc.publisher", "application-name"))
	out.title = plain(cmp.Or(m.first("og:title"), out.title, m.first("twitter:title", "dc.title"), m.title))
	out.title = withoutSite(out.title, out.publisher)
	out.byline = plain(cmp.Or(out.byline, m.first("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")))
	if strings.Contains(out.byline, "://") {
		out.byline = ""
	}
	out.byline = strings.TrimPrefix(strings.TrimPrefix(out.byline, "By "), "by ")
	out.publisher = plain(out.publisher)
	out.published = cmp.Or(out.published, isoDay(m.first("article:published_time", "og:article:published_time", "article:published", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "pubdate", "publishdate", "publish-date", "publish_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date", "date", "article.published")), isoDay(m.time))
	out.updated = cmp.Or(out.updated, isoDay(m.first("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "revised")))
	out.language = strings.ReplaceAll(cmp.Or(m.lang, out.language, m.first("content-language", "og:locale", "language", "dc.language")), "_", "-")
	out.url = cmp.Or(m.canonical, m.first("og:url"))
	if !strings.Contains(out.url, "://") {
		out.url = ""
	}
	return out
}
