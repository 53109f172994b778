// Package engines measures the store against other ways of keeping the same quads.
//
//	the records of a made-up corpus -> each engine, in a process of its own -> figures
//
// It is a module of its own, so that what it measures against, an archived
// database and a large one, never becomes a dependency of Entente.
package engines
