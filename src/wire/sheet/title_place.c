/* A place that a title names without a word for it: "阿拉山口站换装清单", "Depot stock, Duisburg". */
#include "wire/sheet/title.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

#define PLACE_LONGEST 60 /* bytes of a name */
#define TOKENS        40

struct finding {
	struct arena *a;
	const struct decode_world *world;
	const char *name, *code; /* as written; the place */
	bool several;
};

static bool try_name(struct finding *f, const char *s, size_t n)
{
	const char *name, *code;

	if (n < 3 || n > PLACE_LONGEST)
		return false;
	name = arena_strndup(f->a, s, n);
	code = f->world->place_named(f->world->self, name);
	if (!code)
		return false;
	f->several |= f->code && strcmp(f->code, code) != 0;
	f->name = name;
	f->code = code;
	return true;
}

/* Chinese has no blanks: the longest beginning that is a place. */
static void try_beginning(struct finding *f, const char *s, size_t n)
{
	n = n < PLACE_LONGEST ? n : PLACE_LONGEST;
	n -= n % 3;
	for (; n >= 6 && !try_name(f, s, n); n -= 3)
		;
}

static bool is_sign(const char *s, size_t *length)
{
	static const char *const signs[] = {"（", "）", "：", "，", "、", "；", "　", "－", "—", "–", "/",
		"«", "»", "至", "到", "“", "”"};

	*length = 1;
	if ((unsigned char)*s < 0x80)
		return strchr(" ,;:()/|\"\t\n", *s) != NULL;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strncmp(s, signs[i], strlen(signs[i])) == 0) {
			*length = strlen(signs[i]);
			return true;
		}
	*length = utf8_length(s, strlen(s));
	*length = *length ? *length : 1;
	return false;
}

static size_t tokens_of(const char *text, const char **at, size_t *size)
{
	size_t count = 0, length;
	bool inside = false;

	for (const char *s = text; *s; s += length) {
		bool sign = is_sign(s, &length);

		if (!sign && !inside) {
			if (count == TOKENS)
				return count;
			at[count] = s;
			size[count++] = 0;
		}
		inside = !sign;
		if (inside)
			size[count - 1] += length;
	}
	return count;
}

/* The parts of "Xi'an-Hamburg": two places are none. */
static void try_parts(struct finding *f, const char *s, size_t n)
{
	const char *dash = memchr(s, '-', n);

	if (!dash)
		return;
	try_name(f, s, (size_t)(dash - s));
	try_name(f, dash + 1, n - (size_t)(dash + 1 - s));
}

const char *title_place(struct arena *a, const char *text, const struct decode_world *world)
{
	struct finding f = {a, world, NULL, NULL, false};
	const char *at[TOKENS];
	size_t size[TOKENS], count = world->place_named ? tokens_of(text, at, size) : 0;

	for (size_t i = 0; i < count; i++) {
		size_t two = i + 1 < count ? (size_t)(at[i + 1] + size[i + 1] - at[i]) : 0;

		if ((unsigned char)*at[i] >= 0xE3)
			try_beginning(&f, at[i], size[i]);
		else if (two && at[i] + size[i] + 1 == at[i + 1] && try_name(&f, at[i], two))
			i++;
		else if (!try_name(&f, at[i], size[i]))
			try_parts(&f, at[i], size[i]);
	}
	return f.several ? NULL : f.name;
}
