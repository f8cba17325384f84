#include "wire/keys.h"
#include "wire/rail/tgnl.h"
#include "wire/rail/tgnl_fields.h"

#include <stdio.h>
#include <string.h>

/* The parts of the index may be written as one. */
static void train_split(struct tgnl_list *l, enum tgnl_place *f, struct tgnl_token t)
{
	size_t set = t.n - 8;

	if (*f != TRAIN_FORMED || t.n < 9 || t.n > 11 || !tgnl_digits(t)) {
		l->field[(*f)++] = t;
		return;
	}
	l->field[TRAIN_FORMED] = (struct tgnl_token){t.s, 4};
	l->field[TRAIN_SET] = (struct tgnl_token){t.s + 4, set};
	l->field[TRAIN_BOUND] = (struct tgnl_token){t.s + 4 + set, 4};
	*f = TRAIN_BOUND + 1;
}

static bool train_fields(struct tgnl_list *l, const char *s, const char *end)
{
	enum tgnl_place f = 0;
	struct tgnl_token more;
	bool fine = true;

	while (f < TRAIN_FIELDS) {
		struct tgnl_token t = tgnl_next(&s, end, "+-/");

		if (t.n)
			train_split(l, &f, t);
		else
			l->field[f++] = t;
	}
	more = tgnl_next(&s, end, "");
	for (f = 0; f < TRAIN_FIELDS; f++)
		fine &= tgnl_check(l, f) || !tgnl_fields[f].required;
	if (more.n) {
		const struct making_at at = {
			"TRAIN", 1, TRAIN_FIELDS + 2, l->offset + (uint64_t)(more.s - l->bytes)};

		making_say(l->m, SEVERITY_INFORMATION, "field-more", &at, NULL,
			"service phrase: what stands behind its last field was passed over");
	}
	return fine;
}

/* Of the years around the one it came in, that which brings it nearest. */
static bool year_find(struct tgnl_list *l, struct civil *c)
{
	instant received = l->m->hint->received, nearest = INSTANT_NONE;
	struct civil now = instant_to_civil(received, 0), best = {0, 0, 0, 0, 0, 0, 0};

	for (int year = now.year - 1; year <= now.year + 1; year++) {
		struct civil day = {year, c->month, c->day, 0, 0, 0, 0};
		instant away = civil_valid(&day) ? civil_to_instant(&day, 0) - received : INSTANT_NONE;

		if (away == INSTANT_NONE)
			continue;
		away = away < 0 ? -away : away;
		if (nearest == INSTANT_NONE || away < nearest) {
			nearest = away;
			best = day;
		}
	}
	if (nearest == INSTANT_NONE)
		return false;
	best.hour = c->hour;
	best.minute = c->minute;
	if (c->hour == 24 && !c->minute) /* the end of a day is the next one's beginning */
		best = instant_to_civil(
			civil_to_instant(&(struct civil){best.year, best.month, best.day, 0, 0, 0, 0}, 0) +
				INSTANT_DAY,
			0);
	*c = best;
	return civil_valid(c);
}

/* Zones of Russia: its railways keep Moscow time in all of them. */
static bool is_russian(const char *zone)
{
	static const char *const zones[] = {"Europe/Moscow", "Europe/Kaliningrad", "Europe/Kirov",
		"Europe/Volgograd", "Europe/Astrakhan", "Europe/Saratov", "Europe/Ulyanovsk", "Europe/Samara",
		"Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk", "Asia/Barnaul", "Asia/Tomsk",
		"Asia/Novokuznetsk", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Chita", "Asia/Yakutsk",
		"Asia/Khandyga", "Asia/Vladivostok", "Asia/Ust-Nera", "Asia/Sakhalin", "Asia/Magadan",
		"Asia/Srednekolymsk", "Asia/Kamchatka", "Asia/Anadyr"};

	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (strcmp(zones[i], zone) == 0)
			return true;
	return false;
}

static const struct zone *moscow_for(const struct decode_world *w, const char *place)
{
	const struct zone *own = place && w->zone_of_place ? w->zone_of_place(w->self, place) : NULL;

	return own && is_russian(zone_name(own)) ? w->zone_of_place(w->self, "RUMOW") : NULL;
}

static const struct zone *zone_of(const struct tgnl_list *l, enum zone_source *source)
{
	const struct decode_world *w = l->m->world;
	const struct zone *z = making_zone(l->m, "departure");

	*source = ZONE_OF_SENDER;
	if (z)
		return z;
	*source = ZONE_OF_COUNTRY;
	z = moscow_for(w, l->here.place);
	if (!z)
		*source = ZONE_NOBODY;
	return z;
}

static bool departure_read(struct tgnl_list *l, struct civil *c)
{
	struct making_at at = tgnl_at(l, TRAIN_DAY);
	const struct zone *zone;
	struct tgnl_token last = l->field[TRAIN_MINUTE], day = l->field[TRAIN_DAY];

	*c = (struct civil){0, (int)tgnl_number(l->field[TRAIN_MONTH]), (int)tgnl_number(day),
		(int)tgnl_number(l->field[TRAIN_HOUR]), (int)tgnl_number(last), 0, 0};
	if (l->m->hint->received == INSTANT_NONE) {
		making_say(l->m, SEVERITY_ERROR, "year-unknown", &at, NULL,
			"a train list names no year, and nobody says when this one came in: it was refused");
		return false;
	}
	if (!year_find(l, c)) {
		making_say(l->m, SEVERITY_ERROR, "date-invalid", &at, NULL,
			"\"%.*s\" is no day and time: the list was refused", (int)(last.s + last.n - day.s),
			day.s);
		return false;
	}
	zone = zone_of(l, &l->departs.zone_source);
	l->departs.offset = zone ? zone_offset_of_local(zone, c) : 0;
	l->departs.at = civil_to_instant(c, l->departs.offset);
	l->departs.precision = PRECISION_MINUTE;
	l->departs.text = arena_printf(l->m->arena, "%04d%02d%02d%02d%02d", c->year, c->month, c->day,
		c->hour, c->minute); /* with the year, which it lacks as received */
	if (!zone)
		making_say(l->m, SEVERITY_INFORMATION, "zone-missing", &at, NULL,
			"nobody says whose clock this is: the time was kept as local, without an offset");
	return true;
}

/* The index where it says something, else the number. */
static bool train_name(struct tgnl_list *l)
{
	struct making *m = l->m;
	struct making_at at = tgnl_at(l, TRAIN_FORMED);
	struct tgnl_token formed = l->field[TRAIN_FORMED], set = l->field[TRAIN_SET],
			  bound = l->field[TRAIN_BOUND];

	if (tgnl_number(formed) || tgnl_number(bound)) {
		/* a set is three digits, also where its zeros are not written */
		snprintf(l->index, sizeof l->index, "%.4s%03ld%.4s", formed.s, tgnl_number(set), bound.s);
		l->transport.train = l->index;
		m->message.reference =
			arena_printf(m->arena, "%.4s %.*s %.4s", formed.s, (int)set.n, set.s, bound.s);
	} else if (tgnl_number(l->field[TRAIN_NUMBER])) {
		l->transport.train = tgnl_text(l, l->field[TRAIN_NUMBER]);
		m->message.reference = l->transport.train;
	} else {
		making_say(m, SEVERITY_ERROR, "train-missing", &at, NULL,
			"neither index nor number says which train this is: the list was refused");
		return false;
	}
	m->message.document = arena_strdup(m->arena, l->transport.train);
	l->transport.train = m->message.document;
	return true;
}

bool tgnl_train_read(struct tgnl_list *l, const char *s, const char *end)
{
	struct civil day;
	bool too_long;

	l->segment = 1;
	if (!train_fields(l, s, end))
		return false;
	l->here = tgnl_station(l, TRAIN_SENDING);
	if (!train_name(l) || !departure_read(l, &day))
		return false;
	l->from_tail = tgnl_number(l->field[TRAIN_DIRECTION]) == 2;
	l->transport.mode = MODE_RAIL;
	l->transport.key = transport_key_of(l->m->arena, &l->transport, &day, &too_long);
	l->transport.call = transport_call_of(l->m->arena, l->transport.key, l->here.place);
	return true;
}
