#include "wire/edifact/codes.h"

static const struct {
	const char *qualifier, *kind;
} reference_kinds[] = {
	{"BN", "BKG"},      /* booking */
	{"BM", "TRD"},      /* bill of lading */
	{"MB", "TRD"},      /* master bill of lading */
	{"BH", "HBL"},      /* house bill of lading */
	{"AAS", "WAYBILL"}, /* transport document */
	{"ABT", "CUSTOMS"}, /* customs declaration */
	{"AAE", "CUSTOMS"}, /* goods declaration */
	{"ABE", "CUSTOMS"}, /* declarant's */
	{"CN", "CARRIER"},
	{"RE", "RELEASE"},
	{"AAJ", "DELIVERY"}, /* delivery order */
	{"SQ", "SEQUENCE"},
	{"EQ", "EQUIPMENT"},
	{"FF", "FORWARDER"},
	{"SI", "SHIPPER"},
	{"CT", "CONTRACT"},
	{"VON", "VOYAGE"},
	{"VM", "VESSEL"},
};

const char *reference_kind(struct slice qualifier)
{
	size_t i;

	for (i = 0; i < sizeof reference_kinds / sizeof *reference_kinds; i++)
		if (slice_is(qualifier, reference_kinds[i].qualifier))
			return reference_kinds[i].kind;
	return NULL;
}

const char *reference_qualifier(const char *kind)
{
	struct slice own = {kind, (uint32_t)strlen(kind), false};
	size_t i;

	for (i = 0; i < sizeof reference_kinds / sizeof *reference_kinds; i++)
		if (strcmp(reference_kinds[i].kind, kind) == 0)
			return reference_kinds[i].qualifier;
	return own.n && !reference_kind(own) ? kind : NULL;
}

enum mode mode_of(unsigned mode, unsigned means)
{
	static const enum mode modes[] = {MODE_UNKNOWN, MODE_VESSEL, MODE_RAIL, MODE_TRUCK, MODE_AIR,
		MODE_UNKNOWN, MODE_MULTIMODAL, MODE_UNKNOWN, MODE_BARGE};
	static const struct {
		unsigned means;
		enum mode mode;
	} known[] = {{6, MODE_AIR}, {8, MODE_BARGE}, {11, MODE_VESSEL}, {12, MODE_VESSEL}, {13, MODE_VESSEL},
		{23, MODE_RAIL}, {25, MODE_RAIL}, {31, MODE_TRUCK}, {32, MODE_TRUCK}};
	size_t i;

	if (mode < sizeof modes / sizeof *modes && modes[mode] != MODE_UNKNOWN)
		return modes[mode];
	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].means == means)
			return known[i].mode;
	return MODE_UNKNOWN;
}

const char *movement_of(unsigned status)
{
	static const char *const words[] = {NULL, "CONTINENTAL", "EXPORT", "IMPORT", "REMAIN_ON_BOARD",
		"RESTOW", "TRANSSHIPMENT", "SHORTLANDED", "OVERLANDED", "DOMESTIC", "POSITIONING",
		"DELIVERED", "REDELIVERED", "REPAIR", "RESTOW"};

	return status < sizeof words / sizeof *words ? words[status] : NULL;
}

bool function_of(unsigned code, enum function *function)
{
	static const struct {
		unsigned code;
		enum function function;
	} known[] = {{9, FUNCTION_ORIGINAL}, {1, FUNCTION_CANCEL}, {2, FUNCTION_ADD}, {3, FUNCTION_CANCEL},
		{4, FUNCTION_CHANGE}, {5, FUNCTION_REPLACE}};
	size_t i;

	*function = FUNCTION_ORIGINAL;
	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].code == code) {
			*function = known[i].function;
			return true;
		}
	return false;
}

enum spot_kind spot_kind_of(unsigned qualifier)
{
	static const struct {
		unsigned qualifier;
		enum spot_kind kind;
	} known[] = {{9, SPOT_LOAD}, {11, SPOT_DISCHARGE}, {7, SPOT_DELIVERY}, {165, SPOT_HERE},
		{8, SPOT_DESTINATION}, {164, SPOT_DELIVERY}, {83, SPOT_DELIVERY}, {153, SPOT_HERE},
		{98, SPOT_EMPTY_OUT}, {99, SPOT_EMPTY_BACK}};
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].qualifier == qualifier)
			return known[i].kind;
	return SPOT_KINDS;
}

unsigned release_of(struct slice version, struct slice release)
{
	unsigned year, half;

	if (!slice_is(version, "D") || release.n != 3 || release.s[2] < 'A' || release.s[2] > 'C')
		return 0;
	if (release.s[0] < '0' || release.s[0] > '9' || release.s[1] < '0' || release.s[1] > '9')
		return 0;
	year = (unsigned)(release.s[0] - '0') * 10 + (unsigned)(release.s[1] - '0');
	half = (unsigned)(release.s[2] - 'A') + 1; /* D.01C is there */
	year = (year < 90 ? 2000 + year : 1900 + year) * 10 + half;
	return year >= 19952 && year <= 20231 ? year : 0;
}
