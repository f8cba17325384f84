/* A box's line made by hand: events told one by one, then put in the order of the timeline. */
#ifndef TESTS_UNIT_DOMAIN_LINE_MADE_H
#define TESTS_UNIT_DOMAIN_LINE_MADE_H

#include "domain/journey.h"
#include "domain/line.h"
#include "domain/trip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/chance.h"

/* Hours of 2026-06-15, a Monday, UTC. */
#define AT(hours) ((INT64_C(1781481600) + INT64_C(3600) * (hours)) * INSTANT_SECOND)
#define MADE_MOST 32

struct made {
	struct arena arena;
	struct event events[MADE_MOST];
	const struct event *order[MADE_MOST];
	bool voided[MADE_MOST];
	size_t count;
	struct line line;
	struct journey journey;
	struct facts facts;
	uint64_t shuffled; /* 0: in the order of telling */
};

static inline struct event *made_told(struct made *m, const char *code, const char *place, int hour)
{
	struct event *e = &m->events[m->count++];

	assert_true(m->count <= MADE_MOST);
	*e = (struct event){.subject_kind = SUBJECT_CONTAINER,
		.subject = "CSQU3054383",
		.code = code,
		.happened = {.at = AT(hour), .precision = PRECISION_MINUTE},
		.said = AT(hour + 1),
		.sender = "TERMINAL",
		.place = place,
		.load_state = LOAD_LADEN};
	e->id[0] = (uint8_t)m->count;
	return e;
}

static inline struct event *made_by(struct event *e, enum mode mode, const char *wagon)
{
	e->transport.mode = mode;
	e->transport.wagon = wagon;
	return e;
}

static inline struct event *made_remark(struct event *e, const char *remark)
{
	static const char *remarks[64];
	static size_t n;

	remarks[n %= 64] = remark;
	e->remarks = &remarks[n++];
	e->remark_count = 1;
	return e;
}

static inline struct event *made_refers(struct made *m, struct event *e, const char *kind, const char *value)
{
	e->references = arena_alloc_array(&m->arena, 1, sizeof *e->references);
	e->references[0] = (struct reference){kind, value};
	e->reference_count = 1;
	return e;
}

static inline const struct line *made_line(struct made *m)
{
	struct chance c = {m->shuffled};

	for (size_t i = 0; i < m->count; i++)
		m->order[i] = &m->events[i];
	for (size_t i = m->count; m->shuffled && i > 1; i--) {
		size_t k = chance_below(&c, i);
		const struct event *e = m->order[i - 1];

		m->order[i - 1] = m->order[k];
		m->order[k] = e;
	}
	m->facts = journey_fold(&m->journey, &m->arena, NULL, m->order, m->count, m->voided);
	m->line = (struct line){m->order, m->voided, m->count, trip_begins(m->order, m->voided, m->count)};
	return &m->line;
}

/* "14" for AT(14); "-" for none */
static inline const char *made_hour(struct made *m, const struct event *e)
{
	return e ? arena_printf(&m->arena, "%d", (int)((e->happened.at - AT(0)) / (AT(1) - AT(0)))) : "-";
}

#endif
