/*
 * What the answers of DCSA Commercial Schedules have in common: places, ships, carriers, cut-offs, times.
 *
 * Every member is one of the standard's, left out where nobody told what it is of: the standard's own lengths
 * and patterns hold for all that is written.
 */
#ifndef SERVICE_SCHEDULE_PARTS_H
#define SERVICE_SCHEDULE_PARTS_H

#include "service/voyages.h"

struct schedule_facility {
	const char *place, *code, *list, *name, *type;
};

struct schedule {
	struct asking *q;
	const struct ways *w;
	struct json j;
	struct schedule_facility *facilities; /* of places of the timetable, by place and code */
	size_t facility_count;
};

/* The network held as long as the arena, and facilities asked for; false: there is no network yet, or the
 * database fails. */
bool schedule_begin(struct schedule *s, struct asking *q);
/* The place by the code that a parameter has: itself, or where the complex matters one of it that something
 * stops at.  MEMBER_NO_PLACE: nothing does.  False where nobody knows it. */
bool schedule_place(
	struct schedule *s, const char *parameter, const char *code, bool complex, uint32_t *place);

/* How a facility is written: as an object with whose code it is, or as an SMDG code alone. */
enum schedule_form { SCHEDULE_FACILITY, SCHEDULE_SMDG };
/* "location"; facility NULL: none. */
void schedule_location(struct schedule *s, uint32_t place, const char *facility, enum schedule_form form);
/* "facilityTypeCode" */
void schedule_facility_type(struct schedule *s, uint32_t place, const char *facility, enum carry carry);
/* On the clock of the place. */
void schedule_time(struct schedule *s, const char *key, minute at, uint32_t place);
/* "cutOffTimes": what must be done before it departs from the stop then. */
void schedule_cut_offs(struct schedule *s, const struct timetable_stop *stop, minute departs);
/* "vessel" or "barge" */
void schedule_vessel(struct schedule *s, const char *key, const struct voyage *v);
/* "servicePartners": the one that is known. */
void schedule_partners(struct schedule *s, const struct voyage *v);
/* "carrierServiceName", "carrierServiceCode" */
void schedule_service(struct schedule *s, uint32_t service);
/* "universalImportVoyageReference" and that of the export voyage, which are one. */
void schedule_universal_voyage(struct schedule *s, const struct voyage *v);
/* "transportCallReference" */
void schedule_call_reference(struct schedule *s, const struct voyage *v, unsigned stop);
/* "timestamps" of a call: arrival, then departure, each planned, estimated, actual. */
void schedule_timestamps(struct schedule *s, const struct voyage *v, unsigned stop);

#endif
