/*
 * A position, as a tracker or an electronic lock told of it: where it was, when, and how it fared.
 *
 * What is told is kept and never changed, coordinates as they were given: which datum they are in may become
 * known later (its tracker's, its partner's).  Degrees are in millionths.  Text is UTF-8, NUL-terminated,
 * NULL where not said, owned by the message's arena.
 *
 * A position that cannot be is kept too, but held back: it stands in no track, and an answer says why.
 */
#ifndef RECORD_POSITION_H
#define RECORD_POSITION_H

#include "base/arena.h"
#include "base/instant.h"
#include "record/partner.h"

enum position_held {
	HELD_NOT,
#define HELD(name, word, text) HELD_##name,
#include "record/position.def"
#undef HELD
	HELDS
};
extern const char *const held_words[HELDS]; /* "zero" ...; NULL: HELD_NOT */
extern const char *const held_texts[HELDS]; /* a phrase each */

#define POSITION_UNSAID   INT32_MIN              /* of its numbers */
#define POSITION_SKEW     (600 * INSTANT_SECOND) /* a tracker's clock may be so far ahead */
#define POSITION_DEVICE   128                    /* bytes of a device's name */
#define POSITION_ALARM    64                     /* bytes of an alarm */
#define POSITION_EARLIEST INT64_C(1262304000)    /* 2010-01-01, in seconds: before it no clock was set */

enum yes_no { SAID_NO, SAID_YES, UNSAID };

struct position {
	const char *device;       /* as it names itself */
	instant at;               /* of the fix */
	int32_t lat, lon;         /* as given */
	enum datum datum;         /* as told; DATUMS: not told */
	int32_t speed;            /* metres an hour */
	int32_t course;           /* degrees from north */
	int32_t accuracy;         /* metres */
	int32_t battery;          /* per cent */
	enum yes_no locked, door; /* door: it is open */
	const char *alarm;        /* "tampering" ... */
	bool outdated;            /* told again: its tracker has no newer fix */
	enum position_held held;  /* by itself */
	instant received;         /* when its delivery came in; INSTANT_NONE: not known */
	const char *partner;      /* who it is from; NULL: nobody who is known */
};

/* Why it is held back by itself. */
enum position_held position_doubt(const struct position *p);
/* Gives its text a home in the arena. */
void position_keep(struct arena *a, struct position *p);

struct json;
/* {"device","at","given":{"lat","lon","datum"}, ...} as it was told; for who looks without storing. */
void position_write(struct json *j, const struct position *p);
/* The members that say how the tracker fared: speed (km/h) to alarm, what is not said left out. */
void position_state(struct json *j, const struct position *p);

#endif
