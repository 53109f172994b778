// Package model turns records into quads and quads back into records.
//
//	schema.Record -> []quad.Quad -> N-Quads
//	[]quad.Quad   -> documents, entities, statements
//	N-Quads       -> schema.Record, and the quads of decisions
//
// A relation becomes a plain edge between two entities only where the text
// asserts it in its own voice; every other status lives in its assertion's
// node alone. MODEL.md, one folder up, draws the picture.
package model
