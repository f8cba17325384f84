#include "record/position.h"

#include "base/text.h"

const char *const held_words[HELDS] = {
#define HELD(name, word, text) [HELD_##name] = word,
#include "record/position.def"
#undef HELD
};

const char *const held_texts[HELDS] = {
#define HELD(name, word, text) [HELD_##name] = text,
#include "record/position.def"
#undef HELD
};

enum position_held position_doubt(const struct position *p)
{
	if (p->held == HELD_NO_FIX)
		return HELD_NO_FIX;
	if (!p->lat && !p->lon)
		return HELD_ZERO;
	if (p->at < POSITION_EARLIEST * INSTANT_SECOND)
		return HELD_NO_CLOCK;
	if (p->received != INSTANT_NONE && p->at > p->received + POSITION_SKEW)
		return HELD_FUTURE;
	return HELD_NOT;
}

void position_keep(struct arena *a, struct position *p)
{
	p->device = arena_strdup(a, p->device);
	p->alarm = arena_strdup(a, p->alarm);
	p->partner = arena_strdup(a, p->partner);
}

static void degrees(struct json *j, const char *key, int32_t millionths)
{
	char text[24];
	int32_t whole = millionths / 1000000, rest = millionths % 1000000;

	snprintf(text, sizeof text, "%s%d.%06d", millionths < 0 ? "-" : "", whole < 0 ? -whole : whole,
		rest < 0 ? -rest : rest);
	jw_key(j, key);
	jw_raw(j, text);
}

static void number(struct json *j, const char *key, int32_t n)
{
	if (n != POSITION_UNSAID)
		jw_member_integer(j, key, n);
}

static void answer(struct json *j, const char *key, enum yes_no said)
{
	if (said != UNSAID)
		jw_member_bool(j, key, said == SAID_YES);
}

void position_state(struct json *j, const struct position *p)
{
	if (p->speed != POSITION_UNSAID) {
		char text[24];

		snprintf(text, sizeof text, "%d.%d", p->speed / 1000, p->speed % 1000 / 100);
		jw_key(j, "speed");
		jw_raw(j, text);
	}
	number(j, "course", p->course);
	number(j, "accuracy", p->accuracy);
	number(j, "battery", p->battery);
	answer(j, "locked", p->locked);
	answer(j, "doorOpen", p->door);
	jw_member(j, "alarm", p->alarm);
}

void position_write(struct json *j, const struct position *p)
{
	jw_open(j, '{');
	jw_member(j, "device", p->device);
	jw_key(j, "at");
	jw_open(j, '"');
	instant_write(j->out, p->at, 0);
	jw_close(j, '"');
	jw_key(j, "given");
	jw_open(j, '{');
	degrees(j, "lat", p->lat);
	degrees(j, "lon", p->lon);
	if (p->datum < DATUMS)
		jw_member(j, "datum", datum_names[p->datum]);
	jw_close(j, '}');
	position_state(j, p);
	if (p->outdated)
		jw_member_bool(j, "outdated", true);
	jw_member(j, "held", held_words[p->held]);
	jw_close(j, '}');
}
