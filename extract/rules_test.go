package extract

import "testing"

func TestEveryRuleReadsItsOwnSentences(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	faults, n, err := p.TestRules()
	if err != nil {
		t.Fatal(err)
	}
	if n < 200 {
		t.Errorf("%d rules", n)
	}
	for _, f := range faults {
		t.Error(f)
	}
}

func TestUnknownRulesAreNamed(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := p.TestRules("no-such-rule"); err == nil || err.Error() != `no rule "no-such-rule"` {
		t.Errorf("got %v", err)
	}
}
