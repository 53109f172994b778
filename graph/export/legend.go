package export

import (
	"bufio"
	"fmt"
)

// legend explains shapes, colours and lines, in three columns.
type legend struct {
	w, h float64
	rows int
}

const legendRow, legendColumn = 22.0, 230.0

func newLegend() legend {
	rows := max(len(nodeLooks), len(colourCaptions), len(lineLooks))
	return legend{w: 3 * legendColumn, h: mul(float64(rows), legendRow), rows: rows}
}

func (l legend) write(out *bufio.Writer, x, y float64) {
	fmt.Fprintf(out, `<g class="legend" font-size="11" transform="translate(%s %s)">`+"\n", px(x), px(y))
	middle := func(row int) float64 { return mul(legendRow, float64(row)) + legendRow/2 }
	text := func(column, row int, s string) {
		fmt.Fprintf(out, `<text x="%s" y="%s">%s</text>`+"\n", px(mul(legendColumn, float64(column))+44), px(middle(row)+4), s)
	}
	line := func(column, row int, style string) {
		left := mul(legendColumn, float64(column))
		fmt.Fprintf(out, `<path d="M%s,%s h36" %s/>`, px(left), px(middle(row)), style)
	}
	for i, n := range nodeLooks {
		writeShape(out, n, box{18, middle(i), 36, 16})
		text(0, i, n.caption)
	}
	for i, c := range colourCaptions {
		line(1, i, fmt.Sprintf(`stroke="%s" stroke-width="2"`, c.colour))
		text(1, i, c.caption)
	}
	for i, s := range lineLooks {
		colour := standingColour
		if s.grey {
			colour = greyColour
		}
		line(2, i, fmt.Sprintf(`stroke="%s" stroke-width="2"%s`, colour, dashes(s)))
		text(2, i, s.caption)
	}
	out.WriteString("</g>\n")
}
