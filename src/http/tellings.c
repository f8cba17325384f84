#include "http/tellings.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define POINT_DIGITS 16

struct saying *saying_of(const char *event, uint64_t point, const char *data)
{
	struct text t = TEXT_INIT;
	struct saying *s;

	text_printf(&t, "id: %016llx\nevent: %s\ndata: ", (unsigned long long)point, event);
	text_say(&t, data);
	text_say(&t, "\n\n");
	s = malloc(sizeof *s + t.length);
	if (!s)
		abort();
	s->held = 1;
	s->length = t.length;
	memcpy(s->bytes, t.bytes, t.length);
	text_free(&t);
	return s;
}

static void write_names(struct json *j, const char *key, const char *const *names, size_t n)
{
	jw_key(j, key);
	jw_open(j, '[');
	for (size_t i = 0; i < n; i++)
		jw_string(j, names[i]);
	jw_close(j, ']');
}

struct saying *saying_of_changes(const struct change_view *v, uint64_t point)
{
	struct text t = TEXT_INIT;
	struct json j = {&t, false};
	struct saying *s;

	if (!v->events)
		return NULL;
	jw_open(&j, '{');
	write_names(&j, "containers", v->containers, v->container_count);
	jw_member_bool(&j, "more", v->more);
	write_names(&j, "places", v->places, v->place_count);
	jw_member_integer(&j, "count", (int64_t)v->events);
	jw_close(&j, '}');
	s = saying_of("events", point, text_string(&t));
	text_free(&t);
	return s;
}

void saying_let_go(struct saying *s)
{
	if (s && --s->held == 0)
		free(s);
}

uint64_t point_read(const char *id)
{
	if (strlen(id) != POINT_DIGITS || id[strspn(id, "0123456789abcdef")])
		return 0;
	return strtoull(id, NULL, 16);
}

static struct telling *telling_at(struct tellings *t, size_t i)
{
	return &t->ring[(t->first + i) % TELLINGS];
}

/* The oldest goes: what it told begins to be unknown here. */
static void forget_first(struct tellings *t)
{
	struct telling *e = telling_at(t, 0);

	for (size_t i = 0; i < e->count; i++) {
		free(e->views[i].viewer);
		saying_let_go(e->views[i].saying);
	}
	free(e->views);
	t->start = e->to;
	t->first = (t->first + 1) % TELLINGS;
	t->count--;
}

void tellings_end(struct tellings *t)
{
	while (t->count)
		forget_first(t);
	t->known = false;
}

void tellings_begin(struct tellings *t, uint64_t head)
{
	tellings_end(t);
	t->known = true;
	t->start = t->head = head;
}

void tellings_add(struct tellings *t, const struct changes *c)
{
	struct telling *e;

	if (c->until == t->head)
		return; /* nothing is over that was not over before */
	/* The feed never goes back: this is another one, of a database that was restored or took over. */
	if (c->too_many || c->until < t->head) {
		tellings_begin(t, c->until);
		return;
	}
	if (t->count == TELLINGS)
		forget_first(t);
	e = telling_at(t, t->count++);
	*e = (struct telling){t->head, c->until, calloc(c->count + 1, sizeof *e->views), c->count};
	if (!e->views)
		abort();
	for (size_t i = 0; i < c->count; i++) {
		e->views[i].viewer = strdup(c->views[i].viewer);
		e->views[i].saying = saying_of_changes(&c->views[i], c->until);
		if (!e->views[i].viewer)
			abort();
	}
	t->head = c->until;
}

/* The first that ends behind the point. */
static struct telling *behind(struct tellings *t, uint64_t point)
{
	for (size_t i = t->count; i > 0; i--)
		if (telling_at(t, i - 1)->to <= point)
			return i < t->count ? telling_at(t, i) : NULL;
	return t->count ? telling_at(t, 0) : NULL;
}

static const struct telling_view *view_of(const struct telling *e, const char *viewer)
{
	for (size_t i = 0; i < e->count; i++)
		if (strcmp(e->views[i].viewer, viewer) == 0)
			return &e->views[i];
	return NULL;
}

enum tellings_next tellings_next(struct tellings *t, const char *viewer, uint64_t *point, struct saying **s)
{
	const struct telling_view *v;
	const struct telling *e;

	if (!t->known || *point < t->start || *point > t->head)
		return TELL_BEHIND;
	while ((e = behind(t, *point))) {
		v = e->from == *point ? view_of(e, viewer) : NULL;
		if (!v)
			return TELL_BEHIND;
		*point = e->to;
		if (v->saying) {
			*s = v->saying;
			v->saying->held++;
			return TELL_THIS;
		}
	}
	return TELL_NOTHING;
}
