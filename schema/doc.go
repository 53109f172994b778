// Package schema holds the words that every other package speaks: documents,
// entities, mentions, assertions with their evidence and status, the record
// that an extractor answers with, and the vocabulary of relations.
//
//	bytes -> Document -> (an extractor) -> Record -> (a store) -> []Statement
//
// It imports nothing of ours but schema/datafile, and it never reads a file
// that is not embedded in the binary.
package schema
