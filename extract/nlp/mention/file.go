package mention

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/entente-kg/entente/extract/gazetteer"
	"github.com/entente-kg/entente/extract/nlp/ud"
	"github.com/entente-kg/entente/extract/nlp/ud/lex"
	"github.com/entente-kg/entente/extract/nlp/ud/linear"
	"github.com/entente-kg/entente/extract/nlp/ud/pack"
)

// A model file is magic, the hash of the features it was trained on, and a
// gzip stream of the weights.
const magic = "entente mention model 1\n"

// ErrFeatures says that a model was trained on other features than this
// program computes: its weights would mean nothing.
var ErrFeatures = errors.New("model does not fit this program's features; train it anew")

//go:embed english.model
var english []byte

// English is the recognizer shipped with the program, unpacked at the first call.
var English = sync.OnceValues(func() (*Recognizer, error) {
	m, err := ud.English()
	if err != nil {
		return nil, fmt.Errorf("english mentions: %w", err)
	}
	r, err := Load(english, m.Lexicon, gazetteer.Default())
	if err != nil {
		return nil, fmt.Errorf("english mentions: %w", err)
	}
	return r, nil
})

// Encode writes the recognizer's weights; equal ones give equal bytes.
func (r *Recognizer) Encode() ([]byte, error) {
	var w pack.Writer
	r.Weights.Encode(&w)
	var b bytes.Buffer
	b.WriteString(magic)
	binary.Write(&b, binary.BigEndian, featureHash())
	packed, err := pack.Squeeze(w.B)
	if err != nil {
		return nil, err
	}
	b.Write(packed)
	return b.Bytes(), nil
}

// Load reads what Encode wrote. The words and names are the program's own:
// other names than those trained with do no harm, since a name counts by its kind.
func Load(file []byte, words *lex.Lexicon, names *gazetteer.Gazetteer) (*Recognizer, error) {
	rest, ok := bytes.CutPrefix(file, []byte(magic))
	if !ok || len(rest) < 8 {
		return nil, errors.New("not a mention model file")
	}
	if binary.BigEndian.Uint64(rest) != featureHash() {
		return nil, ErrFeatures
	}
	z, err := gzip.NewReader(bytes.NewReader(rest[8:]))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	body, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	weights, err := linear.Decode(&pack.Reader{B: body})
	if err != nil {
		return nil, err
	}
	if weights.Classes() != len(Types) {
		return nil, fmt.Errorf("%d classes, want %d", weights.Classes(), len(Types))
	}
	return &Recognizer{Words: words, Names: names, Weights: weights}, nil
}

// featureHash is what the feature code makes of one sentence, hashed: any
// change of the features shows in it.
var featureHash = sync.OnceValue(func() uint64 {
	tok := func(form, upos, xpos string, head int, deprel string) Token {
		return Token{Text: form, UPOS: upos, XPOS: xpos, Lemma: form, Head: head, Deprel: deprel}
	}
	s := look([]Token{
		tok("The", "DET", "DT", 3, "det"), tok("two", "NUM", "CD", 3, "nummod"), tok("envoys", "NOUN", "NNS", 8, "nsubj"),
		tok("of", "ADP", "IN", 6, "case"), tok("Upper", "ADJ", "NNP", 6, "amod"), tok("Volta", "PROPN", "NNP", 3, "nmod"),
		tok("may", "AUX", "MD", 8, "aux"), tok("meet", "VERB", "VB", 0, "root"), tok("Ould-Daddah", "PROPN", "NNP", 8, "obj"),
		tok(",", "PUNCT", ",", 11, "punct"), tok("Lomé", "", "", 0, ""),
	}, lex.New(map[string]lex.Info{"envoy": lex.MakeInfo(lex.IsNoun, 16, 0, 0, 1)}), nil)
	s.words[4].match, s.words[5].match, s.words[8].match = 0, 0, 1
	s.matches = []match{{4, 5, 7}, {8, 8, 9}}
	h := uint64(14695981039346656037)
	for _, c := range s.candidates() {
		for _, k := range s.features(nil, &c) {
			h = (h ^ uint64(k)) * 1099511628211
		}
	}
	return h
})
