package graph

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"unsafe"

	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"github.com/entente-kg/entente/graph/model"
)

// prepare makes entente() run the script. Cayley panics on some wrong arguments,
// such as g.V().Out("a", 5), on a goroutine of its own, where nobody could
// recover and the process would end; so the script runs within a function that can.
func prepare(session *gizmo.Session, script string) (failed *error, err error) {
	program, err := goja.Compile("query", script, false)
	if err != nil {
		return nil, err
	}
	// The session keeps its runtime to itself and offers no other way in.
	field := reflect.ValueOf(session).Elem().FieldByName("vm")
	if !field.IsValid() || field.Type() != reflect.TypeFor[*goja.Runtime]() {
		return nil, errors.New("this version of Cayley is not the one that entente was made for")
	}
	vm := reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem().Interface().(*goja.Runtime)
	vm.SetMaxCallStackSize(2000) // without it, endless recursion takes all memory

	failed = new(error)
	for name, value := range map[string]any{
		"entity":  model.EntityIRI,
		"article": model.ArticleIRI,
		"rel":     model.RelationIRI,
		"ns":      func(name string) quad.IRI { return quad.IRI(model.NS + name) },
		"entente": func() {
			defer func() {
				if p := recover(); p != nil {
					*failed = fmt.Errorf("%v", p)
				}
			}()
			_, *failed = vm.RunProgram(program)
		},
	} {
		if err := vm.Set(name, value); err != nil {
			return nil, err
		}
	}
	return failed, guardEmit(vm)
}

// guardEmit puts a check before g.Emit, which follows an object that holds
// itself until the stack ends, and the process with it.
func guardEmit(vm *goja.Runtime) error {
	original := vm.Get("g").ToObject(vm)
	emit, ok := goja.AssertFunction(original.Get("emit"))
	if !ok {
		return errors.New("this version of Cayley has no g.emit")
	}
	guarded := func(call goja.FunctionCall) goja.Value {
		if _, err := plain(call.Argument(0).Export()); err != nil {
			panic(vm.NewGoError(err))
		}
		v, err := emit(original, call.Arguments...)
		if err != nil {
			panic(vm.NewGoError(err))
		}
		return v
	}
	g := vm.CreateObject(original)
	for _, name := range []string{"emit", "Emit"} {
		if err := g.Set(name, guarded); err != nil {
			return err
		}
	}
	return errors.Join(vm.Set("g", g), vm.Set("graph", g))
}

// largest bounds one result, in bytes: an object may hold one and the same part
// so often that to write it all would fill everything.
const largest = 64 << 20

// plain leaves of a result what JSON can say.
func plain(v any) (any, error) {
	left := largest
	return plainly(v, 0, &left)
}

func plainly(v any, depth int, left *int) (any, error) {
	if s, ok := v.(string); ok {
		*left -= len(s)
	}
	if *left -= 16; depth > 50 || *left < 0 {
		return nil, errors.New("nested too deep, or too large")
	}
	switch v := v.(type) {
	case nil, bool, string, int, int64:
		return v, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, nil
		}
		return v, nil
	case quad.Value:
		switch native := v.Native().(type) {
		case string, bool, int, int64, float64:
			return plainly(native, depth, left)
		}
		return quad.ToString(v), nil
	case map[string]any:
		out := make(map[string]any)
		for k, x := range v {
			var err error
			if out[k], err = plainly(x, depth+1, left); err != nil {
				return nil, err
			}
		}
		return out, nil
	case []any:
		return plainList(v, depth, left)
	case []quad.Value:
		return plainList(v, depth, left)
	case []map[string]any:
		return plainList(v, depth, left)
	default:
		return nil, fmt.Errorf("a %T is no data", v)
	}
}

func plainList[T any](v []T, depth int, left *int) (any, error) {
	out := []any{}
	for _, x := range v {
		p, err := plainly(x, depth+1, left)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}
