/*
 * Routes, transfers and restrictions: records that the hub keeps (service/standing.h), as domain/timetable.h
 * has them.  Places are numbers of the world by which they were read.
 *
 * A route (service):
 * {"operator":"…","mode":"rail","title":"…","note":"…","from":"2026-01-01","until":"2026-12-31",
 *  "weekdays":[2,5],"every":10,"everyFrom":"2026-01-05","added":["2026-12-24"],"cancelled":[],
 *  "stops":[{"place":"CNLYG","facility":"…","arriveDay":0,"arrives":"09:00","departDay":0,"departs":"18:00",
 *    "board":true,"alight":true,"km":12.5,"cutOffs":{"documents":2880,"gate":720,"vgm":1440,"customs":1440}}],
 *  "capacity":{"teu":110,"kg":2000000,"plugs":0,"dangerous":false},
 *  "prices":[{"from":"CNLYG","to":"DEDUI","size":"45","minor":350000,"currency":"USD","validFrom","validUntil"}],
 *  "surcharges":[{"name":"heating", as a price, "only":"reefer"|"dangerous"}],
 *  "emission":{"gramsPerTonneKm":7.5,"wellToTank":0.18,"source":"…","version":"…"},
 *  "code":"YSX","universalReference":"SR12345A","carrier":{"code":"…","list":"SMDG"},"vessel":{"imo":"…","name":"…"},
 *  "trains":["X8155"],"voyages":[{"date":"2026-12-01","number":"2649E","universalReference":"2649E","vessel":{…}}]}
 * The last two lines are for schedules, by DCSA's rules, and to know its ships and trains by: a code of at
 * most 11 characters; the vessel of all voyages but those that have one of their own. operator, mode, stops
 * and one of weekdays (1 is Monday), every and added must be said.  Days of stops count from the trip's date
 * on, departDay is arriveDay where it is not said; km is from the stop before, cut-offs are minutes before
 * departure.  A price without from is from the first stop, without to to the last.
 *
 * A transfer:
 * {"place":"KZDOS","toPlace":"…","from":["rail"],"to":["rail"],"what":"gauge","minutes":1440,"note":"…",
 *  "hours":[{"weekday":1,"opens":"08:00","closes":"20:00"}],"holidays":["2026-03-22"],"prices":[…]}
 *
 * A restriction:
 * {"issuer":"…","telegram":"…","note":"…","place":"KZDOS","toPlace":"…","country":"BY","route":"…","direction":"forth",
 *  "commodity":"…","dangerous":true,"from":"2026-12-01T00:00:00+05:00","until":"…","trainsADay":3}
 * of one of a place, two places (a stretch or a border), a country, a route; trainsADay 0: closed.
 */
#ifndef SERVICE_ROUTES_H
#define SERVICE_ROUTES_H

#include "domain/timetable.h"
#include "service/standing.h"

struct route_vessel {
	const char *imo, *name; /* NULL: not told */
};

struct route_voyage { /* of one date, where more of it is told than the date */
	int32_t date;
	const char *number, *universal; /* NULL: not told */
	struct route_vessel vessel;
};

struct route_carrier { /* NULL: not told */
	const char *code, *universal;
	const char *carrier, *list; /* a carrier's code and whose list it is of */
	struct route_vessel vessel;
	const char **trains; /* numbers */
	size_t train_count;
	const struct route_voyage *voyages;
	size_t voyage_count;
};

struct route {
	struct timetable_service service;
	struct route_carrier carrier;
	const char *title, *note;      /* NULL: none */
	const char *const *facilities; /* of each stop; NULL: none told */
};

bool route_read(const struct member_reading *r, const char *name, const json_t *o, struct route *route);
struct transfer_rule {
	struct timetable_transfer rule;
	const char *note;
};
bool transfer_read(const struct member_reading *r, const json_t *o, struct transfer_rule *t);

struct restriction {
	struct timetable_restriction rule;
	const char *route; /* the name of the one that it is of; NULL */
	const char *note;
};
bool restriction_read(const struct member_reading *r, const json_t *o, struct restriction *t);

/* For service/standing.c. */
bool route_kept(const struct member_reading *r, const char *name, const json_t *o, struct standing_row *row);
bool transfer_kept(
	const struct member_reading *r, const char *name, const json_t *o, struct standing_row *row);
bool restriction_kept(
	const struct member_reading *r, const char *name, const json_t *o, struct standing_row *row);
bool transfers_apart(const void *about, const void *other);
extern const struct standing_column route_columns[], transfer_columns[], restriction_columns[];

/* What was told of that date's; NULL: nothing. */
const struct route_voyage *route_voyage(const struct route_carrier *c, int32_t date);

/* For its own files. */
bool route_carrier_read(const struct member_reading *r, const json_t *o, struct route_carrier *c);
void route_carrier_write(struct json *j, struct arena *a, const struct route_carrier *c);
extern const char *const carry_words[];    /* of carry: "none", "vessel" ...; NULL at the end */
extern const char *const transfer_words[]; /* of transfer */
bool prices_read(const struct member_reading *r, const json_t *o, const struct timetable_service *s,
	struct timetable_price **prices, size_t *count);
/* A price's members from size on. */
bool price_read(const struct member_reading *r, const json_t *o, struct timetable_price *p);
void price_write(struct json *j, struct arena *a, const struct timetable_price *p);
/* Which stop a place is; UINT16_MAX: none. */
uint16_t route_stop(const struct timetable_service *s, uint32_t place);
const char *route_told(struct arena *a, const struct world *w, const struct route *route);

#endif
