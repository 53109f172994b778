package export

import (
	"bufio"
	"context"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
)

func init() {
	register(Format{Name: "svg", Extension: ".svg", write: writeSVG,
		Help: "a picture for any browser; an edge shows its sentence when pointed at"})
}

// mostDrawn is where a picture of actors stops being one that can be read.
const mostDrawn = 600

func writeSVG(ctx context.Context, w io.Writer, g sorted) error {
	p := draw(g)
	if len(p.nodes) > mostDrawn {
		return fmt.Errorf("%d entities are too many for one picture (%d at most): choose fewer, or write dot and lay it out with sfdp",
			len(p.nodes), mostDrawn)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	newScene(p).write(out)
	return out.Flush()
}

// px writes a coordinate.
func px(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

func (s scene) write(out *bufio.Writer) {
	legend := newLegend()
	width := max(s.hi.x-s.lo.x, legend.w, textWidth(s.title, 16)) + 2*border
	top := border
	if s.title != "" {
		top += 30
	}
	height := top + s.hi.y - s.lo.y + border + legend.h + border
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" font-family="Helvetica, Arial, sans-serif">
<rect width="100%%" height="100%%" fill="#ffffff"/>
`, px(width), px(height), px(width), px(height))
	if s.title != "" {
		fmt.Fprintf(out, `<text x="%s" y="%s" font-size="16" font-weight="bold">%s</text>`+"\n", px(border), px(border+12), escapeXML(s.title))
	}
	fmt.Fprintf(out, `<g transform="translate(%s %s)">`+"\n", px(border-s.lo.x), px(top-s.lo.y))
	for i := range s.edges {
		s.writeLine(out, i)
	}
	for i := range s.nodes {
		s.writeNode(out, i)
	}
	for i := range s.edges {
		s.writeLabel(out, i)
	}
	out.WriteString("</g>\n")
	legend.write(out, border, height-border-legend.h)
	out.WriteString("</svg>\n")
}

func (s scene) writeLine(out *bufio.Writer, i int) {
	e, c := s.edges[i], s.curves[i]
	path := fmt.Sprintf("M%s,%s Q%s,%s %s,%s", px(c.from.x), px(c.from.y), px(c.bend.x), px(c.bend.y), px(c.to.x), px(c.to.y))
	fmt.Fprintf(out, `<g class="edge" fill="none"><title>%s</title>`, escapeXML(e.caption(s.picture)))
	// The wide unseen line is what a pointer hits.
	fmt.Fprintf(out, `<path d="%s" stroke="#ffffff" stroke-opacity="0" stroke-width="12"/>`, path)
	fmt.Fprintf(out, `<path d="%s" stroke="%s" stroke-width="%s"%s/>`, path, e.colour(), e.width(), dashes(e.line()))
	if !e.symmetric {
		writeArrow(out, c, e.colour())
	}
	out.WriteString("</g>\n")
}

// caption says the edge aloud, then its evidence.
func (e edge) caption(p picture) string {
	return p.nodes[e.from].Name + " " + strings.Join(e.label, " ") + " " + p.nodes[e.to].Name + "\n" + e.tooltip
}

func dashes(l lineLook) string {
	if l.dashes == "" {
		return ""
	}
	return fmt.Sprintf(` stroke-dasharray="%s"`, l.dashes)
}

func writeArrow(out *bufio.Writer, c curve, colour string) {
	d := point{c.to.x - c.bend.x, c.to.y - c.bend.y}
	length := max(d.length(), 0.001)
	along := point{d.x / length, d.y / length}
	across := point{-along.y, along.x}
	foot := c.to.plus(along, -9)
	left, right := foot.plus(across, 3.5), foot.plus(across, -3.5)
	fmt.Fprintf(out, `<path d="M%s,%s L%s,%s L%s,%s z" fill="%s"/>`,
		px(c.to.x), px(c.to.y), px(left.x), px(left.y), px(right.x), px(right.y), colour)
}

func (s scene) writeNode(out *bufio.Writer, i int) {
	n, b := s.nodes[i], s.boxes[i]
	fmt.Fprintf(out, `<g class="node"><title>%s</title>`, escapeXML(n.ID))
	writeShape(out, lookOf(n.Type), b)
	fmt.Fprintf(out, `<text x="%s" y="%s" font-size="%s" text-anchor="middle">%s</text></g>`+"\n",
		px(b.x), px(b.y+mul(nodeFont, 0.35)), px(nodeFont), escapeXML(n.Name))
}

// corners are how far a shape's corner is cut, across and down, in halves of its height.
var corners = map[string]point{"octagon": {0.6, 0.6}, "hexagon": {0.7, 1}, "box": {}}

func writeShape(out *bufio.Writer, l nodeLook, b box) {
	style := fmt.Sprintf(`fill="%s" stroke="%s"`, l.fill, standingColour)
	if l.shape == "ellipse" {
		fmt.Fprintf(out, `<ellipse cx="%s" cy="%s" rx="%s" ry="%s" %s/>`, px(b.x), px(b.y), px(b.w/2), px(b.h/2), style)
		return
	}
	cut := corners[l.shape]
	x, y := b.w/2, b.h/2
	cx, cy := mul(cut.x, y), mul(cut.y, y)
	out.WriteString(`<polygon points="`)
	for _, p := range []point{{-x + cx, -y}, {x - cx, -y}, {x, -y + cy}, {x, y - cy}, {x - cx, y}, {-x + cx, y}, {-x, y - cy}, {-x, -y + cy}} {
		fmt.Fprintf(out, "%s,%s ", px(b.x+p.x), px(b.y+p.y))
	}
	fmt.Fprintf(out, `" %s/>`, style)
}

func (s scene) writeLabel(out *bufio.Writer, i int) {
	e, b := s.edges[i], s.labels[i]
	fmt.Fprintf(out, `<g class="label" font-size="%s" text-anchor="middle" fill="%s" stroke="#ffffff" stroke-width="3" paint-order="stroke"><title>%s</title>`,
		px(labelFont), e.colour(), escapeXML(e.caption(s.picture)))
	for n, line := range e.label {
		y := b.y - b.h/2 + mul(float64(n), mul(labelFont, lineHeight)) + labelFont
		fmt.Fprintf(out, `<text x="%s" y="%s">%s</text>`, px(b.x), px(y), escapeXML(line))
	}
	out.WriteString("</g>\n")
}

// escapeXML also drops what XML 1.0 cannot hold at all.
func escapeXML(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "�")))
}
