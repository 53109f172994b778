package mention

// random is splitmix64: small, and the same on every machine for ever.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9E3779B97F4A7C15
	x := uint64(*r)
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

func (r *random) shuffle(order []int) {
	for i := len(order) - 1; i > 0; i-- {
		j := int(r.next() % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
}

// hide appends the keys to to, about drop of a hundred left out.
func (r *random) hide(to, keys []uint32, drop int) []uint32 {
	if drop <= 0 {
		return append(to, keys...)
	}
	var bits uint64
	for i, k := range keys {
		if i%8 == 0 {
			bits = r.next()
		}
		if int(bits&0xff)*100 >= drop*256 {
			to = append(to, k)
		}
		bits >>= 8
	}
	return to
}
