package mention

import "slices"

// candidate is a stretch of tokens that may be a mention.
type candidate struct {
	first, last int
	head        int
	class       int   // of all classes but none, the best
	score       int32 // by how much that beats none
}

// choose takes the best class of the scores.
func (c *candidate) choose(scores []int32) {
	c.class = 1
	for k := 2; k < len(scores); k++ {
		if scores[k] > scores[c.class] {
			c.class = k
		}
	}
	c.score = scores[c.class] - scores[0]
}

// best gives the numbers of the candidates that do not overlap and together
// score highest, from left to right; candidates come sorted by where they end.
func best(n int, cands []candidate) []int {
	total := make([]int64, n+1) // of the first k tokens
	took := make([]int, n+1)
	at := 0
	for k := 1; k <= n; k++ {
		total[k], took[k] = total[k-1], -1
		for ; at < len(cands) && cands[at].last == k-1; at++ {
			c := &cands[at]
			if t := total[c.first] + int64(c.score); c.score > 0 && t > total[k] {
				total[k], took[k] = t, at
			}
		}
	}
	var out []int
	for k := n; k > 0; {
		if c := took[k]; c >= 0 {
			out = append(out, c)
			k = cands[c].first
		} else {
			k--
		}
	}
	slices.Reverse(out)
	return out
}
