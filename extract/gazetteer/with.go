package gazetteer

import "io/fs"

// LoadWith is the embedded gazetteer with the user's own files beside it.
func LoadWith(extra fs.FS) (*Gazetteer, error) { return Load(files, extra) }
