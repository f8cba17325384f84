/*
 * Trains by their many names.
 *
 * Each railway on the way calls the same train by another number; what stays over some of it is an index or a
 * plan's number.  Every event that names a dated train tells that one of its names belongs to that key
 * ("TRAIN:X8155/2026-06-15").  Two keys are one train where both bear an equal name of one kind on days that
 * lie within the kind's window, or where a third is one train with both.  Facts only add up, so the classes
 * are a function of the set of what was told.
 */
#ifndef DOMAIN_TRAIN_H
#define DOMAIN_TRAIN_H

#include "base/arena.h"
#include "record/event.h"

#include <stdint.h>

enum train_kind {
#define KIND(name, word, reference, days, text) TRAIN_##name,
#include "domain/train.def"
#undef KIND
	TRAIN_KINDS
};

extern const char *const train_kind_words[TRAIN_KINDS];
extern const int train_kind_days[TRAIN_KINDS]; /* days apart at most, for equal names to be one train's */

#define TRAIN_PREFIX "TRAIN:"

struct train_name {
	const char *name; /* as looked for: 70850421301 */
	enum train_kind kind;
	const char *train;   /* key */
	int32_t day;         /* of departure or formation, since 1970-01-01 */
	const char *railway; /* UIC number or carrier; "": not said */
	const char *told;    /* as written: 7085 042 1301 */
};

bool train_is_key(const char *key); /* "TRAIN:name/2026-06-15" */
/* The day that a key ends with; false where it is no train's. */
bool train_day_of(const char *key, int32_t *day);
/* The key that it bears where it leaves past midnight instead: of the day after.  `key` is a train's. */
const char *train_key_past_midnight(struct arena *a, const char *key);
bool train_same_day(enum train_kind kind, int32_t a, int32_t b);
/* Equal names of one kind, near enough in time, and not of two railways that are known to differ. */
bool train_same_name(const struct train_name *a, const struct train_name *b);
/* class_of[i]: the first in byte order of the keys that are one train with names[i].train. */
void train_classes(struct arena *a, const struct train_name *names, size_t n, const char **class_of);
/* The name that a key has in it; false: it is no train's. */
bool train_name_of_key(struct arena *a, const char *key, struct train_name *name);
/* The names of its train that an event tells, up to `most`: the key's own, and those it refers to. */
size_t train_names_of(struct arena *a, const struct event *e, struct train_name *names, size_t most);

#endif
