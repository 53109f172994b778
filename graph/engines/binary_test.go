package engines

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"gotest.tools/v3/assert"
)

// programs open a store, and beside it what the program would have to link for another engine.
var programs = map[string]string{
	"store": `package main

import (
	"context"

	"github.com/entente-kg/entente/graph"
)

func main() {
	if _, err := graph.Open(context.Background(), graph.Options{Path: "store"}); err != nil {
		panic(err)
	}
}
`,
	"store-and-pebble": `package main

import (
	"context"

	"github.com/entente-kg/entente/graph"
	"github.com/entente-kg/entente/graph/engines"
)

func main() {
	if _, err := graph.Open(context.Background(), graph.Options{Path: "store"}); err != nil {
		panic(err)
	}
	if _, err := engines.OpenPebble("folder"); err != nil {
		panic(err)
	}
}
`,
}

// BenchmarkBinary builds a program without and with Pebble, without symbols.
func BenchmarkBinary(b *testing.B) {
	for _, name := range []string{"store", "store-and-pebble"} {
		b.Run(name, func(b *testing.B) {
			dir := b.TempDir()
			main, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "program")
			assert.NilError(b, os.WriteFile(main, []byte(programs[name]), 0o644))
			for range b.N {
				cmd := exec.CommandContext(b.Context(), "go", "build", "-ldflags", "-s -w", "-o", program, main)
				cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
				out, err := cmd.CombinedOutput()
				assert.NilError(b, err, "%s", out)
			}
			info, err := os.Stat(program)
			assert.NilError(b, err)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(info.Size())/(1<<20), "MiB")
		})
	}
}
