#include "record/found_by.h"

#include "codes/code.h"

#include <string.h>

const char *const found_by_words[] = {
#define FOUND_BY(name, word, text) [FOUND_BY_##name] = word,
#include "record/found_by.def"
#undef FOUND_BY
};

/* Kinds that are not here are documents; those with FOUND_BYS name no consignment. */
static const struct {
	const char *kind;
	enum found_by as;
} kinds[] = {
	{"BKG", FOUND_BY_BOOKING},
	{"TRD", FOUND_BY_BILL},
	{"HBL", FOUND_BY_BILL},
	{"WAYBILL", FOUND_BY_WAYBILL},
	{"SMGS", FOUND_BY_WAYBILL},
	{"CIM", FOUND_BY_WAYBILL},
	{"CIM-SMGS", FOUND_BY_WAYBILL},
	{"TRAIN-NUMBER", FOUND_BY_TRAIN},
	{"TRAIN-INDEX", FOUND_BY_TRAIN},
	{"TRAIN-PROGRAMME", FOUND_BY_TRAIN},
	{"TRAIN-TAF", FOUND_BY_TRAIN},
	{"CUSTOMS", FOUND_BY_CUSTOMS},
	{"EQUIPMENT", FOUND_BYS},
	{"EVENT", FOUND_BYS},
	{"CALL", FOUND_BYS},
	{"SERVICE", FOUND_BYS},
	{"SEQUENCE", FOUND_BYS},
	{"VOYAGE", FOUND_BYS},
	{"VESSEL", FOUND_BYS},
};

const char *const found_by_kinds_in_place[] = {"BKG", "TRD", "HBL", "WAYBILL", "CUSTOMS", "CARRIER",
	"RELEASE", "DELIVERY", "FORWARDER", "SHIPPER", "CONTRACT", NULL};

enum found_by found_by_reference(const char *kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return kinds[i].as;
	return FOUND_BY_DOCUMENT;
}

const char *found_by_seal(const char *seal)
{
	const char *colon = strchr(seal, ':');

	return colon ? colon + 1 : seal;
}

bool found_by_value(const char *raw, char value[FOUND_BY_ROOM])
{
	size_t n = strnlen(raw, FOUND_BY_ROOM);

	return n < FOUND_BY_ROOM && code_loosely(raw, n, value) > 0;
}

void found_by_all(
	const struct event *e, void (*take)(void *self, enum found_by kind, const char *raw), void *self)
{
	const struct transport_ref *t = &e->transport;

	for (size_t i = 0; i < e->reference_count; i++) {
		enum found_by as = found_by_reference(e->references[i].kind);

		if (as < FOUND_BYS)
			take(self, as, e->references[i].value);
	}
	for (size_t i = 0; i < e->seal_count; i++)
		take(self, FOUND_BY_SEAL, found_by_seal(e->seals[i]));
	if (t->train)
		take(self, FOUND_BY_TRAIN, t->train);
	if (t->wagon)
		take(self, FOUND_BY_WAGON, t->wagon);
	if (t->imo)
		take(self, FOUND_BY_VESSEL, t->imo);
	if (t->name && t->mode != MODE_RAIL && t->mode != MODE_TRUCK)
		take(self, FOUND_BY_VESSEL, t->name);
}
