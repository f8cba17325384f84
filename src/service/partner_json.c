#include "service/partner_json.h"

#include "base/limits.h"
#include "base/text.h"
#include "codes/code.h"
#include "codes/size_type.h"
#include "record/control.h"
#include "wire/partner_ask.h"
#include "wire/sheet/profile.h"
#include "wire/sheet/words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NAME_MOST  64
#define VALUE_MOST PARTNER_CODE_MOST

static const char *const severities[] = {"information", "warning", "error", "ignore"};

struct telling { /* of one body */
	struct arena *a;
	const struct world *w;
	struct partner_set *p;
	struct fault *f;
};

bool partner_name_read(const char *name, struct fault *f)
{
	static const char *const taken[] = {
		"unlocode", "own", "esr", "tmis", "uic", "national", "plc", "un", "smdg", "bic"};
	size_t n = strlen(name);

	if (!n || n > NAME_MOST || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") != n ||
		strchr("._-", *name))
		return fault_say(f, FAULT_BAD_REQUEST,
			"a partner's name is 1 to %d of a-z 0-9 . _ -, a letter or a digit first", NAME_MOST);
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (strcmp(name, taken[i]) == 0)
			return fault_say(f, FAULT_BAD_REQUEST,
				"%s is a list of codes that all use: a partner needs another name", name);
	return true;
}

/* Whether an object has no other members than these. */
static bool only(const json_t *o, const char *path, const char *const *names, size_t n, struct fault *f)
{
	const char *key;
	json_t *value;

	if (!json_is_object(o))
		return fault_say(f, FAULT_BAD_BODY, "%s: an object is expected", *path ? path : "the body");
	json_object_foreach((json_t *)o, key, value)
	{
		if (partner_word(names, n, key) == n)
			return fault_say(f, FAULT_BAD_BODY, "%s%s%.60s: there is no such member", path,
				*path ? "." : "", key);
	}
	return true;
}

/* A member's text of at most `most` bytes; NULL where it is not there and need not be. */
static bool text_of(const struct telling *t, const json_t *o, const char *path, const char *name, size_t most,
	bool needed, const char **text)
{
	const json_t *value = json_object_get(o, name);
	const char *dot = *path ? "." : "";

	*text = NULL;
	if (!value || json_is_null(value))
		return !needed || fault_say(t->f, FAULT_BAD_BODY, "%s%s%s: it must be said", path, dot, name);
	*text = json_string_value(value);
	if (!*text)
		return fault_say(t->f, FAULT_BAD_BODY, "%s%s%s: a text is expected", path, dot, name);
	if (strlen(*text) != json_string_length(value))
		return fault_say(t->f, FAULT_BAD_BODY, "%s%s%s: it has a NUL in it", path, dot, name);
	if (strlen(*text) > most)
		return fault_say(t->f, FAULT_BAD_BODY, "%s%s%s: it has %zu bytes, %zu may be", path, dot,
			name, strlen(*text), most);
	return true;
}

static bool list_of(
	const struct telling *t, const json_t *o, const char *name, size_t most, const json_t **list)
{
	*list = json_object_get(o, name);
	if (*list && !json_is_array(*list))
		return fault_say(t->f, FAULT_BAD_BODY, "%s: a list is expected", name);
	return json_array_size(*list) <= most ||
	       fault_say(t->f, FAULT_BAD_BODY, "%s: there are %zu, %zu may be", name, json_array_size(*list),
		       most);
}

static const char *words_told(struct arena *a, const char *const *words, size_t n)
{
	const char *told = words[0];

	for (size_t i = 1; i < n; i++)
		told = arena_printf(a, "%s, %s", told, words[i]);
	return told;
}

static bool word_of(const struct telling *t, const char *path, const char *const *words, size_t n,
	const char *said, size_t *which)
{
	*which = partner_word(words, n, said);
	return *which < n || fault_say(t->f, FAULT_BAD_BODY, "%s: \"%.40s\" is none of %s", path, said,
				     words_told(t->a, words, n));
}

/* ---- signs ---- */

static bool sign_of(const struct telling *t, const json_t *o, size_t i)
{
	static const char *const members[] = {"kind", "value"};
	const char *path = arena_printf(t->a, "signs[%zu]", i), *kind, *value;
	char kept[VALUE_MOST + 1];
	size_t which;

	if (!only(o, path, members, 2, t->f) || !text_of(t, o, path, "kind", NAME_MOST, true, &kind) ||
		!word_of(t, arena_printf(t->a, "%s.kind", path), sign_names, SIGN_KINDS, kind, &which) ||
		!text_of(t, o, path, "value", VALUE_MOST, true, &value))
		return false;
	if (!partner_sign_kept(value, kept, sizeof kept))
		return fault_say(t->f, FAULT_BAD_BODY, "%s.value: there is nothing in it", path);
	for (size_t k = 0; k < t->p->sign_count; k++)
		if (t->p->signs[k].kind == (enum sign_kind)which && strcmp(t->p->signs[k].value, kept) == 0)
			return fault_say(t->f, FAULT_BAD_BODY, "%s: the same sign stands before it", path);
	t->p->signs[t->p->sign_count++] =
		(struct partner_sign){(enum sign_kind)which, arena_strdup(t->a, kept), t->p->row.name};
	return true;
}

static bool signs_of(const struct telling *t, const json_t *body)
{
	const json_t *list;

	if (!list_of(t, body, "signs", LIMIT_PARTNER_SIGNS, &list))
		return false;
	t->p->signs = arena_alloc_array(t->a, json_array_size(list) + 1, sizeof *t->p->signs);
	for (size_t i = 0; i < json_array_size(list); i++)
		if (!sign_of(t, json_array_get(list, i), i))
			return false;
	return true;
}

/* ---- strictness and zones ---- */

static bool kept_json(const struct telling *t, struct text *out, const char **kept)
{
	*kept = arena_strdup(t->a, text_string(out));
	text_free(out);
	return true;
}

static bool strictness_of(const struct telling *t, const json_t *body)
{
	json_t *o = json_object_get(body, "strictness"), *value;
	struct text out = TEXT_INIT;
	struct json j = {&out, false};
	const char *code, *said;
	bool fine = true;
	size_t which;

	if (o && !json_is_object(o))
		return fault_say(t->f, FAULT_BAD_BODY, "strictness: an object is expected");
	if (json_object_size(o) > LIMIT_PARTNER_SIGNS)
		return fault_say(t->f, FAULT_BAD_BODY, "strictness: there are %zu, %u may be",
			json_object_size(o), LIMIT_PARTNER_SIGNS);
	jw_open(&j, '{');
	json_object_foreach(o, code, value)
	{
		said = json_string_value(value);
		fine = fine &&
		       (control_named(code) ||
			       fault_say(t->f, FAULT_BAD_BODY,
				       "strictness.%.60s: no control is called so; /api/v1/controls and "
				       "`landbridge formats controls` list them",
				       code)) &&
		       (said || fault_say(t->f, FAULT_BAD_BODY, "strictness.%s: a text is expected", code)) &&
		       word_of(t, arena_printf(t->a, "strictness.%s", code), severities, 4, said, &which);
		if (fine)
			jw_member(&j, code, said);
	}
	jw_close(&j, '}');
	kept_json(t, &out, &t->p->row.strictness);
	return fine;
}

static bool zone_of(const struct telling *t, const json_t *o, size_t i, struct json *j)
{
	static const char *const members[] = {"type", "column", "zone"};
	const char *path = arena_printf(t->a, "zones[%zu]", i), *type, *column, *zone;

	if (!only(o, path, members, 3, t->f) || !text_of(t, o, path, "type", NAME_MOST, false, &type) ||
		!text_of(t, o, path, "column", NAME_MOST, false, &column) ||
		!text_of(t, o, path, "zone", NAME_MOST, true, &zone))
		return false;
	if (!world_zone_known(zone))
		return fault_say(t->f, FAULT_BAD_BODY,
			"%s.zone: \"%s\" is no zone that this machine knows; they are named as Asia/Almaty",
			path, zone);
	jw_open(j, '{');
	jw_member(j, "type", type ? type : "");
	jw_member(j, "column", column ? column : "");
	jw_member(j, "zone", zone);
	jw_close(j, '}');
	return true;
}

static bool zones_of(const struct telling *t, const json_t *body)
{
	struct text out = TEXT_INIT;
	struct json j = {&out, false};
	const json_t *list;
	bool fine = list_of(t, body, "zones", LIMIT_PARTNER_SIGNS, &list);

	jw_open(&j, '[');
	for (size_t i = 0; fine && i < json_array_size(list); i++)
		fine = zone_of(t, json_array_get(list, i), i, &j);
	jw_close(&j, ']');
	kept_json(t, &out, &t->p->row.zones);
	return fine;
}

/* ---- codes ---- */

/* A word of a sheet, as it is looked up. */
static const char *word_kept(struct arena *a, const char *code, size_t n)
{
	char word[WORDS_ROOM];

	return words_code(code, n, word, sizeof word) ? arena_strdup(a, word) : NULL;
}

const char *partner_code_kept(struct arena *a, enum partner_list list, const char *code)
{
	size_t n = strlen(code);
	char *kept;

	while (n && (unsigned char)code[n - 1] <= ' ')
		n--;
	for (; n && (unsigned char)*code <= ' '; n--)
		code++;
	if (!n)
		return NULL;
	if (list == CODES_STATUS)
		return arena_strndup(a, code, n);
	if (list < PARTNER_LISTS && partner_list_shapes[list] == MEANING_EVENT)
		return word_kept(a, code, n);
	kept = arena_alloc(a, n + 1);
	return code_loosely(code, n, kept) ? kept : NULL;
}

struct coded { /* one code under way */
	const char *path, *code, *meaning, *of;
	enum partner_list list;
};

static bool add_event(const struct telling *t, const struct coded *c)
{
	struct status_code *s = &t->p->statuses[t->p->status_count];
	char *words = arena_strdup(t->a, c->meaning), *rest = NULL, *word = strtok_r(words, " ", &rest);

	*s = (struct status_code){.sender = t->p->row.name,
		.list = c->of ? c->of : partner_status_list(c->list),
		.status = c->code};
	if (!word || !event_code_known(word))
		return fault_say(t->f, FAULT_BAD_BODY,
			"%s.meaning: \"%.40s\" is no event's code, as LOAD, ARRI or NOTE are", c->path,
			word ? word : "");
	s->event = strcmp(word, EVENT_NOTE) == 0 ? NULL : word;
	while ((word = strtok_r(NULL, " ", &rest))) {
		size_t classifier = partner_word(classifier_names, CLASSIFIERS, word);
		size_t mode = partner_word(mode_names + 1, MODES - 1, word);
		size_t load = partner_word(load_state_names + 1, LOAD_STATES - 1, word);

		if (classifier < CLASSIFIERS)
			s->classifier = (enum classifier)classifier;
		else if (mode < MODES - 1)
			s->mode = (enum mode)(mode + 1);
		else if (load < LOAD_STATES - 1)
			s->load_state = (enum load_state)(load + 1);
		else
			return fault_say(t->f, FAULT_BAD_BODY,
				"%s.meaning: \"%.40s\" is no ACT, EST or PLN, no mode as RAIL, no EMPTY or "
				"LADEN",
				c->path, word);
	}
	t->p->status_count++;
	return true;
}

static bool known_place(const struct telling *t, const struct coded *c, const char *code, const char **place)
{
	const struct place *p = world_place(t->w, code);

	if (!p)
		return fault_say(t->f, FAULT_BAD_BODY, "%s.meaning: %.40s is no place that is known here",
			c->path, code);
	*place = p->code;
	return true;
}

/* What a text means is told by what reads it. */
static bool text_means(const struct telling *t, const struct coded *c)
{
	const char *wanted = NULL;

	if (c->list == CODES_LOAD &&
		partner_word(load_state_names + 1, LOAD_STATES - 1, c->meaning) == LOAD_STATES - 1)
		wanted = "EMPTY or LADEN";
	else if (c->list == CODES_COLUMN && sheet_field_of(c->meaning) == FIELDS)
		wanted = "a field of sheets, as `landbridge formats fields` lists them,";
	else if (c->list == CODES_SIZE_TYPE && size_type_read(c->meaning).form != SIZE_TYPE_ISO)
		wanted = "a code of ISO 6346, as 45G1,";
	return !wanted || fault_say(t->f, FAULT_BAD_BODY, "%s.meaning: %s is expected, not \"%.40s\"",
				  c->path, wanted, c->meaning);
}

static bool add_code(const struct telling *t, const struct coded *c)
{
	const char *meaning = c->meaning, *place, *list, *code;

	switch (partner_list_shapes[c->list]) {
	case MEANING_EVENT:
		return add_event(t, c);
	case MEANING_PLACE:
		if (!known_place(t, c, c->meaning, &meaning))
			return false;
		if (c->list != CODES_PLACE)
			break;
		t->p->places[t->p->place_count++] = (struct place_code){meaning, t->p->row.name, c->code};
		return true;
	case MEANING_FACILITY:
		if (!facility_meant(t->a, meaning, &place, &list, &code))
			return fault_say(t->f, FAULT_BAD_BODY,
				"%s.meaning: place:list:code is expected, as in CNLYG:SMDG:LNOCT", c->path);
		if (!known_place(t, c, place, &place))
			return false;
		break;
	default:
		if (!text_means(t, c))
			return false;
		break;
	}
	t->p->codes[t->p->code_count++] =
		(struct partner_code){t->p->row.name, partner_list_words[c->list], c->code, meaning};
	return true;
}

static bool code_of(const struct telling *t, const json_t *o, const char *path, bool replay)
{
	static const char *const members[] = {"list", "of", "code", "meaning", "replay"};
	struct coded c = {.path = *path ? path : "the body"};
	const char *list, *code;
	size_t which;

	if (!only(o, path, members, replay ? 5 : 4, t->f) ||
		!text_of(t, o, path, "list", NAME_MOST, true, &list) ||
		!word_of(t, arena_printf(t->a, "%s%slist", path, *path ? "." : ""), partner_list_words,
			PARTNER_LISTS, list, &which) ||
		!text_of(t, o, path, "of", NAME_MOST, false, &c.of) ||
		!text_of(t, o, path, "code", VALUE_MOST, true, &code) ||
		!text_of(t, o, path, "meaning", VALUE_MOST, true, &c.meaning))
		return false;
	c.list = (enum partner_list)which;
	c.code = partner_code_kept(t->a, c.list, code);
	if (!c.code || !*c.meaning)
		return fault_say(t->f, FAULT_BAD_BODY, "%s: code and meaning have something in them", c.path);
	if (c.of && c.list != CODES_STATUS)
		return fault_say(t->f, FAULT_BAD_BODY, "%s: only a STATUS is of a list", c.path);
	return add_code(t, &c);
}

static void room_for_codes(const struct telling *t, size_t n)
{
	t->p->places = arena_alloc_array(t->a, n + 1, sizeof *t->p->places);
	t->p->statuses = arena_alloc_array(t->a, n + 1, sizeof *t->p->statuses);
	t->p->codes = arena_alloc_array(t->a, n + 1, sizeof *t->p->codes);
}

bool partner_code_read(struct arena *a, const struct world *w, const json_t *code, const char *path,
	struct partner_set *p, struct fault *f)
{
	const struct telling t = {a, w, p, f};

	room_for_codes(&t, 1);
	return code_of(&t, code, path, true);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A code has one meaning. */
static bool each_once(const struct telling *t)
{
	const struct partner_set *p = t->p;
	size_t n = 0, all = p->place_count + p->status_count + p->code_count;
	const char **keys = arena_alloc_array(t->a, all + 1, sizeof *keys);

	for (size_t i = 0; i < p->place_count; i++)
		keys[n++] = arena_printf(t->a, "PLACE %s", p->places[i].code);
	for (size_t i = 0; i < p->status_count; i++)
		keys[n++] = arena_printf(t->a, "STATUS %s %s", p->statuses[i].list, p->statuses[i].status);
	for (size_t i = 0; i < p->code_count; i++)
		keys[n++] = arena_printf(t->a, "%s %s", p->codes[i].list, p->codes[i].code);
	qsort(keys, n, sizeof *keys, by_text);
	for (size_t i = 1; i < n; i++)
		if (strcmp(keys[i - 1], keys[i]) == 0)
			return fault_say(t->f, FAULT_BAD_BODY,
				"codes: %.100s is there twice, and may have one meaning", keys[i]);
	return true;
}

static bool codes_of(const struct telling *t, const json_t *body)
{
	const json_t *list;

	if (!list_of(t, body, "codes", LIMIT_PARTNER_CODES, &list))
		return false;
	room_for_codes(t, json_array_size(list));
	for (size_t i = 0; i < json_array_size(list); i++)
		if (!code_of(t, json_array_get(list, i), arena_printf(t->a, "codes[%zu]", i), false))
			return false;
	return each_once(t);
}

/* ---- the whole ---- */

static bool rest_of(const struct telling *t, const json_t *body)
{
	const json_t *contrl = json_object_get(body, "contrl");
	struct partner_row *row = &t->p->row;
	size_t which;

	row->contrl = contrl ? (int)json_integer_value(contrl) : 3;
	if (contrl && (!json_is_integer(contrl) || (row->contrl != 3 && row->contrl != 4)))
		return fault_say(t->f, FAULT_BAD_BODY, "contrl: it is 3 or 4");
	if (!text_of(t, body, "", "title", 200, false, &row->title) ||
		!text_of(t, body, "", "acknowledge", NAME_MOST, false, &row->acknowledge) ||
		!text_of(t, body, "", "datum", NAME_MOST, false, &row->datum) ||
		!text_of(t, body, "", "role", NAME_MOST, false, &row->role))
		return false;
	row->acknowledge = row->acknowledge ? row->acknowledge : acknowledge_names[ACKNOWLEDGE_ASKED];
	row->datum = row->datum ? row->datum : datum_names[DATUM_WGS84];
	return word_of(t, "acknowledge", acknowledge_names, ACKNOWLEDGES, row->acknowledge, &which) &&
	       word_of(t, "datum", datum_names, DATUMS, row->datum, &which) &&
	       (!row->role || word_of(t, "role", source_words + 1, SOURCES - 1, row->role, &which));
}

bool partner_read(struct arena *a, const struct world *w, const char *name, const json_t *body,
	struct partner_set *p, struct fault *f)
{
	static const char *const members[] = {
		"title", "signs", "strictness", "zones", "acknowledge", "contrl", "datum", "role", "codes"};
	const struct telling t = {a, w, p, f};

	*p = (struct partner_set){.row = {.name = name}};
	return only(body, "", members, sizeof members / sizeof *members, f) && rest_of(&t, body) &&
	       signs_of(&t, body) && strictness_of(&t, body) && zones_of(&t, body) && codes_of(&t, body);
}

static void let_go(void *json)
{
	json_decref(json);
}

static json_t *kept(struct arena *a, const char *json)
{
	json_t *o = json ? json_loads(json, 0, NULL) : NULL;

	return o ? arena_later(a, let_go, o) : NULL;
}

bool partner_strictness_of(
	struct arena *a, const struct partner_row *row, struct partner_rows *all, size_t *room)
{
	json_t *o = kept(a, row->strictness), *value;
	const char *code;

	json_object_foreach(o, code, value)
	{
		size_t which = partner_word(severities, 4, json_string_value(value));

		if (which == 4)
			continue;
		all->severities =
			arena_grow(a, all->severities, all->severity_count, room, sizeof *all->severities);
		all->severities[all->severity_count++] =
			(struct partner_severity){row->name, code, (enum severity)which};
	}
	return json_is_object(o);
}

bool partner_zones_of(struct arena *a, const struct partner_row *row, struct partner_zone_name **zones,
	size_t *n, size_t *room)
{
	json_t *list = kept(a, row->zones), *o;
	size_t i;

	json_array_foreach(list, i, o)
	{
		const char *type = json_string_value(json_object_get(o, "type"));
		const char *column = json_string_value(json_object_get(o, "column"));
		const char *zone = json_string_value(json_object_get(o, "zone"));

		if (!zone)
			continue;
		*zones = arena_grow(a, *zones, *n, room, sizeof **zones);
		(*zones)[(*n)++] =
			(struct partner_zone_name){row->name, type ? type : "", column ? column : "", zone};
	}
	return json_is_array(list);
}
