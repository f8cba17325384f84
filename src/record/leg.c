#include "record/leg.h"

#include "base/text.h"

#include <string.h>

#define LEG       "LEG:"
#define LEG_PARTS 12

enum leg_part {
	LEG_MODE,
	LEG_FROM,
	LEG_TO,
	LEG_TRANSPORT,
	LEG_VEHICLE,
	LEG_VOYAGE,
	LEG_DEPARTS,
	LEG_ARRIVES,
	LEG_CUT_OFF,
	LEG_SERVICE,
	LEG_SERVICE_NAME,
	LEG_SERVICE_DATE
};

static void write_time(struct text *out, instant at, int offset)
{
	text_byte(out, ';');
	if (at != INSTANT_NONE)
		instant_write(out, at, offset);
}

const char *leg_write(struct arena *a, const struct leg *l)
{
	const char *words[] = {l->from, l->to, l->transport, l->vehicle, l->voyage};
	struct text t = TEXT_INIT;
	const char *kept;

	text_printf(&t, LEG "%s", mode_names[l->mode] ? mode_names[l->mode] : "");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		text_printf(&t, ";%s", words[i] ? words[i] : "");
	write_time(&t, l->departs.at, l->departs.offset);
	write_time(&t, l->arrives.at, l->arrives.offset);
	write_time(&t, l->cut_off, 0);
	if (l->service) /* else it reads as it always did */
		text_printf(&t, ";%s;%s", l->service, l->service_name ? l->service_name : "");
	if (l->service && l->service_date)
		text_printf(&t, ";%s", l->service_date);
	kept = arena_strdup(a, text_string(&t));
	text_free(&t);
	return kept;
}

struct moment leg_time(const char *s)
{
	struct moment m = {.at = INSTANT_NONE, .precision = PRECISION_MINUTE, .zone_source = ZONE_IN_MESSAGE};
	instant at;
	int offset;

	if (s && instant_read(s, strlen(s), &at, &offset)) {
		m.at = at;
		m.offset = offset;
		m.text = s;
	}
	return m;
}

static enum mode mode_of(const char *word)
{
	for (enum mode m = MODE_UNKNOWN + 1; word && m < MODES; m++)
		if (strcmp(mode_names[m], word) == 0)
			return m;
	return MODE_UNKNOWN;
}

bool leg_read(struct arena *a, const char *remark, struct leg *l)
{
	const char *parts[LEG_PARTS] = {NULL};
	size_t n = 0;

	if (strncmp(remark, LEG, strlen(LEG)) != 0)
		return false;
	for (const char *s = remark + strlen(LEG); n < LEG_PARTS; n++) {
		size_t length = strcspn(s, ";");

		parts[n] = length ? arena_strndup(a, s, length) : NULL;
		if (!s[length])
			break;
		s += length + 1;
	}
	*l = (struct leg){.mode = mode_of(parts[LEG_MODE]),
		.from = parts[LEG_FROM],
		.to = parts[LEG_TO],
		.transport = parts[LEG_TRANSPORT],
		.vehicle = parts[LEG_VEHICLE],
		.voyage = parts[LEG_VOYAGE],
		.departs = leg_time(parts[LEG_DEPARTS]),
		.arrives = leg_time(parts[LEG_ARRIVES]),
		.cut_off = leg_time(parts[LEG_CUT_OFF]).at,
		.service = parts[LEG_SERVICE],
		.service_name = parts[LEG_SERVICE_NAME],
		.service_date = parts[LEG_SERVICE_DATE]};
	return true;
}

size_t legs_read(struct arena *a, const struct event *e, struct leg **legs)
{
	size_t n = 0;

	*legs = NULL;
	if (strcmp(e->code, EVENT_ITINERARY) != 0)
		return 0;
	*legs = arena_alloc_array(a, e->remark_count + 1, sizeof **legs);
	for (size_t i = 0; i < e->remark_count; i++)
		n += leg_read(a, e->remarks[i], &(*legs)[n]);
	return n;
}
