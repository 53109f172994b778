package gazetteer

import (
	"strings"
	"testing"
)

var article = strings.Fields(`Turkey 's foreign minister said on Monday that Ankara would send a delegation to
Baku , after the Kremlin accused the United States and its allies of arming Ukraine . A spokesman for the U.N. Security
Council declined to comment . In Nagorno - Karabakh , Armenian officials reported shelling near the town , which the
Azerbaijani defence ministry denied . The Democratic Republic of the Congo asked Rwanda to withdraw its troops , while
French and British diplomats met in Geneva to discuss a ceasefire that neither side has so far agreed to sign .`)

func BenchmarkFind(b *testing.B) {
	g := loaded(b)
	b.ResetTimer()
	for b.Loop() {
		g.Find(article)
	}
	b.ReportMetric(float64(len(article)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkFindOffice(b *testing.B) {
	g := loaded(b)
	b.ResetTimer()
	for b.Loop() {
		for i := range article {
			g.FindOffice(article, i)
		}
	}
	b.ReportMetric(float64(len(article)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(files); err != nil {
			b.Fatal(err)
		}
	}
}
