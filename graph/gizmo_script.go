package graph

import (
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
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
			defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
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
		if _, err := plain(call.Argument(0).Export(), 0); err != nil {
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

// plain leaves of a result what JSON can say.
func plain(v any, depth int) (any, error) {
	if depth > 50 {
		return nil, errors.New("nested too deep")
	}
	switch v := v.(type) {
	case nil, bool, string, int, int64, float64:
		return v, nil
	case quad.Value:
		return quad.ToString(v), nil
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, x := range v {
			var err error
			if out[k], err = plain(x, depth+1); err != nil {
				return nil, err
			}
		}
		return out, nil
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			var err error
			if out[i], err = plain(x, depth+1); err != nil {
				return nil, err
			}
		}
		return out, nil
	default:
		return nil, fmt.Errorf("a %T is no data", v)
	}
}
