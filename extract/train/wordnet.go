package train

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/entente-kg/entente/extract/nlp/ud/lex"
)

var wordnetClasses = []struct {
	file string
	bit  lex.Info
}{{"noun", lex.IsNoun}, {"verb", lex.IsVerb}, {"adj", lex.IsAdj}, {"adv", lex.IsAdv}}

// ReadWordNet reads the single words of a WordNet dict folder: their classes,
// the semantic field of their first noun and verb sense, the complements their
// verb takes, the class they are used in most.
func ReadWordNet(dir string) (map[string]lex.Info, error) {
	usual, err := usualClass(filepath.Join(dir, "index.sense"))
	if err != nil {
		return nil, err
	}
	out := map[string]lex.Info{}
	for _, c := range wordnetClasses {
		senses, err := readSenses(filepath.Join(dir, "data."+c.file))
		if err != nil {
			return nil, err
		}
		err = eachLine(filepath.Join(dir, "index."+c.file), func(f []string) error {
			if strings.Contains(f[0], "_") || len(f) < 6 {
				return nil
			}
			n, err := strconv.Atoi(f[2])
			if err != nil || n < 1 || n > len(f) {
				return fmt.Errorf("word %q: count of senses %q", f[0], f[2])
			}
			var noun, verb, frames uint32
			name := lex.Info(0)
			first := senses[f[len(f)-n]]
			switch c.bit {
			case lex.IsNoun:
				noun = 1 + first.field - 3 // noun files are 3 to 28
				if first.name {
					name = lex.IsName
				}
			case lex.IsVerb:
				verb = 1 + first.field - 29 // verb files are 29 to 43
				for _, offset := range f[len(f)-n:][:min(n, 3)] {
					frames |= senses[offset].frames
				}
			}
			out[f[0]] |= name | lex.MakeInfo(c.bit, noun, verb, frames, 0)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for w := range out {
		out[w] |= lex.MakeInfo(0, 0, 0, 0, usual[w])
	}
	return out, nil
}

type sense struct {
	field, frames uint32
	name          bool
}

func readSenses(path string) (map[string]sense, error) {
	out := map[string]sense{}
	err := eachLine(path, func(f []string) error {
		field, err := strconv.ParseUint(f[1], 10, 8)
		if err != nil || len(f) < 6 {
			return fmt.Errorf("sense %s: field %q", f[0], f[1])
		}
		s := sense{field: uint32(field), name: f[4] != strings.ToLower(f[4])}
		for i := range f {
			if f[i] == "+" && i+2 < len(f) && len(f[i+1]) == 2 && len(f[i+2]) == 2 {
				if frame, err := strconv.Atoi(f[i+1]); err == nil {
					s.frames |= frameBit(frame)
				}
			}
		}
		out[f[0]] = s
		return nil
	})
	return out, err
}

// frameBit sorts WordNet's 35 verb frames into five kinds.
func frameBit(frame int) uint32 {
	switch frame {
	case 1, 2, 3, 4, 12, 13, 22, 23, 35:
		return 1 // no object
	case 8, 9, 10, 11, 20, 21, 30, 31, 33:
		return 2 // an object
	case 14, 15, 16, 17, 18, 19:
		return 4 // two objects, or an object and a preposition
	case 26, 34:
		return 8 // a clause with that
	case 24, 25, 28, 29, 32:
		return 16 // an infinitive
	}
	return 0
}

// usualClass gives 1 + class (noun, verb, adjective, adverb) by WordNet's
// counts in its tagged texts, where one class has three quarters of them.
func usualClass(path string) (map[string]uint32, error) {
	counts := map[string][4]int{}
	err := eachLine(path, func(f []string) error {
		word, rest, ok := strings.Cut(f[0], "%")
		if !ok || len(f) != 4 || rest == "" {
			return fmt.Errorf("sense key %q", f[0])
		}
		n, err := strconv.Atoi(f[3])
		if err != nil {
			return err
		}
		class := int(rest[0] - '1')
		if class == 4 {
			class = 2 // satellite adjectives
		}
		c := counts[word]
		c[class] += n
		counts[word] = c
		return nil
	})
	out := map[string]uint32{}
	for w, c := range counts {
		sum := c[0] + c[1] + c[2] + c[3]
		for class, n := range c {
			if sum >= 2 && n*4 >= sum*3 {
				out[w] = uint32(class + 1)
			}
		}
	}
	return out, err
}

// eachLine calls fn with the fields of every line that is not licence text.
func eachLine(path string, fn func(f []string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read wordnet: %w", err)
	}
	defer file.Close()
	sc := bufio.NewScanner(file)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		if strings.HasPrefix(sc.Text(), "  ") {
			continue
		}
		if err := fn(strings.Fields(sc.Text())); err != nil {
			return fmt.Errorf("read wordnet: %s:%d: %w", path, n, err)
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("read wordnet: %s: %w", path, err)
	}
	return nil
}
