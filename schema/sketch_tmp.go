package schema

func SketchKeys(s string) []string { return nil }
func Alike(a, b string) bool       { return false }
