#include "service/disrupt_apply.h"

#include "base/limits.h"
#include "base/words.h"
#include "codes/code.h"
#include "service/answer_journeys.h"
#include "system/clock.h"

#include <stdlib.h>
#include <string.h>

#define TOLD_AT_ONCE 200 /* itineraries */

static const char *const body_members[] = {"what", "dryRun", "apply", "name", "containers", NULL};

/* ---- what is asked ---- */

static bool read_apply(const struct member_reading *r, const json_t *body, struct disrupt_asked *asked)
{
	const json_t *apply = json_object_get(body, "apply");
	const char *word = json_string_value(apply);

	if (!apply || json_is_null(apply))
		return true;
	asked->all = word && strcmp(word, "all") == 0;
	asked->some = json_is_array(apply) ? apply : NULL;
	if (!asked->all && !asked->some)
		return member_wrong(r, "apply", "\"all\" or a list of containers is expected");
	for (size_t i = 0; i < json_array_size(asked->some); i++)
		if (!json_is_string(json_array_get(asked->some, i)))
			return member_wrong(r, "apply", "\"all\" or a list of containers is expected");
	return !asked->dry || member_wrong(r, "apply", "a dry run applies nothing: say dryRun false, too");
}

/* Those that are to be looked at alone; all, where none are named. */
static bool read_containers(const struct member_reading *r, const json_t *body, struct disrupt_asked *asked)
{
	const json_t *list;
	size_t n;

	if (!member_list(r, body, "containers", LIMIT_DISRUPTED, &list))
		return false;
	n = json_array_size(list);
	asked->containers = list ? arena_alloc_array(r->a, n + 1, sizeof *asked->containers) : NULL;
	for (size_t i = 0; i < n; i++) {
		char code[32], changed[128];
		const char *told = json_string_value(json_array_get(list, i));

		if (!told || !code_normalise(told, code, sizeof code, changed, sizeof changed))
			return member_wrong(r, "containers", "%zu is no container's number", i);
		asked->containers[i] = arena_strdup(r->a, code);
	}
	asked->container_count = words_once(asked->containers, n);
	return true;
}

static bool route_known(const struct member_reading *r, const struct ways *w, const char *route)
{
	return !route || ways_service(w, route) != NETWORK_NONE ||
	       member_wrong(r, "route", "there is no route %.64s in the network", route);
}

bool disrupt_asked_read(
	struct asking *q, const struct ways *w, const json_t *body, struct disrupt_asked *asked)
{
	const struct member_reading r = {q->arena, w->world, q->fault, "", NULL};
	const struct member_reading inside = member_inside(&r, "what");

	*asked = (struct disrupt_asked){.dry = true};
	if (!members_known(&r, body, body_members) || !member_object(&r, body, "what", &asked->what) ||
		!member_bool(&r, body, "dryRun", true, &asked->dry) ||
		!member_text(&r, body, "name", 64, !asked->dry, &asked->name) ||
		!read_apply(&r, body, asked) || !read_containers(&r, body, asked))
		return false;
	if (!asked->what)
		return member_wrong(&r, "what", "a restriction is expected");
	asked->row.name = asked->name;
	return (!asked->name || standing_named(&r, asked->name)) &&
	       restriction_read(&inside, asked->what, &asked->restriction) &&
	       route_known(&inside, w, asked->restriction.route) &&
	       standing_kinds[STANDING_RESTRICTION].read(&inside, asked->name, asked->what, &asked->row);
}

/* ---- the restriction ---- */

static void let_go(void *json)
{
	json_decref(json);
}

static const json_t *loaded(struct arena *a, const char *text)
{
	return arena_later(a, let_go, json_loads(text, 0, NULL));
}

bool disrupt_set(struct asking *q, const char *by, const struct disrupt_asked *asked, bool *set)
{
	struct text aside = TEXT_INIT, *out = q->out;
	struct standing_row *before;
	bool good, made;
	size_t n;

	if (!standing_said(q->conn, q->arena, STANDING_RESTRICTION, asked->name, 1, &before, &n, q->fault))
		return false;
	*set = !n || before[0].dropped ||
	       !json_equal(loaded(q->arena, before[0].told), loaded(q->arena, asked->row.told));
	if (!*set)
		return true;
	q->out = &aside;
	good = standing_put(q, STANDING_RESTRICTION, asked->name, by, asked->what, &made);
	q->out = out;
	text_free(&aside);
	return good;
}

/* ---- itineraries ---- */

static bool is_asked(const struct disrupt_asked *asked, const char *container)
{
	for (size_t i = 0; i < json_array_size(asked->some); i++)
		if (strcmp(json_string_value(json_array_get(asked->some, i)), container) == 0)
			return true;
	return asked->all;
}

/* Whether its itinerary says so already, leg by leg. */
static bool is_kept(const struct disrupting *d, const struct disrupt_box *b)
{
	if (!b->planned || b->way.told != b->way.count || b->chosen.count != b->way.count)
		return false;
	for (size_t i = 0; i < b->way.count; i++) {
		const struct disrupt_leg *l = &b->takes.legs[i];
		const struct disrupt_ride *r = &b->way.rides[i];
		const struct network_trip *t = &d->after.network->trips[l->trip];

		if (t->service != r->service || t->date != r->date || t->number != r->number ||
			l->alight != r->alight || b->said[i].arrives != l->arrives ||
			(b->said[i].departs != l->departs && !(i == 0 && b->way.aboard)))
			return false;
	}
	return true;
}

static bool id_of(struct disrupting *d, struct disrupt_box *b)
{
	struct text t = TEXT_INIT;
	uint8_t id[16];

	if (!clock_random(id, sizeof id))
		return fault_say(d->q->fault, FAULT_ENVIRONMENT, "the system gives no random bytes");
	text_uuid(&t, id);
	b->id = arena_strdup(d->q->arena, text_string(&t));
	text_free(&t);
	return true;
}

static const char *why_of(struct arena *a, const struct disrupt_asked *asked)
{
	const struct timetable_restriction *r = &asked->restriction.rule;

	return arena_printf(a, "%s: %s%s%s", asked->name, r->issuer, r->telegram ? " " : "",
		r->telegram ? r->telegram : "");
}

/* Which of them were refused, and why, as the receipt has it: a message each, in order. */
static void read_receipt(struct disrupting *d, const struct receipt *r, struct disrupt_box **told, size_t n)
{
	const json_t *messages = json_object_get(loaded(d->q->arena, text_string(&r->json)), "messages");

	for (size_t i = 0; i < n && i < json_array_size(messages); i++) {
		const json_t *m = json_array_get(messages, i),
			     *why = json_array_get(json_object_get(m, "diagnostics"), 0);
		const char *status = json_string_value(json_object_get(m, "status")),
			   *text = json_string_value(json_object_get(why, "text"));

		if (status && strcmp(status, "rejected") == 0) {
			told[i]->refused = text ? text : "it was refused";
			told[i]->id = NULL;
		}
	}
}

static bool tell(struct disrupting *d, const char *by, const char *why, struct disrupt_box **told, size_t n)
{
	json_t *words = json_array();
	struct receipt receipt = {0};
	char *bytes;
	bool good = true;

	for (size_t i = 0; good && i < n; i++) {
		json_t *word = disrupt_word(d, told[i]);

		good = id_of(d, told[i]);
		json_object_set_new(word, "id", json_string(told[i]->id));
		json_object_set_new(word, "why", json_string(why));
		json_array_append_new(words, word);
	}
	bytes = json_dumps(words, JSON_COMPACT);
	json_decref(words);
	good = good && journeys_tell(d->q, by, bytes, strlen(bytes), &receipt);
	if (good)
		read_receipt(d, &receipt, told, n);
	receipt_free(&receipt);
	free(bytes);
	return good;
}

bool disrupt_apply(struct disrupting *d, const char *by, const struct disrupt_asked *asked, int64_t *applied)
{
	const char *why = why_of(d->q->arena, asked);
	struct disrupt_box **told =
		arena_alloc_array(d->q->arena, d->box_count + 1, sizeof(struct disrupt_box *));
	size_t n = 0;

	for (size_t i = 0; i < d->box_count; i++) {
		struct disrupt_box *b = &d->boxes[i];

		b->kept = b->chosen.count && is_kept(d, b);
		if (b->chosen.count && !b->kept && is_asked(asked, b->container))
			told[n++] = b;
	}
	for (size_t i = 0; i < n; i += TOLD_AT_ONCE)
		if (!tell(d, by, why, told + i, n - i < TOLD_AT_ONCE ? n - i : TOLD_AT_ONCE))
			return false;
	*applied = 0;
	for (size_t i = 0; i < n; i++)
		*applied += told[i]->id != NULL;
	return true;
}
