#include "wire/edifact_out/statuses.h"

#include "wire/edifact/own.h"
#include "wire/edifact_out/segments.h"

/* clang-format off */
static const struct status_out statuses[] = {
	{"ARRI", {"1",  NULL,  NULL},  true},
	{"DEPA", {"24", NULL,  NULL},  true},
	{"LOAD", {"48", "LDE", "LDP"}, false},
	{"DISC", {"29", "DCE", "DCP"}, false},
	{"PICK", {"13", "PKE", "PKP"}, false},
	{"DROP", {"21", "DRE", "DRP"}, false},
	{"STUF", {"93", "SFE", "SFP"}, false},
	{"STRP", {"28", "STE", "STP"}, false},
	{"DMGD", {"18", "DME", "DMP"}, false},
	{"CUSR", {"12", "CRE", "CRP"}, false},
	{"AVPU", {"64", "APE", "APP"}, false},
	{"HAND", {"41", "HAE", "HAP"}, false},
	{"GTIN", {"GI", "GIE", "GIP"}, false},
	{"GTOT", {"GO", "GOE", "GOP"}, false},
	{"INSP", {"IN", "INE", "INP"}, false},
	{"RSEA", {"RS", "RSE", "RSP"}, false},
	{"RMVD", {"RM", "RME", "RMP"}, false},
	{"AVDO", {"AD", "ADE", "ADP"}, false},
	{"CUSS", {"CS", "CSE", "CSP"}, false},
	{"CUSI", {"CI", "CIE", "CIP"}, false},
	{"WAYP", {"WP", "WPE", "WPP"}, false},
	{"ABRD", {"AB", "ABE", "ABP"}, false},
	{"HOLD", {"HO", "HOE", "HOP"}, false},
	{"RELS", {"RL", "RLE", "RLP"}, false},
	{"NOTE", {"NO", "NOE", "NOP"}, false},
	{NULL,   {OWN_ANOTHER, OWN_ANOTHER "E", OWN_ANOTHER "P"}, false},
};
/* clang-format on */

#define STATUSES (sizeof statuses / sizeof *statuses)

const struct status_out *status_out_at(size_t i)
{
	return i < STATUSES ? &statuses[i] : NULL;
}

const struct status_out *status_code_out(const struct event *e)
{
	size_t i;

	for (i = 0; i + 1 < STATUSES; i++)
		if (strcmp(statuses[i].event, e->code) == 0)
			return &statuses[i];
	return value_fits(e->code, 35) ? &statuses[i] : NULL;
}

bool status_is_own(const struct status_out *s, enum classifier classifier)
{
	const char *code = s->code[s->by_time ? CLASSIFIER_ACT : classifier];

	return *code < '0' || *code > '9';
}
