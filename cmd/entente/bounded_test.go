package main

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"gotest.tools/v3/assert"
	"gotest.tools/v3/assert/cmp"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/schema"
)

// hostile queries each want all memory, all time or the end of the process.
var hostile = map[string]string{
	"string that doubles":         `var s = "x"; for (;;) s += s`,
	"string at once":              `"x".repeat(1 << 30).repeat(16)`,
	"array that grows":            `var a = []; for (;;) a.push({a: 1, b: [1, 2, 3]})`,
	"array at once":               `new ArrayBuffer(1e12)`,
	"long native loop":            `Array.prototype.fill.call({length: 9007199254740991}, 0)`,
	"calls without end":           `var f = function () { return f() + 1 }; f()`,
	"stack of the parser":         `eval("(".repeat(1 << 24))`,
	"stack of JSON":               `var a = []; for (var i = 0; i < 3e6; i++) a = [a]; JSON.stringify(a)`,
	"one part many times":         `var a = [1]; for (var i = 0; i < 40; i++) a = [a, a]; JSON.stringify(a)`,
	"result with a part so often": `var a = [1]; for (var i = 0; i < 40; i++) a = [a, a]; g.Emit(a)`,
	"regexp that goes back":       `/(a+)+\1b/.exec("a".repeat(60))`,
	"number without end":          `var x = 3n; for (;;) x = x * x`,
	"results without end":         `for (;;) g.V().toArray()`,
	"loop within a walk":          `g.V().forEach(function () { for (;;); })`,
	"error that never stops":      `for (;;) try { nothing.here } catch (e) {}`,
}

func hostileStore(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "entente.db")
	s, err := graph.Open(t.Context(), graph.Options{Path: path})
	assert.NilError(t, err)
	_, err = s.Add(t.Context(), schema.Record{Doc: schema.DocInfo{ID: "wire-1", Title: "News"}})
	assert.NilError(t, err)
	assert.NilError(t, s.Close())
	return path
}

func TestHostileQueryEndsAndNothingElse(t *testing.T) {
	path := hostileStore(t)
	const timeout = 2 * time.Second
	for name, script := range hostile {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			code, _, stderr := outcome(t.Context(), "query", "--store", path, "--timeout", timeout.String(), "--memory", "64MB", "--gizmo", script)
			assert.Equal(t, code, exitFailed)
			assert.Check(t, cmp.Regexp(`^entente: (the query (ran longer than --timeout 2s|needed more than --memory 64MB|broke the process it ran in)|query bolt store .*(too often|too large))`, stderr))
			// A second to end in and one to be waited for; the rest is for machines that are busy.
			assert.Check(t, time.Since(began) < timeout+2*overtime+3*time.Second)
			code, stdout, stderr := outcome(t.Context(), "query", "--store", path, "--gizmo", `g.Emit("well")`)
			assert.Equal(t, code, exitDone, stderr)
			assert.Equal(t, stdout, "{\"value\":\"well\"}\n")
		})
	}
}

// Go cannot recover from this one, so whoever sees the error was not the process that ran it.
func TestQueryThatOverflowsTheStackIsAnError(t *testing.T) {
	code, _, stderr := outcome(t.Context(), "query", "--store", hostileStore(t), "--timeout", "60s", "--memory", "3GB",
		"--gizmo", `eval("(".repeat(1 << 22))`)
	assert.Equal(t, code, exitFailed)
	assert.Equal(t, stderr, "entente: the query broke the process it ran in, which had --memory 3GB: stack overflow\n")
}

func TestInterruptEndsTheQuerysProcess(t *testing.T) {
	path := hostileStore(t)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(300*time.Millisecond, cancel)
	began := time.Now()
	code, _, stderr := outcome(ctx, "query", "--store", path, "--timeout", "60s", "--gizmo", `/(a+)+\1b/.exec("a".repeat(60))`)
	assert.Equal(t, code, exitFailed)
	assert.Equal(t, stderr, "entente: interrupted\n")
	assert.Check(t, time.Since(began) < 10*time.Second)
	// A reader that lived on would keep writers out.
	s, err := graph.Open(t.Context(), graph.Options{Path: path})
	assert.NilError(t, err)
	assert.NilError(t, s.Close())
}
