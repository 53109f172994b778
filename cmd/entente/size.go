package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// size is a flag in bytes: 512MB, 2GB.
type size int64

var units = []struct {
	name  string
	bytes size
}{{"GB", 1 << 30}, {"MB", 1 << 20}, {"KB", 1 << 10}, {"B", 1}}

func (s *size) Set(text string) error {
	for _, u := range units {
		if number, ok := strings.CutSuffix(strings.ToUpper(text), u.name); ok {
			n, err := strconv.ParseUint(strings.TrimSpace(number), 10, 32)
			if err != nil {
				break
			}
			*s = size(n) * u.bytes
			return nil
		}
	}
	return errors.New("want a size such as 512MB or 2GB")
}

func (s *size) String() string {
	for _, u := range units {
		if *s != 0 && *s%u.bytes == 0 {
			return fmt.Sprint(int64(*s/u.bytes), u.name)
		}
	}
	return "0B"
}

func (*size) Type() string { return "size" }
