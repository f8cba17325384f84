#include "wire/partner_ask.h"

#include "base/arena.h"

#include <string.h>

const struct partner *partner_for(
	const struct decode_world *w, const struct decode_hint *hint, const char *nad, const char *unb)
{
	struct partner_asked asked = {.nad = nad, .unb = unb};

	if (!w->partner)
		return NULL;
	if (hint) {
		asked.forced = hint->partner;
		asked.mail = hint->mail;
		asked.folder = hint->folder;
		asked.device = hint->device;
		asked.key = hint->sender;
	}
	return w->partner(w->self, &asked);
}

enum severity severity_for(
	const struct decode_world *w, const struct partner *p, const char *code, enum severity usual)
{
	if (!p || !w->severity || usual == SEVERITY_ERROR)
		return usual;
	return w->severity(w->self, p->name, code, usual);
}

const char *meaning_for(
	const struct decode_world *w, const struct partner *p, enum partner_list list, const char *code)
{
	if (!p || !w->meaning || !code || !*code)
		return NULL;
	return w->meaning(w->self, p->name, partner_list_words[list], code);
}

bool facility_meant(
	struct arena *a, const char *meaning, const char **place, const char **list, const char **code)
{
	const char *first = meaning ? strchr(meaning, ':') : NULL,
		   *second = first ? strchr(first + 1, ':') : NULL;

	if (!second || first == meaning || second == first + 1 || !second[1])
		return false;
	*place = arena_strndup(a, meaning, (size_t)(first - meaning));
	*list = arena_strndup(a, first + 1, (size_t)(second - first - 1));
	*code = arena_strdup(a, second + 1);
	return true;
}

bool size_meant(const struct decode_world *w, const struct partner *p, struct event *e)
{
	const char *meaning = meaning_for(w, p, CODES_SIZE_TYPE, e->size_type);

	if (!meaning)
		return false;
	e->size_said = e->size_type;
	e->size_type = meaning;
	return true;
}

bool load_meant(const struct decode_world *w, const struct partner *p, struct event *e, const char *word)
{
	const char *meaning = meaning_for(w, p, CODES_LOAD, word);
	size_t state = meaning ? partner_word(load_state_names + 1, LOAD_STATES - 1, meaning) : LOAD_STATES;

	if (state >= LOAD_STATES - 1)
		return false;
	e->load_said = e->load_state;
	e->load_mapped = true;
	e->load_state = (enum load_state)(state + 1);
	return true;
}

void unknown_tell(const struct decode_sink *sink, const struct partner *p, const char *sender,
	enum partner_list list, const char *code, const char *sample)
{
	const struct unknown_code u = {p ? p->name : sender, partner_list_words[list], code, sample};

	if (sink->unknown && u.partner && *u.partner && code && *code)
		sink->unknown(sink->self, &u);
}
