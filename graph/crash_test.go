package graph

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
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

	"github.com/entente-kg/entente/schema"
)

// step is something that a process does to a store before it is killed.
type step struct {
	Do       string // load, retract, merge, split, reject, clear, build, rebuild or backup
	Articles []int  // of a load, retract or build, in order
	Version  int
}

// kind is what kills are counted by.
func (s step) kind() string {
	if s.Do == "load" && len(s.Articles) == len(crashCorpus) {
		return "load in batches"
	}
	return s.Do
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
	crashCorpus = corpus(150)
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
		if err = st.Merge(ctx, "country/e0", "country/e3"); errors.Is(err, ErrMerged) {
			err = nil
		}
	case "split":
		if err = st.Split(ctx, "country/e0"); errors.Is(err, ErrNotMerged) {
			err = nil
		}
	case "reject":
		_, err = st.Review(ctx, crashBase.Assertions[0].ID, schema.Rejected)
	case "clear":
		_, err = st.Review(ctx, crashBase.Assertions[0].ID, "")
	case "backup":
		_, err = st.Backup(ctx, st.opts.Path+".copy")
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
	batchQuads, sortBytes = 2000, 64<<10 // to have more moments between two batches, and rows in files
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

// die runs the steps in a process of their own and kills it some time after it begins one of them. It
// answers how many steps were acknowledged, whether it was killed before its end, and how long that one took.
func die(t *testing.T, path string, steps []step, target int, after time.Duration) (done int, killed bool, took time.Duration) {
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
	var begun time.Time
	var timer *time.Timer
	ended := false
	for err == nil {
		switch {
		case timer == nil && done == target:
			begun = time.Now()
			timer = time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		case took == 0 && done > target:
			took = time.Since(begun)
		}
		// An acknowledgement counts once its line is whole.
		if line, err = lines.ReadString('\n'); err == nil {
			ended = ended || line == "end\n"
			if strings.HasPrefix(line, "done ") {
				done++
			}
		}
	}
	assert.Equal(t, err, io.EOF)
	timer.Stop()
	err = cmd.Wait()
	if !ended {
		assert.ErrorContains(t, err, "killed", complaint.String())
	}
	return done, !ended, took
}

// crashKinds are the steps to be killed in, with how often, and in what script.
var crashKinds = []struct {
	kind   string
	kills  int
	target int // the step to be killed in
	script func(r *rand.Rand) []step
}{
	{"load", 8, 1, func(r *rand.Rand) []step { return []step{loads(r, 40), loads(r, 40), loads(r, 40)} }},
	{"load in batches", 8, 1, func(r *rand.Rand) []step { return []step{loads(r, 5), loads(r, 0), loads(r, 5)} }},
	{"retract", 8, 1, func(r *rand.Rand) []step {
		l := loads(r, 60)
		return []step{l, {Do: "retract", Articles: l.Articles[len(l.Articles)/2:]}, loads(r, 5)}
	}},
	{"merge", 3, 1, func(r *rand.Rand) []step { return []step{{Do: "split"}, {Do: "merge"}, loads(r, 5)} }},
	{"split", 3, 1, func(r *rand.Rand) []step { return []step{{Do: "merge"}, {Do: "split"}, loads(r, 5)} }},
	{"reject", 3, 1, func(r *rand.Rand) []step { return []step{{Do: "clear"}, {Do: "reject"}, loads(r, 5)} }},
	{"clear", 3, 1, func(r *rand.Rand) []step { return []step{{Do: "reject"}, {Do: "clear"}, loads(r, 5)} }},
	{"rebuild", 8, 1, func(r *rand.Rand) []step { return []step{loads(r, 5), {Do: "rebuild"}, loads(r, 5)} }},
	{"build", 8, 0, func(r *rand.Rand) []step {
		b := loads(r, 0)
		b.Do = "build"
		return []step{b}
	}},
	{"backup", 3, 1, func(r *rand.Rand) []step { return []step{loads(r, 5), {Do: "backup"}, loads(r, 5)} }},
}

// loads loads some articles, or all for 0.
func loads(r *rand.Rand, most int) step {
	all := r.Perm(len(crashCorpus))
	if most > 0 {
		all = all[:1+r.IntN(most)]
	}
	return step{Do: "load", Articles: all, Version: r.IntN(5)}
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

// survived opens what a killed process left, and holds it against what it
// acknowledged. Part tells that of a step some articles are there and some are not.
func survived(t *testing.T, path string, before content, steps []step, done int, w *twin) (now content, part bool) {
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
	now = contentOf(t, s)
	same := func(c content) bool {
		return maps.Equal(c.articles, now.articles) && c.merged == now.merged && c.rejected == now.rejected
	}
	assert.Assert(t, slices.ContainsFunc(may, same), "%d of %+v were acknowledged; there is %+v", done, steps, now)
	w.become(t, now)
	holdTheSame(t, s, w.Store)
	assert.NilError(t, s.Close())
	return now, !same(may[0]) && !same(may[len(may)-1])
}

// holdTheSame is quicker than to compare deeply what is equal.
func holdTheSame(t *testing.T, s, want *Store) {
	t.Helper()
	if got, quads := dump(t, s), dump(t, want); !slices.Equal(got, quads) {
		assert.DeepEqual(t, got, quads)
	}
	got, rows := storeRows(t, s), storeRows(t, want)
	if !slices.EqualFunc(got, rows, func(x, y row) bool { return bytes.Equal(x.key, y.key) && bytes.Equal(x.value, y.value) }) {
		assert.DeepEqual(t, got, rows, allowRows)
	}
}

// fewer is for runs in which all is several times as slow, and for a hurry.
func fewer() bool {
	info, ok := debug.ReadBuildInfo()
	return testing.Short() || ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// crasher kills, and keeps count.
type crasher struct {
	t       *testing.T
	path    string // of the store that outlives all kills
	now     content
	w       *twin
	seed    uint64
	usual   map[string]time.Duration
	hit     map[string]int // kills in a step of a kind
	visible map[string]int // of them, those of which something was to be seen: half a load, or a file not finished
}

func TestKilledAtAnyMomentAStoreKeepsWhatItAcknowledged(t *testing.T) {
	if path := os.Getenv(crashEnv); path != "" {
		if err := victim(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	c := &crasher{t: t, path: filepath.Join(t.TempDir(), "s"), seed: uint64(number("ENTENTE_SEED", 1)),
		usual: map[string]time.Duration{}, hit: map[string]int{}, visible: map[string]int{}}
	s, err := Open(ctx, Options{Path: c.path})
	assert.NilError(t, err)
	add(t, s, crashBase)
	assert.NilError(t, s.Close())
	c.w = newTwin(t)
	c.now = c.w.is.clone()

	all := 0
	for k, kind := range crashKinds {
		want := kind.kills * number("ENTENTE_KILLS", 1)
		if fewer() {
			want = 1
		}
		seen := map[string]bool{"load in batches": true, "build": true, "rebuild": true}[kind.kind]
		for n := 0; c.hit[kind.kind] < want || seen && c.visible[kind.kind] == 0; n++ {
			// When it is killed is chance; what it does until then is not.
			rng := rand.New(rand.NewPCG(c.seed, uint64(k)<<32+uint64(n)))
			c.kill(kind.kind, kind.script(rng), kind.target, rng)
			assert.Assert(t, n < 20+10*want, "no luck with %s: %v, %v", kind.kind, c.hit, c.visible)
		}
	}
	for _, n := range c.hit {
		all += n
	}
	t.Logf("%d kills in %v; seen half done: %v; to their ends they take %v", all, c.hit, c.visible, c.usual)
	assert.Assert(t, fewer() || all >= 50)
	_, err = Rebuild(ctx, c.path, nil)
	assert.NilError(t, err)
	s, err = Open(ctx, Options{Path: c.path})
	assert.NilError(t, err)
	_, err = s.Backup(ctx, c.path+".copy")
	assert.NilError(t, err)
	assert.NilError(t, s.Close())
	assert.DeepEqual(t, names(t, filepath.Dir(c.path)), []string{"s", "s.copy"})
}

func newTwin(t *testing.T) *twin {
	w := &twin{Store: openAt(t, "memory", ""), is: content{articles: map[int]int{}}}
	add(t, w.Store, crashBase)
	return w
}

// kill runs a script and kills it in its target, or a little later, but for the first
// of a kind: that runs to its end, to know how long the target takes.
func (c *crasher) kill(kind string, steps []step, target int, rng *rand.Rand) {
	t := c.t
	t.Helper()
	after := time.Minute
	if usual := c.usual[kind]; usual > 0 {
		after = time.Duration(rng.Int64N(int64(usual)))
	}
	path, now, w := c.path, &c.now, c.w
	if kind == "build" {
		w = newTwin(t)
		path, now = filepath.Join(t.TempDir(), "s"), &content{articles: map[int]int{}}
	}
	done, killed, took := die(t, path, steps, target, after)
	if !killed {
		c.usual[kind] = max(took, c.usual[kind])
	} else if done < len(steps) {
		kind = steps[done].kind()
		c.hit[kind]++
	}
	left := leftOver(t, path)
	if killed && left {
		c.visible[kind]++
	}
	if kind == "build" {
		if _, err := os.Stat(path); err != nil {
			assert.ErrorIs(t, err, os.ErrNotExist)
			assert.Equal(t, done, 0)
			// What is left does not hinder the next one, which takes it away.
			done, killed, _ = die(t, path, steps, target, time.Minute)
			assert.Assert(t, done == 1 && !killed)
			assert.Assert(t, !leftOver(t, path))
		}
		done = 1
	}
	is, part := survived(t, path, *now, steps, done, w)
	*now = is
	if part {
		c.visible[kind]++
	}
	if t.Failed() {
		t.Fatalf("seed %d, %s: killed after %v", c.seed, kind, after)
	}
}

// leftOver tells whether there is something beside the store: no more than what one
// process leaves. A copy of it is whole, and is taken away.
func leftOver(t *testing.T, path string) (left bool) {
	t.Helper()
	seen := map[string]int{}
	for _, name := range names(t, filepath.Dir(path)) {
		switch full := filepath.Join(filepath.Dir(path), name); {
		case full == path:
		case full == path+".copy":
			s, err := Open(ctx, Options{Path: full, ReadOnly: true})
			assert.NilError(t, err)
			sound(t, s)
			assert.NilError(t, s.Close())
			assert.NilError(t, os.Remove(full))
		default:
			whose, _, ok := strings.Cut(strings.TrimSuffix(name, rowsSuffix), partInfix)
			assert.Assert(t, ok, name)
			if strings.HasSuffix(name, rowsSuffix) {
				whose += rowsSuffix
			}
			seen[whose]++
			assert.Equal(t, seen[whose], 1, "%q", names(t, filepath.Dir(path)))
			left = true
		}
	}
	return left
}
