/*
 * Partners, as PUT /api/v1/partners takes them: by whose clock those write who do not say so, and what places
 * the codes of European tracks are.
 */
#include "simulate/world.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name, *title, *zone;
	enum railway tracks; /* whose TAF messages are its */
	const char *country; /* of those tracks */
} partners[] = {
	{"ktz", "Railway of Kazakhstan", "Asia/Almaty", NO_RAILWAY, ""},
	{"rzd", "Railway of Russia", "Europe/Moscow", NO_RAILWAY, ""},
	{"bch", "Railway of Belarus", "Europe/Moscow", NO_RAILWAY, ""},
	{"uty", "Railway of Uzbekistan", "Asia/Tashkent", NO_RAILWAY, ""},
	{"plk", "Tracks of Poland", "Europe/Warsaw", PKP, "PL"},
	{"dbn", "Tracks of Germany", "Europe/Berlin", DB, "DE"},
};

static void sign(struct json *j, const char *kind, const char *value)
{
	jw_open(j, '{');
	jw_member(j, "kind", kind);
	jw_member(j, "value", value);
	jw_close(j, '}');
}

static void codes(struct json *j, const char *country)
{
	jw_key(j, "codes");
	jw_open(j, '[');
	for (int p = 0; p < PLACES; p++) {
		char code[16];

		if (strcmp(places[p].country, country) != 0)
			continue;
		snprintf(code, sizeof code, "%s%05d", country, taf_place((enum place)p));
		jw_open(j, '{');
		jw_member(j, "list", "PLACE");
		jw_member(j, "code", code);
		jw_member(j, "meaning", places[p].code);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

void partners_write(struct world *w)
{
	for (size_t i = 0; i < sizeof partners / sizeof *partners; i++) {
		struct text t = TEXT_INIT, path = TEXT_INIT;
		struct json j = {&t, false};

		text_printf(&path, "partners/%s.json", partners[i].name);
		jw_open(&j, '{');
		jw_member(&j, "title", partners[i].title);
		jw_key(&j, "signs");
		jw_open(&j, '[');
		sign(&j, "key", partners[i].name);
		if (partners[i].tracks)
			sign(&j, "unb", tracks_code(partners[i].tracks));
		jw_close(&j, ']');
		jw_key(&j, "zones");
		jw_open(&j, '[');
		jw_open(&j, '{');
		jw_member(&j, "zone", partners[i].zone);
		jw_close(&j, '}');
		jw_close(&j, ']');
		if (partners[i].tracks)
			codes(&j, partners[i].country);
		jw_close(&j, '}');
		text_byte(&t, '\n');
		post_put(&w->post, text_string(&path), &t);
		text_free(&t);
		text_free(&path);
	}
}
