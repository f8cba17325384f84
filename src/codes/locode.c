#include "codes/locode.h"

#include "codes/shape.h"

#include <stdio.h>
#include <string.h>

/* ISO 3166-1 alpha-2, with XZ (installations in international waters) as Recommendation 16 has it, and XK. */
static const char countries[] = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ "
				"BL BM BN BO BQ BR BS BT BV BW "
				"BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
				"DO DZ EC EE EG EH ER ES ET FI "
				"FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK "
				"HM HN HR HT HU ID IE IL IM IN "
				"IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK "
				"LR LS LT LU LV LY MA MC MD ME "
				"MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI "
				"NL NO NP NR NU NZ OM PA PE PF "
				"PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI "
				"SJ SK SL SM SN SO SR SS ST SV "
				"SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ "
				"VA VC VE VG VI VN VU WF WS XK "
				"XZ YE YT ZA ZM ZW ";

bool locode_shape(const char *code)
{
	return shape_fits(code, "AALLL");
}

bool locode_country(const char *code)
{
	for (const char *c = countries; *c; c += 3)
		if (c[0] == code[0] && c[1] == code[1])
			return true;
	return false;
}

void locode_answer(struct code_answer *a)
{
	if (!shape_fits(a->code, "AAXXX"))
		return;
	a->verdict = CODE_FAILS;
	if (!locode_shape(a->code)) {
		snprintf(a->text, sizeof a->text, "A UN/LOCODE has no 0 and no 1");
	} else if (locode_country(a->code)) {
		a->verdict = CODE_HOLDS;
		snprintf(a->text, sizeof a->text, "Has the form of a UN/LOCODE in country %.2s", a->code);
	} else if (a->code[0] == 'X') {
		a->verdict = CODE_HOLDS;
		snprintf(a->text, sizeof a->text, "A place of this program's own list; no UN/LOCODE");
	} else {
		snprintf(a->text, sizeof a->text, "%.2s is no country of ISO 3166-1", a->code);
	}
}
