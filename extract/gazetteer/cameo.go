package gazetteer

import (
	"strings"

	"github.com/entente-kg/entente/schema"
)

// cameoStates are codes of states in CAMEO and its dictionaries that differ from
// ISO 3166-1 alpha-3, or that it has for parts of a state.
var cameoStates = map[string]string{
	"ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "KSV": "XKX", "PAL": "PSE", "GZA": "PSE", "WSB": "PSE", "USR": "SUN",
	"FRY": "SCG", "SRP": "BIH", "BUR": "MMR", "CZR": "CZE", "GFR": "DEU", "GME": "DDR", "KNT": "KNA",
}

// cameoRegions are codes of parts of the world, and of no state at all.
var cameoRegions = set(`AFR ASA BLK CAS CAU CFR CRB EAF EEU EIN EUR INT LAM MDT MEA NAF NMR PGS SAF SAM SAS SCN SEA WAF
	WEU WST NON UIS`)

// cameoInternational are the codes of actors that stand in the place of a state's.
var cameoInternational = map[string]schema.EntityType{
	"IGO": schema.IGO, "NGO": schema.NGO, "NGM": schema.NGO, "MNC": schema.Company, "IMG": schema.ArmedGroup,
}

// sectorTypes are the types of named actors by the sector that they are of. The
// first that a code holds decides.
var sectorTypes = map[string]schema.EntityType{
	"GOV": schema.Government, "LEG": schema.Government, "JUD": schema.Government, "COP": schema.Government, "SPY": schema.Government,
	"MIL": schema.Military,
	"REB": schema.ArmedGroup, "UAF": schema.ArmedGroup, "INS": schema.ArmedGroup, "SEP": schema.ArmedGroup, "IMG": schema.ArmedGroup,
	"OPP": schema.Party, "PTY": schema.Party,
	"MED": schema.Media, "JRN": schema.Media,
	"BUS": schema.Company, "MNC": schema.Company,
	"IGO": schema.IGO, "NGO": schema.NGO, "NGM": schema.NGO, "HRI": schema.NGO,
	"CVL": schema.Organization, "EDU": schema.Organization, "LAB": schema.Organization, "HLH": schema.Organization, "DEV": schema.Organization,
	"ENV": schema.Organization, "AGR": schema.Organization, "REL": schema.Organization, "CRM": schema.Organization, "RAD": schema.Organization,
	"REF": schema.Group, "SET": schema.Group,
	"ELI": schema.Person,
}

// agentSectors are sectors of agent codes that stand for one of ours.
var agentSectors = map[string]string{
	"INS": "REB", "SEP": "REB", "RAD": "UAF", "IMG": "UAF", "ENV": "NGO", "DEV": "NGO", "NGM": "NGO", "MNC": "BUS", "PPL": "CVL", "JRN": "MED",
	"CHR": "REL", "CTH": "REL", "PRO": "REL", "CPT": "REL", "ORT": "REL", "MUS": "REL", "SHI": "REL", "SUN": "REL", "JEW": "REL", "HIN": "REL",
	"BUD": "REL", "SIK": "REL",
}

// roleTypes are the types of groups of a sector.
var roleTypes = map[string]schema.EntityType{
	"GOV": schema.Government, "LEG": schema.Government, "JUD": schema.Government, "COP": schema.Government, "SPY": schema.Government,
	"MIL": schema.Military, "REB": schema.ArmedGroup, "UAF": schema.ArmedGroup, "PTY": schema.Party, "MED": schema.Media,
	"BUS": schema.Company, "IGO": schema.IGO, "NGO": schema.NGO, "HRI": schema.NGO,
}

// blocks splits a code into its blocks of three letters.
func blocks(code string) ([]string, bool) {
	if len(code) == 0 || len(code)%3 != 0 {
		return nil, false
	}
	var out []string
	for i := 0; i < len(code); i += 3 {
		out = append(out, code[i:i+3])
	}
	return out, !strings.ContainsFunc(code, func(r rune) bool { return (r < 'A' || r > 'Z') && (r < '0' || r > '9') })
}

// cameoActor reads an actor's code: the state that it is, belongs to or acts for,
// and its type, which is country where the code says no more.
func (b *builder) cameoActor(code string) (country string, typ schema.EntityType, fault string) {
	parts, ok := blocks(code)
	if !ok {
		return "", "", "want blocks of three capital letters"
	}
	international := false
	for i, p := range parts {
		if digits(p) {
			continue // the religions of a later CAMEO have numbers
		}
		if t, ok := cameoInternational[p]; ok && i == 0 {
			international, typ = true, t
			continue
		}
		state := p
		if s, ok := cameoStates[p]; ok {
			state = s
		}
		_, isState := b.g.entries["country/"+state]
		switch sector, isSector := sectorTypes[p]; {
		case i == 0 && cameoRegions[p]:
			international, typ = true, schema.Organization
		case i == 0 && isState:
			country, typ = state, schema.Country
		case i == 0 && isSector:
			international, typ = true, sector
		case i == 0 && agentSectors[p] == "REL":
			international, typ = true, schema.Group
		case i == 0:
			return "", "", "unknown country or region " + p
		case i == 1 && isState && !isSector && international && !cameoRegions[p]:
			country = state // the home of a company or an NGO
		case isSector && (typ == schema.Country || typ == schema.Organization && international):
			typ = sector
		}
	}
	return country, typ, ""
}

func digits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}
