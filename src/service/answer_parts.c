#include "service/answer_parts.h"

#include "codes/code.h"

#include "codes/size_type.h"
#include "service/ways.h"

void part_instant(struct json *j, const char *key, instant t)
{
	if (t == INSTANT_NONE)
		return;
	jw_key(j, key);
	text_byte(j->out, '"');
	instant_write(j->out, t, 0);
	text_byte(j->out, '"');
	j->comma = true;
}

void part_moment(struct json *j, const char *key, const struct moment *m)
{
	if (m->at == INSTANT_NONE)
		return;
	jw_key(j, key);
	jw_open(j, '{');
	if (m->zone_source != ZONE_NOBODY) {
		jw_key(j, "at");
		text_byte(j->out, '"');
		instant_write(j->out, m->at, m->offset);
		text_byte(j->out, '"');
		j->comma = true;
	}
	jw_member(j, "local", m->text);
	jw_member(j, "precision", precision_names[m->precision]);
	jw_member(j, "zoneFrom", zone_source_names[m->zone_source]);
	jw_close(j, '}');
}

void part_names_as(struct json *j, const char *key, const char *const name[LANGUAGES])
{
	static const char *const language[] = {"en", "zh", "ru"};

	jw_key(j, key);
	jw_open(j, '{');
	for (size_t i = 0; i < LANGUAGES; i++)
		jw_member(j, language[i], name[i]);
	jw_close(j, '}');
}

void part_names(struct json *j, const char *const name[LANGUAGES])
{
	part_names_as(j, "name", name);
}

void part_coordinate(struct json *j, const char *key, int32_t millionths)
{
	int64_t n = millionths;

	if (millionths == NO_COORDINATE)
		return;
	jw_key(j, key);
	text_printf(j->out, "%s%lld.%06lld", n < 0 ? "-" : "", (long long)(n < 0 ? -n : n) / 1000000,
		(long long)(n < 0 ? -n : n) % 1000000);
	j->comma = true;
}

static void write_place(struct json *j, const struct world *w, const char *code, const char *text, bool kinds)
{
	const struct place *p = code ? world_place(w, code) : NULL;

	jw_open(j, '{');
	jw_member(j, "code", code);
	jw_member(j, "text", text);
	if (p) {
		part_names(j, p->name);
		jw_member(j, "country", p->country);
		part_coordinate(j, "lat", p->lat);
		part_coordinate(j, "lon", p->lon);
		jw_member(j, "zone", p->zone);
		if (kinds)
			jw_member(j, "kinds", p->kinds);
		jw_member(j, "complex", p->complex);
	}
	jw_close(j, '}');
}

void part_place_alone(struct json *j, const struct world *w, const char *code, const char *text)
{
	write_place(j, w, code, text, false);
}

void part_place_as(struct json *j, const char *key, const struct world *w, const char *code, bool kinds)
{
	if (!code)
		return;
	jw_key(j, key);
	write_place(j, w, code, NULL, kinds);
}

void part_place(struct json *j, const struct world *w, const char *code, const char *text)
{
	if (!code && !text)
		return;
	jw_key(j, "place");
	part_place_alone(j, w, code, text);
}

void part_vehicle(struct json *j, enum mode mode, const char *name, const char *imo, const char *voyage,
	const char *wagon, const char *key)
{
	if (mode == MODE_UNKNOWN && !name && !imo && !wagon)
		return;
	jw_key(j, "vehicle");
	jw_open(j, '{');
	jw_member(j, "mode", mode_names[mode]);
	jw_member(j, "name", name);
	jw_member(j, "imo", imo);
	jw_member(j, "voyage", voyage);
	jw_member(j, mode == MODE_TRUCK ? "plate" : "wagon", wagon);
	jw_member(j, "key", key);
	jw_close(j, '}');
}

void part_size_type(struct json *j, const char *code)
{
	char words[128];

	if (!code)
		return;
	jw_key(j, "sizeType");
	jw_open(j, '{');
	jw_member(j, "code", code);
	if (size_type_words(code, words, sizeof words))
		jw_member(j, "text", words);
	jw_close(j, '}');
}

void part_raw(struct json *j, const char *key, const char *json)
{
	if (json) {
		jw_key(j, key);
		jw_raw(j, json);
	}
}

void part_facility(struct json *j, const char *code, const char *list, const char *name)
{
	if (!code)
		return;
	jw_key(j, "facility");
	jw_open(j, '{');
	jw_member(j, "code", code);
	jw_member(j, "list", list);
	part_raw(j, "name", name);
	jw_close(j, '}');
}

void part_listed(struct json *j, const struct world *w, const char *number, const struct journey *state)
{
	jw_open(j, '{');
	jw_member(j, "number", number);
	if (state->number_failed)
		jw_member(j, "checkDigit", "invalid");
	jw_member(j, "status", journey_status_words[state->status]);
	part_place(j, w, state->place, state->place_text);
	part_facility(j, state->facility, NULL, NULL);
	part_moment(j, "since", &state->since);
	part_vehicle(j, state->mode, state->vehicle, NULL, state->voyage, state->wagon, NULL);
	jw_member(j, "loadState", load_state_names[state->load_state]);
	jw_member(j, "sizeType", state->size_type);
	jw_member(j, "lastEvent", state->code && *state->code ? state->code : NULL);
	jw_close(j, '}');
}

const char *cursor_write(struct arena *a, const char *plain)
{
	size_t n = strlen(plain);
	char *hex = arena_alloc(a, n * 2 + 1);

	for (size_t i = 0; i < n; i++)
		snprintf(hex + 2 * i, 3, "%02x", (unsigned char)plain[i]);
	return hex;
}

/* The moment stands before the rest: "1718409600000000@..." */
const char *page_next(struct asking *q, const char *plain)
{
	return cursor_write(
		q->arena, q->as_of ? arena_printf(q->arena, "%lld@%s", (long long)q->as_of, plain) : plain);
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static const char *cursor_plain(struct arena *a, const char *cursor)
{
	size_t n = strlen(cursor);
	char *plain;

	if (n == 0 || n % 2 || n > 440)
		return NULL;
	plain = arena_alloc(a, n / 2 + 1);
	for (size_t i = 0; i < n / 2; i++) {
		int high = hex_digit(cursor[2 * i]), low = hex_digit(cursor[2 * i + 1]);

		if (high < 0 || low < 0 || (plain[i] = (char)(high << 4 | low)) <= ' ' || plain[i] == 0x7F)
			return NULL;
	}
	return plain;
}

/* Behind the moment; NULL: there is none. */
static const char *behind_moment(const char *plain)
{
	size_t digits = strspn(plain, "-0123456789");

	return digits && plain[digits] == '@' ? plain + digits + 1 : NULL;
}

instant cursor_as_of(struct arena *a, const char *cursor)
{
	const char *plain = cursor_plain(a, cursor);

	return plain && behind_moment(plain) ? strtoll(plain, NULL, 10) : 0;
}

static bool say_no_cursor(struct fault *f)
{
	return fault_say(
		f, FAULT_BAD_REQUEST, "cursor is none that this endpoint gave; begin again without it");
}

const char *cursor_read(struct arena *a, const char *cursor, struct fault *f)
{
	const char *plain = cursor_plain(a, cursor), *rest = plain ? behind_moment(plain) : NULL;

	if (rest ? *rest : plain != NULL)
		return rest ? rest : plain;
	say_no_cursor(f);
	return NULL;
}

bool cursor_split(struct arena *a, const char *plain, const char **parts, size_t n, struct fault *f)
{
	for (size_t i = 0; i < n; i++) {
		const char *end = strchr(plain, '.');

		if ((i + 1 < n) != (end != NULL) || plain == end || !*plain)
			return say_no_cursor(f);
		parts[i] = end ? arena_strndup(a, plain, (size_t)(end - plain)) : plain;
		plain = end ? end + 1 : plain;
	}
	return true;
}

static bool is_number(const char *s, int64_t most)
{
	char *end;
	long long n = strtoll(s, &end, 10); /* beyond its range: the range's end */

	return *s && !*end && n >= 0 && n <= most;
}

static bool is_part(char kind, const char *s)
{
	uint8_t id[16];

	switch (kind) {
	case 'm':
		return is_number(s, INSTANT_LAST);
	case 'n':
		return is_number(s, INT16_MAX);
	case 'l':
		return is_number(s, INT32_MAX);
	case 'x':
		return is_number(s, INT64_MAX - 1);
	case 'u':
		return uuid_read(s, id);
	default:
		return true;
	}
}

bool cursor_take(struct asking *q, struct param *p, const char *kinds)
{
	size_t n = strlen(kinds);
	const char *plain = q->cursor ? cursor_read(q->arena, q->cursor, q->fault) : NULL;
	const char **parts = arena_alloc_array(q->arena, n, sizeof *parts);

	for (size_t i = 0; i < n; i++)
		p[i] = P_NULL;
	if (!q->cursor)
		return true;
	if (!plain || !cursor_split(q->arena, plain, parts, n, q->fault))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!is_part(kinds[i], parts[i]))
			return say_no_cursor(q->fault);
		p[i] = P_TEXT(parts[i]);
	}
	return true;
}

const char *array_literal(struct arena *a, const char *const *s, size_t n)
{
	struct text t = TEXT_INIT;
	char *copy;

	if (!n)
		return NULL;
	text_byte(&t, '{');
	for (size_t i = 0; i < n; i++) {
		text_say(&t, i ? ",\"" : "\"");
		for (const char *c = s[i]; *c; c++) {
			if (*c == '"' || *c == '\\')
				text_byte(&t, '\\');
			text_byte(&t, *c);
		}
		text_byte(&t, '"');
	}
	text_byte(&t, '}');
	copy = arena_strndup(a, t.bytes, t.length);
	text_free(&t);
	return copy;
}

static void let_ways_go(void *ways)
{
	ways_release(ways);
}

struct ways *part_ways(struct asking *q)
{
	struct ways *w = service_ways(q->service);

	if (!w)
		fault_say(q->fault, FAULT_BUSY, "the network of routes is being made");
	return w ? arena_later(q->arena, let_ways_go, w) : NULL;
}

const char *part_complex(struct asking *q, const struct world *w, const char *place)
{
	const char *codes[64];
	size_t n = world_complex(w, place, codes, sizeof codes / sizeof codes[0]);

	return array_literal(q->arena, codes, n);
}

const char *part_loosely(struct arena *a, const char *raw)
{
	char *loosely = arena_alloc(a, strlen(raw) + 1);

	code_loosely(raw, strlen(raw), loosely);
	return loosely;
}
