// Package graph keeps assertions and answers for them.
//
//	schema.Record -> Store -> schema.Statement, schema.Entity, schema.DocInfo
//
// What comes out is what went in: a store never concludes anything, and never
// writes to a file that it did not make. MODEL.md shows how an assertion lies
// in it. Cayley, its quads and bbolt are known here and in graph/model alone.
package graph
