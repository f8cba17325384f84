#include "service/profiles.h"

#include "service/workbook.h"
#include "store/profile_store.h"
#include "system/clock.h"
#include "wire/sheet/profile.h"

#include <ctype.h>
#include <string.h>

#define NAME_MOST 64

static bool is_seen(const struct asking *q, const struct sheet_profile *p)
{
	return !q->viewer || !p->partner;
}

static void write_profile(struct json *j, const struct sheet_profile *p, bool shipped)
{
	struct text t = TEXT_INIT;

	profile_write(&t, p);
	/* an object; one member more */
	if (t.length)
		t.bytes[--t.length] = 0;
	jw_raw(j, text_string(&t));
	text_printf(j->out, ",\"shipped\":%s}", shipped ? "true" : "false");
	text_free(&t);
}

/* The first of each language's words is what it is called. */
static void write_names(struct json *j, const char *const *words)
{
	jw_key(j, "name");
	jw_open(j, '{');
	for (unsigned l = 0; l < SHEET_LANGUAGES; l++) {
		jw_key(j, sheet_language_words[l]);
		jw_string_n(j, words[l], strcspn(words[l], "|"));
	}
	jw_close(j, '}');
}

static void write_kinds(struct json *j)
{
	jw_key(j, "kinds");
	jw_open(j, '[');
	for (unsigned k = 0; k < SHEET_KINDS; k++) {
		jw_open(j, '{');
		jw_member(j, "kind", sheet_kind_rows[k].word);
		write_names(j, sheet_kind_rows[k].caption);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void write_fields(struct json *j)
{
	jw_key(j, "fields");
	jw_open(j, '[');
	for (unsigned f = 0; f < FIELDS; f++) {
		jw_open(j, '{');
		jw_member(j, "field", sheet_field_rows[f].word);
		jw_key(j, "kinds");
		jw_open(j, '[');
		for (unsigned k = 0; k < SHEET_KINDS; k++)
			if (sheet_field_rows[f].kinds & 1u << k)
				jw_string(j, sheet_kind_rows[k].word);
		jw_close(j, ']');
		write_names(j, sheet_field_rows[f].words);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

bool profiles_list(struct asking *q)
{
	struct world *w = service_world(q->service);
	struct json j = {q->out, false};
	const struct sheet_profile *p;
	bool shipped;

	jw_open(&j, '{');
	jw_key(&j, "profiles");
	jw_open(&j, '[');
	for (size_t i = 0; (p = world_profile_at(w, i, &shipped)); i++)
		if (is_seen(q, p) && world_profile(w, p->name) == p)
			write_profile(&j, p, shipped);
	jw_close(&j, ']');
	write_kinds(&j);
	write_fields(&j);
	jw_close(&j, '}');
	world_release(w);
	return true;
}

static const struct sheet_profile *known(
	struct asking *q, const struct world *w, const char *name, bool *shipped)
{
	const struct sheet_profile *p = world_profile(w, name);

	if (!p || !is_seen(q, p)) {
		fault_say(q->fault, FAULT_UNKNOWN, "no profile %.64s", name);
		return NULL;
	}
	*shipped = true;
	for (size_t i = 0; *shipped; i++)
		if (world_profile_at(w, i, shipped) == p)
			break;
	return p;
}

bool profiles_show(struct asking *q, const char *name)
{
	struct world *w = service_world(q->service);
	struct json j = {q->out, false};
	bool shipped;
	const struct sheet_profile *p = known(q, w, name, &shipped);

	if (p)
		write_profile(&j, p, shipped);
	world_release(w);
	return p != NULL;
}

static bool name_fits(const char *name, struct fault *f)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)name[i]) && !strchr("-_.", name[i]))
			return fault_say(f, FAULT_BAD_REQUEST,
				"a profile's name has letters, digits, '-', '_' and '.' only");
	return (n && n <= NAME_MOST) ||
	       fault_say(f, FAULT_BAD_REQUEST, "a profile's name has 1 to %d characters", NAME_MOST);
}

bool profiles_put(struct asking *q, const char *name, const char *json, size_t n, bool *made)
{
	struct sheet_profile *p =
		name_fits(name, q->fault) ? profile_read(q->arena, json, n, q->fault) : NULL;
	struct text t = TEXT_INIT;
	struct profile_row row;
	bool fine;

	if (!p) {
		if (q->fault->code == FAULT_USAGE || q->fault->code == FAULT_BAD_REQUEST)
			q->fault->code = FAULT_BAD_BODY;
		return false;
	}
	p->name = name;
	profile_write(&t, p);
	row = (struct profile_row){name, p->partner, sheet_kind_rows[p->kind].word, text_string(&t)};
	fine = profile_save(q->conn, q->arena, &row, made, q->fault) &&
	       service_reload_with(q->service, q->conn, q->fault);
	text_free(&t);
	return fine && profiles_show(q, name);
}

bool profiles_drop(struct asking *q, const char *name)
{
	struct json j = {q->out, false};

	if (!profile_remove(q->conn, q->arena, name, q->fault) ||
		!service_reload_with(q->service, q->conn, q->fault))
		return false;
	jw_open(&j, '{');
	jw_member(&j, "name", name);
	jw_member_bool(&j, "dropped", true);
	jw_close(&j, '}');
	return true;
}

/* ---- templates ---- */

struct template
{
	struct arena *a;
	const struct sheet_profile *profile;
	enum sheet_language language;
};

/* The first of its words. */
static struct workbook_column heading(const void *self, size_t i)
{
	const struct template *t = self;
	const struct field_at *at = &t->profile->fields[i];
	const char *words = at->words ? at->words : sheet_field_rows[at->field].words[t->language];
	const char *one = arena_strndup(t->a, words, strcspn(words, "|"));

	return (struct workbook_column){one, NULL, (int)strlen(one) + 4};
}

/* As much of the caption as a sheet's name may have. */
static const char *sheet_name(struct arena *a, const char *caption)
{
	size_t n = strlen(caption), at = 0, one;

	for (unsigned i = 0; at < n && i < 31 && (one = utf8_length(caption + at, n - at)); i++)
		at += one;
	return arena_strndup(a, caption, at);
}

static void no_cell(const void *self, size_t row, size_t column, struct workbook_cell *cell)
{
	(void)self, (void)row, (void)column, (void)cell;
}

bool profiles_template(struct asking *q, const char *name, const char *language)
{
	struct world *w = service_world(q->service);
	bool shipped, fine = false;
	const struct sheet_profile *p = known(q, w, name, &shipped);
	struct template t = {q->arena, p, p ? p->language : SHEET_EN};

	for (unsigned l = 0; language && l < SHEET_LANGUAGES; l++)
		if (strcmp(sheet_language_words[l], language) == 0)
			t.language = (enum sheet_language)l;
	if (p) {
		struct workbook_table table = {.title = sheet_kind_rows[p->kind].caption[t.language],
			.sheet = sheet_name(q->arena, sheet_kind_rows[p->kind].caption[t.language]),
			.made = clock_now(),
			.columns = p->field_count,
			.self = &t,
			.column = heading,
			.cell = no_cell};

		fine = workbook_write(q->out, &table, q->fault);
	}
	world_release(w);
	return fine;
}
