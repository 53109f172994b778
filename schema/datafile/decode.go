package datafile

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

// decoder fills Go values from one file's nodes. It goes on after a fault, and
// unlike YAML's own decoder it knows every value's line and names no Go type.
type decoder struct {
	file, entry string
	faults      *Faults
}

func (d *decoder) fault(n *yaml.Node, format string, args ...any) {
	d.faults.At(d.file, n.Line, d.entry, format, args...)
}

// value reads n, which stands at key, into v. A list of plain values may be
// written as one plain value.
func (d *decoder) value(n *yaml.Node, v reflect.Value, key string) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		d.fault(n, "%s: anchors and aliases are not read", key)
		return
	}
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" {
		d.fault(n, "%s: no value", key)
		return
	}
	if t, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if !d.is(n, yaml.ScalarNode, key) {
			return
		}
		if err := t.UnmarshalText([]byte(n.Value)); err != nil {
			d.fault(n, "%s: %v", key, err)
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), key)
	case reflect.Struct:
		d.structure(n, v, key)
	case reflect.Slice:
		d.slice(n, v, key)
	case reflect.Map:
		d.table(n, v, key)
	default:
		d.plain(n, v, key)
	}
}

func (d *decoder) plain(n *yaml.Node, v reflect.Value, key string) {
	if !d.is(n, yaml.ScalarNode, key) {
		return
	}
	// A string takes what is written, to the letter: 057 stays 057, and NO is no boolean.
	switch v.Kind() {
	case reflect.String:
		v.SetString(n.Value)
	case reflect.Bool:
		if n.Value != "true" && n.Value != "false" {
			d.fault(n, "%s: want true or false, got %q", key, n.Value)
		}
		v.SetBool(n.Value == "true")
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		i, err := strconv.ParseInt(n.Value, 10, v.Type().Bits())
		if err != nil {
			d.fault(n, "%s: want a whole number, got %q", key, n.Value)
		}
		v.SetInt(i)
	case reflect.Float32, reflect.Float64:
		f, err := strconv.ParseFloat(n.Value, v.Type().Bits())
		if err != nil {
			d.fault(n, "%s: want a number, got %q", key, n.Value)
		}
		v.SetFloat(f)
	default:
		panic(fmt.Sprintf("datafile: %s: no data file can hold a %s", key, v.Type()))
	}
}

func (d *decoder) slice(n *yaml.Node, v reflect.Value, key string) {
	nodes := n.Content
	if elem := v.Type().Elem().Kind(); n.Kind == yaml.ScalarNode && elem != reflect.Struct && elem != reflect.Slice && elem != reflect.Map {
		nodes = []*yaml.Node{n}
	} else if !d.is(n, yaml.SequenceNode, key) {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(nodes), len(nodes)))
	for i, item := range nodes {
		d.value(item, v.Index(i), key)
	}
}

func (d *decoder) table(n *yaml.Node, v reflect.Value, key string) {
	if !d.is(n, yaml.MappingNode, key) {
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(n.Content)/2))
	d.mapping(n, func(k, value *yaml.Node) {
		kv, vv := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		d.value(k, kv, key)
		d.value(value, vv, key+"."+k.Value)
		v.SetMapIndex(kv, vv)
	})
}

func (d *decoder) structure(n *yaml.Node, v reflect.Value, key string) {
	if !d.is(n, yaml.MappingNode, key) {
		return
	}
	s := shapeOf(v.Type())
	var given uint64
	d.mapping(n, func(k, value *yaml.Node) {
		f, ok := s.fields[k.Value]
		if !ok {
			d.fault(k, "unknown key %q", k.Value)
			return
		}
		given |= 1 << f.bit
		d.value(value, v.FieldByIndex(f.index), k.Value)
		if f.required && empty(value) {
			d.fault(value, "%s: empty", k.Value)
		}
	})
	for _, r := range s.required {
		if given&(1<<r.bit) == 0 {
			d.fault(n, "no %s", r.key)
		}
	}
}

func empty(n *yaml.Node) bool {
	if n.Kind == yaml.ScalarNode {
		return n.ShortTag() != "!!null" && strings.TrimSpace(n.Value) == ""
	}
	return n.Kind != yaml.AliasNode && len(n.Content) == 0
}

// mapping calls fn for every key of n that was not given before.
func (d *decoder) mapping(n *yaml.Node, fn func(key, value *yaml.Node)) {
	if !d.is(n, yaml.MappingNode, "file") {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if !d.is(k, yaml.ScalarNode, "key") {
			continue
		}
		if first := earlier(n.Content[:i], k.Value); first != nil {
			d.fault(k, "key %q given twice, first in line %d", k.Value, first.Line)
			continue
		}
		fn(k, n.Content[i+1])
	}
}

func earlier(content []*yaml.Node, key string) *yaml.Node {
	for i := 0; i < len(content); i += 2 {
		if content[i].Kind == yaml.ScalarNode && content[i].Value == key {
			return content[i]
		}
	}
	return nil
}

var kinds = map[yaml.Kind]string{
	yaml.ScalarNode: "a plain value", yaml.SequenceNode: "a list", yaml.MappingNode: "a mapping", yaml.AliasNode: "an alias",
}

func (d *decoder) is(n *yaml.Node, want yaml.Kind, key string) bool {
	if n.Kind == want {
		return true
	}
	d.fault(n, "%s: want %s, got %s", key, kinds[want], kinds[n.Kind])
	return false
}

// shape is what a struct says about its mapping.
type shape struct {
	fields   map[string]field
	required []field
}

type field struct {
	key      string
	index    []int
	bit      uint // its place among the struct's fields
	required bool
}

var shapes sync.Map // reflect.Type -> *shape

func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s := &shape{fields: map[string]field{}}
	for _, f := range reflect.VisibleFields(t) {
		key, option, _ := strings.Cut(f.Tag.Get("data"), ",")
		if f.Anonymous && f.Type.Kind() == reflect.Struct || !f.IsExported() || key == "-" {
			continue
		}
		if key == "" {
			key = strings.ToLower(f.Name)
		}
		if _, clash := s.fields[key]; clash || len(s.fields) == 64 || option != "" && option != "required" {
			panic(fmt.Sprintf("datafile: %s: field %s has a clashing key or an unknown tag", t, f.Name))
		}
		nf := field{key: key, index: f.Index, bit: uint(len(s.fields)), required: option == "required"}
		s.fields[key] = nf
		if nf.required {
			s.required = append(s.required, nf)
		}
	}
	shapes.Store(t, s)
	return s
}
