/* Profiles of sheets: those that are shipped, those that were saved, and which is whose. */
#include "service/world_inside.h"

#include "system/embed.h"
#include "wire/sheet/guess.h"

#include <string.h>
#include <strings.h>

static bool read_profile(struct world *w, const char *kind, const char *language, struct fault *f)
{
	char file[96];
	const struct embedded *e;
	const struct sheet_profile *p;

	snprintf(file, sizeof file, "data/profiles/%s-%s.json", kind, language);
	e = embedded_find(file);
	if (!e)
		return true;
	p = profile_read(&w->arena, (const char *)e->bytes, e->length, f);
	if (p)
		w->profiles[w->profile_count++] = p;
	return p != NULL;
}

bool world_read_profiles(struct world *w, struct fault *f)
{
	w->profiles = arena_alloc_array(&w->arena, SHEET_KINDS * SHEET_LANGUAGES, sizeof *w->profiles);
	for (unsigned k = 0; k < SHEET_KINDS; k++)
		for (unsigned l = 0; l < SHEET_LANGUAGES; l++)
			if (!read_profile(w, sheet_kind_rows[k].word, sheet_language_words[l], f))
				return false;
	return true;
}

const struct sheet_profile *world_profile(const struct world *w, const char *name)
{
	for (size_t i = 0; i < w->saved_count; i++)
		if (strcmp(w->saved[i]->name, name) == 0)
			return w->saved[i];
	for (size_t i = 0; i < w->profile_count; i++)
		if (strcmp(w->profiles[i]->name, name) == 0)
			return w->profiles[i];
	return NULL;
}

const struct sheet_profile *world_profile_at(const struct world *w, size_t i, bool *shipped)
{
	*shipped = i >= w->saved_count;
	if (!*shipped)
		return w->saved[i];
	return i - w->saved_count < w->profile_count ? w->profiles[i - w->saved_count] : NULL;
}

void world_profiles(struct world *w, const char *const *profiles, size_t n)
{
	struct fault unreadable; /* of a later version */

	w->saved = arena_alloc_array(&w->arena, n + 1, sizeof *w->saved);
	for (size_t i = 0; i < n; i++) {
		w->saved[w->saved_count] =
			profile_read(&w->arena, profiles[i], strlen(profiles[i]), &unreadable);
		w->saved_count += w->saved[w->saved_count] != NULL;
	}
}

const struct sheet_profile *world_profile_of_partner(const struct world *w, const struct profile_asked *asked)
{
	struct arena a = ARENA_INIT;
	const struct headings h = headings_of(&a, asked->head, asked->head_rows);
	const struct sheet_profile *best = NULL;
	unsigned most = 1;

	for (size_t i = 0; i < w->saved_count; i++) {
		const struct sheet_profile *p = w->saved[i];
		unsigned worded, found;

		if (!p->partner || strcasecmp(p->partner, asked->partner) != 0)
			continue;
		found = profile_finds(p, &h, &worded);
		if (found > most && found + 1 >= worded) {
			best = p;
			most = found;
		}
	}
	arena_free(&a);
	return best;
}
