/* What a decoder says about some bytes, as text that can be compared: a line for each message, event and
 * diagnostic, in the order in which they came. */
#ifndef UNIT_WIRE_HEARD_H
#define UNIT_WIRE_HEARD_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"
#include "wire/decode.h"

struct heard {
	struct text out;
	unsigned messages, accepted, warned, refused, events;
	unsigned stop_after; /* the sink says no to this message; 0: never */
	bool went_on;        /* what decoder_feed and decoder_end said last */
};

static inline void heard_diagnostic_line(struct text *out, const char *what, const struct diagnostic *d)
{
	struct json j = {out, false};

	text_say(out, what);
	diagnostic_write(&j, d);
	text_byte(out, '\n');
}

static inline bool heard_message(void *self, const struct message *m)
{
	struct heard *h = self;

	h->messages++;
	h->accepted += m->verdict == VERDICT_ACCEPTED;
	h->warned += m->verdict == VERDICT_WARNINGS;
	h->refused += m->verdict == VERDICT_REJECTED;
	h->events += (unsigned)m->event_count;
	text_printf(&h->out,
		"message %u %s %s reference=%s document=%s sender=%s function=%s said=%lld at %llu+%llu %s\n",
		m->line, m->type ? m->type : "-", m->directory ? m->directory : "-",
		m->reference ? m->reference : "-", m->document ? m->document : "-",
		m->sender ? m->sender : "-", function_names[m->function], (long long)m->said,
		(unsigned long long)m->offset, (unsigned long long)m->length, verdict_names[m->verdict]);
	for (size_t i = 0; i < m->event_count; i++) {
		struct json j = {&h->out, false};

		event_write(&j, &m->events[i]);
		text_byte(&h->out, '\n');
	}
	for (size_t i = 0; i < m->position_count; i++) {
		struct json j = {&h->out, false};

		position_write(&j, &m->positions[i]);
		text_byte(&h->out, '\n');
	}
	for (size_t i = 0; i < m->diagnostic_count; i++)
		heard_diagnostic_line(&h->out, "", &m->diagnostics[i]);
	if (m->diagnostics_dropped)
		text_printf(&h->out, "%zu more\n", m->diagnostics_dropped);
	return h->messages != h->stop_after;
}

static inline void heard_diagnostic(void *self, const struct diagnostic *d)
{
	heard_diagnostic_line(&((struct heard *)self)->out, "outside ", d);
}

/* A zone that is always `hours` east of UTC, made of bytes as RFC 8536 has them. */
static inline const struct zone *zone_east(struct arena *a, const char *name, int hours)
{
	unsigned char bytes[44 + 6 + 4] = "TZif";
	struct fault fault;
	int seconds = hours * 3600;

	bytes[39] = 1; /* types */
	bytes[43] = 4; /* characters of their names */
	bytes[46] = (unsigned char)(seconds >> 8 & 0xFF);
	bytes[45] = (unsigned char)(seconds >> 16 & 0xFF);
	bytes[47] = (unsigned char)(seconds & 0xFF);
	memcpy(bytes + 50, "LMT", 4);
	return zone_read(a, name, bytes, sizeof bytes, &fault);
}

/* A world that knows Lianyungang and Busan, the only zone of Korea, and a sender that writes Moscow time. */
struct little_world {
	struct arena arena;
	const struct zone *east8, *east9, *east3;
	struct decode_world world;
};

static inline const struct zone *little_place(void *self, const char *code)
{
	return strcmp(code, "CNLYG") == 0 ? ((struct little_world *)self)->east8 : NULL;
}

static inline const struct zone *little_country(void *self, const char *country)
{
	/* XL is no country: codes of our own begin with X */
	return strcmp(country, "KR") == 0 || strcmp(country, "XL") == 0 ? ((struct little_world *)self)->east9
									: NULL;
}

static inline const struct zone *little_sender(void *self, const char *sender, const char *type)
{
	return strcmp(sender, "MOSCOW") == 0 && *type ? ((struct little_world *)self)->east3 : NULL;
}

static inline bool little_knows(void *self, const char *code)
{
	(void)self;
	return strcmp(code, "CNLYG") == 0 || strcmp(code, "KRPUS") == 0;
}

/* KRPSN is another UN/LOCODE of KRPUS, 532909 the station of CNLYG. */
static inline const char *little_called(void *self, const char *list, const char *code)
{
	(void)self;
	if (strcmp(list, "UNLOCODE") == 0 && strcmp(code, "KRPSN") == 0)
		return "KRPUS";
	return strcmp(list, "ESR") == 0 && strcmp(code, "532909") == 0 ? "CNLYG" : NULL;
}

static inline void little_world_make(struct little_world *w)
{
	*w = (struct little_world){.arena = ARENA_INIT};
	w->east8 = zone_east(&w->arena, "East/Eight", 8);
	w->east9 = zone_east(&w->arena, "East/Nine", 9);
	w->east3 = zone_east(&w->arena, "East/Three", 3);
	w->world = (struct decode_world){.self = w,
		.zone_of_place = little_place,
		.zone_of_country = little_country,
		.zone_of_sender = little_sender,
		.knows_place = little_knows,
		.place_called = little_called};
}

/* Whoever delivers is known by the name it gives. */
static inline const struct partner *little_partner(void *self, const struct partner_asked *asked)
{
	static struct partner named;

	(void)self;
	named.name = asked->forced;
	return asked->forced ? &named : NULL;
}

static inline void heard_unknown(void *self, const struct unknown_code *u)
{
	text_printf(&((struct heard *)self)->out, "unknown %s %s %s at %s\n", u->partner, u->list, u->code,
		u->sample);
}

static inline struct decode_sink heard_sink(struct heard *h)
{
	return (struct decode_sink){.self = h, .message = heard_message, .diagnostic = heard_diagnostic};
}

/* Decodes the bytes in pieces that end at the given cuts (ascending). */
static inline void hear_cut_as(struct heard *h, const char *format, const struct decode_world *world,
	const char *bytes, size_t n, const size_t *cuts, size_t count)
{
	struct decode_sink sink = heard_sink(h);
	struct decoder *d = decoder_new(format, world, NULL, &sink);
	size_t at = 0;

	h->went_on = true;
	for (size_t i = 0; i <= count && h->went_on; i++) {
		size_t end = i < count ? cuts[i] : n;
		/* a copy of its own: reading past a piece is seen by the sanitizer */
		char *piece = malloc(end - at + 1);

		memcpy(piece, bytes + at, end - at);
		h->went_on = decoder_feed(d, piece, end - at);
		free(piece);
		at = end;
	}
	if (h->went_on)
		h->went_on = decoder_end(d);
	decoder_free(d);
}

static inline void hear_cut(struct heard *h, const struct decode_world *world, const char *bytes, size_t n,
	const size_t *cuts, size_t count)
{
	hear_cut_as(h, "EDIFACT", world, bytes, n, cuts, count);
}

static inline void hear(struct heard *h, const struct decode_world *world, const char *bytes, size_t n)
{
	*h = (struct heard){.out = TEXT_INIT};
	hear_cut(h, world, bytes, n, NULL, 0);
}

static inline void heard_free(struct heard *h)
{
	text_free(&h->out);
}

/* Whether what was heard has this; prints all of it where it has not. */
static inline bool heard_has(const struct heard *h, const char *words)
{
	if (strstr(text_string(&h->out), words))
		return true;
	printf("not heard: %s\nin:\n%s\n", words, text_string(&h->out));
	return false;
}

static inline bool heard_has_not(const struct heard *h, const char *words)
{
	if (!strstr(text_string(&h->out), words))
		return true;
	printf("heard: %s\nin:\n%s\n", words, text_string(&h->out));
	return false;
}

#endif
