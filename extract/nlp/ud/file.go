package ud

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/entente-kg/entente/extract/nlp/ud/dep"
	"github.com/entente-kg/entente/extract/nlp/ud/lemma"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/linear"
	"github.com/entente-kg/entente/extract/nlp/ud/pack"
	"github.com/entente-kg/entente/extract/nlp/ud/tag"
)

// A model file is magic, the version, the hash of the features it was trained
// on, and the parts: names and words, the tagger, each parser. Every part is
// its two lengths and a gzip stream, so that they can be unpacked side by side.
// formatVersion goes up when the parts change.
const (
	magic         = "entente ud model\n"
	formatVersion = 1
)

// ErrFeatures says that a model was trained on other features than this
// program computes: its weights would mean nothing.
var ErrFeatures = errors.New("model does not fit this program's features; train it anew")

//go:embed english.model
var english []byte

// English is the model shipped with the program, unpacked at the first call.
var English = sync.OnceValues(func() (*Model, error) {
	m, err := Decode(english)
	if err != nil {
		return nil, fmt.Errorf("english model: %w", err)
	}
	return m, nil
})

// Encode writes the model; equal models give equal bytes.
func (m *Model) Encode() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(magic)
	b.WriteByte(formatVersion)
	b.Write(binary.BigEndian.AppendUint64(nil, featureHash()))

	var base, tagger pack.Writer
	m.encodeBase(&base)
	m.Tagger.Weights.Encode(&tagger)
	parts := []*pack.Writer{&base, &tagger}
	for _, p := range m.Parsers {
		var w pack.Writer
		w.Bool(p.Backward)
		p.Weights.Encode(&w)
		parts = append(parts, &w)
	}
	for _, p := range parts {
		packed, err := pack.Squeeze(p.B)
		if err != nil {
			return nil, err
		}
		b.Write(binary.AppendUvarint(nil, uint64(len(p.B))))
		b.Write(binary.AppendUvarint(nil, uint64(len(packed))))
		b.Write(packed)
	}
	return b.Bytes(), nil
}

// encodeBase writes all but the weights.
func (m *Model) encodeBase(w *pack.Writer) {
	w.Strings(m.TagNames)
	y := m.Parsers[0].System
	w.Strings(y.Labels)
	w.Uint(uint64(y.RootLabel))
	w.Uint(uint64(len(y.Allowed)))
	for _, row := range y.Allowed {
		for _, may := range row {
			w.Bool(may)
		}
	}
	m.Lexicon.Encode(w)
	m.Lemmas.Encode(w)
}

// Decode reads what Encode wrote.
func Decode(file []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(file, []byte(magic))
	if !ok || len(rest) < 9 {
		return nil, errors.New("not a model file")
	}
	if rest[0] != formatVersion {
		return nil, fmt.Errorf("model file of version %d, want %d", rest[0], formatVersion)
	}
	if binary.BigEndian.Uint64(rest[1:9]) != featureHash() {
		return nil, ErrFeatures
	}
	var packed []part
	r := pack.Reader{B: rest[9:]}
	for len(r.B) > 0 && r.Err() == nil {
		packed = append(packed, part{r.Uint(), r.Bytes(r.Len())})
	}
	if r.Err() != nil || len(packed) < 3 {
		return nil, r.Fault("parts")
	}
	return decodeParts(packed)
}

// part is a part as it is in the file: its true length and its gzip stream.
type part struct {
	size   uint64
	packed []byte
}

// longestPart guards against a broken length.
const longestPart = 1 << 28

func decodeParts(packed []part) (*Model, error) {
	m := &Model{Tagger: &tag.Tagger{}, Parsers: make([]*dep.Parser, len(packed)-2)}
	var y *dep.System
	var tags *dep.Tags
	faults := make([]error, len(packed))
	var wg sync.WaitGroup
	for i, p := range packed {
		wg.Go(func() {
			r, err := unpack(p)
			if err == nil {
				switch i {
				case 0:
					y, tags, err = m.decodeBase(r)
				case 1:
					m.Tagger.Weights, err = linear.Decode(r)
				default:
					q := &dep.Parser{Backward: r.Bool()}
					m.Parsers[i-2] = q
					q.Weights, err = linear.Decode(r)
				}
			}
			faults[i] = err
		})
	}
	wg.Wait()
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	for _, p := range m.Parsers {
		p.System, p.Tags = y, tags
		if p.Weights.Classes() != y.Moves() {
			return nil, fmt.Errorf("parser: %w", pack.ErrBroken)
		}
	}
	if m.Tagger.Weights.Classes() != len(m.TagNames) {
		return nil, fmt.Errorf("tagger: %w", pack.ErrBroken)
	}
	return m, nil
}

func unpack(p part) (*pack.Reader, error) {
	if p.size > longestPart {
		return nil, fmt.Errorf("unpack: %w", pack.ErrBroken)
	}
	z, err := gzip.NewReader(bytes.NewReader(p.packed))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	body := make([]byte, p.size)
	if _, err := io.ReadFull(z, body); err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	if n, err := z.Read(make([]byte, 1)); n != 0 || err != io.EOF { // also checks the sum
		return nil, fmt.Errorf("unpack: %w", pack.ErrBroken)
	}
	return &pack.Reader{B: body}, nil
}

func (m *Model) decodeBase(r *pack.Reader) (*dep.System, *dep.Tags, error) {
	m.TagNames = r.Strings()
	tags, upos := dep.NewTags(m.TagNames)
	y := &dep.System{Labels: r.Strings(), RootLabel: int(r.Uint())}
	for range r.Len() {
		row := make([]bool, len(y.Labels))
		for l := range row {
			row[l] = r.Bool()
		}
		y.Allowed = append(y.Allowed, row)
	}
	if r.Err() != nil {
		return nil, nil, r.Err()
	}
	if len(y.Allowed) != len(upos) || y.RootLabel >= len(y.Labels) || y.Moves() > 255 {
		return nil, nil, r.Fault("labels")
	}
	y.Prepare()
	var err error
	if m.Lexicon, err = lex.Decode(r); err != nil {
		return nil, nil, err
	}
	m.Lemmas, err = lemma.Decode(r, len(m.TagNames))
	return y, tags, err
}

// featureHash is what the feature code makes of one sentence, hashed: any
// change of the features shows in it.
var featureHash = sync.OnceValue(func() uint64 {
	h := uint64(14695981039346656037)
	add := func(keys []uint32) {
		for _, k := range keys {
			h = (h ^ uint64(k)) * 1099511628211
		}
	}
	forms := []string{"On", "Nov.", "17", ",", "U.S.", "ministers", "denied", "the", "co-operation", "deal", "wasn", "n't", "stopping", "“", "Çelik", "’s", "AK-47", "”", "--", "bigger", "."}
	words := lex.New(map[string]lex.Info{"deny": lex.MakeInfo(lex.IsVerb, 0, 4, 11, 2), "stop": lex.MakeInfo(lex.IsVerb|lex.IsNoun, 5, 7, 3, 2), "big": lex.MakeInfo(lex.IsAdj, 0, 0, 0, 3)}).
		WithTags(map[string]uint32{"the": 12, "minister": 7, "deal": 0, ",": 5}, map[string]uint32{"the": 1})
	tags := &dep.Tags{Coarse: []uint8{0, 1, 2, 3}, Punct: []bool{true, false, false, false}, Verb: []bool{false, true, false, false}, Conj: []bool{false, false, true, false}}
	looked, guess := make([]lex.Word, len(forms)), make([]uint8, len(forms))
	for i, f := range forms {
		looked[i] = words.Look(f)
		add([]uint32{uint32(looked[i].Fixed)})
	}
	for i := range forms {
		add(tag.Features(nil, looked, guess, i))
		guess[i] = uint8(i * i % 4)
	}
	y := &dep.System{Labels: []string{"a", "b", "root"}, RootLabel: 2, Allowed: [][]bool{{true, true, true}, {true, true, true}, {true, true, true}, {true, true, true}}}
	y.Prepare()
	var s dep.State
	s.Start(tags, looked, guess)
	scores := make([]int32, y.Moves())
	for n := 1; !s.Done(); n++ {
		add(s.Features(nil))
		for m := range scores {
			scores[m] = int32((n*7 + m*5) % 11)
		}
		y.Apply(&s, y.Best(&s, scores))
	}
	return h
})
