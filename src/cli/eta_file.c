#include "cli/eta_file.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MOST (1 << 20)

struct passing {
	struct event event; /* first: it stands for the passing */
	instant known;
};

struct reading {
	struct arena *a;
	struct passing *passings;
	size_t count, room, line;
	struct fault *fault;
};

static bool refuse(const struct reading *r, const char *what, const char *why)
{
	return fault_say(r->fault, FAULT_BAD_BODY, "line %zu: %s %s", r->line, what, why);
}

static const char *text_of(const struct reading *r, const json_t *o, const char *key)
{
	return arena_strdup(r->a, json_string_value(json_object_get(o, key)));
}

/* INSTANT_NONE where it is not said. */
static bool time_of(const struct reading *r, const json_t *o, const char *key, instant *t, int *offset)
{
	const char *s = json_string_value(json_object_get(o, key));

	*t = INSTANT_NONE;
	return !s || instant_read(s, strlen(s), t, offset) ||
	       refuse(r, key, "is no time such as 2026-06-15T08:00:00Z");
}

/* The place of a word among names; the first where it is not said. */
static bool word_of(const struct reading *r, const json_t *o, const char *key, const char *const *names,
	int n, int *which)
{
	const char *s = json_string_value(json_object_get(o, key));

	*which = 0;
	for (int i = 0; s && i < n; i++)
		if (names[i] && strcmp(names[i], s) == 0) {
			*which = i;
			return true;
		}
	return !s || refuse(r, key, "is a word that is not known here");
}

static bool read_event(const struct reading *r, const json_t *o, struct passing *p)
{
	struct event *e = &p->event;
	int classifier, mode, load, offset = 0;

	*p = (struct passing){.event = {.subject = text_of(r, o, "container"),
				      .code = text_of(r, o, "code"),
				      .place = text_of(r, o, "place"),
				      .destination = text_of(r, o, "destination"),
				      .sender = text_of(r, o, "sender")}};
	if (!e->subject || !e->code)
		return refuse(r, e->subject ? "code" : "container", "is missing");
	if (!event_code_known(e->code))
		return refuse(r, e->code, "is no code of an event");
	if (!time_of(r, o, "at", &e->happened.at, &offset) || !time_of(r, o, "said", &e->said, &offset) ||
		!time_of(r, o, "known", &p->known, &offset) ||
		!word_of(r, o, "classifier", classifier_names, CLASSIFIERS, &classifier) ||
		!word_of(r, o, "mode", mode_names, MODES, &mode) ||
		!word_of(r, o, "loadState", load_state_names, LOAD_STATES, &load))
		return false;
	if (e->happened.at == INSTANT_NONE)
		return refuse(r, "at", "is missing");
	e->classifier = (enum classifier)classifier;
	e->load_state = (enum load_state)load;
	e->transport.mode = (enum mode)mode;
	e->transport.key = text_of(r, o, "transport");
	e->said = e->said != INSTANT_NONE ? e->said : p->known != INSTANT_NONE ? p->known : e->happened.at;
	p->known = p->known != INSTANT_NONE ? p->known : e->said;
	e->source = SOURCE_FORWARDER;
	memcpy(e->id, &e->happened.at, 8);
	memcpy(e->id + 8, &r->line, 8);
	return true;
}

static bool read_line(struct reading *r, const char *line)
{
	json_error_t error;
	json_t *o = json_loads(line, JSON_REJECT_DUPLICATES, &error);
	bool good;

	r->passings = arena_grow(r->a, r->passings, r->count, &r->room, sizeof *r->passings);
	if (!json_is_object(o))
		good = refuse(r, "it", o ? "is no object" : error.text);
	else
		good = read_event(r, o, &r->passings[r->count]);
	r->count += good;
	json_decref(o);
	return good;
}

static bool read_file(struct reading *r, FILE *file)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	bool good = true;

	while (good && (n = getline(&line, &room, file)) >= 0) {
		r->line++;
		if (n > LINE_MOST)
			good = refuse(r, "it", "is too long");
		else if (strspn(line, " \t\r\n") < (size_t)n)
			good = read_line(r, line);
	}
	free(line);
	return good;
}

static int by_container(const void *a, const void *b)
{
	return strcmp(((const struct passing *)a)->event.subject, ((const struct passing *)b)->event.subject);
}

static instant known_of(void *self, const struct event *e)
{
	(void)self;
	return ((const struct passing *)e)->known;
}

static void add_box(struct eta_trial *t, struct arena *a, const struct itinerary_world *w,
	const struct passing *p, size_t n)
{
	const struct event **events = arena_alloc_array(a, n, sizeof *events);

	for (size_t i = 0; i < n; i++)
		events[i] = &p[i].event;
	eta_trial_add(t, &(struct eta_trial_box){p->event.subject, events, n, known_of, NULL, w});
}

bool eta_file_add(struct eta_trial *t, struct arena *a, const struct itinerary_world *w, const char *name,
	struct fault *f)
{
	FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "re");
	struct reading r = {.a = a, .fault = f};
	bool good;

	if (!file)
		return fault_say(f, FAULT_ENVIRONMENT, "%.200s: %s", name, strerror(errno));
	good = read_file(&r, file);
	if (file != stdin)
		fclose(file);
	if (r.count)
		qsort(r.passings, r.count, sizeof *r.passings, by_container);
	for (size_t from = 0, to; good && from < r.count; from = to) {
		for (to = from + 1; to < r.count && by_container(&r.passings[from], &r.passings[to]) == 0;)
			to++;
		add_box(t, a, w, r.passings + from, to - from);
	}
	return good;
}
