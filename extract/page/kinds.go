package page

// kinds names what each block is, where the markup did not.
func (s *sheet) kinds() {
	kept := s.kept()
	head, body := -1, false
	for i, b := range kept {
		if b.kind != "" {
			if b.kind == Headline {
				head = i
			}
			continue
		}
		t := b.rest()
		switch {
		case b.bullet:
			b.kind = ListItem
		case !ended(t) && words(t) <= longestLink && i+1 < len(kept) && !kept[i+1].bullet && ended(kept[i+1].rest()):
			b.kind = Heading
		default:
			b.kind = Paragraph
		}
		if head >= 0 && i == head+1 && !body && (b.kind == Paragraph || b.kind == Heading && words(t) > 6) && words(t) <= 50 && s.setApart(b, kept[i+1:]) {
			b.kind = Standfirst
		}
		body = body || b.kind == Paragraph
	}
}

// setApart tells a standfirst from the first paragraph: something that is no
// paragraph stands between it and the text.
func (s *sheet) setApart(b *block, rest []*block) bool {
	if len(rest) > 0 && rest[0].kind == Caption {
		return true
	}
	for i, o := range s.blocks {
		if o == b && i+1 < len(s.blocks) {
			switch s.blocks[i+1].reason {
			case Byline, Timestamp, PhotoCredit, DuplicateCaption:
				return true
			}
		}
	}
	return false
}
