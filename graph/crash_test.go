package graph

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gotest.tools/v3/assert"
	"gotest.tools/v3/assert/cmp"

	"github.com/entente-kg/entente/schema"
)

// step is something that a process does to a store before it is killed.
type step struct {
	Do       string // load, retract, merge, split, reject, clear, build or rebuild
	Articles []int  // of the load, in order
	Version  int
}

// content is what a store of the steps must hold.
type content struct {
	articles         map[int]int // number -> version
	merged, rejected bool
}

func (c content) clone() content {
	c.articles = maps.Clone(c.articles)
	return c
}

// after is what may be there once the step has begun: first if it had not, last if it had ended.
func (c content) after(s step) (out []content) {
	out = []content{c.clone()}
	now := c.clone()
	for _, n := range s.Articles {
		if s.Do == "retract" {
			delete(now.articles, n)
		} else {
			now.articles[n] = s.Version
		}
		if s.Do == "load" { // by articles; all else is done at once
			out = append(out, now.clone())
		}
	}
	switch s.Do {
	case "merge", "split":
		now.merged = s.Do == "merge"
	case "reject", "clear":
		now.rejected = s.Do == "reject"
	}
	return append(out, now)
}

var (
	crashCorpus = corpus(230)
	crashBase   = says("base", "2020-01-01", "country/e0 ally country/e3 asserted", "person/e1 met-with country/e0 asserted")
)

func crashArticle(n, version int) schema.Record {
	rec := crashCorpus[n]
	rec.Doc.Title = strconv.Itoa(version)
	rec.Assertions = rec.Assertions[version%3:]
	return rec
}

// do is run by the process that is to be killed, and by the one that works out what must be there.
func (s step) do(st *Store) error {
	var recs []schema.Record
	var ids []string
	for _, n := range s.Articles {
		recs = append(recs, crashArticle(n, s.Version))
		ids = append(ids, crashCorpus[n].Doc.ID)
	}
	var err error
	switch s.Do {
	case "load":
		_, err = st.Add(ctx, recs...)
	case "retract":
		_, err = st.Retract(ctx, ids...)
	case "merge":
		err = st.Merge(ctx, "country/e0", "country/e3")
	case "split":
		err = st.Split(ctx, "country/e0")
	case "reject":
		_, err = st.Review(ctx, crashBase.Assertions[0].ID, schema.Rejected)
	case "clear":
		_, err = st.Review(ctx, crashBase.Assertions[0].ID, "")
	default:
		err = fmt.Errorf("cannot %s", s.Do)
	}
	return err
}

// crashEnv names the store in the process that is to be killed; its steps come by stdin.
const crashEnv = "ENTENTE_CRASH_STORE"

// victim does its steps and tells of each that is done.
func victim(path string) error {
	var steps []step
	if err := json.NewDecoder(os.Stdin).Decode(&steps); err != nil {
		return err
	}
	fmt.Println("ready")
	var s *Store
	for i, st := range steps {
		if s != nil && (st.Do == "rebuild" || st.Do == "build") {
			if err := s.Close(); err != nil {
				return err
			}
			s = nil
		}
		var err error
		switch st.Do {
		case "rebuild":
			_, err = Rebuild(ctx, path, nil)
		case "build":
			_, err = Build(ctx, path, func(add func(schema.Record) error) error {
				if err := add(crashBase); err != nil {
					return err
				}
				for _, n := range st.Articles {
					if err := add(crashArticle(n, st.Version)); err != nil {
						return err
					}
				}
				return nil
			})
		default:
			if s == nil {
				if s, err = Open(ctx, Options{Path: path}); err != nil {
					return err
				}
			}
			err = st.do(s)
		}
		if err != nil {
			return fmt.Errorf("step %d, %s: %w", i, st.Do, err)
		}
		fmt.Println("done", i)
	}
	fmt.Println("end")
	return nil
}

// die runs the steps in a process of their own and kills it after a while. It answers
// how many steps were acknowledged, whether it was killed before its end, and how long it took from the first step on.
func die(t *testing.T, path string, steps []step, after time.Duration) (done int, killed bool, took time.Duration) {
	t.Helper()
	input, err := json.Marshal(steps)
	assert.NilError(t, err)
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), crashEnv+"="+path)
	cmd.Stdin = bytes.NewReader(input)
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	assert.NilError(t, err)
	assert.NilError(t, cmd.Start())
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	assert.NilError(t, err, complaint.String())
	assert.Equal(t, line, "ready\n")
	begun := time.Now()
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	ended := false
	for err == nil {
		// An acknowledgement counts once its line is whole.
		if line, err = lines.ReadString('\n'); err == nil {
			ended = ended || line == "end\n"
			if strings.HasPrefix(line, "done ") {
				done++
			}
		}
	}
	took = time.Since(begun)
	assert.Equal(t, err, io.EOF)
	timer.Stop()
	err = cmd.Wait()
	if !ended {
		assert.ErrorContains(t, err, "killed", complaint.String())
	}
	return done, !ended, took
}

// script makes the steps that one process does, from what is there on.
func script(rng *rand.Rand, theme string, c content) (steps []step) {
	do := func(s step) {
		steps = append(steps, s)
		all := c.after(s)
		c = all[len(all)-1]
	}
	some := func(most int) []int { return rng.Perm(len(crashCorpus))[:1+rng.IntN(most)] }
	for len(steps) < 12 {
		switch theme {
		case "ingest":
			do(step{Do: "load", Articles: some(40), Version: rng.IntN(5)})
		case "load": // of more than one batch
			do(step{Do: "load", Articles: rng.Perm(len(crashCorpus)), Version: rng.IntN(5)})
			if len(steps) == 3 {
				return steps
			}
		case "retract":
			have := slices.Sorted(maps.Keys(c.articles))
			if len(have) < 20 {
				do(step{Do: "load", Articles: some(60), Version: rng.IntN(5)})
				continue
			}
			rng.Shuffle(len(have), func(i, j int) { have[i], have[j] = have[j], have[i] })
			do(step{Do: "retract", Articles: have[:1+rng.IntN(10)]})
		case "decide":
			switch {
			case rng.IntN(2) == 0 && c.merged:
				do(step{Do: "split"})
			case rng.IntN(2) == 0 && !c.merged:
				do(step{Do: "merge"})
			case c.rejected:
				do(step{Do: "clear"})
			default:
				do(step{Do: "reject"})
			}
		case "rebuild":
			do(step{Do: "rebuild"})
			do(step{Do: "load", Articles: some(5), Version: rng.IntN(5)})
			if len(steps) >= 6 {
				return steps
			}
		}
	}
	return steps
}

// twin is a store in memory that follows the one whose writers die.
type twin struct {
	*Store
	is content
}

func (w *twin) become(t *testing.T, want content) {
	t.Helper()
	step := func(s step) { assert.NilError(t, s.do(w.Store)) }
	for n := range w.is.articles {
		if _, ok := want.articles[n]; !ok {
			step(stepOf("retract", n, 0))
		}
	}
	for n, v := range want.articles {
		if was, ok := w.is.articles[n]; !ok || was != v {
			step(stepOf("load", n, v))
		}
	}
	if w.is.merged != want.merged {
		step(stepOf(map[bool]string{true: "merge", false: "split"}[want.merged], -1, 0))
	}
	if w.is.rejected != want.rejected {
		step(stepOf(map[bool]string{true: "reject", false: "clear"}[want.rejected], -1, 0))
	}
	w.is = want.clone()
}

func stepOf(do string, n, version int) step {
	if n < 0 {
		return step{Do: do}
	}
	return step{Do: do, Articles: []int{n}, Version: version}
}

// contentOf reads which articles, and which of their versions, a store has.
func contentOf(t *testing.T, s *Store) content {
	t.Helper()
	c := content{articles: map[int]int{}}
	number := map[string]int{}
	for n, rec := range crashCorpus {
		number[rec.Doc.ID] = n
	}
	for _, d := range documents(t, s) {
		if d.ID == crashBase.Doc.ID {
			continue
		}
		version, err := strconv.Atoi(d.Title)
		assert.NilError(t, err)
		c.articles[number[d.ID]] = version
	}
	decided, err := s.Decisions(ctx)
	assert.NilError(t, err)
	for _, d := range decided {
		c.merged = c.merged || d.Kind == "merge"
		c.rejected = c.rejected || d.Review == schema.Rejected
	}
	return c
}

// survived opens what a killed process left, and holds it against what it acknowledged.
func survived(t *testing.T, path string, before content, steps []step, done int, w *twin) content {
	t.Helper()
	for _, s := range steps[:done] {
		all := before.after(s)
		before = all[len(all)-1]
	}
	may := []content{before}
	if done < len(steps) {
		may = before.after(steps[done])
	}
	s, err := Open(ctx, Options{Path: path})
	assert.NilError(t, err)
	sound(t, s)
	now := contentOf(t, s)
	ok := slices.ContainsFunc(may, func(c content) bool {
		return maps.Equal(c.articles, now.articles) && c.merged == now.merged && c.rejected == now.rejected
	})
	assert.Assert(t, ok, "%d of %+v were acknowledged; there is %+v", done, steps, now)
	w.become(t, now)
	assert.DeepEqual(t, dump(t, s), dump(t, w.Store))
	assert.Check(t, cmp.DeepEqual(storeRows(t, s), storeRows(t, w.Store), allowRows))
	assert.NilError(t, s.Close())
	return now
}

// kills is how often a test kills. The race detector makes it several times as slow.
func kills() int {
	usual := 50
	if info, ok := debug.ReadBuildInfo(); testing.Short() || ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		usual = 10
	}
	return number("ENTENTE_KILLS", usual)
}

func TestKilledAtAnyMomentAStoreKeepsWhatItAcknowledged(t *testing.T) {
	if path := os.Getenv(crashEnv); path != "" {
		if err := victim(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	path := filepath.Join(t.TempDir(), "s")
	s, err := Open(ctx, Options{Path: path})
	assert.NilError(t, err)
	add(t, s, crashBase)
	assert.NilError(t, s.Close())
	w := &twin{Store: openAt(t, "memory", ""), is: content{articles: map[int]int{}}}
	add(t, w.Store, crashBase)
	now := w.is.clone()

	rng := rand.New(rand.NewPCG(uint64(number("ENTENTE_SEED", 1)), 3))
	themes := []string{"ingest", "rebuild", "retract", "load", "rebuild", "decide", "build", "build"}
	usual := map[string]time.Duration{}
	killed, fresh := map[string]int{}, 0
	for want, n := kills(), 0; n < want; {
		for _, theme := range themes {
			// The first of a kind runs to its end, to know how long that takes.
			after := time.Minute
			if usual[theme] > 0 {
				after = time.Duration(rng.Int64N(int64(usual[theme])))
			}
			if theme == "build" {
				fresh++
				n += killBuild(t, filepath.Join(t.TempDir(), strconv.Itoa(fresh)), rng, after, usual, killed)
				continue
			}
			steps := script(rng, theme, now)
			done, dead, took := die(t, path, steps, after)
			if now = survived(t, path, now, steps, done, w); t.Failed() {
				t.Fatalf("%s, killed after %v", theme, took)
			}
			if dead {
				n++
				killed[theme]++
			} else {
				usual[theme] = took
			}
		}
	}
	t.Logf("killed: %v; to their ends they take %v", killed, usual)
	_, err = Rebuild(ctx, path, nil)
	assert.NilError(t, err)
	left, err := os.ReadDir(filepath.Dir(path))
	assert.NilError(t, err)
	assert.Equal(t, len(left), 1, "%v", left)
}

// killBuild kills a build of a store that was not there. Then it is whole or not there, and what is left does not hinder the next.
func killBuild(t *testing.T, path string, rng *rand.Rand, after time.Duration, usual map[string]time.Duration, killed map[string]int) (n int) {
	t.Helper()
	build := step{Do: "build", Articles: rng.Perm(len(crashCorpus)), Version: rng.IntN(5)}
	steps := []step{build}
	done, dead, took := die(t, path, steps, after)
	if dead {
		n = 1
		killed["build"]++
	} else {
		usual["build"] = took
	}
	if _, err := os.Stat(path); err != nil {
		assert.ErrorIs(t, err, os.ErrNotExist)
		assert.Equal(t, done, 0)
		done, dead, _ = die(t, path, steps, time.Minute)
		assert.Assert(t, done == 1 && !dead)
	}
	w := &twin{Store: openAt(t, "memory", ""), is: content{articles: map[int]int{}}}
	add(t, w.Store, crashBase)
	survived(t, path, content{articles: map[int]int{}}, steps, 1, w)
	if t.Failed() {
		t.Fatalf("build, killed after %v", took)
	}
	return n
}
