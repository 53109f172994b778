// Package eval measures an extractor against articles whose relations are known.
//
//	articles/*.txtar -> []Article; Article + Record -> Score; []Score -> the score sheet
//	gold file -> *Gold; Gold + []Record -> Report, which is what entente eval shows
//	treebank -> []Chained; Chained + link.Linker -> AnaphorTable, its own sheet
//
// It compares what an assertion says and how it stands, never which rule read
// it, and it changes nothing that it measures.
package eval
