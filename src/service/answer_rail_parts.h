/* What the answers about rail share. */
#ifndef SERVICE_ANSWER_RAIL_PARTS_H
#define SERVICE_ANSWER_RAIL_PARTS_H

#include "service/answer_parts.h"
#include "store/rail_store.h"

struct rail_vehicle {                /* a wagon, or a train under all of its keys, as the viewer sees it */
	const struct event **events; /* in order */
	bool *voided;
	const struct rail_event *of; /* all that were read */
	size_t count;
};
/* Reads what was told of these subjects, as far as the viewer may see. */
bool rail_vehicle_read(struct asking *q, const char *const *subjects, size_t n, struct rail_vehicle *v);
/* The last fact; NULL: none. */
const struct event *rail_vehicle_stands(const struct rail_vehicle *v);
/* "events": newest first */
void rail_vehicle_events(struct json *j, const struct world *w, const struct rail_vehicle *v);

/* "names" of one train: {kind, name, railway} */
void rail_names_write(struct json *j, const struct train_name *names, size_t n);
/* All keys of the train of that name or key, and its names; none: not known. */
bool rail_train_find(struct asking *q, const char *name, const char *day, const char ***keys,
	size_t *key_count, struct train_name **names, size_t *name_count);

struct rail_rides { /* on wagons or in trains, wagon by wagon */
	struct rail_ride {
		const char *container, *wagon, *train, *place;
		instant since, until;
		enum classifier classifier;
	} * list;
	size_t count;
};
bool rail_rides_read(struct asking *q, const char *const *wagons, size_t wagon_count,
	const char *const *trains, size_t train_count, struct rail_rides *rides);

/* 2026-06-15 or nothing; false with a fault. */
bool rail_day(struct asking *q, const char *day, struct param *p);
bool rail_since(struct asking *q, const char *since, struct param *p);

#endif
