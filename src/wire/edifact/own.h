/*
 * What this program's own messages say beside what their directories have room for.
 *
 * A message that is handed out (wire/edifact_out) bears OWN_NAME as its common access reference (UNH 0068).
 * Where a message does, nothing in it is worked out again that was worked out before it was written: a place
 * is its code (3225) and what it was received as (3224); a status means the same whoever sends it, and adds
 * no remark of its own; a train runs on the day that DTM+136 under its TDT says, and on no other.  What has
 * no element of its own stands in FTX of ZZZ (mutually defined), its name in C107 under list OWN_NAME:
 *
 *     FTX+ZZZ++WHEN:LANDBRIDGE:ZZZ+2026-06-15T08?:00?:00.250+08?:00'
 *
 * To everybody else that is a remark.  Messages without the mark are read as they always were.
 */
#ifndef WIRE_EDIFACT_OWN_H
#define WIRE_EDIFACT_OWN_H

#include "wire/edifact/reading.h"

#define OWN_NAME      "LANDBRIDGE"
#define OWN_ANOTHER   "XX"    /* the status whose words are the event's code */
#define OWN_WAGON     "WAGON" /* 1131 of a wagon or plate that has more than 8213's nine characters: in 8212 */
#define OWN_TRAIN     "TN"    /* RFF under a TDT: a train's number of more than 8028's 17 characters */
#define OWN_CALL_SIGN "VM"    /* RFF under a TDT: the call sign, where C222 has the IMO number */

enum own_field {
#define OWN_FIELD(name, about) OWN_##name,
#include "wire/edifact/own.def"
#undef OWN_FIELD
	OWN_FIELDS
};

extern const char *const own_field_names[OWN_FIELDS];

/* The field that an FTX is of, OWN_FIELDS: of none, it is a remark; *value is what it says. */
enum own_field own_field_of(const struct reading *r, const struct segment *s, struct slice *value);
struct own_into { /* of a box or a status */
	struct own_said *said;
	struct list *seals, *remarks;
	struct reference *reference;
	size_t *references;
};
/* Takes what an FTX says of these; false: it is a remark. */
bool own_take(struct reading *r, const struct segment *s, const struct own_into *into);
/* The time as it was received before it was written into a DTM; told itself where nobody says. */
struct told own_told(const struct told *told, const struct own_said *said);

#endif
