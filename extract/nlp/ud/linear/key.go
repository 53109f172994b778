package linear

// Key hashes a feature: a template's number and up to three values. Two
// features in four thousand million fall together, which training absorbs.
func Key(template, a, b, c uint32) uint32 {
	x := (uint64(template)<<32 | uint64(a)) * 0x9E3779B97F4A7C15
	x = (x ^ x>>29 ^ uint64(b)) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>32 ^ uint64(c)) * 0x94D049BB133111EB
	return uint32(x >> 32)
}

// Hash hashes a string (32-bit FNV-1a).
func Hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
