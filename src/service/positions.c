#include "service/positions.h"

#include "codes/code.h"
#include "domain/ride.h"
#include "service/answer_parts.h"
#include "service/as_of.h"
#include "wire/geo/datum.h"
#include "wire/keys.h"

#include <string.h>

#define NEAR_WITHIN (3600 * INSTANT_SECOND)
#define LOOKED_AT   32 /* positions of which a box's is chosen */

#define TRAIN "TRAIN:"

static bool is_of(const char *subject, const char *kind)
{
	return strncmp(subject, kind, strlen(kind)) == 0;
}

const char *subject_of_wagon(struct arena *a, const char *wagon, struct fault *f)
{
	struct event asked = {.transport = {.mode = MODE_RAIL, .wagon = wagon}};
	const char *digits = ride_wagon(a, &asked);

	if (digits)
		return arena_printf(a, RIDE_WAGON "%s", digits);
	fault_say(f, FAULT_BAD_REQUEST,
		"\"%.40s\" is no wagon number; one has 7 digits (China), 8 (1520 mm) or 12 (UIC)", wagon);
	return NULL;
}

static bool day_read(const char *s, struct civil *day)
{
	char rest;

	*day = (struct civil){0};
	return sscanf(s, "%4d-%2d-%2d%c", &day->year, &day->month, &day->day, &rest) == 3 && civil_valid(day);
}

const char *subject_of_train(struct arena *a, const char *train, struct fault *f)
{
	const char *name = is_of(train, TRAIN) ? train + strlen(TRAIN) : train, *slash = strrchr(name, '/');
	struct transport_ref t = {.mode = MODE_RAIL};
	struct civil day;
	bool too_long;
	const char *key = NULL;

	if (slash && day_read(slash + 1, &day)) {
		t.train = arena_strndup(a, name, (size_t)(slash - name));
		key = transport_key_of(a, &t, &day, &too_long);
	}
	if (!key || !is_of(key, TRAIN)) {
		fault_say(f, FAULT_BAD_REQUEST, "\"%.60s\" is no train and its day, as X8155/2026-06-15 is",
			train);
		return NULL;
	}
	return key;
}

void part_subject(struct json *j, const char *subject)
{
	if (!subject)
		return;
	if (is_of(subject, RIDE_WAGON))
		jw_member(j, "wagon", subject + strlen(RIDE_WAGON));
	else
		jw_member(j, is_of(subject, TRAIN) ? "train" : "container", subject);
}

/* Datum: of the position, else of its tracker, else of its partner. */

struct meant {
	enum datum datum;
	const char *from;
};

static const struct partner *partner_of(const struct world *w, const struct position_row *r)
{
	const struct partner_asked asked = {.device = r->position.device, .key = r->sender};
	const struct partner_book *book = world_partner_book(w);
	const struct partner *p = r->position.partner ? partner_book_named(book, r->position.partner) : NULL;

	return p ? p : partner_book_find(book, &asked);
}

static struct meant datum_of(const struct world *w, const struct position_row *r, enum datum told)
{
	const struct partner *p;

	if (r->position.datum < DATUMS)
		return (struct meant){r->position.datum, "position"};
	if (told < DATUMS)
		return (struct meant){told, "tracker"};
	p = partner_of(w, r);
	return p ? (struct meant){p->datum, "partner"} : (struct meant){DATUM_WGS84, "default"};
}

static enum position_held held_of(const struct position_row *r)
{
	struct track_point here = {r->position.at, r->position.lat, r->position.lon};

	if (r->position.held)
		return r->position.held;
	if (r->second)
		return HELD_ANOTHER;
	return track_jumps(&r->before, &here, &r->after) ? HELD_JUMP : HELD_NOT;
}

static void write_place(struct json *j, const struct world *w, const struct position_row *r, enum datum told)
{
	const struct position *p = &r->position;
	struct meant meant = datum_of(w, r, told);
	int32_t lat = p->lat, lon = p->lon;

	datum_to_wgs84(meant.datum, &lat, &lon);
	part_coordinate(j, "lat", lat);
	part_coordinate(j, "lon", lon);
	jw_key(j, "given");
	jw_open(j, '{');
	part_coordinate(j, "lat", p->lat);
	part_coordinate(j, "lon", p->lon);
	jw_member(j, "datum", datum_names[meant.datum]);
	jw_member(j, "datumFrom", meant.from);
	jw_close(j, '}');
}

/* subject: what was asked for, NULL: the device. */
static void write_row(struct json *j, const struct world *w, const struct position_row *r, enum datum told,
	const char *subject)
{
	enum position_held held = held_of(r);

	jw_open(j, '{');
	jw_member(j, "device", r->position.device);
	part_instant(j, "at", r->position.at);
	write_place(j, w, r, told);
	position_state(j, &r->position);
	if (r->position.outdated)
		jw_member_bool(j, "outdated", true);
	if (subject && strcmp(subject, r->span->subject) != 0)
		jw_member(j, "via", r->span->subject);
	jw_member(j, "held", held_words[held]);
	jw_member(j, "heldText", held_texts[held]);
	jw_member(j, "sender", r->sender);
	part_instant(j, "received", r->position.received);
	jw_key(j, "messageId");
	jw_open(j, '"');
	text_printf(j->out, "%s.%s", r->intake, r->message);
	jw_close(j, '"');
	jw_close(j, '}');
}

/* One box, or the like */

static bool datums_of(struct asking *q, const struct position_row *rows, size_t n, enum datum **told)
{
	const char **devices = arena_alloc_array(q->arena, n + 1, sizeof *devices);

	*told = arena_alloc_array(q->arena, n + 1, sizeof **told);
	for (size_t i = 0; i < n; i++)
		devices[i] = rows[i].position.device;
	return !n || tracker_datums_read(q->conn, q->arena, devices, n, *told, q->fault);
}

static int distance(const char *subject)
{
	return is_of(subject, TRAIN) ? 2 : is_of(subject, RIDE_WAGON) ? 1 : 0;
}

static const struct position_row *nearest(const struct position_row *rows, size_t n, instant after)
{
	const struct position_row *best = NULL;
	instant latest = INSTANT_NONE;

	for (size_t i = 0; i < n; i++) {
		const struct position_row *r = &rows[i];

		if (r->position.at <= after || held_of(r) || (best && r->position.at < latest - NEAR_WITHIN))
			continue;
		if (!best)
			latest = r->position.at;
		if (!best || distance(r->span->subject) < distance(best->span->subject))
			best = r;
	}
	return best;
}

bool box_position_read(struct asking *q, const char *container, const struct tracker_spans *spans,
	instant after, struct box_position *p)
{
	struct positions_query asked = {
		.viewer = q->viewer, .spans = spans->list, .span_count = spans->count, .most = LOOKED_AT};
	struct position_row *rows;
	enum datum *told;
	size_t n;

	*p = (struct box_position){.container = container};
	if (!asked.span_count)
		return true;
	if (!positions_read(q->conn, q->arena, &asked, &rows, &n, q->fault) || !datums_of(q, rows, n, &told))
		return false;
	p->row = nearest(rows, n, after);
	p->told = p->row ? told[p->row - rows] : DATUMS;
	return true;
}

void part_position(struct json *j, const struct world *w, const struct box_position *p)
{
	if (!p->row)
		return;
	jw_key(j, "position");
	write_row(j, w, p->row, p->told, p->container);
}

/* Lists */

static bool subject_asked(struct asking *q, const struct positions_asked *asked, const char **subject)
{
	int said = !!asked->container + !!asked->wagon + !!asked->train + !!asked->device;
	struct code_answer box;

	*subject = NULL;
	if (said != 1)
		return fault_say(
			q->fault, FAULT_BAD_REQUEST, "say one of container, wagon, train and device");
	if (asked->device)
		return true;
	if (asked->wagon)
		*subject = subject_of_wagon(q->arena, asked->wagon, q->fault);
	else if (asked->train)
		*subject = subject_of_train(q->arena, asked->train, q->fault);
	if (!asked->container)
		return *subject;
	box = code_judge(CODE_CONTAINER, asked->container);
	if (box.verdict == CODE_NOT_THIS)
		return part_say_unknown(q->fault, NULL);
	*subject = arena_strdup(q->arena, box.code);
	return true;
}

/* Of then: what it rode on. */
static bool fold_subject(struct asking *q, const char *subject)
{
	const char *wagon = subject && strncmp(subject, RIDE_WAGON, strlen(RIDE_WAGON)) == 0
				    ? subject + strlen(RIDE_WAGON)
				    : NULL;
	bool cut = false; /* no list of boxes */

	if (wagon)
		return as_of_riders(q, &wagon, 1, NULL, 0, &cut);
	return !subject || strchr(subject, ':') || as_of_box(q, subject);
}

static bool time_asked(
	struct asking *q, const char *name, const char *said, const char *open, const char **out)
{
	instant at;
	int offset;

	*out = open;
	if (!said)
		return true;
	if (!instant_read(said, strlen(said), &at, &offset))
		return fault_say(q->fault, FAULT_BAD_REQUEST,
			"%s is a time like 2026-06-15T00:00:00Z, not \"%.40s\"", name, said);
	*out = p_instant(q->arena, at).bytes;
	return true;
}

static bool spans_asked(
	struct asking *q, const struct positions_asked *asked, const char *subject, struct positions_query *p)
{
	struct tracker_span *device = arena_alloc(q->arena, sizeof *device);
	struct tracker_spans spans = {device, 1};
	struct batch *b = batch_new(q->conn, q->arena);

	*device = (struct tracker_span){asked->device, "-infinity", "infinity", NULL, false};
	if (subject)
		tracker_spans_later(b, q->arena, q->viewer, subject, &spans);
	if (!batch_run(b, q->fault))
		return false;
	p->spans = spans.list;
	p->span_count = spans.count;
	return time_asked(q, "since", asked->since, "-infinity", &p->since) &&
	       time_asked(q, "until", asked->until, "infinity", &p->until);
}

static bool go_on(struct asking *q, struct positions_query *p)
{
	const char *parts[3], *plain;

	if (!q->cursor)
		return true;
	plain = cursor_read(q->arena, q->cursor, q->fault);
	if (!plain || !cursor_split(q->arena, plain, parts, 3, q->fault))
		return false;
	/* a device's name may have dots in it: it goes as hexadecimal */
	if (strspn(parts[0], "-0123456789") != strlen(parts[0]) || strlen(parts[0]) > 18 ||
		strspn(parts[2], "0123456789abcdef") != 32 || strlen(parts[2]) != 32 ||
		!(p->device = cursor_read(q->arena, parts[1], q->fault)))
		return fault_say(q->fault, FAULT_BAD_REQUEST, "cursor: it is none that was given here");
	p->at = parts[0];
	p->hash = parts[2];
	return true;
}

static void write_list(struct asking *q, const struct position_row *rows, size_t n, const enum datum *told,
	const char *subject)
{
	size_t shown = n < (size_t)q->limit ? n : (size_t)q->limit;
	struct world *w = service_world(q->service);
	struct json j = {q->out, false};

	jw_open(&j, '{');
	jw_key(&j, "positions");
	jw_open(&j, '[');
	for (size_t i = 0; i < shown; i++)
		if (!rows[i].same)
			write_row(&j, w, &rows[i], told[i], subject);
	jw_close(&j, ']');
	if (n > shown)
		q->next = page_next(
			q, arena_printf(q->arena, "%lld.%s.%s", (long long)rows[shown - 1].position.at,
				   cursor_write(q->arena, rows[shown - 1].position.device),
				   rows[shown - 1].hash));
	jw_key(&j, "next");
	jw_string(&j, q->next);
	jw_close(&j, '}');
	world_release(w);
}

bool answer_positions(struct asking *q, const struct positions_asked *asked)
{
	struct positions_query p = {.viewer = q->viewer, .held = true, .most = q->limit + 1};
	struct position_row *rows;
	const char *subject;
	enum datum *told;
	size_t n;

	if (!subject_asked(q, asked, &subject) || !fold_subject(q, subject) ||
		!spans_asked(q, asked, subject, &p) || !go_on(q, &p) ||
		!positions_read(q->conn, q->arena, &p, &rows, &n, q->fault) || !datums_of(q, rows, n, &told))
		return false;
	write_list(q, rows, n, told, subject);
	return true;
}
