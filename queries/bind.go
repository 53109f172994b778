package queries

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/entente-kg/entente/schema"
)

// bound is a question whose params have values. An optional param that was not given has none.
type bound struct {
	Query
	entities map[string]schema.Entity
	texts    map[string]string
	numbers  map[string]int
	dates    map[string]string
}

func (c *Catalog) bind(ctx context.Context, names Resolver, q Query, args []string) (bound, error) {
	b := bound{Query: q, entities: map[string]schema.Entity{}, texts: map[string]string{}, numbers: map[string]int{}, dates: map[string]string{}}
	if len(args) > len(q.Params) {
		return b, fmt.Errorf("query %s: %w: %q is one too many: %s", q.Name, ErrArguments, args[len(q.Params)], q.Usage())
	}
	for i, p := range q.Params {
		value := p.Default
		if i < len(args) && args[i] != "" {
			value = args[i]
		}
		if value == "" {
			if p.Required {
				return b, fmt.Errorf("query %s: %w: no %s: %s", q.Name, ErrArguments, p.Name, q.Usage())
			}
			continue
		}
		switch p.Kind {
		case KindEntity:
			e, err := names.Resolve(ctx, value)
			if err != nil {
				return b, fmt.Errorf("query %s: %s: %w", q.Name, p.Name, err)
			}
			b.entities[p.Name] = e
		case KindNumber:
			n, err := strconv.Atoi(value)
			if err != nil || n < 1 {
				return b, fmt.Errorf("query %s: %w: %s %q is not a number from 1", q.Name, ErrArguments, p.Name, value)
			}
			b.numbers[p.Name] = n
		case KindDate:
			if !dateShape.MatchString(value) {
				return b, fmt.Errorf("query %s: %w: %s %q is not a date such as 2024-08-20, 2024-08 or 2024", q.Name, ErrArguments, p.Name, value)
			}
			b.dates[p.Name] = value
		case KindPeriod:
			if periods[value] == 0 {
				return b, fmt.Errorf("query %s: %w: %s %q is not day, month or year", q.Name, ErrArguments, p.Name, value)
			}
			b.texts[p.Name] = value
		default:
			b.texts[p.Name] = value
		}
	}
	return b, c.bindRelations(&b)
}

// bindRelations puts the relations that were asked for in place of $param. The
// name of an inverse means its relation.
func (c *Catalog) bindRelations(b *bound) error {
	b.Select = slices.Clone(b.Select)
	for i, s := range b.Select {
		var relations []string
		for _, r := range s.Relations {
			if param, ok := strings.CutPrefix(r, "$"); ok {
				if r = b.texts[param]; r == "" {
					continue
				}
				if inverse, ok := c.vocabulary.ByInverse(r); ok {
					r = inverse.Name
				}
			}
			if _, ok := c.vocabulary.Relation(r); !ok {
				return fmt.Errorf("query %s: %w: %w %q", b.Name, ErrArguments, schema.ErrUnknownRelation, r)
			}
			relations = append(relations, r)
		}
		b.Select[i].Relations = relations
	}
	return nil
}

var dateShape = regexp.MustCompile(`^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`)

var optionalPart = regexp.MustCompile(`\[([^\[\]]*)\]`)

// asked is the question with its names filled in.
func (b bound) asked() string {
	missing := false
	fill := func(text string) string {
		return placeholder.ReplaceAllStringFunc(text, func(m string) string {
			name := m[1 : len(m)-1]
			if e, ok := b.entities[name]; ok {
				return e.Name
			}
			if n, ok := b.numbers[name]; ok {
				return strconv.Itoa(n)
			}
			if t, ok := b.texts[name]; ok {
				return t
			}
			if d, ok := b.dates[name]; ok {
				return d
			}
			missing = true
			return name
		})
	}
	return fill(optionalPart.ReplaceAllStringFunc(b.Question, func(m string) string {
		missing = false
		if part := fill(m[1 : len(m)-1]); !missing {
			return part
		}
		return ""
	}))
}
