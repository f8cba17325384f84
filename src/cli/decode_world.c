#include "cli/decode_world.h"

#include "service/partner_json.h"
#include "wire/sheet/profile.h"

#include <string.h>
#include <unistd.h>

#define OF_FILE "of-the-file" /* what is called nothing in its file */

static void decref(void *root)
{
	json_decref(root);
}

/* *root NULL: it is a name, not a file. */
static bool object_of(struct arena *a, const char *file, json_t **root, struct fault *f)
{
	json_error_t why;

	*root = NULL;
	if (!file || access(file, F_OK) != 0)
		return true;
	*root = json_load_file(file, JSON_REJECT_DUPLICATES, &why);
	if (!*root)
		return fault_say(f, FAULT_BAD_BODY, "%s: %s", file, why.text);
	arena_later(a, decref, *root);
	return json_is_object(*root) || fault_say(f, FAULT_BAD_BODY, "%s: an object is expected", file);
}

/* The name it has in there. */
static const char *named(struct arena *a, const json_t *root)
{
	const char *name = json_string_value(json_object_get(root, "name"));

	return arena_strdup(a, name ? name : OF_FILE);
}

static const char *wrong(const char *file, struct fault *f)
{
	struct fault why = *f;

	fault_say(f, FAULT_BAD_BODY, "%s: %s", file, why.text);
	return NULL;
}

/* As text with its name in it; NULL: it is wrong. */
static const char *profile_text(struct arena *a, const char *file, json_t *root, struct fault *f)
{
	char *text;
	const char *kept;

	json_object_set_new(root, "name", json_string(named(a, root)));
	text = json_dumps(root, JSON_COMPACT);
	kept = arena_strdup(a, text);
	free(text);
	return profile_read(a, kept, strlen(kept), f) ? kept : wrong(file, f);
}

static void add_partner(struct arena *a, struct world *w, const struct partner_set *p)
{
	struct partner one = {.name = p->row.name,
		.contrl = p->row.contrl,
		.role = p->row.role ? source_of_word(p->row.role) : SOURCE_UNKNOWN};
	struct partner_rows rows = {.partners = &one,
		.partner_count = 1,
		.signs = p->signs,
		.sign_count = p->sign_count,
		.codes = p->codes,
		.code_count = p->code_count};
	struct partner_zone_name *zones = NULL;
	size_t room = 0, zone_room = 0, zone_count = 0;

	partner_strictness_of(a, &p->row, &rows, &room);
	partner_zones_of(a, &p->row, &zones, &zone_count, &zone_room);
	world_partners(w, &rows, zones, zone_count);
}

/* What its codes mean has to be there when the world is made. */
static struct world *world_with(struct arena *a, const char **partner, json_t *root, struct fault *f)
{
	struct world *w = world_embedded(f), *whole;
	const char *file = *partner;
	struct partner_set p;

	if (!w || !root)
		return w;
	*partner = named(a, root);
	json_object_del(root, "name");
	json_object_del(root, "changed");
	json_object_del(root, "seen");
	whole = partner_name_read(*partner, f) && partner_read(a, w, *partner, root, &p, f)
			? world_embedded_and(p.places, p.place_count, p.statuses, p.status_count, f)
			: NULL;
	world_release(w);
	if (whole)
		add_partner(a, whole, &p);
	else
		wrong(file, f);
	return whole;
}

struct world *decode_world_make(struct arena *a, const char **profile, const char **partner, struct fault *f)
{
	json_t *read, *who;
	const char *text = NULL;
	struct world *w;

	if (!object_of(a, *profile, &read, f) || !object_of(a, *partner, &who, f))
		return NULL;
	if (read && !(text = profile_text(a, *profile, read, f)))
		return NULL;
	w = world_with(a, partner, who, f);
	if (!w || !text)
		return w;
	*profile = named(a, read);
	world_profiles(w, &text, 1);
	return w;
}
