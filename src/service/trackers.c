#include "service/trackers.h"

#include "codes/code.h"
#include "record/position.h"
#include "service/answer_parts.h"
#include "service/positions.h"
#include "store/tracker_store.h"
#include "system/clock.h"

#include <string.h>

#define TITLE_MOST 200
#define ON_MOST    1000 /* attachments of one device that are shown, the latest */

static bool is_device(const char *device, struct fault *f)
{
	size_t n = strlen(device);
	bool plain = n && n <= POSITION_DEVICE;

	for (size_t i = 0; plain && i < n; i++)
		plain = (unsigned char)device[i] >= 0x20 && device[i] != 0x7f;
	return plain ||
	       fault_say(f, FAULT_BAD_REQUEST,
		       "a device's name has 1 to %d bytes and none that cannot be seen", POSITION_DEVICE);
}

/* The body of a PUT */

static bool text_of(const json_t *body, const char *name, size_t most, const char **text, struct fault *f)
{
	const json_t *value = json_object_get(body, name);

	*text = NULL;
	if (!value || json_is_null(value))
		return true;
	*text = json_string_value(value);
	if (!*text || strlen(*text) != json_string_length(value) || strlen(*text) > most)
		return fault_say(
			f, FAULT_BAD_BODY, "%s: a text of at most %zu bytes is expected", name, most);
	return true;
}

static bool time_of(const json_t *body, const char *name, instant *at, struct fault *f)
{
	const char *text;
	int offset;

	*at = INSTANT_NONE;
	if (!text_of(body, name, 64, &text, f))
		return false;
	return !text || instant_read(text, strlen(text), at, &offset) ||
	       fault_say(f, FAULT_BAD_BODY, "%s: \"%.40s\" is no time with its offset", name, text);
}

static bool box_of(struct arena *a, const char *container, const char **subject, struct fault *f)
{
	struct code_answer box = code_judge(CODE_CONTAINER, container);

	if (box.verdict == CODE_NOT_THIS)
		return fault_say(f, FAULT_BAD_BODY, "container: \"%.40s\" is no container number", container);
	*subject = arena_strdup(a, box.code);
	return true;
}

static bool subject_of(struct arena *a, const json_t *body, struct tracker_set *t, struct fault *f)
{
	const char *container, *wagon, *train;

	if (!text_of(body, "container", 40, &container, f) || !text_of(body, "wagon", 40, &wagon, f) ||
		!text_of(body, "train", 100, &train, f))
		return false;
	if (!!container + !!wagon + !!train > 1)
		return fault_say(
			f, FAULT_BAD_BODY, "a device is on one thing: say container, wagon or train");
	t->on = container || wagon || train || json_object_get(body, "since");
	if (container)
		return box_of(a, container, &t->subject, f);
	if (wagon)
		t->subject = subject_of_wagon(a, wagon, f);
	else if (train)
		t->subject = subject_of_train(a, train, f);
	return t->subject || (!wagon && !train);
}

static bool datum_told(const json_t *body, struct tracker_set *t, struct fault *f)
{
	if (!text_of(body, "datum", 16, &t->datum, f))
		return false;
	if (json_is_null(json_object_get(body, "datum")))
		t->datum = "";
	return !t->datum || !*t->datum || partner_word(datum_names, DATUMS, t->datum) < DATUMS ||
	       fault_say(f, FAULT_BAD_BODY, "datum: \"%s\" is none of WGS-84, GCJ-02, BD-09", t->datum);
}

static bool knows_all(const json_t *body, struct fault *f)
{
	static const char *const members[] = {
		"title", "datum", "container", "wagon", "train", "since", "until"};
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)body, key, value)
	{
		size_t i = 0;

		while (i < sizeof members / sizeof *members && strcmp(members[i], key) != 0)
			i++;
		if (i == sizeof members / sizeof *members)
			return fault_say(f, FAULT_BAD_BODY, "%.60s: there is no such member", key);
	}
	return true;
}

static bool body_read(struct arena *a, const json_t *body, struct tracker_set *t, struct fault *f)
{
	if (!knows_all(body, f) || !text_of(body, "title", TITLE_MOST, &t->title, f) ||
		!datum_told(body, t, f) || !subject_of(a, body, t, f) ||
		!time_of(body, "since", &t->since, f) || !time_of(body, "until", &t->until, f))
		return false;
	if (json_is_null(json_object_get(body, "title")))
		t->title = "";
	if (t->since == INSTANT_NONE)
		t->since = clock_now();
	if (t->until != INSTANT_NONE && !t->on)
		return fault_say(
			f, FAULT_BAD_BODY, "until: say on what the device is until then, and since when");
	return t->until == INSTANT_NONE || t->until > t->since ||
	       fault_say(f, FAULT_BAD_BODY, "until: it is not later than since");
}

bool trackers_put(struct asking *q, const char *device, const char *by, const json_t *body, bool *made)
{
	struct tracker_set t = {.device = device, .by = by};

	return is_device(device, q->fault) && body_read(q->arena, body, &t, q->fault) &&
	       tracker_save(q->conn, q->arena, &t, made, q->fault) && trackers_show(q, device);
}

/* Answers */

static void write_on(struct json *j, const struct tracker_on *on)
{
	jw_open(j, '{');
	part_subject(j, on->subject);
	part_instant(j, "since", on->since);
	part_instant(j, "until", on->until);
	jw_member(j, "by", on->by);
	jw_close(j, '}');
}

static void write_told(struct json *j, const struct tracker_row *t)
{
	jw_member(j, "device", t->device);
	jw_member_bool(j, "known", t->title != NULL);
	jw_member(j, "title", t->title);
	jw_member(j, "datum", t->datum);
	jw_member(j, "by", t->by);
	part_instant(j, "changed", t->changed);
}

bool trackers_show(struct asking *q, const char *device)
{
	struct json j = {q->out, false};
	struct tracker_row t;
	struct tracker_on *ons;
	bool there;
	size_t n;

	if (!tracker_read(q->conn, q->arena, device, &t, &there, q->fault))
		return false;
	if (!there)
		return fault_say(q->fault, FAULT_UNKNOWN, "nobody told of a device %.128s", device);
	if (!tracker_ons_read(q->conn, q->arena, device, ON_MOST, &ons, &n, q->fault))
		return false;
	jw_open(&j, '{');
	write_told(&j, &t);
	jw_key(&j, "on");
	jw_open(&j, '[');
	for (size_t i = 0; i < n; i++)
		write_on(&j, &ons[i]);
	jw_close(&j, ']');
	jw_close(&j, '}');
	return true;
}

bool trackers_list(struct asking *q)
{
	struct json j = {q->out, false};
	struct tracker_listed *rows;
	const char *after = NULL;
	size_t n, shown;

	if (q->cursor && !(after = cursor_read(q->arena, q->cursor, q->fault)))
		return false;
	if (!trackers_read(q->conn, q->arena, after, clock_now(), q->limit + 1, &rows, &n, q->fault))
		return false;
	shown = n < (size_t)q->limit ? n : (size_t)q->limit;
	jw_open(&j, '{');
	jw_key(&j, "trackers");
	jw_open(&j, '[');
	for (size_t i = 0; i < shown; i++) {
		jw_open(&j, '{');
		write_told(&j, &rows[i].row);
		if (rows[i].on.since != INSTANT_NONE) {
			jw_key(&j, "on");
			write_on(&j, &rows[i].on);
		}
		part_instant(&j, "last", rows[i].last);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	if (n > shown)
		q->next = cursor_write(q->arena, rows[shown - 1].row.device);
	jw_key(&j, "next");
	jw_string(&j, q->next);
	jw_close(&j, '}');
	return true;
}

bool trackers_drop(struct asking *q, const char *device, const char *since)
{
	struct json j = {q->out, false};
	instant at = INSTANT_NONE;
	int offset;

	if (since && !instant_read(since, strlen(since), &at, &offset))
		return fault_say(q->fault, FAULT_BAD_REQUEST,
			"since is a time like 2026-06-15T00:00:00Z, not \"%.40s\"", since);
	if (!tracker_remove(q->conn, q->arena, device, at, q->fault))
		return false;
	jw_open(&j, '{');
	jw_member(&j, "device", device);
	jw_member_bool(&j, "dropped", true);
	jw_close(&j, '}');
	return true;
}
