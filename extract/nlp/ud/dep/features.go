package dep

import "github.com/entente-kg/entente/extract/nlp/ud/linear"

// MaxFeatures bounds the features of one state.
const MaxFeatures = 200

// Features appends the features of a state. A change here changes every model:
// models carry a hash of what it gives.
func (s *State) Features(keys []uint32) []uint32 {
	i0, i1, i2, j0 := s.top(0), s.top(1), s.top(2), s.Next
	N := s.nodes
	s0, s1, s2 := &N[i0], &N[i1], &N[i2]
	b0, b1, b2, b3 := &N[j0], &N[j0+1], &N[j0+2], &N[j0+3]
	s0l, s0l2, s0r, s0r2 := &N[s0.left], &N[s0.left2], &N[s0.right], &N[s0.right2]
	s1l, s1r, s1r2 := &N[s1.left], &N[s1.right], &N[s1.right2]
	b0l, b0l2 := &N[b0.left], &N[b0.left2]
	d0, d1 := distance(i0, j0), distance(i1, i0)
	c0, c1 := between(s0, b0), between(s1, s0)
	p01, p10 := s0.pos<<8|b0.pos, s1.pos<<8|s0.pos
	u01, u10 := s0.upos<<8|b0.upos, s1.upos<<8|s0.upos
	K := linear.Key
	return append(keys,
		// words by themselves
		K(1001, 0, 0, 0), K(1002, s0.form, 0, 0), K(1003, s0.pos, 0, 0), K(1004, s0.both, 0, 0), K(1005, s1.form, 0, 0), K(1006, s1.pos, 0, 0), K(1007, s1.both, 0, 0),
		K(1008, b0.form, 0, 0), K(1009, b0.pos, 0, 0), K(1010, b0.both, 0, 0), K(1011, b1.form, 0, 0), K(1012, b1.pos, 0, 0), K(1013, b1.both, 0, 0),
		K(1014, b2.both, 0, 0), K(1015, b2.pos, 0, 0), K(1016, s2.pos, 0, 0), K(1017, s2.both, 0, 0),
		// pairs: top of the stack and next word
		K(1018, s0.both, b0.both, 0), K(1019, s0.both, b0.form, 0), K(1020, s0.form, b0.both, 0), K(1021, s0.both, b0.pos, 0), K(1022, s0.pos, b0.both, 0),
		K(1023, s0.form, b0.form, 0), K(1024, p01, 0, 0), K(1025, s0.upos, b0.both, 0), K(1026, s0.both, b0.upos, 0),
		// top of the stack and the word below
		K(1027, s1.both, s0.both, 0), K(1028, s1.form, s0.form, 0), K(1029, s1.both, s0.pos, 0), K(1030, s1.pos, s0.both, 0), K(1031, p10, 0, 0),
		K(1032, s1.upos, s0.both, 0), K(1033, s1.both, s0.upos, 0), K(1034, s1.both, s0.form, 0),
		// below and next, next and after next
		K(1035, s1.pos, b0.pos, 0), K(1036, s1.both, b0.both, 0), K(1037, s1.form, b0.pos, 0), K(1038, s1.pos, b0.form, 0),
		K(1039, b0.pos, b1.pos, 0), K(1040, b0.both, b1.both, 0), K(1041, b0.both, b1.pos, 0), K(1042, b0.pos, b1.both, 0),
		// three and four
		K(1043, p01, b1.pos, 0), K(1044, p10, b0.pos, 0), K(1045, s2.pos, p10, 0), K(1046, b0.pos, b1.pos, b2.pos), K(1047, u01, b1.upos, b2.upos),
		K(1048, p10, b0.pos, b1.pos), K(1049, u10, b0.upos, b1.upos), K(1050, p01, b1.pos, b2.pos), K(1051, u10, s2.upos, b0.upos),
		K(1052, s0.both, b0.pos, b1.pos), K(1053, s0.pos, b0.both, b1.pos), K(1054, s0.pos, b0.pos, b1.both),
		K(1056, s1.pos, s0.both, b0.pos), K(1057, s1.pos, s0.pos, b0.both), K(1058, s1.form, s0.form, b0.pos), K(1059, s1.both, s0.upos, b0.both),
		K(1060, s0.form, b0.form, b1.form), K(1061, s1.form, s0.form, b0.form), K(1062, s1.form, b0.form, s0.pos), K(1063, b1.pos, b2.pos, b3.pos),
		// children
		K(1064, p01, s0l.pos, 0), K(1065, p01, s0r.pos, 0), K(1066, p01, b0l.pos, 0), K(1067, p10, s1l.pos, 0), K(1068, p10, s1r.pos, 0), K(1069, p10, s0l.pos, 0),
		K(1070, p10, s0r.pos, 0), K(1071, s0.pos, s0l.pos, s0l2.pos), K(1072, s0.pos, s0r.pos, s0r2.pos), K(1073, b0.pos, b0l.pos, b0l2.pos),
		K(1074, s1.pos, s1r.pos, s1r2.pos), K(1075, s0.form, b0.form, s0l.form), K(1076, s1.form, s0l.form, s0.pos), K(1077, s1.form, s0l.form, s0.form),
		K(1078, s1.pos, s0l.form, s0.form), K(1079, s1.pos, s0l.form, s0.pos), K(1080, s0.form, b0l.form, b0.pos), K(1081, s0.pos, b0l.form, b0.form),
		K(1082, s0l.both, s0.pos, 0), K(1084, b0l.both, b0.pos, 0), K(1085, s1r.both, s1.pos, s0.pos), K(1086, s1l.both, s1.pos, s0.pos),
		K(1087, s1.upos, s1r.form, s0.form), K(1088, u10, s1r.form, s0l.form), K(1089, u01, s0r.form, b0.form),
		// labels of the children
		K(1090, s0.pos, lab(s0l), lab(s0l2)), K(1091, s0.pos, lab(s0r), lab(s0r2)), K(1092, b0.pos, lab(b0l), lab(b0l2)), K(1093, s1.pos, lab(s1r), lab(s1r2)),
		K(1094, s0.both, s0.leftSet, 0), K(1095, s0.both, s0.rightSet, 0), K(1096, s0.pos, s0.leftSet, s0.rightSet), K(1097, b0.both, b0.leftSet, 0),
		K(1098, b0.pos, b0.leftSet, s0.pos), K(1100, s1.pos, s1.rightSet, s0.pos),
		K(1102, p10, s0.leftSet, 0), K(1103, p10, s0.rightSet, 0), K(1104, p01, s0.leftSet, 0), K(1105, p01, s0.rightSet, 0), K(1106, u10, s0.leftSet, s1.leftSet),
		K(1107, u01, s0.leftSet, b0.leftSet), K(1108, p10, s1.leftSet, 0), K(1109, u10, s1.rightSet, b0.upos), K(1110, u10, s1.rightSet, s0.leftSet), K(1111, s1.form, s1.rightSet, s0.upos),
		K(1112, s0.form, s0.leftSet, b0.upos), K(1113, b0.form, b0.leftSet, s0.upos), K(1114, b0.upos, b0.leftSet, b1.upos<<8|s0.upos),
		// how many children
		K(1115, s0.both, s0.nleft, 0), K(1117, s0.pos, s0.nleft, s0.nright), K(1118, b0.both, b0.nleft, 0), K(1119, b0.pos, b0.nleft, 0),

		// how far, and over what
		K(1122, s0.both, d0, 0), K(1123, s0.pos, d0, 0), K(1124, b0.both, d0, 0), K(1125, b0.pos, d0, 0), K(1126, p01, d0, 0),
		K(1129, s0.both, d1, 1), K(1130, p10, d1, 0), K(1131, u01, c0, d0), K(1132, u10, c1, d1), K(1133, p01, c0, 0), K(1134, p10, c1, 0), K(1135, s1.form, c1, s0.upos), K(1136, s0.form, c1, s1.upos),
		K(1137, s0.form, c0, b0.upos), K(1138, u10, d1, b0.upos), K(1139, uint32(len(s.Stack)), p01, 0), K(1140, distance(j0, s.Root), p01, uint32(min(len(s.Stack), 4))),
		// what the words mean
		K(1141, s0.field, b0.field, 0), K(1142, s1.field, s0.field, 0), K(1143, s1.field, s0l.form, s0.field), K(1145, s1.field, s0l.form, s0.form),
		K(1146, s1.field, b0.form, s0.field), K(1147, s0.field, b0.form, b1.field), K(1148, s0.form, b0.form, b1.field), K(1149, s1.form, b0.form, b1.field),
		K(1150, s1.frames, s1.pos, s0.pos), K(1151, s1.frames, s1.rightSet, s0.upos), K(1152, s0.frames, p01, 0), K(1153, s0.form, b0.field, 0), K(1154, s0.field, b0.form, 0),
		K(1155, s1.form, s0.field, 0), K(1156, s1.field, s0.form, 0), K(1157, s1.frames, s0l.form, s0.upos),
		// endings and shapes
		K(1158, s0.suffix, b0.pos, 0), K(1159, s0.pos, b0.suffix, 0), K(1160, s1.suffix, s0.pos, 0), K(1161, s1.pos, s0.suffix, 0), K(1162, s0.suffix, b0.suffix, 0), K(1163, s1.suffix, s0.suffix, 0),
		K(1164, b1.suffix, p01, 0), K(1165, s0.shape, b0.shape, p01), K(1166, s1.shape, s0.shape, p10), K(1167, s1.shape, s0.shape, b0.shape), K(1168, s0.shape, b0.shape, b1.shape),
	)
}

func lab(n *node) uint32 {
	if n.head == 0 {
		return 0
	}
	return 1 + uint32(n.label)
}

func distance(a, b int) uint32 {
	switch d := b - a; {
	case a == 0:
		return 9
	case d <= 4:
		return uint32(d)
	case d <= 6:
		return 5
	case d <= 10:
		return 6
	case d <= 20:
		return 7
	default:
		return 8
	}
}

// between counts marks, verbs and conjunctions from a up to b.
func between(a, b *node) uint32 {
	return min(b.puncts-a.puncts, 3) | min(b.verbs-a.verbs, 2)<<2 | min(b.ccs-a.ccs, 2)<<4
}
