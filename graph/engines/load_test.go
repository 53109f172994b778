package engines

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"gotest.tools/v3/assert"
)

var size = flag.Int("quads", 1_000_000, "how many quads the smaller of the two measured stores has; the larger has three times as many")

// job is what a process of its own does: peak memory and cold starts cannot be
// measured in one that has done other things before.
type job struct {
	Engine   string
	Path     string
	Articles int // to load; with none the store is opened and asked one thing
}

// done is what it answers.
type done struct {
	Seconds float64
	Peak    int64 // bytes resident, and 0 where the system does not say

	cpu time.Duration // of all threads, the making of the corpus included
}

const jobVariable = "ENTENTE_ENGINES_JOB"

// folder has the stores that more than one benchmark reads.
var folder string

func TestMain(m *testing.M) {
	if text := os.Getenv(jobVariable); text != "" {
		if err := work(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	var err error
	if folder, err = os.MkdirTemp("", "engines"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

func work(text string) error {
	var j job
	if err := json.Unmarshal([]byte(text), &j); err != nil {
		return err
	}
	e := engines[j.Engine]
	start := time.Now()
	took := func() float64 { return time.Since(start).Seconds() }
	var d done
	var err error
	if j.Articles > 0 {
		c := newCorpus(j.Articles)
		err = e.load(j.Path, c)
		d.Seconds = took() - c.spent.Seconds()
	} else {
		err = e.look(j.Path)
		d.Seconds = took()
	}
	if err != nil {
		return err
	}
	d.Peak = peak()
	return json.NewEncoder(os.Stdout).Encode(d)
}

// peak asks Linux for the most memory that this process ever had.
func peak() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kib, _, _ := strings.Cut(strings.TrimSpace(after), " ")
	n, _ := strconv.ParseInt(kib, 10, 64)
	return n << 10
}

// run does the job in a process of its own.
func run(tb testing.TB, j job) done {
	tb.Helper()
	text, err := json.Marshal(j)
	assert.NilError(tb, err)
	program, err := os.Executable()
	assert.NilError(tb, err)
	cmd := exec.CommandContext(context.Background(), program)
	cmd.Env = append(os.Environ(), jobVariable+"="+string(text))
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	assert.NilError(tb, cmd.Run(), "%s: %s", text, &errs)
	var d done
	assert.NilError(tb, json.Unmarshal(out.Bytes(), &d))
	d.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return d
}

// loaded is a store of the corpus, made once for all who read it.
func loaded(tb testing.TB, engine string, quads int) string {
	tb.Helper()
	path := filepath.Join(folder, fmt.Sprint(engine, "-", quads))
	if _, err := os.Stat(path); err != nil {
		run(tb, job{Engine: engine, Path: path, Articles: articlesOf(quads)})
	}
	return path
}

// onDisk counts the files at path and their bytes.
func onDisk(tb testing.TB, path string) (files int, size int64) {
	tb.Helper()
	assert.NilError(tb, filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files++
		size += info.Size()
		return nil
	}))
	return files, size
}

// BenchmarkLoad writes the corpus into an empty store. The first engine is the
// one that the others are compared with: x-rate, x-disk and x-peak are the
// ratios to what it took a moment before. Where other programs disturb, cpu-s is
// steadier than quads/s, but knows nothing of waiting for the disk.
func BenchmarkLoad(b *testing.B) {
	type figures struct{ rate, disk, peak, cpu float64 }
	var first figures
	articles := articlesOf(*size)
	for _, name := range names {
		b.Run(name, func(b *testing.B) {
			var sum figures
			for i := range b.N {
				path := filepath.Join(folder, fmt.Sprint(name, "-load-", i))
				d := run(b, job{Engine: name, Path: path, Articles: articles})
				files, bytes := onDisk(b, path)
				assert.NilError(b, os.RemoveAll(path))
				sum.rate += float64(*size) / d.Seconds / float64(b.N)
				sum.disk += float64(bytes) / float64(*size) / float64(b.N)
				sum.peak += float64(d.Peak) / (1 << 20) / float64(b.N)
				sum.cpu += d.cpu.Seconds() / float64(b.N)
				b.ReportMetric(float64(files), "files")
			}
			if name == names[0] {
				first = sum
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(sum.rate, "quads/s")
			b.ReportMetric(sum.disk, "B/quad")
			b.ReportMetric(sum.peak, "peak-MiB")
			b.ReportMetric(sum.cpu, "cpu-s")
			if first.rate > 0 {
				b.ReportMetric(sum.rate/first.rate, "x-rate")
				b.ReportMetric(sum.disk/first.disk, "x-disk")
			}
			if first.peak > 0 {
				b.ReportMetric(sum.peak/first.peak, "x-peak")
			}
		})
	}
}

// BenchmarkOpen opens a store for reading and asks for one entity, in a process
// that has just begun.
func BenchmarkOpen(b *testing.B) {
	for _, quads := range []int{*size, 3 * *size} {
		for _, name := range []string{"cayley-bolt", "cayley-pebble", "store-build"} {
			b.Run(fmt.Sprint(name, "/", quads), func(b *testing.B) {
				path := loaded(b, name, quads)
				best := 0.0
				for range b.N * 5 {
					if d := run(b, job{Engine: name, Path: path}); best == 0 || d.Seconds < best {
						best = d.Seconds
					}
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(best*1000, "ms")
			})
		}
	}
}
