package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
)

// The first byte of a row's key is its family. MODEL.md has the table.
const (
	famArticle   = 'a' // article -> what it is
	famStatement = 's' // article, number -> an assertion
	famPair      = 'p' // entity, entity, article, number -> brief; twice for each assertion
	famRelation  = 'r' // relation, article, number -> status
	famID        = 'i' // assertion's ID, article, number
	famUse       = 'e' // entity, article: the article describes it
	famEntity    = 'n' // entity -> facts of all articles
	famName      = 'f' // folded name, entity
	famTime      = 'd' // date of publication, article
	famSketch    = 'k' // key of a sketch, article
	famCopy      = 'w' // article, article: one is a copy of the other; twice
	famMerge     = 'm' // entity -> the one that it was merged into
	famSplit     = 'x' // entity, article -> the one that it is there
	famNamed     = 'y' // entity that an analyst made -> facts
	famRemark    = 'v' // article, assertion's ID -> review and note
)

// artKey stands for an article in keys: the first 12 bytes of the SHA-256 of its
// ID, so that a URL of any length costs no more.
type artKey string

const artKeyLen = 12

func keyOf(docID string) artKey {
	sum := sha256.Sum256([]byte(docID))
	return artKey(sum[:artKeyLen])
}

// key joins a family and texts, each of which is followed by NUL: cleaned texts
// hold none, so no text is the beginning of another.
func key(family byte, texts ...string) []byte {
	n := 1
	for _, t := range texts {
		n += len(t) + 1
	}
	k := make([]byte, 1, n+artKeyLen+4)
	k[0] = family
	for _, t := range texts {
		k = append(k, t...)
		k = append(k, 0)
	}
	return k
}

// longest is how many bytes a text in a key may have: PostgreSQL's index takes keys
// of some 2,700, and the key of a pair has two texts.
const longest = 1000

// in ends a key with an article.
func in(k []byte, art artKey) []byte { return append(k, art...) }

// at ends a key with the number of an assertion in an article.
func at(k []byte, art artKey, n int) []byte {
	return binary.BigEndian.AppendUint32(append(k, art...), uint32(n))
}

// ofArticle is a key that begins with an article.
func ofArticle(family byte, art artKey) []byte { return append([]byte{family}, art...) }

// spot is where an assertion stands: the end of the keys that at made.
type spot struct {
	art artKey
	n   int
}

func spotIn(k []byte) spot {
	end := k[len(k)-artKeyLen-4:]
	return spot{artKey(end[:artKeyLen]), int(binary.BigEndian.Uint32(end[artKeyLen:]))}
}

func artIn(k []byte) artKey { return artKey(k[len(k)-artKeyLen:]) }

// textIn reads the text that begins at k[from].
func textIn(k []byte, from int) string {
	s := string(k[from:])
	return s[:strings.IndexByte(s, 0)]
}
