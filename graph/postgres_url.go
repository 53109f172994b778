package graph

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// schemes are how the URL of a database server begins. Every other path is a file's.
var schemes = []string{"postgres://", "postgresql://"}

// IsServer tells whether a store of that path lies on a server. Every other lies in a file.
func IsServer(path string) bool {
	for _, s := range schemes {
		if len(path) >= len(s) && strings.EqualFold(path[:len(s)], s) {
			return true
		}
	}
	return false
}

var errURL = errors.New(`needs a URL: postgres://user:password@host:port/database, with : / ? # @ in the password written as %3A %2F %3F %23 %40`)

// parse refuses a URL in which a part of the password may be taken for something else.
func parse(path string) (*url.URL, url.Values, error) {
	u, err := url.Parse(path)
	if err != nil || !IsServer(path) || u.Fragment != "" || strings.Contains(u.RequestURI(), "@") {
		return nil, nil, errURL // what url.Parse says shows the URL
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return nil, nil, errURL
	}
	return u, query, nil
}

// dataSource is the URL for the driver.
func dataSource(o Options) (string, error) {
	u, query, err := parse(o.Path)
	if err != nil {
		return "", err
	}
	for k, v := range map[string]string{"connect_timeout": "10", "fallback_application_name": "entente"} {
		if !query.Has(k) {
			query.Set(k, v)
		}
	}
	if o.ReadOnly {
		query.Set("default_transaction_read_only", "on")
	}
	u.Scheme, u.RawQuery = "postgres", query.Encode()
	return u.String(), nil
}

// queryDataSource is for a query, which can do nothing but read, and not longer than its context lasts.
func queryDataSource(ctx context.Context, o Options) (string, error) {
	o.ReadOnly = true
	name, err := dataSource(o)
	if err != nil {
		return "", err
	}
	end, ok := ctx.Deadline()
	if !ok {
		return name, nil
	}
	u, query, err := parse(name)
	if err != nil {
		return "", err
	}
	query.Set("statement_timeout", strconv.FormatInt(max(1, time.Until(end).Milliseconds()), 10))
	u.RawQuery = query.Encode()
	return u.String(), nil
}

// Redacted is a store's path as it may be shown: without the password, if it is a URL.
func Redacted(path string) string {
	if !IsServer(path) {
		return path
	}
	const hidden = "xxxxx"
	u, query, err := parse(path)
	if err != nil {
		scheme, _, _ := strings.Cut(path, "://")
		return scheme + "://" + hidden
	}
	secret := false
	for _, k := range []string{"password", "sslpassword"} {
		if query.Has(k) {
			query.Set(k, hidden)
			secret = true
		}
	}
	if secret {
		u.RawQuery = query.Encode()
	}
	return u.Redacted()
}
